"""Pages with nothing on them: the cover, and what is shown when eolplan itself breaks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from eolplan.words import say, tr
from ui.theme import space_out
from ui.widgets.buttons import Button
from ui.widgets.frames import Ground
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.layouts import FlowLayout
from ui.widgets.naming import identify


class CoverPage(Ground):
    """A blank page with one button: what a child who walks in sees.

    Signals:
        carry_on: the button was pressed.
    """

    carry_on = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, fill="surface2")
        identify(self, "cover", tr("Screen covered. Press F8 to carry on."))
        column = space_out(QVBoxLayout(self), 0, (24, 24, 24, 24))
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        self.button = Button(tr("Carry on"), self, identifier="cover.carry_on")
        self.button.clicked.connect(self.carry_on)
        row.addWidget(self.button)
        column.addLayout(row)

    def first_focus(self) -> QWidget:
        """Return the one button."""
        return self.button


class CrashPage(Ground):
    """Says that something broke, that what was said is kept, and how to go on.

    Args:
        saved_at: Local time of the last change on disk, ``14:02``, or empty when
            nothing was changed.
        details: Text for IT, already without anybody's words.
        parent: The widget it belongs to.

    Signals:
        carry_on: the user wants to go on.
    """

    carry_on = Signal()

    def __init__(self, saved_at: str, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, fill="bg")
        identify(self, "crash")
        self._details = details
        column = space_out(QVBoxLayout(self), 16, (24, 48, 24, 24))
        column.addWidget(Heading(tr("Something went wrong in eolplan"), self))
        kept = say("Your last change at {time} is saved.", time=saved_at)
        column.addWidget(PlainLabel(kept if saved_at else tr("Everything is saved."), self))
        row = QWidget(self)
        flow = FlowLayout(row)
        self.button = Button(tr("Carry on"), row, kind="primary", identifier="crash.carry_on")
        self.button.clicked.connect(self.carry_on)
        copy = Button(tr("Copy details for IT"), row, identifier="crash.copy")
        copy.clicked.connect(self._copy)
        flow.addWidget(self.button)
        flow.addWidget(copy)
        column.addWidget(row)
        self._copied = PlainLabel("", self, style="small", colour="text2")
        column.addWidget(self._copied)
        column.addStretch(1)

    def first_focus(self) -> QWidget:
        """Return the button that goes on."""
        return self.button

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self._copied.setText(tr("Copied. The details hold no one's name or words."))

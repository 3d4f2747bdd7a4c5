"""What is built in, and the licence of each in full."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from eolplan.desk import Desk
from eolplan.words import say, tr
from ui.pages.built_in import Part, parts, text_of
from ui.pages.commands import Command
from ui.pages.page import Page
from ui.pages.where import Where
from ui.theme import look
from ui.widgets import (
    BesideLayout,
    Button,
    Card,
    FlowLayout,
    Heading,
    PlainLabel,
    identify,
)

_NAME: Final = "licences"
_HIGH: Final = 420


class LicencesPage(Page):
    """The list; or, where ``Where.note`` names a part, its text.

    Args:
        desk: Not used: nothing of the record is shown.
        where: ``note`` is the id of a part, or empty.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(_NAME, where)
        del desk
        row = QWidget(self)
        self._back = Button(tr("Back"), row, icon="arrow-left", identifier=f"{_NAME}.back")
        self._back.clicked.connect(lambda: self.asked.emit(Command.BACK))
        FlowLayout(row).addWidget(self._back)
        self.column.addWidget(row)
        self.column.addWidget(Heading(self.title(), self))
        one = next((part for part in parts() if part.id == where.note), None)
        if one is None:
            self._list()
        else:
            self._text(one)

    def title(self) -> str:
        """Return the heading."""
        return tr("Licences")

    def first_focus(self) -> QWidget:
        """Return the way back."""
        return self._back

    def up(self) -> Where:
        """Return where Back leads when the user came from nowhere."""
        return Where(_NAME if self.where.note else "about")

    def _list(self) -> None:
        card = Card("", self)
        for part in parts():
            card.column.addWidget(self._line(card, part))
        self.column.addWidget(card)

    def _line(self, card: Card, part: Part) -> QWidget:
        row = QWidget(card)
        beside = BesideLayout(row)
        what = f"{part.name} {part.version}".strip()
        words = PlainLabel(say("{name}: {terms}", name=what, terms=part.terms), row)
        read = Button(
            tr("Read it"), row, kind="link", identifier=f"{_NAME}.read.{part.id}",
            name=say("Read the licence of {name}", name=part.name),
        )  # fmt: skip
        read.clicked.connect(lambda _=False, p=part.id: self.wanted.emit(Where(_NAME, note=p)))
        beside.addWidget(words)
        beside.addWidget(read)
        return row

    def _text(self, part: Part) -> None:
        what = say("{name}: {terms}", name=part.name, terms=part.terms)
        self.column.addWidget(Heading(what, self, style="h2"))
        if text := text_of(part.id):
            name = say("Licence of {name}", name=part.name)
            self.column.addWidget(_Reading(name, text, self))
        else:
            self.column.addWidget(PlainLabel(tr("The text is not on this laptop."), self))


class _Reading(QPlainTextEdit):
    """A long text to read; Tab leaves it."""

    def __init__(self, name: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        identify(self, f"{_NAME}.text", name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setPlainText(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a height to read in, whatever the length."""
        return QSize(look().size("measure"), look().px(_HIGH))

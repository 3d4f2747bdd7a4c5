"""A small card that asks when to come back to something, where "not known" is an answer too."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from eolplan.words import tr
from ui.widgets import Button, Card, Complaint, DateBoxes, FlowLayout, PlainLabel


class LaterCard(Card):
    """ "When might be better?" and two buttons.

    Args:
        title: What is put off.
        onward: The words of the button that puts it off.
        today: The local day.
        parent: The widget it belongs to.
        identifier: ``page.later``.
        precise: True wants a month at least.

    Signals:
        chosen: it is put off; carries an ISO date of any precision, or the empty string.
        left: the card was closed again, nothing is put off.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(
        self,
        title: str,
        onward: str,
        today: dt.date,
        parent: QWidget,
        *,
        identifier: str,
        precise: bool = False,
    ) -> None:
        super().__init__(title, parent)
        self.setObjectName(identifier)
        self._today, self._precise = today, precise
        asks = tr("When might be better?")
        self.column.addWidget(PlainLabel(asks, self, style="strong"))
        hint = (
            tr("A month will do. Leave it empty if you do not know.")
            if precise
            else tr("A month or a year will do. Leave it empty if you do not know.")
        )
        self.column.addWidget(PlainLabel(hint, self, style="small", colour="text2"))
        self._complaint = Complaint(self)
        self.column.addWidget(self._complaint)
        self.boxes = DateBoxes(asks, self, identifier=f"{identifier}.when")
        self.column.addWidget(self.boxes)
        row = QWidget(self)
        flow = FlowLayout(row)
        self.button = Button(onward, row, kind="primary", identifier=f"{identifier}.yes")
        self.button.clicked.connect(self.choose)
        close = Button(tr("Close"), row, icon="x", identifier=f"{identifier}.close")
        close.setAccessibleName(tr("Close, nothing is put off"))
        close.clicked.connect(self.left)
        flow.addWidget(self.button)
        flow.addWidget(close)
        self.column.addWidget(row)

    def first(self) -> QWidget:
        """Return the day."""
        return self.boxes.box("day")

    def choose(self) -> None:
        """Put it off, or say what is wrong with the date."""
        problem, there = self._problem()
        self._complaint.show_problems([problem] if problem else [])
        self.boxes.complain(bool(problem))
        if problem:
            there.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.chosen.emit(self.boxes.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc: nothing was recorded."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _problem(self) -> tuple[str, QWidget]:
        """Return what is wrong with the date, or nothing, and the box to mend it in."""
        if self._precise and len(self.boxes.value()) == len("2026") and not self.boxes.problem():
            words = tr("Enter the month as well, or leave the date empty")
            return words, self.boxes.box("month")
        return not_past(self.boxes, self._today), self.boxes.mend()


def not_past(boxes: DateBoxes, today: dt.date) -> str:
    """Return what is wrong with a day to come, or empty; no day is right too."""
    if problem := boxes.problem():
        return problem
    when = boxes.value()
    if when and when < today.isoformat()[: len(when)]:
        return tr("Enter a date that is not in the past")
    return ""

"""A card that asks why: an answer is put back, or was written by mistake."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from eolplan.history import Given
from eolplan.words import say, tr
from ui.pages.form import LineField
from ui.widgets import Button, Card, Choice, ChoiceGroup, Complaint, FlowLayout, PlainLabel

Amends = Literal["again", "mistake"]

AGAIN: Final = "again"
WRONG: Final = "wrong"
MOST: Final = 500
"""Letters of a reason."""


class AmendCard(Card):
    """What is to be done with one answer, why, and two buttons.

    Args:
        what: ``again`` puts an earlier answer back; ``mistake`` marks one.
        given: The answer.
        name: What the person is called; empty where nobody can be asked any more.
        parent: The widget it belongs to.
        identifier: ``page.amend``.

    Signals:
        done: it is to be recorded; carries the way (``again`` or ``wrong``) and the reason.
        left: the card was closed, and nothing is changed.
    """

    done = Signal(str, str)
    left = Signal()

    def __init__(
        self, what: Amends, given: Given, name: str, parent: QWidget, *, identifier: str
    ) -> None:
        titles = {"again": tr("Put this answer back"), "mistake": tr("Written by mistake")}
        super().__init__(titles[what], parent)
        self.setObjectName(identifier)
        self._what, self.given = what, given
        self.column.addWidget(PlainLabel(given.heading, self, style="small", colour="text2"))
        self.column.addWidget(PlainLabel(given.words, self))
        self._complaint = Complaint(self)
        self.column.addWidget(self._complaint)
        self.ways: ChoiceGroup | None = None
        if what == "again" and name:
            self._ask_how(name, identifier)
        elif what == "mistake":
            words = tr("It stays in the history with this mark. What stood before it stands again.")
            if not given.stands:
                words = tr("It stays in the history with this mark. The plan reads as before.")
            self.column.addWidget(PlainLabel(words, self, colour="text2"))
        self.reason = LineField(tr("Why?"), self, identifier=f"{identifier}.why", most=MOST,
                                hint=tr("A few words, for whoever reads the history."))  # fmt: skip
        self.column.addWidget(self.reason)
        self._add_buttons(identifier)

    def first(self) -> QWidget:
        """Return what takes the focus first."""
        return self.ways.first() if self.ways is not None else self.reason.box

    def typed(self) -> tuple[str, str, str]:
        """Return what ``show_typed`` shows again: what is done, how, and why."""
        how = self.ways.value() if self.ways is not None else ""
        return self._what, how, self.reason.text()

    def show_typed(self, how: str, why: str) -> None:
        """Show what was chosen and written before."""
        if self.ways is not None:
            self.ways.show_values([how])
        self.reason.box.setText(why)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc: nothing was recorded."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _ask_how(self, name: str, identifier: str) -> None:
        choices = [
            Choice(AGAIN, say("{name} says so again today", name=name)),
            Choice(WRONG, tr("What was written after it was wrong")),
        ]
        question = tr("What has happened?")
        self.column.addWidget(PlainLabel(question, self, style="strong"))
        self.ways = ChoiceGroup(question, choices, self, columns=1, identifier=f"{identifier}.how")
        self.column.addWidget(self.ways)

    def _add_buttons(self, identifier: str) -> None:
        words = tr("Put it back") if self._what == "again" else tr("Mark it")
        row = QWidget(self)
        flow = FlowLayout(row)
        self.go = Button(words, row, kind="primary", icon="check", identifier=f"{identifier}.yes")
        self.go.clicked.connect(self.record)
        close = Button(tr("Close"), row, icon="x", identifier=f"{identifier}.close")
        close.setAccessibleName(tr("Close, nothing is changed"))
        close.clicked.connect(self.left)
        flow.addWidget(self.go)
        flow.addWidget(close)
        self.column.addWidget(row)

    def record(self) -> None:
        """Say that it is to be recorded, or what is needed first."""
        how = self.ways.value() if self.ways is not None else WRONG
        reason = self.reason.text()
        problem = ""
        if not how:
            problem = tr("Choose what has happened.")
        elif how == WRONG and not reason:
            problem = tr("Write why, in a few words.")
        self._complaint.show_problems([problem] if problem else [])
        if problem:
            there = self.first() if not how else self.reason.box
            there.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.done.emit(how, reason)

"""A card with the answers that are rarer than the exits: each of them says why there is no wish."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.guide import Guide
from eolplan.record import Answer, Standing, Value
from eolplan.record.codes import JUDGED
from eolplan.telling import standing_words
from eolplan.words import N_, tr
from ui.pages.form import LineField
from ui.pages.later import not_past
from ui.theme import space_out
from ui.widgets import (
    Button,
    Card,
    Choice,
    ChoiceGroup,
    Complaint,
    DateBoxes,
    FlowLayout,
    PlainLabel,
    order_tabs,
)

OFFERED: Final = (
    Standing.DOES_NOT_KNOW,
    Standing.LEAVES_TO_OTHER,
    Standing.SEE_DOCUMENT,
    Standing.UNABLE_TO_EXPRESS,
    Standing.NOT_APPLICABLE,
    Standing.NOT_APPROPRIATE_NOW,
)
"""In the order in which they are offered."""

_ASKS: Final = {
    Standing.LEAVES_TO_OTHER: N_("Who is to decide?"),
    Standing.SEE_DOCUMENT: N_("Which document, and where is it?"),
    Standing.UNABLE_TO_EXPRESS: N_("Why? What was seen?"),
    Standing.NOT_APPROPRIATE_NOW: N_("Why?"),
}
"""What each of them needs beside it; the others need nothing."""

_NEEDS: Final = {
    Standing.LEAVES_TO_OTHER: N_("Write who is to decide."),
    Standing.SEE_DOCUMENT: N_("Write which document it is."),
    Standing.UNABLE_TO_EXPRESS: N_("Write why they could not tell us."),
    Standing.NOT_APPROPRIATE_NOW: N_("Write why it was not asked."),
}

_OF_STAFF: Final = {
    Standing.UNABLE_TO_EXPRESS: "clinician_observed",
    Standing.NOT_APPROPRIATE_NOW: JUDGED,
}
"""What the person does not say themselves."""

_MOST: Final = 200
_WHICH: Final = "which"
_AGAIN: Final = "again"


class OtherAnswerCard(Card):
    """ "Another answer": which it is, what it needs beside it, and two buttons.

    Args:
        guide: Has the words.
        today: The local day.
        parent: The widget it belongs to.
        identifier: ``page.other``.

    Signals:
        chosen: it is to be recorded; carries the ``Answer``.
        left: the card was closed, and nothing is recorded.
        edited: something was chosen or typed that is not recorded.
    """

    chosen = Signal(object)
    left = Signal()
    edited = Signal()

    def __init__(self, guide: Guide, today: dt.date, parent: QWidget, *, identifier: str) -> None:
        title = tr("Another answer")
        super().__init__(title, parent)
        self.setObjectName(identifier)
        self._today = today
        self._complaint = Complaint(self)
        self.column.addWidget(self._complaint)
        choices = [Choice(str(one), standing_words(guide, Answer(one))) for one in OFFERED]
        asks = tr("Which answer is it?")
        self._which = ChoiceGroup(asks, choices, self, columns=2, identifier=f"{identifier}.which")
        self._which.changed.connect(self._arrange)
        self._which.changed.connect(self.edited)
        self.column.addWidget(self._which)
        self._notes = {
            standing: LineField(tr(asks), self, identifier=f"{identifier}.{standing}", most=_MOST)
            for standing, asks in _ASKS.items()
        }
        for note in self._notes.values():
            note.box.textEdited.connect(self.edited)
            self.column.addWidget(note)
        self._add_day(identifier)
        self._add_buttons(identifier)
        self._arrange()

    def first(self) -> QWidget:
        """Return the first of the answers."""
        return self._which.first()

    @property
    def begun(self) -> bool:
        """Whether words were typed in it that are not recorded."""
        return any(note.text() for note in self._notes.values()) or bool(self._again.value())

    def typed(self) -> dict[str, Value]:
        """Return what ``show_typed`` shows again."""
        texts: dict[str, Value] = {str(one): note.text() for one, note in self._notes.items()}
        return {**texts, _WHICH: self._which.value(), _AGAIN: self._again.value()}

    def show_typed(self, typed: Mapping[str, Value]) -> None:
        """Show what was chosen and typed before."""
        self._which.show_values([str(typed[_WHICH])] if typed.get(_WHICH) else [])
        for standing, note in self._notes.items():
            note.box.setText(str(typed.get(str(standing), "")))
        self._again.show_value(str(typed.get(_AGAIN, "")))
        self._arrange()

    def record(self) -> None:
        """Say what is to be recorded, or what is needed first."""
        chosen = self._chosen()
        problem, there = self._problem(chosen)
        self._complaint.show_problems([problem] if problem else [])
        if chosen is None or problem:
            there.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        note = self._notes[chosen].text() if chosen in self._notes else ""
        on = self._again.value() if chosen is Standing.NOT_APPROPRIATE_NOW else ""
        answer = Answer(chosen, note=note, again_on=on)
        self.chosen.emit(replace(answer, said_by=_OF_STAFF.get(chosen, answer.said_by)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc: nothing was recorded."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _add_day(self, identifier: str) -> None:
        asks = tr("When to look again")
        self._day = QWidget(self)
        column = space_out(QVBoxLayout(self._day), 4)
        column.addWidget(PlainLabel(asks, self._day, style="strong"))
        hint = tr("A month or a year will do. Leave it empty if you do not know.")
        column.addWidget(PlainLabel(hint, self._day, style="small", colour="text2"))
        self._again = DateBoxes(asks, self._day, identifier=f"{identifier}.again")
        self._again.edited.connect(self.edited)
        column.addWidget(self._again)
        self.column.addWidget(self._day)

    def _add_buttons(self, identifier: str) -> None:
        row = QWidget(self)
        flow = FlowLayout(row)
        go = Button(tr("Write this down"), row, kind="primary", identifier=f"{identifier}.yes")
        go.clicked.connect(self.record)
        close = Button(tr("Close"), row, icon="x", identifier=f"{identifier}.close")
        close.setAccessibleName(tr("Close, nothing is changed"))
        close.clicked.connect(self.left)
        flow.addWidget(go)
        flow.addWidget(close)
        self.column.addWidget(row)

    def _arrange(self, *_chosen: object) -> None:
        """Ask what the chosen answer needs beside it, and nothing else."""
        chosen = self._chosen()
        for standing, note in self._notes.items():
            note.setVisible(standing is chosen)
        self._day.setVisible(chosen is Standing.NOT_APPROPRIATE_NOW)
        order_tabs(self)

    def _chosen(self) -> Standing | None:
        code = self._which.value()
        return Standing(code) if code else None

    def _problem(self, chosen: Standing | None) -> tuple[str, QWidget]:
        """Return what is needed first, and where."""
        if chosen is None:
            return tr("Choose what it is."), self.first()
        note = self._notes.get(chosen)
        if note is not None and not note.text():
            return tr(_NEEDS[chosen]), note.box
        if chosen is Standing.NOT_APPROPRIATE_NOW:
            return not_past(self._again, self._today), self._again.mend()
        return "", self.first()

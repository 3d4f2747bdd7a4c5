"""What students recorded since the last version, for the clinician who is going to sign it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from eolplan.conversation import Conversation, Fact, Recorded, by_students
from eolplan.identity import Act
from eolplan.record import Entry, Standing, is_view
from eolplan.telling import answer_words, as_told
from eolplan.words import say, tr
from ui.pages.lines import Line, LineRow, whose
from ui.widgets import Card, FlowLayout, PlainLabel, ToggleButton, identify

_NAME: Final = "check.student"
_FACT: Final = "student."


class SignStudents(QObject):
    """A card for each student, with what they recorded and one button to press.

    Args:
        talk: The talk.
        parent: The page.

    Attributes:
        cards: In the order of the page; none where no student recorded anything, or for
            whoever does not sign off.
    """

    def __init__(self, talk: Conversation, parent: QWidget) -> None:
        super().__init__(parent)
        self._talk = talk
        self._seen: dict[str, ToggleButton] = {}
        found = by_students(talk) if talk.staff.can(Act.SIGN) else ()
        self.cards = [self._card(student, parent) for student in found]

    def gone_through(self) -> frozenset[str]:
        """Return the ids of the students of whom the signer says so."""
        return frozenset(staff for staff, seen in self._seen.items() if seen.isChecked())

    def show_gone_through(self, staff: frozenset[str]) -> None:
        """Show that it was said of these, as before a lock."""
        for one, seen in self._seen.items():
            seen.setChecked(one in staff)

    def control(self, fact: Fact) -> QWidget | None:
        """Return the button that mends *fact*, or None where it is about something else."""
        return self._seen.get(fact.id.removeprefix(_FACT)) if fact.id.startswith(_FACT) else None

    def _card(self, student: Recorded, parent: QWidget) -> Card:
        card = Card(say("Recorded by {name}, student", name=student.name), parent)
        for entry in student.entries:
            line = self._line(entry)
            if line is not None:
                card.column.addWidget(LineRow(line, card))
        words = say("Ask {name} about what you are unsure of, before you sign.", name=student.name)
        card.column.addWidget(PlainLabel(words, card, style="small", colour="text2"))
        row = QWidget(card)
        seen = ToggleButton(say("I have gone through what {name} recorded", name=student.name), row)
        identify(seen, f"{_NAME}.{student.staff}")
        self._seen[student.staff] = seen
        FlowLayout(row).addWidget(seen)
        card.column.addWidget(row)
        return card

    def _line(self, entry: Entry) -> Line | None:
        """Return what an entry says; None for what only holds others together."""
        guide, log, answer = self._talk.guide, self._talk.log, entry.answer
        if entry.question not in guide:
            return None
        question = guide.question(entry.question)
        if question.kind == "group" and answer.standing is Standing.ANSWERED:
            return None
        heading = tr(question.heading)
        if is_view(entry.instance):
            heading = as_told(log, heading, entry.instance)
        words = answer_words(guide, log, question, answer) or tr("Taken away")
        return Line(heading, words, whose(self._talk, question, answer))

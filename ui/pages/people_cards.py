"""The cards above the list of people: whom to carry on with, and who is planned for today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.caseload import CaseloadRow, Place
from eolplan.conversation import stopped_on
from eolplan.errors import EolplanError
from eolplan.words import clock, say, short_date, tr
from ui.pages.onward import OPENING, carry_on
from ui.pages.people_telling import Telling
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import BesideLayout, Button, Card, PlainLabel

if TYPE_CHECKING:
    from eolplan.desk import Desk

CARDS: Final = 3
"""The most conversations to carry on with that are shown, and the most cards in a row."""


class PersonCard(Card):
    """A person, one sentence about them, and one thing to do.

    Args:
        row: The person.
        said: The sentence.
        button: What can be done.
        telling: How the list tells of people.

    Attributes:
        button: What can be done.
    """

    def __init__(self, row: CaseloadRow, said: str, button: Button, telling: Telling) -> None:
        super().__init__()
        self.button = button
        row_of_two, words = QWidget(self), QWidget(self)
        beside = space_out(BesideLayout(row_of_two), 12)
        column = space_out(QVBoxLayout(words), 2)
        column.addWidget(PlainLabel(telling.name(row), words, style="strong"))
        born = say("Born {date}", date=telling.born_apart(row))
        column.addWidget(PlainLabel(born, words, style="small", colour="text2"))
        column.addWidget(PlainLabel(said, words))
        beside.addWidget(words)
        beside.addWidget(button)
        self.column.addWidget(row_of_two)


class PeopleCards(QObject):
    """Makes the cards, each with the way to its conversation.

    Args:
        desk: What is at hand.
        telling: How the list tells of people.
        parent: The page.

    Signals:
        wanted: a conversation is to be had; carries a ``Where``.
        trouble: where it stopped cannot be read; carries the error.
    """

    wanted = Signal(object)
    trouble = Signal(object)

    def __init__(self, desk: Desk, telling: Telling, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._telling = desk, telling

    def among(self, rows: Sequence[CaseloadRow]) -> list[tuple[str, list[PersonCard]]]:
        """Return the cards of *rows* under their headings; a heading without a card is left out."""
        here = {row.person for row in rows}
        stopped = [one for one in self._desk.caseload.carry_on() if one[0].person in here][:CARDS]
        seen, today = {row.person for row, _ in stopped}, self._desk.today.isoformat()
        planned = [r for r in rows if r.planned == today and not r.ended and r.person not in seen]
        found = [
            (self._stopped_words(), [self.stopped(*one) for one in stopped]),
            (tr("Planned for today"), [self.planned(row) for row in planned]),
        ]
        return [(title, cards) for title, cards in found if cards]

    def stopped(self, row: CaseloadRow, place: Place) -> PersonCard:
        """Return the card of a conversation that stopped at *place*."""
        name = self._telling.name(row)
        button = Button(
            tr("Carry on"), kind="primary", identifier=f"people.carry_on.{row.person}",
            name=say(
                "Carry on with {name}, born {date}",
                name=name, date=self._telling.born_apart(row),
            ),
        )  # fmt: skip
        button.clicked.connect(lambda: self._carry_on(row.person, place.conversation))
        return PersonCard(row, self._when_and_where(place), button, self._telling)

    def planned(self, row: CaseloadRow) -> PersonCard:
        """Return the card of a conversation planned for today."""
        name = self._telling.name(row)
        button = Button(
            tr("Start"), kind="primary", identifier=f"people.start.{row.person}",
            name=say(
                "Start a conversation with {name}, born {date}",
                name=name, date=self._telling.born_apart(row),
            ),
        )  # fmt: skip
        button.clicked.connect(lambda: self.wanted.emit(Where("opening", person=row.person)))
        date = self._telling.talked(row)
        talked = say("Last talked {date}.", date=date) if date else tr("First conversation.")
        return PersonCard(row, talked, button, self._telling)

    def _carry_on(self, person: str, conversation: str) -> None:
        try:
            where = carry_on(self._desk.conversation(person, conversation))
        except EolplanError as e:
            self.trouble.emit(e)
            return
        self.wanted.emit(where)

    def _stopped_words(self) -> str:
        """Say where it stopped; of "you" only to whoever works alone here."""
        if len(self._desk.team.members()) > 1:
            return tr("Carry on where it stopped")
        return tr("Carry on where you stopped")

    def _when_and_where(self, place: Place) -> str:
        """Say when and where a conversation stopped."""
        at = dt.datetime.fromisoformat(place.paused_at or place.began_at)
        local = at.astimezone()
        day = local.date()
        when = tr("today") if day == self._desk.today else short_date(day)
        on = stopped_on(self._desk.guide, place)
        topic = tr(on.path.title) if on is not None else self._topic(place)
        if not place.paused_at:
            return say("Began {time} {day}, in {topic}.", time=clock(at), day=when, topic=topic)
        return say("Paused {time} {day}, in {topic}.", time=clock(at), day=when, topic=topic)

    def _topic(self, place: Place) -> str:
        guide, name = self._desk.guide, place.section
        if place.question in guide:  # of a page beside a path, the place names the path
            name = guide.section_of(place.question).id
        for section in guide.sections:
            if section.id == name and section.per == "person":
                return tr(section.title)
        facts = place.question not in ("", OPENING)
        return tr("the facts of the talk") if facts else tr("the opening")


def code_reminder(parent: QWidget) -> tuple[QWidget, Button]:
    """Return a line that says the recovery code is not on paper yet, and its button."""
    row = QWidget(parent)
    beside = space_out(BesideLayout(row), 12)
    beside.addWidget(PlainLabel(tr("Your recovery code is not on paper yet."), row, style="strong"))
    button = Button(tr("Write it down"), row, identifier="people.recovery")
    beside.addWidget(button)
    return row, button

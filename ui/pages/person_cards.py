"""The cards of the overview: what a crew would be told, what matters, and who."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import Conversation
from eolplan.desk import Desk
from eolplan.handover.glance import glance
from eolplan.handover.people import people
from eolplan.identity import Act
from eolplan.telling import says, told
from eolplan.words import begun, say, tr
from ui.pages.lines import whose
from ui.pages.onward import FOR_PERSON, page_of, to_question
from ui.theme import space_out
from ui.widgets import BesideLayout, Button, Card, LongWords, PlainLabel, identify

MATTERS: Final = "val.matters"
CONTACT: Final = "contact"
PLACE: Final = "pod.first"
_PEOPLE: Final = 4


class PersonCards(QObject):
    """Makes the cards, each with the way to change what it shows.

    Args:
        desk: What is at hand.
        talk: A talk with the person.
        parent: The page.

    Signals:
        wanted: something is to be changed; carries a ``Where``.
    """

    wanted = Signal(object)

    def __init__(self, desk: Desk, talk: Conversation, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._talk, self._guide = desk, talk, desk.guide
        self._name = talk.subject.called

    def emergency(self, parent: QWidget) -> QWidget:
        """Return what a crew would be told, in the words of page 1."""
        card = Card(tr("In an emergency"), parent)
        space_out(card.column, 12, (16, 12, 16, 16))
        change = {
            "heart": ("cpr.status", tr("Change what is written about CPR")),
            "place": (PLACE, say("Change where {name} wants to be", name=self._name)),
        }
        seen = glance(self._talk.log, self._guide, staff=self._desk.staff, now=self._desk.now())
        for one in seen:
            words: list[QWidget] = [PlainLabel(one.label, style="small", colour="text2")]
            style = "strong" if one.id == "heart" else "body"
            for line in one.lines:  # page 1 says it whole; here the label stands above
                said = line.removeprefix(f"{one.label}: ")
                words.append(PlainLabel(line if said == line else begun(said), style=style))
            self._add_row(card, words, *change.get(one.id, ("", "")))
        return card

    def matters(self, parent: QWidget) -> QWidget:
        """Return what matters most, in whose words."""
        card = Card(tr("What matters"), parent)
        if MATTERS in self._guide:
            question = self._guide.question(MATTERS)
            said = told(self._guide, self._talk.log, question)
            rest = say("Show all that matters to {name}", name=self._name)
            words: list[QWidget] = [
                LongWords(
                    said or tr("Not talked about yet"), rest, card, identifier="person.matters.all"
                )
            ]
            if by := whose(self._talk, question, self._talk.log.reading(MATTERS).answer):
                words.append(PlainLabel(by, style="small", colour="text2"))
            words += [PlainLabel(line) for line in says(self._talk.log, MATTERS)]
            name = say("Change what matters to {name}", name=self._name)
            self._add_row(card, words, MATTERS, name)
        return card

    def people(self, parent: QWidget) -> QWidget:
        """Return the first people to ring, and how many more there are.

        Who is not to be contacted comes last, and without a number to ring in error.
        """
        card = Card(tr("People"), parent)
        found = people(self._guide, self._talk.log)
        found = tuple(sorted(found, key=lambda person: not person.may_be_rung))
        words: list[QWidget] = []
        for person in found[:_PEOPLE]:
            words.append(PlainLabel(person.name, style="strong"))
            about = [person.relation, self._of("roles", person.id)]
            if person.may_be_rung:
                about += [self._of("phones", person.id), person.when]
            words += [PlainLabel(w, style="small", colour="text2") for w in about if w]
        if not found:
            words.append(PlainLabel(tr("Nobody is written down yet")))
        if len(found) > _PEOPLE:
            more = say("And {count} more", count=len(found) - _PEOPLE)
            words.append(PlainLabel(more, style="small"))
        self._add_row(card, words, CONTACT, tr("Change who to ring and ask"))
        return card

    def _of(self, part: str, instance: str) -> str:
        question = f"{CONTACT}.{part}"
        if question not in self._guide:
            return ""
        return told(self._guide, self._talk.log, self._guide.question(question), instance)

    def _add_row(self, card: Card, words: list[QWidget], question: str, name: str) -> None:
        """Add lines to a card, with the way to change them beside."""
        row, lines = QWidget(card), QWidget(card)
        column = space_out(QVBoxLayout(lines), 2)
        for label in words:
            column.addWidget(label)
        beside = BesideLayout(row, top=True)
        beside.addWidget(lines)
        button = self.change(question, tr("Change"), name, row, icon="pencil")
        if button is not None:
            beside.addWidget(button)
        card.column.addWidget(row)

    def change(
        self, question: str, words: str, name: str, parent: QWidget, *, icon: str = ""
    ) -> Button | None:
        """Return a button that leads to the page of one question, and back here after it.

        None where it is not asked, or not any more, and for whoever only reads.
        """
        page = page_of(self._talk, question)
        if page is None or not self._desk.can(Act.RECORD):
            return None
        if not self._talk.offers(page):
            return None
        button = Button(words, parent, kind="quiet" if icon else "secondary", icon=icon)
        identify(button, f"person.change.{question}", name)
        there = to_question(self._talk, page, note=FOR_PERSON)
        if there.question:
            there = replace(there, question=question)  # the one answer, where a page has several
        if self._talk.place is not None:  # a call between visits is no part of the one that stopped
            there = replace(there, conversation=uuid.uuid4().hex)
        button.clicked.connect(lambda: self.wanted.emit(there))
        return button

"""The whole plan to read, and nothing to write in: for readers, and once a plan has ended."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from eolplan.conversation import walked
from eolplan.desk import Desk
from eolplan.identity import Act
from eolplan.status import state_of
from eolplan.words import say, tr
from ui.pages.banner import banner_of
from ui.pages.lines import LineRow, Lines, spot
from ui.pages.page import Page
from ui.pages.roles import names_of
from ui.pages.where import Where
from ui.widgets import BannerFacts, Button, Card, Heading, PlainLabel, into_sight

_NAME = "reading"


class ReadingPage(Page):
    """Every topic with what stands in it.

    Args:
        desk: What is at hand.
        where: Opened for a person; ``topic`` is brought into sight.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(_NAME, where)
        self._desk, self.talk = desk, desk.conversation(where.person)
        self._cards: dict[str, Card] = {}
        self.column.addWidget(Heading(self.title(), self))
        self._state = state_of(self.talk.log)
        self.column.addWidget(PlainLabel(self._why(), self, colour="text2"))
        self._add_topics()
        self._glance = Button(tr("At a glance"), icon="arrow-left", identifier=f"{_NAME}.person")
        self._glance.clicked.connect(lambda: self.wanted.emit(Where("person", person=where.person)))
        self.add_action(self._glance)

    def title(self) -> str:
        """Return what the page is about."""
        return say("All of {name}'s plan", name=self.talk.subject.called)

    def banner(self) -> BannerFacts:
        """Return whose plan it is."""
        return banner_of(self._desk, self.where.person)

    def first_focus(self) -> QWidget:
        """Return the way back to the overview."""
        return self._glance

    def opens_at(self) -> Heading | None:
        """Return the topic that was pressed, else what the page is about."""
        card = self._cards.get(self.where.topic)
        return card.heading if card is not None else super().opens_at()

    def restore(self, place: Where) -> None:
        """Bring the topic that was pressed into sight, or go to the spot."""
        super().restore(place)
        card = self._cards.get(self.where.topic)
        if card is not None and not place.scroll:
            into_sight(card)

    def _why(self) -> str:
        """Say why nothing can be changed here."""
        if self._state.died:
            name = self.talk.subject.called
            return say("{name} has died. What {name} said stays as it was, to be read.", name=name)
        if self._state.ended and self._desk.can(Act.RECORD):
            return tr("This plan has ended. It is kept to be read.")
        return say(
            "You can read this plan. To have something changed, ask a colleague who signs off, or"
            " {leads}.",
            leads=names_of(self._desk.team.leads()),
        )

    def _add_topics(self) -> None:
        lines, silent = Lines(self.talk), []
        for section in sorted(self.talk.guide.sections, key=lambda one: not walked(one)):
            found = lines.of(section)
            if not found:
                silent += [tr(section.title)] if walked(section) and not section.gone else []
                continue
            card = self._cards[section.id] = Card(tr(section.title), self)
            for n, line in enumerate(found, 1):
                where = spot(tr(section.title), n)
                card.column.addWidget(LineRow(line, card, spot=where))
            self.column.addWidget(card)
        if silent and not self._state.died:
            words = say(
                "Not talked about yet: {topics}. That is all right.", topics="; ".join(silent)
            )
            self.column.addWidget(PlainLabel(words, self))

"""A plan at a glance: what a crew would be told, what matters, who, and what was talked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import Topic, TopicState, first_of, topics, walked
from eolplan.desk import Desk
from eolplan.identity import Act
from eolplan.record import newest_is_unread
from eolplan.status import state_of
from eolplan.words import listing, say, tr
from ui.pages.banner import banner_of
from ui.pages.commands import Command
from ui.pages.history_strip import HistoryStrip
from ui.pages.mending import Mending, ToPlace
from ui.pages.onward import FOR_PERSON, carry_on, to_question
from ui.pages.page import Page
from ui.pages.person_cards import CONTACT, MATTERS, PLACE, PersonCards
from ui.pages.person_head import PersonHead
from ui.pages.person_more import PersonMore
from ui.pages.resume import Resume
from ui.pages.status_notice import status_notices
from ui.pages.topic_row import TONES, TopicRow, state_words
from ui.pages.where import Where
from ui.pages.worth_a_look import add_looks, looks_at_person
from ui.theme import space_out
from ui.widgets import (
    BannerFacts,
    BesideLayout,
    Button,
    Card,
    CardGrid,
    Columns,
    FlowLayout,
    Heading,
    PlainLabel,
    identify,
)

_NAME: Final = "person"


class PersonPage(Page):
    """The overview of one person's plan, and the ways on from it.

    Args:
        desk: What is at hand.
        where: Opened for a person.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(_NAME, where)
        self._desk = desk
        stopped = desk.carry_on(where.person) if desk.can(Act.RECORD) else None
        self.talk = stopped or desk.conversation(where.person)
        self._log = self.talk.log
        self._ended = state_of(self._log).ended  # be it on another laptop: nothing is carried on
        self._stopped = stopped is not None and stopped.is_begun and not self._ended
        self._name = self.talk.subject.called
        self._version = self._log.latest_version()
        self._topics = topics(self.talk)
        self._records = desk.can(Act.RECORD)
        self._empty = not self._stopped and not self._talked()
        self._start: QWidget | None = None
        self._cards = PersonCards(desk, self.talk, self)
        self._cards.wanted.connect(self.wanted)
        self.column.addWidget(self._head())
        for notice in status_notices(self.talk, self):
            self.column.addWidget(notice)
        self._add_notices()
        if self._records:
            self._add_asking(ToPlace(desk, where.person, self))
        if self._empty:
            self.column.addWidget(self._nothing_yet())
        else:
            self._add_cards()
        add_looks(looks_at_person(self.talk), self.talk, self, identifier=_NAME, note=FOR_PERSON)
        self._add_topics()
        self._add_history()
        if self._records:
            self._add_asking(Mending(desk, where.person, self, empty=self._empty))
        if desk.can(Act.LEAD):
            self._add_asking(PersonMore(self.talk.person, self._name, self))

    # -- what the window asks ------------------------------------------------

    def title(self) -> str:
        """Return what the page is about."""
        return say("{name}'s plan", name=self._name)

    def banner(self) -> BannerFacts:
        """Return whose plan it is."""
        return banner_of(self._desk, self.where.person)

    def first_focus(self) -> QWidget | None:
        """Return the way to start, or to carry on."""
        return self._start

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return Share, and starting or carrying on as what Continue means here."""
        records = self._records and not self._ended
        onward = self.go_on if records else self._read_all
        return {**super().commands(), Command.CONTINUE: onward}

    def go_on(self) -> None:
        """Start a conversation, or carry on the one that stopped."""
        self.wanted.emit(carry_on(self.talk) if self._stopped else self._opening())

    def up(self) -> Where:
        """Lead to the list of people."""
        return Where("people")

    def _talked(self) -> bool:
        """Say whether anything was recorded in a talk; what was typed to add somebody is not."""
        guide = self._desk.guide
        return any(
            entry.conversation and entry.question in guide
            and walked(guide.section_of(entry.question))
            for entry in self._log.entries.values()
        )  # fmt: skip

    # -- the top -------------------------------------------------------------

    def _head(self) -> QWidget:
        """Return the heading, how fresh the plan is, and what can be done with it."""
        head = PersonHead(self._desk, self.talk, self, heading=self.title(), stopped=self._stopped)
        head.wanted.connect(self.wanted)
        head.trouble.connect(self.trouble)
        head.start.connect(self.go_on)
        head.listed.connect(self._listed)
        self._start = head.first
        return head

    def _listed(self, on: bool) -> None:
        self.wanted.emit(replace(self.place(), focus=f"{_NAME}.mine"))
        words = say("{name} is on your list.", name=self._name)
        self.said.emit(
            words if on else say("{name} is no longer on your list.", name=self._name), False
        )

    def _read_all(self) -> None:
        self.wanted.emit(Where("reading", person=self.where.person))

    def _add_asking(self, part: Mending | ToPlace | PersonMore) -> None:
        part.wanted.connect(self.wanted)
        self.column.addWidget(part)

    def _add_notices(self) -> None:
        """Say what waits: a sign-off, two records that differ."""
        differ = {t.section.id: t for t in self._topics if t.state is TopicState.CONFLICT}
        for topic in differ.values():
            words = say("Two records differ in {topic}. Both are kept.", topic=self._titled(topic))
            there = self._to_topic(topic)
            self.column.addWidget(
                self._notice(words, tr("Look at both"), f"differ.{topic.section.id}", there)
            )
        if self._ended or (self._empty and self._version is None):
            return
        again = newest_is_unread(self._log) and self._desk.can(Act.SIGN)  # told above, with the way
        if self._log.unsigned() and not again:
            words = tr("There are changes that are not signed off yet.")
            if self._version is None:
                words = tr("This plan is not signed off yet, so there are no copies of it.")
            there = Where("check", person=self.where.person) if self._records else None
            signs = self._desk.can(Act.SIGN)
            action = tr("Check and sign off") if signs else tr("Check what is written")
            self.column.addWidget(self._notice(words, action, "check", there))

    def _notice(self, words: str, action: str, part: str, there: Where | None) -> QWidget:
        card = Card("", self)
        inside = QWidget(card)
        beside = BesideLayout(inside)
        beside.addWidget(PlainLabel(words, inside))
        if there is not None:
            button = Button(action, inside, icon="check" if part == "check" else "")
            identify(button, f"{_NAME}.{part}")
            button.clicked.connect(lambda: self.wanted.emit(there))
            beside.addWidget(button)
        card.column.addWidget(inside)
        return card

    # -- nothing yet -----------------------------------------------------------

    def _nothing_yet(self) -> QWidget:
        card = Card("", self)
        if self._ended or not self._records:
            words = self._nothing()
            if self._ended:
                words = tr("No conversation was recorded in this plan.")
            card.column.addWidget(PlainLabel(words, card))
            return card
        for words in (
            self._nothing(),
            say("Start when {name} is ready. Or write down one thing you already know:",
                name=self._name),
        ):  # fmt: skip
            card.column.addWidget(PlainLabel(words, card))
        tools = QWidget(card)
        flow = FlowLayout(tools)
        for question, words in (
            (PLACE, say("Where {name} would like to be", name=self._name)),
            (CONTACT, tr("Who to call")),
            (MATTERS, tr("What matters")),
        ):
            button = self._cards.change(question, words, words, tools)
            if button is not None:
                flow.addWidget(button)
        card.column.addWidget(tools)
        return card

    def _nothing(self) -> str:
        """Say that nothing is there; of what was typed to add somebody, that no talk is."""
        if any(t.state is not TopicState.SILENT and walked(t.section) for t in self._topics):
            return tr("No conversation recorded yet, and that is fine.")
        return tr("Nothing recorded yet, and that is fine.")

    # -- the cards ---------------------------------------------------------------

    def _add_cards(self) -> None:
        """Show what a crew would be told, and beside it what matters and who.

        Where a talk stopped, how to carry it on comes first.
        """
        if state_of(self._log).died:  # there is no emergency any more
            self._add_beside(self._cards.matters, self._cards.people)
            return
        if self._stopped:
            self._add_beside(self._resume, self._cards.emergency)
            self._add_beside(self._cards.matters, self._cards.people)
            return
        holder, right = QWidget(self), QWidget(self)
        columns = Columns(holder)
        columns.addWidget(self._cards.emergency(holder))
        column = space_out(QVBoxLayout(right), 12)
        column.addWidget(self._cards.matters(right))
        column.addWidget(self._cards.people(right))
        columns.addWidget(right)
        self.column.addWidget(holder)

    def _add_beside(self, *cards: Callable[[QWidget], QWidget]) -> None:
        holder = QWidget(self)
        columns = Columns(holder)
        for make in cards:
            columns.addWidget(make(holder))
        self.column.addWidget(holder)

    def _resume(self, parent: QWidget) -> QWidget:
        resume = Resume(self.talk, parent, identifier=f"{_NAME}.resume")
        resume.wanted.connect(self.wanted)
        self._start = resume.first()
        return resume

    # -- topics and history ------------------------------------------------------

    def _add_topics(self) -> None:
        silent = TopicState.SILENT
        shown = [t for t in self._topics if not (self._empty and t.state is silent)]
        self.column.addWidget(Heading(tr("Topics"), self, style="h2"))
        counted = "" if self._empty or self._ended else self._counted()
        if counted:
            self.column.addWidget(PlainLabel(counted, self, colour="text2"))
        holder = QWidget(self)
        grid = CardGrid(holder, columns=3)
        for topic in shown:
            grid.addWidget(self._topic(topic, holder))
        self.column.addWidget(holder)

    def _topic(self, topic: Topic, parent: QWidget) -> QWidget:
        made = TopicRow(
            self._titled(topic),
            state_words(topic, self._desk.today, talked=walked(topic.section) and not self._empty),
            TONES[topic.state],
            parent,
            identifier=f"{_NAME}.topic.{topic.section.id}",
        )
        there = self._to_topic(topic)
        if there is not None:
            made.clicked.connect(lambda: self.wanted.emit(there))
        return made

    def _counted(self) -> str:
        """Say how many topics were talked about; what was not is no number of anything."""
        states = Counter(t.state for t in self._topics if walked(t.section))
        rest = states[TopicState.RATHER_NOT] + states[TopicState.NOT_TODAY]
        talked = states[TopicState.TALKED] + states[TopicState.CONFLICT]
        counts = (
            (tr("{count} talked about"), talked),
            (tr("{count} to come back to"), states[TopicState.COME_BACK]),
            (tr("{count} not for now"), rest),
        )
        return listing([words.format(count=count) for words, count in counts if count])

    def _add_history(self) -> None:
        """Show the last things that happened, and the way to all of them."""
        strip = HistoryStrip(self._desk, self.where.person, self)
        strip.wanted.connect(self.wanted)
        self.column.addWidget(strip)

    def _titled(self, topic: Topic) -> str:
        return tr(topic.section.title)

    def _to_topic(self, topic: Topic) -> Where | None:
        if not (self._records and state_of(self._log).offers(topic.section.id)):
            return Where("reading", person=self.where.person, topic=topic.section.id)
        page = first_of(self.talk, topic.section)
        return to_question(self.talk, page) if page is not None else None

    def _opening(self) -> Where:
        return Where("opening", person=self.where.person)

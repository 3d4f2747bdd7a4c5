"""How a plan stands, what that means for its copies, and what it can be moved to."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from eolplan.conversation import Conversation, ways
from eolplan.desk import Desk
from eolplan.guide import Question
from eolplan.identity import Act
from eolplan.status import Status, state_of
from eolplan.words import say, tr
from ui.pages.banner import banner_of
from ui.pages.handed import CopiesOut
from ui.pages.onward import FOR_STATUS, to_question
from ui.pages.page import Page
from ui.pages.status_words import copies, recorded, stands, to_way, way
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import (
    BannerFacts,
    Button,
    Card,
    Columns,
    FlowLayout,
    Heading,
    PlainLabel,
    identify,
)

_NAME: Final = "status"
_SECTION: Final = "state"


class StatusPage(Page):
    """The state in a card, what remains to be written down after an end, and the ways on.

    Args:
        desk: What is at hand.
        where: Opened for a person.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(_NAME, where)
        self._desk = desk
        self.talk: Conversation = desk.conversation(where.person)
        self._state = state_of(self.talk.log)
        self._name = self.talk.subject.called
        self._first: QWidget | None = None
        self.column.addWidget(Heading(self.title(), self))
        self._tell()
        found = ways(self.talk)
        if self._state.ended:  # an end is put right before it is written up
            self._add_ways(found, tr("If this is not right"))
            self._add_pages()
        else:
            self._add_ways(found, tr("Change how it stands"))
        self._add_back()

    # -- what the window asks ------------------------------------------------

    def title(self) -> str:
        """Return what the page is about."""
        return say("How {name}'s plan stands", name=self._name)

    def banner(self) -> BannerFacts:
        """Return whose plan it is."""
        return banner_of(self._desk, self.where.person)

    def first_focus(self) -> QWidget:
        """Return the first thing to write down, else the first way on, else the way back."""
        return self._first or self._back

    def up(self) -> Where:
        """Lead to the plan."""
        return Where("person", person=self.where.person)

    # -- what is on the page -------------------------------------------------

    def _tell(self) -> None:
        card = Card("", self)
        card.column.addWidget(PlainLabel(stands(self._state, self._name), card, style="strong"))
        for words in (self._state.why, self._copies(), recorded(self._state)):
            if words:
                card.column.addWidget(PlainLabel(words, card))
        self.column.addWidget(card)
        if self._state.status is Status.DRAFT:
            return
        out = CopiesOut(self.talk.log, self, identifier=f"{_NAME}.copies", older=self._state.in_use)
        out.wanted.connect(self._to_copies)
        out.setVisible(out.found)
        self.column.addWidget(out)

    def _to_copies(self, question: str) -> None:
        """Lead to the copies that were given, and back here."""
        page = self.talk.guide.question(question)
        self.wanted.emit(to_question(self.talk, page, note=FOR_STATUS))

    def _copies(self) -> str:
        log, today = self.talk.log, self.talk.today.isoformat()
        review = str(log.reading("rev.date").value or "")
        due = review if review < today else ""
        return copies(self._state, self._name, unsigned=bool(log.unsigned()), due=due)

    def _add_ways(self, found: tuple[Status, ...], heading: str) -> None:
        if not found:
            words = tr("To change how it stands, ask a colleague who signs off plans.")
            self.column.addWidget(PlainLabel(words, self, colour="text2"))
            return
        self.column.addWidget(Heading(heading, self, style="h2"))
        card = Card("", self)
        space_out(card.column, 16, (16, 12, 16, 12))  # in large type each keeps its own words
        for status in found:
            card.column.addWidget(self._way(status, card))
        self.column.addWidget(card)

    def _way(self, status: Status, parent: QWidget) -> QWidget:
        words, means = way(status, self._state, self._name)
        row = QWidget(parent)
        beside = Columns(row, shares=(36, 64), middle=True)
        holder = QWidget(row)
        button = Button(words, holder, identifier=to_way(status))
        button.clicked.connect(lambda: self.wanted.emit(self._there(status)))
        FlowLayout(holder).addWidget(button)
        beside.addWidget(holder)
        beside.addWidget(PlainLabel(means, row))
        self._first = self._first or button
        return row

    def _there(self, status: Status) -> Where:
        """Return the page that asks what is needed for a way on."""
        if status is Status.DIED:
            return Where("death", person=self.where.person)
        return Where("end-plan", person=self.where.person, note=str(status))

    def _add_pages(self) -> None:
        """Show what can be written down of an end, each with a page of its own."""
        pages = [page for page in self.talk.guide.section(_SECTION).pages if self._is_of_end(page)]
        if not pages or not self._desk.can(Act.RECORD):
            return
        self.column.addWidget(Heading(tr("What to write down, if you know it"), self, style="h2"))
        holder = QWidget(self)
        flow = FlowLayout(holder)
        self._first = None  # a way out of an end is not where a stray Enter should lead
        for page in pages:
            button = Button(tr(page.heading), holder, icon="pencil")
            self._first = self._first or button
            identify(button, f"{_NAME}.page.{page.id}")
            there = to_question(self.talk, page, note=FOR_STATUS)
            button.clicked.connect(lambda _=False, w=there: self.wanted.emit(w))
            flow.addWidget(button)
        self.column.addWidget(holder)

    def _is_of_end(self, page: Question) -> bool:
        """Say whether a page is only asked because the plan has ended."""
        return page.shown_if is not None and self.talk.shown(page)

    def _add_back(self) -> None:
        self._back = Button(tr("Back to the plan"), icon="arrow-left", identifier=f"{_NAME}.back")
        self._back.clicked.connect(
            lambda: self.wanted.emit(Where("person", person=self.where.person))
        )
        self.add_action(self._back)

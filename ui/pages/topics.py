"""All topics, each with a word about where it stands; any of them can be opened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import Topic, TopicPage, TopicState, first_of, pages_of, topics, walked
from eolplan.conversation.kept import PER_CONVERSATION
from eolplan.desk import Desk
from eolplan.guide import Section
from eolplan.words import say, tr
from ui.pages.onward import OPENING, begin, to_question
from ui.pages.path_strip import PathStrip
from ui.pages.talk import TalkPage
from ui.pages.topic_pages import counted, listed, more_of, words_of
from ui.pages.topic_row import TONES, TopicRow, state_words
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import Button, CardGrid, FlowLayout, Heading, PlainLabel

_FACTS = "conversation"
"""The shipped section of the facts of one talk."""


class TopicsPage(TalkPage):
    """The list of topics, and the ways to what has been written.

    Args:
        desk: Where the talk is.
        where: Opened for this talk.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__("topics", desk, where)
        self.column.addWidget(Heading(self.title(), self))
        words = tr("Any order will do. Nothing has to be talked about.")
        self.column.addWidget(PlainLabel(words, self, colour="text2"))
        if (path := self.talk.followed) is not None:
            strip = PathStrip(self.talk, path, "", self, identifier="topics.path")
            strip.left.connect(lambda: self.wanted.emit(self.somewhere("topics")))
            strip.unsaved.connect(self.unsaved)
            self.column.addWidget(strip)
        self._rows: list[TopicRow] = []
        found = topics(self.talk)
        self._add_grid([self._topic(t) for t in found if walked(t.section)])
        self.column.addWidget(Heading(tr("Facts"), self, style="h2"))
        rest = [self._topic(t) for t in found if not walked(t.section)]
        self._add_grid([*rest, *self._facts()])
        self._add_more()
        on = Button(tr("Carry on"), kind="primary", icon="play", identifier="topics.carry_on")
        on.clicked.connect(self.go_on)
        pause = Button(tr("Pause"), icon="pause", identifier="topics.pause")
        pause.clicked.connect(self.pause)
        for button in (on, pause):
            self.add_action(button)

    def title(self) -> str:
        """Return the heading."""
        return tr("All topics")

    def first_focus(self) -> QWidget:
        """Return the first topic."""
        return self._rows[0]

    def go_on(self) -> None:
        """Go back to where the talk stands."""
        self.wanted.emit(begin(self.talk))

    def _topic(self, topic: Topic) -> TopicRow:
        row = TopicRow(
            tr(topic.section.title),
            state_words(topic, self.talk.today, talked=walked(topic.section)),
            TONES[topic.state],
            self,
            identifier=f"topics.{topic.section.id}",
        )
        page = first_of(self.talk, topic.section)
        if page is not None:
            there = to_question(self.talk, page)
            row.clicked.connect(lambda: self.wanted.emit(there))
        return row

    def _facts(self) -> list[TopicRow]:
        """The opening, the other facts of this talk, and the check page."""
        ways = [(tr("Before we start"), "opening", self.somewhere("opening"), self._opened())]
        for section in self.talk.guide.sections:
            pages = [page for page in section.first_pages if page.id != OPENING]
            if section.per == PER_CONVERSATION and pages:
                title = tr("Facts of this talk") if section.id == _FACTS else tr(section.title)
                ways.append((title, section.id, to_question(self.talk, pages[0]), None))
        ways.append((tr("Check what we have written"), "check", self.somewhere("check"), None))
        return [self._way(*way) for way in ways]

    def _opened(self) -> TopicPage | None:
        """Return what can be said of the opening: what it notes of itself is no answer."""
        if OPENING not in self.talk.guide:
            return None
        pages = pages_of(self.talk, self.talk.guide.section_of(OPENING))
        return next((one for one in pages if one.page.id == OPENING), None)

    def _way(self, words: str, part: str, there: Where, said: TopicPage | None) -> TopicRow:
        state = state_words(said, self.talk.today, talked=False) if said is not None else ""
        tone = TONES[said.state] if said is not None else "plain"
        row = TopicRow(words, state, tone, self, identifier=f"topics.{part}")
        row.clicked.connect(lambda: self.wanted.emit(there))
        return row

    def _add_more(self) -> None:
        """Name what stands behind "Say more" in each topic, one press away."""
        found = [(s, more_of(listed(self.talk, s))) for s in self.talk.guide.sections]
        if not any(pages for _, pages in found):
            return
        holder = QWidget(self)
        column = space_out(QVBoxLayout(holder), 4)
        column.addWidget(Heading(tr("Say more"), holder, style="h2"))
        for section, pages in found:
            if pages:
                for part in self._more(section, pages, holder):
                    column.addWidget(part)
        self.column.addWidget(holder)

    def _more(
        self, section: Section, pages: Sequence[TopicPage], parent: QWidget
    ) -> tuple[QWidget, QWidget]:
        """Return a topic's name with how much of it is written down, and its pages."""
        title, said = tr(section.title), counted(pages)
        words = say("{topic}. {state}", topic=title, state=said) if said else title
        row = QWidget(parent)
        flow = FlowLayout(row)
        for one in pages:
            flow.addWidget(self._link(one, title, row))
        return PlainLabel(words, parent, style="strong"), row

    def _link(self, one: TopicPage, topic: str, parent: QWidget) -> Button:
        words, silent = tr(one.page.heading), one.state is TopicState.SILENT
        state = words_of(self.talk, one)
        link = Button(
            words, parent, kind="link", icon="" if silent else "check",
            identifier=f"topics.more.{one.page.id}",
            name=say("{page}. {topic}. {state}", page=words, topic=topic, state=state),
        )  # fmt: skip
        link.clicked.connect(partial(self._go, to_question(self.talk, one.page)))
        return link

    def _go(self, there: Where, *_pressed: bool) -> None:
        self.wanted.emit(there)

    def _add_grid(self, rows: list[TopicRow]) -> None:
        holder = QWidget(self)
        grid = CardGrid(holder, columns=3)
        for row in rows:
            grid.addWidget(row)
        self._rows += rows
        self.column.addWidget(holder)

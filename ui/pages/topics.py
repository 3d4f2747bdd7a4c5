"""All topics, each with a word about where it stands; any of them can be opened."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from eolplan.conversation import Topic, first_of, topics, walked
from eolplan.conversation.kept import PER_CONVERSATION
from eolplan.desk import Desk
from eolplan.words import tr
from ui.pages.onward import OPENING, begin, to_question
from ui.pages.path_strip import PathStrip
from ui.pages.talk import TalkPage
from ui.pages.topic_row import TONES, TopicRow, state_words
from ui.pages.where import Where
from ui.widgets import Button, CardGrid, Heading, PlainLabel

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
            strip = PathStrip(self.talk, path, path.step or 1, self, identifier="topics.path")
            strip.left.connect(lambda: self.wanted.emit(self.somewhere("topics")))
            strip.unsaved.connect(self.unsaved)
            self.column.addWidget(strip)
        self._rows: list[TopicRow] = []
        found = topics(self.talk)
        self._add_grid([self._topic(t) for t in found if walked(t.section)])
        self.column.addWidget(Heading(tr("Facts"), self, style="h2"))
        rest = [self._topic(t) for t in found if not walked(t.section)]
        self._add_grid([*rest, *self._facts()])
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
        ways = [(tr("Before we start"), "opening", self.somewhere("opening"))]
        for section in self.talk.guide.sections:
            pages = [page for page in section.first_pages if page.id != OPENING]
            if section.per == PER_CONVERSATION and pages:
                title = tr("Facts of this talk") if section.id == _FACTS else tr(section.title)
                ways.append((title, section.id, to_question(self.talk, pages[0])))
        ways.append((tr("Check what we have written"), "check", self.somewhere("check")))
        return [self._way(*way) for way in ways]

    def _way(self, words: str, part: str, there: Where) -> TopicRow:
        row = TopicRow(words, parent=self, identifier=f"topics.{part}")
        row.clicked.connect(lambda: self.wanted.emit(there))
        return row

    def _add_grid(self, rows: list[TopicRow]) -> None:
        holder = QWidget(self)
        grid = CardGrid(holder, columns=3)
        for row in rows:
            grid.addWidget(row)
        self._rows += rows
        self.column.addWidget(holder)

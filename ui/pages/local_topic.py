"""One shipped topic: each question whose words a team may change, and which of them it has."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.desk import Desk
from eolplan.guide import Question, fill
from eolplan.words import say, tr
from ui.pages.commands import Command
from ui.pages.local_fields import EXAMPLE
from ui.pages.page import Page
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import BesideLayout, Button, Heading, PlainLabel, StateTag, identify

_NAME: Final = "local-topic"
WORDS_SECTION: Final = Where("settings", note="words")


class LocalTopicPage(Page):
    """The questions of a topic; each leads to its words.

    Args:
        desk: Whose team it is.
        where: ``topic`` is the id of a shipped section.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        self._local = desk.local
        self._section = desk.local.shipped.section(where.topic)
        super().__init__(_NAME, where)
        self.column.addWidget(Heading(self.title(), self))
        about = tr("Press Change beside a question to say it your own way.")
        self.column.addWidget(PlainLabel(about, self))
        self.changes: dict[str, Button] = {}
        for question in self._section.questions:
            if self._local.places(question.id):
                self.column.addWidget(self._row(question))
        back = Button(tr("Back"), icon="arrow-left", identifier=f"{_NAME}.back")
        back.clicked.connect(lambda: self.asked.emit(Command.BACK))
        self.add_action(back)

    def title(self) -> str:
        """Return the heading."""
        return say("Words: {topic}", topic=tr(self._section.title))

    def first_focus(self) -> QWidget | None:
        """Return the way to the first question."""
        return next(iter(self.changes.values()), None)

    def back(self) -> Where:
        """Return to Settings."""
        return WORDS_SECTION

    def _row(self, question: Question) -> QWidget:
        row, told = QWidget(self), QWidget(self)
        column = space_out(QVBoxLayout(told), 2)
        column.addWidget(PlainLabel(tr(question.heading), told, style="strong"))
        sentence = fill(question.they, EXAMPLE) if question.they else ""
        if sentence:
            column.addWidget(PlainLabel(sentence, told, style="small", colour="text2"))
        if own := self._own(question):
            column.addWidget(StateTag(own, "info", told, icon="pencil"))
        change = self.changes[question.id] = Button(tr("Change"), row, kind="quiet", icon="pencil")
        name = say("Change the words of {question}", question=tr(question.heading))
        identify(change, f"{_NAME}.{question.id}", name)
        change.clicked.connect(partial(self._go, question.id))
        beside = BesideLayout(row, top=True)
        beside.addWidget(told)
        beside.addWidget(change)
        return row

    def _own(self, question: Question) -> str:
        """Say that some of its words are the team's own, and who wrote the newest."""
        places = [(question.id, key) for key in self._local.places(question.id)]
        mine = [v for place in places if (v := self._local.phrase(place)) is not None]
        if not mine:
            return ""
        newest = max(mine, key=lambda version: version.written.nth)
        return say("Your team's words, by {name}", name=newest.written.by)

    def _go(self, question: str) -> None:
        self.wanted.emit(Where("local-words", topic=self._section.id, question=question))

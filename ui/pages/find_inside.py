"""Find words inside one plan: in what it says, in what was said before, and in notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from eolplan.desk import Desk, Past
from eolplan.history import Found, find
from eolplan.rules.able import said_since
from eolplan.subject import Subject
from eolplan.words import say, tr
from ui.pages.banner import banner_of
from ui.pages.form import LineField
from ui.pages.history_ways import to_answers
from ui.pages.page import Page
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import (
    BannerFacts,
    Button,
    Card,
    FlowLayout,
    Heading,
    PlainLabel,
    StateTag,
    announce,
    order_tabs,
)

_NAME: Final = "inside"
_LOOKS_AFTER_MS: Final = 200
_MOST: Final = 50
"""Lines that are shown; whoever finds more types another word."""


class InsidePage(Page):
    """A box to type in, and under it every answer in which the words stand.

    Args:
        desk: What is at hand.
        where: Opened for a person; ``note`` is what is in the box.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(_NAME, where)
        self._desk, self._past = desk, Past(desk, where.person)
        name = Subject.of(self._past.log).called
        self._title = say("Find in {name}'s plan", name=name)
        row = QWidget(self)
        back = Button(tr("Back to the plan"), row, icon="arrow-left", identifier=f"{_NAME}.back")
        back.clicked.connect(lambda: self.wanted.emit(Where("person", person=where.person)))
        FlowLayout(row).addWidget(back)
        self.column.addWidget(row)  # at the top: a page to read begins at its beginning
        self.column.addWidget(Heading(self._title, self))
        hint = tr("In what the plan says, in what was said before, and in notes")
        self.line = LineField(tr("Words to find"), self, identifier=f"{_NAME}.find", hint=hint)
        self.line.box.setText(where.note)
        self.column.addWidget(self.line)
        self._told = PlainLabel("", self, style="strong")
        self.column.addWidget(self._told)
        self._holder: QWidget | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LOOKS_AFTER_MS)
        self._soon.timeout.connect(self.look)
        self.line.box.textEdited.connect(self._soon.start)
        self._show()

    # -- what the window asks ------------------------------------------------

    def title(self) -> str:
        """Return what the page is for."""
        return self._title

    def banner(self) -> BannerFacts:
        """Return whose plan it is."""
        return banner_of(self._desk, self.where.person)

    def first_focus(self) -> QWidget:
        """Return the box."""
        return self.line.box

    def place(self) -> Where:
        """Return this page with what is in the box."""
        return replace(super().place(), note=self.line.text())

    def entered(self, line: QLineEdit) -> None:
        """Look at once."""
        del line
        self.look()

    # -- finding ---------------------------------------------------------------

    def look(self) -> None:
        """Find what is in the box now, and say how much was found."""
        self._soon.stop()
        self._show()
        announce(self, self._told.text())

    def _show(self) -> None:
        found = find(self._past.log, self._past.wordings, self.line.text())
        self._told.setText(self._count(found))
        self._told.setVisible(bool(self._told.text()))
        if self._holder is not None:
            shiboken6.delete(self._holder)
        self._holder = QWidget(self)
        column = space_out(QVBoxLayout(self._holder), 8)
        for number, one in enumerate(found[:_MOST], start=1):
            column.addWidget(self._card(one, number, self._holder))
        self.column.addWidget(self._holder)
        self._holder.show()
        order_tabs(self)

    def _count(self, found: Sequence[Found]) -> str:
        if not self.line.text():
            return ""
        if not found:
            return tr("Nothing was found. Try fewer letters, or another word.")
        if len(found) == 1:
            return tr("Found once")
        if len(found) > _MOST:
            return say("Found {count} times. The first {most} are shown.", count=len(found),
                       most=_MOST)  # fmt: skip
        return say("Found {count} times", count=len(found))

    def _card(self, found: Found, number: int, parent: QWidget) -> Card:
        card, given = Card("", parent), found.given
        head = QWidget(card)
        flow = FlowLayout(head)
        flow.addWidget(PlainLabel(found.topic, head, style="small", colour="text2"))
        flow.addWidget(Heading(given.heading, head, style="strong"))
        if not given.stands:
            words = tr("Undone") if given.undone else tr("Said before")
            words = tr("Written by mistake") if given.mistaken else words
            flow.addWidget(StateTag(words, "plain", head, icon="history"))
        card.column.addWidget(head)
        card.column.addWidget(PlainLabel(found.words, card))
        if found.beside:
            card.column.addWidget(PlainLabel(found.beside, card, colour="text2"))
        for line in _small(found):
            card.column.addWidget(PlainLabel(line, card, style="small", colour="text2"))
        row = QWidget(card)
        name = say("Number {number}. All answers: {what}", number=number, what=given.heading)
        button = Button(tr("All answers"), row, kind="quiet", icon="history",
                        identifier=f"{_NAME}.{number}.answers", name=name)  # fmt: skip
        there = to_answers(self.where.person, found.question, found.instance)
        button.clicked.connect(lambda: self.wanted.emit(there))
        FlowLayout(row).addWidget(button)
        card.column.addWidget(row)
        return card


def _small(found: Found) -> Iterator[str]:
    given = found.given
    if since := said_since(given.undecided_since):
        yield since
    if given.who:
        yield given.who
    if given.why:
        yield say("Why: {words}", words=given.why)

"""A version of a plan as it was signed off, to read and not to change."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.desk import Desk, Past
from eolplan.history import plan_at
from eolplan.record import Version
from eolplan.subject import Subject
from eolplan.words import moment, say, tr
from ui.pages.banner import banner_of
from ui.pages.history_ways import to_compare, to_version
from ui.pages.page import Page
from ui.pages.told_then import ToldRow
from ui.pages.where import Where
from ui.theme import look, space_out
from ui.widgets import (
    BannerFacts,
    Button,
    Card,
    FlowLayout,
    Heading,
    PlainLabel,
    StateTag,
    Tone,
)

_NAME: Final = "version"
_BAND: Final = 12
_INSIDE: Final = 28


class OldVersionPage(Page):
    """Everything that stood when a version was signed off, under the words of then.

    A grey band runs down the side for as long as it is not the newest, and what it says
    stands among the actions, in sight however far the page is scrolled.

    Args:
        desk: What is at hand.
        where: Opened for a person; see ``to_version``.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(_NAME, where)
        self._desk, self._past = desk, Past(desk, where.person)
        self._name = Subject.of(self._past.log).called
        self._version = self._past.version(where.note)
        self._newest = self._past.log.latest_version()
        band = Band(self, shown=not self._is_newest())
        self._inside = space_out(QVBoxLayout(band), 12, (_INSIDE, 0, 0, 0))
        self._first: QWidget | None = None
        self._add_ways(band)
        self._inside.addWidget(Heading(self.title(), band))
        if stands := self._stands():
            row = QWidget(band)
            FlowLayout(row).addWidget(self._tag(stands))
            self._inside.addWidget(row)
            self.add_action(self._tag(stands))
        if self._version is None:
            self._inside.addWidget(PlainLabel(tr("This version is not on this laptop."), band))
        else:
            self._add_signer(self._version, band)
            self._add_plan(self._version, band)
        self.column.addWidget(band)

    # -- what the window asks ------------------------------------------------

    def title(self) -> str:
        """Return which version it is."""
        if self._version is None:
            return tr("An old version")
        called = self._past.called(self._version)
        return say("{version} of {name}'s plan", version=called, name=self._name)

    def banner(self) -> BannerFacts:
        """Return whose plan it is."""
        return banner_of(self._desk, self.where.person)

    def first_focus(self) -> QWidget | None:
        """Return the way to the newest, or back."""
        return self._first

    def up(self) -> Where:
        """Lead to the history."""
        return Where("history", person=self.where.person)

    # -- what is on the page ---------------------------------------------------

    def _is_newest(self) -> bool:
        return self._version is not None and self._version == self._newest

    def _tag(self, words: str) -> StateTag:
        tone: Tone = "info" if self._is_newest() else "attention"
        return StateTag(words, tone, icon="history")

    def _stands(self) -> str:
        """Say how this version stands beside the newest."""
        if self._version is None:
            return ""
        called = self._past.called(self._version)
        if not self._is_newest():
            return say("{version}. Not the newest.", version=called)
        if self._past.log.unsigned():
            return say("{version}. It has been changed since.", version=called)
        return say("{version}. The newest.", version=called)

    def _add_signer(self, version: Version, parent: QWidget) -> None:
        when = moment(dt.datetime.fromisoformat(version.signed_at))
        words = say("Signed off by {name}, {role}, {when}.", name=version.signer.name,
                    role=version.signer.role, when=when)  # fmt: skip
        self._inside.addWidget(PlainLabel(words, parent, colour="text2"))
        if version.subset:
            words = tr("Whoever signed it off did not hold all of the record.")
            self._inside.addWidget(PlainLabel(words, parent, colour="text2"))
        words = tr("You can read it. Nothing on this page can be changed.")
        self._inside.addWidget(PlainLabel(words, parent, colour="text2"))

    def _add_plan(self, version: Version, parent: QWidget) -> None:
        for chapter in plan_at(self._past.log.at(version), self._past.wordings):
            card = Card(chapter.title, parent)
            for line in chapter.lines:
                card.column.addWidget(ToldRow(line, card))
            self._inside.addWidget(card)

    def _add_ways(self, parent: QWidget) -> None:
        """Add the ways on at the top: a page to read begins at its beginning."""
        person, row = self.where.person, QWidget(parent)
        flow = FlowLayout(row)
        if self._newest is not None and not self._is_newest():
            there = to_version(person, self._newest.digest)
            self._way(flow, tr("Go to newest"), "newest", "arrow-right", there)
            if self._version is not None:
                there = to_compare(person, self._version.digest, self._newest.digest)
                self._way(flow, tr("Compare with the newest"), "compare", "git-compare", there)
        there = Where("history", person=person)
        self._way(flow, tr("Back to the history"), "back", "arrow-left", there)
        self._inside.addWidget(row)

    def _way(self, flow: FlowLayout, words: str, part: str, icon: str, there: Where) -> None:
        button = Button(words, flow.parentWidget(), icon=icon, identifier=f"{_NAME}.{part}")
        button.clicked.connect(lambda: self.wanted.emit(there))
        flow.addWidget(button)
        self._first = self._first or button


class Band(QWidget):
    """A grey band down the leading side of what it holds.

    Args:
        parent: The widget it belongs to.
        shown: False leaves the side free.
    """

    def __init__(self, parent: QWidget, *, shown: bool) -> None:
        super().__init__(parent)
        self.shown = shown

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the band."""
        del event
        if not self.shown:
            return
        painter, wide = QPainter(self), look().px(_BAND)
        left = self.width() - wide if self.isRightToLeft() else 0
        painter.fillRect(left, 0, wide, self.height(), look().colour("border_control"))
        painter.end()

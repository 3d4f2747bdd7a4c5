"""The history of a plan: what happened, by whom, when, and what it changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.caseload import row
from eolplan.desk import Desk, Past
from eolplan.history import Event
from eolplan.subject import Subject
from eolplan.words import N_, ago, moment, say, tr
from ui.pages.banner import banner_of
from ui.pages.commands import Command
from ui.pages.history_detail import EventDetail
from ui.pages.history_ways import history_of, to_compare, to_history
from ui.pages.page import Page
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import (
    BannerFacts,
    Button,
    Choice,
    ChoiceGroup,
    Columns,
    FlowLayout,
    Heading,
    PlainLabel,
    order_tabs,
)

_NAME: Final = "history"
_AT_ONCE: Final = 30
"""Events that are listed at first; a press shows as many more."""

_ALL: Final = ""
_SHOWS: Final = (
    (_ALL, N_("Everything"), ()),
    ("changes", N_("Talks and changes"), ("talk", "change", "mistake", "record")),
    ("versions", N_("Sign-offs"), ("version",)),
    ("copies", N_("Copies"), ("copy",)),
)
_SHARES: Final = (42, 58)


class HistoryPage(Page):
    """The timeline of a plan, and beside it what one event of it was.

    Args:
        desk: What is at hand.
        where: Opened for a person; see ``to_history``.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(_NAME, where)
        self._desk, self._past = desk, Past(desk, where.person)
        self._name = Subject.of(self._past.log).called
        show, event = history_of(where)
        self._show = show if show in (code for code, _, _ in _SHOWS) else _ALL
        self._add_head()
        self.events: ChoiceGroup | None = None
        self._found: tuple[Event, ...] = ()
        self._listed = 0
        both = QWidget(self)
        columns = Columns(both, shares=_SHARES, gap=24)
        self._left = QWidget(both)
        self._column = space_out(QVBoxLayout(self._left), 12)
        self.detail = EventDetail(self._past, where.person, both)
        self.detail.wanted.connect(self.wanted)
        self.detail.reached.connect(self.view.show_whole)
        columns.addWidget(self._left)
        columns.addWidget(self.detail)
        self.column.addWidget(both)
        self._list(event)

    # -- what the window asks ------------------------------------------------

    def title(self) -> str:
        """Return what the page is about."""
        return say("History of {name}'s plan", name=self._name)

    def banner(self) -> BannerFacts:
        """Return whose plan it is."""
        return banner_of(self._desk, self.where.person)

    def first_focus(self) -> QWidget:
        """Return the event that is open, the newest at first."""
        return self.events.first() if self.events is not None else self.shows.first()

    def place(self) -> Where:
        """Return this page with what is shown on it."""
        event = self.events.value() if self.events is not None else ""
        return replace(super().place(), note=to_history("", event, self._show).note)

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return the ways from one difference to the next."""
        return {
            **super().commands(),
            Command.NEXT_DIFFERENCE: lambda: self._step(1),
            Command.PREVIOUS_DIFFERENCE: lambda: self._step(-1),
        }

    def _step(self, by: int) -> None:
        if self.detail.differences is not None:
            self.detail.differences.step(by)

    # -- the top -------------------------------------------------------------

    def _add_head(self) -> None:
        self.column.addWidget(Heading(self.title(), self))
        if fresh := self._fresh():
            self.column.addWidget(PlainLabel(fresh, self, style="small", colour="text2"))
        tools = QWidget(self)
        flow = FlowLayout(tools)
        self._add_ways(flow, tools)
        self.column.addWidget(tools)
        choices = [Choice(code, tr(words)) for code, words, _ in _SHOWS]
        self.shows = ChoiceGroup(tr("Show"), choices, self, columns=0, identifier=f"{_NAME}.show")
        self.shows.show_values([self._show])
        self.shows.changed.connect(self._filter)
        self.column.addWidget(self.shows)

    def _fresh(self) -> str:
        """Say which version is the newest, and when somebody last talked."""
        parts = []
        if newest := self._past.log.latest_version():
            when = moment(dt.datetime.fromisoformat(newest.signed_at))
            called = self._past.called(newest)
            parts.append(say("{version} is the newest, {when}.", version=called, when=when))
        last = row(self._past.log, self._desk.guide, self.where.person).last_talked
        if last:
            days = (self._desk.today - dt.date.fromisoformat(last)).days
            parts.append(say("Last checked with {name} {when}.", name=self._name, when=ago(days)))
        return " ".join(parts)

    def _add_ways(self, flow: FlowLayout, parent: QWidget) -> None:
        versions, person = self._past.versions, self.where.person
        older = versions[1] if len(versions) > 1 else next(iter(versions), None)
        newer = versions[0].digest if len(versions) > 1 else ""
        compare = to_compare(person, older.digest if older else "", newer)
        for words, part, icon, there in (
            (tr("Compare versions"), "compare", "git-compare", compare),
            (tr("Find in this plan"), "inside", "search", Where("inside", person=person)),
            (tr("Back to the plan"), "back", "arrow-left", Where("person", person=person)),
        ):
            button = Button(words, parent, icon=icon, identifier=f"{_NAME}.{part}")
            button.clicked.connect(self._going(there))
            flow.addWidget(button)

    def _going(self, there: Where) -> Callable[[], None]:
        return lambda: self.wanted.emit(there)

    # -- the list ------------------------------------------------------------

    def _filter(self) -> None:
        """Show another kind of events; the focus stays on what was chosen."""
        self._show = self.shows.value()
        there = to_history(self.where.person, show=self._show)
        self.wanted.emit(replace(there, focus=self.shows.first().objectName()))

    def _list(self, event: str) -> None:
        kinds = next(kinds for code, _, kinds in _SHOWS if code == self._show)
        self._found = tuple(e for e in self._past.events if not kinds or e.kind in kinds)
        if not self._found:
            self._column.addWidget(PlainLabel(tr("Nothing of this kind has happened yet."), self))
            return
        ids = [one.id for one in self._found]
        opened = ids.index(event) if event in ids else 0
        self._listed = max(_AT_ONCE, opened + 1)
        name = tr("What happened, the newest first")
        choices = [_choice(one) for one in self._found[: self._listed]]
        self.events = ChoiceGroup(
            name, choices, self._left, columns=1, identifier=f"{_NAME}.events"
        )
        self.events.show_values([ids[opened]])
        self.events.changed.connect(self._open)
        self._column.addWidget(self.events)
        self._column.addWidget(self._foot())
        self.detail.show_event(self._found[opened])

    def _foot(self) -> QWidget:
        """Return the way to events before those that are listed."""
        foot = QWidget(self._left)
        more = Button(tr("Show earlier"), foot, identifier=f"{_NAME}.earlier")
        more.clicked.connect(lambda: self._show_earlier(foot))
        FlowLayout(foot).addWidget(more)
        foot.setVisible(self._listed < len(self._found))
        return foot

    def _show_earlier(self, foot: QWidget) -> None:
        if self.events is None:
            return
        new = self._found[self._listed : self._listed + _AT_ONCE]
        self.events.add([_choice(event) for event in new])
        self._listed += len(new)
        foot.setVisible(self._listed < len(self._found))
        order_tabs(self)
        first = self.events.card(new[0].id)
        first.show()  # its layout would only do so later
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self) -> None:
        """Show what was chosen; where it stands under the list, bring it into sight."""
        value = self.events.value() if self.events is not None else ""
        chosen = next((one for one in self._found if one.id == value), None)
        if chosen is not None:
            self.detail.show_event(chosen)
            QTimer.singleShot(0, self.detail, self._see)

    def _see(self) -> None:
        if self.detail.y() > self._left.y():
            self.view.show_whole(self.detail)


def _choice(event: Event) -> Choice:
    who = event.who
    if event.received:
        who = say("{who}, with a copy from elsewhere", who=who)
    words = say("{when}. {what}", when=moment(event.at), what=event.words)
    return Choice(event.id, words, who)

"""The coming days: whom to visit, whose plan to look at again, what to come back to."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.caseload import Day, Due, What, coming, namesakes
from eolplan.desk import Desk
from eolplan.identity import Act
from eolplan.words import N_, long_date, say, short_date, tr
from ui.pages.commands import Command
from ui.pages.page import Page
from ui.pages.people_telling import Telling
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import BesideLayout, Button, Card, Heading, PlainLabel

_NAME: Final = "visits"
_DAYS: Final = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday"),
)  # fmt: skip
_DISCREET: Final = "people.discreet"
_MOST: Final = 60
"""The most lines of one day that are shown; the list of people has the others."""


class VisitsPage(Page):
    """Day by day, what was planned and what is due.

    Args:
        desk: What is at hand.
        where: The place it was opened for.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(_NAME, where)
        self._desk = desk
        discreet = desk.session.store.setting(_DISCREET) is True
        self._first: Button | None = None
        self.column.addWidget(Heading(self.title(), self))
        rows = desk.caseload.people()
        alike = namesakes(desk.caseload.everyone())
        self._telling = Telling(desk.today, discreet=discreet, alike=alike)
        only_mine = len(desk.team.members()) > 1 and desk.caseload.mine.only
        if only_mine:
            rows = desk.caseload.mine.among(rows)
            self.column.addWidget(PlainLabel(tr("Of the people on your list."), self))
        self._records = desk.can(Act.RECORD)
        self._stopped = {row.person for row, _ in desk.caseload.carry_on()}  # their plan tells how
        days = coming(rows, desk.today)
        for day in days:
            self.column.addWidget(self._day(day))
        if not days:
            words = tr("Nothing is planned or due in the next 14 days.")
            self.column.addWidget(PlainLabel(words, self))
        self._back = Button(tr("Back"), icon="arrow-left", identifier=f"{_NAME}.back")
        self._back.clicked.connect(lambda: self.asked.emit(Command.BACK))
        self.add_action(self._back)

    # -- what the window asks ------------------------------------------------

    def title(self) -> str:
        """Return the heading."""
        return tr("The coming days")

    def first_focus(self) -> QWidget:
        """Return the way to the first plan."""
        return self._first or self._back

    def up(self) -> Where:
        """Lead to the list of people."""
        return Where("people")

    # -- what is on it ---------------------------------------------------------

    def _day(self, day: Day) -> Card:
        card = Card(self._day_words(day.on), self)
        for due in day.due[:_MOST]:
            card.column.addWidget(self._line(due, card))
        if len(day.due) > _MOST:
            more = say("And {count} more, in the list of people", count=len(day.due) - _MOST)
            card.column.addWidget(PlainLabel(more, card, style="small"))
        return card

    def _day_words(self, on: str) -> str:
        if not on:
            return tr("Before today, and not taken up yet")
        day = dt.date.fromisoformat(on)
        words = say("{weekday} {date}", weekday=tr(_DAYS[day.weekday()]), date=long_date(day))
        if day == self._desk.today:
            return say("Today, {day}", day=words)
        if day == self._desk.today + dt.timedelta(days=1):
            return say("Tomorrow, {day}", day=words)
        return words

    def _line(self, due: Due, parent: QWidget) -> QWidget:
        line, words = QWidget(parent), QWidget(parent)
        beside = space_out(BesideLayout(line), 12)
        column = space_out(QVBoxLayout(words), 2)
        name = self._telling.name(due.row)
        column.addWidget(PlainLabel(name, words, style="strong"))
        column.addWidget(PlainLabel(self._about(due), words))
        beside.addWidget(words)
        starts = due.what is What.VISIT and self._records and due.row.person not in self._stopped
        button = Button(
            tr("Start") if starts else tr("Open"), line,
            identifier=f"{_NAME}.{due.what.name.lower()}.{due.row.person}",
            name=self._button_name(due, name, starts=starts),
        )  # fmt: skip
        page = "opening" if starts else "person"
        button.clicked.connect(lambda: self.wanted.emit(Where(page, person=due.row.person)))
        if self._first is None:
            self._first = button
        beside.addWidget(button)
        return line

    def _button_name(self, due: Due, name: str, *, starts: bool) -> str:
        born = self._telling.born_apart(due.row)
        if starts:
            return say("Start a conversation with {name}, born {date}", name=name, date=born)
        names = {
            What.VISIT: tr("Open the plan of {name}, born {date}, for the visit"),
            What.REVIEW: tr("Open the plan of {name}, born {date}, for the review"),
            What.COME_BACK: tr("Open the plan of {name}, born {date}, to come back to it"),
        }
        return names[due.what].format(name=name, date=born)

    def _about(self, due: Due) -> str:
        """Say what it is; where the day has passed, which day it was."""
        row, passed = due.row, due.on < self._desk.today.isoformat()
        words = {
            What.VISIT: self._visit(due),
            What.REVIEW: tr("Review of the plan"),
            What.COME_BACK: tr("A topic, or a talk, to come back to"),
        }[due.what]
        parts = [words]
        if passed:
            parts.append(say("for {date}", date=short_date(dt.date.fromisoformat(due.on))))
        if due.what is What.VISIT and not self._telling.discreet and row.postcode:
            parts.append(row.postcode)
        return ", ".join(parts)

    def _visit(self, due: Due) -> str:
        with_whom = due.row.planned_with
        if with_whom and not self._telling.discreet:
            return say("Talk planned, with {who}", who=with_whom)
        return tr("Talk planned")

"""The first page of a day: whom to carry on with, and everyone, to be found in a moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from eolplan.caseload import Filter, namesakes
from eolplan.errors import EolplanError
from eolplan.identity import Act
from eolplan.words import N_, long_date, say, tr
from ui.pages.backup_line import BackupLine
from ui.pages.commands import Command
from ui.pages.page import Page
from ui.pages.people_cards import CARDS, PeopleCards, code_reminder
from ui.pages.people_filters import FilterRow, nobody
from ui.pages.people_model import PeopleModel
from ui.pages.people_table import PeopleTable
from ui.pages.people_telling import Telling
from ui.pages.recovery import UNKEPT
from ui.pages.where import Where
from ui.theme import look, space_out
from ui.widgets import (
    BesideLayout,
    Button,
    CardGrid,
    FlowLayout,
    Heading,
    LineBox,
    PlainLabel,
    ToggleButton,
    announce,
    identify,
)

if TYPE_CHECKING:
    from eolplan.desk import Desk

_DAYS: Final = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday"),
)  # fmt: skip
_TYPING_MS: Final = 60
_SAY_MS: Final = 400
_ROWS_AT_LEAST: Final = 3
_DISCREET: Final = "people.discreet"


class PeoplePage(Page):
    """Cards to carry on, filters, Find, and the table.

    Args:
        desk: What is at hand.
        where: ``note`` holds the filter and, on a second line, what is in Find.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__("people", where)
        self._desk = desk
        kept, _, typed = where.note.partition("\n")
        self._show = Filter(kept) if kept in set(Filter) else Filter.ALL
        discreet = desk.session.store.setting(_DISCREET) is True
        self._records = desk.can(Act.RECORD)
        self._all = desk.caseload.everyone()  # nobody is added while this page is open
        alike = namesakes(self._all)
        self._telling = Telling(desk.today, discreet=discreet, me=desk.staff.name, alike=alike)
        self._mine = desk.caseload.mine.among(self._all)
        self._several = len(desk.team.members()) > 1
        self._only = self._several and desk.caseload.mine.only
        self._everyone = self._mine if self._only else self._all
        self._counts = desk.caseload.counts(among=self._everyone)
        self._cards: list[Button] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._stretch)
        self.column.addWidget(self._head(typed))
        self._remind()
        line = BackupLine(desk, self)
        line.wanted.connect(self.wanted)
        self.column.addWidget(line)
        self._trouble = PlainLabel("", self, colour="attention", measured=False)
        self._trouble.hide()
        self.column.addWidget(self._trouble)
        if self._records:
            self._carry_on()
        self.column.addWidget(self._chips_row())
        self._build_list()
        self._refresh()

    # -- what the window asks --------------------------------------------

    def title(self) -> str:
        """Return the page's name."""
        return tr("People")

    def first_focus(self) -> QWidget:
        """Return the first card to carry on, else Find, else the way to add somebody."""
        if self._cards:
            return self._cards[0]
        return self.find_box if self._all or not self._records else self.add

    def place(self) -> Where:
        """Return the page with the filter and what is in Find."""
        return replace(super().place(), note=f"{self.filters.filter()}\n{self.find_box.text()}")

    def settle(self) -> None:
        """Stop looking: the store may be closed before the fingers have rested."""
        for timer in (self._typing, self._saying, self._later):
            timer.stop()

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return Find, Add and the filters."""
        add = {Command.ADD: self._add} if self._records else {}
        return {
            Command.FIND: self._go_to_find,
            **add,
            **self.filters.commands(),
        }

    def entered(self, line: QLineEdit) -> None:
        """Open the first person that matches."""
        del line
        self._settle_find()
        if self.model.rowCount():
            self._open(self.model.row_at(self.model.index(0, 0)).person)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the table the room that is left."""
        super().resizeEvent(event)
        self._stretch()

    def changeEvent(self, event: QEvent) -> None:
        """Give the table its room again when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._later.start()  # the new sizes are there once the layouts have run

    # -- the top ---------------------------------------------------------

    def _head(self, typed: str) -> QWidget:
        """Return the day, Find, and the way to add somebody."""
        row, tools = QWidget(self), QWidget(self)
        beside = space_out(BesideLayout(row), 12)
        day = self._desk.today
        weekday = tr(_DAYS[day.weekday()])
        beside.addWidget(
            Heading(say("Today, {weekday} {date}", weekday=weekday, date=long_date(day)), row)
        )
        flow = space_out(FlowLayout(tools, gap=12))
        name = tr("Find a person")
        self._find_label = PlainLabel(name, tools, style="strong")
        flow.addWidget(self._find_label)
        self.find_box = LineBox(name, tools, identifier="people.find", letters=24)
        self.find_box.setAccessibleDescription(tr("By name, date of birth, number or postcode"))
        self.find_box.setText(typed)
        self.add = Button(tr("Add a person"), tools, kind="primary", icon="plus")
        identify(self.add, "people.add")
        self.add.clicked.connect(self._add)
        self.add.setVisible(self._records)
        flow.addWidget(self.find_box)
        flow.addWidget(self.add)
        if self._records and not self._all:
            flow.addWidget(self._way(tr("Bring in a list"), "import-people", "upload", tools))
        beside.addWidget(tools)
        self._listen_to_find()
        return row

    def _listen_to_find(self) -> None:
        """Look for people once the fingers rest, and say how many a little later."""
        self._typing, self._saying = QTimer(self), QTimer(self)
        for timer, wait in ((self._typing, _TYPING_MS), (self._saying, _SAY_MS)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
        self._typing.timeout.connect(self._refresh)
        self._saying.timeout.connect(lambda: announce(self, self.count.text()))
        self.find_box.textEdited.connect(self._typed)

    def _remind(self) -> None:
        """Show that the recovery code is not on paper yet, to whoever looks after the team."""
        if self._desk.session.store.setting(UNKEPT) and self._desk.can(Act.LEAD):
            row, button = code_reminder(self)
            button.clicked.connect(lambda: self.wanted.emit(Where("recovery")))
            self.column.addWidget(row)

    def _carry_on(self) -> None:
        """Show the conversations that stopped, then those planned for today."""
        cards = PeopleCards(self._desk, self._telling, self)
        cards.wanted.connect(self.wanted)
        cards.trouble.connect(self.trouble)
        for title, made in cards.among(self._everyone):
            holder = QWidget(self)
            grid = CardGrid(holder, columns=CARDS)
            for card in made:
                grid.addWidget(card)
                self._cards.append(card.button)
            self.column.addWidget(Heading(title, self, style="h2"))
            self.column.addWidget(holder)

    # -- find and filters ------------------------------------------------

    def _chips_row(self) -> QWidget:
        """Return the filters, and at the far side the switch to initials."""
        outer = QWidget(self)
        beside = space_out(BesideLayout(outer, top=True), 12)
        row = self.filters = FilterRow(
            self._counts, self._show, outer,
            without=() if "fn.trend" in self._desk.guide else (Filter.CHANGING,),
            mine=sum(not r.ended for r in self._mine) if self._several else None, only=self._only,
        )  # fmt: skip
        row.mine_wanted.connect(self._show_mine)
        row.chosen.connect(self._filtered)
        row.flow.addWidget(self._way(tr("The coming days"), "visits", "calendar", row))
        self.discreet = ToggleButton(
            tr("Discreet list"),
            outer,
            identifier="people.discreet",
            name=tr("Discreet list, initials and years only"),
        )
        self.discreet.setChecked(self._telling.discreet)
        self.discreet.toggled.connect(self._be_discreet)
        beside.addWidget(row)
        beside.addWidget(self.discreet)
        for widget in (outer, self._find_label, self.find_box):
            widget.setVisible(bool(self._all))  # nobody to find yet
        return outer

    def _way(self, words: str, page: str, icon: str, parent: QWidget) -> Button:
        button = Button(words, parent, icon=icon, identifier=f"people.{page}")
        button.clicked.connect(lambda: self.wanted.emit(Where(page)))
        return button

    # -- the list --------------------------------------------------------

    def _build_list(self) -> None:
        self.count = PlainLabel("", self, style="small", colour="text2")
        self.nobody = PlainLabel("", self)
        self.new = Button("", self, icon="plus", identifier="people.add_found")
        self.new.clicked.connect(self._add_found)
        self.model = PeopleModel(self, self._telling)
        self.table = PeopleTable(self.model, self)
        self.table.opened.connect(self._open)
        self.table.ordered.connect(self._count)
        row = QWidget(self)
        self.among_all = Button("", row, icon="search", identifier="people.among_all")
        self.among_all.clicked.connect(lambda: self._show_mine(False))
        flow = FlowLayout(row)
        flow.addWidget(self.among_all)
        flow.addWidget(self.new)
        self._new_row = row
        for widget in (self.nobody, row, self.table, self.count):
            self.column.addWidget(widget)

    def _refresh(self) -> None:
        """Show who matches what is typed and the filter."""
        self._typing.stop()
        typed, show = self.find_box.text().strip(), self.filters.filter()
        rows = self._desk.caseload.people(typed, show, among=self._everyone)
        self.model.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.nobody.setVisible(not rows)
        ended = self._counts[Filter.ENDED]
        words = "" if rows else nobody(typed, show, mine=self._only, ended=ended)
        self.nobody.setText(words)
        self._offer(typed, show, found=bool(rows))
        self._count()
        self._stretch()

    def _offer(self, typed: str, show: Filter, *, found: bool) -> None:
        """Where nobody is found, offer to look further, or to add whoever was looked for."""
        elsewhere = 0
        if self._only and not found:
            elsewhere = len(self._desk.caseload.people(typed, show, among=self._all))
        adds = bool(typed) and self._records and not elsewhere
        self.among_all.set_words(say("Look among everyone ({count})", count=elsewhere))
        self.among_all.setVisible(bool(elsewhere))
        self.new.set_words(say("Add “{typed}” as a new person", typed=typed))
        self.new.setVisible(adds)
        self._new_row.setVisible(not found and (adds or bool(elsewhere)))

    def _count(self) -> None:
        count = self.model.rowCount()
        self.count.setVisible(count > 0)
        order = self.model.sorted_words()
        one = say("1 person, {order}", order=order)
        self.count.setText(one if count == 1 else say("{count} people, {order}", count=count,
                                                      order=order))  # fmt: skip

    def _stretch(self) -> None:
        """Show as many whole rows as the page has room for, and never fewer than three."""
        self.column.activate()
        table, view = self.table, self.view.viewport().height()
        below = self.count.height() + look().px(12) + look().px(24)
        rows = max(table.rows_in(view - table.y() - below), _ROWS_AT_LEAST)
        in_sight = max(table.rows_in(view - 4 * look().space("gap")), 1)  # all of it at once
        table.setFixedHeight(table.height_of(min(rows, in_sight, max(self.model.rowCount(), 1))))

    # -- what the user does ----------------------------------------------

    def _open(self, person: str) -> None:
        """Open a plan; say so here when it cannot be read."""
        try:
            self._desk.log(person)
        except EolplanError:
            row = self._desk.caseload.row(person)
            name = self._telling.name(row) if row else ""
            words = say(
                "One plan could not be read ({name}). The others are fine. Nothing was changed."
                " Tell the person who looks after this laptop.",
                name=name,
            )
            self._trouble.setText(words)
            self._trouble.show()
            announce(self, words)
            return
        self.wanted.emit(Where("person", person=person))

    def _typed(self) -> None:
        self._typing.start()
        self._saying.start()

    def _settle_find(self) -> None:
        if self._typing.isActive():
            self._refresh()

    def _filtered(self) -> None:
        self._refresh()
        announce(self, self.count.text() or self.nobody.text())

    def _be_discreet(self, on: bool) -> None:
        self._desk.session.store.put_setting(_DISCREET, on, at=self._desk.now())
        self.wanted.emit(replace(self.place(), focus="people.discreet"))

    def _show_mine(self, on: bool) -> None:
        """Show only one's own people, or everyone; what is in Find stays."""
        try:
            self._desk.caseload.mine.show_only(on)
        except EolplanError as e:
            self.trouble.emit(e)
        self.wanted.emit(replace(self.place(), focus="people.mine" if on else "people.find"))

    def _go_to_find(self) -> None:
        self.find_box.setFocus()
        self.find_box.selectAll()

    def _add(self) -> None:
        self.wanted.emit(Where("add-person"))

    def _add_found(self) -> None:
        self.wanted.emit(Where("add-person", note=self.find_box.text().strip()))

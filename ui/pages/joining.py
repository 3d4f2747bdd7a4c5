"""One person with two records: they are joined, parted again, and what lies between is placed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.caseload import CaseloadRow, Thing
from eolplan.desk import Desk
from eolplan.errors import EolplanError
from eolplan.words import listing, say, tr
from ui.pages.banner import banner_of
from ui.pages.commands import Command
from ui.pages.form import LineField, Problems
from ui.pages.mending import TWIN
from ui.pages.once_more import TwoLooksPage
from ui.pages.people_telling import name_words
from ui.pages.person_finder import PersonFinder
from ui.pages.record_cards import AboutCard, facts_card
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
)

_NAME: Final = "joining"
_REASON: Final = 200


class JoiningPage(TwoLooksPage):
    """Finds the other record and joins it; or parts; or asks about what lies between.

    Args:
        desk: What is at hand.
        where: Opened for a person; ``note`` is the id of the other record, or ``TWIN`` for
            the one that is like it.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        self._desk = desk
        self._placing = desk.two_plans.to_place(where.person)
        self._records = desk.two_plans.records(where.person)
        super().__init__(_NAME, where, self._what_about(), onward=self._onward_words())
        self._row = desk.caseload.row(where.person) or CaseloadRow(where.person)
        self._asked: list[AboutCard] = []
        self.finder: PersonFinder | None = None
        self.reason: LineField | None = None
        if self._placing:
            self._build_placing()
        elif len(self._records) > 1:
            self._build_parting()
        else:
            self._build_joining()
        self._back = Button(tr("Back"), icon="arrow-left", identifier=f"{_NAME}.back")
        self._back.clicked.connect(lambda: self.asked.emit(Command.BACK))
        self.add_action(self._back)

    # -- what the window asks ------------------------------------------------

    def banner(self) -> BannerFacts:
        """Return whose plan it is."""
        return banner_of(self._desk, self.where.person)

    def first_focus(self) -> QWidget:
        """Return the first thing to decide."""
        if self._asked:
            return self._asked[0].choices.first()
        if self.finder is not None:
            return self.finder.first()
        return self.reason.box if self.reason is not None else self._back

    def place(self) -> Where:
        """Return the page with the other record that is chosen."""
        chosen = self.finder.value() if self.finder is not None else ""
        return replace(super().place(), note=chosen)

    def up(self) -> Where:
        """Lead to the plan."""
        return Where("person", person=self.where.person)

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return Continue; Back leaves the second look first."""
        known = dict(super().commands())
        if not self.onward.isVisibleTo(self):
            known.pop(Command.CONTINUE)
        return known

    def settle(self) -> None:
        """Stop looking for people."""
        if self.finder is not None:
            self.finder.stop()

    def check(self) -> Problems:
        """Say what is to be decided."""
        found: list[tuple[str, QWidget]] = []
        for card in self._asked:
            if not card.value():
                words = say("Say who it is about: {what}", what=card.thing.heading)
                found.append((words, card.choices.first()))
        if self.finder is not None and not self.finder.value():
            found.append((tr("Choose the other record"), self.finder.box))
        return found

    def show_problems(self, problems: Problems) -> None:
        """Say what is to be decided, also beside each thing."""
        super().show_problems(problems)
        for card in self._asked:
            card.complain()

    def submit(self) -> None:
        """Keep what was decided, or show what joining means."""
        if self._placing:
            self._place()
        elif self.finder is not None:
            self._look_twice(self.finder.value())

    # -- what the page is about --------------------------------------------------

    def _what_about(self) -> str:
        if self._placing:
            return tr("Who is it about?")
        return (
            tr("These records are one") if len(self._records) > 1 else tr("One person, twice here")
        )

    def _onward_words(self) -> str:
        return tr("Keep this") if self._placing else tr("Look at both")

    # -- joining -----------------------------------------------------------------

    def _build_joining(self) -> None:
        name = name_words(self._row)
        words = say(
            "Choose the other record of {name}. Both are read as one from then on. Nothing is"
            " copied or changed, and they can be parted again.",
            name=name,
        )
        self._fields.addWidget(PlainLabel(words, self._form))
        self.finder = PersonFinder(
            self._desk, self._form, identifier=f"{_NAME}.other", asks=tr("The other record"),
            without=self._records, likely=self._likely(),
        )  # fmt: skip
        self._fields.addWidget(self.finder)
        self._choose()

    def _likely(self) -> list[CaseloadRow]:
        """Return those who are alike, before them the one the page was opened for."""
        alike = self._desk.caseload.twins(self.where.person)
        asked = self._desk.caseload.row(self.where.note) if self.where.note else None
        if asked is not None and asked.person in self._records:
            asked = None
        rest = [row for row in alike if asked is None or row.person != asked.person]
        return [asked, *rest] if asked is not None else rest

    def _choose(self) -> None:
        """Choose the record that the page was opened for: of several who are alike, nobody."""
        alike = self._desk.caseload.twins(self.where.person)
        only = alike[0].person if self.where.note == TWIN and len(alike) == 1 else ""
        if self.finder is not None:
            self.finder.choose(only or self.where.note)

    def _look_twice(self, other: str) -> None:
        """Show both records side by side, before they are joined."""
        row = self._desk.caseload.row(other)
        if row is None:
            return
        asked = QWidget(self)
        column = space_out(QVBoxLayout(asked), 12)
        asks = Heading(tr("Is this one person?"), asked, style="h2")
        column.addWidget(asks)
        both = QWidget(asked)
        columns = Columns(both)
        for one in (self._row, row):
            columns.addWidget(facts_card(one, both))
        column.addWidget(both)
        for words in self._means(row):
            column.addWidget(PlainLabel(words, asked))
        column.addWidget(self._answers(asked, row.person))
        self.look_once_more(asked, asks)

    def _answers(self, parent: QWidget, other: str) -> QWidget:
        row = QWidget(parent)
        flow = FlowLayout(row)
        self.yes = Button(
            tr("Yes, join the two records"), row, kind="primary", identifier=f"{_NAME}.yes"
        )
        self.yes.clicked.connect(lambda: self._join(other))
        self.no = Button(tr("Go back"), row, identifier=f"{_NAME}.no")
        self.no.clicked.connect(self._to_form)
        flow.addWidget(self.yes)
        flow.addWidget(self.no)
        return row

    def _means(self, other: CaseloadRow) -> list[str]:
        mine = self._row
        differ = [
            words
            for words, one, two in (
                (tr("the name"), (mine.given, mine.family), (other.given, other.family)),
                (tr("the date of birth"), mine.born, other.born),
                (tr("the NHS number"), mine.nhs, other.nhs),
            )
            if one != two and any(one) and any(two)
        ]
        said = [tr("Where the two say different things, the plan shows both until somebody asks.")]
        if bool(mine.ended) is not bool(other.ended):
            said.append(tr("One of the two plans has ended. Read as one they have both ended, until"
                           " the plan is brought back into use."))  # fmt: skip
        if differ:
            said.insert(0, say("They differ in {what}. Look at a letter or a card first.",
                               what=listing(differ)))  # fmt: skip
        return said

    def _join(self, other: str) -> None:
        try:
            first = self._desk.two_plans.join(self.where.person, other)
        except EolplanError as e:
            self.trouble.emit(e)
            return
        self.saved.emit()
        self.finished = True
        self.wanted.emit(Where("person", person=first))
        self.said.emit(tr("The two records are read as one."), False)

    # -- parting -----------------------------------------------------------------

    def _build_parting(self) -> None:
        self.onward.hide()
        words = tr(
            "They are read as one plan. If one of them is about somebody else, part them. Each then"
            " has again what was written in it. Of what was written since, you are asked who it is"
            " about."
        )
        self._fields.addWidget(PlainLabel(words, self._form))
        self.reason = LineField(
            tr("How it came about"), self._form, identifier=f"{_NAME}.reason",
            hint=tr("Such as: two people of one name. It stays with this laptop."), most=_REASON,
        )  # fmt: skip
        self._fields.addWidget(self.reason)
        for number, record in enumerate(self._records, start=1):
            self._fields.addWidget(self._record_card(number, record))

    def _record_card(self, number: int, record: str) -> Card:
        alone = self._desk.two_plans.alone(record)
        title = say("Record {number}: {name}", number=number, name=alone.name)
        card = facts_card(alone, self._form, title)
        row = QWidget(card)
        part = Button(
            tr("Part this record from the others"), row, identifier=f"{_NAME}.part.{record}",
            name=say("Part record {number} from the others", number=number),
        )  # fmt: skip
        part.clicked.connect(partial(self._part, record))
        FlowLayout(row).addWidget(part)
        card.column.addWidget(row)
        return card

    def _part(self, record: str) -> None:
        reason = self.reason.text() if self.reason is not None else ""
        rest = next(one for one in self._records if one != record)
        try:
            self._desk.two_plans.part(self.where.person, record, reason=reason)
        except EolplanError as e:
            self.trouble.emit(e)
            return
        self.saved.emit()
        asks = self._desk.two_plans.to_place(rest)
        asks_other = self._desk.two_plans.to_place(record)
        there = rest if asks or not asks_other else record
        page = "joining" if asks or asks_other else "person"
        self.wanted.emit(Where(page, person=there))
        self.said.emit(tr("They are two records again."), False)

    # -- what was recorded while they were one ---------------------------------------

    def _build_placing(self) -> None:
        words = tr(
            "This was written down while two records were read as one. Say of each who it is"
            " about. It stays here until then."
        )
        self._fields.addWidget(PlainLabel(words, self._form))
        offered = [self._row.person, *self._desk.two_plans.parted_from(self.where.person)]
        found = [row for one in offered if (row := self._desk.caseload.row(one)) is not None]
        rows = list({row.person: row for row in found}.values())
        for number, thing in enumerate(self._placing, start=1):
            card = AboutCard(
                thing, rows, self._form, number=number, identifier=f"{_NAME}.about.{number}"
            )
            self._asked.append(card)
            self._fields.addWidget(card)

    def _place(self) -> None:
        """Leave what is about this person, and move the rest; each person in one act."""
        by_person: dict[str, list[Thing]] = {}
        for card in self._asked:
            by_person.setdefault(card.value(), []).append(card.thing)
        reason = tr("It was written down while two records were read as one.")
        try:
            for person, found in by_person.items():
                if person == self._row.person:
                    self._desk.two_plans.leave(self.where.person, found)
                else:
                    self._desk.two_plans.move(self.where.person, found, to=person, reason=reason)
        except EolplanError as e:
            self.trouble.emit(e)
            return
        self.saved.emit()
        self.finished = True
        self.wanted.emit(Where("person", person=self.where.person))
        self.said.emit(tr("Each is in the plan it is about."), False)

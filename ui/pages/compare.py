"""Two versions of a plan beside each other: what changed, in words, or the whole plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import shiboken6
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.desk import Desk, Past
from eolplan.history import Difference, differences, plan_at
from eolplan.record import Log, Version
from eolplan.subject import Subject
from eolplan.words import N_, long_date, say, tr
from ui.pages.banner import banner_of
from ui.pages.commands import Command
from ui.pages.history_lines import Differences, Sides
from ui.pages.history_ways import NOW, WHOLE, compared, to_compare
from ui.pages.page import Page
from ui.pages.told_then import ToldRow
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import (
    BannerFacts,
    Button,
    Card,
    Choice,
    ChoiceGroup,
    Columns,
    Heading,
    PlainLabel,
    announce,
    order_tabs,
)

_NAME: Final = "compare"
_NEWEST: Final = 3
"""Versions that are offered at first; the others are a press away."""

_AS_IT_STANDS: Final = "now"
_HOW_MUCH: Final = (("changed", N_("Only what changed")), (WHOLE, N_("The whole plan")))


class ComparePage(Page):
    """Which two, how much of them, and the differences.

    Args:
        desk: What is at hand.
        where: Opened for a person; see ``to_compare``.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(_NAME, where)
        self._desk, self._past = desk, Past(desk, where.person)
        self._name = Subject.of(self._past.log).called
        self._rest: QWidget | None = None
        self.differences: Differences | None = None
        self.column.addWidget(Heading(self.title(), self))
        back = Button(tr("Back to the history"), icon="arrow-left", identifier=f"{_NAME}.back")
        back.clicked.connect(lambda: self.wanted.emit(Where("history", person=where.person)))
        self._back = back
        if self._nothing():
            self.column.addWidget(PlainLabel(self._nothing(), self))
        else:
            self._add_choices()
            self._counted = PlainLabel("", self, style="strong")
            self.column.addWidget(self._counted)
            self._show()
        self.add_action(back)

    # -- what the window asks ------------------------------------------------

    def title(self) -> str:
        """Return what the page is about."""
        return say("Compare versions of {name}'s plan", name=self._name)

    def banner(self) -> BannerFacts:
        """Return whose plan it is."""
        return banner_of(self._desk, self.where.person)

    def first_focus(self) -> QWidget:
        """Return the older version; where nothing can be compared, the way back."""
        return self._back if self._nothing() else self.older.first()

    def place(self) -> Where:
        """Return this page with what is compared."""
        if self._nothing():
            return super().place()
        older, newer = _digest(self.older.value()), _digest(self.newer.value())
        whole = self.much.value() == WHOLE
        return replace(super().place(), note=to_compare("", older, newer, whole=whole).note)

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return the ways from one difference to the next."""
        return {
            **super().commands(),
            Command.NEXT_DIFFERENCE: lambda: self._step(1),
            Command.PREVIOUS_DIFFERENCE: lambda: self._step(-1),
        }

    def up(self) -> Where:
        """Lead to the history."""
        return Where("history", person=self.where.person)

    def _step(self, by: int) -> None:
        if self.differences is not None:
            self.differences.step(by)

    # -- which two, and how much ------------------------------------------------

    def _nothing(self) -> str:
        """Say why nothing can be compared; empty: it can."""
        versions, log = self._past.versions, self._past.log
        if not versions:
            return tr("Nothing has been signed off yet, so there are no versions to compare.")
        if len(versions) == 1 and not log.unsigned():
            return tr("This is the first version, so there is nothing to compare yet.")
        return ""

    def _add_choices(self) -> None:
        older, newer, whole = compared(self.where)
        held = [version.digest for version in self._past.versions]
        if older not in held:
            older = held[1] if len(held) > 1 else held[0]
            newer = held[0] if len(held) > 1 else NOW
        both = QWidget(self)
        columns = Columns(both, gap=24)
        self.older = self._versions(tr("Compare"), "older", both)
        self.newer = self._versions(tr("With"), "newer", both, now=True)
        self.older.show_values([older])
        self.newer.show_values([newer if newer in held else _AS_IT_STANDS])
        for group, words in ((self.older, tr("Compare")), (self.newer, tr("With"))):
            side = QWidget(both)
            column = space_out(QVBoxLayout(side), 4)
            column.addWidget(PlainLabel(words, side, style="strong"))
            column.addWidget(group)
            columns.addWidget(side)
        self.column.addWidget(both)
        choices = [Choice(code, tr(words)) for code, words in _HOW_MUCH]
        self.much = ChoiceGroup(tr("Show"), choices, self, columns=0, identifier=f"{_NAME}.much")
        self.much.show_values([WHOLE if whole else "changed"])
        self.column.addWidget(self.much)
        for group in (self.older, self.newer, self.much):
            group.changed.connect(self._changed)

    def _versions(self, name: str, part: str, parent: QWidget, *, now: bool = False) -> ChoiceGroup:
        choices = [Choice(_AS_IT_STANDS, tr("As it stands now"))] if now else []
        for place, version in enumerate(self._past.versions):
            day = dt.datetime.fromisoformat(version.signed_at).astimezone().date()
            words = say("{version}, {date}", version=self._past.called(version),
                        date=long_date(day))  # fmt: skip
            choices.append(Choice(version.digest, words, more=place >= _NEWEST))
        return ChoiceGroup(name, choices, parent, columns=1, identifier=f"{_NAME}.{part}")

    # -- the differences --------------------------------------------------------

    def _changed(self) -> None:
        self._show()
        announce(self, self._counted.text())

    def _show(self) -> None:
        """Show the differences between what is chosen."""
        if self._rest is not None:
            shiboken6.delete(self._rest)
        earlier, later = self._in_order()
        before, after = self._state(earlier), self._state(later)
        found = differences(before, after, self._past.wordings)
        self._counted.setText(self._count(found))
        self._rest = QWidget(self)
        column = space_out(QVBoxLayout(self._rest), 12)
        self.differences = Differences(
            self.where.person, self._rest, identifier=f"{_NAME}.differences"
        )
        self.differences.wanted.connect(self.wanted)
        self.differences.reached.connect(self.view.show_whole)
        self.differences.show_all(found, self._sides(earlier, later))
        column.addWidget(self.differences)
        if self.much.value() == WHOLE:
            self._add_same(found, after, self._rest, column)
        self.column.addWidget(self._rest)
        self._rest.show()
        order_tabs(self)

    def _in_order(self) -> tuple[Version | None, Version | None]:
        """Return what is chosen, the earlier first, whichever side it stands on; None is now."""
        chosen = (self._past.version(_digest(g.value())) for g in (self.older, self.newer))
        one, other = sorted(chosen, key=self._age, reverse=True)
        return one, other

    def _age(self, version: Version | None) -> int:
        return -1 if version is None else self._past.versions.index(version)

    def _state(self, version: Version | None) -> Log:
        return self._past.log.at(version) if version is not None else self._past.log

    def _sides(self, earlier: Version | None, later: Version | None) -> Sides:
        """Say now of nothing but the plan as it stands."""
        log = self._past.log
        holds = later is None or (later == log.latest_version() and not log.unsigned())
        if earlier is None or later is None or holds:
            return Sides.present()
        return Sides.versions(self._past.called(earlier), self._past.called(later))

    def _count(self, found: tuple[Difference, ...]) -> str:
        if self.older.value() == self.newer.value():
            return tr("This is the same version twice. Choose another.")
        if not found:
            return tr("No difference.")
        if len(found) == 1:
            return tr("1 difference")
        return say("{count} differences", count=len(found))

    def _add_same(
        self, found: tuple[Difference, ...], after: Log, parent: QWidget, column: QVBoxLayout
    ) -> None:
        """Show what reads the same, by topic."""
        moved = {(d.question, d.instance) for d in found} | {d.reason for d in found}
        column.addWidget(Heading(tr("The same in both"), parent, style="h2"))
        for chapter in plan_at(after, self._past.wordings):
            same = [t for t in chapter.lines if (t.question, t.instance) not in moved]
            if not same:
                continue
            card = Card(chapter.title, parent)
            for line in same:
                card.column.addWidget(ToldRow(line, card))
            column.addWidget(card)


def _digest(code: str) -> str:
    return NOW if code == _AS_IT_STANDS else code

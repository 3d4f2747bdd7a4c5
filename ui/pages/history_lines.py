"""Differences on a page: was, now, why and who said so, in words, and keys from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Self

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.history import Difference
from eolplan.rules.able import said_since
from eolplan.words import N_, say, tr
from ui.pages.history_ways import to_answers
from ui.theme import space_out
from ui.widgets import (
    BesideLayout,
    Button,
    Card,
    Columns,
    FlowLayout,
    Heading,
    LongWords,
    PlainLabel,
    StateTag,
    announce,
    order_tabs,
)

_SHARES: Final = (12, 88)
_LEAST: Final = 420
_SPOKEN: Final = 120
"""Letters: more of an answer is read where it stands, not in the name of a button."""

_ICONS: Final = {"added": "plus", "changed": "pencil", "taken_off": "x", "again": "check"}


@dataclass(frozen=True, slots=True)
class Sides:
    """What the two sides of a comparison are called.

    Attributes:
        was, now: The older and the newer, as labels.
        gone: What the newer reads where it holds no more.
        spoken_was, spoken_now: The same in the middle of a sentence, for ``say``.
    """

    was: str
    now: str
    gone: str
    spoken_was: str
    spoken_now: str

    @classmethod
    def present(cls) -> Self:
        """Of what holds now beside what it took the place of."""
        return cls(tr("Was"), tr("Now"), tr("Taken off the plan"),
                   N_("was {words}"), N_("now {words}"))  # fmt: skip

    @classmethod
    def past(cls) -> Self:
        """Of a change after which there were others."""
        return cls(tr("Before"), tr("After"), tr("Taken off the plan"),
                   N_("before {words}"), N_("after {words}"))  # fmt: skip

    @classmethod
    def versions(cls, older: str, newer: str) -> Self:
        """Of two versions, neither of which need be what holds now."""
        spoken = N_("{side}: {words}")
        return cls(older, newer, tr("Not in this version"), spoken, spoken)


class DifferenceCard(Card):
    """One difference.

    Args:
        person: Whose plan.
        difference: What it shows.
        sides: What was and now are called.
        place: Which it is, such as ``Difference 2 of 5``.
        parent: The widget it belongs to.
        identifier: ``page.number``.

    Attributes:
        button: Leads to all that was ever said on it; None where there is nothing more.

    Signals:
        wanted: all answers are wanted; carries a ``Where``.
    """

    wanted = Signal(object)

    def __init__(
        self,
        person: str,
        difference: Difference,
        sides: Sides,
        place: str,
        parent: QWidget,
        *,
        identifier: str,
    ) -> None:
        super().__init__("", parent)
        self.setObjectName(identifier)
        self.difference, self._sides, self._place = difference, sides, place
        self.button: Button | None = None
        self._add_head(person, identifier)
        self._add_words(identifier)
        for line in self._small():
            self.column.addWidget(PlainLabel(line, self, style="small", colour="text2"))

    def spoken(self) -> str:
        """Return the whole of it in one sentence, for whoever listens."""
        d, sides = self.difference, self._sides
        place = say("{place}, {what}", place=self._place, what=d.heading)
        was = say(sides.spoken_was, side=sides.was, words=_cut(d.was)) if d.was else tr("new")
        now = tr("taken off")
        if d.now:
            now = say(sides.spoken_now, side=sides.now, words=_cut(d.now))
        said = ", ".join((place, was, now))
        since = said_since(d.undecided_since)
        return f"{said}. {since}" if since else said

    def _add_head(self, person: str, identifier: str) -> None:
        d, head = self.difference, QWidget(self)
        beside = BesideLayout(head, top=True)
        title = QWidget(head)
        flow = FlowLayout(title)
        flow.addWidget(Heading(d.heading, title, style="strong"))
        flow.addWidget(StateTag(d.kind_words, "info", title, icon=_ICONS[d.kind]))
        beside.addWidget(title)
        if d.question:
            self.button = Button(
                tr("All answers"), head, kind="quiet", icon="history",
                identifier=f"{identifier}.answers", name=self.spoken(),
            )  # fmt: skip
            there = to_answers(person, d.question, d.instance)
            self.button.clicked.connect(lambda: self.wanted.emit(there))
            beside.addWidget(self.button)
        self.column.addWidget(head)

    def _add_words(self, identifier: str) -> None:
        d, sides = self.difference, self._sides
        told = (
            ("was", sides.was, d.was if d.kind != "again" else "", d.was_undecided_since),
            ("now", sides.now, d.now or sides.gone, d.undecided_since),
            ("why", tr("Why"), d.why, ""),
        )
        for part, label, words, since in told:
            if not words:
                continue
            row = QWidget(self)
            pair = Columns(row, shares=_SHARES, least=_LEAST, gap=8)
            pair.addWidget(PlainLabel(label, row, style="small", colour="text2"))
            name = say("Show all of it. {what}: {label}", what=d.heading, label=label)
            said = QWidget(row)
            column = space_out(QVBoxLayout(said), 4)
            column.addWidget(LongWords(words, name, said, identifier=f"{identifier}.{part}"))
            if since:
                column.addWidget(PlainLabel(said_since(since), said, style="small"))
            pair.addWidget(said)
            self.column.addWidget(row)

    def _small(self) -> Iterator[str]:
        d = self.difference
        if d.who and d.by:
            yield say("{who}. Written down by {staff}.", who=d.who, staff=d.by)
        elif d.by:
            yield say("Written down by {staff}.", staff=d.by)
        if d.asked_then:
            yield say("Asked in other words then: {words}", words=d.asked_then)


class Differences(QWidget):
    """Several differences by topic, with a way from one to the next.

    Args:
        person: Whose plan.
        parent: The page.
        identifier: ``page.differences``.

    Signals:
        wanted: all answers to something are wanted; carries a ``Where``.
        reached: the next one was gone to; carries its card.
    """

    wanted = Signal(object)
    reached = Signal(object)

    def __init__(self, person: str, parent: QWidget, *, identifier: str) -> None:
        super().__init__(parent)
        self.setObjectName(identifier)
        self._person = person
        self._column = space_out(QVBoxLayout(self), 12)
        self._holder: QWidget | None = None
        self.cards: list[DifferenceCard] = []
        self._at = -1

    def show_all(self, found: Sequence[Difference], sides: Sides) -> None:
        """Show *found* in place of what was shown, with the names of its two sides."""
        if self._holder is not None:
            shiboken6.delete(self._holder)
        self._holder = holder = QWidget(self)
        column = space_out(QVBoxLayout(holder), 12)
        self.cards, self._at = [], -1
        for topic, inside in groupby(found, key=lambda one: one.topic):
            column.addWidget(Heading(topic, holder, style="h2"))
            for one in inside:
                number = len(self.cards) + 1
                place = say("Difference {number} of {count}", number=number, count=len(found))
                card = DifferenceCard(
                    self._person, one, sides, place, holder,
                    identifier=f"{self.objectName()}.{number}",
                )  # fmt: skip
                card.wanted.connect(self.wanted)
                self.cards.append(card)
                column.addWidget(card)
        self._column.addWidget(holder)
        holder.show()
        order_tabs(self)

    def step(self, by: int) -> None:
        """Go to the next difference, or the one before; from the last to the first."""
        if not self.cards:
            return
        here = next((n for n, card in enumerate(self.cards) if _has_focus(card)), self._at)
        first = 0 if by > 0 else len(self.cards) - 1
        self._at = (here + by) % len(self.cards) if here >= 0 else first
        card = self.cards[self._at]
        if card.button is not None:
            card.button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            announce(card, card.spoken())
        self.reached.emit(card)


def _has_focus(card: DifferenceCard) -> bool:
    focused = card.window().focusWidget()
    return focused is not None and card.isAncestorOf(focused)


def _cut(words: str) -> str:
    if len(words) <= _SPOKEN:
        return words.rstrip(".")
    return say("{beginning} ...", beginning=words[:_SPOKEN].rsplit(" ", 1)[0])

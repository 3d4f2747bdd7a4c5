"""Differences on a page: was, now, why and who said so, in words, and keys from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.history import Difference
from eolplan.words import say, tr
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


class DifferenceCard(Card):
    """One difference.

    Args:
        person: Whose plan.
        difference: What it shows.
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
        self, person: str, difference: Difference, place: str, parent: QWidget, *, identifier: str
    ) -> None:
        super().__init__("", parent)
        self.setObjectName(identifier)
        self.difference, self._place = difference, place
        self.button: Button | None = None
        self._add_head(person, identifier)
        self._add_words(identifier)
        for line in self._small():
            self.column.addWidget(PlainLabel(line, self, style="small", colour="text2"))

    def spoken(self) -> str:
        """Return the whole of it in one sentence, for whoever listens."""
        d = self.difference
        parts = [say("{place}, {what}", place=self._place, what=d.heading)]
        parts += [say("was {words}", words=_cut(d.was)) if d.was else tr("new")]
        parts += [say("now {words}", words=_cut(d.now)) if d.now else tr("taken off")]
        return ", ".join(parts)

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
        d = self.difference
        told = (
            ("was", tr("Was"), d.was if d.kind != "again" else ""),
            ("now", tr("Now"), d.now or tr("Taken off the plan")),
            ("why", tr("Why"), d.why),
        )
        for part, label, words in told:
            if not words:
                continue
            row = QWidget(self)
            pair = Columns(row, shares=_SHARES, least=_LEAST, gap=8)
            pair.addWidget(PlainLabel(label, row, style="small", colour="text2"))
            name = say("Show all of it. {what}: {label}", what=d.heading, label=label)
            pair.addWidget(LongWords(words, name, row, identifier=f"{identifier}.{part}"))
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

    def show_all(self, found: Sequence[Difference]) -> None:
        """Show *found* in place of what was shown."""
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
                    self._person, one, place, holder, identifier=f"{self.objectName()}.{number}"
                )
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

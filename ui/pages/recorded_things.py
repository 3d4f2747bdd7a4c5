"""What was recorded in a plan, talk by talk, to be ticked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.caseload import Thing, by_talk
from eolplan.words import listing, long_date, say, tr
from ui.theme import space_out
from ui.widgets import Button, Card, Choice, ChoiceGroup, FlowLayout, order_tabs

_AT_FIRST: Final = 3
"""How many talks show before somebody asks for earlier ones."""
_HEARD: Final = 80
"""Characters of one thing that are spoken to tell it from others."""
_LONG: Final = 240
"""Characters of one thing that are shown: enough to know it by."""


class TalkCard(Card):
    """One talk: what was recorded in it, and one press to tick all of it.

    Args:
        found: What was recorded in it.
        parent: The widget it belongs to.
        identifier: ``page.control``.

    Signals:
        changed: something was ticked or un-ticked.
    """

    changed = Signal()

    def __init__(self, found: Sequence[Thing], parent: QWidget, *, identifier: str) -> None:
        title = talk_words(found)
        super().__init__(title, parent)
        self._found = {str(n): thing for n, thing in enumerate(found)}
        row = QWidget(self)
        self._all = Button(
            tr("Tick all of it"), row, icon="check", identifier=f"{identifier}.all",
            name=say("Tick all of it: {talk}", talk=title),
        )  # fmt: skip
        self._all.clicked.connect(self._tick_all)
        FlowLayout(row).addWidget(self._all)
        self.column.addWidget(row)
        choices = [Choice(code, thing.heading, _hint(thing)) for code, thing in self._found.items()]
        self.ticks = ChoiceGroup(title, choices, self, many=True, columns=2, identifier=identifier)
        self.ticks.changed.connect(self.changed)
        self._name_cards(title)
        self.column.addWidget(self.ticks)

    def chosen(self) -> list[Thing]:
        """Return what is ticked."""
        return [self._found[code] for code in self.ticks.values()]

    def show_keys(self, keys: Collection[str]) -> None:
        """Tick exactly the things with these keys, without emitting anything."""
        self.ticks.show_values(code for code, t in self._found.items() if t.key in keys)

    def _name_cards(self, title: str) -> None:
        """Tell cards of one heading apart for those who hear them."""
        taken: set[str] = set()
        for code, thing in self._found.items():
            words = (
                f"{thing.words[:_HEARD].rstrip()}..." if len(thing.words) > _HEARD else thing.words
            )
            name = say("{what}: {words} {talk}", what=thing.heading, words=words, talk=title)
            name = f"{name} ({code})" if name in taken else name
            taken.add(name)
            self.ticks.card(code).setAccessibleName(name)

    def _tick_all(self) -> None:
        everything = set(self._found) != set(self.ticks.values())
        self.ticks.show_values(self._found if everything else ())
        self.changed.emit()


class RecordedThings(QWidget):
    """The talks, the newest first; earlier ones on request.

    Args:
        found: Everything, as ``things`` gives it.
        parent: The page.
        identifier: ``page.control``.

    Signals:
        changed: something was ticked or un-ticked.
    """

    changed = Signal()

    def __init__(self, found: Sequence[Thing], parent: QWidget, *, identifier: str) -> None:
        super().__init__(parent)
        self._identifier = identifier
        self._talks = list(by_talk(found).values())
        self._cards: list[TalkCard] = []
        column = space_out(QVBoxLayout(self), 12)
        self._holder = QWidget(self)
        self._inner = space_out(QVBoxLayout(self._holder), 12)
        column.addWidget(self._holder)
        row = QWidget(self)
        self.earlier = Button(tr("Show earlier talks"), row, identifier=f"{identifier}.earlier")
        self.earlier.clicked.connect(self.show_all)
        FlowLayout(row).addWidget(self.earlier)
        column.addWidget(row)
        self._row = row
        self._show(_AT_FIRST)

    def first(self) -> QWidget:
        """Return the control that takes the focus."""
        return self._cards[0].ticks if self._cards else self.earlier

    def chosen(self) -> list[Thing]:
        """Return what is ticked, in order."""
        return [thing for card in self._cards for thing in card.chosen()]

    def show_keys(self, keys: Collection[str]) -> None:
        """Tick the things with these keys; earlier talks show where one of them is there."""
        shown = {t.key for talk in self._talks[:_AT_FIRST] for t in talk}
        if set(keys) - shown:
            self.show_all()
        for card in self._cards:
            card.show_keys(keys)

    def show_all(self) -> None:
        """Show the earlier talks too."""
        before = len(self._cards)
        self._show(len(self._talks))
        if len(self._cards) > before:
            self._cards[before].ticks.first().setFocus()

    def _show(self, most: int) -> None:
        for n, talk in enumerate(self._talks[len(self._cards) : most], start=len(self._cards)):
            card = TalkCard(talk, self._holder, identifier=f"{self._identifier}.{n}")
            card.changed.connect(self.changed)
            self._inner.addWidget(card)
            self._cards.append(card)
        self._row.setVisible(len(self._cards) < len(self._talks))
        order_tabs(self)


def talk_words(found: Sequence[Thing]) -> str:
    """Return when and by whom something was recorded, such as the heading of a talk."""
    day = long_date(max(dt.date.fromisoformat(thing.on) for thing in found))
    names = listing(list(dict.fromkeys(name for thing in found for name in thing.by)))
    if found[0].talk:
        return say("Conversation on {date}, {names}", date=day, names=names)
    return say("Written down on {date}, {names}", date=day, names=names)


def _hint(thing: Thing) -> str:
    words = thing.words if len(thing.words) <= _LONG else f"{thing.words[:_LONG].rstrip()}..."
    return words if thing.stands else say("{words} (replaced since)", words=words)

"""A question's choices: a named group of cards, moved through by arrow keys.

A group is one stop of the Tab key, whether one or several may be chosen, and a second one where
more choices were asked for: Tab leaves it from whichever card has the focus, and arrow keys move
inside it. They never choose. A record is an append-only log, so walking past four answers to reach
the fifth must not write five answers; and where nothing is chosen yet, a default would be a lie.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from eolplan.words import say, tr
from ui.theme import space_out
from ui.widgets.buttons import ToggleButton
from ui.widgets.cards import ChoiceCard, TickCard
from ui.widgets.complaint import Complaint
from ui.widgets.layouts import CardGrid, FlowLayout
from ui.widgets.naming import identify, spoken_as
from ui.widgets.order import HandsOn, order_tabs


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose.

    Attributes:
        code: What is recorded.
        words: What is shown.
        hint: A small line under the words.
        more: True keeps it behind "More choices" until it is asked for or chosen.
        alone: Cannot stand beside others: choosing it un-chooses them.
    """

    code: str
    words: str
    hint: str = ""
    more: bool = False
    alone: bool = False


class ChoiceGroup(HandsOn):
    """The choices of one question.

    Args:
        question: The group's accessible name: the question in full.
        choices: What there is to choose, in order.
        parent: The widget it belongs to.
        many: Several may be chosen at once.
        columns: At most this many columns of equal width; 0 sets the cards side
            by side at their own width, for short answers.
        identifier: ``page.control``; a card is ``page.control.code``.
        more: What opens the choices that are kept behind; empty: "More choices".

    Signals:
        changed: the user chose or un-chose something.
    """

    changed = Signal()

    def __init__(
        self,
        question: str,
        choices: Sequence[Choice],
        parent: QWidget | None = None,
        *,
        many: bool = False,
        columns: int = 3,
        identifier: str = "",
        more: str = "",
    ) -> None:
        super().__init__(parent)
        spoken_as(self, QAccessible.Role.Grouping)
        identify(self, identifier, question)
        self._many, self._opens = many, more or tr("More choices")
        self._cards: dict[str, ChoiceCard | TickCard] = {}
        self._alone = {choice.code for choice in choices if choice.alone}
        self._buttons = QButtonGroup(self)
        self._buttons.setExclusive(not many)
        self._complaint: Complaint | None = None
        self._later: list[QWidget] = []
        self._unmade: dict[str, Choice] = {}
        self._fill(choices, columns)
        self._buttons.buttonToggled.connect(self._toggled)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)
        self._settle_stops()

    def value(self) -> str:
        """Return the chosen code, or the empty string."""
        return next(iter(self.values()), "")

    def values(self) -> tuple[str, ...]:
        """Return the chosen codes in the order they are offered."""
        return tuple(code for code, card in self._cards.items() if card.isChecked())

    def show_values(self, codes: Iterable[str]) -> None:
        """Choose exactly these codes without emitting anything; unknown codes are passed over."""
        wanted = set(codes)
        if wanted.intersection(self._unmade):
            self._make_rest()
        self._buttons.blockSignals(True)
        self._buttons.setExclusive(False)
        for code, card in self._cards.items():
            card.setChecked(code in wanted)
        self._buttons.setExclusive(not self._many)
        self._buttons.blockSignals(False)
        if self._later and wanted.intersection(self._later_codes()):
            self._more.setChecked(True)
        self._settle_stops()

    def complain(self, problem: str) -> None:
        """Say above the choices what is to be mended; an empty text clears it."""
        if self._complaint is None:
            if not problem:
                return
            self._complaint = Complaint(self)
            self._column.insertWidget(0, self._complaint)
        self._complaint.show_problems([problem] if problem else [])

    def add(self, choices: Iterable[Choice]) -> None:
        """Offer more choices, after those that show already."""
        if self._later:
            self._grid.removeWidget(self._more)
        for choice in choices:
            self._grid.addWidget(self._make(choice, self._now))
            if choice.alone:
                self._alone.add(choice.code)
        if self._later:
            self._grid.addWidget(self._more)
        self._settle_stops()

    def offers(self, code: str) -> bool:
        """Say whether *code* is among what can be chosen."""
        return code in self._cards or code in self._unmade

    def card(self, code: str) -> ChoiceCard | TickCard:
        """Return the card of *code*; KeyError when it is not offered."""
        if code in self._unmade:
            self._make_rest()
        return self._cards[code]

    def first(self) -> QWidget:
        """Return the card that takes the focus: the chosen one, else the first."""
        return self._stop()

    def _fill(self, choices: Sequence[Choice], columns: int) -> None:
        column = self._column = space_out(QVBoxLayout(self))
        self._now = QWidget(self)
        self._grid = CardGrid(self._now, columns=columns) if columns else FlowLayout(self._now)
        column.addWidget(self._now)
        rest = [choice for choice in choices if choice.more]
        for choice in choices:
            if not choice.more:
                self._grid.addWidget(self._make(choice, self._now))
        if rest:
            self._fill_later(rest, columns, column)

    def _fill_later(self, rest: Sequence[Choice], columns: int, column: QVBoxLayout) -> None:
        self._more = ToggleButton(self._opens, self._now)
        name = say("{more}. {question}", more=self._opens, question=self.accessibleName())
        identify(self._more, f"{self.objectName()}.more", name)
        later = QWidget(self)
        self._rest = CardGrid(later, columns=columns) if columns else FlowLayout(later)
        self._unmade = {choice.code: choice for choice in rest}
        self._at_first = [*self._cards]
        self._grid.addWidget(self._more)
        column.addWidget(later)
        later.hide()
        self._more.toggled.connect(self._make_rest)
        self._more.toggled.connect(later.setVisible)
        self._more.toggled.connect(lambda _on: self._settle_stops())
        self._later = [later]

    def _make_rest(self) -> None:
        """Make the cards that are kept behind: of dozens of languages, few are ever looked at."""
        if not self._unmade:
            return
        rest, self._unmade = self._unmade, {}
        made = self._cards
        self._cards = {code: made[code] for code in self._at_first}
        for choice in rest.values():
            self._rest.addWidget(self._make(choice, self._later[0]))
        self._cards |= made  # what was added since stands after them
        self._settle_stops()
        order_tabs(self)

    def _make(self, choice: Choice, parent: QWidget) -> ChoiceCard | TickCard:
        kind = TickCard if self._many else ChoiceCard
        card = kind(choice.words, choice.hint, parent)
        identify(card, f"{self.objectName()}.{choice.code}")
        card.arrowed.connect(self._move)
        card.installEventFilter(self)
        self._buttons.addButton(card)
        self._cards[choice.code] = card
        return card

    def _toggled(self, card: QWidget, on: bool) -> None:
        if on and self._many:
            self._make_room(next(code for code, one in self._cards.items() if one is card))
        self._settle_stops()
        if on or self._many:
            self.changed.emit()

    def _make_room(self, chosen: str) -> None:
        """Un-choose what cannot stand beside *chosen*."""
        stays = {chosen} if chosen in self._alone else set(self.values()) - self._alone
        self.show_values(stays | {chosen})

    def _later_codes(self) -> list[str]:
        return [code for code, card in self._cards.items() if card.parentWidget() in self._later]

    def _move(self, key: int) -> None:
        """Move the focus to the neighbour in the direction of the arrow *key*."""
        here = self.focusWidget()
        cards = [card for card in self._cards.values() if card.isVisibleTo(self)]
        there = neighbour(self, cards, here, Qt.Key(key))
        if there is not None:
            there.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Have Tab leave the group from the card that has the focus, however it came there."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._settle_stops()
        return super().eventFilter(watched, event)

    def _stop(self) -> QWidget:
        """Return the card that has the focus, else the first that is chosen, else the first."""
        cards = [card for card in self._cards.values() if card.isVisibleTo(self)]
        cards = cards or [*self._cards.values()]
        chosen = (card for card in cards if card.isChecked())
        return next((card for card in cards if card.hasFocus()), next(chosen, cards[0]))

    def _settle_stops(self) -> None:
        """Leave one card in the tab chain: the rest are arrow keys away.

        After what opened the choices that were kept behind comes the first of these as well:
        whoever asked for them by the keyboard goes on to them, and not past them.
        """
        if not self._cards:
            return
        stop = self._stop()
        later = [c for code in self._later_codes() if (c := self._cards[code]).isVisibleTo(self)]
        stops = {stop, *later[:1]} if stop not in later else {stop}
        for card in self._cards.values():
            tab = card in stops
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tab else Qt.FocusPolicy.ClickFocus)
        self.hand_to(stop)


def neighbour(
    group: QWidget, cards: Sequence[QWidget], here: QWidget | None, key: Qt.Key
) -> QWidget | None:
    """Return the card next to *here*: by order left and right, by place up and down."""
    if here is None or here not in cards:
        return None
    forward, back = Qt.Key.Key_Right, Qt.Key.Key_Left
    if group.isRightToLeft():
        forward, back = back, forward
    place = cards.index(here)
    if key == forward:
        return cards[place + 1] if place + 1 < len(cards) else None
    if key == back:
        return cards[place - 1] if place else None
    return _above_or_below(group, cards, here, down=key == Qt.Key.Key_Down)


def _above_or_below(
    group: QWidget, cards: Sequence[QWidget], here: QWidget, *, down: bool
) -> QWidget | None:
    start = _centre(group, here)
    gaps = {card: _centre(group, card) - start for card in cards}
    beyond = [card for card, gap in gaps.items() if gap.y() and (gap.y() > 0) == down]
    return min(beyond, key=lambda card: (abs(gaps[card].y()), abs(gaps[card].x())), default=None)


def _centre(group: QWidget, card: QWidget) -> QPoint:
    return card.mapTo(group, card.rect().center())

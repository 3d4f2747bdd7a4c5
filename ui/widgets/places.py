"""Where somebody would want to be: first choice, second choice, and where not, in three taps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from eolplan.words import listing, say, tr
from ui.theme import space_out
from ui.widgets.buttons import ToggleButton
from ui.widgets.frames import Ground
from ui.widgets.labels import PlainLabel
from ui.widgets.layouts import BesideLayout, FlowLayout
from ui.widgets.naming import announce, identify, spoken_as
from ui.widgets.order import HandsOn

Rank = Literal["first", "second", "avoid"]
RANKS: Final[tuple[Rank, ...]] = ("first", "second", "avoid")
_KEYS: Final[dict[Qt.Key, Rank]] = {
    Qt.Key.Key_1: "first",
    Qt.Key.Key_2: "second",
    Qt.Key.Key_0: "avoid",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the table: what is recorded, what is shown, and whether it waits behind More."""

    code: str
    words: str
    hint: str = ""
    more: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """What the table says; empty texts and tuples where nothing was chosen."""

    first: str = ""
    second: str = ""
    avoid: tuple[str, ...] = field(default=())


class RankButton(ToggleButton):
    """One cell of the table, 44 px high; it hands the keys of the table on.

    Signals:
        key: a key was pressed that means something to the table.
    """

    key = Signal(int)
    target = "dense_target"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand arrows and 1, 2, 0 to the table; take the others."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and (event.key() in _KEYS or event.key() in _MOVES):
            self.key.emit(event.key())
        else:
            super().keyPressEvent(event)


_MOVES: Final = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class PlaceTable(HandsOn):
    """Places down, ranks across; a live sentence under it says what is chosen so far.

    One cell is in the tab chain; arrows reach the others. Space or Enter
    chooses; 1, 2 and 0 choose in the row that has the focus, and only there.
    Nothing is ever chosen by moving.

    Args:
        question: The question in full: the accessible name.
        places: The rows.
        parent: The widget it belongs to.
        avoid: The words of the third column: "Does not want", or "Do not want".
        choices: False leaves only the column of what is not wanted.
        digits: False leaves 1, 2 and 0 without a meaning.
        identifier: ``page.control``; a cell is ``page.control.code.rank``.

    Signals:
        chosen: the user chose or un-chose a cell; carries the place's code and
            ``first``, ``second``, ``avoid``, or ``none``. ``value()`` is the whole.
    """

    chosen = Signal(str, str)

    def __init__(
        self,
        question: str,
        places: Sequence[Place],
        parent: QWidget | None = None,
        *,
        avoid: str = "",
        choices: bool = True,
        digits: bool = True,
        identifier: str = "places",
    ) -> None:
        super().__init__(parent)
        self._ranks: tuple[Rank, ...] = RANKS if choices else ("avoid",)
        spoken_as(self, QAccessible.Role.Grouping)
        identify(self, identifier, question)
        self._words = {"first": tr("1st choice"), "second": tr("2nd choice")}
        self._words["avoid"] = avoid or tr("Does not want")
        self._places, self._settling, self._digits = list(places), False, digits
        self._cells: dict[tuple[str, Rank], RankButton] = {}
        self._rows: dict[str, QWidget] = {}
        column = space_out(QVBoxLayout(self), 4)
        for place in places:
            self._rows[place.code] = self._row(place)
            column.addWidget(self._rows[place.code])
            self._rows[place.code].setVisible(not place.more)
        self._foot(column)
        self._stop(self._cells[places[0].code, self._ranks[0]])
        self._tell()

    def value(self) -> Ranked:
        """Return what is chosen."""
        chosen = [cell for cell, button in self._cells.items() if button.isChecked()]
        one = {rank: code for code, rank in chosen if rank != "avoid"}
        avoid = tuple(code for code, rank in chosen if rank == "avoid")
        return Ranked(one.get("first", ""), one.get("second", ""), avoid)

    def show_value(self, ranked: Ranked) -> None:
        """Show *ranked* without emitting or announcing anything."""
        wanted = {(ranked.first, "first"), (ranked.second, "second")}
        wanted |= {(code, "avoid") for code in ranked.avoid}
        for cell, button in self._cells.items():
            button.blockSignals(True)
            button.setChecked(cell in wanted)
            button.blockSignals(False)
            if cell in wanted:
                self._rows[cell[0]].show()
        self._tell()

    def sentence(self) -> str:
        """Return what is chosen so far, as one sentence; empty when nothing is."""
        ranked, words = self.value(), {p.code: p.words for p in self._places}
        said = []
        if ranked.first:
            said.append(say("1st choice: {place}.", place=words[ranked.first]))
        if ranked.second:
            said.append(say("2nd choice: {place}.", place=words[ranked.second]))
        if ranked.avoid:
            places = listing([words[code] for code in ranked.avoid])
            said.append(say("{avoid}: {places}.", avoid=self._words["avoid"], places=places))
        return " ".join(said)

    def cell(self, code: str, rank: Rank) -> RankButton:
        """Return the button of one place and rank."""
        return self._cells[code, rank]

    def first(self) -> QWidget:
        """Return the cell that takes the focus."""
        return self._tab_stop

    def _row(self, place: Place) -> QWidget:
        row = Ground(self, edge="border", rounded=True)
        beside = space_out(BesideLayout(row), 8, (12, 3, 4, 3))
        words = QWidget(row)
        column = space_out(QVBoxLayout(words), 0)
        column.addWidget(PlainLabel(place.words, words, style="strong"))
        if place.hint:
            column.addWidget(PlainLabel(place.hint, words, style="small", colour="text2"))
        beside.addWidget(words)
        cells = QWidget(row)
        flow = FlowLayout(cells)
        for rank in self._ranks:
            flow.addWidget(self._cell(place, rank, cells))
        beside.addWidget(cells)
        return row

    def _cell(self, place: Place, rank: Rank, parent: QWidget) -> RankButton:
        name = say("{place}, {rank}", place=place.words, rank=self._words[rank])
        button = RankButton(self._words[rank], parent, mark="x" if rank == "avoid" else "check")
        identify(button, f"{self.objectName()}.{place.code}.{rank}", name)
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        button.toggled.connect(lambda on, p=place.code, r=rank: self._toggled(p, r, on))
        button.key.connect(lambda key, p=place.code, r=rank: self._key(p, r, key))
        self._cells[place.code, rank] = button
        return button

    def _foot(self, column: QVBoxLayout) -> None:
        """ "Somewhere else" and what is chosen so far, in one line: a tap moves nothing."""
        row = space_out(QHBoxLayout(), 16, (0, 8, 0, 0))
        if any(place.more for place in self._places):
            self._more = ToggleButton(tr("Somewhere else"), self)
            identify(self._more, f"{self.objectName()}.more", tr("Somewhere else, more places"))
            self._more.toggled.connect(self._show_more)
            row.addWidget(self._more)
        self._so_far = PlainLabel("", self, style="strong", measured=False)
        self._so_far.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._so_far, 1)
        column.addLayout(row)

    def _show_more(self, on: bool) -> None:
        chosen = {code for (code, _), button in self._cells.items() if button.isChecked()}
        for place in self._places:
            if place.more:
                self._rows[place.code].setVisible(on or place.code in chosen)

    def _toggled(self, code: str, rank: Rank, on: bool) -> None:
        if self._settling:
            return
        self._stop(self._cells[code, rank])
        moved = on and self._make_room(code, rank)
        self._tell()
        words = next(p.words for p in self._places if p.code == code)
        if moved:
            announce(self, say("{rank} is now {place}.", rank=self._words[rank], place=words))
        else:
            announce(self, self.sentence() or tr("Nothing chosen."))
        self.chosen.emit(code, rank if on else "none")

    def _make_room(self, code: str, rank: Rank) -> bool:
        """Un-choose what cannot stand beside a choice; return whether it came from another row."""
        moved, self._settling = False, True
        for (other, held), button in self._cells.items():
            same_row = other == code and held != rank
            same_rank = held == rank and rank != "avoid" and other != code
            if (same_row or same_rank) and button.isChecked():
                moved |= same_rank
                button.setChecked(False)
        self._settling = False
        return moved

    def _key(self, code: str, rank: Rank, key: int) -> None:
        if (wanted := _KEYS.get(Qt.Key(key))) is not None:
            if self._digits and wanted in self._ranks:
                self._cells[code, wanted].toggle()
            return
        rows = [p.code for p in self._places if self._rows[p.code].isVisibleTo(self)]
        down, across = _MOVES[Qt.Key(key)]
        if self.isRightToLeft():
            across = -across
        row = min(max(rows.index(code) + down, 0), len(rows) - 1)
        column = min(max(self._ranks.index(rank) + across, 0), len(self._ranks) - 1)
        there = self._cells[rows[row], self._ranks[column]]
        self._stop(there)
        there.setFocus(Qt.FocusReason.TabFocusReason)

    def _stop(self, cell: RankButton) -> None:
        """Make *cell* the one that Tab comes to."""
        for button in self._cells.values():
            stop = button is cell
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)
        self._tab_stop = cell
        self.hand_to(cell)

    def _tell(self) -> None:
        said = self.sentence()
        self._so_far.setText(say("So far: {sentence}", sentence=said) if said else " ")

"""Layouts that wrap instead of pushing the window wider than the screen.

Every one answers height for width, so a page inside a scroll area is exactly
as high as its content. (A QGridLayout there cuts two-line cards.) Gaps are the
8 px of the tokens at any text size: closer targets are mis-tapped.
"""

from __future__ import annotations

from math import ceil
from typing import Final, NamedTuple

import shiboken6
from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.theme import generation, look

_ENDLESS: Final = 100_000
_NOWHERE: Final = Qt.Orientation(0)


class _Place(NamedTuple):
    item: QLayoutItem
    rect: QRect


class _Wrapping(QLayout):
    """What the layouts here share; a subclass says where each item goes for a width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent) if parent is not None else super().__init__()
        self._items: list[QLayoutItem] = []
        self._placed: dict[int, list[_Place]] = {}
        self._placed_for = -1
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take *item* in at the end."""
        self._items.append(item)
        self._placed = {}

    def invalidate(self) -> None:
        """Forget where things were: one of them wants another size, came, or went."""
        self._placed = {}
        super().invalidate()

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return the item at *index*, None when there is none."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return the item at *index*, None when there is none."""
        self._placed = {}
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def items(self) -> list[QLayoutItem]:
        """Return the items in order."""
        return list(self._items)

    def expandingDirections(self) -> Qt.Orientation:
        """Claim no more room than is needed."""
        return _NOWHERE

    def hasHeightForWidth(self) -> bool:
        """Say that a narrower layout is a higher one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at *width* pixels."""
        edge = self.contentsMargins()
        places = self._at(width - edge.left() - edge.right())
        return _bottom(places) + edge.top() + edge.bottom()

    def sizeHint(self) -> QSize:
        """Return the size with everything on one line where it may be so."""
        edge = self.contentsMargins()
        places = self._at(_ENDLESS)
        right = max((p.rect.right() + 1 for p in places), default=0)
        return QSize(right, _bottom(places)) + _frame(edge)

    def minimumSize(self) -> QSize:
        """Return the least width of the widest item, and one line's height."""
        sizes = [item.minimumSize() for item in self._shown()]
        width = max((size.width() for size in sizes), default=0)
        height = max((size.height() for size in sizes), default=0)
        return QSize(width, height) + _frame(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        """Put every item in its place."""
        super().setGeometry(rect)
        inside = rect.marginsRemoved(self.contentsMargins())
        parent = self.parentWidget()
        mirrored = parent is not None and parent.isRightToLeft()
        for item, kept in self._at(inside.width()):
            place = QRect(kept)
            if mirrored:
                place.moveRight(inside.width() - 1 - place.left())
            item.setGeometry(place.translated(inside.topLeft()))

    def _at(self, width: int) -> list[_Place]:
        """Return where everything goes at *width*; Qt asks many times before it draws once."""
        if self._placed_for != generation():
            self._placed, self._placed_for = {}, generation()
        if width not in self._placed:
            self._placed[width] = self._places(width)
        return self._placed[width]

    def _places(self, width: int) -> list[_Place]:
        raise NotImplementedError

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]


class FlowLayout(_Wrapping):
    """Items side by side at their own width, wrapping to the next line.

    Args:
        parent: The widget to lay out.
        gap: Pixels at 100% between items across; lines are 8 apart.
        top: True has the items of a line begin at its top; else they are centred on it.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, top: bool = False) -> None:
        super().__init__(parent)
        self._gap, self._top = gap, top

    def _places(self, width: int) -> list[_Place]:
        gap, x, y = look().px(self._gap), 0, 0
        lines: list[list[_Place]] = [[]]
        for item in self._shown():
            wide = min(item.sizeHint().width(), max(width, item.minimumSize().width()))
            if x and x + wide > width:
                x, y = 0, _bottom(lines[-1]) + look().space("gap")
                lines.append([])
            lines[-1].append(_Place(item, QRect(x, y, wide, _height(item, wide))))
            x += wide + gap
        for line in lines:
            if not self._top:
                _centre(line)
        return [place for line in lines for place in line]


class CardGrid(_Wrapping):
    """Cards of equal width in up to three columns, rows as high as their highest card.

    A card wraps its words beyond some 300 px. Four cards make two rows of two, not three and one.
    """

    def __init__(self, parent: QWidget | None = None, *, columns: int = 3) -> None:
        super().__init__(parent)
        self._most = columns

    def _places(self, width: int) -> list[_Place]:
        items = self._shown()
        if not items:
            return []
        gap = look().space("gap")
        columns, wide = self._columns(items, width, gap)
        places, y = [], 0
        for start in range(0, len(items), columns):
            row = items[start : start + columns]
            high = max(_height(item, wide) for item in row)
            places += [
                _Place(item, QRect(k * (wide + gap), y, wide, high)) for k, item in enumerate(row)
            ]
            y += high + gap
        return places

    def _columns(self, items: list[QLayoutItem], width: int, gap: int) -> tuple[int, int]:
        """Return how many columns, and how wide each is."""
        natural = max(item.sizeHint().width() for item in items)
        natural = min(max(natural, look().px(150)), look().px(300))
        fit = max(1, min(self._most, len(items), (width + gap) // (natural + gap)))
        columns = ceil(len(items) / ceil(len(items) / fit))
        share = (width - gap * (columns - 1)) // columns
        return columns, min(share, max(natural, look().px(440)))


class BesideLayout(_Wrapping):
    """Two items side by side while both fit; else the second under the first.

    The first takes the room that is left; the second keeps its own width, at
    the far side.

    Args:
        parent: The widget to lay out.
        gap: Pixels at 100% between the two.
        top: True has both begin at the top; else they are centred on one line.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 12, top: bool = False) -> None:
        super().__init__(parent)
        self._gap, self._top = gap, top

    def _places(self, width: int) -> list[_Place]:
        items = self._shown()
        gap = look().px(self._gap)
        if len(items) < 2:
            return [_Place(item, QRect(0, 0, width, _height(item, width))) for item in items]
        first, second = items[0], items[1]
        aside = second.sizeHint().width()
        # a layout gives a widget the height that it needs at its least width, and no more
        least = max(min(first.sizeHint().width(), look().px(180)), first.minimumSize().width())
        if aside + gap + least > width:
            under = _height(first, width)
            wide = min(aside, width)
            top = QRect(0, 0, width, under)
            gap = look().space("gap")
            return [
                _Place(first, top),
                _Place(second, QRect(0, under + gap, wide, _height(second, wide))),
            ]
        rest = first.sizeHint().width() if width >= _ENDLESS else width - aside - gap
        places = [
            _Place(first, QRect(0, 0, rest, _height(first, rest))),
            _Place(second, QRect(rest + gap, 0, aside, _height(second, aside))),
        ]
        if not self._top:
            _centre(places)
        return places


class Columns(_Wrapping):
    """Items side by side in columns that begin at the top; one under the other where it is tight.

    Args:
        parent: The widget to lay out.
        shares: How much of the width each gets; empty: all the same.
        least: Pixels at 100% below which the whole is stacked.
        gap: Pixels at 100% between columns.
        lowered: Pixels at 100% by which all but the last begin lower while they stand side by
            side: words on one line with those of a button in the last.
        middle: True has those side by side centred on one line.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        shares: tuple[int, ...] = (),
        least: int = 760,
        gap: int = 12,
        lowered: int = 0,
        middle: bool = False,
    ) -> None:
        super().__init__(parent)
        self._shares, self._least, self._gap, self._lowered = shares, least, gap, lowered
        self._middle = middle

    def _places(self, width: int) -> list[_Place]:
        items = self._shown()
        gap = look().px(self._gap)
        if width >= _ENDLESS:
            width = sum(item.sizeHint().width() + gap for item in items)
        if len(items) < 2 or width < look().px(self._least):
            return _stacked(items, width)
        shares = self._shares[: len(items)] or (1,) * len(items)
        room = width - gap * (len(items) - 1)
        widths = [room * share // sum(shares) for share in shares]
        if any(w < item.minimumSize().width() for w, item in zip(widths, items, strict=True)):
            return _stacked(items, width)
        places, x, y = [], 0, look().px(self._lowered)
        for item, wide in zip(items, widths, strict=True):
            top = y if item is not items[-1] else 0
            places.append(_Place(item, QRect(x, top, wide, _height(item, wide))))
            x += wide + gap
        if self._middle:
            _centre(places)
        return places


def contents(layout: QLayout) -> list[QWidget | QLayout]:
    """Return what *layout* holds, in order; stretches and gaps are left out.

    Never call ``itemAt`` on a stock layout: PySide keeps the item's wrapper as
    long as the layout, Qt deletes the item when its widget goes, and the next
    widget made at that address is then taken for a QWidgetItem.
    """
    if isinstance(layout, _Wrapping):
        held = [item.widget() or item.layout() for item in layout.items()]
    else:
        held = [_taken(layout.itemAt(index)) for index in range(layout.count())]
    return [one for one in held if one is not None]


def _stacked(items: list[QLayoutItem], width: int) -> list[_Place]:
    """Return *items* one under the other, each at the full width."""
    places, y = [], 0
    for item in items:
        places.append(_Place(item, QRect(0, y, width, _height(item, width))))
        y += places[-1].rect.height() + look().space("gap")
    return places


def _taken(item: QLayoutItem | None) -> QWidget | QLayout | None:
    if item is None or isinstance(item, QLayout):
        return item
    found = item.widget()
    shiboken6.invalidate(item)
    return found


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return max(item.heightForWidth(width), item.minimumSize().height())
    return item.sizeHint().height()


def _bottom(places: list[_Place]) -> int:
    return max((place.rect.bottom() + 1 for place in places), default=0)


def _centre(line: list[_Place]) -> None:
    """Centre the items of one line on its middle."""
    if len(line) < 2:
        return
    top, bottom = min(p.rect.top() for p in line), _bottom(line)
    for place in line:
        place.rect.moveTop(top + (bottom - top - place.rect.height()) // 2)


def _frame(edge: QMargins) -> QSize:
    return QSize(edge.left() + edge.right(), edge.top() + edge.bottom())

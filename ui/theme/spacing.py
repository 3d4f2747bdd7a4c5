"""Layout gaps and edges that follow the text scale.

Qt layouts keep plain pixels. The sizes at 100% are written on the layout
itself, and applying a look goes over every layout that carries them.
"""

from __future__ import annotations

from typing import Final, TypeVar

from PySide6.QtWidgets import QApplication, QLayout

Spaced = TypeVar("Spaced", bound=QLayout)
_SIZES: Final = "sizes_at_100"


def space_at(layout: Spaced, gap: int, edges: tuple[int, int, int, int], scale: float) -> Spaced:
    """Give *layout* a gap and edges for *scale*, and remember them for others."""
    layout.setProperty(_SIZES, [gap, *edges])
    _set(layout, [gap, *edges], scale)
    return layout


def respace(app: QApplication, scale: float) -> None:
    """Set every layout that remembers its sizes to *scale*."""
    for widget in app.topLevelWidgets():
        for layout in widget.findChildren(QLayout):
            if sizes := layout.property(_SIZES):
                _set(layout, sizes, scale)


def _set(layout: QLayout, sizes: list[int], scale: float) -> None:
    gap, *edges = (round(size * scale) for size in sizes)
    layout.setSpacing(gap)
    layout.setContentsMargins(*edges)

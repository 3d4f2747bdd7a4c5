"""A16: the contrast of what was drawn, measured in the pixels of each word's own place."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from tests.ui.audit_parts import seen_in, which
from ui.theme import contrast, look

_LEAST: Final = 4.5
_OFF: Final = 3.0
_EDGE: Final = 7
"""What of a button or box is border and ring, px at 100%."""
_MARK: Final = 46
"""How far the ring or box of a choice reaches, px at 100%."""
_ENOUGH: Final = 3
"""Pixels of one colour that are no accident of smoothing."""


def faint_words(window: QWidget) -> list[str]:
    """A16: words stand out from what is behind them by 4.5:1; what is switched off by 3:1."""
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    faults = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or not _words_of(widget):
            continue
        rect = _place(widget, window) & image.rect()
        if rect.width() < 4 or (_is_cut(widget) and rect.height() < 2 * look().line("body")):
            continue  # scrolled out of sight, all but an edge of its letters
        least = _LEAST if widget.isEnabled() else _OFF
        best = _best(image, rect, least)
        if best < least:
            faults.append(f"{which(widget)}: {best:.1f}:1 of {least}")
    return faults


def _words_of(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return widget.text()
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit) else ""


def _place(widget: QWidget, window: QWidget) -> QRect:
    """Return where the words of *widget* are, without border, ring and mark."""
    rect = seen_in(widget, window)
    if isinstance(widget, QLabel):
        return rect
    edge = look().px(_EDGE)
    rect = rect.adjusted(edge, edge, -edge, -edge)
    if isinstance(widget, QRadioButton | QCheckBox):
        mark = look().px(_MARK) - edge
        right = widget.isRightToLeft()
        rect.adjust(0 if right else mark, 0, -mark if right else 0, 0)
    return rect


def _is_cut(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect().height() < widget.height()


def _best(image: QImage, rect: QRect, least: float) -> float:
    """Return the best contrast of a colour in *rect* with the one there is most of.

    Rows that are alike, such as those between the lines, are counted once; and no more are
    counted when one colour has more than half of all and another stands out from it by *least*.
    """
    pixels, line = memoryview(image.constBits()), image.bytesPerLine()
    left, right = 4 * rect.left(), 4 * (rect.right() + 1)
    rows = Counter(
        bytes(pixels[y * line + left : y * line + right])
        for y in range(rect.top(), rect.bottom() + 1)
    )
    found: Counter[int] = Counter()
    for row, times in rows.most_common():
        for colour, n in Counter(memoryview(row).cast("I")).items():
            found[colour] += n * times
        ground, most = found.most_common(1)[0]
        if 2 * most > rect.width() * rect.height() and _outstanding(found, ground) >= least:
            break
    if len(found) == 1:  # words of blanks
        return _LEAST
    return _outstanding(found, found.most_common(1)[0][0])


def _outstanding(found: Counter[int], ground: int) -> float:
    """Return the best contrast with *ground* of a colour that is there more than by accident."""
    others = [c for c, n in found.items() if c != ground and n >= _ENOUGH]
    return max((_ratio(ground, c) for c in others), default=1.0)


@lru_cache(maxsize=10_000)
def _ratio(one: int, other: int) -> float:
    return contrast(QColor(one).name(), QColor(other).name())

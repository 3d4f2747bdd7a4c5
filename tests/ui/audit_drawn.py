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
        best = _best(image, rect)
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


def _best(image: QImage, rect: QRect) -> float:
    """Return the best contrast of a colour in *rect* with the one there is most of."""
    found: Counter[int] = Counter()
    pixels, line = memoryview(image.constBits()).cast("I"), image.bytesPerLine() // 4
    for y in range(rect.top(), rect.bottom() + 1):
        found.update(pixels[y * line + rect.left() : y * line + rect.right() + 1])
    if len(found) == 1:  # words of blanks
        return _LEAST
    (ground, _), *others = found.most_common()
    return max((_ratio(ground, c) for c, n in others if n >= _ENOUGH), default=1.0)


@lru_cache(maxsize=10_000)
def _ratio(one: int, other: int) -> float:
    return contrast(QColor(one).name(), QColor(other).name())

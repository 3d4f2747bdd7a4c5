"""Lucide icons in the colour of the theme.

QtSvg does not know what ``currentColor`` means, so it is replaced in the text.
Pictures are kept per (name, colour, size): a theme has few of each.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from eolplan.resources import resource


def pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """Return icon *name* as a square picture.

    Args:
        name: File name in ``resources/icons`` without ``.svg``.
        colour: What to draw it in.
        size: Side in device-independent pixels.
        ratio: Device pixel ratio of the screen it is for.

    Raises:
        FileNotFoundError: no such icon is shipped.
    """
    return _draw(name, colour.name(), size, ratio)


def icon(name: str, colour: QColor, size: int) -> QIcon:
    """Return icon *name* for a stock widget, sharp at device pixel ratios 1 and 2."""
    made = QIcon(pixmap(name, colour, size))
    made.addPixmap(pixmap(name, colour, size, 2.0))
    return made


@lru_cache(maxsize=512)
def _draw(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")

"""The few shapes that painted controls share."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, Qt

from ui.theme import look, pixmap


def box(
    painter: QPainter, rect: QRect, fill: QColor | None, edge: QColor | None, width: int
) -> None:
    """Draw a rounded box inside *rect* with an edge *width* pixels wide."""
    radius = look().size("radius")
    inset = width / 2 if edge is not None else 0
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge, width) if edge is not None else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(
        QRectF(rect).adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset
    )


def sharp(painter: QPainter) -> None:
    """Turn on antialiasing: rounded corners are drawn in every painted control."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def symbol(painter: QPainter, name: str, colour: QColor, x: float, y: float, size: int) -> None:
    """Draw icon *name* with its top left corner at (x, y)."""
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(QPointF(x, y), pixmap(name, colour, size, ratio))


def dot(painter: QPainter, centre: QPointF, size: int, *, on: bool, colour: QColor) -> None:
    """Draw the round mark of a single choice, filled when *on*."""
    ground = look().colour("surface")
    painter.setBrush(ground)
    painter.setPen(QPen(colour, look().size("control_border")))
    painter.drawEllipse(centre, size / 2 - 1, size / 2 - 1)
    if on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(centre, size * 0.27, size * 0.27)


def tick(painter: QPainter, centre: QPointF, size: int, *, on: bool, colour: QColor) -> None:
    """Draw the square mark of a many-choice, filled and ticked when *on*."""
    edge = look().size("control_border")
    rect = QRectF(centre.x() - size / 2 + 1, centre.y() - size / 2 + 1, size - 2, size - 2)
    painter.setBrush(colour if on else look().colour("surface"))
    painter.setPen(QPen(colour, edge))
    painter.drawRoundedRect(rect, look().size("tag_radius"), look().size("tag_radius"))
    if on:
        inner = round(size * 0.8)
        corner = (centre.x() - inner / 2, centre.y() - inner / 2)
        symbol(painter, "check", look().colour("on_primary"), *corner, inner)


def longest_word(text: str, style: str) -> int:
    """Return the width of the longest word of *text* in a type style, in pixels."""
    metrics = QFontMetrics(look().font(style))
    return max((metrics.horizontalAdvance(word) for word in text.split()), default=0) + 1

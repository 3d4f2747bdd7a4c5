"""What every check stands on: which controls there are, their names, places and holders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_CONTROLS: Final = (
    QAbstractButton,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractItemView,
)


def controls(root: QWidget) -> list[QWidget]:
    """Return everything that can be pressed or typed in, as far as it shows."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if isinstance(widget, _CONTROLS)
        and widget.isVisibleTo(root)
        and not widget.objectName().startswith("qt_")
    ]


def name_of(widget: QWidget) -> str:
    """Return what a screen reader calls *widget*; for a combo box, what we set."""
    if isinstance(widget, QComboBox):  # Linux gives the value instead, Windows the name
        return widget.accessibleName().strip()
    return face(widget).text(QAccessible.Text.Name).strip()


def role_of(widget: QWidget) -> QAccessible.Role:
    """Return the accessible role of *widget*."""
    return face(widget).role()


def face(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def which(widget: QWidget) -> str:
    """Name a widget for whoever reads the fault: by its identifier, never by a person's words."""
    return widget.objectName() or f"{type(widget).__name__} {name_of(widget)[:30]!r}"


def rect_in(widget: QWidget, root: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def seen_in(widget: QWidget, root: QWidget) -> QRect:
    """Return the part of *widget* that is not scrolled out of sight."""
    part = widget.visibleRegion().boundingRect()
    return QRect(widget.mapTo(root, part.topLeft()), part.size()) if not part.isEmpty() else QRect()


def holders(widget: QWidget) -> Iterator[QWidget]:
    holder: QWidget | None = widget
    while holder is not None:
        yield holder
        holder = holder.parentWidget()


def settle(window: QWidget) -> None:
    """Wait until nothing moves any more: layouts in scroll areas settle from the inside out."""
    before: list[QRect] = []
    for _ in range(20):
        for _ in range(4):  # what is measured anew asks its holder in a later turn
            QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        now = [widget.geometry() for widget in window.findChildren(QWidget)]
        if now == before:
            return
        before = now

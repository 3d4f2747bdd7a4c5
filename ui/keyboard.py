"""The keys of the window, and the way from one part of it to the next."""

from __future__ import annotations

from collections.abc import Container, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.pages.commands import KEYS, Command


class Shortcuts(QObject):
    """The keys of one window.

    Args:
        window: Where they are pressed.

    Signals:
        pressed: carries the ``Command`` of a key.
    """

    pressed = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._shortcuts = {command: self._made(window, command) for command in KEYS}

    def listen_for(self, known: Container[Command]) -> None:
        """Take the keys of *known* and leave all others to whatever has the focus."""
        for command, shortcut in self._shortcuts.items():
            shortcut.setEnabled(command in known)

    def _made(self, window: QWidget, command: Command) -> QShortcut:
        shortcut = QShortcut(window)
        shortcut.setKeys([QKeySequence(sequence) for sequence in KEYS[command].sequences])
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(lambda: self.pressed.emit(command))
        return shortcut


def to_region(parts: Sequence[QWidget], step: int) -> None:
    """Move the focus to the first control of the next of *parts*, or the one before.

    Args:
        parts: Regions in order; hidden ones and ones without a control are passed over.
        step: 1 for the next, -1 for the one before.
    """
    stops = [(part, stop) for part in parts if part.isVisible() and (stop := _first_stop(part))]
    if not stops:
        return
    focused = stops[0][0].window().focusWidget()
    inside = [k for k, (part, _) in enumerate(stops) if focused and part.isAncestorOf(focused)]
    here = inside[0] if inside else -step
    stops[(here + step) % len(stops)][1].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _first_stop(part: QWidget) -> QWidget | None:
    """Return the first control of *part* that Tab would reach."""
    widget = part.nextInFocusChain()
    while widget is not None and widget is not part:
        reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if reached and part.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled():
            return widget
        widget = widget.nextInFocusChain()
    return None

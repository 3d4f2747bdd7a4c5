"""What every system's signs have in common."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QWindow


class Signs(QObject):
    """Hears one system say that nobody is looking at this screen any more.

    Signals:
        leaving: the screen locks, the laptop sleeps, or another user takes over.
            What is connected has been done when ``emit`` returns, and only then is
            a system that waits for us let go.
    """

    leaving = Signal()

    def watch(self, window: QWindow) -> None:
        """Begin to listen; *window* is the one that the system may send its signs to."""

    def stop(self) -> None:
        """Listen no longer, and let the system sleep without asking."""

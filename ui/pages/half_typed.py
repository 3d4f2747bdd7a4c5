"""When what is half-typed goes onto the disk: soon after the last key, and never much later."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

DRAFT_AFTER_MS: Final = 600
"""A draft is kept this long after the last key."""

DRAFT_AT_MOST_MS: Final = 1_000
"""And never later than this after the first key that is not on disk."""


class InPassing(QObject):
    """Two timers that every page with something to type shares the use of.

    Args:
        parent: The page, or what keeps what is typed on it.

    Signals:
        due: what is half-typed is to be kept now.
    """

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._soon, self._at_last = QTimer(self), QTimer(self)
        for timer, wait in ((self._soon, DRAFT_AFTER_MS), (self._at_last, DRAFT_AT_MOST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(self.due)

    def typed(self) -> None:
        """Something was changed that is not on disk."""
        self._soon.start()
        if not self._at_last.isActive():
            self._at_last.start()

    def kept(self) -> None:
        """All of it is on disk, or is to be."""
        self._soon.stop()
        self._at_last.stop()

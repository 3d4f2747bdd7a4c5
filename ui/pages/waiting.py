"""A line that says why to wait before another secret is tried, and when it is enough."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from eolplan.words import say, tr
from ui.widgets import PlainLabel, announce

Wait = Callable[[], float]
"""Tells how many seconds are to go by before the next try."""


def no_wait() -> float:
    """Return 0: nobody waits."""
    return 0.0


class Waiting(PlainLabel):
    """Counts the seconds down; nothing that can be pressed goes away meanwhile.

    Args:
        parent: The widget it belongs to.
        wait: Tells what is left.
    """

    def __init__(self, parent: QWidget, wait: Wait) -> None:
        super().__init__("", parent, colour="text2")
        self._wait = wait
        self._clock = QTimer(self)
        self._clock.setInterval(1_000)
        self._clock.timeout.connect(self._go_on)
        self.hide()

    def tell(self, words: str) -> None:
        """Show *words*; empty words take the line away."""
        self.setText(words)
        self.setVisible(bool(words))

    def due(self) -> bool:
        """Say whether one has to wait; if so, the line says how long, aloud too."""
        left = self._wait()
        if left <= 0:
            return False
        self._count(left)
        announce(self, self.text())
        self._clock.start()
        return True

    def _go_on(self) -> None:
        left = self._wait()
        if left > 0:
            self._count(left)
            return
        self._clock.stop()
        self.tell(tr("You can try again now."))
        announce(self, self.text())

    def _count(self, left: float) -> None:
        seconds = math.ceil(left)
        if seconds == 1:
            self.tell(tr("You can try again in a second."))
        else:
            self.tell(say("You can try again in {count} seconds.", count=seconds))

"""How often the laptop's own lock told that nobody is looking, for the tests of every system."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import SignalInstance


class Signs(Protocol):
    """What tells that nobody is looking, on any system."""

    leaving: SignalInstance


class Told:
    """How often the signs said that nobody is looking."""

    def __init__(self, signs: Signs) -> None:
        self.times = 0
        signs.leaving.connect(self._add)

    def _add(self) -> None:
        self.times += 1

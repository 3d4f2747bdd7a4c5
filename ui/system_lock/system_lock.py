"""Chooses the signs of the system that eolplan runs on."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QWindow

from ui.system_lock.signs import Signs


class SystemLock(QObject):
    """Tells when the system locks, sleeps or goes to another user, while a store is open.

    Args:
        parent: The object it belongs to.

    Signals:
        lock_due: lock now. A system that is about to sleep waits, at most as long as
            it allows, until what is connected has been done.
    """

    lock_due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._signs: Signs | None = None

    def watch(self, window: QWindow) -> None:
        """Begin to listen, with *window* on the screen."""
        if self._signs is None:
            self._signs = signs_of_this_system(self)
            self._signs.leaving.connect(self.lock_due)
        self._signs.watch(window)

    def stop(self) -> None:
        """Listen no longer: there is nothing left to lock."""
        if self._signs is not None:
            self._signs.stop()


def signs_of_this_system(parent: QObject) -> Signs:
    """Return what hears the system we run on; on an unknown one it hears nothing."""
    if sys.platform == "linux":
        from ui.system_lock.linux import LinuxSigns

        return LinuxSigns(parent)
    if sys.platform == "win32":
        from ui.system_lock.windows import WindowsSigns

        return WindowsSigns(parent)
    if sys.platform == "darwin":
        from ui.system_lock.macos import MacSigns

        return MacSigns(parent)
    return Signs(parent)

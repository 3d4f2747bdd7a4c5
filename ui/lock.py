"""Locking: when nobody has touched the laptop, and as a fresh process.

Nothing that was unlocked stays in memory, because the process that held it is
gone: a new one starts, locked, in its place. The new one inherits no stream (a
caller that reads ours would wait for the locked window) and no session.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_ROOT: Final = Path(__file__).resolve().parent.parent
_STIRS: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
    }
)
_SET_DUMPABLE: Final = 4  # PR_SET_DUMPABLE: no core dump, no ptrace by other processes
_QUIETLY: Final = 0x1 | 0x2  # SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX
_WITHOUT_MEMORY: Final = 0x1 | 0x20 | 0x40 | 0x80 | 0x100
"""WER_FAULT_REPORTING: no heap, no questions, no heap in the queue, no snapshots."""

LEAST_S: Final = 60
"""However short a team sets it, the laptop never locks within this time of a key."""

WARNING_S: Final = 60
"""How long before locking the message bar says so."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long nobody may touch the laptop, in seconds.

    Attributes:
        cover_s: Then the screen is covered.
        lock_s: Then the vault is locked.
    """

    cover_s: int
    lock_s: int

    def at_most(self, minutes: int) -> Patience:
        """Return this, shortened to *minutes* before locking; a longer time changes nothing."""
        lock_s = max(min(self.lock_s, minutes * 60), LEAST_S)
        return Patience(min(self.cover_s, lock_s), lock_s)


OUTSIDE: Final = Patience(cover_s=3 * 60, lock_s=5 * 60)
IN_A_TALK: Final = Patience(cover_s=10 * 60, lock_s=20 * 60)
"""People talk for a long time without touching the laptop; a lock would interrupt grief."""


class IdleWatch(QObject):
    """Watches for hands on the laptop, and tells when there have been none for long.

    Reads the wall clock beside the monotonic one: a laptop that slept has been
    idle as well, and a clock that was set back does not help.

    Args:
        parent: The object it belongs to.
        patience: How long to wait, as things are now.
        now: Aware UTC clock.
        monotonic: Seconds that only ever grow.

    Signals:
        cover_due, lock_due: the time has come.
        nearly: locking is a minute away.
        stirred: somebody touched the laptop after ``nearly``.
    """

    cover_due = Signal()
    lock_due = Signal()
    nearly = Signal()
    stirred = Signal()

    def __init__(
        self,
        parent: QObject,
        patience: Callable[[], Patience],
        *,
        now: Callable[[], dt.datetime],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._patience, self._now, self._monotonic = patience, now, monotonic
        self._covered = self._warned = False
        self._timer = QTimer(self)
        self._timer.setInterval(1_000)
        self._timer.timeout.connect(self.look)
        self._since = (monotonic(), now())

    def watch(self, window: QWindow) -> None:
        """Begin to watch what comes to *window*."""
        window.installEventFilter(self)
        # what an input method types never passes the window as a key
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self._typed)
        self.stir()
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer: there is nothing left to lock."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice a key, a pointer or a finger; take nothing."""
        if event.type() in _STIRS:
            self.stir()
        return False

    def stir(self) -> None:
        """Somebody is here."""
        self._since = (self._monotonic(), self._now())
        self._covered = False
        if self._warned:
            self._warned = False
            self.stirred.emit()

    def look(self) -> None:
        """Tell what is due by now."""
        patience, idle = self._patience(), self._idle_s()
        if idle >= patience.lock_s:
            self.lock_due.emit()
            return
        if idle >= patience.lock_s - WARNING_S and idle >= LEAST_S and not self._warned:
            self._warned = True
            self.nearly.emit()
        if idle >= patience.cover_s and not self._covered:
            self._covered = True
            self.cover_due.emit()

    def _typed(self) -> None:
        if not self._covered:
            self.stir()

    def _idle_s(self) -> float:
        since_s, since = self._since
        return max(self._monotonic() - since_s, (self._now() - since).total_seconds())


def no_core_dumps() -> None:
    """Keep the memory of this process out of files, whatever happens to it."""
    import ctypes

    if sys.platform == "win32":
        no_reports(ctypes.windll.kernel32)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


class Kernel(Protocol):
    """The two functions of Windows that say what becomes of a process that falls over."""

    def SetErrorMode(self, mode: int, /) -> int:
        """Choose what Windows shows."""

    def WerSetFlags(self, flags: int, /) -> int:
        """Choose what Windows reports."""


def no_reports(kernel: Kernel) -> None:
    """Have Windows neither keep nor send the memory of this process; not run on Windows yet."""
    kernel.SetErrorMode(_QUIETLY)
    kernel.WerSetFlags(_WITHOUT_MEMORY)


def forget_copied() -> None:
    """Take back what staff copied here: words of a plan do not outlast the open store."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()


def relaunch_command(*more: str) -> tuple[list[str], Path]:
    """Return the command that starts a locked eolplan, and the folder to start it in.

    Args:
        more: Further arguments, such as ``--vault DIR``.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, "--locked", *more], Path(sys.executable).parent
    return [sys.executable, "-m", "ui", "--locked", *more], _ROOT


def start_afresh(*more: str) -> None:
    """Start a locked eolplan that outlives this process and shares nothing with it.

    Raises:
        OSError: the system would not start it.
    """
    import subprocess  # the locked screen need not wait for it

    command, folder = relaunch_command(*more)
    nothing = subprocess.DEVNULL
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.DETACHED_PROCESS
        child = subprocess.Popen(  # noqa: S603  our own program
            command, cwd=folder, stdin=nothing, stdout=nothing, stderr=nothing,
            close_fds=True, creationflags=flags,
        )  # fmt: skip
        _let_come_forward(child.pid)
    else:
        child = subprocess.Popen(  # noqa: S603  our own program
            command, cwd=folder, stdin=nothing, stdout=nothing, stderr=nothing,
            close_fds=True, start_new_session=True,
        )  # fmt: skip
    child.returncode = 0  # it is not ours to wait for


if sys.platform == "win32":

    def _let_come_forward(pid: int) -> None:
        """Let the new window take the place of ours: Windows keeps strangers in the background."""
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(pid)

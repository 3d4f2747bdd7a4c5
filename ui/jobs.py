"""Runs a slow, pure function off the GUI thread and brings its result back.

Only pure functions go in: no vault that is open for writing, no widget. What a
job needs is passed to it as immutable values, so there is nothing to lock.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot


class Job(QObject):
    """One call in the background.

    Args:
        parent: Owns the job; when it goes, nobody is told of the result.
        call: A function of no arguments; ``functools.partial`` carries the values.

    Signals:
        done: the function returned; carries its result.
        failed: the function raised; carries the exception, whatever it is.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject, call: Callable[[], object]) -> None:
        super().__init__(parent)
        self._task = _Task(call)
        self._task.signals.done.connect(self._finish)
        self._task.signals.failed.connect(self._fail)

    def start(self) -> None:
        """Queue the call; the signals come back on this thread."""
        QThreadPool.globalInstance().start(self._task)

    @Slot(object)
    def _finish(self, result: object) -> None:
        self.done.emit(result)
        self.deleteLater()

    @Slot(object)
    def _fail(self, error: object) -> None:
        self.failed.emit(error)
        self.deleteLater()


class _Signals(QObject):
    done = Signal(object)
    failed = Signal(object)


class _Task(QRunnable):
    def __init__(self, call: Callable[[], object]) -> None:
        super().__init__()
        self.setAutoDelete(False)  # the Job owns it
        self._call = call
        self.signals = _Signals()

    def run(self) -> None:
        """Let coverage see a thread that Qt made, and work."""
        sys.settrace(threading.gettrace())  # takes effect in the next call, not in this one
        self._work()

    def _work(self) -> None:
        """Call, and report what came of it."""
        try:
            result = self._call()
        except Exception as error:  # noqa: BLE001  a job reports, it does not judge
            self._report(self.signals.failed, error)
        else:
            self._report(self.signals.done, result)

    def _report(self, signal: object, what: object) -> None:
        if shiboken6.isValid(self.signals):
            signal.emit(what)  # type: ignore[attr-defined]  # a bound signal has no public type


def wait_for_jobs(milliseconds: int) -> bool:
    """Wait for every running job, at most so long; return whether all are done.

    Locking gives jobs two seconds; each writes to a temporary file and renames
    last, so one that is left behind leaves nothing half done.
    """
    return QThreadPool.globalInstance().waitForDone(milliseconds)

"""Back-ups while others work: when one is due, how far it is, and what is known of them.

A back-up is made by itself half an hour after the last one when something changed,
at a lock and at the end where it fits into the two seconds that jobs get then, and
otherwise as soon as the store is open again: nobody waits for it, and no lock does.
Once a week the newest is restored on trial.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from eolplan.errors import EolplanError
from eolplan.vault import (
    Cancelled,
    Made,
    Proof,
    ReadingStopped,
    backup_due,
    changed_since,
    last_backup,
    make_backup,
    note_backup,
    note_proof,
    proof_due,
)
from eolplan.words import tr
from ui.backup_work import (
    FOUND,
    SINCE,
    Moved,
    Task,
    let_the_window_breathe,
    make_and_save,
    prove_newest,
    said_of,
)
from ui.jobs import Job, wait_for_jobs

if TYPE_CHECKING:
    from eolplan.desk import Desk

LOOKS_MS: Final = 60_000
"""How often it looks whether something is due."""

RESTS: Final = 30
"""So many looks pass before a task that did not go well is tried again by itself."""

SETTLED_MS: Final = 5_000
"""After opening, the list of people and the first page come first."""

LONG_S: Final = 3.0
"""A task that runs longer says how to stop it."""

SPEED: Final = 12_000_000
"""Bytes a second that any laptop backs up and reads back, until this one has shown its own."""

_TOLD_EVERY_S: Final = 0.1


class _Run:
    """One task under way; ``result`` is set on the thread that does it."""

    def __init__(self, task: Task, *, asked: bool) -> None:
        self.task, self.asked = task, asked
        self.stop = threading.Event()
        self.began = time.monotonic()
        self.result: object = None
        self.end = let_the_window_breathe()

    def do(self, call: Callable[[], object]) -> object:
        """Call, and keep the result where it can be had before any signal comes round."""
        self.result = call()
        return self.result


class BackingUp(QObject):
    """Makes the back-ups of the store at *desk*; one task at a time.

    It belongs to the window, where pages find it (``backing_up_in``).

    Args:
        parent: The window.
        desk: Whose store it is.

    Attributes:
        share: How much of the task under way is done, from 0 to 1.
        trouble: Why the last task did not go well, as a sentence; empty: it did.
        moved: Where the file for another computer was saved last; None: nowhere yet.

    Signals:
        changed: a task began, moved on or ended, or something else is known now.
        told: what came of a task that somebody asked for; carries a sentence.
        worry: carries a sentence that is to stay until it is read.
        restore_wanted: the store is to be closed, and a back-up chosen.
    """

    changed = Signal()
    told = Signal(str)
    worry = Signal(str)
    restore_wanted = Signal()
    _moved_on = Signal(float)

    def __init__(self, parent: QObject, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self._run: _Run | None = None
        self._then: Callable[[], object] | None = None
        self._rest, self._ended = 0, False
        self._speed: float = SPEED
        self._told_at = 0.0
        self.share, self.trouble = 0.0, ""
        self.moved: Path | None = None
        self._moved_on.connect(self._show_share)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKS_MS)
        self._timer.timeout.connect(self.look)

    # -- what is going on --------------------------------------------------

    @property
    def desk(self) -> Desk:
        """Whose store it is."""
        return self._desk

    @property
    def task(self) -> Task | None:
        """What is being done; None: nothing."""
        return self._run.task if self._run is not None else None

    @property
    def long(self) -> bool:
        """Whether the task under way has run for longer than one waits without a word."""
        return self._run is not None and time.monotonic() - self._run.began >= LONG_S

    # -- by itself -----------------------------------------------------------

    def begin(self) -> None:
        """Look from now on whether something is due; made-up people need no back-up."""
        if self._desk.practice:
            return
        store, at = self._desk.session.store, self._desk.now()
        self._timer.start()
        if (last := last_backup(store)) is not None:
            if changed_since(store, last):  # what did not fit before the lock
                QTimer.singleShot(SETTLED_MS, self, lambda: self.back_up(asked=False))
        elif store.setting(SINCE) is None:
            with suppress(EolplanError):  # a disk that takes nothing says so by itself
                store.put_setting(SINCE, at.isoformat(), at=at)

    def look(self) -> None:
        """Begin what is due by now; after trouble, not before it had time to pass."""
        self._rest = max(self._rest - 1, 0)
        if self._run is not None or self._rest:
            return
        store, now = self._desk.session.store, self._desk.now()
        if backup_due(store, now):
            self.back_up(asked=False)
        elif proof_due(store, now):
            self.test(asked=False)

    def end(self, milliseconds: int) -> None:
        """The store is about to be closed: back up what changed, if it fits into that time.

        What is under way may end within it; whatever has not ended leaves nothing
        behind. A back-up that does not fit is made when the store is opened again.
        """
        self._timer.stop()
        self._then = None
        with suppress(Exception):  # whatever it is: no lock waits for a back-up
            if self._run is None and self._fits(milliseconds):
                self.back_up(asked=False)
        wait_for_jobs(milliseconds)
        run, self._ended = self._run, True
        if run is not None:
            run.stop.set()
            run.end()
            with suppress(Exception):
                self._note(run.result)
            self._run = None

    def _fits(self, milliseconds: int) -> bool:
        if self._desk.practice:
            return False
        store = self._desk.session.store
        if not changed_since(store, last_backup(store)):
            return False
        size = sum(f.stat().st_size for f in self._desk.session.folder.glob("eolplan*.db*"))
        return size / self._speed * 1_000 < milliseconds

    # -- asked for -----------------------------------------------------------

    def back_up(self, *, asked: bool = True) -> None:
        """Make a back-up, unless something is under way."""
        session, now = self._desk.session, self._desk.now
        self._start(Task.BACKUP, asked, partial(make_backup, session, now=now))

    def test(self, *, asked: bool = True) -> None:
        """Restore the newest back-up on trial, unless something is under way."""
        session, now = self._desk.session, self._desk.now
        self._start(Task.PROOF, asked, partial(prove_newest, session, now=now))

    def move_to(self, folder: Path) -> None:
        """Make a back-up and save it in *folder*, for another computer."""
        session, now = self._desk.session, self._desk.now
        self._start(Task.MOVE, True, partial(make_and_save, session, folder, now=now))

    def first(self, then: Callable[[], object]) -> None:
        """Make a back-up before something that changes much, then call *then*.

        It is called whatever came of the back-up, unless somebody stopped it.
        """
        self._then = then
        if self._run is None:
            self.back_up(asked=False)

    def restore(self) -> None:
        """Have the store closed and a back-up chosen, once the store of now is backed up."""
        self.first(self.restore_wanted.emit)

    def stop(self) -> None:
        """End the task under way; what was there before it stays."""
        self._then = None
        if self._run is not None:
            self._run.stop.set()

    # -- one task ------------------------------------------------------------

    def _start(self, task: Task, asked: bool, call: Callable[..., object]) -> None:
        if self._run is not None or self._ended:
            return
        run = self._run = _Run(task, asked=asked)
        self.share, self.trouble, self._told_at = 0.0, "", 0.0
        work = partial(call, told=self._hear, stopped=run.stop.is_set)
        job = Job(self, partial(run.do, work))
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        job.start()
        self.changed.emit()
        QTimer.singleShot(round(LONG_S * 1_000), self, lambda: self._lasts(run))

    def _lasts(self, run: _Run) -> None:
        """Say that *run* is long by now, unless it has ended."""
        if self._run is run:
            self.changed.emit()

    def _hear(self, share: float) -> None:
        """Hear on the thread of the task how far it is; pass it on now and then."""
        now = time.monotonic()
        if now - self._told_at >= _TOLD_EVERY_S:
            self._told_at = now
            self._moved_on.emit(share)

    @Slot(float)
    def _show_share(self, share: float) -> None:
        self.share = max(share, self.share)
        self.changed.emit()

    @Slot(object)
    def _done(self, result: object) -> None:
        if (run := self._run) is None or self._ended:
            return
        self._run = None
        run.end()
        self._learn_speed(run, result)
        self._note(result)
        if run.asked:
            self.told.emit(self.trouble or said_of(result))
        self.changed.emit()
        self._go_on()

    @Slot(object)
    def _failed(self, error: object) -> None:
        if (run := self._run) is None or self._ended:
            return
        self._run = None
        run.end()
        if not isinstance(error, EolplanError):
            raise error if isinstance(error, BaseException) else TypeError
        stopped = isinstance(error, Cancelled)
        if not stopped and not (isinstance(error, ReadingStopped) and not run.asked):
            self.trouble, self._rest = str(error), RESTS
        if run.asked:
            self.told.emit(tr("Stopped. What was there before is kept.") if stopped else str(error))
        self.changed.emit()
        if not stopped:
            self._go_on()

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    def _note(self, result: object) -> None:
        """Keep in the store what a task has shown."""
        store, at = self._desk.session.store, self._desk.now()
        try:
            if isinstance(result, Made):
                note_backup(store, result, at=at)
            elif isinstance(result, Proof):
                note_proof(store, result, at=at)
            elif isinstance(result, Moved):
                self.moved = result.file
                note_backup(store, result.made, at=at)
        except EolplanError as e:
            self.trouble, self._rest = str(e), RESTS
        if isinstance(result, Proof) and not result.ok:
            self.worry.emit(tr(FOUND))

    def _learn_speed(self, run: _Run, result: object) -> None:
        if isinstance(result, Made):
            took = max(time.monotonic() - run.began, 0.001)
            self._speed = min(SPEED, result.backup.manifest.size / took)


def backing_up_in(window: QWidget, desk: Desk) -> BackingUp:
    """Return what makes the back-ups for *desk* in *window*: the one there is, or a new one."""
    for found in window.findChildren(BackingUp):
        if found.desk is desk:
            return found
    return BackingUp(window, desk)

"""Looking around with made-up people: their store is made once, and opened again from Welcome."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from eolplan.errors import EolplanError
from eolplan.practice.place import PASSPHRASE, practice_folder
from eolplan.vault import UnlockedSlot, derive, stands
from eolplan.words import say, tr
from ui.jobs import Job
from ui.pages.form import look_tools
from ui.pages.page import Page
from ui.pages.where import Where
from ui.widgets import Button, Heading, PlainLabel, announce

Told = Callable[[int, int], object]


class Practise(QObject):
    """Leads from Welcome to the open store of made-up people.

    Args:
        parent: The object it belongs to.
        now: Aware UTC clock.

    Signals:
        page_ready: carries the ``Page`` to show.
        opened: the store is open; carries its ``Session``.
        left: the user stopped, or it could not be; carries the error, or None.
    """

    page_ready = Signal(object)
    opened = Signal(object)
    left = Signal(object)
    _done = Signal(int, int)

    def __init__(self, parent: QObject, *, now: Callable[[], dt.datetime]) -> None:
        super().__init__(parent)
        self._now, self._folder = now, practice_folder()
        self._stop = threading.Event()

    def begin(self) -> None:
        """Make the store, or find it there, and open it."""
        page = MakingPage()
        page.stop_wanted.connect(self._stop.set)
        self._done.connect(page.show_progress)
        self.page_ready.emit(page)
        job = Job(page, partial(ready, self._folder, self._now, self._told))
        job.done.connect(self._open)
        job.failed.connect(self._failed)
        job.start()

    def _told(self, done: int, of: int) -> None:
        """Hear off this thread how far it is; stop there when that is wanted."""
        if self._stop.is_set():
            raise Stopped
        self._done.emit(done, of)

    def _open(self, unlocked: UnlockedSlot) -> None:
        from eolplan.vault import Session  # the record and the guide come with it

        try:
            self.opened.emit(Session.open(self._folder, unlocked, now=self._now))
        except EolplanError as e:
            self.left.emit(e)

    def _failed(self, error: Exception) -> None:
        self.left.emit(None if isinstance(error, Stopped) else error)


class Stopped(EolplanError):
    """The user did not want to wait; nothing was left behind."""


def ready(folder: Path, now: Callable[[], dt.datetime], told: Told) -> UnlockedSlot:
    """Return what opens the store of made-up people, making it first where there is none. Slow."""
    if not stands(folder):
        from eolplan.practice.store import make  # the guide and the PDF room come with it

        make(folder, now=now, progress=told)
    return derive(folder, PASSPHRASE)


def known_passphrase() -> str:
    """Return what the locked screen says of the store of made-up people."""
    return say(
        "Everybody in this store is made up. The passphrase it came with is: {passphrase}",
        passphrase=PASSPHRASE,
    )


class MakingPage(Page):
    """Says that the made-up people are on their way.

    Signals:
        stop_wanted: the user does not want to wait.
    """

    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("practise", Where("practise"))
        self.column.addWidget(look_tools(self))
        self.column.addWidget(Heading(self.title(), self))
        words = tr(
            "Their talks are being written down, as you would do it. This takes a few seconds."
        )
        self.column.addWidget(PlainLabel(words, self))
        self.progress = PlainLabel("", self, colour="text2", measured=False)
        self.column.addWidget(self.progress)
        self._stop = Button(tr("Stop"), identifier="practise.stop")
        self._stop.clicked.connect(self.stop_wanted)
        self.add_action(self._stop)

    def title(self) -> str:
        """Return what the page says."""
        return tr("Getting the made-up people ready")

    def first_focus(self) -> QWidget:
        """Return Stop."""
        return self._stop

    def show_progress(self, done: int, of: int) -> None:
        """Say how far it is, aloud only at the beginning."""
        words = say("Talks written: {done} of {all}", done=done, all=of)
        self.progress.setText(words)
        if done == 1:
            announce(self, words)

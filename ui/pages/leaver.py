"""Take a colleague's way in away: the store gets new keys, and nobody else has to do anything."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from eolplan.desk import Desk
from eolplan.errors import EolplanError
from eolplan.words import say, tr
from ui.jobs import Job
from ui.pages.colleague import STAFF_SECTION
from ui.pages.commands import Command
from ui.pages.page import Page
from ui.pages.where import Where
from ui.widgets import Button, Heading, PlainLabel, announce

_NAME = "leaver"
_SAID_EVERY = 10  # per cent


class LeaverPage(Page):
    """What is going to happen, one button, and how far it is.

    Args:
        desk: Whose team it is.
        where: ``note`` is the id of who leaves.

    Signals:
        told: how far it is, from the thread that does it; from 0 to 1.
    """

    told = Signal(float)

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(_NAME, where)
        self._desk, self._staff = desk, desk.team.member(where.note)
        self._stop, self._running, self._said = threading.Event(), False, 0
        self.heading = Heading(self.title(), self)
        self.column.addWidget(self.heading)
        for words in self._sentences():
            self.column.addWidget(PlainLabel(words, self))
        self.progress = PlainLabel("", self, style="strong")
        self.progress.hide()
        self.column.addWidget(self.progress)
        self.onward = Button(
            tr("Take the way in away"), kind="primary", identifier=f"{_NAME}.go", name=self._full()
        )
        self.onward.clicked.connect(self.go_on)
        self.stop = Button(tr("Stop"), icon="x", identifier=f"{_NAME}.stop")
        self.stop.clicked.connect(self._stop_it)
        back = tr("Not now") if self._staff else tr("Back")
        self.later = Button(back, icon="arrow-left", identifier=f"{_NAME}.back")
        self.later.clicked.connect(self._leave)
        for button in (self.onward, self.stop, self.later):
            self.add_action(button)
        self.onward.setVisible(self._staff is not None)  # now: before, it would be a window
        self.stop.hide()
        self.told.connect(self._show_progress)

    # -- what the window asks ------------------------------------------------

    def title(self) -> str:
        """Return what the page is about."""
        if self._staff is None:
            return tr("No way in any more")
        return say("Take away {name}'s way in", name=self._staff.name)

    def first_focus(self) -> QWidget:
        """Return the heading: all of it is read before a key can take anything away."""
        return self.heading

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return Back, unless it is being done."""
        return {**super().commands(), Command.BACK: self._leave}

    def turn(self) -> bool:
        """Stay while it is being done."""
        return not self._running

    def settle(self) -> None:
        """Stop: whoever locks or closes now keeps the keys there are."""
        self._stop.set()

    # -- doing it --------------------------------------------------------------

    def go_on(self) -> None:
        """Give the store new keys, without theirs."""
        if self._running or self._staff is None:
            return
        try:
            removal = self._desk.team.removing(self._staff.id)
        except EolplanError as e:
            self.trouble.emit(e)
            return
        self._stop.clear()
        self._set_running(True)
        job = Job(self, lambda: removal.run(self.told.emit, self._stop.is_set))
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        job.start()

    def _done(self) -> None:
        """Lock: everybody unlocks with their own passphrase, and the new keys are in use."""
        self._running = False
        self.progress.setText(tr("Done. eolplan locks now. Unlock with your own passphrase."))
        announce(self, self.progress.text())
        self.lock_wanted.emit()

    def _failed(self, error: Exception) -> None:
        self._set_running(False)
        if self._stop.is_set():
            self.said.emit(tr("Stopped. Nothing was changed."), False)
        else:
            self.trouble.emit(error)

    def _stop_it(self) -> None:
        self._stop.set()
        self.progress.setText(tr("Stopping..."))

    def _set_running(self, running: bool) -> None:
        self._running, self._said = running, 0
        self.progress.setVisible(running)
        self.stop.setVisible(running)
        self.onward.setVisible(not running)
        self.later.setVisible(not running)
        if running:
            self._show_progress(0.0)
            announce(self, self.progress.text())
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.later.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_progress(self, done: float) -> None:
        """Say how far it is; aloud at every tenth only."""
        percent = round(done * 100)
        if not self._stop.is_set():
            self.progress.setText(
                say("Making new keys: {percent}%. Leave the laptop open.", percent=percent)
            )
        if percent >= self._said + _SAID_EVERY:
            self._said = percent
            announce(self, self.progress.text())

    def _leave(self) -> None:
        if not self._running:
            self.wanted.emit(STAFF_SECTION)

    def _full(self) -> str:
        """Return what the button is called, in full."""
        name = self._staff.name if self._staff else ""
        return say("Take the way in away from {name}", name=name)

    def _sentences(self) -> list[str]:
        if self._staff is None:
            return [tr("Their way in was taken away. What they recorded keeps their name.")]
        name = self._staff.name
        return [
            say("After this, {name} cannot open this store. It gets new keys.", name=name),
            tr("Nobody else has to do anything. Each passphrase stays as it is."),
            say("What {name} recorded and signed stays, with the name on it.", name=name),
            tr(
                "Copies of the store that were made before open with the old passphrase. Ask for"
                " them back."
            ),
            say(
                "The recovery sheet stays as it is. If {name} has seen the code, make a new sheet"
                " afterwards, in Settings, Staff.",
                name=name,
            ),
            tr("It takes a moment. Then eolplan locks, and you unlock with your own passphrase."),
        ]

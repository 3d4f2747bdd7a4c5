"""Puts the app together: arguments, look, window, the way in, work, and the lock."""

from __future__ import annotations

import datetime as dt
import gc
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from eolplan.practice.place import is_practice
from eolplan.settings import Settings
from eolplan.vault.place import default_folder
from eolplan.words import N_, tr
from ui import theme
from ui.arguments import Arguments, parse
from ui.binding import binding_is_sound
from ui.jobs import wait_for_jobs
from ui.lock import (
    IN_A_TALK,
    OUTSIDE,
    IdleWatch,
    Patience,
    forget_copied,
    no_core_dumps,
    start_afresh,
)
from ui.own_look import OwnLook, look_of
from ui.own_place import place_of, remember_place
from ui.pages.where import Where
from ui.system_lock import SystemLock
from ui.ways_in import WaysIn
from ui.widgets import FocusRings
from ui.window import Window

if TYPE_CHECKING:
    from eolplan.desk import Desk
    from eolplan.guide import Guide
    from eolplan.vault import Cost, Session
    from ui.backing_up import BackingUp

JOBS_GET_MS: Final = 2_000
_PAINTED_MS: Final = 30  # "Opening..." is on the screen by then
_UNSOUND: Final = N_(
    "This pair of Python and PySide6 would stop eolplan in the middle of a visit."
    " Install PySide6 6.11.3, or use Python 3.12 or newer."
)
_SOFT: Final = N_(
    "The store is locked, but eolplan could not start afresh. Close it and open it again."
)


class App(QObject):
    """The composition root: makes the parts and connects them, once.

    Args:
        application: Qt's own.
        arguments: What the command line says.
        settings: The look and window of last time.
        cost: What a new key is to cost; None: as suits this laptop.
        now: Aware UTC clock.
    """

    def __init__(
        self,
        application: QApplication,
        arguments: Arguments,
        settings: Settings,
        *,
        cost: Cost | None = None,
        now: Callable[[], dt.datetime],
    ) -> None:
        super().__init__(application)
        self.application, self._arguments = application, arguments
        self._cost, self._now = cost, now
        self._session: Session | None = None
        self._desk: Desk | None = None
        self._asked: tuple[Path, Guide, str] | None = None
        self._backing: BackingUp | None = None
        self.window = Window(now=now)
        self._own = OwnLook(application, self.window, settings)
        folder = arguments.vault or Path(settings.folder or default_folder())
        self._way = WaysIn(self, folder, cost=cost, now=now)
        self._way.page_ready.connect(self.window.show_page)
        self._way.opened.connect(self._opened)
        self._way.trying.connect(lambda: QTimer.singleShot(_PAINTED_MS, self._prepare_work))
        self._way.left.connect(self._leave)
        self.window.lock_wanted.connect(self.lock)
        self.window.look_wanted.connect(self._own.choose)
        self.window.closing.connect(self._close)
        self.window.stranded.connect(self._start)
        self.window.leave_wanted.connect(self._leave)
        self.idle = IdleWatch(self, self._patience, now=now)
        self.idle.cover_due.connect(self.window.cover)
        self.idle.lock_due.connect(self.lock)
        self.idle.nearly.connect(self.window.warn_of_lock)
        self.idle.stirred.connect(self.window.forget_lock)
        self.system = SystemLock(self)
        self.system.lock_due.connect(self.lock)
        FocusRings(application)

    def begin(self) -> None:
        """Show the window with the way in, and load the rest once it is on screen."""
        self._start()
        self._own.size_window(self._arguments.geometry)
        self.window.show()
        QTimer.singleShot(_PAINTED_MS, self._load_rest)

    def lock(self) -> None:
        """Keep everything, close the vault, and leave the screen to a fresh, locked process."""
        if self._session is None:
            return
        kept = self.window.settle()
        self.window.cover()  # nothing is to be seen while jobs end
        if not kept:
            return
        remember_place(self._session, self.window.place(), at=self._now())
        self._end_jobs()
        geometry = self.window.saveGeometry().toBase64().toStdString()
        self._shut()
        try:
            start_afresh(*self._arguments.again(self._folder, geometry))
        except OSError:
            self.system.stop()
            self.window.leave_work()
            self._start()
            self._warn(tr(_SOFT))
            return
        self.window.hide()
        os._exit(0)

    def _restore(self) -> None:
        """Lock, and have a back-up chosen by the fresh process."""
        self._arguments = replace(self._arguments, restore=True)
        self.lock()
        self._arguments = replace(self._arguments, restore=False)  # it could not be

    # -- the way in ------------------------------------------------------

    @property
    def _folder(self) -> Path:
        return self._way.folder

    def _start(self) -> None:
        known = self._arguments.locked or bool(self._own.settings.folder)
        self._way.begin(known=known, restoring=self._arguments.restore)

    def _opened(self, session: Session) -> None:
        from eolplan.desk import Desk

        self._session, self._way.folder = session, session.folder
        if not self._arguments.vault and not is_practice(session.folder):
            away = session.folder != default_folder()
            kept = replace(self._own.settings, folder=str(session.folder) if away else "")
            self._own.keep(kept)
        place = place_of(session, now=self._now())
        guide, fault = self._guide(session.folder)
        self._desk = Desk(session, guide, now=self._now, cost=self._cost)
        self._own.dress(session.slot_id)
        self.window.begin(self._desk, place if self._arguments.locked else None)
        self._arguments = replace(self._arguments, locked=False, restore=False)
        self._back_up(self._desk)
        gc.freeze()  # what is here by now stays: Python need not look through it again
        self._greet(session, fault or self._desk.local.fault)
        self.idle.watch(self.window.windowHandle())
        self.system.watch(self.window.windowHandle())

    def _greet(self, session: Session, fault: str) -> None:
        """Say what there is to say of the store; of an older one, with the way to back-ups."""
        from eolplan.vault import StoreOlder

        tell = partial(self.window.messages.tell, tone="attention", lasting=True)
        if fault:
            tell(fault)
        for notice in session.notices:
            old = isinstance(notice, StoreOlder)
            see = partial(self.window.go, Where("settings", note="backup")) if old else None
            tell(notice.words, action=tr("See back-ups") if old else "", do=see)

    def _back_up(self, desk: Desk) -> None:
        from ui.backing_up import backing_up_in

        self._backing = backing_up_in(self.window, desk)
        self._backing.worry.connect(self._warn)
        self._backing.restore_wanted.connect(self._restore)
        self._backing.begin()

    def _warn(self, words: str) -> None:
        self.window.messages.tell(words, "attention", lasting=True)

    def _prepare_work(self) -> None:
        """Load what is needed after unlock while the key is derived off this thread."""
        for module in ("eolplan.desk", "ui.pages.people"):
            import_module(module)
        self._guide(self._folder)

    def _guide(self, folder: Path) -> tuple[Guide, str]:
        """Return what may be asked, and a fault to tell; read once for each store."""
        from eolplan.desk import guide_for

        if self._asked is None or self._asked[0] != folder:
            self._asked = (folder, *guide_for(folder))
        return self._asked[1], self._asked[2]

    # -- the way out -----------------------------------------------------

    def _leave(self) -> None:
        """Close the store of made-up people and go where the app would have begun."""
        if self.window.settle():
            self._end_jobs()
            self._shut()
            self.system.stop()
            self.window.leave_work()
            given = self._arguments.vault
            given = None if given is not None and is_practice(given) else given
            self._arguments = replace(self._arguments, vault=given, locked=False)
            self._way.folder = given or Path(self._own.settings.folder or default_folder())
            self._start()

    def _end_jobs(self) -> None:
        """Give jobs their time, one that backs up what changed among them where that fits."""
        if self._backing is not None:
            self._backing.end(JOBS_GET_MS)
            self._backing.deleteLater()
            self._backing = None
        else:
            wait_for_jobs(JOBS_GET_MS)

    def _shut(self) -> None:
        self.idle.stop()
        if self._session is not None:
            forget_copied()
            self._session.close()
            self._session = self._desk = None

    def _close(self) -> None:
        self._own.keep_size()
        self.window.hide()
        self._end_jobs()
        self._shut()

    # -- look and patience ------------------------------------------------

    def _load_rest(self) -> None:
        theme.apply(self.application, theme.look())

    def _patience(self) -> Patience:
        talking = self.window.page is not None and self.window.page.talking
        patience = IN_A_TALK if talking else OUTSIDE
        minutes = self._desk.idle_minutes if self._desk is not None else 0
        return patience.at_most(minutes) if minutes else patience


def main(argv: Sequence[str] | None = None) -> int:
    """Run the app; return the exit code of the process."""
    arguments = parse(argv)
    no_core_dumps()
    if not binding_is_sound():
        sys.stderr.write(tr(_UNSOUND) + "\n")
        return 1
    application = start(arguments).application
    return application.exec()


def start(arguments: Arguments) -> App:
    """Make the application and the window, and show the way in."""
    application = theme.application(sys.argv[0])
    application.setApplicationName("eolplan")
    settings = Settings.read()
    theme.apply(application, look_of(settings), every_weight=False)
    if arguments.report_pid is not None:
        arguments.report_pid.write_text(str(os.getpid()), encoding="ascii")
    app = App(application, arguments, settings, now=_now)
    app.window.errors.watch()
    app.begin()
    return app


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)

"""Puts the app together: arguments, look, window, the way in, work, and the lock."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from eolplan.errors import EolplanError
from eolplan.practice.place import is_practice
from eolplan.settings import Settings
from eolplan.vault import stands
from eolplan.vault.place import default_folder
from eolplan.words import N_, tr
from ui import theme
from ui.arguments import Arguments, parse
from ui.binding import binding_is_sound
from ui.jobs import wait_for_jobs
from ui.lock import IN_A_TALK, OUTSIDE, IdleWatch, Patience, no_core_dumps, start_afresh
from ui.pages.unlock import Unlock
from ui.pages.where import Where
from ui.widgets import FocusRings
from ui.window import Window

if TYPE_CHECKING:
    from eolplan.desk import Desk
    from eolplan.guide import Guide
    from eolplan.vault import Cost, Session

JOBS_GET_MS: Final = 2_000
_SIZE: Final = (1280, 720)
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
        self.application, self._arguments, self._settings = application, arguments, settings
        self._cost, self._now = cost, now
        self._session: Session | None = None
        self._desk: Desk | None = None
        self._asked: tuple[Path, Guide, str] | None = None
        self._folder = arguments.vault or Path(settings.folder or default_folder())
        self.window = Window(now=now)
        self.window.lock_wanted.connect(self.lock)
        self.window.look_wanted.connect(self._look)
        self.window.closing.connect(self._close)
        self.window.stranded.connect(self._start)
        self.window.leave_wanted.connect(self._leave)
        self.idle = IdleWatch(self, self._patience, now=now)
        self.idle.cover_due.connect(self.window.cover)
        self.idle.lock_due.connect(self.lock)
        self.idle.nearly.connect(self.window.warn_of_lock)
        self.idle.stirred.connect(self.window.forget_lock)
        FocusRings(application)

    def begin(self) -> None:
        """Show the window with the way in, and load the rest once it is on screen."""
        self._start()
        self._size_window()
        self.window.show()
        QTimer.singleShot(0, self._load_rest)

    def lock(self) -> None:
        """Keep everything, close the vault, and leave the screen to a fresh, locked process."""
        if self._session is None:
            return
        if not self.window.settle():
            self.window.cover()
            return
        self._remember_place(self._session)
        wait_for_jobs(JOBS_GET_MS)
        geometry = self.window.saveGeometry().toBase64().toStdString()
        self._shut()
        try:
            start_afresh(*self._arguments.again(self._folder, geometry))
        except OSError:
            self.window.leave_work()
            self._start()
            self.window.messages.tell(tr(_SOFT), "attention", lasting=True)
            return
        self.window.hide()
        os._exit(0)

    # -- the way in ------------------------------------------------------

    def _start(self) -> None:
        known = self._arguments.locked or bool(self._settings.folder)
        if known or stands(self._folder):
            self._unlock(self._folder)
        else:
            self._set_up()

    def _unlock(self, folder: Path) -> None:
        self._folder = folder
        way = Unlock(self, folder, cost=self._cost, now=self._now)
        way.page_ready.connect(self.window.show_page)
        way.opened.connect(self._opened)
        way.trying.connect(lambda: QTimer.singleShot(_PAINTED_MS, self._prepare_work))
        way.elsewhere.connect(self._unlock)
        way.fresh.connect(self._set_up)
        way.left.connect(self._leave)
        way.begin()

    def _set_up(self) -> None:
        from ui.pages.setup import Setup

        way = Setup(self, self._folder, cost=self._cost, now=self._now)
        way.page_ready.connect(self.window.show_page)
        way.opened.connect(self._opened)
        way.found.connect(self._unlock)
        way.begin()

    def _opened(self, session: Session) -> None:
        from eolplan.desk import Desk

        self._session, self._folder = session, session.folder
        if not self._arguments.vault and not is_practice(session.folder):
            away = session.folder != default_folder()
            self._keep(replace(self._settings, folder=str(session.folder) if away else ""))
        place = Where.found(session.store.setting(_place_of(session)))
        guide, fault = self._guide(session.folder)
        self._desk = Desk(session, guide, now=self._now)
        self._dress(session.slot_id)
        self.window.begin(self._desk, place if self._arguments.locked else None)
        self._arguments = replace(self._arguments, locked=False)
        for words in (*(notice.words for notice in session.notices), *filter(None, [fault])):
            self.window.messages.tell(words, "attention", lasting=True)
        self.idle.watch(self.window.windowHandle())

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
            wait_for_jobs(JOBS_GET_MS)
            self._shut()
            self.window.leave_work()
            given = self._arguments.vault
            given = None if given is not None and is_practice(given) else given
            self._arguments = replace(self._arguments, vault=given, locked=False)
            self._folder = given or Path(self._settings.folder or default_folder())
            self._start()

    def _remember_place(self, session: Session) -> None:
        if (place := self.window.place()) is not None:
            with suppress(EolplanError):  # a full disk must not keep the vault open
                session.store.put_setting(_place_of(session), {**place.kept()}, at=self._now())

    def _shut(self) -> None:
        self.idle.stop()
        if self._session is not None:
            self._session.close()
            self._session = self._desk = None

    def _close(self) -> None:
        window = self.window
        large = window.isMaximized() or window.isFullScreen()
        size = window.normalGeometry().size() if large else window.size()
        width, height, full = size.width(), size.height(), window.isMaximized()
        self._keep(replace(self._settings, width=width, height=height, maximised=full))
        wait_for_jobs(JOBS_GET_MS)
        self._shut()

    # -- look and window -------------------------------------------------

    def _look(self, chosen: theme.Look) -> None:
        theme.apply(self.application, chosen)
        kept = "" if chosen.follows else chosen.theme
        self._keep(replace(self._settings, theme=kept, scale=chosen.scale))

    def _dress(self, slot: str) -> None:
        """Look as whoever opened the store with *slot* likes it; the next one may like another."""
        before, mine = self._settings, self._settings.of(slot)
        self._keep(mine)
        if before.slot not in ("", slot):
            theme.apply(self.application, _look_of(mine))
            if mine.width and not self.window.isMaximized():
                self.window.resize(mine.width, mine.height)

    def _keep(self, settings: Settings) -> None:
        if settings != self._settings:
            self._settings = settings
            settings.keep()

    def _size_window(self) -> None:
        kept = self._settings
        room = self.application.primaryScreen().availableSize()
        width, height = kept.width or _SIZE[0], kept.height or _SIZE[1]
        self.window.resize(min(width, room.width()), min(height, room.height()))
        if self._arguments.geometry:
            saved = QByteArray.fromBase64(self._arguments.geometry.encode("ascii"))
            self.window.restoreGeometry(saved)
        elif kept.maximised:
            self.window.setWindowState(Qt.WindowState.WindowMaximized)

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
    application = QApplication(sys.argv[:1])
    application.setApplicationName("eolplan")
    settings = Settings.read()
    theme.apply(application, _look_of(settings), every_weight=False)
    if arguments.report_pid is not None:
        arguments.report_pid.write_text(str(os.getpid()), encoding="ascii")
    app = App(application, arguments, settings, now=_now)
    app.window.errors.watch()
    app.begin()
    return app


def _look_of(settings: Settings) -> theme.Look:
    """Return the look that was kept, or the one the laptop asks for."""
    return theme.look_of(settings.theme, settings.scale)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _place_of(session: Session) -> str:
    """Return the name of the setting that keeps where this member of staff was."""
    return f"place.{session.slot_id}"

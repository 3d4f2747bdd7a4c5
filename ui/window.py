"""The one window: bars round a page, the way from page to page, keys, and the cover."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from eolplan.errors import EolplanError
from eolplan.words import clock, say, tr
from ui.frame import Surround
from ui.keyboard import Shortcuts, to_region
from ui.messages import Messages
from ui.pages import PAGES
from ui.pages.commands import Command
from ui.pages.crash import BrokenPage
from ui.pages.page import Page
from ui.pages.where import Where
from ui.theme import look
from ui.trail import left
from ui.widgets import CoverPage, MessageBar

if TYPE_CHECKING:
    from eolplan.desk import Desk

TITLE: Final = "eolplan"
"""All that the window title ever says: task bars and previews are seen by others."""

_WHEN_COVERED: Final = (Command.COVER, Command.LOCK, Command.SWITCH, Command.FULL_SCREEN)
_PEOPLE: Final = Where("people")


class Window(QMainWindow):
    """Shows one page at a time and takes the user from page to page.

    Args:
        now: Aware UTC clock.

    Signals:
        lock_wanted: lock now; ``ui.app`` does it.
        look_wanted: carries the ``Look`` that the user chose.
        closing: the window goes; what was half-typed is kept.
        leave_wanted: away from the store of made-up people; ``ui.app`` does it.
        stranded: somewhere is wanted, but nobody is signed in.
    """

    lock_wanted = Signal()
    look_wanted = Signal(object)
    closing = Signal()
    leave_wanted = Signal()
    stranded = Signal()

    def __init__(self, *, now: Callable[[], dt.datetime]) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self._now = now
        self._desk: Desk | None = None
        self._page: Page | None = None
        self._trail: tuple[Where, ...] = ()
        self._saved_at: dt.datetime | None = None
        self._covered = False
        self._spot = _PEOPLE
        self._around = Surround(self)
        self._around.chosen.connect(self._do)
        self._around.people_wanted.connect(lambda: self.go(_PEOPLE))
        self._around.leave_wanted.connect(self.leave_wanted)
        self.setCentralWidget(self._around)
        self.errors = Messages(self, self.messages)
        self.errors.broke.connect(self._broke)
        self._shortcuts = Shortcuts(self)
        self._shortcuts.pressed.connect(self._do)
        self._listen()

    # -- what is shown ---------------------------------------------------

    @property
    def page(self) -> Page | None:
        """The page that is open, also under the cover."""
        return self._page

    @property
    def messages(self) -> MessageBar:
        """The bar under the banner."""
        return self._around.messages

    @property
    def covered(self) -> bool:
        """Whether the cover is on."""
        return self._covered

    def begin(self, desk: Desk, where: Where | None) -> None:
        """Start work at *where*, or at People when it cannot be opened."""
        self._desk = desk
        self._around.work_at(desk)
        if where is None or where.page not in PAGES or not self.go(where):
            self.go(_PEOPLE)

    def go(self, where: Where) -> bool:
        """Leave the page for *where*; return whether it could be opened."""
        if self._desk is None:
            self.stranded.emit()
            return False
        if self._page is not None and not self._done(self._page.turn):
            return False
        before = self._page if self._page and self._page.where.page in PAGES else None
        where, trail = left(before, self._trail, where)
        try:
            page = PAGES[where.page](self._desk, where)
        except EolplanError as e:
            self.errors.show(e)
            return False
        self._trail = () if where.page == _PEOPLE.page else trail
        self.show_page(page, where)
        return True

    def show_page(self, page: Page, place: Where | None = None) -> None:
        """Put *page* in place of the one before; one without a desk comes here directly."""
        self._page = page
        page.wanted.connect(self.go)
        page.said.connect(self._say)
        page.saved.connect(self._saved)
        page.unsaved.connect(self._not_saved)
        page.trouble.connect(self.errors.show)
        page.lock_wanted.connect(self.lock_wanted)
        page.look_wanted.connect(self.look_wanted)
        page.cover_wanted.connect(self.cover)
        page.commands_changed.connect(self._listen)
        page.asked.connect(self._do)
        self._around.show_page(page)
        page.restore(place or page.where)
        self._listen()

    def settle(self) -> bool:
        """Have the page keep what is half-typed; return False, and say why, when it cannot."""
        return self._page is None or self._done(self._page.settle)

    def place(self) -> Where | None:
        """Return the page with the spot on it, to come back to; None before work begins."""
        if self._desk is None or self._page is None or self._page.where.page not in PAGES:
            return None
        return self._spot if self.covered else self._page.place()

    def warn_of_lock(self) -> None:
        """Say that the laptop locks itself in a minute."""
        words = tr("Locking in a minute. Move or press a key to stay.")
        self.messages.tell(words, "attention", lasting=True)

    def forget_lock(self) -> None:
        """Somebody is here: take the warning away."""
        self.messages.clear()

    def leave_work(self) -> None:
        """Forget the desk: the vault is closed."""
        self._around.work_at(None)
        self.uncover()
        self._desk, self._trail = None, ()
        self._around.status.tell("")
        self._around.messages.clear()  # it may tell of somebody whose store is closed

    # -- the cover -------------------------------------------------------

    def cover(self) -> None:
        """Hide everything but one button, from eyes and from assistive technology alike."""
        if self.covered or self._page is None:
            return
        self._spot = self._page.place()
        self.settle()
        cover = CoverPage()
        cover.carry_on.connect(self.uncover)
        self._covered = True
        self._swap(cover).hide()
        cover.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self._listen()
        self.repaint()

    def uncover(self) -> None:
        """Show the page again, as it was."""
        if not self._covered or self._page is None:
            return
        self._covered = False
        self._swap(self._around).deleteLater()
        self._around.show()
        self._page.restore(self._spot)
        self._listen()

    def _swap(self, widget: QWidget) -> QWidget:
        """Put *widget* in the middle of the window; return what was there, out of every tree."""
        if (old := self.centralWidget()) is not None:
            old.hide()  # first: what is taken out while it is seen becomes a window, with the focus
        before = self.takeCentralWidget()
        self.setCentralWidget(widget)
        return before or widget

    # -- inside ----------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is half-typed, then go; stay when it cannot be kept."""
        if self.covered or self.settle():
            self.closing.emit()
            event.accept()
        else:
            event.ignore()

    def _say(self, words: str, undo: bool) -> None:
        can = self._commands().get(Command.UNDO) if undo else None
        self.messages.tell(words, action=tr("Undo") if can else "", do=can)
        if self._page is not None:
            self._around.dress(self._page)

    def _broke(self, details: str) -> None:
        self.uncover()
        at = clock(self._saved_at) if self._saved_at else ""
        self.show_page(BrokenPage(at, details, _PEOPLE))

    def _done(self, act: Callable[[], bool | None]) -> bool:
        """Have the page put away what is on it, or say that it could not and offer to try again."""
        try:
            return act() is not False
        except EolplanError as e:
            self.errors.not_saved(e, partial(self._done, act))
            return False

    def _not_saved(self, error: EolplanError) -> None:
        if self._page is not None:
            self.errors.not_saved(error, partial(self._done, self._page.turn))

    def _saved(self) -> None:
        self._saved_at = self._now()
        self.errors.saved()
        self._around.status.tell(say("Saved on this laptop {time}", time=clock(self._saved_at)))

    def _say_saved(self) -> None:
        if self._saved_at is None:
            self.messages.tell(tr("Everything is saved as you go."))
        else:
            self.messages.tell(say("Already saved at {time}.", time=clock(self._saved_at)))

    # -- keys ------------------------------------------------------------

    def _listen(self) -> None:
        """Let exactly the keys that do something here be taken."""
        self._shortcuts.listen_for(self._commands())

    def _do(self, command: Command) -> None:
        if (action := self._commands().get(command)) is not None:
            action()

    def _commands(self) -> Mapping[Command, Callable[[], object]]:
        own: dict[Command, Callable[[], object]] = {
            Command.COVER: self.uncover if self.covered else self.cover,
            Command.FULL_SCREEN: self._full_screen,
            Command.NEXT_REGION: partial(self._to_region, 1),
            Command.PREVIOUS_REGION: partial(self._to_region, -1),
            Command.LARGER: lambda: self.look_wanted.emit(look().larger()),
            Command.SMALLER: lambda: self.look_wanted.emit(look().smaller()),
            Command.NORMAL: lambda: self.look_wanted.emit(replace(look(), scale=1.0)),
            Command.THEME: lambda: self.look_wanted.emit(look().next_theme()),
            Command.HELP: self._around.turn_help,
        }
        if self._desk is not None:
            own |= {
                Command.LOCK: self.lock_wanted.emit,
                Command.SWITCH: self.lock_wanted.emit,
                Command.FIND: lambda: self.go(Where("people", focus="people.find")),
                Command.BACK: self._back,
                Command.SAVED: self._say_saved,
                Command.KEYS: lambda: self.go(Where("keys")),
                Command.SETTINGS: lambda: self.go(Where("settings")),
            }
        if self.covered:
            return {command: own[command] for command in _WHEN_COVERED if command in own}
        return {**own, **(self._page.commands() if self._page is not None else {})}

    def _back(self) -> None:
        page = self._page
        if page is None or page.where.page == _PEOPLE.page:
            return
        back, trail = page.back(), self._trail
        rest = trail if back is not None else trail[:-1]
        if self.go(back or (trail[-1] if trail else self._up(page))):
            self._trail = rest

    def _up(self, page: Page) -> Where:
        if (above := page.up()) is not None:
            return above
        person = page.where.person
        return Where("person", person=person) if person and page.where.page != "person" else _PEOPLE

    def _full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _to_region(self, step: int) -> None:
        if self._page is not None:
            to_region(self._around.regions(self._page), step)

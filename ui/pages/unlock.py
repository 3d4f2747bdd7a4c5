"""The locked screen, the way back in with the recovery code, and what stands in the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from eolplan.errors import EolplanError
from eolplan.practice.place import is_practice
from eolplan.vault import (
    Cost,
    Recovered,
    UnlockedSlot,
    WrongCode,
    WrongPassphrase,
    derive,
    labels,
    recover,
)
from eolplan.vault.keyring_item import KeyringRefused
from eolplan.vault.moment import Moment
from eolplan.vault.pin import WrongPin
from eolplan.vault.pin_notes import Stand
from eolplan.vault.quick import PinAway, Pins, PinUncounted
from eolplan.vault.throttle import Throttle
from eolplan.words import tr
from ui.jobs import Job
from ui.pages.code import CodePage
from ui.pages.practise import Practise
from ui.pages.unlock_page import UnlockPage
from ui.pages.where import Where

if TYPE_CHECKING:
    from eolplan.vault import Session
    from ui.pages.passphrase import PassphrasePage

_AWAY: Final = (PinAway, PinUncounted, KeyringRefused)
"""Why a PIN cannot be used, though it may be the right one."""


class Unlock(QObject):
    """Leads from the locked screen to an open store.

    Args:
        parent: The object it belongs to.
        folder: The store.
        cost: What a new slot is to cost after recovery; None: as suits this laptop.
        now: Aware UTC clock.

    Signals:
        page_ready: carries the ``Page`` to show.
        opened: carries the ``Session``.
        elsewhere: the user chose another folder; carries it.
        fresh: the user wants a new store instead.
        restore: the user wants to restore a back-up.
        trying: a passphrase or a PIN is being tried, which takes a moment.
        left: away from this store of made-up people.
    """

    page_ready = Signal(object)
    opened = Signal(object)
    elsewhere = Signal(object)
    fresh = Signal()
    restore = Signal()
    trying = Signal()
    left = Signal()

    def __init__(
        self,
        parent: QObject,
        folder: Path,
        *,
        cost: Cost | None,
        now: Callable[[], dt.datetime],
    ) -> None:
        super().__init__(parent)
        self._folder, self._cost, self._now = folder, cost, now
        tell = partial(Moment.read, now)
        self._throttle, self._pins = Throttle(folder, tell), Pins(folder, tell)

    def begin(self) -> None:
        """Show the locked screen, or what stands in the way of it."""
        try:
            users = labels(self._folder)
        except EolplanError as e:
            self._stuck(e)
            return
        page = UnlockPage(
            users, practice=is_practice(self._folder), pins=self._away, wait=self._throttle.wait
        )
        page.left.connect(self.left)
        page.practice.connect(self._practise)
        page.typed.connect(lambda words: self._derive(page, words))
        page.pin_typed.connect(lambda pin: self._derive_by_pin(page, pin))
        page.forgotten.connect(self._code)
        self.page_ready.emit(page)

    def _practise(self) -> None:
        """Look around with made-up people, in a store of their own."""
        way = Practise(self, now=self._now)
        way.page_ready.connect(self.page_ready)
        way.opened.connect(self.opened)
        way.left.connect(self._not_practised)
        way.begin()

    def _not_practised(self, error: Exception | None) -> None:
        if error is None:
            self.begin()
        else:
            self._stuck(error)

    def _away(self, slot: str | None) -> str | None:
        """Return why no PIN may be used: empty where there is none, None where one may."""
        try:
            stand = self._pins.stand(slot)
        except EolplanError:
            return ""  # trying the passphrase tells what is in the way
        if stand is Stand.READY:
            return None
        return "" if stand is Stand.NONE else str(PinAway(stand))

    def _derive(self, page: UnlockPage, passphrase: str) -> None:
        call = partial(derive, self._folder, passphrase, slot_id=page.slot())
        self._try(page, call, self._open)

    def _derive_by_pin(self, page: UnlockPage, pin: str) -> None:
        self._try(page, partial(self._pins.open, pin, page.slot()), self._open_by_pin)

    def _try(
        self, page: UnlockPage, call: Callable[[], UnlockedSlot], then: Callable[..., object]
    ) -> None:
        page.set_busy(True)
        job = Job(page, partial(_counted, self._throttle, call))
        job.done.connect(then)
        job.failed.connect(lambda error: self._refused(page, error))
        job.start()
        self.trying.emit()

    def _open(self, unlocked: UnlockedSlot) -> None:
        session = self._session(unlocked)
        if session is not None:
            self._pins.typed(session, self._now())
            self.opened.emit(session)

    def _open_by_pin(self, unlocked: UnlockedSlot) -> None:
        session = self._session(unlocked)
        if session is not None:
            self._pins.used(session, self._now())
            self.opened.emit(session)

    def _session(self, unlocked: UnlockedSlot) -> Session | None:
        from eolplan.vault import Session  # the record and the guide come with it

        try:
            return Session.open(self._folder, unlocked, now=self._now)
        except EolplanError as e:
            self._stuck(e)
            return None

    def _refused(self, page: UnlockPage, error: Exception) -> None:
        page.set_busy(False)
        if isinstance(error, WrongPassphrase) or (isinstance(error, WrongPin) and error.left):
            page.refuse(str(error))
        elif isinstance(error, (WrongPin, *_AWAY)):
            page.fall_back(str(error))
        else:
            self._stuck(error)

    def _stuck(self, error: Exception) -> None:
        from ui.pages.stuck import StuckPage

        if not isinstance(error, EolplanError):
            raise error
        page = StuckPage(error, self._folder)
        page.backup_wanted.connect(self.restore)
        page.again.connect(self.begin)
        page.elsewhere.connect(self.elsewhere)
        page.fresh.connect(self.fresh)
        self.page_ready.emit(page)

    # -- with the recovery code ------------------------------------------

    def _code(self) -> None:
        page = CodePage(labels(self._folder), wait=self._throttle.wait)
        page.back_wanted.connect(self.begin)
        page.typed.connect(lambda code: self._new_passphrase(code, page.slot()))
        self.page_ready.emit(page)

    def _new_passphrase(self, code: str, slot: str | None) -> None:
        from ui.pages.passphrase import PassphrasePage

        page = PassphrasePage(
            step="", heading=tr("Choose a new passphrase"), where=Where("passphrase")
        )
        page.back_wanted.connect(self._code)
        page.chosen.connect(lambda words: self._recover(page, code, slot, words))
        self.page_ready.emit(page)

    def _recover(self, page: PassphrasePage, code: str, slot: str | None, words: str) -> None:
        page.set_busy(True)
        cost = self._cost or Cost.for_this_machine()
        call = partial(recover, self._folder, code, new_passphrase=words, slot_id=slot, cost=cost)
        job = Job(page, partial(_counted, self._throttle, call))
        job.done.connect(self._reopen)
        job.failed.connect(lambda error: self._not_recovered(page, error))
        job.start()

    def _reopen(self, recovered: Recovered) -> None:
        from eolplan.vault import reopen
        from ui.pages.setup import keep_code

        try:
            created = reopen(self._folder, recovered, now=self._now, to_show=True)
        except EolplanError as e:
            self._stuck(e)
        else:
            self._pins.typed(created.session, self._now())  # a PIN of the old slot goes
            self.page_ready.emit(
                keep_code(created, step="", now=self._now, opened=self.opened.emit)
            )

    def _not_recovered(self, page: PassphrasePage, error: Exception) -> None:
        page.set_busy(False)
        if isinstance(error, WrongCode):
            self._code()
        page.trouble.emit(error)


def _counted(throttle: Throttle, call: Callable[[], object]) -> object:
    """Count the try, and make it."""
    with throttle.a_try():
        return call()

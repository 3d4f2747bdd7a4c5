"""The first run: from nothing to an open store in four short pages, without a network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from eolplan.errors import EolplanError
from eolplan.identity import Staff
from eolplan.vault import Cost, Created, Prepared, VaultExists, found, prepare, stands
from eolplan.vault.disk_lock import DiskLock, disk_lock, name_of_lock
from eolplan.vault.place import refuse_shared
from eolplan.words import say, tr
from ui.jobs import Job
from ui.pages.about_you import AboutYouPage
from ui.pages.folder import ask_for_folder
from ui.pages.form import FormPage, Problems, look_tools
from ui.pages.page import Page
from ui.pages.passphrase import PassphrasePage
from ui.pages.practise import Practise
from ui.pages.recovery import UNKEPT, RecoveryPage
from ui.pages.where import Where
from ui.widgets import Button, Choice, ChoiceGroup, FlowLayout, PlainLabel

_STEPS: Final = 4


class Setup(QObject):
    """Leads through the four pages.

    Args:
        parent: The object it belongs to.
        folder: Where the new store is to be, unless the user says otherwise.
        cost: What one derivation of the key is to cost; None: as suits this laptop.
        now: Aware UTC clock.

    Signals:
        page_ready: carries the ``Page`` to show.
        opened: the store is there and open; carries its ``Session``.
        found: the user has a store already; carries its folder.
        restore: a back-up is to be restored; carries the folder the store is to be in.
    """

    page_ready = Signal(object)
    opened = Signal(object)
    found = Signal(object)
    restore = Signal(object)

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
        self._staff: Staff | None = None

    def begin(self) -> PurposePage:
        """Ask what is wanted."""
        page = PurposePage(self._folder)
        page.fresh.connect(self._about)
        page.found.connect(self.found)
        page.backup_wanted.connect(self.restore)
        page.practice.connect(self._practise)
        self.page_ready.emit(page)
        return page

    def _practise(self) -> None:
        """Look around with made-up people, in a store of their own."""
        way = Practise(self, now=self._now)
        way.page_ready.connect(self.page_ready)
        way.opened.connect(self.opened)
        way.left.connect(self._back_from_practice)
        way.begin()

    def _back_from_practice(self, error: Exception | None) -> None:
        page = self.begin()
        if error is not None:
            page.trouble.emit(error)

    def _about(self, folder: Path) -> None:
        self._folder = folder
        page = AboutYouPage(step=_step(2))
        if self._staff is not None:
            page.show_staff(self._staff)
        page.back_wanted.connect(lambda: self._back_from(page))
        page.told.connect(self._passphrase)
        self.page_ready.emit(page)

    def _back_from(self, page: AboutYouPage) -> None:
        """Lead to the beginning; what was chosen, and half filled in, is there again."""
        self._staff = page.filled_in()
        self.begin().purpose.show_values(["new"])

    def _passphrase(self, staff: Staff) -> None:
        self._staff = staff
        page = PassphrasePage(
            step=_step(3), heading=tr("Choose a passphrase"), where=Where("passphrase")
        )
        page.back_wanted.connect(lambda: self._about(self._folder))
        page.chosen.connect(lambda words: self._make(page, staff, words))
        self.page_ready.emit(page)
        job = Job(page, partial(disk_lock, self._folder))
        job.done.connect(lambda found: page.advise(advice_on(found)))
        job.start()

    def _make(self, page: PassphrasePage, staff: Staff, passphrase: str) -> None:
        page.set_busy(True)
        cost = self._cost or Cost.for_this_machine()
        job = Job(page, partial(prepare, passphrase, staff=staff, cost=cost))
        job.done.connect(lambda prepared: self._found(page, staff, prepared))
        job.failed.connect(lambda error: self._failed(page, error))
        job.start()

    def _found(self, page: PassphrasePage, staff: Staff, prepared: Prepared) -> None:
        try:
            created = found(self._folder, staff, prepared, now=self._now, to_show=True)
        except EolplanError as e:
            self._failed(page, e)
        else:
            self.page_ready.emit(
                keep_code(created, step=_step(4), now=self._now, opened=self.opened.emit)
            )

    def _failed(self, page: PassphrasePage, error: Exception) -> None:
        page.set_busy(False)
        page.trouble.emit(error)


def advice_on(disk: DiskLock) -> str:
    """Return what to say of the laptop's own disk lock; nothing where it is on."""
    if disk is DiskLock.OFF:
        return say(
            "This laptop's own disk lock ({name}) seems to be off. Ask IT. You can carry on.",
            name=name_of_lock(),
        )
    if disk is DiskLock.UNKNOWN:
        return say(
            "Is this laptop's own disk lock ({name}) on? If you are not sure, ask IT."
            " You can carry on.",
            name=name_of_lock(),
        )
    return ""


def keep_code(
    created: Created,
    *,
    step: str,
    now: Callable[[], dt.datetime],
    opened: Callable[[object], object],
) -> Page:
    """Return the page that shows the recovery code of a store that was just made or reopened.

    Args:
        created: The open store and the code.
        step: Where in a series it stands, in words; may be empty.
        now: Aware UTC clock.
        opened: Called with the session when the user goes on.
    """
    session = created.session
    page = RecoveryPage(created.recovery_code, step=step, where=Where("recovery-first"))

    def kept() -> None:
        session.store.put_setting(UNKEPT, None, at=now())
        opened(session)

    page.kept.connect(kept)
    page.postponed.connect(lambda: opened(session))
    return page


class PurposePage(FormPage):
    """What would you like to do?

    Args:
        folder: Where a new store would be.

    Signals:
        fresh: a new store is wanted; carries the folder.
        found: a folder with a store was chosen; carries it.
        backup_wanted: a back-up is to be restored; carries the folder the store is to be in.
        practice: made-up people are wanted.
    """

    fresh = Signal(object)
    found = Signal(object)
    backup_wanted = Signal(object)
    practice = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__("setup", Where("setup"), tr("Welcome"), step=_step(1))
        self._folder = folder
        self.column.insertWidget(0, look_tools(self))
        self.column.addWidget(
            PlainLabel(
                tr(
                    "eolplan keeps advance care plans on this laptop, locked with your"
                    " passphrase. It never sends anything over the internet."
                ),
                self,
            )
        )
        asked = tr("What would you like to do?")
        self.column.addWidget(PlainLabel(asked, self, style="strong"))
        self.purpose = ChoiceGroup(
            asked,
            [
                Choice("new", tr("Set up a new store on this laptop")),
                Choice("open", tr("Open a store I already have")),
                Choice(
                    "restore",
                    tr("Restore a back-up"),
                    tr("Also to move here from another computer"),
                ),
                Choice("practice", tr("Just look around with made-up people")),
            ],
            self,
            columns=1,
            identifier="setup.purpose",
        )
        self.column.addWidget(self.purpose)
        self._place = PlainLabel("", self, style="small", colour="text2", measured=False)
        self.column.addWidget(self._place)
        self.column.addWidget(self._folder_row())
        self._show_folder()

    def first_focus(self) -> QWidget:
        """Return the first choice."""
        return self.purpose.first()

    def check(self) -> Problems:
        """Say what speaks against the folder, before anything is typed."""
        if not self.purpose.value():
            return [(tr("Choose what you would like to do"), self.purpose)]
        if self.purpose.value() != "new":
            return []
        if stands(self._folder):
            return [(str(VaultExists()), self.purpose)]
        try:
            refuse_shared(self._folder)
        except EolplanError as e:
            return [(str(e), self.change)]
        return []

    def submit(self) -> None:
        """Go on with a new store, look for the one there is, restore, or practise."""
        if self.purpose.value() == "new":
            self.fresh.emit(self._folder)
        elif self.purpose.value() == "practice":
            self.practice.emit()
        elif self.purpose.value() == "restore":
            self.backup_wanted.emit(self._folder)
        elif stands(self._folder):
            self.found.emit(self._folder)
        else:
            ask_for_folder(self, self._look_in)

    def _look_in(self, folder: Path) -> None:
        if stands(folder):
            self.found.emit(folder)
        else:
            words = tr("There is no store in that folder. Choose the folder that holds vault.json.")
            self.show_problems([(words, self.purpose)])

    def _folder_row(self) -> QWidget:
        row = QWidget(self)
        self.change = Button(
            tr("Keep it in another folder"), row, kind="link", identifier="setup.folder"
        )
        self.change.clicked.connect(lambda: ask_for_folder(self, self._keep_in))
        FlowLayout(row).addWidget(self.change)
        return row

    def _keep_in(self, folder: Path) -> None:
        self._folder = folder
        self._show_folder()

    def _show_folder(self) -> None:
        self._place.setText(say("A new store is kept in {folder}", folder=self._folder))


def _step(number: int) -> str:
    return say("Step {number} of {all}", number=number, all=_STEPS)

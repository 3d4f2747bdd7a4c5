"""What is shown when a store cannot be opened: why, and what can be done."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from eolplan.errors import EolplanError
from eolplan.vault import VaultAbsent, VaultDamaged
from eolplan.words import say, tr
from ui.jobs import Job
from ui.pages.folder import ask_for_folder
from ui.pages.form import look_tools
from ui.pages.page import Page
from ui.pages.where import Where
from ui.widgets import Button, Heading, PlainLabel, announce

if TYPE_CHECKING:
    from eolplan.vault import Backup

_MENDED_BY_A_BACKUP: Final = (VaultAbsent, VaultDamaged)


class StuckPage(Page):
    """Says why the store cannot be opened, and what can be done.

    Args:
        error: The reason, as a sentence.
        folder: Where the store was looked for; with it, back-ups there are looked for too.

    Signals:
        again: try again.
        elsewhere: a folder was chosen; carries it.
        fresh: set up a new store.
        backup_wanted: restore a back-up.
    """

    again = Signal()
    elsewhere = Signal(object)
    fresh = Signal()
    backup_wanted = Signal()

    def __init__(self, error: EolplanError, folder: Path | None = None) -> None:
        super().__init__("stuck", Where("stuck"))
        self.column.addWidget(look_tools(self))
        self.column.addWidget(Heading(tr("The store could not be opened"), self))
        self.words = PlainLabel(str(error), self)
        self.column.addWidget(self.words)
        self._retry = Button(tr("Try again"), kind="primary", identifier="stuck.again")
        self._retry.clicked.connect(self.again)
        absent = isinstance(error, VaultAbsent)
        words = tr("Find it") if absent else tr("Choose another folder")
        find = Button(words, icon="search", identifier="stuck.find")
        if absent:
            find.setAccessibleName(tr("Find it in another folder"))
        find.clicked.connect(lambda: ask_for_folder(self, self.elsewhere.emit))
        self.add_action(self._retry)
        self.add_action(find)
        if isinstance(error, _MENDED_BY_A_BACKUP):
            self._offer_backup(folder)
        if absent:
            new = Button(tr("Set up a new store"), identifier="stuck.new")
            new.clicked.connect(self.fresh)
            self.add_action(new)

    def _offer_backup(self, folder: Path | None) -> None:
        """Lead to the back-ups, and say of when the newest good one on this laptop is."""
        self.newest = PlainLabel("", self, measured=False)
        self.newest.hide()
        self.column.addWidget(self.newest)
        button = Button(tr("Restore a back-up"), identifier="stuck.restore")
        button.clicked.connect(self.backup_wanted)
        self.add_action(button)
        if folder is not None:
            job = Job(self, partial(_newest, folder))
            job.done.connect(self._tell_newest)
            job.start()

    def _tell_newest(self, backup: Backup | None) -> None:
        if backup is None:
            return
        from ui.pages.backup_telling import when

        at = when(backup.made_at, dt.datetime.now(dt.UTC))
        words = say(
            "The newest good back-up on this laptop: {when}. You see what is in it before anything"
            " changes.",
            when=at,
        )
        self.newest.setText(words)
        self.newest.show()
        announce(self, words)

    def title(self) -> str:
        """Return what the page says."""
        return tr("The store could not be opened")

    def first_focus(self) -> QWidget:
        """Return Try again."""
        return self._retry


def _newest(folder: Path) -> Backup | None:
    """Return the newest whole back-up. Slow: it is read."""
    from eolplan.vault import Backups  # the record comes with it

    return Backups(folder).newest()

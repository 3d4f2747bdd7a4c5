"""The ways to an open store: setting one up, unlocking it, or restoring a back-up of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from eolplan.vault import Cost, stands
from ui.pages.unlock import Unlock


class WaysIn(QObject):
    """Leads from nothing, or from a locked store, to an open one.

    Args:
        parent: The object it belongs to.
        folder: The store.
        cost: What a new key is to cost; None: as suits this laptop.
        now: Aware UTC clock.

    Attributes:
        folder: The store that is looked at now.

    Signals:
        page_ready: carries the ``Page`` to show.
        opened: carries the ``Session``.
        trying: a passphrase is being tried, which takes a moment.
        left: away from the store of made-up people.
    """

    page_ready = Signal(object)
    opened = Signal(object)
    trying = Signal()
    left = Signal()

    def __init__(
        self, parent: QObject, folder: Path, *, cost: Cost | None, now: Callable[[], dt.datetime]
    ) -> None:
        super().__init__(parent)
        self.folder, self._cost, self._now = folder, cost, now

    def begin(self, *, known: bool = False, restoring: bool = False) -> None:
        """Show the first page.

        Args:
            known: There was a store there: one that is not now is looked for, not made anew.
            restoring: A back-up is to be chosen.
        """
        if restoring:
            self._restore(self.folder)
        elif known or stands(self.folder):
            self._unlock(self.folder)
        else:
            self._set_up()

    def _unlock(self, folder: Path) -> None:
        self.folder = folder
        way = Unlock(self, folder, cost=self._cost, now=self._now)
        way.page_ready.connect(self.page_ready)
        way.opened.connect(self.opened)
        way.trying.connect(self.trying)
        way.elsewhere.connect(self._unlock)
        way.fresh.connect(self._set_up)
        way.restore.connect(lambda: self._restore(folder))
        way.left.connect(self.left)
        way.begin()

    def _set_up(self) -> None:
        from ui.pages.setup import Setup

        way = Setup(self, self.folder, cost=self._cost, now=self._now)
        way.page_ready.connect(self.page_ready)
        way.opened.connect(self.opened)
        way.found.connect(self._unlock)
        way.restore.connect(self._restore)
        way.begin()

    def _restore(self, folder: Path) -> None:
        from ui.pages.restore import Restore

        self.folder = folder
        way = Restore(self, folder, now=self._now)
        way.page_ready.connect(self.page_ready)
        way.restored.connect(self._unlock)
        way.left.connect(self.begin)
        way.begin()

"""The way back from a back-up: which one, its passphrase, what is in it, and only then the change.

No session is open on the way: from Settings the laptop has been locked before.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from eolplan.errors import EolplanError
from eolplan.vault import (
    Backups,
    Cancelled,
    CodeMistyped,
    Preview,
    Restored,
    Restoring,
    WrongCode,
    WrongPassphrase,
    stands,
)
from ui.jobs import Job
from ui.pages.backup_telling import when
from ui.pages.restore_choice import ChoicePage
from ui.pages.restore_preview import PreviewPage, RestoredPage, RestoringPage, SecretPage

if TYPE_CHECKING:
    from eolplan.record import Log
    from eolplan.vault import CaseloadRow

_TOLD_EVERY_S: Final = 0.1
_AGAIN: Final = (WrongPassphrase, WrongCode, CodeMistyped)


class Restore(QObject):
    """Leads from the choice of a back-up to a store that can be unlocked.

    Args:
        parent: The object it belongs to.
        folder: Where the store is, or is to be.
        now: Aware UTC clock.

    Signals:
        page_ready: carries the ``Page`` to show.
        restored: the store stands; carries its folder.
        left: the user wants none of it.
    """

    page_ready = Signal(object)
    restored = Signal(object)
    left = Signal()
    _share = Signal(float)

    def __init__(self, parent: QObject, folder: Path, *, now: Callable[[], dt.datetime]) -> None:
        super().__init__(parent)
        self._folder, self._now = folder, now
        self._restoring: Restoring | None = None
        self._stop = threading.Event()
        self._told_at = 0.0

    def begin(self) -> ChoicePage:
        """Show the back-ups there are."""
        self._let_go()
        found = Backups(self._folder).here()
        page = ChoicePage(found, self._folder, new=not stands(self._folder), now=self._now)
        page.back_wanted.connect(self.left)
        page.moved.connect(self._move)
        page.chosen.connect(lambda file: self._choose(page, file))
        self.page_ready.emit(page)
        return page

    def _move(self, folder: Path) -> None:
        """Keep the store in *folder*."""
        self._folder = folder
        self.begin()

    def _choose(self, page: ChoicePage, file: Path) -> None:
        try:
            self._restoring = Restoring(self._folder, file, now=self._now)
        except EolplanError as e:
            page.refuse(str(e))
        else:
            self._ask(self._restoring, by_code=False)

    def _ask(self, restoring: Restoring, *, by_code: bool) -> None:
        made = when(restoring.backup.made_at, self._now())
        here = stands(self._folder)
        page = SecretPage(restoring.labels(), made, by_code=by_code, here=here)
        page.back_wanted.connect(lambda: None if page.busy else self.begin())
        page.other_way.connect(lambda: self._ask(restoring, by_code=not by_code))
        page.typed.connect(lambda secret: self._look(page, restoring, secret, by_code))
        self.page_ready.emit(page)

    def _look(self, page: SecretPage, restoring: Restoring, secret: str, by_code: bool) -> None:
        page.set_busy(True)
        call = partial(restoring.look, secret, by_code=by_code, slot_id=page.slot())
        job = Job(page, call)
        job.done.connect(lambda preview: self._preview(restoring, preview))
        job.failed.connect(lambda error: self._not_opened(page, error))
        job.start()

    def _not_opened(self, page: SecretPage, error: Exception) -> None:
        if isinstance(error, _AGAIN):
            page.refuse(str(error))
        else:
            self._refused(error)

    def _preview(self, restoring: Restoring, preview: Preview) -> None:
        page = PreviewPage(preview, self._now())
        page.back_wanted.connect(self.begin)
        page.agreed.connect(lambda: self._run(restoring))
        self.page_ready.emit(page)

    def _run(self, restoring: Restoring) -> None:
        page = RestoringPage()
        self._stop = threading.Event()
        page.stop_wanted.connect(self._stop.set)
        self._share.connect(page.show_share)
        self.page_ready.emit(page)
        call = partial(_run, restoring, self._folder, told=self._hear, stopped=self._stop.is_set)
        job = Job(page, call)
        job.done.connect(self._end)
        job.failed.connect(self._refused)
        job.start()

    def _hear(self, share: float) -> None:
        """Hear off this thread how far it is; pass it on now and then."""
        now = time.monotonic()
        if now - self._told_at >= _TOLD_EVERY_S:
            self._told_at = now
            self._share.emit(share)

    def _end(self, restored: Restored) -> None:
        self._let_go()
        page = RestoredPage(restored)
        page.onward.connect(lambda: self.restored.emit(self._folder))
        self.page_ready.emit(page)

    def _refused(self, error: Exception) -> None:
        """Go back to the choice, and say why."""
        page = self.begin()
        if isinstance(error, Cancelled) or not isinstance(error, EolplanError):
            page.trouble.emit(error)
        else:
            page.refuse(str(error))

    def _let_go(self) -> None:
        if self._restoring is not None:
            self._restoring.close()
            self._restoring = None


def _run(
    restoring: Restoring,
    folder: Path,
    *,
    told: Callable[[float], None],
    stopped: Callable[[], bool],
) -> Restored:
    """Restore, and work out the list of people by the guide of that store. Slow."""
    from eolplan.caseload import row
    from eolplan.desk import guide_for

    guide, _ = guide_for(folder)

    def make_row(person: str, log: Log) -> CaseloadRow:
        return row(log, guide, person)

    return restoring.run(make_row=make_row, told=told, stopped=stopped)

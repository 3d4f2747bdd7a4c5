"""Choosing a passphrase that changes who opens the store: the slow part beside, then one write."""

from __future__ import annotations

from collections.abc import Callable

from eolplan.desk import Change, Desk
from eolplan.errors import EolplanError
from ui.jobs import Job
from ui.pages.colleague import STAFF_SECTION
from ui.pages.passphrase import PassphrasePage
from ui.pages.where import Where


class WayInPage(PassphrasePage):
    """Makes a change of the ways in, and goes back to the staff when it is written.

    Args:
        desk: Whose team it is.
        where, heading, label, busy, forgotten: As of ``PassphrasePage``.
    """

    def __init__(
        self, desk: Desk, where: Where, *, heading: str, busy: str, forgotten: str, label: str = ""
    ) -> None:
        self._desk, self._making = desk, False
        super().__init__(
            step="", heading=heading, where=where, label=label, busy=busy, forgotten=forgotten
        )

    @property
    def making(self) -> bool:
        """Whether the slow part is under way: nothing is done twice."""
        return self._making

    def make(self, slow: Callable[[], Change]) -> None:
        """Run *slow* beside the window, then write what it made."""
        self._set_making(True)
        job = Job(self, slow)
        job.done.connect(self._keep)
        job.failed.connect(self._failed)
        job.start()

    def done_words(self) -> str:
        """Return what to say once it is written."""
        raise NotImplementedError

    def refused(self, error: Exception) -> None:
        """Show why it came to nothing."""
        self.trouble.emit(error)

    def _keep(self, made: Change) -> None:
        try:
            self._desk.team.take(made)
        except EolplanError as e:
            self._failed(e)
            return
        self._set_making(False)
        self.wanted.emit(STAFF_SECTION)
        self.said.emit(self.done_words(), False)

    def _failed(self, error: Exception) -> None:
        self._set_making(False)
        self.refused(error)

    def _set_making(self, making: bool) -> None:
        self._making = making
        self.set_busy(making)

"""A colleague chooses their own passphrase, on this laptop, while nobody else looks."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from eolplan.desk import Change, Desk
from eolplan.errors import EolplanError
from eolplan.words import say, tr
from ui.jobs import Job
from ui.pages.colleague import STAFF_SECTION, staff_in
from ui.pages.form import Problems
from ui.pages.passphrase import PassphrasePage
from ui.pages.roles import if_forgotten
from ui.pages.where import Where
from ui.widgets import Card, PlainLabel


class ColleaguePassphrasePage(PassphrasePage):
    """Two lines for the colleague, and a kind word to whoever sits beside them.

    Args:
        desk: Whose team they join.
        where: ``note`` holds who it is.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        self._desk, self._staff = desk, staff_in(where.note)
        super().__init__(
            step="", heading=say("{name}, choose your passphrase", name=self._staff.name),
            where=where, busy=tr("Making a way in..."),
            forgotten=if_forgotten(desk, self._staff.id),
        )  # fmt: skip
        self._making = False
        self.column.insertWidget(self.column.indexOf(self.first), self._kindly())
        self.back_wanted.connect(self._back)
        self.chosen.connect(self._make)

    def _kindly(self) -> QWidget:
        card = Card("", self)
        for words in (
            say("Give the laptop to {name} now. Only {name} types here.", name=self._staff.name),
            say(
                "If you are {me}: look away for a moment. You never need to know it.",
                me=self._desk.staff.name,
            ),
        ):
            card.column.addWidget(PlainLabel(words, card))
        return card

    def check(self) -> Problems:
        """Say what is to be mended; nobody without a name gets a way in."""
        if not (self._staff.name and self._staff.role and self._staff.may):
            return [(tr("Go back and fill in who it is first"), self.first)]
        return super().check()

    def settle(self) -> None:
        """Forget what was typed: a passphrase is never kept."""
        self.first.box.clear()
        self.second.box.clear()

    def _back(self) -> None:
        self.wanted.emit(Where("colleague", note=self.where.note))

    def _make(self, passphrase: str) -> None:
        if self._making:
            return
        try:
            slow = self._desk.team.admitting(self._staff, passphrase)
        except EolplanError as e:
            self.trouble.emit(e)
            return
        self._set_making(True)
        job = Job(self, slow)
        job.done.connect(self._keep)
        job.failed.connect(self._failed)
        job.start()

    def _keep(self, made: Change) -> None:
        try:
            self._desk.team.take(made)
        except EolplanError as e:
            self._failed(e)
            return
        self._set_making(False)
        self.wanted.emit(STAFF_SECTION)
        words = say(
            "{name} has a way in now. To work, {name} presses Switch user.", name=self._staff.name
        )
        self.said.emit(words, False)

    def _failed(self, error: Exception) -> None:
        self._set_making(False)
        self.trouble.emit(error)

    def _set_making(self, making: bool) -> None:
        self._making = making
        self.set_busy(making)

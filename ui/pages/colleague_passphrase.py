"""A colleague chooses their own passphrase, on this laptop, while nobody else looks."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from eolplan.desk import Desk
from eolplan.errors import EolplanError
from eolplan.words import say, tr
from ui.pages.colleague import staff_in
from ui.pages.form import Problems
from ui.pages.roles import if_forgotten
from ui.pages.way_in import WayInPage
from ui.pages.where import Where
from ui.widgets import Card, PlainLabel


class ColleaguePassphrasePage(WayInPage):
    """Two lines for the colleague, and a kind word to whoever sits beside them.

    Args:
        desk: Whose team they join.
        where: ``note`` holds who it is.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        self._staff = staff_in(where.note)
        super().__init__(
            desk, where, heading=say("{name}, choose your passphrase", name=self._staff.name),
            busy=tr("Making a way in..."), forgotten=if_forgotten(desk, self._staff.id),
        )  # fmt: skip
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

    def done_words(self) -> str:
        """Say what the colleague does now."""
        return say(
            "{name} has a way in now. To work, {name} presses Switch user.", name=self._staff.name
        )

    def _make(self, passphrase: str) -> None:
        if self.making:
            return
        try:
            self.make(self._desk.team.admitting(self._staff, passphrase))
        except EolplanError as e:
            self.trouble.emit(e)

"""Change one's own passphrase: the one there is, and a new one twice."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from eolplan.conversation import WrongPassphrase
from eolplan.desk import Change, Desk
from eolplan.errors import EolplanError
from eolplan.words import tr
from ui.jobs import Job
from ui.pages.colleague import STAFF_SECTION
from ui.pages.form import Problems
from ui.pages.passphrase import PassphrasePage
from ui.pages.roles import if_forgotten
from ui.pages.secret import SecretField
from ui.pages.where import Where


class NewPassphrasePage(PassphrasePage):
    """What opens the store now, and what is to open it from now on.

    Args:
        desk: Who is signed in.
        where: Opened from Settings.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        self._desk, self._changing = desk, False
        super().__init__(
            step="", heading=tr("Change your passphrase"), where=where,
            label=tr("New passphrase"), busy=tr("Changing it..."),
            forgotten=if_forgotten(desk, desk.staff.id),
        )  # fmt: skip
        self.old = SecretField(
            tr("Your passphrase now"), self, identifier=f"{where.page}.old",
            show=tr("Show the passphrase you have now"),
        )  # fmt: skip
        self.column.insertWidget(self.column.indexOf(self.first), self.old)
        self.back_wanted.connect(lambda: self.wanted.emit(STAFF_SECTION))
        self.chosen.connect(self._change)

    def first_focus(self) -> QWidget:
        """Return the line for the passphrase of now."""
        return self.old.box

    def check(self) -> Problems:
        """Say what is to be mended."""
        if not self.old.text():
            return [(tr("Enter the passphrase you have now"), self.old)]
        return super().check()

    def entered(self, line: QLineEdit) -> None:
        """Go to the next line from the first."""
        if line is self.old.box:
            self.first.box.setFocus()
        else:
            super().entered(line)

    def settle(self) -> None:
        """Forget what was typed: a passphrase is never kept."""
        for field in (self.old, self.first, self.second):
            field.box.clear()

    def _change(self, new: str) -> None:
        if self._changing:
            return
        self._set_changing(True)
        job = Job(self, self._desk.team.changing_passphrase(self.old.text(), new))
        job.done.connect(self._keep)
        job.failed.connect(self._failed)
        job.start()

    def _keep(self, made: Change) -> None:
        try:
            self._desk.team.take(made)
        except EolplanError as e:
            self._failed(e)
            return
        self._set_changing(False)
        self.wanted.emit(STAFF_SECTION)
        self.said.emit(tr("Your new passphrase opens the store now. The old one does not."), False)

    def _failed(self, error: Exception) -> None:
        self._set_changing(False)
        if isinstance(error, WrongPassphrase):
            words = tr("That is not your passphrase. Nothing was changed.")
            self.show_problems([(words, self.old)])
        else:
            self.trouble.emit(error)

    def _set_changing(self, changing: bool) -> None:
        self._changing = changing
        self.set_busy(changing)

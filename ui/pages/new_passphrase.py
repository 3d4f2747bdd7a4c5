"""Change one's own passphrase: the one there is, and a new one twice."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from eolplan.conversation import WrongPassphrase
from eolplan.desk import Desk
from eolplan.words import tr
from ui.pages.colleague import STAFF_SECTION
from ui.pages.form import Problems
from ui.pages.roles import if_forgotten
from ui.pages.secret import SecretField
from ui.pages.way_in import WayInPage
from ui.pages.where import Where


class NewPassphrasePage(WayInPage):
    """What opens the store now, and what is to open it from now on.

    Args:
        desk: Who is signed in.
        where: Opened from Settings.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(
            desk, where, heading=tr("Change your passphrase"), label=tr("New passphrase"),
            busy=tr("Changing it..."), forgotten=if_forgotten(desk, desk.staff.id),
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

    def done_words(self) -> str:
        """Say which passphrase counts now."""
        return tr("Your new passphrase opens the store now. The old one does not.")

    def refused(self, error: Exception) -> None:
        """Say it at the line where the old one was mistyped."""
        if isinstance(error, WrongPassphrase):
            words = tr("That is not your passphrase. Nothing was changed.")
            self.show_problems([(words, self.old)])
        else:
            super().refused(error)

    def _change(self, new: str) -> None:
        if not self.making:
            self.make(self._desk.team.changing_passphrase(self.old.text(), new))

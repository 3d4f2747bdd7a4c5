"""A new recovery sheet: what becomes of the old one is said before it is so."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from eolplan.desk import Desk
from eolplan.errors import EolplanError
from eolplan.words import tr
from ui.pages.colleague import STAFF_SECTION
from ui.pages.form import FormPage
from ui.pages.where import Where
from ui.widgets import PlainLabel


class NewSheetPage(FormPage):
    """Says what happens, and goes on to the new code.

    Args:
        desk: Whose store it is.
        where: Opened from Settings.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(
            "new-sheet", where, tr("Make a new recovery sheet"), onward=tr("Make a new code"),
            back=True,
        )  # fmt: skip
        self._desk = desk
        self.back_wanted.connect(lambda: self.wanted.emit(STAFF_SECTION))
        for words in (
            tr("A new code is made. From then on the code on the old sheet opens nothing."),
            tr("You print the new code, or write it down, and lock it away from this laptop."),
            tr("Then tear up the old sheet, wherever it is kept. Nobody's passphrase changes."),
        ):
            self.column.addWidget(PlainLabel(words, self))

    def first_focus(self) -> QWidget:
        """Return the way on."""
        return self.onward

    def submit(self) -> None:
        """Make the code and show it."""
        try:
            self._desk.team.new_sheet()
        except EolplanError as e:
            self.trouble.emit(e)
            return
        self.wanted.emit(Where("recovery"))

"""What is shown when a store cannot be opened: why, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from eolplan.errors import EolplanError
from eolplan.vault import VaultAbsent
from eolplan.words import tr
from ui.pages.folder import ask_for_folder
from ui.pages.form import look_tools
from ui.pages.page import Page
from ui.pages.where import Where
from ui.widgets import Button, Heading, PlainLabel


class StuckPage(Page):
    """Says why the store cannot be opened, and what can be done.

    Args:
        error: The reason, as a sentence.

    Signals:
        again: try again.
        elsewhere: a folder was chosen; carries it.
        fresh: set up a new store.
    """

    again = Signal()
    elsewhere = Signal(object)
    fresh = Signal()

    def __init__(self, error: EolplanError) -> None:
        super().__init__("stuck", Where("stuck"))
        self.column.addWidget(look_tools(self))
        self.column.addWidget(Heading(tr("The store could not be opened"), self))
        self.words = PlainLabel(str(error), self)
        self.column.addWidget(self.words)
        self._retry = Button(tr("Try again"), kind="primary", identifier="stuck.again")
        self._retry.clicked.connect(self.again)
        find = Button(tr("Find it"), icon="search", identifier="stuck.find")
        find.setAccessibleName(tr("Find the store in another folder"))
        find.clicked.connect(lambda: ask_for_folder(self, self.elsewhere.emit))
        self.add_action(self._retry)
        self.add_action(find)
        if isinstance(error, VaultAbsent):
            new = Button(tr("Set up a new store"), identifier="stuck.new")
            new.clicked.connect(self.fresh)
            self.add_action(new)

    def title(self) -> str:
        """Return what the page says."""
        return tr("The store could not be opened")

    def first_focus(self) -> QWidget:
        """Return Try again."""
        return self._retry

"""What is shown when eolplan itself breaks: that what was said is kept, and how to go on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from eolplan.words import tr
from ui.pages.page import Page
from ui.pages.where import Where
from ui.widgets import CrashPage


class BrokenPage(Page):
    """The page for our own bugs.

    Args:
        saved_at: Local time of the last change on disk, or empty.
        details: Text for IT, without anybody's words.
        onward: Where to carry on.
    """

    def __init__(self, saved_at: str, details: str, onward: Where) -> None:
        super().__init__("broken", Where("broken"))
        self._shown = CrashPage(saved_at, details, self)
        self.column.setContentsMargins(0, 0, 0, 0)  # it has its own
        self.column.addWidget(self._shown)
        self._shown.carry_on.connect(lambda: self.wanted.emit(onward))

    def title(self) -> str:
        """Return what the page says."""
        return tr("Something went wrong in eolplan")

    def first_focus(self) -> QWidget:
        """Return the button that carries on."""
        return self._shown.first_focus()

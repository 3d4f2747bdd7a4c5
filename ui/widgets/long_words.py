"""Words of any length in a few lines: their beginning, and the rest at a press."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.words import say, tr
from ui.theme import space_out
from ui.widgets.buttons import ToggleButton
from ui.widgets.labels import PlainLabel
from ui.widgets.layouts import FlowLayout
from ui.widgets.naming import identify

GLANCE: Final = 360
"""As many letters as an eye takes in on the way; a little more is shown whole."""
_SLACK: Final = 120


class LongWords(QWidget):
    """Shows *words* whole where they are short, else their beginning and a way to the rest.

    Args:
        words: What was said.
        name: What a screen reader calls the way to the rest.
        parent: The widget it belongs to.
        identifier: ``page.control``.
    """

    def __init__(
        self, words: str, name: str, parent: QWidget | None = None, *, identifier: str
    ) -> None:
        super().__init__(parent)
        self._words = words
        self.label = PlainLabel(words, self)
        column = space_out(QVBoxLayout(self), 4)
        column.addWidget(self.label)
        if len(words) <= GLANCE + _SLACK:
            return
        row = QWidget(self)
        self.all = ToggleButton(tr("Show all of it"), row)
        identify(self.all, identifier, name)
        self.all.toggled.connect(self._show)
        FlowLayout(row).addWidget(self.all)
        column.addWidget(row)
        self._show(False)

    def _show(self, everything: bool) -> None:
        begins = self._words[:GLANCE].rsplit(" ", 1)[0]
        self.label.setText(self._words if everything else say("{beginning} ...", beginning=begins))

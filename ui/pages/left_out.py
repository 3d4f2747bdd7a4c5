"""What a copy does not hold: kinds and counts, and never what they say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.handover import LeftOut
from eolplan.words import begun, say, tr
from ui.theme import space_out
from ui.widgets import FlowLayout, PlainLabel, ToggleButton, identify


class LeftOutList(QWidget):
    """How many things are left out, and behind a button which kinds of things they are.

    Args:
        parent: The widget it belongs to.
        identifier: ``page.left_out``.
    """

    def __init__(self, parent: QWidget, *, identifier: str) -> None:
        super().__init__(parent)
        column = space_out(QVBoxLayout(self), 8)
        self._words = PlainLabel("", self, style="strong")
        row = QWidget(self)
        self.see = ToggleButton(tr("See the list"), row)
        identify(self.see, identifier)
        FlowLayout(row).addWidget(self.see)
        self._list = PlainLabel("", self)
        self._list.hide()
        self.see.toggled.connect(self._list.setVisible)
        for widget in (self._words, row, self._list):
            column.addWidget(widget)

    def show_kinds(self, kinds: Sequence[LeftOut]) -> None:
        """Show what a copy leaves out."""
        count = sum(kind.count for kind in kinds)
        words = say("Left out of this copy: {count}", count=count)
        self._words.setText(words if count else tr("Nothing is left out of this copy."))
        self.see.setAccessibleName(say("{left_out}, see the list", left_out=words))
        self.see.setVisible(bool(count))
        lines = [say("{what}: {count}", what=begun(k.what), count=k.count) for k in kinds]
        self._list.setText("\n".join(lines))
        self._list.setVisible(self.see.isChecked() and bool(count))

    def kinds(self) -> list[str]:
        """Return the lines of the list, shown or not."""
        return self._list.text().splitlines()

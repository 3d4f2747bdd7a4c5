"""What is seldom needed of a plan, behind a button at its end, for who looks after the team."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.words import say, tr
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import Button, FlowLayout, PlainLabel, ToggleButton

_NAME: Final = "person"


class PersonMore(QWidget):
    """A button that shows the way to the page on which a plan is erased.

    Args:
        person: Whose plan it is.
        name: What they are called.
        parent: The page.

    Signals:
        wanted: the user wants to go somewhere; carries a ``Where``.
    """

    wanted = Signal(object)

    def __init__(self, person: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        column = space_out(QVBoxLayout(self), 12)
        row, self._behind = QWidget(self), QWidget(self)
        self.more = ToggleButton(
            tr("More"), row, identifier=f"{_NAME}.more", name=say("More about {name}'s plan",
                                                                 name=name),
        )  # fmt: skip
        FlowLayout(row).addWidget(self.more)
        inside = space_out(QVBoxLayout(self._behind), 8)
        words = tr("For a plan that must not be kept any longer. The next page says what it means.")
        inside.addWidget(PlainLabel(words, self._behind, colour="text2"))
        tools = QWidget(self._behind)
        self.erase = Button(
            tr("Erase this plan for good"), tools, identifier=f"{_NAME}.erase",
            name=say("Erase {name}'s plan for good", name=name),
        )  # fmt: skip
        there = Where("erase", person=person)
        self.erase.clicked.connect(lambda: self.wanted.emit(there))
        FlowLayout(tools).addWidget(self.erase)
        inside.addWidget(tools)
        self._behind.hide()
        self.more.toggled.connect(self._behind.setVisible)
        column.addWidget(row)
        column.addWidget(self._behind)

"""The last things that happened to a plan, on its overview, and the way to all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.desk import Desk, Past
from eolplan.words import N_, moment, say, tr
from ui.pages.history_ways import to_history
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import Button, FlowLayout, Heading, PlainLabel

_LAST: Final = 4
_NAME: Final = "person"


class HistoryStrip(QWidget):
    """A few lines, the newest first, and two buttons.

    Args:
        desk: What is at hand.
        person: Whose plan.
        parent: The page.

    Signals:
        wanted: the user wants to go somewhere; carries a ``Where``.
    """

    wanted = Signal(object)

    def __init__(self, desk: Desk, person: str, parent: QWidget) -> None:
        super().__init__(parent)
        column = space_out(QVBoxLayout(self), 8)
        column.addWidget(Heading(tr("Timeline"), self, style="h2"))
        for event in Past(desk, person).events[:_LAST]:
            ends = event.words.endswith(".")
            line = N_("{when}: {what} {who}") if ends else N_("{when}: {what}, {who}")
            words = say(line, when=moment(event.at), what=event.words, who=event.who)
            column.addWidget(PlainLabel(words, self))
        row = QWidget(self)
        flow = FlowLayout(row)
        for words, part, icon, there in (
            (tr("All history"), "history", "history", to_history(person)),
            (tr("Find in this plan"), "inside", "search", Where("inside", person=person)),
        ):
            button = Button(words, row, icon=icon, identifier=f"{_NAME}.{part}")
            button.clicked.connect(self._going(there))
            flow.addWidget(button)
        column.addWidget(row)

    def _going(self, there: Where) -> Callable[[], None]:
        return lambda: self.wanted.emit(there)

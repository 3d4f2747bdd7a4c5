"""One line of a plan as it stood, under the words in which it was asked."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.history import Told
from eolplan.rules.able import said_since
from eolplan.words import say
from ui.theme import look, space_out
from ui.widgets import Columns, PlainLabel

_SHARES: Final = (25, 53, 22)
_LEAST: Final = 700


class ToldRow(QWidget):
    """What it is about, the words, and whose they are; thin lines part the rows.

    Args:
        line: What it says.
        parent: The widget it belongs to.
    """

    def __init__(self, line: Told, parent: QWidget) -> None:
        super().__init__(parent)
        row = space_out(Columns(self, shares=_SHARES, least=_LEAST, gap=16), 0, (0, 10, 0, 2))
        row.addWidget(PlainLabel(line.heading, self, style="small", colour="text2"))
        middle = QWidget(self)
        column = space_out(QVBoxLayout(middle), 2)
        if line.asked_then:
            words = say("Asked in other words then: {words}", words=line.asked_then)
            column.addWidget(PlainLabel(words, middle, style="small", colour="text2"))
        column.addWidget(PlainLabel(line.words, middle))
        if since := said_since(line.undecided_since):
            column.addWidget(PlainLabel(since, middle, style="small"))
        row.addWidget(middle)
        who = PlainLabel(line.who, self, style="small", colour="text2") if line.who else None
        row.addWidget(who or QWidget(self))  # the column stays, so that all rows stand alike

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line above."""
        del event
        painter, line = QPainter(self), look().size("decor_border")
        painter.fillRect(0, 0, self.width(), line, look().colour("border"))
        painter.end()

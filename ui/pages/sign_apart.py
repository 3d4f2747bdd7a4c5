"""What is not read to the person on the check page: folded, apart, and counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.guide import Section
from eolplan.words import say, tr
from ui.pages.lines import Line, LineRow
from ui.theme import space_out
from ui.widgets import Button, Card, FlowLayout, PlainLabel, ToggleButton, identify, order_tabs

_NAME: Final = "check.apart"


def apart(section: Section, lines: Sequence[Line]) -> list[Line]:
    """Return what of a topic is not to be read out, as it is told once that is opened."""
    title = tr(section.title)
    return [
        replace(line, heading=title, words="\n".join(line.kept), kept=())
        for line in lines
        if not line.words
    ]


class ApartCard(Card):
    """Says how much there is; its words are there only while somebody has opened it on purpose.

    Args:
        lines: What ``apart`` gave.
        way: Makes the way to where one of them is changed.
        parent: The page.
    """

    def __init__(
        self, lines: Sequence[Line], way: Callable[[Line, str], Button], parent: QWidget
    ) -> None:
        super().__init__(tr("Not to read out"), parent)
        self.setObjectName(_NAME)
        self._lines, self._way = lines, way
        words = tr("Only staff see this. Open it when nobody else can see the screen.")
        self.column.addWidget(PlainLabel(words, self))
        row = QWidget(self)
        count = len(lines)
        words = say("Show all {count}", count=count) if count > 1 else tr("Show it")
        shows = ToggleButton(words, row)
        identify(shows, f"{_NAME}.show")
        shows.toggled.connect(self._show)
        FlowLayout(row).addWidget(shows)
        self.column.addWidget(row)
        self._inside: QWidget | None = None

    def _show(self, on: bool) -> None:
        """Show the words, or take them off the page: what is hidden would be read out too."""
        if self._inside is not None:
            self._inside.hide()
            self._inside.setParent(None)
            self._inside.deleteLater()
            self._inside = None
        if on:
            self._inside = inside = QWidget(self)
            column = space_out(QVBoxLayout(inside), 0)
            for n, line in enumerate(self._lines):
                column.addWidget(LineRow(line, inside, self._way(line, f"apart.{n}")))
            self.column.addWidget(inside)
            inside.show()
        order_tabs(self)

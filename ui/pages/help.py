"""Help for the page that is open: a drawer at the trailing edge, opened and closed by F1."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.resources import resource
from eolplan.words import tr
from ui.theme import look, space_out
from ui.widgets import Button, Heading, PlainLabel, RegionFrame, ScrollArea

_FILE: Final = "help/pages.toml"


@dataclass(frozen=True, slots=True)
class Help:
    """What is said of one page, in the language of the guide files; ``tr`` translates it.

    Attributes:
        title: The page.
        about: What it is for.
        words: What to do, one line each.
        note: What to do if something goes wrong.
    """

    title: str
    about: str
    words: tuple[str, ...]
    note: str


@cache
def helps() -> Mapping[str, Help]:
    """Return the help of every page, by ``Page.help_id``."""
    read = tomllib.loads(resource(_FILE).read_text(encoding="utf-8"))
    return {
        page["id"]: Help(page["title"], page["about"], tuple(page["words"]), page["note"])
        for page in read["page"]
    }


class HelpDrawer(RegionFrame):
    """What this page is for, how to, what if, and who to call.

    Signals:
        closed: it is to go away.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Help"), parent, fill="surface", identifier="help")
        frame = space_out(QVBoxLayout(self), 8, (20, 12, 12, 12))
        self.close_button = Button(
            tr("Close help"), self, kind="quiet", icon="x", identifier="help.close"
        )
        self.close_button.clicked.connect(self.closed)
        frame.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignLeading)
        inside = QWidget(self)
        whole = space_out(QVBoxLayout(inside), 0, (0, 0, 8, 8))
        self._column = space_out(QVBoxLayout(), 8)
        whole.addLayout(self._column)
        whole.addStretch(1)
        frame.addWidget(ScrollArea(inside, self), 1)
        self.hide()

    def show_help(self, page: str, call: str) -> None:
        """Show the help of *page*, and whom to call as the team put it."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        shown = helps()[page]
        self._column.addWidget(Heading(tr(shown.title), style="h2"))
        self._part(tr("What this page is for"), shown.about)
        self._part(tr("How to"), *shown.words)
        self._part(tr("If something goes wrong"), shown.note)
        if call:
            self._column.addWidget(Heading(tr("Who to call"), style="strong"))
            self._column.addWidget(PlainLabel(call))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line towards the page."""
        super().paintEvent(event)
        painter, line = QPainter(self), look().size("decor_border")
        x = self.width() - line if self.isRightToLeft() else 0
        painter.fillRect(x, 0, line, self.height(), look().colour("border"))
        painter.end()

    def _part(self, heading: str, *lines: str) -> None:
        self._column.addWidget(Heading(heading, style="strong"))
        for line in lines:
            self._column.addWidget(PlainLabel(tr(line)))

"""The quiet line on People when the back-ups want a look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from eolplan.words import tr
from ui.backup_work import standing
from ui.pages.backup_telling import reminder
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import BesideLayout, Button, PlainLabel

if TYPE_CHECKING:
    from eolplan.desk import Desk


class BackupLine(QWidget):
    """Says what the back-ups want, and leads to them; not there while all is well.

    Args:
        desk: Whose back-ups they are.
        parent: The page.

    Signals:
        wanted: carries the ``Where`` of the back-ups.
    """

    wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        beside = space_out(BesideLayout(self), 12)
        words = "" if desk.practice else reminder(standing(desk), desk.now())
        self.label = PlainLabel(words, self, colour="attention", measured=False)
        beside.addWidget(self.label)
        button = Button(tr("Look at the back-ups"), self, identifier="people.backup")
        button.clicked.connect(lambda: self.wanted.emit(Where("settings", note="backup")))
        beside.addWidget(button)
        self.setVisible(bool(words))

"""How far a back-up is, in words, with a way to stop it once it takes long."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.words import N_, say, tr
from ui.backing_up import BackingUp
from ui.backup_work import Task
from ui.theme import space_out
from ui.widgets import Button, FlowLayout, PlainLabel, announce

_UNDER_WAY: Final = {
    Task.BACKUP: N_("Backing up: {percent}%. You can go on working."),
    Task.PROOF: N_("Testing the newest back-up: {percent}%. You can go on working."),
    Task.MOVE: N_("Saving everything: {percent}%. You can go on working."),
}


class Progress(QWidget):
    """One line that is there while something is under way.

    Args:
        parent: The widget it belongs to.
        identifier: ``page.control`` of its button.

    Signals:
        stop_wanted: the user does not want to wait.
    """

    stop_wanted = Signal()

    def __init__(self, parent: QWidget, *, identifier: str) -> None:
        super().__init__(parent)
        column = space_out(QVBoxLayout(self), 8)
        self.words = PlainLabel("", self, colour="text2", measured=False)
        column.addWidget(self.words)
        self._row = QWidget(self)
        self.stop = Button(tr("Stop"), self._row, identifier=identifier)
        self.stop.clicked.connect(self.stop_wanted)
        FlowLayout(self._row).addWidget(self.stop)
        column.addWidget(self._row)
        self._row.hide()
        self.hide()

    def follow(self, backing: BackingUp, before: QWidget) -> None:
        """Show how far *backing* is.

        Args:
            backing: What is under way.
            before: Where the focus goes when Stop had it and goes away.
        """
        if backing.task is None:
            held = self.stop.hasFocus()
            self.tell("", stoppable=False)
            if held:
                before.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        words = say(_UNDER_WAY[backing.task], percent=round(backing.share * 100))
        self.tell(words, stoppable=backing.long)

    def tell(self, words: str, *, stoppable: bool) -> None:
        """Show *words*, aloud only the first time, and the button once it takes long."""
        first = self.isHidden() and bool(words)
        self.words.setText(words)
        self._row.setVisible(stoppable)
        self.setVisible(bool(words))
        if first:
            announce(self, words)

"""Choosing where a copy goes, and a word of caution about folders that copy themselves."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from eolplan.desk import synced_by
from eolplan.words import say, tr
from ui.pages.folder import ask_for_folder
from ui.widgets import Button, Card, FlowLayout, PlainLabel, announce, order_tabs


class PlaceChoice(Card):
    """Asks for a folder; shows itself only where that folder copies itself to the internet.

    Args:
        parent: The widget it belongs to.
        identifier: ``page.control``; its buttons are ``.other`` and ``.all_the_same``.
        chosen: Takes the folder.
    """

    def __init__(
        self, parent: QWidget, *, identifier: str, chosen: Callable[[Path], object]
    ) -> None:
        super().__init__("", parent)
        self._take, self._folder = chosen, Path()
        self.words = PlainLabel("", self)
        self.column.addWidget(self.words)
        row = QWidget(self)
        flow = FlowLayout(row)
        self.other = Button(tr("Choose a different place"), row, identifier=f"{identifier}.other")
        self.other.clicked.connect(self.ask)
        self._same = Button(tr("Use it all the same"), row, identifier=f"{identifier}.all_the_same")
        self._same.clicked.connect(self._all_the_same)
        flow.addWidget(self.other)
        flow.addWidget(self._same)
        self.column.addWidget(row)
        self.hide()

    def ask(self) -> None:
        """Let the user choose a folder."""
        ask_for_folder(self, self.judge)

    def judge(self, folder: Path) -> None:
        """Take *folder*, unless it copies itself to the internet and nobody said that it may."""
        self._folder = folder
        service = synced_by(folder, os.environ)
        if not service:
            self._all_the_same()
            return
        words = say(
            "This folder copies itself to the internet ({service}). A back-up is locked, but"
            " choose it only if your team allows it.",
            service=service,
        )
        self.words.setText(words)
        self.show()
        order_tabs(self)
        announce(self, words)
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)

    def _all_the_same(self) -> None:
        self.hide()
        self._take(self._folder)

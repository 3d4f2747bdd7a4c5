"""A page with no question on it, after a topic that was heavy."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from eolplan.conversation import walk
from eolplan.desk import Desk
from eolplan.words import tr
from ui.pages.onward import BREATHE, onward, page_of, to_question
from ui.pages.talk import TalkPage
from ui.pages.where import Where
from ui.widgets import Button, Heading


class BreathingPage(TalkPage):
    """ "Let's stop for a moment", and two buttons. No clock, nothing to answer.

    Args:
        desk: Where the talk is.
        where: ``question`` is the page that was left.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__("breathe", desk, where)
        self._left = page_of(self.talk, where.question) or walk(self.talk)[0][1]
        self.column.addWidget(Heading(self.title(), self))
        self._on = Button(
            tr("Continue"), kind="primary", icon="arrow-right", identifier="breathe.continue"
        )
        self._on.clicked.connect(self.go_on)
        pause = Button(tr("Pause"), icon="pause", identifier="breathe.pause")
        pause.clicked.connect(self.pause)
        for button in (self._on, pause):
            self.add_action(button)

    def title(self) -> str:
        """Return the heading."""
        return tr("Let's stop for a moment")

    def first_focus(self) -> QWidget:
        """Return Continue; nothing hurries anybody to press it."""
        return self._on

    def up(self) -> Where:
        """Return the page that was left."""
        return to_question(self.talk, self._left)

    def go_on(self) -> None:
        """Go to the next topic."""
        self.wanted.emit(onward(self.talk, self._left, BREATHE))

"""Where somebody could not make a decision: the way to how it was made for them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import Conversation, decided_for
from eolplan.guide import Question
from eolplan.words import say, tr
from ui.pages.onward import note_beside, to_question
from ui.theme import space_out
from ui.widgets import Button, FlowLayout, PlainLabel


class DecidedFor(QWidget):
    """A quiet line with a button; out of sight while nothing was found that it follows from.

    Args:
        talk: The talk.
        page: The page.
        note: Its ``Where.note``.
        parent: The page.

    Signals:
        wanted: the way was pressed; carries a ``Where``.
    """

    wanted = Signal(object)

    def __init__(self, talk: Conversation, page: Question, note: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._talk, self._page, self._note = talk, page, note
        words = say("{name} could not decide. Write down who did, and how.",
                    name=talk.subject.called)  # fmt: skip
        column = space_out(QVBoxLayout(self), 4)
        column.addWidget(PlainLabel(words, self))
        row = QWidget(self)
        go = Button(tr("How it was decided"), row, icon="chevron-right", identifier="conv.decided")
        go.clicked.connect(self._go)
        FlowLayout(row).addWidget(go)
        column.addWidget(row)
        self.refresh()

    def refresh(self) -> None:
        """Show it where it follows from what stands."""
        self.setVisible(decided_for(self._talk, self._page) is not None)

    def _go(self) -> None:
        if (page := decided_for(self._talk, self._page)) is not None:
            note = note_beside(self._talk, self._page, self._note)
            self.wanted.emit(to_question(self._talk, page, note=note))

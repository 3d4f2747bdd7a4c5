"""Words that stayed with an earlier answer, in sight beside the field of the new one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.words import say
from ui.theme import space_out
from ui.widgets import Button, FlowLayout, PlainLabel


class SaidBefore(QWidget):
    """ "Said before, 26 November 2026: ...", and one step that takes the words along.

    Args:
        about: The question in full, for who hears the button and not the page.
        parent: The field.
        identifier: ``page.question.before``.

    Signals:
        fits: the words still fit.
    """

    fits = Signal()

    def __init__(self, about: str, parent: QWidget, *, identifier: str) -> None:
        super().__init__(parent)
        self._words, self._about = PlainLabel("", self, style="small", colour="text2"), about
        row = QWidget(self)
        self.take = Button("", row, icon="check", identifier=identifier)
        self.take.clicked.connect(self.fits)
        FlowLayout(row).addWidget(self.take)
        column = space_out(QVBoxLayout(self), 4)
        column.addWidget(self._words)
        column.addWidget(row)
        self.hide()

    def tell(self, words: str, *, takes: str) -> None:
        """Show what was said before; an empty text takes it off the page.

        Args:
            words: A sentence.
            takes: What the step is called that takes it along; empty: nothing can be.
        """
        self._words.setText(words)
        self.take.set_words(takes)
        self.take.setAccessibleName(say("{words}. {question}", words=takes, question=self._about))
        self.take.setVisible(bool(takes))
        self.setVisible(bool(words))

    def text(self) -> str:
        """Return what is shown, or the empty string."""
        return "" if self.isHidden() else self._words.text()

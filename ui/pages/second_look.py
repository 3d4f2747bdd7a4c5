"""A question in place of the form for a new person: is this right, are they here already?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.caseload import CaseloadRow
from eolplan.words import say, tr
from ui.pages.people_telling import born_words, name_words
from ui.theme import space_out
from ui.widgets import Button, Card, FlowLayout, Heading, PlainLabel, read_first


class SecondLook(QWidget):
    """A question, the plans that may be the same person's, and two answers.

    Args:
        heading: The question.
        parent: The page.

    Signals:
        sure: the person is to be added as typed.
        unsure: the user wants to look at the details again.
        known: the person is here already; carries their id.
    """

    sure = Signal()
    unsure = Signal()
    known = Signal(str)

    def __init__(self, heading: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = space_out(QVBoxLayout(self), 12)
        self._asks = Heading(heading, self, style="h2")
        self._column.addWidget(self._asks)
        self._first: Button | None = None

    def add_plan(self, row: CaseloadRow) -> None:
        """Add a plan that may be the same person's, with the way to open it."""
        card = Card(parent=self)
        name, born = name_words(row), born_words(row, tr("not known"))
        card.column.addWidget(PlainLabel(name, card, style="strong"))
        card.column.addWidget(PlainLabel(say("Born {date}", date=born), card))
        if row.postcode:
            card.column.addWidget(PlainLabel(row.postcode, card, style="small"))
        foot = QWidget(card)
        button = Button(
            tr("Open this plan"),
            foot,
            kind="primary",
            identifier=f"add.open.{row.person}",
            name=say("Open the plan of {name}", name=name),
        )
        button.clicked.connect(lambda: self.known.emit(row.person))
        self._first = self._first or button
        FlowLayout(foot).addWidget(button)
        card.column.addWidget(foot)
        self._column.addWidget(card)

    def add_answers(self, yes: str) -> None:
        """Add the answers, *yes* and back to the details, and take the focus.

        It goes to the first plan, else to the question: no key pressed too long adds anybody.
        """
        row = QWidget(self)
        flow = FlowLayout(row)
        go = Button(yes, row, identifier="add.sure")
        go.clicked.connect(self.sure)
        change = Button(tr("Go back to the details"), row, identifier="add.change")
        change.clicked.connect(self.unsure)
        flow.addWidget(go)
        flow.addWidget(change)
        self._column.addWidget(row)
        if self._first is None:
            read_first(self._asks)
        else:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

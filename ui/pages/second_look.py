"""A question in place of the form for a new person: is this right, are they here already?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.caseload import CaseloadRow
from eolplan.words import partial_date, say, tr
from ui.theme import space_out
from ui.widgets import Button, Card, FlowLayout, Heading, PlainLabel


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
        self._column.addWidget(Heading(heading, self, style="h2"))

    def add_plan(self, row: CaseloadRow) -> None:
        """Add a plan that may be the same person's, with the way to open it."""
        card = Card(parent=self)
        card.column.addWidget(PlainLabel(row.name, card, style="strong"))
        born = partial_date(row.born) if row.born else tr("not known")
        card.column.addWidget(PlainLabel(say("Born {date}", date=born), card))
        if row.postcode:
            card.column.addWidget(PlainLabel(row.postcode, card, style="small"))
        foot = QWidget(card)
        button = Button(
            tr("Open this plan"),
            foot,
            kind="primary",
            identifier=f"add.open.{row.person}",
            name=say("Open the plan of {name}", name=row.name),
        )
        button.clicked.connect(lambda: self.known.emit(row.person))
        FlowLayout(foot).addWidget(button)
        card.column.addWidget(foot)
        self._column.addWidget(card)

    def add_answers(self, yes: str) -> None:
        """Add the answers, *yes* and back to the details, and take the focus."""
        row = QWidget(self)
        flow = FlowLayout(row)
        go = Button(yes, row, identifier="add.sure")
        go.clicked.connect(self.sure)
        change = Button(tr("Go back to the details"), row, identifier="add.change")
        change.clicked.connect(self.unsure)
        flow.addWidget(go)
        flow.addWidget(change)
        self._column.addWidget(row)
        first = self.findChild(Button) or go  # the first plan, where there is one
        first.setFocus(Qt.FocusReason.OtherFocusReason)

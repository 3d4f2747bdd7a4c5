"""On a plan's page: what waits after two records were parted, and the ways to mend a mix-up."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.desk import Desk
from eolplan.words import say, tr
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import BesideLayout, Button, Card, FlowLayout, Heading, PlainLabel

TWIN: Final = "twin"
"""``Where.note`` of the page that joins: whoever is alike is the other record."""

_NAME: Final = "person"


class Mending(QWidget):
    """Two quiet buttons.

    Args:
        desk: What is at hand.
        person: Whose plan it is.
        parent: The page.
        empty: Nothing was recorded but who it is, so nothing can be in the wrong plan.

    Signals:
        wanted: the user wants to go somewhere; carries a ``Where``.
    """

    wanted = Signal(object)

    def __init__(self, desk: Desk, person: str, parent: QWidget, *, empty: bool) -> None:
        super().__init__(parent)
        self._person = person
        column = space_out(QVBoxLayout(self), 12)
        column.addWidget(Heading(tr("A mix-up"), self, style="h2"))
        row = QWidget(self)
        flow = FlowLayout(row)
        one = len(desk.two_plans.records(person)) == 1
        twice = tr("This person is here twice") if one else tr("These records are one")
        for words, page, icon in (
            (tr("Something here is about somebody else"), "wrong-person", "git-compare"),
            (twice, "joining", "users"),
        ):
            if page != "wrong-person" or not empty:
                flow.addWidget(self._way(words, page, icon, row))
        column.addWidget(row)

    def _way(self, words: str, page: str, icon: str, parent: QWidget) -> Button:
        button = Button(words, parent, icon=icon, identifier=f"{_NAME}.{page}")
        there = Where(page, person=self._person)
        button.clicked.connect(lambda: self.wanted.emit(there))
        return button


class ToPlace(Card):
    """Asks about what was written down while two records were one; hidden where nothing was.

    Args:
        desk: What is at hand.
        person: Whose plan it is.
        parent: The page.

    Signals:
        wanted: the user wants to go somewhere; carries a ``Where``.
    """

    wanted = Signal(object)

    def __init__(self, desk: Desk, person: str, parent: QWidget) -> None:
        super().__init__("", parent)
        count = len(desk.two_plans.to_place(person))
        words = tr("One thing was written down while two records were one. Who is it about?")
        if count > 1:
            words = say(
                "{count} things were written down while two records were one. Who are they about?",
                count=count,
            )
        inside = QWidget(self)
        beside = BesideLayout(inside)
        beside.addWidget(PlainLabel(words, inside))
        button = Button(tr("Look at each"), inside, identifier=f"{_NAME}.place")
        button.clicked.connect(lambda: self.wanted.emit(Where("joining", person=person)))
        beside.addWidget(button)
        self.column.addWidget(inside)
        self.setVisible(count > 0)

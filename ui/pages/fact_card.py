"""A fact on the check page: what stands of it, or the fields for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.words import tr
from ui.theme import space_out
from ui.widgets import BesideLayout, Button, Card, PlainLabel, identify, into_sight, order_tabs


class FactCard(Card):
    """One fact: what stands of it and a button to change it, or its fields.

    It opens by itself where something is needed and never folds under the hand.

    Args:
        title: What it is about.
        change: What the button that opens it is called, in full.
        parent: The widget it belongs to.
        identifier: ``check.fact``.

    Attributes:
        inside: Takes the fields.
        change: Opens the card.
    """

    inside: QVBoxLayout

    def __init__(self, title: str, change: str, parent: QWidget, *, identifier: str) -> None:
        super().__init__(title, parent)
        self.setObjectName(identifier)
        self._folded = QWidget(self)
        beside = BesideLayout(self._folded)
        self._told = PlainLabel("", self._folded)
        self.change = Button(tr("Change"), self._folded, kind="quiet", icon="pencil")
        identify(self.change, f"{identifier}.change", change)
        self.change.clicked.connect(self._opened)
        beside.addWidget(self._told)
        beside.addWidget(self.change)
        self._fields = QWidget(self)
        self.inside = space_out(QVBoxLayout(self._fields), 16)
        self.column.addWidget(self._folded)
        self.column.addWidget(self._fields)
        self._folded.hide()
        self._first: Callable[[], QWidget] = lambda: self.change

    def fold(self, words: str) -> None:
        """Show what stands, and no fields."""
        self._told.setText(words)
        self._folded.show()
        self._fields.hide()

    def open_with(self, first: Callable[[], QWidget]) -> None:
        """Say what takes the focus when the card is opened."""
        self._first = first

    def go_to(self) -> None:
        """Give it the focus, in sight: its first field, or while it is folded the way to them."""
        first = self._first() if self._folded.isHidden() else self.change
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        into_sight(first)

    def _opened(self) -> None:
        self._folded.hide()
        self._fields.show()
        order_tabs(self)
        self.go_to()

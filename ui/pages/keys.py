"""Every key that does something, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from eolplan.words import N_, say, tr
from ui.pages.commands import KEYS, Command
from ui.pages.page import Page
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import BesideLayout, Button, Card, FlowLayout, Heading, PlainLabel

if TYPE_CHECKING:
    from eolplan.desk import Desk

_GROUPS: Final = (
    (("anywhere", "signed in"), N_("Everywhere")),
    (("people",), N_("In the list of people")),
    (("person", "conversation"), N_("With a person")),
    (("settings",), N_("In Settings")),
)
_RULES: Final = (
    (N_("Tab"), N_("Next control")),
    (N_("Space"), N_("Choose the answer that has the focus")),
    (N_("Arrows"), N_("Move among the answers of one question")),
    (N_("Enter"), N_("Press the button that has the focus; in one line, go on")),
    (N_("Esc"), N_("Close a panel or menu. It never takes anything back.")),
)

_NAMED: Final = (("Return", N_("Enter")), ("+", N_("Plus")), ("-", N_("Minus")), (",", N_("Comma")))
"""Keys by the name they go by here: a sign at the end of a line is overlooked."""


class KeysPage(Page):
    """The keyboard list."""

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__("keys", where)
        del desk  # nothing of the record is shown
        row = QWidget(self)
        self._back = Button(tr("Back"), row, icon="arrow-left", identifier="keys.back")
        self._back.clicked.connect(self._leave)
        FlowLayout(row).addWidget(self._back)
        self.column.addWidget(row)  # at the top: a page to read begins at its beginning
        self.column.addWidget(Heading(self.title(), self))
        for places, title in _GROUPS:
            card = Card(tr(title), self)
            for key in KEYS.values():
                if key.place in places:
                    card.column.addWidget(_line(card, _shown(key.sequences[0]), tr(key.words)))
            self.column.addWidget(card)
        card = Card(tr("Inside a page"), self)
        for pressed, words in _RULES:
            card.column.addWidget(_line(card, tr(pressed), tr(words)))
        self.column.addWidget(card)

    def title(self) -> str:
        """Return what the page is about."""
        return tr("Keyboard list")

    def first_focus(self) -> QWidget:
        """Return the way back."""
        return self._back

    def _leave(self) -> None:
        self.asked.emit(Command.BACK)


def _shown(sequence: str) -> str:
    shown = QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText)
    for key, name in _NAMED:
        if shown.endswith(f"+{key}"):
            return shown.removesuffix(key) + tr(name)
    return shown


def _line(parent: QWidget, pressed: str, words: str) -> QWidget:
    """Return one key with what it does, spoken as one sentence."""
    row = QWidget(parent)
    beside = space_out(BesideLayout(row), 16)
    what = PlainLabel(words, row)
    what.setAccessibleName(say("{key}: {words}", key=pressed, words=words))
    beside.addWidget(what)
    beside.addWidget(PlainLabel(pressed, row, style="strong"))
    return row

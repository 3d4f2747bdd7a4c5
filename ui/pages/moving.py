"""Everything goes to another computer: one file, and what to do with it, step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from eolplan.words import say, tr
from ui.backing_up import BackingUp, backing_up_in
from ui.pages.backup_place import PlaceChoice
from ui.pages.backup_progress import Progress
from ui.pages.backup_telling import counted
from ui.pages.commands import Command
from ui.pages.page import Page
from ui.pages.where import Where
from ui.widgets import Button, Card, FlowLayout, Heading, PlainLabel, order_tabs

if TYPE_CHECKING:
    from eolplan.desk import Desk

_NAME: Final = "moving"


class MovingPage(Page):
    """Saves the file, and says in plain words what to do on the other laptop.

    Args:
        desk: What is to be moved.
        where: The place it was opened for.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(_NAME, where)
        self._desk = desk
        self._backing: BackingUp | None = None
        self.column.addWidget(Heading(self.title(), self))
        words = tr(
            "One file takes everything along. It is locked like the store: it opens with the same"
            " passphrases and the same recovery code, and with nothing else."
        )
        self.column.addWidget(PlainLabel(words, self))
        self.column.addWidget(self._here())
        self.column.addWidget(self._there())
        self.column.addWidget(self._afterwards())
        self._back = Button(tr("Back"), icon="arrow-left", identifier=f"{_NAME}.back")
        self._back.clicked.connect(lambda: self.wanted.emit(Where("settings", note="backup")))
        self.add_action(self._back)

    # -- what the window asks ------------------------------------------------

    def title(self) -> str:
        """Return the heading."""
        return tr("Move everything to another computer")

    def first_focus(self) -> QWidget:
        """Return the way to the file."""
        return self.save

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return Continue: to save the file."""
        return {**super().commands(), Command.CONTINUE: self.choice.ask}

    def back(self) -> Where:
        """Return the section it was opened from."""
        return replace(self.where, page="settings", note="backup")

    def showEvent(self, event: QShowEvent) -> None:
        """Follow what is under way, also when the page was left and opened again."""
        super().showEvent(event)
        if self._backing is None:
            self._backing = backing_up_in(self.window(), self._desk)
            self._backing.changed.connect(self._refresh)
            self._backing.told.connect(self._told)
            self.progress.stop_wanted.connect(self._backing.stop)
            self._refresh()

    # -- what is on it ---------------------------------------------------------

    def _here(self) -> Card:
        card = Card(tr("On this laptop"), self)
        card.column.addWidget(
            _step(card, 1, tr("Plug in a stick, or think of a folder that both computers reach."))
        )
        card.column.addWidget(_step(card, 2, tr("Save the file there.")))
        row = QWidget(card)
        self.choice = PlaceChoice(card, identifier=f"{_NAME}.place", chosen=self._save)
        self.save = Button(tr("Save the file"), row, kind="primary", identifier=f"{_NAME}.save")
        self.save.clicked.connect(self.choice.ask)
        FlowLayout(row).addWidget(self.save)
        self.progress = Progress(card, identifier=f"{_NAME}.stop")
        self.saved_words = PlainLabel("", card, style="strong", measured=False)
        self.trouble_words = PlainLabel("", card, colour="attention")
        for widget in (row, self.choice, self.progress, self.saved_words, self.trouble_words):
            card.column.addWidget(widget)
        self.saved_words.hide()
        self.trouble_words.hide()
        return card

    def _there(self) -> Card:
        card = Card(tr("On the other computer"), self)
        held = counted(self._desk.session.store.counts(), only=("people", "versions"))
        steps = (
            tr("Install eolplan, and open it."),
            tr("On the first page choose: Restore a back-up."),
            tr("Choose the file, and type your passphrase. It is the same as here."),
            say("Look whether all is there: {what}.", what=held)
            if held
            else tr("Look whether all is there."),
        )
        for number, words in enumerate(steps, start=3):
            card.column.addWidget(_step(card, number, words))
        return card

    def _afterwards(self) -> Card:
        card = Card(tr("Afterwards"), self)
        for words in (
            tr("Work on one of the two only. What is written on one does not reach the other."),
            tr("This laptop keeps its store until somebody removes it."),
            tr("When all is well on the other computer, ask IT to clear this one."),
        ):
            card.column.addWidget(PlainLabel(words, card))
        return card

    # -- what happens ------------------------------------------------------------

    def _save(self, folder: Path) -> None:
        if self._backing is not None:
            self.saved_words.hide()
            self._backing.move_to(folder)

    def _refresh(self) -> None:
        backing = self._backing
        if backing is None:
            return
        self.progress.follow(backing, self.save)
        if backing.moved is not None and backing.task is None and not backing.trouble:
            words = say(
                "Saved and read back: {file} in {folder}", file=backing.moved.name,
                folder=backing.moved.parent,
            )  # fmt: skip
            self.saved_words.setText(words)
            self.saved_words.show()
        self.trouble_words.setText(backing.trouble)
        self.trouble_words.setVisible(bool(backing.trouble))
        order_tabs(self)

    def _told(self, words: str) -> None:
        self.said.emit(words, False)


def _step(parent: QWidget, number: int, words: str) -> PlainLabel:
    return PlainLabel(say("{number}. {words}", number=number, words=words), parent)

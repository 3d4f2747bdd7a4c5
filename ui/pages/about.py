"""Which eolplan this is, what it does not do, and what IT may need to know."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from eolplan import __version__
from eolplan.desk import Desk
from eolplan.words import say, tr
from ui.pages.commands import Command
from ui.pages.details import details
from ui.pages.page import Page
from ui.pages.where import Where
from ui.widgets import Button, Card, FlowLayout, Heading, PlainLabel

_NAME: Final = "about"


class AboutPage(Page):
    """Version, promises, licences, and details for IT.

    Args:
        desk: What is counted.
        where: The place it was opened for.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(_NAME, where)
        row = QWidget(self)
        self._back = Button(tr("Back"), row, icon="arrow-left", identifier=f"{_NAME}.back")
        self._back.clicked.connect(lambda: self.asked.emit(Command.BACK))
        FlowLayout(row).addWidget(self._back)
        self.column.addWidget(row)
        self.column.addWidget(Heading(self.title(), self))
        self.column.addWidget(PlainLabel(say("Version {number}", number=__version__), self))
        for words in (
            tr("eolplan keeps advance care plans on this laptop, locked with your passphrase."),
            tr("It never sends anything over the internet, and looks for no updates."),
            tr("It keeps what people say and what staff decide. It decides nothing itself."),
            tr("It is free software under the Apache licence 2.0, without any warranty."),
        ):
            self.column.addWidget(PlainLabel(words, self))
        self.column.addWidget(self._ways())
        self._details = details(desk)
        self.column.addWidget(self._for_it())

    def title(self) -> str:
        """Return the heading."""
        return tr("About eolplan")

    def first_focus(self) -> QWidget:
        """Return the way back."""
        return self._back

    def up(self) -> Where:
        """Return where Back leads when the user came from nowhere."""
        return Where("settings")

    def _ways(self) -> QWidget:
        row = QWidget(self)
        flow = FlowLayout(row)
        for page, words, icon in (
            ("licences", tr("Licences"), "file-text"),
            ("keys", tr("Keyboard list"), "keyboard"),
            ("settings", tr("Settings"), "settings"),
        ):
            button = Button(words, row, icon=icon, identifier=f"{_NAME}.{page}")
            button.clicked.connect(lambda _=False, p=page: self.wanted.emit(Where(p)))
            flow.addWidget(button)
        return row

    def _for_it(self) -> QWidget:
        card = Card(tr("Details for IT"), self)
        card.column.addWidget(
            PlainLabel(tr("Versions and counts only. No names, and nothing from plans."), card)
        )
        card.column.addWidget(
            PlainLabel(self._details, card, style="small", colour="text2", measured=False)
        )
        row = QWidget(card)
        copy = Button(tr("Copy details for IT"), row, identifier=f"{_NAME}.copy")
        copy.clicked.connect(self._copy)
        FlowLayout(row).addWidget(copy)
        card.column.addWidget(row)
        return card

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self.said.emit(tr("Copied. Paste it into an email to IT."), False)

"""Something that is for others of the team: said kindly, with whom to ask."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from eolplan.desk import Desk
from eolplan.identity import Act
from eolplan.words import N_, say, tr
from ui.pages.banner import banner_of
from ui.pages.page import Page
from ui.pages.roles import names_of
from ui.pages.where import Where
from ui.widgets import BannerFacts, Button, Heading, PlainLabel

_NAME = "may-not"
_WORDS: Final = {
    Act.RECORD: (
        N_("Writing in plans is for others of the team"),
        N_("You can read every plan, and nothing you press here changes one."),
    ),
    Act.SHARE: (
        N_("Copies are made by staff who sign off"),
        N_("A colleague who signs off plans can open this one and make the copy."),
    ),
    Act.SIGN: (
        N_("Signing off is for others of the team"),
        N_("A colleague goes through it and signs it off."),
    ),
    Act.LEAD: (
        N_("This is for whoever looks after the team"),
        N_("Adding and removing staff needs somebody who knows the whole team."),
    ),
}


class MayNotPage(Page):
    """Says what it is for, and whom to ask.

    Args:
        desk: Who is signed in.
        where: ``note`` is an ``Act``; it may be about a person.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(_NAME, where)
        self._desk = desk
        act = Act(where.note) if where.note in set(Act) else Act.RECORD
        self._heading, why = map(tr, _WORDS[act])
        self.column.addWidget(Heading(self._heading, self))
        self.column.addWidget(PlainLabel(why, self))
        leads = names_of(desk.team.leads())
        self.column.addWidget(
            PlainLabel(say("To change what you may do, ask {leads}.", leads=leads), self)
        )
        self._back = Button(
            tr("Back"), kind="primary", icon="arrow-left", identifier=f"{_NAME}.back"
        )
        self._back.clicked.connect(lambda: self.wanted.emit(self.back()))
        self.add_action(self._back)

    def title(self) -> str:
        """Return what the page says."""
        return self._heading

    def banner(self) -> BannerFacts | None:
        """Return whose plan it was about, if any."""
        return banner_of(self._desk, self.where.person) if self.where.person else None

    def first_focus(self) -> QWidget:
        """Return the way back."""
        return self._back

    def back(self) -> Where:
        """Lead to the plan, or to the list of people."""
        if self.where.person:
            return Where("person", person=self.where.person)
        return Where("people")

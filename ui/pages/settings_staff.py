"""Staff: a section of Settings. Who has a way in, one's own passphrase, and who may read what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.desk import Desk
from eolplan.identity import Act, Staff
from eolplan.words import long_date, say, tr
from ui.pages.roles import about, may_words, names_of
from ui.pages.settings_keys import OrganisationCard
from ui.pages.settings_restricted import RestrictedCard
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import BesideLayout, Button, Card, FlowLayout, PlainLabel, identify

if TYPE_CHECKING:
    from ui.pages.settings import SettingsPage

_NAME = "settings.staff"


class StaffPane(QWidget):
    """Staff: only whoever looks after the team sees what changes it.

    Args:
        parent: The widget it stands in.
        desk: Whose settings they are.
        page: Says and undoes.
    """

    def __init__(self, parent: QWidget, desk: Desk, page: SettingsPage) -> None:
        super().__init__(parent)
        self._desk, self._page, self._team = desk, page, desk.team
        self._leads = desk.can(Act.LEAD)
        column = space_out(QVBoxLayout(self), 12)
        column.addWidget(self._who())
        column.addWidget(self._own())
        if self._leads:
            column.addWidget(self._sheet())
        if self._leads or self._team.reads_restricted(desk.staff.id):
            column.addWidget(RestrictedCard(self, desk, page))
        if self._leads:
            column.addWidget(OrganisationCard(self, desk, page))

    # -- who has a way in --------------------------------------------------

    def _who(self) -> QWidget:
        card = Card(tr("Who has a way in"), self)
        members = QWidget(card)
        column = space_out(QVBoxLayout(members), 16)
        for staff in self._team.members():
            column.addWidget(self._member(staff, members))
        card.column.addWidget(members)
        if self._leads:
            row = QWidget(card)
            add = Button(
                tr("Add a colleague"), row, kind="primary", icon="plus", identifier=f"{_NAME}.add"
            )
            add.clicked.connect(lambda: self._go("colleague"))
            FlowLayout(row).addWidget(add)
            card.column.addWidget(row)
        else:
            leads = names_of(self._team.leads())
            words = say("Adding and removing staff: ask {names}.", names=leads)
            card.column.addWidget(PlainLabel(words, card))
        self._add_gone(card)
        return card

    def _member(self, staff: Staff, parent: QWidget) -> QWidget:
        """Return one of the team, with the way to change them where that is possible."""
        row, words = QWidget(parent), QWidget(parent)
        column = space_out(QVBoxLayout(words), 2)
        mine = staff.id == self._desk.staff.id
        name = say("{name} (you)", name=staff.name) if mine else staff.name
        column.addWidget(PlainLabel(name, words, style="strong"))
        column.addWidget(PlainLabel(about(staff), words, style="small", colour="text2"))
        column.addWidget(PlainLabel(self._may(staff), words, style="small"))
        beside = BesideLayout(row, top=True)
        beside.addWidget(words)
        if self._leads:
            change = Button(tr("Change"), row, kind="quiet", icon="pencil")
            identify(change, f"{_NAME}.change.{staff.id}", say("Change {name}", name=staff.name))
            change.clicked.connect(lambda: self._go("colleague", staff.id))
            beside.addWidget(change)
        return row

    def _may(self, staff: Staff) -> str:
        since = self._team.since(staff.id)
        if since is None:
            return may_words(staff)
        return say("{may}. Since {date}.", may=may_words(staff), date=long_date(since))

    def _add_gone(self, card: Card) -> None:
        """Name who has no way in any more: what they recorded keeps their name."""
        gone = self._team.gone()
        if gone:
            words = say("No way in any more: {names}.", names=names_of(gone))
            card.column.addWidget(PlainLabel(words, card, style="small", colour="text2"))

    # -- one's own ---------------------------------------------------------

    def _own(self) -> QWidget:
        card = Card(tr("Your own way in"), self)
        words = tr("Your passphrase is yours alone. It opens the store and is your signature.")
        card.column.addWidget(PlainLabel(words, card))
        row = QWidget(card)
        flow = FlowLayout(row)
        change = Button(tr("Change my passphrase"), row, icon="pencil", identifier=f"{_NAME}.mine")
        change.clicked.connect(lambda: self._go("new-passphrase"))
        flow.addWidget(change)
        switch = Button(tr("Switch user"), row, icon="lock", identifier=f"{_NAME}.switch")
        switch.setAccessibleDescription(tr("Locks, so that a colleague can unlock as themselves."))
        switch.clicked.connect(self._page.lock_wanted)
        flow.addWidget(switch)
        card.column.addWidget(row)
        return card

    def _sheet(self) -> QWidget:
        card = Card(tr("Recovery sheet"), self)
        words = tr(
            "The code on the sheet opens the store when a passphrase is forgotten. Make a new one"
            " when the sheet cannot be found, or was seen by somebody it is not for."
        )
        card.column.addWidget(PlainLabel(words, card))
        row = QWidget(card)
        new = Button(tr("Make a new sheet"), row, icon="printer", identifier=f"{_NAME}.sheet")
        new.clicked.connect(lambda: self._go("new-sheet"))
        FlowLayout(row).addWidget(new)
        card.column.addWidget(row)
        return card

    def _go(self, page: str, note: str = "") -> None:
        self._page.wanted.emit(Where(page, note=note))

"""Restricted notes: who may read them, chosen by somebody who may read them already."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from eolplan.desk import Desk
from eolplan.identity import Staff
from eolplan.words import say, tr
from ui.widgets import Card, FlowLayout, PlainLabel, ToggleButton, identify

if TYPE_CHECKING:
    from ui.pages.settings import SettingsPage

_NAME: Final = "settings.restricted"


class RestrictedCard(Card):
    """Who may read notes that are kept for chosen staff.

    Args:
        parent: The section.
        desk: Whose settings they are.
        page: Says and undoes.
    """

    def __init__(self, parent: QWidget, desk: Desk, page: SettingsPage) -> None:
        super().__init__(tr("Restricted notes"), parent)
        self._page, self._team = page, desk.team
        self._toggles: dict[str, ToggleButton] = {}
        self.column.addWidget(
            PlainLabel(
                tr(
                    "Some notes, such as about safeguarding, are kept for chosen staff. Whoever is"
                    " not chosen sees that there is a note, and not what it says."
                ),
                self,
            )
        )
        if not self._team.reads_restricted(desk.staff.id):
            self.column.addWidget(PlainLabel(self._why_not(), self))
            return
        row = QWidget(self)
        flow = FlowLayout(row)
        others = [staff for staff in self._team.members() if staff.id != desk.staff.id]
        for staff in others:
            flow.addWidget(self._toggle(staff, row))
        words = tr("You can read them. Press a name to choose who else can.")
        self.column.addWidget(
            PlainLabel(words if others else tr("You can read them, and nobody else does."), self)
        )
        self.column.addWidget(row)

    def _why_not(self) -> str:
        """Say who can choose, since whoever is signed in cannot."""
        readers = [s.name for s in self._team.members() if self._team.reads_restricted(s.id)]
        if not readers:
            return tr("There are none yet. Whoever writes the first one can choose who reads them.")
        return say("Who reads them is chosen by: {names}.", names=", ".join(readers))

    def _toggle(self, staff: Staff, parent: QWidget) -> ToggleButton:
        toggle = ToggleButton(staff.name, parent)
        name = say("{name} may read restricted notes", name=staff.name)
        identify(toggle, f"{_NAME}.{staff.id}", name)
        toggle.setChecked(self._team.reads_restricted(staff.id))
        toggle.toggled.connect(partial(self._choose, staff))
        self._toggles[staff.id] = toggle
        return toggle

    def _choose(self, staff: Staff, on: bool) -> None:
        words = (
            say("{name} can read restricted notes now.", name=staff.name)
            if on
            else say("{name} does not read new restricted notes.", name=staff.name)
        )
        self._page.change(partial(self._let, staff, on), partial(self._let, staff, not on), words)
        self._show(staff)

    def _let(self, staff: Staff, on: bool) -> None:
        self._team.let_read_restricted(staff.id, on=on)
        self._show(staff)

    def _show(self, staff: Staff) -> None:
        toggle = self._toggles[staff.id]
        toggle.blockSignals(True)
        toggle.setChecked(self._team.reads_restricted(staff.id))
        toggle.blockSignals(False)

"""Who will use this laptop, and the team whose telephone the PDF prints."""

from __future__ import annotations

import uuid

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from eolplan.identity import Staff
from eolplan.words import tr
from ui.pages.form import FormPage, Problems, look_tools
from ui.pages.staff_fields import StaffFields
from ui.pages.where import Where


class AboutYouPage(FormPage):
    """Name, role, team, telephones, nation.

    Args:
        step: Where in a series it stands, in words.

    Signals:
        told: everything is filled in; carries a ``Staff``.
    """

    told = Signal(object)

    def __init__(self, *, step: str) -> None:
        super().__init__(
            "about", Where("setup"), tr("About you and your team"), step=step, back=True
        )
        self.column.insertWidget(0, look_tools(self))
        self.fields = StaffFields(self, page="about")
        self.column.addWidget(self.fields)

    def first_focus(self) -> QWidget:
        """Return the first line."""
        return self.fields.name.box

    def show_staff(self, staff: Staff) -> None:
        """Show what was filled in before."""
        self.fields.show_staff(staff)

    def check(self) -> Problems:
        """Say what plans cannot be printed without."""
        return self.fields.problems()

    def submit(self) -> None:
        """Hand over who this is."""
        self.told.emit(self.filled_in())

    def filled_in(self) -> Staff:
        """Return who this is, as far as it is filled in."""
        return self.fields.staff(Staff(id=str(uuid.uuid4()), name="", role=""))

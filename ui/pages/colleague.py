"""Somebody of the team: add them, or change what they may do. For whoever looks after it."""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict, replace

from PySide6.QtWidgets import QWidget

from eolplan.desk import Desk
from eolplan.errors import EolplanError
from eolplan.identity import Staff
from eolplan.words import say, tr
from ui.pages.form import FormPage, LineField, Problems
from ui.pages.roles import role_choices
from ui.pages.staff_fields import RegistrationField
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import Button, ChoiceGroup, FlowLayout, PlainLabel

_NAME = "colleague"
STAFF_SECTION = Where("settings", note="staff")


class ColleaguePage(FormPage):
    """Name, role, registration number, and what they may do.

    Args:
        desk: Whose team it is.
        where: ``note`` is the id of a member of staff, or what was filled in for a new one.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        self._desk, self._before = desk, desk.team.member(where.note)
        heading = (
            say("Change {name}'s details", name=self._before.name)
            if self._before
            else tr("Add a colleague")
        )  # fmt: skip
        onward = tr("Save") if self._before else ""
        super().__init__(_NAME, where, heading, onward=onward, back=True)
        self.back_wanted.connect(lambda: self.wanted.emit(STAFF_SECTION))
        self._add_lines()
        asked = tr("What they may do in eolplan")
        self.column.addWidget(PlainLabel(asked, self, style="strong"))
        self.may = ChoiceGroup(asked, role_choices(), self, columns=2, identifier=f"{_NAME}.may")
        self.column.addWidget(self.may)
        self._show(self._before or staff_in(where.note))
        if self._before is not None and self._before.id != desk.staff.id:
            self._add_leaving(self._before)

    def first_focus(self) -> QWidget:
        """Return the first line."""
        return self.name.box

    def place(self) -> Where:
        """Return the page with what is filled in for somebody new: it is asked once."""
        here = super().place()
        return here if self._before else replace(here, note=note_of(self._filled_in()))

    def check(self) -> Problems:
        """Say what somebody cannot be added or kept without."""
        found: list[tuple[str, QWidget]] = []
        if not self.name.text():
            found.append((tr("Enter their name"), self.name))
        if not self.role.text():
            found.append((tr("Enter their role"), self.role))
        if not self.may.value():
            found.append((tr("Choose what they may do in eolplan"), self.may))
        return found

    def submit(self) -> None:
        """Keep the change; or let somebody new choose a passphrase of their own."""
        staff = self._filled_in()
        if self._before is None:
            self.wanted.emit(Where("colleague-passphrase", note=note_of(staff)))
            return
        try:
            self._desk.team.change_colleague(staff)
        except EolplanError as e:
            self.show_problems([(str(e), self.may)])
            return
        self.saved.emit()
        self.wanted.emit(STAFF_SECTION)
        self.said.emit(say("Saved. {name} is kept like this.", name=staff.name), False)

    def _add_lines(self) -> None:
        row = QWidget(self)
        flow = space_out(FlowLayout(row, gap=24, top=True))
        self.name = LineField(
            tr("Name"), row, identifier=f"{_NAME}.name", letters=28, most=100,
            hint=tr("As it is to be printed on plans."),
        )  # fmt: skip
        self.role = LineField(
            tr("Role"), row, identifier=f"{_NAME}.role", letters=28, most=100,
            hint=tr("Such as community nurse."),
        )  # fmt: skip
        self.reg = RegistrationField(row, page=_NAME)
        for line in (self.name, self.role, self.reg):
            flow.addWidget(line)
        self.column.addWidget(row)

    def _add_leaving(self, staff: Staff) -> None:
        row = QWidget(self)
        words = say("Take away {name}'s way in", name=staff.name)
        leave = Button(words, row, icon="x", identifier=f"{_NAME}.leaver")
        leave.clicked.connect(lambda: self.wanted.emit(Where("leaver", note=staff.id)))
        FlowLayout(row).addWidget(leave)
        self.column.addWidget(row)

    def _show(self, staff: Staff) -> None:
        self.name.box.setText(staff.name)
        self.role.box.setText(staff.role)
        self.reg.box.setText(staff.reg)
        self.reg.look()
        if staff.may:
            self.may.show_values([staff.may])

    def _filled_in(self) -> Staff:
        before = self._before or staff_in(self.where.note)
        return replace(
            before, name=self.name.text(), role=self.role.text(), reg=self.reg.text(),
            may=self.may.value(),
        )  # fmt: skip


def note_of(staff: Staff) -> str:
    """Return what is filled in of somebody new, for ``Where.note``: it stays inside the vault."""
    known = asdict(staff)
    return json.dumps({key: known[key] for key in ("id", "name", "role", "reg", "may")})


def staff_in(note: str) -> Staff:
    """Return somebody new as ``note_of`` wrote them down; anything else gives somebody unknown."""
    try:
        known = json.loads(note)
        return Staff(**{key: str(value) for key, value in known.items()})
    except (ValueError, TypeError, AttributeError):
        return Staff(id=str(uuid.uuid4()), name="", role="", may="")

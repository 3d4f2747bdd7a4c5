"""Who will use this laptop, and the team whose telephone the PDF prints."""

from __future__ import annotations

import uuid
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from eolplan.identity import Staff
from eolplan.words import N_, tr
from ui.pages.form import FormPage, LineField, Problems
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import Choice, ChoiceGroup, FlowLayout, PlainLabel

_NATIONS: Final = (
    ("ENG", N_("England")),
    ("WAL", N_("Wales")),
    ("SCT", N_("Scotland")),
    ("NIR", N_("Northern Ireland")),
)


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
        names, team, phones = (self._row() for _ in range(3))
        self.name = self._line(
            "name", names, tr("Your name"), tr("As it is to be printed on plans."), 28
        )
        self.role = self._line("role", names, tr("Your role"), tr("Such as community nurse."), 28)
        self.team = self._line(
            "team", team, tr("Your team"), tr("Such as Aberwen community nurses."), 0
        )
        self.phone = self._line("phone", phones, tr("Team phone"), tr("Printed on plans."), 20)
        self.night = self._line(
            "night", phones, tr("Night phone"), tr("Leave it empty if there is none."), 20
        )
        label = tr("Which nation does your team work in?")
        self.column.addWidget(PlainLabel(label, self, style="strong"))
        self.column.addWidget(
            PlainLabel(
                tr("It sets the law, the numbers that identify people, and the names of forms."),
                self,
                style="small",
                colour="text2",
            )
        )
        choices = [Choice(code, tr(words)) for code, words in _NATIONS]
        self.nation = ChoiceGroup(label, choices, self, columns=0, identifier="about.nation")
        self.column.addWidget(self.nation)

    def first_focus(self) -> QWidget:
        """Return the first line."""
        return self.name.box

    def show_staff(self, staff: Staff) -> None:
        """Show what was filled in before."""
        shown = (
            (self.name, staff.name),
            (self.role, staff.role),
            (self.team, staff.team),
            (self.phone, staff.team_phone),
            (self.night, staff.night_phone),
        )
        for line, text in shown:
            line.box.setText(text)
        self.nation.show_values([staff.nation])

    def check(self) -> Problems:
        """Say what plans cannot be printed without."""
        found: list[tuple[str, QWidget]] = []
        if not self.name.text():
            found.append((tr("Enter your name"), self.name))
        if not self.role.text():
            found.append((tr("Enter your role"), self.role))
        if not self.team.text():
            found.append((tr("Enter the name of your team"), self.team))
        found += self._phone_problems()
        if not self.nation.value():
            found.append((tr("Choose the nation your team works in"), self.nation))
        return found

    def submit(self) -> None:
        """Hand over who this is."""
        self.told.emit(
            Staff(
                id=str(uuid.uuid4()),
                name=self.name.text(),
                role=self.role.text(),
                team=self.team.text(),
                team_phone=self.phone.text(),
                night_phone=self.night.text(),
                nation=self.nation.value(),
            )
        )

    def _phone_problems(self) -> list[tuple[str, QWidget]]:
        from eolplan.guide import PATTERNS  # only here, so that set-up is there at once

        right = PATTERNS["phone"].problems
        found: list[tuple[str, QWidget]] = []
        if not self.phone.text():
            found.append((tr("Enter a phone number for the team"), self.phone))
        found += [
            (problems[0], line)
            for line in (self.phone, self.night)
            if line.text() and (problems := right(line.text()))
        ]
        return found

    def _row(self) -> QLayout:
        row = QWidget(self)
        self.column.addWidget(row)
        return space_out(FlowLayout(row, gap=24))

    def _line(self, part: str, row: QLayout, label: str, hint: str, letters: int) -> LineField:
        line = LineField(
            label, self, identifier=f"about.{part}", hint=hint, letters=letters, most=100
        )
        row.addWidget(line)
        return line

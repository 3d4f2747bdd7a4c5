"""Who somebody is and which team: the lines that set-up and the settings share."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from eolplan.identity import Staff, register_of
from eolplan.words import N_, tr
from ui.pages.form import LineField
from ui.theme import space_out
from ui.widgets import Choice, ChoiceGroup, FlowLayout, PlainLabel

_NATIONS: Final = (
    ("ENG", N_("England")),
    ("WAL", N_("Wales")),
    ("SCT", N_("Scotland")),
    ("NIR", N_("Northern Ireland")),
)


class RegistrationField(LineField):
    """The number of somebody on their register, as entered: only its form is looked at.

    What has not the form of one of the three is said beside it, and kept all the same.

    Args:
        parent: The widget it belongs to.
        page: The ``page`` of the identifier.

    Attributes:
        doubt: What is said of a number that may hold a slip.
    """

    def __init__(self, parent: QWidget, *, page: str) -> None:
        super().__init__(
            tr("Registration number"), parent, identifier=f"{page}.reg", letters=20, most=40,
            hint=tr("Such as NMC, GMC or HCPC. Leave it empty if there is none."),
        )  # fmt: skip
        self.doubt = PlainLabel("", self, style="small", colour="attention")
        self.doubt.hide()
        self._column.addWidget(self.doubt)
        self.box.editingFinished.connect(self.look)

    def look(self) -> None:
        """Say that a number may hold a slip, or that it does not."""
        odd = bool(self.text()) and not register_of(self.text())
        self.doubt.setText(
            tr("This does not look like an NMC, GMC or HCPC number. It is kept as entered.")
            if odd
            else ""
        )
        self.doubt.setVisible(odd)


class StaffFields(QWidget):
    """Name, role, registration number, team, telephones, nation.

    Args:
        parent: The page.
        page: The ``page`` of the identifiers.

    Signals:
        settled: a line was left, or a nation chosen.
    """

    settled = Signal()

    def __init__(self, parent: QWidget, *, page: str) -> None:
        super().__init__(parent)
        self._page = page
        self._column = space_out(QVBoxLayout(self), 12)
        names, team, phones = (self._row() for _ in range(3))
        self.name = self._line(
            "name", names, tr("Your name"), tr("As it is to be printed on plans."), 28
        )
        self.role = self._line("role", names, tr("Your role"), tr("Such as community nurse."), 28)
        self.reg = RegistrationField(self, page=page)
        self.reg.box.editingFinished.connect(self.settled)
        names.addWidget(self.reg)
        self.team = self._line(
            "team", team, tr("Your team"), tr("Such as Aberwen community nurses."), 0
        )
        self.phone = self._line("phone", phones, tr("Team phone"), tr("Printed on plans."), 20)
        self.night = self._line(
            "night", phones, tr("Night phone"), tr("Leave it empty if there is none."), 20
        )
        label = tr("Which nation does your team work in?")
        asked = QWidget(self)
        column = space_out(QVBoxLayout(asked), 4)
        column.addWidget(PlainLabel(label, asked, style="strong"))
        hint = tr("It sets the law, the numbers that identify people, and the names of forms.")
        column.addWidget(PlainLabel(hint, asked, style="small", colour="text2"))
        choices = [Choice(code, tr(words)) for code, words in _NATIONS]
        self.nation = ChoiceGroup(label, choices, asked, columns=0, identifier=f"{page}.nation")
        self.nation.changed.connect(self.settled)
        column.addWidget(self.nation)
        self._column.addWidget(asked)
        self._of_the_team: list[QWidget] = [self.team, self.phone, self.night, asked]

    def show_own_only(self) -> None:
        """Leave out what belongs to the team: it is not for whoever this is to change."""
        for widget in self._of_the_team:
            widget.hide()

    def lines(self) -> tuple[LineField, ...]:
        """Return the lines in order."""
        return (self.name, self.role, self.reg, self.team, self.phone, self.night)

    def show_staff(self, staff: Staff) -> None:
        """Show who it is, without emitting anything."""
        texts = (
            staff.name, staff.role, staff.reg, staff.team, staff.team_phone, staff.night_phone
        )  # fmt: skip
        for line, text in zip(self.lines(), texts, strict=True):
            line.box.setText(text)
        self.reg.look()
        self.nation.show_values([staff.nation])

    def staff(self, before: Staff) -> Staff:
        """Return *before* with what is filled in."""
        return replace(
            before,
            name=self.name.text(),
            role=self.role.text(),
            reg=self.reg.text(),
            team=self.team.text(),
            team_phone=self.phone.text(),
            night_phone=self.night.text(),
            nation=self.nation.value(),
        )

    def problems(self) -> list[tuple[str, QWidget]]:
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
        self._column.addWidget(row)
        return space_out(FlowLayout(row, gap=24, top=True))

    def _line(self, part: str, row: QLayout, label: str, hint: str, letters: int) -> LineField:
        line = LineField(
            label, self, identifier=f"{self._page}.{part}", hint=hint, letters=letters, most=100
        )
        line.box.editingFinished.connect(self.settled)
        row.addWidget(line)
        return line

"""One local service: add it, change it, say that it was checked, take it out of use."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Final

from PySide6.QtWidgets import QWidget

from eolplan.desk import Desk
from eolplan.directory import LONGEST, Service, age_words, new_id, plain, service_problems
from eolplan.errors import EolplanError
from eolplan.words import N_, say, tr
from ui.pages.commands import Command
from ui.pages.form import FormPage, LineField, Problems
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import Button, Choice, ChoiceGroup, FlowLayout, PlainLabel

_NAME: Final = "service"
DIRECTORY: Final = Where("directory")
_CHECKED: Final = "checked"

_LINES: Final = (
    ("name", N_("Name"), N_("What people call it."), 0),
    ("phone", N_("Phone"), "", 20),
    ("email", N_("Email"), "", 30),
    ("what", N_("What they do"), N_("For whom, and what it costs."), 0),
    ("area", N_("Area"), N_("Where people must live. Leave it empty if anywhere."), 30),
    ("hours", N_("Hours"), N_("When they can be reached."), 30),
    ("refer", N_("How to refer"), N_("Who may ask, and how."), 0),
    ("address", N_("Address"), "", 0),
    ("web", N_("Website"), "", 0),
)


class ServicePage(FormPage):
    """A form of lines. Nothing of it is about a person.

    Args:
        desk: What is at hand.
        where: ``note`` is the id of a service, or what was filled in of one.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        self._desk = desk
        typed = service_in(where.note)
        self._before = desk.directory.service(typed.id if typed else where.note)
        heading = (
            say("Change {name}", name=self._before.name)
            if self._before
            else tr("Add a local service")
        )  # fmt: skip
        super().__init__(_NAME, where, heading, onward=tr("Save"))
        back = Button(tr("Back"), icon="arrow-left", identifier=f"{_NAME}.back")
        back.clicked.connect(lambda: self.asked.emit(Command.BACK))
        self.add_action(back)
        self._id = typed.id if typed else self._before.id if self._before else new_id()
        self.lines: dict[str, LineField] = {}
        self._add_lines(_LINES[:1])
        self._add_kinds()
        self._add_lines(_LINES[1:])
        self._add_checked()
        self._show(typed or self._before)
        if self._before is not None and not self._before.retired:
            self._add_retiring()

    def first_focus(self) -> QWidget:
        """Return the first line."""
        return self.lines["name"].box

    def up(self) -> Where:
        """Lead to the list."""
        return DIRECTORY

    def place(self) -> Where:
        """Return the page with what is filled in: it is asked once."""
        return replace(super().place(), note=json.dumps(asdict(self._filled_in())))

    def check(self) -> Problems:
        """Say what is to be mended before it can be kept."""
        made = self._filled_in()
        problems = service_problems(made, today=self._desk.directory.today)
        if any(s.key == made.key and s.id != made.id for s in self._desk.directory.services()):
            problems.setdefault("name", tr("There is a service of that name and area already."))
        where: dict[str, QWidget] = {**self.lines, "kind": self.kind}
        return [(words, where.get(part, self.checked)) for part, words in problems.items()]

    def submit(self) -> None:
        """Keep it, and go back to the list."""
        made = self._filled_in()
        self._keep(made, say("Saved: {name}.", name=made.name))

    def _add_lines(self, lines: Iterable[tuple[str, str, str, int]]) -> None:
        for part, label, hint, letters in lines:
            made = LineField(
                tr(label), self, identifier=f"{_NAME}.{part}", hint=tr(hint), letters=letters,
                most=LONGEST[part],
            )  # fmt: skip
            self.lines[part] = made
            self.column.addWidget(made)

    def _add_kinds(self) -> None:
        asked = tr("What kind of service is it?")
        self.column.addWidget(PlainLabel(asked, self, style="strong"))
        choices = [Choice(o.code, o.said(), more=o.more) for o in self._desk.directory.options]
        self.kind = ChoiceGroup(asked, choices, self, columns=3, identifier=f"{_NAME}.kind")
        self.column.addWidget(self.kind)

    def _add_checked(self) -> None:
        asked = tr("Has somebody made sure of this today?")
        self.column.addWidget(PlainLabel(asked, self, style="strong"))
        if self._before is not None:
            age = age_words(self._before, self._desk.directory.today)
            self.column.addWidget(PlainLabel(age, self, style="small", colour="text2"))
        choices = [Choice(_CHECKED, tr("Yes: rung, or looked up today"))]
        self.checked = ChoiceGroup(
            asked, choices, self, many=True, columns=0, identifier=f"{_NAME}.checked"
        )
        self.column.addWidget(self.checked)

    def _add_retiring(self) -> None:
        row = QWidget(self)
        flow = space_out(FlowLayout(row))
        retire = Button(tr("Take it out of use"), row, icon="x", identifier=f"{_NAME}.retire")
        retire.setAccessibleDescription(tr("Plans that name it stay as they are."))
        retire.clicked.connect(self._retire)
        flow.addWidget(retire)
        words = tr("Plans that name it stay as they are.")
        self.column.addWidget(PlainLabel(words, self, style="small", colour="text2"))
        self.column.addWidget(row)

    def _retire(self) -> None:
        """Take it out of use with what was changed on the page, or say what is to be mended."""
        problems = self.check()
        self.show_problems(problems)
        if problems:
            return
        now = replace(self._filled_in(), retired_on=self._desk.directory.today.isoformat())
        words = say("{name} is out of use. Nobody is pointed to it now.", name=now.name)
        self._keep(now, words)

    def _keep(self, service: Service, words: str) -> None:
        try:
            self._desk.directory.keep(service)
        except EolplanError as e:
            self.show_problems([(str(e), self.lines["name"])])
            return
        self.saved.emit()
        self.asked.emit(Command.BACK)  # and from there to whatever led to the list
        self.said.emit(words, False)

    def _show(self, service: Service | None) -> None:
        if service is None:
            return
        for part, line in self.lines.items():
            line.box.setText(getattr(service, part))
        self.kind.show_values([service.kind])
        before = self._before.checked_on if self._before else ""
        today = self._desk.directory.today.isoformat()
        if service.checked_on == today != before:  # ticked, and not kept yet
            self.checked.show_values([_CHECKED])

    def _filled_in(self) -> Service:
        before = self._before or Service(self._id, "")
        texts = {part: plain(line.text()) for part, line in self.lines.items()}
        made = replace(before, **texts, kind=self.kind.value())
        return self._desk.directory.checked(made) if self.checked.value() else made


def service_in(note: str) -> Service | None:
    """Return the service that ``place`` wrote down; None for anything else."""
    try:
        facts = json.loads(note)
        return Service.read(facts) if isinstance(facts, dict) else None
    except (ValueError, TypeError):
        return None

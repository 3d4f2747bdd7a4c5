"""Something in a plan is about somebody else: it goes into the right plan, in one step."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.caseload import (
    Thing,
    names_somebody,
    signed_with,
    since_they_were_added,
    things,
)
from eolplan.desk import Desk
from eolplan.errors import EolplanError
from eolplan.subject import Subject
from eolplan.words import listing, say, tr
from ui.pages.banner import banner_of
from ui.pages.commands import Command
from ui.pages.form import LineField, Problems
from ui.pages.once_more import TwoLooksPage
from ui.pages.people_telling import name_words
from ui.pages.person_finder import PersonFinder
from ui.pages.recorded_things import RecordedThings
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import (
    BannerFacts,
    Button,
    Card,
    Complaint,
    FlowLayout,
    Heading,
    PlainLabel,
    ToggleButton,
)

_NAME: Final = "wrong-person"
_REASON: Final = 200
_LISTED: Final = 6


class WrongPersonPage(TwoLooksPage):
    """What it is, whose it is, why; then a look at what is going to happen.

    Args:
        desk: What is at hand.
        where: Opened for a person; ``note`` holds what was filled in.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        title = tr("Something here is about somebody else")
        super().__init__(_NAME, where, title, onward=tr("Look at what changes"))
        self._desk, self._log = desk, desk.log(where.person)
        self._subject = Subject.of(self._log)
        self._found = since_they_were_added(self._log, things(desk.guide, self._log))
        self._build()
        back = Button(tr("Back"), icon="arrow-left", identifier=f"{_NAME}.back")
        back.clicked.connect(lambda: self.asked.emit(Command.BACK))
        self.add_action(back)
        self._back = back
        self.onward.setVisible(bool(self._found))
        self._fill(where.note)

    # -- what the window asks ------------------------------------------------

    def banner(self) -> BannerFacts:
        """Return whose plan it is."""
        return banner_of(self._desk, self.where.person)

    def first_focus(self) -> QWidget:
        """Return the first thing to tick."""
        return self.ticked.first() if self._found else self._back

    def up(self) -> Where:
        """Lead to the plan."""
        return Where("person", person=self.where.person)

    def place(self) -> Where:
        """Return the page with what is filled in."""
        kept = {
            "keys": [thing.key for thing in self.ticked.chosen()],
            "to": self.whose.value(),
            "nobody": self.nobody.isChecked(),
            "reason": self.reason.text(),
        }
        return replace(super().place(), note=json.dumps(kept) if any(kept.values()) else "")

    def settle(self) -> None:
        """Stop looking for people."""
        self.whose.stop()

    def check(self) -> Problems:
        """Say what is to be filled in."""
        found: list[tuple[str, QWidget]] = []
        if not self.ticked.chosen():
            found.append((tr("Tick what is about somebody else"), self.ticked.first()))
        if not (self.whose.value() or self.nobody.isChecked()):
            found.append((tr("Choose whose it is"), self.whose.box))
        reason = self.reason.text()
        if not reason:
            found.append((tr("Write why, in a few words"), self.reason))
        elif names_somebody(reason, self._subject, *self._other()):
            found.append((tr("Leave names out: these words are kept"), self.reason))
        return found

    def show_problems(self, problems: Problems) -> None:
        """Say what is to be mended, also beside the people."""
        super().show_problems(problems)
        wrong = [words for words, widget in problems if widget is self.whose.box]
        self._whose_complaint.show_problems(wrong)

    def submit(self) -> None:
        """Show what is going to happen, before it does."""
        second = self._second_look(self.ticked.chosen(), self.whose.value())
        self.look_once_more(second, self.once_more)

    # -- the form --------------------------------------------------------------

    def _build(self) -> None:
        name = self._subject.called
        if not self._found:
            words = say("Nothing has been recorded in {name}'s plan.", name=name)
            self._fields.addWidget(PlainLabel(words, self._form))
        else:
            words = say(
                "Tick what is not about {name}. It is taken out of this plan and written into the"
                " right one, in one step. Both histories tell it, and everything is kept.",
                name=name,
            )
            self._fields.addWidget(PlainLabel(words, self._form))
        self.ticked = RecordedThings(self._found, self._form, identifier=f"{_NAME}.talk")
        self._fields.addWidget(self.ticked)
        self._build_whose()
        self.reason = LineField(
            tr("How it came about"), self._form, identifier=f"{_NAME}.reason",
            hint=tr("Such as: the wrong plan was open. Leave names out: these words are kept."),
            most=_REASON,
        )  # fmt: skip
        self._fields.addWidget(self.reason)
        for part in (self.ticked, self._whose_holder, self.reason):
            part.setVisible(bool(self._found))

    def _build_whose(self) -> None:
        self._whose_holder = QWidget(self._form)
        column = space_out(QVBoxLayout(self._whose_holder), 8)
        asks = tr("Who is it about?")
        column.addWidget(Heading(asks, self._whose_holder, style="h2"))
        self._whose_complaint = Complaint(self._whose_holder)
        column.addWidget(self._whose_complaint)
        self.whose = PersonFinder(
            self._desk, self._whose_holder, identifier=f"{_NAME}.whose", asks=asks,
            without=self._desk.two_plans.records(self.where.person),
        )  # fmt: skip
        self.whose.chosen.connect(self._somebody)
        column.addWidget(self.whose)
        row = QWidget(self._whose_holder)
        self.nobody = ToggleButton(
            tr("Nobody whose plan is here"), row, identifier=f"{_NAME}.nobody",
            name=tr("It is about nobody whose plan is on this laptop"),
        )  # fmt: skip
        self.nobody.toggled.connect(self.whose.setDisabled)
        FlowLayout(row).addWidget(self.nobody)
        column.addWidget(row)
        self._fields.addWidget(self._whose_holder)

    def _somebody(self, person: str) -> None:
        if person:
            self.nobody.setChecked(False)

    def _fill(self, note: str) -> None:
        """Show what was filled in before."""
        kept: dict[str, Any] = json.loads(note) if note.startswith("{") else {}
        self.ticked.show_keys(kept.get("keys", ()))
        self.whose.show_value(kept.get("to", ""))
        self.nobody.setChecked(kept.get("nobody") is True)
        self.reason.box.setText(kept.get("reason", ""))

    def _other(self) -> tuple[Subject, ...]:
        """Return whose it is, where somebody is chosen."""
        chosen = "" if self.nobody.isChecked() else self.whose.value()
        return (Subject.of(self._desk.log(chosen)),) if chosen else ()

    # -- the second look -------------------------------------------------------

    def _second_look(self, found: Sequence[Thing], to: str) -> QWidget:
        to = "" if self.nobody.isChecked() else to
        asked = QWidget(self)
        column = space_out(QVBoxLayout(asked), 12)
        self.once_more = Heading(tr("This is what changes"), asked, style="h2")
        column.addWidget(self.once_more)
        card = Card(self._goes_where(to), asked)
        for thing in found[:_LISTED]:
            card.column.addWidget(PlainLabel(thing.heading, card))
        if len(found) > _LISTED:
            more = say("And {count} more", count=len(found) - _LISTED)
            card.column.addWidget(PlainLabel(more, card, style="small"))
        column.addWidget(card)
        for words in self._sentences(found, to):
            column.addWidget(PlainLabel(words, asked))
        row = QWidget(asked)
        flow = FlowLayout(row)
        words = tr("Move it") if to else tr("Take it out")
        self.yes = Button(words, row, kind="primary", identifier=f"{_NAME}.yes")
        self.yes.clicked.connect(lambda: self._do(found, to))
        change = Button(tr("Go back to the details"), row, identifier=f"{_NAME}.change")
        change.clicked.connect(self._to_form)
        flow.addWidget(self.yes)
        flow.addWidget(change)
        column.addWidget(row)
        return asked

    def _goes_where(self, to: str) -> str:
        here, telling = self._subject.listed, self.whose.telling
        if not to:
            return say("Out of the plan of {name}", name=here)
        (other,) = self._other()
        row = self._desk.caseload.row(to)
        apart = telling.apart(row) if row is not None else ""
        return say(
            "From the plan of {name} into that of {other}, born {date}",
            name=here, other=other.listed, date=", ".join(filter(None, (other.born_words, apart))),
        )  # fmt: skip

    def _sentences(self, found: Sequence[Thing], to: str) -> list[str]:
        """Say what else is to be known."""
        said = []
        landings = self._desk.two_plans.landings(found, to) if to else ()
        if left := [x.thing.heading for x in landings if not x.comes]:
            said.append(
                say(
                    "Only taken out here, because it was changed, taken back or marked as a"
                    " mistake since: {what}.",
                    what=listing(left),
                )
            )
        if beside := [x.thing.heading for x in landings if x.beside]:
            said.append(
                say(
                    "The other plan says something else about: {what}. Both are kept there until"
                    " somebody asks.",
                    what=listing(beside),
                )
            )
        if versions := signed_with(self._log, found):
            numbers = listing([str(version.number) for version in versions])
            held = say("It is in the signed version {number} of this plan.", number=numbers)
            if len(versions) > 1:
                held = say("It is in the signed versions {numbers} of this plan.", numbers=numbers)
            rest = tr("Tell those who have a copy. New copies are made once the plan is signed off"
                      " again.")  # fmt: skip
            said.append(f"{held} {rest}")
        return said

    def _do(self, found: Sequence[Thing], to: str) -> None:
        try:
            self._desk.two_plans.move(self.where.person, found, to=to, reason=self.reason.text())
        except EolplanError as e:
            self.trouble.emit(e)
            return
        self.saved.emit()
        self.finished = True
        self.wanted.emit(Where("person", person=self.where.person))
        row = self._desk.caseload.row(to) if to else None
        self.said.emit(
            say("Moved into the plan of {name}.", name=name_words(row))
            if row
            else tr("Taken out."),
            False,
        )

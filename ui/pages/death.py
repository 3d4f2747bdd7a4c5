"""Somebody has died: the right plan first, then what is known, all of it recorded at once.

Nothing has to be filled in but what makes sure that it is the right plan (clinical
decisions, D36). Nothing is recorded before the button is pressed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.caseload import wished
from eolplan.conversation import (
    Check,
    die,
    is_usual_place,
    outcome,
)
from eolplan.desk import Desk
from eolplan.status import Status
from eolplan.words import N_, say, tr
from ui.pages.form import LineField, Problems
from ui.pages.status_form import StatusForm
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import (
    Card,
    Complaint,
    DateBoxes,
    PlainLabel,
)

_NAME: Final = "death"
_BORN: Final = N_("Date of birth")
_PLACE: Final = "death.place"
_USUAL: Final = "death.usual_place"
_WISH: Final = "death.pod_achieved"
_HEARD: Final = "death.pod_achieved.heard"
_INSTEAD: Final = "death.variance"
_WHEN: Final = ("death.date", "death.certainty", _PLACE, "death.place.name", _USUAL,
                "death.expected", "death.present")  # fmt: skip
_USED: Final = ("death.prefs_met.seen", "death.prefs_met.heard")


class DeathPage(StatusForm):
    """Three boxes to be sure, then four cards of what may be known.

    Args:
        desk: What is at hand.
        where: Opened for a person; ``note`` holds what was half-typed of what makes sure.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        talk = desk.conversation(where.person)
        self._subject = talk.subject
        title = say("{name} has died", name=self._subject.called)
        super().__init__(desk, talk, _NAME, where, title)
        words = tr("Take your time. Record what you know. Everything below the first part can stay"
                   " blank, and can be written down later.")  # fmt: skip
        self.column.addWidget(PlainLabel(words, self))
        self._told = {q for q in (_USUAL, _WISH) if self.talk.drafted(q) is not None}
        self._add_check()
        self._add_when()
        self._add_wish()
        self._add_used()
        self._show_typed(where.note)
        self._listen()
        self._ask_what_happened()
        self.add_way_back()

    # -- what the window asks ------------------------------------------------

    def first_focus(self) -> QWidget:
        """Return the box for the name."""
        return self.name.box

    def check(self) -> Problems:
        """Say what is to be mended: whether it is the right plan, then the facts."""
        wrong = self._typed().problems(self._subject)
        if problem := self.born.problem():
            wrong["born"] = say("{question}: {problem}", question=tr(_BORN), problem=problem)
        boxes: dict[str, QWidget] = {
            "name": self.name.box, "born": self.born.mend(), "told_by": self.told_by.box,
        }  # fmt: skip
        self._born_complaint.show_problems([wrong["born"]] if "born" in wrong else [])
        self.born.complain("born" in wrong)
        return [(wrong[part], boxes[part]) for part in wrong] + self.held.problems()

    def place(self) -> Where:
        """Return this page with what makes sure of the plan: it is no answer to any question."""
        typed = (self.name.text(), self.told_by.text(), self.born.value())
        return replace(super().place(), note="\n".join(typed) if any(typed) else "")

    def record(self) -> None:
        """Record the death, and all that is known of it."""
        die(self.talk, self._typed(), self.held.said())

    def box_to_mend(self) -> QWidget:
        """Return the box for the name: it makes sure that it is the right plan."""
        return self.name.box

    def way(self) -> Status:
        """Return that the person has died."""
        return Status.DIED

    # -- the cards -------------------------------------------------------------

    def _add_check(self) -> None:
        card = self._card(tr("Is this the right plan?"))
        self.name = LineField(
            tr("Full name, as at the head of the plan"), card, identifier=f"{_NAME}.name", most=80,
            hint=tr("Given names and family name, in either order. A short name will not do."),
        )  # fmt: skip
        self.told_by = LineField(
            tr("Who told you"), card, identifier=f"{_NAME}.told_by", most=100,
            hint=tr("Name, and who they are."),
        )  # fmt: skip
        card.column.addWidget(self.name)
        self._add_born(card)
        card.column.addWidget(self.told_by)

    def _add_born(self, card: Card) -> None:
        words = tr(_BORN)
        holder = QWidget(card)
        column = space_out(QVBoxLayout(holder), 4)
        column.addWidget(PlainLabel(words, holder, style="strong"))
        hint = ""
        if not self._subject.born:
            hint = tr("This plan holds none, so leave it blank.")
        elif len(self._subject.born) < len("1941-03-04"):
            hint = tr("Write no more of it than stands at the head of the plan.")
        if hint:
            column.addWidget(PlainLabel(hint, holder, style="small", colour="text2"))
        self._born_complaint = Complaint(holder)
        self.born = DateBoxes(words, holder, identifier=f"{_NAME}.born")
        column.addWidget(self._born_complaint)
        column.addWidget(self.born)
        card.column.addWidget(holder)

    def _add_when(self) -> None:
        card = self._card(tr("When and where"))
        for question in _WHEN:
            self.held.add(question, card.column, card)

    def _add_wish(self) -> None:
        name = self._subject.called
        card = self._card(say("Where {name} wanted to be", name=name))
        _, wanted = wished(self.talk.guide, self.talk.log)
        words = say("Recorded in the plan: {places}.", places=wanted.rstrip("."))
        if not wanted:
            words = tr("No place was recorded.")
        card.column.addWidget(PlainLabel(words, card))
        for question in (_WISH, _HEARD, _INSTEAD):
            self.held.add(question, card.column, card)

    def _add_used(self) -> None:
        card = self._card(tr("Was the plan used?"))
        for question in _USED:
            self.held.add(question, card.column, card)

    def _card(self, title: str) -> Card:
        card = Card(title, self)
        self.column.addWidget(card)
        return card

    # -- what follows from what --------------------------------------------------

    def _listen(self) -> None:
        """Work the outcome out when the place is chosen, until somebody chose it themselves."""
        self.held.field(_PLACE).edited.connect(self._work_out)
        for question in (_USUAL, _WISH):
            self.held.field(question).edited.connect(lambda q=question: self._told.add(q))
        self.held.field(_WISH).edited.connect(self._ask_what_happened)

    def _work_out(self) -> None:
        place = str(self.held.field(_PLACE).answer_value() or "")
        came = outcome(self.talk.guide, self.talk.log, place)
        found = {_USUAL: is_usual_place(place), _WISH: came}
        for question, code in found.items():
            if question not in self._told:
                self.held.field(question).show_answer(code or None)
        self._ask_what_happened()

    def _ask_what_happened(self) -> None:
        """Ask what happened only where somebody died elsewhere than they wanted."""
        came = self.held.field(_WISH).answer_value()
        guide = self.talk.guide
        for question in (_HEARD, _INSTEAD):
            condition = guide.question(question).shown_if
            self.held.field(question).setVisible(condition is None or condition.holds(came))

    def _show_typed(self, note: str) -> None:
        name, told_by, born = (*note.split("\n", 2), "", "", "")[:3]
        self.name.box.setText(name)
        self.told_by.box.setText(told_by)
        self.born.show_value(born)

    def _typed(self) -> Check:
        return Check(self.name.text(), self.born.value(), self.told_by.text())

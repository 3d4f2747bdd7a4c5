"""Put a plan on hold, end it, or bring it back: since when, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import move
from eolplan.desk import Desk
from eolplan.record import Answer
from eolplan.status import NEW_PHONE, NEW_TEAM, SINCE, WHY, Status, state_of
from eolplan.words import tr
from ui.pages.form import LineField, Problems
from ui.pages.status_form import StatusForm
from ui.pages.status_words import way
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import PlainLabel

_NAME: Final = "ended"


class EndPage(StatusForm):
    """What a way on means, the day, and the reason.

    Args:
        desk: What is at hand.
        where: Opened for a person; ``note`` is what the plan is to be moved to, a code of
            ``Status``; ``FINAL`` brings it back into use. On a second line of it stands the
            reason that was half-typed for that.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        talk = desk.conversation(where.person)
        to, _, typed = where.note.partition("\n")
        self._to = Status(to) if to in set(Status) else Status.SUSPENDED
        self._state = state_of(talk.log)
        words, means = way(self._to, self._state, talk.subject.called)
        super().__init__(desk, talk, _NAME, where, words)
        self.column.addWidget(PlainLabel(means, self))
        self._form = QWidget(self)
        self._fields = space_out(QVBoxLayout(self._form), 16)
        self.why: LineField | None = None
        if self._to is Status.FINAL:
            self._ask_reason(typed)
        else:
            self._ask_facts()
        self.column.addWidget(self._form)
        self.add_way_back()

    # -- what the window asks ------------------------------------------------

    def first_focus(self) -> QWidget:
        """Return the first box."""
        return self.why.box if self.why is not None else self.held.field(SINCE).first()

    def place(self) -> Where:
        """Return this page with the reason that has no question of its own."""
        typed = self.why.text() if self.why is not None else ""
        return replace(super().place(), note="\n".join(filter(None, (str(self._to), typed))))

    def check(self) -> Problems:
        """Say what is to be mended: a day that there is not, or a reason that is needed."""
        found = self.held.problems()
        reason = self._reason()
        if not reason and (self._to is Status.ERROR or self._state.ended):
            found.append(
                (tr("Write why. It stays in the history of this plan."), self.box_to_mend())
            )
        return found

    def record(self) -> None:
        """Move the plan."""
        said = dict(self.held.said())
        since = said.get(SINCE, Answer(value=self.talk.today.isoformat())).value
        team, phone = (str(said[q].value or "") if q in said else "" for q in (NEW_TEAM, NEW_PHONE))
        move(self.talk, self._to, on=str(since), why=self._reason(), team=team, phone=phone)

    def box_to_mend(self) -> QWidget:
        """Return the box for the reason."""
        return self.why.box if self.why is not None else self.held.field(WHY).first()

    def way(self) -> Status:
        """Return what the plan is moved to."""
        return self._to

    # -- the form --------------------------------------------------------------

    def _ask_reason(self, typed: str) -> None:
        self.why = LineField(
            tr("Why"), self._form, identifier=f"{_NAME}.why", most=300,
            hint=tr("It stays in the history of this plan."),
        )  # fmt: skip
        self.why.box.setText(typed)
        self._fields.addWidget(self.why)

    def _ask_facts(self) -> None:
        since = self.held.add(SINCE, self._fields, self._form)
        if since.answer_value() is None:  # today is what it is nearly always, and can be changed
            since.show_answer(self.talk.today.isoformat())
        if self._to in (Status.MOVED, Status.DISCHARGED):
            for question in (NEW_TEAM, NEW_PHONE):
                self.held.add(question, self._fields, self._form)
        self.held.add(WHY, self._fields, self._form)

    def _reason(self) -> str:
        if self.why is not None:
            return self.why.text()
        return self.held.field(WHY).own_words().strip()

"""Put a plan on hold, end it, or bring it back: since when, and why."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import AnswerRejected, Conversation, NotWritten, move
from eolplan.desk import Desk
from eolplan.errors import EolplanError
from eolplan.record import Answer
from eolplan.status import SINCE, WHY, Status, state_of
from eolplan.words import tr
from ui.pages.banner import banner_of
from ui.pages.form import FormPage, LineField, Problems
from ui.pages.status_fields import HeldFields
from ui.pages.status_words import way
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import BannerFacts, Button, PlainLabel

_NAME: Final = "ended"


class EndPage(FormPage):
    """What a way on means, the day, and the reason.

    Args:
        desk: What is at hand.
        where: Opened for a person; ``note`` is what the plan is to be moved to, a code of
            ``Status``; ``FINAL`` brings it back into use.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        self._desk = desk
        self.talk: Conversation = desk.conversation(where.person)
        known = where.note in set(Status)
        self._to = Status(where.note) if known else Status.SUSPENDED
        self._state = state_of(self.talk.log)
        words, means = way(self._to, self._state, self.talk.subject.called)
        super().__init__(_NAME, where, words, onward=tr("Record"))
        self.column.addWidget(PlainLabel(means, self))
        self._form = QWidget(self)
        self._fields = space_out(QVBoxLayout(self._form), 16)
        self.held = HeldFields(self.talk, _NAME)
        self.why: LineField | None = None
        if self._to is Status.FINAL:
            self._ask_reason()
        else:
            self._ask_facts()
        self.column.addWidget(self._form)
        back = Button(tr("Not now"), icon="arrow-left", identifier=f"{_NAME}.leave")
        back.clicked.connect(lambda: self.wanted.emit(self.up()))
        self.add_action(back)

    # -- what the window asks ------------------------------------------------

    def banner(self) -> BannerFacts:
        """Return whose plan it is."""
        return banner_of(self._desk, self.where.person)

    def first_focus(self) -> QWidget:
        """Return the first box."""
        return self.why.box if self.why is not None else self.held.field(WHY).first()

    def up(self) -> Where:
        """Lead to how the plan stands."""
        return Where("status", person=self.where.person)

    def back(self) -> Where:
        """Lead to how the plan stands."""
        return self.up()

    def settle(self) -> None:
        """Keep what is half-typed; nothing is recorded before the button is pressed.

        Raises:
            NotWritten: the disk did not take it.
        """
        self.held.keep()

    def check(self) -> Problems:
        """Say what is to be mended: a day that there is not, or a reason that is needed."""
        found = self.held.problems()
        reason = self._reason()
        if not reason and (self._to is Status.ERROR or self._state.ended):
            found.append((tr("Write why. It stays in the history of this plan."), self._why_box()))
        return found

    def submit(self) -> None:
        """Record it."""
        said = dict(self.held.said())
        since = said.get(SINCE, Answer(value=self.talk.today.isoformat())).value
        try:
            move(self.talk, self._to, on=str(since), why=self._reason())
            self.held.drop()
        except AnswerRejected as e:
            self.show_problems([(problem, self._why_box()) for problem in e.problems])
        except NotWritten as e:
            self.unsaved.emit(e)
        except EolplanError as e:
            self.trouble.emit(e)
        else:
            self.saved.emit()
            self.wanted.emit(self.up())

    # -- the form --------------------------------------------------------------

    def _ask_reason(self) -> None:
        self.why = LineField(
            tr("Why"), self._form, identifier=f"{_NAME}.why", most=300,
            hint=tr("It stays in the history of this plan."),
        )  # fmt: skip
        self._fields.addWidget(self.why)

    def _ask_facts(self) -> None:
        since = self.held.add(SINCE, self._fields, self._form)
        if since.answer_value() is None:  # today is what it is nearly always, and can be changed
            since.show_answer(self.talk.today.isoformat())
        self.held.add(WHY, self._fields, self._form)

    def _reason(self) -> str:
        if self.why is not None:
            return self.why.text()
        return self.held.field(WHY).own_words().strip()

    def _why_box(self) -> QWidget:
        return self.why.box if self.why is not None else self.held.field(WHY).first()

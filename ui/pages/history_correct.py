"""Putting right what was written wrongly: what was said then, written as it should have been."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from eolplan.conversation import AnswerRejected, correct
from eolplan.desk import Desk, Past
from eolplan.errors import EolplanError
from eolplan.history import Given, given_of
from eolplan.record import Answer
from eolplan.subject import Subject
from eolplan.words import say, tr
from ui.fields import Around, Field, field_for
from ui.fields.pointing import DIRECTORY
from ui.pages.banner import banner_of
from ui.pages.commands import Command
from ui.pages.form import LineField
from ui.pages.history_amend import MOST
from ui.pages.history_ways import to_answers
from ui.pages.offered import named_members, offered
from ui.pages.onward import FOR_PERSON, to_question
from ui.pages.page import Page
from ui.pages.voices import contacts
from ui.pages.where import Where
from ui.widgets import BannerFacts, Button, Card, ErrorSummary, Heading, LongWords, PlainLabel

_NAME: Final = "correct"


class CorrectPage(Page):
    """The answer as it was written, the field to put it right, and why.

    Who said it and when stay as they were: only what was written down changes, and
    what was written first stays in the history.

    Args:
        desk: What is at hand.
        where: Opened for a person; see ``to_correct``.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(_NAME, where)
        self._desk, self._past = desk, Past(desk, where.person)
        self.talk = desk.conversation(where.person)
        self._name = Subject.of(self._past.log).called
        self._digest, _, self._typed = where.note.partition("\n")
        self._given = self._found()
        self.field: Field | None = None
        self.summary = ErrorSummary(self, identifier=f"{_NAME}.problems")
        self.column.addWidget(self.summary)
        self.column.addWidget(Heading(self._heading(), self))
        words, icon = tr("Leave it as it is"), "x"
        if self._given is None:  # there is nothing to leave
            words, icon = tr("Back to all answers"), "arrow-left"
        self._back = Button(words, icon=icon, identifier=f"{_NAME}.back")
        self._back.clicked.connect(lambda: self.wanted.emit(self.up()))
        if self._given is None:
            words = tr("This answer has been changed since. Look at the newest one.")
            self.column.addWidget(PlainLabel(words, self))
        else:
            self._build(self._given)
        self.add_action(self._back)

    # -- what the window asks ------------------------------------------------

    def title(self) -> str:
        """Return the page's name, with a warning while something is to be mended."""
        words = self._heading()
        return say("Error: {title}", title=words) if self.summary.problems() else words

    def banner(self) -> BannerFacts:
        """Return whose plan it is."""
        return banner_of(self._desk, self.where.person)

    def first_focus(self) -> QWidget:
        """Return the answer; where there is none to put right, the way back."""
        return self.field.first() if self.field is not None else self._back

    def place(self) -> Where:
        """Return this page with what was put right so far: nothing of it is a draft of the plan."""
        if self.field is None:
            return super().place()
        typed = [self.field.answer_value(), self.field.own_words(), self.reason.text()]
        return replace(super().place(), note=f"{self._digest}\n{json.dumps(typed)}")

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return the correction as what Continue means here."""
        own = super().commands()
        return own if self.field is None else {**own, Command.CONTINUE: self.record}

    def up(self) -> Where:
        """Lead back to all answers."""
        where = self.where
        return to_answers(where.person, where.question, where.instance)

    # -- what is on the page ---------------------------------------------------

    def _heading(self) -> str:
        if self._given is None:
            return tr("Correct what is written")
        return say("Correct what is written: {what}", what=self._given.heading)

    def _found(self) -> Given | None:
        """Return the answer while it stands; another one has been written since otherwise."""
        log = self._past.log
        entry = log.entries.get(self._digest)
        if entry is None or entry not in log.heads(*entry.key):
            return None
        return given_of(log, self._past.wordings, entry)

    def _build(self, given: Given) -> None:
        card = Card(tr("As it was written"), self)
        more = tr("Show all that was written")
        card.column.addWidget(LongWords(given.words, more, card, identifier=f"{_NAME}.was"))
        if given.who:
            card.column.addWidget(PlainLabel(given.who, card, style="small", colour="text2"))
        self.column.addWidget(card)
        words = tr("Who said it and when stay as they are. If it was said anew, ask it again.")
        self.column.addWidget(PlainLabel(words, self, colour="text2"))
        question = self.talk.guide.question(given.entry.question)
        around = Around(
            names=self.talk.names, find=self.talk.guide.question, reading=self.talk.known,
            contacts=contacts(self.talk), page=_NAME, digits=False, go=self._aside,
            members=lambda group: named_members(self.talk, group),
            services=lambda: offered(self._desk),
        )  # fmt: skip
        self.field = field_for(question, around, self, labelled=True)
        was = given.entry.answer
        value, own_words, reason = (
            json.loads(self._typed) if self._typed else (was.value, was.own_words, "")
        )
        self.field.show_answer(value, own_words)
        self.column.addWidget(self.field)
        hint = tr("A few words, for whoever reads the history.")
        self.reason = LineField(tr("What was wrong?"), self, identifier=f"{_NAME}.why", most=MOST,
                                hint=hint)  # fmt: skip
        self.reason.box.setText(reason)
        self.column.addWidget(self.reason)
        go = Button(tr("Correct it"), kind="primary", icon="check", identifier=f"{_NAME}.yes")
        go.clicked.connect(self.record)
        self.add_action(go)

    def _aside(self, name: str, wants: str) -> None:
        """Go to the list in which somebody or something is to be added; Back leads here again."""
        del wants
        if name == DIRECTORY:
            self.wanted.emit(Where(DIRECTORY))
        else:
            page = self.talk.guide.question(name)
            self.wanted.emit(to_question(self.talk, page, note=FOR_PERSON))

    # -- recording -----------------------------------------------------------

    def record(self) -> None:
        """Record what is right, or say what is to be mended first."""
        field, given = self.field, self._given
        if field is None or given is None:
            return
        value, words = field.answer_value(), field.own_words()
        problems = field.problems()
        if not problems and value is None and not words:
            problems = [tr("Write what is right, or leave it as it is.")]
        why = "" if self.reason.text() else tr("Write what was wrong, in a few words.")
        if not problems and not why:
            problems = self._record(given, Answer(value=value, own_words=words))
        field.complain(problems)
        self.reason.complain(why)
        found: list[tuple[str, QWidget]] = [(problem, field.mend()) for problem in problems]
        self.summary.show_problems([*found, (why, self.reason.box)] if why else found)
        if problems or why:
            self.view.verticalScrollBar().setValue(0)

    def _record(self, given: Given, answer: Answer) -> list[str]:
        entry = given.entry
        seen = [head.digest for head in self._past.log.heads(*entry.key)]
        try:
            correct(self.talk, entry, answer, self.reason.text(), seen=seen)
        except AnswerRejected as e:
            return list(e.problems)
        except EolplanError as e:
            self.trouble.emit(e)
            return []
        self.saved.emit()
        self.finished = True
        self.wanted.emit(self.up())
        self.said.emit(tr("Corrected. What was written first is in the history."), False)
        return []

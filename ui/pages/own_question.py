"""One question of a topic of the team's own: its words, its answers, and where they may go."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from eolplan.desk import Desk
from eolplan.errors import EolplanError
from eolplan.guide.local_topics import COPIES, PICKED, OwnQuestion, OwnTopic, faults_of
from eolplan.words import N_, say, tr
from ui.pages.form import Problems
from ui.pages.local_fields import (
    LABELS,
    TO_PERSON,
    SaidField,
    SayingPage,
    fault_words,
    line,
    said,
)
from ui.pages.where import Where
from ui.widgets import Button, Card, Choice, ChoiceGroup, FlowLayout, PlainLabel, order_tabs

_NAME: Final = "own-question"
_KINDS: Final = (
    ("text", N_("Own words"), N_("A box to write in.")),
    ("yes-no", N_("Yes or no"), N_("And not sure.")),
    ("choice", N_("One of a few answers"), N_("You write the answers.")),
    ("choices", N_("Some of a few answers"), N_("You write the answers.")),
    ("line", N_("One line"), N_("Such as a name.")),
    ("date", N_("A day, month or year"), N_("As much as is known.")),
    ("number", N_("A number"), ""),
)
_ASKS: Final = (
    ("person", N_("The person"), ""),
    ("staff", N_("Staff, by themselves"), N_("It is not said to the person.")),
)
_COPIES: Final = (
    ("all", N_("Every copy"), N_("Also those that stay in the house.")),
    (
        "staff",
        N_("Copies for staff only"),
        N_("Not the person's own, the family's or the bedside."),
    ),
    ("full", N_("The full record only"), N_("No copy that is handed on.")),
)
_ALWAYS: Final = "always"
_SEVERAL: Final = ("say", "deeper")
_FEWEST: Final = 2
"""Answers, or there is nothing to choose."""


class OwnQuestionPage(SayingPage):
    """Change a question of the team's own, or write a new one.

    Args:
        desk: Whose team it is.
        where: ``topic`` is the id of a topic of the team's own, ``question`` that of a question
            in it; empty: a new one.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        self._local = desk.local
        version = desk.local.topic(where.topic)
        self._topic = version.topic if version else OwnTopic(id=where.topic, title="")
        self._asked = version is None or version.asked
        self._before = self._topic.question(where.question)
        known = self._before or OwnQuestion(heading="", they="")
        heading = say("Question: {title}", title=known.heading) if self._before else _new()
        super().__init__(_NAME, where, heading, onward=tr("Save"), back=True)
        self.back_wanted.connect(lambda: self.wanted.emit(self._up()))
        self.phrases: dict[str, SaidField] = {}
        self._add_what(known)
        self._add_words(known)
        self._add_rest(known)
        if self._before is not None:
            self.column.addWidget(self._end())
        self.hold(desk)
        self._show_answers()

    # -- what the window asks ------------------------------------------------

    def first_focus(self) -> QWidget:
        """Return the line for its short name."""
        return self.heading.box

    def check(self) -> Problems:
        """Say what is to be mended, each at its place."""
        question = self._filled_in()
        found: list[tuple[str, QWidget]] = []
        if not question.heading:
            found.append((tr("Give the question a short name"), self.heading))
        if not question.they:
            found.append((tr("Write the question"), self.phrases["they"]))
        if question.kind in PICKED and len(question.offered) < _FEWEST:
            found.append((tr("Write two answers or more, one on each line"), self.answers))
        return found or list(self._faults(question))

    def submit(self) -> None:
        """Keep it in its topic."""
        self._keep(self._topic.with_question(self._filled_in(), uuid.uuid4().hex[:6]), tr("Saved."))

    def refilled(self) -> None:
        """Show the box for answers where the answer that was filled in wants it."""
        self._show_answers()

    # -- what is on it -------------------------------------------------------

    def _add_what(self, known: OwnQuestion) -> None:
        self.heading = line(
            tr(LABELS["heading"]), self, identifier=f"{_NAME}.heading", text=known.heading,
            hint=tr("As it stands on lists and on paper, such as Animals."), most=60,
        )  # fmt: skip
        self.column.addWidget(self.heading)
        self.kind = self._choices(tr("What is the answer?"), "kind", _KINDS, known.kind)
        self.kind.changed.connect(self._show_answers)
        if self._before is not None:  # what was answered has the kind it had
            self.kind.setEnabled(False)
            words = tr(
                "The kind of answer stays. For another kind, add a new question. If you change the"
                " name or the words, it is asked again. What was answered stays under the old"
                " ones."
            )
            self.column.addWidget(PlainLabel(words, self, style="small", colour="text2"))
        self.answers = said(
            tr(LABELS["words"]), self, known.offered, identifier=f"{_NAME}.answers",
            hint=tr("One on each line. What was answered is kept if you take one away."),
            several=True,
        )  # fmt: skip
        self.column.addWidget(self.answers)
        self.asks = self._choices(tr("Who answers it?"), "asks", _ASKS, known.asks)

    def _add_words(self, known: OwnQuestion) -> None:
        """Add a place for each thing that is said."""
        hints = {
            "they": tr("Write {name} where the name goes. End it with a question mark."),
            "you": tr("As it is said to them. You can leave it blank."),
        }
        for key in ("they", "you", "say", "deeper", "listen", "check"):
            several, held = key in _SEVERAL, getattr(known, key)
            texts = held if several else [held] if held else []
            few = tr("One sentence on each line, three at most. You can leave it blank.")
            hint = hints.get(key, few if several else tr("You can leave it blank."))
            field = self.phrases[key] = said(
                tr(LABELS[key]), self, texts, identifier=f"{_NAME}.{key}",
                hint=hint, to_person=key in TO_PERSON, several=several,
            )  # fmt: skip
            self.column.addWidget(field)

    def _add_rest(self, known: OwnQuestion) -> None:
        self.when = self._add_when(known)
        asked = tr("Where may the answer be printed?")
        self.copies = self._choices(asked, "copies", _COPIES, known.copies)
        self.fields = {
            "heading": self.heading, "kind": self.kind, "answers": self.answers,
            "asks": self.asks, **self.phrases, "copies": self.copies,
        }  # fmt: skip
        if self.when is not None:
            self.fields["when"] = self.when

    def _add_when(self, known: OwnQuestion) -> ChoiceGroup | None:
        """Add when it is asked: always, or only after one answer to an earlier question."""
        if not (earlier := self._topic.before(known.id)):
            return None
        waits = self._topic.waits_for(known)
        now = f"{waits[0].id}={waits[1]}" if waits else _ALWAYS
        times = [
            (f"{q.id}={code}", only_after(q, code), "") for q in earlier for code in q.outcomes
        ]
        offered = ((_ALWAYS, N_("Always"), ""), *times)
        return self._choices(tr("When is it asked?"), "when", offered, now)

    def _choices(
        self, asked: str, name: str, offered: tuple[tuple[str, str, str], ...], value: str
    ) -> ChoiceGroup:
        choices = [Choice(code, tr(words), tr(hint)) for code, words, hint in offered]
        group = ChoiceGroup(asked, choices, self, columns=3, identifier=f"{_NAME}.{name}")
        group.show_values([value])
        self.column.addWidget(PlainLabel(asked, self, style="strong"))
        self.column.addWidget(group)
        return group

    def _show_answers(self) -> None:
        """Show the box for answers where there are any to choose from."""
        self.answers.setVisible(self.kind.value() in PICKED)
        order_tabs(self)

    def _end(self) -> QWidget:
        card = Card(tr("No longer ask this"), self)
        words = tr("It is taken out of the conversation. Every answer that was given is kept.")
        card.column.addWidget(PlainLabel(words, card))
        row = QWidget(card)
        end = Button(tr("Take this question away"), row, icon="x", identifier=f"{_NAME}.end")
        end.clicked.connect(self._take_away)
        FlowLayout(row).addWidget(end)
        card.column.addWidget(row)
        return card

    # -- what it becomes -----------------------------------------------------

    def _filled_in(self) -> OwnQuestion:
        phrases = self.phrases
        known = self._before or OwnQuestion(heading="", they="")
        kind = self.kind.value() or known.kind
        return replace(
            known.offering(self.answers.texts() if kind in PICKED else ()),
            heading=self.heading.text(), kind=kind, asks=self.asks.value() or known.asks,
            they=phrases["they"].text(), you=phrases["you"].text(),
            say=tuple(phrases["say"].texts()), deeper=tuple(phrases["deeper"].texts()),
            listen=phrases["listen"].text(), check=phrases["check"].text(),
            copies=self.copies.value() or next(iter(COPIES)),
            when=self._when(known),
        )  # fmt: skip

    def _when(self, known: OwnQuestion) -> tuple[str, ...]:
        """Return which answer it waits for."""
        if self.when is None:
            return known.when
        name, _, code = self.when.value().partition("=")
        return (name, code) if code else ()

    def _faults(self, question: OwnQuestion) -> Iterator[tuple[str, QWidget]]:
        """Yield each fault of the guide file that it would become, at the field it is about."""
        topic, before = self._topic.with_question(question, "new"), self._topic.questions
        at = before.index(self._before) if self._before is not None else len(before)
        for fault in faults_of(topic):
            match fault.path:
                case ("question", number, str(key)) if number == at:
                    yield fault_words(fault), self.fields.get(key, self.heading)
                case ("set", _, *_) if question.kind in PICKED:
                    yield fault_words(fault), self.answers

    def _take_away(self) -> None:
        if self._before is not None:
            self._keep(self._topic.without(self._before.id), tr("It is no longer asked."))

    def _keep(self, topic: OwnTopic, words: str) -> None:
        try:
            self._local.keep_topic(topic, asked=self._asked)
        except EolplanError as e:
            self.trouble.emit(e)
            return
        self.let_go()
        self.saved.emit()
        self.wanted.emit(self._up())
        self.said.emit(words, False)

    def _up(self) -> Where:
        return Where("own-topic", topic=self._topic.id)


def only_after(question: OwnQuestion, code: str) -> str:
    """Say which answer to which question something waits for."""
    words = question.outcomes[code]
    return say("Only after {question}: {answer}", question=question.heading, answer=words)


def _new() -> str:
    return tr("A new question")

"""A case as values: one made-up person's story, step by step."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from typing import Final

from eolplan.guide import Guide, Question
from eolplan.record import Answer, Standing, Value
from eolplan.record.codes import JUDGED

PERSON: Final = "person_spoken"

_VOICES: Final = {"person": PERSON, "carer": "family_or_friend", "staff": JUDGED}
"""Whoever is asked says it, unless the case names another."""

_TODAY: Final = re.compile(r"\{today(?:([+-])(\d+))?\}")
_FIXED: Final = frozenset({"person.dob"})
"""Days that stay what they are when a case is moved to another time."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer of a case.

    Attributes:
        question: A question id.
        instance: A label for one of several; empty: the first.
        standing, own_words, note: As of an ``Answer``.
        value: As of an ``Answer``; of a contact, a label.
        said_by: A code, or the label of one of the people who matter; empty: whoever is asked.
        said_on: ISO day, month or year; empty: the day of the step.
        recorded_by: Who of the staff; empty: whoever leads.
    """

    question: str
    instance: str = ""
    standing: str = "answered"
    value: Value = None
    own_words: str = ""
    said_by: str = ""
    said_on: str = ""
    recorded_by: str = ""
    note: str = ""

    def answer(self, asked: Question, today: dt.date, *, value: Value, contact: str = "") -> Answer:
        """Return the answer as the door takes it.

        Args:
            asked: The question.
            today: The day of the step.
            value: The value, with labels replaced by what they stand for.
            contact: Id of the contact who said it, where one did.

        Raises:
            ValueError: there can be no such answer.
        """
        said_by = "family_or_friend" if contact else self.said_by
        said_on = on(self.said_on, today)
        precision = {4: "year", 7: "month"}.get(len(said_on), "day")
        return Answer(
            standing=Standing(self.standing),
            value=value,
            own_words=self.own_words,
            note=self.note,
            said_by=said_by or _VOICES[asked.asks],
            said_by_contact=contact,
            said_on=said_on or today.isoformat(),
            said_on_precision=precision,
        )

    def moved(self, guide: Guide, days: int) -> Given:
        """Return the answer *days* later: the day it was said on, and the day it names."""
        dated = guide.question(self.question).kind == "date" and self.question not in _FIXED
        value = later(self.value, days) if dated and isinstance(self.value, str) else self.value
        return replace(self, value=value, said_on=later(self.said_on, days))


@dataclass(frozen=True, slots=True)
class Printed:
    """Words that a copy must, or must not, hold.

    Attributes:
        copy: A key of ``handover.AUDIENCES``.
        words: They.
        wanted: Whether they must be there.
        front: Look on page 1 only.
    """

    copy: str
    words: str
    wanted: bool
    front: bool


@dataclass(frozen=True, slots=True)
class Expected:
    """What a step must lead to.

    Attributes:
        must, must_not: Ids of rules, each with a severity or without: ``R-01 BLOCK``.
        sign_off: ``done``, ``refused``, or empty for either.
        prints: What the copies must hold, and must not.
    """

    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    sign_off: str = ""
    prints: tuple[Printed, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One day of a case.

    Attributes:
        today: The day.
        answers: What is recorded, in order.
        sign_off: Whether it is signed off then.
        without: Topics that are held back at sign-off.
        expect: What must come of it.
    """

    today: dt.date
    answers: tuple[Given, ...] = ()
    sign_off: bool = False
    without: tuple[str, ...] = ()
    expect: Expected = field(default_factory=Expected)


@dataclass(frozen=True, slots=True)
class Case:
    """One made-up person's story.

    Attributes:
        id: Such as ``TC-01``.
        nation: Whose law and services apply.
        steps: In the order of their days.
    """

    id: str
    nation: str
    steps: tuple[Step, ...]

    def moved(self, guide: Guide, days: int) -> Case:
        """Return the same story *days* later."""
        steps = tuple(
            replace(
                step,
                today=step.today + dt.timedelta(days),
                answers=tuple(given.moved(guide, days) for given in step.answers),
            )
            for step in self.steps
        )
        return replace(self, steps=steps)


def on(text: str, today: dt.date) -> str:
    """Return a date as written, with ``{today}`` and ``{today+80}`` worked out."""
    found = _TODAY.fullmatch(text)
    if not found:
        return text
    days = int(found[2] or 0) * (-1 if found[1] == "-" else 1)
    return (today + dt.timedelta(days)).isoformat()


def later(text: str, days: int) -> str:
    """Return an ISO day *days* later; anything less exact as it is."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return text
    return (day + dt.timedelta(days)).isoformat()

"""A record read for the rules: codes, words and days, and nothing that is disputed as a fact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from eolplan.guide import Guide
from eolplan.record import Answer, Log, Reading, Standing, is_of_another, is_view
from eolplan.record.answer import first_day as earliest
from eolplan.record.answer import is_date, last_day
from eolplan.record.groups import is_order
from eolplan.rules.around import Around
from eolplan.status import DIED_ON, state_of
from eolplan.words import tr

OWN_VOICE: Final = "person_"
"""How the codes of the person's own voice begin."""


@dataclass(frozen=True)
class Plan:
    """One person's record on one day, in one nation.

    Attributes:
        log: The record as every member of staff reads it, so that a rule says the same to all.
        guide: What may be asked; a rule about a question that it does not ask is silent.
        today: The local day.
        nation: One of ``identity.NATIONS``.
        night_phone: The team's own number at night, which every plan of it prints.
        around: What is known beside the record.
        whole: The record as who is signed in reads it, with what is kept for chosen staff.
    """

    log: Log
    guide: Guide
    today: dt.date
    nation: str
    night_phone: str = ""
    around: Around = field(default_factory=Around)
    whole: Log = field(init=False)
    _members: dict[str, tuple[str, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        """Leave out what only chosen staff may read."""
        object.__setattr__(self, "whole", self.log)
        object.__setattr__(self, "log", self.log.for_everybody(self.guide.restricted))

    def reading(self, question: str, instance: str = "") -> Reading:
        """Return what stands."""
        return self.log.reading(question, instance)

    def answer(self, question: str, instance: str = "") -> Answer | None:
        """Return the one answer that says something; None for silence, an exit or a conflict."""
        answer = self.reading(question, instance).answer
        return answer if answer and answer.standing is Standing.ANSWERED else None

    def code(self, question: str, instance: str = "") -> str:
        """Return the code, line or date that stands, or empty."""
        answer = self.answer(question, instance)
        return answer.value if answer and isinstance(answer.value, str) else ""

    def codes(self, question: str, instance: str = "") -> frozenset[str]:
        """Return the codes that stand of a question with several."""
        answer = self.answer(question, instance)
        value = answer.value if answer else None
        listed = value if isinstance(value, list) else [value]
        return frozenset(code for code in listed if isinstance(code, str))

    def words(self, question: str, instance: str = "") -> str:
        """Return the own words that stand, or empty."""
        answer = self.answer(question, instance)
        return answer.own_words if answer else ""

    def text(self, question: str, instance: str = "") -> str:
        """Return the own words that stand, or the line; empty where there is neither."""
        return self.words(question, instance) or self.code(question, instance)

    def pointed_at(self, question: str, instance: str = "") -> str:
        """Return the member of a group that an answer points to, or empty."""
        answer = self.answer(question, instance)
        value = answer.value if answer else None
        return str(value.get("instance", "")) if isinstance(value, dict) else ""

    def texts(self, questions: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """Yield the text of each of *questions*, in whichever instance, with where it stands."""
        for question in questions:
            for instance in self.instances(question):
                yield question, instance, self.text(question, instance)

    def answered(self, question: str, instance: str = "") -> bool:
        """Say whether anything was said, in code or words."""
        return self.answer(question, instance) is not None

    def was_said(self, question: str, instance: str = "") -> bool:
        """Say whether anything was answered, also where two records differ on what."""
        answers = self.reading(question, instance).answers
        return any(answer.standing is Standing.ANSWERED for answer in answers)

    def settled(self, question: str, instance: str = "") -> bool:
        """Say whether something stands, in any standing but silence, and is not disputed."""
        return self.reading(question, instance).state == "answered"

    def fits(self, question: str, instance: str = "") -> bool:
        """Say whether an answer is not what was said of a choice that stands no longer."""
        return not is_of_another(self.log, question, instance)

    def is_out_of_sight(self, question: str, instance: str = "") -> bool:
        """Say whether an answer exists that is not in this copy, or is kept for chosen staff."""
        return self.reading(question, instance).state in ("elsewhere", "sealed")

    def members(self, group: str) -> tuple[str, ...]:
        """Return the members of a repeating group."""
        found = self._members.get(group)
        if found is None:
            found = self._members[group] = self.log.instances(group)
        return found

    def instances(self, question: str) -> tuple[str, ...]:
        """Return the instances in which anything is recorded for *question*, but for views."""
        return tuple(i for i in self.log.by_question.get(question, ()) if not is_view(i))

    def each(self, question: str) -> tuple[tuple[str, str], ...]:
        """Return every instance in which *question* has a code, line or date, and what it is."""
        found = ((i, self.code(question, i)) for i in self.instances(question))
        return tuple((instance, code) for instance, code in found if code)

    def holds(self, question: str, *codes: str) -> bool:
        """Say whether any of *codes* stands anywhere, chosen alone or among several."""
        return any(self.codes(question, i) & set(codes) for i in self.instances(question))

    def has(self, question: str) -> bool:
        """Say whether anything was said, in whichever instance."""
        return any(self.answered(question, i) for i in self.instances(question))

    @cached_property
    def died(self) -> bool:
        """Whether the person is recorded to have died."""
        return state_of(self.log).died or self.was_said(DIED_ON)

    @cached_property
    def ended(self) -> bool:
        """Whether nobody works with this plan any more."""
        return self.died or state_of(self.log).ended

    def any_of(self, group: str) -> bool:
        """Say whether a repeating group has any member, or a plain one any field said."""
        if self.members(group):
            return True
        fields = self.guide.question(group).fields if group in self.guide else ()
        return any(self.answered(field) for field in fields)

    def day(self, question: str, instance: str = "") -> dt.date | None:
        """Return the first day that a recorded date can mean; None where there is none."""
        return first_day(self.code(question, instance))

    def last(self, question: str, instance: str = "") -> dt.date | None:
        """Return the last day that a recorded date can mean; None where there is none."""
        text = self.code(question, instance)
        return last_day(text) if is_date(text) else None

    def readings(self) -> Iterator[Reading]:
        """Yield everything that stands, in the order of its keys."""
        yield from self._readings

    @cached_property
    def _readings(self) -> tuple[Reading, ...]:
        return tuple(self.log.reading(*key) for key in sorted(self.log.questions()))

    def conflicts(self) -> Iterator[Reading]:
        """Yield the readings on which two records differ, but for orders of one group."""
        for reading in self.readings():
            if reading.state == "conflict" and not is_order(self.log, reading.question):
                yield reading

    def option(self, question: str, instance: str = "") -> str:
        """Return the words of the option that stands, or empty."""
        code = self.code(question, instance)
        found = self.guide.question(question).option(code) if question in self.guide else None
        return tr(found.words) if found else ""

    def heading(self, question: str) -> str:
        """Return what a question is about, in a few words."""
        return tr(self.guide.question(question).heading) if question in self.guide else ""

    def section(self, question: str) -> str:
        """Return the id of the topic a question stands in, or empty."""
        return self.guide.question(question).section if question in self.guide else ""

    def topic(self, question: str) -> str:
        """Return the id under which the record knows the topic of *question*, or empty."""
        return self.guide.whole_of(question) if question in self.guide else ""


def first_day(text: str) -> dt.date | None:
    """Return the first day that an ISO date of any precision can mean, or None."""
    try:
        return dt.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return None


def age_on(born: str, day: str) -> int | None:
    """Return the greatest age that somebody born then can have had on a day, in whole years.

    None where one of the two is no date.
    """
    if not (is_date(born) and is_date(day)):
        return None
    return _years(earliest(born), last_day(day))


def least_age_on(born: str, day: str) -> int | None:
    """Return the least age that somebody born then can have had on a day, in whole years.

    None where one of the two is no date.
    """
    if not (is_date(born) and is_date(day)):
        return None
    return _years(last_day(born), earliest(day))


def _years(born: dt.date, day: dt.date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def view_of(plan: Plan, question: str, instance: str = "") -> str:
    """Return the code of the person's view of a treatment, or empty."""
    answer = plan.answer(question, instance)
    value = answer.value if answer else None
    return str(value.get("view", "")) if isinstance(value, dict) else ""

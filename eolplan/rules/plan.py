"""A record read for the rules: codes, words and days, and nothing that is disputed as a fact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from eolplan.guide import Guide
from eolplan.record import Answer, Log, Reading, Standing, is_view

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
    """

    log: Log
    guide: Guide
    today: dt.date
    nation: str
    night_phone: str = ""

    def __post_init__(self) -> None:
        """Leave out what only chosen staff may read."""
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

    def answered(self, question: str, instance: str = "") -> bool:
        """Say whether anything was said, in code or words."""
        return self.answer(question, instance) is not None

    def settled(self, question: str, instance: str = "") -> bool:
        """Say whether something stands, in any standing but silence, and is not disputed."""
        return self.reading(question, instance).state == "answered"

    def members(self, group: str) -> tuple[str, ...]:
        """Return the members of a repeating group."""
        return self.log.instances(group)

    def instances(self, question: str) -> tuple[str, ...]:
        """Return the instances in which anything is recorded for *question*, but for views."""
        found = (i for q, i in self.log.questions() if q == question and not is_view(i))
        return tuple(sorted(found))

    def any_of(self, group: str) -> bool:
        """Say whether a repeating group has any member, or a plain one any field said."""
        if self.members(group):
            return True
        fields = self.guide.question(group).fields if group in self.guide else ()
        return any(self.answered(field) for field in fields)

    def day(self, question: str, instance: str = "") -> dt.date | None:
        """Return the first day that a recorded date can mean; None where there is none."""
        return first_day(self.code(question, instance))

    def readings(self) -> Iterator[Reading]:
        """Yield everything that stands, in the order of its keys."""
        for key in sorted(self.log.questions()):
            yield self.log.reading(*key)

    def section(self, question: str) -> str:
        """Return the id of the topic a question stands in, or empty."""
        return self.guide.question(question).section if question in self.guide else ""


def first_day(text: str) -> dt.date | None:
    """Return the first day that an ISO date of any precision can mean, or None."""
    try:
        return dt.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return None

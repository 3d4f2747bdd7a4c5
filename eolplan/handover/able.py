"""How a wish that was made when able is headed beside what is said now: each with its day."""

from __future__ import annotations

from typing import Final

from eolplan.guide import Guide, Names, Question
from eolplan.record import Answer
from eolplan.words import partial_date, say

THEY = "they"
"""Takes another verb than the rest."""


_WISHES: Final = frozenset({"places", "treatment", "cpr"})
"""Topics in which what is said by somebody who cannot decide is called what it is."""


def is_a_wish(guide: Guide, question: Question) -> bool:
    """Say whether it is about what somebody would like: that there is a paper is a fact.

    Which treatment a wish is about is none either: headed as what is said now, it would read
    as if that treatment were asked for.
    """
    group = guide.group_of(question.id)
    names = group is not None and group.names == question.id
    return question.asks == "person" and guide.whole_of(question.id) in _WISHES and not names


def when_able(then: Answer, now: Answer | None) -> str:
    """Return the heading of what was wished then."""
    return say("Wishes written when able ({year})", year=_day(then, now))


def now_says(now: Answer, names: Names, then: Answer | None = None) -> str:
    """Return the heading of what is said now."""
    who = names.name if names.she == THEY else names.she
    return say("What {who} says now ({year})", who=who, year=_day(now, then))


def _day(answer: Answer, other: Answer | None) -> str:
    """Return the year, which tells enough where the other one is of another year; else the day."""
    years_tell = other is not None and other.said_on[:4] != answer.said_on[:4]
    return answer.said_on[:4] if years_tell else partial_date(answer.said_on)

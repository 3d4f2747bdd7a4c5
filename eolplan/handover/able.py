"""What somebody wished when able to decide, and what they say now: both, with their days.

An assessment that found that this could not be decided takes no word away: what
was said before it is the wish that was made, what was said since is a present wish
that must be considered (Mental Capacity Act 2005, section 4(6)).
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from eolplan.guide import Guide, Names
from eolplan.handover.chart import OWN
from eolplan.record import Answer, Entry, Log, Standing, in_error, is_view
from eolplan.record.codes import MOVED, PUT_BACK, RESOLVE, THEN
from eolplan.rules.capacity import found_unable
from eolplan.rules.plan import Plan
from eolplan.rules.present_wish import found_before
from eolplan.words import partial_date, say

THEY = "they"
"""Takes another verb than the rest."""

_THEIRS: Final = OWN | {"existing_document"}
"""Codes of who said it that mean the person, or a paper of theirs."""

_REAL: Final = frozenset({"", THEN, RESOLVE, MOVED})
"""Reasons of an entry that do not say that what it replaced was a slip."""


class Able:
    """Tells the wishes that were made when able from what was said since, in one record.

    Args:
        guide: What may be asked.
        log: The record.
    """

    def __init__(self, guide: Guide, log: Log) -> None:
        self._plan, self._log = Plan(log, guide, dt.date.min, ""), log
        self._lost = bool(found_unable(self._plan))

    def found_on(self, question: str, instance: str = "") -> str:
        """Return the ISO day on which it was found that what stands could not be decided.

        Empty where it was said before, where it could be decided, or where the person did
        not say it. What was taken off since counts as said.
        """
        heads = self._log.heads(question, instance) if self._lost else ()
        if len(heads) != 1 or is_view(instance) or heads[0].answer.said_by not in OWN:
            return ""
        return found_before(self._plan, heads[0])

    def wish(self, question: str, instance: str = "") -> Entry | None:
        """Return what the person wished when they could last decide about it, if anything."""
        history = [e for e in self._log.history(question, instance) if e.question == question]
        made = [
            entry
            for entry in history
            if not (self._is_slip(entry, history) or found_before(self._plan, entry))
        ]
        days = [entry.answer.said_on for entry in made]
        last = max(range(len(made)), key=lambda n: (days[n], n), default=None)
        if last is None or made[last].answer.standing is not Standing.ANSWERED:
            return None
        return made[last] if made[last].answer.said_by in _THEIRS else None

    def told_beside(self) -> frozenset[str]:
        """Return the digests of the earlier wishes that every page tells beside what stands."""
        keys = [key for key in self._log.questions() if key[0] in self._plan.guide]
        found = (self.wish(*key) for key in keys if self.found_on(*key))
        return frozenset(entry.digest for entry in found if entry)

    def _is_slip(self, entry: Entry, history: list[Entry]) -> bool:
        """Say whether something was put right or undone: nobody wished it."""
        over = (e for e in history if entry.digest in e.supersedes)
        put_right = (
            e.reason in PUT_BACK or (e.reason not in _REAL and not e.repeats) for e in over
        )
        return in_error(self._log, entry) or any(put_right)


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

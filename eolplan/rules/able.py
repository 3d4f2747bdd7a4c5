"""What somebody wished when able to decide, told apart from what is said since.

An assessment that found that this could not be decided takes no word away: what
was said before it is the wish that was made, what was said since is a present wish
that must be considered (Mental Capacity Act 2005, section 4(6)).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from eolplan.guide import Guide
from eolplan.record import Answer, Entry, Log, Standing, in_error, is_view
from eolplan.record.codes import MOVED, PUT_BACK, RESOLVE, THEN
from eolplan.rules.capacity import found_unable
from eolplan.rules.plan import OWN_VOICE, Plan
from eolplan.rules.present_wish import found_before, undecided_since
from eolplan.words import partial_date, say

Key = tuple[str, str]
"""A question and an instance."""

_ON_PAPER: Final = "existing_document"
"""Code of who said it that means a paper of the person's own."""

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
        if len(heads) != 1 or is_view(instance) or not _is_own(heads[0].answer):
            return ""
        return found_before(self._plan, heads[0])

    def since(self, entries: Iterable[Entry]) -> str:
        """Return the last ISO day on which it was found that any of *entries* was undecided.

        Empty where each was said by somebody who could decide about it, or by others.
        """
        said = entries if self._lost else ()
        days = (undecided_since(self._plan, e) for e in said if not self._only_names(e.question))
        return max(days, default="")

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
        answer = made[last].answer
        return made[last] if _is_own(answer) or answer.said_by == _ON_PAPER else None

    def told_beside(self) -> frozenset[str]:
        """Return the digests of the earlier wishes that every page tells beside what stands."""
        keys = [key for key in self._log.questions() if key[0] in self._plan.guide]
        found = (self.wish(*key) for key in keys if self.found_on(*key))
        return frozenset(entry.digest for entry in found if entry)

    def apart(self, keys: Iterable[Key]) -> tuple[Log, Log]:
        """Return what stands on *keys* as two records: as it was last decided, and as said since.

        The second is empty where all of it could be decided: then the first is the whole record.
        """
        asked = list(keys)
        if not any(self.found_on(*key) for key in asked):
            return self._log, Log()
        then: list[Entry] = []
        now: list[Entry] = []
        for key in asked:
            if not self.found_on(*key):
                then += self._log.heads(*key)
                continue
            now += self._log.heads(*key)
            wish = self.wish(*key)
            then += [wish] if wish else []
        only = replace(self._log, entries={entry.digest: entry for entry in then})
        return only, Log({entry.digest: entry for entry in now})

    def _only_names(self, question: str) -> bool:
        """Say whether an answer only tells what others are about, as the name of a treatment."""
        guide = self._plan.guide
        if question not in guide:
            return False
        asked, group = guide.question(question), guide.group_of(question)
        names = group is not None and group.names == question and not asked.whose
        return asked.kind == "group" or names

    def _is_slip(self, entry: Entry, history: list[Entry]) -> bool:
        """Say whether something was put right or undone: nobody wished it."""
        over = (e for e in history if entry.digest in e.supersedes)
        put_right = (
            e.reason in PUT_BACK or (e.reason not in _REAL and not e.repeats) for e in over
        )
        return in_error(self._log, entry) or any(put_right)


def said_since(day: str) -> str:
    """Say that something was said when it could not be decided: it counts all the same.

    Args:
        day: When that was found, as an ISO date; empty: it could be, and nothing is said.
    """
    if not day:
        return ""
    return say("Said since {date}, when this could not be decided. It counts, and is not a"
               " decision.", date=partial_date(day))  # fmt: skip


def _is_own(answer: Answer) -> bool:
    return answer.said_by.startswith(OWN_VOICE)

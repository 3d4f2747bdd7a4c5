"""What somebody wished when able to decide, and what they say now: both, with their years.

An assessment that found that this could not be decided takes no word away: what
was said before it is the wish that was made, what was said since is a present wish
that must be considered (Mental Capacity Act 2005, section 4(6)).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from eolplan.guide import Guide, Names
from eolplan.handover.chart import OWN, replaced
from eolplan.handover.wishes import is_recent
from eolplan.record import Answer, Entry, Log, Standing
from eolplan.rules.capacity import could_not_decide
from eolplan.words import say

THEY = "they"
"""Takes another verb than the rest."""


def wished_when_able(guide: Guide, log: Log, question: str) -> Answer | None:
    """Return what the person wished before they could no longer decide, where they say more now.

    None where nothing of the kind is recorded, or is not on this copy.
    """
    earlier = _wish_when_able(guide, log, question)
    return earlier.answer if earlier else None


def told_beside(guide: Guide, log: Log, today: dt.date) -> frozenset[str]:
    """Return the digests of earlier answers that page 1 and 2 tell beside what stands.

    A crew needs them and gets no other history: what was wished when able, the
    place before a recent change, and the one written down by who can no longer tell.
    """
    asked = {question for question, _ in log.questions() if question in guide}
    found = [_wish_when_able(guide, log, question) for question in asked]
    found += [_place_before(log, question, today) for question in ("pod.first", "poc.first")]
    return frozenset(entry.digest for entry in found if entry)


def _place_before(log: Log, question: str, today: dt.date) -> Entry | None:
    now = log.reading(question).answer
    if now is None:
        return None
    told = now.standing is Standing.UNABLE_TO_EXPRESS or is_recent(now.said_on, today)
    return replaced(log, question) if told else None


def _wish_when_able(guide: Guide, log: Log, question: str) -> Entry | None:
    now = log.reading(question).answer
    if now is None or now.said_by not in OWN or now.standing is not Standing.ANSWERED:
        return None
    days = [day for day in could_not_decide(guide, log, question) if day < now.said_on]
    earlier = (e for e in _replaced(log, question) if days and e.answer.said_on < max(days))
    return max(earlier, key=lambda entry: entry.answer.said_on, default=None)


def when_able(answer: Answer) -> str:
    """Return the heading of what was wished then."""
    return say("Wishes written when able ({year})", year=answer.said_on[:4])


def now_says(answer: Answer, names: Names) -> str:
    """Return the heading of what is said now."""
    who = names.name if names.she == THEY else names.she
    return say("What {who} says now ({year})", who=who, year=answer.said_on[:4])


def _replaced(log: Log, question: str) -> Iterator[Entry]:
    """Yield what the person said on a question before what stands."""
    heads = {entry.digest for entry in log.heads(question)}
    for entry in log.history(question, ""):
        said = entry.answer
        spoken = said.said_by in OWN and said.standing is Standing.ANSWERED
        if entry.digest not in heads and spoken:
            yield entry

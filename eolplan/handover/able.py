"""What somebody wished when able to decide, and what they say now: both, with their years.

An assessment that found that this could not be decided takes no word away: what
was said before it is the wish that was made, what was said since is a present wish
that must be considered (Mental Capacity Act 2005, section 4(6)).
"""

from __future__ import annotations

from collections.abc import Iterator

from eolplan.guide import Guide, Names
from eolplan.handover.chart import OWN
from eolplan.record import Answer, Log, Standing
from eolplan.rules.capacity import could_not_decide
from eolplan.words import say

THEY = "they"
"""Takes another verb than the rest."""


def wished_when_able(guide: Guide, log: Log, question: str) -> Answer | None:
    """Return what the person wished before they could no longer decide, where they say more now.

    None where nothing of the kind is recorded, or is not on this copy.
    """
    now = log.reading(question).answer
    if now is None or now.said_by not in OWN or now.standing is not Standing.ANSWERED:
        return None
    days = [day for day in could_not_decide(guide, log, question) if day < now.said_on]
    earlier = (a for a in _replaced(log, question) if days and a.said_on < max(days))
    return max(earlier, key=lambda answer: answer.said_on, default=None)


def when_able(answer: Answer) -> str:
    """Return the heading of what was wished then."""
    return say("Wishes written when able ({year})", year=answer.said_on[:4])


def now_says(answer: Answer, names: Names) -> str:
    """Return the heading of what is said now."""
    who = names.name if names.she == THEY else names.she
    return say("What {who} says now ({year})", who=who, year=answer.said_on[:4])


def _replaced(log: Log, question: str) -> Iterator[Answer]:
    """Yield what the person said on a question before what stands."""
    heads = {entry.digest for entry in log.heads(question)}
    for entry in log.history(question, ""):
        said = entry.answer
        spoken = said.said_by in OWN and said.standing is Standing.ANSWERED
        if entry.digest not in heads and spoken:
            yield said

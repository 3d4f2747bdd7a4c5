"""Whether an answer is a present wish: said by somebody who could not decide about it then.

It is kept as it was said, must be considered, and is no decision (Mental Capacity Act
2005, section 4(6); clinical decisions D20). Each assessment is about one decision, on one
day; one that found the contrary later ends it. On that day the order of the record tells.
"""

from __future__ import annotations

from typing import Final

from eolplan.record import Entry, Standing
from eolplan.rules.capacity import GROUP, LACKS, deciding_topics, may_be_since
from eolplan.rules.plan import OWN_VOICE, Plan

_SAYS_NOTHING: Final = frozenset({"", "doubt_not_assessed"})
"""Outcomes that settle nothing about who could decide."""


def undecided_since(plan: Plan, said: Entry) -> str:
    """Return the ISO day on which it was found that what somebody said could not be decided.

    Empty where it is not an answer of the person's own, or nothing of the kind stood when
    it was said.

    Args:
        plan: The record.
        said: What was said.
    """
    own = said.answer.said_by.startswith(OWN_VOICE)
    return found_before(plan, said) if own and said.answer.standing is Standing.ANSWERED else ""


def found_before(plan: Plan, said: Entry) -> str:
    """Return the same of anything that was recorded, also of a question left open."""
    before = [
        (plan.code("cap.on", member), plan.code("cap.outcome", member).startswith(LACKS))
        for member in plan.members(GROUP)
        if plan.code("cap.on", member)
        and plan.code("cap.outcome", member) not in _SAYS_NOTHING
        and may_be_since(plan, said, member)
        and plan.section(said.question) in deciding_topics(plan, member)
    ]
    day, lacked = max(before, default=("", False))  # of two on one day the one that lacked
    return day if lacked else ""

"""Whether an answer is a present wish: said by somebody who could not decide about it then.

It is kept as it was said, must be considered, and is no decision (Mental Capacity Act
2005, section 4(6); clinical decisions D20). Each assessment is about one decision, on one
day; one that found the contrary later ends it.
"""

from __future__ import annotations

from typing import Final

from eolplan.record import Answer, Standing
from eolplan.rules.capacity import GROUP, LACKS, deciding_topics
from eolplan.rules.plan import OWN_VOICE, Plan

_SAYS_NOTHING: Final = frozenset({"", "doubt_not_assessed"})
"""Outcomes that settle nothing about who could decide."""


def undecided_since(plan: Plan, question: str, answer: Answer) -> str:
    """Return the ISO day on which it was found that this could not be decided.

    Empty where the answer is not the person's own, or nothing of the kind stood when it
    was said.

    Args:
        plan: The record.
        question: What was asked.
        answer: What was said.
    """
    if answer.standing is not Standing.ANSWERED or not answer.said_by.startswith(OWN_VOICE):
        return ""
    before = [
        (plan.code("cap.on", member), member)
        for member in plan.members(GROUP)
        if plan.code("cap.on", member)
        and plan.code("cap.on", member) < answer.said_on
        and plan.code("cap.outcome", member) not in _SAYS_NOTHING
        and plan.section(question) in deciding_topics(plan, member)
    ]
    day, member = max(before, default=("", ""))
    return day if member and plan.code("cap.outcome", member).startswith(LACKS) else ""

"""Whether an answer is a present wish: said by somebody who could not decide about it then.

It is kept as it was said, must be considered, and is no decision (Mental Capacity Act
2005, section 4(6); clinical decisions D20). Each assessment is about one decision, on one
day; one that found the contrary later ends it. On that day the order of the record tells.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from eolplan.record import Entry, Standing
from eolplan.rules.capacity import GROUP, LACKS, may_be_since
from eolplan.rules.plan import OWN_VOICE, Plan
from eolplan.rules.subjects import kind_of, same_words, subjects, topics_of

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
        member for member in plan.members(GROUP)
        if plan.code("cap.on", member)
        and plan.code("cap.outcome", member) not in _SAYS_NOTHING
        and may_be_since(plan, said, member)
    ]  # fmt: skip
    lacked = [i for i in before if plan.code("cap.outcome", i).startswith(LACKS)]
    others = [i for i in before if i not in lacked]
    topic, kind = plan.topic(said.question), kind_of(said.question)
    days = (
        plan.code("cap.on", i)
        for i in lacked
        if topic in topics_of(_left(plan, i, others)) and not _able_later(plan, i, others, kind)
    )
    return max(days, default="")


def _able_later(plan: Plan, instance: str, others: Iterable[str], kind: str) -> bool:
    """Say whether *others* found later that this very kind of decision could be made."""
    day = plan.code("cap.on", instance)
    return any(kind in subjects(plan, i) and plan.code("cap.on", i) > day for i in others)


def _left(plan: Plan, instance: str, others: Iterable[str]) -> frozenset[str]:
    """Return what an assessment is about, without what one of *others* settled on a later day."""
    day = plan.code("cap.on", instance)
    later = [i for i in others if plan.code("cap.on", i) > day]
    if any(same_words(plan, instance, i) for i in later):
        return frozenset()
    return subjects(plan, instance).difference(*(subjects(plan, i) for i in later))

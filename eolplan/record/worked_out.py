"""What stands on one question, worked out from its heads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from eolplan.record import groups
from eolplan.record.answer import Answer, Standing
from eolplan.record.reading import Reading, State, distinct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eolplan.record.log import Log

_STATES: Final[Mapping[Standing, State]] = {
    Standing.NOT_ASKED: "silent",
    Standing.REMOVED: "removed",
}


def worked_out(log: Log, question: str, instance: str) -> Reading:
    """Return what stands on a question in one instance, however many say so."""
    heads = log.heads(question, instance)
    kept = (question, instance) in log.sealed_places
    if not heads:  # as of most of what a guide asks
        return Reading(question, instance, _state(log, question, instance, ()), sealed=kept)
    if len(heads) == 1 and heads[0].answer.standing not in groups.GONE:  # as of most answers
        (head,) = heads
        later = head.digest in log.below_tips
        return Reading(question, instance, "answered", heads, (head.answer,), later, kept)
    if any(head.answer.standing in groups.GONE for head in heads):
        heads += groups.left_behind(log, question, instance)
    answers = distinct(heads, equal_heads=log.rules.equal_heads)
    if {answer.standing for answer in answers} == groups.GONE:
        # One record removed what the other took back: gone for both.
        answers = tuple(a for a in answers if a.standing is Standing.REMOVED)
    later = any(head.digest in log.below_tips for head in heads)
    state = "conflict" if len(answers) > 1 else _state(log, question, instance, answers)
    return Reading(question, instance, state, heads, answers, later, kept)


def _state(log: Log, question: str, instance: str, answers: tuple[Answer, ...]) -> State:
    if answers:
        return _STATES.get(answers[0].standing, "answered")
    if (question, instance) in log.sealed_places:
        return "sealed"
    if (question, instance) in log.erased_tips:
        return "erased"
    if groups.is_removed(log, question, instance):
        return "removed"
    partial = log.copied or log.subset
    return "elsewhere" if partial and question in log.withheld else "silent"

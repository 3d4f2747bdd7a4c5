"""What stands, as one value, and whether something new would say the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from eolplan.guide import Question
from eolplan.record import Answer, Entry, Reading, Standing, Value, is_view
from eolplan.record.codes import FROM_PAPER

_THEIR_OWN: Final = "person_"
"""How the codes of the person's own voice begin, in speech, by gesture, through an interpreter."""

_OF_OTHERS: Final = frozenset({"family_or_friend", "paid_carer"})
"""Voices that tell what they think, and decide nothing for the person."""


_BESIDE: Final = _OF_OTHERS | {"attorney_or_deputy", "clinician_observed"}
"""Voices whose words have a place of their own beside the person's answer."""


def said(reading: Reading) -> Value:
    """Return the value that stands, else the words; None when nothing does."""
    answer = reading.answer
    if answer is None or answer.standing is not Standing.ANSWERED:
        return None
    return answer.value if answer.value is not None else answer.own_words or None


def same(standing: Answer, given: Answer) -> bool:
    """Whether *given* says nothing that does not stand already.

    The day on which it is said again is nothing new; the date that is on a paper is.
    """
    if given.said_by == FROM_PAPER:
        return given == standing
    day, precision = standing.said_on, standing.said_on_precision
    return replace(given, said_on=day, said_on_precision=precision) == standing


def misplaced(question: Question, answer: Answer, instance: str, standing: Iterable[Entry]) -> bool:
    """Whether somebody else's view would stand where an answer of the person belongs.

    A report by family is never a wish and never replaces one (clinical
    decisions, D9): it stands beside the person's answer, as words and nothing
    else. Only what is the person's to answer can be reported so.

    Args:
        question: What is asked.
        answer: What is to be recorded.
        instance: Where.
        standing: The entries that it would replace.
    """
    if is_view(instance):
        theirs = answer.said_by.startswith(_THEIR_OWN)
        return theirs or answer.value is not None or not takes_views(question)
    if answer.said_by not in _OF_OTHERS or answer.standing is not Standing.ANSWERED:
        return False
    return (takes_views(question) and not instance) or _speaks_over(answer, standing)


def of_another(answer: Answer) -> bool:
    """Whether an answer is what somebody else says, and no way in which the person says it."""
    return bool(answer.said_by_contact) or answer.said_by in _BESIDE


def takes_views(question: Question) -> bool:
    """Whether what others say of *question* is worth knowing beside what the person says."""
    return question.asks == "person" and question.whose


def _speaks_over(answer: Answer, standing: Iterable[Entry]) -> bool:
    """Whether an answer of the person stands that says something else."""
    return any(
        held.answer.said_by.startswith(_THEIR_OWN)
        and held.answer.standing is Standing.ANSWERED
        and (held.answer.value, held.answer.own_words) != (answer.value, answer.own_words)
        for held in standing
    )

"""What stands, as one value, and whether something new would say the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from eolplan.record import Answer, Entry, Reading, Standing, Value

_THEIR_OWN: Final = "person_"
"""How the codes of the person's own voice begin, in speech, by gesture, through an interpreter."""

_OF_OTHERS: Final = frozenset({"family_or_friend", "paid_carer"})
"""Voices that tell what they think, and decide nothing for the person."""


def said(reading: Reading) -> Value:
    """Return the value that stands, else the words; None when nothing does."""
    answer = reading.answer
    if answer is None or answer.standing is not Standing.ANSWERED:
        return None
    return answer.value if answer.value is not None else answer.own_words or None


def same(standing: Answer, given: Answer) -> bool:
    """Whether *given* says nothing that does not stand already."""
    day, precision = standing.said_on, standing.said_on_precision
    return replace(given, said_on=day, said_on_precision=precision) == standing


def speaks_over(answer: Answer, standing: Iterable[Entry]) -> bool:
    """Whether somebody else's view would take the place of what the person said.

    A report by family is never a wish, and never replaces one (clinical
    decisions, D9). Saying that the same words were theirs is a correction.
    """
    if answer.said_by not in _OF_OTHERS or answer.standing is not Standing.ANSWERED:
        return False
    return any(
        held.answer.said_by.startswith(_THEIR_OWN)
        and held.answer.standing is Standing.ANSWERED
        and (held.answer.value, held.answer.own_words) != (answer.value, answer.own_words)
        for held in standing
    )

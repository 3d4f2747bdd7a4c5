"""What stands, as one value, and whether something new would say the same."""

from __future__ import annotations

from dataclasses import replace

from eolplan.record import Answer, Reading, Standing, Value


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

"""Whose words an answer of a case is, where the case does not say."""

from __future__ import annotations

import datetime as dt

import pytest

from eolplan.practice.story import Given
from tests.conftest import shipped_once


@pytest.mark.parametrize(
    ("question", "said_by"),
    [("val.matters", "person_spoken"), ("carer.does", "family_or_friend"),
     ("fn.trend", "clinician_judgement")],
)  # fmt: skip
def test_whoever_is_asked_says_it(question: str, said_by: str) -> None:
    """A carer's words in the person's voice would be a wish that nobody made."""
    given = Given(question, own_words="Up four times a night.")
    answer = given.answer(shipped_once().question(question), dt.date(2026, 11, 12), value=None)
    assert (answer.said_by, answer.said_by_contact) == (said_by, "")

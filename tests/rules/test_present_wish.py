"""What is said after capacity was lost is kept, and reads as what it is: a present wish."""

from __future__ import annotations

import datetime as dt

import pytest

from eolplan.record import Answer, Standing
from eolplan.rules import Plan
from eolplan.rules.present_wish import undecided_since
from tests.rules.pages import book

SAID = Answer(value="hospice", said_on="2025-11-10")


def assessed(*found: tuple[str, str, str]):
    """Return a plan with assessments: (day, outcome, topic)."""
    record = book()
    for n, (day, outcome, topic) in enumerate(found):
        record.say("cap", True, instance=f"k{n}")
        for part, value in (("on", day), ("outcome", outcome), ("topic", [topic])):
            record.say(f"cap.{part}", value, instance=f"k{n}")
    return Plan(record.log, record.guide, dt.date(2025, 11, 12), "ENG")


LOST = ("2025-10-01", "lacks_unlikely_to_regain", "place_of_death")


@pytest.mark.parametrize(
    ("found", "since"),
    [
        ([], ""),
        ([LOST], "2025-10-01"),
        ([LOST, ("2025-11-01", "lacks_may_regain", "place_of_care")], "2025-11-01"),
        ([LOST, ("2025-11-01", "has_capacity", "place_of_death")], ""),
        ([LOST, ("2025-11-01", "doubt_not_assessed", "place_of_death")], "2025-10-01"),
        ([LOST, ("2025-11-11", "has_capacity", "place_of_death")], "2025-10-01"),
        ([("2025-10-01", "lacks_unlikely_to_regain", "cpr")], ""),
        ([("2025-11-10", "lacks_unlikely_to_regain", "place_of_death")], ""),
        ([("", "lacks_unlikely_to_regain", "place_of_death")], ""),
    ],
)
def test_an_assessment_is_about_one_decision_and_one_time(found, since):
    assert undecided_since(assessed(*found), "pod.first", SAID) == since


@pytest.mark.parametrize(
    "answer",
    [
        Answer(own_words="She would want the hospice.", said_by="family_or_friend",
               said_on="2025-11-10"),
        Answer(Standing.ASKED_NOT_READY, said_on="2025-11-10"),
    ],
)  # fmt: skip
def test_only_what_the_person_said_is_a_wish_of_theirs(answer):
    assert undecided_since(assessed(LOST), "pod.first", answer) == ""

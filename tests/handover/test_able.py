"""Once somebody could not decide, what they wished before and what they say now both print."""

from __future__ import annotations

import pytest

from eolplan.handover.outline import outline
from tests.handover.notebook import Notebook, gwen


def assessed(on: str = "2025-11-01", outcome: str = "lacks_may_regain") -> Notebook:
    book = gwen().say("poc.first", None, "No hospitals, I want my music.", said_on="2023",
                      said_on_precision="year", said_by="person_wrote_it")  # fmt: skip
    book.say("cap", True, instance="a").say("cap.decision", "place of care", instance="a")
    book.say("cap.outcome", outcome, instance="a").say("cap.on", on, instance="a")
    return book.say("poc.first", None, "hospital, hospital", said_on="2025-11-10")


def printed(book: Notebook, audience: str = "hospice") -> str:
    return "\n".join(outline(book.copy(audience)).texts())


def test_both_are_printed_with_their_years():
    words = printed(assessed())
    then, now = words.index("Wishes written when able (2023)"), words.index("What she says now")
    assert then < words.index("No hospitals, I want my music.") < now
    assert now < words.index("hospital, hospital")
    assert "What she says now (2025)" in words


@pytest.mark.parametrize(
    ("on", "outcome"),
    [("2025-11-11", "lacks_may_regain"), ("2022-01-01", "lacks_may_regain"), ("2025-11-01", "has")],
)
def test_a_change_of_mind_is_no_such_thing(on, outcome):
    """It was said before, both after, or the decision could be made."""
    assert "when able" not in printed(assessed(on, outcome))


def test_where_nobody_is_called_she_the_name_stands():
    book = assessed().say("person.pronouns", "they")
    assert "What Gwen says now (2025)" in printed(book)


def test_a_crew_reads_both_though_its_copy_has_no_other_history():
    """What is shouted in pain at night is not all that was ever wished."""
    book = assessed().say("val.matters", None, "Quiet.").say("val.matters", None, "The dog.")
    words = printed(book, "ambulance")
    assert "Wishes written when able (2023)" in words
    assert "No hospitals, I want my music." in words
    assert "Quiet." not in str(book.copy("ambulance").log.entries)


def test_a_copy_that_stays_at_home_says_no_more_than_what_stands():
    assert "when able" not in printed(assessed(), "bedside")

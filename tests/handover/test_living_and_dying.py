"""Day to day, carers, the last days, after death and copies, as a reader finds them in print."""

from __future__ import annotations

import pytest

from eolplan.guide import AUDIENCES
from eolplan.handover.outline import outline
from tests.handover.notebook import Notebook, gwen


def texts(book: Notebook, audience: str = "hospice") -> list[str]:
    return list(outline(book.copy(audience)).texts())


def topics(book: Notebook, audience: str = "hospice") -> list[str]:
    return [topic.heading for topic in outline(book.copy(audience)).topics]


def test_what_cannot_wait_after_a_death_is_told_early() -> None:
    """Eyes keep for a day at most, and a priest for an hour: not on the last page."""
    book = gwen().say("donate.view", ["eyes"]).say("donate.phone", "01632 960700")
    book.say("dx.primary", "Heart failure").say("fn.mobility", "some_help")
    found = topics(book)
    assert found.index("After death") < min(found.index(t) for t in ("Health", "Day to day"))
    assert any("01632 960700" in text for text in texts(book))


def test_who_holds_a_copy_is_told_after_everything_about_the_person() -> None:
    book = gwen().say("copy.item", True, instance="one")
    book.say("copy.item.to", "Yellow folder", instance="one").say("dx.primary", "Heart failure")
    found = topics(book)
    assert found.index("Who has a copy") > found.index("Health")
    assert "Who has a copy" not in topics(book, "bedside")


def test_a_carers_words_stand_under_the_carers_name() -> None:
    """Read as hers, they would be a wish that she never made."""
    book = gwen().contact("huw", "Huw Pryce", "07700 900124", "main_carer")
    book.say("carer.does", None, "Up four times a night.", said_by="family_or_friend",
             said_by_contact="huw")  # fmt: skip
    found = texts(book)
    by = found[found.index("Up four times a night.") + 1]
    assert by.endswith("Huw Pryce says, 12 November 2025")


def test_each_result_of_a_scale_is_told_with_its_day() -> None:
    """What has changed says more than where somebody is."""
    book = gwen()
    for one, score, day in (("a", "60", "2025-05-01"), ("b", "40", "2025-11-10")):
        book.say("fn", True, instance=one).say("fn.scale", "akps", instance=one)
        book.say("fn.akps", score, instance=one).say("fn.on", day, instance=one)
    found = [text for text in texts(book) if "Result: " in text]
    assert [("60: needs some help" in t, "1 May 2025" in t) for t in found] == [
        (True, True), (False, False),
    ]  # fmt: skip
    assert not any("needs some help" in text for text in texts(book, "own"))


@pytest.mark.parametrize("audience", [a for a in AUDIENCES if a != "full"])
def test_words_about_wanting_to_die_are_on_no_copy(audience: str) -> None:
    book = gwen().say("hasten", True, instance="one")
    book.say("hasten.words", None, "I wish it was over.", instance="one")
    assert "I wish it was over." not in texts(book, audience)
    assert "I wish it was over." in texts(book, "full")

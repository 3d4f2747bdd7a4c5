from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from eolplan import words


def test_dates_are_written_as_the_nhs_writes_them():
    assert words.long_date(dt.date(1941, 3, 4)) == "4 March 1941"
    assert words.short_date(dt.date(1941, 3, 4)) == "4 Mar 1941"


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("1941", "1941"),
        ("1941-03", "March 1941"),
        ("1941-03-04", "4 March 1941"),
        ("1941-13", "1941-13"),
        ("about 1941", "about 1941"),
        ("1941-02-30", "1941-02-30"),
    ],
)
def test_a_partial_date_says_no_more_than_is_known(iso, said):
    assert words.partial_date(iso) == said


def test_lists_read_as_speech():
    assert words.listing([]) == ""
    assert words.listing(["home"]) == "home"
    assert words.listing(["home", "hospice"]) == "home and hospice"
    assert words.listing(["home", "hospice", "hospital"]) == "home, hospice and hospital"


def test_the_pseudo_locale_accents_all_but_the_placeholders():
    words.speak(words.PSEUDO)
    assert words.language() == words.PSEUDO
    said = words.say("Saved at {time}", time="14:02")
    assert "14:02" in said
    assert "Saved" not in said
    assert len(said) > len("Saved at 14:02")
    assert words.tr("") == ""


def test_a_language_without_a_catalogue_is_not_spoken():
    with pytest.raises(FileNotFoundError):
        words.speak("xx")
    assert words.language() == "en"


def test_a_second_catalogue_waits_until_the_list_of_people_speaks_the_readers_language():
    """``CaseloadRow.place_words`` are the words of whoever wrote them (decision 18)."""
    locale = Path(__file__).parents[2] / "resources" / "locale"
    assert [*locale.glob("*/LC_MESSAGES/*.po")] == []


def test_moments_are_local_at_the_glass_only():
    at = dt.datetime(2026, 11, 12, 14, 2, tzinfo=dt.UTC)
    local = at.astimezone()
    assert words.clock(at) == f"{local:%H:%M}"
    assert words.moment(at).startswith("12 November 2026") or local.date() != at.date()


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "today"), (1, "yesterday"), (13, "13 days ago"), (14, "2 weeks ago"), (90, "12 weeks ago"),
     (91, "3 months ago"), (106, "3 months ago"), (107, "4 months ago"), (400, "13 months ago"),
     (800, "2 years ago")],
)  # fmt: skip
def test_how_long_ago_something_was_is_rounded_as_people_do(days: int, said: str):
    assert words.ago(days) == said

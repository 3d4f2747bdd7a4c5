"""Answers: nonsense is refused at birth, and what was received is not judged."""

from __future__ import annotations

import datetime as dt

import pytest

from eolplan.record import Answer, Standing
from eolplan.record.answer import LONGEST_WORDS, first_day, is_date, last_day
from eolplan.record.codes import SHARING, strictness

NONSENSE = {
    "answered with nothing": {},
    "declined with a value": {"standing": Standing.ASKED_DECLINED, "value": "own_home"},
    "removed with words": {"standing": Standing.REMOVED, "own_words": "gone"},
    "too many words": {"own_words": "x" * (LONGEST_WORDS + 1)},
    "an unknown standing": {"standing": Standing.UNKNOWN},
    "a note on an answer": {"value": 1, "note": "why"},
    "a note on a removal": {"standing": Standing.REMOVED, "note": "why"},
    "a day to come back on a refusal": {"standing": Standing.ASKED_DECLINED, "again_on": "2026"},
    "said by nobody known": {"value": 1, "said_by": "me"},
    "an unknown certainty": {"value": 1, "certainty": "very"},
    "an unknown read-back": {"value": 1, "readback": "maybe"},
    "an unknown sharing": {"value": 1, "sharing": "everyone"},
    "an unknown copy rule": {"value": 1, "copy_rule": "some"},
    "an unknown precision": {"value": 1, "said_on_precision": "hour"},
    "a day of another precision": {"value": 1, "said_on": "2026-11"},
    "no such day": {"value": 1, "said_on": "2026-02-30"},
    "no day to come back": {"standing": Standing.COME_BACK_LATER, "again_on": "soon"},
}


@pytest.mark.parametrize("parts", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_refused_at_birth(parts):
    with pytest.raises(ValueError, match=r"."):
        Answer(**parts)


@pytest.mark.parametrize("standing", sorted(set(Standing) - {"answered", "?"}))
def test_every_exit_stands_without_a_value(standing):
    """No question is compulsory: silence, refusal and "later" are facts of their own."""
    assert Answer(standing=Standing(standing)).value is None


def test_exits_carry_what_they_need():
    noted = Answer(standing=Standing.LEAVES_TO_OTHER, note="my daughter")
    later = Answer(standing=Standing.COME_BACK_LATER, again_on="2026-12")
    assert (noted.note, later.again_on) == ("my daughter", "2026-12")


def test_cleaning_an_answer_reaches_every_text():
    answer = Answer(value=["a\r\n"], own_words="b\x00", said_by_contact="c\x00")
    clean = answer.clean()
    assert (clean.value, clean.own_words, clean.said_by_contact) == (["a\n"], "b", "c")
    assert Answer(standing=Standing.SEE_DOCUMENT, note="d\x00").clean().note == "d"


def test_words_that_are_nothing_but_controls_are_no_answer():
    with pytest.raises(ValueError, match="answered"):
        Answer(own_words="\x00").clean()


def test_of_two_the_stricter_sharing_holds():
    """Hole 17: equal words, unequal sharing."""
    wide = Answer(value=1, copy_rule="not_on_any_copy")
    strict = Answer(value=1, sharing="do_not_share")
    for both in (wide.stricter(strict), strict.stricter(wide)):
        assert (both.sharing, both.copy_rule) == ("do_not_share", "not_on_any_copy")


def test_a_sharing_code_that_is_not_known_is_the_strictest():
    assert strictness("from_the_future", SHARING) > strictness("do_not_share", SHARING)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", (2026, 1, 1), (2026, 12, 31)),
        ("2026-02", (2026, 2, 1), (2026, 2, 28)),
        ("2026-12", (2026, 12, 1), (2026, 12, 31)),
        ("2026-11-12", (2026, 11, 12), (2026, 11, 12)),
    ],
)
def test_a_date_of_any_precision_spans_days(text, first, last):
    assert (first_day(text), last_day(text)) == (dt.date(*first), dt.date(*last))


@pytest.mark.parametrize("text", ["", "2026-13", "12 November", "20261112", "2026-W01"])
def test_anything_else_is_no_date(text):
    assert not is_date(text)

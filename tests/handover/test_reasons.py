"""A reason prints under the answer that it was said of, or not at all."""

from __future__ import annotations

import datetime as dt

import pytest

from eolplan.handover.fhir.response import items
from tests.handover.notebook import Notebook
from tests.handover.test_outline import plan, said
from tests.handover.told import gwen_only, page_of


def test_a_reason_of_an_earlier_answer_prints_under_that_answer():
    book = gwen_only().say("pod.first", "own_home").say("pod.why", None, "My wife died here.")
    fits = said(plan(book))
    assert "Why, place of death. Gwen" in fits
    assert "said of" not in fits
    stale = said(plan(book.say("pod.first", "hospice")))
    assert "Why, place of death (said of “Own home”, 12 November 2025). Gwen" in stale
    assert "Why, place of death. " not in stale
    (why,) = (item for item in items(book.log, book.guide) if item["linkId"] == "pod.why")
    assert "said of “Own home”" in why["text"]
    for reader, held in (("ambulance", False), ("hospice", True)):
        assert ("My wife died here." in said(plan(book, reader))) is held
    kept = gwen_only().say("pod.first", "own_home", sharing="do_not_share")
    kept.say("pod.why", None, "My wife died here.").say("pod.first", "hospice")
    assert "My wife died here." not in said(plan(kept))


@pytest.mark.parametrize("reader", ["ambulance", "hospice"])
def test_the_name_of_a_place_never_goes_to_the_place_chosen_after_it(reader: str) -> None:
    """ "2nd: Own home (St Luke's)" sends a crew to the wrong door: names stay with a place."""
    book = gwen_only().say("pod.first", "own_home").say("pod.second", "hospice")
    book.say("pod.second.name", "St Luke's")
    assert "2nd: Hospice (St Luke's)." in read_first(book, reader)
    book.say("pod.first", "hospice").say("pod.second", "own_home")
    assert "1st: Hospice. 2nd: Own home." in read_first(book, reader)
    book.at += dt.timedelta(minutes=1)  # in one moment nothing tells which place it is of
    book.say("pod.name", "St Luke's")
    assert "1st: Hospice (St Luke's). 2nd: Own home." in read_first(book, reader)


@pytest.mark.parametrize("reader", ["ambulance", "hospice"])
def test_a_crew_reads_what_a_place_was_before_although_words_were_added_to_it(reader: str) -> None:
    book = gwen_only().say("pod.first", "own_home", said_on="2025-06-02")
    book.say("pod.first", "hospice", said_on="2025-11-05")
    book.say("pod.first", "hospice", "Huw is worn out.")
    assert "Changed on 5 November 2025; before: Own home." in read_first(book, reader)
    long_ago = gwen_only().say("pod.first", "own_home", said_on="2025-06-02")
    long_ago.say("pod.first", "hospice", said_on="2025-08-05")
    long_ago.say("pod.first", "hospice", "Huw is worn out.")
    assert "Changed on" not in read_first(long_ago, reader), "it was not changed on that day"


@pytest.mark.parametrize("reader", ["ambulance", "hospice"])
def test_a_slip_that_was_put_right_at_once_is_no_change_of_mind(reader: str) -> None:
    book = gwen_only().say("pod.first", "hospital_acute").say("pod.first", "own_home")
    assert "Changed on" not in read_first(book, reader), "it never stood"
    book = gwen_only().say("pod.first", "own_home", "My own bed.", said_on="2025-06-02")
    book.say("pod.first", "hospice").say("pod.first", "own_home", "My own bed.")
    assert "Changed on" not in read_first(book, reader), "it is where it was"
    book.say("pod.first", "care_home").say("pod.first", "hospice")
    assert "Changed on 12 November 2025; before: Own home." in read_first(book, reader)


@pytest.mark.parametrize("reader", ["ambulance", "hospice"])
def test_a_place_that_was_entered_in_error_is_never_what_it_was_before(reader: str) -> None:
    """Whether it was put right at once or only found when another place stood."""
    book = gwen_only().say("pod.first", "own_home", said_on="2025-11-05")
    book.say("pod.first", "hospital_acute", said_on="2025-11-08")
    wrong = book.log.heads("pod.first")[0]
    pen = book.pen("pod.first", talk="a third")
    book.log = book.log.plus(pen.error(book.log, wrong))
    assert "1st: Own home." in read_first(book, reader)
    assert "before:" not in read_first(book, reader)
    late = gwen_only().say("pod.first", "own_home", said_on="2025-10-05")
    late.say("pod.first", "hospital_acute", said_on="2025-11-08")
    wrong = late.log.heads("pod.first")[0]
    late.say("pod.first", "hospice")
    late.log = late.log.plus(pen.error(late.log, wrong))
    assert "Changed on 12 November 2025; before: Own home." in read_first(late, reader)


def read_first(book: Notebook, reader: str) -> str:
    return " ".join(line.plain for row in page_of(book, reader).read_first for line in row.lines)

"""What is said since it was found that it could not be decided reads as that, wherever it reads."""

from __future__ import annotations

from eolplan.history import answers, differences, find, plan_at
from tests.handover.said_since import FOUND, SINCE, found_unable
from tests.history.book import Book, first_plan


def lost() -> Book:
    """The first plan signed off, then an assessment, then another place."""
    book = first_plan()
    book.sign()
    book.later(days=10)
    found_unable(book)
    book.say("pod.first", "hospital_acute", "Take me to the hospital", said_on=SINCE)
    return book


def test_compare_tells_it_of_the_side_that_it_is_true_of():
    book = lost()
    first = book.log.latest_version()
    assert first is not None
    found = differences(book.log.at(first), book.log, book.wordings)
    (place,) = (one for one in found if one.question == "pod")
    assert (place.was_undecided_since, place.undecided_since) == ("", FOUND)
    before = book.log
    book.say("pod.first", "hospice", said_on="2025-12-05")
    (place,) = differences(before, book.log, book.wordings)
    assert (place.was_undecided_since, place.undecided_since) == (FOUND, FOUND)
    book.leave("pod.first", "not_asked").leave("pod.second", "not_asked")
    (place,) = differences(before, book.log, book.wordings)
    assert (place.kind, place.undecided_since) == ("taken_off", "")


def test_a_version_the_answers_and_what_is_found_tell_it():
    book = lost()
    lines = {line.question: line for one in plan_at(book.log, book.wordings) for line in one.lines}
    assert lines["pod"].undecided_since == FOUND
    assert lines["val.matters"].undecided_since == ""
    since = [one.undecided_since for one in answers(book.log, book.wordings, "pod.first")]
    assert since == [FOUND, ""]
    (found,) = find(book.log, book.wordings, "take me")
    assert found.given.undecided_since == FOUND


def test_the_name_of_a_treatment_is_no_wish_that_could_be_undecided():
    book = lost()
    found_unable_about = {"topic": ["treatment"], "on": FOUND, "decision": "treatment",
                          "outcome": "lacks_unlikely_to_regain"}  # fmt: skip
    book.say("cap", True, instance="c2", said_by="clinician_judgement")
    for part, value in found_unable_about.items():
        book.say(f"cap.{part}", value, instance="c2", said_by="clinician_judgement")
    book.say("tx.item", True, instance="t", said_on=SINCE)
    book.say("tx.item.kind", "antibiotics_iv", instance="t", said_on=SINCE)
    book.say("tx.item.view", "want", instance="t", said_on=SINCE)
    since = {one.entry.question: one.undecided_since
             for one in answers(book.log, book.wordings, "tx.item", "t")}  # fmt: skip
    assert since == {"tx.item": "", "tx.item.kind": "", "tx.item.view": FOUND}

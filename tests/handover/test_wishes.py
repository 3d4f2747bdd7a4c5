"""The line about the place: every way of not choosing has its own words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eolplan.guide import Names
from eolplan.handover.page1 import page1
from eolplan.handover.wishes import PlaceFacts, place_lines
from tests.handover.notebook import Notebook, gwen

TODAY = dt.date(2025, 11, 12)
GWEN = Names.of("Gwen", "she/her")
HOME = PlaceFacts("answered", "own_home", "Own home", on="2025-11-12")


def line(facts: PlaceFacts) -> str:
    (one,) = place_lines(facts, GWEN, today=TODAY)
    return one.words.plain


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (replace(HOME, second="Hospice", avoid=("Hospital",)),
         "Gwen's wish, 12 November 2025. 1st: Own home. 2nd: Hospice. Does not want: Hospital."),
        (replace(HOME, second="Hospice"),
         "Gwen's wish, 12 November 2025. 1st: Own home. 2nd: Hospice."),
        (HOME, "Gwen's wish, 12 November 2025. 1st: Own home. No second choice recorded."),
        (replace(HOME, avoid=("Hospital", "Care home")),
         "Gwen's wish, 12 November 2025. 1st: Own home. No second choice recorded."
         " Does not want: Hospital and Care home."),
        (replace(HOME, before="Hospital"),
         "Gwen's wish, 12 November 2025. 1st: Own home. No second choice recorded."
         " Changed on 12 November 2025; before: Hospital."),
        (replace(HOME, before="Hospital", on="2025-10-01"),
         "Gwen's wish, 1 October 2025. 1st: Own home. No second choice recorded."),
        (replace(HOME, reported_by="Siân"),
         "Siân says: Own home (12 November 2025). Gwen has not been asked."),
        (PlaceFacts(), "Where Gwen wants to be: not talked about yet."),
        (PlaceFacts(avoid=("Hospital",)), "Does not want: Hospital. No first choice recorded."),
        (PlaceFacts("asked_not_ready", on="2026-03-02"),
         "Not ready to talk about this (asked 2 March 2026)."),
        (PlaceFacts("asked_declined", on="2025-11-12", avoid=("Hospital",)),
         "Chose not to say (12 November 2025). Does not want: Hospital."),
        (PlaceFacts("elsewhere"), "No place recorded."),
        (PlaceFacts("undecided", on="2025-11"), "Has not decided (November 2025)."),
        (PlaceFacts("does_not_know", on=""), "Does not know yet (date not recorded)."),
        (PlaceFacts("unable_to_express", on="2025-11-12"),
         "Could not tell us on 12 November 2025."),
        (PlaceFacts("unable_to_express", on="2025-11-12", note="calm at home"),
         "Could not tell us on 12 November 2025. Observed: calm at home."),
        (PlaceFacts("unable_to_express", on="2025-11-12", written="Own home", written_on="2023"),
         "Could not tell us on 12 November 2025. Written when able, 2023: Own home."),
        (PlaceFacts("leaves_to_other", note="Siân"), "Leaves this to Siân."),
        (PlaceFacts("see_document", note="advance statement", document_place="kitchen"),
         "See advance statement, kitchen."),
        (PlaceFacts("answered", "no_preference", "Does not mind", on="2025-11-12"),
         "Does not mind where (12 November 2025)."),
        (PlaceFacts("answered", "usual_place_wherever", "Wherever"),
         "Wherever she is living then."),
        (PlaceFacts("answered", condition="if Dev can manage", on="2025-11-12"),
         "It depends: if Dev can manage (12 November 2025)."),
    ],
)  # fmt: skip
def test_each_way_of_answering_has_its_words(facts, said):
    assert line(facts) == said


@given(st.text(max_size=10), st.booleans())
def test_silence_and_what_nobody_understands_never_read_as_a_wish(standing, avoid):
    if standing == "answered":
        return
    facts = PlaceFacts(standing, "own_home", "Own home", avoid=("Hospital",) if avoid else ())
    assert "1st:" not in line(facts)
    assert "wish" not in line(facts)


def place(book: Notebook, audience: str = "ambulance") -> str:
    return page1(book.copy(audience)).read_first[2].lines[0].plain


def test_the_record_leads_to_the_words():
    assert place(gwen()) == (
        "Gwen's wish, 12 November 2025. 1st: Own home. 2nd: Hospice (St Teilo's)."
        " Does not want: Hospital."
    )


def test_a_crew_is_not_told_why_no_place_stands():
    book = Notebook().person_named().talk().leave("pod.first", "asked_declined")
    assert place(book, "ambulance") == "No place recorded."
    assert place(book, "hospice") == "Chose not to say (12 November 2025)."


def test_somewhere_else_is_said_in_the_persons_words():
    book = Notebook().person_named().say("pod.first", "other", "anywhere with a door I can shut")
    assert "1st: anywhere with a door I can shut." in place(book)


def test_what_family_say_is_never_the_persons_wish():
    book = Notebook().person_named()
    book.contact("c1", "Siân Pryce", "07700 900123")
    book.say("pod.first", "hospital_acute", said_by="family_or_friend", said_by_contact="c1")
    assert place(book) == "Siân Pryce says: Hospital (12 November 2025). Gwen has not been asked."


def test_two_records_that_differ_are_both_said():
    said = place(gwen().say("pod.first", "hospice", seen=()))
    assert "two records differ (" in said
    assert "Own home" in said
    assert "Hospice" in said


def test_a_second_choice_on_which_two_records_differ_is_not_called_missing():
    said = place(gwen().say("pod.second", "care_home", seen=()))
    assert "No second choice" not in said
    assert "2nd: two records differ (" in said


def test_a_fresh_change_says_to_staff_what_it_was_before():
    book = Notebook().person_named().say("pod.first", "hospital_acute", said_on="2025-10-01")
    book.say("pod.first", "own_home")
    changed = "Changed on 12 November 2025; before: Hospital."
    assert place(book, "hospice").endswith(changed)
    assert place(book, "ambulance").endswith(changed)
    assert changed not in place(book, "bedside")


@pytest.mark.parametrize("first", ["hospital_acute", ""])
def test_what_was_tapped_and_changed_again_in_one_talk_was_never_where_she_wanted_to_be(first):
    book = Notebook().person_named()
    if first:
        book.say("pod.first", first, said_on="2025-10-01")
    book.say("pod.first", "relative_home").leave("pod.first", "undecided")
    book.say("pod.first", "own_home")
    for reader in ("hospice", "ambulance"):
        said = place(book, reader)
        assert "Someone else" not in said
        assert ("before: Hospital." in said) is bool(first)


def test_a_slip_and_back_again_is_no_change():
    book = Notebook().person_named().say("pod.first", "hospice", said_on="2025-10-01")
    book.say("pod.first", "own_home").say("pod.first", "hospice")
    assert "before:" not in place(book, "ambulance")


def test_the_place_of_care_stands_in_where_the_last_days_were_not_talked_about():
    book = Notebook().person_named().say("poc.first", "own_home")
    assert place(book).startswith("Gwen's wish, 12 November 2025. 1st: Own home.")


def test_what_was_written_when_able_is_said_with_its_day():
    book = Notebook().person_named()
    when_able = {"said_on": "2023", "said_on_precision": "year", "said_by": "person_wrote_it"}
    book.say("pod.first", "own_home", **when_able)
    book.leave("pod.first", "unable_to_express")
    assert place(book, "hospice") == (
        "Could not tell us on 12 November 2025. Written when able, 2023: Own home."
    )

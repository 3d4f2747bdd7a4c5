"""A reason prints under the answer that it was said of, or not at all."""

from __future__ import annotations

import datetime as dt

import pytest

from eolplan.handover.chart import Room
from eolplan.handover.cpr import CprFacts
from eolplan.handover.cpr_record import cpr_facts
from eolplan.handover.fhir.response import items
from eolplan.record.codes import JUDGED
from eolplan.rules.cpr_view import against_it
from eolplan.subject import usual_place
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


@pytest.mark.parametrize("audience", ["full", "hospice", "ambulance"])
def test_the_name_of_a_place_that_somebody_else_wanted_goes_with_no_place(audience):
    """What it was said of was taken out of the plan and is on no copy: nothing would tell."""
    book = gwen_only().say("pod.first", "hospice")
    wrong = book.log.heads("pod.first")[0]
    book.say("pod.name", "St Teilo's")
    book.log = book.log.plus(book.pen("pod.first").take_out(book.log, [wrong], "another"))
    book.at += dt.timedelta(minutes=1)
    assert "St Teilo's" not in said(plan(book.say("pod.first", "own_home"), audience))


def read_first(book: Notebook, reader: str) -> str:
    return " ".join(line.plain for row in page_of(book, reader).read_first for line in row.lines)


def recommended(status: str, **more: str) -> Notebook:
    """Somebody recommended *status* once; a minute later the recommendation is another."""
    book = Notebook().person_named().say("cpr.status", status, said_by=JUDGED)
    for question, value in more.items():
        book.say(f"cpr.{question.replace('__', '.')}", value, said_by=JUDGED)
    book.at += dt.timedelta(minutes=1)
    return book.say("cpr.status", "not_for_CPR", said_by=JUDGED)


@pytest.mark.parametrize("audience", ["hospice", "ambulance", "bedside", "own"])
def test_who_recommended_another_thing_before_is_behind_nothing_on_any_copy(audience):
    book = recommended("attempt", by__name="Dr A Rees", by__role="GP", date="2025-10-14")
    words = list(page_of(book, audience).texts())
    assert not [line for line in words if "reported" in line]
    assert any("CPR HAS NOT BEEN DECIDED" in line for line in words)


def test_the_source_of_one_recommendation_is_not_that_of_the_next():
    book = recommended("attempt", status__source="Letter from Ward 7",
                       status__source_on="2025-10-14")  # fmt: skip
    assert "Ward 7" not in "\n".join(page_of(book).texts())


def test_a_yes_to_one_recommendation_is_none_to_the_next():
    """Who wants CPR, and agreed to start it, does not agree to a form that says not to."""
    book = Notebook().person_named().say("cpr.person_view", "wants", said_on="2025-10-01")
    book.say("cpr.status", "attempt", said_by=JUDGED).say("cpr.agree", "agree")
    assert against_it(book.log) is None
    book.at += dt.timedelta(minutes=1)
    assert against_it(book.say("cpr.status", "not_for_CPR", said_by=JUDGED).log) is not None


@pytest.mark.parametrize("audience", ["hospice", "full", "own"])
def test_a_no_to_one_recommendation_is_none_to_the_next(audience):
    said = {"agree": "disagree", "agree__second_opinion_on": "2025-10-14"}
    book = recommended("attempt", **said).form(**{"cpr.status": "", "cpr.agree": ""})
    assert "does not agree" not in "\n".join(page_of(book, audience).texts())
    book.say("cpr.agree", "disagree", said_by=JUDGED)
    words = "\n".join(page_of(book, audience).texts())
    assert "does not agree" in words
    assert "14 October" not in words, "that opinion was about another one"


def facts_of(book: Notebook) -> CprFacts:
    copy = book.copy("full")
    return cpr_facts(copy.chart(Room(200, copy.names)))


def test_where_one_recommendation_holds_says_nothing_of_the_next():
    book = recommended("attempt", valid_where="all_settings")
    book.form(**{"cpr.status": "", "cpr.form.valid_where": ""})
    assert facts_of(book).form.everywhere is False
    book.say("cpr.valid_where", "all_settings", said_by=JUDGED)
    assert facts_of(book).form.everywhere


def test_that_one_recommendation_was_talked_about_says_nothing_of_the_next():
    book = recommended("attempt", discuss_person="yes")
    assert not facts_of(book).talked
    book.say("cpr.discuss_person", "yes", said_by=JUDGED)
    assert facts_of(book).talked


def test_the_address_of_a_place_that_was_chosen_before_makes_her_home_no_other_place():
    book = Notebook().person_named().address("12 Heol y Bont", "Aberwen")
    book.say("pod.first", "hospice").say("pod.address", ["St Teilo's", "Aberwen"])
    book.say("pod.first", "own_home")
    assert usual_place(book.log, "pod.usual") == "yes"
    assert usual_place(book.say("pod.address", ["The boat"]).log, "pod.usual") == "no"


@pytest.mark.parametrize("audience", ["ambulance", "full"])
@pytest.mark.parametrize("before", ["unknown", "none_recorded"])
def test_what_was_said_before_anybody_knew_of_a_recommendation_goes_with_it(before, audience):
    """Her "no" to what the ward was said to have decided is one once the form is in the house."""
    said = {"agree": "disagree", "agree__second_opinion_on": "2025-10-14", "discuss_person": "yes"}
    book = recommended(before, **said).form(**{"cpr.status": "", "cpr.agree": ""})
    words = "\n".join(page_of(book, audience).texts())
    assert "does not agree with this. Second opinion: asked for on 14 October 2025." in words
    assert facts_of(book).talked

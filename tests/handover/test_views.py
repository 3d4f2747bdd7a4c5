"""What others say, in print and for software: under their name, never as the person's wish."""

from __future__ import annotations

import json
from typing import Any

import pytest

from eolplan.handover.chart import Chart, Room
from eolplan.handover.fhir.response import items
from eolplan.handover.inspection import inspect
from eolplan.handover.opening import payload_of
from eolplan.handover.outline import outline
from eolplan.handover.places import Places
from eolplan.handover.plan import Outline, Row
from eolplan.handover.wishes import place_lines
from eolplan.record import view_of, views
from tests.handover.notebook import Notebook, gwen
from tests.handover.test_fhir import document, faults, observation, schema
from tests.handover.test_fhir import items as items_of
from tests.handover.test_inspection import file_of, record_of, repacked
from tests.handover.test_wishes import place

Json = dict[str, Any]
__all__ = ["schema"]
CHAPEL = "She would want the chapel."


def beside(book: Notebook, question: str, words: str, contact: str = "c1", **more: str) -> Notebook:
    by = "family_or_friend" if contact else "clinician_observed"
    return book.say(question, None, words, instance=view_of(contact), said_by=by,
                    said_by_contact=contact, **more)  # fmt: skip


def blank() -> Notebook:
    book = Notebook().person_named().talk().agreed()
    return book.contact("c1", "Siân Pryce", "07700 900123", words="daughter")


def plan(book: Notebook, audience_id: str = "hospice") -> Outline:
    return outline(book.copy(audience_id))


def rows(made: Outline, label: str) -> list[Row]:
    parts = (part for topic in made.topics for part in topic.parts)
    return [part for part in parts if isinstance(part, Row) and part.label == label]


# -- the plan pages ------------------------------------------------------------------------


def test_what_family_say_prints_after_what_the_person_says():
    made = plan(beside(gwen(), "val.matters", CHAPEL))
    hers, theirs = rows(made, "What matters most")
    assert hers.said[0].by == "Gwen, 12 November 2025"
    assert theirs.text == f"Siân Pryce says: “{CHAPEL}” (12 November 2025)"


def test_what_staff_notice_prints_as_that():
    made = plan(beside(gwen(), "pod.first", "Calm when the dog is near.", ""))
    (theirs,) = rows(made, "Preferred place of death, first choice")
    assert theirs.text == "Staff noticed: “Calm when the dog is near.” (12 November 2025)"


def test_a_view_alone_leaves_the_question_open():
    made = plan(beside(blank(), "val.matters", CHAPEL))
    (theirs,) = rows(made, "What matters most")
    assert theirs.text.startswith("Siân Pryce says")
    silence = next(t for t in made.topics if t.heading.startswith("Not talked about yet"))
    assert "What matters most" in silence.parts[0].plain  # type: ignore[union-attr]  # a paragraph


def test_a_page_of_several_questions_holds_a_view_of_its_own():
    made = plan(beside(gwen(), "val.limits", "Not being able to talk to us."))
    found = [row for topic in made.topics for row in topic.parts if "talk to us" in str(row)]
    assert len(found) == 1


def test_a_long_view_runs_on_behind_the_plan_pages():
    long = ("She would want the chapel. " * 40).strip()
    made = plan(beside(gwen(), "val.matters", long))
    _, theirs = rows(made, "What matters most")
    assert theirs.text == (
        'Siân Pryce says, 12 November 2025: see "More that others said or wrote"'
    )
    ((_, words),) = made.runs_on()
    assert [said.words for said in words] == [long]
    assert not words[0].own


def test_two_records_of_one_view_print_both_and_who_wrote_them():
    book = beside(gwen(), "val.matters", CHAPEL)
    beside(book, "val.matters", "The dog.", seen=())
    _, theirs = rows(plan(book), "What matters most")
    assert theirs.differs
    words = " ".join(said.words for said in theirs.said)
    assert CHAPEL in words
    assert "The dog." in words
    assert all("Siân Pryce says" in said.by for said in theirs.said)


def test_a_changed_view_is_told_as_one():
    book = gwen()
    book.sign()
    beside(book, "val.matters", CHAPEL).sign()
    (history,) = rows(plan(book), "Version 2, 12 November 2025")
    assert "What matters most, as told by Siân Pryce." in history.text


def test_an_older_record_prints_as_it_did():
    book = gwen().say("val.fears", None, "She dreads being alone", said_by="family_or_friend",
                      said_by_contact="c1")  # fmt: skip
    (made,) = rows(plan(book), "Worries")
    assert made.said[0].by == "Siân Pryce says, 12 November 2025"


# -- page 1 -------------------------------------------------------------------------------


def test_a_place_that_only_family_name_is_told_as_theirs():
    book = beside(blank(), "pod.first", "The hospice, she always said.")
    assert place(book) == (
        "Siân Pryce says: “The hospice, she always said.” (12 November 2025)."
        " Gwen has not been asked."
    )


def test_of_several_the_one_said_last_is_told():
    book = beside(blank(), "pod.first", "The hospice.", said_on="2025-11-12")
    book.contact("c2", "Huw Pryce")
    beside(book, "pod.first", "At home.", "c2", said_on="2025-10-01")
    assert place(book).startswith("Siân Pryce says: “The hospice.”")


def test_the_place_when_ill_is_told_where_nobody_spoke_of_the_other():
    assert place(beside(blank(), "poc.first", "With us.")).startswith("Siân Pryce says: “With us.”")


@pytest.mark.parametrize(
    ("question", "value"),
    [("pod.first", "own_home"), ("pod.second", "hospice"), ("poc.first", "own_home"),
     ("place.avoid", "hospital_acute")],
)  # fmt: skip
def test_once_the_person_has_said_anything_of_it_page_1_tells_that(question, value):
    book = beside(blank(), "pod.first", "The hospice.")
    book.say(question, value, instance=value if question == "place.avoid" else "")
    assert "Siân" not in place(book)


def test_what_staff_notice_is_no_report_of_a_wish():
    book = beside(blank(), "pod.first", "Calm at home.", "")
    assert place(book) == "Where Gwen wants to be: not talked about yet."


def test_who_would_rather_not_say_has_been_asked():
    book = beside(blank(), "pod.first", "The hospice.").leave("pod.first", "asked_declined")
    assert "has not been asked" not in place(book, "hospice")


def test_words_too_long_for_the_line_are_found_behind_it():
    long = ("She has told all of us many times. " * 20).strip()
    book = beside(blank(), "pod.first", long)
    copy = book.copy()
    room = Room(80, copy.names)
    chart = Chart(copy.guide, copy.log, room)
    (line,) = place_lines(Places(chart, copy.beside).facts(), copy.names, today=copy.today)
    assert line.words.plain.startswith('Siân Pryce says: see "More that others said or wrote"')
    assert [said.words for said in room.more] == [long]


# -- copies -----------------------------------------------------------------------------


def held(book: Notebook, audience_id: str, question: str) -> int:
    return len(views(book.copy(audience_id).log, question))


def test_a_view_goes_where_its_question_goes():
    book = beside(beside(gwen(), "val.fears", "Being alone."), "val.matters", CHAPEL)
    assert [held(book, a, "val.fears") for a in ("ambulance", "hospice")] == [0, 1]
    assert [held(book, a, "val.matters") for a in ("ambulance", "hospice")] == [1, 1]


def test_what_the_person_keeps_private_nobody_tells_in_their_place():
    book = beside(gwen(), "val.matters", CHAPEL)
    book.say("val.matters", None, "Not for the crew.", sharing="care_team_only")
    assert [held(book, a, "val.matters") for a in ("ambulance", "hospice")] == [0, 1]
    book.say("val.matters", None, "For me alone.", sharing="person_copy_only")
    assert held(book, "hospice", "val.matters") == 0
    assert held(book, "full", "val.matters") == 1


def test_a_view_may_be_more_private_than_the_answer():
    book = beside(gwen(), "val.matters", CHAPEL, sharing="person_copy_only")
    assert held(book, "hospice", "val.matters") == 0
    assert "bed, with the dog" in str(plan(book))


def test_a_view_of_a_page_is_as_private_as_the_strictest_of_its_questions():
    book = beside(gwen(), "pod.first", "The hospice.")
    book.say("pod.second", "hospice", sharing="care_team_only")
    assert [held(book, a, "pod.first") for a in ("ambulance", "hospice")] == [0, 1]


def test_a_view_of_a_page_goes_where_all_of_the_page_goes():
    book = beside(gwen(), "val.do_dont", "She hates the radio.")
    assert [held(book, a, "val.do_dont") for a in ("ambulance", "hospice")] == [0, 1]


def test_a_held_back_topic_holds_its_views_back():
    book = beside(gwen(), "pod.first", "The hospice.")
    book.sign(held_back=["places"])
    assert held(book, "hospice", "pod.first") == 0


def test_who_said_it_is_named_on_a_copy_that_does_not_need_them():
    book = gwen().contact("c3", "Ann Lee", "07700 900789")
    log = beside(book, "val.matters", CHAPEL, "c3").copy("ambulance").log
    assert "c3" not in log.instances("contact")
    assert log.reading("contact.name", "c3").value == "Ann Lee"


# -- for software ------------------------------------------------------------------------


def test_a_view_has_a_link_id_that_no_reader_takes_for_the_answer(schema: Json):
    book = beside(beside(blank(), "pod.first", "The hospice."), "pod.first", "Calm.", "")
    made = document(book)
    assert faults(schema, made) == []
    found = items_of(made)
    assert not any(link == "pod.first" for link, _ in found)
    theirs = found["pod.first/says", "says:c1"]
    assert theirs["answer"] == [{"valueString": "The hospice."}]
    assert theirs["text"] == "Preferred place of death, first choice (Siân Pryce says)"
    ours = found["pod.first/says", "says:staff"]
    assert ours["text"] == "Preferred place of death, first choice (Staff noticed)"
    death = observation(made, "Preferred place of death")
    assert "valueCodeableConcept" not in death
    assert "Not talked about yet" in death["dataAbsentReason"]["text"]


def test_views_of_one_person_on_several_questions_stay_apart():
    book = beside(beside(gwen(), "pod.first", "The hospice."), "val.matters", CHAPEL)
    links = [item["linkId"] for item in items(book.log, book.guide)]
    assert "pod.first/says" in links
    assert "val.matters/says" in links
    assert "instance" not in links


def test_a_view_that_was_changed_on_the_way_is_found_out():
    pdf = file_of(beside(gwen(), "val.matters", CHAPEL))
    assert inspect(pdf)["status"] == "ok"

    def change(made: Json) -> None:
        item = next(i for i in record_of(made)["item"] if i["linkId"] == "val.matters/says")
        item["answer"] = [{"valueString": "She would not."}]

    assert inspect(repacked(pdf, change))["status"] == "altered"
    assert CHAPEL in json.dumps(json.loads(payload_of(pdf)), ensure_ascii=False)

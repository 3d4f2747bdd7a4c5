from __future__ import annotations

import itertools

import pytest

from eolplan.conversation import (
    TopicState,
    first_of,
    following,
    pages_of,
    preceding,
    readings_of,
    said_first,
    topics,
    walk,
)
from eolplan.record import Answer, Author, Pen, Standing


def ids(steps):
    return [page.id for _, page in steps]


def topic(talk, section_id):
    return next(t for t in topics(talk) if t.section.id == section_id)


def test_the_walk_goes_through_every_topic_but_the_paperwork(talk):
    sections = [section.id for section, _ in walk(talk)]
    assert list(dict.fromkeys(sections)) == [
        "communication", "people", "team", "matters", "health", "worries", "function",
        "care_places", "papers", "treatment", "places", "home", "devices", "cpr", "legal",
        "identity", "dying", "crisis", "dependants", "after", "personalised", "sharing", "review",
    ]  # fmt: skip


def test_continue_and_back_are_each_others_opposite(talk):
    pages = ids(walk(talk))
    for before, after in itertools.pairwise(pages):
        assert following(talk, before)[1].id == after
        assert preceding(talk, after)[1].id == before
    assert following(talk, pages[-1]) is None
    assert preceding(talk, pages[0]) is None


def test_more_is_said_only_when_it_is_wanted(talk, guide):
    matters = guide.section("matters")
    last = matters.first_pages[-1].id
    assert following(talk, last)[0].id == "health"
    assert following(talk, last, more=True)[1].id == matters.pages[
        matters.pages.index(matters.first_pages[-1]) + 1
    ].id  # fmt: skip
    further = matters.more_pages[0].id
    assert following(talk, further) is not None


def test_a_page_of_the_paperwork_is_not_in_the_walk(talk):
    assert following(talk, "about.name") is None


def test_a_topic_begins_where_nothing_was_said(talk, guide):
    matters = guide.section("matters")
    assert first_of(talk, matters).id == matters.first_pages[0].id
    talk.answer(matters.first_pages[0].id, Answer(own_words="the garden"))
    assert first_of(talk, matters).id == matters.first_pages[1].id


def test_a_topic_in_which_all_was_said_begins_at_its_beginning(talk, guide):
    places = guide.section("places")
    for page in places.first_pages:
        question = page.id if page.kind == "choice" else page.fields[0]
        talk.answer(question, Answer(Standing.UNDECIDED))
    assert first_of(talk, places).id == places.first_pages[0].id


def test_a_topic_with_two_records_begins_where_they_differ(talk, guide):
    matters = guide.section("matters")
    theirs = Pen(
        person=talk.person, author=Author("dev", "Dev Patel", "Nurse"), now=talk.now
    ).answer(talk.log, "val.good_day", Answer(own_words="rain"), seen=[])
    talk.answer("val.good_day", Answer(own_words="sun"))
    talk._log = talk.log.plus(theirs)
    assert first_of(talk, matters).id == "val.good_day"


def test_a_topic_is_changed_where_something_was_said(talk, guide):
    matters = guide.section("matters")
    assert said_first(talk, matters).id == matters.first_pages[0].id
    talk.answer("val.good_day", Answer(own_words="sun"))
    assert said_first(talk, matters).id == "val.good_day"
    talk.answer("val.matters", Answer(Standing.ASKED_NOT_READY))
    assert said_first(talk, matters).id == "val.matters"


def test_a_topic_lists_every_page_with_what_can_be_said_of_it(talk, guide):
    cpr = guide.section("cpr")
    talk.answer("cpr.discuss_person", Answer(value="yes"))
    found = pages_of(talk, cpr)
    assert [one.page for one in found] == [*cpr.first_pages, *cpr.more_pages]
    said = {one.page.id: one.on for one in found if one.state is TopicState.TALKED}
    assert said == {"cpr.talk": "2026-11-12"}


def test_a_page_that_is_not_asked_is_not_listed(talk, guide):
    """Nothing of Scotland's law is asked of a plan in Wales."""
    talk.answer("plan.jurisdiction", Answer(value="WAL"))
    capacity = [one.page.id for one in pages_of(talk, guide.section("capacity"))]
    assert "bi" in capacity
    assert "bi.scot" not in capacity


@pytest.mark.parametrize(
    ("answer", "state", "on"),
    [
        (Answer(value="own_home"), TopicState.TALKED, "2026-11-12"),
        (Answer(Standing.ASKED_NOT_READY), TopicState.NOT_TODAY, "2026-11-12"),
        (Answer(Standing.ASKED_DECLINED), TopicState.RATHER_NOT, "2026-11-12"),
        (Answer(Standing.UNDECIDED), TopicState.TALKED, "2026-11-12"),
        (Answer(Standing.COME_BACK_LATER, again_on="2026-12-01"), TopicState.COME_BACK,
         "2026-12-01"),
        (Answer(Standing.COME_BACK_LATER), TopicState.COME_BACK, ""),
        (Answer(Standing.NOT_APPROPRIATE_NOW, note="Upset today.", again_on="2026-12-01"),
         TopicState.COME_BACK, "2026-12-01"),
        (Answer(Standing.NOT_APPROPRIATE_NOW, note="Upset today."), TopicState.COME_BACK, ""),
    ],
)  # fmt: skip
def test_a_topic_says_what_was_talked_about_and_never_what_is_missing(talk, answer, state, on):
    assert topic(talk, "care_places").state is TopicState.SILENT
    talk.answer("poc.first", answer)
    assert (topic(talk, "care_places").state, topic(talk, "care_places").on) == (state, on)


def test_a_topic_in_which_two_records_differ_says_so(talk):
    theirs = Pen(
        person=talk.person, author=Author("dev", "Dev Patel", "Nurse"), now=talk.now
    ).answer(talk.log, "poc.first", Answer(value="hospice"), seen=[])
    talk.answer("poc.first", Answer(value="own_home"))
    talk._log = talk.log.plus(theirs)
    assert topic(talk, "care_places").state is TopicState.CONFLICT


def test_facts_of_another_talk_are_not_on_this_ones_page(talk, desk, gwen):
    talk.answer("conv.permission", Answer(value="yes"))
    page = talk.guide.question("conv.opening")
    assert len(readings_of(talk, page)) == 1
    other = desk.conversation(gwen, "another")
    assert readings_of(other, page) == ()


def test_a_page_that_an_answer_has_hidden_has_neighbours_all_the_same(talk, guide):
    """The page is open, another answer hides it, and Continue must lead somewhere."""
    section, hidden = next(
        (section, page)
        for section in guide.sections
        if section.per == "person" and section.id != "about"
        for page in section.pages
        if not talk.shown(page)
    )
    pages = ids(walk(talk, more=section.id))
    assert hidden.id not in pages
    onward, back = following(talk, hidden.id, more=True), preceding(talk, hidden.id)
    assert pages.index(onward[1].id) == pages.index(back[1].id) + 1


def test_a_field_of_a_page_has_no_place_in_the_walk(talk):
    assert following(talk, "cpr.status") is None
    assert preceding(talk, "cpr.status")[1].id == ids(walk(talk))[-1]


def test_what_was_typed_to_add_somebody_is_no_talk(talk, guide):
    """The fixture's Gwen was added with "Welsh first"."""
    assert topic(talk, "communication").state is TopicState.NOTED
    first = guide.section("communication").first_pages[0]
    assert first_of(talk, guide.section("communication")) == first
    assert topic(talk, "about").state is TopicState.NOTED
    talk.answer("comm.impairments", Answer(value=["hearing"]))
    assert topic(talk, "communication").state is TopicState.TALKED


def test_what_only_staff_ticked_is_no_talk_with_the_person(talk, guide):
    """Nobody is to think that CPR was talked about because somebody wrote down what a form says."""
    talk.answer("cpr.status", Answer(value="not_for_CPR", said_by="clinician_judgement"))
    assert topic(talk, "cpr").state is TopicState.NOTED
    assert first_of(talk, guide.section("cpr")).id == "cpr.person_view"
    talk.answer("cpr.person_view", Answer(value="not_sure"))
    assert topic(talk, "cpr").state is TopicState.TALKED
    talk.answer("cap.trigger", Answer(own_words="Drowsy."), talk.add("cap"))
    assert topic(talk, "capacity").state is TopicState.TALKED  # which staff fill in as a whole


def test_one_more_of_a_group_of_which_nothing_was_said_is_nothing_written_down(talk, guide):
    """A press on Add is no talk, whether it stays empty on the page or was taken away again."""
    pets, section = guide.question("pet.item"), guide.section_of("pet.item")

    def state():
        return next(one.state for one in pages_of(talk, section) if one.page == pets)

    one = talk.add("pet.item")
    assert state() is TopicState.SILENT
    talk.remove("pet.item", one)
    assert state() is TopicState.SILENT
    one = talk.add("pet.item")
    talk.answer("pet.item.name", Answer(value="Mot"), one)
    assert state() is TopicState.TALKED

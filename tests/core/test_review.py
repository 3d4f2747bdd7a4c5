"""A review goes through what was said before, and is written down once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eolplan.conversation import found_right, gone_through, hold_right, reviewed, spoken_before
from eolplan.desk import Desk
from eolplan.record import Answer, Author, Pen, Standing


@pytest.fixture
def later(desk, gwen, talk, clock):
    """A talk two months after the one in which two topics were talked about."""
    talk.answer("val.matters", Answer(own_words="The dog."))
    month = {"said_on": "2026-10", "said_on_precision": "month"}
    talk.answer("val.fears", Answer(own_words="The stairs.", **month))
    talk.answer("poc.first", Answer(Standing.ASKED_DECLINED))
    talk.answer("cpr.status", Answer(value="none_recorded", said_by="clinician_judgement"))
    talk.answer("val.hopes.what", Answer(own_words="A picnic."), talk.add("val.hopes"))
    talk.finish()
    clock.go_on(days=60)
    return desk.conversation(gwen)


BOTH = ["matters", "worries", "care_places"]


def found(talk):
    return {topic.section.id: (topic.on, topic.changed) for topic in spoken_before(talk)}


def test_what_was_said_before_is_told_by_topic_with_its_day(later):
    day = "2026-11-12"
    assert found(later) == dict.fromkeys(BOTH, (day, False))
    later.answer("val.matters", Answer(own_words="The cat."))
    assert found(later)["matters"] == (day, True)
    later.clear("poc.first")
    assert "care_places" not in found(later)


def test_what_the_review_found_is_written_once_for_the_talk(later):
    assert gone_through(later, ()) == ()
    gone_through(later, BOTH)
    (one,) = later.log.instances("rev.done")
    assert later.reading("rev.done.on", one).value == "2027-01-11"
    assert later.reading("rev.done.who", one).value == "Carys Bevan, Community nurse"
    assert later.reading("rev.done.same", one).value == "same"
    assert gone_through(later, BOTH) == ()

    later.answer("val.matters", Answer(own_words="The cat."))
    gone_through(later, ["worries", "care_places"])
    assert later.log.instances("rev.done") == (one,)
    assert later.reading("rev.done.same", one).value == "changed"


def test_every_talk_has_a_review_of_its_own(later, desk, gwen, clock):
    gone_through(later, BOTH)
    later.finish()
    clock.go_on(days=60)
    talk = desk.conversation(gwen)
    assert [*found(talk)] == BOTH
    gone_through(talk, BOTH)
    assert len(later.session.store.log(gwen).instances("rev.done")) == 2


def test_nothing_is_gone_through_where_nothing_was_said(talk):
    assert spoken_before(talk) == ()


def test_some_topics_are_no_review_of_the_plan(later):
    assert gone_through(later, ["matters"]) == ()
    later.answer("val.matters", Answer(own_words="The cat."))
    assert gone_through(later, ()) == ()
    assert not reviewed(later)
    assert gone_through(later, ["worries", "care_places"])
    assert reviewed(later)


def test_what_is_found_right_no_more_takes_the_review_back(later):
    gone_through(later, BOTH)
    assert gone_through(later, ["matters"])
    assert later.log.instances("rev.done") == ()
    assert gone_through(later, ()) == ()
    gone_through(later, BOTH)
    assert len(later.log.instances("rev.done")) == 1


def test_what_was_found_right_is_held_at_once_and_is_no_finding(later, desk, gwen):
    assert found_right(later) == frozenset()
    hold_right(later, ["matters"])
    later.pause()
    assert not reviewed(later)
    again = Desk(desk.session, desk.guide, now=desk.now).conversation(gwen, later.id)
    assert found_right(again) == {"matters"}
    assert found_right(desk.conversation(gwen, "another")) == frozenset()
    gone_through(again, BOTH)
    hold_right(again, [])
    assert found_right(again) == frozenset()


def test_what_the_review_wrote_down_is_found_right_where_nothing_is_held(later):
    gone_through(later, BOTH)
    assert found_right(later) == set(BOTH)
    later.answer("val.matters", Answer(own_words="The cat."))
    assert found_right(later) == {"worries", "care_places"}


def test_of_what_came_in_since_nobody_said_that_it_is_right(later, desk, gwen):
    hold_right(later, BOTH)
    other = Pen(person=gwen, author=Author("dev", "Dev Patel", "Nurse"), now=later.now)
    words = Answer(own_words="The garden.", said_on="2026-11-20")
    theirs = replace(other, conversation="elsewhere").answer(later.log, "val.matters", words)
    desk.session.store.append(theirs, at=desk.now())
    desk.let_go()
    assert found_right(desk.conversation(gwen, later.id)) == {"worries", "care_places"}


def test_what_is_held_goes_with_the_talk(later, desk, gwen):
    later.here("val.matters")
    hold_right(later, BOTH)
    assert desk.session.store.drafts(gwen)
    later.finish()
    assert desk.session.store.drafts(gwen) == []


def test_nobody_calls_it_right_for_a_person_who_is_away(later):
    gone_through(later, BOTH)
    later.answer("conv.present", Answer(value="no"))
    gone_through(later, BOTH)
    assert later.log.instances("rev.done") == ()
    assert gone_through(later, BOTH) == ()


@pytest.mark.parametrize(
    "voice", ["family_or_friend", "clinician_observed", "attorney_or_deputy", "existing_document"]
)
def test_what_others_said_is_not_what_the_person_said(desk, gwen, talk, clock, voice):
    theirs = Answer(own_words="A picnic.", said_by=voice)
    talk.answer("val.hopes.what", theirs, talk.add("val.hopes"))
    talk.finish()
    clock.go_on(days=60)
    assert spoken_before(desk.conversation(gwen)) == ()


def test_what_was_held_of_a_talk_that_another_replaced_goes_with_the_last(desk, gwen, later):
    """What was half-typed stays: it is words, and no tick of a talk."""
    hold_right(later, ["matters"])
    newer = desk.conversation(gwen)
    newer.draft("val.good_day", Answer(own_words="A walk"))
    newer.here("val.matters")
    newer.finish()
    left = desk.session.store.drafts(gwen)
    assert [draft.question for draft in left] == ["val.good_day"]

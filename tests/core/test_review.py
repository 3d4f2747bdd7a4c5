"""A review goes through what was said before, and is written down once."""

from __future__ import annotations

import pytest

from eolplan.conversation import gone_through, reviewed, spoken_before
from eolplan.record import Answer, Standing


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


BOTH = ["matters", "places"]


def found(talk):
    return {topic.section.id: (topic.on, topic.changed) for topic in spoken_before(talk)}


def test_what_was_said_before_is_told_by_topic_with_its_day(later):
    day = "2026-11-12"
    assert found(later) == {"matters": (day, False), "places": (day, False)}
    later.answer("val.matters", Answer(own_words="The cat."))
    assert found(later)["matters"] == (day, True)
    later.clear("poc.first")
    assert "places" not in found(later)


def test_what_the_review_found_is_written_once_for_the_talk(later):
    assert gone_through(later, ()) == ()
    gone_through(later, BOTH)
    (one,) = later.log.instances("rev.done")
    assert later.reading("rev.done.on", one).value == "2027-01-11"
    assert later.reading("rev.done.who", one).value == "Carys Bevan, Community nurse"
    assert later.reading("rev.done.same", one).value == "same"
    assert gone_through(later, BOTH) == ()

    later.answer("val.matters", Answer(own_words="The cat."))
    gone_through(later, ["places"])
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
    assert gone_through(later, ["places"])
    assert reviewed(later)


def test_what_is_found_right_no_more_takes_the_review_back(later):
    gone_through(later, BOTH)
    assert gone_through(later, ["matters"])
    assert later.log.instances("rev.done") == ()
    assert gone_through(later, ()) == ()
    gone_through(later, BOTH)
    assert len(later.log.instances("rev.done")) == 1


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

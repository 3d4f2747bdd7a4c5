"""What is asked under the law of one nation, and topics that stand aside."""

from __future__ import annotations

import pytest

from eolplan.conversation import following, readings_of, walk, walked
from eolplan.guide import NATION
from eolplan.record import Answer

SCOTS = "bi.scot"


def pages(talk, topic):
    return [page.id for _, page in walk(talk, more=topic)]


@pytest.mark.parametrize(("nation", "asked"), [("SCT", True), ("ENG", False), ("OTH", False)])
def test_the_law_of_another_nation_is_not_asked(talk, nation, asked):
    talk.answer(NATION, Answer(value=nation))
    assert talk.shown(talk.guide.question(SCOTS)) is asked
    assert talk.shown(talk.guide.question("bi")) is True


def test_until_the_plan_names_a_nation_the_teams_counts(talk):
    talk.answer(NATION, Answer(value="SCT"))
    assert talk.known(NATION) == "SCT"
    talk.clear(NATION)
    assert talk.known(NATION) == talk.staff.nation == "ENG"
    assert not talk.shown(talk.guide.question(SCOTS))


def test_in_a_group_the_nation_is_the_plans(talk):
    talk.answer(NATION, Answer(value="SCT"))
    one = talk.add("cap")
    assert talk.shown(talk.guide.question("cap.awi"), one)
    assert not talk.shown(talk.guide.question("cap.understand"), one)


def test_a_refusal_follows_the_law_of_where_it_was_made(talk):
    talk.answer(NATION, Answer(value="SCT"))
    one = talk.add("adrt")
    asked = talk.guide.question("adrt.witness_signed_in_presence")
    assert not talk.shown(asked, one)
    talk.answer("adrt.made_in", Answer(value="WAL"), one)
    assert talk.shown(asked, one)


def test_what_was_answered_under_another_law_stays(talk):
    talk.answer(NATION, Answer(value="SCT"))
    talk.answer("bi.scot.benefit", Answer(own_words="He can rest at home."))
    talk.answer(NATION, Answer(value="ENG"))
    page = talk.guide.question(SCOTS)
    assert not talk.shown(page)
    assert [r.own_words for r in readings_of(talk, page)] == ["He can rest at home."]


def test_nobody_is_walked_through_a_topic_that_stands_aside(talk):
    assert "cap" not in pages(talk, "capacity")
    assert not walked(talk.guide.section("capacity"))
    assert following(talk, "cap") is None

"""What is asked under the law of one nation, and topics that stand aside."""

from __future__ import annotations

import pytest

from eolplan.conversation import findings, following, needed, readings_of, walk, walked
from eolplan.conversation.training import VARIABLE, training
from eolplan.guide import NATION
from eolplan.record import Answer, Standing

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


def test_another_nation_changes_words_and_rules_at_once_and_nothing_recorded(talk):
    """Somebody moves house: the same answers, told by the law of where they live now."""
    one = talk.add("adrt")
    talk.answer("adrt.type", Answer(value="life_sustaining"), one)
    asked, before = talk.guide.question("adrt.exists"), set(talk.log.entries)
    told = {}
    for nation in ("ENG", "SCT"):
        talk.answer(NATION, Answer(value=nation))
        told[nation] = (asked.asked("they", talk.names), {f.rule for f in findings(talk)})
    assert "(advance decision, ADRT)" in told["ENG"][0]
    assert "(advance directive)" in told["SCT"][0]
    assert "L-02" in told["ENG"][1] - told["SCT"][1]
    assert "J-01" in told["SCT"][1] - told["ENG"][1]
    new = [e for digest, e in talk.log.entries.items() if digest not in before]
    assert {entry.question for entry in new} == {NATION}


def test_a_number_for_tests_is_signed_off_on_a_laptop_for_training_only(ready, monkeypatch):
    assert training()
    assert needed(ready) == ()
    monkeypatch.delenv(VARIABLE)
    assert not training()
    assert [fact.id for fact in needed(ready)] == ["I-03"]
    monkeypatch.setenv(VARIABLE, "0")
    assert [fact.id for fact in needed(ready)] == ["I-03"]


@pytest.mark.parametrize(
    ("born", "asked"), [("2009-06-01", True), ("1947-03-02", False), (None, True)]
)
def test_who_has_parental_responsibility_is_not_asked_of_somebody_of_79(talk, born, asked):
    talk.answer("person.dob", Answer(value=born) if born else Answer(Standing.NOT_ASKED))
    assert talk.shown(talk.guide.question("cap.child")) is asked

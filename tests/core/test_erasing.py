"""Whoever is erased goes with every number of theirs, and with words that were moved to them."""

from __future__ import annotations

import pytest

from eolplan.caseload import Newcomer, things
from eolplan.record import Answer

WHY = "The wrong plan was open."


@pytest.fixture
def ivor(desk):
    return desk.caseload.add(
        Newcomer(given="Ivor", family="Davies", born="1938-02-02", number="9990000026")
    )


@pytest.fixture
def erase(desk):
    def go(person):
        store = desk.session.store
        store.erase_person(person, reason="asked", at=desk.now(), make_row=desk._row)
        assert desk.verify().ok

    return go


def move(desk, person, heading, to):
    found = [t for t in things(desk.guide, desk.log(person)) if t.heading == heading]
    desk.two_plans.move(person, found, to=to, reason=WHY)


def words_left(desk, person, words):
    return [e for e in desk.log(person).entries.values() if words in e.answer.own_words]


def test_of_two_records_of_one_person_each_number_is_known_again(desk, gwen, ivor, erase):
    desk.two_plans.join(gwen, ivor)
    assert desk.caseload.row(gwen).nhs == "9990000018 / 9990000026"
    erase(gwen)
    store = desk.session.store
    assert store.persons() == []
    for number in ("9990000018", "9990000026"):
        assert store.knows_erased_person("somebody new", number)


def test_a_record_that_was_parted_stays(desk, gwen, ivor, erase):
    desk.two_plans.join(gwen, ivor)
    desk.two_plans.part(gwen, ivor)
    erase(ivor)
    assert desk.session.store.persons() == [gwen]
    assert not desk.session.store.knows_erased_person("somebody new", "9990000018")


def test_words_moved_to_whoever_is_erased_go_from_the_plan_they_were_in(
    desk, gwen, ivor, talk, erase
):
    talk.answer("val.matters", Answer(own_words="The loft."))
    talk.answer("val.matters", Answer(own_words="The loft, and the pigeons."))
    talk.answer("val.fears", Answer(own_words="The stairs."))
    move(desk, gwen, "What matters most", ivor)
    assert words_left(desk, gwen, "The loft")
    erase(ivor)
    assert not words_left(desk, gwen, "The loft")
    assert words_left(desk, gwen, "The stairs.")
    assert desk.session.store.persons() == [gwen]


def test_words_that_went_by_a_third_plan_go_from_both(desk, gwen, ivor, talk, erase):
    third = desk.caseload.add(Newcomer(given="Max", family="Parry"))
    talk.answer("val.matters", Answer(own_words="The loft."))
    move(desk, gwen, "What matters most", third)
    move(desk, third, "What matters most", ivor)
    assert words_left(desk, gwen, "The loft")
    assert words_left(desk, third, "The loft")
    erase(ivor)
    assert not words_left(desk, gwen, "The loft")
    assert not words_left(desk, third, "The loft")


def test_erasing_the_plan_they_were_in_takes_nothing_from_whom_they_are_about(
    desk, gwen, ivor, talk, erase
):
    talk.answer("val.matters", Answer(own_words="The loft."))
    move(desk, gwen, "What matters most", ivor)
    erase(gwen)
    assert words_left(desk, ivor, "The loft")


def test_what_was_erased_in_that_plan_before_is_passed_over(desk, gwen, ivor, talk, erase):
    talk.answer("val.matters", Answer(own_words="The loft."))
    move(desk, gwen, "What matters most", ivor)
    (struck,) = words_left(desk, gwen, "The loft")
    store = desk.session.store
    store.erase_entry(struck.digest, reason="asked", at=desk.now(), make_row=desk._row)
    erase(ivor)
    assert store.persons() == [gwen]

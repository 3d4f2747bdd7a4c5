"""A paper that was seen was seen on a day and by somebody: both are offered, and can be changed."""

from __future__ import annotations

import pytest

from eolplan.conversation import goes_with_seeing
from eolplan.record import Answer

KIND = "cpr.form.seen_kind"
ORIGINAL = Answer(value="original")


def tick(talk, question: str, code: str, instance: str = "") -> None:
    answer = Answer(value=code)
    beside = goes_with_seeing(talk, question, answer, instance)
    talk.answer(question, answer, instance, beside=beside)


def test_the_tick_says_when_and_by_whom_and_is_one_step(talk):
    tick(talk, KIND, "original")
    assert talk.reading("cpr.form.seen_on").value == "2026-11-12"
    assert talk.reading("cpr.form.seen_by").value == "Carys Bevan"
    talk.answer("cpr.form.seen_by", Answer(value="Dr A Rees"))
    assert talk.reading("cpr.form.seen_by").value == "Dr A Rees"
    talk.undo()
    talk.undo()
    assert talk.reading(KIND).answer is None or talk.known(KIND) is None
    assert talk.known("cpr.form.seen_on") is None


def test_a_paper_that_was_only_heard_of_was_seen_by_nobody(talk):
    tick(talk, KIND, "told")
    assert talk.known("cpr.form.seen_on") is None


def test_nothing_takes_the_place_of_an_answer_or_of_one_that_is_half_typed(talk):
    talk.answer("cpr.form.seen_on", Answer(value="2026-11-01"))
    talk.draft("cpr.form.seen_by", Answer(value="Dr"))
    assert goes_with_seeing(talk, KIND, ORIGINAL) == ()


def test_the_day_is_said_of_the_paper_that_was_seen(talk):
    papers = [talk.add("poa"), talk.add("poa")]
    tick(talk, "poa.seen", "certified_copy", papers[1])
    days = [talk.reading("poa.seen_on", paper).value for paper in papers]
    assert days == [None, "2026-11-12"]


@pytest.mark.parametrize("question", ["cpr.status", "val.matters"])
def test_no_other_answer_brings_anything_with_it(talk, question):
    assert goes_with_seeing(talk, question, ORIGINAL) == ()


def test_a_name_that_nobody_has_is_not_offered(talk, desk):
    from dataclasses import replace

    for staff in (replace(desk.staff, id="lead"), replace(desk.staff, name="")):
        desk.session.store.put_user(staff, at=desk.now())
    assert [part for part, *_ in goes_with_seeing(talk, KIND, ORIGINAL)] == ["cpr.form.seen_on"]


@pytest.mark.parametrize(("day", "offered"), [("2026-11-12", True), ("2026-11-10", False)])
def test_a_talk_of_another_day_does_not_say_when_it_was_seen(talk, day, offered):
    talk.answer("conv.when", Answer(value=day))
    assert bool(goes_with_seeing(talk, KIND, ORIGINAL)) is offered


def test_one_undo_takes_back_the_tick_and_all_that_came_with_it(talk):
    tick(talk, KIND, "original")
    talk.undo()
    assert all(talk.known(q) is None for q in (KIND, "cpr.form.seen_on", "cpr.form.seen_by"))
    assert not talk.can_undo


def test_nothing_is_offered_to_who_records_nothing(talk, desk):
    from dataclasses import replace

    from eolplan.identity import READER

    for staff in (replace(desk.staff, id="lead"), replace(desk.staff, may=READER)):
        desk.session.store.put_user(staff, at=desk.now())
    assert goes_with_seeing(talk, KIND, ORIGINAL) == ()

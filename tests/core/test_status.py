"""How a plan stands: worked out, or said by whom it may be; and the way back from an end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eolplan.conversation import (
    AnswerRejected,
    is_fresh,
    mistake,
    move,
    put_back,
    sign_off,
    ways,
)
from eolplan.conversation.status import undo_until
from eolplan.conversation.status_moves import act_for
from eolplan.identity import CLINICIAN, READER, STUDENT, Act, MayNot
from eolplan.record import Answer, Author, Pen, Standing
from eolplan.status import Status, is_sharing_taken_back, state_of, status_of_version
from tests.core.conftest import PASSPHRASE


def seat(desk, may):
    """Have somebody else of the team sit down who may do no more than *may*."""
    mine = replace(desk.staff, may=may)
    for staff in (replace(desk.staff, id="lead"), mine):
        desk.session.store.put_user(staff, at=desk.now())
    return desk.conversation


def said(talk, question, *values):
    """Have *values* stand side by side, as two laptops would leave them."""
    for n, value in enumerate(values):
        pen = Pen(person=talk.person, author=Author(str(n), "Dev", "Nurse"), now=talk.now)
        made = pen.answer(talk.log, question, Answer(value=value), seen=[])
        talk._log = talk.log.plus(made)


# -- worked out ----------------------------------------------------------------------------


def test_a_plan_is_a_draft_then_final_then_amended(ready):
    assert state_of(ready.log).status is Status.DRAFT
    first = sign_off(ready, PASSPHRASE)
    assert state_of(ready.log).status is Status.FINAL
    ready.answer("val.matters", Answer(own_words="the garden"))
    assert state_of(ready.log).status is Status.FINAL
    second = sign_off(ready, PASSPHRASE)
    assert state_of(ready.log).status is Status.AMENDED
    assert status_of_version(ready.log, first) is Status.SUPERSEDED
    assert status_of_version(ready.log, second) is Status.AMENDED


def test_that_a_plan_is_in_use_changes_nothing_of_what_is_worked_out(talk):
    said(talk, "plan.status", "final")
    assert state_of(talk.log).status is Status.DRAFT


def test_a_state_of_a_later_eolplan_is_none_of_ours(talk):
    said(talk, "plan.status", "frozen")
    assert state_of(talk.log).in_use


@pytest.mark.parametrize("other", ["final", "closed_died"])
def test_two_records_that_differ_hold_the_plan_until_somebody_looked(talk, other):
    """A wrong death on one laptop must not take a plan off the list of the other."""
    said(talk, "plan.status", "suspended", other)
    state = state_of(talk.log)
    assert (state.status, state.disputed, state.ended) == (Status.SUSPENDED, True, False)


def test_a_day_of_death_alone_says_that_somebody_died(talk):
    said(talk, "death.date", "2026-11-10")
    state = state_of(talk.log)
    assert state.died
    assert state.on == "2026-11-10"


def test_two_days_of_death_leave_the_day_open(talk):
    said(talk, "death.date", "2026-11-10", "2026-11-11")
    state = state_of(talk.log)
    assert state.died
    assert state.on == ""


@pytest.mark.parametrize(
    ("scope", "ends", "stops_copies"),
    [
        (None, True, True),
        (["whole_record"], True, True),
        (["whole_record", "some_topics"], True, True),
        (["all_sharing"], False, True),
        (["some_sharing", "some_topics"], False, False),
    ],
)
def test_what_was_taken_back_decides_what_ends(talk, scope, ends, stops_copies):
    said(talk, "agree.withdrawn.on", "2026-11-10")
    if scope:
        said(talk, "agree.withdrawn.scope", scope)
    assert state_of(talk.log).ended is ends
    assert is_sharing_taken_back(talk.log) is stops_copies


def test_without_a_day_nothing_was_taken_back(talk):
    assert not is_sharing_taken_back(talk.log)


# -- moved -----------------------------------------------------------------------------------


def test_a_plan_is_put_on_hold_and_back_into_use(ready):
    sign_off(ready, PASSPHRASE)
    move(ready, Status.SUSPENDED, on="2026-11-11", why="Doubt about who may decide.")
    state = state_of(ready.log)
    assert (state.status, state.on, state.on_hold) == (Status.SUSPENDED, "2026-11-11", True)
    assert state.why == "Doubt about who may decide."
    assert state.entry is not None
    assert undo_until(state) is None

    move(ready, Status.FINAL)
    assert state_of(ready.log).status is Status.FINAL
    assert ready.reading("plan.status.on").state == ready.reading("plan.status.why").state


def test_who_has_the_plan_now_is_written_down_until_it_is_back_in_use(ready):
    sign_off(ready, PASSPHRASE)
    move(ready, Status.MOVED, team=" Team Bryn ", phone="01632 960777")
    assert ready.reading("plan.status.team").value == "Team Bryn"
    assert ready.reading("plan.status.phone").value == "01632 960777"
    move(ready, Status.FINAL, why="They came back.")
    assert ready.reading("plan.status.team").state == "silent"
    assert ready.reading("plan.status.phone").state == "silent"


def test_to_hold_a_plan_changes_nothing_that_was_signed(ready):
    """No wish changed: copies tell the hold by themselves, and there is nothing to sign anew."""
    sign_off(ready, PASSPHRASE)
    move(ready, Status.SUSPENDED, why="Doubt about who may decide.")
    assert ready.log.unsigned() == ()
    move(ready, Status.FINAL, why="Settled with the daughter.")
    assert ready.log.unsigned() == ()
    ready.answer("val.matters", Answer(own_words="the dog"))
    assert [entry.question for entry in ready.log.unsigned()] == ["val.matters"]


def test_no_day_means_today_and_no_reason_takes_an_older_one_off(talk):
    move(talk, Status.SUSPENDED, why="Doubt.")
    move(talk, Status.MOVED)
    state = state_of(talk.log)
    assert (state.status, state.on, state.why) == (Status.MOVED, talk.today.isoformat(), "")


def test_an_end_is_no_talk_and_no_undo_of_a_talk_reaches_it(ready, desk):
    """Nobody talked with Gwen when her plan was closed, and Ctrl+Z must not open it again."""
    before = desk.caseload.row(ready.person).last_talked
    made = move(ready, Status.MOVED)
    assert {entry.conversation for entry in made} == {""}
    assert desk.caseload.row(ready.person).last_talked == before
    ready.undo()
    assert state_of(ready.log).status is Status.MOVED


def test_a_talk_that_stopped_is_not_carried_on_after_the_end(talk, desk):
    talk.here("val.matters")
    move(talk, Status.SUSPENDED)
    assert desk.carry_on(talk.person) is not None
    move(talk, Status.DISCHARGED)
    assert desk.carry_on(talk.person) is None


def test_agreement_that_was_taken_back_ends_the_plan_and_is_asked_anew(ready):
    sign_off(ready, PASSPHRASE)
    move(ready, Status.WITHDREW, on="2026-11-11")
    assert ready.reading("agree.record").value == "withdrawn"
    assert ready.reading("agree.withdrawn.on").value == "2026-11-11"
    assert ready.reading("agree.withdrawn.by").value == "Gwen Pryce"
    assert state_of(ready.log).status is Status.WITHDREW

    move(ready, Status.FINAL, why="She asked for it again.")
    assert state_of(ready.log).status is Status.FINAL
    assert ready.reading("agree.record").state == "silent"
    assert ready.reading("agree.withdrawn.on").state == "silent"


def test_whoever_does_not_want_a_plan_has_none_that_can_be_signed(ready):
    move(ready, Status.DECLINED)
    assert ready.reading("agree.record").value == "refused"
    move(ready, Status.FINAL, why="Changed her mind.")
    assert ready.reading("agree.record").state == "silent"


def test_what_cannot_be_taken_lightly_needs_a_reason_that_stays(talk):
    with pytest.raises(AnswerRejected):
        move(talk, Status.ERROR, why="  ")
    move(talk, Status.ERROR, why="Two people of one name.")
    with pytest.raises(AnswerRejected):
        move(talk, Status.FINAL)
    back = move(talk, Status.FINAL, why="It was the right one after all.")
    assert {entry.reason for entry in back} == {""}  # a reason beside an entry is in every copy
    assert talk.reading("plan.status.why").own_words == "It was the right one after all."
    assert "gp" in talk.guide.question("plan.status.why").copies
    assert not state_of(talk.log).ended


def test_a_day_that_is_to_come_is_no_day_since_when(talk):
    with pytest.raises(AnswerRejected):
        move(talk, Status.SUSPENDED, on="2027-01-01")
    assert state_of(talk.log).in_use


def test_the_way_back_is_in_sight_for_a_day(talk, clock):
    assert not is_fresh(talk)
    move(talk, Status.MOVED)
    clock.go_on(hours=23)
    assert is_fresh(talk)
    clock.go_on(hours=2)
    assert not is_fresh(talk)


@pytest.mark.parametrize("to", [Status.UNDER_REVIEW, Status.DIED, Status.DRAFT, Status.FINAL])
def test_what_is_no_way_on_is_refused_and_changes_nothing(talk, to):
    with pytest.raises(AnswerRejected):
        move(talk, to, why="So it was.")
    assert state_of(talk.log).entry is None


def test_from_an_end_there_is_the_way_back_alone(talk):
    move(talk, Status.MOVED)
    with pytest.raises(AnswerRejected):
        move(talk, Status.SUSPENDED, why="Doubt.")
    assert state_of(talk.log).status is Status.MOVED


# -- who may ---------------------------------------------------------------------------------


def test_every_way_that_is_offered_can_be_gone(ready):
    assert Status.DECLINED in ways(ready)
    assert Status.UNDER_REVIEW not in ways(ready)
    sign_off(ready, PASSPHRASE)
    found = ways(ready)
    assert found == (
        Status.UNDER_REVIEW, Status.SUSPENDED, Status.MOVED, Status.DISCHARGED, Status.WITHDREW,
        Status.DIED, Status.ERROR,
    )  # fmt: skip
    move(ready, Status.UNDER_REVIEW)
    assert ways(ready)[:2] == (Status.FINAL, Status.MOVED)
    move(ready, Status.MOVED)
    assert ways(ready) == (Status.FINAL,)


def test_where_two_records_differ_every_way_is_open(talk):
    said(talk, "plan.status", "suspended", "closed_died")
    assert ways(talk)[:2] == (Status.FINAL, Status.SUSPENDED)
    move(talk, Status.FINAL)
    assert state_of(talk.log).in_use


def test_a_student_takes_reliance_away_and_gives_none_back(desk, gwen):
    talk = seat(desk, STUDENT)(gwen)
    assert ways(talk) == (Status.SUSPENDED,)
    move(talk, Status.SUSPENDED)
    assert ways(talk) == ()
    with pytest.raises(MayNot):
        move(talk, Status.FINAL)
    with pytest.raises(MayNot):
        move(talk, Status.MOVED)
    with pytest.raises(MayNot):  # nor by another way through the door
        talk.clear("plan.status")
    assert state_of(talk.log).on_hold


END = Answer(value="entered_in_error")
HOLD = Answer(value="suspended")


def test_a_student_puts_nothing_in_the_place_of_an_end(talk, desk, gwen):
    """On hold is more than nothing: the plan would be back in the list and on its papers."""
    move(talk, Status.SUSPENDED)
    move(talk, Status.ERROR, why="Two people of one name.")
    hers = seat(desk, STUDENT)(gwen)
    held, ended = hers.log.history("plan.status")
    for way in (
        lambda: hers.answer("plan.status", HOLD),
        lambda: hers.answer("plan.status", HOLD, then=True),
        lambda: mistake(hers, ended, "It was the right plan."),
        lambda: put_back(hers, held, "It was the right plan."),
    ):
        with pytest.raises(MayNot):
            way()
    assert state_of(hers.log).status is Status.ERROR


def test_a_student_says_of_nobody_that_they_died(talk, desk, gwen):
    died = Answer(value="2026-11-10")
    hers = seat(desk, STUDENT)(gwen)
    with pytest.raises(MayNot):
        hers.answer("death.date", died)
    assert state_of(hers.log).in_use
    said(hers, "death.date", "2026-11-10")
    with pytest.raises(MayNot):
        hers.clear("death.date")
    assert state_of(hers.log).died


def test_that_agreement_is_taken_back_is_written_down_by_whoever_hears_it(desk, gwen):
    """They put right what they wrote in that talk, and not what somebody else had heard."""
    hers = seat(desk, STUDENT)(gwen)
    hers.answer("agree.withdrawn.on", Answer(value="2026-11-10"))
    assert state_of(hers.log).status is Status.WITHDREW
    hers.answer("agree.withdrawn.scope", Answer(value=["some_topics"]))
    assert state_of(hers.log).in_use
    hers.clear("agree.withdrawn.on")
    said(hers, "agree.withdrawn.on", "2026-11-11")
    hers.answer("agree.withdrawn.scope", Answer(value=["whole_record"]))
    for question, answer in (
        ("agree.withdrawn.on", Answer(Standing.NOT_ASKED)),
        ("agree.withdrawn.scope", Answer(value=["some_topics"])),
    ):
        with pytest.raises(MayNot):
            hers.answer(question, answer)
    assert state_of(hers.log).status is Status.WITHDREW


def test_what_was_replaced_and_is_not_held_may_have_been_an_end(talk):
    pen = Pen(person=talk.person, author=Author("d", "Dev", "Nurse"), now=talk.now)
    (first,) = pen.answer(talk.log, "plan.status", END)
    (second,) = pen.answer(talk.log.plus([first]), "plan.status", HOLD)
    assert act_for(second, talk.log) is Act.SIGN
    assert act_for(second, talk.log, [first]) is Act.SIGN
    (alone,) = pen.answer(talk.log, "plan.status", HOLD)
    assert act_for(alone, talk.log) is Act.RECORD


def test_a_student_takes_back_a_step_of_their_own(desk, gwen):
    talk = seat(desk, STUDENT)(gwen)
    talk.answer("plan.status", Answer(value="suspended"))
    talk.undo()
    assert talk.reading("plan.status").standing is Standing.NOT_ASKED


def test_whoever_only_reads_moves_nothing(desk, gwen):
    talk = seat(desk, READER)(gwen)
    assert ways(talk) == ()
    with pytest.raises(MayNot):
        move(talk, Status.SUSPENDED)


def test_a_clinician_brings_it_back(desk, gwen):
    talk = seat(desk, CLINICIAN)(gwen)
    move(talk, Status.SUSPENDED)
    move(talk, Status.FINAL)
    assert state_of(talk.log).in_use


def test_withdrawn_without_a_day_is_withdrawn_and_no_student_lifts_it(desk, gwen):
    """Who took agreement back has done so, whichever of the two answers says it."""
    hers = seat(desk, CLINICIAN)(gwen)
    hers.answer("agree.record", Answer(value="withdrawn", said_on="2026-11-10"))
    state = state_of(hers.log)
    assert (state.status, state.on) == (Status.WITHDREW, "2026-11-10")
    assert state.entry == hers.log.heads("agree.record")[0]
    assert is_sharing_taken_back(hers.log)
    student = replace(desk.staff, id="student", may=STUDENT)
    desk.session.store.put_user(student, at=desk.now())
    entry = hers.log.heads("agree.record")[0]
    pen = Pen(person=gwen, author=Author("student", "Sam", "Student"), now=hers.now)
    lifts = pen.answer(hers.log, "agree.record", Answer(value="explicit_person"))[0]
    assert act_for(lifts, hers.log) is Act.SIGN
    assert act_for(entry, hers.log) is Act.RECORD  # their own slip of this talk


def test_a_withdrawal_of_the_record_is_whole_whatever_part_was_taken_back_before(talk):
    said(talk, "agree.withdrawn.scope", ["some_topics"])
    said(talk, "agree.record", "withdrawn")
    assert state_of(talk.log).status is Status.WITHDREW
    assert is_sharing_taken_back(talk.log)

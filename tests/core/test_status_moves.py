"""What prints of a move, such as since when a plan is on hold, is for whoever made it."""

from __future__ import annotations

import pytest

from eolplan.conversation import move
from eolplan.identity import STUDENT, MayNot
from eolplan.record import Answer
from eolplan.status import Status, state_of
from tests.core.test_status import said, seat


def test_a_student_dates_no_hold_anew_that_somebody_else_made(desk, gwen):
    """Since when it is on hold comes from the move, and prints at the head of every copy."""
    hers = seat(desk, STUDENT)(gwen)
    said(hers, "plan.status", "suspended")
    said(hers, "plan.status.on", "2026-11-01")
    for way in (
        lambda: hers.answer("plan.status.on", Answer(value="2026-11-10")),
        lambda: hers.clear("plan.status.on"),
        lambda: hers.answer("plan.status", Answer(value="under_review")),
        lambda: hers.record([("plan.status", "", Answer(value="under_review")),
                             ("plan.status.on", "", Answer(value="2026-11-10"))]),
    ):  # fmt: skip
        with pytest.raises(MayNot):
            way()
    assert state_of(hers.log).on == "2026-11-01"
    hers.answer("plan.status.why", Answer(own_words="Two views of what she can decide."))


@pytest.mark.parametrize("question", ["plan.status.team", "plan.status.phone"])
def test_a_student_says_of_no_plan_who_has_it_now(desk, gwen, question):
    hers = seat(desk, STUDENT)(gwen)
    said(hers, "plan.status", "closed_moved")
    with pytest.raises(MayNot):
        hers.answer(question, Answer(value="01632 960777"))


def test_no_day_of_a_hold_is_written_down_before_there_is_one(desk, gwen):
    hers = seat(desk, STUDENT)(gwen)
    with pytest.raises(MayNot):
        hers.answer("plan.status.on", Answer(value="2026-11-01"))


def test_a_student_puts_the_day_of_their_own_hold_right(desk, gwen):
    hers = seat(desk, STUDENT)(gwen)
    move(hers, Status.SUSPENDED, on="2026-11-10")
    hers.answer("plan.status.on", Answer(value="2026-11-09"))
    assert state_of(hers.log).on == "2026-11-09"
    said(hers, "plan.status.on", "2026-11-08")  # a clinician looked at it since
    with pytest.raises(MayNot):
        hers.answer("plan.status.on", Answer(value="2026-11-07"))

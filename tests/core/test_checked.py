"""When a plan was last checked with the person: what they were asked and said, nothing else."""

from __future__ import annotations

import pytest

from eolplan.caseload import Filter
from eolplan.conversation import ask_second, mistake
from eolplan.history import last_checked
from eolplan.record import Answer, Standing


def checked(desk, person):
    day = last_checked(desk.log(person), desk.guide)
    assert desk.caseload.row(person).last_talked == day
    return day


def staff_says(value=None, words=""):
    return Answer(value=value, own_words=words, said_by="clinician_judgement")


def test_what_only_staff_wrote_down_is_no_talk_with_the_person(desk, talk):
    talk.answer("rev.date", staff_says("2026-12-01"))
    talk.answer("conv.when", Answer(value="2026-11-12"))  # asked of staff, whoever said it
    talk.answer("val.matters", Answer(own_words="The dog.", said_by="attorney_or_deputy"))
    assert talk.log.reading("rev.date").value == "2026-12-01"
    assert checked(desk, talk.person) == ""


@pytest.mark.parametrize(
    "answer",
    [
        Answer(own_words="The dog."),
        Answer(Standing.ASKED_DECLINED),
        Answer(Standing.UNDECIDED),
        Answer(own_words="The dog.", said_by="person_via_interpreter"),
    ],
)
def test_what_the_person_was_asked_or_said_counts(desk, talk, answer):
    talk.answer("val.matters", answer)
    assert checked(desk, talk.person) == "2026-11-12"


@pytest.mark.parametrize(
    "standing",
    [Standing.NOT_APPROPRIATE_NOW, Standing.ASKED_NOT_READY, Standing.COME_BACK_LATER],
)
def test_what_could_not_be_asked_or_was_put_off_does_not_count(desk, talk, standing):
    talk.answer("val.matters", Answer(standing))
    assert checked(desk, talk.person) == ""


@pytest.mark.parametrize("permission", ["not_now", "no", "could_not_ask"])
def test_a_talk_that_was_not_to_be_does_not_count(desk, talk, permission):
    """ "Last checked with Gwen today" stood on the plan after she had said: not today."""
    talk.record([
        ("conv.time", "", Answer(value="not_today")),
        ("conv.permission", "", Answer(value=permission)),
        ("conv.declined.on", "", Answer(value="2026-11-12")),
        ("conv.readback", "", staff_says("not_done")),
    ])  # fmt: skip
    assert checked(desk, talk.person) == ""


def test_it_counts_on_the_day_on_which_it_was_said(desk, talk):
    talk.answer("val.matters", Answer(own_words="The dog.", said_on="2026-10-01"))
    assert checked(desk, talk.person) == "2026-10-01"
    month = Answer(own_words="Stairs.", said_on="2026-10", said_on_precision="month")
    talk.answer("val.fears", month)
    assert checked(desk, talk.person) == "2026-11-12"  # nobody knows the day


def test_a_talk_that_was_read_back_and_agreed_counts(desk, talk, clock):
    talk.answer("val.matters", Answer(own_words="The dog."))
    clock.go_on(days=3)
    again = desk.conversation(talk.person)
    again.answer("conv.readback", staff_says("not_done"))
    assert checked(desk, talk.person) == "2026-11-12"
    again.answer("conv.readback", staff_says("agreed"))
    assert checked(desk, talk.person) == "2026-11-15"


def test_a_call_at_which_the_person_was_not_does_not_count(desk, talk):
    talk.answer("conv.present", staff_says("no"))
    talk.answer("val.matters", Answer(own_words="The dog."))
    talk.answer("conv.readback", staff_says("agreed"))
    assert checked(desk, talk.person) == ""


def test_what_was_undone_does_not_count(desk, talk):
    talk.answer("val.matters", Answer(own_words="The dog."))
    talk.undo()
    assert checked(desk, talk.person) == ""


def test_what_was_written_by_mistake_does_not_count(desk, talk, clock):
    talk.answer("val.matters", Answer(own_words="The dog."))
    clock.go_on(days=3)
    wrong = desk.conversation(talk.person)
    entry = wrong.answer("val.fears", Answer(own_words="Stairs."))
    mistake(wrong, entry, "It was another talk.")
    assert checked(desk, talk.person) == "2026-11-12"


def test_plans_that_wait_for_a_second_signature_are_found(desk, talk):
    assert desk.caseload.people(show=Filter.AWAITS) == []
    ask_second(talk, "Dr Rees", "GP")
    (row,) = desk.caseload.people(show=Filter.AWAITS)
    assert (row.person, row.awaits) == (talk.person, "Dr Rees")
    assert desk.caseload.counts()[Filter.AWAITS] == 1
    talk.record([("sign.second.on", "", staff_says("2026-11-12"))])
    assert desk.caseload.people(show=Filter.AWAITS) == []

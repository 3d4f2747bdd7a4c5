from __future__ import annotations

import pytest

from eolplan.conversation import (
    followed,
    found_right,
    hold_right,
    leave_for_later,
    left_for_later,
    needed,
    recorded_in,
    resume_card,
    sign_off,
    taken_up,
    tap,
)
from eolplan.record import Answer
from tests.core.conftest import PASSPHRASE, READY, stop_on_a_path, taken
from ui.pages.check_note import of_the_talk
from ui.pages.where import Where


def test_without_a_stop_there_is_no_card(talk):
    assert resume_card(talk) is None


def test_the_card_shows_the_last_three_things_and_what_is_next(talk, guide, clock):
    talk.answer("comm.how", Answer(own_words="Slowly, on my right side."))
    talk.answer("val.matters", Answer(own_words="my own bed"))
    tap(talk, guide.question("pod"), "own_home", "first")
    tap(talk, guide.question("pod"), "hospice", "second")
    sian = talk.add("contact")
    talk.answer("contact.name", Answer(value="Siân Pryce"), sian)
    talk.here("cpr.person_view")
    talk.pause("Ask about the drip.")
    clock.go_on(minutes=42)

    card = resume_card(talk)

    assert [heading for heading, _ in card.recorded] == [
        guide.question("val.matters").heading,
        guide.question("pod").heading,
        guide.question("contact").heading,
    ]
    assert "1st own home, 2nd hospice" in card.recorded[1][1]
    assert "Siân Pryce" in card.recorded[2][1]
    assert card.next == guide.question("cpr.person_view").heading
    assert card.topic == guide.section("cpr").title
    assert card.note == "Ask about the drip."
    assert not card.ask_again


def test_what_was_undone_is_not_shown_as_recorded(talk):
    talk.answer("val.matters", Answer(own_words="my own bed"))
    talk.undo()
    talk.here("val.matters")
    assert resume_card(talk).recorded == ()


def test_a_laptop_that_was_closed_in_the_middle_stopped_where_the_last_was_recorded(talk, clock):
    talk.here("val.matters")
    clock.go_on(hours=25)
    talk.answer("val.matters", Answer(own_words="my own bed"))
    clock.go_on(minutes=5)
    card = resume_card(talk)
    assert (clock() - card.stopped_at).total_seconds() < 301
    assert not card.ask_again


def test_who_was_added_and_taken_off_again_was_not_recorded(talk):
    talk.remove("contact", talk.add("contact"))
    talk.here("contact")
    assert resume_card(talk).recorded == ()


def test_after_a_day_the_card_asks_again(talk, clock):
    talk.here()
    clock.go_on(hours=25)
    card = resume_card(talk)
    assert card.ask_again
    assert card.next == ""
    assert card.topic == ""


def test_answers_that_no_guide_knows_are_passed_over(talk, desk):
    from eolplan.record import Author, Pen

    pen = Pen(
        person=talk.person, author=Author(talk.staff.id, "Carys Bevan", "Nurse"), now=talk.now,
        conversation=talk.id,
    )  # fmt: skip
    talk._log = talk.log.plus(pen.answer(talk.log, "sthelena.pets", Answer(value="Mot")))
    talk.here()
    assert resume_card(talk).recorded == ()


def test_what_was_recorded_reads_in_the_order_of_the_guide(talk, guide):
    tap(talk, guide.question("pod"), "own_home", "first")
    talk.answer("comm.how", Answer(own_words="Slowly."))
    talk.answer("person.title", Answer(value="Mrs"))
    talk.answer("val.matters", Answer(own_words="the garden"))
    talk.undo()
    assert [page.id for page, _ in recorded_in(talk)] == ["comm.how", "pod"]


def test_a_colleague_who_recorded_last_is_named(talk, clock):
    from eolplan.record import Author, Pen

    colleague = Pen(
        person=talk.person, author=Author("another-member-of-staff", "Mari Lloyd", "Nurse"),
        now=talk.now, conversation=talk.id,
    )  # fmt: skip
    talk.answer("comm.how", Answer(own_words="Slowly."))
    talk.here("comm.how")
    assert resume_card(talk).by == ""
    clock.go_on(minutes=5)
    talk._log = talk.log.plus(colleague.answer(talk.log, "val.matters", Answer(own_words="home")))
    assert resume_card(talk).by == "Mari Lloyd"
    clock.go_on(minutes=5)
    talk.answer("val.fears", Answer(own_words="Falling."))
    assert resume_card(talk).by == ""


def test_taps_on_one_page_are_told_once(talk, guide):
    tap(talk, guide.question("pod"), "own_home", "first")
    tap(talk, guide.question("pod"), "hospice", "second")
    tap(talk, guide.question("pod"), "hospital_acute", "avoid")
    talk.here("pod")
    assert [(page.heading, words) for page, words in recorded_in(talk)] == [
        ("Places to avoid", "Does not want hospital."),
        ("Place in the last days of life", "1st own home, 2nd hospice."),
    ]


# -- after a long pause ----------------------------------------------------------------


@pytest.fixture
def stopped(talk, clock):
    """A talk with facts of its own, paused on a path with a note; three months have gone by."""
    for question, value in READY:
        if question != "conv.readback":
            talk.answer(question, Answer(value=value))
    return stop_on_a_path(talk, clock)


def test_after_a_long_pause_a_new_talk_goes_on_where_the_other_stopped(stopped, desk):
    was, card = stopped.place, resume_card(stopped)
    new = taken(desk, stopped)
    assert new.id != stopped.id
    assert desk.carry_on(stopped.person) is new
    assert (new.place.question, new.place.note) == (was.question, "Ask about the drip.")
    assert new.followed == followed(new.guide, was)
    assert resume_card(new) == card, "nothing was done yet: it stopped when it stopped"
    assert not new.can_undo, "what the first day recorded is that day's"
    assert [page.id for page, _ in recorded_in(new)] == [p.id for p, _ in recorded_in(stopped)]
    assert taken_up(new) == new.id, "nothing was recorded in it: it says nothing of its day"


def test_the_facts_of_the_new_talk_are_asked_of_its_day(stopped, desk, clock):
    new = taken(desk, stopped)
    assert all(new.reading(q).state == "silent" for q, _ in READY if q.startswith("conv."))
    new.answer("conv.when", Answer(value=new.today.isoformat()))
    new.here("val.fears")
    new.answer("val.fears", Answer(own_words="Falling."))
    clock.go_on(minutes=5)
    card = resume_card(new)
    assert not card.ask_again
    assert [words for _, words in card.recorded][::2] == ["“my own bed”", "“Falling.”"]
    assert taken_up(new) == new.id
    assert stopped.reading("conv.when").value == "2026-11-12"


def test_what_the_first_day_recorded_neither_stops_nor_vouches_untruly(stopped, desk):
    new = taken(desk, stopped)
    new.answer("rev.date", Answer(value="2027-06-01"))
    for question, value in (("conv.when", new.today.isoformat()), *READY[1:4]):
        new.answer(question, Answer(value=value))
    new.answer("val.fears", Answer(own_words="Falling."))
    assert [fact.question for fact in needed(new)] == ["conv.readback"]
    new.answer("conv.readback", Answer(value="agreed"))
    version = sign_off(new, PASSPHRASE)
    assert version.facts["conversation"] == new.id
    assert not new.log.unsigned()


def test_a_read_back_of_the_first_day_vouches_for_nothing_said_months_later(stopped, desk, clock):
    stopped.answer("conv.readback", Answer(value="agreed"))
    stopped.answer("rev.date", Answer(value="2027-06-01"))
    assert needed(stopped) == (), "alone, it is signed off as it is"
    stopped.pause()
    clock.go_on(days=2)
    new = taken(desk, stopped)
    new.answer("contact.name", Answer(value="Siân Pryce"), new.add("contact"))
    assert needed(new) == (), "what staff put down between talks begins none"
    new.answer("val.fears", Answer(own_words="Falling."))
    assert [fact.question for fact in needed(new)] == ["conv.when"], "it was said without opening"
    new.answer("conv.when", Answer(value=new.today.isoformat()))
    (lacks,) = needed(new)
    assert (lacks.id, lacks.question) == ("talk", "conv.staff.name")
    for question, value in READY[1:5]:
        new.answer(question, Answer(value=value))
    assert sign_off(new, PASSPHRASE).facts["conversation"] == new.id


def test_what_is_half_typed_is_gone_on_with_and_what_was_chosen_is_asked_again(stopped, desk):
    hold_right(stopped, ["matters"])
    leave_for_later(stopped, ["cpr"])
    stopped.draft("conv.note", Answer(own_words="The son was cross"), seen=["a digest"])
    stopped.draft("conv.mood", Answer(value="calm"))
    stopped.draft("conv.where", Answer(value="own_home", own_words="in the gar"))
    at = stopped.drafted("conv.note").at
    new = taken(desk, stopped)
    note = new.drafted("conv.note")
    assert (note.answer.own_words, note.at, note.seen) == ("The son was cross", at, ())
    assert new.drafted("conv.mood") is None
    assert new.drafted("conv.where").answer == Answer(own_words="in the gar")
    assert found_right(new) == frozenset(), "on another day it is asked again"
    assert left_for_later(new) == {"cpr"}
    new.draft("conv.mood", Answer(value="calm"))
    assert new.drafted("conv.mood").answer.value == "calm", "chosen today"
    assert stopped.drafted("conv.mood") is None
    new.answer("conv.note", Answer(own_words="The son was cross."))
    assert stopped.drafted("conv.note") is None
    assert new.drafted("conv.note") is None


def test_a_third_talk_goes_on_from_both_until_it_is_over(stopped, desk, clock):
    second = taken(desk, stopped)
    assert taken_up(stopped) == second.id, "whoever comes back to it is in the one of today"
    second.answer("val.fears", Answer(own_words="Falling."))
    clock.go_on(days=3)
    third = taken(desk, second)
    assert third.earlier == (second.id, stopped.id)
    assert [words for _, words in resume_card(third).recorded][-1] == "“Falling.”"
    third.draft("val.hopes", Answer(own_words="Spr"))
    third.finish()
    assert third.earlier == ()
    assert taken_up(second) == second.id
    assert not desk.caseload.carry_on()
    assert third.drafted("val.hopes")


def test_to_look_at_it_hands_nothing_on_nor_does_a_page_that_was_only_looked_at_end_it(
    stopped, desk, clock
):
    was = stopped.place
    assert resume_card(desk.carry_on(stopped.person)).ask_again
    assert desk.carry_on(stopped.person).place == was
    stopped.follow()
    stopped.here("val.fears")
    stopped.pause()
    clock.go_on(days=2)
    new = taken(desk, stopped)
    new.here("val.fears")
    assert new.is_begun
    assert [place.conversation for _, place in desk.caseload.carry_on()] == [new.id]


def test_who_paused_and_did_nothing_since_stopped_then(stopped, clock):
    at = stopped.place.paused_at
    stopped.pause("Ask about the drip, and the dog.")
    assert stopped.place.paused_at == at
    assert resume_card(stopped).ask_again
    stopped.answer("val.fears", Answer(own_words="Falling."))
    stopped.pause()
    assert stopped.place.paused_at > at


def test_of_two_records_that_are_one_the_place_is_handed_on_where_it_lies(desk, gwen, clock):
    from eolplan.caseload import Newcomer

    twin = desk.caseload.add(Newcomer(given="Gwen", family="Pryce", born="1941-03-04"))
    kept = {}
    for person in (gwen, twin):
        talk = desk.conversation(person)
        talk.answer("val.matters", Answer(own_words="my own bed"))
        talk.here("val.matters")
        talk.pause(person)
        kept[person] = talk.id
        clock.go_on(days=2)
    first = desk.two_plans.join(gwen, twin)
    new = taken(desk, desk.carry_on(first))
    places = {one: desk.session.store.place(one).conversation for one in (gwen, twin)}
    assert places == {gwen: kept[gwen], twin: new.id}
    assert new.earlier == (kept[twin],)
    assert new.place.note == twin


def test_a_colleague_goes_on_in_a_talk_of_their_own(stopped, desk, clock):
    from eolplan.record import Author, Pen

    colleague = Pen(
        person=stopped.person, author=Author("another-member-of-staff", "Mari Lloyd", "Nurse"),
        now=stopped.now, conversation=stopped.id,
    )  # fmt: skip
    made = colleague.answer(stopped.log, "val.hopes", Answer(own_words="Spring."))
    stopped._log = stopped.log.plus(made)
    clock.go_on(days=2)
    desk.session.store.append(made, at=desk.now(), caseload=desk.caseload.row(stopped.person))
    new = taken(desk, stopped)
    assert resume_card(new).by == "Mari Lloyd"
    new.answer("val.fears", Answer(own_words="Falling."))
    assert resume_card(new).by == ""


def test_what_nobody_said_anything_in_is_not_gone_on_with(talk, desk, clock):
    talk.answer("conv.when", Answer(value="2026-11-12"))
    talk.here("val.matters")
    clock.go_on(days=2)
    new = desk.conversation(talk.person, taken_up(talk))
    assert new.id != talk.id
    assert not new.earlier
    assert not desk.caseload.carry_on()


def test_a_talk_that_stopped_nowhere_goes_on_as_it_is(talk, clock):
    talk.answer("val.matters", Answer(own_words="my own bed"))
    clock.go_on(days=2)
    assert taken_up(talk) == talk.id


def test_what_is_put_right_at_the_desk_long_after_takes_no_talk_up(stopped):
    stopped.answer("rev.date", Answer(value="2027-06-01"))
    assert resume_card(stopped).ask_again
    assert taken_up(stopped) != stopped.id


def test_who_pauses_beside_a_talk_that_stopped_does_not_pause_that_one(stopped, desk):
    at = stopped.place.paused_at
    other = desk.conversation(stopped.person, "another talk")
    other.answer("rev.date", Answer(value="2027-06-01"))
    other.pause("Ring on Monday.")
    assert (stopped.place.paused_at, stopped.place.note) == (at, "Ring on Monday.")


def test_a_clock_that_was_ahead_and_is_set_right_is_a_long_time(talk, clock):
    talk.answer("val.matters", Answer(own_words="my own bed"))
    talk.here("val.matters")
    talk.pause()
    clock.go_on(days=-40)
    assert resume_card(talk).ask_again


def test_what_was_undone_in_a_later_talk_asks_nothing_of_it(stopped, desk):
    stopped.answer("conv.readback", Answer(value="agreed"))
    stopped.answer("rev.date", Answer(value="2027-06-01"))
    new = taken(desk, stopped)
    new.answer("conv.when", Answer(value=new.today.isoformat()))
    new.answer("val.matters", Answer(own_words="my own chair"))
    assert needed(new)
    new.undo()
    assert needed(new) == ()


def test_a_later_talk_that_was_only_looked_at_leaves_the_first_to_be_checked(stopped, desk):
    here = Where("check", person=stopped.person)
    new = taken(desk, stopped)
    assert of_the_talk(desk, here).conversation == stopped.id
    new.answer("val.fears", Answer(own_words="Falling."))
    assert of_the_talk(desk, here) == here, "the one that is carried on"

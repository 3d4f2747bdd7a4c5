"""A talk that stopped long ago: whichever way leads into it, today's is a talk of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eolplan.conversation import (
    is_held,
    needed,
    put_off,
    recorded_in,
    resume_card,
    sign_off,
    taken_up,
)
from eolplan.record import Answer, Author, Pen
from tests.core.conftest import PASSPHRASE, READY, stop_on_a_path, taken
from ui.pages.aside import Aside
from ui.pages.check_note import of_the_talk
from ui.pages.of_today import of_today
from ui.pages.onward import FOR_CHECK, carry_on, carry_on_elsewhere
from ui.pages.where import Where


@pytest.fixture
def stopped(talk, clock):
    """A whole talk that was paused at a page, on a path, with a note; months have gone by."""
    for question, value in READY:
        talk.answer(question, Answer(value=value))
    talk.answer("rev.date", Answer(value="2027-06-01"))
    return stop_on_a_path(talk, clock)


def to(stopped, page="question", **more):
    return Where(page, person=stopped.person, conversation=stopped.id, **more)


# -- every way into it -----------------------------------------------------------------


@pytest.mark.parametrize("there", [
    {"question": "val.fears"},
    {"question": "val.fears", "note": FOR_CHECK},
    {"question": "conv.facts"},
    {"question": "contact", "note": Aside("val.fears").words()},
    {"page": "topics"},
    {"page": "step"},
])  # fmt: skip
def test_what_is_said_today_is_of_a_talk_of_today_whichever_way_leads_there(stopped, desk, there):
    """From its check page, from all topics after it was read back, by Back."""
    where = to(stopped, **there)
    new = of_today(desk, where)
    assert new.conversation != stopped.id
    assert new == replace(where, conversation=new.conversation)
    assert desk.carry_on(stopped.person).earlier == (stopped.id,)
    assert of_today(desk, where) == new, "and there is one such talk, not one for each page"


@pytest.mark.parametrize("there", [
    {"page": "check"},
    {"page": "paused", "note": "read"},
    {"question": "conv.present", "note": FOR_CHECK},
    {"question": "contact", "note": Aside("conv.opening").words()},
    {"question": "conv.present", "note": f'brings:["new","{FOR_CHECK}"]'},
])  # fmt: skip
def test_what_that_day_says_of_itself_is_read_and_put_right_as_it_was(stopped, desk, there):
    where, place = to(stopped, **there), stopped.place
    assert of_today(desk, where) == where
    assert stopped.place == place


def test_a_talk_that_is_of_today_goes_on_and_so_does_a_call_between(stopped, desk, clock):
    call = to(stopped, question="val.fears")
    call = replace(call, conversation="a call")
    assert of_today(desk, call) == call
    new = taken(desk, stopped)
    new.answer("val.fears", Answer(own_words="Falling."))
    clock.go_on(hours=23)
    assert of_today(desk, to(new, question="val.hopes")).conversation == new.id
    clock.go_on(hours=2)
    third = of_today(desk, to(stopped, question="val.hopes")).conversation
    assert desk.carry_on(stopped.person).id == third, "past the one that stopped long ago too"
    assert desk.carry_on(stopped.person).earlier == (new.id, stopped.id)


def test_a_laptop_that_stopped_while_a_talk_was_taken_up_takes_it_up_again(stopped, desk):
    """What the new one goes on from is on disk, and where it stands is not yet."""
    place = stopped.place
    lost = desk.conversation(stopped.person, taken_up(stopped))
    desk.session.store.remember(stopped.person, place)
    again = taken(desk, desk.carry_on(stopped.person))
    assert again.id not in (stopped.id, lost.id)
    assert again.earlier == (stopped.id,)
    assert resume_card(again).note == "Ask about the drip."
    again.finish()
    assert not lost.earlier


def test_where_no_talk_is_named_and_none_stopped_it_is_a_new_one(desk, gwen):
    there = of_today(desk, Where("question", person=gwen, question="val.fears"))
    assert there.conversation
    assert desk.session.store.place(gwen) is None


def test_what_was_begun_without_its_opening_is_carried_on_over_it(stopped, desk, clock):
    new = desk.conversation(stopped.person, of_today(desk, to(stopped, "topics")).conversation)
    new.here("val.fears")
    new.answer("val.fears", Answer(own_words="Falling."))
    new.pause()
    clock.go_on(hours=1)
    assert (carry_on(new).page, carry_on_elsewhere(new).page) == ("opening", "opening")
    new.answer("conv.when", Answer(value=new.today.isoformat()))
    assert (carry_on(new).page, carry_on_elsewhere(new).page) == ("question", "topics")


# -- what is checked and signed off ------------------------------------------------------


def test_what_was_only_put_right_is_checked_with_the_talk_it_was_said_in(stopped, desk):
    new = taken(desk, stopped)
    new.answer("contact.name", Answer(value="Siân Pryce"), new.add("contact"))
    assert not is_held(new)
    assert is_held(new, stopped.id)
    for named in ("", new.id):
        there = Where("check", person=stopped.person, conversation=named)
        assert of_the_talk(desk, there).conversation == stopped.id
    assert needed(stopped) == ()
    new.answer("val.fears", Answer(own_words="Falling."))
    there = Where("check", person=stopped.person, conversation=new.id)
    assert of_the_talk(desk, there) == there
    with_facts = [fact.question for fact in needed(new)]
    assert with_facts == ["conv.when"]
    for question, value in READY[:5]:
        day = new.today.isoformat() if question == "conv.when" else value
        new.answer(question, Answer(value=day))
    assert sign_off(new, PASSPHRASE).facts["conversation"] == new.id


def test_what_leads_back_to_the_check_of_the_first_day_leads_to_that_of_today(stopped, desk):
    """Back and Continue lead to where a page was opened from: that vouches for nothing new."""
    check, new = to(stopped, "check"), taken(desk, stopped)
    assert of_the_talk(desk, check) == check
    new.answer("val.fears", Answer(own_words="Falling."))
    assert of_the_talk(desk, check) == to(new, "check")
    new.undo()
    assert of_the_talk(desk, check) == check, "nothing of today stands"
    new.answer("conv.notes", Answer(own_words="Ring the son."))
    assert of_the_talk(desk, to(new, "check")) == check, "nor has anybody talked"


def test_where_nothing_was_said_in_any_of_them_the_one_that_is_named_is_checked(talk, desk, clock):
    one = talk.add("contact")
    talk.answer("contact.name", Answer(value="Siân Pryce"), one)
    talk.here("contact")
    clock.go_on(days=2)
    new = taken(desk, talk)
    for named in (talk, new):
        assert of_the_talk(desk, to(named, "check")) == to(named, "check")


def test_a_talk_that_goes_on_from_nothing_is_checked_as_it_is(talk, desk):
    there = Where("check", person=talk.person, conversation=talk.id)
    assert of_the_talk(desk, there) == there


def test_what_was_said_on_the_first_day_and_written_down_later_asks_nothing(stopped, desk):
    new = taken(desk, stopped)
    new.answer("val.fears", Answer(own_words="Falling.", said_on="2026-11-12"))
    assert needed(new) == ()


def test_what_a_colleague_recorded_is_read_back_and_shown_too(desk, gwen, clock):
    """Who takes a talk over repeats what they do not see, and reads back half of it."""
    talk = desk.conversation(gwen)
    theirs = Pen(
        person=gwen, author=Author("another-member-of-staff", "Mari Lloyd", "Nurse"),
        now=talk.now, conversation=talk.id,
    )  # fmt: skip
    talk._log = talk.log.plus(theirs.answer(talk.log, "val.fears", Answer(own_words="Falling.")))
    clock.go_on(minutes=5)
    talk.answer("val.matters", Answer(own_words="my own bed"))
    talk.here("val.matters")
    both = ["“Falling.”", "“my own bed”"]
    assert [words for _, words in resume_card(talk).recorded] == both
    assert [words for _, words in recorded_in(talk)] == both[::-1]


def test_a_fact_of_the_first_day_is_put_right_beside_the_talk_of_today(stopped, desk):
    """It takes neither the page of today's, nor the path and the note of both."""
    new = taken(desk, stopped)
    place = new.place
    stopped.here("conv.opening")
    assert new.place == place
    stopped.follow("review")
    stopped.here("conv.opening")
    assert (new.followed.path.id, new.place.note) == ("review", place.note)
    put_off(stopped)
    assert desk.carry_on(stopped.person).id == new.id


# -- not today -----------------------------------------------------------------------------


def offered(new, again_on="2027-03-01"):
    new.record([
        ("conv.time", "", Answer(value="not_today")),
        ("conv.declined.again", "", Answer(value="on_a_date")),
        ("conv.declined.again_on", "", Answer(value=again_on)),
    ])  # fmt: skip


def test_not_today_leaves_the_talk_that_stopped_where_it_stopped(stopped, desk, clock):
    """Its page, its path and the note of staff are not lost to a kind no."""
    was, card = stopped.place, resume_card(stopped)
    new = taken(desk, stopped)
    offered(new)
    put_off(new)
    back = desk.carry_on(stopped.person)
    assert back.id == stopped.id
    assert replace(back.place, began_at=was.began_at) == was
    assert resume_card(back) == card
    assert not new.earlier
    assert desk.caseload.row(stopped.person).come_back == "2027-03-01"
    clock.go_on(hours=2)
    again = taken(desk, back)
    assert again.id not in (stopped.id, new.id), "it is offered as a talk of its own"
    assert again.reading("conv.time").state == "silent"


def test_not_today_does_so_when_the_opening_was_remembered_as_its_page_too(stopped, desk):
    stopped.here()
    stopped.pause()
    new = taken(desk, stopped)
    new.here("conv.opening")
    offered(new)
    put_off(new)
    back = desk.carry_on(stopped.person)
    assert (back.id, resume_card(back).ask_again) == (stopped.id, True)
    assert desk.caseload.stopped(stopped.person).paused_at < new.now().isoformat()[:10]


def test_not_today_ends_a_talk_that_goes_on_from_nothing_or_in_which_something_was_said(
    stopped, desk, gwen
):
    new = taken(desk, stopped)
    new.answer("val.fears", Answer(own_words="Falling."))
    put_off(new)
    assert desk.carry_on(gwen) is None
    first = desk.conversation(gwen, "first")
    first.here("conv.opening")
    offered(first)
    put_off(first)
    assert desk.carry_on(gwen) is None
    beside = desk.conversation(gwen, "beside")
    put_off(beside)
    assert desk.carry_on(gwen) is None


def test_not_today_after_the_first_day_was_erased_leaves_nothing_to_trip_over(stopped, desk):
    new, store = taken(desk, stopped), desk.session.store
    since = new.place.since
    new.here("conv.opening")
    for entry in [e for e in new.log.entries.values() if e.conversation == stopped.id]:
        store.erase_entry(entry.digest, reason="asked", at=desk.now(), make_row=desk._row)
    desk.let_go()
    put_off(desk.conversation(stopped.person, new.id))
    assert desk.caseload.stopped(stopped.person).conversation == stopped.id
    assert desk.caseload.stopped(stopped.person).since > since

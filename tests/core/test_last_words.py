"""What of a mix-up goes into the right plan: what was said last, and nothing taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eolplan.caseload import Newcomer, NotConfirmedHere, PartOfMore, by_talk, things
from eolplan.caseload.last_words import last_words
from eolplan.conversation import amends
from eolplan.conversation.status import move
from eolplan.identity import STUDENT, MayNot, Staff
from eolplan.record import Answer, Author, Entry, Standing
from eolplan.status import Status, state_of
from eolplan.vault import Batch

WHY = "The wrong plan was open."
CPR = "cpr.status"


@pytest.fixture
def ivor(desk):
    return desk.caseload.add(Newcomer(given="Ivor", family="Davies", born="1938-02-02"))


def talked(desk, person):
    """All that was recorded of somebody in a talk."""
    return [thing for thing in things(desk.guide, desk.log(person)) if thing.talk]


def moved(desk, person, to, found=None):
    """Move it, and return the plan that it went into."""
    desk.two_plans.move(person, found or talked(desk, person), to=to, reason=WHY)
    return desk.log(to)


def test_what_was_undone_is_not_said_in_the_other_plan(desk, gwen, ivor, talk):
    """A slip of the finger, taken back at once, would be a decision about somebody else."""
    talk.answer("val.matters", Answer(own_words="The allotment."))
    talk.answer(CPR, Answer(value="not_for_CPR"))
    talk.undo()
    landings = {x.thing.heading: x.comes for x in desk.two_plans.landings(talked(desk, gwen), ivor)}
    assert sorted(landings.values()) == [False, True]
    log = moved(desk, gwen, ivor)
    assert log.reading(CPR).heads == ()
    assert log.reading("val.matters").own_words == "The allotment."


def test_what_stood_before_an_undone_answer_is_said(desk, gwen, ivor, talk):
    talk.answer("val.matters", Answer(own_words="The dog."))
    talk.answer("val.matters", Answer(own_words="The dog, Mot."))
    talk.undo()
    assert moved(desk, gwen, ivor).reading("val.matters").own_words == "The dog."


def test_what_was_undone_twice_is_not_said(desk, gwen, ivor, talk):
    talk.answer("val.matters", Answer(own_words="The dog."))
    talk.answer("val.matters", Answer(own_words="The dog, Mot."))
    talk.undo()
    talk.undo()
    assert moved(desk, gwen, ivor).reading("val.matters").heads == ()


def test_what_was_so_then_does_not_become_what_holds_now(desk, gwen, ivor, talk):
    talk.answer("val.matters", Answer(own_words="The dog.", said_on="2026-11-10"))
    talk.answer("val.matters", Answer(own_words="The cat.", said_on="2026-10-01"), then=True)
    assert talk.log.reading("val.matters").own_words == "The dog."
    assert moved(desk, gwen, ivor).reading("val.matters").own_words == "The dog."


def test_of_two_talks_that_move_together_the_later_one_holds(desk, gwen, ivor, clock):
    for words in ("The dog.", "The allotment."):
        clock.go_on(days=1)
        desk.conversation(gwen).answer("val.matters", Answer(own_words=words))
    assert moved(desk, gwen, ivor).reading("val.matters").own_words == "The allotment."


def test_what_was_written_by_mistake_is_not_said_until_it_is_chosen_again(desk, gwen, ivor, talk):
    talk.answer("val.matters", Answer(own_words="The dog."))
    entry = talk.answer("val.matters", Answer(own_words="The cat."))
    amends.mistake(talk, entry, "Another cat.")
    every = [e for e in talk.log.entries.values() if e.question == "val.matters"]
    assert [e.answer.own_words for e in last_words(talk.log, every)] == ["The dog."]
    (mine,) = [e for e in every if e == entry]
    assert last_words(talk.log, [mine]) == ()
    amends.put_back(talk, entry, "It was right.")
    assert last_words(talk.log, [mine]) == (mine,)


def test_a_later_answer_that_was_marked_stands_for_nothing(desk, gwen, talk):
    """It no longer stands, so nothing was put back; its mark still counts."""
    first = talk.answer("val.matters", Answer(own_words="The dog."))
    talk.answer("val.matters", Answer(own_words="The cat."))
    amends.mistake(talk, first, "Another dog.")
    assert last_words(talk.log, [first]) == ()


def test_who_was_taken_off_the_list_and_put_back_comes_whole(desk, gwen, ivor, talk):
    contact = talk.add("contact")
    talk.answer("contact.name", Answer(value="Siân Pryce"), contact)
    talk.remove("contact", contact)
    talk.undo()
    log = moved(desk, gwen, ivor)
    assert log.instances("contact") == (contact,)
    assert log.reading("contact.name", contact).value == "Siân Pryce"


def test_who_was_taken_off_the_list_stays_off(desk, gwen, ivor, talk):
    contact = talk.add("contact")
    talk.answer("contact.name", Answer(value="Siân Pryce"), contact)
    talk.remove("contact", contact)
    assert moved(desk, gwen, ivor).instances("contact") == ()


def test_part_of_a_contact_is_not_moved_without_the_rest(desk, gwen, ivor, clock):
    """A number that nobody's name stands beside is shown nowhere, and rung by nobody."""
    clock.go_on(days=1)
    talk = desk.conversation(gwen)
    contact = talk.add("contact")
    talk.answer("contact.name", Answer(value="Siân Pryce"), contact)
    talk.pause()
    clock.go_on(days=1)
    later = desk.conversation(gwen)
    later.answer("contact.phones", Answer(value=[{"number": "07700 900123"}]), contact)
    talks = by_talk(talked(desk, gwen))
    assert len(talks) == 2
    before = dict(desk.log(gwen).entries)
    with pytest.raises(PartOfMore, match="Nothing was moved"):
        moved(desk, gwen, ivor, talks[later.id])
    assert desk.log(gwen).entries == before
    log = moved(desk, gwen, ivor)
    assert log.reading("contact.phones", contact).value
    assert log.reading("contact.name", contact).value == "Siân Pryce"


def test_a_contact_is_not_moved_without_their_name(desk, gwen, ivor, clock):
    clock.go_on(days=1)
    talk = desk.conversation(gwen)
    contact = talk.add("contact")
    talk.pause()
    clock.go_on(days=1)
    desk.conversation(gwen).answer("contact.name", Answer(value="Siân Pryce"), contact)
    with pytest.raises(PartOfMore):
        moved(desk, gwen, ivor, by_talk(talked(desk, gwen))[talk.id])


def from_elsewhere(desk, person, question, answer):
    """Have an answer that a copy brought."""
    entry = Entry.write(
        person=person, question=question, author=Author("b", "Dr Rees", "GP"),
        answer=replace(answer, said_on="2026-11-01"), recorded_at=desk.now(),
        conversation="theirs",
    )  # fmt: skip
    desk.session.store.receive(Batch(person, (entry,)), at=desk.now())


def test_what_nobody_here_has_confirmed_does_not_become_ours(desk, gwen, ivor):
    from_elsewhere(desk, gwen, CPR, Answer(value="not_for_CPR"))
    before = dict(desk.log(gwen).entries)
    with pytest.raises(NotConfirmedHere, match="nobody here has confirmed it"):
        moved(desk, gwen, ivor)
    assert desk.log(gwen).entries == before
    assert desk.log(ivor).reading(CPR).heads == ()
    desk.two_plans.move(gwen, talked(desk, gwen), reason=WHY)  # it is only taken out
    assert desk.log(gwen).reading(CPR).state == "silent"


def test_what_came_from_elsewhere_and_decides_nothing_is_moved(desk, gwen, ivor):
    from_elsewhere(desk, gwen, "val.matters", Answer(own_words="The dog."))
    assert moved(desk, gwen, ivor).reading("val.matters").own_words == "The dog."


def test_the_same_words_that_fewer_may_see_do_not_give_way(desk, gwen, ivor, talk):
    said = Answer(own_words="The dog.", said_on="2026-11-01")
    desk.conversation(ivor).answer("val.matters", replace(said, sharing="do_not_share"))
    desk.conversation(gwen).answer("val.matters", said)
    assert not desk.two_plans.landings(talked(desk, gwen), ivor)[0].beside
    reading = moved(desk, gwen, ivor).reading("val.matters")
    assert (reading.state, len(reading.heads)) == ("answered", 2)
    assert reading.answer.sharing == "do_not_share"


def test_the_same_words_give_way(desk, gwen, ivor, talk):
    said = Answer(own_words="The dog.", said_on="2026-11-01")
    desk.conversation(ivor).answer("val.matters", said)
    desk.conversation(gwen).answer("val.matters", said)
    assert len(moved(desk, gwen, ivor).reading("val.matters").heads) == 1


@pytest.mark.parametrize("status", [Status.ERROR, Status.MOVED])
def test_an_end_is_moved_or_taken_out_only_by_who_signs_off(desk, gwen, ivor, talk, status):
    move(talk, status, why="It was begun for somebody else.")
    found = things(desk.guide, desk.log(gwen))
    ended = [t for t in found if any(e.question == "plan.status" for e in t.entries)]
    store = desk.session.store
    store.put_user(Staff("asha", "Asha Roberts", "Sister"), at=desk.now())
    store.put_user(replace(desk.staff, may=STUDENT), at=desk.now())
    for to in ("", ivor):
        with pytest.raises(MayNot):
            desk.two_plans.move(gwen, ended, to=to, reason=WHY)
    assert state_of(desk.log(gwen)).status is status
    assert not state_of(desk.log(ivor)).ended


def test_the_name_of_a_place_does_not_come_to_another_place_there(desk, gwen, ivor, talk):
    """The place was taken off again; beside his own home it would send a crew to the wrong door."""
    desk.conversation(ivor).answer("pod.first", Answer(value="own_home"))
    talk = desk.conversation(gwen)
    talk.answer("pod.first", Answer(value="hospice"))
    talk.answer("pod.name", Answer(value="St Teilo's"))
    talk.clear("pod.first")
    log = moved(desk, gwen, ivor)
    assert log.reading("pod.first").value == "own_home"
    assert log.reading("pod.name").heads == ()


def test_the_name_that_stands_here_now_vouches_for_none_that_was_said_before(
    desk, gwen, ivor, clock
):
    clock.go_on(days=1)
    talk = desk.conversation(gwen)
    talk.answer("pod.first", Answer(value="hospice"))
    talk.answer("pod.name", Answer(value="St Teilo's"))
    talk.answer("pod.first", Answer(value="care_home"))
    talk.pause()
    his = talked(desk, gwen)
    clock.go_on(days=1)
    desk.conversation(gwen).answer("pod.name", Answer(value="Bryn Teg"))
    log = moved(desk, gwen, ivor, his)
    assert log.reading("pod.first").value == "care_home"
    assert log.reading("pod.name").heads == ()


def test_a_reason_of_one_exit_is_not_that_of_the_next(desk, gwen, ivor, talk):
    talk.answer("pod.first", Answer(standing=Standing.UNDECIDED))
    talk.answer("pod.why", Answer(own_words="She wants to see it first."))
    talk.answer("pod.first", Answer(standing=Standing.ASKED_DECLINED))
    assert moved(desk, gwen, ivor).reading("pod.why").heads == ()


def test_it_is_told_beforehand_that_a_reason_does_not_come(desk, gwen, ivor, talk):
    talk.answer("cpr.status", Answer(value="attempt"))
    talk.answer("cpr.valid_where", Answer(value="all_settings"))
    talk.answer("cpr.status", Answer(value="not_for_CPR"))
    landings = desk.two_plans.landings(talked(desk, gwen), ivor)
    assert sorted(x.comes for x in landings) == [False, True]


def test_a_reason_comes_with_the_choice_that_was_put_back(desk, gwen, ivor, talk):
    talk.answer("pod.first", Answer(value="hospice"))
    talk.answer("pod.name", Answer(value="St Teilo's"))
    talk.answer("pod.first", Answer(value="care_home"))
    talk.undo()
    log = moved(desk, gwen, ivor)
    assert (log.reading("pod.first").value, log.reading("pod.name").value) == (
        "hospice", "St Teilo's",
    )  # fmt: skip

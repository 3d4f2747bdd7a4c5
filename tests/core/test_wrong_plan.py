"""Moving what was recorded in the wrong plan: one act, told by both histories."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from eolplan.caseload import (
    Newcomer,
    SamePlan,
    by_talk,
    names_somebody,
    signed_with,
    things,
)
from eolplan.conversation import move, sign_off, taken_up, tap
from eolplan.desk.at_work import WordsOfAnother
from eolplan.desk.half_written import HalfWritten
from eolplan.handover import inspect
from eolplan.handover.opening import payload_of
from eolplan.handover.unpacking import unpacked
from eolplan.identity import CLINICIAN, READER, STUDENT, MayNot, Staff
from eolplan.record import Answer, Standing, is_about_another
from eolplan.status import PLAN_STATUS, SINCE, Status, state_of
from eolplan.subject import Subject
from eolplan.vault import BESIDE
from tests.core.conftest import PASSPHRASE

WHY = "The wrong plan was open."


@pytest.fixture
def ivor(desk):
    return desk.caseload.add(Newcomer(given="Ivor", family="Davies", born="1938-02-02"))


def found(desk, person, *headings):
    """What was recorded of somebody, or only what has these headings."""
    everything = things(desk.guide, desk.log(person))
    return [t for t in everything if t.heading in headings or not headings]


def test_things_are_told_talk_by_talk_the_newest_first(desk, gwen, clock):
    clock.go_on(days=1)
    talk = desk.conversation(gwen)
    talk.answer("val.matters", Answer(own_words="The dog."))
    talk.answer("val.matters", Answer(own_words="The dog, Mot."))
    tap(talk, desk.guide.question("pod"), "own_home", "first")
    contact = talk.add("contact")
    talk.answer("contact.name", Answer(value="Siân Pryce"), contact)
    talks = by_talk(found(desk, gwen))
    assert list(talks) == [talk.id, "2026-11-12"]
    assert {t.heading: t.words for t in talks[talk.id]} == {
        "What matters most": "“The dog, Mot.”",
        "Place in the last days of life": "1st own home.",
        "People to ring and ask": "Siân Pryce",
    }
    assert all(t.stands for t in talks[talk.id])
    assert {t.by for t in talks[talk.id]} == {("Carys Bevan",)}


def test_what_somebody_else_says_is_a_thing_of_its_own(desk, talk, gwen):
    contact = talk.add("contact")
    talk.answer("contact.name", Answer(value="Siân Pryce"), contact)
    words = Answer(own_words="She wants to be home.", said_by="family_or_friend")
    talk.answer("pod.first", words, f"says:{contact}")
    (view,) = [t for t in found(desk, gwen) if "Siân Pryce says" in t.words]
    assert "as told by Siân Pryce" in view.heading


def test_it_leaves_the_one_plan_and_is_in_the_other(desk, gwen, ivor, talk, clock):
    talk.answer("val.matters", Answer(own_words="The allotment."))
    clock.go_on(days=3)
    moved = found(desk, gwen, "What matters most")
    desk.two_plans.move(gwen, moved, to=ivor, reason=WHY)
    assert desk.log(gwen).reading("val.matters").standing is Standing.NOT_ASKED
    there = desk.log(ivor).reading("val.matters")
    assert there.own_words == "The allotment."
    assert there.entry.reason == "moved"
    assert desk.verify().ok
    assert found(desk, gwen, "What matters most") == []


def test_the_trail_tells_which_two_plans_it_was_and_neither_plan_does(desk, gwen, ivor, talk):
    talk.answer("val.matters", Answer(own_words="The allotment."))
    desk.two_plans.move(gwen, found(desk, gwen, "What matters most"), to=ivor, reason=WHY)
    (row,) = [r for r in desk.session.store.audit_about(gwen) if r.action == "plan.moved"]
    told = json.loads(row.object)
    assert (told["from"], told["to"], len(told["entries"])) == (gwen, ivor, 1)
    assert (desk.session.store.why(told["why"]), told["by"]) == (WHY, ["Carys Bevan"])
    assert all(WHY not in e.body for who in (gwen, ivor) for e in desk.log(who).entries.values())
    assert all(ivor not in e.body for e in desk.log(gwen).entries.values())
    assert all(gwen not in e.body for e in desk.log(ivor).entries.values())


def test_the_list_follows_at_once(desk, gwen, ivor, talk):
    tap(talk, desk.guide.question("pod"), "own_home", "first")
    talk.answer("conv.next.when", Answer(value="2026-11-20"))
    desk.two_plans.move(gwen, [t for t in found(desk, gwen) if t.talk], to=ivor, reason=WHY)
    hers, his = desk.caseload.row(gwen), desk.caseload.row(ivor)
    assert (hers.place_words, hers.planned, hers.last_talked) == ("", "", "")
    assert (his.place_words, his.planned, his.last_talked) == ("Own home", "2026-11-20",
                                                               "2026-11-12")  # fmt: skip
    assert desk.verify().ok


def test_where_both_say_something_both_are_kept(desk, gwen, ivor, talk):
    """Nobody but the person can say which of the two is right."""
    talk.answer("cpr.person_view", Answer(value="does_not_want"))
    desk.conversation(ivor).answer("cpr.person_view", Answer(value="wants"))
    moved = [t for t in found(desk, gwen) if t.talk]
    assert [landing.beside for landing in desk.two_plans.landings(moved, ivor)] == [True]
    desk.two_plans.move(gwen, moved, to=ivor, reason=WHY)
    assert desk.log(ivor).reading("cpr.person_view").state == "conflict"


def test_words_that_were_moved_stand_in_one_plan_only(desk, gwen, ivor, talk):
    """The rule that looks for words copied from plan to plan says nothing of a mix-up mended."""
    words = "The allotment, and the pigeons in the loft."
    talk.answer("val.matters", Answer(own_words=words))
    store, theirs = desk.session.store, {ivor}
    assert store.others_say("val.matters", words, theirs)
    desk.two_plans.move(gwen, found(desk, gwen, "What matters most"), to=ivor, reason=WHY)
    assert not store.others_say("val.matters", words, theirs)


def test_a_topic_left_for_later_gives_way(desk, gwen, ivor, talk):
    talk.answer("val.fears", Answer(own_words="The stairs."))
    desk.conversation(ivor).answer("val.fears", Answer(Standing.COME_BACK_LATER))
    moved = [t for t in found(desk, gwen) if t.talk]
    assert not desk.two_plans.landings(moved, ivor)[0].beside
    desk.two_plans.move(gwen, moved, to=ivor, reason=WHY)
    assert desk.log(ivor).reading("val.fears").own_words == "The stairs."


def test_what_is_about_nobody_here_is_only_taken_out(desk, gwen, talk):
    talk.answer("val.matters", Answer(own_words="The allotment."))
    desk.two_plans.move(gwen, found(desk, gwen, "What matters most"), reason=WHY)
    log = desk.log(gwen)
    (entry,) = [e for e in log.entries.values() if e.answer.own_words == "The allotment."]
    assert is_about_another(log, entry)


def test_a_whole_talk_that_was_paused_is_carried_on_in_the_right_plan(desk, gwen, ivor, talk):
    talk.answer("val.matters", Answer(own_words="The allotment."))
    talk.here("val.fears")
    talk.pause("Ask about the stairs.")
    desk.two_plans.move(gwen, [t for t in found(desk, gwen) if t.talk], to=ivor, reason=WHY)
    assert desk.carry_on(gwen) is None
    assert desk.carry_on(ivor).place.note == "Ask about the stairs."


def test_the_name_of_a_place_that_was_chosen_before_is_not_that_of_the_place_that_moves(
    desk, gwen, ivor, talk
):
    talk.answer("pod.first", Answer(value="hospice"))
    talk.answer("pod.name", Answer(value="St Teilo's"))
    talk.answer("pod.first", Answer(value="care_home"))
    desk.two_plans.move(gwen, found(desk, gwen), to=ivor, reason=WHY)
    there = desk.log(ivor)
    assert there.reading("pod.first").value == "care_home"
    assert there.reading("pod.name").state == "silent"
    assert "St Teilo's" in {e.answer.value for e in desk.log(gwen).history("pod.name")}


def test_the_name_of_a_place_goes_with_it_whatever_was_chosen_here_since(desk, gwen, ivor, clock):
    talk = desk.conversation(gwen)
    talk.answer("pod.first", Answer(value="hospice"))
    talk.answer("pod.name", Answer(value="St Teilo's"))
    moved = [t for t in found(desk, gwen) if t.talk]
    clock.go_on(days=1)
    desk.conversation(gwen, "her own").answer("pod.first", Answer(value="own_home"))
    desk.two_plans.move(gwen, moved, to=ivor, reason=WHY)
    assert desk.log(ivor).reading("pod.name").value == "St Teilo's"


def test_what_was_half_typed_and_the_note_go_with_a_whole_talk(desk, gwen, ivor, talk, clock):
    """Words of one person must not wait in the plan of another, nor a note be lost."""
    his = desk.conversation(ivor)
    his.here("val.matters")
    his.draft("val.hopes", Answer(own_words="Spring"))
    his.pause("Ask about the key.")
    talk.draft("val.good_day", Answer(own_words="from before"))
    clock.go_on(minutes=1)
    talk.answer("val.matters", Answer(own_words="I was at sea."))
    clock.go_on(minutes=1)
    talk.draft("val.fears", Answer(own_words="My ship"))
    talk.draft("val.hopes", Answer(own_words="The harbour"))
    HalfWritten(desk, "handed", gwen).keep({"to": ["Her sister"]})
    talk.here("val.fears")
    talk.pause("He may be frightened.")
    desk.two_plans.move(gwen, [t for t in found(desk, gwen) if t.talk], to=ivor, reason=WHY)
    assert desk.carry_on(gwen) is None
    assert desk.carry_on(ivor).place.note == "Ask about the key.\nHe may be frightened."
    store = desk.session.store
    left = {d.question for d in store.drafts(gwen) if not d.question.startswith(BESIDE)}
    assert left == {"val.good_day", "val.hopes"}
    assert HalfWritten(desk, "handed", gwen).texts() == {"to": ["Her sister"]}  # a copy of hers
    assert store.draft(ivor, "val.fears").answer.own_words == "My ship"
    assert store.draft(ivor, "val.hopes").answer.own_words == "Spring"


def test_the_place_of_a_talk_that_goes_on_in_another_stays_with_the_first(desk, gwen, ivor, clock):
    first = desk.conversation(gwen)
    first.answer("val.matters", Answer(own_words="The allotment."))
    first.here("val.fears")
    first.pause("Her son is cross.")
    clock.go_on(days=2)
    looked_at = taken_up(first)
    desk.conversation(gwen).answer("val.hopes", Answer(own_words="His boat."))
    moved = [t for t in found(desk, gwen) if any(e.question == "val.hopes" for e in t.entries)]
    desk.two_plans.move(gwen, moved, to=ivor, reason=WHY)
    place = desk.session.store.place(gwen)
    assert (place.conversation, place.note) == (looked_at, "Her son is cross.")
    assert desk.session.store.place(ivor) is None


@pytest.mark.parametrize("by", [CLINICIAN, STUDENT])
def test_a_hold_goes_with_its_day_to_the_right_plan_by_whoever_made_it(desk, gwen, ivor, by):
    """In whichever order the two are moved."""
    store = desk.session.store
    store.put_user(Staff("asha", "Asha Roberts", "Sister"), at=desk.now())
    store.put_user(replace(desk.staff, may=by), at=desk.now())
    move(desk.conversation(gwen), Status.SUSPENDED, on="2026-11-10")
    held = [t for t in found(desk, gwen) if {e.question for e in t.entries} & {PLAN_STATUS, SINCE}]
    desk.two_plans.move(gwen, held[::-1], to=ivor, reason=WHY)
    state = state_of(desk.log(ivor))
    assert (state.status, state.on) == (Status.SUSPENDED, "2026-11-10")
    assert state_of(desk.log(gwen)).in_use


def test_a_talk_of_which_something_stays_is_carried_on_where_it_was(desk, gwen, ivor, talk):
    talk.answer("val.matters", Answer(own_words="The allotment."))
    talk.answer("val.fears", Answer(own_words="The stairs."))
    talk.pause()
    desk.two_plans.move(gwen, found(desk, gwen, "What matters most"), to=ivor, reason=WHY)
    assert desk.carry_on(gwen) is not None


def test_it_cannot_be_moved_to_where_it_is_and_nobody_who_reads_moves_it(desk, gwen, talk):
    talk.answer("val.matters", Answer(own_words="The allotment."))
    moved = found(desk, gwen, "What matters most")
    with pytest.raises(SamePlan):
        desk.two_plans.move(gwen, moved, to=gwen, reason=WHY)
    desk.session.store.put_user(Staff("asha", "Asha Roberts", "Sister"), at=desk.now())
    desk.session.store.put_user(replace(desk.staff, may=READER), at=desk.now())
    with pytest.raises(MayNot):
        desk.two_plans.move(gwen, moved, reason=WHY)


def test_a_reason_that_names_one_of_the_two_is_noticed(desk, gwen, ivor):
    hers, his = Subject.of(desk.log(gwen)), Subject.of(desk.log(ivor))
    assert names_somebody("This is davies, not her", hers, his)
    assert names_somebody("Gwen's plan was open", hers, his)
    assert not names_somebody(WHY, hers, his)


def test_a_signed_version_that_tells_it_is_handed_out_no_more(desk, gwen, ivor, ready):
    """A copy would tell the ambulance what somebody else wants."""
    ready.answer("val.matters", Answer(own_words="The allotment."))
    version = sign_off(ready, PASSPHRASE)
    moved = found(desk, gwen, "What matters most")
    assert [v.number for v in signed_with(desk.log(gwen), moved)] == [version.number]
    desk.two_plans.move(gwen, moved, to=ivor, reason=WHY)
    with pytest.raises(WordsOfAnother, match="Sign the plan off again"):
        desk.by_hand(gwen, "gp")
    with pytest.raises(WordsOfAnother):
        desk.copying(gwen, "gp")()
    sign_off(desk.conversation(gwen), PASSPHRASE)
    copy = desk.copy(gwen, "gp")
    assert inspect(copy.pdf, desk.guide)["status"] == "ok"
    carried = unpacked(payload_of(copy.pdf)).parcel.entries.values()
    assert all("allotment" not in entry.body for entry in carried)
    assert any("own_words" in entry.body for entry in carried)

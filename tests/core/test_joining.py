"""Two records of one person: read as one, and parted without losing anything."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from eolplan.caseload import Newcomer, NotOfOneKind, NotTwo, Thing
from eolplan.conversation import Conversation, move, tap
from eolplan.identity import STUDENT, MayNot, Staff
from eolplan.record import Answer
from eolplan.status import Status
from eolplan.subject import Subject
from eolplan.vault import Draft


@pytest.fixture
def twin(desk, gwen):
    """Gwen, added a second time by somebody who did not find her."""
    return desk.caseload.add(Newcomer(given="Gwen", family="Price", born="1941-03-04"))


def listed(desk):
    return [r.name for r in desk.caseload.people()]


def test_those_who_may_be_the_same_person_are_offered(desk, gwen):
    again = desk.caseload.add(Newcomer(given="Gwen", family="Pryce", born="1941-03-04"))
    desk.caseload.add(Newcomer(given="Gwen", family="Pryce", born="1951-03-04"))
    numbered = desk.caseload.add(
        Newcomer(given="G", family="P", number="9990000018", number_question="person.nhs_no")
    )
    assert {r.person for r in desk.caseload.twins(gwen)} == {again, numbered}
    assert desk.caseload.twins("nobody") == []


def test_joined_they_are_one_line_of_the_list_and_found_by_either_name(desk, gwen, twin):
    first = desk.two_plans.join(gwen, twin, reason="The same house.")
    assert first == min(gwen, twin)
    assert listed(desk) == ["PRICE / PRYCE, Gwen"]
    for text in ("pryce", "price"):
        assert [r.person for r in desk.caseload.people(text)] == [first]
    assert desk.caseload.row(max(gwen, twin)).person == first
    assert desk.caseload.row(first).conflict == "yes"  # two family names
    assert desk.caseload.counts()[next(iter(desk.caseload.counts()))] == 1
    assert set(desk.two_plans.records(gwen)) == {gwen, twin}
    assert desk.verify().ok


def test_why_they_were_joined_and_parted_lies_beside_the_trail_and_travels_nowhere(
    desk, gwen, twin
):
    first, second = sorted((gwen, twin))
    desk.two_plans.join(gwen, twin, reason="The same house.")
    desk.two_plans.part(first, second, reason=" Two people. ")
    rows = desk.session.store.audit_about(gwen)
    told = {r.action: json.loads(r.object) for r in rows if r.action.startswith("person.")}
    for action, why in (("person.joined", "The same house."), ("person.parted", "Two people.")):
        assert told[action]["people"] == [first, second]
        assert desk.session.store.why(told[action]["why"]) == why
    assert not [row for row in rows if "The same" in row.object or "Two people" in row.object]
    marks = [e for e in desk.log(first).entries.values() if e.question == "person.same_as"]
    assert [e.reason for e in marks] == ["", ""]


def test_what_either_record_says_is_read_and_written_as_of_one(desk, gwen, twin):
    desk.conversation(gwen).answer("val.matters", Answer(own_words="The dog."))
    desk.conversation(twin).answer("val.fears", Answer(own_words="The stairs."))
    first = desk.two_plans.join(twin, gwen)
    for record in (gwen, twin):
        talk = desk.conversation(record)
        assert talk.person == first
        assert talk.reading("val.matters").own_words == "The dog."
        assert talk.reading("val.fears").own_words == "The stairs."
    desk.conversation(max(gwen, twin)).answer("val.hopes", Answer(own_words="Spring."))
    assert desk.log(gwen).reading("val.hopes").own_words == "Spring."
    assert desk.verify().ok


def test_either_id_leads_to_the_one_list_of_my_people(desk, gwen, twin):
    desk.two_plans.join(gwen, twin)
    second = max(gwen, twin)
    assert desk.caseload.mine.has(second)
    desk.caseload.mine.pick(second, on=False)
    assert not desk.caseload.mine.has(gwen)


def test_a_talk_under_either_id_is_kept_under_the_first(desk, gwen, twin, guide):
    first = desk.two_plans.join(gwen, twin)
    talk = Conversation(desk.session, guide, max(gwen, twin), now=desk.now)
    talk.answer("val.hopes", Answer(own_words="Spring."))
    (entry,) = talk.log.heads("val.hopes")
    assert (talk.person, entry.person) == (first, first)
    assert desk.verify().ok


def test_what_was_half_done_is_gone_on_with(desk, gwen, twin):
    second = max(gwen, twin)
    talk = desk.conversation(second)
    talk.here("val.fears")
    talk.pause("Ask again.")
    draft = Draft(second, "val.matters", "", Answer(own_words="The d"))
    desk.session.store.keep_draft(draft, at=desk.now())
    first = desk.two_plans.join(gwen, twin)
    assert desk.carry_on(first).place.note == "Ask again."
    assert desk.carry_on(first).drafted("val.matters").answer.own_words == "The d"
    assert [r.person for r, _ in desk.caseload.carry_on()] == [first]


def joined_and_parted(desk, gwen, twin):
    """Return the two ids, the smaller first, after something was recorded while they were one."""
    first = desk.two_plans.join(gwen, twin)
    desk.conversation(first).answer("val.matters", Answer(own_words="The allotment."))
    desk.two_plans.part(first, max(gwen, twin), reason="Two people after all.")
    return first, max(gwen, twin)


def test_parted_each_has_what_was_theirs(desk, gwen, twin):
    first, second = joined_and_parted(desk, gwen, twin)
    assert sorted(listed(desk)) == ["PRICE, Gwen", "PRYCE, Gwen"]
    assert desk.two_plans.records(first) == (first,)
    assert desk.two_plans.parted_from(first) == (second,)
    assert desk.caseload.row(second).conflict == ""
    assert desk.verify().ok


def test_what_was_recorded_while_they_were_one_is_asked_about(desk, gwen, twin):
    first, second = joined_and_parted(desk, gwen, twin)
    (thing,) = desk.two_plans.to_place(first)
    assert isinstance(thing, Thing)
    assert thing.words == "“The allotment.”"
    assert desk.two_plans.to_place(second) == ()
    desk.two_plans.leave(first, [thing])
    assert desk.two_plans.to_place(first) == ()
    assert desk.log(first).reading("val.matters").own_words == "The allotment."


def test_what_is_about_the_other_goes_over(desk, gwen, twin):
    first, second = joined_and_parted(desk, gwen, twin)
    desk.two_plans.move(
        first, desk.two_plans.to_place(first), to=second, reason="Two people after all."
    )
    assert desk.two_plans.to_place(first) == ()
    assert desk.log(first).reading("val.matters").own_words == ""
    assert desk.log(second).reading("val.matters").own_words == "The allotment."
    assert desk.verify().ok


def test_of_three_who_were_one_two_stay_so(desk, gwen, twin):
    third = desk.caseload.add(Newcomer(given="Gwenllian", family="Pryce"))
    ids = sorted([gwen, twin, third])
    desk.two_plans.join(ids[1], ids[2])
    desk.two_plans.join(ids[0], ids[1])
    desk.two_plans.part(ids[0], ids[1])  # the one by whom the others were one
    assert desk.two_plans.records(ids[2]) == (ids[0], ids[2])
    assert desk.two_plans.records(ids[1]) == (ids[1],)
    assert desk.verify().ok


def test_one_is_not_joined_with_itself_nor_a_practice_person_with_a_real_one(desk, gwen, twin):
    made_up = desk.caseload.add(Newcomer(given="Max"), practice=True)
    with pytest.raises(NotOfOneKind):
        desk.two_plans.join(gwen, made_up)
    with pytest.raises(NotTwo):
        desk.two_plans.part(gwen, twin)
    desk.two_plans.join(gwen, twin)
    with pytest.raises(NotTwo):
        desk.two_plans.join(twin, gwen)


def test_a_plan_is_ended_or_brought_back_by_joining_only_by_who_signs_off(desk, gwen, twin):
    """Two records that are one have one state: whoever joins them moves it."""
    move(desk.conversation(twin), Status.DISCHARGED)
    signs = desk.staff
    learns = replace(signs, may=STUDENT)
    store = desk.session.store
    store.put_user(Staff("asha", "Asha Roberts", "Sister"), at=desk.now())
    store.put_user(learns, at=desk.now())
    with pytest.raises(MayNot):
        desk.two_plans.join(gwen, twin)
    assert desk.caseload.row(gwen).ended == ""
    store.put_user(signs, at=desk.now())
    desk.two_plans.join(gwen, twin)
    store.put_user(learns, at=desk.now())
    with pytest.raises(MayNot):
        desk.two_plans.part(gwen, twin)
    store.put_user(signs, at=desk.now())
    desk.two_plans.part(gwen, twin)
    assert [desk.caseload.row(one).ended for one in (gwen, twin)] == ["", "closed_discharged"]


def test_two_plans_that_ended_differently_come_back_by_joining_only_by_who_signs_off(
    desk, gwen, twin
):
    """Two records that differ on how a plan ended put it on hold, until somebody has looked."""
    move(desk.conversation(gwen), Status.DISCHARGED)
    move(desk.conversation(twin), Status.MOVED)
    desk.session.store.put_user(Staff("asha", "Asha Roberts", "Sister"), at=desk.now())
    desk.session.store.put_user(replace(desk.staff, may=STUDENT), at=desk.now())
    with pytest.raises(MayNot):
        desk.two_plans.join(gwen, twin)
    assert [desk.caseload.row(one).ended for one in (gwen, twin)] == [
        "closed_discharged", "closed_moved",
    ]  # fmt: skip


def test_no_plan_on_hold_is_back_in_use_by_parting_but_by_who_signs_off(desk, gwen, twin):
    """A hold is written down under one of the two; the other was on hold with it."""
    desk.two_plans.join(gwen, twin)
    move(desk.conversation(gwen), Status.SUSPENDED)
    signs = desk.staff
    desk.session.store.put_user(Staff("asha", "Asha Roberts", "Sister"), at=desk.now())
    desk.session.store.put_user(replace(signs, may=STUDENT), at=desk.now())
    with pytest.raises(MayNot):
        desk.two_plans.part(gwen, twin)
    desk.session.store.put_user(signs, at=desk.now())
    desk.two_plans.part(gwen, twin)
    assert set(desk.two_plans.records(gwen)) == {gwen}


def test_whoever_is_erased_goes_with_all_of_their_records(desk, gwen, twin):
    desk.two_plans.join(gwen, twin)
    store = desk.session.store
    store.erase_person(twin, reason="asked", at=desk.now())
    assert store.persons() == []
    assert desk.caseload.people() == []
    assert desk.verify().ok


def test_erasing_an_answer_of_one_record_leaves_the_line_of_both_right(desk, gwen, twin):
    tap(desk.conversation(twin), desk.guide.question("pod"), "own_home", "first")
    first = desk.two_plans.join(gwen, twin)
    (entry,) = desk.log(first).heads("pod.first")
    desk.session.store.erase_entry(entry.digest, reason="asked", at=desk.now(), make_row=desk._row)
    assert desk.verify().ok


def test_names_that_each_record_has_by_itself_are_told(desk, gwen, twin):
    desk.two_plans.join(gwen, twin)
    assert desk.two_plans.alone(gwen).name == "PRYCE, Gwen"
    assert desk.two_plans.alone(twin).name == "PRICE, Gwen"
    assert desk.two_plans.alone(twin).nhs == ""


# -- what was begun under either id --------------------------------------------------------------


def half(desk, person, question, words):
    """Leave a half-typed answer under exactly this id."""
    draft = Draft(person, question, "", Answer(own_words=words))
    desk.session.store.keep_draft(draft, at=desk.now())


def test_of_two_talks_that_stopped_both_are_gone_on_with(desk, gwen, twin, clock):
    """One place is kept under each id: the newest first, and then the other."""
    for person, note in ((gwen, "The first."), (twin, "The second.")):
        talk = desk.conversation(person)
        talk.here("val.fears")
        talk.pause(note)
        clock.go_on(minutes=5)
    first = desk.two_plans.join(gwen, twin)
    assert [place.note for _, place in desk.caseload.carry_on()] == ["The second."]
    talk = desk.carry_on(first)
    assert talk.place.note == "The second."
    talk.here("val.matters")
    talk.finish()
    again = desk.carry_on(first)
    assert again.place.note == "The first."
    again.finish()
    assert desk.carry_on(first) is None
    assert desk.caseload.carry_on() == []


def test_a_new_talk_leaves_one_that_stopped_under_the_other_id(desk, gwen, twin):
    talk = desk.conversation(twin)
    talk.here("val.fears")
    talk.pause("Ask again.")
    first = desk.two_plans.join(gwen, twin)
    new = desk.conversation(first, "another talk")
    new.here("val.matters")
    assert new.place.question == "val.matters"
    new.finish()
    assert desk.carry_on(first).place.note == "Ask again."


def test_what_ends_outside_any_talk_ends_all_that_stopped(desk, gwen, twin):
    for person in (gwen, twin):
        desk.conversation(person).pause()
    first = desk.two_plans.join(gwen, twin)
    desk.conversation(first, "another talk").finish()
    assert desk.session.store.places() == {}


def test_of_two_half_typed_answers_none_is_lost(desk, gwen, twin):
    """The first is shown, and the other one once that is recorded."""
    first, second = sorted((gwen, twin))
    half(desk, first, "val.matters", "The d")
    half(desk, second, "val.matters", "The cat, and")
    half(desk, second, "val.fears", "The st")
    desk.two_plans.join(gwen, twin)
    talk = desk.conversation(first)
    assert talk.drafted("val.fears").answer.own_words == "The st"
    talk.draft("val.fears", Answer(own_words="The stairs"))
    talk.answer("val.fears", Answer(own_words="The stairs."))
    assert talk.drafted("val.fears") is None
    assert talk.drafted("val.matters").answer.own_words == "The d"
    talk.answer("val.matters", Answer(own_words="The dog."))
    assert talk.drafted("val.matters").answer.own_words == "The cat, and"
    talk.drop_draft("val.matters")
    assert talk.drafted("val.matters") is None


def test_parted_again_each_has_what_was_begun_under_it(desk, gwen, twin):
    second = max(gwen, twin)
    half(desk, second, "val.fears", "The st")
    desk.conversation(second).pause("Ask again.")
    first = desk.two_plans.join(gwen, twin)
    desk.two_plans.part(first, second)
    assert desk.conversation(second).drafted("val.fears").answer.own_words == "The st"
    assert desk.carry_on(second).place.note == "Ask again."
    assert desk.carry_on(first) is None


# -- two names, two birthdays ------------------------------------------------------------------


def test_whoever_is_like_either_record_is_known(desk, gwen):
    other = desk.caseload.add(
        Newcomer(given="Gwenllian", family="Rees", born="1941-03-05", number="9990000026")
    )
    first = desk.two_plans.join(gwen, other)
    for new in (
        Newcomer(given="Gwen", family="Pryce", born="1941-03-04"),
        Newcomer(given="Gwenllian", family="Rees", born="1941-03-05"),
        Newcomer(given="G", family="P", number="9990000026"),
        Newcomer(given="G", family="P", number="9990000018"),
    ):
        assert [r.person for r in desk.caseload.alike(new)] == [first]
        (line,) = desk.caseload.look_through(
            f"Given name,Family name,Born,NHS number\n"
            f"{new.given},{new.family},{new.born},{new.number}\n".encode()
        ).lines
        assert [r.person for r in line.alike] == [first]
    assert desk.caseload.find("9990000026").person == first
    for typed in ("4/3/1941", "5 March 1941", "9990000018", "999 000 0026"):
        assert [r.person for r in desk.caseload.people(typed)] == [first]
    third = desk.caseload.add(Newcomer(given="Gwenllian", family="Rees", born="1941-03-05"))
    assert [r.person for r in desk.caseload.twins(first)] == [third]
    assert [r.person for r in desk.caseload.twins(third)] == [first]


def test_two_wholly_different_names_are_listed_each_as_a_whole(desk, gwen):
    other = desk.caseload.add(Newcomer(given="Olwen", family="Rees", born="1941-03-05"))
    first = desk.two_plans.join(gwen, other)
    assert desk.caseload.row(first).name == "PRYCE, Gwen / REES, Olwen"
    assert Subject.of(desk.log(first)).born_words == "4 March 1941 or 5 March 1941"

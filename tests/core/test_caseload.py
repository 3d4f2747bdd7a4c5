from __future__ import annotations

import datetime as dt

import pytest

from eolplan.caseload import CaseloadRow, Filter, Newcomer, What, coming, folded, row
from eolplan.conversation import tap
from eolplan.record import Answer, Author, Log, Pen, Standing


@pytest.fixture
def ivor(desk):
    return desk.caseload.add(Newcomer(given="Ivor", family="Davies", no_number_reason="unknown"))


def test_people_are_listed_by_name(desk, gwen, ivor):
    assert [r.name for r in desk.caseload.people()] == ["DAVIES, Ivor", "PRYCE, Gwen"]
    assert desk.caseload.row(gwen).nhs == "9990000018"
    assert desk.caseload.row("nobody") is None


@pytest.mark.parametrize(
    "text", ["pryc", "gwen pry", "pryce gwen", "999 000 0018", "9990000018", "1941", "4/3/41"]
)
def test_a_person_is_found_by_what_a_nurse_types(desk, gwen, ivor, text):
    assert [r.person for r in desk.caseload.people(text)] == [gwen]


def test_nobody_is_found_by_what_fits_nobody(desk, gwen):
    assert desk.caseload.people("pryc gwin") == []


def test_the_filters_count_what_they_show(desk, gwen, ivor, clock):
    counts = desk.caseload.counts()
    assert counts[Filter.ALL] == 2
    assert counts[Filter.NO_PLACE] == 2
    assert counts[Filter.RECENT] == 0
    talk = desk.conversation(gwen)
    tap(talk, desk.guide.question("pod"), "own_home", "first")
    talk.answer("rev.date", Answer(value="2026-11-20"))
    talk.answer("val.fears", Answer(Standing.COME_BACK_LATER))
    for show, person in (
        (Filter.REVIEW_DUE, gwen),
        (Filter.NO_PLACE, ivor),
        (Filter.COME_BACK, gwen),
        (Filter.RECENT, gwen),
    ):
        assert [r.person for r in desk.caseload.people(show=show)] == [person]
    assert desk.caseload.people(show=Filter.CHANGING) == []


def test_where_to_be_when_ill_is_told_where_nothing_is_said_of_the_last_days(desk, gwen):
    """As page 1 does: "not talked about yet" would be untrue."""
    talk = desk.conversation(gwen)
    talk.answer("poc.first", Answer(value="own_home"))
    assert desk.caseload.people(show=Filter.NO_PLACE) == []
    (row,) = (r for r in desk.caseload.people() if r.person == gwen)
    assert row.place_words == "If ill: own home"
    tap(talk, desk.guide.question("pod"), "hospice", "first")
    (row,) = (r for r in desk.caseload.people() if r.person == gwen)
    assert row.place_words == "Hospice"


def test_a_wish_not_to_say_is_a_recorded_place(desk, gwen):
    desk.conversation(gwen).answer("pod.first", Answer(Standing.ASKED_DECLINED))
    assert desk.caseload.people(show=Filter.NO_PLACE) == []


def test_a_day_to_come_back_is_waited_for(desk, gwen, clock):
    later = Answer(Standing.COME_BACK_LATER, again_on="2026-12-01")
    desk.conversation(gwen).answer("val.fears", later)
    assert desk.caseload.people(show=Filter.COME_BACK) == []
    clock.go_on(days=30)
    assert [r.person for r in desk.caseload.people(show=Filter.COME_BACK)] == [gwen]


def test_things_are_changing_when_staff_said_so_lately(desk, gwen, clock):
    """The question comes with a later section; the list reads it wherever it is asked."""
    from eolplan.record import Author, Log, Pen

    pen = Pen(person="p", author=Author("a", "A", "Nurse"), now=clock)
    log = Log().plus(pen.answer(Log(), "fn.trend", Answer(value="worse_slowly")))
    assert row(log, desk.guide, "p").changing == "2026-11-12"


def test_the_same_person_is_noticed(desk, gwen):
    same = Newcomer(given="Gwen", family="Prŷce", born="1941-03-04")
    assert [r.person for r in desk.caseload.alike(same)] == [gwen]
    numbered = Newcomer(given="G", family="P", number="9990000018")
    assert [r.person for r in desk.caseload.alike(numbered)] == [gwen]
    assert desk.caseload.alike(Newcomer(given="Gwen", family="Pryce", born="1951-01-01")) == []


def test_names_are_compared_without_accents_order_or_marks():
    assert folded("O'Brien  Siân") == folded("sian o brien")


def test_a_person_is_found_by_id_or_number(desk, gwen):
    assert desk.caseload.find(gwen).person == gwen
    assert desk.caseload.find("999 000 0018").person == gwen
    assert desk.caseload.find("") is None
    assert desk.caseload.find("9990000026") is None


def test_what_was_typed_is_in_the_record(desk, gwen):
    log = desk.log(gwen)
    assert log.reading("person.dob").value == "1941-03-04"
    assert log.reading("comm.how").own_words == "Welsh first"
    assert log.reading("comm.how").answer.said_by == "clinician_observed"  # nobody has talked yet
    assert log.reading("plan.jurisdiction").value == "ENG"
    (home,) = log.instances("person.address")
    assert log.reading("person.address.lines", home).value == ["12 Heol y Bont", "Aberwen"]


def test_a_practice_person_is_marked(desk):
    person = desk.caseload.add(Newcomer(given="Max", family="Practice"), practice=True)
    assert desk.caseload.row(person).practice == "yes"


def test_conversations_that_stopped_can_be_carried_on_the_newest_first(desk, gwen, ivor, clock):
    desk.conversation(ivor).pause()
    clock.go_on(minutes=5)
    desk.conversation(gwen).pause()
    assert [r.person for r, _ in desk.caseload.carry_on()] == [gwen, ivor]


def test_a_page_that_was_only_looked_at_is_not_carried_on(desk, gwen, ivor):
    """Nothing of it is unfinished; one word, half a word, or a pause makes it a talk."""

    def carried():
        return [row.person for row, _ in desk.caseload.carry_on()]

    talk = desk.conversation(gwen)
    talk.here("val.matters")
    assert carried() == []
    talk.draft("val.matters", Answer(own_words="The ga"))
    assert carried() == [gwen]
    talk.drop_draft("val.matters")
    assert carried() == []
    talk.answer("val.matters", Answer(own_words="The garden"))
    assert carried() == [gwen]
    on_path = desk.conversation(ivor)
    on_path.here()
    assert carried() == [gwen]
    on_path.follow(next(iter(desk.guide.paths)))
    assert set(carried()) == {gwen, ivor}


def test_an_answer_that_only_some_may_read_makes_it_a_talk(desk, gwen):
    talk = desk.conversation(gwen)
    talk.here("val.matters")
    shut = next(iter(sorted(desk.guide.restricted)))
    talk.draft(shut, Answer(own_words="Half of it"))
    assert [row.person for row, _ in desk.caseload.carry_on()] == [gwen]
    talk.drop_draft(shut)
    assert desk.caseload.carry_on() == []
    talk.answer("conv.risk.what", Answer(own_words="Words about the son."))
    assert [row.person for row, _ in desk.caseload.carry_on()] == [gwen]


def test_the_day_of_the_next_talk_is_in_the_list_until_that_talk_is_held(desk, gwen, clock):
    talk = desk.conversation(gwen)
    talk.answer("conv.next.when", Answer(value="2026-11-20"))
    assert desk.caseload.row(gwen).planned == "2026-11-20"
    talk.answer("val.matters", Answer(own_words="the garden"))
    assert desk.caseload.row(gwen).planned == "2026-11-20"
    clock.go_on(days=8)
    desk.conversation(gwen).answer("val.matters", Answer(own_words="the dog"))
    assert desk.caseload.row(gwen).planned == ""


# -- my people -------------------------------------------------------------------------------


def recorded_by_dev(desk, person):
    """Have a colleague have recorded something of somebody."""
    from eolplan.record import Author, Pen

    pen = Pen(person=person, author=Author("dev", "Dev Patel", "GP"), now=desk.now)
    log = desk.log(person)
    made = pen.answer(log, "val.matters", Answer(own_words="The garden."))
    line = row(log.plus(made), desk.guide, person)
    desk.session.store.append(made, at=desk.now(), caseload=line)


def of_dev(desk, given):
    """Add somebody of whom only a colleague has recorded anything; return the id."""
    from eolplan.caseload import introduce
    from eolplan.identity import Staff
    from eolplan.record import Log

    dev = Staff("dev", "Dev Patel", "GP")
    made = introduce(
        Newcomer(given=given), given, guide=desk.guide, staff=dev, at=desk.now(), practice=False
    )
    line = row(Log().plus(made), desk.guide, given)
    desk.session.store.append(made, at=desk.now(), caseload=line)
    return given


def test_my_people_are_those_of_whom_i_recorded_something(desk, gwen):
    theirs = of_dev(desk, "Ivor")
    mine = desk.caseload.mine
    assert [r.person for r in mine.among(desk.caseload.people())] == [gwen]
    assert (mine.has(gwen), mine.has(theirs), mine.has("nobody")) == (True, False, False)
    desk.conversation(theirs).answer("val.matters", Answer(own_words="The garden."))
    assert mine.has(theirs)
    recorded_by_dev(desk, gwen)
    assert desk.caseload.row(gwen).staff == f"{desk.staff.id} dev"


def test_people_are_put_on_my_list_and_taken_off_it_by_hand(desk, gwen):
    theirs = of_dev(desk, "Ivor")
    mine = desk.caseload.mine
    mine.pick(theirs, on=True)
    mine.pick(gwen, on=False)
    assert [r.person for r in mine.among(desk.caseload.people())] == [theirs]
    desk.conversation(gwen).answer("val.matters", Answer(own_words="The garden."))
    assert not mine.has(gwen)


def test_a_plan_that_waits_for_my_signature_is_mine(desk):
    from dataclasses import replace

    theirs = of_dev(desk, "Ivor")
    found = desk.caseload.row(theirs)
    assert found is not None
    for name, mine in ((desk.staff.name, True), ("Dr Rees", False), ("", False)):
        assert bool(desk.caseload.mine.among([replace(found, awaits=name)])) is mine


def test_whether_only_mine_are_shown_is_remembered(desk):
    mine = desk.caseload.mine
    assert not mine.only
    mine.show_only(True)
    assert mine.only


def test_the_list_of_an_older_layout_is_filled_in_when_the_store_is_opened(desk, gwen, guide):
    """One altered plan, or a full disk, keeps nobody from the others."""
    from contextlib import closing

    from eolplan.desk import Desk
    from eolplan.vault.db import Database
    from eolplan.vault.place import Folder

    session = desk.session
    other = desk.caseload.add(Newcomer(given="Ivor", family="Davies"))
    with closing(Database.open(Folder(session.folder).database, session._keys.db)) as bare:
        bare.run("UPDATE caseload SET staff = ''")
        bare.run("DROP TRIGGER entry_no_update")
        bare.run("UPDATE entry SET body = replace(body, 'Davies', 'Davids')")
    assert session.store.unfilled() == sorted([gwen, other])
    again = Desk(session, guide, now=desk.now)
    assert again.caseload.row(gwen).staff == desk.staff.id
    assert session.store.unfilled() == [other]


# -- what has ended, and what is planned ---------------------------------------------------------


def test_a_plan_that_has_ended_leaves_the_list_and_is_found_by_name(desk, gwen, ivor):
    """Nobody rings a house where somebody has died because a review was due."""
    desk.conversation(gwen).answer("rev.date", Answer(value="2026-11-20"))
    desk.conversation(gwen).pause()
    desk.conversation(gwen).answer("plan.status", Answer(value="closed_died"))
    assert [r.person for r in desk.caseload.people()] == [ivor]
    assert desk.caseload.people(show=Filter.REVIEW_DUE) == []
    assert desk.caseload.carry_on() == []
    assert [r.person for r in desk.caseload.people("pryce")] == [gwen]
    assert desk.caseload.people("pryce", Filter.REVIEW_DUE) == []
    assert [r.person for r in desk.caseload.people(show=Filter.ENDED)] == [gwen]
    counts = desk.caseload.counts()
    assert (counts[Filter.ALL], counts[Filter.ENDED]) == (1, 1)


def test_planned_visits_are_a_filter_with_those_whose_day_has_passed(desk, gwen, ivor, clock):
    talk = desk.conversation(gwen)
    talk.answer("conv.next.when", Answer(value="2026-11-20"))
    talk.answer("conv.next.who", Answer(value="Dr Rees"))
    desk.conversation(ivor).answer("conv.next.when", Answer(value="2027-01-20"))
    assert [r.person for r in desk.caseload.people(show=Filter.PLANNED)] == [gwen]
    assert desk.caseload.row(gwen).planned_with == "Dr Rees"
    clock.go_on(days=20)
    assert [r.person for r in desk.caseload.people(show=Filter.PLANNED)] == [gwen]


def test_the_coming_days_are_in_order_and_what_passed_comes_first():
    rows = [
        CaseloadRow("a", name="A", planned="2026-11-12", review_due="2026-11-20"),
        CaseloadRow("b", name="B", planned="2026-11-02", come_back="2026-11-12"),
        CaseloadRow("c", name="C", review_due="2026-10-01", planned="2026-12"),
        CaseloadRow("d", name="D", planned="2026-11-12", ended="closed_died"),
        CaseloadRow("e", name="E", planned="2027-01-01", come_back="2026-11-10"),
    ]
    days = coming(rows, dt.date(2026, 11, 12))
    assert [(day.on, [(d.row.person, d.what) for d in day.due]) for day in days] == [
        ("", [("c", What.REVIEW), ("b", What.VISIT), ("e", What.COME_BACK)]),
        ("2026-11-12", [("a", What.VISIT), ("b", What.COME_BACK)]),
        ("2026-11-20", [("a", What.REVIEW)]),
    ]


def test_one_thing_changed_in_between_takes_no_planned_talk_up(desk, gwen, clock):
    """After a phone call: the visit stays planned until somebody has talked on that day."""
    desk.conversation(gwen).answer("conv.next.when", Answer(value="2026-11-20"))
    clock.go_on(days=3)
    desk.conversation(gwen).answer("val.matters", Answer(own_words="the dog"))
    assert desk.caseload.row(gwen).planned == "2026-11-20"
    clock.go_on(days=6)
    late = Answer(own_words="Ring first.", said_by="clinician_judgement")
    desk.conversation(gwen).answer("val.fears", late)  # what only staff wrote is no visit
    assert desk.caseload.row(gwen).planned == "2026-11-20"
    desk.conversation(gwen).answer("val.hopes", Answer(own_words="Spring."))
    assert desk.caseload.row(gwen).planned == ""


def test_a_talk_with_facts_of_its_own_takes_up_what_was_planned_before(desk, gwen, clock):
    first = desk.conversation(gwen)
    first.answer("conv.next.when", Answer(value="2026-11-20"))
    first.answer("conv.next.who", Answer(value="Dr Rees"))
    assert desk.caseload.row(gwen).planned_with == "Dr Rees"
    clock.go_on(days=3)
    again = desk.conversation(gwen)
    again.answer("conv.time", Answer(value="yes"))
    assert (desk.caseload.row(gwen).planned, desk.caseload.row(gwen).planned_with) == ("", "")
    again.answer("conv.next.when", Answer(value="2026-12-01"))
    assert desk.caseload.row(gwen).planned == "2026-12-01"


def test_the_list_is_the_same_in_whatever_order_a_record_came_here(desk, gwen, guide, clock):
    for day, planned in (("2026-11-12", "2026-11-20"), ("2026-11-15", "2026-12-20")):
        talk = desk.conversation(gwen)
        talk.answer("conv.when", Answer(value=day))
        talk.answer("conv.next.when", Answer(value=planned))
        clock.go_on(days=3)
    log = desk.log(gwen)
    assert row(log, guide, gwen).planned == "2026-12-20"
    backwards = Log().plus(reversed(log.entries.values()))
    assert row(backwards, guide, gwen).planned == "2026-12-20"


def test_nobody_falls_off_a_list_because_two_records_differ(desk, gwen, guide):
    talk = desk.conversation(gwen)
    here = log = talk.log
    for n, (due, trend, again) in enumerate(
        (
            ("2026-12-01", "worse_weeks", "2026-11-20"),
            ("2026-11-14", "worse_days", "2026-11-25"),
        )
    ):
        for question, answer in (
            ("rev.date", Answer(value=due)),
            ("fn.trend", Answer(value=trend, said_on=f"2026-11-0{n + 1}")),
            ("val.fears", Answer(Standing.COME_BACK_LATER, again_on=again)),
        ):
            pen = Pen(person=gwen, author=Author(str(n), "Dev", "Nurse"), now=desk.now)
            log = log.plus(pen.answer(here, question, answer))
    found = row(log, guide, gwen)
    assert (found.review_due, found.changing, found.come_back) == (
        "2026-11-14", "2026-11-02", "2026-11-20",
    )  # fmt: skip

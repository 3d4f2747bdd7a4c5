"""Quiet reminders: few, in their place, put aside with a tap, and looked up beside the record."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from eolplan.caseload import Newcomer
from eolplan.conversation import (
    Conversation,
    at_odds,
    between_talks,
    findings,
    may_put_aside,
    noticed,
    put_aside,
    second_look,
    show_again,
    sign_off,
)
from eolplan.conversation.beside import around
from eolplan.conversation.notices import ASIDE, AT_ONCE
from eolplan.desk import Desk, Past
from eolplan.identity import READER, MayNot
from eolplan.record import Answer, Standing
from eolplan.rules import Finding, Severity
from tests.conftest import Clock
from tests.core.conftest import PASSPHRASE

MEDICINES = "am"
"""The page of just-in-case medicines."""


def rules(found: tuple[Finding, ...]) -> set[str]:
    return {finding.rule for finding in found}


@pytest.fixture
def stocked(talk: Conversation) -> Conversation:
    """Medicines are in the house, and nobody wrote down how; a carer gives them."""
    talk.answer("am.status", Answer(value="in_the_home"))
    talk.answer("am.who_gives", Answer(value=["trained_carer"]))
    return talk


def page(talk: Conversation, question: str = MEDICINES):
    return talk.guide.question(question)


def test_a_refusal_that_was_only_added_lacks_nothing_yet(talk: Conversation):
    """The page asks all of it: to be told at once what is not there hurries and blames."""
    talk.answer("plan.jurisdiction", Answer(value="SCT"))
    talk.answer("adrt.exists", Answer(value="yes"))
    one = talk.add("adrt")
    assert noticed(talk, page(talk, "adrt"), talking=False) == ()
    assert {"L-10", "J-01"} <= rules(second_look(talk)), "the check before a sign-off tells all"
    talk.answer("adrt.treatments", Answer(value="A breathing machine"), one)
    assert noticed(talk, page(talk, "adrt"), talking=False) == (), "the page asks for the rest"


def test_what_a_paper_lacks_is_told_once_the_page_was_gone_through(talk: Conversation):
    """Not before the question that it is about was reached, nor where it was answered."""
    talk.answer("plan.jurisdiction", Answer(value="ENG"))
    talk.answer("adrt.exists", Answer(value="yes"))
    one = talk.add("adrt")
    said = {"adrt.treatments": "A breathing machine", "adrt.circumstances": "I know nobody",
            "adrt.type": "life_sustaining", "adrt.written": "yes", "adrt.signed": "no"}  # fmt: skip
    for question, value in said.items():
        talk.answer(question, Answer(value=value), one)
    assert "L-02" not in rules(noticed(talk, page(talk, "adrt"), talking=False))
    talk.answer("adrt.seen", Answer(value="copy"), one)
    assert "L-02" in rules(noticed(talk, page(talk, "adrt"), talking=False))


def test_while_people_talk_only_what_could_do_harm_is_shown(stocked):
    assert rules(noticed(stocked, page(stocked), talking=True)) == {"M-01", "M-10"}
    stocked.answer("am.status", Answer(value="not_needed_yet"))
    stocked.answer("pod.first", Answer(value="own_home"))
    place = page(stocked, "pod")
    assert "V-03" not in rules(noticed(stocked, place, talking=True))
    assert "V-03" in rules(noticed(stocked, place, talking=False))


def test_a_code_typed_where_it_would_be_printed_is_told_of_at_once(talk):
    """Beside the words, while people talk, and on the page of the line that it belongs in."""
    talk.answer("home.keysafe", Answer(value="yes"))
    talk.answer("home.access", Answer(own_words="Green gate. Key safe code 4512C."))
    assert "A-14" in rules(noticed(talk, page(talk, "home.in"), talking=True))
    assert "A-14" in rules(noticed(talk, page(talk, "home.keysafe.code"), talking=True))
    talk.answer("home.access", Answer(own_words="Green gate."))
    assert "A-14" not in rules(noticed(talk, page(talk, "home.in"), talking=True))


def test_what_is_about_another_page_is_shown_there(stocked):
    assert "P-01" not in rules(noticed(stocked, page(stocked), talking=False))
    assert "P-01" in rules(noticed(stocked, page(stocked, "pod"), talking=False))


def test_never_more_than_three_at_once(talk):
    talk.answer("pod.first", Answer(value="own_home"))
    talk.answer("pod.second", Answer(value="own_home"))
    talk.answer("place.avoid", Answer(value="own_home"), instance="own_home")
    everything = [f for f in findings(talk) if {"pod.first", "pod.second"} & set(f.fields)]
    assert len(everything) > AT_ONCE
    assert len(noticed(talk, page(talk, "pod"), talking=False)) == AT_ONCE


def test_what_is_put_aside_stays_away_until_something_about_it_changes(stocked):
    (medicines, carer) = noticed(stocked, page(stocked), talking=True)
    put_aside(stocked, carer)
    assert noticed(stocked, page(stocked), talking=True) == (medicines,)
    stocked.answer("am.who_gives", Answer(value=["hospice", "trained_carer"]))
    assert rules(noticed(stocked, page(stocked), talking=True)) == {"M-01", "M-10"}


@pytest.mark.parametrize(
    ("question", "before", "after"),
    [("fn.phase", "deteriorating", "dying"), ("prog.estimate", "weeks", "days")],
)
def test_what_hangs_on_how_near_the_end_is_comes_back_when_that_changes(
    talk, question, before, after
):
    def asked(talk: Conversation) -> list[Finding]:
        return [finding for finding in second_look(talk) if finding.rule == "P-04"]

    talk.answer("pod.first", Answer(value="own_home"))
    talk.answer(question, Answer(value=before))
    put_aside(talk, asked(talk)[0])
    assert asked(talk) == []
    talk.answer(question, Answer(value=after))
    assert len(asked(talk)) == 1


def test_what_is_kept_of_it_names_nobody(stocked):
    put_aside(stocked, noticed(stocked, page(stocked), talking=True)[0])
    (mark,) = stocked.session.store.setting(ASIDE)
    assert len(mark) == 16
    assert stocked.person not in mark


def test_what_was_put_aside_by_mistake_is_shown_again(stocked):
    before = noticed(stocked, page(stocked), talking=True)
    for finding in before:
        put_aside(stocked, finding)
    show_again(stocked, before[0])
    assert noticed(stocked, page(stocked), talking=True) == before[:1]


def test_what_stops_a_topic_is_never_put_aside(talk):
    talk.answer("cpr.status", Answer(value="not_for_CPR"))
    asked = page(talk, "cpr.recommendation")
    stops = next(f for f in noticed(talk, asked, talking=True) if f.rule == "R-01")
    assert not may_put_aside(stops)
    put_aside(talk, stops)
    assert "R-01" in rules(noticed(talk, asked, talking=True))


def test_the_facts_of_a_sign_off_are_asked_for_at_the_end_and_not_before(talk):
    assert "A-03" in rules(findings(talk))
    assert "A-03" not in rules(noticed(talk, page(talk, "agree.sharing"), talking=False))


def test_a_second_look_before_a_sign_off_holds_everything_that_does_not_stop_it(stocked):
    found = second_look(stocked)
    weights = [finding.severity for finding in found]
    assert Severity.BLOCK not in weights
    order = [Severity.WARN, Severity.PROMPT, Severity.LABEL]
    assert weights == sorted(weights, key=order.index)
    assert found[0].safety
    assert len({(f.rule, f.words) for f in found}) == len(found)


def test_whoever_only_reads_puts_nothing_aside(stocked, desk: Desk):
    found = noticed(stocked, page(stocked), talking=True)[0]
    for staff in (replace(desk.staff, id="lead"), replace(desk.staff, may=READER)):
        desk.session.store.put_user(staff, at=desk.now())
    with pytest.raises(MayNot):
        put_aside(stocked, found)


def test_two_answers_that_point_different_ways(talk):
    assert at_odds(talk) == ()
    talk.answer("pod.first", Answer(value="hospice"))
    talk.answer("place.avoid", Answer(value="hospice"), instance="hospice")
    (found,) = at_odds(talk)
    assert found.rule == "P-03"
    put_aside(talk, found)
    assert at_odds(talk) == ()


def test_that_somebody_wants_cpr_whom_a_form_denies_it_is_settled_and_never_put_aside(talk):
    talk.answer("cpr.status", Answer(value="not_for_CPR"))
    talk.answer("cpr.person_view", Answer(value="wants"))
    (found,) = at_odds(talk)
    assert (found.rule, may_put_aside(found)) == ("R-13", False)
    view = page(talk, "cpr.person_view")
    assert found not in noticed(talk, view, talking=True)  # the person reads it too
    assert found in noticed(talk, page(talk, "cpr.recommendation"), talking=False)
    talk.answer("cpr.discuss_person", Answer(value="yes"))
    assert found in noticed(talk, view, talking=True)
    put_aside(talk, found)
    assert at_odds(talk) == (found,)
    talk.answer("cpr.agree", Answer(value="disagree"))
    assert at_odds(talk) == ()


# --- what stands beside the record


def test_whoever_may_read_it_is_reminded_of_harm_that_was_told(talk, clock: Clock):
    talk.answer("conv.when", Answer(value="2026-11-12"))
    talk.answer("conv.risk.told", Answer(value="yes"))
    clock.go_on(days=5)
    found = next(f for f in findings(talk) if f.rule == "V-11")
    assert found.instance == talk.id
    assert not may_put_aside(found)


def test_nothing_is_known_of_a_new_store(talk):
    known = around(talk)
    assert known.now == talk.now()
    assert (known.backed_up, known.handed, known.twins) == (None, (), 0)
    assert not known.copied
    assert not known.clock_wrong


def test_a_copy_that_left_is_known_with_its_version(ready, desk: Desk, tmp_path: Path):
    version = sign_off(ready, PASSPHRASE)
    desk.save_copy(desk.copy(ready.person, "gp"), tmp_path / "a.pdf", person=ready.person)
    (handed,) = around(ready).handed
    assert (handed.version, handed.audience) == (version.digest, "gp")
    assert handed.at.tzinfo is not None


def test_of_joined_people_the_copies_under_either_id_are_known(ready, desk: Desk, tmp_path: Path):
    """They left before the two were joined: their history and the rules know of both."""
    version, store = sign_off(ready, PASSPHRASE), desk.session.store
    twin = desk.caseload.add(Newcomer(given="Gwen", family="Price", born="1941-03-04"))
    for person, to in ((ready.person, "gp"), (twin, "hospice")):
        what = {"person": person, "audience": to, "version": version.digest}
        store.audit("copy.saved", what, at=desk.now())
    first = desk.two_plans.join(ready.person, twin)
    told = around(desk.conversation(first)).handed
    assert [copy.audience for copy in told] == ["gp", "hospice"]
    assert len([event for event in Past(desk, first).events if event.kind == "copy"]) == 2


def test_nobody_has_the_new_version_after_a_day(ready, clock: Clock):
    """It is told when the plan is opened: no page of a talk asks about copies."""
    sign_off(ready, PASSPHRASE)
    assert rules(between_talks(ready)) == set()
    clock.go_on(days=2)
    (found,) = between_talks(ready)
    assert found.rule == "X-04"
    put_aside(ready, found)
    assert between_talks(ready) == ()
    ready.answer("val.matters", Answer(own_words="The dog."))
    sign_off(ready, PASSPHRASE)
    clock.go_on(days=2)
    assert rules(between_talks(ready)) == {"X-04"}, "what was put aside was another version"


def test_words_that_stand_in_another_plan_letter_by_letter(talk, desk: Desk):
    words = "To be comfortable and at home with my family."
    other = desk.caseload.add(Newcomer(given="Ann", family="Example", born="1950-01-01"))
    desk.conversation(other).answer("val.matters", Answer(own_words=words))
    again = desk.conversation(talk.person)
    again.answer("val.matters", Answer(own_words=words))
    assert around(again).copied == {("val.matters", "")}
    again.answer("val.matters", Answer(own_words=words + " And the dog."))
    assert not around(again).copied


def test_few_words_are_said_alike_by_many(talk, desk: Desk):
    other = desk.caseload.add(Newcomer(given="Ann", family="Example", born="1950-01-01"))
    desk.conversation(other).answer("val.matters", Answer(own_words="My dog."))
    again = desk.conversation(talk.person)
    again.answer("val.matters", Answer(own_words="My dog."))
    assert not around(again).copied
    again.answer("val.matters", Answer(standing=Standing.UNDECIDED))
    assert not around(again).copied


@pytest.mark.parametrize(("born", "twins"), [("1941-03-04", 1), ("1950-01-01", 0)])
def test_one_name_and_one_day_of_birth_are_counted(talk, desk: Desk, born, twins):
    desk.caseload.add(Newcomer(given="Gwen", family="Pryce", born=born))
    assert around(talk).twins == twins


def test_one_number_is_counted_under_any_name(talk, desk: Desk):
    desk.caseload.add(Newcomer(given="Nia", family="Lewis", born="1950-01-01", number="9990000018"))
    assert around(talk).twins == 1


def test_a_back_up_and_a_clock_that_runs_backwards_are_known(talk):
    from eolplan.vault import ClockBehind
    from eolplan.vault.due import LAST

    made: dict = {"number": 1, "at": talk.now().isoformat(), "seq": 1, "marks": 0, "second": "none"}
    talk.session.store.put_setting(LAST, made, at=talk.now())
    talk.session.notices = (ClockBehind(dt.date(2019, 1, 1)),)
    assert around(talk).backed_up == talk.now()
    assert around(talk).clock_wrong


def test_that_nothing_is_written_down_waits_for_the_check_of_a_first_talk(talk):
    page_of_gp = next(q for q in talk.guide if "gp.practice" in q.fields)
    assert "I-13" not in rules(noticed(talk, page_of_gp, talking=False))
    assert "I-13" in rules(second_look(talk))

from __future__ import annotations

import pytest

from eolplan.conversation import NotReadyToSign, findings, mistake, needed, sign_off, stopped
from eolplan.record import Answer, Author, Pen, Standing
from eolplan.record.refusals import NothingToSign
from eolplan.vault import WrongPassphrase, signature_stands
from tests.core.conftest import PASSPHRASE, READY


def test_a_new_person_lacks_what_only_a_talk_can_give(talk):
    assert [f.id for f in needed(talk)] == [
        "talk", "agreement", "sharing", "review", "reviewer",
    ]  # fmt: skip
    assert all(f.needed and f.question in talk.guide for f in needed(talk))


@pytest.mark.parametrize("question", [q for q, _ in READY])
def test_each_fact_is_needed(ready, question):
    ready.clear(question)
    assert len(needed(ready)) == 1
    with pytest.raises(NotReadyToSign) as refused:
        sign_off(ready, PASSPHRASE)
    assert len(refused.value.needed) == 1


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("person.dob", "Record the date of birth."),
        ("conv.when", "Say when you talked."),
        ("conv.staff.name", "Say who led the talk."),
        ("conv.present", "Say whether this person was there."),
        ("conv.permission", "Say whether it was all right to talk."),
        ("conv.readback", "Say whether it was read back."),
    ],
)
def test_only_the_one_that_is_lacking_is_asked_for(ready, question, asks):
    ready.clear(question)
    (fact,) = needed(ready)
    assert (fact.needed, fact.question) == (asks, question)


def test_a_name_alone_is_asked_for_alone(ready):
    for question in ("person.family", "person.given"):
        ready.clear(question)
    assert [f.needed for f in needed(ready)] == ["Record the name."]
    ready.clear("person.dob")
    assert [f.needed for f in needed(ready)] == ["Record the name and the date of birth."]


def test_a_reason_for_no_number_will_do(ready):
    ready.clear("person.nhs_no")
    assert [f.id for f in needed(ready)] == ["number"]
    ready.answer("person.no_id_reason", Answer(value="unknown"))
    assert needed(ready) == ()


@pytest.mark.parametrize("later", [92, 93])
def test_a_review_whose_day_has_come_is_asked_for_anew(ready, clock, later):
    """A copy can be relied on until its review: that day has to be to come."""
    clock.go_on(days=later)  # it was for 12 February
    (fact,) = needed(ready)
    assert (fact.id, fact.question) == ("review", "rev.date")
    assert fact.needed.startswith("The day to look at this again has come: 12 February 2027.")
    with pytest.raises(NotReadyToSign):
        sign_off(ready, PASSPHRASE)
    ready.answer("rev.date", Answer(value="2027-05-12"))
    assert needed(ready) == ()


def test_a_review_that_is_to_come_is_not_asked_for(ready, clock):
    clock.go_on(days=91)
    assert needed(ready) == ()


def test_a_stop_leads_to_the_one_of_several_that_it_is_about(ready):
    member = ready.add("cap")
    ready.answer("cap.outcome", Answer(value="lacks_now_may_regain"), member)
    named = [fact for fact in needed(ready) if fact.id in ("C-01", "C-12")]
    assert {(fact.question, fact.instance) for fact in named} == {("cap.decision", member)}


@pytest.mark.parametrize("said", ["refused", "withdrawn"])
def test_no_agreement_to_a_record_signs_nothing_off(ready, said):
    """A-02: only the note that it was offered may be kept."""
    ready.answer("agree.record", Answer(value=said))
    assert [f.id for f in needed(ready)] == ["refused"]


@pytest.mark.parametrize("question", ["agree.record", "agree.share.gp"])
def test_not_today_is_no_agreement(ready, question):
    ready.answer(question, Answer(Standing.ASKED_NOT_READY))
    assert len(needed(ready)) == 1


def test_what_was_not_read_back_needs_a_reason(ready):
    ready.answer("conv.readback", Answer(value="not_done"))
    assert [(f.id, f.needed) for f in needed(ready)] == [("talk", "Say why it was not read back.")]
    ready.answer("conv.readback.why", Answer(value="Too tired."))
    assert needed(ready) == ()


def test_a_wish_not_to_say_is_enough_for_everything_but_the_facts(ready):
    """No wish is ever needed: a plan that says "would rather not" is a plan."""
    assert sign_off(ready, PASSPHRASE).number == 1


def test_signing_off_makes_a_version_that_anybody_can_check(ready):
    version = sign_off(ready, PASSPHRASE)
    assert version.number == 1
    assert version.facts["conversation"] == ready.id
    assert version.facts["review"] == "2027-02-12"
    assert version.facts["held_back"] == []
    assert version.facts.keys() == {"conversation", "nation", "review", "readback", "held_back"}
    assert signature_stands(bytes.fromhex(version.digest), version.signature, version.signer_key)
    assert ready.log.latest_version() == version
    assert ready.log.unsigned() == ()


def test_a_wrong_passphrase_signs_nothing(ready):
    with pytest.raises(WrongPassphrase):
        sign_off(ready, "not the passphrase at all")
    assert ready.log.latest_version() is None


def test_nothing_new_is_not_signed_again(ready):
    sign_off(ready, PASSPHRASE)
    with pytest.raises(NothingToSign):
        sign_off(ready, PASSPHRASE)
    ready.answer("val.matters", Answer(own_words="the garden"))
    assert sign_off(ready, PASSPHRASE).number == 2


def test_the_facts_of_an_earlier_talk_count(ready, desk, gwen, clock):
    clock.go_on(days=1)
    later = desk.conversation(gwen, "later")
    later.answer("val.matters", Answer(own_words="the garden"))
    assert needed(later) == ()
    assert sign_off(later, PASSPHRASE).facts["conversation"] == ready.id


def told(talk, when):
    for question, value in {**dict(READY), "conv.when": when}.items():
        if question.startswith("conv."):
            talk.answer(question, Answer(value=value))


def test_a_talk_that_an_earlier_version_rests_on_vouches_for_no_later_one(ready, desk, gwen, clock):
    """Who was there then, and what was read back then, says nothing of what is new."""
    sign_off(ready, PASSPHRASE)
    clock.go_on(days=1)
    later = desk.conversation(gwen, "later")
    later.answer("val.matters", Answer(own_words="the garden"))
    assert [f.id for f in needed(later)] == ["talk"]
    with pytest.raises(NotReadyToSign):
        sign_off(later, PASSPHRASE)
    told(later, "2026-11-13")
    assert sign_off(later, PASSPHRASE).facts["conversation"] == "later"


def test_of_several_talks_since_the_newest_vouches(ready, desk, gwen, clock):
    """The one that is open says nothing of itself; ids are in no order that means anything."""
    sign_off(ready, PASSPHRASE)
    days = {"zz": "2026-11-13", "aa": "2026-11-14"}
    for name, when in days.items():
        clock.go_on(days=1)
        told(desk.conversation(gwen, name), when)
    silent = desk.conversation(gwen, "silent")
    silent.answer("val.matters", Answer(own_words="the garden"))
    version = sign_off(silent, PASSPHRASE)
    assert (version.facts["conversation"], version.facts["readback"]) == ("aa", "agreed")


def test_to_put_a_mistake_right_is_no_new_talk(ready, desk, gwen, clock):
    wrong = ready.answer("val.matters", Answer(own_words="the graden"))
    sign_off(ready, PASSPHRASE)
    clock.go_on(days=1)
    later = desk.conversation(gwen, "later")
    mistake(later, wrong, "said of somebody else")
    assert needed(later) == ()
    assert sign_off(later, PASSPHRASE).facts["conversation"] == ready.id


def differing(ready, question):
    """Two laptops say something else of a question."""
    pens = (Pen(person=ready.person, author=Author(n, n, "Nurse"), now=ready.now) for n in "ab")
    said = zip(pens, ("own_home", "hospice"), strict=True)
    return [e for pen, value in said
            for e in pen.answer(ready.log, question, Answer(value=value), seen=[])]  # fmt: skip


def test_two_records_that_differ_stop_their_topic_only(ready):
    theirs = Pen(
        person=ready.person, author=Author("dev", "Dev Patel", "Nurse"), now=ready.now
    ).answer(ready.log, "poc.first", Answer(value="hospice"), seen=[])
    ready.answer("poc.first", Answer(value="own_home"))
    ready._log = ready.log.plus(theirs)
    assert [(f.id, f.question) for f in needed(ready)] == [("conflict", "poc.first")]
    ready._log = ready.log.plus(differing(ready, "poc.second"))
    assert [(f.id, f.question) for f in needed(ready)] == [("conflict", "poc.first")]  # one topic
    assert needed(ready, held_back=["places"]) == ()


def test_a_difference_about_something_no_guide_asks_is_told_too(ready):
    pens = (Pen(person=ready.person, author=Author(n, n, "Nurse"), now=ready.now) for n in "ab")
    for pen, value in zip(pens, ("one", "two"), strict=True):
        ready._log = ready.log.plus(
            pen.answer(ready.log, "sthelena.pets", Answer(value=value), seen=[])
        )
    (fact,) = needed(ready)
    assert fact.id == "conflict"
    assert "another topic" in fact.needed


def test_a_recommendation_nobody_talked_about_stops_its_topic_only(ready):
    """The rest goes out tonight: that one button matters more than the list."""
    assert stopped(ready) == frozenset()
    ready.answer("cpr.status", Answer(value="not_for_CPR", said_by="clinician_judgement"))
    assert [f.id for f in needed(ready)] == ["R-01", "R-02", "R-06"]
    assert all(f.question.startswith("cpr.") and f.needed for f in needed(ready))
    assert stopped(ready) == {"cpr"}
    with pytest.raises(NotReadyToSign):
        sign_off(ready, PASSPHRASE)
    assert needed(ready, held_back=["cpr"]) == ()
    assert sign_off(ready, PASSPHRASE, held_back=["cpr"]).facts["held_back"] == ["cpr"]


def test_what_is_only_worth_a_second_look_stops_nothing(ready):
    found = {f.rule: f.severity for f in findings(ready)}
    assert found["P-01"] == "WARN"
    assert needed(ready) == ()


def test_once_a_plan_has_ended_nobody_is_talked_with(ready, desk, gwen, clock):
    """What is written down after a death rests on no talk, and says so."""
    sign_off(ready, PASSPHRASE)
    clock.go_on(days=1)
    later = desk.conversation(gwen, "later")
    later.record([("plan.status", "", Answer(value="closed_died"))], outside=True)
    later.answer("death.place", Answer(value="own_home"))
    assert "talk" not in [f.id for f in needed(later)]
    assert sign_off(later, PASSPHRASE).facts["conversation"] == ""

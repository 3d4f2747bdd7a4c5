"""Rules about CPR: they stop the topic while nobody saw a signed original, and then only warn."""

from __future__ import annotations

import pytest

from eolplan.rules import Severity
from tests.handover.notebook import Notebook
from tests.rules.pages import book, found

STOPS = ("R-01", "R-02", "R-06", "R-10")


def against(**more: str) -> Notebook:
    """A recommendation against CPR with all that belongs to it, but for *more*."""
    facts = {
        "cpr.status": "not_for_CPR", "cpr.date": "2025-11-10", "cpr.by.name": "Dr Okafor",
        "cpr.by.role": "GP", "cpr.discuss_person": "yes", "cpr.reason": "would_not_work",
    } | more  # fmt: skip
    record = book()
    for question, value in facts.items():
        if value:
            record.say(question, value)
    return record


def seen(record: Notebook) -> Notebook:
    return (
        record.say("cpr.form.exists", "yes")
        .say("cpr.form.seen_kind", "original")
        .say("cpr.form.valid_where", "all_settings")
    )


def test_a_whole_recommendation_with_its_original_is_left_in_peace():
    rules = found(seen(against()))
    assert not {rule for rule in rules if rule.startswith("R-")}


@pytest.mark.parametrize("lacking", ["cpr.reason", "cpr.date", "cpr.by.name"])
def test_what_a_recommendation_lacks_is_named(lacking):
    finding = found(against(**{lacking: ""}))["R-01"]
    assert finding.fields == (lacking,)
    assert (finding.severity, finding.stops) == (Severity.BLOCK, "topic")


def test_who_cannot_decide_it_needs_others_to_have_been_asked():
    record = against(**{"cpr.discuss_person": "lacks_capacity"})
    assert found(record)["R-01"].fields == ("cpr.discuss_others",)
    record.say("cpr.discuss_others", True, instance="a")
    record.say("cpr.discuss_others.outcome", "tried", instance="a")
    assert "R-01" not in found(record)


@pytest.mark.parametrize("talked", ["", "not_yet"])
def test_nobody_talked_about_it(talked):
    assert found(against(**{"cpr.discuss_person": talked}))["R-02"].stops == "topic"


@pytest.mark.parametrize("talked", ["yes", "would_harm", "declined", "not_practical"])
def test_a_talk_or_a_reason_will_do(talked):
    assert "R-02" not in found(against(**{"cpr.discuss_person": talked}))


def test_an_original_that_was_seen_turns_a_stop_into_a_warning():
    """A paper on the wall is a fact; a plan that cannot be signed off helps nobody."""
    bare = {"cpr.discuss_person": "", "cpr.reason": "", "cpr.by.role": "Community nurse"}
    record = against(**bare).say("cpr.reason", None, "age 90")
    assert {found(record)[rule].severity for rule in STOPS} == {Severity.BLOCK}
    rules = found(seen(record))
    assert {rules[rule].severity for rule in STOPS} == {Severity.WARN}
    assert {rules[rule].stops for rule in STOPS} == {""}
    seen(record).say("cpr.form.cancelled_on", "2025-11-11")
    assert {found(record)[rule].severity for rule in STOPS} == {Severity.BLOCK}


@pytest.mark.parametrize("kind", ["copy", "photo", "told"])
def test_a_copy_is_no_original(kind):
    record = against().say("cpr.form.exists", "yes").say("cpr.form.seen_kind", kind)
    assert found(record)["R-05"].severity is Severity.WARN


@pytest.mark.parametrize("role", ["Community nurse", "Care home nurse", "Paramedic", ""])
def test_some_roles_need_an_endorsement(role):
    record = against(**{"cpr.by.role": role})
    assert "R-06" in found(record)
    record.say("cpr.src_endorse.name", "Dr Grant")
    assert "R-06" not in found(record)


@pytest.mark.parametrize(
    "role", ["GP", "Consultant cardiologist", "Hospice doctor", "Advanced clinical practitioner"]
)
def test_some_roles_stand_by_themselves(role):
    assert "R-06" not in found(against(**{"cpr.by.role": role}))


@pytest.mark.parametrize(
    "words",
    ["age 90", "90", "Frailty, 90", "dementia", "She is very old", "lives in a care home",
     "learning disability", "end stage heart failure"],
)  # fmt: skip
def test_age_illness_or_home_alone_is_no_reason(words):
    assert "R-10" in found(against(**{"cpr.reason": ""}).say("cpr.reason", None, words))


@pytest.mark.parametrize(
    "words",
    ["Her heart is too weak to be restarted", "He does not want it", "would not survive, and 90"],
)
def test_a_reason_about_this_person_is_one(words):
    assert "R-10" not in found(against(**{"cpr.reason": ""}).say("cpr.reason", None, words))


def test_a_shock_device_is_asked_about():
    record = against().say("dev.has", ["icd"])
    assert found(record)["R-15"].severity is Severity.WARN
    assert "R-15" not in found(record.say("icd.discussed", "yes"))
    assert "R-15" not in found(against().say("dev.has", ["pacemaker"]))


@pytest.mark.parametrize("status", ["attempt", "none_recorded", "unknown"])
def test_nothing_is_asked_where_nobody_recommended_against_it(status):
    record = book().say("cpr.status", status).say("dev.has", ["icd"])
    assert not {rule for rule in found(record) if rule.startswith("R-")}

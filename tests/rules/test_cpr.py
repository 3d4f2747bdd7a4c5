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
        .say("cpr.form.seen_on", "2025-11-12")
        .say("cpr.form.seen_by", "Carys Bevan")
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


@pytest.mark.parametrize("talked", ["yes", "declined"])
def test_a_talk_or_a_reason_will_do(talked):
    assert "R-02" not in found(against(**{"cpr.discuss_person": talked}))


@pytest.mark.parametrize("talked", ["would_harm", "not_practical"])
def test_a_reason_for_no_talk_is_told_and_not_only_picked(talked):
    rules = found(against(**{"cpr.discuss_person": talked}))
    assert rules["R-02"].words.startswith("There is a legal duty to talk about CPR")
    assert rules["R-02"].words.endswith("what made it not practical.")
    assert rules["R-01"].words.count("why it was not talked about") == 1
    told = against().say("cpr.discuss_person", talked, "She was found collapsed.")
    assert not {"R-01", "R-02"} & found(told).keys()
    assert found(seen(against(**{"cpr.discuss_person": talked})))["R-02"].severity is Severity.WARN


def test_another_reason_is_told_and_not_only_picked():
    assert found(against(**{"cpr.reason": "other"}))["R-01"].fields == ("cpr.reason",)
    told = against().say("cpr.reason", "other", "Her heart is too weak to be restarted.")
    assert "R-01" not in found(told)


def test_whoever_signed_the_original_is_asked_and_nobody_is_told_to_hold_it_back():
    record = seen(against(**{"cpr.reason": "", "cpr.discuss_person": "", "cpr.by.name": ""}))
    words = found(record)["R-01"].words
    assert "the reason, who recommended it and whether it was talked about" in words
    assert "Ask whoever signed it to look at it again." in words
    named = found(record.say("cpr.form.signer", "Dr Okafor"))
    assert all("Ask Dr Okafor" in named[rule].words for rule in ("R-01", "R-02"))
    assert not any("sign off without" in named[rule].words for rule in STOPS if rule in named)


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


def test_a_form_of_which_nobody_wrote_where_it_applies_is_warned_of_before_page_1_doubts_it():
    record = seen(against()).leave("cpr.form.valid_where", "not_asked")
    finding = found(record)["R-05"]
    assert (finding.severity, finding.fields) == (Severity.WARN, ("cpr.form.valid_where",))
    assert finding.words.endswith("is not written here, so page 1 does not confirm it.")
    assert "R-05" not in found(record.say("cpr.valid_where", "all_settings"))
    other = seen(against()).say("cpr.form.valid_where", "this_setting", seen=())
    assert "R-05" not in found(other), "it is written, twice"


def test_a_form_that_was_seen_on_no_day_by_nobody_is_asked_about():
    record = seen(against()).leave("cpr.form.seen_on", "not_asked")
    finding = found(record)["R-05"]
    assert finding.severity is Severity.PROMPT
    assert finding.fields == ("cpr.form.seen_on",)
    assert finding.words == "The signed CPR form was seen. Write on which day."
    record.leave("cpr.form.seen_by", "not_asked")
    assert found(record)["R-05"].words.endswith("Write on which day and who saw it.")


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


# --- how it was talked about, and what stands beside it


@pytest.mark.parametrize(
    ("words", "thin"),
    [("It would upset her", True), ("He would be too distressed", True), ("distress", True),
     ("She has said she would take her life", False), ("He would be upset and stop eating", False)],
)  # fmt: skip
def test_upset_is_no_harm(words, thin):
    record = against().say("cpr.discuss_person", "would_harm", words)
    rules = found(record)
    assert ("R-03" in rules) is thin
    if thin:
        assert rules["R-03"].severity is Severity.WARN


def test_upset_is_only_weighed_where_nobody_talked():
    assert "R-03" not in found(against().say("cpr.discuss_person", "yes", "upset"))
    assert "R-03" not in found(book().say("cpr.discuss_person", "would_harm", "upset"))


@pytest.mark.parametrize(
    ("outcome", "told"), [("", True), ("tried", True), ("talked", False), ("no_one", False)]
)
def test_those_close_are_talked_with_where_the_person_cannot_decide(outcome, told):
    record = against(**{"cpr.discuss_person": "lacks_capacity"})
    record.say("cpr.discuss_others", True, instance="a")
    if outcome:
        record.say("cpr.discuss_others.outcome", outcome, instance="a")
    rules = found(record)
    assert ("R-04" in rules) is told
    if told:
        assert (rules["R-04"].severity, rules["R-04"].stops) == (Severity.WARN, "")


def test_an_assessment_about_cpr_says_the_same():
    record = against().say("cap", True, instance="a").say("cap.topic", ["cpr"], instance="a")
    assert "R-04" not in found(record)
    record.say("cap.outcome", "lacks_unlikely_to_regain", instance="a")
    assert "R-04" in found(record)
    record.say("cap.topic", ["sharing"], instance="a")
    assert "R-04" not in found(record)


def refused(**more: str) -> Notebook:
    from tests.rules.test_law_and_capacity import refusal

    return refusal(**{"adrt.about_cpr": "yes"} | more).say("cpr.status", "attempt")


def test_a_refusal_in_writing_and_a_record_to_start_conflict():
    finding = found(refused())["R-07"]
    assert (finding.severity, finding.stops) == (Severity.BLOCK, "topic")
    assert (finding.may_go_on, finding.at_odds) == (True, True)
    assert "R-07" not in found(refused(**{"adrt.at_risk_statement": "no"}))
    assert "R-07" not in found(refused(**{"adrt.about_cpr": "no"}))
    assert "R-07" not in found(refused(**{"adrt.withdrawn_on": "2025-11-01"}))
    assert "R-07" not in found(refused().say("cpr.status", "not_for_CPR"))


@pytest.mark.parametrize(("level", "odd"), [("E4", True), ("E5", True), ("E3", False)])
def test_cpr_with_comfort_only_is_asked_about(level, odd):
    record = book().say("cpr.status", "attempt").say("esc.level", level)
    assert ("R-08" in found(record)) is odd
    assert "R-08" not in found(against().say("esc.level", level))


@pytest.mark.parametrize(
    ("words", "denies"),
    [("DNACPR so no hospital", True), ("Not for CPR, therefore not for antibiotics", True),
     ("DNACPR: no bloods", True), ("DNACPR in the hall. Treat choking.", False),
     ("DNACPR. Not for hospital.", True), ("not for CPR and not for antibiotics", True),
     ("Because he has a DNACPR he should not be admitted", True),
     ("DNACPR in place, do not admit", True), ("DNACPR. Not seen in the hospital notes.", False),
     ("DNACPR. No form in the house.", False),
     ("As she has a DNACPR form, keep it by the door.", False),
     ("All other care goes on.", False)],
)  # fmt: skip
def test_a_recommendation_about_cpr_is_about_nothing_else(words, denies):
    rules = found(against().say("cpr.exceptions", None, words))
    assert ("R-09" in rules) is denies
    assert "R-09" not in found(book().say("cpr.exceptions", None, words))


def test_so_in_every_plan_for_a_problem():
    record = against().say("tx.scenario", True, instance="s")
    record.say("tx.scenario.do", None, "DNACPR so do not ring", instance="s")
    finding = found(record)["R-09"]
    assert (finding.fields, finding.instance) == (("tx.scenario.do",), "s")


@pytest.mark.parametrize(
    ("question", "day", "due"),
    [("cpr.review.on", "2025-11-11", True), ("cpr.review.on", "2025-11-12", False),
     ("cpr.form.review_on", "2025-10", True), ("cpr.form.review_on", "2025-11", False),
     ("cpr.form.review_on", "2025", False)],
)  # fmt: skip
def test_a_review_that_passed_is_told(question, day, due):
    rules = found(against().say(question, day))
    assert ("R-11" in rules) is due
    if due:
        assert (rules["R-11"].severity, rules["R-11"].prints) == (Severity.WARN, True)
    assert "R-11" not in found(book().say(question, day))


@pytest.mark.parametrize(
    ("what", "on", "due"),
    [("admission", "2025-11-11", True), ("move", "2025-11-12", True),
     ("admission", "2025-11-09", False), ("person_asks", "2025-11-11", False)],
)  # fmt: skip
def test_a_move_since_is_a_reason_to_look_again(what, on, due):
    record = against().say("rev.event", True, instance="e")
    record.say("rev.event.what", what, instance="e").say("rev.event.on", on, instance="e")
    assert ("R-11" in found(record)) is due


@pytest.mark.parametrize("who", ["cpr.agree", "cpr.agree.family"])
def test_who_disagrees_is_offered_another_opinion(who):
    record = against().say(who, "disagree")
    assert found(record)["R-13"].severity is Severity.WARN
    assert "R-13" in found(record.say("cpr.agree.second_opinion", "not_offered"))
    assert "R-13" not in found(record.say("cpr.agree.second_opinion", "not_wanted"))
    assert "R-13" not in found(against().say(who, "accept"))
    assert "R-13" not in found(book().say(who, "disagree"))


WANTS = {"cpr.person_view": "wants", "cpr.form.signer": "Dr Okafor"}


def test_who_wants_cpr_now_is_heard_beside_a_form_that_says_not_to():
    """The form stands until its signatory looks again, and somebody has to ring them."""
    record = seen(against(**WANTS)).say("cpr.agree", "agree", said_on="2025-10-03")
    finding = found(record)["R-13"]
    assert (finding.severity, finding.stops) == (Severity.WARN, "")
    assert (finding.at_odds, finding.in_talk) == (True, True)
    assert finding.fields == ("cpr.agree", "cpr.person_view", "cpr.status")
    assert finding.words.startswith("On 12 November 2025 this person said that CPR is to be tried.")
    assert "with their agreement of 3 October 2025" in finding.words
    assert "Ring Dr Okafor today" in finding.words
    assert "agreement" not in found(seen(against(**WANTS)))["R-13"].words
    assert "R-13" not in found(record.say("cpr.agree", "disagree").say(
        "cpr.agree.second_opinion", "asked_for"))  # fmt: skip


def test_who_refuses_cpr_now_is_heard_beside_a_record_to_start():
    record = book().say("cpr.status", "attempt").say("cpr.person_view", "does_not_want")
    assert "they do not want CPR" in found(record)["R-13"].words
    assert "Ring whoever made the recommendation today" in found(record)["R-13"].words
    record.say("cpr.agree", "accept", said_on="2025-10-03")
    assert "with their agreement of 3 October 2025" in found(record)["R-13"].words


@pytest.mark.parametrize(
    ("wanted", "agreed", "settled"),
    [("2025-10-02", "2025-10-03", True), ("2025-10-03", "2025-10-03", False),
     ("2025-10", "2025-10-30", False), ("2025-09", "2025-10-03", True)],
)  # fmt: skip
def test_an_agreement_settles_only_what_was_said_before_its_day(wanted, agreed, settled):
    record = against().say("cpr.agree", "agree", said_on=agreed)
    precision = "day" if len(wanted) == len(agreed) else "month"
    record.say("cpr.person_view", "wants", said_on=wanted, said_on_precision=precision)
    assert ("R-13" not in found(record)) is settled


@pytest.mark.parametrize("who", ["attorney_or_deputy", "family_or_friend", "clinician_observed"])
def test_what_somebody_else_says_is_not_what_the_person_wants(who):
    record = against().say("cpr.person_view", "wants", said_by=who)
    assert "R-13" not in found(record)


def test_one_of_two_records_that_wants_cpr_is_heard():
    record = against(**WANTS).say("cpr.person_view", "does_not_want", seen=())
    assert found(record)["R-13"].at_odds


def test_a_reason_that_prints_lets_a_clinician_go_on():
    """R-02, R-06, R-07 and R-10 carry the dagger; R-01 is never gone on from."""
    record = against(**{"cpr.discuss_person": "", "cpr.by.role": "", "cpr.reason": ""})
    rules = found(record.say("cpr.reason", None, "age 90"))
    daggers = {rule for rule in STOPS if rules[rule].may_go_on}
    assert daggers == {"R-02", "R-06", "R-10"}
    assert not any(f.may_go_on for f in found(seen(record)).values() if f.rule in STOPS)

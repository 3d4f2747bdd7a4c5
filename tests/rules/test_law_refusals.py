"""What a refusal made in advance says, when it was made, and what came after it."""

from __future__ import annotations

import pytest

from eolplan.rules import Plan, Severity
from eolplan.rules.law import only_said, validity
from tests.handover.notebook import Notebook
from tests.rules.pages import TODAY, book, found
from tests.rules.test_law_and_capacity import assessed, refusal


def plan_of(record: Notebook, nation: str = "ENG") -> Plan:
    return Plan(record.log, record.guide, TODAY, nation)


@pytest.mark.parametrize(
    ("made_on", "nation", "young"),
    [("1959-03-03", "ENG", True), ("1959-03-04", "ENG", False), ("1957-03-03", "SCT", True),
     ("1957-03-04", "SCT", False), ("1958-06-01", "SCT", False), ("1950", "OTH", False)],
)  # fmt: skip
def test_a_refusal_made_too_young_is_a_wish(made_on, nation, young):
    record = refusal(nation, **{"adrt.made_on": made_on, "adrt.reviewed_on": "2025-11-01"})
    rules = found(record, nation=nation)
    assert ("L-01" in rules) is young
    if young:
        assert (rules["L-01"].severity, rules["L-01"].stops) == (Severity.LABEL, "")


@pytest.mark.parametrize(
    ("treatment", "basic"),
    [("pain relief and washing", True), ("food and drink by mouth", True), ("mouth care", True),
     ("feeding by a tube", False), ("antibiotics for a chest infection", False)],
)  # fmt: skip
def test_basic_care_cannot_be_refused(treatment, basic):
    assert ("L-04" in found(refusal(**{"adrt.treatments": treatment}))) is basic


@pytest.mark.parametrize(
    ("says", "again"),
    [({"adrt.treatments": "ventilation"}, True),
     ({"adrt.treatments": "the mask", "adrt.listed": ["niv_start"]}, True),
     ({"adrt.treatments": "ventilation", "adrt.type": "life_sustaining"}, False),
     ({"adrt.treatments": "physiotherapy"}, False)],
)  # fmt: skip
def test_what_keeps_somebody_alive_is_not_marked_as_something_else(says, again):
    """It would print as a refusal of the lesser kind, with no word of what its paper lacks."""
    record = refusal(**{"adrt.type": "not_life_sustaining", "adrt.circumstances": "I am dying"}
                     | says)  # fmt: skip
    assert ("L-03" in found(record)) is again
    if again:
        assert found(record)["L-03"].fields == ("adrt.type", "adrt.treatments")


@pytest.mark.parametrize(
    ("words", "asks"),
    [("I want dialysis whatever happens", True), ("must be given antibiotics", True),
     ("I do not want dialysis", False), ("ventilation", False)],
)  # fmt: skip
def test_a_refusal_asks_for_nothing(words, asks):
    assert ("L-05" in found(refusal(**{"adrt.treatments": words}))) is asks


def test_a_refusal_taken_back_in_words_is_labelled_until_it_has_a_day():
    said = refusal().say("adrt.exists", "withdrawn")
    finding = found(said)["L-07"]
    assert (finding.severity, finding.fields) == (Severity.LABEL, ("adrt.withdrawn_on",))
    said.say("adrt.withdrawn_on", "2025-11-01", instance="p")
    assert "L-07" not in found(said)
    assert "L-07" not in found(refusal().say("adrt.exists", "yes"))


@pytest.mark.parametrize(
    ("question", "value"),
    [("tx.item.view", {"view": "refused_in_ADRT"}), ("faith.blood", {"view": "refused_in_ADRT"}),
     ("cpr.reason", "valid_ADRT")],
)  # fmt: skip
def test_nothing_leans_on_a_refusal_that_was_taken_back(question, value):
    record = refusal(**{"adrt.withdrawn_on": "2025-11-01"})
    if question == "tx.item.view":
        record.say("tx.item", True, instance="t").say(question, value, instance="t")
    else:
        record.say(question, value)
    assert found(record)["L-07"].fields[0] == question
    stands = refusal()
    stands.say("tx.item", True, instance="t").say("tx.item.view", value, instance="t")
    assert "L-07" not in found(stands)
    assert "L-07" not in found(book().say("cpr.reason", "valid_ADRT"))


def test_a_change_is_signed_again():
    finding = found(refusal(**{"adrt.altered": "yes"}))["L-08"]
    assert (finding.severity, finding.stops) == (Severity.LABEL, "")
    assert "L-08" not in found(refusal(**{"adrt.altered": "no"}))
    other = {"adrt.altered": "yes", "adrt.type": "not_life_sustaining"}
    assert "L-08" not in found(refusal(**other))


def test_doubt_at_the_time_was_looked_at():
    doubted = {"adrt.capacity_when_made": "doubted"}
    assert found(refusal(**doubted))["L-09"].severity is Severity.WARN
    assert "L-09" not in found(refusal(**{"adrt.capacity_when_made": "presumed"}))
    looked_at = refusal(**doubted).say("cap", True, instance="a")
    looked_at.say("cap.topic", ["refusal"], instance="a")
    assert "L-09" not in found(looked_at)


def test_who_can_decide_is_asked_first():
    assert found(refusal())["L-11"].severity is Severity.PROMPT
    unable = refusal().say("cap", True, instance="a").say("cap.topic", ["treatment"], instance="a")
    unable.say("cap.outcome", "lacks_unlikely_to_regain", instance="a")
    assert "L-11" not in found(unable)
    assert "L-11" not in found(book())
    assert "L-11" not in found(refusal("NIR"), nation="NIR")


def test_detention_has_other_rules():
    finding = found(refusal().say("cap.mha", "detained"))["L-19"]
    assert finding.severity is Severity.WARN
    assert not any(letter.isdigit() for letter in finding.words)  # no section number on screen
    assert "L-19" not in found(refusal().say("cap.mha", "dols"))
    assert "L-19" not in found(book().say("cap.mha", "detained"))


def test_a_pregnancy_is_thought_of():
    record = refusal().say("dx.treatments_now", None, "20 weeks pregnant")
    assert found(record)["L-20"].severity is Severity.PROMPT
    record.say("adrt.unforeseen", None, "Also if pregnant, she says.", instance="p")
    assert "L-20" not in found(record)
    assert "L-20" not in found(refusal().say("dx.treatments_now", None, "tablets"))
    assert "L-20" not in found(refusal().say("val.matters", None, "My daughter is pregnant."))


@pytest.mark.parametrize(
    ("roles", "relation", "near"),
    [(["executor"], "friend", True), (["health_attorney"], "child_adult", True),
     ([], "spouse", True), (["pet_carer"], "friend", False)],
)  # fmt: skip
def test_a_witness_is_better_from_outside(roles, relation, near):
    record = refusal(**{"adrt.witness_name": "Siân Pryce"})
    record.contact("c", "Siân Pryce", "07700 900123", *roles, relation=relation)
    assert ("L-21" in found(record)) is near


def test_a_witness_who_is_nobody_on_the_list_is_from_outside():
    record = refusal().contact("c", "Siân Pryce", "", "executor")
    assert "L-21" not in found(record)


def test_what_does_not_fit_since_is_told():
    record = refusal(**{"adrt.inconsistent": ""})
    assert "L-22" not in found(record)
    record.say("adrt.inconsistent", None, "She asked for the machine in May.", instance="p")
    finding = found(record)["L-22"]
    assert (finding.severity, finding.at_odds) == (Severity.WARN, True)


@pytest.mark.parametrize(
    ("nation", "more", "says"),
    [("ENG", {}, "complete"), ("WAL", {"adrt.at_risk_statement": "no"}, "incomplete"),
     ("ENG", {"adrt.at_risk_statement": "not_known"}, "cannot_tell"),
     ("ENG", {"adrt.altered": "yes"}, "incomplete"), ("ENG", {"adrt.type": ""}, "cannot_tell"),
     ("ENG", {"adrt.type": "not_life_sustaining", "adrt.written": "no"}, "complete"),
     ("SCT", {}, "other_law"), ("NIR", {"adrt.made_in": "ENG"}, "complete")],
)  # fmt: skip
def test_what_can_be_said_of_a_paper_is_worked_out_and_never_that_it_binds(nation, more, says):
    assert validity(plan_of(refusal(nation, **more), nation), "p") == says


def test_an_assessment_of_something_else_leaves_a_refusal_to_the_person():
    record = assessed(**{"cap.decision": "place of care"})
    record.say("adrt", True, instance="p").say("adrt.treatments", "dialysis", instance="p")
    assert "L-11" in found(record)


@pytest.mark.parametrize(
    ("says", "spoken"),
    [({}, None), ({"adrt.written": "not_known"}, None), ({"adrt.written": "no"}, True),
     ({"adrt.written": "not_known", "adrt.spoken": "yes"}, True),
     ({"adrt.written": "not_known", "adrt.spoken": "no"}, False),
     ({"adrt.written": "yes"}, False), ({"adrt.written": "no", "adrt.signed": "yes"}, None),
     ({"adrt.written": "no", "adrt.seen": "copy"}, False)],
)  # fmt: skip
def test_that_a_refusal_was_only_said_follows_from_what_is_in_writing(says, spoken):
    """It is asked only of a refusal of which nobody knows whether it was written."""
    record = book().say("adrt", True, instance="p")
    for question, value in says.items():
        record.say(question, value, instance="p")
    assert only_said(plan_of(record), "p") is spoken
    asked = record.guide.question("adrt.spoken")
    assert asked.shown(says.get) is (says.get("adrt.written") == "not_known")

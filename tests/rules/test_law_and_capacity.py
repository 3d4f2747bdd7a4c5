"""Rules about refusals, nations and capacity: what a paper lacks, never what it is worth."""

from __future__ import annotations

import datetime as dt

import pytest

from eolplan.rules import Severity
from tests.handover.notebook import Notebook
from tests.rules.pages import TODAY, book, found

WHOLE = {
    "adrt.type": "life_sustaining", "adrt.treatments": "ventilation",
    "adrt.circumstances": "I do not know my sister", "adrt.written": "yes", "adrt.signed": "yes",
    "adrt.signature_witnessed": "yes", "adrt.witness_signed_in_presence": "yes",
    "adrt.at_risk_statement": "yes", "adrt.made_on": "2025-09-03", "adrt.seen": "original",
    "adrt.location": "drawer",
}  # fmt: skip
FORMALITIES = (
    "adrt.written", "adrt.signed", "adrt.signature_witnessed", "adrt.witness_signed_in_presence",
    "adrt.at_risk_statement",
)  # fmt: skip


def refusal(nation: str = "ENG", **more: str) -> Notebook:
    record = book(nation).say("adrt", True, instance="p")
    for question, value in (WHOLE | more).items():
        if value:
            record.say(question, value, instance="p")
    return record


def test_a_whole_refusal_is_left_in_peace():
    assert {rule for rule in found(refusal()) if rule.startswith("L-")} == {"L-11"}


@pytest.mark.parametrize("lacking", FORMALITIES)
@pytest.mark.parametrize("said", ["no", "not_known", ""])
def test_each_formality_is_named_and_nothing_is_stopped(lacking, said):
    finding = found(refusal(**{lacking: said}))["L-02"]
    assert finding.fields == (lacking,)
    assert (finding.severity, finding.stops) == (Severity.LABEL, "")


def test_another_may_sign_at_their_direction():
    signed = {"adrt.signed": "no", "adrt.signed_by_other_at_direction": "yes"}
    assert "L-02" not in found(refusal(**signed))


def test_formalities_are_for_life_sustaining_treatment_in_england_and_wales():
    bare = {"adrt.at_risk_statement": "no"}
    assert "L-02" not in found(refusal(**bare, **{"adrt.type": "not_life_sustaining"}))
    assert "L-02" in found(refusal("WAL", **bare), nation="WAL")
    assert "L-02" not in found(refusal("SCT", **bare), nation="SCT")
    assert "L-02" not in found(refusal("NIR", **bare), nation="NIR")


def test_a_refusal_of_cpr_is_of_life_sustaining_treatment_whatever_it_is_called():
    about = {"adrt.type": "not_life_sustaining", "adrt.about_cpr": "yes", "adrt.written": "no"}
    assert "L-02" in found(refusal(**about))


def test_a_refusal_that_was_taken_back_is_looked_at_no_more():
    gone = {"adrt.withdrawn_on": "2025-11-01", "adrt.at_risk_statement": "no", "adrt.seen": "copy"}
    assert not {rule for rule in found(refusal(**gone)) if rule.startswith("L-")}


@pytest.mark.parametrize("lacking", ["adrt.treatments", "adrt.circumstances"])
def test_a_refusal_says_what_and_when(lacking):
    assert found(refusal(**{lacking: ""}))["L-03"].fields == (lacking,)


def test_a_refusal_grows_old_in_a_year():
    assert "L-06" not in found(refusal(**{"adrt.made_on": "2024-11-12"}))
    assert "L-06" in found(refusal(**{"adrt.made_on": "2024-11-11"}))
    again = {"adrt.made_on": "2020-01-01", "adrt.reviewed_on": "2025-06-01"}
    assert "L-06" not in found(refusal(**again))


@pytest.mark.parametrize("more", [{"adrt.seen": "copy"}, {"adrt.seen": ""}, {"adrt.location": ""}])
def test_a_paper_must_be_seen_and_found(more):
    finding = found(refusal(**more))["L-10"]
    assert finding.severity is Severity.WARN
    assert ("was not seen" in finding.words) is ("adrt.seen" in more)
    assert ("Nobody wrote down where" in finding.words) is ("adrt.location" in more)
    both = found(refusal(**{"adrt.seen": "copy", "adrt.location": ""}))["L-10"]
    assert "was not seen, and nobody wrote down where it is" in both.words


def test_scotland_is_reminded_of_the_summary_only_the_gp_can_write():
    assert found(book("SCT"), nation="SCT")["J-01"].severity is Severity.PROMPT
    assert "J-01" not in found(book())


def test_scotland_is_told_best_practice_and_no_formality():
    record = refusal("SCT", **{"adrt.signature_witnessed": "no"})
    words = [f.words for f in _all(record, "SCT") if f.rule == "J-01"]
    assert len(words) == 2
    assert words[1].endswith("Not recorded here: witnessed.")
    assert len([f for f in _all(refusal("SCT"), "SCT") if f.rule == "J-01"]) == 1


def _all(record: Notebook, nation: str):
    from eolplan.rules import check

    return check(record.log, record.guide, today=TODAY, nation=nation)


@pytest.mark.parametrize("words", ["Ask about the LPA", "in his best interests", "an ADRT"])
def test_english_terms_in_a_scottish_plan(words):
    record = book("SCT").say("feas.note", None, words)
    assert found(record, nation="SCT")["J-06"].fields == ("feas.note",)
    assert "J-06" not in found(book().say("feas.note", None, words))


def test_ordinary_words_in_a_scottish_plan():
    record = book("SCT").say("feas.note", None, "Ask the attorney. It is best for him at home.")
    record.say("agree.record", "best_interests")  # a code: its words follow the nation
    assert "J-06" not in found(record, nation="SCT")


# --- capacity

ASSESSED = {
    "cap.decision": "place of care", "cap.outcome": "lacks_unlikely_to_regain",
    "cap.cause": "dementia, cannot hold the choices", "cap.assessor": "Carys Bevan",
    "cap.understand": "no", "cap.on": "2025-11-01",
}  # fmt: skip


def assessed(**more: str) -> Notebook:
    record = book().say("cap", True, instance="a").say("cap.support", ["aids"], instance="a")
    for question, value in (ASSESSED | more).items():
        if value:
            record.say(question, value, instance="a")
    return record


def test_a_whole_assessment_is_left_in_peace():
    assert not {rule for rule in found(assessed()) if rule.startswith("C-")}


@pytest.mark.parametrize("lacking", ["cap.cause", "cap.assessor", "cap.understand"])
def test_a_thin_assessment_stops_its_topic(lacking):
    finding = found(assessed(**{lacking: ""}))["C-01"]
    assert finding.fields == (lacking,)
    assert (finding.severity, finding.stops) == (Severity.BLOCK, "topic")


def test_who_can_decide_needs_no_evidence():
    assert "C-01" not in found(assessed(**{"cap.outcome": "has", "cap.cause": ""}))


def test_an_assessment_is_asked_for_no_more_than_it_lacks():
    finding = found(assessed(**{"cap.understand": ""}))["C-01"]
    assert finding.words.endswith("Say what the person could not do, such as understand it.")
    finding = found(assessed(**{"cap.cause": "", "cap.assessor": ""}))["C-01"]
    assert finding.words.endswith("Say what the cause is and who assessed it.")
    assert finding.fields == ("cap.cause", "cap.assessor")


def test_in_scotland_what_the_person_could_not_do_is_asked_for_in_its_own_words():
    record = assessed(**{"cap.understand": ""})
    finding = next(f for f in _all(record, "SCT") if f.rule == "C-01")
    assert finding.fields == ("cap.awi",)


@pytest.mark.parametrize(
    "decision",
    ["", "He has no capacity", "no capacity", "capacity", "Lacks capacity.", "everything",
     "all decisions", "general", "Mrs Gwen Pryce\u2019s capacity", "can't make his own decisions"],
)  # fmt: skip
def test_words_about_the_whole_person_name_no_decision(decision):
    finding = found(assessed(**{"cap.decision": decision}))["C-12"]
    assert (finding.severity, finding.fields[0]) == (Severity.BLOCK, "cap.decision")


@pytest.mark.parametrize(
    "decision", ["care home", "whether to have the operation", "PEG", "general anaesthetic",
                 "going back to hospital", "this one"]
)  # fmt: skip
def test_a_decision_that_is_named_is_enough(decision):
    assert "C-12" not in found(assessed(**{"cap.decision": decision}))


def test_nobody_lacks_capacity_as_such():
    assert found(assessed(**{"cap.decision": ""}))["C-12"].severity is Severity.BLOCK
    assert "C-12" not in found(assessed())


@pytest.mark.parametrize(("said_on", "found_it"), [("2025-11-05", True), ("2025-10-20", False)])
def test_a_present_wish_is_kept_and_labelled(said_on, found_it):
    record = assessed().say("poc.first", "hospital_acute", said_on=said_on)
    rules = found(record)
    assert ("C-03" in rules) is found_it
    if found_it:
        assert rules["C-03"].severity is Severity.WARN
        assert "1 November 2025" in rules["C-03"].words


def test_a_wish_about_something_else_or_of_somebody_else_is_no_present_wish():
    assert "C-03" not in found(assessed().say("val.matters", None, "music"))
    reported = assessed().say("poc.first", "own_home", said_by="family_or_friend")
    assert "C-03" not in found(reported)


def test_a_coded_topic_says_which_decision_it_was():
    record = assessed(**{"cap.decision": "this one"}).say("cap.topic", ["cpr"], instance="a")
    assert "C-03" not in found(record.say("poc.first", "hospice"))
    assert "C-03" in found(record.say("cpr.person_view", "wants"))


def test_somebody_close_is_asked_or_there_is_a_reason():
    record = assessed().say("bi", True, instance="b").say("bi.outcome", None, "home", instance="b")
    assert found(record)["C-04"].severity is Severity.WARN
    told = record.say("bi.not_consulted", None, "nobody known", instance="b")
    assert "C-04" not in found(told)


def test_the_day_of_the_findings_is_handed_in():
    record = refusal()
    assert "L-06" in found(record, today=TODAY + dt.timedelta(days=400))

"""Advice is somebody's, a wish may hang on something, and words at night must say what to do."""

from __future__ import annotations

import pytest

from eolplan.rules import Severity
from eolplan.rules.treatment import SHORT_FORMS
from tests.handover.notebook import Notebook
from tests.rules.pages import book, found

AUTHOR = {"esc.by.name": "Dr Grant", "esc.by.role": "GP", "esc.on": "2025-11-10"}
ADVISER = {"tx.author.name": "Dr Grant", "tx.author.role": "GP", "tx.author.on": "2025-11-10"}


def level(code: str = "E3", **more: str) -> Notebook:
    record = book().say("esc.level", code)
    for question, value in (AUTHOR | more).items():
        if value:
            record.say(question, value)
    return record


def treatment(view: object = "wants", kind: str = "dialysis_start", **more: object) -> Notebook:
    value = view if isinstance(view, dict) else {"view": view}
    record = book().say("tx.item", True, instance="t").say("tx.item.kind", kind, instance="t")
    record.say("tx.item.view", value, instance="t")
    for question, told in more.items():
        words = told if question == "rec_reason" else ""
        record.say(f"tx.item.{question}", None if words else told, words or "", instance="t")
    return record


@pytest.mark.parametrize("lacking", AUTHOR)
def test_a_level_is_somebodys(lacking):
    finding = found(level(**{lacking: ""}))["T-01"]
    assert (finding.severity, finding.stops, finding.fields) == (Severity.WARN, "", (lacking,))
    assert "T-01" not in found(level())
    assert "T-01" not in found(level("not_decided", **{lacking: ""}))


def test_whoever_advised_the_level_before_did_not_advise_this_one():
    record = level("E3").say("esc.level", "E5")
    assert found(record)["T-01"].fields == ("esc.by.name", "esc.by.role", "esc.on")
    record.say("esc.by.name", "Dr Grant").say("esc.by.role", "GP").say("esc.on", "2025-11-19")
    assert "T-01" not in found(record)


@pytest.mark.parametrize("lacking", ADVISER)
def test_so_is_advice_on_a_treatment(lacking):
    record = treatment(rec="recommend")
    for question, value in ADVISER.items():
        if question != lacking:
            record.say(question, value)
    assert found(record)["T-01"].fields == (lacking,)
    assert "T-01" not in found(record.say(lacking, ADVISER[lacking]))


def test_advice_that_nobody_gave_has_no_author():
    assert "T-01" not in found(treatment(rec="not_yet_considered"))
    assert "T-01" in found(book().say("rec.aim", "balance"))


def test_a_registration_number_is_never_asked_for():
    """Bank staff forget it; that is no reason to keep a plan from a crew (clinical decisions 4)."""
    assert "T-01" not in found(level(**{"esc.by.reg": ""}))


@pytest.mark.parametrize(
    ("view", "part"), [("only_if", "only_if"), ("would_try_for_a_time", "until")]
)
def test_it_depends_says_on_what(view, part):
    assert found(treatment(view))["T-02"].severity is Severity.WARN
    assert "T-02" not in found(treatment({"view": view, part: "it can be done at home"}))
    told = treatment(view).say("tx.item.view", {"view": view}, "for a week", instance="t")
    assert "T-02" not in found(told)
    assert "T-02" not in found(treatment("wants"))


def test_what_blood_hangs_on_is_asked_too():
    assert "T-02" in found(book().say("faith.blood", {"view": "only_if"}))
    assert "T-02" not in found(book().say("faith.blood", None, "It depends on what it is for."))


def test_wanted_and_not_advised_is_talked_about():
    record = treatment("wants", rec="not_recommended_would_not_work")
    finding = found(record)["T-03"]
    assert (finding.severity, finding.at_odds) == (Severity.WARN, True)
    record.say("tx.item.talked", ["not_yet"], instance="t")
    record.say("tx.item.rec_reason", None, "His kidneys would not come back.", instance="t")
    assert "T-03" in found(record)
    assert "T-03" not in found(record.say("tx.item.talked", ["options"], instance="t"))
    assert "T-03" not in found(treatment("would_rather_not", rec="not_recommended_burden"))
    assert "T-03" not in found(treatment("wants", rec="recommend"))


def test_a_clear_no_may_become_a_refusal():
    assert found(treatment("does_not_want"))["T-04"].severity is Severity.PROMPT
    assert "T-04" not in found(treatment("would_rather_not"))
    assert "T-04" not in found(treatment("does_not_want").say("adrt.exists", "wants_to_make"))
    unable = treatment("does_not_want").say("cap", True, instance="a")
    unable.say("cap.outcome", "lacks_unlikely_to_regain", instance="a")
    assert "T-04" not in found(unable.say("cap.topic", ["treatment"], instance="a"))
    assert "T-04" in found(unable.say("cap.topic", ["sharing"], instance="a"))


def test_comfort_only_and_a_heavy_treatment_are_at_odds():
    record = treatment("wants", rec="recommend").say("esc.level", "E5")
    assert found(record)["T-05"].at_odds
    assert "T-05" not in found(record.say("esc.level", "E4"))
    light = treatment("wants", kind="painkillers_sleepy", rec="recommend").say("esc.level", "E5")
    assert "T-05" not in found(light)


@pytest.mark.parametrize(
    ("words", "vague"),
    [("Not for escalation", True), ("ward based care", True), ("TLC", True), ("futile", True),
     ("keep comfortable", True), ("Keep comfortable with a fan and mouth care.", False),
     ("Antibiotics by mouth here, then ring the hospice", False)],
)  # fmt: skip
def test_advice_says_what_to_do(words, vague):
    record = level().say("esc.reasons", None, words)
    assert ("T-06" in found(record)) is vague


@pytest.mark.parametrize("word", ["NIV", "SOB", "DNACPR"])
def test_short_forms_are_written_out_on_the_persons_own_copy(word):
    staff = {"said_by": "clinician_observed"}
    record = book().say("tx.transport", None, f"Take the {word} along", **staff)
    assert word in found(record)["T-07"].words
    own = book().say("val.matters", None, f"I hate the {word}")
    assert "T-07" not in found(own)
    hidden = book().say("agree.limits", None, f"about {word}", **staff)
    assert "T-07" not in found(hidden)


def test_short_forms_that_everybody_knows_are_left():
    assert not {"CPR", "GP", "NHS"} & SHORT_FORMS
    record = book().say("tx.transport", None, "Ring the GP", said_by="clinician_observed")
    assert "T-07" not in found(record)

"""A check that may be answered by a reason is, while nothing changes; the reason prints."""

from __future__ import annotations

import pytest

from eolplan.conversation import OVERRIDES, needed, overridable, override, sign_off, stopped
from eolplan.record import Answer, Author, Pen
from tests.core.conftest import PASSPHRASE

TOLD = "Dr Rees told her daughter on the phone tonight, who is her attorney."


@pytest.fixture
def doubtful(ready):
    """A recommendation that nobody says was talked about, or signed."""
    ready.answer("cpr.status", Answer(value="not_for_CPR", said_by="clinician_judgement"))
    return ready


def checks(talk):
    return {finding.rule: finding for finding, _ in overridable(talk)}


def test_only_some_checks_can_be_answered(doubtful):
    assert {"R-02", "R-06"} <= checks(doubtful).keys()
    assert "R-01" not in checks(doubtful)
    assert {reason for _, reason in overridable(doubtful)} == {""}


def test_a_reason_lets_the_rest_stand_and_goes_into_the_version(doubtful):
    before = {fact.id for fact in needed(doubtful)}
    override(doubtful, checks(doubtful)["R-02"], f" {TOLD} ")
    assert {fact.id for fact in needed(doubtful)} == before - {"R-02"}
    assert {f.rule: reason for f, reason in overridable(doubtful)}["R-02"] == TOLD
    assert "cpr" in stopped(doubtful)
    (member,) = doubtful.log.instances("override")
    assert doubtful.reading("override.rule", member).value == "R-02"
    assert doubtful.reading("override.about", member).value == checks(doubtful)["R-02"].words
    assert doubtful.reading("override.by", member).value == "Carys Bevan, Community nurse"
    version = sign_off(doubtful, PASSPHRASE, held_back=["cpr"])
    assert member in doubtful.log.at(version).instances(OVERRIDES)


def test_a_reason_is_for_what_stood_when_it_was_typed(doubtful):
    """A reason for the doctor's words of today is none for those of another doctor tomorrow."""
    override(doubtful, checks(doubtful)["R-02"], TOLD)
    doubtful.clear("cpr.status")
    doubtful.answer("cpr.status", Answer(value="not_for_CPR", said_by="clinician_judgement"))
    assert "R-02" in {fact.id for fact in needed(doubtful)}
    override(doubtful, checks(doubtful)["R-02"], TOLD)  # it holds for this one too
    assert "R-02" not in {fact.id for fact in needed(doubtful)}
    assert len(doubtful.log.instances("override")) == 1


def test_a_reason_answers_nothing_that_it_had_not_seen(doubtful, clock):
    """Two laptops: the recommendation came first, and was not there where the reason was typed."""
    pen = Pen(person=doubtful.person, author=Author("d", "Dr Rees", "GP"), now=doubtful.now)
    other = Answer(value="not_for_CPR", own_words="Frail.", said_by="clinician_judgement")
    elsewhere = pen.answer(doubtful.log, "cpr.status", other)
    clock.go_on(minutes=1)
    override(doubtful, checks(doubtful)["R-02"], TOLD)
    assert "R-02" not in {fact.id for fact in needed(doubtful)}
    doubtful._log = doubtful.log.plus(elsewhere)
    assert doubtful.reading("cpr.status").own_words == "Frail."
    assert {reason for _, reason in overridable(doubtful)} == {""}


def test_a_reason_is_taken_back_with_those_of_before(doubtful):
    override(doubtful, checks(doubtful)["R-02"], TOLD)
    doubtful.clear("cpr.status")
    doubtful.answer("cpr.status", Answer(value="not_for_CPR", said_by="clinician_judgement"))
    override(doubtful, checks(doubtful)["R-02"], "")
    assert doubtful.log.instances("override") == ()


def test_a_reason_is_taken_back(doubtful):
    override(doubtful, checks(doubtful)["R-02"], TOLD)
    override(doubtful, checks(doubtful)["R-02"], "")
    assert "R-02" in {fact.id for fact in needed(doubtful)}
    assert override(doubtful, checks(doubtful)["R-02"], " ") == ()
    override(doubtful, checks(doubtful)["R-02"], TOLD)
    (member,) = doubtful.log.instances("override")
    assert doubtful.reading("override.reason", member).own_words == TOLD


def test_a_reason_for_a_number_holds_until_the_number_changes(ready, clock):
    """What stops the whole plan is about itself alone: a word on the garden changes nothing."""
    pen = Pen(person=ready.person, author=Author("d", "Dev", "Nurse"), now=ready.now)
    wrong = pen.answer(ready.log, "person.nhs_no", Answer(value="9990000019"))
    ready._log = ready.log.plus(wrong)
    finding = checks(ready)["I-01"]
    override(ready, finding, "So it stands on her card.")
    ready.answer("person.preferred", Answer(value="Gwennie"))
    assert needed(ready) == ()
    clock.go_on(minutes=1)
    again = pen.answer(ready.log, "person.nhs_no", Answer(value="9990000020"))
    ready._log = ready.log.plus(again)
    assert [fact.id for fact in needed(ready)] == ["I-01"]

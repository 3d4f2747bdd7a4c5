"""Deciding for somebody: who was asked, what was refused, who was appointed, and when it is old."""

from __future__ import annotations

import datetime as dt

import pytest

from eolplan.rules import Severity
from eolplan.telling import answer_words
from tests.handover.notebook import Notebook
from tests.rules.pages import TODAY, book, found
from tests.rules.test_law_and_capacity import assessed, refusal
from tests.rules.test_law_attorneys import attorney


def decided(record: Notebook, what: str = "care at home", why: str = "", **more: str) -> Notebook:
    record.say("bi", True, instance="b").say("bi.decision", what, instance="b")
    record.say("bi.outcome", None, why or what, instance="b")
    for question, value in more.items():
        record.say(question.replace("__", "."), value, instance="b")
    return record


@pytest.mark.parametrize(
    ("trigger", "thin"),
    [("dementia", True), ("He is 90", True), ("an unwise choice", True), ("confused", True),
     ("She could not say where she was, twice", False),
     ("Dementia, and she forgot the start", False)],
)  # fmt: skip
def test_a_label_is_no_doubt(trigger, thin):
    record = assessed().say("cap.trigger", None, trigger, instance="a")
    assert ("C-02" in found(record)) is thin


def test_somebody_with_nobody_has_an_advocate():
    record = decided(assessed().say("people.no_one", "yes"))
    assert found(record)["C-05"].severity is Severity.WARN
    assert "C-05" not in found(record, nation="SCT")
    assert "C-05" not in found(record.say("bi.imca", "yes", instance="b"))


def test_family_or_a_small_decision_needs_no_advocate():
    assert "C-05" not in found(assessed())
    alone = assessed(**{"cap.decision": "x"}).say("people.no_one", "yes")
    alone.say("cap.topic", ["sharing"], instance="a")
    assert "C-05" not in found(alone)
    asked = assessed().say("people.no_one", "yes").say("bi.consulted", True, instance="c")
    assert "C-05" not in found(asked)


def test_nobody_on_the_list_and_a_reason_why_nobody_was_asked_is_nobody():
    record = decided(assessed()).say("bi.not_consulted", None, "nobody known", instance="b")
    assert "C-05" in found(record)
    assert "C-05" not in found(record.contact("c", "Siân Pryce"))


@pytest.mark.parametrize(
    ("decision", "outcome", "against"),
    [("chest infection", "Start ventilation in hospital", True),
     ("breathing machine", "A trial for three days", True),
     ("chest infection", "Not to start ventilation", False),
     ("chest infection", "Antibiotics by mouth", False)],
)  # fmt: skip
def test_a_refusal_is_not_overridden(decision, outcome, against):
    rules = found(decided(refusal(), decision, outcome))
    assert ("C-06" in rules) is against
    if against:
        finding = rules["C-06"]
        assert (finding.severity, finding.stops) == (Severity.BLOCK, "topic")
        assert (finding.may_go_on, finding.at_odds) == (True, True)


def test_a_refusal_that_lacks_something_or_was_taken_back_stops_nothing():
    outcome = ("infection", "Start ventilation")
    assert "C-06" not in found(decided(refusal(**{"adrt.written": "no"}), *outcome))
    assert "C-06" not in found(decided(refusal(**{"adrt.withdrawn_on": "2025-11-01"}), *outcome))


def test_what_was_refused_is_read_from_the_list_too():
    record = refusal(**{"adrt.treatments": "the machine"}).say(
        "adrt.listed", ["dialysis_start"], instance="p"
    )
    assert "C-06" in found(decided(record, "kidneys", "Start dialysis"))
    about_cpr = refusal(**{"adrt.treatments": "that", "adrt.about_cpr": "yes"})
    assert "C-06" in found(decided(about_cpr, "collapse", "Give CPR"))


def test_scotland_speaks_of_benefit():
    record = decided(refusal("SCT"), "infection", "Start ventilation")
    assert "benefit" in found(record, nation="SCT")["C-06"].words
    assert "C-06" not in found(decided(refusal("NIR"), "x", "ventilation"), nation="NIR")


def test_an_attorney_decides_within_their_powers():
    record = decided(attorney(book()), bi__maker="clinician")
    finding = found(record)["C-07"]
    assert (finding.severity, finding.at_odds) == (Severity.WARN, True)
    assert "C-07" not in found(record.say("bi.maker", "attorney", instance="b"))
    unseen = attorney(book(), **{"poa.seen": "told_only"})
    assert "C-07" not in found(decided(unseen, bi__maker="clinician"))


def test_in_scotland_a_different_view_goes_through_section_50():
    record = decided(attorney(book("SCT"), **{"poa.kind": "scot_welfare"}), bi__maker="clinician")
    assert "section 50" in found(record, nation="SCT")["C-07"].words


@pytest.mark.parametrize("question", ["cap.good_times", "cap.review_on"])
def test_what_comes_and_goes_is_asked_again(question):
    record = assessed(**{"cap.outcome": "fluctuates"})
    assert found(record)["C-08"].severity is Severity.PROMPT
    value = "mornings" if question == "cap.good_times" else "2025-12-01"
    assert "C-08" not in found(record.say(question, value, instance="a"))
    assert "C-08" not in found(assessed())


def test_an_assessment_grows_old_while_the_decision_is_open():
    later = TODAY + dt.timedelta(days=120)
    assert "C-09" not in found(assessed())
    assert found(assessed(), today=later)["C-09"].severity is Severity.WARN
    settled = decided(assessed(), bi__on="2025-11-02")
    assert "C-09" not in found(settled, today=later)
    assert "C-09" not in found(assessed(**{"cap.outcome": "has"}), today=later)
    assert "C-09" not in found(assessed(**{"cap.on": ""}), today=later)


@pytest.mark.parametrize(("on", "old"), [("2025-11-08", True), ("2025-10-20", False)])
def test_a_big_change_makes_it_old(on, old):
    record = assessed().say("rev.event", True, instance="e")
    record.say("rev.event.what", "admission", instance="e").say("rev.event.on", on, instance="e")
    assert ("C-09" in found(record)) is old


def test_an_attorney_waits_until_somebody_cannot_decide():
    record = decided(attorney(book()), bi__maker="attorney")
    assert found(record)["C-10"].severity is Severity.WARN
    assert "C-10" not in found(record, nation="SCT")
    unable = decided(attorney(assessed()), bi__maker="attorney")
    assert "C-10" not in found(unable)


def test_so_does_agreement_by_an_attorney():
    assert "C-10" in found(attorney(book()).say("agree.record", "attorney_welfare"))
    assert "C-10" not in found(book().say("agree.record", "explicit_person"))


def test_nobody_is_led_by_a_wish_for_death():
    record = decided(book(), "infection", "No more antibiotics")
    assert found(record)["C-11"].severity is Severity.WARN
    assert "C-11" not in found(record.say("bi.motive", "yes", instance="b"))
    assert "C-11" not in found(decided(book(), "where to live", "the care home"))
    assert "C-11" not in found(decided(book(), "x", "antibiotics"), nation="SCT")


@pytest.mark.parametrize(("written", "late"), [("2025-11-05", True), ("2023-05-01", False)])
def test_an_advance_statement_is_made_while_able(written, late):
    record = assessed().say("as.exists", "yes").say("as.date", written)
    assert ("C-13" in found(record)) is late
    assert "C-13" not in found(assessed().say("as.date", written))
    assert "C-13" not in found(record, nation="SCT")


def test_who_was_asked_in_words_before_is_asked_about_the_decision_of_those_words():
    """A line of an earlier guide keeps its words, on screen and in print, and counts as before."""
    record = decided(assessed(), "Whether to ventilate")
    record.say("bi", True, instance="d").say("bi.decision", "a feeding tube", instance="d")
    record.say("bi.outcome", None, "No", instance="d")
    record.say("bi.not_consulted", None, "nobody known", instance="d")
    record.say("bi.consulted", True, instance="k")
    record.say("bi.consulted.decision", "a feeding tube", instance="k")
    assert found(record)["C-04"].instance == "b"
    record.say("bi.consulted.decision", "whether to ventilate", instance="k")
    assert "C-04" not in found(record)
    question = record.guide.question("bi.consulted.decision")
    answer = record.log.reading(question.id, "k").answer
    assert answer_words(record.guide, record.log, question, answer) == "whether to ventilate"


def test_an_attorney_is_told_that_it_came_back():
    record = decided(attorney(assessed()), bi__maker="attorney")
    record.say("cap", True, instance="z").say("cap.decision", "place of care", instance="z")
    record.say("cap.outcome", "has", instance="z").say("cap.on", "2025-11-10", instance="z")
    assert found(record)["C-10"].words.startswith("It was found since")


def test_what_is_given_is_told_by_a_code_before_words():
    record = decided(refusal(), "chest infection", "There was no wish against ventilation")
    assert "C-06" not in found(record)
    assert found(record.say("bi.gives", "given", instance="b"))["C-06"].fields[0] == "bi.outcome"
    assert found(decided(refusal(), "x", "Ventilate"))["C-06"].fields[0] == "bi.gives"
    assert "C-06" not in found(record.say("bi.gives", "withheld", instance="b"))

"""The plan as a whole: what is quiet, what the national set asks for, and words of free text."""

from __future__ import annotations

import pytest

from eolplan.rules import Severity
from eolplan.rules.wording import (
    only_labels,
    only_upset,
    treatments_given,
    treatments_in,
    treatments_of,
    withholds,
)
from tests.handover.notebook import TALK
from tests.rules.pages import book, found


def test_topics_not_talked_about_are_one_quiet_line():
    finding = found(book())["N-02"]
    assert finding.severity is Severity.PROMPT
    assert "That is fine." in finding.words
    fewer = found(book().say("val.matters", None, "the sea"))["N-02"]
    assert int(fewer.words.split(": ")[1].split(".")[0]) == _count(finding) - 1


def _count(finding) -> int:
    return int(finding.words.split(": ")[1].split(".")[0])


def test_a_way_of_not_answering_is_not_silence():
    """ "Not ready" is talked about: it never counts as a topic nobody opened."""
    before = _count(found(book())["N-02"])
    left = book().leave("val.matters", "asked_not_ready")
    assert _count(found(left)["N-02"]) == before - 1


def test_a_plan_in_which_everything_was_opened_has_no_such_line():
    record = book()
    for section in record.guide.sections:
        first = section.questions[0]
        asked = record.guide.group_of(first.id) or first
        question = record.guide.question(asked.fields[0]) if asked.fields else asked
        if not (section.aside or section.per == "conversation"):
            record.leave(question.id, "asked_declined", instance="x" if asked.repeats else "")
    assert "N-02" not in found(record)


def test_the_national_data_set_asks_and_stops_nothing():
    finding = found(book())["N-05"]
    assert (finding.severity, finding.stops) == (Severity.WARN, "")
    asked = ("person.address", "dx.primary", "person.nhs_status", "agree.conversation")
    assert finding.fields == asked
    record = book().say("person.nhs_status", "02").say("agree.conversation", "yes")
    record.address("12 Heol y Bont")
    assert found(record)["N-05"].fields == ("dx.primary",)
    assert "N-05" not in found(record.say("dx.primary", "Heart failure"))


def test_it_asks_whether_it_was_all_right_to_talk_where_no_talk_says_so():
    """The permission of one talk is that agreement, recorded where it was given (A-01, V-01)."""
    assert "agree.conversation" in found(book())["N-05"].fields
    assert "agree.conversation" not in found(book().talk())["N-05"].fields
    unknown = book().talk().say("conv.permission", "not_recorded", instance=TALK)
    assert "agree.conversation" in found(unknown)["N-05"].fields


def test_it_asks_whether_a_number_was_checked_where_there_is_one():
    assert "person.nhs_status" in found(book())["N-05"].fields
    none = book().leave("person.nhs_no", "not_asked")
    assert "person.nhs_status" not in found(none)["N-05"].fields


@pytest.mark.parametrize(
    ("said_by", "asked"), [("person_spoken", False), ("attorney_or_deputy", True)]
)
def test_it_asks_who_gave_agreement_where_the_answer_does_not_tell(said_by, asked):
    record = book().say("agree.record", "attorney_welfare", said_by=said_by)
    assert ("agree.how.who" in found(record)["N-05"].fields) is asked
    record.say("agree.how.who", "Siân Pryce, daughter, attorney")
    assert "agree.how.who" not in found(record)["N-05"].fields


def test_no_fixed_home_is_an_address():
    record = book().say("person.address", True, instance="a")
    record.say("person.address.kind", "no_fixed_home", instance="a")
    assert "person.address" not in found(record)["N-05"].fields


@pytest.mark.parametrize(
    ("text", "known", "label"),
    [("age 90", "", True), ("sarcoid", "Sarcoid of the lung", True), ("", "", False),
     ("sarcoid", "", False), ("He fell twice", "", False),
     ("LD", "", True), ("PMLD", "", True), ("severe learning difficulties", "", True),
     ("a profound and multiple learning disability", "", True), ("Cerebral palsy", "", True),
     ("92yr old lady, multiple co-morbidities", "", True), ("Motor neurone disease", "", True),
     ("Clinical judgement: her lungs will not bear it", "", False),
     ("Learning disability; CPR would not restart a heart this weak", "", False)],
)  # fmt: skip
def test_a_label_is_no_reason(text, known, label):
    assert only_labels(text, known) is label


def test_upset_alone_is_told_from_harm():
    assert only_upset("would be upsetting")
    assert only_upset("May cause his wife unnecessary distress")
    assert not only_upset("would")
    assert not only_upset("upset, and said he would jump")


def test_two_texts_about_one_treatment_share_its_key():
    assert treatments_in("a PEG", "and dialysis") == {"feeding_tube", "dialysis"}


@pytest.mark.parametrize(
    ("decision", "outcome", "given"),
    [("ventilation", "Ventilate her. She is not in pain; no time to ask.", {"breathing_machine"}),
     ("ventilation", "Comfort care; let her die in peace.", set()),
     ("breathing machine", "A trial for three days", {"breathing_machine"}),
     ("whether to stop ventilation", "Carry on", {"breathing_machine"}),
     ("Not for ventilation or CPR", "Agreed with all", set()),
     ("ventilation", "Not for this", set()),
     ("kidneys", "Dialyse three times a week", {"dialysis"}),
     ("kidneys", "Renal replacement therapy, not surgery", {"dialysis"}),
     ("kidneys", "Dialysis therapy is to be stopped", set()),
     ("infection", "No antibiotics or ventilation", set())],
)  # fmt: skip
def test_a_word_withholds_only_the_treatment_it_stands_beside(decision, outcome, given):
    assert treatments_given(decision, outcome) == given
    assert treatments_of(["tube_stomach", "eating_risk"]) == {"feeding_tube"}


@pytest.mark.parametrize(
    ("text", "away"), [("Do not start it", True), ("Stopped on Monday", True), ("Start it", False)]
)
def test_not_giving_is_told_from_giving(text, away):
    assert withholds(text) is away

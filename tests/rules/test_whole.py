"""The plan as a whole: what is quiet, what the national set asks for, and words of free text."""

from __future__ import annotations

import pytest

from eolplan.rules import Severity
from eolplan.rules.wording import only_labels, only_upset, treatments_in, treatments_of, withholds
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
    assert finding.fields == ("person.address", "dx.primary")
    record = book().address("12 Heol y Bont")
    assert found(record)["N-05"].fields == ("dx.primary",)
    assert "N-05" not in found(record.say("dx.primary", "Heart failure"))


def test_no_fixed_home_is_an_address():
    record = book().say("person.address", True, instance="a")
    record.say("person.address.kind", "no_fixed_home", instance="a")
    assert "person.address" not in found(record)["N-05"].fields


@pytest.mark.parametrize(
    ("text", "known", "label"),
    [("age 90", "", True), ("motor neurone", "Motor neurone disease", True), ("", "", False),
     ("motor neurone", "", False), ("He fell twice", "", False)],
)  # fmt: skip
def test_a_label_is_no_reason(text, known, label):
    assert only_labels(text, known) is label


def test_upset_alone_is_told_from_harm():
    assert only_upset("would be upsetting")
    assert not only_upset("would")
    assert not only_upset("upset, and said he would jump")


def test_two_texts_about_one_treatment_share_its_key():
    assert treatments_in("a PEG", "and dialysis") == {"feeding_tube", "dialysis"}
    assert treatments_of(["tube_stomach", "eating_risk"]) == {"feeding_tube"}


@pytest.mark.parametrize(
    ("text", "away"), [("Do not start it", True), ("Stopped on Monday", True), ("Start it", False)]
)
def test_not_giving_is_told_from_giving(text, away):
    assert withholds(text) is away

"""What became of a plan stands at the head of every copy of it, signed off or not."""

from __future__ import annotations

import pytest

from eolplan.handover.outline import outline
from eolplan.handover.page1 import page1
from tests.handover.rows_of_paper import SOON, signed_then
from tests.handover.test_fhir import all_of, document, faults, schema
from tests.handover.told import gwen_only, record

__all__ = ["schema"]  # the fixture

ENDS = {"S06", "S08", "S09.died", "S09.error"}


def ends(book):
    """Return the rows about an end or a hold on the copy of the version that was signed first."""
    first = min(book.log.versions.values(), key=lambda version: version.number)
    return ENDS & set(page1(book.copy(now=SOON, version=first)).ids)


@pytest.mark.parametrize(
    ("status", "row"),
    [
        ("under_review", "S06"), ("suspended", "S06"), ("closed_moved", "S06"),
        ("closed_discharged", "S06"), ("closed_declined", "S08"), ("closed_withdrew", "S08"),
        ("closed_died", "S09.died"), ("entered_in_error", "S09.error"),
    ],
)  # fmt: skip
def test_every_end_says_what_the_paper_is_worth(status, row):
    assert ends(signed_then(plan__status=status, plan__status__on="2025-11-18")) == {row}


def test_a_plan_in_use_says_nothing_of_the_kind():
    assert ends(signed_then(plan__status="final")) == set()


def test_the_day_on_which_it_ended_is_the_one_that_was_said():
    book = signed_then(plan__status="closed_moved", plan__status__on="2025-11-18")
    lines = page1(book.copy(now=SOON, version=book.log.latest_version())).texts()
    assert any(line.startswith("ON HOLD since 18 November 2025.") for line in lines)


@pytest.mark.parametrize(
    ("scope", "rows"),
    [
        (["whole_record"], {"S08"}), (["all_sharing"], {"S08"}),
        (["some_sharing"], set()), (["some_topics"], set()),
    ],
)  # fmt: skip
def test_a_part_that_was_taken_back_leaves_the_rest_to_be_used(scope, rows):
    """Whoever no longer wants the council to read it must not lose the page on the fridge."""
    book = signed_then(agree__withdrawn__on="2025-11-18")
    assert ends(book.say("agree.withdrawn.scope", scope)) == rows


def test_a_signature_that_was_given_is_no_longer_awaited():
    book = record(gwen_only(), sign__second__name="Dr A Rees", sign__second__role="GP")
    assert "S02" in page1(book.copy()).ids
    record(book, sign__second__on="2025-11-12")
    assert "S02" not in page1(book.copy()).ids


def reasoned():
    """A plan that was signed off against a check."""
    book = gwen_only().say("override", True, instance="o1")
    for part, value, words in (
        ("rule", "R-02", ""), ("about", "Say whether she was told.", ""),
        ("reason", None, "Her daughter was told tonight."), ("by", "Carys Bevan, Nurse", ""),
    ):  # fmt: skip
        book.say(f"override.{part}", value, words, instance="o1", said_by="clinician_judgement")
    return book


@pytest.mark.parametrize(
    ("reader", "reads"),
    [("gp", True), ("hospice", True), ("care_home", True), ("full", True), ("bedside", False),
     ("own", False), ("family", False), ("ambulance", False)],
)  # fmt: skip
def test_a_reason_to_sign_off_all_the_same_prints_for_professionals(reader, reads):
    text = "\n".join(outline(reasoned().copy(reader)).texts())
    assert ("Her daughter was told tonight." in text) is reads
    assert ("Carys Bevan, Nurse" in text) is reads


# -- for other people's software ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, {}),
        ({"plan__status": "closed_died", "death__date": "2025-11"},
         {"deceasedDateTime": "2025-11"}),
        ({"plan__status": "closed_died"}, {"deceasedBoolean": True}),
    ],
)  # fmt: skip
def test_software_is_told_that_somebody_has_died(schema, facts, told):
    made = document(signed_then(**facts))
    (patient,) = all_of(made, "Patient")
    assert {key: value for key, value in patient.items() if key.startswith("deceased")} == told
    assert not faults(schema, made)


def test_software_is_told_that_a_plan_was_recorded_in_error(schema):
    made = document(signed_then(plan__status="entered_in_error"))
    (composition,) = all_of(made, "Composition")
    assert composition["status"] == "entered-in-error"
    assert not faults(schema, made)


def test_agreement_that_was_withdrawn_without_a_day_ends_the_paper():
    book = signed_then(agree__record="withdrawn")
    assert ends(book) == {"S08"}
    first = min(book.log.versions.values(), key=lambda version: version.number)
    words = "\n".join(page1(book.copy(now=SOON, version=first)).texts())
    assert "took back agreement to this plan on" in words

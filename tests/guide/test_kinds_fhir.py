"""How values of every kind travel in FHIR."""

from __future__ import annotations

import pytest

from eolplan.guide import KINDS
from eolplan.guide.kinds.kind import ALSO_CODED
from tests.guide.asking import (
    CONTACT,
    MEMBER,
    SERVICE,
    SNOMED,
    ask,
)


@pytest.mark.parametrize(
    ("question", "value", "elements"),
    [
        (ask("line"), "Gwen", [{"valueString": "Gwen"}]),
        (ask("line", pattern="nhs-number"), "9990000018", [{"valueString": "999 000 0018"}]),
        (ask("lines"), ["a", "b"], [{"valueString": "a"}, {"valueString": "b"}]),
        (ask("lines"), "a", [{"valueString": "a"}]),
        (ask("date"), "1941-03", [{"valueDate": "1941-03"}]),
        (ask("date"), "in spring", [{"valueString": "in spring"}]),
        (ask("number"), 50, [{"valueInteger": 50}]),
        (ask("number"), "7.5", [{"valueDecimal": 7.5}]),
        (ask("number", unit="hours"), 7, [{"valueQuantity": {"value": 7, "unit": "hours"}}]),
        (ask("number"), "many", [{"valueString": "many"}]),
        (ask("scale"), 7, [{"valueInteger": 7}]),
        (ask("scale"), "much", [{"valueString": "much"}]),
        (ask("choice"), "moon", [{"valueString": "moon"}]),
        (ask("choices"), "moon", [{"valueString": "moon"}]),
        (ask("phones"), [{"number": "111"}], [{"valueString": "111"}]),
        (ask("phones"), "111", [{"valueString": "111"}]),
        (ask("contact"), "somebody", [{"valueString": "somebody"}]),
        (ask("member"), "somebody", [{"valueString": "somebody"}]),
        (ask("member"), MEMBER, [{"valueReference": {"identifier": {
            "system": "https://eolplan.example/fhir/member/val.hopes", "value": "5d1e0b"}}}]),
        (ask("service"), SERVICE, [{"valueString": "Aberwen befrienders (01632 960123)"}]),
        (ask("money"), 125_005, [{"valueQuantity": {
            "value": 1250.05, "unit": "£", "system": "urn:iso:std:iso:4217", "code": "GBP"}}]),
        (ask("money"), "a lot", [{"valueString": "a lot"}]),
        (ask("treatment"), {"view": "moon"}, [{"valueString": "moon"}]),
        (ask("treatment"), "wants", [{"valueString": "wants"}]),
        (ask("text"), None, []),
        (ask("statement"), None, []),
        (ask("ranked-places"), None, []),
    ],
)  # fmt: skip
def test_a_value_has_one_form_in_fhir(question, value, elements):
    assert KINDS[question.kind].fhir(question, value) == elements


def test_a_choice_is_our_own_code():
    (element,) = KINDS["choice"].fhir(ask("choice"), "hospice")
    assert element == {
        "valueCoding": {
            "system": "https://eolplan.example/fhir/CodeSystem/VS-PLACE",
            "code": "hospice",
            "display": "Hospice",
        }
    }


def test_sourced_codes_ride_on_the_one_answer():
    """A second answer would read as a second choice."""
    (element,) = KINDS["choice"].fhir(ask("choice"), "home")
    assert element["valueCoding"]["extension"] == [  # type: ignore[index]  # a Coding
        {
            "url": ALSO_CODED,
            "valueCoding": {"system": SNOMED, "code": "395091006", "display": "place"},
        }
    ]


def test_a_code_that_is_true_in_one_place_is_sent_only_there():
    """ "Preferred place of death: home" must not stand beside a place of care."""
    (element,) = KINDS["choice"].fhir(ask("choice", fhir="hope"), "home")
    codes = [e["valueCoding"]["code"] for e in element["valueCoding"]["extension"]]  # type: ignore[index]
    assert codes == ["110481000000108", "395091006"]


def test_a_choice_without_a_value_set_is_coded_by_its_question():
    question = ask("choice", value_set=None)
    (element,) = KINDS["choice"].fhir(question, "hospice")
    assert element["valueCoding"]["system"].endswith("/CodeSystem/a")  # type: ignore[index]


def test_a_view_is_never_sent_without_its_condition():
    """A weak reader that shows only the display must not lose the "only if"."""
    value = {"view": "only_if", "only_if": "I can come home"}
    (element,) = KINDS["treatment"].fhir(ask("treatment"), value)
    assert element["valueCoding"]["display"] == "It depends. Only if: I can come home"  # type: ignore[index]


def test_a_contact_is_a_reference_that_needs_no_other_resource():
    (element,) = KINDS["contact"].fhir(ask("contact"), CONTACT)
    assert element == {
        "valueReference": {
            "type": "RelatedPerson",
            "identifier": {"system": "https://eolplan.example/fhir/contact", "value": "0c8f2a"},
        }
    }

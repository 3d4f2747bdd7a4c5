"""The guide as a FHIR Questionnaire: every answer of a copy fits the item that asked for it."""

from __future__ import annotations

from eolplan.guide import KINDS
from eolplan.handover import questionnaire
from eolplan.handover.fhir.questionnaire import TYPES
from tests.handover.notebook import core
from tests.handover.test_every_question import everything
from tests.handover.test_fhir import document, faults, schema

__all__ = ["schema"]  # the fixture

FITS = {
    "string": {"valueString"}, "text": {"valueString"}, "date": {"valueDate", "valueString"},
    "choice": {"valueCoding"}, "integer": {"valueInteger"}, "reference": {"valueReference"},
    "decimal": {"valueInteger", "valueDecimal", "valueQuantity"}, "group": set(),
    "display": set(), "quantity": {"valueQuantity"},
}  # fmt: skip
"""Which ``value[x]`` an item of a type may hold; a date that is none travels as words."""


def _flat(items, parent=""):
    for item in items:
        yield parent, item
        yield from _flat(item.get("item", ()), item["linkId"])


def _asked():
    return {item["linkId"]: (parent, item) for parent, item in _flat(questionnaire(core())["item"])}


def test_every_kind_has_a_type():
    assert TYPES.keys() == KINDS.keys()


def test_it_is_valid_against_the_official_schema(schema):
    made = questionnaire(core())
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": made}]}
    assert faults(schema, bundle) == []


def test_the_same_guide_gives_the_same_text():
    assert questionnaire(core()) == questionnaire(core())


def test_nobody_has_to_answer_anything():
    assert not any("required" in item for _, item in _asked().values())


def test_every_answer_of_a_full_record_fits_the_item_that_asked():
    """Same id, same group, and a value that the item's type can hold."""
    made = document(everything(), "full")
    (response,) = [
        e["resource"] for e in made["entry"] if e["resource"]["resourceType"].startswith("Question")
    ]
    asked, wrong = _asked(), []
    for parent, answered in _flat(response["item"]):
        link = answered["linkId"].removesuffix("/says")
        within, item = asked[link]
        values = {key for answer in answered.get("answer", ()) for key in answer}
        codes = {a["valueCoding"]["code"] for a in answered.get("answer", ()) if "valueCoding" in a}
        offered = {o["valueCoding"]["code"] for o in item.get("answerOption", ())}
        if not values <= FITS[item["type"]] or within != parent or not codes <= offered:
            wrong.append((link, parent, within, item["type"], values))
    assert wrong == []


def test_what_depends_on_an_earlier_answer_says_so():
    conditions = _asked()["icd"][1]["enableWhen"]
    assert {when["question"] for when in conditions} == {"dev.has"}
    assert {when["answerCoding"]["code"] for when in conditions} >= {"icd", "s_icd"}


def test_what_only_one_law_knows_is_asked_there():
    where = _asked()["cap.awi"][1]["enableWhen"]
    assert [when["answerCoding"]["code"] for when in where] == ["SCT"]

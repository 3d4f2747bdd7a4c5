"""The machine-readable half: valid, safe, and the whole log."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from eolplan.handover.audience import AUDIENCES, audience
from eolplan.handover.copying import make_copy
from eolplan.handover.fhir import bundle
from eolplan.handover.fhir.elements import BASE, codes, string
from eolplan.handover.fhir.response import parent_of, travelling
from eolplan.handover.outline import outline
from eolplan.handover.package import payload_bytes
from eolplan.handover.page1 import page1
from eolplan.handover.unpacking import unpacked
from eolplan.record import Entry, Version
from tests.handover.notebook import SIGNED, STAFF, TALK, Notebook, gwen

pytestmark = pytest.mark.uncounted

Json = dict[str, Any]
SCT = "http://snomed.info/sct"


def document(book: Notebook, audience_id: str = "hospice", *, draft: bool = False) -> Json:
    version = None
    if not draft:
        book.copy(audience_id)
        version = book.log.latest_version()
    copy, parcel = make_copy(book.log, book.guide, audience(audience_id), staff=STAFF, now=SIGNED,
                             version=version)  # fmt: skip
    page = page1(copy) if version else None
    made: Json = json.loads(payload_bytes(bundle(copy, parcel, page, outline(copy))))
    return made


def all_of(made: Json, kind: str) -> list[Json]:
    return [e["resource"] for e in made["entry"] if e["resource"]["resourceType"] == kind]


def one(made: Json, kind: str) -> Json:
    (found,) = all_of(made, kind)
    return found


def observation(made: Json, text: str) -> Json:
    return next(o for o in all_of(made, "Observation") if o["code"]["text"] == text)


def items(made: Json) -> dict[tuple[str, str], Json]:
    found = {}
    for item in one(made, "QuestionnaireResponse")["item"]:
        marks = [e["valueString"] for e in item.get("extension", ()) if "/instance" in e["url"]]
        found[item["linkId"], "".join(marks)] = item
    return found


@pytest.fixture(scope="session")
def schema(root: Path) -> Json:
    text = lzma.decompress((root / "tests/data/fhir.schema.json.xz").read_bytes())
    made: Json = json.loads(text)
    made["definitions"]["Resource"] = made["definitions"]["ResourceList"]
    return made


def faults(schema: Json, made: Json) -> list[str]:
    """Judge every resource by its own definition, and the document without them."""
    found = []
    shell = {**made, "entry": [{**e, "resource": {"resourceType": "Basic", "code": {}}}
                               for e in made["entry"]]}  # fmt: skip
    for resource in (shell, *(e["resource"] for e in made["entry"])):
        own = {
            "$ref": f"#/definitions/{resource['resourceType']}",
            **{"definitions": schema["definitions"]},
        }
        errors = jsonschema.Draft6Validator(own).iter_errors(resource)
        found += [f"{resource['resourceType']}: {list(e.path)} {e.message[:80]}" for e in errors]
    return found


@pytest.mark.parametrize("audience_id", [*AUDIENCES])
def test_every_copy_is_valid_against_the_official_schema(schema, audience_id):
    book = gwen().say("val.fears", None, 'a\u00a0b\u2028c <div> & "x"').say("rev.date", "2026-02")
    book.say("pod.second", "care_home", seen=()).leave("poc.first", "asked_declined")
    assert faults(schema, document(book, audience_id)) == []


def test_a_draft_and_an_empty_plan_are_valid(schema):
    assert faults(schema, document(gwen(), draft=True)) == []
    assert faults(schema, document(Notebook().person_named(), "ambulance")) == []


def test_the_schema_finds_a_planted_fault(schema):
    made = document(gwen())
    one(made, "Flag")["status"] = "done"
    one(made, "Task")["dosage"] = "5 mg"
    assert len(faults(schema, made)) == 2


def test_every_reference_leads_to_a_resource_of_the_document():
    made = document(gwen())
    known = {entry["fullUrl"] for entry in made["entry"]}
    assert len(known) == len(made["entry"])
    references = [r for r in _references(made) if r.startswith("urn:")]
    assert set(references) <= known
    assert made["entry"][0]["resource"]["resourceType"] == "Composition"


def _references(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [node["reference"]] if isinstance(node.get("reference"), str) else []
        return own + [r for value in node.values() for r in _references(value)]
    return [r for value in node for r in _references(value)] if isinstance(node, list) else []


def test_the_document_says_what_it_is_and_what_it_replaces():
    book = gwen()
    first = document(book)
    book.say("val.fears", None, "Being alone").sign()
    second = document(book)
    head = one(second, "Composition")
    assert {c["code"] for c in head["type"]["coding"]} == {"81334-5", "736366004"}
    assert head["title"] == "Advance care plan"
    assert one(first, "Composition")["status"] == "final"
    assert head["status"] == "amended"
    assert head["relatesTo"][0]["targetIdentifier"] == first["identifier"]
    assert one(document(gwen(), draft=True), "Composition")["status"] == "preliminary"


def test_the_same_input_gives_the_same_text():
    book = gwen()
    assert document(book) == document(book)


def test_the_person_has_the_number_its_check_and_the_parts_of_the_name():
    book = gwen().say("person.nhs_status", "02").say("person.gender", "woman")
    patient = one(document(book), "Patient")
    number = patient["identifier"][0]
    assert number["value"] == "9990641544"
    status = number["extension"][0]["valueCodeableConcept"]["coding"][0]["code"]
    assert status == "number-present-but-not-traced"
    assert patient["name"][0]["family"] == "Pryce"
    assert patient["birthDate"] == "1941-03-04"
    assert patient["gender"] == "female"
    assert patient["address"][0]["line"] == ["12 Heol y Bont", "Aberwen"]


def test_every_language_is_told_and_only_the_one_liked_best_is_preferred():
    book = gwen().say("comm.lang_spoken", "cy").say("comm.lang_spoken.also", ["cy", "en", "bfi"])
    told = one(document(book), "Patient")["communication"]
    spoken = [(t["language"]["coding"][0]["code"], t.get("preferred")) for t in told]
    assert spoken == [("cy", True), ("en", None), ("bfi", None)]
    only = gwen().say("comm.lang_spoken", None, "Romani").say("comm.lang_spoken.also", ["pl"])
    (polish,) = one(document(only), "Patient")["communication"]
    assert "preferred" not in polish


def test_a_number_that_cannot_be_one_is_not_exported():
    book = gwen().say("person.nhs_no", "9990641545")
    assert "identifier" not in one(document(book), "Patient")


# ---- what must never be said in code


def test_nothing_about_cpr_or_a_wish_is_a_consent_an_order_or_a_medicine():
    book = gwen().say("cpr.person_view", "does_not_want")
    made = document(book, "full")
    kinds = {entry["resource"]["resourceType"] for entry in made["entry"]}
    assert not kinds & {"ServiceRequest", "MedicationStatement", "MedicationRequest", "Goal"}
    scopes = {c["code"] for consent in all_of(made, "Consent") for c in consent["scope"]["coding"]}
    assert scopes <= {"patient-privacy"}
    assert "doNotPerform" not in json.dumps(made)
    assert "89666000" not in json.dumps(made)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, "450476008"),
        ({"cpr__agree": "disagree"}, "450476008"),
        ({"cpr__form__review_on": "2025-11-01"}, "450476008"),
        ({"cpr__status": "attempt"}, "450475007"),
        ({"cpr__form__exists": "no"}, ""),
        ({"cpr__form__seen_kind": "copy"}, ""),
        ({"cpr__form__valid_where": "this_setting"}, ""),
        ({"cpr__form__cancelled_on": "2025-11-01"}, ""),
        ({"cpr__status": "unknown"}, ""),
        ({"cpr__status": "none_recorded"}, ""),
        ({"cpr__status": "attempt", "cpr__form__exists": "no"}, ""),
    ],
)
def test_the_flag_is_coded_only_where_a_signed_paper_was_seen(change, code):
    book = Notebook().person_named().form(**change)
    flag = one(document(book), "Flag")
    words = page1(book.copy("hospice")).read_first[0].lines[0].plain
    assert flag["code"]["text"] == words
    assert flag["category"][0]["coding"][0]["code"] == "clinical"
    assert [c["code"] for c in flag["code"].get("coding", ())] == ([code] if code else [])
    assert json.dumps(document(book)).count("4504") == bool(code)


def test_a_draft_flags_nothing():
    assert all_of(document(gwen(), draft=True), "Flag") == []


def test_a_wish_is_coded_where_a_finding_says_exactly_that():
    place = observation(document(gwen()), "Preferred place of death")
    assert [c["code"] for c in place["code"]["coding"]] == ["395091006", "75780-7"]
    assert place["valueCodeableConcept"]["coding"][0]["code"] == "110481000000108"
    assert place["valueCodeableConcept"]["text"] == "Own home (Gwen, 12 November 2025)"


def test_what_family_say_is_text_and_no_finding_about_the_person():
    book = gwen().say("pod.first", "hospital_acute", said_by="family_or_friend",
                      said_by_contact="c1")  # fmt: skip
    place = observation(document(book), "Preferred place of death")
    assert place["valueCodeableConcept"] == {"text": "Hospital (Siân Pryce says, 12 November 2025)"}


@pytest.mark.parametrize(
    ("standing", "absent", "finding"),
    [
        ("asked_not_ready", "asked-declined", "766391000000108"),
        ("asked_declined", "asked-declined", "766391000000108"),
        ("undecided", "asked-unknown", "517161000000101"),
        ("does_not_know", "asked-unknown", ""),
        ("unable_to_express", "unknown", "517111000000103"),
        ("not_appropriate_now", "not-asked", "517131000000106"),
    ],
)
def test_each_way_of_not_answering_has_its_reason_and_its_words(standing, absent, finding):
    book = Notebook().person_named().leave("pod.first", standing)
    made = document(book)
    place = observation(made, "Preferred place of death")
    reason = place["dataAbsentReason"]
    assert "valueCodeableConcept" not in place
    assert [c["code"] for c in reason["coding"]] == [absent, *([finding] if finding else [])]
    assert reason["text"].endswith("(Gwen, 12 November 2025)")
    item = items(made)["pod.first", ""]
    values = {e["url"].rpartition("/")[2]: e["valueCode"] for e in item["extension"]}
    assert values == {"standing": standing, "data-absent-reason": absent}
    assert "answer" not in item


def test_silence_is_not_asked_and_a_mask_is_masked():
    made = document(Notebook().person_named(), "ambulance")
    place = observation(made, "Preferred place of death")
    assert [c["code"] for c in place["dataAbsentReason"]["coding"]] == ["not-asked"]
    book = Notebook().person_named().leave("pod.first", "asked_declined")
    place = observation(document(book, "ambulance"), "Preferred place of death")
    assert [c["code"] for c in place["dataAbsentReason"]["coding"]] == ["masked"]
    assert "766391000000108" not in json.dumps(place)


def test_place_of_care_is_text_only():
    place = observation(document(gwen().say("poc.first", "hospice")), "Preferred place of care")
    assert place["code"] == {"text": "Preferred place of care"}
    assert place["valueString"] == "Hospice (Gwen, 12 November 2025)"


def test_agreement_travels_only_where_this_reader_may_know_of_it():
    assert one(document(gwen(), "hospice"), "Consent")["provision"]["type"] == "permit"
    assert all_of(document(gwen(), "ambulance"), "Consent") == []
    taken_back = gwen().say("agree.withdrawn.on", "2025-11-11")
    assert all_of(document(taken_back), "Consent") == []


# ---- items and the log


def test_items_hold_heads_only_and_nest_by_instance():
    book = gwen().say("pod.second", "care_home")
    made = items(document(book))
    assert made["pod.second", ""]["answer"][0]["valueCoding"]["code"] == "care_home"
    siân = {item["linkId"]: item for item in made["contact", "c1"]["item"]}
    assert siân["contact.name"]["answer"] == [{"valueString": "Siân Pryce"}]
    assert "conv.when" in {item["linkId"] for item in made["conversation", TALK]["item"]}
    assert (
        made["place.avoid", "hospital_acute"]["answer"][0]["valueCoding"]["code"]
        == "hospital_acute"
    )
    assert "hospice" not in json.dumps(made["pod.second", ""])


def test_a_disagreement_has_no_answer_and_says_both_sides():
    item = items(document(gwen().say("pod.first", "hospice", seen=())))["pod.first", ""]
    assert "answer" not in item
    assert "Own home" in item["text"]
    assert "Hospice" in item["text"]


def test_the_cpr_item_says_that_the_flag_counts():
    item = items(document(gwen()))["cpr.status", ""]
    assert "The flag says what may be acted on." in item["text"]


def test_the_log_comes_out_as_it_went_in():
    book = gwen().say("val.fears", None, 'odd\u00a0space\u2028and \\u00a0 and "quotes"')
    book.say("val.fears", None, "and then other words")
    version = book.sign()
    copy, parcel = make_copy(book.log, book.guide, audience("full"), staff=STAFF, now=SIGNED,
                             version=version)  # fmt: skip
    found = unpacked(payload_bytes(bundle(copy, parcel, page1(copy), outline(copy))))
    assert {d: e.body for d, e in found.parcel.entries.items()} == {
        d: e.body for d, e in book.log.entries.items()
    }
    assert found.parcel.guides == parcel.guides
    assert found.parcel.persons == parcel.persons
    assert found.parcel.versions.keys() == book.log.versions.keys()
    assert found.copied == version.digest
    assert not found.draft
    assert not found.parcel.subset


def test_a_masked_copy_says_what_it_lacks():
    book = gwen().contact("c3", "Ann Lee", "07700 900789")
    made = document(book, "ambulance")
    record = one(made, "QuestionnaireResponse")
    values = {}
    for extension in record["extension"]:
        name = extension["url"].removeprefix(f"{BASE}/StructureDefinition/")
        values.setdefault(name, []).append(next(v for k, v in extension.items() if k != "url"))
    assert values["subset"] == [True]
    assert "val.fears" in values["withheld"]
    assert values["husk"]
    assert "Ann Lee" not in json.dumps(made)
    carried = [Entry.read(text) for text in values["entry"]]
    assert all(entry.question != "agree.share.gp" for entry in carried)


def test_one_group_is_the_parent_of_an_instance():
    assert parent_of(["contact.name", "contact", "contact.phones"]) == "contact"
    assert parent_of(["conv.when", "conv.where"]) == "conv"
    assert parent_of(["place.avoid"]) == "place.avoid"
    assert parent_of(["a.b", "c.d"]) == "instance"


def test_rare_spaces_are_escaped_for_the_schema_and_nothing_else_is():
    assert travelling("a\u00a0b\n c\ufeff") == "a\\u00a0b\n c\\ufeff"
    assert string(" a\u00a0b ") == "a b"
    assert string("") == "-"


def test_every_code_of_ours_has_its_source():
    assert codes("place-of-death")
    assert codes("nothing") == []


def test_no_consent_is_told_that_was_taken_back_since():
    book = gwen()
    version = book.sign()
    assert "Consent" in kinds_of(book, version)
    book.say("agree.share.gp", "no")
    assert "Consent" not in kinds_of(book, version)


def kinds_of(book: Notebook, version: Version) -> list[str]:
    """The resources of a copy of *version*, as it is made today."""
    copy, parcel = make_copy(book.log, book.guide, audience("gp"), staff=STAFF, now=SIGNED,
                             version=version)  # fmt: skip
    entries = bundle(copy, parcel, page1(copy), outline(copy))["entry"]
    return [entry["resource"]["resourceType"] for entry in entries]

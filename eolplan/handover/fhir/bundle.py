"""One copy as a FHIR R4 document: the same masked record, for other people's software."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from eolplan.guide import Element
from eolplan.handover.copying import Copy
from eolplan.handover.fhir.elements import (
    BASE,
    codes,
    coding,
    concept,
    narrative,
    stable_id,
    urn,
)
from eolplan.handover.fhir.facts import Facts
from eolplan.handover.fhir.maker import labels
from eolplan.handover.fhir.response import items, log_extensions
from eolplan.handover.fhir.who import Who
from eolplan.handover.plan import Outline
from eolplan.handover.sheet import PageOne
from eolplan.record import Parcel
from eolplan.words import tr

VERSION_NUMBER = (
    "http://hl7.org/fhir/StructureDefinition/composition-clinicaldocument-versionNumber"
)
_ENTRIES: Mapping[str, tuple[str, ...]] = {
    "S05": ("contact",), "S06": ("sharing",), "S11": ("place-of-care", "place-of-death"),
    "S13": ("cpr",), "S22": ("review",),
}  # fmt: skip
"""Which resources belong under which topic."""


def bundle(copy: Copy, parcel: Parcel, page: PageOne | None, plan: Outline) -> Element:
    """Return the document Bundle of *copy*; the same input gives the same text.

    Args:
        copy: What it is made from.
        parcel: The log that travels.
        page: Page 1; None for a draft.
        plan: The plan pages, whose words are the narrative.
    """
    who, facts = Who(copy), Facts(copy)
    resources: dict[str, Element] = {
        "patient": who.patient(), "signer": who.practitioner(), "organisation": who.organisation(),
    }  # fmt: skip
    resources |= dict(who.related())
    single = {
        "cpr": facts.cpr(page), "place-of-care": facts.place_of_care(),
        "place-of-death": facts.place_of_death(), "sharing": facts.sharing(),
        "review": facts.review(),
    }  # fmt: skip
    resources |= {name: made for name, made in single.items() if made}
    resources["record"] = _record(who, parcel)
    first = _composition(who, page, plan, resources)
    entries = [
        {"fullUrl": urn(str(made["id"])), "resource": made} for made in (first, *resources.values())
    ]
    number = _document_id(copy)
    meta = {"meta": label} if (label := labels(copy)) else {}
    return {
        "resourceType": "Bundle", "id": number, **meta, "language": "en-GB",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": urn(number)},
        "type": "document", "timestamp": copy.now.isoformat(timespec="seconds"), "entry": entries,
    }  # fmt: skip


def _document_id(copy: Copy, version: str = "") -> str:
    """Return the id of this version's copy for this audience; of a draft, of this moment's."""
    which = version or (copy.version.digest if copy.version else f"draft {copy.now.isoformat()}")
    return stable_id(which, copy.audience.id)


def _record(who: Who, parcel: Parcel) -> Element:
    """Return the whole record: current answers as items, the log as extensions."""
    copy = who.copy
    line = tr("Everything recorded in this copy, for software that reads it.")
    made = who.resource("QuestionnaireResponse", "record", line)
    made["extension"] = log_extensions(parcel, copy.version)
    return made | {
        "questionnaire": f"{BASE}/Questionnaire/acp|1", "status": "completed",
        "subject": who.ref("patient"), "authored": _written(copy), "author": who.ref("signer"),
        "item": items(copy.log, copy.guide),
    }  # fmt: skip


def _written(copy: Copy) -> str:
    return copy.version.signed_at if copy.version else copy.now.isoformat(timespec="seconds")


def _composition(
    who: Who, page: PageOne | None, plan: Outline, resources: Mapping[str, Element]
) -> Element:
    """Return the head of the document: what it is, who wrote it, and its sections."""
    copy, version = who.copy, who.copy.version
    made: Element = {"resourceType": "Composition", "id": who.id("composition"),
                     "language": "en-GB"}  # fmt: skip
    made["text"] = narrative([tr("Advance care plan"), copy.subject.listed, copy.imprint])
    if version:
        made["extension"] = [{"url": VERSION_NUMBER, "valueString": str(version.number)}]
    made |= {
        "identifier": {"system": "urn:ietf:rfc:3986", "value": urn(who.id("plan"))},
        "status": _status(copy),
        "type": concept(*codes("document"), text=tr("Advance care plan")),
        "category": [concept(*codes("category"))], "subject": who.ref("patient"),
        "date": _written(copy), "author": [who.ref("signer")], "title": tr("Advance care plan"),
        "confidentiality": "R", "custodian": who.ref("organisation"),
    }  # fmt: skip
    if version:
        made["attester"] = [{"mode": "professional", "time": version.signed_at,
                             "party": who.ref("signer")}]  # fmt: skip
        if version.parents:
            made["relatesTo"] = [_replaces(copy, parent) for parent in version.parents]
    return made | {"section": list(_sections(who, page, plan, resources))}


def _status(copy: Copy) -> str:
    """Return how the document stands; a plan recorded in error is so in every version."""
    if copy.known.since.error:
        return "entered-in-error"
    if copy.version is None:
        return "preliminary"
    return "final" if copy.version.number == 1 else "amended"


def _replaces(copy: Copy, parent: str) -> Element:
    older = {"system": "urn:ietf:rfc:3986", "value": urn(_document_id(copy, parent))}
    return {"code": "replaces", "targetIdentifier": older}


def _sections(
    who: Who, page: PageOne | None, plan: Outline, resources: Mapping[str, Element]
) -> Iterable[Element]:
    """Yield page 1, every topic of the plan, and the record itself, each with its words."""
    if page:
        lines = [text for text in page.texts() if text]
        yield _section(page.title, [], lines, [who.ref("cpr")] if "cpr" in resources else [])
    for topic in plan.topics:
        lines = [text for text in Outline((topic,)).texts() if text]
        names = _ENTRIES.get(topic.source, ())
        inside = [name for name in resources if name in names or name.partition("-")[0] in names]
        refs = [who.ref(name) for name in inside]
        yield _section(topic.heading, codes(f"section.{topic.source}"), lines[1:], refs)
    for heading, words in plan.runs_on():
        more = [text for said in words for text in (said.heading, said.words, said.by) if text]
        yield _section(heading, [], more, [])
    own = coding(f"{BASE}/CodeSystem/acp-item", "complete-record", tr("Whole record"))
    yield _section(tr("Whole record"), [own], [tr("For software that reads it.")],
                   [who.ref("record")])  # fmt: skip


def _section(title: str, coded: list[Element], lines: list[str], refs: list[Element]) -> Element:
    made: Element = {"title": title, "code": concept(*coded, text=title), "text": narrative(lines)}
    return made | ({"entry": refs} if refs else {})

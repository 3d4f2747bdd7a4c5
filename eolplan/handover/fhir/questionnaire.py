"""The guide as a FHIR R4 Questionnaire, so that a receiver can show what was asked.

Made for reading, never read back: the guide is written in TOML. Link ids are
question ids, nested as in the QuestionnaireResponse of a copy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from eolplan.guide import NATION, Element, Guide, Names, Question, Section
from eolplan.guide.kinds.kind import coded
from eolplan.guide.model import ShownIf
from eolplan.handover.fhir.elements import BASE, stable_id, string
from eolplan.handover.fhir.response import TALK
from eolplan.record.canonical import sha256
from eolplan.words import tr

GROUP: Final = "group"
DISPLAY: Final = "display"
TYPES: Final[Mapping[str, str]] = MappingProxyType({
    "text": "text",
    "line": "string",
    "yes-no": "choice",
    "choice": "choice",
    "choices": "choice",
    "date": "date",
    "number": "decimal",
    "scale": "integer",
    "lines": "string",
    "phones": "string",
    "contact": "reference",
    "member": "reference",
    "service": "string",
    "money": "quantity",
    "treatment": "choice",
    "group": GROUP,
    "ranked-places": DISPLAY,
    "statement": DISPLAY,
})  # fmt: skip
"""The item type of each kind; a group that does not repeat is a heading over its questions."""

_SEVERAL: Final = frozenset({"choices", "lines", "phones"})


def questionnaire(guide: Guide) -> Element:
    """Return everything that *guide* asks; the same guide gives the same text.

    Nothing is required, because nobody has to answer. A question that only one
    nation's law knows is enabled by the plan's nation.
    """
    content = sha256("\n".join(section.text for section in guide.sections))
    return {
        "resourceType": "Questionnaire",
        "id": stable_id("questionnaire", content),
        "url": f"{BASE}/Questionnaire/guide",
        "version": content[:12],
        "name": "EolplanGuide",
        "title": tr("Advance care planning conversation"),
        "status": "active",
        "subjectType": ["Patient"],
        "item": [item for section in guide.sections for item in _section(section, guide)],
    }


def _section(section: Section, guide: Guide) -> Iterator[Element]:
    """Yield the topic as a heading and its questions; of a talk, all of them in one group."""
    questions = [q for page in section.pages for q in _with_fields(page, guide)]
    inside = [_item(question, guide) for question in questions]
    if section.per == TALK:
        yield {
            "linkId": section.id, "text": string(tr(section.title)), "type": GROUP,
            "repeats": True, "item": inside,
        }  # fmt: skip
        return
    yield {"linkId": f"topic/{section.id}", "text": string(tr(section.title)), "type": DISPLAY}
    yield from inside


def _with_fields(page: Question, guide: Guide) -> Iterator[Question]:
    """Yield a page, and what it asks unless it is a group of its own in a response."""
    yield page
    if not page.repeats:
        yield from map(guide.question, guide.own_fields(page))


def _item(question: Question, guide: Guide) -> Element:
    kind = TYPES[question.kind]
    if kind == GROUP and not question.repeats:
        kind = DISPLAY
    item: Element = {
        "linkId": question.id, "text": string(question.asked("they", _nobody())), "type": kind,
    }  # fmt: skip
    if kind != DISPLAY and (question.repeats or question.kind in _SEVERAL):
        item["repeats"] = True
    if question.max_length and kind == "string":
        item["maxLength"] = question.max_length
    if kind == "choice":
        item["answerOption"] = [coded(question, option) for option in question.options]
    if conditions := list(_enabled(question, guide)):
        item |= {"enableWhen": conditions, "enableBehavior": _behaviour(question)}
    if question.repeats:
        item["item"] = [_item(guide.question(field), guide) for field in question.fields]
    return item


def _nobody() -> Names:
    return Names.of(tr("the person"))


def _behaviour(question: Question) -> str:
    return "all" if question.shown_if and question.shown_if.is_not else "any"


def _enabled(question: Question, guide: Guide) -> Iterator[Element]:
    """Yield when it is asked; of law and an earlier answer, R4 can say only one in full."""
    if question.shown_if is not None:
        yield from _after(question.shown_if, guide)
    elif question.nations and NATION in guide:
        where = guide.question(question.nation_from or NATION)
        for nation in question.nations:
            if (option := where.option(nation)) is not None:
                yield _when(where, "=", coded(where, option)["valueCoding"])


def _after(fact: ShownIf, guide: Guide) -> Iterator[Element]:
    earlier = guide.question(fact.question)
    if fact.answered:
        yield {"question": earlier.id, "operator": "exists", "answerBoolean": True}
    operator = "=" if fact.is_ else "!="
    for code in fact.is_ or fact.is_not:
        if (option := earlier.option(code)) is not None:
            yield _when(earlier, operator, coded(earlier, option)["valueCoding"])


def _when(question: Question, operator: str, answer: object) -> Element:
    return {"question": question.id, "operator": operator, "answerCoding": answer}

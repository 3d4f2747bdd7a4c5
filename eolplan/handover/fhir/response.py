"""The whole record as one QuestionnaireResponse: current answers as items, the log beside them.

Items hold heads only, so that a foreign reader never sees a replaced answer. The
log travels as one string extension for each entry, exactly as it is stored; a
receiver makes the items again from the log and refuses a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from eolplan.guide import KINDS, Element, Guide
from eolplan.handover.fhir.elements import extension, is_rare_space, string
from eolplan.record import Answer, Husk, Log, Parcel, Reading, Standing, Version, canonical
from eolplan.words import tr

FORMAT: Final = 1
ABSENT: Final = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"


def items(log: Log, guide: Guide) -> list[Element]:
    """Return the current answers, in the order of the guide; unknown questions last.

    An instance of a repeating group is one item with the group's id; the answers
    of one conversation are one item as well.
    """
    order = {question.id: place for place, question in enumerate(guide)}
    keys = sorted(log.questions(), key=lambda key: (order.get(key[0], len(order)), key))
    made: list[Element] = []
    done: set[str] = set()
    for question, instance in keys:
        if not instance:
            made.append(_item(log.reading(question), guide))
        elif instance not in done:
            done.add(instance)
            mine = [key[0] for key in keys if key[1] == instance]
            made.append(_instance(log, guide, instance, mine))
    return made


def _instance(log: Log, guide: Guide, instance: str, questions: list[str]) -> Element:
    """Return one instance: its group with the answers inside, or its only answer."""
    root = parent_of(questions)
    mark = extension("instance", valueString=string(instance))
    if root in questions:
        item = _item(log.reading(root, instance), guide)
    else:
        item = {"linkId": root, "text": string(root)}
    item["extension"] = [mark, *_listed(item.get("extension"))]
    inside = [_item(log.reading(q, instance), guide) for q in questions if q != root]
    if inside and "answer" not in item:
        item["item"] = inside
    elif inside:
        answers = _listed(item["answer"])
        answers[0] = {**dict(answers[0]), "item": inside}
        item["answer"] = answers
    return item


def parent_of(questions: list[str]) -> str:
    """Return the group that *questions* of one instance belong to.

    The one whose id all others continue, else their common beginning.
    """
    for question in questions:
        if all(other == question or other.startswith(f"{question}.") for other in questions):
            return question
    first = {question.partition(".")[0] for question in questions}
    return first.pop() if len(first) == 1 else "instance"


def _item(reading: Reading, guide: Guide) -> Element:
    """Return one question with its one answer, or with why there is none."""
    known = guide.question(reading.question) if reading.question in guide else None
    heading = tr(known.heading) if known else reading.question
    if reading.question == "cpr.status":  # a bare code would say more than is known
        heading = tr("CPR recommendation, as recorded. The flag says what may be acted on.")
    item: Element = {"linkId": reading.question, "text": string(heading)}
    if reading.state == "conflict":
        return item | {
            "text": string(f"{heading}. {tr('Two records differ.')} {_sides(reading, guide)}")
        }
    answer = reading.answer
    if answer is None or answer.standing is not Standing.ANSWERED:
        return item | {"extension": _absent(reading, guide)}
    if answer.own_words:
        item["extension"] = [extension("own-words", valueString=string(answer.own_words))]
    if made := _answers(answer, reading.question, guide):
        item["answer"] = made
    return item


def _answers(answer: Answer, question: str, guide: Guide) -> list[Element]:
    """Return the ``answer`` elements: the code, or the words where there is none."""
    if answer.value is None:
        return [{"valueString": string(answer.own_words)}] if answer.own_words else []
    if question in guide:
        asked = guide.question(question)
        return KINDS[asked.kind].fhir(asked, answer.value)
    return [{"valueString": string(canonical(answer.value))}]


def _sides(reading: Reading, guide: Guide) -> str:
    return " / ".join(
        "; ".join(filter(None, (_plain(answer, reading.question, guide), answer.own_words)))
        for answer in reading.answers
    )


def _plain(answer: Answer, question: str, guide: Guide) -> str:
    if answer.standing is not Standing.ANSWERED:
        return str(answer.standing)
    if answer.value is None:
        return ""
    return guide.question(question).text(answer) if question in guide else canonical(answer.value)


def _absent(reading: Reading, guide: Guide) -> list[Element]:
    """Return why there is no answer: our own standing, and the standard reason where one fits."""
    standing = str(reading.standing or Standing.NOT_ASKED)
    made = [extension("standing", valueCode=standing)] if standing.isidentifier() else []
    option = guide.value_set("VS-ANSWER").option(standing)
    reasons = [c.code for c in option.codings if c.use == "data-absent-reason"] if option else []
    made += [{"url": ABSENT, "valueCode": code} for code in reasons[:1]]
    answer = reading.answer
    if answer and (answer.note or answer.again_on):
        note = "; ".join(filter(None, (answer.note, answer.again_on)))
        made.append(extension("note", valueString=string(note)))
    return made


# --- the log ----------------------------------------------------------------------------------


def log_extensions(parcel: Parcel, copied: Version | None) -> list[Element]:
    """Return the log of a copy as extensions: entries, what is left out, versions, guides.

    Args:
        parcel: What the copy carries.
        copied: The version it is a copy of; None for a draft.
    """
    made = [extension("format", valueInteger=FORMAT)]
    made.append(extension("subset", valueBoolean=parcel.subset))
    if copied:
        made.append(extension("copied", valueString=copied.digest))
    made += _texts("persons", sorted(parcel.persons))
    made += _texts("withheld", sorted(parcel.withheld))
    made += _texts("entry", (entry.body for entry in parcel.entries.values()))
    made += _texts("husk", map(_husk, parcel.husks.values()))
    made += _texts("version", map(_version, parcel.versions.values()))
    made += _texts("guide", map(_guide, sorted(parcel.guides.items())))
    return made


def _texts(name: str, texts: Iterable[str]) -> Iterator[Element]:
    return (extension(name, valueString=travelling(text)) for text in texts)


def travelling(text: str) -> str:
    r"""Return JSON text in which every space that FHIR's schema refuses is escaped.

    A no-break space in a person's words becomes ``\u00a0``; reading the JSON
    and writing it again gives the exact text back.
    """
    return "".join(f"\\u{ord(sign):04x}" if is_rare_space(sign) else sign for sign in text)


def _husk(husk: Husk) -> str:
    return canonical({"digest": husk.digest, "supersedes": list(husk.supersedes)})


def _version(version: Version) -> str:
    return canonical(
        {"body": version.body, "signature": version.signature, "key": version.signer_key}
    )


def _guide(text: tuple[str, str]) -> str:
    return canonical({"digest": text[0], "text": text[1]})


def _listed(value: object) -> list[Element]:
    return (
        [dict(part) for part in value if isinstance(part, Mapping)]
        if isinstance(value, list)
        else []
    )

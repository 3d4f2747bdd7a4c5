"""The whole record as one QuestionnaireResponse: current answers as items, the log beside them.

Items hold heads only, so that a foreign reader never sees a replaced answer. The
log travels as one string extension for each entry, exactly as it is stored; a
receiver makes the items again from the log and refuses a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from eolplan.guide import KINDS, Element, Guide, Question
from eolplan.handover.able import is_a_wish
from eolplan.handover.fhir.elements import RARE_SPACE, extension, string
from eolplan.record import (
    Answer,
    Husk,
    Log,
    Parcel,
    Reading,
    Standing,
    Version,
    canonical,
    is_of_paper,
    is_view,
    viewer,
)
from eolplan.rules.able import Able, said_since
from eolplan.telling import name_of, of_earlier
from eolplan.words import say, tr

FORMAT: Final = 1
TALK: Final = "conversation"
"""``Section.per`` of what is asked anew in every talk."""

SAYS: Final = "/says"
"""End of the link id of an item that is somebody else's view of a question."""

ABSENT: Final = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"


def items(log: Log, guide: Guide) -> list[Element]:
    """Return the current answers, in the order of the guide; unknown questions last.

    An instance of a repeating group is one item with the group's id; the answers
    of one conversation are one item as well. What others say beside an answer is
    an item with a link id of its own, so that no reader takes it for the answer.
    """
    order = {question.id: place for place, question in enumerate(guide)}
    able = _able(log, guide)
    keys = sorted(
        (key for key in log.questions() if log.heads(*key)),  # what is kept shut says nothing
        key=lambda key: (order.get(key[0], len(order)), key),
    )
    made: list[Element] = []
    done: set[tuple[str, str]] = set()
    for question, instance in keys:
        if not instance:
            made.append(_answer(log, question, guide, able))
        elif is_view(instance):
            made.append(_view(log, log.reading(question, instance), guide, able))
        elif (within := (_root(question, instance, keys, guide), instance)) not in done:
            done.add(within)
            mine = [key[0] for key in keys if key[1] == instance
                    and _root(key[0], instance, keys, guide) == within[0]]  # fmt: skip
            made.append(_instance(log, guide, able, *within, mine))
    return made


def _able(log: Log, guide: Guide) -> Able:
    """Return what tells wishes from what is said since.

    Sender and receiver must find the same, and which entries came by a copy differs.
    """
    assessed = "cap.outcome" in log.by_question
    return Able(guide, replace(log, received=frozenset(log.entries)) if assessed else log)


def _answer(log: Log, question: str, guide: Guide, able: Able) -> Element:
    """Return one question that is asked once; a reason of an earlier answer is headed as that."""
    item = _item(log.reading(question), guide, able)
    if of := of_earlier(guide, log, question):
        item["text"] = string(say("{what} ({of})", what=item["text"], of=of))
    return item


def _root(question: str, instance: str, keys: list[tuple[str, str]], guide: Guide) -> str:
    """Return the id under which an answer of *instance* stands: its group's, or its talk's.

    Of questions that this guide does not know, the one whose id they all continue.
    """
    if question not in guide:
        unknown = [key[0] for key in keys if key[1] == instance and key[0] not in guide]
        return parent_of(unknown)
    if (section := guide.section_of(question)).per == TALK:
        return section.id
    group = guide.group_of(question)
    return group.id if group is not None and group.repeats else question


def _view(log: Log, view: Reading, guide: Guide, able: Able) -> Element:
    """Return what somebody else says of a question: who, and the words."""
    item = _item(view, guide, able)
    who = viewer(view.instance)
    by = say("{who} says", who=name_of(log, who)) if who else tr("Staff noticed")
    if is_of_paper(view.instance):
        by = tr("An earlier paper says")
    text = say("{what} ({by})", what=item["text"], by=by)
    mark = extension("instance", valueString=string(view.instance))
    return item | {
        "linkId": f"{view.question}{SAYS}", "text": string(text),
        "extension": [mark, *_listed(item.get("extension"))],
    }  # fmt: skip


def _instance(
    log: Log, guide: Guide, able: Able, root: str, instance: str, questions: list[str]
) -> Element:
    """Return one instance: its group with the answers inside, or its only answer."""
    mark = extension("instance", valueString=string(instance))
    if root in questions:
        item = _item(log.reading(root, instance), guide, able)
        if root in guide and guide.question(root).repeats:
            item.pop("answer", None)  # that it is there says that it exists
    else:
        item = {"linkId": root, "text": string(_title(root, guide))}
    item["extension"] = [mark, *_listed(item.get("extension"))]
    others = (log.reading(question, instance) for question in questions if question != root)
    if inside := [_item(reading, guide, able) for reading in others]:
        item["item"] = inside
    return item


def _title(root: str, guide: Guide) -> str:
    """Return the heading of a group that has no entry of its own, or the topic of a talk."""
    if root in guide:
        return tr(guide.question(root).heading)
    return next((tr(s.title) for s in guide.sections if s.id == root), root)


def parent_of(questions: list[str]) -> str:
    """Return the group that *questions* of one instance belong to.

    The one whose id all others continue, else their common beginning.
    """
    for question in questions:
        if all(other == question or other.startswith(f"{question}.") for other in questions):
            return question
    first = {question.partition(".")[0] for question in questions}
    return first.pop() if len(first) == 1 else "instance"


def _item(reading: Reading, guide: Guide, able: Able) -> Element:
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
    since = able.found_on(reading.question, reading.instance)
    if since and known and is_a_wish(guide, known):
        return item | _present(heading, answer, known, since)
    return item


def _present(heading: str, answer: Answer, question: Question, since: str) -> Element:
    """Return what is told of an answer that could not be decided: no choice a code could mean."""
    told: Element = {"text": string(f"{heading}. {said_since(since)}")}
    if answer.value is None:
        return told
    return told | {"answer": [{"valueString": string(question.text(answer))}]}


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
    guides = sorted(parcel.guides.items())
    made += (extension("guide", valueString=_guide(*guide)) for guide in guides)
    return made


def _texts(name: str, texts: Iterable[str]) -> Iterator[Element]:
    return (extension(name, valueString=travelling(text)) for text in texts)


def travelling(text: str) -> str:
    r"""Return JSON text in which every space that FHIR's schema refuses is escaped.

    A no-break space in a person's words becomes ``\u00a0``; reading the JSON
    and writing it again gives the exact text back.
    """
    if text.isprintable():  # as nearly every text: then it has no space but the usual one
        return text
    return RARE_SPACE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _husk(husk: Husk) -> str:
    return canonical({"digest": husk.digest, "supersedes": list(husk.supersedes)})


def _version(version: Version) -> str:
    return canonical(
        {"body": version.body, "signature": version.signature, "key": version.signer_key}
    )


@lru_cache(maxsize=64)  # the same long texts in every copy
def _guide(digest: str, text: str) -> str:
    return travelling(canonical({"digest": digest, "text": text}))


def _listed(value: object) -> list[Element]:
    return (
        [dict(part) for part in value if isinstance(part, Mapping)]
        if isinstance(value, list)
        else []
    )

"""How an answer reads in one line: on the check page, the overview and the resume card.

Silence, a wish not to talk and an answer read differently, here as everywhere.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from eolplan.guide import Guide, Question
from eolplan.guide.kinds.pointing import member_of
from eolplan.record import (
    REASON_OF,
    Answer,
    Log,
    Reading,
    Standing,
    is_of_paper,
    said_of,
    viewer,
    views,
)
from eolplan.record.codes import JUDGED
from eolplan.words import listing, partial_date, say, tr

ANSWERS: Final = "VS-ANSWER"
"""The value set that holds the words of every standing but answered."""

RANKED: Final = "ranked-places"
POINTING: Final = ("contact", "member")
"""Kinds whose value names something that only the record can call by its name."""

_SAYS_NO_PLACE: Final = frozenset({
    Standing.ANSWERED, Standing.COME_BACK_LATER, Standing.NOT_APPROPRIATE_NOW,
})  # fmt: skip
"""Standings that say nothing in the place of a choice: words alone, and what was not asked yet."""

_AS_TYPED: Final = ("own_", "comm.welsh_", "donate.register", "person.hcn")
"""How the ids begin of fields whose labels keep their capital: a team's own, and names."""

NOT_ABLE: Final = "could_not_ask"
"""The code with which staff say that there was no asking."""


def in_their_voice(question: Question, answer: Answer) -> Answer:
    """Return *answer* as said by who answers: what staff find is never the person's own words.

    Nor is that somebody could not be asked. Older records hold some of it in the person's voice.
    """
    staffs = question.asks == "staff" or answer.value == NOT_ABLE
    theirs = answer.said_by.startswith("person") and not answer.said_by_contact
    return replace(answer, said_by=JUDGED) if theirs and staffs else answer


def told(
    guide: Guide,
    log: Log,
    question: Question,
    instance: str = "",
    *,
    without: Collection[str] = (),
) -> str:
    """Return what stands for *question* in one line; empty when nothing was said.

    Args:
        guide: Where the words of codes come from.
        log: The record.
        question: A page or a field; a place table reads as one sentence.
        instance: Which member of a repeating group.
        without: Ids of fields of a group that are left out.
    """
    if question.kind == RANKED:
        return places(guide, log, question)
    if question.kind == "group":
        return _group(guide, log, question, instance, without)
    return reading_words(guide, log, question, log.reading(question.id, instance))


def reading_words(guide: Guide, log: Log, question: Question, reading: Reading) -> str:
    """Return one reading in one line."""
    match reading.state:
        case "conflict":
            both = listing([f"“{answer_words(guide, log, question, a)}”" for a in reading.answers])
            return say("Two records differ: {both}", both=both)
        case "elsewhere":
            return tr("Not in this copy")
        case "erased":
            return tr("Erased")
        case "sealed":
            return tr("Kept for chosen staff")
        case "removed":
            return tr("Removed")
    words = answer_words(guide, log, question, reading.answer) if reading.answer else ""
    if words and (of := of_earlier(guide, log, reading.question, reading.instance)):
        words = say("{words} ({of})", words=words, of=of)
    if words and reading.sealed:
        return say("{words} (more is kept for chosen staff)", words=words)
    return words


def of_earlier(guide: Guide, log: Log, question: str, instance: str = "") -> str:
    """Return ``said of own home, 26 November 2026`` where another answer stands since; or empty."""
    choice, words = reason_of(guide, log, question, instance), log.reading(question, instance)
    if not choice or words.answer is None:
        return ""
    day = partial_date(words.answer.said_on)
    return say("said of \u201c{answer}\u201d, {date}", answer=choice, date=day)


def reason_of(guide: Guide, log: Log, question: str, instance: str = "") -> str:
    """Return in words what a reason was said of, where that stands no longer; or empty."""
    answer = said_of(log, question, instance)
    if answer is None or REASON_OF[question] not in guide:
        return ""
    if answer.standing is not Standing.ANSWERED:
        return standing_words(guide, replace(answer, note=""))
    return guide.question(REASON_OF[question]).text(answer) if answer.value else answer.own_words


def answer_words(guide: Guide, log: Log, question: Question, answer: Answer) -> str:
    """Return an answer in words: its code, then what was said in quotation marks.

    A secret one says only that it is there: it is read where it is asked.
    """
    if answer.standing is not Standing.ANSWERED:
        return standing_words(guide, answer)
    if question.secret:
        return tr("Written down, and on no copy")
    if question.kind in POINTING:
        coded = pointed_at(guide, log, question, answer)
    else:
        coded = question.text(answer) if answer.value is not None else ""
    words = f"“{answer.own_words}”" if answer.own_words else ""
    return " ".join(filter(None, (coded, words)))


def pointed_at(guide: Guide, log: Log, question: Question, answer: Answer) -> str:
    """Return what a reference points at: a person's name, or what a member is called.

    Also of one that was removed; what this copy does not hold says so.
    """
    if question.kind == "contact" or question.of not in guide:
        return contact_name(log, answer)
    if isinstance(answer.value, str):  # a line, as it was asked for by an earlier guide
        return question.text(answer)
    naming = guide.question(question.of).names
    entry = log.last_said(naming, member_of(answer.value, question.of))
    if entry is None or entry.answer.standing is not Standing.ANSWERED:
        return tr("(not in this copy)")
    return answer_words(guide, log, guide.question(naming), entry.answer)


def standing_words(guide: Guide, answer: Answer) -> str:
    """Return the words of a standing that is not an answer, with its day and its note."""
    option = guide.value_set(ANSWERS).option(answer.standing)
    words = option.said() if option else ""
    if answer.again_on:
        words = say("{words} (after {day})", words=words, day=partial_date(answer.again_on))
    return f"{words}: {answer.note}" if answer.note else words


def contact_name(log: Log, answer: Answer) -> str:
    """Return the name of the person whom a reference points at."""
    value = answer.value
    return name_of(log, str(value.get("instance", "")) if isinstance(value, dict) else "")


def name_of(log: Log, instance: str) -> str:
    """Return the name of a contact, also of one who was taken off the list."""
    entry = log.last_said("contact.name", instance)
    name = entry.answer.value if entry else None
    return str(name) if name else tr("(not in this copy)")


def as_told(log: Log, what: str, instance: str) -> str:
    """Return *what* a view is about with who holds it: ``Places, as told by Siân Pryce``."""
    if is_of_paper(instance):
        return say("{what}, from an earlier paper", what=what)
    who = viewer(instance)
    return say("{what}, as told by {who}", what=what, who=name_of(log, who) if who else tr("staff"))


def says(log: Log, question: str) -> tuple[str, ...]:
    """Return what others say beside the person's answer, a sentence for each of them."""
    return tuple(view_words(log, reading) for reading in views(log, question))


def view_words(log: Log, view: Reading) -> str:
    """Return ``Siân Pryce says: “She wants to be home.”``, or what staff noticed."""
    who = viewer(view.instance)
    words = listing([f"“{answer.own_words}”" for answer in view.answers if answer.own_words])
    if view.state == "conflict":
        words = say("two records differ: {both}", both=words)
    if is_of_paper(view.instance):
        return say("An earlier paper says: {words}", words=words)
    if not who:
        return say("Staff noticed: {words}", words=words)
    return say("{who} says: {words}", who=name_of(log, who), words=words)


def places(guide: Guide, log: Log, table: Question, *, spoken: bool = True) -> str:
    """Return ``1st home, 2nd hospice. Does not want hospital.`` from a place table.

    What is not wanted is told where it is asked, and not again beside the choices.

    Args:
        guide, log, table: As of ``told``.
        spoken: With the words that were said beside it.
    """
    *choices, avoid = (guide.question(f) for f in table.fields)
    ranked = [
        say(template, place=lowered(chosen))
        for template, question in zip((tr("1st {place}"), tr("2nd {place}")), choices, strict=False)
        if (chosen := _chosen(log, question))
    ]
    sentences = [", ".join(ranked)] if ranked else []
    sentences += [words for q in choices or [avoid] if (words := _not_chosen(guide, log, q))]
    asked_here = avoid.id in guide.own_fields(table)
    if asked_here and (unwanted := avoided(guide, log, avoid)):
        sentences.append(say("Does not want {places}", places=listing(unwanted)))
    line = ". ".join(s.rstrip(".") for s in sentences if s)
    words = log.reading(table.fields[0]).own_words if spoken else ""
    return " ".join(filter(None, (f"{line}." if line else "", f"“{words}”" if words else "")))


def places_short(guide: Guide, log: Log) -> str:
    """Return ``Own home, then hospice. Not hospital``: the form of the list of people.

    Someone who would rather not say has answered. Where nothing is said of the last days it is
    where to be cared for when ill, and called that. Empty is silence, and what nobody has asked
    yet: it was left for later, or judged wrong to ask.
    """
    chosen = _choices_short(guide, log, "pod")
    if not chosen and (when_ill := _choices_short(guide, log, "poc")):
        chosen = say("If ill: {places}", places=lowered(when_ill))
    avoid = guide.question("place.avoid")
    unwanted = avoided(guide, log, avoid)
    refusal = say("Not {places}", places=listing(unwanted)) if unwanted else ""
    return ". ".join(filter(None, (chosen, refusal)))


def _choices_short(guide: Guide, log: Log, wish: str) -> str:
    """Return the first and the second choice, or how the first one stands."""
    if f"{wish}.first" not in guide:
        return ""
    first, second = (guide.question(f"{wish}.{rank}") for rank in ("first", "second"))
    chosen, next_best = _chosen(log, first), _chosen(log, second)
    if chosen and next_best:
        return say("{first}, then {second}", first=chosen, second=lowered(next_best))
    return chosen or _not_chosen(guide, log, first) or next_best


def avoided(guide: Guide, log: Log, question: Question) -> list[str]:
    """Return the places that are not wanted, in words, in the order of the options."""
    codes = {
        str(reading.value)
        for instance in sorted({i for q, i in log.questions() if q == question.id})
        if (reading := log.reading(question.id, instance)).standing is Standing.ANSWERED
    }
    return [lowered(o.said()) for o in question.options if o.code in codes]


def _chosen(log: Log, question: Question) -> str:
    """The place that stands, in words; empty when none does, or two differ."""
    answer = log.reading(question.id).answer
    return question.text(answer) if answer and answer.value is not None else ""


def _not_chosen(guide: Guide, log: Log, question: Question) -> str:
    """What stands in the place of a choice: an exit, a difference; empty for words alone."""
    reading = log.reading(question.id)
    if reading.state == "answered" and reading.standing in _SAYS_NO_PLACE:
        return ""
    return reading_words(guide, log, question, reading)


def lowered(words: str) -> str:
    """Return words as they read inside a sentence: ``own home``; an abbreviation stays."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _group(guide: Guide, log: Log, group: Question, instance: str, without: Collection[str]) -> str:
    """A page of several facts, or all members of a repeating group, in one line."""
    if group.repeats and not instance:
        members = [_group(guide, log, group, i, without) for i in log.instances(group.id)]
        return "; ".join(filter(None, members))
    parts: list[str] = []
    for field in map(guide.question, group.fields):
        if field.id in without or not (words := told(guide, log, field, instance)):
            continue
        words, label = _in_a_row(field, words), tr(field.heading)
        label = label if not parts or field.id.startswith(_AS_TYPED) else lowered(label)
        parts.append(words if _names_itself(field, group) else f"{label}: {words}")
    return ", ".join(parts)


def _names_itself(field: Question, group: Question) -> bool:
    """Whether a field needs no label: it is the name of a member, or all that the page is about."""
    return field.id == group.names or field.heading == group.heading


def _in_a_row(field: Question, words: str) -> str:
    """Return what was typed in lines of its own as it reads between commas."""
    if field.kind not in ("line", "lines"):
        return words
    return "; ".join(line.rstrip(".") for line in words.splitlines())

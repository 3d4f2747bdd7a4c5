"""Who said something, and why it stands in the place of what was there before."""

from __future__ import annotations

from typing import Final

from eolplan.guide import Guide, Question
from eolplan.record import Answer, Entry, Log, Standing, said_of
from eolplan.record.codes import MOVED, REPAIR, RESOLVE, THEN, UNDO
from eolplan.subject import Subject
from eolplan.telling import answer_words, name_of
from eolplan.words import N_, partial_date, say, tr

_SPEAKERS: Final = {
    "clinician_observed": N_("Noticed by staff"),
    "attorney_or_deputy": N_("The attorney or deputy"),
    "family_or_friend": N_("Family"),
    "paid_carer": N_("A paid carer"),
    "existing_document": N_("An earlier paper"),
    "other_record": N_("Another record"),
}
_REASONS: Final = {
    REPAIR: N_("What came before was written by mistake"),
    RESOLVE: N_("Two records differed, and this one was chosen"),
    THEN: "",
    MOVED: N_("It was written in the plan of somebody else first"),
}
"""What the codes say that stand where a reason in words could."""
_WHY: Final = "why"
_DETAILS: Final = frozenset({"date", "line"})
"""Kinds in which staff fill in when, by whom and where."""


def speaker(log: Log, answer: Answer) -> str:
    """Return who said an answer: a name where there is one."""
    if answer.said_by_contact:
        return name_of(log, answer.said_by_contact)
    if answer.said_by.startswith("person"):
        return Subject.of(log).called
    return tr(_SPEAKERS.get(answer.said_by, N_("Staff")))


def said(log: Log, answer: Answer) -> str:
    """Return who said an answer and when, such as ``Gwen, 12 November 2026``."""
    who = speaker(log, answer)
    if not answer.said_on:
        return who
    return say("{who}, {date}", who=who, date=partial_date(answer.said_on))


def reason_of(entry: Entry) -> str:
    """Return why an entry was recorded, in words; empty where nobody said.

    Who undid something took back what they had written, never what the person says.
    """
    if entry.reason == UNDO:
        return say("Undone by {name}. This stood before.", name=entry.author.name)
    if entry.reason in _REASONS:
        return tr(_REASONS[entry.reason])
    return entry.reason


def why(guide: Guide, before: Log, after: Log, entry: Entry) -> str:
    """Return why an answer is as it is: the reason recorded with it, else the one that was asked.

    The guide asks for reasons beside some answers, such as for a place.

    Args:
        guide: What may be asked.
        before, after: Two states of one record.
        entry: What stands in *after*, and did not before.
    """
    if reason := reason_of(entry):
        return reason
    asked = asked_reason(guide, before, after, entry)
    if asked is None:
        return ""
    return answer_words(guide, after, guide.question(asked.question), asked.answer)


def asked_reason(guide: Guide, before: Log, after: Log, entry: Entry) -> Entry | None:
    """Return the reason that was asked for beside an answer; None where there is none of it.

    One that stood before already is no reason of a change, nor is one that was said of
    another answer; nor is it told where a reason was recorded with the answer itself.
    """
    asked = why_of(guide, entry.question)
    found = after.reading(asked, entry.instance).entry if asked else None
    if found is None or found.answer.standing is not Standing.ANSWERED or reason_of(entry):
        return None
    if found.digest in before.entries or said_of(after, asked, entry.instance):
        return None
    return found


def why_of(guide: Guide, question: str) -> str:
    """Return the question that asks for the reason of an answer; empty where none does.

    A day that staff fill in, and who or where, is no answer that anybody asks a reason for.
    """
    if question in guide and _is_a_detail(guide, guide.question(question)):
        return ""
    stems = (question, question.rpartition(".")[0])
    asked = (f"{stem}.{_WHY}" for stem in stems)
    return next((q for q in asked if q in guide and q != question), "")


def _is_a_detail(guide: Guide, asked: Question) -> bool:
    group = guide.group_of(asked.id)
    names = group is not None and group.names == asked.id
    return asked.asks == "staff" and asked.kind in _DETAILS and not names

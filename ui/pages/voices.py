"""Whose words: the voices that may be in the room, and how an answer keeps them apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from eolplan.conversation import Conversation
from eolplan.guide import Question
from eolplan.record import Answer, Standing
from eolplan.words import say, tr

PERSON: Final = "person_spoken"
NOTICED: Final = "clinician_observed"
JUDGED: Final = "clinician_judgement"
"""Staff answer a question that is theirs."""

MOST_OTHERS: Final = 4
CONTACT: Final = "contact"
"""The group of the people who matter."""
_PREFIX: Final = "contact:"
_DECIDES: Final = frozenset({"health_attorney", "court_deputy"})
"""Roles of a contact who may speak for the person in law."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody whose words can be written down.

    Attributes:
        code: ``person_spoken``, ``contact:<instance>`` or ``clinician_observed``.
        words: What the button shows.
        name: What a screen reader says.
    """

    code: str
    words: str
    name: str


def voices(talk: Conversation) -> tuple[Voice, ...]:
    """Return who may be speaking: the person, up to four of their people, the staff."""
    called = talk.subject.called
    found = [Voice(PERSON, called, say("These are {name}'s words", name=called))]
    found += [
        Voice(f"{_PREFIX}{instance}", name, say("These are {name}'s words", name=name))
        for instance, name in _others(talk)
    ]
    found.append(Voice(NOTICED, tr("I noticed"), tr("I noticed this myself")))
    return tuple(found)


def contacts(talk: Conversation) -> tuple[tuple[str, str], ...]:
    """Return (instance, name) of the people who matter, in their order."""
    named = (
        (instance, str(talk.reading("contact.name", instance).value or ""))
        for instance in talk.log.instances(CONTACT)
    )
    return tuple((instance, name) for instance, name in named if name)


def speaker(talk: Conversation, question: Question, code: str) -> Answer:
    """Return an answer's ``said_by`` and ``said_by_contact`` for a voice.

    Args:
        talk: The talk.
        question: What is asked; staff answer what is theirs.
        code: Of a ``Voice``; empty: whoever is asked.

    Returns:
        An answer that stands for nothing but who says it.
    """
    if code.startswith(_PREFIX):
        instance = code.removeprefix(_PREFIX)
        return _blank(_relation(talk, instance), instance)
    return _blank(code or (PERSON if question.asks == "person" else JUDGED))


def code_of(answer: Answer) -> str:
    """Return the voice of an answer; empty when it is none that ``voices`` offers."""
    if answer.said_by_contact:
        return f"{_PREFIX}{answer.said_by_contact}"
    if answer.said_by.startswith("person"):
        return PERSON
    return NOTICED if answer.said_by == NOTICED else ""


def name_of(talk: Conversation, code: str) -> str:
    """Return the name of the contact who speaks; empty for the person and for staff."""
    if not code.startswith(_PREFIX):
        return ""
    return dict(contacts(talk)).get(code.removeprefix(_PREFIX), "")


def _others(talk: Conversation) -> list[tuple[str, str]]:
    """Those who are here come first."""
    said = talk.reading("conv.present.others").value
    here = [str(line) for line in said] if isinstance(said, list) else []
    known = contacts(talk)
    known = tuple(sorted(known, key=lambda c: not any(line.startswith(c[1]) for line in here)))
    return list(known[:MOST_OTHERS])


def _relation(talk: Conversation, instance: str) -> str:
    roles = talk.reading("contact.roles", instance).value
    decides = isinstance(roles, list) and not _DECIDES.isdisjoint(str(role) for role in roles)
    return "attorney_or_deputy" if decides else "family_or_friend"


def _blank(said_by: str, contact: str = "") -> Answer:
    return Answer(Standing.NOT_ASKED, said_by=said_by, said_by_contact=contact)

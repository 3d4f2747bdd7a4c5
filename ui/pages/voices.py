"""Whose words: the voices that may be in the room, and how an answer keeps them apart."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

from eolplan.conversation import Conversation
from eolplan.guide import Question
from eolplan.record import Answer, Standing, is_of_paper, is_view, paper_view, view_of, viewer
from eolplan.record.codes import FROM_PAPER, JUDGED
from eolplan.telling import RANKED
from eolplan.words import N_, say, tr
from ui.pages.away import UNSAID, here_alone, is_away, is_line_of, others_here

PERSON: Final = "person_spoken"
NOTICED: Final = "clinician_observed"
PAPER: Final = FROM_PAPER

NOT_THEIRS: Final = {"staff": N_("For staff to fill in"), "carer": N_("For the carer, alone")}
"""Of a page that the person is not asked: who is."""

MOST_OTHERS: Final = 4
_NEVER: Final = "do_not_contact"
"""A role of a contact, who is not offered to speak unless they are here."""
CONTACT: Final = "contact"
"""The group of the people who matter."""
NAME: Final = "contact.name"
_PREFIX: Final = "contact:"
_HERE: Final = "here:"
INTERPRETER: Final = N_("Interpreter")
"""Who is here to pass on what is said, and says nothing of their own."""

_FAMILY: Final = "family_or_friend"
_CARES: Final = "main_carer"
_DECIDES: Final = frozenset({"health_attorney", "court_deputy"})
"""Roles of a contact who may speak for the person in law."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody whose words can be written down.

    Attributes:
        code: ``person_spoken``, ``contact:<instance>``, ``clinician_observed``,
            ``existing_document``, or ``here:<number>`` of who is here and not in the plan yet.
        words: What the button shows.
        name: What a screen reader says.
        behind: Somebody who is not here: offered only when it is asked for.
    """

    code: str
    words: str
    name: str
    behind: bool = False


def voices(talk: Conversation, also: Collection[str] = ()) -> tuple[Voice, ...]:
    """Return who may be speaking: the person, their people, the staff; who is here comes first.

    An earlier paper comes last: what it says is copied, and nobody in the room says it.

    Args:
        talk: The talk.
        also: Instances of contacts who have spoken here already: they are never left out.
    """
    called = talk.subject.called
    own = Voice(PERSON, called, say("These are {name}'s words", name=called))
    noticed = Voice(NOTICED, tr("I noticed"), tr("I noticed this myself"))
    paper = Voice(PAPER, tr("An earlier paper"), tr("An earlier paper says this"))
    others = [
        Voice(f"{_PREFIX}{one}", name, say("These are {name}'s words", name=name), behind)
        for one, name, behind in _others(talk, also)
    ]
    others += [
        Voice(code, line.partition(", ")[0], say("These are the words of {line}. They go onto the"
              " list of people who matter.", line=line))
        for code, line in _newcomers(talk)
    ]  # fmt: skip
    if is_away(talk):
        own = replace(own, words=say("{name}, on the phone", name=called))
        return (*others, own, noticed, paper)
    return (own, *others, noticed, paper)


def newcomer(talk: Conversation, code: str) -> str:
    """Return the line that says who is here and not in the plan yet; empty for other voices."""
    return dict(_newcomers(talk)).get(code, "")


def take_in(talk: Conversation, line: str) -> str:
    """Take who is here among the people who matter, in one act; return the new instance.

    Args:
        talk: The talk.
        line: Their name, and after a comma who they are.

    Raises:
        NotWritten: the disk did not take it; nothing was changed.
    """
    one = uuid.uuid4().hex
    name, _, relation = line.partition(", ")
    by, answered = speaker(talk, talk.guide.question(NAME), one), Standing.ANSWERED
    acts = [(CONTACT, one, replace(by, standing=answered, value=True)),
            (NAME, one, replace(by, standing=answered, value=name))]  # fmt: skip
    if relation:
        said = replace(by, standing=answered, own_words=relation)
        acts.append(("contact.relation", one, said))
    talk.record(acts)
    return one


def _newcomers(talk: Conversation) -> Iterator[tuple[str, str]]:
    """Yield (code, line) of everybody who is here, not in the plan yet, and no interpreter."""
    known = [name for _, name in contacts(talk)]
    longest = talk.guide.question(NAME).max_length
    for number, line in enumerate(others_here(talk)):
        name = line.partition(", ")[0]
        new = not any(is_line_of(line, one) for one in known) and name != tr(INTERPRETER)
        if new and 0 < len(name) <= longest:
            yield f"{_HERE}{number}", line


def first_voice(talk: Conversation) -> str:
    """Return where the words of whoever speaks first are kept; empty: of the person.

    Who is not there says nothing: then it is the one other who is, or ``UNSAID``.
    """
    if not is_away(talk):
        return ""
    alone = here_alone(talk, contacts(talk))
    return view_of(alone) if alone else UNSAID


def contacts(talk: Conversation) -> tuple[tuple[str, str], ...]:
    """Return (instance, name) of the people who matter, in their order."""
    named = (
        (instance, str(talk.reading(NAME, instance).value or ""))
        for instance in talk.log.instances(CONTACT)
    )
    return tuple((instance, name) for instance, name in named if name)


def held_at(page: Question) -> str:
    """Return the question under which what others say of *page* is kept."""
    return page.fields[0] if page.kind == RANKED else page.id


def instance_of(code: str) -> str:
    """Return where the words of a voice are kept: empty for the person's own answer.

    Of who is not in the plan yet nothing is kept, until ``take_in``.
    """
    if code in ("", PERSON):
        return ""
    if code.startswith(_HERE):
        return UNSAID
    if code == PAPER:
        return paper_view()
    return view_of(code.removeprefix(_PREFIX) if code.startswith(_PREFIX) else "")


def code_at(instance: str) -> str:
    """Return the code of the voice whose words are kept in *instance*; empty: nobody said whose."""
    if instance == UNSAID:
        return ""
    if not is_view(instance):
        return PERSON
    if is_of_paper(instance):
        return PAPER
    who = viewer(instance)
    return f"{_PREFIX}{who}" if who else NOTICED


def speaker(talk: Conversation, question: Question, instance: str = "") -> Answer:
    """Return an answer's ``said_by`` and ``said_by_contact`` for words kept in *instance*.

    Args:
        talk: The talk.
        question: What is asked; staff answer what is theirs, and a carer what is asked of one.
        instance: Of somebody else's view; any other: whoever is asked says it.

    Returns:
        An answer that stands for nothing but who says it.
    """
    if not is_view(instance):
        if question.asks == "carer":
            return _blank(_FAMILY, _carer(talk))
        if question.asks != "person":
            return _blank(JUDGED)
        return _told_of(talk) if instance and is_away(talk) else _blank(PERSON)
    if who := viewer(instance):
        return _blank(_relation(talk, who), who)
    return _blank(PAPER if is_of_paper(instance) else NOTICED)


def _told_of(talk: Conversation) -> Answer:
    """Return who tells of one of several, such as a contact, where the person is not there."""
    if alone := here_alone(talk, contacts(talk)):
        return _blank(_relation(talk, alone), alone)
    return _blank(_FAMILY if others_here(talk) else JUDGED)


def _others(talk: Conversation, also: Collection[str]) -> list[tuple[str, str, bool]]:
    """Return (instance, name, whether they are behind) of the people who matter.

    Who is here, or has spoken here, is in front. Where nobody said who is here, the
    first few are, but for who is not to be contacted.
    """
    here = others_here(talk)
    found: list[tuple[str, str, bool]] = []
    for one, name in contacts(talk):
        if here:
            near = any(is_line_of(line, name) for line in here)
        else:
            near = _NEVER not in _roles(talk, one) and len(found) < MOST_OTHERS
        found.append((one, name, not near and one not in also))
    return sorted(found, key=lambda other: other[2])


def _carer(talk: Conversation) -> str:
    """Return the one main carer among the people who matter; empty where nobody or several are."""
    found = [who for who, _ in contacts(talk) if _CARES in _roles(talk, who)]
    return found[0] if len(found) == 1 else ""


def _relation(talk: Conversation, instance: str) -> str:
    return _FAMILY if _DECIDES.isdisjoint(_roles(talk, instance)) else "attorney_or_deputy"


def _roles(talk: Conversation, instance: str) -> frozenset[str]:
    roles = talk.reading("contact.roles", instance).value
    return frozenset(map(str, roles)) if isinstance(roles, list) else frozenset()


def _blank(said_by: str, contact: str = "") -> Answer:
    return Answer(Standing.NOT_ASKED, said_by=said_by, said_by_contact=contact)

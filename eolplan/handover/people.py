"""The people who matter, as a copy needs them: who to ring first, and whom not to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from eolplan.guide import Guide
from eolplan.handover.phrases import phrasebook
from eolplan.record import Log, Value, is_view
from eolplan.telling import name_of as name_of
from eolplan.words import say, tr

GROUP: Final = "contact"
NOBODY: Final = "people.no_one"
"""Whether there is no one to ring or ask: an answer, and no silence."""

ROLES: Final = "contact.roles"
NOT_TO_RING: Final = "do_not_contact"
FIRST: Final = {"emergency_first": 0, "emergency_second": 1}
KEY_HOLDER: Final = "key_holder"
NEEDED: Final = frozenset({"health_attorney", "court_deputy", KEY_HOLDER})
"""Roles of people who stay on a copy that otherwise carries only the first two."""

Roles = Mapping[str, tuple[str, ...]]
"""What people do, by instance, where a copy may hold a part of the answer that says so."""

ALL_ROLES: Final[Roles] = MappingProxyType({})
"""Of nobody only a part."""

APPOINTED: Final = frozenset({
    "poa.person", "poa.person2", "poa.person3", "poa.person4", "cap.child.parental",
})  # fmt: skip
"""Questions that point at a person who decides."""


@dataclass(frozen=True, slots=True)
class Person:
    """One of the people who matter, in words; empty where nobody asked.

    Attributes:
        id: Instance of the group.
        name, relation, when: As recorded.
        phones: Numbers in the order in which to try them.
        roles: Codes of what they do.
        hidden: There are numbers, or may be, and not on this copy.
        reads: The copy is for them, by name.
    """

    id: str
    name: str
    relation: str
    when: str
    phones: tuple[str, ...]
    roles: tuple[str, ...]
    hidden: bool = False
    reads: bool = False

    @property
    def may_be_rung(self) -> bool:
        """Whether a stranger may ring them."""
        return NOT_TO_RING not in self.roles

    @property
    def who(self) -> str:
        """``Siân Pryce, daughter``: the name and who they are."""
        if not self.relation:
            return self.name
        return say("{name}, {relation}", name=self.name, relation=self.relation_inside)

    @property
    def relation_inside(self) -> str:
        """Who they are, inside a sentence."""
        return _lowered(self.relation)

    @property
    def phone(self) -> str:
        """The first two numbers to try; empty where nobody may ring."""
        if not self.may_be_rung or len(self.phones) < 2:
            return "".join(self.phones) if self.may_be_rung else ""
        return say("{first} or {second}", first=self.phones[0], second=self.phones[1])

    @property
    def number(self) -> str:
        """The same, or why it is not on this copy; empty where there is none."""
        return self.phone or (self.away if self.may_be_rung else "")

    @property
    def away(self) -> str:
        """Why no number is on this copy, which nobody tells of their own; empty where none is."""
        why = "phone.own" if self.reads else "phone.hidden"
        return phrasebook().absent(why) if self.hidden else ""


def people(
    guide: Guide, log: Log, roles: Roles = ALL_ROLES, reader: str = ""
) -> tuple[Person, ...]:
    """Return everybody, those to ring first at the head, else in the recorded order.

    Somebody who was begun and of whom nothing was written down, as when a battery ran flat, is
    nobody.

    Args:
        guide: What may be asked.
        log: The record.
        roles: What those do of whom the copy may tell a part of it.
        reader: For which of them the copy is, by name.
    """
    known = _known(log) | appointed(log)
    all_of_them = (_person(guide, log, one) for one in log.instances(GROUP) if one in known)
    found = [replace(p, roles=roles.get(p.id, p.roles), reads=bool(reader) and p.who == reader)
             for p in all_of_them]  # fmt: skip
    return tuple(sorted(found, key=lambda p: min((FIRST.get(r, 2) for r in p.roles), default=2)))


def nearest(
    guide: Guide, log: Log, *, keys: bool = True, roles: Roles = ALL_ROLES
) -> frozenset[str]:
    """Return the instances that go to a crew: the first two to ring, and who is needed.

    Args:
        guide: What may be asked.
        log: The record.
        keys: Whoever holds a key is needed.
        roles: As of ``people``.
    """
    all_of_them = [p for p in people(guide, log, roles) if p.may_be_rung]
    on_paper = appointed(log)
    wanted = NEEDED if keys else NEEDED - {KEY_HOLDER}
    needed = {p.id for p in all_of_them if wanted & set(p.roles) or p.id in on_paper}
    return frozenset({p.id for p in all_of_them[:2]} | needed)


def appointed(log: Log) -> frozenset[str]:
    """Return the instances of everybody whom a paper names to decide."""
    named = ((q, i) for q, i in log.questions() if q in APPOINTED and not is_view(i))
    values = (log.reading(q, i).value for q, i in named)
    return frozenset(str(value.get("instance", "")) for value in values if isinstance(value, dict))


def _known(log: Log) -> set[str]:
    """Return the instances of those of whom anything stands, if only that it is not here."""
    said = ((q, i) for q, i in log.questions() if q.startswith(f"{GROUP}.") and not is_view(i))
    return {i for q, i in said if log.reading(q, i).state not in ("silent", "removed")}


def _person(guide: Guide, log: Log, instance: str) -> Person:
    def words(question: str) -> str:
        answer = log.reading(question, instance).answer
        if answer is None or question not in guide or answer.standing != "answered":
            return ""
        coded = guide.question(question).text(answer)
        return answer.own_words if answer.own_words and answer.value in (None, "other") else coded

    return Person(
        id=instance,
        name=words("contact.name") or tr("name not recorded"),
        relation=log.reading("contact.relation", instance).own_words or words("contact.relation"),
        when=words("contact.when"),
        phones=tuple(dict.fromkeys(
            str(phone["number"])
            for phone in _listed(log, "contact.phones", instance) if isinstance(phone, dict)
        )),
        roles=tuple(dict.fromkeys(map(str, _listed(log, ROLES, instance)))),
        hidden=log.reading("contact.phones", instance).state == "elsewhere",
    )  # fmt: skip


def _listed(log: Log, question: str, instance: str) -> list[Value]:
    """Return what a list holds; of two records that differ everything either holds.

    A record that says "do not ring" must not be lost because another one differs.
    """
    values = (answer.value for answer in log.reading(question, instance).answers)
    return [item for value in values if isinstance(value, list) for item in value]


def _lowered(words: str) -> str:
    """``Daughter`` inside a line: ``daughter``; an abbreviation stays."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words

"""The people who matter, as a copy needs them: who to ring first, and whom not to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from eolplan.guide import Guide
from eolplan.record import Log, is_view
from eolplan.telling import name_of as name_of
from eolplan.words import say, tr

GROUP: Final = "contact"
NOT_TO_RING: Final = "do_not_contact"
_FIRST: Final = {"emergency_first": 0, "emergency_second": 1}
NEEDED: Final = frozenset({"health_attorney", "court_deputy", "key_holder"})
"""Roles of people who stay on a copy that otherwise carries only the first two."""

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
    """

    id: str
    name: str
    relation: str
    when: str
    phones: tuple[str, ...]
    roles: tuple[str, ...]

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


def people(guide: Guide, log: Log) -> tuple[Person, ...]:
    """Return everybody, those to ring first at the head, else in the recorded order."""
    found = [_person(guide, log, instance) for instance in log.instances(GROUP)]
    return tuple(sorted(found, key=lambda p: min((_FIRST.get(r, 2) for r in p.roles), default=2)))


def nearest(guide: Guide, log: Log) -> frozenset[str]:
    """Return the instances that go to a crew: the first two to ring, and who is needed."""
    all_of_them = [p for p in people(guide, log) if p.may_be_rung]
    on_paper = appointed(log)
    needed = {p.id for p in all_of_them if NEEDED & set(p.roles) or p.id in on_paper}
    return frozenset({p.id for p in all_of_them[:2]} | needed)


def appointed(log: Log) -> frozenset[str]:
    """Return the instances of everybody whom a paper names to decide."""
    named = ((q, i) for q, i in log.questions() if q in APPOINTED and not is_view(i))
    values = (log.reading(q, i).value for q, i in named)
    return frozenset(str(value.get("instance", "")) for value in values if isinstance(value, dict))


def _person(guide: Guide, log: Log, instance: str) -> Person:
    def words(question: str) -> str:
        answer = log.reading(question, instance).answer
        if answer is None or question not in guide or answer.standing != "answered":
            return ""
        coded = guide.question(question).text(answer)
        return answer.own_words if answer.own_words and answer.value in (None, "other") else coded

    phones = log.reading("contact.phones", instance).value
    roles = log.reading("contact.roles", instance).value
    return Person(
        id=instance,
        name=words("contact.name") or tr("name not recorded"),
        relation=log.reading("contact.relation", instance).own_words or words("contact.relation"),
        when=words("contact.when"),
        phones=tuple(str(phone["number"]) for phone in _listed(phones) if isinstance(phone, dict)),
        roles=tuple(str(role) for role in _listed(roles)),
    )


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _lowered(words: str) -> str:
    """``Daughter`` inside a line: ``daughter``; an abbreviation stays."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words

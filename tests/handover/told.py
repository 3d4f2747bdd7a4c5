"""Records made of answers, for the tests of page 1: what somebody typed, and no more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from eolplan.handover.copying import Copy
from eolplan.handover.page1 import page1, states
from eolplan.handover.sheet import PageOne
from eolplan.identity import Staff
from eolplan.record import Log, Value, Version
from tests.handover.notebook import SIGNED, STAFF, Notebook

SEEN = "clinician_observed"


@dataclass(frozen=True)
class Case:
    """One row of the approved table, reached by answers.

    Attributes:
        id: The row.
        make: Writes the record.
        words: What page 1 says, as one whole line.
        audience: Who gets the copy.
        now: When it is printed.
        draft: Nobody signed it.
        version: Number of the version that is copied; 0: what stands, signed now.
        staff: Who prints it.
    """

    id: str
    make: Callable[[], Notebook]
    words: str
    audience: str = "ambulance"
    now: dt.datetime = SIGNED
    draft: bool = False
    version: int = 0
    staff: Staff = STAFF

    def copy(self) -> Copy:
        book = self.make()
        version = next((v for v in book.log.versions.values() if v.number == self.version), None)
        version = version or signed(book)
        copy = book.copy(self.audience, now=self.now, version=version, staff=self.staff)
        if not self.draft:
            return copy
        return Copy(copy.guide, copy.log, copy.audience, None, None, copy.staff, copy.now)

    def lines(self) -> list[str]:
        copy = self.copy()
        if self.draft:
            return [words.plain for words in states(copy)]
        return list(page1(copy).texts())


def gwen_only(nation: str = "ENG", **more: str) -> Notebook:
    """A person, a nation, and nothing else."""
    return Notebook().person_named(**{"plan.jurisdiction": nation}, **more)


def signed(book: Notebook) -> Version:
    """Sign what stands, under the law that is recorded; or the version that holds it all."""
    newest = book.log.latest_version()
    if newest and not book.log.unsigned():
        return newest
    return book.sign(nation=str(book.log.reading("plan.jurisdiction").value))


def record(book: Notebook, instance: str = "", said_by: str = SEEN, **facts: Value) -> Notebook:
    """Write several answers; ``__`` in a name is a dot, text after ``words:`` is own words."""
    for name, value in facts.items():
        question = name.replace("__", ".")
        if isinstance(value, str) and value.startswith("words:"):
            book.say(question, None, value[6:], instance=instance, said_by=said_by)
        elif value is not None:
            book.say(question, value, instance=instance, said_by=said_by)
    return book


def _member(book: Notebook, group: str, instance: str, facts: Mapping[str, Value]) -> Notebook:
    """One of a group, with everything that is known of it."""
    book.say(group, True, instance=instance)
    for question, value in facts.items():
        if value is not None:
            book.say(question, value, instance=instance, said_by=SEEN)
    return book


def refusing(book: Notebook, instance: str = "r1", **more: Value) -> Notebook:
    """A refusal of ventilation that lacks nothing, its original seen."""
    facts: dict[str, Value] = {
        "adrt.treatments": "a breathing machine", "adrt.type": "life_sustaining",
        "adrt.circumstances": "I no longer know my family", "adrt.written": "yes",
        "adrt.signed": "yes", "adrt.signature_witnessed": "yes",
        "adrt.witness_signed_in_presence": "yes", "adrt.at_risk_statement": "yes",
        "adrt.made_on": "2024-05-03", "adrt.seen": "original", "adrt.seen_on": "2025-11-12",
        "adrt.location": "kitchen drawer", "adrt.altered": "no",
    } | {f"adrt.{key}": value for key, value in more.items()}  # fmt: skip
    return _member(book, "adrt", instance, facts)


def refusing_cpr(book: Notebook, **more: Value) -> Notebook:
    """A refusal of CPR that lacks nothing."""
    return refusing(book, **({"treatments": "CPR", "about_cpr": "yes"} | more))


def appointing(book: Notebook, instance: str = "a1", person: str = "c1", **more: Value) -> Notebook:
    """A registered health paper that somebody here saw, for Siân Pryce."""
    if person == "c1" and "c1" not in book.log.instances("contact"):
        book.contact("c1", "Siân Pryce", "07700 900123", words="daughter")
    facts: dict[str, Value] = {
        "poa.kind": "lpa_health", "poa.person": {"ref": "contact", "instance": person},
        "poa.lst": "yes", "poa.registered": "yes", "poa.registered_on": "2022-03-01",
        "poa.signed_on": "2022-01-10", "poa.seen": "original", "poa.seen_on": "2025-11-12",
        "poa.how": "alone", "poa.place": "desk",
    } | {f"poa.{key}": value for key, value in more.items()}  # fmt: skip
    return _member(book, "poa", instance, facts)


def assessed(book: Notebook, outcome: str, instance: str = "k1", **more: Value) -> Notebook:
    """What was found about one decision."""
    facts: dict[str, Value] = {
        "cap.decision": "where to live", "cap.outcome": outcome, "cap.on": "2025-11-10",
    } | {f"cap.{key}": value for key, value in more.items()}  # fmt: skip
    return _member(book, "cap", instance, facts)


def worse(book: Notebook, level: str = "", wish: str = "", **more: Value) -> Notebook:
    """A level with its author, or a wish."""
    if wish:
        book.say("esc.wish", None, wish)
    facts: dict[str, Value] = {
        "esc.level": level, "esc.by.name": "Dr A Rees", "esc.by.role": "GP",
        "esc.on": "2025-11-01", "esc.basis": "shared_decision",
    } | {f"esc.{key}": value for key, value in more.items()}  # fmt: skip
    for question, value in facts.items() if level else ():
        if value is not None:
            words = str(value) if question == "esc.reasons" else ""
            book.say(question, None if words else value, words, said_by=SEEN)
    return book


def received(book: Notebook, *questions: str) -> Notebook:
    """Make what stands on *questions* an answer that came by a copy and waits for someone here."""
    heads = {e.digest for q in questions for k, es in book.log.by_key.items() if k[0] == q
             for e in es}  # fmt: skip
    log = book.log
    book.log = Log(log.entries, log.husks, log.versions, log.withheld, frozenset(heads))
    return book


def page_of(book: Notebook, audience: str = "ambulance", now: dt.datetime = SIGNED) -> PageOne:
    """Page 1 of what stands."""
    return page1(book.copy(audience, now=now, version=signed(book)))

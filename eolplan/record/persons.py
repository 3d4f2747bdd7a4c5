"""Persons who are one: joining is an entry, and parting loses nothing.

Two laptops can create the same person independently. The ids stay what they
are; reading takes the union, and links count only inside it.
"""

from __future__ import annotations

from dataclasses import replace

from eolplan.record.codes import ABOUT_THE_RECORD, ABOUT_THEM, CONFIRMED, KEPT, SAME_AS
from eolplan.record.entry import OURS, Entry, Husk
from eolplan.record.graph import closure
from eolplan.record.log import Log
from eolplan.record.steps import is_about_another

Pair = tuple[str, str]
"""The ids of two persons of whom something was said, the smaller one first."""


def joined(log: Log) -> tuple[frozenset[str], ...]:
    """Return the classes of persons in *log* who are one, each id in exactly one class.

    A received statement that two are one has no effect until it is confirmed
    here; any statement that they are two, or a conflict about it, keeps them apart.
    """
    root = {person: person for person in log.persons}

    def canonical(person: str) -> str:
        while root.setdefault(person, person) != person:
            person = root[person]
        return person

    for first, second in _pairs(log):
        low, high = sorted((canonical(first), canonical(second)))
        root[high] = low
    classes: dict[str, set[str]] = {}
    for person in list(root):
        classes.setdefault(canonical(person), set()).add(person)
    return tuple(frozenset(classes[low]) for low in sorted(classes))


def log_of(log: Log, person: str) -> Log:
    """Return the part of *log* that is about *person* and whoever is one with them.

    Args:
        log: Everything held about all persons whom any ``person.same_as`` entry,
            standing or not, connects with *person*.
        person: Any id of the class.
    """
    members = next((c for c in joined(log) if person in c), frozenset({person}))
    inside = {d: entry for d, entry in log.entries.items() if entry.person in members}
    outside = log.entries.keys() - inside.keys()
    husks = {
        d: husk for d, husk in log.husks.items() if husk.why not in OURS or husk.person in members
    }
    if not log.rules.alias_links:
        husks |= {d: Husk.of(log.entries[d], "erased") for d in outside}
    versions = {d: version for d, version in log.versions.items() if version.person in members}
    unread = tuple(one for one in log.unread if one.person in members)
    return replace(
        log, entries=inside, husks=husks, versions=versions, members=members, unread=unread
    )


def made_while_joined(log: Log, person: str, other: str) -> tuple[Entry, ...]:
    """Return the entries to look through once two persons turn out to be two.

    Everything that came after they were joined and was recorded under the
    smaller id: which of the two it is about, only a reader can tell.
    """
    first, second = sorted((person, other))
    after = False
    found: list[Entry] = []
    for entry in log.entries.values():
        if (entry.person, *entry.key) == (first, SAME_AS, second):
            after = entry.answer.value is True
        elif after and entry.person == first and entry.question not in ABOUT_THE_RECORD:
            found.append(entry)
    return tuple(found)


def parted_from(log: Log) -> frozenset[str]:
    """Return the ids of those who were called one with the persons of *log*, and are not now."""
    told = (e for e in log.entries.values() if e.question == SAME_AS and _is_ours(log, e))
    ever = {person for e in told for person in (e.person, e.instance)}
    return frozenset(ever - log.persons) if ever else frozenset()


def to_place(log: Log) -> tuple[Entry, ...]:
    """Return the entries that may be about somebody from whom these persons were parted since.

    They were recorded here while all of them were one, and nobody has said yet about
    whom each is. Where it cannot be told what came first, an entry is listed rather than not.
    """
    away = parted_from(log)
    ever = {
        (e.person, e.instance)
        for e in log.entries.values()
        if e.question == SAME_AS and e.answer.value is True and _is_ours(log, e)
    }
    now: set[Pair] = set()
    found: list[Entry] = []
    for entry in log.entries.values() if away else ():
        if entry.question == SAME_AS:
            pair = {(entry.person, entry.instance)}
            now = now | (pair & ever) if entry.answer.value is True else now - pair
        elif entry.question not in ABOUT_THE_RECORD and not _is_placed(log, entry):
            elsewhere = {pair for pair in ever if pair[0] != entry.person}
            if away & _one_with(entry.person, now | elsewhere):
                found.append(entry)
    return tuple(found)


def _one_with(person: str, pairs: set[Pair]) -> set[str]:
    return closure([person], lambda one: [b if a == one else a for a, b in pairs if one in (a, b)])


def _is_placed(log: Log, entry: Entry) -> bool:
    """Say whether somebody has decided about whom an entry is."""
    kept = any(
        mark.question == KEPT and mark.answer.value == ABOUT_THEM
        for mark in log.annotations(entry.digest)
    )
    return kept or is_about_another(log, entry)


def _pairs(log: Log) -> list[Pair]:
    """Return the pairs that somebody here has called one, with no voice against it."""
    heads: dict[Pair, list[Entry]] = {}
    for (question, instance), entries in log.by_key.items():
        for entry in entries if question == SAME_AS else ():
            heads.setdefault((entry.person, instance), []).append(entry)
    return [
        pair
        for pair, entries in sorted(heads.items())
        if all(entry.answer.value is True for entry in entries)
        and any(_is_ours(log, entry) for entry in entries)
    ]


def _is_ours(log: Log, entry: Entry) -> bool:
    if entry.digest not in log.received:
        return True
    marks = log.annotations(entry.digest)
    return any(m.question == CONFIRMED and m.digest not in log.received for m in marks)

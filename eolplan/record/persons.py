"""Persons who are one: joining is an entry, and parting loses nothing.

Two laptops can create the same person independently. The ids stay what they
are; reading takes the union, and links count only inside it.
"""

from __future__ import annotations

from dataclasses import replace

from eolplan.record.codes import ABOUT_THE_RECORD, CONFIRMED, SAME_AS
from eolplan.record.entry import OURS, Entry, Husk
from eolplan.record.log import Log


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
    return replace(log, entries=inside, husks=husks, versions=versions, members=members)


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


def _pairs(log: Log) -> list[tuple[str, str]]:
    """Return the pairs that somebody here has called one, with no voice against it."""
    heads: dict[tuple[str, str], list[Entry]] = {}
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

"""Taking in a copy: the union of two logs, in which nothing held can disappear."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from eolplan.guide import digest as guide_digest
from eolplan.record.entry import Entry, Husk, Why
from eolplan.record.graph import Graph
from eolplan.record.log import Log
from eolplan.record.parcel import Parcel
from eolplan.record.refusals import EntryAltered, LinksDisagree, WrongPerson
from eolplan.record.version import Version


@dataclass(frozen=True, slots=True)
class Received:
    """What a copy has added, for the caller to append in one transaction.

    Attributes:
        log: The log with all of it. If the copy named persons who are not one
            here, read it through ``log_of``.
        new_entries: Those that were not held, in the sender's order.
        new_husks: Those that were not known, or are known with more links now;
            they replace the known ones.
        new_versions: Those that were not held.
        skipped: Digests of entries that were erased here and stay so.
    """

    log: Log
    new_entries: tuple[Entry, ...] = ()
    new_husks: tuple[Husk, ...] = ()
    new_versions: tuple[Version, ...] = ()
    skipped: tuple[str, ...] = ()


def receive(log: Log, parcel: Parcel, erased: Callable[[str], bool]) -> Received:
    """Return the union of *log* and *parcel*; any order and repetition gives the same.

    All or nothing. Entries are judged by form and digest, never by the guide, so
    that an older eolplan in the chain passes on what it does not understand.

    Args:
        log: Of the same person, or empty.
        parcel: As read; its entries carry the digest of their own body.
        erased: Whether an entry of that digest was erased on this laptop.

    Raises:
        EntryAltered: an entry, version or guide is not what its digest names.
        LinksDisagree: the links of one digest differ between two sources.
        WrongPerson: an entry is of nobody whom the copy names.
    """
    _check_digests(parcel)
    _check_persons(log, parcel)
    _check_links(log, parcel)
    fresh = {d: entry for d, entry in parcel.entries.items() if d not in log.entries}
    skipped = {d for d in fresh if _stays_erased(log, d, erased)}
    entries = tuple(entry for d, entry in fresh.items() if d not in skipped)
    whole = replace(
        log.plus(entries=entries, versions=parcel.versions.values()),
        received=log.received | {entry.digest for entry in entries},
        withheld=log.withheld | parcel.withheld,
        members=log.members | parcel.persons,
    )
    husks = tuple(_new_husks(whole, parcel, skipped))
    return Received(
        log=whole.plus(husks=husks),
        new_entries=entries,
        new_husks=husks,
        new_versions=tuple(v for d, v in parcel.versions.items() if d not in log.versions),
        skipped=tuple(sorted(skipped)),
    )


def _check_digests(parcel: Parcel) -> None:
    for digest, entry in parcel.entries.items():
        if Entry.read(entry.body).digest != digest:
            raise EntryAltered
    for digest, version in parcel.versions.items():
        if Version.read(version.body).digest != digest:
            raise EntryAltered
    for digest, husk in parcel.husks.items():
        if husk.digest != digest:
            raise EntryAltered
    _check_guides(parcel)


def _check_guides(parcel: Parcel) -> None:
    for digest, text in parcel.guides.items():
        langs = {entry.lang for entry in parcel.entries.values() if entry.guide == digest}
        if any(guide_digest(text, lang) != digest for lang in langs):
            raise EntryAltered


def _check_persons(log: Log, parcel: Parcel) -> None:
    if not {entry.person for entry in parcel.entries.values()} <= parcel.persons:
        raise WrongPerson
    if log.persons and log.persons.isdisjoint(parcel.persons):
        raise WrongPerson


def _check_links(log: Log, parcel: Parcel) -> None:
    """One digest has one set of predecessors; a husk without links claims none."""
    for digest, husk in parcel.husks.items():
        for known in (log.entries.get(digest), parcel.entries.get(digest)):
            if known and husk.supersedes and known.supersedes != husk.supersedes:
                raise LinksDisagree
    for source in (parcel.entries, parcel.husks):
        for digest, claimed in source.items():
            own = log.husks.get(digest)
            if own and own.supersedes and claimed.supersedes not in ((), own.supersedes):
                raise LinksDisagree


def _stays_erased(log: Log, digest: str, erased: Callable[[str], bool]) -> bool:
    if not log.rules.erase_remembered:
        return False
    known = log.husks.get(digest)
    return erased(digest) or (known is not None and known.why == "erased")


def _new_husks(log: Log, parcel: Parcel, skipped: set[str]) -> Iterator[Husk]:
    """Yield what is to be known by its links from now on.

    Args:
        log: With the new entries in it.
        parcel: The copy.
        skipped: Digests that were erased here; what stood below them stays down.
    """
    for digest in skipped:
        if digest not in log.husks:
            yield Husk.of(parcel.entries[digest], "erased")
    person = min(log.persons, default="")
    offered = {d: h for d, h in parcel.husks.items() if d not in log.entries and d not in skipped}
    reached = Graph.of(log.entries, {**offered, **log.husks}, log.rules).reached
    for digest, husk in offered.items():
        why: Why = "below" if digest in reached else "tip"
        new = replace(husk, why=why, question="", instance="", person=person)
        known = log.husks.get(digest)
        if known is None:
            yield new
        elif known.joined_with(new).supersedes != known.supersedes:
            yield known.joined_with(new)

"""Two states of one store become one: everything of both, what was erased in either gone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from eolplan.vault import halfway, people
from eolplan.vault.db import Database
from eolplan.vault.errors import PlanAltered, VaultDamaged
from eolplan.vault.keys import Keys
from eolplan.vault.raw import Raw
from eolplan.vault.readers import Readers
from eolplan.vault.slow import Step
from eolplan.vault.store import Store
from eolplan.vault.sweep import Parted, Sweep
from eolplan.vault.union import Brought, Union, end_of, named_after, parting
from eolplan.vault.verify import MakeRow


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two states of one store have beyond each other.

    Attributes:
        only_one, only_other: How many people, entries and versions.
        other_later: The other went on after the two had parted.
    """

    only_one: Mapping[str, int]
    only_other: Mapping[str, int]
    other_later: bool


NOTHING: Final = Overlap({}, {}, other_later=False)


def overlap(one: Database, other: Database) -> Overlap:
    """Compare two states of one store.

    Raises:
        VaultDamaged: one of them cannot be read so far.
    """
    after = parting(one, other)
    return Overlap(
        only_one=_beyond(one, other, after),
        only_other=_beyond(other, one, after),
        other_later=end_of(other) > after,
    )


_TABLES: Final = {"people": ("person",), "entries": ("entry", "sealed"), "versions": ("version",)}


def _beyond(one: Database, other: Database, after: int) -> dict[str, int]:
    """Count what came to *one* after they parted, is still there, and is not in *other*."""
    here, there = Raw(one), Raw(other)

    def held(raw: Raw, name: str, value: str) -> bool:
        key = "id" if name == "people" else "digest"
        return any(raw.has(table, value, key) for table in _TABLES[name])

    return {
        name: sum(held(here, name, v) and not held(there, name, v) for v in values)
        for name, values in named_after(one, after).items()
    }


@dataclass(frozen=True, slots=True)
class Side:
    """One state of a store, open, with its keys."""

    db: Database
    keys: Keys


def merge(
    base: Side, other: Side, *, make_row: MakeRow, staff: str, at: dt.datetime, step: Step
) -> Brought:
    """Bring what only *other* has over to *base*, which is not guarded. One transaction.

    Raises:
        VaultDamaged: *base* cannot be read.
        NotWritten: the disk did not take it.
        Cancelled: the step was to end.
    """
    after, end = parting(base.db, other.db), end_of(base.db)
    parted = Parted(after, end, _persons(base.db))
    with base.db.transaction():
        union = Union(base.db, base.keys, other.db, other.keys, after, step)
        brought = union.run()
        if end > after and end_of(other.db) > after:
            sweep = Sweep(base.db, base.keys, other.db, parted, staff=staff, at=at)
            brought.persons |= sweep.run()
            brought.removed = brought.removed or sweep.erased
        try:
            _carry_halfway(base.db, other.db, parted)
        except VaultDamaged:
            brought.unread += 1
        _rewrite_list(base, brought.persons, make_row)
    return brought


def _persons(db: Database) -> int:
    row = db.one("SELECT coalesce(max(n), 0) FROM person")
    return int(row[0]) if row else 0


def _carry_halfway(base: Database, other: Database, parted: Parted) -> None:
    later = end_of(other) > parted.after
    if later and parted.end == parted.after:
        halfway.empty(base)
        halfway.carry(base, other, here_since=set(), other_later=True)
        return
    here_since = halfway.recorded_between(base, parted.after, parted.end)
    there_since = halfway.recorded_between(other, parted.after, None)
    halfway.drop_done(base, other, there_since=there_since - here_since)
    halfway.carry(base, other, here_since=here_since, other_later=later)


def _rewrite_list(base: Side, persons: Iterable[str], make_row: MakeRow) -> None:
    """Work out anew the rows of those whose records changed, and of whoever is one with them."""
    store = Store(base.db, base.keys, "", Readers())
    held, done = set(store.persons()), set[str]()
    for person in sorted(held.intersection(persons)):
        with suppress(PlanAltered):
            for one in sorted({person, *store.log(person).members} & held - done):
                done.add(one)
                people.put_row(base.db, make_row(one, store.log(one)))
    people.reindex(base.db)

"""The log in the database: entries, husks, versions and guides in, a ``Log`` out."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from eolplan.record import (
    Entry,
    EntryAltered,
    EntryUnreadable,
    Husk,
    Log,
    Unread,
    Value,
    Version,
    canonical,
    codes,
)
from eolplan.record import log_of as part_of
from eolplan.record.canonical import sha256
from eolplan.vault.audit import RECEIVED, Trail
from eolplan.vault.db import Database
from eolplan.vault.errors import PlanAltered
from eolplan.vault.people import put_people
from eolplan.vault.rows import Batch, SealedRow
from eolplan.vault.sealed import Sealed, kept_of, put, rows_of


def log_of(db: Database, person: str, shut: Sealed) -> Log:
    """Return everything that is held about a person and whoever was joined with them.

    Args:
        db: The vault.
        person: Any id of theirs.
        shut: Opens what is kept for chosen staff, or leaves it known by its links.

    Raises:
        PlanAltered: something is not what was written.
    """
    ids = _connected(db, person)
    try:
        held = [one for each in ids for one in _entries(db, each, shut)]
        away = {one.what.digest: one.what for one in held if isinstance(one.what, Husk)}
        signed = [*_versions(db, ids)]
        log = Log(
            entries={e.digest: e for e in (one.what for one in held) if isinstance(e, Entry)},
            husks={**_husks(db, ids), **away},
            versions={v.digest: v for v in signed if isinstance(v, Version)},
            withheld=frozenset(q for each in ids for q in _withheld(db, each)),
            received=frozenset(one.what.digest for one in held if one.received) - away.keys(),
            members=frozenset(ids),
            sealed=frozenset(one.what.digest for one in held if one.shut) - away.keys(),
            unread=tuple(v for v in signed if isinstance(v, Unread)),
        )
    except (EntryAltered, EntryUnreadable) as e:
        raise PlanAltered(person) from e
    return part_of(log, person) if len(ids) > 1 else log


def _connected(db: Database, person: str) -> list[str]:
    """Return *person* and everyone whom any statement of sameness, standing or not, leads to."""
    pairs = db.rows("SELECT person_id, instance FROM entry WHERE question_id = ?", codes.SAME_AS)
    found, ahead = {person}, [person]
    while ahead:
        one = ahead.pop()
        new = {b if a == one else a for a, b in pairs if one in (a, b)} - found
        found |= new
        ahead += new
    return sorted(found)


class _Held(NamedTuple):
    """An entry, or the husk of one that is kept from whoever reads, as it lies in the vault."""

    seq: int
    nth: int
    what: Entry | Husk
    received: bool
    shut: bool = False


def _entries(db: Database, person: str, shut: Sealed) -> list[_Held]:
    """Return a person's entries in the order of arrival."""
    rows = db.rows(
        "SELECT e.arrived, e.nth, e.body, e.digest, a.action FROM entry e"
        " LEFT JOIN audit a ON a.seq = e.arrived WHERE e.person_id = ? ORDER BY e.arrived, e.nth",
        person,
    )
    readable = (
        _Held(seq, nth, Entry.read(body, digest), action == RECEIVED)
        for seq, nth, body, digest, action in rows
    )
    return sorted((*readable, *_kept_shut(db, person, shut)), key=lambda held: held[:2])


def _kept_shut(db: Database, person: str, shut: Sealed) -> Iterator[_Held]:
    """Yield a person's sealed entries in the same order, opened where that can be."""
    arrivals = rows_of(db, person)
    opened = shut.opened([arrival.row for arrival in arrivals])
    for (row, seq, nth, action), entry in zip(arrivals, opened, strict=True):
        husk = Husk(
            row.digest, row.supersedes, "sealed", row.question, row.instance, row.person
        )  # fmt: skip
        yield _Held(seq, nth, entry or husk, action == RECEIVED, shut=True)


def _husks(db: Database, persons: Sequence[str]) -> dict[str, Husk]:
    """Return by digest what is known of entries that are not held."""
    known: dict[str, Husk] = {}
    for person in persons:
        for husk in husks_of(db, person):
            before = known.get(husk.digest)
            known[husk.digest] = before.joined_with(husk) if before else husk
    return known


def husks_of(db: Database, person: str) -> Iterator[Husk]:
    """Yield the husk rows of a person, in the order of arrival."""
    rows = db.rows(
        "SELECT digest, supersedes, why, question_id, instance, person_id FROM husk"
        " WHERE person_id = ? ORDER BY arrived",
        person,
    )
    return (Husk(digest, tuple(json.loads(links)), *rest) for digest, links, *rest in rows)


def _versions(db: Database, persons: Iterable[str]) -> Iterator[Version | Unread]:
    """Yield the sign-offs in the order of arrival; one that cannot be read stops nothing.

    No plan stands on it alone: what was recorded is held entry by entry, each checked.
    """
    rows = [
        row
        for person in persons
        for row in db.rows(
            "SELECT v.arrived, v.digest, v.person_id, v.body, v.signature, v.signer_key, a.at"
            " FROM version v JOIN audit a ON a.seq = v.arrived WHERE v.person_id = ?",
            person,
        )
    ]
    read: list[str] = []
    for _, digest, person, body, signature, key, at in sorted(rows, key=lambda row: row[:2]):
        try:
            yield Version.read(body, digest, signature, key)
            read.append(digest)
        except (EntryAltered, EntryUnreadable):
            yield Unread.of(digest, body, dt.datetime.fromisoformat(at), person, read)


def _withheld(db: Database, person: str) -> list[str]:
    """Return the questions that the copies received about *person* never carry."""
    row = db.one("SELECT withheld FROM person WHERE id = ?", person)
    found: list[str] = json.loads(row[0]) if row else []
    return found


def missing(db: Database, batch: Batch) -> Batch:
    """Return *batch* without what is held already: the tables refuse a second copy."""
    guides = {
        digest: text
        for digest, text in batch.guides.items()
        if db.one("SELECT 1 FROM guide WHERE digest = ?", digest) is None
    }
    return replace(
        batch,
        entries=tuple(
            e for e in {e.digest: e for e in batch.entries}.values() if not holds(db, e.digest)
        ),
        versions=tuple(
            v
            for v in {v.digest: v for v in batch.versions}.values()
            if db.one("SELECT 1 FROM version WHERE digest = ?", v.digest) is None
        ),
        husks=_news(
            (h for h in batch.husks if not is_sealed(db, h.digest)),
            _husks(db, [batch.person]) if batch.husks else {},
        ),
        guides=guides,
        withheld=batch.withheld - frozenset(_withheld(db, batch.person)),
    )


def _news(husks: Iterable[Husk], known: dict[str, Husk]) -> tuple[Husk, ...]:
    """Return the husks that add something: unknown so far, or with links that were not known."""
    return tuple(
        husk
        for husk in {h.digest: h for h in husks}.values()
        if husk.digest not in known or (husk.supersedes and not known[husk.digest].supersedes)
    )


def holds(db: Database, digest: str) -> bool:
    """Say whether the entry of that digest is here, be it for chosen staff."""
    found = db.one("SELECT 1 FROM entry WHERE digest = ?", digest) is not None
    return found or is_sealed(db, digest)


def is_sealed(db: Database, digest: str) -> bool:
    """Say whether the entry of that digest is here for chosen staff."""
    return db.one("SELECT 1 FROM sealed WHERE digest = ?", digest) is not None


def add(
    db: Database, trail: Trail, batch: Batch, closed: Iterable[SealedRow], *,
    action: str, at: dt.datetime, practice: bool,
) -> None:  # fmt: skip
    """Add everything in *batch* under one audit row, inside the caller's transaction.

    Args:
        db, trail: Of one vault.
        batch: Nothing of it may be held already, see ``missing``.
        closed: Those of its entries that are kept for chosen staff, in their boxes.
        action: ``recorded`` or ``received``.
        at: When.
        practice: Persons who are new are practice persons.
    """
    shut = {row.digest: row for row in closed}
    seq = trail.add(action, _named(batch, shut), at)
    persons = {batch.person, *(e.person for e in batch.entries)}
    persons |= {v.person for v in batch.versions} | {h.person for h in batch.husks if h.person}
    put_people(db, sorted(persons), practice=practice)
    db.run_many("INSERT INTO guide (digest, text) VALUES (?, ?)", sorted(batch.guides.items()))
    db.run_many(
        "INSERT INTO entry (digest, body, arrived, nth) VALUES (?, ?, ?, ?)",
        (
            (e.digest, e.body, seq, nth)
            for nth, e in enumerate(batch.entries)
            if e.digest not in shut
        ),
    )
    boxes = ((shut.get(e.digest), nth) for nth, e in enumerate(batch.entries))
    put(db, [(row, nth) for row, nth in boxes if row is not None], seq)
    db.run_many(
        "INSERT INTO version (digest, body, signature, signer_key, arrived) VALUES (?, ?, ?, ?, ?)",
        ((v.digest, v.body, v.signature, v.signer_key, seq) for v in batch.versions),
    )
    add_husks(db, batch.person, batch.husks, seq)
    if batch.withheld:
        known = sorted({*_withheld(db, batch.person), *batch.withheld})
        db.run("UPDATE person SET withheld = ? WHERE id = ?", canonical([*known]), batch.person)


def add_husks(db: Database, person: str, husks: Iterable[Husk], seq: int) -> None:
    """Add husk rows under the audit row *seq*; *person* for those that name nobody."""
    db.run_many(
        "INSERT INTO husk (digest, person_id, supersedes, question_id, instance, why, arrived)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                h.digest,
                h.person or person,
                canonical([*h.supersedes]),
                h.question,
                h.instance,
                h.why,
                seq,
            )
            for h in husks
        ),
    )


def known(person: str, husk: Husk) -> str:
    """Return the digest of everything that is kept of a husk; *person* as in ``add_husks``."""
    links: list[Value] = [*husk.supersedes]
    who = husk.person or person
    return sha256(canonical([husk.digest, who, links, husk.question, husk.instance, husk.why]))


def _named(batch: Batch, shut: Mapping[str, SealedRow]) -> Value:
    """Return the object of the audit row: the digest of everything, in order.

    A husk's digest is that of the entry, and a guide's covers its language, which is not
    kept here; so what is kept of them has digests of its own in the chain.
    """
    named: dict[str, list[Value]] = {
        "entries": [e.digest for e in batch.entries],
        "sealed": [*shut],
        "boxes": [kept_of(row) for row in shut.values()],
        "versions": [v.digest for v in batch.versions],
        "husks": [h.digest for h in batch.husks],
        "known": [known(batch.person, h) for h in batch.husks],
        "guides": [*sorted(batch.guides)],
        "withheld": [*sorted(batch.withheld)],
        "texts": [sha256(text) for _, text in sorted(batch.guides.items())],
    }
    return {"person": batch.person} | {name: found for name, found in named.items() if found}


def person_of(db: Database, digest: str) -> str:
    """Return whom an entry is about, also one that is kept for chosen staff.

    Raises:
        KeyError: it is not held.
    """
    row = db.one(
        "SELECT person_id FROM entry WHERE digest = ?"
        " UNION ALL SELECT person_id FROM sealed WHERE digest = ?",
        digest, digest,
    )  # fmt: skip
    if row is None:
        raise KeyError(digest)
    return str(row[0])

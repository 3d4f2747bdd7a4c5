"""Members of staff, their public keys, and settings that belong in the vault."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, fields
from functools import lru_cache

from eolplan.identity import LEAD, Staff
from eolplan.record import Value, canonical
from eolplan.record.body import utc
from eolplan.record.canonical import sha256
from eolplan.vault.audit import FACTS, SIGNER, SPOT, Trail
from eolplan.vault.db import Database
from eolplan.vault.errors import LastLead

_STAFF = frozenset(f.name for f in fields(Staff))


def users(db: Database) -> list[Staff]:
    """Return all members of staff who have ever had a slot, by name."""
    found = [staff_from(row[0]) for row in db.rows("SELECT facts FROM user")]
    return sorted(found, key=lambda staff: (staff.name.casefold(), staff.id))


def user(db: Database, user_id: str) -> Staff | None:
    """Return one member of staff."""
    row = db.one("SELECT facts FROM user WHERE id = ?", user_id)
    return staff_from(row[0]) if row else None


@lru_cache(maxsize=64)
def staff_from(facts: str) -> Staff:
    """Read the facts, leaving out those of a later eolplan; the same words once."""
    known = {name: value for name, value in json.loads(facts).items() if name in _STAFF}
    return Staff(**known)


def leads(db: Database) -> frozenset[str]:
    """Return the ids of those who look after the team."""
    return frozenset(staff.id for staff in users(db) if staff.may == LEAD and not staff.left)


def put_user(db: Database, trail: Trail, staff: Staff, at: dt.datetime) -> None:
    """Keep a member of staff and the team's facts; the chain notes the digest of both.

    Raises:
        LastLead: nobody would look after the team any more.
    """
    if (staff.may != LEAD or staff.left) and leads(db) == {staff.id}:
        raise LastLead
    facts = canonical(asdict(staff))
    db.run(
        "INSERT INTO user (id, facts) VALUES (?, ?)"
        " ON CONFLICT DO UPDATE SET facts = excluded.facts",
        staff.id, facts,
    )  # fmt: skip
    trail.add(FACTS, {"user": staff.id, "sha256": sha256(facts)}, at)


def put_signer(db: Database, trail: Trail, user_id: str, spki: str, at: dt.datetime) -> None:
    """Keep the public key with which a member of staff signs, if it is new."""
    if db.one("SELECT 1 FROM signer WHERE spki = ?", spki) is None:
        db.run("INSERT INTO signer (spki, user_id, since) VALUES (?, ?, ?)", spki, user_id, utc(at))
        trail.add(SIGNER, {"user": user_id, "spki": spki}, at)


def setting(db: Database, key: str) -> Value:
    """Return a setting, or None when it was never put."""
    row = db.one("SELECT value FROM setting WHERE key = ?", key)
    value: Value = json.loads(row[0]) if row else None
    return value


def settings(db: Database, prefix: str) -> dict[str, Value]:
    """Return every setting whose key begins with *prefix*, by key."""
    rows = db.rows("SELECT key, value FROM setting WHERE instr(key, ?) = 1 ORDER BY key", prefix)
    return {key: json.loads(value) for key, value in rows}


def put_setting(db: Database, trail: Trail, key: str, value: Value, at: dt.datetime) -> None:
    """Keep a setting; the chain notes its digest."""
    text = canonical(value)
    db.run(
        "INSERT INTO setting (key, value) VALUES (?, ?)"
        " ON CONFLICT DO UPDATE SET value = excluded.value",
        key, text,
    )  # fmt: skip
    trail.add(FACTS, {"setting": key, "sha256": sha256(text)}, at)


def forget_spots(db: Database, trail: Trail, at: dt.datetime) -> None:
    """Forget the page at which somebody locked: it keeps what was filled in there."""
    for key, kept in settings(db, SPOT).items():
        if key.partition(".")[0] == SPOT and kept is not None:
            put_setting(db, trail, key, None, at)

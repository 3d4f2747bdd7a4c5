"""The audit chain: who did what, when, each row sealed over all rows before it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

from eolplan.record import Value, canonical
from eolplan.record.body import utc
from eolplan.record.canonical import sha256
from eolplan.vault.db import Database
from eolplan.vault.keys import Former, Keys, tag
from eolplan.vault.rows import Anchor, AuditRow

RECORDED = "recorded"
RECEIVED = "received"
ERASED = "erased"
SIGNER = "signer"
FACTS = "facts"
SEALED = "sealed"
ROTATING = "rotating"
ROTATED = "rotated"
"""Actions that ``verify`` understands; the others only say what was done."""

MOVED = "plan.moved"
"""From whose plan into whose, which entries, what they are there, and who had written them."""

SPOT = "place"
"""The setting that keeps the page at which somebody locked, with what was filled in on it;
earlier there was one for each way in, ``place.`` and its id."""

WORTH_KEEPING = (
    "action NOT IN ('unlocked', 'signer')"
    " AND NOT (action = 'facts' AND (json_extract(object, '$.setting') LIKE 'backup.%'"
    f" OR json_extract(object, '$.setting') = '{SPOT}'"
    f" OR json_extract(object, '$.setting') LIKE '{SPOT}.%'))"
)
"""Which rows a backup is made for: neither an unlocking, nor the page that was open at a lock,
nor what is known of the backups themselves. A condition of SQL."""

_COLUMNS = "seq, at, staff, action, object, h"


class Trail:
    """The chain of one vault, as written by one member of staff."""

    def __init__(self, db: Database, keys: Keys, staff: str) -> None:
        if not keys.former:
            keys.follow(former_keys(db))
        self._db = db
        self._keys = keys
        self._staff = staff

    def add(self, action: str, object_: Value, at: dt.datetime) -> int:
        """Add a row inside the transaction that it is about; return its number."""
        newest = self.newest()
        seq, prev = newest.seq + 1, newest.h
        fields = (seq, utc(at), self._staff, action, canonical(object_), prev)
        self._db.run(
            "INSERT INTO audit (seq, at, staff, action, object, prev, h)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            *fields, sealed(self._keys, *fields),
        )  # fmt: skip
        return seq

    def newest(self) -> Anchor:
        """Return the end of the chain; number 0 before the first row."""
        row = self._db.one("SELECT seq, h FROM audit ORDER BY seq DESC LIMIT 1")
        return Anchor(row[0], row[1]) if row else Anchor(0, "")

    def newest_kept(self) -> Anchor:
        """Return the newest row that is worth keeping; number 0 before the first one."""
        row = self._db.one(
            f"SELECT seq, h FROM audit WHERE {WORTH_KEEPING} ORDER BY seq DESC LIMIT 1"  # noqa: S608  constant
        )
        return Anchor(row[0], row[1]) if row else Anchor(0, "")

    def newest_time(self) -> dt.datetime | None:
        """Return when the newest row was written, by the clock of then."""
        row = self._db.one("SELECT at FROM audit ORDER BY seq DESC LIMIT 1")
        return dt.datetime.fromisoformat(row[0]) if row else None

    def rows(self) -> Iterator[tuple[AuditRow, str]]:
        """Yield every row with the ``prev`` that it was written with, oldest first."""
        for row in self._db.each(f"SELECT {_COLUMNS}, prev FROM audit ORDER BY seq"):  # noqa: S608  constant
            yield AuditRow(*row[:-1]), row[-1]

    def about(self, text: str) -> list[AuditRow]:
        """Return the rows whose object names *text* (an id or a digest), oldest first."""
        found = self._db.rows(
            f"SELECT {_COLUMNS} FROM audit WHERE instr(object, ?) ORDER BY seq",  # noqa: S608  constant
            json.dumps(text, ensure_ascii=False),
        )
        return [AuditRow(*row) for row in found]


def former_keys(db: Database) -> list[Former]:
    """Return what the keys of earlier epochs left in the file; one of an old layout has none."""
    if db.one("SELECT 1 FROM sqlite_master WHERE name = 'former_key'") is None:
        return []
    rows = db.rows("SELECT epoch, until, chain, erasure FROM former_key ORDER BY epoch")
    return [Former(e, u, bytearray(chain), bytearray(erasure)) for e, u, chain, erasure in rows]


def digest_of(former: Former) -> str:
    """Return the digest of everything that is kept of former keys."""
    parts: list[Value] = [former.epoch, former.until, former.chain.hex(), former.erasure.hex()]
    return sha256(canonical(parts))


def sealed(keys: Keys, seq: int, at: str, staff: str, action: str, object_: str, prev: str) -> str:
    """Return the HMAC of a row over its fields and the row before it."""
    return tag(keys.chain_at(seq), canonical([seq, at, staff, action, object_, prev]))

"""What a backup says of itself: in clear, in one form only, sealed by the vault key."""

from __future__ import annotations

import datetime as dt
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Self

from eolplan.record import Value, canonical
from eolplan.record.body import utc
from eolplan.vault.errors import BackupDamaged, BackupTooNew
from eolplan.vault.keys import Keys, subkey, tag
from eolplan.vault.rows import Anchor

FORMAT: Final = "eolplan-backup"
VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself, readable by everybody; only a key shows that it is true.

    Attributes:
        vault_id, epoch: Of which store, under which of its keys.
        number: Grows with every backup of a store: the order, whatever the clock says.
        anchor: The end of the audit chain in it.
        counts: How many people, entries, versions and staff.
        marks: How many marks of what was erased.
        made_at: Aware UTC time, by the clock of then.
        newest: When the newest answer in it was kept; None: there is none.
        layout: Of the database.
        size: Bytes of the database.
        database, header: SHA-256 of the two files, as 64 hex digits.
        mac: HMAC over everything else, under a key derived from the vault key.
    """

    vault_id: str
    epoch: int
    number: int
    anchor: Anchor
    counts: Mapping[str, int]
    marks: int
    made_at: dt.datetime
    newest: dt.datetime | None
    layout: int
    size: int
    database: str
    header: str
    mac: str = ""

    def sealed(self, keys: Keys) -> Self:
        """Return it with the HMAC of whoever holds the vault key."""
        return replace(self, mac=tag(subkey(keys.vmk, "backup"), canonical(self._json())))

    def authentic(self, keys: Keys) -> bool:
        """Say whether a holder of the vault key wrote exactly this."""
        return hmac.compare_digest(self.mac.encode(), self.sealed(keys).mac.encode())

    def to_bytes(self) -> bytes:
        """Return the file, the one form that ``from_bytes`` accepts."""
        whole: Value = {**self._json(), "mac": self.mac}
        return canonical(whole).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> Self:
        """Read a manifest; only its form is judged, for want of a key.

        Raises:
            BackupTooNew: a later eolplan wrote it.
            BackupDamaged: it is not one as ``to_bytes`` writes it.
        """
        try:
            said = json.loads(raw)
            if said["format"] == FORMAT and said["version"] > VERSION:
                raise BackupTooNew
            found = cls._from(said)
            same = found.to_bytes() == raw
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as e:
            raise BackupDamaged from e
        if not same:
            raise BackupDamaged
        return found

    @classmethod
    def _from(cls, said: Mapping[str, str]) -> Self:
        """Build it out of JSON; whatever is of another kind will not read the same again."""
        counts: Mapping[str, int] = dict(said["counts"])  # type: ignore[arg-type]  # compared
        return cls(
            vault_id=str(said["vault_id"]),
            epoch=int(said["epoch"]),
            number=int(said["number"]),
            anchor=Anchor(int(said["seq"]), str(said["h"])),
            counts=counts,
            marks=int(said["marks"]),
            made_at=dt.datetime.fromisoformat(said["made_at"]),
            newest=dt.datetime.fromisoformat(said["newest"]) if said["newest"] else None,
            layout=int(said["layout"]),
            size=int(said["size"]),
            database=str(said["database"]),
            header=str(said["header"]),
            mac=str(said["mac"]),
        )

    def _json(self) -> dict[str, Value]:
        return {
            "format": FORMAT,
            "version": VERSION,
            "vault_id": self.vault_id,
            "epoch": self.epoch,
            "number": self.number,
            "seq": self.anchor.seq,
            "h": self.anchor.h,
            "counts": dict(self.counts),
            "marks": self.marks,
            "made_at": utc(self.made_at),
            "newest": utc(self.newest) if self.newest else "",
            "layout": self.layout,
            "size": self.size,
            "database": self.database,
            "header": self.header,
        }

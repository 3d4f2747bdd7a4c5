"""Is each entry and version where the audit trail says that it came, and is none gone?

The trail of many people names millions of digests. So each row that is held is looked
up where it says that it came, and then the rows are counted: where all that is told of
came, nothing is gone. Only what came where fewer are left is looked for one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from eolplan.vault.audit import RECEIVED, RECORDED
from eolplan.vault.db import Database

_ENTRY_TOLD: Final = """EXISTS (
    SELECT 1 FROM audit a WHERE a.seq = e.arrived AND a.action IN (?, ?)
      AND json_extract(a.object, '$.entries[' || e.nth || ']') = e.digest
  )"""
_VERSION_TOLD: Final = """EXISTS (
    SELECT 1 FROM audit a, json_each(a.object, '$.versions') j
    WHERE a.seq = v.arrived AND a.action IN (?, ?) AND j.value = v.digest
  )"""
_HELD: Final = {
    "entries": (
        # along the index of persons: it holds all that is asked for, and neighbours came together
        f"SELECT digest, arrived, {_ENTRY_TOLD} FROM entry e"  # noqa: S608  constant
        " INDEXED BY entry_of_person",
        f"SELECT digest, arrived, {_ENTRY_TOLD} FROM sealed e"  # noqa: S608  constant
        " WHERE NOT EXISTS (SELECT 1 FROM entry WHERE digest = e.digest)",
    ),
    "versions": (f"SELECT digest, arrived, {_VERSION_TOLD} FROM version v",),  # noqa: S608
}
_COUNTED: Final = (
    "SELECT seq, json_array_length(object, ?) FROM audit WHERE action IN (?, ?)"
    " AND json_array_length(object, ?) > 0 ORDER BY seq"
)
_CAME: Final = "SELECT j.value FROM audit a, json_each(a.object, ?) j WHERE a.seq = ?"


@dataclass
class Arrivals:
    """What of one kind came in, in a vault whose trail is whole.

    Args:
        db: The vault.
        name: ``entries`` or ``versions``.
    """

    db: Database
    name: str
    _in_place: Counter[int] = field(default_factory=Counter)

    def misplaced(self) -> Iterator[str]:
        """Yield the digests of what lies at a place of which the trail says nothing."""
        for sql in _HELD[self.name]:
            for digest, seq, told in self.db.each(sql, RECORDED, RECEIVED):
                self._in_place[seq] += told
                if not told:
                    yield digest

    def gone(self) -> dict[str, int]:
        """Return what came and is not held: its digest, and the last row under which it came.

        To be asked after ``misplaced``, which counts what is in place.
        """
        found: dict[str, int] = {}
        path = f"$.{self.name}"
        for seq, came in self.db.each(_COUNTED, path, RECORDED, RECEIVED, path):
            if self._in_place[seq] != came:
                found |= {row[0]: seq for row in self.db.rows(_CAME, path, seq)}
        for sql in _HELD[self.name] if found else ():
            for digest, *_ in self.db.each(sql, RECORDED, RECEIVED):
                found.pop(digest, None)
        return found

"""What was erased in either of two states of a store stays erased in their union."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Final

from eolplan.record import Husk, Value
from eolplan.record.body import utc
from eolplan.vault import reasons
from eolplan.vault.audit import ERASED, Trail
from eolplan.vault.db import Database, Row
from eolplan.vault.entries import add_husks, known
from eolplan.vault.erase import ENTRY, PERSON, Eraser, mark
from eolplan.vault.keys import Keys
from eolplan.vault.raw import Raw
from eolplan.vault.union import HELD, rows_after

REASON: Final = "erased before in another state of this store"
_ENTRIES: Final = (
    "SELECT digest, person_id, question_id, instance, json_extract(body, '$.supersedes') AS links"
    " FROM entry WHERE arrived > ? AND arrived <= ?"
    " UNION ALL SELECT digest, person_id, question_id, instance, supersedes"
    " FROM sealed WHERE arrived > ? AND arrived <= ?"
)


@dataclass(frozen=True, slots=True)
class Parted:
    """Two states of one store that both went on after they had parted.

    Attributes:
        after: The last row of the trail that they share.
        end: The last row that the growing one had before the union.
        persons: How many persons it had given a number by then.
    """

    after: int
    end: int
    persons: int


class Sweep:
    """One sweep, inside the transaction of the union.

    Args:
        base, keys: The union, unguarded.
        other: The state that it was made from.
        parted: Where they parted.
        staff, at: Who restores, and when.

    Attributes:
        erased: Something was.
    """

    def __init__(
        self, base: Database, keys: Keys, other: Database, parted: Parted, *, staff: str,
        at: dt.datetime,
    ) -> None:  # fmt: skip
        self._base = base
        self._keys = keys
        self._other = other
        self._parted = parted
        self._trail = Trail(base, keys, staff)
        self._staff = staff
        self._at = at
        self.erased = False

    def run(self) -> set[str]:
        """Erase what came back; return the persons whose records shrank.

        Somebody whom a state erased and then took in again, by a lead's decision,
        stays.
        """
        here = _macs(self._base, self._parted.after, self._parted.end)
        there = _macs(self._other, self._parted.after, None)
        grown = 1 << 62
        shrunk = self._entries(here, self._parted.end, grown)
        shrunk |= self._entries(there, self._parted.after, self._parted.end)
        back = self._persons(here, "n > ?", self._parted.persons)
        raw = Raw(self._other)
        back += [p for p in self._persons(there, "1", None) if not raw.has("person", p, "id")]
        for person in back:
            eraser = Eraser(
                self._base, self._keys, self._trail, staff=self._staff, reason=REASON, at=self._at
            )
            eraser.person(person, ())
        typed = self._forget_reasons(here | there)
        self._base.run("DELETE FROM erasing")
        self.erased = bool(shrunk or back or typed)
        return shrunk - set(back)

    def _entries(self, macs: set[str], after: int, end: int) -> set[str]:
        found = self._base.each(_ENTRIES, after, end, after, end) if macs else ()
        back = [row for row in found if mark(self._keys, ENTRY, row[0]) in macs]
        for row in back:
            self._erase(row)
        return {row[1] for row in back}

    def _erase(self, row: Row) -> None:
        digest, person, question, instance, links = row
        husk = Husk(digest, tuple(json.loads(links)), "erased", question, instance, person)
        mac = mark(self._keys, ENTRY, digest)
        named: Value = {
            "entries": [digest], "macs": [mac], "left": [known(person, husk)], "reason": REASON,
        }  # fmt: skip
        seq = self._trail.add(ERASED, named, self._at)
        raw = Raw(self._base)
        if not raw.has("erasure", mac, "mac"):
            kept = {"mac": mac, "at": utc(self._at), "staff": self._staff, "reason": REASON}
            raw.put("erasure", kept)
        for table in HELD:
            raw.take(table, digest)
        add_husks(self._base, person, [husk], seq)

    def _forget_reasons(self, macs: set[str]) -> bool:
        """Take away what was typed about somebody whom one of the two states erased."""
        raw = Raw(self._base)

        def gone(person: str) -> bool:
            return mark(self._keys, PERSON, person) in macs and not raw.has("person", person, "id")

        return bool(macs) and reasons.forget(self._base, self._trail, gone, self._at)

    def _persons(self, macs: set[str], where: str, value: int | None) -> list[str]:
        if not macs:
            return []
        values = () if value is None else (value,)
        found = self._base.each(f"SELECT id FROM person WHERE {where}", *values)  # noqa: S608  ours
        return [p for (p,) in found if mark(self._keys, PERSON, p) in macs]


def _macs(db: Database, after: int, end: int | None) -> set[str]:
    """Return the marks of what was erased between two rows of the trail."""
    found: set[str] = set()
    for row in rows_after(db, after, end):
        if row.action == ERASED:
            found.update(json.loads(row.object)["macs"])
    return found

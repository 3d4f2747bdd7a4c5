"""Bringing over what only another state of the same store has, row by row of its audit trail.

Two states of one store share the beginning of their chains. What the other one wrote
after they parted is written again here: each row with its own time and member of
staff, with what came under it. Where this state wrote nothing since, the chain
becomes the very same, so that whatever was kept outside (an anchor, a list of copies
that were handed over) still holds. Nothing that is here is overwritten, what was
erased in either stays erased, and boxes for chosen staff are carried unopened.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from eolplan.record import Entry, EntryAltered, EntryUnreadable, Version, canonical
from eolplan.vault.audit import ERASED, FACTS, RECEIVED, RECORDED, SEALED, SIGNER, Trail
from eolplan.vault.db import Database
from eolplan.vault.erase import PERSON, mark
from eolplan.vault.errors import VaultDamaged
from eolplan.vault.keys import Keys
from eolplan.vault.people import drop_row, put_people, reindex
from eolplan.vault.raw import Raw, Values
from eolplan.vault.rows import AuditRow
from eolplan.vault.slow import Step

Said = dict[str, Any]
"""The object of a row of the trail."""

_ARRIVALS: Final = (RECORDED, RECEIVED)
_FACTS: Final = {"user": ("id", "facts"), "setting": ("key", "value"), "service": ("id", "facts")}
_PAIRS: Final = {"sealed": "boxes", "husks": "known", "guides": "texts"}
"""Lists of an object that belong together, one by one."""
HELD: Final = ("entry", "sealed", "version", "husk")
_UNREADABLE: Final = (VaultDamaged, EntryAltered, EntryUnreadable, ValueError, TypeError)


def parting(one: Database, other: Database) -> int:
    """Return the number of the last row that two chains share; 0: they share none."""
    low, high = 0, min(end_of(one), end_of(other))
    while low < high:
        middle = (low + high + 1) // 2
        same = _h(one, middle) == _h(other, middle)
        low, high = (middle, high) if same else (low, middle - 1)
    return low


def end_of(db: Database) -> int:
    """Return the number of the last row of the trail."""
    row = db.one("SELECT max(seq) FROM audit")
    return int(row[0] or 0) if row else 0


def _h(db: Database, seq: int) -> object:
    return db.one("SELECT h FROM audit WHERE seq = ?", seq)


def rows_after(db: Database, seq: int, until: int | None = None) -> Iterator[AuditRow]:
    """Yield the rows of the trail after *seq*, one by one: a bad page hides no others.

    Args:
        db: A state of a store.
        seq, until: Numbers of rows; without *until*, to the end.

    Raises:
        VaultDamaged: the next one cannot be read.
    """
    for n in range(seq + 1, (end_of(db) if until is None else until) + 1):
        row = db.one("SELECT seq, at, staff, action, object, h FROM audit WHERE seq = ?", n)
        if row is None:
            raise VaultDamaged
        yield AuditRow(*row)


def named_after(db: Database, seq: int, until: int | None = None) -> dict[str, set[str]]:
    """Return the digests of what came after *seq*, and the persons they are about."""
    found: dict[str, set[str]] = {"people": set(), "entries": set(), "versions": set()}
    for row in rows_after(db, seq, until):
        if row.action in _ARRIVALS:
            said = json.loads(row.object)
            found["people"].add(said["person"])
            found["entries"].update(said.get("entries", []))
            found["versions"].update(said.get("versions", []))
    return found


@dataclass
class Brought:
    """What a union has done.

    Attributes:
        entries, versions: How many of each came over.
        unread: How many things could not be read in the other state.
        removed: Something was taken away or closed, and may lie in free pages yet.
        persons: Whose records changed.
    """

    entries: int = 0
    versions: int = 0
    unread: int = 0
    removed: bool = False
    persons: set[str] = field(default_factory=set)


class Union:
    """One union, inside one transaction of *base*.

    Args:
        base: The state that grows; without a guard.
        keys: Its keys.
        other: The other state; only read.
        other_keys: Its keys: the same, or those of an earlier epoch.
        after: Where the two parted.
        step: Told how far it is.
    """

    def __init__(
        self, base: Database, keys: Keys, other: Database, other_keys: Keys, after: int, step: Step
    ) -> None:
        self._base = base
        self._keys = keys
        self._other = other
        self._other_keys = other_keys
        self._after = after
        self._step = step
        self._here = Raw(base)
        self._there = Raw(other)
        self.brought = Brought()

    def run(self) -> Brought:
        """Write the other's rows again, and what came under each."""
        whole = max(1, end_of(self._other) - self._after)
        try:
            for n, row in enumerate(rows_after(self._other, self._after)):
                self._step.at(n / whole)
                self._hear(row, json.loads(row.object))
        except VaultDamaged:  # what follows a row that is lost cannot be placed
            self.brought.unread += 1
        return self.brought

    def _hear(self, row: AuditRow, said: Said) -> None:
        does: dict[str, Callable[[AuditRow, Said], bool]] = {
            RECORDED: self._arrived, RECEIVED: self._arrived, ERASED: self._erased,
            SEALED: self._sealed, FACTS: self._facts, SIGNER: self._signer,
        }  # fmt: skip
        apply = does.get(row.action)
        if apply is None:
            self._add(row, said)
            return
        try:
            whole = apply(row, said)
        except _UNREADABLE:
            whole = False
        self.brought.unread += not whole

    def _add(self, row: AuditRow, said: Said) -> int:
        trail = Trail(self._base, self._keys, row.staff)
        return trail.add(row.action, said, dt.datetime.fromisoformat(row.at))

    # -- what came in ------------------------------------------------------------

    def _arrived(self, row: AuditRow, said: Said) -> bool:
        rows, unread = self._what_came(row, said)
        if unread:
            said = _without(said, unread)
        persons = {said["person"], *(_person_in(values) for _, values in rows)} - {""}
        self._put_persons(persons)
        seq = self._add(row, said)
        nth = {digest: n for n, digest in enumerate(said.get("entries", []))}
        for table, values in rows:
            placed = {"arrived": seq} | ({"nth": nth[values["digest"]]} if "nth" in values else {})
            self._here.put(table, values | placed)
            self.brought.entries += "nth" in values
            self.brought.versions += table == "version"
        self._withhold(said)
        self.brought.persons |= persons
        return not unread

    def _what_came(self, row: AuditRow, said: Said) -> tuple[list[tuple[str, Values]], set[str]]:
        """Return the rows that came and are not here, and the digests of what cannot be read."""
        rows: list[tuple[str, Values]] = []
        unread: set[str] = set()
        finders: dict[str, Callable[[str], tuple[str, Values] | None]] = {
            "entries": self._entry, "versions": self._version, "guides": self._guide,
            "husks": lambda digest: self._husk(digest, row.seq),
        }  # fmt: skip
        for name, find in finders.items():
            for digest in said.get(name, []):
                try:
                    if found := find(digest):
                        rows.append(found)
                except _UNREADABLE:
                    unread.add(digest)
        return rows, unread

    def _entry(self, digest: str) -> tuple[str, Values] | None:
        """Find an entry, open or closed; None: it is here, or was erased there since."""
        if self._here.has("entry", digest) or self._here.has("sealed", digest):
            self._close_as_there(digest)
            return None
        if found := self._there.one("entry", digest):
            Entry.read(found["body"], digest)
            return "entry", found
        found = self._there.one("sealed", digest)
        return ("sealed", found) if found else None

    def _version(self, digest: str) -> tuple[str, Values] | None:
        if self._here.has("version", digest) or not (found := self._there.one("version", digest)):
            return None
        Version.read(found["body"], digest)
        return "version", found

    def _guide(self, digest: str) -> tuple[str, Values] | None:
        found = None if self._here.has("guide", digest) else self._there.one("guide", digest)
        return ("guide", found) if found else None

    def _husk(self, digest: str, seq: int) -> tuple[str, Values] | None:
        found = next(self._there.rows("husk", "digest = ? AND arrived = ?", digest, seq), None)
        return ("husk", found) if found else None

    def _withhold(self, said: Said) -> None:
        if new := said.get("withheld"):
            kept = self._here.one("person", said["person"], "id")
            known = {*json.loads(kept["withheld"] if kept else "[]"), *new}
            self._base.run(
                "UPDATE person SET withheld = ? WHERE id = ?",
                canonical([*sorted(known)]), said["person"],
            )  # fmt: skip

    def _put_persons(self, persons: Iterable[str]) -> None:
        for person in persons:
            if not self._here.has("person", person, "id"):
                there = self._there.one("person", person, "id")
                put_people(self._base, [person], practice=bool(there and there["practice"]))

    # -- what was taken away, or closed ------------------------------------------------

    def _erased(self, row: AuditRow, said: Said) -> bool:
        seq = self._add(row, said)
        for digest in {d for name in ("entries", "versions", "husks") for d in said.get(name, [])}:
            for table in HELD:
                for values in self._here.rows(table, "digest = ?", digest):
                    self.brought.persons |= {_person_in(values)} - {""}
                    self.brought.removed = True
                    self._here.take(table, digest)
        for digest in said["entries"] if "left" in said else ():
            if husk := self._husk(digest, row.seq):
                self._put_persons([husk[1]["person_id"]])
                self._here.put("husk", husk[1] | {"arrived": seq})
        self._mark(said["macs"])
        if "left" not in said:
            self._forget(said["macs"])
        return True

    def _mark(self, macs: Iterable[str]) -> None:
        for mac in macs:
            kept = self._there.one("erasure", mac, "mac")
            if kept and not self._here.has("erasure", mac, "mac"):
                self._here.put("erasure", kept)

    def _forget(self, macs: Iterable[str]) -> None:
        """Take away the rows of those who were erased and of whom nothing is held any more."""
        wanted = set(macs)
        everybody = self._base.each("SELECT id FROM person")
        for person in [p for (p,) in everybody if mark(self._other_keys, PERSON, p) in wanted]:
            if not any(self._here.has(table, person, "person_id") for table in HELD):
                forget_person(self._base, person)
                self.brought.persons.discard(person)

    def _sealed(self, row: AuditRow, said: Said) -> bool:
        for digest in said["entries"]:
            self._close_as_there(digest)
        self._add(row, said)
        return True

    def _close_as_there(self, digest: str) -> None:
        """Keep an entry in the box in which the other state keeps it, at the place it has here."""
        box = self._there.one("sealed", digest)
        for table in ("entry", "sealed") if box else ():
            here = self._here.one(table, digest)
            if box and here and here.get("box") != box["box"]:
                self.brought.removed = True
                self._base.run("INSERT INTO erasing (digest) VALUES (?)", digest)
                self._base.run(f"DELETE FROM {table} WHERE digest = ?", digest)  # noqa: S608  ours
                self._here.put("sealed", box | {"arrived": here["arrived"], "nth": here["nth"]})
                self._base.run("DELETE FROM erasing")
                return

    # -- what is said of staff, settings and compartments --------------------------------

    def _facts(self, row: AuditRow, said: Said) -> bool:
        """Keep what the other state says last."""
        if "compartment" in said:
            return self._compartment(row, said)
        table = next(table for table in _FACTS if table in said)
        key, text = _FACTS[table]
        kept = self._there.one(table, said[table], key)
        if kept is None:
            return False
        self._base.run(
            f"INSERT INTO {table} ({key}, {text}) VALUES (?, ?)"  # noqa: S608  ours
            f" ON CONFLICT DO UPDATE SET {text} = excluded.{text}",
            kept[key], kept[text],
        )  # fmt: skip
        self._add(row, said)
        return True

    def _compartment(self, row: AuditRow, said: Said) -> bool:
        one = said["compartment"]
        kept = self._there.one("compartment", one, "id")
        seals = list(self._there.rows("seal", "compartment = ?", one))
        if kept is None:
            return False
        seq = self._add(row, said)
        if not self._here.has("compartment", one, "id"):
            self._here.put("compartment", kept | {"made": seq})
        elif kept["shut"]:
            self._base.run("UPDATE compartment SET shut = 1 WHERE id = ? AND shut = 0", one)
        self._base.run("DELETE FROM seal WHERE compartment = ?", one)
        for values in seals:
            self._here.put("seal", values)
        return True

    def _signer(self, row: AuditRow, said: Said) -> bool:
        kept = self._there.one("signer", said["spki"], "spki")
        if kept is None:
            return False
        if not self._here.has("signer", said["spki"], "spki"):
            self._here.put("signer", kept)
        self._add(row, said)
        return True


def forget_person(db: Database, person: str) -> None:
    """Take away what is left of somebody of whom nothing is held."""
    for table in ("draft", "sealed_draft", "place"):
        db.run(f"DELETE FROM {table} WHERE person_id = ?", person)  # noqa: S608  ours
    drop_row(db, person)
    db.run("DELETE FROM person WHERE id = ?", person)
    reindex(db)


def _person_in(values: Values) -> str:
    """Return whom a row is about; an open entry and a version say it in their body."""
    if "body" in values:
        return str(json.loads(values["body"])["person"])
    return str(values.get("person_id", ""))


def _without(said: Said, unread: set[str]) -> Said:
    """Return the object of a row without what could not be read."""
    left = dict(said)
    for name in ("entries", "versions"):
        if name in said:
            left[name] = [d for d in said[name] if d not in unread]
    for name, beside in _PAIRS.items():
        pairs = zip(said.get(name, []), said.get(beside, []), strict=True)
        if kept := [(d, b) for d, b in pairs if d not in unread]:
            left[name], left[beside] = [d for d, _ in kept], [b for _, b in kept]
        else:
            left.pop(name, None), left.pop(beside, None)
    return left

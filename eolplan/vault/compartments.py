"""Who may read what is kept for chosen members of staff: the keys, and whom they are sealed to.

A compartment is a key of 32 bytes, sealed to the public half of everybody who may read with
it, and to the recovery sheet and the organisation, so that nothing is ever lost. Whoever was
chosen writes in that of the chosen. Whoever was not, and has something to write all the same,
gets one of their own, which the chosen can read too: nobody's words are turned away, and
nobody is locked out of their own.

Once somebody who knew a key may not read any more, nothing is added under it. What they could
read before they may have copied; no cipher takes that back.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from eolplan.record import canonical
from eolplan.record.canonical import sha256
from eolplan.vault.audit import FACTS, Trail
from eolplan.vault.db import Database
from eolplan.vault.errors import LastToRead, NotChosen, NoWayIn
from eolplan.vault.header import Slot
from eolplan.vault.keys import (
    KEY_BYTES,
    NONCE_BYTES,
    SealedBox,
    SecretRefused,
    as_base64,
    new_secret,
    public_of,
    seal,
    unseal,
)
from eolplan.vault.rows import CompartmentRow

CHOSEN: Final = ""
"""The owner of the compartments of those who were chosen."""
LET: Final = "restricted.let"
ENDED: Final = "restricted.ended"
"""On the audit trail: somebody was chosen to read, and is not any more."""
_ID_BYTES: Final = 16
_PUBLIC_BYTES: Final = 32
_TAG_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways into a vault, as whoever opened it knows them.

    Attributes:
        private: The private half of their own X25519 pair; empty: of nobody.
        slots: Gives the slots of the header as it is now.
    """

    private: bytes | bytearray = field(default=b"", repr=False)
    slots: Callable[[], Sequence[Slot]] = tuple


NOBODYS: Final = Ways()
"""Of whoever has no key: what is kept for chosen staff stays closed."""


class Compartments:
    """The compartments of one vault, as one member of staff opens them."""

    def __init__(self, db: Database, trail: Trail, staff: str, ways: Ways) -> None:
        self._db = db
        self._trail = trail
        self._staff = staff
        self._ways = ways
        self._mine = as_base64(public_of(ways.private)) if ways.private else ""
        self._known: dict[str, bytearray] = {}

    # -- the keys in hand ------------------------------------------------------

    def keys(self) -> dict[str, bytearray | None]:
        """Return by compartment the keys that this member of staff holds.

        None: one is sealed to them, and does not open; the seal is not what was made.
        """
        if self._mine:
            sql = "SELECT compartment, box FROM seal WHERE public = ?"
            held: dict[str, str] = dict(self._db.rows(sql, self._mine))
            for one in self._known.keys() - held.keys():
                self._forget(one)
            return {one: self._key(one, box) for one, box in held.items()}
        return dict(self._known)

    def _key(self, one: str, box: str) -> bytearray | None:
        if one not in self._known:
            try:
                self._known[one] = _unsealed(self._ways.private, one, self._mine, box)
            except SecretRefused:
                return None
        return self._known[one]

    def _forget(self, one: str) -> None:
        key = self._known.pop(one)
        key[:] = bytes(len(key))

    def wipe(self) -> None:
        """Overwrite every key."""
        for one in [*self._known]:
            self._forget(one)

    # -- who may read ------------------------------------------------------------

    def has_way_in(self, user: str) -> bool:
        """Say whether a member of staff has a slot to seal something to."""
        return user in self._people()

    def chosen(self) -> frozenset[str]:
        """Return the ids of those with a way in who may read what is kept for the chosen."""
        newest = self._newest(CHOSEN)
        if newest is None:
            return frozenset()
        seals = seals_of(self._db, newest)
        return frozenset(user for user, public in self._people().items() if public in seals)

    def let(self, user: str, at: dt.datetime, *, on: bool) -> None:
        """Choose somebody to read, or end that; inside the caller's transaction.

        Raises:
            NotChosen: whoever asks cannot read it.
            NoWayIn: *user* has no slot to seal anything to.
            LastToRead: nobody with a way in would be left to read it.
        """
        chosen = self.chosen()
        if self._staff not in chosen and self._newest(CHOSEN) is not None:
            raise NotChosen
        if on:
            self._seal_to(user, at)
        elif chosen <= {user}:
            raise LastToRead
        else:
            self._take_from(user, at)
        self._trail.add(LET if on else ENDED, {"user": user}, at)

    def _seal_to(self, user: str, at: dt.datetime) -> None:
        if user not in self._people():
            raise NoWayIn
        if self._newest(CHOSEN) is None:
            self.make(CHOSEN, {self._staff, user}, at)
            return
        for one, key in self.keys().items():
            if key is not None:
                self._add_seals(one, key, [self._people()[user]], at)

    def _take_from(self, user: str, at: dt.datetime) -> None:
        """Take away what is sealed to somebody; what they write themselves they can go on reading.

        Somebody without a way in has no slot, and ``tend`` takes away what was theirs.
        """
        public = self._people().get(user, "")
        for row in rows_of(self._db):
            if public in row.seals and row.owner != user:
                self._drop_seals(row.id, [public], at)

    # -- where to write ----------------------------------------------------------

    def to_write_in(self, user: str, at: dt.datetime) -> tuple[str, bytearray]:
        """Return a compartment for what *user* writes and its key, made here if there is none."""
        chosen = self.chosen()
        if user in chosen or not chosen:
            return self._open_one(CHOSEN, chosen or {user}, at)
        return self._open_one(user, chosen | {user}, at)

    def _open_one(
        self, owner: str, readers: Collection[str], at: dt.datetime
    ) -> tuple[str, bytearray]:
        keys = self.keys()
        found = self._db.rows(
            "SELECT id FROM compartment WHERE owner = ? AND shut = 0 ORDER BY made DESC, id", owner
        )
        for (one,) in found:
            if key := keys.get(one):
                return one, key
        return self.make(owner, readers, at)

    def make(self, owner: str, readers: Collection[str], at: dt.datetime) -> tuple[str, bytearray]:
        """Make a compartment, sealed to *readers*, to the recovery sheet and the organisation.

        Raises:
            NoWayIn: there is nobody to seal it to, so what is put in it would be lost.
        """
        one, key = new_secret(_ID_BYTES).hex(), bytearray(new_secret())
        people = self._people()
        publics = {people[user] for user in readers if user in people} | self._safe()
        if not publics:
            raise NoWayIn
        seals = {public: _sealed(key, one, public) for public in sorted(publics)}
        seq = self._note(CompartmentRow(one, owner, shut=False, seals=seals), at)
        self._db.run("INSERT INTO compartment (id, owner, made) VALUES (?, ?, ?)", one, owner, seq)
        self._put_seals(one, seals)
        if self._staff in readers:
            self._known[one] = key
        return one, key

    # -- what changes with the slots ----------------------------------------------

    def tend(self, at: dt.datetime) -> None:
        """Bring the seals of what this member of staff can read in line with the header.

        A new recovery sheet and a new organisation get theirs; a way in that is gone
        loses its own.
        """
        for one, key in self.keys().items():
            if key is None:
                continue
            kept = seals_of(self._db, one)
            self._add_seals(one, key, self._safe() - kept.keys(), at)
            self._drop_seals(one, kept.keys() - self._safe() - {*self._people().values()}, at)

    def carry(self, private: bytes | bytearray, before: Iterable[Slot], at: dt.datetime) -> None:
        """Seal anew what a recovery sheet or the organisation could open.

        Whoever lost their pair with their passphrase reads on what they could read.
        Where nobody who was chosen has a way in any more, whoever came in by the sheet
        is chosen: else nobody ever could be.

        Args:
            private: The private half of the slot that was opened.
            before: The slots as they were, with the lost pair among them.
            at: When.
        """
        old = {(slot.user, as_base64(slot.pub)) for slot in before if slot.user}
        nobody = self._newest(CHOSEN) is not None and not self.chosen() - {self._staff}
        for one, key in _opened_by(self._db, private):
            kept = seals_of(self._db, one)
            could = {user for user, public in old if public in kept}
            people = {p for user, p in self._people().items() if user in could}
            last = {self._people().get(self._staff, "")} - {""} if nobody else set()
            self._add_seals(one, key, (self._safe() | people | last) - kept.keys(), at)
        self.tend(at)

    # -- inside ------------------------------------------------------------------

    def _people(self) -> dict[str, str]:
        """Return by member of staff the public half of their pair: one, in all of their slots."""
        return {slot.user: as_base64(slot.pub) for slot in self._ways.slots() if slot.user}

    def _safe(self) -> set[str]:
        """Return the public halves of the recovery sheet and the organisation."""
        return {as_base64(slot.pub) for slot in self._ways.slots() if not slot.user}

    def _newest(self, owner: str) -> str | None:
        row = self._db.one(
            "SELECT id FROM compartment WHERE owner = ? ORDER BY made DESC, id LIMIT 1", owner
        )
        return str(row[0]) if row else None

    def _add_seals(self, one: str, key: bytearray, publics: Iterable[str], at: dt.datetime) -> None:
        kept = seals_of(self._db, one)
        if new := {p: _sealed(key, one, p) for p in sorted({*publics} - kept.keys())}:
            self._put_seals(one, new)
            self._note_as_kept(one, at)

    def _put_seals(self, one: str, seals: Mapping[str, str]) -> None:
        self._db.run_many(
            "INSERT INTO seal (compartment, public, box) VALUES (?, ?, ?)",
            ((one, public, box) for public, box in seals.items()),
        )

    def _drop_seals(self, one: str, publics: Iterable[str], at: dt.datetime) -> None:
        """Take seals away. Whoever had one knows the key, so nothing is added under it."""
        if gone := sorted(publics):
            self._db.run_many(
                "DELETE FROM seal WHERE compartment = ? AND public = ?",
                ((one, public) for public in gone),
            )
            self._shut(one)
            self._note_as_kept(one, at)

    def _shut(self, one: str) -> None:
        self._db.run("UPDATE compartment SET shut = 1 WHERE id = ? AND shut = 0", one)

    def _note_as_kept(self, one: str, at: dt.datetime) -> None:
        self._note(next(row for row in rows_of(self._db) if row.id == one), at)

    def _note(self, row: CompartmentRow, at: dt.datetime) -> int:
        return self._trail.add(FACTS, {"compartment": row.id, "sha256": kept_of(row)}, at)


def rows_of(db: Database) -> tuple[CompartmentRow, ...]:
    """Return every compartment, the oldest first."""
    found = db.rows("SELECT id, owner, shut FROM compartment ORDER BY made, id")
    return tuple(
        CompartmentRow(one, owner, bool(shut), seals_of(db, one)) for one, owner, shut in found
    )


def seals_of(db: Database, one: str) -> dict[str, str]:
    """Return the seals of a compartment, by public half."""
    return dict(db.rows("SELECT public, box FROM seal WHERE compartment = ?", one))


def kept_of(row: CompartmentRow) -> str:
    """Return the digest of everything that is kept of a compartment."""
    return sha256(canonical([row.id, row.owner, row.shut, {**row.seals}]))


def _opened_by(db: Database, private: bytes | bytearray) -> Iterator[tuple[str, bytearray]]:
    """Yield the compartments that a private half opens; one that was altered is left out."""
    public = as_base64(public_of(private))
    for one, box in db.rows("SELECT compartment, box FROM seal WHERE public = ?", public):
        try:
            yield one, _unsealed(private, one, public, box)
        except SecretRefused:
            continue


def _bound(one: str, public: str) -> bytes:
    """Return what a seal is bound to."""
    return canonical(["eolplan-compartment-1", one, public]).encode("ascii")


def _sealed(key: bytearray, one: str, public: str) -> str:
    box = seal(base64.b64decode(public), bytes(key), _bound(one, public))
    return as_base64(box.epk + box.nonce + box.ct)


def _unsealed(private: bytes | bytearray, one: str, public: str, text: str) -> bytearray:
    """Open what ``_sealed`` closed.

    Raises:
        SecretRefused: it is not what was sealed to that pair.
    """
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error as e:
        raise SecretRefused from e
    nonce = _PUBLIC_BYTES + NONCE_BYTES
    if len(raw) != nonce + KEY_BYTES + _TAG_BYTES:
        raise SecretRefused
    box = SealedBox(raw[:_PUBLIC_BYTES], raw[_PUBLIC_BYTES:nonce], raw[nonce:])
    return unseal(bytes(private), box, _bound(one, public))

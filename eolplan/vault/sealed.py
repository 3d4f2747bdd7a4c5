"""Answers and half-typed words that only chosen members of staff can read, closed in boxes.

Where one stands is in clear, for the links between entries need it; what it says is not.
A box is bound to its place, so that none can be put in another's.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from eolplan.record import Answer, Entry, EntryAltered, EntryUnreadable, Standing, Value, canonical
from eolplan.record.body import utc
from eolplan.record.canonical import sha256
from eolplan.vault.audit import SEALED, Trail
from eolplan.vault.compartments import Compartments
from eolplan.vault.db import Database, Row
from eolplan.vault.errors import PlanAltered
from eolplan.vault.keys import NONCE_BYTES, Box, SecretRefused, as_base64, unwrap, wrap
from eolplan.vault.rows import Draft, SealedRow

_COLUMNS: Final = "digest, person_id, question_id, instance, supersedes, compartment, box"
_BLANK: Final = Answer(Standing.NOT_ASKED).content
_STEP: Final = 256
"""Boxes grow by so many bytes: "yes" is not to be told from "no" by its length."""
_END: Final = b"\x80"
_TAG_BYTES: Final = 16

Key = tuple[str, str, str]
"""Person, question, instance."""


class Sealed:
    """What is kept for chosen staff in one vault, as one member of staff works on it.

    Attributes:
        questions: Ids of the questions whose answers are kept so from now on.
    """

    def __init__(self, db: Database, trail: Trail, staff: str, compartments: Compartments) -> None:
        self._db = db
        self._trail = trail
        self._staff = staff
        self._compartments = compartments
        self.questions: frozenset[str] = frozenset()

    # -- entries -------------------------------------------------------------------

    def among(self, entries: Iterable[Entry]) -> frozenset[str]:
        """Return the digests of those that are kept for chosen staff."""
        return frozenset(e.digest for e in entries if e.question in self.questions)

    def closed(self, entries: Iterable[Entry], at: dt.datetime) -> tuple[SealedRow, ...]:
        """Close those of *entries* that are for chosen staff, by who recorded them here."""
        shut = [entry for entry in entries if entry.question in self.questions]
        if not shut:
            return ()
        one, key = self._compartments.to_write_in(self._staff, at)
        return tuple(_closed(entry, one, key) for entry in shut)

    def opened(self, rows: Sequence[SealedRow]) -> Iterator[Entry | None]:
        """Yield the entry of each row; None for one that is kept from this member of staff.

        Raises:
            PlanAltered: a box, or the seal of its key, is not what was made.
        """
        keys = self._compartments.keys() if rows else {}
        for row in rows:
            here = row.compartment in keys
            yield _opened(row, keys[row.compartment]) if here else None

    def altered(self, rows: Iterable[SealedRow]) -> Iterator[SealedRow]:
        """Yield those of *rows* that could be opened here and are not what they say."""
        keys = self._compartments.keys()
        for row in rows:
            try:
                if row.compartment in keys:
                    _opened(row, keys[row.compartment])
            except PlanAltered:
                yield row

    # -- what was written before anything was sealed ---------------------------------

    def waits(self, new: Iterable[Entry]) -> bool:
        """Say whether answers lie open that have to be closed once *new* is written."""
        if not self.among(new):
            return False
        return any(self._open_rows(table) for table in ("entry", "draft"))

    def move(self, at: dt.datetime) -> None:
        """Close what lies open; inside the caller's erasure.

        Each for whoever wrote it, so that nobody loses sight of their own words. One that
        is not what was written stays where it is, and is told of as before.
        """
        self._move_drafts(at)
        found = self._open_rows("entry", "digest, body, arrived, nth")
        entries = [(entry, *place) for d, body, *place in found if (entry := _read(body, d))]
        writers = {entry.digest: self._writer(entry) for entry, *_ in entries}
        where = {w: self._compartments.to_write_in(w, at) for w in sorted({*writers.values()})}
        moved = [
            (_closed(entry, *where[writers[entry.digest]]), seq, nth) for entry, seq, nth in entries
        ]
        if moved:
            self._replace(moved, at)

    def _replace(self, moved: Sequence[tuple[SealedRow, int, int]], at: dt.datetime) -> None:
        gone = [(row.digest,) for row, *_ in moved]
        self._db.run_many("INSERT INTO erasing (digest) VALUES (?)", gone)
        self._db.run_many("DELETE FROM entry WHERE digest = ?", gone)
        for row, seq, nth in moved:
            put(self._db, [(row, nth)], seq)
        digests: list[Value] = [row.digest for row, *_ in moved]
        boxes: list[Value] = [kept_of(row) for row, *_ in moved]
        self._trail.add(SEALED, {"entries": digests, "boxes": boxes}, at)

    def _writer(self, entry: Entry) -> str:
        """Return who wrote an entry, where they have a way in; else whoever is at work."""
        known = self._compartments.has_way_in(entry.author.id)
        return entry.author.id if known else self._staff

    def _open_rows(self, table: str, columns: str = "1") -> list[Row]:
        return self._db.rows(
            f"SELECT {columns} FROM {table} WHERE question_id IN"  # noqa: S608  constants
            " (SELECT value FROM json_each(?))",
            canonical([*sorted(self.questions)]),
        )

    def _move_drafts(self, at: dt.datetime) -> None:
        one, key = self._compartments.to_write_in(self._staff, at)
        columns = "person_id, question_id, instance, answer, seen, at"
        for *place, answer, seen, when in self._open_rows("draft", columns):
            person, question, instance = place
            text = canonical([json.loads(answer), json.loads(seen)])
            self._put_draft((person, question, instance), one, key, text, when)
            self._drop_open((person, question, instance))

    # -- half-typed ------------------------------------------------------------------

    def keep_draft(self, draft: Draft, at: dt.datetime) -> None:
        """Keep a half-typed answer closed, over the one before it."""
        place = (draft.person, draft.question, draft.instance)
        one, key = self._compartments.to_write_in(self._staff, at)
        self.drop_drafts([place])
        self._drop_open(place)
        text = canonical([draft.answer.content, [*draft.seen]])
        self._put_draft(place, one, key, text, utc(at))

    def _put_draft(self, place: Key, one: str, key: bytearray, text: str, at: str) -> None:
        self._db.run(
            "INSERT INTO sealed_draft (person_id, question_id, instance, compartment, box, at)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " box = excluded.box, at = excluded.at",
            *place, one, _box(key, text, _place_of_draft(place, one)), at,
        )  # fmt: skip

    def _drop_open(self, place: Key) -> None:
        self._db.run(
            "DELETE FROM draft WHERE person_id = ? AND question_id = ? AND instance = ?", *place
        )

    def drafts_of(self, person: str, question: str = "", instance: str = "") -> list[Draft]:
        """Return those of a person's closed drafts that can be read here, or of one question.

        Raises:
            PlanAltered: one is not what was kept.
        """
        rows = self._db.rows(
            "SELECT person_id, question_id, instance, compartment, box, at FROM sealed_draft"
            " WHERE person_id = ? AND (? = '' OR (question_id = ? AND instance = ?)) ORDER BY at",
            person, question, question, instance,
        )  # fmt: skip
        keys = self._compartments.keys() if rows else {}
        found = {
            tuple(place): self._draft((place[0], place[1], place[2]), one, keys[one], box, at)
            for *place, one, box, at in rows
            if one in keys
        }
        return [*found.values()]  # of two that can be read, the newer

    def _draft(self, place: Key, one: str, key: bytearray | None, box: bytes, at: str) -> Draft:
        answer, seen = json.loads(_unboxed(place[0], key, box, _place_of_draft(place, one)))
        return Draft(*place, Answer.received(_BLANK | answer), tuple(seen), at)

    def drop_drafts(self, places: Iterable[Key]) -> None:
        """Forget closed drafts that can be read here; a colleague's stays."""
        mine = [*self._compartments.keys()]
        self._db.run_many(
            "DELETE FROM sealed_draft WHERE person_id = ? AND question_id = ? AND instance = ?"
            " AND compartment = ?",
            ((*place, one) for place in places for one in mine),
        )


class Arrival(NamedTuple):
    """A sealed row with the audit row it came under, its place there, and that row's action."""

    row: SealedRow
    seq: int
    nth: int
    action: str


def rows_of(db: Database, person: str) -> list[Arrival]:
    """Return a person's sealed rows, in the order of arrival."""
    found = db.rows(
        f"SELECT {_COLUMNS}, arrived, nth, action FROM sealed"  # noqa: S608  constant
        " LEFT JOIN audit ON seq = arrived WHERE person_id = ? ORDER BY arrived, nth",
        person,
    )
    return [Arrival(row_from(row), *row[7:]) for row in found]


def every(db: Database) -> Iterator[SealedRow]:
    """Yield all sealed rows of the vault."""
    return map(row_from, db.each(f"SELECT {_COLUMNS} FROM sealed"))  # noqa: S608  constant


def row_from(row: Row) -> SealedRow:
    """Read the columns of one row."""
    digest, person, question, instance, links, one, box = row[:7]
    return SealedRow(digest, person, question, instance, tuple(json.loads(links)), one, box)


def put(db: Database, rows: Collection[tuple[SealedRow, int]], seq: int) -> None:
    """Add rows, each with its place under the audit row *seq*."""
    db.run_many(
        f"INSERT INTO sealed ({_COLUMNS}, arrived, nth)"  # noqa: S608  constant
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (r.digest, r.person, r.question, r.instance, canonical([*r.supersedes]),
             r.compartment, r.box, seq, nth)
            for r, nth in rows
        ),
    )  # fmt: skip


def kept_of(row: SealedRow) -> str:
    """Return the digest of everything that is kept of a sealed entry."""
    return sha256(canonical([*_place_of(row), as_base64(row.box)]))


def _read(body: str, digest: str) -> Entry | None:
    try:
        return Entry.read(body, digest)
    except (EntryAltered, EntryUnreadable):
        return None


def _closed(entry: Entry, one: str, key: bytearray) -> SealedRow:
    place = (entry.digest, entry.person, entry.question, entry.instance, entry.supersedes, one)
    bare = SealedRow(*place, b"")
    return SealedRow(*place, _box(key, entry.body, _bound("entry", _place_of(bare))))


def _opened(row: SealedRow, key: bytearray | None) -> Entry:
    """Return the entry in a box.

    Raises:
        PlanAltered: the box does not open, or holds another entry than its row says.
    """
    body = _unboxed(row.person, key, row.box, _bound("entry", _place_of(row)))
    entry = _read(body, row.digest)
    if entry is None or (*entry.key, entry.person, entry.supersedes) != (
        row.question, row.instance, row.person, row.supersedes,
    ):  # fmt: skip
        raise PlanAltered(row.person)
    return entry


def _place_of(row: SealedRow) -> list[Value]:
    links: list[Value] = [*row.supersedes]
    return [row.digest, row.person, row.question, row.instance, links, row.compartment]


def _place_of_draft(place: Key, one: str) -> bytes:
    return _bound("draft", [*place, one])


def _bound(kind: str, place: list[Value]) -> bytes:
    """Return what a box is bound to."""
    return canonical([f"eolplan-sealed-{kind}-1", *place]).encode("utf-8", "surrogatepass")


def _box(key: bytearray, text: str, bound: bytes) -> bytes:
    raw = text.encode("utf-8", "surrogatepass") + _END
    box = wrap(bytes(key), raw + bytes(-len(raw) % _STEP), bound)
    return box.nonce + box.ct


def _unboxed(person: str, key: bytearray | None, box: bytes, bound: bytes) -> str:
    """Return what ``_box`` closed.

    Raises:
        PlanAltered: it does not open.
    """
    try:
        if key is None or len(box) < NONCE_BYTES + _TAG_BYTES:
            raise SecretRefused
        raw = unwrap(bytes(key), Box(box[:NONCE_BYTES], box[NONCE_BYTES:]), bound)
    except SecretRefused as e:
        raise PlanAltered(person) from e
    return raw.rstrip(b"\0").removesuffix(_END).decode("utf-8", "surrogatepass")

"""What belongs to this laptop alone, brought over: half-typed answers, where conversations stand.

None of it is on the audit trail, so the trail only tells which of two states went on.
"""

from __future__ import annotations

from typing import Final

from eolplan.vault.db import Database
from eolplan.vault.raw import Raw, Values
from eolplan.vault.union import named_after

_TABLES: Final = ("draft", "sealed_draft", "place", "receipt")
_DRAFTS: Final = ("draft", "sealed_draft")
Key = tuple[str, str, str]
"""Person, question, instance."""


def carry(base: Database, other: Database, *, here_since: set[Key], other_later: bool) -> None:
    """Bring over what is half done.

    Args:
        base: The state that grew, with everything that came over.
        other: The other state.
        here_since: What was recorded in *base* alone: a draft of it in *other* is done.
        other_later: *other* went on after the two had parted, so its drafts are newer.
    """
    here, there = Raw(base), Raw(other)
    for table in _TABLES:
        for values in there.rows(table):
            if table in _DRAFTS and _key(values) in here_since:
                continue
            if table == "place" and not here.has("person", values["person_id"], "id"):
                continue
            values.pop("seq", None)  # a receipt's number is that of its own store
            here.put(table, values, "OR REPLACE" if other_later else "OR IGNORE")


def drop_done(base: Database, other: Database, *, there_since: set[Key]) -> None:
    """Drop drafts that were recorded in the other state, and places of talks that ended there."""
    there = Raw(other)
    for values in Raw(base).rows("draft"):
        key = _key(values)
        where = "person_id = ? AND question_id = ? AND instance = ?"
        if key in there_since and next(there.rows("draft", where, *key), None) is None:
            base.run(f"DELETE FROM draft WHERE {where}", *key)  # noqa: S608  ours


def empty(base: Database) -> None:
    """Drop all of it: the other state went on alone, and has all that counts."""
    for table in _TABLES:
        base.run(f"DELETE FROM {table}")  # noqa: S608  ours


def recorded_between(db: Database, seq: int, until: int | None) -> set[Key]:
    """Return what was recorded after one row of the trail, up to another, and is held."""
    found: set[Key] = set()
    tables = [t for t in ("entry", "sealed") if Raw(db).columns(t)]
    for digest in named_after(db, seq, until)["entries"]:
        for table in tables:
            sql = f"SELECT person_id, question_id, instance FROM {table} WHERE digest = ?"  # noqa: S608  ours
            found.update((row[0], row[1], row[2]) for row in db.rows(sql, digest))
    return found


def _key(values: Values) -> Key:
    return values["person_id"], values["question_id"], values["instance"]

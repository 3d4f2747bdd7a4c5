"""What belongs to this laptop alone: half-typed answers and where a conversation stands."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable
from dataclasses import astuple, fields
from typing import Final

from eolplan.record import Answer, Standing, canonical
from eolplan.record.body import utc
from eolplan.vault.db import Database, Row
from eolplan.vault.people import put_people
from eolplan.vault.rows import Draft, Place

Key = tuple[str, str, str]
"""Person, question, instance."""

_BLANK: Final = Answer(Standing.NOT_ASKED).content
_PLACE: Final = ", ".join(f.name for f in fields(Place))
_PLACES: Final = f"SELECT person_id, {_PLACE} FROM place"  # noqa: S608  constant


def keep(db: Database, draft: Draft, at: dt.datetime) -> None:
    """Keep a draft over the one before it."""
    db.run(
        "INSERT INTO draft (person_id, question_id, instance, answer, seen, at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " answer = excluded.answer, seen = excluded.seen, at = excluded.at",
        draft.person, draft.question, draft.instance, canonical(draft.answer.content),
        canonical(list(draft.seen)), utc(at),
    )  # fmt: skip


def drafts_of(db: Database, person: str, question: str = "", instance: str = "") -> list[Draft]:
    """Return a person's drafts, or that of one question, the oldest first."""
    rows = db.rows(
        "SELECT person_id, question_id, instance, answer, seen, at FROM draft"
        " WHERE person_id = ? AND (? = '' OR (question_id = ? AND instance = ?))"
        " ORDER BY at, question_id, instance",
        person, question, question, instance,
    )  # fmt: skip
    return [_draft(row) for row in rows]


def _draft(row: Row) -> Draft:
    person, question, instance, answer, seen, at = row
    content = _BLANK | json.loads(answer)  # one kept by an older eolplan may know fewer parts
    return Draft(person, question, instance, Answer.received(content), tuple(json.loads(seen)), at)


def drop(db: Database, keys: Iterable[Key]) -> None:
    """Forget drafts; those that are not there do no harm."""
    for key in keys:
        db.run("DELETE FROM draft WHERE person_id = ? AND question_id = ? AND instance = ?", *key)


def remember(db: Database, person: str, place: Place) -> None:
    """Keep where the conversation with *person* stands, over what was kept before."""
    put_people(db, [person])
    db.run(
        f"INSERT OR REPLACE INTO place (person_id, {_PLACE})"  # noqa: S608  constant
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        person, *astuple(place),
    )  # fmt: skip


def forget(db: Database, person: str) -> None:
    """The conversation has ended."""
    db.run("DELETE FROM place WHERE person_id = ?", person)


def is_begun(db: Database, person: str, place: Place, besides: Collection[str]) -> bool:
    """Say whether anything was recorded in the talk at *place*, or is half-typed of *person*.

    What answers the questions in *besides* is nothing that somebody said.
    In which talk an answer was recorded that lies closed, nobody can tell from outside: one
    that came since the talk began counts.
    """
    begun = db.one(
        "SELECT EXISTS (SELECT 1 FROM draft WHERE person_id = ?"
        " AND question_id NOT LIKE 'beside.%')"  # see ``rows.BESIDE``
        " OR EXISTS (SELECT 1 FROM sealed_draft WHERE person_id = ?)"
        " OR EXISTS (SELECT 1 FROM entry WHERE person_id = ?"
        " AND json_extract(body, '$.conversation') = ?"
        " AND json_extract(body, '$.question') NOT IN (SELECT value FROM json_each(?)))"
        " OR EXISTS (SELECT 1 FROM sealed JOIN audit ON audit.seq = sealed.arrived"
        " WHERE person_id = ? AND audit.at >= ?)",
        *[person] * 3, place.conversation, json.dumps([*besides]), person, place.began_at,
    )  # fmt: skip
    return bool(begun and begun[0])


def places(db: Database) -> dict[str, Place]:
    """Return where every conversation that has not ended stands, by person."""
    return {row[0]: Place(*row[1:]) for row in db.rows(_PLACES)}


def place_of(db: Database, person: str) -> Place | None:
    """Return where the conversation that is kept under one id stands; None when it has ended."""
    found = db.one(_PLACES + " WHERE person_id = ?", person)
    return Place(*found[1:]) if found else None

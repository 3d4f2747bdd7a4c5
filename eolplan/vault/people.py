"""The list of people: one row each, worked out elsewhere and kept here to be found fast."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Final

from eolplan.vault.db import Database
from eolplan.vault.rows import CaseloadRow
from eolplan.vault.search import sorted_by, words_of

_FROM_RECORD: Final = tuple(f.name for f in fields(CaseloadRow) if f.name != "paused_at")
_COLUMNS: Final = (*_FROM_RECORD, "sorted", "words")
_SELECT: Final = (
    f"SELECT {', '.join(_FROM_RECORD)}, coalesce(place.paused_at, '')"  # noqa: S608  constants
    " FROM caseload LEFT JOIN place ON place.person_id = caseload.person"
)
_KEPT: Final = f"SELECT {', '.join(_COLUMNS)} FROM caseload"  # noqa: S608  constants
_PUT: Final = (
    f"INSERT INTO caseload ({', '.join(_COLUMNS)})"  # noqa: S608  constants
    f" VALUES ({', '.join('?' for _ in _COLUMNS)}) ON CONFLICT (person) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[1:])
)


def put_people(db: Database, persons: Iterable[str], *, practice: bool = False) -> None:
    """Add the persons that are not known yet."""
    for person in persons:
        if db.one("SELECT 1 FROM person WHERE id = ?", person) is None:
            db.run("INSERT INTO person (id, practice) VALUES (?, ?)", person, int(practice))


def everyone(db: Database) -> list[str]:
    """Return the ids of all persons, in the order in which they came."""
    return [row[0] for row in db.rows("SELECT id FROM person ORDER BY n")]


def put_row(db: Database, row: CaseloadRow) -> None:
    """Keep a person's row; what stands so already is written again neither here nor in the index.

    Most answers change nothing that the list shows.
    """
    new = (*(getattr(row, name) for name in _FROM_RECORD), sorted_by(row), words_of(row))
    old = db.one(_KEPT + " WHERE person = ?", row.person)
    if old == new:
        return
    db.run(_PUT, *new)
    if old is None or old[-1] != new[-1]:
        (n,) = db.rows("SELECT n FROM person WHERE id = ?", row.person)[0]
        if old is not None:
            db.run("DELETE FROM people_search WHERE rowid = ?", n)
        db.run("INSERT INTO people_search (rowid, words) VALUES (?, ?)", n, new[-1])


def drop_row(db: Database, person: str) -> None:
    """Forget a person's row; ``reindex`` takes the words out of the index."""
    db.run("DELETE FROM caseload WHERE person = ?", person)


def reindex(db: Database) -> None:
    """Write the index anew: one that was only deleted from keeps words of who is gone."""
    db.run("INSERT INTO people_search (people_search) VALUES ('delete-all')")
    db.run(
        "INSERT INTO people_search (rowid, words)"
        " SELECT p.n, c.words FROM caseload c JOIN person p ON p.id = c.person"
    )


def all_rows(db: Database) -> list[CaseloadRow]:
    """Return the list, by name; of several who are one, the one row that stands for them."""
    found = db.rows(f"{_SELECT} WHERE one_with = '' ORDER BY sorted, person")
    return [CaseloadRow(*row) for row in found]


def row_of(db: Database, person: str) -> CaseloadRow | None:
    """Return one person's row."""
    found = db.one(f"{_SELECT} WHERE person = ?", person)
    return CaseloadRow(*found) if found else None


def unfilled(db: Database) -> list[str]:
    """Return the persons whose row does not say yet who recorded something of them."""
    found = db.rows("SELECT person FROM caseload WHERE staff = '' AND one_with = '' ORDER BY 1")
    return [row[0] for row in found]


def one_with(db: Database, person: str) -> list[str]:
    """Return the ids of everybody who is one with *person* in the list, themselves among them."""
    row = row_of(db, person)
    first = row.one_with or person if row else person
    others = db.rows(  # said twice, else SQLite does not see that the index holds them all
        "SELECT person FROM caseload WHERE one_with = ? AND one_with <> ''", first
    )
    return sorted({person, first, *(other for (other,) in others)})


def rows_kept(db: Database) -> dict[str, tuple[CaseloadRow, str, str]]:
    """Return, by person, the row as kept with its sorting key and its words."""
    found = db.rows(_KEPT)
    return {row[0]: (CaseloadRow(*row[:-2]), row[-2], row[-1]) for row in found}


def row_expected(row: CaseloadRow) -> tuple[CaseloadRow, str, str]:
    """Return what ``rows_kept`` gives for *row*."""
    return replace(row, paused_at=""), sorted_by(row), words_of(row)

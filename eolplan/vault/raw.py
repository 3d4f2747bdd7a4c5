"""Rows of any table as they lie there, to be written again in another state of the same store."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eolplan.vault.db import Database

Values = dict[str, Any]
"""A row, by column."""


class Raw:
    """The tables of one database, by name; only for names of this room's own."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._columns: dict[str, tuple[str, ...]] = {}

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the columns that can be written; none: this layout has no such table."""
        if table not in self._columns:
            rows = self._db.rows("SELECT name FROM pragma_table_info(?)", table)
            self._columns[table] = tuple(row[0] for row in rows)
        return self._columns[table]

    def rows(self, table: str, where: str = "1", *values: object) -> Iterator[Values]:
        """Yield the rows that fit; none where there is no such table."""
        if names := self.columns(table):
            sql = f"SELECT {', '.join(names)} FROM {table} WHERE {where}"  # noqa: S608  our names
            yield from (dict(zip(names, row, strict=True)) for row in self._db.rows(sql, *values))

    def one(self, table: str, value: str, key: str = "digest") -> Values | None:
        """Return the row whose *key* is *value*."""
        return next(self.rows(table, f"{key} = ?", value), None)

    def has(self, table: str, value: str, key: str = "digest") -> bool:
        """Say whether there is a row whose *key* is *value*."""
        sql = f"SELECT 1 FROM {table} WHERE {key} = ? LIMIT 1"  # noqa: S608  our names
        return bool(self.columns(table)) and self._db.one(sql, value) is not None

    def put(self, table: str, values: Values, otherwise: str = "") -> None:
        """Write a row without the columns that are not in this layout.

        Args:
            table, values: What to write.
            otherwise: What to do with one that is there already: ``OR IGNORE``,
                ``OR REPLACE``; empty: it is a mistake.
        """
        names = [name for name in self.columns(table) if name in values]
        marks = ", ".join("?" for _ in names)
        self._db.run(
            f"INSERT {otherwise} INTO {table} ({', '.join(names)}) VALUES ({marks})",  # noqa: S608
            *(values[name] for name in names),
        )

    def take(self, table: str, digest: str) -> None:
        """Delete a row for which deleting has to be opened."""
        self._db.run("INSERT INTO erasing (digest) VALUES (?)", digest)
        self._db.run(f"DELETE FROM {table} WHERE digest = ?", digest)  # noqa: S608  our names
        self._db.run("DELETE FROM erasing")

"""The layout of the database: one SQL file for each step, one transaction for each file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.resources import files

from sqlcipher3 import dbapi2 as sqlcipher

from eolplan.vault.db import Database
from eolplan.vault.disk import in_words, make_private_file
from eolplan.vault.errors import VaultDamaged, VaultTooNew


@dataclass(frozen=True, slots=True)
class Step:
    """One step; layout *number* is what the file has after it."""

    number: int
    sql: str


def shipped() -> tuple[Step, ...]:
    """Return the steps that this eolplan knows, in order."""
    folder = files("eolplan.vault").joinpath("schema")
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".sql"))
    return tuple(
        Step(number, folder.joinpath(name).read_text(encoding="utf-8"))
        for number, name in enumerate(names, start=1)
    )


def layout_of(db: Database) -> int:
    """Return the layout of an open file; 0: it is empty."""
    found = db.one("PRAGMA user_version")
    return int(found[0]) if found else 0


def upgrade(db: Database, steps: Sequence[Step], key: bytes | bytearray) -> None:
    """Bring the file to the newest layout; a copy of an older one is kept beside it.

    Args:
        db: Open for writing and not yet guarded.
        steps: All steps that this eolplan knows.
        key: The file's key, to read the copy back.

    Raises:
        VaultTooNew: a later eolplan wrote the file.
        VaultDamaged: the copy could not be read back; nothing was changed.
        NotWritten: the disk did not take it; the file has the layout it had.
    """
    found = layout_of(db)
    if found > len(steps):
        raise VaultTooNew(found, len(steps))
    if 0 < found < len(steps):
        _keep_copy(db, found, key)
    for step in steps[found:]:
        with db.transaction():
            for statement in statements(step.sql):
                db.run(statement)
            db.run(f"PRAGMA user_version = {step.number}")


def _keep_copy(db: Database, layout: int, key: bytes | bytearray) -> None:
    """Write ``NAME.layout-N`` and prove that it reads back."""
    path = db.path.with_name(f"{db.path.name}.layout-{layout}")
    with in_words():
        path.unlink(missing_ok=True)
    make_private_file(path)
    db.copy_to(path)
    with closing(Database.open(path, key, read_only=True)) as copy:
        if layout_of(copy) != layout or copy.rows("PRAGMA integrity_check") != [("ok",)]:
            raise VaultDamaged


def statements(script: str) -> Iterator[str]:
    """Split a script; ``executescript`` would end the transaction."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlcipher.complete_statement(pending):
            yield pending.strip()
            pending = ""


def schema_of(db: Database) -> frozenset[tuple[str, str, str]]:
    """Return (type, name, sql) of everything the file defines."""
    rows = db.rows("SELECT type, name, coalesce(sql, '') FROM sqlite_master")
    return frozenset((kind, name, sql) for kind, name, sql in rows)


def expected_schema(steps: Sequence[Step]) -> frozenset[tuple[str, str, str]]:
    """Return what ``schema_of`` gives for a file made by exactly *steps*."""
    db = sqlcipher.connect(":memory:", isolation_level=None)
    try:
        for step in steps:
            for statement in statements(step.sql):
                db.execute(statement)
        rows = db.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    finally:
        db.close()
    return frozenset((kind, name, sql) for kind, name, sql in rows)

"""A backup of many people, and reading all of them back, beside a plain copy of the file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from eolplan.vault import Session, make_backup
from eolplan.vault.place import Folder
from tests.bench.bulk import now, opened
from tests.bench.figures import Figure, in_turns, median, taken


def figures(many: Path, at: Path, n: int) -> Iterator[Figure]:
    """Yield what a backup of *many* people costs, and what verifying their store does."""
    at.mkdir()
    vault = at / "vault"
    shutil.copytree(many, vault)
    with closing(opened(vault)) as session:
        session.store._db.checkpoint()
        database = Folder(vault).database
        backup, copy = in_turns(
            n,
            lambda: taken(lambda: _back_up(session)),
            lambda: taken(lambda: _plainly(database, at / "copy.db")),
        )
        against = "a plain copy of the file with fsync"
        yield Figure(
            "backup-100k", median(backup), median(copy), n,
            f"{against}; ours is copied, read back, packed and read again",
        )  # fmt: skip
        verify, copy = in_turns(
            max(1, n // 3),
            lambda: taken(lambda: _verify(session)),
            lambda: taken(lambda: _plainly(database, at / "copy.db")),
        )
        yield Figure("verify-100k", median(verify), median(copy), max(1, n // 3), against)


def _back_up(session: Session) -> None:
    make_backup(session, now=now, told=lambda _: None, stopped=lambda: False)
    shutil.rmtree(session.folder / "backups")


def _verify(session: Session) -> None:
    found = session.store.verify()
    assert found.ok, found.problems


def _plainly(source: Path, to: Path) -> None:
    with source.open("rb") as file, to.open("wb") as into:
        shutil.copyfileobj(file, into, 1 << 20)
        into.flush()
        os.fsync(into.fileno())

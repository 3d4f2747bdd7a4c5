"""Backups and restores of a small real store, and how to tell that two stores hold the same."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from eolplan.vault import (
    Made,
    Prepared,
    Preview,
    Restored,
    Restoring,
    Session,
    UnlockedSlot,
    headers,
    make_backup,
)
from eolplan.vault.keys import Keys
from eolplan.vault.place import Folder
from tests.vault.conftest import again
from tests.vault.sealed.conftest import as_, clock_of_all, team, write  # noqa: F401  fixtures

Content = dict[str, Any]


def unheard(_done: float) -> None:
    """Hear how far it is."""


def never() -> bool:
    """Never stop."""
    return False


@pytest.fixture
def kept_from(tmp_path: Path, clock: Any) -> Callable[[Session], Path]:
    """Make a backup of a session and keep the file where nothing else happens."""

    def make(session: Session) -> Path:
        made = make_backup(session, now=clock, told=unheard, stopped=never)
        path = tmp_path / "kept.eolbackup"
        path.write_bytes(made.backup.path.read_bytes())
        return path

    return make


@pytest.fixture
def back_up(session: Session, clock: Any) -> Callable[..., Made]:
    """Make a backup of the open store."""

    def make(of: Session = session, told: Any = unheard, stopped: Any = never) -> Made:
        return make_backup(of, now=clock, told=told, stopped=stopped)

    return make


@pytest.fixture
def kept_elsewhere(tmp_path: Path, back_up: Callable[..., Made]) -> Callable[..., Path]:
    """Make a backup and keep the file where nothing else happens."""

    def make(name: str = "kept", of: Session | None = None) -> Path:
        made = back_up(of) if of else back_up()
        path = tmp_path / f"{name}.eolbackup"
        path.write_bytes(made.backup.path.read_bytes())
        return path

    return make


@pytest.fixture
def hand(_prepared_once: Prepared) -> Callable[[Path], UnlockedSlot]:
    """Open a header with what was stretched before."""

    def way(folder: Path) -> UnlockedSlot:
        headers.read(Folder(folder))
        return again(_prepared_once.unlocked)

    return way


@pytest.fixture
def restore(
    make_row: Any, clock: Any, hand: Callable[[Path], UnlockedSlot]
) -> Callable[..., tuple[Preview, Restored]]:
    """Look at a backup and put it in place; without a secret, by keys that are in hand."""

    def run(folder: Path, file: Path, secret: str = "", **more: Any) -> Any:
        with closing(Restoring(folder, file, now=clock)) as restoring:
            preview = restoring.look(secret, **more) if secret else restoring.look_by(hand)
            return preview, restoring.run(make_row=make_row, told=unheard, stopped=never)

    return run


def _killed(root: Path, template: Path, file: Path, vmks: str, numbers: Any) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.vault.copies.killed", str(template), str(file), vmks,
         *map(str, numbers)],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert not done.stderr, done.stderr
    return done.stdout


@pytest.fixture
def kill_at_every(root: Path, keys: Keys, figure: Any) -> Callable[..., list[Path]]:
    """Restore as often as there are steps, killed at each (at every fifteenth in the plain run)."""

    def run(template: Path, file: Path, vmks: str = keys.vmk.hex()) -> list[Path]:
        whole = int(_killed(root, template, file, vmks, [-1]))
        assert whole > 20
        numbers = range(1, whole + 1, figure(15, 1))
        _killed(root, template, file, vmks, numbers)
        return [template.with_name(f"{template.name}-{n}") for n in (-1, *numbers)]

    return run


LEFT_OUT = "backup."
"""What is only known of the backups themselves differs between a store and its copy."""


def content_of(session: Session) -> Content:
    """Return everything that a store keeps, but for where on its trail it came."""
    store, db = session.store, session.store._db
    logs = {person: store.log(person) for person in store.persons()}
    return {
        "entries": {p: {d: e.body for d, e in log.entries.items()} for p, log in logs.items()},
        "received": {p: log.received for p, log in logs.items()},
        "husks": {p: dict(log.husks) for p, log in logs.items()},
        "versions": {p: {d: v.body for d, v in log.versions.items()} for p, log in logs.items()},
        "withheld": {p: log.withheld for p, log in logs.items()},
        "boxes": sorted(db.rows("SELECT digest, compartment, box FROM sealed")),
        "seals": sorted(db.rows("SELECT compartment, public, box FROM seal")),
        "links": sorted(db.rows("SELECT parent, child FROM link")),
        "guides": sorted(db.rows("SELECT digest, text FROM guide")),
        "erased": sorted(db.rows("SELECT mac, at, staff, reason FROM erasure")),
        "signers": sorted(db.rows("SELECT spki, user_id, since FROM signer")),
        "drafts": sorted(db.rows("SELECT * FROM draft")),
        "places": store.places(),
        "staff": store.users(),
        "settings": sorted(
            row
            for row in db.rows("SELECT key, value FROM setting")
            if not row[0].startswith(LEFT_OUT)
        ),
        "services": store.services(),
        "list": store.caseload(),
        "found": {p: store.search(row.family) for p in logs if (row := store.caseload_row(p))},
    }


@pytest.fixture
def content() -> Callable[[Session], Content]:
    return content_of

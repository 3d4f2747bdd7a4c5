"""An old vault steps up whole: killed at any statement it opens, and says what it said."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from eolplan.vault import Cost, VaultTooNew, create, layout, unlock
from eolplan.vault.db import Database
from eolplan.vault.keys import Keys
from eolplan.vault.place import Folder
from eolplan.vault.unlocking import derive
from tests.conftest import ROOT
from tests.faults.promised import afterwards
from tests.faults.recorded import CARYS, PASSPHRASE

FIRST = ROOT / "tests" / "vaults" / "0001"
NEWEST = len(layout.shipped())

posix = pytest.mark.skipif(sys.platform == "win32", reason="the killed openings are forks")


@pytest.fixture
def stepped(tmp_path: Path) -> Callable[[int], dict[str, Any]]:
    """Kill a vault of that layout before every statement of its way up."""

    def step(before: int, every: int = 1) -> dict[str, Any]:
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.stepping", tmp_path, FIRST, str(before),
             str(every)],
            cwd=ROOT, capture_output=True, text=True, check=True, timeout=600,
        )  # fmt: skip
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return step


@posix
@pytest.mark.slow
@pytest.mark.parametrize("before", range(1, NEWEST))
def test_killed_at_every_statement_of_every_step_it_opens_and_nothing_is_lost(
    stepped: Callable[[int], dict[str, Any]], before: int
) -> None:
    found = stepped(before)
    assert found["faults"] == {}
    assert found["killed"] > 20


@pytest.fixture
def old_vault(vault_folder: Path) -> Path:
    shutil.copytree(FIRST, vault_folder)
    return vault_folder


def passphrase() -> str:
    return str(json.loads((FIRST / "expected.json").read_text("utf-8"))["passphrase"])


def schema(folder: Path, words: str) -> frozenset[tuple[str, str, str]]:
    keys = Keys(derive(folder, words).vmk)
    with closing(Database.open(Folder(folder).database, keys.db, read_only=True)) as db:
        return layout.schema_of(db)


def test_a_vault_that_stepped_up_is_as_one_that_was_made_today(
    old_vault: Path, tmp_path: Path
) -> None:
    unlock(old_vault, passphrase(), now=afterwards).close()
    fresh = tmp_path / "fresh"
    create(fresh, CARYS, PASSPHRASE, cost=Cost.LOWEST, now=afterwards).session.close()
    assert schema(old_vault, passphrase()) == schema(fresh, PASSPHRASE)


@pytest.mark.skipif(NEWEST == 1, reason="there is no older layout yet")
def test_the_copy_that_a_step_leaves_is_nobody_elses(old_vault: Path) -> None:
    """It holds everything, so it is as private as the vault."""
    unlock(old_vault, passphrase(), now=afterwards).close()
    (copy,) = old_vault.glob("*.layout-1")
    assert not copy.read_bytes().startswith(b"SQLite")
    if sys.platform != "win32":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_vault_of_a_later_layout_is_refused_in_words_and_not_touched(old_vault: Path) -> None:
    unlock(old_vault, passphrase(), now=afterwards).close()
    keys = Keys(derive(old_vault, passphrase()).vmk)
    with closing(Database.open(Folder(old_vault).database, keys.db)) as db:
        db.run(f"PRAGMA user_version = {NEWEST + 1}")
    before = Folder(old_vault).database.read_bytes()
    with pytest.raises(VaultTooNew, match=f"uses layout {NEWEST + 1}; this eolplan knows up to"):
        unlock(old_vault, passphrase(), now=afterwards)
    assert Folder(old_vault).database.read_bytes() == before


@posix
@pytest.mark.slow
def test_a_step_that_is_not_one_transaction_is_found_out(
    stepped: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the test of the kills would prove nothing."""
    monkeypatch.setenv("FAULTS_STEP", "loose")
    if NEWEST > 1:
        assert stepped(1, 2)["faults"]

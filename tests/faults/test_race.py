"""However many copies of eolplan start at once, one writes, and the others are told so."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eolplan.vault import Cost, create, unlock
from tests.faults.promised import afterwards
from tests.faults.recorded import CARYS, PASSPHRASE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="the racers are forks"),
]


@pytest.fixture
def raced(vault_folder: Path, root: Path) -> Callable[[int, str], dict[str, Any]]:
    create(vault_folder, CARYS, PASSPHRASE, cost=Cost.LOWEST, now=afterwards).session.close()

    def race(rounds: int, how: str) -> dict[str, Any]:
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.race", str(vault_folder), str(rounds), how],
            cwd=root, capture_output=True, text=True, check=True, timeout=300,
        )  # fmt: skip
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return race


def test_of_simultaneous_starts_exactly_one_writes(
    raced: Callable[[int, str], dict[str, Any]],
    vault_folder: Path,
    figure: Callable[[int, int], int],
) -> None:
    """Also beside one that hangs, and after one that was killed."""
    rounds = figure(20, 200)
    found = raced(rounds, "locked")
    assert found["inside"] == [1] * rounds
    assert found["else"] == {}
    session = unlock(vault_folder, PASSPHRASE, now=afterwards)
    store = session.store
    assert sum(len(store.log(person).entries) for person in store.persons()) == rounds
    assert store.verify().ok
    session.close()


def test_starts_without_the_lock_are_found_out(
    raced: Callable[[int, str], dict[str, Any]],
) -> None:
    """Else the test above would prove nothing."""
    assert max(raced(5, "lockless")["inside"]) > 1

"""The disk refuses while somebody types in the real window: the words stay, and the bar says so."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from eolplan.caseload import Newcomer
from eolplan.desk import Desk
from eolplan.guide import shipped
from eolplan.vault import Cost, create, unlock
from tests.faults.recorded import CARYS
from tests.ui.conftest import PASSPHRASE

Under = Callable[..., subprocess.CompletedProcess[str]]
Typed = Callable[..., dict[str, int]]


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@pytest.fixture
def gwen(vault_folder: Path) -> str:
    """Id of somebody invented, in a vault that is closed again."""
    session = create(vault_folder, CARYS, PASSPHRASE, cost=Cost.LOWEST, now=now).session
    new = Newcomer(given="Gwen", family="Pryce", born="1941-03-04")
    person = Desk(session, shipped(), now=now).caseload.add(new)
    session.close()
    return person


@pytest.fixture
def typed(gwen: str, vault_folder: Path, tmp_path: Path, under: Under) -> Typed:
    """Type while the disk refuses; return what was found."""

    def run(kind: str, how: str = "honest") -> dict[str, int]:
        file = tmp_path / "found"
        module = "tests.faults.struck_window"
        under(vault_folder, module, kind, how, gwen, file, "--vault", vault_folder)
        found: dict[str, int] = json.loads(file.read_text(encoding="utf-8"))
        return found

    return run


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["full", "io", "torn"])
def test_the_window_says_what_is_not_saved_and_keeps_the_words(
    typed: Typed, vault_folder: Path, kind: str
) -> None:
    """Every call of the disk that an answer makes is struck once."""
    found = typed(kind)
    struck, warned = found.pop("struck"), found.pop("warned")
    assert found == {}
    assert struck > 5
    assert warned > struck // 2
    session = unlock(vault_folder, PASSPHRASE, now=now)
    assert session.store.verify().ok
    session.close()


@pytest.mark.slow
def test_a_window_that_keeps_it_to_itself_is_found_out(typed: Typed) -> None:
    """Else the test above would prove nothing."""
    assert typed("full", "silent")["not saved, and nobody was told"]

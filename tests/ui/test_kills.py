"""Kill -9 under typing in the real window: what was shown as saved is there, every time."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from eolplan.caseload import Newcomer, row
from eolplan.desk import Desk
from eolplan.guide import Guide
from eolplan.vault import unlock
from tests.conftest import ROOT, Clock
from tests.ui.conftest import PASSPHRASE

SEED = 20261125
BEGINS_WITHIN_S = 60
"""A run that has not begun to type by then counts as none, which the test tells."""


@pytest.mark.slow
def test_no_acknowledged_answer_is_lost_by_a_kill(
    made_vault: Path, guide: Guide, clock: Clock, tmp_path: Path,
    figure: Callable[[int, int], int],
) -> None:  # fmt: skip
    session = unlock(made_vault, PASSPHRASE, now=clock)
    new = Newcomer(given="Gwen", family="Pryce", born="1941-03-04", number="9990000018")
    person = Desk(session, guide, now=clock).caseload.add(new)
    session.close()
    acks, chance = tmp_path / "acks", random.Random(SEED)  # noqa: S311  not for secrets
    acks.touch()
    kills = figure(25, 1_000)
    for number in range(kills):
        _type_and_be_killed(made_vault, acks, person, SEED + number, chance.uniform(0.1, 0.9))
        if number % 10 == 9 or number == kills - 1:
            _nothing_is_lost(made_vault, acks, person, guide, clock)
    told = acks.read_text().split()
    assert told.count("began") == kills, "some run was killed before it could type"
    assert len(told) > 2 * kills, "hardly anything was saved, so nothing was tried"


def _type_and_be_killed(vault: Path, acks: Path, person: str, seed: int, after: float) -> None:
    """Start the app, wait until it types, and kill it *after* so many seconds."""
    before = acks.read_bytes().count(b"began")
    command = [sys.executable, "-m", "tests.ui.drive_typing", acks, str(seed), person]
    with acks.with_suffix(".errors").open("w+") as errors:
        child = subprocess.Popen(
            [*command, "--vault", vault], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=errors
        )
        patience = time.monotonic() + BEGINS_WITHIN_S
        while acks.read_bytes().count(b"began") == before and time.monotonic() < patience:
            time.sleep(0.02)
        time.sleep(after)
        child.kill()
        errors.seek(0)
        assert child.wait() == -9, errors.read()


def _nothing_is_lost(vault: Path, acks: Path, person: str, guide: Guide, clock: Clock) -> None:
    session = unlock(vault, PASSPHRASE, now=clock)
    try:
        held = session.store.log(person).entries.keys()
        told = set(acks.read_text().split()) - {"began"}
        assert told <= held, f"{len(told - held)} acknowledged answers are lost"
        verified = session.store.verify(make_row=lambda p, log: row(log, guide, p))
        assert verified.ok, verified.problems
    finally:
        session.close()

"""Kill -9 under typing in the real window: what was shown as saved is there, every time."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from eolplan.caseload import Newcomer, row
from eolplan.desk import Desk
from eolplan.guide import Guide
from eolplan.vault import unlock
from tests.conftest import ROOT, Clock
from tests.ui.conftest import PASSPHRASE

SEED = 20261125
BEGINS_WITHIN_S = 600
"""A run that has not begun to type by then counts as none, which the test tells."""


@pytest.mark.slow
@pytest.mark.uncounted
def test_no_acknowledged_answer_is_lost_by_a_kill(
    made_vault: Path, guide: Guide, clock: Clock, tmp_path: Path,
    figure: Callable[[int, int], int],
) -> None:  # fmt: skip
    hands, kills = figure(1, 4), figure(25, 1_000)
    person = _person_in(made_vault, guide, clock)
    runs = []
    for hand in range(hands):
        vault = tmp_path / f"vault{hand}"
        shutil.copytree(made_vault, vault)
        runs.append(_Run(vault, tmp_path / f"acks{hand}", person, SEED + hand * kills))
    with ThreadPoolExecutor(hands) as at_once:
        for told in at_once.map(lambda run: run.be_killed(kills // hands, guide, clock), runs):
            assert told.count("began") == kills // hands, "some was killed before it could type"
            assert len(told) > 2 * kills // hands, "hardly anything was saved: nothing was tried"


def _person_in(vault: Path, guide: Guide, clock: Clock) -> str:
    session = unlock(vault, PASSPHRASE, now=clock)
    new = Newcomer(given="Gwen", family="Pryce", born="1941-03-04", number="9990000018")
    person = Desk(session, guide, now=clock).caseload.add(new)
    session.close()
    return person


@dataclass(frozen=True, slots=True)
class _Run:
    """One vault that is typed into and killed, again and again."""

    vault: Path
    acks: Path
    person: str
    seed: int

    def be_killed(self, kills: int, guide: Guide, clock: Clock) -> list[str]:
        """Return what was acknowledged; all of it is in the vault."""
        chance = random.Random(self.seed)  # noqa: S311  not for secrets
        self.acks.touch()
        for number in range(kills):
            seed, after = self.seed + number, chance.uniform(0.1, 0.9)
            _type_and_be_killed(self.vault, self.acks, self.person, seed, after)
            if number % 10 == 9 or number == kills - 1:
                _nothing_is_lost(self.vault, self.acks, self.person, guide, clock)
        return self.acks.read_text().split()


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

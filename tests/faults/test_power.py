"""The power goes at any moment of a day at work: nothing that was acknowledged is lost.

A real day is recorded call by call; then the disk is made as a power cut may have left
it, with what was not synced dropped, reordered or torn, and the vault is opened.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.faults.disk import Disk, cuts
from tests.faults.promised import Promised
from tests.faults.shim import Event, events

Under = Callable[..., subprocess.CompletedProcess[str]]
SEED = 20261126
FIRST = ROOT / "tests" / "vaults" / "0001"


@dataclass
class Recorded:
    """A day, and the disk as it was when it began."""

    disk: Disk
    happened: list[Event]

    def broken(self, times: int, room: Path) -> Iterator[str]:
        """Cut the power so many times; yield what was not kept after each."""
        for cut in cuts(self.disk, self.happened, times, SEED):
            folder = room / str(cut.number)
            cut.restore(folder)
            yield "; ".join(Promised.by(cut.told).broken_in(folder / "vault"))
            shutil.rmtree(folder)


@pytest.fixture
def record(tmp_path: Path, under: Under) -> Callable[[str], Recorded]:
    """Record a day."""

    def run(how: str) -> Recorded:
        root, log = tmp_path / how, tmp_path / f"{how}.log"
        root.mkdir()
        held: dict[str, bytes | None] = {}
        if how == "upgrade":
            shutil.copytree(FIRST, root / "vault")
            held = {str(p.relative_to(root)): p.read_bytes() for p in root.glob("vault/*")}
            held["vault"] = None
        under(root, "tests.faults.recorded", root, log, how)
        return Recorded(Disk(root, held), list(events(log)))

    return run


@pytest.mark.slow
@pytest.mark.usefixtures("stretched_once")
def test_no_power_cut_loses_or_damages_what_was_acknowledged(
    record: Callable[[str], Recorded], tmp_path: Path,
    figure: Callable[[int, int], int],
) -> None:  # fmt: skip
    day, times = record("whole"), figure(300, 10_000)
    found = Counter(filter(None, day.broken(times, tmp_path)))
    assert not found, f"seed {SEED}, {times} cuts in {len(day.happened)} events: {found}"
    kinds = Counter(event.kind for event in day.happened)
    assert kinds["A"] > 50, "hardly anything was acknowledged"
    assert kinds["R"] > 4, "the header was not written"


@pytest.mark.slow
@pytest.mark.usefixtures("stretched_once")
def test_no_power_cut_on_the_way_to_a_newer_layout_loses_anything(
    record: Callable[[str], Recorded],
    tmp_path: Path,
    figure: Callable[[int, int], int],
) -> None:
    """A laptop is often switched off just when it was updated."""
    day, times = record("upgrade"), figure(50, 2_000)
    found = Counter(filter(None, day.broken(times, tmp_path)))
    assert not found, f"seed {SEED}, {times} cuts in {len(day.happened)} events: {found}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("how", "what"),
    [("normal", "answers are lost"), ("early", "answers are lost"), ("unsynced", "Vault")],
)
@pytest.mark.usefixtures("stretched_once")
def test_a_writer_that_does_not_wait_for_the_disk_is_found_out(
    record: Callable[[str], Recorded], tmp_path: Path, how: str, what: str
) -> None:
    """Else the test above would prove nothing."""
    assert any(what in fault for fault in record(how).broken(100, tmp_path))

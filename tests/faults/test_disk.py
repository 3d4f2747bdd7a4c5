"""The disk is full, or does not answer, at any one of its calls: nothing saved is lost.

And nothing is acknowledged that was not saved, nobody reads an error of the library, and
the same session goes on when the disk is well again.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict

import pytest

Under = Callable[..., subprocess.CompletedProcess[str]]


class Mornings(TypedDict):
    """What ``struck`` prints."""

    struck: int
    refused: int
    told: int
    faults: dict[str, int]


@pytest.fixture
def lived(tmp_path: Path, under: Under) -> Callable[..., Mornings]:
    def live(scene: str, kind: str, step: int, how: str = "honest") -> Mornings:
        words = (tmp_path, scene, kind, 1, step, how)
        done = under(tmp_path, "tests.faults.struck", *words)
        found: Mornings = json.loads(done.stdout)
        return found

    return live


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["full", "io", "torn"])
def test_a_disk_that_refuses_loses_nothing_and_nothing_is_called_saved_that_is_not(
    lived: Callable[..., Mornings], figure: Callable[[int, int], int], kind: str
) -> None:
    mornings = lived("talking", kind, figure(7, 1))
    assert mornings["faults"] == {}
    assert mornings["struck"] > figure(30, 300), "hardly any call was struck"
    assert mornings["refused"] > mornings["struck"] // 2, "hardly anything was refused"
    assert mornings["told"] > mornings["struck"], "hardly anything was saved"


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["full", "io", "torn"])
def test_a_disk_that_refuses_spoils_no_backup_no_restore_and_no_change_of_keys(
    lived: Callable[..., Mornings], figure: Callable[[int, int], int], kind: str
) -> None:
    """Each is whole or never was, and everybody who had a way in still has one."""
    mornings = lived("keeping", kind, figure(41, 1))
    assert mornings["faults"] == {}
    assert mornings["struck"] > figure(8, 400), "hardly any call was struck"
    assert mornings["refused"] > mornings["struck"] // 4, "hardly anything was refused"


@pytest.mark.slow
def test_an_answer_that_is_called_saved_and_is_not_is_found_out(
    lived: Callable[..., Mornings],
) -> None:
    """Else the test above would prove nothing."""
    faults = lived("talking", "full", 40, "lying")["faults"]
    assert any("answers are lost" in fault for fault in faults)

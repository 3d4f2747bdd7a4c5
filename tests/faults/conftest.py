"""Faults are done to the real thing; only the stretching of a passphrase is remembered."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.faults import shim as shims
from tests.faults.stretching import stretch_once


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shim, compiled once for each process of pytest."""
    return shims.build(tmp_path_factory.mktemp("shim"))


@pytest.fixture
def stretched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretch each passphrase once for each salt and cost."""
    stretch_once(monkeypatch.setattr)


@pytest.fixture
def under(shim: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run ``python -m MODULE ...`` to its end with the shim before it, watching a folder."""

    def run(folder: Path, module: str, *words: object) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", module, *map(str, words)],
            cwd=ROOT, env=shims.environment(shim, folder), capture_output=True, text=True,
            timeout=600, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done

    return run

"""The whole app, when the laptop goes to sleep: first the lock, then sleep, and no word lost."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("logind is of Linux", allow_module_level=True)

from tests.ui.conftest import PASSPHRASE
from tests.ui.desktop import Desktop, bus
from tests.ui.drive_app import QUESTION, WORDS
from tests.ui.test_app import (  # noqa: F401  pid_file is a fixture
    ENDS_WITHIN_S,
    alive,
    drive,
    pid_file,
    wait_for_another,
)

pytestmark = pytest.mark.slow


def ready(process: subprocess.Popen[str], holds: Callable[[], bool]) -> None:
    """Return once *holds*, or end the process and show what it said."""
    end = time.monotonic() + ENDS_WITHIN_S
    while not holds():
        if process.poll() is not None or time.monotonic() > end:
            process.kill()
            pytest.fail(process.communicate()[1])
        time.sleep(0.05)


def gone_from_memory(pid: int) -> bool:
    """Whether the process has no memory any more; the kernel takes it before the files."""
    try:
        return not any(map(int, Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()))
    except (FileNotFoundError, ProcessLookupError):
        return True


@pytest.fixture
def gwen(made_vault: Path) -> str:
    """Put Gwen into the vault; return her id."""
    from eolplan.caseload import Newcomer
    from eolplan.desk import Desk
    from eolplan.guide import shipped
    from eolplan.vault import unlock

    def now() -> dt.datetime:
        return dt.datetime.now(dt.UTC)

    session = unlock(made_vault, PASSPHRASE, now=now)
    person = Desk(session, shipped(), now=now).caseload.add(Newcomer("Gwen", "Pryce"))
    session.close()
    return person


def test_the_laptop_sleeps_once_nothing_is_left_in_memory(
    root: Path, made_vault: Path, gwen: str, tmp_path: Path,
    pid_file: Path,  # noqa: F811  pytest finds it by this name
) -> None:  # fmt: skip
    """Somebody shuts the lid in the middle of a sentence, and the laptop is stolen that night."""
    arguments = ("--vault", str(made_vault), "--report-pid", str(pid_file))
    typed = tmp_path / "typed"
    with bus() as address, closing(Desktop(address)) as desktop:
        buses = {"DBUS_SYSTEM_BUS_ADDRESS": address, "DBUS_SESSION_BUS_ADDRESS": address}
        first = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.drive_app", "type", str(typed), *arguments],
            cwd=root, env={**os.environ, **buses}, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        ready(first, lambda: typed.exists() and bool(desktop.holds))
        assert desktop.holds[0].held()

        desktop.sleep(True)

        desktop.holds[0].wait_let_go()
        assert gone_from_memory(first.pid)
        _, errors = first.communicate(timeout=ENDS_WITHIN_S)
        assert first.returncode == 0, errors
        assert "Traceback" not in errors, errors
        fresh = wait_for_another(pid_file, str(first.pid))
        assert alive(fresh)
        assert len(desktop.holds) == 1  # a locked process has no reason to keep the laptop awake
        os.kill(fresh, signal.SIGTERM)

    back = tmp_path / "back"
    drive(root, "report", back, "--locked", *arguments)
    place = json.loads(back.read_text(encoding="utf-8"))
    assert (place["person"], place["question"], place["words"]) == (gwen, QUESTION, WORDS)

"""A34: what somebody with a screen reader can do, through the real accessibility bus.

The app runs as users start it, on an X server and a session bus of its own;
this side knows nothing but accessible names, roles and actions.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ui.conftest import PASSPHRASE

if TYPE_CHECKING:
    from eolplan.guide import Guide
    from tests.ui.atspi import Reader

pytestmark = pytest.mark.xvfb


@pytest.fixture
def session_bus(tmp_path: Path) -> Iterator[str]:
    """Start a session bus, as a desktop has it; return its address."""
    if not shutil.which("dbus-daemon"):
        pytest.fail("dbus-daemon is not installed: packaging/place.py names it")
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=tmp_path,
    )  # fmt: skip
    assert bus.stdout is not None
    yield bus.stdout.readline().strip()
    bus.stdout.close()
    _end(bus)


@pytest.fixture
def gwen(made_vault: Path, guide: Guide) -> str:
    """Put Gwen into the vault, with a talk planned for today; return her id."""
    from eolplan.desk import Desk
    from eolplan.record import Answer
    from eolplan.vault import unlock
    from tests.ui import plans

    def now() -> dt.datetime:
        return dt.datetime.now(dt.UTC)

    session = unlock(made_vault, PASSPHRASE, now=now)
    desk = Desk(session, guide, now=now)
    person = plans.person(desk)
    today = desk.today.isoformat()
    desk.conversation(person).answer("conv.next.when", Answer(value=today))
    session.close()
    return person


@pytest.fixture
def reader(root: Path, made_vault: Path, gwen: str, session_bus: str) -> Iterator[Reader]:
    """Start the app on the vault, and a screen reader beside it."""
    from tests.ui.atspi import Reader

    del gwen
    app = subprocess.Popen(
        [sys.executable, "-m", "ui", "--vault", str(made_vault)],
        cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": session_bus,
             "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"},
    )  # fmt: skip
    made = Reader(session_bus)
    yield made
    made.close()
    _end(app)


def test_unlock_and_record_a_place_by_names_only(
    reader: Reader, made_vault: Path, gwen: str, guide: Guide
):
    """T1 and T2 of the task list."""
    reader.write(PASSPHRASE, "Passphrase")
    reader.press("Unlock")
    reader.press(f"Start a conversation with PRYCE, Gwen, born 4 Mar 1941 ({_age()})")
    reader.wait_for("Is now a good time for Gwen?", "panel")
    assert reader.actions == 3  # T1

    reader.press("All topics", "push button")
    reader.press("Place in the last days. Not talked about yet")
    asked = "Where would Gwen want to be in the last days of life?"
    reader.wait_for(asked, "heading")
    reader.actions = 0
    for choice in ("Own home, 1st choice", "Hospice, 2nd choice", "Hospital, Does not want"):
        reader.press(choice)
    reader.wait_for("So far: 1st choice: Own home. 2nd choice: Hospice. Does not want: Hospital.")
    reader.press("Continue")
    assert reader.actions == 4  # T2
    reader.wait_gone(asked)


def _age() -> int:
    """Return how old Gwen is on the day of the test: this app has the laptop's own clock."""
    today = dt.datetime.now().astimezone().date()
    return today.year - 1941 - ((today.month, today.day) < (3, 4))


def _end(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(timeout=30)

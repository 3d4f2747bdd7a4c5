"""The app as a whole: the way in, and that locking leaves a process that never knew a secret."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from eolplan.caseload import Newcomer
from eolplan.desk import Desk
from eolplan.guide import Guide
from eolplan.settings import Settings
from eolplan.vault import labels
from eolplan.vault import unlock as open_session
from tests.conftest import Clock
from tests.ui.conftest import PASSPHRASE
from tests.ui.drive_app import QUESTION, WORDS
from ui.app import App
from ui.arguments import Arguments
from ui.lock import OUTSIDE
from ui.pages.setup import PurposePage
from ui.pages.stuck import StuckPage
from ui.pages.unlock import UnlockPage
from ui.theme import Look, look, look_of

ENDS_WITHIN_S = 60
"""Generous: the machine may be busy. A process that waits for another never ends at all."""


def drive(root: Path, task: str, file: Path, *arguments: str) -> int:
    """Run the app on a task to its end; return the process id it had.

    All output is read: a fresh process that inherited a stream would keep this
    waiting for as long as its window is open.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.drive_app", task, str(file), *arguments],
        cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    _, errors = process.communicate(timeout=ENDS_WITHIN_S)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors, errors
    return process.pid


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def pid_file(tmp_path: Path) -> Iterator[Path]:
    """Where the newest process writes its id; whoever that is, it is stopped afterwards."""
    file = tmp_path / "pid"
    yield file
    if file.exists():
        pid = int(file.read_text(encoding="ascii"))
        if alive(pid):
            os.kill(pid, signal.SIGTERM)


def wait_for_another(file: Path, before: str) -> int:
    """Return the process id in *file* once it is not *before*."""
    until = time.monotonic() + ENDS_WITHIN_S
    while time.monotonic() < until:
        text = file.read_text(encoding="ascii") if file.exists() else ""
        if text and text != before:
            return int(text)
        time.sleep(0.05)
    raise AssertionError("no fresh process")


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="process ids are looked at as POSIX has them")
def test_locking_is_a_fresh_process_and_unlocking_comes_back_to_the_word(
    root: Path, made_vault: Path, guide: Guide, tmp_path: Path, pid_file: Path
) -> None:
    """Nothing that was unlocked stays in memory, and nothing that was typed is lost."""
    opened = open_session(made_vault, PASSPHRASE, now=lambda: dt.datetime.now(dt.UTC))
    gwen = Desk(opened, guide, now=lambda: dt.datetime.now(dt.UTC)).caseload.add(
        Newcomer(given="Gwen", family="Pryce")
    )
    opened.close()
    arguments = ("--vault", str(made_vault), "--report-pid", str(pid_file))

    first = drive(root, "lock", tmp_path / "unused", *arguments)

    fresh = wait_for_another(pid_file, str(first))
    assert not alive(first)
    assert alive(fresh)
    assert os.getpgid(fresh) != os.getpgid(0)  # a session of its own
    os.kill(fresh, signal.SIGTERM)

    back = tmp_path / "back"
    drive(root, "report", back, "--locked", *arguments)

    place = json.loads(back.read_text(encoding="utf-8"))
    assert (place["page"], place["person"], place["question"]) == ("question", gwen, QUESTION)
    assert place["words"] == WORDS
    assert place["cursor"] == 5


def test_the_app_starts_with_nothing_but_what_the_lock_screen_needs(
    root: Path, made_vault: Path
) -> None:
    """A nurse at a bedside waits for every import, and for what PySide makes of a class of Qt."""
    code = (
        "import enum, sys\n"
        "from ui.app import start\n"
        "from ui.arguments import parse\n"
        f"app = start(parse(['--vault', {str(made_vault)!r}]))\n"
        "assert app.window.page.where.page == 'unlock'\n"
        "heavy = ('reportlab', 'keyring', 'pikepdf', 'pypdfium2', 'eolplan.desk')\n"
        "kinds = (enum.Enum, enum.Flag, enum.IntEnum, enum.IntFlag)\n"
        "made = {one.__qualname__ for kind in kinds for one in kind.__subclasses__()}\n"
        "assert 'Qt.WindowType' in made\n"
        "unseen = {'QStyle.StandardPixmap', 'QTabWidget.TabShape'} & made\n"
        "print([*unseen, *(name for name in heavy if name in sys.modules)])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root, capture_output=True, text=True, timeout=ENDS_WITHIN_S, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")
def test_no_core_dump_and_no_look_into_memory(root: Path) -> None:
    code = (
        "import ctypes, resource\n"
        "from ui.lock import no_core_dumps\n"
        "no_core_dumps()\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root, capture_output=True, text=True, timeout=ENDS_WITHIN_S, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "(0, 0) 0"


# -- in this process ---------------------------------------------------------


def unlock(app: App, qtbot: QtBot, passphrase: str = PASSPHRASE) -> None:
    page = app.window.page
    assert isinstance(page, UnlockPage)
    assert app.window.focusWidget() is page.secret.box
    QTest.keyClicks(page.secret.box, passphrase)
    QTest.keyClick(page.secret.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: app.window.page is not page, timeout=60_000)


def test_without_a_store_it_is_set_up(
    begin: Callable[[Arguments, Settings], App], tmp_path: Path
) -> None:
    app = begin(Arguments(vault=tmp_path / "none"), Settings())
    assert isinstance(app.window.page, PurposePage)


def test_a_store_that_was_there_is_looked_for_and_not_made_anew(
    begin: Callable[[Arguments, Settings], App], tmp_path: Path
) -> None:
    """A drive that is not plugged in must not look like a first day."""
    app = begin(Arguments(), Settings(folder=str(tmp_path / "unplugged")))
    assert isinstance(app.window.page, StuckPage)


def test_two_actions_unlock_and_the_list_is_there(
    begin: Callable[[Arguments, Settings], App], made_vault: Path, qtbot: QtBot
) -> None:
    app = begin(Arguments(vault=made_vault), Settings())
    unlock(app, qtbot)
    assert app.window.page is not None
    assert app.window.page.where.page == "people"


def test_when_no_process_can_be_started_the_vault_is_closed_all_the_same(
    begin: Callable[[Arguments, Settings], App],
    made_vault: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = begin(Arguments(vault=made_vault), Settings())
    unlock(app, qtbot)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    app.window.lock_wanted.emit()

    assert isinstance(app.window.page, UnlockPage)
    assert "could not start afresh" in app.window.messages.words()
    open_session(made_vault, PASSPHRASE, now=lambda: app._now()).close()


def test_a_clock_that_runs_backwards_is_told(
    begin: Callable[[Arguments, Settings], App], made_vault: Path, qtbot: QtBot, clock: Clock
) -> None:
    clock.go_on(days=-400)
    app = begin(Arguments(vault=made_vault), Settings())
    unlock(app, qtbot)
    assert "Dates in plans may be wrong." in app.window.messages.words()


def test_look_and_size_are_remembered(
    begin: Callable[[Arguments, Settings], App], made_vault: Path, qtbot: QtBot
) -> None:
    app = begin(Arguments(vault=made_vault), Settings())
    app.window.look_wanted.emit(Look("dark", 1.5))
    app.window.resize(1000, 600)
    app.window.close()
    kept = Settings.read()
    assert (kept.theme, kept.scale) == ("dark", 1.5)
    assert (kept.width, kept.height) == (1000, 600)


def test_each_member_of_staff_finds_their_own_look(
    begin: Callable[[Arguments, Settings], App], made_vault: Path, qtbot: QtBot
) -> None:
    """A laptop is shared: large text for one must not become everybody's."""
    slot = labels(made_vault)[0].slot_id
    other = Settings("light", 1.0, 900, 560).of("someone else")
    mine = replace(other.of(slot), theme="contrast", scale=1.5, width=1100, height=640)
    mine.of("someone else").keep()
    app = begin(Arguments(vault=made_vault), Settings.read())
    assert (look().theme, look().scale) != ("contrast", 1.5)
    unlock(app, qtbot)
    assert look() == Look("contrast", 1.5)
    assert app.window.width() == 1100
    app.window.close()
    kept = Settings.read()
    assert kept.slot == slot
    assert kept.of("someone else").theme == "light"


def test_the_file_of_settings_names_nobody(
    begin: Callable[[Arguments, Settings], App], made_vault: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    app = begin(Arguments(vault=made_vault), Settings())
    unlock(app, qtbot)
    Settings.read().keep(tmp_path)
    written = (tmp_path / "settings.json").read_text(encoding="utf-8")
    assert labels(made_vault)[0].slot_id in written
    assert not any(name in written for name in ("Carys", "Bevan", "nurse", "Aberwen"))


def test_a_look_that_follows_the_laptop_is_kept_as_that(
    begin: Callable[[Arguments, Settings], App], made_vault: Path
) -> None:
    app = begin(Arguments(vault=made_vault), Settings("dark"))
    app.window.look_wanted.emit(look_of("", 1.25))
    assert (Settings.read().theme, Settings.read().scale) == ("", 1.25)


def test_only_so_many_looks_are_kept() -> None:
    settings = Settings()
    for number in range(40):
        settings = settings.of(str(number))
    assert 20 <= len(settings.own) <= 30
    assert "39" not in settings.own  # it is the one in use
    assert "38" in settings.own


def test_a_shorter_time_to_the_lock_counts_from_the_next_second(
    begin: Callable[[Arguments, Settings], App], made_vault: Path, qtbot: QtBot
) -> None:
    app = begin(Arguments(vault=made_vault), Settings())
    assert app._patience() == OUTSIDE
    unlock(app, qtbot)
    assert app._desk is not None
    app._desk.set_idle_minutes(2)
    assert app._patience() == OUTSIDE.at_most(2)
    app._desk.set_idle_minutes(0)
    assert app._patience() == OUTSIDE


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"theme": 3, "scale": "large", "more": 1}'])
def test_settings_that_cannot_be_read_are_as_new(tmp_path: Path, kept: str) -> None:
    (tmp_path / "settings.json").write_text(kept, encoding="utf-8")
    assert Settings.read(tmp_path) == Settings()


def test_settings_come_back_as_they_were(tmp_path: Path) -> None:
    settings = Settings("contrast", 2.0, 1024, 521, maximised=True, folder="/media/stick")
    settings.keep(tmp_path / "new")
    assert Settings.read(tmp_path / "new") == settings


def test_a_disk_that_refuses_settings_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    Settings().keep(tmp_path / "file")

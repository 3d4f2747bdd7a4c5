"""When the laptop is left alone, and how a fresh process is started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from ui.lock import (
    IN_A_TALK,
    OUTSIDE,
    IdleWatch,
    Patience,
    forget_copied,
    no_reports,
    relaunch_command,
)
from ui.window import Window


def wait_for(file: Path) -> None:
    """Return once another process has made *file*."""
    end = time.monotonic() + 60
    while not file.exists():
        assert time.monotonic() < end
        time.sleep(0.05)


class Told:
    """What a watch has told, in order."""

    def __init__(self, watch: IdleWatch) -> None:
        self.words: list[str] = []
        for name in ("cover_due", "lock_due", "nearly", "stirred"):
            getattr(watch, name).connect(lambda n=name: self.words.append(n))


class Seconds:
    """A monotonic clock that goes with a wall clock, unless it is told to stay behind."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._start, self.asleep = clock, clock(), 0.0

    def __call__(self) -> float:
        return (self._clock() - self._start).total_seconds() - self.asleep


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def watch_with(owner: QObject, clock: Clock, patience: Patience) -> tuple[IdleWatch, Told]:
    watch = IdleWatch(owner, lambda: patience, now=clock, monotonic=Seconds(clock))
    return watch, Told(watch)


@pytest.mark.parametrize(
    ("patience", "cover_s", "lock_s"), [(OUTSIDE, 180, 300), (IN_A_TALK, 600, 1200)]
)
def test_cover_comes_first_then_a_warning_then_the_lock(
    owner: QObject, clock: Clock, patience: Patience, cover_s: int, lock_s: int
) -> None:
    """Decision 9: 3 and 5 minutes outside a conversation, 10 and 20 inside."""
    watch, told = watch_with(owner, clock, patience)
    clock.go_on(cover_s - 1)
    watch.look()
    assert told.words == []
    clock.go_on(1)
    watch.look()
    watch.look()
    assert told.words == ["cover_due"]
    clock.go_on(lock_s - 60 - cover_s)
    watch.look()
    assert told.words == ["cover_due", "nearly"]
    clock.go_on(60)
    watch.look()
    assert told.words == ["cover_due", "nearly", "lock_due"]


def test_a_key_in_the_last_minute_takes_the_warning_back(owner: QObject, clock: Clock) -> None:
    watch, told = watch_with(owner, clock, OUTSIDE)
    clock.go_on(250)
    watch.look()
    watch.stir()
    clock.go_on(59)
    watch.look()
    assert told.words == ["nearly", "cover_due", "stirred"]


def test_a_team_may_shorten_and_never_lengthen() -> None:
    assert OUTSIDE.at_most(2) == Patience(120, 120)
    assert OUTSIDE.at_most(60) == OUTSIDE
    assert IN_A_TALK.at_most(15) == Patience(600, 900)


def test_never_within_a_minute_of_a_key(owner: QObject, clock: Clock) -> None:
    """However short somebody sets it: a lock under the fingers loses the thread."""
    watch, told = watch_with(owner, clock, OUTSIDE.at_most(0))
    clock.go_on(59)
    watch.look()
    assert told.words == []
    clock.go_on(1)
    watch.look()
    assert told.words == ["lock_due"]


def test_a_laptop_that_slept_has_been_idle(owner: QObject, clock: Clock) -> None:
    """The monotonic clock stands still while a laptop sleeps; a stolen one must not open."""
    seconds = Seconds(clock)
    watch = IdleWatch(owner, lambda: OUTSIDE, now=clock, monotonic=seconds)
    told = Told(watch)
    clock.go_on(8 * 3600)
    seconds.asleep = 8 * 3600
    watch.look()
    assert told.words == ["lock_due"]


def test_a_clock_that_was_set_back_does_not_help(owner: QObject, clock: Clock) -> None:
    ticks = [0.0]
    watch = IdleWatch(owner, lambda: OUTSIDE, now=clock, monotonic=lambda: ticks[0])
    told = Told(watch)
    clock.go_on(-3600)
    ticks[0] = 301.0
    watch.look()
    assert told.words == ["lock_due"]


def test_keys_and_the_pointer_are_noticed(window: Window, clock: Clock, owner: QObject) -> None:
    watch, told = watch_with(owner, clock, OUTSIDE)
    watch.watch(window.windowHandle())
    for touch in (
        lambda: QTest.keyClick(window.windowHandle(), Qt.Key.Key_A),
        lambda: QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton),
    ):
        clock.go_on(250)
        watch.look()
        touch()
        assert told.words == ["nearly", "cover_due", "stirred"]
        told.words.clear()
    watch.stop()


def test_the_warning_is_words_without_a_countdown(at_work: Window) -> None:
    at_work.warn_of_lock()
    words = at_work.messages.words()
    assert words == "Locking in a minute. Move or press a key to stay."
    at_work.forget_lock()
    assert at_work.messages.words() == ""


def test_the_same_command_from_anywhere(root: Path) -> None:
    """``-m ui`` needs the project's folder; a bundle has no modules and is its own program."""
    command, folder = relaunch_command("--vault", "a b")
    assert command == [sys.executable, "-m", "ui", "--locked", "--vault", "a b"]
    assert folder == root


def test_a_bundle_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    command, folder = relaunch_command()
    assert command == [sys.executable, "--locked"]
    assert folder == Path(sys.executable).parent


def test_patience_is_asked_each_time(owner: QObject, clock: Clock) -> None:
    """Going into a conversation lengthens it at once."""
    now: list[Patience] = [OUTSIDE]
    ask: Callable[[], Patience] = lambda: now[0]  # noqa: E731  short and typed
    watch = IdleWatch(owner, ask, now=clock, monotonic=Seconds(clock))
    told = Told(watch)
    clock.go_on(200)
    now[0] = IN_A_TALK
    watch.look()
    assert told.words == []


# -- what is left behind -------------------------------------------------------


@pytest.mark.xvfb
def test_words_that_were_copied_are_taken_back(qtbot: QtBot) -> None:
    """What she said must not be pasted into a chat by the next one on this laptop."""
    box = QPlainTextEdit("she is afraid of the hospital")
    qtbot.addWidget(box)
    box.selectAll()
    box.copy()
    assert QGuiApplication.clipboard().text() == "she is afraid of the hospital"
    forget_copied()
    assert QGuiApplication.clipboard().text() == ""


class Windows:
    """Windows, as far as it is asked."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, int]] = []

    def SetErrorMode(self, mode: int) -> int:  # noqa: N802  its name
        self.calls.append(("SetErrorMode", mode))
        return 0

    def WerSetFlags(self, flags: int) -> int:  # noqa: N802  its name
        self.calls.append(("WerSetFlags", flags))
        return 0


def test_windows_is_asked_to_report_nothing_of_our_memory() -> None:
    """Recorded, not run: no box, no heap, now or in the queue, and no snapshot."""
    windows = Windows()
    no_reports(windows)
    assert windows.calls == [("SetErrorMode", 0x3), ("WerSetFlags", 0x1E1)]


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")
def test_a_fresh_process_that_is_struck_down_leaves_no_core(
    root: Path, tmp_path: Path, made_vault: Path
) -> None:
    """A crash must not write what was unlocked to the disk; the locked start sees to it at once."""
    import resource

    if resource.getrlimit(resource.RLIMIT_CORE)[1] != resource.RLIM_INFINITY:
        pytest.skip("this system allows no core dump at all")

    def struck_down(command: list[str], ready: Path, folder: Path) -> bool:
        """Whether the system wrote a core when *command* was struck down once *ready*."""
        largest = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        allow = lambda: resource.setrlimit(resource.RLIMIT_CORE, largest)  # noqa: E731
        child = subprocess.Popen(command, cwd=folder, preexec_fn=allow)
        wait_for(ready)
        os.kill(child.pid, signal.SIGABRT)
        _, status = os.waitpid(child.pid, 0)
        child.returncode = status
        return os.WCOREDUMP(status)

    began, pid = tmp_path / "began", tmp_path / "pid"
    control = f"import pathlib, time; pathlib.Path({str(began)!r}).touch(); time.sleep(60)"
    if not struck_down([sys.executable, "-c", control], began, tmp_path):
        pytest.skip("this system writes no core, so nothing is shown")
    command, folder = relaunch_command("--vault", str(made_vault), "--report-pid", str(pid))
    assert not struck_down(command, pid, folder)

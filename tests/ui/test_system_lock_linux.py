"""Linux's own signs lock the store: logind and the screen savers, on a real bus.

Whoever closes the lid of a laptop has locked it, as far as they know.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QWindow
from pytestqt.qtbot import QtBot

if sys.platform != "linux":
    pytest.skip("logind is of Linux", allow_module_level=True)

from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

from tests.ui.desktop import LOGIND, Desktop, bus
from tests.ui.signs import Told
from ui.system_lock.linux import LinuxSigns

_NUMBERS = count()


@pytest.fixture
def window(qtbot: QtBot) -> QWindow:
    del qtbot
    return QWindow()


class Laptop:
    """The signs of Linux on a bus, with the desktop that speaks there."""

    def __init__(self, qtbot: QtBot, owner: QObject, address: str, desktop: Desktop) -> None:
        self._qtbot, self.desktop = qtbot, desktop
        self.bus = QDBusConnection.connectToBus(address, f"laptop {next(_NUMBERS)}")
        self.signs = LinuxSigns(owner, system=self.bus, session=self.bus)
        self.told = Told(self.signs)

    def watch(self, window: QWindow) -> None:
        """Begin, and wait until the session's signs are heard and sleep waits for us."""
        self.signs.watch(window)
        self._qtbot.waitUntil(self._hears_lock, timeout=30_000)
        self._qtbot.waitUntil(lambda: self.desktop.holds[-1].held(), timeout=30_000)
        self.settle()
        self.told.times = 0

    def settle(self) -> None:
        """Have everything arrive that was sent before."""
        ping = QDBusMessage.createMethodCall(LOGIND, "/", "org.freedesktop.DBus.Peer", "Ping")
        pong = QDBusPendingCallWatcher(self.bus.asyncCall(ping))
        self._qtbot.waitUntil(pong.isFinished, timeout=30_000)
        QCoreApplication.processEvents()

    def looked(self, times: int) -> None:
        """Wait until the session was looked at so often, and what was seen has arrived."""
        self._qtbot.waitUntil(
            lambda: self.desktop.asked.count("LockedHint") >= times, timeout=30_000
        )
        self.settle()

    def _hears_lock(self) -> bool:
        self.desktop.lock()
        return self.told.times > 0


@pytest.fixture
def address() -> Iterator[str]:
    with bus() as found:
        yield found


@pytest.fixture
def desktop(address: str) -> Iterator[Desktop]:
    with closing(Desktop(address)) as made:
        yield made


@pytest.fixture
def laptop(
    qtbot: QtBot, owner: QObject, address: str, desktop: Desktop, window: QWindow
) -> Iterator[Laptop]:
    made = Laptop(qtbot, owner, address, desktop)
    made.watch(window)
    yield made
    made.signs.stop()
    QDBusConnection.disconnectFromBus(made.bus.name())


@pytest.mark.parametrize(
    "says",
    [
        lambda desktop: desktop.sleep(True),
        lambda desktop: desktop.lock(),
        lambda desktop: desktop.change("LockedHint", True),
        lambda desktop: desktop.change("Active", False),
        lambda desktop: desktop.saver(True),
    ],
    ids=["sleep or lid", "lock", "locked by the desktop", "another user", "screen saver"],
)
def test_each_sign_of_the_desktop_is_told_once(
    laptop: Laptop, qtbot: QtBot, says: Callable[[Desktop], None]
) -> None:
    """A laptop that somebody walked away from must not wait five minutes."""
    with qtbot.waitSignal(laptop.signs.leaving, timeout=30_000):
        says(laptop.desktop)
    laptop.settle()
    assert laptop.told.times == 1


def test_what_is_no_leaving_locks_nothing(laptop: Laptop) -> None:
    """A talk is not broken off because a screen saver ended or the session came back."""
    laptop.desktop.saver(False)
    laptop.desktop.change("Active", True)
    laptop.desktop.change("LockedHint", False)
    laptop.looked(times=2)
    assert laptop.told.times == 0


def test_sleep_waits_until_the_lock_is_done(laptop: Laptop, qtbot: QtBot) -> None:
    """A laptop asleep with the key in its memory is a stolen plan."""
    (hold,) = laptop.desktop.holds
    assert (hold.what, hold.mode) == ("sleep", "delay")
    while_locking: list[bool] = []
    laptop.signs.leaving.connect(lambda: while_locking.append(hold.held()))
    with qtbot.waitSignal(laptop.signs.leaving, timeout=30_000):
        laptop.desktop.sleep(True)
    hold.wait_let_go()
    assert while_locking == [True]


def test_a_laptop_that_wakes_unlocked_locks_and_asks_for_the_next_sleep(
    laptop: Laptop, qtbot: QtBot
) -> None:
    """A full disk may have kept the store open; the next sleep must wait again."""
    laptop.desktop.sleep(True)
    laptop.desktop.sleep(False)
    qtbot.waitUntil(lambda: len(laptop.desktop.holds) == 2, timeout=30_000)
    assert laptop.told.times == 2
    assert laptop.desktop.holds[1].held()


def test_with_nothing_to_lock_sleep_does_not_wait_and_nothing_is_told(
    laptop: Laptop, window: QWindow, qtbot: QtBot
) -> None:
    laptop.signs.stop()
    laptop.desktop.holds[0].wait_let_go()
    laptop.desktop.sleep(True)
    laptop.desktop.sleep(False)
    laptop.desktop.saver(True)
    laptop.settle()
    assert laptop.told.times == 0
    assert len(laptop.desktop.holds) == 1

    laptop.signs.watch(window)
    qtbot.waitUntil(lambda: len(laptop.desktop.holds) == 2, timeout=30_000)
    with qtbot.waitSignal(laptop.signs.leaving, timeout=30_000):
        laptop.desktop.saver(True)
    laptop.settle()
    assert laptop.told.times == 1


def test_a_logind_that_never_answers_holds_nothing_up(
    qtbot: QtBot, owner: QObject, address: str, window: QWindow
) -> None:
    """Its signs are heard all the same."""
    with closing(Desktop(address, answers=False)) as silent:
        laptop = Laptop(qtbot, owner, address, silent)
        laptop.signs.watch(window)
        with qtbot.waitSignal(laptop.signs.leaving, timeout=30_000):
            silent.sleep(True)
        laptop.signs.stop()


def test_a_bus_without_logind_or_no_bus_at_all_is_no_matter(
    qtbot: QtBot, owner: QObject, address: str, window: QWindow
) -> None:
    """A container, another init, a thin desktop: the idle lock is there all the same."""
    for where in (address, "unix:path=/nowhere"):
        nothing = QDBusConnection.connectToBus(where, f"nothing {next(_NUMBERS)}")
        signs = LinuxSigns(owner, system=nothing, session=nothing)
        told = Told(signs)
        signs.watch(window)
        qtbot.waitUntil(lambda s=signs: not s.findChildren(QObject), timeout=30_000)
        signs.stop()
        assert told.times == 0

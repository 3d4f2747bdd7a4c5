"""The signs of Windows and macOS lock the store, as both document them. Recorded, not run."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QByteArray, QObject
from PySide6.QtGui import QWindow
from pytestqt.qtbot import QtBot

from tests.ui.signs import Told
from ui.system_lock import SystemLock
from ui.system_lock.macos import MacSigns
from ui.system_lock.windows import LID, Guid, Library, Message, PowerSetting, WindowsSigns


@pytest.fixture
def window(qtbot: QtBot) -> QWindow:
    del qtbot
    return QWindow()


# -- Windows -------------------------------------------------------------------


class Asked:
    """A library that writes down what it is asked and answers with a number."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []

    def of(self, name: str) -> Callable[..., int]:
        def call(*values: object) -> int:
            self.calls.append((name, *map(_plain, values)))
            return 0x7000_0000_0000 + len(self.calls)

        return call


def _plain(value: object) -> object:
    """Return what can be compared of a value that goes to a library."""
    inner = getattr(value, "_obj", value)  # what byref points at
    if isinstance(inner, Guid):
        return bytes(inner)
    return inner.value if isinstance(inner, ctypes.c_void_p) else inner


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def windows(owner: QObject, asked: Asked) -> WindowsSigns:
    names = ("hear_session", "deaf_to_session", "hear_power", "deaf_to_power")
    more = ("hear_sleep", "deaf_to_sleep")
    return WindowsSigns(owner, Library(**{name: asked.of(name) for name in (*names, *more)}))


def lid(open_now: bool) -> PowerSetting:
    return PowerSetting(LID, 4, int(open_now))


def test_windows_is_asked_for_its_signs_and_let_go_again(
    windows: WindowsSigns, asked: Asked, window: QWindow
) -> None:
    """Recorded, not run: the user's lock, the lid and sleep, all sent to our window."""
    handle = int(window.winId())
    windows.watch(window)
    windows.watch(window)
    assert asked.calls == [
        ("hear_session", handle, 0),
        ("hear_power", handle, bytes(LID), 0),
        ("hear_sleep", handle, 0),
    ]
    del asked.calls[:]
    windows.stop()
    windows.stop()
    assert asked.calls == [
        ("deaf_to_session", handle),
        ("deaf_to_power", 0x7000_0000_0002),
        ("deaf_to_sleep", 0x7000_0000_0003),
    ]


def test_the_lid_has_the_name_that_windows_gave_it() -> None:
    """BA3E0F4D-B817-4094-A2D1-D56379E6A0F3, in the bytes of a GUID in memory."""
    assert bytes(LID).hex() == "4d0f3eba17b89440a2d1d56379e6a0f3"


@pytest.mark.parametrize(
    ("kind", "word", "locks"),
    [
        (0x02B1, 0x7, 1),  # WTS_SESSION_LOCK
        (0x02B1, 0x2, 1),  # WTS_CONSOLE_DISCONNECT: another user
        (0x02B1, 0x4, 1),  # WTS_REMOTE_DISCONNECT
        (0x02B1, 0x6, 1),  # WTS_SESSION_LOGOFF
        (0x02B1, 0x8, 0),  # WTS_SESSION_UNLOCK
        (0x02B1, 0x1, 0),  # WTS_CONSOLE_CONNECT
        (0x0218, 0x4, 1),  # PBT_APMSUSPEND
        (0x0218, 0x12, 0),  # PBT_APMRESUMEAUTOMATIC
        (0x0200, 0x7, 0),  # WM_MOUSEMOVE
    ],
)
def test_the_messages_of_windows_that_mean_leaving(
    windows: WindowsSigns, kind: int, word: int, locks: int
) -> None:
    told = Told(windows)
    message = Message(None, kind, word, 0)
    passed_on = windows._filter.nativeEventFilter(
        QByteArray(b"windows_generic_MSG"), ctypes.addressof(message)
    )
    assert passed_on == (False, 0)
    windows._filter.nativeEventFilter(
        QByteArray(b"xcb_generic_event_t"), 1
    )  # read, it would end us
    assert told.times == locks


def test_a_lid_locks_when_it_goes_down_and_not_when_it_was_down_all_along(
    windows: WindowsSigns,
) -> None:
    """On a desk with a screen of its own the lid stays shut; Windows says so at once."""
    told = Told(windows)
    states = (False, False, True, True, False, False)
    other = PowerSetting(Guid(1, 2, 3, (4,) * 8), 4, 0)
    times = []
    for setting in (*map(lid, states), other):
        windows.heard(Message(None, 0x0218, 0x8013, ctypes.addressof(setting)))
        times.append(told.times)
    assert times == [0, 0, 0, 0, 1, 1, 1]


# -- macOS ---------------------------------------------------------------------


class Cocoa:
    """Objective-C's runtime as far as it is asked: names for numbers, and a list of messages."""

    class Function:
        def __init__(self, does: Callable[..., object]) -> None:
            self._does = does
            self.restype: object = None
            self.argtypes: list[object] = []

        def __call__(self, *values: object) -> object:
            assert self.restype is ctypes.c_void_p
            assert len(self.argtypes) == len(values)  # otherwise ctypes guesses the width
            return self._does(*values)

    def __init__(self) -> None:
        self.names: dict[int, str] = {}
        self.sent: list[str] = []
        self.method: Callable[..., None] | None = None
        self.objc_getClass = self.Function(lambda name: self._name(name.decode()))
        self.sel_registerName = self.Function(lambda name: self._name(name.decode()))
        self.objc_msgSend = self.Function(self._send)
        self.objc_allocateClassPair = self.Function(self._begin)
        self.class_addMethod = self.Function(self._add)
        self.objc_registerClassPair = self.Function(lambda made: None)

    def _name(self, words: str) -> int:
        self.names[number := 0x1_0000_0000 + len(self.names)] = words
        return number

    def _said(self, value: object) -> str:
        if isinstance(value, bytes):
            return value.decode()
        return self.names.get(value, str(value)) if isinstance(value, int) else str(value)

    def _send(self, to: int, message: int, *values: object) -> int:
        words = f"{self._said(to)} {' '.join([self._said(message), *map(self._said, values)])}"
        if "stringWithUTF8String" in words:
            return self._name(self._said(values[0]))
        self.sent.append(words)
        return self._name(f"[{self.names[message]}]")

    def _begin(self, parent: int, name: bytes, more: int) -> int:
        assert (self.names[parent], more) == ("NSObject", 0)
        return self._name(name.decode())

    def _add(self, to: int, name: int, does: Callable[..., None], kind: bytes) -> int:
        assert (self.names[to], self.names[name], kind) == ("EolplanSigns", "told:", b"v@:@")
        self.method = does
        return 1


def test_a_mac_is_asked_for_its_notifications_and_each_of_them_is_told(
    owner: QObject, window: QWindow
) -> None:
    """Recorded, not run: the login window's at once, even when another program is in front."""
    cocoa = Cocoa()
    signs = MacSigns(owner, cocoa)
    told = Told(signs)
    signs.watch(window)
    signs.watch(window)
    at_once = "addObserver:selector:name:object:suspensionBehavior:"
    assert cocoa.sent == [
        "EolplanSigns new",
        "NSDistributedNotificationCenter defaultCenter",
        "NSWorkspace sharedWorkspace",
        "[sharedWorkspace] notificationCenter",
        f"[defaultCenter] {at_once} [new] told: com.apple.screenIsLocked None 4",
        f"[defaultCenter] {at_once} [new] told: com.apple.screensaver.didstart None 4",
        "[notificationCenter] addObserver:selector:name:object:"
        " [new] told: NSWorkspaceWillSleepNotification None",
        "[notificationCenter] addObserver:selector:name:object:"
        " [new] told: NSWorkspaceSessionDidResignActiveNotification None",
    ]
    assert cocoa.method is not None
    cocoa.method(1, 2, 3)
    assert told.times == 1

    del cocoa.sent[:]
    signs.stop()
    signs.stop()
    assert cocoa.sent == [
        "[defaultCenter] removeObserver: [new]",
        "[notificationCenter] removeObserver: [new]",
    ]


# -- whichever it is -----------------------------------------------------------


def test_the_system_we_run_on_is_watched_without_a_word(
    owner: QObject, window: QWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a system that is not known, the idle lock is all there is."""
    for platform in (sys.platform, "freebsd14"):
        monkeypatch.setattr(sys, "platform", platform)
        lock = SystemLock(owner)
        lock.stop()
        lock.watch(window)
        lock.stop()

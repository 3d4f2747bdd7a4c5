"""Windows: the session's and the power's messages, which Windows sends to a window.

Not run on Windows yet: tests look at what is asked of it, and at what is made
of the messages that it documents.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtGui import QWindow

from ui.system_lock.signs import Signs

_MESSAGE: Final = b"windows_generic_MSG"
_WM_POWERBROADCAST: Final = 0x0218
_WM_WTSSESSION_CHANGE: Final = 0x02B1
_SUSPENDS: Final = 0x0004  # PBT_APMSUSPEND
_POWER_SETTING: Final = 0x8013  # PBT_POWERSETTINGCHANGE
_LEAVES: Final = frozenset({0x2, 0x4, 0x6, 0x7})
"""WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK."""
_TO_A_WINDOW: Final = 0  # DEVICE_NOTIFY_WINDOW_HANDLE
_THIS_SESSION: Final = 0  # NOTIFY_FOR_THIS_SESSION


class Guid(ctypes.Structure):
    """A GUID, as Windows lays it out."""

    _fields_ = (
        ("a", ctypes.c_uint32),
        ("b", ctypes.c_uint16),
        ("c", ctypes.c_uint16),
        ("d", ctypes.c_ubyte * 8),
    )


class Message(ctypes.Structure):
    """The part of MSG that is read here."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("kind", ctypes.c_uint32),
        ("word", ctypes.c_size_t),
        ("more", ctypes.c_ssize_t),
    )


class PowerSetting(ctypes.Structure):
    """POWERBROADCAST_SETTING with a value of one number."""

    _fields_ = (("what", Guid), ("size", ctypes.c_uint32), ("value", ctypes.c_uint32))


LID: Final = Guid(0xBA3E0F4D, 0xB817, 0x4094, (0xA2, 0xD1, 0xD5, 0x63, 0x79, 0xE6, 0xA0, 0xF3))
"""GUID_LIDSWITCH_STATE_CHANGE: 0 is closed, 1 is open."""


@dataclass(frozen=True, slots=True)
class Library:
    """What is asked of Windows: four functions that begin, and three that end it.

    Attributes:
        hear_session: WTSRegisterSessionNotification.
        deaf_to_session: WTSUnRegisterSessionNotification.
        hear_power: RegisterPowerSettingNotification.
        deaf_to_power: UnregisterPowerSettingNotification.
        hear_sleep: RegisterSuspendResumeNotification.
        deaf_to_sleep: UnregisterSuspendResumeNotification.
    """

    hear_session: Callable[..., object]
    deaf_to_session: Callable[..., object]
    hear_power: Callable[..., object]
    deaf_to_power: Callable[..., object]
    hear_sleep: Callable[..., object]
    deaf_to_sleep: Callable[..., object]


class WindowsSigns(Signs):
    """Hears the lock, the sleep, the lid and another user.

    Args:
        parent: The object it belongs to.
        library: Windows itself; tests write down what it is asked.
    """

    def __init__(self, parent: QObject, library: Library | None = None) -> None:
        super().__init__(parent)
        self._library = library or windows_itself()
        self._ends: list[Callable[[], object]] = []
        self._lid_was_open = False
        self._filter = _Filter(self.heard)

    def watch(self, window: QWindow) -> None:
        """Have Windows send its signs to *window*."""
        if self._ends:
            return
        handle, library = ctypes.c_void_p(int(window.winId())), self._library
        library.hear_session(handle, _THIS_SESSION)
        lid = library.hear_power(handle, ctypes.byref(LID), _TO_A_WINDOW)
        sleep = library.hear_sleep(handle, _TO_A_WINDOW)
        self._ends = [
            lambda: library.deaf_to_session(handle),
            lambda: library.deaf_to_power(lid),
            lambda: library.deaf_to_sleep(sleep),
        ]
        _application().installNativeEventFilter(self._filter)

    def stop(self) -> None:
        """Have Windows send nothing more."""
        for end in self._ends:
            end()
        if self._ends:
            _application().removeNativeEventFilter(self._filter)
        self._ends, self._lid_was_open = [], False

    def heard(self, message: Message) -> None:
        """Tell what *message* means, when it means that nobody is looking."""
        if message.kind == _WM_WTSSESSION_CHANGE and message.word in _LEAVES:
            self.leaving.emit()
        elif message.kind == _WM_POWERBROADCAST:
            self._power_told(message)

    def _power_told(self, message: Message) -> None:
        if message.word == _SUSPENDS:
            self.leaving.emit()
        elif message.word == _POWER_SETTING and message.more:
            told = PowerSetting.from_address(message.more)
            if bytes(told.what) == bytes(LID):
                self._lid_told(open_now=bool(told.value))

    def _lid_told(self, *, open_now: bool) -> None:
        """Lock when the lid goes down; on a desk with its own screen it may be down all along."""
        if self._lid_was_open and not open_now:
            self.leaving.emit()
        self._lid_was_open = open_now


class _Filter(QAbstractNativeEventFilter):
    """Looks at what Windows sends to any window of ours, and takes nothing."""

    def __init__(self, heard: Callable[[Message], None]) -> None:
        super().__init__()
        self._heard = heard

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        """Read the message, and let it go on."""
        if QByteArray(kind) == _MESSAGE:
            self._heard(Message.from_address(int(message)))
        return False, 0


def _application() -> QCoreApplication:
    application = QCoreApplication.instance()
    assert application is not None  # noqa: S101  there is a window
    return application


def windows_itself() -> Library:
    """Return the functions of Windows.

    Raises:
        OSError: this is not Windows.
    """
    if sys.platform != "win32":
        raise OSError
    user, session = ctypes.windll.user32, ctypes.windll.wtsapi32
    for begins in (user.RegisterPowerSettingNotification, user.RegisterSuspendResumeNotification):
        begins.restype = ctypes.c_void_p
    for ends in (user.UnregisterPowerSettingNotification, user.UnregisterSuspendResumeNotification):
        ends.argtypes = [ctypes.c_void_p]
    return Library(
        hear_session=session.WTSRegisterSessionNotification,
        deaf_to_session=session.WTSUnRegisterSessionNotification,
        hear_power=user.RegisterPowerSettingNotification,
        deaf_to_power=user.UnregisterPowerSettingNotification,
        hear_sleep=user.RegisterSuspendResumeNotification,
        deaf_to_sleep=user.UnregisterSuspendResumeNotification,
    )

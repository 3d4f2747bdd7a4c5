"""Linux: logind on the system bus, and the desktop's screen saver on the session bus.

Nothing here waits for an answer, because a bus that is slow would hold the
window up; where there is no bus, there are no signs and no words about it. A
lid becomes a sign through what logind makes of it: sleep, or a locked session.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCallWatcher,
    QDBusVariant,
)
from PySide6.QtGui import QWindow

from ui.system_lock.signs import Signs

_LOGIND: Final = "org.freedesktop.login1"
_MANAGER: Final = ("/org/freedesktop/login1", f"{_LOGIND}.Manager")
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"
_SESSION: Final = f"{_LOGIND}.Session"
_OURS: Final = "/org/freedesktop/login1/session/auto"
"""logind's own name for the session of whoever asks; its signs come from another path."""
_SAVERS: Final = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),  # Plasma
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)
_WHY: Final = "Locks the store before the laptop sleeps"  # read by who administers the laptop


class LinuxSigns(Signs):
    """Hears logind and the screen savers, and has sleep wait until ``leaving`` is dealt with.

    Args:
        parent: The object it belongs to.
        system: The system's bus; None: the one of this laptop.
        session: The bus of who is logged in; None: the one this program was started on.
    """

    def __init__(
        self,
        parent: QObject,
        *,
        system: QDBusConnection | None = None,
        session: QDBusConnection | None = None,
    ) -> None:
        super().__init__(parent)
        self._system = system or QDBusConnection.systemBus()
        self._session = session or QDBusConnection.sessionBus()
        self._watching = self._heard = False
        self._held: QDBusMessage | None = None  # as long as it lives, logind waits for us

    def watch(self, window: QWindow) -> None:
        """Begin to listen; *window* plays no part."""
        self._watching = True
        if not self._heard:
            self._heard = True
            self._hear_system()
            self._hear_session()
        self._hold_sleep()

    def stop(self) -> None:
        """Listen no longer, and let the laptop sleep without asking."""
        self._watching = False
        self._held = None

    # -- what is listened to ---------------------------------------------

    def _hear_system(self) -> None:
        if not self._system.isConnected():
            return
        self._hear(self._system, _LOGIND, *_MANAGER, "PrepareForSleep", "_sleep_told(bool)")
        self._ask(_OURS, _PROPERTIES, "Get", [_SESSION, "Id"], self._session_named)

    def _hear_session(self) -> None:
        if not self._session.isConnected():
            return
        for service, path in _SAVERS:
            self._hear(self._session, service, path, service, "ActiveChanged", "_saver_told(bool)")

    def _session_named(self, reply: QDBusMessage | None) -> None:
        """Ask where the session lives; when logind does not know ours, the desktop may."""
        named = str(_value(reply)) if reply is not None else os.environ.get("XDG_SESSION_ID", "")
        if named:
            self._ask(*_MANAGER, "GetSession", [named], self._session_found)

    def _session_found(self, reply: QDBusMessage | None) -> None:
        if reply is None or not isinstance(place := reply.arguments()[0], QDBusObjectPath):
            return
        path = place.path()
        changed = "_session_changed(QDBusMessage)"
        self._hear(self._system, _LOGIND, path, _SESSION, "Lock", "_lock_told()")
        self._hear(self._system, _LOGIND, path, _PROPERTIES, "PropertiesChanged", changed)

    def _hear(
        self, bus: QDBusConnection, of: str, path: str, interface: str, sign: str, slot: str
    ) -> None:
        name = SLOT(slot)  # PySide6's stubs ask for bytes, and PySide6 for what SLOT gives
        bus.connect(of, path, interface, sign, self, name)  # type: ignore[call-overload]

    # -- the signs -------------------------------------------------------

    @Slot(bool)
    def _sleep_told(self, begins: bool) -> None:
        """Lock, then let the laptop sleep; lock after sleep as well, should the sign be late."""
        self._leave()
        self._held = None
        if not begins and self._watching:
            self._hold_sleep()

    @Slot(bool)
    def _saver_told(self, on: bool) -> None:
        if on:
            self._leave()

    @Slot()
    def _lock_told(self) -> None:
        self._leave()

    @Slot(QDBusMessage)
    def _session_changed(self, told: QDBusMessage) -> None:
        """Ask what the session is like now: what has changed comes in no form Python reads."""
        for name, away in (("Active", False), ("LockedHint", True)):

            def look(reply: QDBusMessage | None, away: bool = away) -> None:
                if reply is not None and _value(reply) is away:
                    self._leave()

            self._ask(told.path(), _PROPERTIES, "Get", [_SESSION, name], look)

    def _leave(self) -> None:
        if self._watching:
            self.leaving.emit()

    # -- logind ----------------------------------------------------------

    def _hold_sleep(self) -> None:
        """Have sleep wait for us, for the seconds that logind allows."""
        if self._system.isConnected():
            words = ["sleep", "eolplan", _WHY, "delay"]
            self._ask(*_MANAGER, "Inhibit", words, self._sleep_held)

    def _sleep_held(self, reply: QDBusMessage | None) -> None:
        if self._watching:
            self._held = reply

    def _ask(
        self,
        path: str,
        interface: str,
        member: str,
        words: list[str],
        then: Callable[[QDBusMessage | None], None],
    ) -> None:
        """Ask logind, and go on with its reply, or None, when it comes."""
        call = QDBusMessage.createMethodCall(_LOGIND, path, interface, member)
        call.setArguments(words)
        watcher = QDBusPendingCallWatcher(self._system.asyncCall(call), self)

        def answered() -> None:
            watcher.deleteLater()
            then(None if watcher.isError() else watcher.reply())

        watcher.finished.connect(answered)


def _value(reply: QDBusMessage) -> object:
    """Return the value of a property that was asked for."""
    (held,) = reply.arguments()
    return held.variant() if isinstance(held, QDBusVariant) else held

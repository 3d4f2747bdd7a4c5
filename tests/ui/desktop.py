"""A desktop on a bus of its own: logind and a screen saver that say what the real ones say.

The bus is a real dbus-daemon. What speaks on it is the test, in the names,
signatures and order that logind and the desktops document; file descriptors
travel as they do there, so a test can see when sleep would begin.
"""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

LOGIND: Final = "org.freedesktop.login1"
SAVER: Final = "org.gnome.ScreenSaver"
SESSION: Final = "/org/freedesktop/login1/session/_37"
_MANAGER: Final = DBusAddress("/org/freedesktop/login1", LOGIND, f"{LOGIND}.Manager")
_OURS: Final = DBusAddress(SESSION, LOGIND, f"{LOGIND}.Session")
_CHANGES: Final = DBusAddress(SESSION, LOGIND, "org.freedesktop.DBus.Properties")
_SAVER: Final = DBusAddress("/org/gnome/ScreenSaver", SAVER, SAVER)
_WAITS_S: Final = 60.0


@contextmanager
def bus() -> Iterator[str]:
    """Run a bus of our own, and give its address."""
    if not shutil.which("dbus-daemon"):
        pytest.fail("dbus-daemon is not installed: packaging/place.py names it")
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert daemon.stdout is not None
    try:
        yield daemon.stdout.readline().strip()
    finally:
        daemon.stdout.close()
        daemon.terminate()
        daemon.wait(timeout=30)


class Hold:
    """What logind gives for ``Inhibit``: as long as the other end is open, sleep waits."""

    def __init__(self, what: str, mode: str) -> None:
        self.what, self.mode = what, mode
        self._ours, self.theirs = os.pipe()

    def held(self) -> bool:
        """Whether somebody holds it now."""
        return not select.select([self._ours], [], [], 0)[0]

    def wait_let_go(self) -> None:
        """Wait until nobody holds it: then the laptop would sleep."""
        assert select.select([self._ours], [], [], _WAITS_S)[0], "sleep would wait in vain"

    def close(self) -> None:
        """Forget it."""
        os.close(self._ours)


class Desktop:
    """logind and a screen saver, on the bus at *address*.

    Args:
        address: Of the bus.
        answers: Whether logind answers what it is asked.
    """

    def __init__(self, address: str, *, answers: bool = True) -> None:
        self.holds: list[Hold] = []
        self.asked: list[str] = []
        self.is_now: dict[str, tuple[str, object]] = {
            "Id": ("s", "7"), "Active": ("b", True), "LockedHint": ("b", False),
        }  # fmt: skip
        self._answers, self._ends = answers, False
        self._one_at_a_time = threading.Lock()
        self._bus = open_dbus_connection(address, enable_fds=True)
        for name in (LOGIND, SAVER):
            assert self._bus.send_and_get_reply(message_bus.RequestName(name)).body == (1,)
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self) -> None:
        """Leave the bus."""
        self._ends = True
        self._thread.join(timeout=30)
        self._bus.close()
        for hold in self.holds:
            hold.close()

    # -- what it says ----------------------------------------------------

    def sleep(self, begins: bool) -> None:
        """Say that sleep is about to begin, or is over."""
        self._send(new_signal(_MANAGER, "PrepareForSleep", "b", (begins,)))

    def lock(self) -> None:
        """Ask the session to lock, as ``loginctl lock-session`` does."""
        self._send(new_signal(_OURS, "Lock"))

    def change(self, name: str, value: object) -> None:
        """Change a property of the session, and say so."""
        self.is_now[name] = ("b", value)
        changed = (f"{LOGIND}.Session", {name: ("b", value)}, [])
        self._send(new_signal(_CHANGES, "PropertiesChanged", "sa{sv}as", changed))

    def saver(self, on: bool) -> None:
        """Say that the screen saver begins, or ends."""
        self._send(new_signal(_SAVER, "ActiveChanged", "b", (on,)))

    # -- what it is asked ------------------------------------------------

    def _serve(self) -> None:
        while not self._ends:
            try:
                call = self._bus.receive(timeout=0.05)
            except TimeoutError:
                continue
            if call.header.message_type == MessageType.method_call:
                self._answer(call, call.header.fields.get(HeaderFields.member, ""))

    def _answer(self, call: Message, member: str) -> None:
        self.asked.append(member if member != "Get" else call.body[1])
        if member == "Ping":
            self._send(new_method_return(call))
        elif not self._answers:
            pass
        elif member == "Inhibit":
            self._hold(call)
        elif member == "Get":
            self._send(new_method_return(call, "v", (self.is_now[call.body[1]],)))
        elif member == "GetSession" and call.body == ("7",):
            self._send(new_method_return(call, "o", (SESSION,)))
        else:
            self._send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod"))

    def _hold(self, call: Message) -> None:
        what, _who, _why, mode = call.body
        hold = Hold(what, mode)
        self._send(new_method_return(call, "h", (hold.theirs,)))
        os.close(hold.theirs)
        self.holds.append(hold)

    def _send(self, message: Message) -> None:
        with self._one_at_a_time:
            self._bus.send(message)

"""A screen reader's way into the app: names, roles and actions over the accessibility bus.

Nothing here knows Qt. What this client can do, Orca can do; what has no name
or no action cannot be done.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_A11Y: Final = "org.a11y.atspi"
_ROOT: Final = "/org/a11y/atspi/accessible/root"
_SHOWING: Final = 25
"""The number of the state that a thing on the screen is in (``AtspiStateType``)."""
_PRESSED: Final = ("push button", "toggle button", "radio button", "check box", "link")
_WRITTEN: Final = ("text", "password text", "entry")
_WAIT_S: Final = 30.0
_PAUSE_S: Final = 0.1


class NotThere(AssertionError):
    """Nothing of that name is on the screen."""


@dataclass(frozen=True)
class Thing:
    """One thing on the accessibility bus.

    Attributes:
        name: What a screen reader calls it.
        role: What it is: ``push button``, ``radio button``, ``label``.
        address: Where it lives on the bus.
    """

    name: str
    role: str
    address: DBusAddress


class Reader:
    """What a screen reader sees of one app.

    Args:
        session_bus: The address of the session's bus.
    """

    def __init__(self, session_bus: str) -> None:
        with open_dbus_connection(session_bus) as session:
            bus = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            (address,) = _ask(session, bus, "GetAddress")
        self._bus = open_dbus_connection(str(address))
        self.actions = 0

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    # -- what is there ---------------------------------------------------

    def wait_for(self, name: str, *roles: str) -> Thing:
        """Return what is called *name* and is one of *roles*, once it is on the screen.

        Raises:
            NotThere: it did not come in half a minute; the message says what was there.
        """
        end = time.monotonic() + _WAIT_S
        while time.monotonic() < end:
            for thing in self.things(name):
                if not roles or thing.role in roles:
                    return thing
            time.sleep(_PAUSE_S)
        names = sorted({f"{thing.role} {thing.name!r}" for thing in self.things()})
        raise NotThere(f"{name!r} {roles} is not among " + "; ".join(names))

    def wait_gone(self, name: str) -> None:
        """Return once nothing on the screen is called *name*.

        Raises:
            AssertionError: it stayed for half a minute.
        """
        end = time.monotonic() + _WAIT_S
        while any(self.things(name)):
            assert time.monotonic() < end, f"{name!r} stays"
            time.sleep(_PAUSE_S)

    def things(self, called: str = "") -> Iterator[Thing]:
        """Yield what is on the screen and has a name: this one, or any."""
        waiting = [_at("org.a11y.atspi.Registry", _ROOT)]
        while waiting:
            address = waiting.pop(0)
            try:  # it may go, or not be there yet, while it is looked at
                name = self._name(address)
                waiting = self._children(address) + waiting
                if (name == called if called else name) and self._shows(address):
                    yield Thing(name, self._role(address), address)
            except LookupError:
                continue

    # -- what can be done --------------------------------------------------

    def press(self, name: str, *roles: str) -> None:
        """Do what pressing the button or choice called *name* does."""
        thing = self.wait_for(name, *(roles or _PRESSED))
        does = _with(thing.address, "Action")
        (actions,) = self._call(does, "GetActions")
        names = [action[0].lower() for action in actions]
        number = next(k for k, one in enumerate(names) if one in ("press", "toggle", "click"))
        (done,) = self._call(does, "DoAction", "i", (number,))
        assert done, f"{name} would not be pressed"
        self.actions += 1

    def write(self, words: str, name: str) -> None:
        """Put *words* into the box called *name*."""
        thing = self.wait_for(name, *_WRITTEN)
        (done,) = self._call(_with(thing.address, "EditableText"), "SetTextContents", "s", (words,))
        assert done, f"{name} takes no words"
        self.actions += 1

    # -- the bus ---------------------------------------------------------------

    def _children(self, of: DBusAddress) -> list[DBusAddress]:
        (found,) = self._call(_with(of, "Accessible"), "GetChildren")
        return [_at(bus, path) for bus, path in found]

    def _name(self, of: DBusAddress) -> str:
        about = DBusAddress(of.object_path, of.bus_name, "org.freedesktop.DBus.Properties")
        ((_, name),) = self._call(about, "Get", "ss", (f"{_A11Y}.Accessible", "Name"))
        return str(name)

    def _role(self, of: DBusAddress) -> str:
        (role,) = self._call(_with(of, "Accessible"), "GetRoleName")
        return str(role)

    def _shows(self, of: DBusAddress) -> bool:
        (states,) = self._call(_with(of, "Accessible"), "GetState")
        return bool(states[_SHOWING // 32] >> _SHOWING % 32 & 1)

    def _call(
        self, to: DBusAddress, method: str, kinds: str = "", values: tuple[object, ...] = ()
    ) -> tuple:  # type: ignore[type-arg]  # of what the method returns
        return _ask(self._bus, to, method, kinds, values)


def _at(bus: str, path: str) -> DBusAddress:
    return DBusAddress(path, bus, f"{_A11Y}.Accessible")


def _with(address: DBusAddress, interface: str) -> DBusAddress:
    return DBusAddress(address.object_path, address.bus_name, f"{_A11Y}.{interface}")


def _ask(
    bus: DBusConnection,
    to: DBusAddress,
    method: str,
    kinds: str = "",
    values: tuple[object, ...] = (),
) -> tuple:  # type: ignore[type-arg]  # of what the method returns
    reply = bus.send_and_get_reply(new_method_call(to, method, kinds, values), timeout=_WAIT_S)
    if reply.header.message_type == MessageType.error:
        raise LookupError(f"{method}: {reply.body}")
    return reply.body

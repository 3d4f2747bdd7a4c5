"""A message bus and a keyring of a test's own: the real programs, and stubborn ones in their place.

Every process that is started here is ended here, by its own number.
"""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import tempfile
import threading
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

import pytest
from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_call
from jeepney.bus_messages import MatchRule, message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

NAME: Final = "org.freedesktop.secrets"
LOGIN: Final = b"only for a test"
_CONFIG: Final = """<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
"""As a session has it, but nothing is started by being asked for."""


class Laptop:
    """What a desktop has under it: a bus, and perhaps a keyring on it.

    Attributes:
        address: Of the bus.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._keyring: subprocess.Popen[bytes] | None = None
        config = folder / "bus.conf"
        config.write_text(_CONFIG.format(socket=folder / "bus"), encoding="ascii")
        self._bus = subprocess.Popen(
            ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile",
             "--print-address"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=folder,
        )  # fmt: skip
        assert self._bus.stdout is not None
        self.address = self._bus.stdout.readline().strip()

    def start_keyring(self, *, home: str = "home") -> None:
        """Start the real one, unlocked as at a login; another *home* is a wiped one."""
        place = self._folder / home
        place.mkdir(mode=0o700, exist_ok=True)
        where = dict.fromkeys(("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME"), str(place))
        bus = {"DBUS_SESSION_BUS_ADDRESS": self.address}
        with self._waiting_for_its_name():
            self._keyring = subprocess.Popen(
                ["gnome-keyring-daemon", "--unlock", "--components=secrets", "--foreground"],
                stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                cwd=place, env={**os.environ, **where, **bus},
            )  # fmt: skip
            assert self._keyring.stdin is not None
            self._keyring.stdin.write(LOGIN)
            self._keyring.stdin.close()

    def stop_keyring(self) -> None:
        """End it, as when the desktop is changed."""
        if self._keyring is not None:
            _end(self._keyring)
            self._keyring = None

    def lock_keyring(self) -> None:
        """Lock it, as some desktops do with the screen; nobody is there to be asked."""
        with self.items() as (collection, _):
            collection.lock()  # type: ignore[attr-defined]  # secretstorage has no stubs

    @contextmanager
    def items(self) -> Iterator[tuple[object, list[object]]]:
        """Look into the keyring as any other program of the user can."""
        import secretstorage

        with closing(self.connection()) as bus:
            collection = secretstorage.get_default_collection(bus)
            yield collection, list(collection.get_all_items())

    @contextmanager
    def stubborn(self, error: str = "") -> Iterator[None]:
        """Put a keyring in place that answers nothing, or *error* to everything."""
        with closing(self.connection()) as bus:
            bus.send_and_get_reply(message_bus.RequestName(NAME))
            thread = threading.Thread(target=_refuse, args=(bus, error), daemon=True)
            thread.start()
            with closing(self.connection()) as other:
                yield
                to = DBusAddress("/", bus_name=bus.unique_name, interface="uk.eolplan.Test")
                other.send(new_method_call(to, "Stop"))
            thread.join()

    def connection(self) -> DBusConnection:
        """Return a further connection to the bus."""
        return open_dbus_connection(self.address)

    def close(self) -> None:
        """End everything."""
        self.stop_keyring()
        assert self._bus.stdout is not None
        self._bus.stdout.close()
        _end(self._bus)

    @contextmanager
    def _waiting_for_its_name(self) -> Iterator[None]:
        """Wait until the bus says that somebody is the keyring."""
        rule = MatchRule(
            type="signal", interface=message_bus.interface, member="NameOwnerChanged",
            path=message_bus.object_path,
        )  # fmt: skip
        rule.add_arg_condition(0, NAME)
        with closing(self.connection()) as bus, bus.filter(rule) as said:
            bus.send_and_get_reply(message_bus.AddMatch(rule))
            yield
            while not bus.recv_until_filtered(said, timeout=60).body[2]:
                pass


def _refuse(bus: DBusConnection, error: str) -> None:
    """Read what is asked until told to stop."""
    while True:
        with suppress(ConnectionError):
            asked = bus.receive()
            if asked.header.fields.get(HeaderFields.member) == "Stop":
                return
            if error and asked.header.message_type == MessageType.method_call:
                bus.send(new_error(asked, error))


def _end(process: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    process.terminate()
    process.wait(timeout=60)


@contextmanager
def laptop() -> Iterator[Laptop]:
    """Give a test a laptop with a bus; nothing is left of it afterwards.

    Its folder lies high up, because the path of a socket is at most 107 letters long.
    """
    for program in ("dbus-daemon", "gnome-keyring-daemon"):
        if not shutil.which(program):
            pytest.fail(f"{program} is not installed: packaging/place.py names it")
    with tempfile.TemporaryDirectory(prefix="laptop-") as folder:
        made = Laptop(Path(folder))
        try:
            yield made
        finally:
            made.close()
            _drop_connections()


def _drop_connections() -> None:
    """Let calls end that were given up, and close what keyring leaves open when it is refused."""
    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()

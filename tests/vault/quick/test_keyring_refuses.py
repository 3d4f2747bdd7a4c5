"""A keyring that refuses, ways in that change, a header that was touched: the passphrase opens."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from eolplan.identity import Staff
from eolplan.vault import (
    Cost,
    Created,
    Session,
    unlock,
    unlock_with_code,
)
from eolplan.vault.errors import NotWritten
from eolplan.vault.header import Header
from eolplan.vault.keyring_item import KeyringRefused, No
from eolplan.vault.pin import WrongPin
from eolplan.vault.pin_notes import FILE, Stand
from eolplan.vault.place import Folder
from eolplan.vault.quick import MadePin, PinAway, Pins
from tests.conftest import Clock
from tests.vault.conftest import PASSPHRASE, STAFF
from tests.vault.quick.hands import NEW, OTHER, PIN, Hours, opens, quick_slots, wait_for_the_keyring
from tests.vault.secret_service import Laptop

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's"),
    # a keyring that refuses leaves keyring's connection to the garbage collector
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]


# -- a keyring that refuses --------------------------------------------------


def _no_daemon(bus: Laptop) -> None:
    bus.stop_keyring()


def _locked(bus: Laptop) -> None:
    bus.lock_keyring()


def _wiped(bus: Laptop) -> None:
    bus.stop_keyring()
    bus.start_keyring(home="another")


def _deleted(bus: Laptop) -> None:
    with bus.items() as (_, found):
        found[0].delete()  # type: ignore[attr-defined]  # secretstorage has no stubs


def _garbled(bus: Laptop) -> None:
    with bus.items() as (_, found):
        found[0].set_secret(b"c2hvcnQ=")  # type: ignore[attr-defined]


def _swapped(bus: Laptop) -> None:
    with bus.items() as (_, found):
        found[0].set_secret(b"eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHg=")  # type: ignore[attr-defined]


FAULTS = [
    (_no_daemon, No.ABSENT, Stand.READY),
    (_locked, No.LOCKED, Stand.READY),
    (_wiped, No.GONE, Stand.LOST),
    (_deleted, No.GONE, Stand.LOST),
    (_garbled, No.GARBLED, Stand.LOST),
    (_swapped, No.GARBLED, Stand.LOST),
]


@pytest.mark.parametrize(("fault", "why", "after"), FAULTS, ids=[f[0].__name__ for f in FAULTS])
def test_whatever_the_keyring_does_it_costs_no_try_and_the_passphrase_opens(
    locked: Path, pins: Pins, bus: Laptop, clock: Clock,
    fault: Callable[[Laptop], None], why: No, after: Stand, figure: Callable[[int, int], int],
) -> None:  # fmt: skip
    fault(bus)
    for _ in range(figure(1, 20)):
        with pytest.raises((KeyringRefused, PinAway)) as raised:
            pins.open(PIN)
        if isinstance(raised.value, KeyringRefused):
            assert raised.value.why is why
    assert pins.stand() is after
    session = unlock(locked, PASSPHRASE, now=clock)
    pins.typed(session, clock())
    assert session.staff == STAFF
    session.close()
    assert quick_slots(locked) == (after is Stand.READY)
    opens(locked, clock)


@pytest.mark.parametrize("error", ["", "org.freedesktop.DBus.Error.AccessDenied"])
def test_a_keyring_that_is_slow_or_denies_costs_no_try_and_the_passphrase_opens(
    locked: Path, hours: Hours, bus: Laptop, clock: Clock, error: str
) -> None:
    pins = Pins(locked, hours, seconds=60 if error else 0.2)
    bus.stop_keyring()
    with bus.stubborn(error), pytest.raises(KeyringRefused) as raised:
        pins.open(PIN)
    assert raised.value.why is (No.DENIED if error else No.SLOW)
    opens(locked, clock)
    bus.start_keyring()
    assert Pins(locked, hours).open(PIN).slot.user == STAFF.id


def test_another_desktop_has_another_keyring_and_the_first_one_gives_the_pin_back(
    locked: Path, pins: Pins, clock: Clock
) -> None:
    notes = (locked / FILE).read_text(encoding="ascii")
    (locked / FILE).write_text(notes.replace("SecretService.Keyring", "kwallet.DBusKeyring"))
    with pytest.raises(KeyringRefused) as raised:
        pins.open(PIN)
    assert raised.value.why is No.CHANGED
    opens(locked, clock)
    (locked / FILE).write_text(notes)
    assert pins.open(PIN).slot.user == STAFF.id


def test_choosing_a_pin_where_there_is_no_keyring_changes_nothing(
    session: Session, pins: Pins, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "")
    before = Folder(session.folder).header.read_bytes()
    with pytest.raises(KeyringRefused):
        pins.make(session.unlocked, PASSPHRASE, PIN)
    assert Folder(session.folder).header.read_bytes() == before
    assert not (session.folder / FILE).exists()
    session.close()
    opens(session.folder, clock)


def test_a_disk_that_does_not_take_the_pin_leaves_none_behind(
    session: Session, pins: Pins, clock: Clock, bus: Laptop
) -> None:
    made = pins.make(session.unlocked, PASSPHRASE, PIN)
    (session.folder / "vault.json.new").mkdir()
    with pytest.raises(NotWritten):
        pins.enter(session, made, clock())
    (session.folder / "vault.json.new").rmdir()
    assert pins.stand_of(session) is Stand.NONE
    wait_for_the_keyring()
    with bus.items() as (_, found):
        assert found == []
    session.close()
    opens(session.folder, clock)


# -- when the ways in change -------------------------------------------------


def test_a_changed_passphrase_leaves_the_pin_as_it_is(
    chosen: Session, pins: Pins, clock: Clock
) -> None:
    chosen.change_passphrase(PASSPHRASE, NEW, cost=Cost.LOWEST, now=clock)
    chosen.close()
    session = Session.open(chosen.folder, pins.open(PIN), now=clock)
    assert session.sign(b"a version", NEW)
    session.close()


def test_a_forgotten_passphrase_takes_the_pin_away(
    created: Created, bus: Laptop, pins: Pins, clock: Clock
) -> None:
    """Who comes in with the code may be somebody else of the team; a PIN must not outlive that."""
    session = created.session
    pins.enter(session, pins.make(session.unlocked, PASSPHRASE, PIN), clock())
    session.close()
    again = unlock_with_code(
        session.folder, created.recovery_code, new_passphrase=NEW, cost=Cost.LOWEST, now=clock
    )
    pins.typed(again.session, clock())
    again.session.close()
    assert pins.stand() is Stand.NONE
    assert quick_slots(session.folder) == 0
    del bus


def test_new_keys_of_the_store_leave_the_pin_as_it_is(
    chosen: Session, pins: Pins, clock: Clock
) -> None:
    """A colleague leaves; nobody else has anything to do, not even whoever uses a PIN."""
    leaver = Staff("a2" * 16, "Amir Roberts", "Doctor")
    chosen.admit(leaver, "lantern orchard copper friday", cost=Cost.LOWEST, now=clock)
    chosen.rotation(leaver.id, now=clock).run(lambda done: None, lambda: False)
    chosen.close()
    opened = pins.open(PIN)
    assert opened.header.key_epoch == 2
    session = Session.open(chosen.folder, opened, now=clock)
    assert session.sign(b"a version", PASSPHRASE)
    session.close()


# -- headers -----------------------------------------------------------------


def test_a_header_without_its_seal_does_not_let_a_pin_in(
    locked: Path, pins: Pins, clock: Clock
) -> None:
    """Nothing shows then whether the rest of the header is what the same person wrote."""
    for path in (Folder(locked).header, Folder(locked).header_copy):
        header = Header.from_bytes(path.read_bytes())
        path.write_bytes(replace(header, mac="0" * 64).to_bytes())
    with pytest.raises(PinAway) as raised:
        pins.open(PIN)
    assert raised.value.stand is Stand.DOUBTED
    opens(locked, clock)


def test_one_damaged_copy_of_the_header_does_no_harm(
    locked: Path, pins: Pins, clock: Clock
) -> None:
    Folder(locked).header.write_bytes(b"{")
    opened = pins.open(PIN)
    assert opened.altered
    Session.open(locked, opened, now=clock).close()
    opens(locked, clock)


def test_an_older_header_does_not_bring_a_pin_back(
    chosen: Session, pins: Pins, clock: Clock
) -> None:
    old = Folder(chosen.folder).header.read_bytes()
    notes = (chosen.folder / FILE).read_bytes()
    pins.remove(chosen, clock())
    chosen.close()
    Folder(chosen.folder).header.write_bytes(old)
    (chosen.folder / FILE).write_bytes(notes)
    with pytest.raises((PinAway, KeyringRefused, WrongPin)):
        pins.open(PIN)


def test_typing_the_passphrase_without_a_pin_writes_nothing(
    session: Session, pins: Pins, clock: Clock
) -> None:
    pins.typed(session, clock())
    assert not (session.folder / FILE).exists()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_what_was_made_says_nothing(chosen: Session, pins: Pins) -> None:
    made: MadePin = pins.make(chosen.unlocked, PASSPHRASE, OTHER)
    assert "known" not in repr(made)
    assert (chosen.folder / FILE).stat().st_mode & 0o777 == 0o600

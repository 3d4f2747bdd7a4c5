"""Quick unlock: a PIN that is never the only way in, and everything that can happen to it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from eolplan.identity import Staff
from eolplan.vault import (
    Cost,
    Created,
    Session,
    derive,
    signature_stands,
    unlock,
    unlock_with_code,
)
from eolplan.vault.errors import NotEnoughMemory, NotWritten, WrongPassphrase
from eolplan.vault.header import QUICK, Header
from eolplan.vault.keyring_item import KeyringRefused, No
from eolplan.vault.keys import as_base64
from eolplan.vault.moment import Moment
from eolplan.vault.pin import PinTooWeak, WrongPin, problem
from eolplan.vault.pin_notes import FILE, HOURS, TRIES, Stand
from eolplan.vault.place import Folder
from eolplan.vault.quick import MadePin, PinAway, Pins, PinUncounted
from tests.conftest import NOON, Clock
from tests.vault.conftest import PASSPHRASE, STAFF
from tests.vault.secret_service import Laptop, laptop

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's"),
    # a keyring that refuses leaves keyring's connection to the garbage collector
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]

PIN = "194803"
OTHER = "730915"
NEW = "marble lantern orchard friday"


class Hours:
    """The two clocks of one start of the laptop."""

    def __init__(self) -> None:
        self.moment = Moment(NOON, "first start", 1_000.0)

    def __call__(self) -> Moment:
        return self.moment

    def go_on(self, hours: float) -> None:
        self.moment = replace(self.moment, ticks=self.moment.ticks + hours * 3_600)


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[Laptop]:
    with laptop() as made:
        made.start_keyring()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
        yield made


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def pins(vault_folder: Path, hours: Hours) -> Pins:
    return Pins(vault_folder, hours, seconds=60)


@pytest.fixture
def chosen(session: Session, bus: Laptop, pins: Pins, clock: Clock) -> Session:
    """A session whose owner has chosen a PIN."""
    del bus
    pins.enter(session, pins.make(session.unlocked, PASSPHRASE, PIN), clock())
    return session


@pytest.fixture
def locked(chosen: Session) -> Path:
    """The folder of the same vault, locked."""
    chosen.close()
    return chosen.folder


def opens(folder: Path, clock: Clock) -> None:
    """The passphrase opens the vault, and its staff are there."""
    session = unlock(folder, PASSPHRASE, now=clock)
    assert session.staff == STAFF
    session.close()


def quick_slots(folder: Path) -> int:
    return len(Header.from_bytes(Folder(folder).header.read_bytes()).of_kind(QUICK))


def miss(pins: Pins, times: int) -> list[int]:
    left = []
    for _ in range(times):
        with pytest.raises(WrongPin) as raised:
            pins.open(OTHER)
        left.append(raised.value.left)
    return left


def change_note(folder: Path, **changes: object) -> None:
    notes = json.loads((folder / FILE).read_text(encoding="ascii"))
    (only,) = notes["slots"]
    notes["slots"][only] |= changes
    (folder / FILE).write_text(json.dumps(notes), encoding="ascii")


# -- what it is for ----------------------------------------------------------


def test_nobody_has_a_pin_who_did_not_choose_one(session: Session, pins: Pins) -> None:
    assert pins.stand() is pins.stand_of(session) is Stand.NONE
    with pytest.raises(PinAway) as raised:
        pins.open(PIN)
    assert raised.value.stand is Stand.NONE


def test_the_pin_opens_the_same_vault_as_the_same_person(
    locked: Path, pins: Pins, clock: Clock
) -> None:
    """Everything that is remembered for somebody hangs on their passphrase slot."""
    assert pins.stand() is Stand.READY
    by_passphrase, by_pin = derive(locked, PASSPHRASE), pins.open(PIN)
    assert by_pin == by_passphrase
    session = Session.open(locked, by_pin, now=clock)
    pins.used(session, clock())
    assert session.staff == STAFF
    assert [row.action for row in session.store.audit_about(by_pin.slot.slot_id)][-1] == "pin.used"
    session.close()


def test_who_came_in_by_pin_signs_with_the_passphrase_and_not_with_the_pin(
    locked: Path, pins: Pins, clock: Clock
) -> None:
    session = Session.open(locked, pins.open(PIN), now=clock)
    signature, spki = session.sign(b"a version", PASSPHRASE)
    assert signature_stands(b"a version", signature, spki)
    assert spki == as_base64(session.unlocked.slot.sig_pub)
    assert session.store.verify().ok
    with pytest.raises(WrongPassphrase):
        session.sign(b"a version", PIN)
    session.close()


@pytest.mark.parametrize("typed", [" 194 803 ", "\uff11\uff19\uff14\uff18\uff10\uff13"])
def test_blanks_and_another_keyboard_make_no_difference(
    locked: Path, pins: Pins, typed: str
) -> None:
    del locked
    assert pins.open(typed).slot.user == STAFF.id


def test_neither_half_is_anywhere_in_the_folder(locked: Path, bus: Laptop) -> None:
    with bus.items() as (_, found):
        secret = found[0].get_secret()  # type: ignore[attr-defined]  # secretstorage has no stubs
    for path in locked.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert secret not in content
            assert PIN.encode() not in content


@pytest.mark.parametrize(
    ("pin", "words"),
    [
        ("12345", "6 to 12 digits"), ("1234567890123", "6 to 12 digits"), ("", "6 to 12 digits"),
        ("12a456", "only digits"), ("123456", "guess"), ("654321", "guess"), ("111111", "guess"),
        ("121212", "guess"), ("٣٤٥٩٠١", "only digits"), ("19480\uff13", ""), (PIN, ""),
    ],
)  # fmt: skip
def test_a_pin_is_six_digits_or_more_that_do_not_run(pin: str, words: str) -> None:
    assert words in problem(pin)
    assert bool(problem(pin)) == bool(words)


def test_only_a_pin_that_is_one_and_the_right_passphrase_make_it(
    session: Session, bus: Laptop, pins: Pins
) -> None:
    with pytest.raises(PinTooWeak):
        pins.make(session.unlocked, PASSPHRASE, "111111")
    with pytest.raises(WrongPassphrase):
        pins.make(session.unlocked, PASSPHRASE + "s", PIN)
    with bus.items() as (_, found):
        assert found == []
    assert pins.stand_of(session) is Stand.NONE


def test_choosing_another_pin_takes_the_first_away(
    chosen: Session, pins: Pins, clock: Clock, bus: Laptop
) -> None:
    made = pins.make(chosen.unlocked, PASSPHRASE, OTHER)
    pins.enter(chosen, made, clock())
    chosen.close()
    assert quick_slots(chosen.folder) == 1
    assert pins.open(OTHER).slot.user == STAFF.id
    with pytest.raises(WrongPin):
        pins.open(PIN)
    del bus


def test_taking_it_away_leaves_nothing(
    chosen: Session, pins: Pins, clock: Clock, bus: Laptop
) -> None:
    pins.remove(chosen, clock())
    chosen.close()
    assert pins.stand() is Stand.NONE
    assert quick_slots(chosen.folder) == 0
    assert json.loads((chosen.folder / FILE).read_text(encoding="ascii")) == {"slots": {}}
    wait_for_the_keyring()
    with bus.items() as (_, found):
        assert found == []
    opens(chosen.folder, clock)


def wait_for_the_keyring() -> None:
    import threading

    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join()


def test_two_members_of_staff_have_a_pin_each(
    chosen: Session, pins: Pins, clock: Clock, bus: Laptop
) -> None:
    del bus
    amir = Staff("a2" * 16, "Amir Roberts", "Doctor")
    own = "lantern orchard copper friday"
    chosen.admit(amir, own, cost=Cost.LOWEST, now=clock)
    chosen.close()
    carys = chosen.unlocked.slot.slot_id
    theirs = next(s.slot_id for s in chosen.unlocked.header.slots if s.user == amir.id)
    assert (pins.stand(carys), pins.stand(theirs)) == (Stand.READY, Stand.NONE)
    session = unlock(chosen.folder, own, now=clock)
    pins.enter(session, pins.make(session.unlocked, own, OTHER), clock())
    session.close()
    assert pins.open(PIN, carys).slot.user == STAFF.id
    assert pins.open(OTHER, theirs).slot.user == amir.id
    with pytest.raises(WrongPin):
        pins.open(PIN, theirs)
    with pytest.raises(PinAway):
        pins.open(PIN)  # it is not said whose


# -- wrong PINs --------------------------------------------------------------


def test_the_fifth_wrong_pin_takes_it_away_and_the_passphrase_opens(
    locked: Path, pins: Pins, clock: Clock, bus: Laptop
) -> None:
    assert miss(pins, TRIES) == [4, 3, 2, 1, 0]
    assert pins.stand() is Stand.SPENT
    with bus.items() as (_, found):
        assert found == []
    with pytest.raises(PinAway) as raised:
        pins.open(PIN)
    assert raised.value.stand is Stand.SPENT
    session = unlock(locked, PASSPHRASE, now=clock)
    pins.typed(session, clock())
    session.close()
    assert quick_slots(locked) == 0
    assert pins.stand() is Stand.NONE
    opens(locked, clock)


def test_the_right_pin_begins_the_count_anew(locked: Path, pins: Pins) -> None:
    del locked
    assert miss(pins, 4) == [4, 3, 2, 1]
    pins.open(PIN)
    assert miss(pins, 1) == [4]


def test_five_tries_are_all_even_where_the_keyring_has_its_half_yet(
    locked: Path, pins: Pins, bus: Laptop, clock: Clock
) -> None:
    """The process may end between the fifth count and the taking away."""
    change_note(locked, tries=TRIES)
    with bus.items() as (_, found):
        assert len(found) == 1
    with pytest.raises(PinAway):
        pins.open(PIN)
    opens(locked, clock)


def test_a_process_that_is_killed_while_it_tries_has_counted(
    locked: Path, pins: Pins, root: Path, clock: Clock, bus: Laptop
) -> None:
    """Pulling the plug in the middle must not buy a sixth guess."""
    code = (
        "import datetime as dt, os, signal, sys\n"
        "from pathlib import Path\n"
        "from eolplan.vault import quick\n"
        "from eolplan.vault.moment import Moment\n"
        "quick._kek = lambda *of: os.kill(os.getpid(), signal.SIGKILL)\n"
        "at = Moment(dt.datetime.now(dt.UTC), 'first start', 1000.0)\n"
        "quick.Pins(Path(sys.argv[1]), lambda: at).open('730915')\n"
    )
    ended = [
        subprocess.run([sys.executable, "-c", code, str(locked)], cwd=root, check=False).returncode
        for _ in range(TRIES)
    ]
    assert ended == [-signal.SIGKILL] * TRIES
    assert pins.stand() is Stand.SPENT
    del bus
    opens(locked, clock)


def test_a_try_that_cannot_be_written_down_is_not_made(
    locked: Path, pins: Pins, clock: Clock
) -> None:
    (locked / (FILE + ".new")).mkdir()  # so the file cannot be written
    with pytest.raises(PinUncounted):
        pins.open(PIN)
    opens(locked, clock)


def test_too_little_memory_costs_no_try(
    locked: Path, pins: Pins, monkeypatch: pytest.MonkeyPatch
) -> None:
    del locked

    def stretched(*_: object) -> bytes:
        raise NotEnoughMemory

    with monkeypatch.context() as short:
        short.setattr("eolplan.vault.quick.stretch", stretched)
        for _ in range(TRIES + 1):
            with pytest.raises(NotEnoughMemory):
                pins.open(PIN)
    assert pins.open(PIN).slot.user == STAFF.id


def test_without_its_notes_there_is_no_pin(locked: Path, pins: Pins, clock: Clock) -> None:
    """Whoever takes the count away takes the PIN away, and the next passphrase tidies up."""
    for content in (b"", b"{", b"[]", b'{"slots": 5}', b"[" * 5_000, b'{"slots": {}}'):
        (locked / FILE).write_bytes(content)
        assert pins.stand() is Stand.NONE
    with pytest.raises(PinAway):
        pins.open(PIN)
    session = unlock(locked, PASSPHRASE, now=clock)
    pins.typed(session, clock())
    session.close()
    assert quick_slots(locked) == 0


def test_notes_that_are_not_whole_are_none(locked: Path, pins: Pins) -> None:
    whole = (locked / FILE).read_bytes()
    wrong = {"tries": "0", "lost": 1, "known": None, "keyring": 3, "typed": {}}
    for name, value in [*wrong.items(), ("tries", -1), ("typed", 5)]:
        (locked / FILE).write_bytes(whole)
        assert pins.stand() is Stand.READY
        change_note(locked, **{name: value})
        assert pins.stand() is Stand.NONE


# -- twelve hours ------------------------------------------------------------


def test_after_twelve_hours_the_passphrase_is_due_and_gives_the_pin_back(
    locked: Path, pins: Pins, hours: Hours, clock: Clock
) -> None:
    hours.go_on(HOURS - 0.01)
    assert pins.stand() is Stand.READY
    pins.open(PIN)  # does not begin the hours anew
    hours.go_on(0.02)
    assert pins.stand() is Stand.RESTING
    with pytest.raises(PinAway) as raised:
        pins.open(PIN)
    assert raised.value.stand is Stand.RESTING
    session = unlock(locked, PASSPHRASE, now=clock)
    pins.typed(session, clock())
    session.close()
    assert pins.open(PIN).slot.user == STAFF.id


def test_setting_the_clock_back_does_not_make_the_hours_longer(
    locked: Path, pins: Pins, hours: Hours, clock: Clock
) -> None:
    hours.go_on(HOURS)
    hours.moment = replace(hours.moment, wall=NOON)
    assert pins.stand() is Stand.RESTING
    hours.moment = replace(hours.moment, boot="second start", wall=NOON.replace(year=2020))
    assert pins.stand() is Stand.RESTING
    opens(locked, clock)


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

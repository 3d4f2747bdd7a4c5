"""Quick unlock: a PIN that is never the only way in, and everything that can happen to it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from eolplan.identity import Staff
from eolplan.vault import (
    Cost,
    Session,
    derive,
    signature_stands,
    unlock,
)
from eolplan.vault.errors import NotEnoughMemory, WrongPassphrase
from eolplan.vault.keys import as_base64
from eolplan.vault.pin import PinTooWeak, WrongPin, problem
from eolplan.vault.pin_notes import FILE, HOURS, TRIES, Stand
from eolplan.vault.quick import PinAway, Pins, PinUncounted
from tests.conftest import NOON, Clock
from tests.vault.conftest import PASSPHRASE, STAFF
from tests.vault.quick.hands import (
    OTHER,
    PIN,
    Hours,
    change_note,
    miss,
    opens,
    quick_slots,
    wait_for_the_keyring,
)
from tests.vault.secret_service import Laptop

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's"),
    # a keyring that refuses leaves keyring's connection to the garbage collector
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]


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

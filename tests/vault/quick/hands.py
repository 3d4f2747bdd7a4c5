"""PINs, two clocks, and what the tests of PINs do with a store by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from eolplan.vault import (
    unlock,
)
from eolplan.vault.header import QUICK, Header
from eolplan.vault.moment import Moment
from eolplan.vault.pin import WrongPin
from eolplan.vault.pin_notes import FILE
from eolplan.vault.place import Folder
from eolplan.vault.quick import Pins
from tests.conftest import NOON, Clock
from tests.vault.conftest import PASSPHRASE, STAFF

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


def wait_for_the_keyring() -> None:
    import threading

    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join()

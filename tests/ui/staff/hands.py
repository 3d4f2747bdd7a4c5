"""What the tests of the staff pages do by hand: the section, other roles, who opens the store."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from eolplan.identity import CLINICIAN, LEAD, Staff
from eolplan.vault import labels, unlock
from tests.ui.hands import Hands
from ui.pages.settings import SettingsPage
from ui.pages.where import Where

if TYPE_CHECKING:
    from eolplan.desk import Desk
    from tests.conftest import Clock

THEIRS = "seven quiet herons rest"
NEW = "eight brown otters dive"
DEV = Staff("5d1c7a3e-3f64-4c0f-8b53-0a0f6d0f1d22", "Dev Patel", "GP", may=CLINICIAN)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def become(desk: Desk, may: str) -> None:
    """Have who is signed in be of another role, and somebody else look after the team."""
    desk.session.store.put_user(replace(DEV, may=LEAD), at=desk.now())
    desk.session.store.put_user(replace(desk.staff, may=may), at=desk.now())


def staff_section(hands: Hands) -> SettingsPage:
    assert hands.window.go(Where("settings", note="staff"))
    page = hands.page
    assert isinstance(page, SettingsPage)
    return page


def opens(folder: Path, passphrase: str, slot: int, clock: Clock) -> str:
    """Return the name of whoever opens the store with *passphrase* from that place of the list."""
    slots = labels(folder)
    opened = unlock(folder, passphrase, slot_id=slots[slot].slot_id, now=clock)
    name = opened.staff.name
    opened.close()
    return name

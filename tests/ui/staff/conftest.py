"""A store with a lead and a colleague who signs off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from eolplan.identity import CLINICIAN, Staff
from eolplan.vault import Cost

if TYPE_CHECKING:
    from eolplan.desk import Desk
    from eolplan.guide import Guide
    from eolplan.vault import Session
    from tests.conftest import Clock

THEIRS = "seven quiet herons rest"
NEW = "eight brown otters dive"
DEV = Staff("5d1c7a3e-3f64-4c0f-8b53-0a0f6d0f1d22", "Dev Patel", "GP", may=CLINICIAN)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(session: Session, guide: Guide, clock: Clock) -> Desk:
    """A desk at which new ways in are cheap to make."""
    from eolplan.desk import Desk

    return Desk(session, guide, now=clock, cost=Cost.LOWEST)


@pytest.fixture
def dev(session: Session, clock: Clock) -> Staff:
    """A colleague with a way in of his own."""
    session.admit(DEV, THEIRS, cost=Cost.LOWEST, now=clock)
    return DEV

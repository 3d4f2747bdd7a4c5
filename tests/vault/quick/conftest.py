"""A store whose owner has chosen a PIN, beside a real keyring."""

from __future__ import annotations

from pathlib import Path

import pytest

from eolplan.vault import (
    Session,
)
from eolplan.vault.quick import Pins
from tests.conftest import Clock
from tests.vault.conftest import PASSPHRASE
from tests.vault.quick.hands import PIN, Hours
from tests.vault.secret_service import Laptop


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

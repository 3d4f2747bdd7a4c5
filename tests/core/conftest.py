"""A real vault with an invented person in it, at the lowest accepted cost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import again, shipped_once

if TYPE_CHECKING:
    from eolplan.conversation import Conversation
    from eolplan.desk import Desk
    from eolplan.guide import Guide
    from eolplan.vault import Session, UnlockedSlot
    from tests.conftest import Clock

PASSPHRASE = "copper kettle harbour tuesday"

READY = (
    ("conv.when", "2026-11-12"),
    ("conv.staff.name", "Carys Bevan"),
    ("conv.present", "yes"),
    ("conv.permission", "yes"),
    ("conv.readback", "agreed"),
    ("agree.record", "explicit_person"),
    ("agree.share.gp", "yes"),
    ("rev.date", "2027-02-12"),
    ("rev.who.name", "Carys Bevan"),
)

"""What a sign-off needs beside who the person is, answered."""


@pytest.fixture(scope="session")
def guide() -> Guide:
    return shipped_once()


@pytest.fixture(scope="session")
def first_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one vault for all tests to copy: deriving keys is slow on purpose."""
    from eolplan.identity import Staff
    from eolplan.vault import Cost, create
    from tests.conftest import Clock

    staff = Staff(
        "0c5a1f8e-7b1d-4c57-9d0e-6a1f2b3c4d5e",
        "Carys Bevan",
        "Community nurse",
        team="Team Aberwen",
        team_phone="01632 960001",
    )
    folder = tmp_path_factory.mktemp("first") / "vault"
    create(folder, staff, PASSPHRASE, cost=Cost.LOWEST, now=Clock()).session.close()
    return folder


@pytest.fixture(scope="session")
def way_in(first_vault: Path) -> UnlockedSlot:
    """Stretch the passphrase once for all tests."""
    from eolplan.vault import derive

    return derive(first_vault, PASSPHRASE)


@pytest.fixture
def session(
    vault_folder: Path, first_vault: Path, way_in: UnlockedSlot, clock: Clock
) -> Iterator[Session]:
    from eolplan.vault import Session

    shutil.copytree(first_vault, vault_folder)
    opened = Session.open(vault_folder, again(way_in), now=clock)
    yield opened
    opened.close()


@pytest.fixture
def desk(session: Session, guide: Guide, clock: Clock) -> Desk:
    from eolplan.desk import Desk

    return Desk(session, guide, now=clock)


@pytest.fixture
def gwen(desk: Desk) -> str:
    """Id of an invented person."""
    from eolplan.caseload import Newcomer

    return desk.caseload.add(
        Newcomer(
            given="Gwen",
            family="Pryce",
            preferred="Gwen",
            born="1941-03-04",
            number="9990000018",
            address=("12 Heol y Bont", "Aberwen"),
            postcode="ZZ99 9ZZ",
            communication="Welsh first",
        )
    )


@pytest.fixture
def talk(desk: Desk, gwen: str, clock: Clock) -> Conversation:
    clock.go_on(minutes=5)
    return desk.conversation(gwen)


@pytest.fixture
def ready(talk: Conversation) -> Conversation:
    """A talk in which everything that a sign-off needs has been recorded."""
    from eolplan.record import Answer

    for question, value in READY:
        talk.answer(question, Answer(value=value))
    return talk


def stop_on_a_path(talk: Conversation, clock: Clock) -> Conversation:
    """Pause *talk* on a path, at a page, with a note; three months go by."""
    from eolplan.record import Answer

    talk.follow("first_visit")
    talk.answer("val.matters", Answer(own_words="my own bed"))
    talk.here("val.fears")
    clock.go_on(minutes=1)
    talk.pause("Ask about the drip.")
    clock.go_on(days=90)
    return talk


def taken(desk: Desk, stopped: Conversation) -> Conversation:
    """Return the talk in which *stopped* is gone on with."""
    from eolplan.conversation import taken_up

    return desk.conversation(stopped.person, taken_up(stopped))

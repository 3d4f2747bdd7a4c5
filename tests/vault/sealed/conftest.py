"""A store with three ways in, and what its tests share: who writes, and who looks everywhere."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from eolplan.identity import CLINICIAN, LEAD, Staff
from eolplan.record import Answer, Author, Entry, Log, Parcel, receive
from eolplan.vault import (
    Batch,
    Cost,
    Draft,
    Prepared,
    Session,
    Store,
    UnlockedSlot,
    compartments,
    derive,
    found,
)
from eolplan.vault.db import Database
from eolplan.vault.keys import Keys
from eolplan.vault.place import Folder
from eolplan.vault.sealed import rows_of
from eolplan.vault.session import Clock
from tests.insides import every_row
from tests.vault.conftest import PASSPHRASE, STAFF, again, row

DEV: Final = Staff("5d1c7a3e-3f64-4c0f-8b53-0a0f6d0f1d22", "Dev Patel", "GP", may=CLINICIAN)
ANA: Final = Staff("9c1d7a3e-3f64-4c0f-8b53-0a0f6d0f1d33", "Ana Lopes", "Nurse", may=LEAD)
CARYS: Final = STAFF
PASSPHRASES: Final = {DEV: "seven quiet herons rest", ANA: "amber lantern meadow fox"}
RISK: Final = "conv.risk.what"
RESTRICTED: Final = frozenset({RISK, "conv.note"})
CANARY: Final = "she-is-afraid-of-her-son"


@pytest.fixture(scope="session")
def team(
    tmp_path_factory: pytest.TempPathFactory, _prepared_once: Prepared, clock_of_all: Clock
) -> tuple[Path, dict[Staff, UnlockedSlot]]:
    """A closed store with three ways in: made once, copied by whoever wants it."""
    folder = tmp_path_factory.mktemp("team") / "vault"
    mine = replace(_prepared_once, unlocked=again(_prepared_once.unlocked))
    session = found(folder, CARYS, mine, now=clock_of_all).session
    for staff, words in PASSPHRASES.items():
        session.admit(staff, words, cost=Cost.LOWEST, now=clock_of_all)
    ids = {slot.user: slot.slot_id for slot in session._unlocked.header.slots}
    session.close()
    ways = {s: derive(folder, words, slot_id=ids[s.id]) for s, words in PASSPHRASES.items()}
    return folder, {CARYS: derive(folder, PASSPHRASE, slot_id=ids[CARYS.id]), **ways}


@pytest.fixture(scope="session")
def clock_of_all() -> Clock:
    return lambda: dt.datetime(2026, 11, 12, 11, 0, tzinfo=dt.UTC)


@pytest.fixture
def as_(team: tuple[Path, dict[Staff, UnlockedSlot]], vault_folder: Path, clock: Clock):
    """Open the team's store as one of them, with the restricted questions told."""
    folder, ways = team
    shutil.copytree(folder, vault_folder)

    @contextmanager
    def open_as(staff: Staff) -> Iterator[Session]:
        with closing(Session.open(vault_folder, again(ways[staff]), now=clock)) as session:
            session.store.restrict(RESTRICTED)
            yield session

    return open_as


@pytest.fixture
def write(clock: Clock):
    """Write an answer and keep it, with the person's row."""

    def tell(
        session: Session, question: str, words: str, *, over: tuple[Entry, ...] = (),
        person: str = "gwen", instance: str = "",
    ) -> Entry:  # fmt: skip
        staff = session.staff
        entry = Entry.write(
            person=person, question=question, instance=instance,
            answer=Answer(own_words=words, said_on="2026-11-12"),
            author=Author(staff.id, staff.name, staff.role), recorded_at=clock(),
            supersedes=[e.digest for e in over],
        )  # fmt: skip
        store = session.store
        log = store.log(person).plus([entry], sealed=store.sealed_among([entry]))
        store.append([entry], at=clock(), caseload=row(person, log.for_everybody()))
        return entry

    return tell


def make_row(person: str, log: Log):
    return row(person, log.for_everybody())


def everything(store: Store, folder: Path) -> str:
    """All that a store gives to whoever asks it, and all that lies in its tables."""
    log = store.log("gwen")
    asked = [
        log.entries, log.husks, log.versions, [e.body for e in log.entries.values()],
        log.reading(RISK), store.drafts("gwen"), store.draft("gwen", RISK), store.caseload(),
        store.search("afraid"), store.search("son"), store.places(), store.persons(),
        store.audit_about("gwen"), store.audit_about(RISK), store.counts(), store.users(),
        rows_of(store._db, "gwen"), compartments.rows_of(store._db),
    ]  # fmt: skip
    return repr(asked) + every_row(store)


def keep_draft(session: Session, words: str, clock: Clock) -> None:
    keep_draft_in(session.store, words, clock)


def keep_draft_in(store: Store, words: str, clock: Clock) -> None:
    store.keep_draft(Draft("gwen", RISK, "", Answer(own_words=words)), at=clock())


def take_in(store: Store, parcel: Parcel, clock: Clock) -> None:
    new = receive(store.log("gwen"), parcel, store.knows_erased)
    batch = Batch("gwen", new.new_entries, new.new_husks, new.new_versions)
    store.receive(batch, at=clock())


def tamper(folder: Path, team: tuple[Path, dict[Staff, UnlockedSlot]], *statements: str) -> None:
    """Change the file without guards, and put the guards back."""
    db = Database.open(Folder(folder).database, Keys(bytearray(team[1][CARYS].vmk)).db)
    guards = db.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    for name, _ in guards:
        db.run(f"DROP TRIGGER {name}")
    for statement in statements:
        assert db.run(statement) > 0, statement
    for _, sql in guards:
        db.run(sql)
    db.close()

"""A backup is worth what its restore is worth: again and again, everything is there again."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from eolplan.identity import Staff
from eolplan.record import Answer
from eolplan.vault import (
    Cost,
    Draft,
    Restoring,
    Session,
    create,
    make_backup,
    note_backup,
    prove,
    unlock,
)
from tests.faults.recorded import AMIR, CARYS, PASSPHRASE, Day, never, row, unheard

SEED = 20261129


def all_of(session: Session) -> dict[str, Any]:
    """Return everything that a member of staff could find again, in a form that compares."""
    store = session.store
    logs = {person: store.log(person) for person in store.persons()}
    return {
        "entries": {p: {d: repr(e) for d, e in log.entries.items()} for p, log in logs.items()},
        "versions": {p: {d: repr(v) for d, v in log.versions.items()} for p, log in logs.items()},
        "husks": {p: sorted(log.husks) for p, log in logs.items()},
        "drafts": {p: [repr(d) for d in store.drafts(p)] for p in logs},
        "places": {p: repr(place) for p, place in store.places().items()},
        "caseload": [repr(one) for one in store.caseload()],
        "found": {text: store.search(text) for text in ("pryce", "person", "nobody")},
        "staff": [repr(one) for one in store.users()],
        "number": store.setting("test.number"),
    }


@dataclass
class Shelf:
    """One store that is backed up, damaged and restored, and everything erased from it."""

    folder: Path
    day: Day
    chance: random.Random
    erased: set[str]

    def open(self) -> Session:
        return unlock(self.folder, PASSPHRASE, now=self.day.now)

    def work(self, session: Session) -> None:
        """Do some of what is done in a day, never the same."""
        self.day.talk(session, self.chance.randrange(1, 6))
        person = self.chance.choice(session.store.persons())
        answer = Answer(own_words="half a wo", said_on="2026-11-12")
        session.store.keep_draft(
            Draft(person, f"val.q{self.chance.randrange(10)}", "", answer), at=self.day.now()
        )
        if self.chance.random() < 0.3:
            amir: Staff = replace(AMIR, team_phone=f"01632 9601{self.chance.randrange(10, 99)}")
            session.store.put_user(amir, at=self.day.now())
        if self.chance.random() < 0.4:
            digest = self.chance.choice(sorted(session.store.log(person).entries) or [""])
            if digest:
                session.store.erase_entry(digest, reason="asked", at=self.day.now(), make_row=row)
                self.erased.add(digest)

    def back_up(self, session: Session) -> Path:
        made = make_backup(session, now=self.day.now, told=unheard, stopped=never)
        note_backup(session.store, made, at=self.day.now())
        return made.backup.path

    def restore(self, file: Path, folder: Path) -> None:
        restoring = Restoring(folder, file, now=self.day.now)
        restoring.look(PASSPHRASE)
        restoring.run(make_row=row, told=unheard, stopped=never)
        restoring.close()


@pytest.fixture
def shelf(vault_folder: Path) -> Shelf:
    day = Day(vault_folder, lambda _: None)
    create(vault_folder, CARYS, PASSPHRASE, cost=Cost.LOWEST, now=day.now).session.close()
    made = Shelf(vault_folder, day, random.Random(SEED), set())  # noqa: S311  not for secrets
    session = made.open()
    day.talk(session, 10)
    session.close()
    return made


@pytest.mark.slow
@pytest.mark.usefixtures("stretched_once")
def test_a_store_that_moves_from_laptop_to_laptop_stays_the_same(
    shelf: Shelf, tmp_path: Path, figure: Callable[[int, int], int]
) -> None:
    """Each time the laptop is lost, and the next one has only the newest backup."""
    cycles = figure(5, 100)
    for number in range(cycles):
        session = shelf.open()
        shelf.work(session)
        before = all_of(session)
        file = shelf.back_up(session)
        session.close()
        stick = shutil.copy(file, tmp_path)
        next_laptop = tmp_path / f"laptop{number}"
        shelf.restore(Path(stick), next_laptop)
        shutil.rmtree(shelf.folder)
        shelf.folder = shelf.day.folder = next_laptop
        session = shelf.open()
        after = all_of(session)
        assert after == before, f"seed {SEED}, cycle {number}"
        assert session.store.verify(make_row=row).problems == ()
        session.close()


@pytest.mark.slow
@pytest.mark.usefixtures("stretched_once")
def test_an_old_backup_over_a_newer_store_loses_nothing_and_brings_nothing_erased_back(
    shelf: Shelf, figure: Callable[[int, int], int]
) -> None:
    for number in range(figure(5, 100)):
        session = shelf.open()
        file = shelf.back_up(session)
        assert prove(session, _read(file), told=unheard, stopped=never).ok
        shelf.work(session)
        before = all_of(session)
        kept = shutil.copy(file, shelf.folder.parent / "old.eolbackup")
        session.close()
        shelf.restore(Path(kept), shelf.folder)
        session = shelf.open()
        after = all_of(session)
        held = {d for entries in after["entries"].values() for d in entries}
        assert after["entries"] == before["entries"], f"seed {SEED}, cycle {number}"
        assert not shelf.erased & held, "something that was erased is back"
        assert after["caseload"] == before["caseload"]
        assert session.store.verify(make_row=row).problems == ()
        session.close()


def _read(file: Path):  # type: ignore[no-untyped-def]
    from eolplan.vault.backup import read

    return read(file)


def test_one_word_less_is_found_out(shelf: Shelf) -> None:
    """Else the tests above would prove nothing."""
    session = shelf.open()
    seen = [all_of(session)]
    shelf.day.talk(session, 1)
    seen.append(all_of(session))
    session.store.drop_draft("person0", "val.q0")
    session.store.put_user(AMIR, at=shelf.day.now())
    seen.append(all_of(session))
    digest = next(iter(session.store.log("person1").entries))
    session.store.erase_entry(digest, reason="asked", at=shelf.day.now(), make_row=row)
    seen.append(all_of(session))
    session.close()
    assert len({repr(one) for one in seen}) == len(seen)

"""A day at work on one vault, watched by the shim: ``recorded.py ROOT LOG HOW``.

The vault is set up, talked into, read back, opened again; ways in come and go; copies
are made. Whatever was acknowledged is noted in LOG at the moment it was. HOW is
``whole``, ``upgrade`` (a vault of an older layout lies there and is opened), or a fault
of our own that the replay must find out:

``normal``     the database does not wait for the disk
``early``      the answer is acknowledged before it is saved
``unsynced``   files are renamed without being synced
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from eolplan.identity import CLINICIAN, Staff
from eolplan.record import Answer, Author, Entry, Log
from eolplan.vault import (
    CaseloadRow,
    Cost,
    Draft,
    Restoring,
    Session,
    choose_second_place,
    connection,
    found,
    make_backup,
    note_backup,
    prepare,
    second_place,
    unlock,
    unlock_with_code,
)
from eolplan.vault.disk import sync_folder
from tests.faults.shim import Shim

PASSPHRASE: Final = "copper kettle harbour tulip"
CHANGED: Final = "velvet hedgehog autumn piano"
RECOVERED: Final = "harvest pebble violet ladder"
COLLEAGUES: Final = "marble lantern orchard violin"
CARYS: Final = Staff("5b0f7f0e-7c1a-4f0e-9d55-0c2f5c1f0a11", "Carys Bevan", "Community nurse")
AMIR: Final = Staff(
    "1f0a7f0e-7c1a-4f0e-9d55-0c2f5c1f0a22", "Amir Khan", "Palliative doctor", may=CLINICIAN
)
MORNING: Final = dt.datetime(2026, 11, 12, 9, 0, tzinfo=dt.UTC)


def row(person: str, _log: Log) -> CaseloadRow:
    """Return a person's row."""
    return CaseloadRow(person, family="Pryce")


def unheard(_done: float) -> None:
    """Nobody looks how far it is."""


def never() -> bool:
    """Nobody stops it."""
    return False


class Day:
    """One day: its clock, its dice, and what it acknowledges.

    Args:
        folder: Of the vault.
        tell: Hears each acknowledgement, a line of JSON.
        early: Acknowledge before it is saved: a fault of our own.
    """

    def __init__(self, folder: Path, tell: Callable[[str], None], *, early: bool = False) -> None:
        self.folder = folder
        self._tell = tell
        self._early = early
        self._chance = random.Random(4)  # noqa: S311  not for secrets
        self._at = MORNING
        self._number = 0

    def now(self) -> dt.datetime:
        """Return the time; it goes on with every look."""
        self._at += dt.timedelta(seconds=1)
        return self._at

    def told(self, **what: object) -> None:
        """From here on nothing of it may be lost."""
        self._tell(json.dumps(what))

    def talk(self, session: Session, answers: int) -> None:
        """Draft and record answers, some long enough to fill the log of the database."""
        for _ in range(answers):
            entry = self.answer(session)
            if self._chance.random() < 0.5:
                draft = Draft(entry.person, entry.question, "", entry.answer)
                session.store.keep_draft(draft, at=self.now())
            if self._early:
                self.told(said=entry.digest)
            self.record(session, entry)
            self.count(session)

    def answer(self, session: Session) -> Entry:
        """Write an answer; nothing is kept yet."""
        size = self._chance.choice((10, 300, 3_000, 20_000))
        return Entry.write(
            person=f"person{self._chance.randrange(3)}",
            question=f"val.q{self._chance.randrange(10)}",
            answer=Answer(own_words="m" * size, said_on="2026-11-12"),
            author=Author(session.staff.id, session.staff.name, session.staff.role),
            recorded_at=self.now(),
        )

    def record(self, session: Session, entry: Entry) -> None:
        """Keep an answer, in the place of its draft."""
        session.store.append(
            [entry], at=self.now(), caseload=row(entry.person, session.store.log(entry.person)),
            drop_drafts=[(entry.person, entry.question, "")],
        )  # fmt: skip
        self.told(said=entry.digest)

    def count(self, session: Session) -> None:
        """Keep a setting that grows, and say where the audit chain ends."""
        self._number += 1
        session.store.put_setting("test.number", self._number, at=self.now())
        self.told(number=self._number, anchor=str(session.anchor()))

    def erase(self, session: Session) -> None:
        """Erase the newest answer of somebody, which writes the whole file anew."""
        digest = next(reversed(session.store.log("person1").entries))
        self.told(erasing=digest)
        session.store.erase_entry(
            digest, reason="asked", at=self.now(),
            make_row=row,
        )  # fmt: skip
        self.told(erased=digest)

    def admit(self, session: Session) -> None:
        """Give a colleague a way in."""
        self.told(changing=COLLEAGUES)
        session.admit(AMIR, COLLEAGUES, cost=Cost.LOWEST, now=self.now)
        self.told(opens=COLLEAGUES)

    def change(self, session: Session, old: str, new: str) -> None:
        """Change the passphrase of whoever is signed in."""
        self.told(changing=new, instead_of=old)
        session.change_passphrase(old, new, cost=Cost.LOWEST, now=self.now)
        self.told(opens=new, no_longer=old)

    def back_up(self, session: Session) -> Path:
        """Make a backup, here and in the second place."""
        made = make_backup(session, now=self.now, told=unheard, stopped=never)
        note_backup(session.store, made, at=self.now())
        self.told(backup=made.backup.number)
        if second_place(session.store) is not None:
            self.told(second=made.backup.number)
        return made.backup.path

    def restore(self, backup: Path, passphrase: str) -> None:
        """Put a backup in the place of the store; what came after it is brought over."""
        self.told(restoring=backup.name)
        restoring = Restoring(self.folder, backup, now=self.now)
        restoring.look(passphrase)
        restoring.run(make_row=row, told=unheard, stopped=never)
        restoring.close()

    def part(self, session: Session) -> None:
        """The colleague leaves, and the vault gets new keys."""
        self.told(instead_of=COLLEAGUES)
        session.rotation(AMIR.id, now=self.now).run(unheard, never)
        session.close()
        self.told(no_longer=COLLEAGUES)

    def forget(self, code: str, old: str, new: str) -> Session:
        """The passphrase is forgotten, and the sheet gives a new one."""
        self.told(changing=new, instead_of=old)
        session = unlock_with_code(
            self.folder, code, new_passphrase=new, cost=Cost.LOWEST, now=self.now
        ).session
        self.told(opens=new, no_longer=old)
        return session


def main() -> None:
    """Live the day."""
    root, log, how = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    if how == "normal":
        connection._WRITER["synchronous"] = ("NORMAL", 1)  # type: ignore[index]
    if how == "unsynced":
        os.fsync = lambda _handle: None  # type: ignore[assignment]
    shim = Shim()
    if how == "upgrade":
        _upgrade(Day(root / "vault", shim.note), shim, log)
        return
    day = Day(root / "vault", shim.note, early=how == "early")
    prepared = prepare(PASSPHRASE, staff=CARYS, cost=Cost.LOWEST)
    shim.record(log)
    made = found(day.folder, CARYS, prepared, now=day.now)
    day.told(opens=PASSPHRASE)
    day.talk(made.session, 20)
    made.session.close()
    _afternoon(day)
    session = day.forget(made.recovery_code, CHANGED, RECOVERED)
    day.talk(session, 5)
    session.close()


def _upgrade(day: Day, shim: Shim, log: Path) -> None:
    """Open a vault of the first layout, as it lies in the folder, and go on working."""
    expected = json.loads((day.folder / "expected.json").read_text("utf-8"))
    shim.record(log)
    day.told(opens=expected["passphrase"], anchor=expected["anchor"])
    for person in expected["people"].values():
        for digest in person["entries"]:
            day.told(said=digest)
    session = unlock(day.folder, expected["passphrase"], now=day.now)
    day.talk(session, 3)
    session.close()


def _afternoon(day: Day) -> None:
    """Colleagues, copies and keys come and go; the day ends closed, one way in changed."""
    second = day.folder.parent / "second"
    second.mkdir()
    sync_folder(second.parent)  # somebody's folder, and there for long
    session = unlock(day.folder, PASSPHRASE, now=day.now)
    day.admit(session)
    choose_second_place(session, second, at=day.now())
    early = day.back_up(session)
    day.talk(session, 8)
    day.change(session, PASSPHRASE, CHANGED)
    session.close()
    day.restore(early, CHANGED)
    session = unlock(day.folder, CHANGED, now=day.now)
    day.talk(session, 5)
    day.erase(session)
    day.back_up(session)
    day.part(session)
    session = unlock(day.folder, CHANGED, now=day.now)
    day.talk(session, 5)
    day.back_up(session)
    session.close()


if __name__ == "__main__":
    main()

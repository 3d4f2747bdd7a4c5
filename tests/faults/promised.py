"""What was acknowledged by a recorded day, and whether a vault that came through keeps it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from eolplan.vault import (
    Anchor,
    Cost,
    Session,
    VaultAbsent,
    VaultExists,
    WrongPassphrase,
    derive,
    found,
    prepare,
    unlock,
)
from eolplan.vault.backup import check, read
from eolplan.vault.errors import BackupDamaged
from eolplan.vault.slow import Step
from tests.faults.recorded import CARYS, MORNING, PASSPHRASE, never, unheard

AFTERWARDS = MORNING + dt.timedelta(days=100)
"""When the power is back; after everything that was recorded."""


def afterwards() -> dt.datetime:
    """Tell the time once the power is back."""
    return AFTERWARDS


@dataclass
class Promised:
    """What a member of staff may count on at one moment.

    Attributes:
        said: Digests of answers.
        erasing: Digests that may be gone or not.
        erased: Digests that are gone.
        number: The value of a setting, at least.
        opens: Passphrases that open.
        perhaps: Passphrases that may open or not: their change was under way.
        shut: Passphrases that no longer open.
        anchor: An end of the audit chain.
        backup, second: Number of the newest backup, here and in the second place.
    """

    said: set[str] = field(default_factory=set)
    erasing: set[str] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)
    number: int = 0
    opens: set[str] = field(default_factory=set)
    perhaps: set[str] = field(default_factory=set)
    shut: set[str] = field(default_factory=set)
    anchor: str = ""
    backup: int = 0
    second: int = 0

    @classmethod
    def by(cls, told: Iterable[str]) -> Self:
        """Return what stands after everything in *told*."""
        promised = cls()
        for line in told:
            for name, value in json.loads(line).items():
                getattr(promised, f"_{name}")(value)
        return promised

    def _said(self, digest: str) -> None:
        self.said.add(digest)

    def _erasing(self, digest: str) -> None:
        self.erasing.add(digest)

    def _erased(self, digest: str) -> None:
        self.erased.add(digest)

    def _number(self, number: int) -> None:
        self.number = number

    def _anchor(self, anchor: str) -> None:
        self.anchor = anchor

    def _backup(self, number: int) -> None:
        self.backup = number

    def _second(self, number: int) -> None:
        self.second = number

    def _restoring(self, _name: str) -> None:
        """Settings and the chain are those of the backup; answers come over from both."""
        self.number, self.anchor = 0, ""

    def _changing(self, passphrase: str) -> None:
        self.perhaps.add(passphrase)

    def _instead_of(self, passphrase: str) -> None:
        self.opens.discard(passphrase)
        self.perhaps.add(passphrase)

    def _opens(self, passphrase: str) -> None:
        self.perhaps.discard(passphrase)
        self.opens.add(passphrase)

    def _no_longer(self, passphrase: str) -> None:
        self.perhaps.discard(passphrase)
        self.shut.add(passphrase)

    # -- is it kept ----------------------------------------------------------

    def broken_in(self, folder: Path) -> list[str]:
        """Return what of it the vault in *folder* does not keep, in words; none is well."""
        try:
            return self._broken_in(folder)
        except Exception as e:  # noqa: BLE001  whatever it is, the vault does not open
            return [f"does not open: {type(e).__name__}: {e}"]

    def _broken_in(self, folder: Path) -> list[str]:
        if not (self.opens | self.perhaps):
            return _not_set_up(folder)
        faults = [f"{p!r} opens" for p in sorted(self.shut) if _opens(folder, p)]
        faults += self._broken_backups(folder)
        must = sorted(self.opens)
        ways = must + [p for p in sorted(self.perhaps) if _opens(folder, p)][: 1 - len(must)]
        if not ways:
            return [*faults, "no way in is left"]
        for number, way in enumerate(ways):
            session = unlock(folder, way, now=afterwards)
            try:
                faults += [] if number else self._broken_at(session)
            finally:
                session.close()
        return faults

    def _broken_backups(self, folder: Path) -> list[str]:
        """Hold the newest whole backups against those that were acknowledged."""
        faults = []
        places = ((folder, self.backup), (folder.parent / "second", self.second))
        for place, number in places:
            found = newest_backup(place / "backups" if place == folder else place)
            if found < number:
                faults.append(f"backup {number} is lost or damaged: {found} is the newest")
        return faults

    def _broken_at(self, session: Session) -> list[str]:
        store = session.store
        held = {d for person in store.persons() for d in store.log(person).entries}
        lost = self.said - self.erasing - held
        faults = [f"{len(lost)} acknowledged answers are lost"] if lost else []
        if back := self.erased & held:
            faults.append(f"{len(back)} erased answers are back")
        number = store.setting("test.number")
        if self.number and (not isinstance(number, int) or number < self.number):
            faults.append(f"the setting is {number}, and {self.number} was acknowledged")
        anchor = Anchor.parse(self.anchor) if self.anchor else None
        found = store.verify(anchor)
        return faults + list(found.problems)


def newest_backup(folder: Path) -> int:
    """Return the number of the newest whole backup in a folder; 0: there is none."""
    for path in sorted(folder.glob("*.eolbackup"), reverse=True):
        with suppress(BackupDamaged):
            backup = read(path)
            check(backup, Step(unheard, never))
            return backup.number
    return 0


def _opens(folder: Path, passphrase: str) -> bool:
    try:
        derive(folder, passphrase)
    except WrongPassphrase:
        return False
    return True


def _not_set_up(folder: Path) -> list[str]:
    """Nobody was told that it stands: it can be set up, or it opens."""
    try:
        prepared = prepare(PASSPHRASE, staff=CARYS, cost=Cost.LOWEST)
        found(folder, CARYS, prepared, now=afterwards).session.close()
    except VaultExists:
        try:
            Session.open(folder, derive(folder, PASSPHRASE), now=afterwards).close()
        except (WrongPassphrase, VaultAbsent) as e:
            return [f"half a vault: {type(e).__name__}"]
    return []

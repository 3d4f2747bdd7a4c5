"""The backups of a store: making them, where they lie, and which of them stay.

What is slow may run on any thread; what it has shown is kept by whoever holds the session::

    made = make_backup(session, now=now, told=told, stopped=stopped)
    note_backup(session.store, made, at=now())

After an erasure a backup is due at once: with it go all older ones, which hold what was erased.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from eolplan.vault import headers
from eolplan.vault.backup import ENDING, Backup, backing, check, copy_whole, make, read
from eolplan.vault.disk import make_private_folder, write_whole
from eolplan.vault.errors import (
    BackupDamaged,
    BackupTooNew,
    Cancelled,
    NotWritten,
    PlaceAway,
    PlaceRefused,
    ReadOnlyFolder,
    VaultDamaged,
    Why,
)
from eolplan.vault.header import Header
from eolplan.vault.keys import Keys
from eolplan.vault.place import Folder
from eolplan.vault.putting import let_asides_go, purge
from eolplan.vault.session import Clock, Session
from eolplan.vault.slow import UNFINISHED, Step, Stopped, Told, keep_free
from eolplan.vault.staying import staying
from eolplan.vault.store import Store

PLACE: Final = "backup.place"
"""A setting inside the vault: the second place, as text; empty or None: there is none."""
_SIGN: Final = "eolplan-backups.txt"
"""Marks the second place: a folder that only looks the same (a drive that was pulled out
leaves an empty one behind) has none."""
_FEWEST: Final = 3
"""How many stay when the disk has no room for another."""


class Second(StrEnum):
    """What became of the copy in the second place."""

    NONE = "none"
    """No second place is chosen."""
    KEPT = "kept"
    AWAY = "away"
    """It is not there: not plugged in, not reachable."""
    FULL = "full"
    REFUSED = "refused"
    """It can only be read, or its disk did not take the file."""
    STOPPED = "stopped"
    """Somebody ended the copying; the backup on this laptop stands."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made and read back, and what became of its copy."""

    backup: Backup
    second: Second


class Backups:
    """The backups of one store on this laptop, and those in its second place.

    Args:
        vault: The folder of the store; it need not hold one any more.
        place: The second place; None: only those on this laptop.
        vault_id: Of the store; empty where no header tells it: of any.
    """

    def __init__(self, vault: Path, place: Path | None = None, vault_id: str = "") -> None:
        self.folder = vault / "backups"
        self.place = place
        self._vault_id = vault_id

    def here(self) -> list[Backup]:
        """Return those on this laptop, the newest first; what is no backup is left out."""
        return self._in(self.folder)

    def there(self) -> list[Backup]:
        """Return those of this store in the second place, the newest first.

        Raises:
            PlaceAway: the second place is not there, or none is chosen.
        """
        return self._in(self._second())

    def newest(
        self, told: Told = lambda _: None, stopped: Stopped = lambda: False
    ) -> Backup | None:
        """Return the newest whole one of both places, for a store that is gone. Slow.

        Raises:
            Cancelled: *stopped* said so.
        """
        found = self.here()
        with suppress(PlaceAway):
            found += self.there()
        for backup in sorted(found, key=_number, reverse=True):
            with suppress(BackupDamaged):
                check(backup, Step(told, stopped))
                return backup
        return None

    def next_number(self, seq: int) -> int:
        """Return a number above all that are known, and not below *seq* of the audit trail."""
        return max([seq, *(b.number + 1 for found in self._both() for b in found)])

    def make_room(self, size: int, place: Path | None = None) -> None:
        """Let the oldest go where there is no room for *size* bytes, but for a few.

        Args:
            size: Of what is to be written.
            place: The second place; without it, on this laptop.
        """
        for backup in self._in(place or self.folder)[: _FEWEST - 1 : -1]:
            try:
                keep_free(place or self.folder, size)
            except (NotWritten, ReadOnlyFolder):
                _remove([backup])
            else:
                return

    def carry(self, backup: Backup, step: Step) -> Second:
        """Copy a backup to the second place and let the oldest there go."""
        if self.place is None:
            return Second.NONE
        try:
            place = self._second()
            self.make_room(backup.path.stat().st_size, place)
            copy_whole(backup, place, step)
            _clear(place, f"eolplan-*-{backup.manifest.vault_id[:8]}{ENDING}{UNFINISHED}")
            return Second.KEPT
        except PlaceAway:
            return Second.AWAY
        except Cancelled:
            return Second.STOPPED
        except (NotWritten, ReadOnlyFolder, BackupDamaged) as e:
            if isinstance(e, NotWritten) and e.why is Why.FULL:
                return Second.FULL
            return Second.REFUSED if self.place.is_dir() else Second.AWAY

    def let_go(self, newest: Backup) -> None:
        """Remove, in both places, what need not stay now that *newest* is there.

        One with fewer marks of erasures holds what was erased after it was made; with
        the first such go all other copies of the store, too.
        """
        others = [b for found in self._both() for b in found if b.number != newest.number]
        if _marks(newest) and not any(_marks(b) == _marks(newest) for b in others):
            purge(self.folder.parent)
        for found in self._both():
            kept = staying(found)
            _remove(b for b in found if b not in kept or _marks(b) < _marks(newest))
        if _marks(newest):
            self._remove_unreadable(newest)

    def retire(self, epoch: int) -> None:
        """Remove, in both places, what was made under keys of before *epoch*."""
        for found in self._both():
            _remove(b for b in found if b.manifest.epoch < epoch)
        let_asides_go(self.folder.parent, epoch=epoch)

    def clear_unfinished(self) -> None:
        """Remove what a backup left that never ended; only one process makes them."""
        _clear(self.folder, f"eolplan-*{UNFINISHED}*")

    def _remove_unreadable(self, newest: Backup) -> None:
        """Remove what is no backup any more: nobody can tell what of the erased is in it."""
        names = f"eolplan-*-{newest.manifest.vault_id[:8]}{ENDING}"
        places = [self.folder]
        with suppress(PlaceAway):
            places.append(self._second())
        known = {b.path for found in self._both() for b in found}
        for path in (path for place in places for path in place.glob(names)):
            if path not in known:
                with suppress(OSError):
                    path.unlink()

    def _both(self) -> list[list[Backup]]:
        found = [self.here()]
        with suppress(PlaceAway):
            found.append(self.there())
        return found

    def _second(self) -> Path:
        try:
            if self.place is not None and (self.place / _SIGN).is_file():
                return self.place
        except OSError as e:
            raise PlaceAway from e
        raise PlaceAway

    def _in(self, folder: Path) -> list[Backup]:
        found = []
        with suppress(OSError):
            for path in folder.glob(f"eolplan-*{ENDING}"):
                with suppress(BackupDamaged, BackupTooNew):
                    found.append(read(path))
        ours = [b for b in found if self._vault_id in ("", b.manifest.vault_id)]
        return sorted(ours, key=_number, reverse=True)


def _number(backup: Backup) -> tuple[int, dt.datetime]:
    return backup.number, backup.made_at


def _clear(folder: Path, names: str) -> None:
    for path in folder.glob(names):
        with suppress(OSError):
            path.unlink()


def _marks(backup: Backup) -> int:
    return backup.manifest.marks


def _remove(backups: Iterable[Backup]) -> None:
    for backup in backups:
        with suppress(OSError):
            backup.path.unlink()


def second_place(store: Store) -> Path | None:
    """Return the second place that was chosen, or None."""
    said = store.setting(PLACE)
    return Path(said) if isinstance(said, str) and said else None


def choose_second_place(session: Session, place: Path | None, *, at: dt.datetime) -> None:
    """Keep where further copies go; None: nowhere. The next backup goes there.

    Raises:
        PlaceAway: there is no such folder.
        PlaceRefused: it cannot be written to, or lies in the store's own folder.
        NotWritten: the setting was not kept.
    """
    if place is not None:
        whole, own = place.absolute().resolve(), session.folder.absolute().resolve()
        if not whole.is_dir():
            raise PlaceAway
        if whole.is_relative_to(own):
            raise PlaceRefused
        try:
            write_whole(whole / _SIGN, _SAYS)
        except (NotWritten, ReadOnlyFolder) as e:
            raise PlaceRefused from e
        place = whole
    session.store.put_setting(PLACE, str(place or ""), at=at)


_SAYS: Final = (
    b"eolplan keeps back-ups in this folder. They open only with a passphrase of the store that"
    b" they were made of. eolplan removes the oldest by itself.\n"
)


def make_backup(session: Session, *, now: Clock, told: Told, stopped: Stopped) -> Made:
    """Make a backup, read it back, copy it to the second place, and let the oldest go.

    May run on any thread while the session goes on writing.

    Raises:
        NotBackedUp: its ``why`` says what the disk said.
        Cancelled: *stopped* said so; nothing is left behind.
        ReadingStopped: something is being erased.
        VaultDamaged: the store, or the copy that was made of it, cannot be read.
    """
    step, keys = Step(told, stopped), Keys(bytearray(session._keys.vmk))
    try:
        with session.reader() as reader:
            place, end = second_place(reader), reader.anchor().seq
        header = true_header(session.folder, keys)
        backups = Backups(session.folder, place, header.vault_id)
        with backing():
            make_private_folder(backups.folder)
        backups.clear_unfinished()
        backups.make_room(2 * Folder(session.folder).database.stat().st_size)
        backup = make(
            session.reader, keys, header, backups.folder,
            number=backups.next_number(end), at=now(), step=step.part(0, 0.8),
        )  # fmt: skip
    finally:
        keys.wipe()
    second = backups.carry(backup, step.part(0.8, 1))
    backups.let_go(backup)
    told(1.0)
    return Made(backup, second)


def true_header(folder: Path, keys: Keys) -> Header:
    """Return the header that a holder of the vault key wrote last.

    Raises:
        VaultDamaged: there is none.
    """
    true = headers.read(Folder(folder)).authentic(keys)
    if not true:
        raise VaultDamaged
    return true[0]

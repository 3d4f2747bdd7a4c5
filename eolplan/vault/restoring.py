"""Putting a backup in the place of the store: looked at first, nothing overwritten, nothing lost.

::

    restoring = Restoring(folder, file, now=now)       # quick
    preview = restoring.look(passphrase)               # slow, off the GUI thread
    restored = restoring.run(make_row=..., told=told, stopped=stopped)    # slow too
    restoring.close()                                  # in any case: wipes the keys

For ``run`` no session may be open: close it first (or there is none, on a new computer).
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Generator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from eolplan.identity import READER, Staff
from eolplan.vault import layout, team
from eolplan.vault.anchors import Anchors
from eolplan.vault.audit import Trail
from eolplan.vault.backup import DATABASE, Backup, header_in, read, take_out
from eolplan.vault.backup_keys import Opened, Way, headers_in, open_both, way_of
from eolplan.vault.db import Database
from eolplan.vault.disk import in_words, make_private_folder, write_whole
from eolplan.vault.errors import (
    BackupDamaged,
    NotRestored,
    NotWritten,
    ReadOnlyFolder,
    VaultAbsent,
    VaultDamaged,
    VaultExists,
    VaultTooNew,
    Why,
)
from eolplan.vault.header import PASSPHRASE, Header
from eolplan.vault.headers import Label
from eolplan.vault.lock import Lock
from eolplan.vault.merging import NOTHING, Side, merge, overlap
from eolplan.vault.place import Folder, beside, refuse_shared
from eolplan.vault.putting import let_asides_go, put
from eolplan.vault.readers import Readers
from eolplan.vault.session import Clock
from eolplan.vault.slow import Step, Stopped, Told, keep_free, never, unheard, watched
from eolplan.vault.store import Store
from eolplan.vault.union import Brought
from eolplan.vault.verify import MakeRow


class Present(StrEnum):
    """What stands where the backup is to go."""

    ABSENT = "absent"
    """No database: a new computer, or one whose store is gone."""
    READABLE = "readable"
    """The same store; what it has beyond the backup will be brought over."""
    UNREADABLE = "unreadable"
    """It cannot be opened; it will be set aside as it is."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a restore would do.

    Attributes:
        backup: Its manifest says when it was made, and how much is in it.
        present: What stands in the folder.
        only_here: How many people, entries and versions the present store has that
            the backup lacks: they will be brought over, nothing of them is lost.
        only_there: How many of each the backup has that the present store lacks.
        older: The present store went on after the backup was made.
        older_keys: It was made before somebody's way in was taken away, and the
            present store cannot be read: that person could open it again.
        behind: This laptop has seen the store in a later state, and cannot read that
            any more: what was written in between is on paper or in copies only.
    """

    backup: Backup
    present: Present
    only_here: Mapping[str, int]
    only_there: Mapping[str, int]
    older: bool
    older_keys: bool
    behind: bool

    @property
    def made_at(self) -> dt.datetime:
        """When the backup was made, by the clock of then."""
        return self.backup.made_at

    @property
    def counts(self) -> Mapping[str, int]:
        """How many people, entries, versions and staff are in it."""
        return self.backup.manifest.counts


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore has done.

    Attributes:
        counts: How many people, entries, versions and staff the store has now.
        brought: How many entries and versions came over from the store of before.
        unread: How many things of the store of before could not be read; it is kept.
        aside: Where the store of before lies; None: there was none.
    """

    counts: Mapping[str, int]
    brought: int
    unread: int
    aside: Path | None


class Restoring:
    """One restore, from the first look to its end.

    Args:
        folder: Of the store; it need not be there.
        file: The backup.
        now: Aware UTC clock.

    Raises:
        BackupDamaged, BackupTooNew, VaultTooNew: see ``backup.read`` and ``header_in``.
    """

    def __init__(self, folder: Path, file: Path, *, now: Clock) -> None:
        self.backup = read(file)
        self._names = Folder(folder)
        self._header = header_in(self.backup)
        self._now = now
        self._staging = folder / "restoring"
        self._opened: Opened | None = None

    def labels(self) -> list[Label]:
        """Return whose passphrases open it, as the screen may show them."""
        found = headers_in(self._names)
        newest = found[0] if found and found[0].key_epoch == self._header.key_epoch else None
        slots = (newest or self._header).of_kind(PASSPHRASE)
        return [Label(slot.slot_id, slot.label) for slot in slots]

    # -- looking -------------------------------------------------------------------

    def look(self, secret: str, *, by_code: bool = False, slot_id: str | None = None) -> Preview:
        """Open the backup and say what a restore would do. Slow; the store stays as it is.

        Args:
            secret: A passphrase of then, or of now if the store is there.
            by_code: *secret* is the recovery code.
            slot_id: Whose; without it every slot is tried.

        Raises:
            WrongPassphrase, WrongCode, CodeMistyped, NotEnoughMemory: see ``open_both``.
            BackupDamaged: it opens, but not all of it is there.
            VaultExists: another store stands in the folder.
            VaultTooNew: a later eolplan made it.
            SharedFolder: the folder is on a network drive or synced.
            NotRestored: there is no room to look into it.
        """
        return self.look_by(way_of(secret, by_code=by_code, slot_id=slot_id))

    def look_by(self, way: Way) -> Preview:
        """Do what ``look`` does, with what opens a header in hand."""
        refuse_shared(self._names.path)
        if any(h.vault_id != self._header.vault_id for h in headers_in(self._names)):
            raise VaultExists
        with _restoring():
            shutil.rmtree(self._staging, ignore_errors=True)
            make_private_folder(self._staging)
            write_whole(self._staging / "vault.json", self._header.to_bytes())
            self._opened = open_both(self._names, self.backup, self._staging, way)
            self._lay_out(Step(unheard, never))
            with self._staged() as base:
                return self._compared(base)

    def _lay_out(self, step: Step) -> None:
        """Write the database of the backup where it can be worked on."""
        staged = self._staging / DATABASE
        _clear(staged)
        keep_free(self._staging, self.backup.manifest.size)
        take_out(self.backup, staged, step)

    @contextmanager
    def _staged(self) -> Generator[Side]:
        """Open the database that was laid out, in the layout of this eolplan."""
        keys = self._known.keys
        try:
            db = Database.open(self._staging / DATABASE, keys.db)
        except VaultDamaged as e:
            raise BackupDamaged from e
        with closing(db):
            layout.upgrade(db, layout.shipped(), keys.db)
            yield Side(db, keys)

    @property
    def _known(self) -> Opened:
        if self._opened is None:
            raise VaultAbsent  # nobody has looked into the backup yet
        return self._opened

    def _compared(self, base: Side) -> Preview:
        present, both = Present.ABSENT, NOTHING
        if self._names.databases:
            present = Present.UNREADABLE
            with suppress(VaultDamaged), self._present(read_only=True) as here:
                both, present = overlap(base.db, here.db), Present.READABLE
        return Preview(
            backup=self.backup,
            present=present,
            only_here=both.only_other,
            only_there=both.only_one,
            older=both.other_later,
            older_keys=self._older_keys and present is not Present.READABLE,
            behind=self._seen_later and present is not Present.READABLE,
        )

    @property
    def _seen_later(self) -> bool:
        said = self.backup.manifest
        seen = Anchors().of(said.vault_id)
        return seen is not None and seen.seq > said.anchor.seq

    @property
    def _older_keys(self) -> bool:
        newest = max([0, *self._names.databases, *(h.key_epoch for h in headers_in(self._names))])
        return self._header.key_epoch < newest

    @contextmanager
    def _present(self, *, read_only: bool) -> Generator[Side]:
        """Open the present store.

        Raises:
            VaultDamaged: it cannot be opened.
            VaultTooNew: a later eolplan wrote it.
        """
        known = self._known
        path = self._names.databases.get(known.epoch)
        if known.here is None or path is None:
            raise VaultDamaged
        with closing(Database.open(path, known.here.db, read_only=read_only)) as db:
            newest = len(layout.shipped())
            if layout.layout_of(db) > newest:
                raise VaultTooNew(layout.layout_of(db), newest)
            yield Side(db, known.here)

    # -- restoring -------------------------------------------------------------------

    def run(self, *, make_row: MakeRow, told: Told, stopped: Stopped) -> Restored:
        """Put the backup in place; bring over what only the present store has. Slow.

        Until the last step the present store stands untouched; after it the restored
        one opens. A power cut at any point leaves one of the two, and nothing is lost.

        Raises:
            AlreadyOpen: a session is open, here or in another process.
            BackupDamaged: not all of it is as it was written.
            NotRestored: the disk did not take it; the store is as it was.
            Cancelled: *stopped* said so; the store is as it was.
        """
        step = Step(told, stopped)
        with _restoring(), ExitStack() as undo:
            lock = Lock(self._names.lock)
            undo.callback(lock.release)
            made = self._put_together(make_row, step.part(0, 0.9))
            aside = put(
                self._names, made.path, made.keep or self._header,
                keep_header=made.keep is not None,
            )  # fmt: skip
            let_asides_go(self._names.path)
        told(1.0)
        brought = made.brought.entries + made.brought.versions
        return Restored(made.counts, brought, made.brought.unread, aside)

    def _put_together(self, make_row: MakeRow, step: Step) -> _Made:
        """Lay out the database that is to be the store: all of both, or else the backup's."""
        known, there = self._known, self._names.databases
        if known.here is not None and known.epoch in there:
            grow = self._grow_present if known.epoch > self._header.key_epoch else self._grow_backup
            for _ in range(2):  # a disk may fail once; what fails twice is left aside
                with suppress(VaultDamaged):
                    return grow(make_row, step)
        try:
            self._lay_out(step.part(0, 0.3))
            with self._staged() as base, watched(base.db, step):
                return self._finished(base, Brought(unread=int(bool(there))), step)
        except VaultDamaged as e:
            raise BackupDamaged from e

    def _grow_backup(self, make_row: MakeRow, step: Step) -> _Made:
        """Bring over to the backup what the present store has."""
        self._lay_out(step.part(0, 0.2))
        with (
            self._staged() as base,
            watched(base.db, step),
            self._present(read_only=False) as here,  # its log moves into the file when it closes
        ):
            return self._merged(base, here, make_row, step)

    def _grow_present(self, make_row: MakeRow, step: Step) -> _Made:
        """Bring over to the present store, which has newer keys, what the backup has."""
        copy = self._staging / "present.db"
        _clear(copy)
        with self._present(read_only=False) as here, here.db.standing_still():
            keep_free(self._staging, here.db.path.stat().st_size)
            keys = here.keys
            here.db.copy_under(keys.db, copy, step.part(0, 0.2).at)
        self._lay_out(step.part(0.2, 0.3))
        with (
            closing(Database.open(copy, keys.db)) as db,
            watched(db, step),
            self._staged() as there,
        ):
            layout.upgrade(db, layout.shipped(), keys.db)
            return self._merged(Side(db, keys), there, make_row, step)

    def _merged(self, base: Side, other: Side, make_row: MakeRow, step: Step) -> _Made:
        brought = merge(
            base, other, make_row=make_row, staff=self._known.staff, at=self._now(),
            step=step.part(0.3, 0.7),
        )  # fmt: skip
        return self._finished(base, brought, step)

    def _finished(self, base: Side, brought: Brought, step: Step) -> _Made:
        """Write down what was done, and read everything back.

        Raises:
            VaultDamaged: not all of it is as it was written.
        """
        known, at = self._known, self._now()
        header = known.header if known.header and known.header.authentic(base.keys) else None
        said = self.backup.manifest
        with base.db.transaction():
            trail = Trail(base.db, base.keys, known.staff)
            for slot in (header or self._header).slots:
                if slot.user and team.user(base.db, slot.user) is None:
                    stranger = Staff(slot.user, slot.label, "", may=READER)
                    team.put_user(base.db, trail, stranger, at)
            trail.add("restored", {"backup": said.number, "anchor": str(said.anchor)}, at)
        if brought.removed:
            base.db.compact()
        store = Store(base.db, base.keys, known.staff, Readers())
        if not store.verify().ok:
            raise VaultDamaged
        step.at(1)
        base.db.checkpoint()
        return _Made(base.db.path, store.counts(), brought, keep=header)

    def close(self) -> None:
        """Overwrite the keys and remove what was laid out on the way. Twice does no harm."""
        if self._opened is not None:
            self._opened.wipe()
            self._opened = None
        shutil.rmtree(self._staging, ignore_errors=True)
        with suppress(OSError):
            self._names.path.rmdir()  # made for a look, on a new computer; never one with a store


@dataclass(frozen=True, slots=True)
class _Made:
    """What is to be put in place; *keep*: with the header that is there."""

    path: Path
    counts: Mapping[str, int]
    brought: Brought
    keep: Header | None


def _clear(database: Path) -> None:
    """Remove what an earlier try laid out there."""
    with in_words():
        for end in ("-wal", "-shm", ""):
            beside(database, end).unlink(missing_ok=True)


@contextmanager
def _restoring() -> Generator[None]:
    """Turn what a disk refuses into words about a restore."""
    try:
        with in_words():
            yield
    except ReadOnlyFolder as e:
        raise NotRestored(Why.READ_ONLY) from e
    except NotWritten as e:
        raise NotRestored(e.why) from e

"""One backup is one file: the header, a copy of the database, and what is said of both.

The file is a zip without compression. The database in it is under the store's own
key, so whoever finds the file finds what they would find on the laptop: nothing
without a passphrase. The manifest is in clear (counts, times and sizes are, by
design) and sealed by a key of its own, so that nobody can pass one file off as another.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import zipfile
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from eolplan.vault import layout
from eolplan.vault.db import Database
from eolplan.vault.disk import in_words, make_private_file, move_into_place
from eolplan.vault.errors import (
    BackupDamaged,
    NotBackedUp,
    NotWritten,
    ReadOnlyFolder,
    VaultDamaged,
    Why,
)
from eolplan.vault.header import MOST_BYTES, Header
from eolplan.vault.keys import Keys
from eolplan.vault.manifest import Manifest
from eolplan.vault.rows import Anchor
from eolplan.vault.slow import (
    AT_ONCE,
    UNFINISHED,
    Step,
    digest_of,
    keep_free,
    pour,
    removed,
    watched,
    writing,
)
from eolplan.vault.store import Store

ENDING: Final = ".eolbackup"
MANIFEST: Final = "manifest.json"
HEADER: Final = "vault.json"
DATABASE: Final = "eolplan.db"
_MEMBERS: Final = [HEADER, DATABASE, MANIFEST]
_MOST_MANIFEST: Final = 16_384
_ALL_ALIKE: Final = (1980, 1, 1, 0, 0, 0)
"""Zip's own time of a member: the manifest says when."""
_NOT_A_ZIP: Final = (
    zipfile.BadZipFile, EOFError, KeyError, NotImplementedError, OverflowError, RuntimeError,
    ValueError,
)  # fmt: skip


Reader = Callable[[], AbstractContextManager[Store]]
"""Gives the thread that enters it a store that can only read, as ``Session.reader`` does."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file, as far as it can be read without a key."""

    path: Path
    manifest: Manifest

    @property
    def number(self) -> int:
        """Its place among the backups of its store."""
        return self.manifest.number

    @property
    def made_at(self) -> dt.datetime:
        """When it was made, by the clock of then; aware, UTC."""
        return self.manifest.made_at


@dataclass(frozen=True, slots=True)
class Standing:
    """How much there is in one state of a database: what a copy of it must have, too."""

    anchor: Anchor
    rows: Mapping[str, int]
    newest: dt.datetime | None
    layout: int

    @classmethod
    def of(cls, db: Database) -> Self:
        """Count the rows of every table, and find the end of the chain."""
        tables = db.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            " AND name NOT LIKE 'people_search%' ORDER BY name"
        )
        rows = {
            name: int(db.rows(f'SELECT count(*) FROM "{name}"')[0][0])  # noqa: S608  from the schema
            for (name,) in tables
        }
        end = db.one("SELECT seq, h FROM audit ORDER BY seq DESC LIMIT 1")
        newest = db.one(
            "SELECT at FROM audit WHERE action IN ('recorded', 'received')"
            " ORDER BY seq DESC LIMIT 1"
        )
        return cls(
            anchor=Anchor(*end) if end else Anchor(0, ""),
            rows=rows,
            newest=dt.datetime.fromisoformat(newest[0]) if newest else None,
            layout=layout.layout_of(db),
        )

    @property
    def counts(self) -> dict[str, int]:
        """The counts that a person is told."""
        counted = {
            "people": ("person",), "entries": ("entry", "sealed"), "versions": ("version",),
            "staff": ("user",),
        }  # fmt: skip
        return {name: sum(self.rows.get(t, 0) for t in of) for name, of in counted.items()}


def name_of(number: int, vault_id: str) -> str:
    """Return the file name of a backup: its order, and which store it is of."""
    return f"eolplan-{number:09d}-{vault_id[:8]}{ENDING}"


def make(
    reader: Reader, keys: Keys, header: Header, folder: Path, *,
    number: int, at: dt.datetime, step: Step,
) -> Backup:  # fmt: skip
    """Make a backup in *folder*, read it back, and only then give it its name.

    The store is read only while the copy is made: an erasure need not wait for the rest.

    Args:
        reader: Gives a reader of the store; others may write meanwhile.
        keys: The store's.
        header: Who may open it.
        folder: It is there, and private.
        number: Its place in the order.
        at: Now.
        step: Told how far it is.

    Raises:
        NotBackedUp, Cancelled, ReadingStopped, VaultDamaged: nothing is left behind.
    """
    path = folder / name_of(number, header.vault_id)
    copy, part = (path.with_name(path.name + end) for end in (f"{UNFINISHED}.db", UNFINISHED))
    with backing(), removed(copy, part):
        with reader() as store, store._db.standing_still():
            db = store._db
            keep_free(folder, 2 * _size_of(db))
            make_private_file(copy)
            standing = Standing.of(db)
            db.copy_under(keys.db, copy, step.part(0, 0.5).at)
        read_back(copy, keys, standing, step.part(0.5, 0.7))
        manifest = Manifest(
            vault_id=header.vault_id, epoch=header.key_epoch, number=number,
            anchor=standing.anchor, counts=standing.counts,
            marks=standing.rows.get("erasure", 0), made_at=at, newest=standing.newest,
            layout=standing.layout, size=copy.stat().st_size,
            database=digest_of(copy, step.part(0.7, 0.75)),
            header=hashlib.sha256(header.to_bytes()).hexdigest(),
        ).sealed(keys)  # fmt: skip
        _pack(part, copy, header, manifest, step.part(0.75, 0.9))
        check(Backup(part, manifest), step.part(0.9, 1))
        move_into_place(part, path)
    return Backup(path, manifest)


def _size_of(db: Database) -> int:
    log = db.path.with_name(db.path.name + "-wal")
    return sum(path.stat().st_size for path in (db.path, log) if path.exists())


def read_back(copy: Path, keys: Keys, standing: Standing, step: Step) -> None:
    """Open a copy as a store is opened, and compare it with what it is a copy of.

    Raises:
        VaultDamaged: it differs, or cannot be read.
        Cancelled: it was to end.
    """
    with closing(Database.open(copy, keys.db)) as db, watched(db, step):
        db.checkpoint()
        step.at(0.1)
        sound = not db.rows("PRAGMA cipher_integrity_check")
        step.at(0.3)
        sound = sound and db.rows("PRAGMA integrity_check") == [("ok",)]
        step.at(0.9)
        if not (sound and Standing.of(db) == standing):
            raise VaultDamaged


def read(path: Path) -> Backup:
    """Read what a backup says of itself. Quick; the database in it is not looked at.

    Raises:
        BackupDamaged: it is not a backup, or cannot be read.
        BackupTooNew: a later eolplan made it.
    """
    with _opened(path) as packed:
        return Backup(path, Manifest.from_bytes(packed.read(MANIFEST)))


def header_in(backup: Backup) -> Header:
    """Return the header in a backup: who could open the store when it was made.

    Raises:
        BackupDamaged: it is not the one that the manifest names.
        VaultTooNew: a later eolplan wrote it.
    """
    with _opened(backup.path) as packed:
        raw = packed.read(HEADER)
    try:
        header = Header.from_bytes(raw)
    except VaultDamaged as e:
        raise BackupDamaged from e
    said = backup.manifest
    if hashlib.sha256(raw).hexdigest() != said.header or (
        (header.vault_id, header.key_epoch) != (said.vault_id, said.epoch)
    ):
        raise BackupDamaged
    return header


def check(backup: Backup, step: Step) -> None:
    """Read every byte of a backup and compare it with what it says. Needs no key.

    Raises:
        BackupDamaged: they differ.
        Cancelled: it was to end.
    """
    header_in(backup)
    digest = hashlib.sha256()
    for block in _database_in(backup, step):
        digest.update(block)
    if digest.hexdigest() != backup.manifest.database:
        raise BackupDamaged


def take_out(backup: Backup, to: Path, step: Step) -> None:
    """Write the database of a backup to *to*, on the disk and compared when this returns.

    Raises:
        BackupDamaged: it is not the one that the manifest names.
        Cancelled: it was to end.
        ReadOnlyFolder, NotWritten: the disk did not take it.
    """
    digest = hashlib.sha256()
    with in_words(), writing(to) as file:
        for block in _database_in(backup, step):
            file.write(block)
            digest.update(block)
    if digest.hexdigest() != backup.manifest.database:
        raise BackupDamaged


def copy_whole(backup: Backup, folder: Path, step: Step) -> Backup:
    """Copy a backup to another folder and read it back there; all of it or nothing.

    Raises:
        BackupDamaged: it does not read back.
        Cancelled: it was to end.
        ReadOnlyFolder, NotWritten: the disk did not take it.
    """
    path = folder / backup.path.name
    part = path.with_name(path.name + UNFINISHED)
    with removed(part), in_words():
        keep_free(folder, backup.path.stat().st_size)
        with backup.path.open("rb") as source, writing(part) as file:
            pour(source, file, backup.path.stat().st_size, step.part(0, 0.6))
        check(Backup(part, backup.manifest), step.part(0.6, 1))
        move_into_place(part, path)
    return Backup(path, backup.manifest)


@contextmanager
def backing() -> Generator[None]:
    """Turn what a disk refuses into words about a backup."""
    try:
        with in_words():
            yield
    except ReadOnlyFolder as e:
        raise NotBackedUp(Why.READ_ONLY) from e
    except NotWritten as e:
        raise NotBackedUp(e.why) from e


def _pack(part: Path, copy: Path, header: Header, manifest: Manifest, step: Step) -> None:
    """Write the zip, on the disk when this returns."""
    with writing(part) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr(_member(HEADER), header.to_bytes())
        with copy.open("rb") as source, packed.open(
            _member(DATABASE), "w", force_zip64=True
        ) as into:  # fmt: skip
            pour(source, into, manifest.size, step)
        packed.writestr(_member(MANIFEST), manifest.to_bytes())


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _ALL_ALIKE)
    member.external_attr = 0o600 << 16
    return member


@contextmanager
def _opened(path: Path) -> Generator[zipfile.ZipFile]:
    """Open a backup that has the three files, none of them packed or larger than it may be."""
    try:
        with zipfile.ZipFile(path) as packed:
            members = packed.infolist()
            most = {HEADER: MOST_BYTES, MANIFEST: _MOST_MANIFEST}
            if [m.filename for m in members] != _MEMBERS or any(
                m.compress_type != zipfile.ZIP_STORED
                or m.file_size != m.compress_size
                or m.file_size > most.get(m.filename, m.file_size)
                for m in members
            ):
                raise BackupDamaged
            yield packed
    except (OSError, *_NOT_A_ZIP) as e:
        raise BackupDamaged from e


def _database_in(backup: Backup, step: Step) -> Iterator[bytes]:
    """Yield the database of a backup, block by block."""
    size, done = backup.manifest.size, 0
    with _opened(backup.path) as packed, packed.open(DATABASE) as member:
        while block := member.read(AT_ONCE):
            done += len(block)
            if done > size:
                raise BackupDamaged
            step.at(done / size)
            yield block

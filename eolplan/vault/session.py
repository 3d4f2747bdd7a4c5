"""A vault that is open: the quick half of opening, and the session itself."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from eolplan.errors import EolplanError
from eolplan.identity import Staff
from eolplan.record import Value
from eolplan.vault import former, headers, layout, team
from eolplan.vault.anchors import Anchors
from eolplan.vault.audit import Trail
from eolplan.vault.compartments import Ways
from eolplan.vault.db import Database
from eolplan.vault.disk import in_words, is_there, keep_room
from eolplan.vault.errors import (
    AlreadyOpen,
    NotOpened,
    NotWritten,
    ReadOnlyFolder,
    VaultAbsent,
    VaultDamaged,
    WrongPassphrase,
)
from eolplan.vault.gate import Gate
from eolplan.vault.keys import Cost, Keys, SecretRefused, as_base64, sign, stretch
from eolplan.vault.lock import Lock
from eolplan.vault.place import Folder, refuse_shared
from eolplan.vault.readers import Readers
from eolplan.vault.rows import (
    Anchor,
    ClockBehind,
    HeaderAltered,
    KeysNew,
    Notice,
    OpenedUnwritten,
    OrganisationUsed,
    StoreOlder,
)
from eolplan.vault.slots import signing_key
from eolplan.vault.store import Store
from eolplan.vault.unlocking import UnlockedSlot, derive
from eolplan.vault.ways_in import Clock as Clock
from eolplan.vault.ways_in import WaysIn

RESERVE: Final = 1 << 20
"""Bytes kept free for opening on a full disk: the log of SQLite needs some room."""
ORGANISATION_USED: Final = "organisation.used"
"""The setting that says when the organisation's key opened the vault, and who knows of it."""
TOLERANCE: Final = dt.timedelta(minutes=5)
"""How far a clock may be behind the newest row before it is worth a warning."""


class Session(WaysIn):
    """One member of staff at work on one vault.

    It belongs to the thread that opened it; ``sign`` and ``reader`` may be used
    from others.

    Attributes:
        folder: The vault's folder.
        slot_id, label: The slot that was opened.
        store: What the vault keeps.
        notices: What to tell the member of staff, none of it an obstacle.
    """

    def __init__(
        self, folder: Path, lock: Lock, db: Database, keys: Keys, unlocked: UnlockedSlot
    ) -> None:
        self.folder = folder
        self.slot_id = unlocked.slot.slot_id
        self.label = unlocked.slot.label
        self.notices: tuple[Notice, ...] = ()
        self._lock = lock
        self._db = db
        self._keys = keys
        self._unlocked = unlocked
        self._private = unlocked.private
        self._readers = Readers()
        self._gate = Gate()
        self._closed = False
        self._user = unlocked.slot.user
        self._ways = Ways(unlocked.private, lambda: self._unlocked.header.slots)
        self.store = Store(db, keys, self._user, self._readers, self._ways)

    @classmethod
    def open(cls, folder: Path, unlocked: UnlockedSlot, *, now: Clock) -> Session:
        """Open the database with what ``derive`` returned.

        Raises:
            SharedFolder: the folder is on a network drive or synced.
            AlreadyOpen: another process has it open.
            VaultAbsent: the database is gone.
            VaultDamaged: it cannot be read.
            VaultTooNew: a later eolplan wrote it.
            ReadOnlyFolder: the folder cannot be written to.
            NotOpened: the disk is full or does not answer.
        """
        refuse_shared(folder)
        if not is_there(Folder(folder).database_of(unlocked.header.key_epoch)):
            raise VaultAbsent
        with ExitStack() as undo:
            lock = Lock(Folder(folder).lock)
            undo.callback(lock.release)
            _refuse_outdated(folder, unlocked)
            session = cls.enter(folder, lock, unlocked, now)
            session._mend_header()
            session._clear_former()
            undo.pop_all()
        return session

    @classmethod
    def enter(cls, folder: Path, lock: Lock, unlocked: UnlockedSlot, now: Clock) -> Session:
        """Open the database of a folder whose *lock* is held; ``open`` is the way in."""
        keys = Keys(unlocked.vmk)
        with ExitStack() as undo:
            db = _open_database(Folder(folder), unlocked.header.key_epoch, keys)
            undo.callback(db.close)
            layout.upgrade(db, layout.shipped(), keys.db)
            db.guard()
            if team.user(db, unlocked.slot.user) is None:
                raise VaultDamaged
            session = cls(folder, lock, db, keys, unlocked)
            session._greet(now())
            undo.pop_all()
        return session

    def _greet(self, at: dt.datetime) -> None:
        """Work out what to warn of, and write the opening down.

        A full disk must not keep anybody from reading a plan, so what cannot be
        written here becomes a notice, and room is kept for the next opening.
        """
        notices: list[Notice] = []
        trail = Trail(self._db, self._keys, self._user)
        newest = trail.newest_time()
        if newest is not None and at < newest - TOLERANCE:
            notices.append(ClockBehind(at.astimezone().date()))
        if self._unlocked.altered:
            notices.append(HeaderAltered())
        if former.just_now(self._db):
            notices.append(KeysNew())
        try:
            spki = as_base64(self._unlocked.slot.sig_pub)
            with self._db.transaction():
                team.put_signer(self._db, trail, self._user, spki, at)
                trail.add("unlocked", {"slot": self.slot_id}, at)
                notices += self._organisation_used(trail, at)
            self._tend_seals(at)
            keep_room(Folder(self.folder).reserve, RESERVE)
        except NotWritten as e:
            notices.append(OpenedUnwritten(str(e)))
        if self.older:
            notices.append(StoreOlder())
        self.notices = tuple(notices)

    def _organisation_used(self, trail: Trail, at: dt.datetime) -> list[Notice]:
        """Tell everybody once that the organisation's key was used."""
        used = team.setting(self._db, ORGANISATION_USED)
        if not isinstance(used, dict):
            return []
        told = used["told"]
        if not isinstance(told, list) or self._user in told:
            return []
        now_told: dict[str, Value] = {**used, "told": [*told, self._user]}
        team.put_setting(self._db, trail, ORGANISATION_USED, now_told, at)
        return [OrganisationUsed(dt.datetime.fromisoformat(str(used["at"])).astimezone().date())]

    def _mend_header(self) -> None:
        """Make both files hold the true header; a disk that refuses can wait."""
        if self._unlocked.header.authentic(self._keys):
            with suppress(NotWritten, ReadOnlyFolder):
                headers.mend(Folder(self.folder), self._unlocked.header)

    def _clear_former(self) -> None:
        """Remove what earlier keys left, or keys that never came into force."""
        header = self._unlocked.header
        if header.authentic(self._keys):
            former.clear(Folder(self.folder), header.key_epoch, lambda: former.begun(self._db))

    @property
    def staff(self) -> Staff:
        """Who is signed in, with the team's facts as they are now."""
        found = team.user(self._db, self._user)
        if found is None:
            raise VaultDamaged
        return found

    @property
    def layout(self) -> int:
        """Which layout the database has."""
        return layout.layout_of(self._db)

    def sign(self, digest: bytes, passphrase: str) -> tuple[str, str]:
        """Sign a version's digest as this member of staff, who types the passphrase again.

        Slow; touches no database, so it may run off-thread.

        Returns:
            The signature (see ``keys.signature_stands``) and the public key
            (SPKI), both base64.

        Raises:
            WrongPassphrase: it is not the passphrase of this slot.
            NotEnoughMemory: the laptop has too little free.
        """
        slot = self._unlocked.slot
        kek = stretch(passphrase, slot.salt, slot.cost or Cost.STANDARD)
        try:
            private = signing_key(self._unlocked.header, slot, kek)
        except SecretRefused as e:
            raise WrongPassphrase from e
        return sign(private, digest), as_base64(slot.sig_pub)

    def seal(self, digest: bytes) -> tuple[str, str]:
        """Sign an export's digest as this installation; the same form as ``sign``."""
        row = self._db.one("SELECT private, spki FROM installation")
        if row is None:
            raise VaultDamaged
        return sign(base64.b64decode(row[0]), digest), row[1]

    def anchor(self) -> Anchor:
        """Return the end of the audit chain, to be kept outside the vault."""
        return self.store.anchor()

    @property
    def older(self) -> bool:
        """Whether the store lacks what this laptop has already seen in it."""
        seen = Anchors().of(self._unlocked.header.vault_id)
        return seen is not None and not self.store.holds(seen)

    def take_as_it_is(self, *, now: Clock) -> None:
        """Somebody says that an older store is the one they want: it is not warned of again.

        Raises:
            NotWritten: it was not written down, and the warning stays.
        """
        self.store.audit("taken_as_it_is", {}, at=now())
        self._keep_anchor()

    @contextmanager
    def reader(self) -> Generator[Store]:
        """Give the thread that enters it a store of its own that can only read.

        Raises:
            ReadingStopped: an erasure is under way, or began while the block ran.
            VaultDamaged: the file could not be read.
        """
        db = Database.open(self._db.path, self._keys.db, read_only=True)
        try:
            db.guard()
            with self._readers.reading(db):
                yield Store(db, self._keys, self._user, self._readers, self._ways)
        finally:
            db.close()

    def close(self) -> None:
        """Close the database, overwrite the keys, let go of the lock. Twice does no harm.

        A change of keys that is still under way comes to nothing.
        """
        self._gate.shut()
        if not self._closed:
            self._leave_anchor()
        self._closed = True
        self._db.close()
        self.store.wipe()
        self._keys.wipe()
        self._private[:] = bytes(len(self._private))
        self._lock.release()

    def _leave_anchor(self) -> None:
        """Keep outside how far the chain goes now; what warns of an older store stays."""
        with suppress(EolplanError):  # a damaged store has no end worth keeping
            if not self.older:
                self._keep_anchor()

    def _keep_anchor(self) -> None:
        """Keep the newest row that a backup is made for: a restore has to bring that far."""
        newest = Trail(self._db, self._keys, self._user).newest_kept()
        Anchors().keep(self._unlocked.header.vault_id, newest)


def _open_database(names: Folder, epoch: int, keys: Keys) -> Database:
    """Open the database; where the disk has no room even for that, give up the reserve."""
    path = names.database_of(epoch)
    try:
        return Database.open(path, keys.db)
    except NotWritten:
        with in_words():
            names.reserve.unlink(missing_ok=True)
    try:
        return Database.open(path, keys.db)
    except NotWritten as e:
        raise NotOpened from e


def _refuse_outdated(folder: Path, unlocked: UnlockedSlot) -> None:
    """Refuse a slot if the header was changed since it was opened, by whoever held the lock."""
    read = headers.read(Folder(folder))
    true = read.authentic(Keys(unlocked.vmk))
    if unlocked.header not in (true[:1] or read.found):
        raise AlreadyOpen


def unlock(folder: Path, passphrase: str, *, now: Clock, slot_id: str | None = None) -> Session:
    """Do ``derive`` and ``Session.open`` in one go."""
    return Session.open(folder, derive(folder, passphrase, slot_id=slot_id), now=now)

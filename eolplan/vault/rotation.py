"""New keys for a vault: whoever leaves opens nothing any more, and nobody else has to be there.

The database is written anew under a new key, into a file of its own. The vault key
is sealed to the public halves that the header names, so nobody's passphrase is
needed. Until the one write of the header everything is as it was, and after it
everything is new; a power cut at any point leaves one of the two.

::

    eolplan-2.db.new    being made; nobody's
    eolplan-2.db        proven, on the disk; nobody's as long as no header names its epoch
    vault.json          of epoch 2: from here on it counts
    eolplan.db          goes at the next opening
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Generator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from eolplan.errors import EolplanError
from eolplan.identity import Staff
from eolplan.vault import former, headers, team
from eolplan.vault.audit import ROTATED, ROTATING, Trail, digest_of, former_keys
from eolplan.vault.backup import Standing
from eolplan.vault.db import Database
from eolplan.vault.disk import in_words, make_private_file, move_into_place
from eolplan.vault.errors import (
    AlreadyOpen,
    NotWritten,
    ReadOnlyFolder,
    VaultDamaged,
    Why,
)
from eolplan.vault.gate import Gate
from eolplan.vault.header import Header
from eolplan.vault.keys import Former, Keys, new_secret
from eolplan.vault.place import Folder
from eolplan.vault.readers import Readers
from eolplan.vault.slots import open_sealed, sealed_to
from eolplan.vault.slow import Step, Stopped, Told, keep_free, removed, watched
from eolplan.vault.store import Store
from eolplan.vault.unlocking import UnlockedSlot
from eolplan.words import N_, tr

if TYPE_CHECKING:
    from eolplan.vault.session import Clock


_NOT_ROTATED: Final = {
    Why.FULL: N_("The disk is too full for new keys. The store keeps those that it has."),
    Why.READ_ONLY: N_(
        "No new keys: the folder can only be read. The store keeps those that it has."
    ),
    Why.IO: N_("No new keys: the disk did not take them. The store keeps those that it has."),
    Why.BUSY: N_("No new keys: the store is busy with another task. Try again in a minute."),
}


class NotRotated(EolplanError):
    """The store could not be given new keys; all is as it was.

    Attributes:
        why: ``full``, ``readonly``, ``io`` or ``busy``.
    """

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(tr(_NOT_ROTATED[why]))


@dataclass(frozen=True, slots=True)
class Leaving:
    """Whose way in is taken away, and by whom.

    Attributes:
        staff: Who leaves; None: nobody, the keys alone are to be new.
        by: Id of whoever is signed in.
    """

    staff: Staff | None
    by: str

    @property
    def user(self) -> str:
        """Id of who leaves, or empty."""
        return self.staff.id if self.staff else ""


class Rotation:
    """One change of keys; ``Session.rotation`` makes it, ``run`` does it on any thread.

    Args:
        session_db: What the session writes to; held still while this runs, and for
            ever once the new keys are in force.
        opened: By whoever is signed in.
        gate: Of the session.
        leaving: Who leaves.
        now: Aware UTC clock.
    """

    def __init__(
        self, session_db: Database, opened: UnlockedSlot, gate: Gate, leaving: Leaving, now: Clock
    ) -> None:
        self._session_db = session_db
        self._path = session_db.path
        self._names = Folder(self._path.parent)
        self._before = opened.header
        self._own = opened.slot
        self._private = bytearray(opened.private)  # the session may close, and overwrite its own
        self._old = Keys(bytearray(opened.vmk))
        self._new = Keys(bytearray(new_secret()))
        self._gate = gate
        self._leaving = leaving
        self._now = now

    def run(self, told: Told, stopped: Stopped) -> None:
        """Give the vault new keys. Slow; afterwards the session is to be closed.

        Nothing is saved meanwhile, and nothing afterwards until it is unlocked anew: whoever
        tries is told that the store is busy.

        Args:
            told: Hears how much is done, from 0 to 1; on this thread.
            stopped: Says whether somebody wants it to end; asked often.

        Raises:
            Cancelled: *stopped* said so, or the session was closed; the keys are as they were.
            NotRotated: the disk did not take it; the keys are as they were.
            VaultDamaged: the store cannot be read, or what was written does not read back.
            AlreadyOpen: the ways in were changed meanwhile.
        """
        self._session_db.held = True
        try:
            with _rotating():
                self._run(Step(told, stopped))
        except BaseException:
            self._session_db.held = False
            raise
        finally:
            self._wipe()

    def _run(self, step: Step) -> None:
        with ExitStack() as undo:
            writer = undo.enter_context(closing(Database.open(self._path, self._old.db)))
            writer.guard()
            epoch = self._begin(writer)
            fresh = self._names.unfinished_of(epoch)
            undo.enter_context(removed(fresh))
            undo.enter_context(_nobody_writes(writer))
            source = undo.enter_context(
                closing(Database.open(self._path, self._old.db, read_only=True))
            )
            keep_free(self._names.path, self._path.stat().st_size)
            make_private_file(fresh)
            source.copy_under(self._new.db, fresh, step.part(0, 0.4).at)
            self._complete(fresh, epoch)
            self._prove(source, fresh, step.part(0.4, 0.95))
            self._switch(fresh, epoch)
        with suppress(Exception):  # whatever becomes of the words: it is done
            step.told(1.0)

    def _begin(self, writer: Database) -> int:
        """Write down what is begun, and return the epoch: one that was never tried before."""
        with writer.transaction():
            known = {*former.begun(writer), *self._names.databases, self._before.key_epoch}
            epoch = max(known) + 1
            trail = Trail(writer, self._old, self._leaving.by)
            trail.add(ROTATING, {"epoch": epoch, "user": self._leaving.user}, self._now())
        return epoch

    def _complete(self, fresh: Path, epoch: int) -> None:
        """Add to the copy what lets it go on: the former keys, and who left."""
        with closing(Database.open(fresh, self._new.db)) as db:
            db.guard()
            with db.transaction():
                self._hand_on(db, epoch)
            db.checkpoint()
        with fresh.open("rb+") as file:
            os.fsync(file.fileno())

    def _hand_on(self, db: Database, epoch: int) -> None:
        at, leaving = self._now(), self._leaving
        trail = Trail(db, self._old, leaving.by)
        last = Former(
            self._before.key_epoch, trail.newest().seq, self._old.chain, self._old.erasure
        )
        db.run(
            "INSERT INTO former_key (epoch, until, chain, erasure) VALUES (?, ?, ?, ?)",
            last.epoch, last.until, bytes(last.chain), bytes(last.erasure),
        )  # fmt: skip
        self._new.follow(former_keys(db))
        trail = Trail(db, self._new, leaving.by)
        trail.add(ROTATED, {"epoch": epoch, "user": leaving.user, "former": digest_of(last)}, at)
        if leaving.staff is not None:
            today = at.astimezone().date().isoformat()
            team.put_user(db, trail, replace(leaving.staff, left=today), at)

    def _prove(self, source: Database, fresh: Path, step: Step) -> None:
        """Read everything back on a fresh connection.

        What was wrong with the store before is no reason to let somebody keep their way in.

        Raises:
            VaultDamaged: it is not what it is a copy of.
        """
        before = Standing.of(source)
        with closing(Database.open(fresh, self._new.db)) as db, watched(db, step):
            after = Standing.of(db)
            added = {"audit": 1 + (self._leaving.staff is not None), "former_key": 1}
            wanted = {table: n + added.get(table, 0) for table, n in before.rows.items()}
            if (after.rows, after.layout) != (wanted, before.layout):
                raise VaultDamaged
            step.at(0.1)
            found = Store(db, self._new, "", Readers()).verify(before.anchor)
        if found.problems or not found.anchored:
            source.run("PRAGMA busy_timeout = 0")  # its log cannot be emptied now, wait or not
            with watched(source, step):
                known = Store(source, self._old, "", Readers()).verify(before.anchor)
            if {*found.problems} - {*known.problems}:
                raise VaultDamaged
        step.at(1)

    def _switch(self, fresh: Path, epoch: int) -> None:
        """Let the header name the new database: the one write that counts."""
        after = self._header(epoch)
        place = self._names.database_of(epoch)
        with self._gate.open():
            if headers.read(self._names).authentic(self._old)[:1] != (self._before,):
                raise AlreadyOpen
            with in_words():
                move_into_place(fresh, place)
            try:
                headers.write(self._names, after)
            except (NotWritten, ReadOnlyFolder):
                if self._in_force(after):
                    return  # the second copy is mended at the next opening
                with suppress(OSError):
                    place.unlink()
                raise

    def _in_force(self, after: Header) -> bool:
        """Say whether the disk has the new header, whatever else it refused."""
        try:
            return headers.read(self._names).found[0] == after
        except VaultDamaged:
            return False

    def _header(self, epoch: int) -> Header:
        """Return the header of the new epoch, proven from the bytes that will be written."""
        bumped = replace(self._before, key_epoch=epoch)
        left = (s for s in self._before.slots if not s.user or s.user != self._leaving.user)
        sealed = tuple(sealed_to(bumped, slot, self._new.vmk) for slot in left)
        after = Header.from_bytes(bumped.next(sealed, self._new).to_bytes())
        for slot in after.slots:
            if slot.pub == self._own.pub:
                found = open_sealed(after, slot, self._private)
                if not hmac.compare_digest(found, self._new.vmk):
                    raise VaultDamaged
        return after

    def _wipe(self) -> None:
        self._old.wipe()
        self._new.wipe()
        self._private[:] = bytes(len(self._private))


@contextmanager
def _rotating() -> Generator[None]:
    """Turn what a disk refuses into words about the keys."""
    try:
        with in_words():
            yield
    except ReadOnlyFolder as e:
        raise NotRotated(Why.READ_ONLY) from e
    except NotWritten as e:
        raise NotRotated(e.why) from e


@contextmanager
def _nobody_writes(writer: Database) -> Generator[None]:
    """Hold the lock of whoever writes, so that nothing is acknowledged that is not copied."""
    writer.run("BEGIN IMMEDIATE", writing=True)
    try:
        yield
    finally:
        writer.run("ROLLBACK")

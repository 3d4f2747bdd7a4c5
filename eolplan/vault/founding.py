"""Setting a vault up, and opening one by its recovery code: what changes the ways in."""

from __future__ import annotations

import datetime as dt
import uuid
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from eolplan.identity import Staff
from eolplan.record import Value
from eolplan.vault import headers, layout, team
from eolplan.vault.audit import Trail
from eolplan.vault.db import Database
from eolplan.vault.disk import (
    in_words,
    is_there,
    make_private_file,
    make_private_folder,
    move_into_place,
)
from eolplan.vault.errors import AlreadyOpen, VaultAbsent, VaultExists
from eolplan.vault.header import ORGANISATION
from eolplan.vault.keys import Cost, Keys, as_base64, new_signing_pair
from eolplan.vault.lock import Lock
from eolplan.vault.place import Folder, refuse_shared
from eolplan.vault.recovery import UNKEPT
from eolplan.vault.session import ORGANISATION_USED, Clock, Session
from eolplan.vault.unlocking import Prepared, Recovered, prepare, recover


@dataclass(frozen=True, slots=True)
class Created:
    """An open session, with a new recovery code to be shown once."""

    session: Session
    recovery_code: str = field(repr=False)


def found(
    folder: Path, staff: Staff, prepared: Prepared, *, now: Clock, to_show: bool = False
) -> Created:
    """Set up a new vault with what ``prepare`` returned.

    Args:
        folder: Where it is to stand.
        staff: The first member of staff.
        prepared: Their keys.
        now: Aware UTC clock.
        to_show: The code is still to be shown: until somebody takes ``UNKEPT`` off
            again it lies in the vault, so that no power cut leaves one unseen.

    Raises:
        SharedFolder: the folder is on a network drive or synced.
        VaultExists: a vault stands there; it was not touched.
        AlreadyOpen: another process is at work there.
        ReadOnlyFolder, NotWritten, NotOpened: the disk did not take it.
    """
    refuse_shared(folder)
    names = Folder(folder)
    make_private_folder(folder)
    with ExitStack() as undo:
        lock = Lock(names.lock)
        undo.callback(lock.release)
        if names.stands:
            raise VaultExists
        _clear_unfinished(names)
        _build(names, staff, prepared, now(), to_show=to_show)
        headers.write(names, prepared.unlocked.header)
        with in_words():
            move_into_place(names.unfinished, names.database)  # from here on it stands
        session = Session.enter(folder, lock, prepared.unlocked, now)
        undo.pop_all()
    return Created(session, prepared.recovery_code)


def _clear_unfinished(names: Folder) -> None:
    """Remove what a set-up left that never ended; nobody can have kept anything in it."""
    beside = names.unfinished.name
    left = [names.path / (beside + end) for end in ("-wal", "-shm", "")]
    with in_words():
        for path in (names.header, names.header_copy, *left):
            path.unlink(missing_ok=True)


def _build(
    names: Folder, staff: Staff, prepared: Prepared, at: dt.datetime, *, to_show: bool
) -> None:
    """Make the database under its unfinished name."""
    keys = Keys(prepared.unlocked.vmk)
    make_private_file(names.unfinished)
    db = Database.open(names.unfinished, keys.db)
    try:
        layout.upgrade(db, layout.shipped(), keys.db)
        db.guard()
        trail = Trail(db, keys, staff.id)
        private, public = new_signing_pair()
        with db.transaction():
            trail.add("created", {"vault": prepared.unlocked.header.vault_id}, at)
            team.put_user(db, trail, staff, at)
            db.run(
                "INSERT INTO installation (one, id, spki, private) VALUES (1, ?, ?, ?)",
                str(uuid.uuid4()), as_base64(public), as_base64(private),
            )  # fmt: skip
            if to_show:
                team.put_setting(db, trail, UNKEPT, prepared.recovery_code, at)
        db.checkpoint()
    finally:
        db.close()


def reopen(folder: Path, recovered: Recovered, *, now: Clock, to_show: bool = False) -> Created:
    """Open a vault with what ``recover`` returned; the old ways in are dropped.

    *to_show* is as of ``found``: the new code lies in the vault before the old one goes.

    The new slots are on the disk before the old ones go, so a power cut at any
    point leaves a passphrase or a code that opens the vault.

    Raises:
        AlreadyOpen: another process has it open, or changed it meanwhile.
        VaultAbsent, VaultDamaged, VaultTooNew, SharedFolder: see ``Session.open``.
        ReadOnlyFolder, NotWritten, NotOpened: the disk did not take it.
    """
    refuse_shared(folder)
    names = Folder(folder)
    if not is_there(names.database_of(recovered.before.key_epoch)):
        raise VaultAbsent
    with ExitStack() as undo:
        lock = Lock(names.lock)
        undo.callback(lock.release)
        if recovered.before not in headers.read(names).found:
            raise AlreadyOpen
        headers.write(names, recovered.grown)
        session = Session.enter(folder, lock, recovered.unlocked, now)
        undo.callback(session.close)
        session.store.audit("recovered", {"slot": session.slot_id, "by": recovered.by}, at=now())
        session.store.carry_seals(recovered.private, recovered.before.slots, at=now())
        if to_show:
            session.store.put_setting(UNKEPT, recovered.recovery_code, at=now())
        if recovered.by == ORGANISATION:
            used: dict[str, Value] = {"at": now().isoformat(), "told": [session.staff.id]}
            session.store.put_setting(ORGANISATION_USED, used, at=now())
        headers.write(names, recovered.unlocked.header)
        undo.pop_all()
    return Created(session, recovered.recovery_code)


def create(
    folder: Path, staff: Staff, passphrase: str, *, cost: Cost, now: Clock, made_up: bool = False
) -> Created:
    """Do ``prepare`` and ``found`` in one go."""
    prepared = prepare(passphrase, staff=staff, cost=cost, made_up=made_up)
    return found(folder, staff, prepared, now=now)


def unlock_with_code(
    folder: Path,
    code: str,
    *,
    new_passphrase: str,
    cost: Cost,
    now: Clock,
    slot_id: str | None = None,
) -> Created:
    """Do ``recover`` and ``reopen`` in one go."""
    made = recover(folder, code, new_passphrase=new_passphrase, cost=cost, slot_id=slot_id)
    return reopen(folder, made, now=now)

"""A trial restore: a backup is opened as a store is, and everything in it read back."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from eolplan.vault import layout
from eolplan.vault.backup import DATABASE, Backup, backing, header_in, take_out
from eolplan.vault.backups import Backups, second_place, true_header
from eolplan.vault.db import Database
from eolplan.vault.disk import make_private_folder
from eolplan.vault.errors import BackupDamaged, VaultDamaged, VaultTooNew
from eolplan.vault.keys import Keys
from eolplan.vault.readers import Readers
from eolplan.vault.session import Session
from eolplan.vault.slow import Step, Stopped, Told, keep_free, watched
from eolplan.vault.store import Store


@dataclass(frozen=True, slots=True)
class Proof:
    """What a trial restore has shown.

    Attributes:
        ok: Nothing was found wrong.
        problems: One sentence for each finding, without anybody's words.
    """

    backup: Backup
    ok: bool
    problems: tuple[str, ...] = ()


def prove(session: Session, backup: Backup, *, told: Told, stopped: Stopped) -> Proof:
    """Restore a backup on trial, in a private folder, and read everything back. Slow.

    May run on any thread. What cannot even be opened is a finding, too. After the
    first good one under new keys, backups under former keys go.

    Raises:
        NotBackedUp: there is no room for the trial, or the disk did not take it.
        Cancelled: *stopped* said so; nothing is left behind.
    """
    step = Step(told, stopped)
    keys = Keys(bytearray(session._keys.vmk))  # the session may close, and overwrite its own
    try:
        with backing(), laid_out(session.folder / "proving") as trial:
            keep_free(trial, backup.manifest.size)
            problems = _found_wrong(trial, backup, keys, step)
        if not problems:
            header = true_header(session.folder, keys)
            with session.reader() as reader:
                place = second_place(reader)
            Backups(session.folder, place, header.vault_id).retire(backup.manifest.epoch)
    finally:
        keys.wipe()
    return Proof(backup, not problems, problems)


@contextmanager
def laid_out(folder: Path) -> Generator[Path]:
    """Give an empty private folder that is gone when the block ends."""
    shutil.rmtree(folder, ignore_errors=True)
    make_private_folder(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _found_wrong(trial: Path, backup: Backup, keys: Keys, step: Step) -> tuple[str, ...]:
    try:
        if not (backup.manifest.authentic(keys) and header_in(backup).authentic(keys)):
            raise BackupDamaged
        path = trial / DATABASE
        take_out(backup, path, step.part(0, 0.2))
        with closing(Database.open(path, keys.db)) as db, watched(db, step):
            layout.upgrade(db, layout.shipped(), keys.db)
            found = Store(db, keys, "", Readers()).verify(backup.manifest.anchor)
            step.at(1)
    except (BackupDamaged, VaultDamaged, VaultTooNew) as e:
        return (str(e),)
    return found.problems

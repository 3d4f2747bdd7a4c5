"""What earlier keys of a vault, or keys that never came into force, left on the disk."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from eolplan.vault.audit import ROTATED, ROTATING
from eolplan.vault.db import Database
from eolplan.vault.place import Folder


def begun(db: Database) -> frozenset[int]:
    """Return the epochs for which somebody began to make new keys, as this file knows."""
    rows = db.rows("SELECT json_extract(object, '$.epoch') FROM audit WHERE action = ?", ROTATING)
    return frozenset(int(epoch) for (epoch,) in rows)


def just_now(db: Database) -> bool:
    """Say whether nothing was written since the store got new keys, but who left."""
    newest = db.rows("SELECT action FROM audit ORDER BY seq DESC LIMIT 2")
    return (ROTATED,) in newest


def clear(names: Folder, epoch: int, known: Callable[[], frozenset[int]]) -> None:
    """Remove the databases of all epochs but the one in force, and what was never finished.

    One of a later epoch goes only if this file knows that it was begun here: it may
    be the true store, beside an older copy that somebody put back. What the disk does
    not let go of now goes the next time.

    Args:
        names: The vault's folder; its header is the true one.
        epoch: The one in force.
        known: See ``begun``; asked only when there is something of a later epoch.
    """
    for other, path, finished in names.family():
        if other < epoch or not finished or (other > epoch and other in known()):
            with suppress(OSError):
                path.unlink(missing_ok=True)

"""When the next backup and the next trial are due, and what is known of the last ones."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from eolplan.record import Value
from eolplan.record.body import utc
from eolplan.vault.audit import WORTH_KEEPING
from eolplan.vault.backups import Made, Second
from eolplan.vault.store import Store
from eolplan.vault.trial import Proof

LAST: Final = "backup.last"
PROVEN: Final = "backup.proven"
"""Settings inside the vault."""
EVERY: Final = dt.timedelta(minutes=30)
PROVE_EVERY: Final = dt.timedelta(days=7)
_WORTH: Final = f"SELECT 1 FROM audit WHERE seq > ? AND {WORTH_KEEPING} LIMIT 1"  # noqa: S608  constant


@dataclass(frozen=True, slots=True)
class Last:
    """What is known of the newest backup that was made here.

    Attributes:
        number: Its place in the order.
        at: When, by the clock of then.
        seq: The end of the audit trail in it.
        marks: How many marks of erasures are in it.
        second: What became of its copy.
    """

    number: int
    at: dt.datetime
    seq: int
    marks: int
    second: Second


@dataclass(frozen=True, slots=True)
class Proven:
    """What is known of the newest trial restore.

    Attributes:
        number: Of the backup that was tried.
        at: When it was tried.
        ok: Everything in it read back.
        epochs: How often the store had got new keys by then.
    """

    number: int
    at: dt.datetime
    ok: bool
    epochs: int


def note_backup(store: Store, made: Made, *, at: dt.datetime) -> None:
    """Keep in the store that a backup was made.

    Raises:
        NotWritten: it was not kept; the backup stands.
    """
    said = made.backup.manifest
    known: Value = {
        "number": said.number, "at": utc(at), "seq": said.anchor.seq, "marks": said.marks,
        "second": made.second.value,
    }  # fmt: skip
    store.put_setting(LAST, known, at=at)


def note_proof(store: Store, proof: Proof, *, at: dt.datetime) -> None:
    """Keep in the store what a trial restore has shown.

    Raises:
        NotWritten: it was not kept.
    """
    known: Value = {
        "number": proof.backup.number, "at": utc(at), "ok": proof.ok, "epochs": _epochs(store)[0],
    }  # fmt: skip
    store.put_setting(PROVEN, known, at=at)


def last_backup(store: Store) -> Last | None:
    """Return what is known of the newest backup; None: none was ever made."""
    said = store.setting(LAST)
    if not isinstance(said, dict):
        return None
    return Last(
        number=_int(said["number"]),
        at=dt.datetime.fromisoformat(str(said["at"])),
        seq=_int(said["seq"]),
        marks=_int(said["marks"]),
        second=Second(str(said["second"])),
    )


def last_proof(store: Store) -> Proven | None:
    """Return what the newest trial restore has shown; None: there was none."""
    said = store.setting(PROVEN)
    if not isinstance(said, dict):
        return None
    at = dt.datetime.fromisoformat(str(said["at"]))
    return Proven(_int(said["number"]), at, said["ok"] is True, _int(said["epochs"]))


def _int(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _epochs(store: Store) -> tuple[int, int]:
    """Return how often the store got new keys, and up to which audit row the last ones counted."""
    row = store._db.one("SELECT count(*), coalesce(max(until), 0) FROM former_key")
    return (row[0], row[1]) if row else (0, 0)


def changed_since(store: Store, made: Last | None) -> bool:
    """Say whether anything worth keeping was written after that backup (None: ever)."""
    return store._db.one(_WORTH, made.seq if made else 0) is not None


def erased_since(store: Store, made: Last | None) -> bool:
    """Say whether something was erased that lies in that backup, or in older ones."""
    row = store._db.one("SELECT count(*) FROM erasure")
    return made is not None and row is not None and row[0] > made.marks


def backup_due(store: Store, now: dt.datetime) -> bool:
    """Say whether a backup is due.

    Something changed and the newest one is half an hour old (or of a time to come: then
    the clock was wrong), or something was erased.
    """
    made = last_backup(store)
    if erased_since(store, made):
        return True
    old = made is None or not made.at <= now < made.at + EVERY
    return old and changed_since(store, made)


def proof_due(store: Store, now: dt.datetime) -> bool:
    """Say whether a trial restore is due: the newest is a week old, or found something wrong.

    One that found something wrong is tried again with the next backup. The first backup
    under new keys is tried at once, because those under former keys go only then.
    """
    made, tried = last_backup(store), last_proof(store)
    if made is None:
        return False
    if tried is None:
        return True
    if not tried.ok and tried.number != made.number:
        return True
    epochs, until = _epochs(store)
    if epochs > tried.epochs and made.seq > until:
        return True
    return not tried.at <= now < tried.at + PROVE_EVERY

"""What the work on back-ups is, off the thread of the window, and what is known of them."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from eolplan.errors import EolplanError
from eolplan.vault import (
    BackupDamaged,
    Backups,
    Last,
    Made,
    NotWritten,
    Proof,
    Proven,
    ReadOnlyFolder,
    Why,
    changed_since,
    choose_second_place,
    last_backup,
    last_proof,
    make_backup,
    prove,
    second_place,
)
from eolplan.vault import Second as Second  # pages tell what became of a copy
from eolplan.vault.backup import copy_whole
from eolplan.vault.slow import Step
from eolplan.words import N_, tr

if TYPE_CHECKING:
    from eolplan.desk import Desk
    from eolplan.vault import Session
    from eolplan.vault.session import Clock
    from eolplan.vault.slow import Stopped, Told

SINCE: Final = "backup.since"
"""A setting inside the vault: since when it has been waiting for its first back-up."""


_BREATH_S: Final = 0.001


class Task(StrEnum):
    """What is being done."""

    BACKUP = "backup"
    PROOF = "proof"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the back-ups of a store.

    Attributes:
        last: The newest; None: there is none.
        proven: The newest trial restore; None: there was none.
        place: The second place; None: none was chosen.
        changed: Something worth keeping was written after the newest.
        since: Since when there has been none; None: there is one, or nobody counts.
    """

    last: Last | None
    proven: Proven | None
    place: Path | None
    changed: bool
    since: dt.datetime | None = None


def standing(desk: Desk) -> Standing:
    """Return what is known of the back-ups of the store at *desk*. Quick: no file is read."""
    store = desk.session.store
    last, since = last_backup(store), store.setting(SINCE)
    waiting = dt.datetime.fromisoformat(since) if isinstance(since, str) and not last else None
    return Standing(
        last, last_proof(store), second_place(store), changed_since(store, last), waiting
    )


def choose_place(desk: Desk, place: Path | None) -> None:
    """Keep where further copies go; None: nowhere.

    Raises:
        PlaceAway: there is no such folder.
        PlaceRefused: it cannot be written to, or it is the store's own.
        NotWritten: the disk did not take it.
    """
    choose_second_place(desk.session, place, at=desk.now())


@dataclass(frozen=True, slots=True)
class Moved:
    """A file for another computer, and the back-up that it is a copy of."""

    made: Made
    file: Path


class NotSavedThere(EolplanError):
    """The file for another computer could not be written where it was wanted."""

    def __init__(self, *, full: bool) -> None:
        super().__init__(
            tr("There is too little room. Make some, or choose another place.")
            if full
            else tr("The file could not be saved there. Choose a place where you can save.")
        )


def prove_newest(session: Session, *, now: Clock, told: Told, stopped: Stopped) -> Proof:
    """Restore the newest back-up of this laptop on trial; make one first where there is none."""
    found = Backups(session.folder).here()
    if found:
        backup = found[0]
    else:
        backup = make_backup(session, now=now, told=_unheard, stopped=stopped).backup
    return prove(session, backup, told=told, stopped=stopped)


def make_and_save(
    session: Session, folder: Path, *, now: Clock, told: Told, stopped: Stopped
) -> Moved:
    """Make a back-up and save a copy of it in *folder*, read back there.

    Raises:
        NotSavedThere: it was made, but not saved there.
    """
    whole = Step(told, stopped)
    made = make_backup(session, now=now, told=whole.part(0, 0.5).at, stopped=stopped)
    try:
        copy = copy_whole(made.backup, folder, whole.part(0.5, 1))
    except (NotWritten, ReadOnlyFolder, BackupDamaged) as e:
        raise NotSavedThere(full=isinstance(e, NotWritten) and e.why is Why.FULL) from e
    return Moved(made, copy.path)


def _unheard(_share: float) -> None:
    """Nobody listens."""


def let_the_window_breathe() -> Callable[[], None]:
    """Let the window have its turn at once beside a long task; return what ends that.

    A thread that wants to go on is otherwise let in every 5 ms only.
    """
    interval = sys.getswitchinterval()
    sys.setswitchinterval(_BREATH_S)
    return lambda: sys.setswitchinterval(interval)


def said_of(result: object) -> str:
    """Return what is said of a task that ended."""
    if isinstance(result, Made):
        return tr(_MADE[result.second])
    if isinstance(result, Proof):
        return tr(_PROVEN) if result.ok else tr(FOUND)
    return tr("Saved. It was read back and is whole.")


_MADE: Final = {
    Second.NONE: N_("Backed up. It was read back and is whole."),
    Second.KEPT: N_("Backed up here and in the second place. Both were read back and are whole."),
    Second.AWAY: N_("Backed up on this laptop. The second place was not there."),
    Second.FULL: N_("Backed up on this laptop. The second place is full."),
    Second.REFUSED: N_("Backed up on this laptop. The second place did not take it."),
    Second.STOPPED: N_("Backed up on this laptop. The copy to the second place was stopped."),
}
_PROVEN: Final = N_("Tested: everything in the newest back-up could be read.")
FOUND: Final = N_("The test of a back-up found something wrong. Look in Settings, Back-up.")

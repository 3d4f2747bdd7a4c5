"""A morning at work while the disk refuses: ``struck.py ROOT SCENE KIND FIRST STEP HOW``.

SCENE is ``talking`` (answers, a colleague, an erasure) or ``keeping`` (another passphrase,
a backup, its restore, a colleague who leaves). KIND is ``full`` (from the k-th change on
nothing takes room), ``io`` (the k-th change fails) or ``torn`` (half of the k-th is
written, and the rest fails). The morning is lived again for each k from FIRST on, STEP
apart, until k is beyond its last change. HOW is ``honest``, or ``lying``: whatever was
refused is acknowledged all the same, and must be found out. Prints one line of JSON.
"""

from __future__ import annotations

import errno
import json
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from eolplan.errors import EolplanError
from eolplan.vault import (
    Cost,
    Session,
    UnlockedSlot,
    WrongPassphrase,
    derive,
    found,
    prepare,
    unlock,
)
from tests.faults.promised import Promised
from tests.faults.recorded import CARYS, CHANGED, PASSPHRASE, Day
from tests.faults.shim import ALL, FOR_GOOD, TAKES_ROOM, Does, Shim
from tests.faults.stretching import stretch_once

KINDS: Final = {
    "full": (TAKES_ROOM, errno.ENOSPC, FOR_GOOD, True),
    "io": (ALL, errno.EIO, 1, False),
    "torn": (ALL, errno.EIO, 2, True),
}

_Result = TypeVar("_Result")


class Mornings:
    """The same morning again and again, each time with another fault.

    Attributes:
        faults: What was not as promised, and how often.
        struck, refused, told: How often a call went wrong, somebody was told that
            something was not saved, something was acknowledged.
    """

    def __init__(self, root: Path, scene: str, kind: str, *, lying: bool) -> None:
        self.faults: Counter[str] = Counter()
        self.struck = self.refused = self.told = 0
        self._root, self._lying = root, lying
        self._scene = {"talking": self._talk, "keeping": self._keep}[scene]
        self._kind = KINDS[kind]
        self._shim = Shim()
        self._first = root / "first"
        self._before = self._founded()
        self._unlocked = derive(self._first, PASSPHRASE)

    def _founded(self) -> list[str]:
        """Make the vault that every morning begins with."""
        told: list[str] = []
        day = Day(self._first, told.append)
        prepared = prepare(PASSPHRASE, staff=CARYS, cost=Cost.LOWEST)
        session = found(self._first, CARYS, prepared, now=day.now).session
        day.told(opens=PASSPHRASE)
        day.talk(session, 8)
        if self._scene == self._keep:
            day.admit(session)
        session.close()
        return told

    def live(self, number: int) -> bool:
        """Live one morning with the *number*-th change struck; say whether there was one."""
        calls, error, lasting, half = self._kind
        folder = self._root / "vault"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self._first, folder)
        told = list(self._before)
        day = Day(folder, told.append)
        self._shim.arm(Does.REFUSE, calls, number, error, lasting=lasting, half=half)
        session = self._tried(partial(self._open, day))
        if session is not None:
            session = self._scene(day, session)
        struck = self._shim.hits
        self._shim.disarm()
        if session is not None:
            self._go_on(day, session)
        self.struck += struck > 0
        self.told += len(told) - len(self._before)
        self.faults.update(Promised.by(told).broken_in(folder))
        return struck > 0

    def _open(self, day: Day) -> Session:
        unlocked: UnlockedSlot = replace(self._unlocked, vmk=bytearray(self._unlocked.vmk))
        return Session.open(day.folder, unlocked, now=day.now)

    def _talk(self, day: Day, session: Session) -> Session:
        for _ in range(4):
            entry = day.answer(session)
            if not self._try(partial(day.record, session, entry)) and self._lying:
                day.told(said=entry.digest)
            self._try(partial(day.count, session))
        self._try(partial(day.admit, session))
        self._try(partial(day.erase, session))
        return session

    def _keep(self, day: Day, session: Session) -> Session | None:
        self._try(partial(day.change, session, PASSPHRASE, CHANGED))
        backup = self._tried(partial(day.back_up, session))
        self._try(partial(day.talk, session, 1))
        session.close()
        if backup is not None:
            self._try(lambda: day.restore(backup, self._way(day)))
        again = self._tried(lambda: unlock(day.folder, self._way(day), now=day.now))
        if again is not None:
            self._try(partial(day.part, again))
            again.close()
        return self._tried(lambda: unlock(day.folder, self._way(day), now=day.now))

    def _way(self, day: Day) -> str:
        """Return which passphrase it is by now: a change may have been refused."""
        with suppress(WrongPassphrase):
            derive(day.folder, CHANGED)
            return CHANGED
        return PASSPHRASE

    def _go_on(self, day: Day, session: Session) -> None:
        """The disk is well again: the same session goes on."""
        try:
            day.talk(session, 2)
        except Exception as e:  # noqa: BLE001  whatever it is, the session is of no more use
            self.faults[f"does not go on: {type(e).__name__}: {e}"] += 1
        finally:
            session.close()

    def _try(self, act: Callable[[], object]) -> bool:
        return self._tried(lambda: act() or True) is not None

    def _tried(self, act: Callable[[], _Result]) -> _Result | None:
        try:
            return act()
        except EolplanError:
            self.refused += 1
        except Exception as e:  # noqa: BLE001  whatever it is, it was not said in words
            self.faults[f"not in words: {type(e).__name__}: {e}"] += 1
        return None


def main() -> None:
    """Live as many mornings as there are changes to strike."""
    root, scene, kind, how = Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[6]
    number, step = int(sys.argv[4]), int(sys.argv[5])
    stretch_once()
    mornings = Mornings(root, scene, kind, lying=how == "lying")
    while mornings.live(number):
        number += step
    found_out = {name: getattr(mornings, name) for name in ("struck", "refused", "told")}
    sys.stdout.write(json.dumps({**found_out, "faults": mornings.faults}) + "\n")


if __name__ == "__main__":
    main()

"""Several processes open one vault at the same moment: ``race.py FOLDER ROUNDS HOW``.

Each round a few processes are let go together. Whoever gets in records an answer; some
of those are killed, and some hang while one more tries. HOW is ``locked``, or
``lockless``: without the lock of the vault, which must be found out. Prints one line of
JSON: how many got in, by round, and what else came of it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from eolplan.vault import AlreadyOpen, Session, UnlockedSlot, derive, session
from tests.faults.recorded import PASSPHRASE, Day

RACERS: Final = 4
IN, OUT = b"i", b"o"


class Racer:
    """A process of its own that waits for the start, tries to get in, and says how it went."""

    def __init__(self, folder: Path, unlocked: UnlockedSlot, start: tuple[int, int]) -> None:
        heard, says = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(heard)
            os.close(start[1])  # else it would wait for itself
            _race(folder, unlocked, start[0], says)
        os.close(says)
        self._heard = heard

    def result(self) -> bytes:
        """Return IN, OUT, or what else happened; waits for it."""
        return os.read(self._heard, 200)

    def end(self) -> None:
        """Stop it, whatever it does."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._heard)


def _race(folder: Path, unlocked: UnlockedSlot, start: int, says: int) -> None:
    """Never returns: what a fork inherits must not run on."""
    said = b"?"
    signal.alarm(120)  # whatever becomes of the test, no racer stays behind
    try:
        os.read(start, 1)  # until the other end is closed
        day = Day(folder, lambda _: None)
        opened = Session.open(folder, unlocked, now=day.now)
        day.record(opened, day.answer(opened))
        said = IN
    except AlreadyOpen:
        said = OUT
    except BaseException as e:  # noqa: BLE001  whatever it is, the test reads it
        said = f"{type(e).__name__}: {e}".encode()
    os.write(says, said)
    signal.pause()


def started(folder: Path, unlocked: UnlockedSlot, how_many: int) -> list[Racer]:
    """Make the racers, and let them go together."""
    start = os.pipe()
    copies = [replace(unlocked, vmk=bytearray(unlocked.vmk)) for _ in range(how_many)]
    racers = [Racer(folder, copy, start) for copy in copies]
    for end in start:
        os.close(end)
    return racers


def race(folder: Path, unlocked: UnlockedSlot, number: int, found: Counter[str]) -> int:
    """Let one round go; return how many got in."""
    racers = started(folder, unlocked, RACERS)
    results = [racer.result() for racer in racers]
    inside = [r for r, said in zip(racers, results, strict=True) if said == IN]
    found.update(said.decode() for said in results if said not in (IN, OUT))
    if inside and number % 3 == 0:
        found["got in beside one that hangs"] += _beside_a_hung_one(folder, unlocked, inside[0])
    for racer in racers:
        racer.end()
    return len(inside)


def _beside_a_hung_one(folder: Path, unlocked: UnlockedSlot, hung: Racer) -> bool:
    os.kill(hung.pid, signal.SIGSTOP)
    (late,) = started(folder, unlocked, 1)
    said = late.result()
    late.end()
    return said != OUT


def main() -> None:
    """Let every round go, and say what came of it."""
    folder, rounds, how = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    if how == "lockless":
        session.Lock = _Lockless  # type: ignore[misc,assignment]
    unlocked = derive(folder, PASSPHRASE)
    found: Counter[str] = Counter()
    inside = [race(folder, unlocked, number, found) for number in range(rounds)]
    told = {"inside": inside, "else": {k: n for k, n in found.items() if n}}
    sys.stdout.write(json.dumps(told) + "\n")


class _Lockless:
    def __init__(self, _path: Path) -> None:
        pass

    def release(self) -> None:
        """Nothing was taken."""


if __name__ == "__main__":
    main()

"""How long to wait between wrong secrets at the locked screen.

The count lies in a file beside the vault, so that starting eolplan again does not
begin it anew. It deters a hand at the keyboard and nothing else: whoever has the
files can guess without it, and then only Argon2id stands in the way. So it never
locks anybody out for good, and a folder that cannot be written to stops no one.
"""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from eolplan.errors import EolplanError
from eolplan.vault.disk import write_whole
from eolplan.vault.errors import NotWritten, ReadOnlyFolder, WrongCode, WrongPassphrase
from eolplan.vault.moment import Moment, Tell
from eolplan.vault.pin import WrongPin

FREE_TRIES: Final = 5
LONGEST_WAIT_S: Final = 30
FILE: Final = "throttle.json"
_MOST_BYTES: Final = 4_096
_MOST_TRIES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class _Count:
    tries: int
    last: Moment


class Throttle:
    """The wrong tries on one vault, of any secret, since one opened it.

    It may be used from any thread, by one at a time.

    Args:
        folder: The vault's folder.
        tell: Tells the moment.
    """

    def __init__(self, folder: Path, tell: Tell) -> None:
        self._path, self._tell = folder / FILE, tell
        self._mine: _Count | None = None

    @property
    def tries(self) -> int:
        """How many wrong tries there were."""
        count = self._count()
        return count.tries if count else 0

    def wait(self) -> float:
        """Return how many seconds are to go by before the next try; 0: none.

        Never more than the wait itself: after a clock was put back it begins again,
        counted from when it is next asked for.
        """
        count, moment = self._count(), self._tell()
        if count is None or count.tries < FREE_TRIES:
            return 0.0
        whole = float(min(1 << min(count.tries - FREE_TRIES, 10), LONGEST_WAIT_S))
        passed = moment.since(count.last)
        if passed is None:
            self._keep(_Count(count.tries, moment))
            return whole
        return max(0.0, whole - passed)

    @contextmanager
    def a_try(self) -> Generator[None]:
        """Count a try before it is made, so that ending the process does not undo it.

        Forgotten again when the block opens the vault; taken back when something
        else than a wrong secret was in the way.
        """
        before = self._count()
        self._keep(_Count(before.tries + 1 if before else 1, self._tell()))
        try:
            yield
        except (WrongPassphrase, WrongPin, WrongCode):
            raise
        except EolplanError:
            self._keep(before)
            raise
        self._keep(None)

    def _count(self) -> _Count | None:
        """Return what the file says or what is remembered, whichever is more.

        Two copies of eolplan may count at once, and the folder may refuse to.
        """
        kept = _read(self._path)
        if kept is None or (self._mine is not None and self._mine.tries >= kept.tries):
            return self._mine
        return kept

    def _keep(self, count: _Count | None) -> None:
        self._mine = count
        with suppress(NotWritten, ReadOnlyFolder):
            if count is not None:
                content = {"tries": count.tries, **count.last.to_json()}
                write_whole(self._path, (json.dumps(content, indent=1) + "\n").encode("ascii"))
        if count is None:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)


def _read(path: Path) -> _Count | None:
    """Return the count; a file that is not one counts nothing."""
    try:
        with path.open("rb") as file:
            raw = json.loads(file.read(_MOST_BYTES))
        if not isinstance(raw, dict):
            return None
        tries, last = raw.get("tries"), Moment.from_json(raw)
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(tries, int) or isinstance(tries, bool) or not 0 < tries <= _MOST_TRIES:
        return None
    return _Count(tries, last)

"""One process at a time: a lock that the system lets go of when the process ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from eolplan.vault.disk import in_words
from eolplan.vault.errors import AlreadyOpen

if sys.platform == "win32":  # pragma: no cover  Windows only
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_BINARY: Final = getattr(os, "O_BINARY", 0)


class Lock:
    """Holds the lock file of a vault from construction until ``release``.

    The file stays behind and means nothing; only the lock on it counts, so a
    crash leaves nothing to clean up.

    Raises:
        AlreadyOpen: another process holds it.
        ReadOnlyFolder: the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        with in_words():
            self._handle = os.open(path, os.O_CREAT | os.O_RDWR | _BINARY, 0o600)
        try:
            _take(self._handle)
        except OSError as e:
            self.release()
            raise AlreadyOpen from e

    def release(self) -> None:
        """Let go; a second time does nothing."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

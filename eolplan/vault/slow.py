"""What the slow work on files has in common: how far it is, when it ends, what it leaves behind."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from eolplan.vault.db import Database
from eolplan.vault.disk import in_words, make_private_file
from eolplan.vault.errors import Cancelled, NotWritten, ReadingStopped, Why

AT_ONCE: Final = 1 << 20
UNFINISHED: Final = ".part"
"""What a file is called until it is whole."""
_MARGIN: Final = 32 << 20
"""Bytes that stay free whatever is copied: the next answers need some."""

Told = Callable[[float], None]
"""Hears how much is done, from 0 to 1; on the thread that does it."""
Stopped = Callable[[], bool]
"""Says whether somebody wants it to end; asked often."""


def unheard(_done: float) -> None:
    """Hear how far it is, and do nothing with it."""


def never() -> bool:
    """Never stop."""
    return False


@dataclass(frozen=True, slots=True)
class Step:
    """A part of something slow: where it stands between 0 and 1, and whether it goes on."""

    told: Told
    stopped: Stopped
    begin: float = 0.0
    end: float = 1.0

    def part(self, begin: float, end: float) -> Step:
        """Return the step that is this one from *begin* to *end*, each from 0 to 1."""
        width = self.end - self.begin
        return Step(self.told, self.stopped, self.begin + begin * width, self.begin + end * width)

    def at(self, done: float) -> None:
        """Tell that *done* of it is done.

        Raises:
            Cancelled: it is to end.
        """
        if self.stopped():
            raise Cancelled
        self.told(self.begin + done * (self.end - self.begin))


def keep_free(folder: Path, size: int) -> None:
    """Refuse to write *size* bytes where they would leave too little for the next answers.

    Raises:
        NotWritten: the disk has too little room.
    """
    with in_words():
        free = shutil.disk_usage(folder).free
    if free < size + _MARGIN:
        raise NotWritten(Why.FULL)


@contextmanager
def removed(*paths: Path) -> Generator[None]:
    """Remove what was laid out at *paths*, whatever became of it."""
    try:
        yield
    finally:
        for path in paths:
            for end in ("", "-wal", "-shm"):
                with suppress(OSError):
                    path.with_name(path.name + end).unlink(missing_ok=True)


@contextmanager
def watched(db: Database, step: Step) -> Generator[None]:
    """End whatever *db* is doing as soon as the step is to end.

    Raises:
        Cancelled: it was.
    """
    db.watch(step.stopped)
    try:
        yield
    except ReadingStopped as e:
        if step.stopped():
            raise Cancelled from e
        raise
    finally:
        db.watch(None)


@contextmanager
def writing(path: Path) -> Generator[IO[bytes]]:
    """Write a private file, on the disk when the block ends."""
    make_private_file(path)
    with path.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
        _drop_from_memory(file)


def _drop_from_memory(file: IO[bytes]) -> None:
    """Let the system forget the file, so that it is read back from the disk itself."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def pour(source: IO[bytes], into: IO[bytes], size: int, step: Step) -> None:
    """Copy what is left of *source*, of which *size* says how much that is."""
    done = 0
    while block := source.read(AT_ONCE):
        into.write(block)
        done += len(block)
        step.at(done / max(size, done))


def digest_of(path: Path, step: Step) -> str:
    """Return the SHA-256 of a file as 64 hex digits."""
    digest, done, size = hashlib.sha256(), 0, path.stat().st_size
    with path.open("rb") as file:
        while block := file.read(AT_ONCE):
            digest.update(block)
            done += len(block)
            step.at(done / max(size, done))
    return digest.hexdigest()

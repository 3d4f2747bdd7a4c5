"""Files that are either whole or as they were, and the errors of a disk in words."""

from __future__ import annotations

import errno
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from eolplan.vault.errors import NotWritten, ReadOnlyFolder, Why

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_REFUSED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@contextmanager
def in_words() -> Generator[None]:
    """Turn the operating system's errors of a write into ours."""
    try:
        yield
    except OSError as e:
        if e.errno in _REFUSED:
            raise ReadOnlyFolder from e
        raise NotWritten(Why.FULL if e.errno in _FULL else Why.IO) from e


def is_there(path: Path) -> bool:
    """Say whether there is something at *path*; where one may not look, there is not."""
    try:
        return path.exists()
    except OSError:
        return False


def make_private_folder(folder: Path) -> None:
    """Make *folder* (and its parents) if need be, readable by its owner only.

    One that holds other things keeps its permissions: it is somebody's folder.

    Raises:
        ReadOnlyFolder, NotWritten: the system refused.
    """
    made = [one for one in (folder, *folder.parents) if not is_there(one)]
    with in_words():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not any(folder.iterdir()):
            folder.chmod(0o700)  # mkdir's mode is cut by the umask; Windows has no such modes
        for one in reversed(made):
            sync_folder(one.parent)  # else a power cut may take the folder, and all in it


def make_private_file(path: Path) -> None:
    """Make an empty file readable by its owner only; an existing one stays as it is."""
    with in_words():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR | _BINARY, 0o600))


def write_whole(path: Path, content: bytes) -> None:
    """Replace *path* by *content* in one step, on the disk when this returns.

    A power cut leaves the old file or the new one, never half of either.

    Raises:
        ReadOnlyFolder, NotWritten: the system refused; the old file stands.
    """
    fresh = path.with_name(path.name + ".new")
    with in_words():
        handle = os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | _BINARY, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        move_into_place(fresh, path)


def keep_room(path: Path, size: int) -> None:
    """Fill *path* with *size* bytes, to be deleted when nothing else fits; if they do not, none.

    Random bytes, because a file system may store zeros without taking room.
    """
    if path.exists():
        return
    try:
        make_private_file(path)
        path.write_bytes(os.urandom(size))
    except (OSError, ReadOnlyFolder, NotWritten):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def move_into_place(fresh: Path, path: Path) -> None:
    """Rename *fresh* to *path* and make the rename durable.

    Raises:
        OSError: the system refused.
    """
    fresh.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames inside *folder* durable; Windows has no call for it."""
    if os.name != "posix":  # pragma: no cover  Windows only
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


_BINARY: Final = getattr(os, "O_BINARY", 0)

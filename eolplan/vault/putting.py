"""Putting another database in the place of the present one: set aside first, then one step.

What stands in the folder is linked into a folder of its own, so that nothing that
is there has to move. Then one rename puts the new database where the old one was. A
power cut before it leaves the old store, after it the new one.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from eolplan.vault import headers
from eolplan.vault.disk import (
    in_words,
    is_there,
    make_private_file,
    make_private_folder,
    move_into_place,
    sync_folder,
)
from eolplan.vault.errors import NotWritten, Why
from eolplan.vault.header import Header
from eolplan.vault.place import Folder, beside
from eolplan.vault.slow import keep_free

_ASIDE: Final = re.compile(r"aside-([0-9]{3,9})")
_LOGS: Final = ("-wal", "-shm")
_KEPT: Final = 2
"""How many stores that were set aside stay; each is as large as the store."""


def put(names: Folder, staged: Path, header: Header, *, keep_header: bool) -> Path | None:
    """Put *staged* in place of the present database; return where the present one lies now.

    Args:
        names: The store's folder; its lock is held, and no connection is open.
        staged: The new database, on the disk, without a log.
        header: Its header.
        keep_header: That is the one which is in the folder.

    Raises:
        ReadOnlyFolder, NotWritten: what stood there stands.
    """
    with in_words():
        _sync(staged)
        if not names.databases:
            aside = set_aside(names) if _there(names) else None
            _found(names, staged, header)
            return aside
        aside = set_aside(names)
        target = names.database_of(header.key_epoch)
        _drop_logs(target)
        if keep_header:
            move_into_place(staged, target)
        elif is_there(target):
            headers.write(names, header)
            move_into_place(staged, target)
        else:
            move_into_place(staged, target)
            headers.write(names, header)
        for epoch, other in names.databases.items():
            if epoch != header.key_epoch:
                _drop_logs(other)
                other.unlink()
        sync_folder(names.path)
    return aside


def _found(names: Folder, staged: Path, header: Header) -> None:
    """Put a store where there is none: until the database is there, nothing stands."""
    make_private_file(names.unfinished)
    headers.write(names, header)
    move_into_place(staged, names.database_of(header.key_epoch))
    names.unfinished.unlink()


def _there(names: Folder) -> list[Path]:
    """Return every file of the present store that is there."""
    found = [names.header, names.header_copy]
    for database in names.databases.values():
        found += [database, *(beside(database, end) for end in _LOGS)]
    return [path for path in found if is_there(path)]


def set_aside(names: Folder) -> Path:
    """Give every file of the present store a second name, in a folder of its own.

    Raises:
        OSError, ReadOnlyFolder, NotWritten: the disk did not take it.
    """
    number = max([0, *(n for n, _ in _asides(names.path))]) + 1
    folder = names.path / f"aside-{number:03d}"
    make_private_folder(folder)
    for path in _there(names):
        _link(path, folder / path.name)
    sync_folder(folder)
    sync_folder(names.path)
    return folder


def _link(path: Path, to: Path) -> None:
    """Give a file a second name; where the file system knows no such thing, copy it."""
    try:
        to.hardlink_to(path)
    except OSError:
        keep_free(to.parent, path.stat().st_size)
        make_private_file(to)
        shutil.copyfile(path, to)
        _sync(to)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _drop_logs(database: Path) -> None:
    """Remove what a log would put over another database; it lies aside.

    Raises:
        NotWritten: it is in use.
    """
    for end in _LOGS:
        try:
            beside(database, end).unlink(missing_ok=True)
        except OSError as e:
            raise NotWritten(Why.BUSY) from e


def _asides(vault: Path) -> list[tuple[int, Path]]:
    """Return the stores that were set aside, the newest first."""
    with suppress(OSError):
        named = ((_ASIDE.fullmatch(path.name), path) for path in vault.iterdir())
        return sorted(((int(m[1]), path) for m, path in named if m), reverse=True)
    return []


def let_asides_go(vault: Path, *, kept: int = _KEPT, epoch: int = 0) -> None:
    """Remove stores that were set aside, but for the newest.

    One whose database is the one in use (the step after it was never taken) goes too.

    Args:
        vault: The store's folder.
        kept: How many stay.
        epoch: Those under keys of before it go as well.
    """
    here = Folder(vault).databases.values()
    for nth, (_, path) in enumerate(_asides(vault)):
        under = Folder(path).databases
        in_use = any(_same(path / one.name, one) for one in here)
        if nth >= kept or in_use or max(under, default=epoch) < epoch:
            shutil.rmtree(path, ignore_errors=True)


def purge(vault: Path) -> None:
    """Remove every copy of the store that is no backup: they hold what was erased since."""
    let_asides_go(vault, kept=0)
    for left in ("restoring", "proving"):
        shutil.rmtree(vault / left, ignore_errors=True)
    for copy in vault.glob("eolplan*.db.layout-*"):
        with suppress(OSError):
            copy.unlink()


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False

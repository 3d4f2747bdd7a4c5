"""A disk as a power cut may leave it: what was not synced is there, torn, or not there at all.

The model is harsher than a real file system: a name (of a new, renamed or removed file)
is safe only when its folder was synced, bytes only when their file was, and everything
that is not safe may have reached the disk in any order.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from tests.faults.shim import Event

SECTOR: Final = 512
"""What a disk writes whole or not at all."""
MANNERS: Final = ("all", "none", "prefix", "subset", "torn")
"""What becomes of the changes that were not synced."""

_Change = TypeVar("_Change")
_EMPTY: Final[Mapping[str, bytes | None]] = MappingProxyType({})


@dataclass(slots=True)
class _File:
    """Bytes that are safe, and changes (offset and bytes, or a size) that are not yet."""

    safe: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        for change in self.pending:
            _apply(self.safe, *change)
        self.pending.clear()

    def after_a_cut(self, chance: random.Random, manner: str) -> bytes:
        found = bytearray(self.safe)
        for offset, data in _survivors(self.pending, chance, manner):
            if manner == "torn" and data is not None:
                _tear(found, offset, data, chance)
            else:
                _apply(found, offset, data)
        return bytes(found)


@dataclass(frozen=True, slots=True)
class _Naming:
    """A change of names that is not yet safe.

    Attributes:
        folder: Its sync makes the change safe.
        path: It now names *file* (None: a folder); empty when something was only removed.
        gone: The name that is no more.
    """

    folder: str
    path: str
    file: _File | None
    gone: str = ""


def _survivors(pending: list[_Change], chance: random.Random, manner: str) -> Iterable[_Change]:
    if manner == "all":
        return pending
    if manner == "none":
        return ()
    if manner == "prefix":
        return pending[: chance.randrange(len(pending) + 1)]
    return [one for one in pending if chance.random() < 0.5]


def _apply(found: bytearray, offset: int, data: bytes | None) -> None:
    """Write *data* at *offset*; without data, make it that size."""
    if data is None:
        del found[offset:]
    if len(found) < offset:
        found.extend(bytes(offset - len(found)))
    if data is not None:
        found[offset : offset + len(data)] = data


def _tear(found: bytearray, offset: int, data: bytes, chance: random.Random) -> None:
    """Write only some sectors; what lies between the end and a new sector is whatever was there."""
    if len(found) < offset:
        found.extend(chance.randbytes(offset - len(found)))
    cut = chance.randrange(0, len(data) + 1) // SECTOR * SECTOR
    only_first = chance.random() < 0.5
    for start in range(0, len(data), SECTOR):
        if start < cut if only_first else chance.random() < 0.5:
            _apply(found, offset + start, data[start : start + SECTOR])


class Disk:
    """What one folder holds, for certain and perhaps, as the events of a session go by.

    Args:
        root: The folder that was watched.
        held: What lay in it when that began, and is safe; by relative path, None: a folder.
    """

    def __init__(self, root: Path, held: Mapping[str, bytes | None] = _EMPTY) -> None:
        self._root = os.fspath(root)
        self._open: dict[int, tuple[str, _File | None]] = {}
        self._now: dict[str, _File | None] = {}
        """By path; None is a folder."""
        self._names: list[_Naming] = []
        for name, content in held.items():
            path = os.fspath(root / name)
            self._now[path] = None if content is None else _File(bytearray(content))
        self._safe = dict(self._now)

    def step(self, event: Event) -> None:
        """Do what the process did.

        Raises:
            AssertionError: the shim saw something that it cannot tell.
        """
        assert event.kind != "X", f"the process did what cannot be replayed: {event.path}"
        if event.kind == "A":
            return
        getattr(self, f"_{_STEPS[event.kind]}")(event)

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return the files as one power cut right now might leave them, by relative path."""
        names = dict(self._safe)
        for change in self._named(chance):
            _rename(names, change)
        return {
            os.path.relpath(path, self._root): file.after_a_cut(chance, chance.choice(MANNERS))
            for path, file in names.items()
            if file is not None and self._reached(path, names)
        }

    def _named(self, chance: random.Random) -> Iterable[_Naming]:
        """Return the changes of names that came through; mostly in order, as with a journal."""
        return _survivors(self._names, chance, chance.choice(MANNERS[:4]))

    def _reached(self, path: str, names: dict[str, _File | None]) -> bool:
        folder = os.path.dirname(path)  # noqa: PTH120  the paths of the log are strings
        return folder == self._root or (folder in names and self._reached(folder, names))

    # -- the events --------------------------------------------------------

    def _opened(self, event: Event) -> None:
        made, emptied = event.number & 2, event.number & 1
        if made:
            self._name(_Naming(_folder(event.path), event.path, _File()))
        file = self._now.get(event.path)
        if emptied and not made and file is not None:
            file.pending.append((0, None))
        self._open[event.fd] = event.path, file

    def _closed(self, event: Event) -> None:
        self._open.pop(event.fd, None)

    def _written(self, event: Event) -> None:
        self._file(event).pending.append((event.number, event.data))

    def _resized(self, event: Event) -> None:
        self._file(event).pending.append((event.number, None))

    def _synced(self, event: Event) -> None:
        path, file = self._open[event.fd]
        if file is not None:
            file.sync()
            return
        mine = [change for change in self._names if change.folder == path]
        self._names = [change for change in self._names if change.folder != path]
        for change in mine:
            _rename(self._safe, change)

    def _renamed(self, event: Event) -> None:
        file = self._now[event.path]
        assert file is not None, "a folder was renamed, which cannot be replayed"
        self._name(_Naming(_folder(event.to), event.to, file, gone=event.path))
        self._open = {
            fd: (event.to if path == event.path else path, held)
            for fd, (path, held) in self._open.items()
        }

    def _linked(self, event: Event) -> None:
        self._name(_Naming(_folder(event.to), event.to, self._now[event.path]))

    def _unlinked(self, event: Event) -> None:
        self._name(_Naming(_folder(event.path), "", None, gone=event.path))

    def _made(self, event: Event) -> None:
        self._name(_Naming(_folder(event.path), event.path, None))

    def _file(self, event: Event) -> _File:
        file = self._open[event.fd][1]
        assert file is not None
        return file

    def _name(self, change: _Naming) -> None:
        self._names.append(change)
        _rename(self._now, change)


_STEPS: Final = {
    "O": "opened", "C": "closed", "W": "written", "T": "resized", "S": "synced",
    "R": "renamed", "L": "linked", "U": "unlinked", "M": "made",
}  # fmt: skip


def _rename(names: dict[str, _File | None], change: _Naming) -> None:
    names.pop(change.gone, None)
    if change.path:
        names[change.path] = change.file


def _folder(path: str) -> str:
    return os.path.dirname(path)  # noqa: PTH120  the paths of the log are strings


@dataclass(frozen=True, slots=True)
class Cut:
    """One power cut: what is on the disk, and what had been acknowledged by then."""

    number: int
    files: dict[str, bytes]
    told: tuple[str, ...]

    def restore(self, folder: Path) -> None:
        """Write the files into *folder*."""
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def cuts(disk: Disk, events: Iterable[Event], times: int, seed: int) -> Iterator[Cut]:
    """Cut the power at *times* random moments of a recorded session, in order of time."""
    chance = random.Random(seed)  # noqa: S311  not for secrets
    whole = list(events)
    moments = sorted(chance.randrange(1, len(whole) + 1) for _ in range(times))
    told: list[str] = []
    done = 0
    for number, moment in enumerate(moments):
        for event in whole[done:moment]:
            disk.step(event)
            if event.kind == "A":
                told.append(event.data.decode())
        done = moment
        yield Cut(number, disk.after_a_cut(chance), tuple(told))

"""The shim between a process and its disk (``shim.c``): built, put before a child, and read.

Linux only. ``build`` needs a C compiler; ``environment`` starts a child with the shim;
``Shim`` is that child's own hand on it; ``events`` reads what was written down.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, IntFlag
from pathlib import Path
from typing import Final

import pytest

SOURCE: Final = Path(__file__).with_name("shim.c")
FOLDER: Final = "FAULTS_FOLDER"
READABLE: Final = "FAULTS_READABLE"
_HEAD: Final = struct.Struct("<ciqII")


class Calls(IntFlag):
    """Classes of calls, as in ``shim.c``."""

    CREATE = 1
    WRITE = 2
    RESIZE = 4
    SYNC = 8
    RENAME = 16
    UNLINK = 32


TAKES_ROOM: Final = Calls.CREATE | Calls.WRITE | Calls.RESIZE | Calls.RENAME
"""What a full disk refuses."""
ALL: Final = TAKES_ROOM | Calls.SYNC | Calls.UNLINK


FOR_GOOD: Final = 1 << 30


class Does(IntEnum):
    """What happens to the call that is struck."""

    NOTHING = 0
    REFUSE = 1
    KILL = 2


def build(folder: Path) -> Path:
    """Compile the shim into *folder*; where that cannot be, the test is skipped by name."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if sys.platform != "linux" or compiler is None:
        pytest.skip("the disk is watched by LD_PRELOAD: needs Linux and a C compiler")
    made = folder / "shim.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", made, SOURCE], check=True)
    return made


def environment(shim: Path, folder: Path) -> dict[str, str]:
    """Return what a child is started with so that its calls in *folder* are watched."""
    return {**os.environ, "LD_PRELOAD": str(shim), FOLDER: str(folder)}


class Shim:
    """The shim in this process, which was started with ``environment``."""

    def __init__(self) -> None:
        self._lib = ctypes.CDLL(None)

    def record(self, path: Path) -> None:
        """Begin to write down."""
        self._lib.faults_record(os.fsencode(path))

    def note(self, text: str) -> None:
        """Write down that something was acknowledged."""
        self._lib.faults_note(text.encode())

    def arm(
        self, does: Does, calls: Calls, number: int, error: int = 0,
        *, lasting: int = 1, half: bool = False,
    ) -> None:  # fmt: skip
        """Let the *number*-th of those calls from now on go wrong.

        Args:
            does: What happens to it.
            calls: The classes that are counted.
            number: From 1.
            error: The ``errno`` of a refusal.
            lasting: How many go wrong one after the other; ``FOR_GOOD``: all.
            half: The first of them, if it is a write, takes half of its bytes.
        """
        self._lib.faults_arm(int(does), int(calls), number, error, lasting, int(half))

    def disarm(self) -> None:
        """Let everything pass again, and begin to count anew."""
        self._lib.faults_arm(0, 0, 0, 0, 0, 0)

    @property
    def seen(self) -> int:
        """How many of the calls there were."""
        return int(self._lib.faults_seen())

    @property
    def hits(self) -> int:
        """How many of them went wrong."""
        return int(self._lib.faults_hits())


@dataclass(frozen=True, slots=True)
class Event:
    """One change of the disk.

    Attributes:
        kind: O open, C close, W write, T resize, S sync, R rename, L second name,
            U unlink, M new folder, A acknowledged, X unknown.
        fd: Of O, C, W, T, S.
        number: The offset of W, the size of T; of O: 1 emptied it, 2 made it.
        data: The bytes of W, the text of A and X, else a path.
        to: The new path of R and L.
    """

    kind: str
    fd: int
    number: int
    data: bytes
    to: str = ""

    @property
    def path(self) -> str:
        """Of O, R, L, U and M."""
        return os.fsdecode(self.data)


def events(log: Path) -> Iterator[Event]:
    """Read what a child wrote down."""
    raw = log.read_bytes()
    at = 0
    while at < len(raw):
        kind, fd, number, one, two = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        data, to = raw[at : at + one], raw[at + one : at + one + two]
        at += one + two
        yield Event(kind.decode(), fd, number, data, os.fsdecode(to))

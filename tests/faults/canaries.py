"""Words that occur nowhere else, and where they are found: in files, and in memory.

Every canary begins with the same stem, so one search for the stem, in every way in which
words are written down, finds them all.
"""

from __future__ import annotations

import base64
import os
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

COUNT: Final = 20
MORE: Final = " kettle harbour tulip"
"""What follows the first canary in the passphrase."""
_STEM_LETTERS: Final = 11
READ_AT_ONCE: Final = 1 << 24


def new_stem() -> str:
    """Return letters that nobody else has written."""
    return "".join(secrets.choice("bcdfghjklmnpqrstvwxz") for _ in range(_STEM_LETTERS))


def canaries(stem: str) -> list[str]:
    """Return all canaries of a stem."""
    return [f"{stem}{number:02}" for number in range(COUNT)]


class Needles:
    """What to look for, by the name of how it is written.

    Args:
        stem: Of the canaries.
        secrets: Further bytes that must be nowhere, by name.
    """

    def __init__(self, stem: str, secrets: dict[str, bytes] | None = None) -> None:
        self._all: dict[str, bytes] = {}
        for form, word in (("", stem), ("capitals ", stem.upper()), ("title ", stem.title())):
            for name, needle in _written(word):
                self._all[form + name] = needle
        for name, secret in (secrets or {}).items():
            self._all[name] = bytes(secret)
            self._all[f"{name} hex"] = secret.hex().encode()
            self._all[f"{name} base64"] = base64.b64encode(secret).rstrip(b"=")
        self._longest = max(map(len, self._all.values()))

    @property
    def names(self) -> frozenset[str]:
        """How everything may be written."""
        return frozenset(self._all)

    def hits(self, parts: Iterable[bytes]) -> Counter[str]:
        """Count what is found in bytes that come in parts, also across two of them."""
        found: Counter[str] = Counter()
        before = b""
        for part in parts:
            whole = before + part
            for name, needle in self._all.items():
                found[name] += whole.count(needle) - before.count(needle)
            before = whole[1 - self._longest :]
        return +found

    def in_files(self, folders: Iterable[Path]) -> dict[str, Counter[str]]:
        """Return what is found in every file below *folders* and in its name, by path."""
        found: dict[str, Counter[str]] = {}
        for folder in folders:
            for path in sorted(folder.rglob("*")):
                hits = self.hits([str(path.relative_to(folder)).encode("utf-8", "replace")])
                if path.is_file():
                    hits += self.hits(_parts_of(path))
                if hits:
                    found[str(path)] = hits
        return found

    def in_memory(self, pid: int) -> Counter[str]:
        """Count what is found in the memory of a process.

        Raises:
            PermissionError: it may not be looked at.
        """
        return self.hits(_memory_of(pid))


def _written(word: str) -> Iterator[tuple[str, bytes]]:
    """Yield the ways in which a word is written down, each from where it is always the same."""
    yield "utf-8", word.encode()
    yield "utf-16le", word.encode("utf-16le")
    yield "utf-16be", word.encode("utf-16be")
    yield "hex", word.encode().hex().encode()
    yield "HEX", word.encode().hex().upper().encode()
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + word.encode())
        bits = 8 * (shift + len(word))
        yield f"base64+{shift}", whole[-(-8 * shift // 6) : bits // 6]


def _parts_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while part := file.read(READ_AT_ONCE):
            yield part


def _memory_of(pid: int) -> Iterator[bytes]:
    """Yield everything that a process has written to, or that no file stands behind."""
    maps = Path(f"/proc/{pid}/maps").read_text(encoding="ascii", errors="replace")
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in maps.splitlines():
            fields = line.split(maxsplit=5)
            if fields[1].startswith("r") and _own(fields):
                first, last = (int(end, 16) for end in fields[0].split("-"))
                yield b""  # two regions are not one text
                yield from _region(memory.fileno(), first, last)


def _own(fields: list[str]) -> bool:
    name = fields[5] if len(fields) > 5 else ""
    return ("w" in fields[1] or not name) and name not in ("[vvar]", "[vsyscall]")


def _region(handle: int, first: int, last: int) -> Iterator[bytes]:
    while first < last:
        try:
            part = os.pread(handle, min(READ_AT_ONCE, last - first), first)
        except OSError:  # a page that is guarded, or gone by now
            return
        if not part:
            return
        first += len(part)
        yield part


def processes_with(mark: str) -> list[int]:
    """Return the processes whose environment holds *mark*: what was started with it, and theirs."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                environment = (entry / "environ").read_bytes()
            except OSError:
                continue
            if mark.encode() in environment:
                found.append(int(entry.name))
    return found

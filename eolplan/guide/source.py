"""One TOML file, and the line on which each of its keys stands.

``tomllib`` reads values and forgets where they stood; a fault without a line is
of little use to somebody who mends a file of four hundred.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final, TypeAlias

from eolplan.guide.faults import Fault
from eolplan.words import say, tr

Table: TypeAlias = dict[str, Any]
"""A TOML table: anything, until ``eolplan.guide.form`` has looked at it."""

Path_: TypeAlias = tuple[str | int, ...]
"""The way to a key: ``("question", 2, "kind")``; indexes count from 0."""

_OPAQUE: Final = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|\'\'\'.*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*', re.DOTALL
)
_HEADER: Final = re.compile(r"\s*(\[\[?)\s*([A-Za-z][\w.-]*)\s*\]")
_KEY: Final = re.compile(r"\s*([\w-]+)\s*(?:\.[\w.\s-]+)?=")
_AT_LINE: Final = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class Source:
    """A guide file as it was read.

    Attributes:
        file: Its name.
        text: Its exact text, line ends made ``\\n``.
        table: What it says.
    """

    file: str
    text: str
    table: Table

    def line(self, path: Path_) -> int:
        """Return the line where *path* begins, or the nearest thing round it that is there."""
        lines = _lines(self.text)
        while path:
            inside = [n for key, n in lines.items() if key[: len(path)] == path]
            if inside:
                return min(inside)
            path = path[:-1]
        return 1

    def fault(self, path: Path_, what: str, remedy: str) -> Fault:
        """Return a fault that stands at *path*."""
        return Fault(self.file, self.line(path), what, remedy, path)


def read(file: Traversable | Path) -> Source | Fault:
    """Read one TOML file; a fault when it cannot be read at all."""
    try:
        text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError:
        return Fault(file.name, 1, tr("This file cannot be read."), tr("Check that it is there."))
    except UnicodeDecodeError:
        what = tr("This file is not plain text in UTF-8.")
        return Fault(file.name, 1, what, tr("Save it again from a plain text editor, as UTF-8."))
    return source_of(file.name, text)


def source_of(name: str, text: str) -> Source | Fault:
    """Return *text* as the guide file called *name*; a fault when it is not TOML."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _syntax_fault(name, text, str(error))
    return Source(name, text, table)


def _syntax_fault(name: str, text: str, message: str) -> Fault:
    """Say where TOML stopped making sense; *message* ends with the place."""
    found = _AT_LINE.search(message)
    line = int(found[1]) if found and found[1] else text.rstrip("\n").count("\n") + 1
    what = say("This is not TOML: {reason}.", reason=_AT_LINE.sub("", message))
    return Fault(name, line, what, tr("Look for a quotation mark or a bracket that is not closed."))


@lru_cache(maxsize=16)
def _lines(text: str) -> Mapping[Path_, int]:
    """Return the line of every table and key; only a file with a fault is ever searched."""
    return dict(_places(text))


def _places(text: str) -> Iterator[tuple[Path_, int]]:
    """Yield every table and key with its line; a key that comes twice is not TOML."""
    counts: dict[Path_, int] = {}
    here: Path_ = ()
    bare = _OPAQUE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    for number, line in enumerate(bare.split("\n"), start=1):
        if header := _HEADER.match(line):
            here = _path(header[2].split("."), counts, many=header[1] == "[[")
            yield here, number
        elif key := _KEY.match(line):
            yield (*here, key[1]), number


def _path(names: list[str], counts: dict[Path_, int], *, many: bool) -> Path_:
    """Return the path that a header opens, and count it when it is one of many."""
    path: Path_ = ()
    for name in names[:-1]:
        path = (*path, name)
        if path in counts:
            path = (*path, counts[path] - 1)
    path = (*path, names[-1])
    if many:
        counts[path] = counts.get(path, 0) + 1
        path = (*path, counts[path] - 1)
    return path

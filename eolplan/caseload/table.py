"""A table as other software saves it (CSV): its letters, its columns, its lines.

A cell is the letters it holds. Nothing in it is ever computed, and one that begins as a
formula does is told apart, so that it is never passed on to a spreadsheet either.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from eolplan.errors import EolplanError
from eolplan.words import say, tr

LARGEST: Final = 5_000_000
"""Bytes of a file that is read."""
MOST: Final = 5_000
"""Lines of one file."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PARTED_BY: Final = (",", ";", "\t")
_FORMULA: Final = re.compile(r"[=@\t\r\uff1d\uff20]|[+\-\uff0b\uff0d](?![\d\s().-]*$)")
"""A number with a sign, as of a telephone, is none."""


class NotATable(EolplanError):
    """The file cannot be read as a table; the sentence says why."""


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line of a table.

    Attributes:
        number: Where it stands in the file; the titles are line 1.
        cells: By the title of the column; without blanks around.
        beyond: Something stands behind the last column: it has slipped, or holds a comma.
    """

    number: int
    cells: Mapping[str, str]
    beyond: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds.

    Attributes:
        titles: Of the columns, as they stand in the first line; the second of two has a number.
        lines: In the order of the file; empty ones are left out.
    """

    titles: tuple[str, ...]
    lines: tuple[TableLine, ...]


def read_file(path: Path) -> bytes:
    """Return what is in a file, or so much of it that it is known to be too large.

    Raises:
        NotATable: it cannot be read at all.
    """
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError:
        raise NotATable(tr("This file cannot be read. Copy it to this laptop first.")) from None


def read_table(held: bytes) -> Table:
    """Return the table in *held*.

    Raises:
        NotATable: it is none, it is too large, or its letters cannot be told.
    """
    if len(held) > LARGEST:
        raise NotATable(tr("This file is too large. Split the list into smaller files."))
    text = _decoded(held)
    first = text.lstrip("\ufeff\r\n ").split("\n", 1)[0]
    parted_by = max(_PARTED_BY, key=first.count)
    try:
        rows = [*csv.reader(io.StringIO(text, newline=""), delimiter=parted_by, strict=True)]
    except csv.Error:
        raise NotATable(
            tr("A quotation mark in this file has no partner. Save the list again, as CSV.")
        ) from None  # the cause may quote somebody's name
    return _table(rows)


def _table(rows: list[list[str]]) -> Table:
    full = [(n, row) for n, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    if len(full) < 2:
        raise NotATable(tr("There is nobody in this file. The first line names the columns."))
    if len(full) - 1 > MOST:
        raise NotATable(
            say("There are more than {most} people in this file. Split the list.", most=MOST)
        )
    titles = _apart(cell.strip() for cell in full[0][1])
    lines = (
        TableLine(
            n,
            {t: cell.strip() for t, cell in zip(titles, row, strict=False) if t},
            any(cell.strip() for cell in row[len(titles) :]),
        )
        for n, row in full[1:]
    )
    return Table(tuple(t for t in titles if t), tuple(lines))


def _apart(titles: Iterable[str]) -> list[str]:
    """Return titles of which none is like another: what stands in either column is kept."""
    found: list[str] = []
    for title in titles:
        made, number = title, 1
        while title and made in found:
            number += 1
            made = f"{title} ({number})"
        found.append(made)
    return found


def is_formula(cell: str) -> bool:
    """Say whether a spreadsheet would compute this cell instead of showing it."""
    return _FORMULA.match(cell) is not None


def _decoded(held: bytes) -> str:
    if held.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise NotATable(
            tr("This is a spreadsheet, not a CSV file. Open it, and save the list as CSV.")
        )
    marked = [name for mark, name in _BOMS if held.startswith(mark)]
    for encoding in marked or ("utf-8", "cp1252"):
        try:
            text = held.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise NotATable(
        tr("The letters in this file cannot be read. Save the list again, as CSV in UTF-8.")
    )

"""A list of services as a table of text (CSV): taken in row by row, and written out again.

Whoever keeps such a list keeps it in a spreadsheet, and spreadsheets run what begins
like a formula. Nothing here runs anything: a cell is text. What is written out has an
apostrophe before such a cell, and what is read in has it taken off again.

Source:
    RFC 4180 for the form; OWASP, "CSV injection", for the letters that begin a formula.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from eolplan.directory.service import (
    LONGEST,
    Service,
    folded,
    new_id,
    plain,
    service_problems,
    sorted_by_name,
)
from eolplan.errors import EolplanError
from eolplan.words import N_, long_date, say, tr

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_ROWS: Final = 5_000

_FORMULA: Final = ("=", "+", "-", "@")
_GIVEN: Final = (*LONGEST, "kind", "checked_on")
"""The parts of a service that a table can hold."""

_HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("name", "service", "service name", "organisation"),
    "kind": ("kind", "kind of service", "type", "category"),
    "what": ("what they do", "what", "about", "description"),
    "phone": ("phone", "phone number", "telephone", "tel"),
    "email": ("email", "e-mail", "email address"),
    "web": ("website", "web", "web address", "url"),
    "address": ("address", "where"),
    "area": ("area", "area covered"),
    "hours": ("hours", "opening hours", "when"),
    "refer": ("how to refer", "refer", "referral"),
    "checked_on": ("checked on", "checked", "last checked"),
}
"""What a column may be called; the first is what we call it. Capitals do not count."""

_DAY: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


class NotAList(EolplanError):
    """The file cannot be read as a list of services; nothing was taken in."""

    def __init__(self, why: str) -> None:
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list, and what becomes of it.

    Attributes:
        number: As a spreadsheet counts; the headings are row 1.
        service: What would be kept; None where it is refused.
        change: ``new``, ``changed``, ``same`` or ``refused``.
        name: What stands in its name, to find it again in the list.
        why: Why it is refused, in sentences.
    """

    number: int
    service: Service | None
    change: str
    name: str = ""
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a list holds, before any of it is kept.

    Attributes:
        rows: In the order of the list; blank ones are left out.
        unread: Headings that mean nothing here, or the same as one before them.
        guessed: The letters were read as those of older Windows programs.
    """

    rows: tuple[Row, ...]
    unread: tuple[str, ...] = ()
    guessed: bool = False

    def of(self, change: str) -> tuple[Row, ...]:
        """Return the rows that are ``new``, ``changed``, ``same`` or ``refused``."""
        return tuple(row for row in self.rows if row.change == change)

    @property
    def to_keep(self) -> tuple[Service, ...]:
        """What is to be kept: what is new, and what says something else than before."""
        found = (row.service for row in self.rows if row.change in ("new", "changed"))
        return tuple(service for service in found if service is not None)


def read_services(
    data: bytes, known: Iterable[Service], kinds: Mapping[str, str], *, today: dt.date
) -> Report:
    """Return what the list in *data* holds, and what becomes of each row. Nothing is kept.

    A service that is known already is changed where the list says something, and keeps
    what the list leaves blank.

    Args:
        data: The bytes of a CSV file with a row of headings.
        known: The services of the directory.
        kinds: The words of each kind of service, by its code; a list may use either.
        today: The local day.

    Raises:
        NotAList: it is no such file.
    """
    text, guessed = _text_of(data)
    lines = _lines(text)
    parts, unread = _columns(next(lines, (1, []))[1])
    reading = _Reading({s.key: s for s in known}, kinds, today)
    rows = tuple(
        reading.row(number, dict(zip(parts, cells, strict=False)), beyond=cells[len(parts) :])
        for number, cells in lines
        if any(map(str.strip, cells))
    )
    if not rows:
        raise NotAList(tr("There are no services in this file, only headings."))
    return Report(rows, unread, guessed)


def table_of(services: Iterable[Service], kinds: Mapping[str, str]) -> bytes:
    """Return *services* as a CSV file that a spreadsheet shows and does not run."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([names[0].capitalize() for names in _HEADINGS.values()])
    for service in sorted_by_name(services):
        known = {part: str(getattr(service, part)) for part in _HEADINGS}
        known["kind"] = kinds.get(service.kind, service.kind)
        writer.writerow([_inert(text) for text in known.values()])
    return out.getvalue().encode("utf-8-sig")  # the mark tells spreadsheets which letters


class _Reading:
    """One list, read row by row: each row knows those before it."""

    def __init__(
        self, known: Mapping[tuple[str, str], Service], kinds: Mapping[str, str], today: dt.date
    ) -> None:
        self._known, self._today = known, today
        self._codes = {
            folded(word): code for code, words in kinds.items() for word in (code, words)
        }
        self._seen: dict[tuple[str, str], int] = {}

    def row(self, number: int, cells: Mapping[str, str], beyond: Sequence[str] = ()) -> Row:
        """Return what becomes of one row; *beyond* is what stands behind the last heading."""
        said = {part: _cell(text) for part, text in cells.items() if part in _GIVEN}
        said = {part: text for part, text in said.items() if text}
        name = said.get("name", "")
        why = list(self._mend(said))
        if any(map(str.strip, beyond)):
            why.append(tr("There is more in this row than there are headings. Put what holds a"
                          " comma in quotation marks."))  # fmt: skip
        made = Service(new_id(), **{"name": "", **said})
        before = self._known.get(made.key)
        if before is not None:
            made = replace(before, **said)
        why += service_problems(made, today=self._today).values()
        why += self._clashes(made, before, number)
        if why:
            return Row(number, None, "refused", name, tuple(dict.fromkeys(why)))
        change = "new" if before is None else "same" if made == before else "changed"
        return Row(number, made, change, name)

    def _mend(self, said: dict[str, str]) -> Iterator[str]:
        """Put the kind and the day into our form; yield what cannot be."""
        if "kind" in said:
            code = self._codes.get(folded(said["kind"]), "")
            said["kind"] = code or said["kind"]
            if not code:
                yield tr("eolplan knows no such kind of service.")
        written = said.get("checked_on", "")
        if day := _DAY.fullmatch(written):
            said["checked_on"] = _iso(day)
            if not said["checked_on"]:
                yield say("There is no such day as “{date}”. The day comes first.", date=written)

    def _clashes(self, made: Service, before: Service | None, number: int) -> Iterator[str]:
        if not made.name:
            return
        first = self._seen.setdefault(made.key, number)
        if first != number:
            yield say("It is in row {row} already, with the same name and area.", row=first)
        if before is not None and before.retired:
            day = long_date(dt.date.fromisoformat(before.retired_on))
            yield say("It was taken out of use on {date}. Use it again on its own page.", date=day)


def _text_of(data: bytes) -> tuple[str, bool]:
    """Return the text of *data*, and whether its letters had to be guessed."""
    if len(data) > MOST_BYTES:
        raise NotAList(tr("This file is too large for a list of services."))
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text, guessed = data.decode("utf-16" if wide else "utf-8-sig"), False
    except UnicodeDecodeError as e:
        if wide:
            raise NotAList(tr(_NO_TABLE)) from e
        text, guessed = data.decode("cp1252", errors="replace"), True
    if "\0" in text:
        raise NotAList(tr(_NO_TABLE))
    return text, guessed


_NO_TABLE: Final = N_(
    "This is not a list that eolplan can read. Save it from your spreadsheet as CSV."
)


def _lines(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the cells of each row with its number, parted as the headings are.

    Raises:
        NotAList: a row is not closed, or there are too many of them.
    """
    head = text.partition("\n")[0]
    parted = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=parted, strict=True)
    try:
        for number, cells in enumerate(rows, start=1):
            if number > MOST_ROWS:
                raise NotAList(say("Use {most} rows or fewer.", most=MOST_ROWS))
            yield number, cells
    except csv.Error as e:
        row = rows.line_num
        raise NotAList(say("This file cannot be read near line {line}.", line=row)) from e


def _columns(head: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """Return which part of a service each column holds, and the headings that are not read.

    Those mean nothing here, or what a column before them says already.

    Raises:
        NotAList: no column holds the names.
    """
    meant = {name: part for part, names in _HEADINGS.items() for name in names}
    found = [meant.get(folded(plain(cell)), "") for cell in head]
    parts = ["" if part in found[:at] else part for at, part in enumerate(found)]
    if "name" not in parts:
        others = ", ".join(names[0] for part, names in _HEADINGS.items() if part != "name")
        raise NotAList(say(
            "The first row must hold headings, and one of them must be {name}. The others are:"
            " {others}.", name=tr("Name"), others=others,
        ))  # fmt: skip
    unread = (plain(cell) for cell, part in zip(head, parts, strict=True) if not part)
    return parts, tuple(filter(None, unread))


def _iso(day: re.Match[str]) -> str:
    """Return the ISO date of a day as people write it; empty where no calendar has it."""
    try:
        return dt.date(int(day[3]), int(day[2]), int(day[1])).isoformat()
    except ValueError:
        return ""


def _cell(text: str) -> str:
    """Return a cell as plain text, without the apostrophe that kept it from being run."""
    clean = plain(text)
    return clean[1:] if clean.startswith("'") and clean[1:].startswith(_FORMULA) else clean


def _inert(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text

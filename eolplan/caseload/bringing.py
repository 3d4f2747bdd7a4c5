"""Bringing a list of people: what each line says, and why a line is left out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from eolplan.caseload.alike import Key, Known, Shared, held_of, keys_of, shared
from eolplan.caseload.newcomer import Newcomer, facts, folded
from eolplan.caseload.table import NotATable, TableLine, is_formula, read_table
from eolplan.guide import Guide
from eolplan.identity import Staff
from eolplan.vault import CaseloadRow
from eolplan.words import N_, say, tr

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "given": ("given", "givenname", "givennames", "firstname", "firstnames", "forename",
              "forenames", "first"),
    "family": ("family", "familyname", "surname", "lastname", "last"),
    "name": ("name", "fullname", "person", "client", "resident", "patient", "patientname"),
    "preferred": ("preferred", "preferredname", "likestobecalled", "knownas", "called"),
    "born": ("born", "dob", "dateofbirth", "birthdate", "birthday"),
    "nhs": ("nhs", "nhsno", "nhsnumber", "number"),
    "chi": ("chi", "chino", "chinumber"),
    "hcn": ("hcn", "hcno", "hcnumber", "healthandcarenumber", "hscnumber"),
    "address": ("address", "addressline", "street", "town", "city", "county"),
    "postcode": ("postcode", "postalcode", "post"),
    "communication": ("communication", "communicationneeds", "language", "needs"),
}  # fmt: skip
"""What the title of a column may be, without blanks, marks, capitals and a number at its end."""

_NUMBERS: Final = {"nhs": "person.nhs_no", "chi": "person.chi", "hcn": "person.hcn"}
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?")
_DAY_FIRST: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s/.-]+([A-Za-z]{3,9}|\d{1,2})[\s/.,-]+(\d+)"
)
_POSTCODE: Final = "person.address.postcode"
_WHY: Final = {
    Shared.NUMBER: N_("the same number"),
    Shared.NAME: N_("the same name and date of birth"),
    Shared.HOME: N_("the same date of birth and postcode"),
}
_TITLE: Final = re.compile(r"\s*\([^)]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file, looked at.

    Attributes:
        number: Where it stands in the file.
        new: Whoever it names.
        problems: Why it cannot be added, a sentence each; empty: it can.
        left_out: What of it is not taken in, and why, a sentence each.
        alike: People of the list who may be the same person.
        twin: Number of an earlier line that may be the same person, or 0.
        why: What it has in common with the first of them, or with that line, in words.
    """

    number: int
    new: Newcomer
    problems: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    alike: tuple[CaseloadRow, ...] = ()
    twin: int = 0
    why: str = ""

    @property
    def fresh(self) -> bool:
        """Whether it can be added, and nothing speaks against it."""
        return not (self.problems or self.alike or self.twin)


@dataclass(frozen=True, slots=True)
class List:
    """A file, looked at. Nothing of it is in the store yet.

    Attributes:
        lines: In the order of the file.
        unread: Titles of columns that are not taken in.
    """

    lines: tuple[Line, ...]
    unread: tuple[str, ...]


def look_through(
    held: bytes, known: Iterable[CaseloadRow], *, guide: Guide, staff: Staff, at: dt.datetime
) -> List:
    """Return what a file says, line by line.

    Args:
        held: The file.
        known: Everyone who is on the list.
        guide: What it refuses, is refused.
        staff: Whoever brings it.
        at: Now, aware.

    Raises:
        NotATable: it is no table, or no column of it is a name.
    """
    table = read_table(held)
    columns = {title: part for title in table.titles if (part := _part(title))}
    if not {"given", "family", "name"} & set(columns.values()):
        raise NotATable(
            tr("No column is a name. The first line has to name the columns, as it says above.")
        )  # fmt: skip
    people, lines = Known(known), list[Line]()
    earlier: dict[Key, int] = {}
    for line in table.lines:
        made = _line(line, columns, guide, staff, at)
        lines.append(_compared(made, people.alike(made.new), earlier))
        for key in held_of(made.new):
            earlier.setdefault(key, line.number)
    return List(tuple(lines), tuple(t for t in table.titles if t not in columns))


def _compared(line: Line, alike: list[CaseloadRow], earlier: Mapping[Key, int]) -> Line:
    """Return a line with who may be the same person: of the list, else of the file."""
    known = next((key for key in keys_of(line.new) if key in earlier), None)
    twin = earlier[known] if known is not None else 0
    why = shared(line.new, alike[0]) if alike else known[0] if known is not None else None
    return replace(line, alike=tuple(alike), twin=twin, why=tr(_WHY[why]) if why else "")


def _part(title: str) -> str:
    """Return which part of a newcomer a column is, or empty."""
    plain = "".join(c for c in title.casefold() if c.isalpha())
    return next((part for part, titles in _COLUMNS.items() if plain in titles), "")


def _line(
    line: TableLine, columns: Mapping[str, str], guide: Guide, staff: Staff, at: dt.datetime
) -> Line:
    problems = [
        say("“{column}” begins as a formula does. Write the words themselves.", column=title)
        for title, cell in line.cells.items()
        if title in columns and is_formula(cell)
    ]
    if line.beyond:
        problems.append(
            tr("There is more on this line than there are columns. Put what holds a comma in"
               " quotation marks, or save the list again as CSV.")
        )  # fmt: skip
    said: dict[str, list[str]] = {}
    for title, cell in line.cells.items():
        if title in columns and cell:
            said.setdefault(columns[title], []).append(cell)
    new, wrong = _newcomer(said)
    problems += wrong
    refused = list(_refusals(new, guide, staff, at)) if not problems else []
    problems += [why for question, why in refused if question != _POSTCODE]
    left_out = [why for question, why in refused if question == _POSTCODE]
    if left_out:  # nobody goes without a plan for a slip in a postcode
        left_out = [say("The postcode “{postcode}” is left out.", postcode=new.postcode), *left_out]
        new = replace(new, postcode="")
    return Line(line.number, new, tuple(dict.fromkeys(problems)), tuple(left_out))


def _newcomer(said: Mapping[str, list[str]]) -> tuple[Newcomer, list[str]]:
    """Return who a line names, and what of it cannot be understood."""
    one = {part: " ".join(cells) for part, cells in said.items()}
    given, family = one.get("given", ""), one.get("family", "")
    if not given or not family:
        given, family = _with_name(given, family, one.get("name", ""))
    born, wrong = _born(one.get("born", ""))
    problems = [wrong] if wrong else []
    if not given and not family:
        problems.insert(0, tr("There is no name."))
    numbers = [(_NUMBERS[kind], one[kind]) for kind in _NUMBERS if one.get(kind)]
    if any(re.search(r"[eE]\+", number) for _, number in numbers):
        problems.append(
            tr("The spreadsheet has shortened this number. Make its column text there.")
        )
    typed = [(question, "".join(number.split())) for question, number in numbers]
    question, number = typed[0] if typed else (_NUMBERS["nhs"], "")
    address = (
        part.strip() for cell in said.get("address", ()) for part in re.split(r"[\n,]", cell)
    )
    return Newcomer(
        given=given, family=family, preferred=one.get("preferred", ""), born=born,
        number=number.replace("-", ""), number_question=question,
        address=tuple(part for part in address if part),
        postcode=one.get("postcode", "").upper(), communication=one.get("communication", ""),
        more_numbers=tuple((q, n.replace("-", "")) for q, n in typed[1:]),
    ), problems  # fmt: skip


def _with_name(given: str, family: str, name: str) -> tuple[str, str]:
    """Return given and family name where a column holds one of them, and one called name the rest.

    ``Name`` may be both of them, or the other one.
    """
    first, last = _parted(name)
    if not given and not family:
        return first, last
    words, known = f"{first} {last}".split(), (family or given).split()
    rest = words[: -len(known)] if family else words[len(known) :]
    held = words[len(rest) :] if family else words[: len(known)]
    other = " ".join(rest if folded(" ".join(held)) == folded(" ".join(known)) else words)
    return (other, family) if family else (given, other)


def _parted(name: str) -> tuple[str, str]:
    """Return given and family name of ``PRYCE, Gwen (Mrs)`` or ``Gwen Pryce``."""
    plain = _TITLE.sub("", name)
    if "," in plain:
        family, _, given = plain.partition(",")
        return given.strip(), family.strip()
    given, _, family = plain.rpartition(" ")
    return given.strip(), family.strip()


def _born(text: str) -> tuple[str, str]:
    """Return an ISO date, and what is wrong with the text, one of the two empty."""
    if not text or re.fullmatch(r"(18|19|20)\d\d", text):
        return text, ""
    if found := _ISO.fullmatch(text):
        return _date(found[1], found[2], found[3], text)
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
        if len(year) != 4:
            return "", say("Write the year of “{date}” with four figures.", date=text)
        number = month if month.isdigit() else str(_month(month))
        return _date(year, number, day, text)
    return "", say("“{date}” cannot be read as a date. Write it such as 4 March 1941.", date=text)


def _month(name: str) -> int:
    start = name[:3].casefold()
    return _MONTHS.index(start) + 1 if start in _MONTHS else 0


def _date(year: str, month: str, day: str, text: str) -> tuple[str, str]:
    try:
        return dt.date(int(year), int(month), int(day)).isoformat(), ""
    except ValueError:
        return "", say("There is no such day as “{date}”. The day comes first.", date=text)


def _refusals(
    new: Newcomer, guide: Guide, staff: Staff, at: dt.datetime
) -> Iterator[tuple[str, str]]:
    """Yield what the guide refuses of what is said of somebody, each after its question."""
    today = at.astimezone().date()
    for question, _, answer in facts(new, staff.nation, at, practice=False):
        if question in guide:
            asked = guide.question(question)
            for problem in asked.problems(answer, today=today):
                yield question, say("{what}: {problem}", what=tr(asked.heading), problem=problem)

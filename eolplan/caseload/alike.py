"""Who on the list may be somebody who is to be added: the same number, name, or home.

Names are heard and spelled in many ways: Ifor and Ivor who were born on one day and live
in one place may be one person. They may be twins too, so staff are told and decide.

Records that were joined, or came from two laptops, may hold two names, two dates of birth
and two numbers. Somebody is like them who is like any of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import product
from typing import Final

from eolplan.caseload.newcomer import Newcomer, folded
from eolplan.subject import Subject, each_of
from eolplan.vault import CaseloadRow


class Shared(StrEnum):
    """What two people may have in common, so that they may be one."""

    NUMBER = "number"
    NAME = "name"
    HOME = "home"


Key = tuple[Shared, str]

_WHOLE_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


class Known:
    """The people of a list, to be looked up by what tells one person from another.

    Args:
        rows: Everyone.
    """

    def __init__(self, rows: Iterable[CaseloadRow]) -> None:
        self._by: dict[Key, list[CaseloadRow]] = {}
        for row in rows:
            for key in (*_keys_in(row), *_home_of(row)):
                self._by.setdefault(key, []).append(row)

    def alike(self, new: Newcomer) -> list[CaseloadRow]:
        """Return those who may be *new*: one number, or date of birth with the name or the home.

        Source: rule I-07 of the rules that plans are checked by.
        """
        return self._found(keys_of(new))

    def like(self, row: CaseloadRow | Subject) -> list[CaseloadRow]:
        """Return those who may be somebody, their own line among them."""
        return self._found(_keys_in(row))

    def _found(self, keys: Iterable[Key]) -> list[CaseloadRow]:
        found: dict[str, CaseloadRow] = {}
        for key in keys:
            found |= {row.person: row for row in self._by.get(key, ())}
        return list(found.values())


def keys_of(new: Newcomer) -> Iterator[Key]:
    """Yield what tells *new* from others: every number, and the date of birth with name or home."""
    numbers = (new.number, *(n for _, n in new.more_numbers))
    yield from ((Shared.NUMBER, number) for number in numbers if number)
    if name := folded(f"{new.given} {new.family}"):
        yield Shared.NAME, f"{name} {new.born}"
    yield from _home(new.born, new.postcode)


def shared(new: Newcomer, row: CaseloadRow) -> Shared:
    """Return what *new* has in common with somebody who was found to be alike."""
    held = {*_keys_in(row), *_home_of(row)}
    return next(key for key in keys_of(new) if key in held)[0]


def numbers_in(row: CaseloadRow | Subject) -> tuple[str, ...]:
    """Return every number of somebody."""
    return tuple(n for line in (row.nhs, row.chi, row.hcn) for n in each_of(line) if n)


def _keys_in(row: CaseloadRow | Subject) -> Iterator[Key]:
    """Yield numbers and names as ``keys_of`` does, of everybody who this person may be."""
    yield from ((Shared.NUMBER, number) for number in numbers_in(row))
    parts = ({text, *each_of(text)} for text in (row.given, row.family, row.born))
    for given, family, born in product(*parts):
        if name := folded(f"{given} {family}"):
            yield Shared.NAME, f"{name} {born}"


def _home_of(row: CaseloadRow) -> Iterator[Key]:
    for born in each_of(row.born):
        yield from _home(born, row.postcode)


def _home(born: str, postcode: str) -> Iterator[Key]:
    """Yield a day of birth with a postcode; people of one year live beside each other."""
    if postcode and _WHOLE_DAY.fullmatch(born):
        yield Shared.HOME, f"{born} {''.join(postcode.split()).upper()}"

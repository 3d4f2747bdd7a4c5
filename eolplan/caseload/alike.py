"""Who on the list may be somebody who is to be added: the same number, name, or home.

Names are heard and spelled in many ways: Ifor and Ivor who were born on one day and live
in one place may be one person. They may be twins too, so staff are told and decide.

Records that were joined, or came from two laptops, may hold two names, two dates of birth
and two numbers. Somebody is like them who is like any of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
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
Named = Callable[[str, str], Iterator[Key]]
"""What a name and an ISO date of birth, of any precision or empty, are found by."""

_WHOLE_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


class Known:
    """The people of a list, to be looked up by what tells one person from another.

    Args:
        rows: Everyone.
    """

    def __init__(self, rows: Iterable[CaseloadRow]) -> None:
        self._by: dict[Key, list[CaseloadRow]] = {}
        for row in rows:
            for key in _held_of(row):
                self._by.setdefault(key, []).append(row)

    def alike(self, new: Newcomer) -> list[CaseloadRow]:
        """Return those who may be *new*: one number, or date of birth with the name or the home.

        A date of birth that nobody knows, or only the year of it, may be any that holds it.

        Source: rule I-07 of the rules that plans are checked by.
        """
        return self._found(keys_of(new))

    def like(self, row: CaseloadRow | Subject) -> list[CaseloadRow]:
        """Return those who may be somebody, their own line among them."""
        return self._found(_keys_in(row, _asked))

    def _found(self, keys: Iterable[Key]) -> list[CaseloadRow]:
        found: dict[str, CaseloadRow] = {}
        for key in keys:
            found |= {row.person: row for row in self._by.get(key, ())}
        return list(found.values())


def namesakes(rows: Iterable[CaseloadRow]) -> frozenset[str]:
    """Return the ids of those whom the name and the date of birth do not tell from another."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        key = (row.given.casefold(), row.family.casefold(), row.born)
        if any(key[:2]):
            found.setdefault(key, []).append(row.person)
    return frozenset(one for group in found.values() if len(group) > 1 for one in group)


def keys_of(new: Newcomer) -> Iterator[Key]:
    """Yield what *new* is looked up by: every number, and the date of birth with name or home."""
    return _keys_of(new, _asked)


def held_of(new: Newcomer) -> Iterator[Key]:
    """Yield what others find *new* by."""
    return _keys_of(new, _held)


def _keys_of(new: Newcomer, named: Named) -> Iterator[Key]:
    numbers = (new.number, *(n for _, n in new.more_numbers))
    yield from ((Shared.NUMBER, number) for number in numbers if number)
    if name := folded(f"{new.given} {new.family}"):
        yield from named(name, new.born)
    yield from _home(new.born, new.postcode)


def shared(new: Newcomer, row: CaseloadRow) -> Shared:
    """Return what *new* has in common with somebody who was found to be alike."""
    held = {*_held_of(row)}
    return next(key for key in keys_of(new) if key in held)[0]


def numbers_in(row: CaseloadRow | Subject) -> tuple[str, ...]:
    """Return every number of somebody."""
    return tuple(n for line in (row.nhs, row.chi, row.hcn) for n in each_of(line) if n)


def _held_of(row: CaseloadRow) -> Iterator[Key]:
    yield from _keys_in(row, _held)
    yield from _home_of(row)


def _keys_in(row: CaseloadRow | Subject, named: Named) -> Iterator[Key]:
    """Yield numbers and names as ``keys_of`` does, of everybody who this person may be."""
    yield from ((Shared.NUMBER, number) for number in numbers_in(row))
    parts = ({text, *each_of(text)} for text in (row.given, row.family, row.born))
    for given, family, born in product(*parts):
        if name := folded(f"{given} {family}"):
            yield from named(name, born)


def _held(name: str, born: str) -> Iterator[Key]:
    """Yield a name with the date of birth as it is known, and with all that it lies within."""
    yield Shared.NAME, f"{name}, {born}"
    yield from ((Shared.NAME, f"{name}, in {part}") for part in _within(born))


def _asked(name: str, born: str) -> Iterator[Key]:
    """Yield the same the other way round: who was born then, or lies around it, or within it."""
    yield from ((Shared.NAME, f"{name}, {part}") for part in _within(born))
    yield Shared.NAME, f"{name}, in {born}"


def _within(born: str) -> list[str]:
    """Return a date with what is known less exactly: ``1941-03``, ``1941``, nothing."""
    parts = born.split("-") if born else []
    return ["-".join(parts[:n]) for n in range(len(parts), -1, -1)]


def _home_of(row: CaseloadRow) -> Iterator[Key]:
    for born in each_of(row.born):
        yield from _home(born, row.postcode)


def _home(born: str, postcode: str) -> Iterator[Key]:
    """Yield a day of birth with a postcode; people of one year live beside each other."""
    if postcode and _WHOLE_DAY.fullmatch(born):
        yield Shared.HOME, f"{born} {''.join(postcode.split()).upper()}"

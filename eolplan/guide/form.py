"""The form of a guide file: which keys there are, and what may stand in them.

Everything that follows (``meaning``, ``whole``, ``files``) reads only the keys
that this module found good.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeGuard

from eolplan.guide.faults import Fault
from eolplan.guide.kinds import KINDS
from eolplan.guide.model import AUDIENCES, FHIR_NAMES, NATIONS
from eolplan.guide.patterns import PATTERNS
from eolplan.guide.source import Path_, Source, Table
from eolplan.words import N_, say

CODING_USES: Final = FHIR_NAMES | {"agreement-flag", "cpr-flag", "data-absent-reason"}
"""Where a coding may be true that is not true everywhere."""

_ID: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
_SET_ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Key:
    """What may stand in one key.

    Attributes:
        fits: Whether a value may.
        remedy: What to write instead, a sentence with ``{key}`` and *names*.
        needed: Whether the table makes no sense without it.
        names: What else stands in the remedy.
    """

    fits: Callable[[object], bool]
    remedy: str
    needed: bool = False
    names: Mapping[str, str] = field(default_factory=dict)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and bool(value) and all(map(_is_text, value))


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _is_some_tables(value: object) -> bool:
    return _is_tables(value) and bool(value)


def _matches(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and bool(pattern.fullmatch(value))


def text(*, needed: bool = False) -> Key:
    """Return a key that holds words."""
    return Key(_is_text, N_('Write words in quotation marks: {key} = "..."'), needed)


def flag() -> Key:
    """Return a key that holds true or false."""
    return Key(_is_flag, N_("Write {key} = true or {key} = false, without quotation marks."))


def whole(least: int = -(10**9), most: int = 10**9) -> Key:
    """Return a key that holds a whole number between two ends."""
    remedy = N_("Write a whole number without quotation marks: {key} = 1")
    if least > 0:
        remedy = N_("Write a whole number of at least 1, and not too large, for {key}.")
    return Key(lambda v: _is_whole(v) and least <= int(str(v)) <= most, remedy)


def texts(most: int = 10**3) -> Key:
    """Return a key that holds one or more texts."""
    remedy = N_('Write texts in square brackets: {key} = ["...", "..."]')
    if most < 10:
        remedy = N_('Write one to three texts in square brackets: {key} = ["...", "..."]')
    return Key(lambda v: _is_texts(v) and len(v) <= most, remedy)


def named(*, set_: bool = False, needed: bool = False) -> Key:
    """Return a key that holds the id of a section, question or value set."""
    if set_:
        return Key(_matches(_SET_ID), N_("Use letters, digits, full stops and hyphens."), needed)
    return Key(_matches(_ID), N_("Use small letters, digits, _ and full stops."), needed)


def one_of(*allowed: str, needed: bool = False) -> Key:
    """Return a key that holds one of a few words."""
    names = {"words": ", ".join(allowed)}
    remedy = N_("Write one of: {words}.")
    return Key(lambda v: isinstance(v, str) and v in allowed, remedy, needed, names)


def some_of(*allowed: str) -> Key:
    """Return a key that holds a list of some of a few words."""
    names = {"words": ", ".join(allowed)}
    remedy = N_("Write some of these in square brackets: {words}.")
    return Key(lambda v: _is_texts(v) and set(v) <= set(allowed), remedy, names=names)


def copies() -> Key:
    """Return the key that says on which copies a question may appear."""
    names = {"example": "{ bedside = false }", "words": ", ".join(AUDIENCES[:-1])}
    remedy = N_("Write which copies leave it out: {example}. The copies are {words}.")
    return Key(_is_copies, remedy, names=names)


def _is_copies(value: object) -> bool:
    if not isinstance(value, dict) or set(value) - set(AUDIENCES):
        return False
    return all(map(_is_flag, value.values())) and value.get("full", True) is True


def shown_if() -> Key:
    """Return the key that says when a question is shown."""
    names = {"example": '{ question = "earlier.id", is = "code" }'}
    remedy = N_("Write one fact about one earlier question: {example}")
    return Key(_is_shown_if, remedy, names=names)


def _is_shown_if(value: object) -> bool:
    if not isinstance(value, dict) or not _is_text(value.get("question")) or len(value) != 2:
        return False
    codes = value.get("is", value.get("is_not"))
    return value.get("answered") is True or _is_text(codes) or _is_texts(codes)


def tables() -> Key:
    """Return a key that holds tables, each looked at by itself."""
    return Key(_is_tables, N_("Write it as tables: [[{key}]]"))


SECTION: Final[Mapping[str, Key]] = {
    "id": named(needed=True), "title": text(needed=True), "order": whole(), "after": named(),
    "source": text(), "per": one_of("person", "conversation"), "about": text(), "upset": text(),
    "listen": text(), "heavy": flag(), "aside": flag(), "part_of": named(),
    "whole_title": text(), "question": tables(), "retired": tables(), "set": tables(),
}  # fmt: skip
QUESTION: Final[Mapping[str, Key]] = {
    "id": named(needed=True), "kind": one_of(*KINDS, needed=True), "heading": text(needed=True),
    "they": text(), "you": text(), "asks": one_of("person", "carer", "staff"), "say": texts(3),
    "deeper": texts(3), "listen": text(), "note": text(), "check": text(), "upset": text(),
    "hint": text(), "options": named(set_=True), "only": texts(), "own_words": flag(),
    "at_once": flag(),
    "whose": flag(), "fields": texts(), "repeats": flag(), "one": text(), "names": named(),
    "library": named(), "of": named(), "sums": named(), "sums_by": named(),
    "shown_if": shown_if(), "nations": some_of(*NATIONS),
    "nation_from": named(), "under": whole(1, 120), "fhir": one_of(*sorted(FHIR_NAMES)),
    "copies": copies(),
    "restricted": flag(), "restricted_unless": shown_if(), "secret": flag(), "gone": flag(),
    "safety": flag(),
    "obligation": one_of("M", "R", "O"), "more": flag(), "first_visit": whole(1, 12),
    "precision": some_of("day", "month", "year"), "min": whole(), "max": whole(),
    "step": whole(1), "unit": text(), "max_length": whole(1, 20_000),
    "pattern": one_of(*PATTERNS), "past": flag(), "future": flag(), "from": text(),
}  # fmt: skip
RETIRED: Final[Mapping[str, Key]] = {"id": named(needed=True), "replaced_by": named()}
SET: Final[Mapping[str, Key]] = {
    "id": named(set_=True, needed=True), "title": text(needed=True), "source": text(needed=True),
    "option": tables(),
}  # fmt: skip
OPTION: Final[Mapping[str, Key]] = {
    "code": Key(_matches(_CODE), N_("Use letters, digits, _ and hyphens."), needed=True),
    "words": text(needed=True), "you": text(), "hint": text(), "more": flag(), "alone": flag(),
    "nations": some_of(*NATIONS), "under": whole(1, 120), "codings": tables(),
}  # fmt: skip
LIBRARY: Final[Mapping[str, Key]] = {
    "id": named(needed=True), "title": text(needed=True), "source": text(needed=True),
    "entry": tables(),
}  # fmt: skip
READY: Final[Mapping[str, Key]] = {"code": OPTION["code"], "words": text()}
PATHS: Final[Mapping[str, Key]] = {"path": tables()}
PATH: Final[Mapping[str, Key]] = {
    "id": named(needed=True), "title": text(needed=True), "about": text(needed=True),
    "minutes": Key(whole(1, 600).fits, N_("Write about how many minutes: {key} = 10"), True),
    "alone": flag(), "by_phone": flag(),
    "step": Key(_is_some_tables, N_("Write one or more tables: [[path.{key}]]"), True),
}  # fmt: skip
STEP: Final[Mapping[str, Key]] = {
    "they": text(needed=True), "say": texts(3), "note": text(), "pages": texts(),
    "choose": texts(), "page_1": flag(), "ring_back": flag(),
    "review": flag(), "copies_out": flag(),
}  # fmt: skip
CODING: Final[Mapping[str, Key]] = {
    "system": text(needed=True), "code": text(needed=True), "display": text(needed=True),
    "source": text(needed=True),
    "verified_on": Key(_matches(_DAY), N_('Write the day it was checked: "2026-11-25"'), True),
    "use": one_of(*sorted(CODING_USES)),
}  # fmt: skip


def keep(
    source: Source, path: Path_, table: Table, keys: Mapping[str, Key], found: list[Fault]
) -> Table:
    """Return the keys of *table* that may stand there; add a fault for each that may not."""
    found.extend(_faults(source, path, table, keys))
    return {name: v for name, v in table.items() if name in keys and keys[name].fits(v)}


def _faults(source: Source, path: Path_, table: Table, keys: Mapping[str, Key]) -> Iterator[Fault]:
    for name, value in table.items():
        if name not in keys:
            what = say('There is no key called "{key}" here.', key=name)
            yield source.fault((*path, name), what, _nearest(name, keys))
        elif not keys[name].fits(value):
            what = say('The key "{key}" cannot hold this.', key=name)
            yield source.fault(
                (*path, name), what, say(keys[name].remedy, key=name, **keys[name].names)
            )
    for name in (n for n, key in keys.items() if key.needed and n not in table):
        what = say('There is no "{key}" here.', key=name)
        yield source.fault(path, what, say('Add a line: {key} = "..."', key=name))


def _nearest(name: str, keys: Mapping[str, Key]) -> str:
    near = difflib.get_close_matches(name, keys, n=1)
    if near:
        return say('Did you mean "{key}"?', key=near[0])
    return say("Take it away. The keys here are: {keys}.", keys=", ".join(keys))

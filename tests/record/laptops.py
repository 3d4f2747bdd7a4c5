"""Laptops that hold one record each and hand copies to each other."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from eolplan.record import (
    Answer,
    Author,
    Entry,
    Log,
    Parcel,
    Pen,
    Reading,
    erase,
    mask,
    receive,
    sign,
    to_confirm,
)
from eolplan.record.rules_in_force import IN_FORCE, Rules

PERSON = "P"
PLACE, CPR = "pod.first", "cpr.status"
SAFETY = frozenset({CPR})
VALUES = ("own_home", "hospice")
SHARING = ("care_team_and_emergency", "care_team_only", "do_not_share")
AUDIENCES = ("full", "team", "family")
GROUP, NAME, PHONE = "contact", "contact.name", "contact.phone"
ATTORNEY = "poa.who"
CONTACTS = ("c0", "c1")
_OPEN = {"team": {SHARING[0], SHARING[1]}, "family": {SHARING[0]}}


class Broken(AssertionError):
    """A promise of the log was not kept."""


def demand(kept: object, promise: str) -> None:
    """Raise ``Broken`` unless *kept*."""
    if not kept:
        raise Broken(promise)


def allows(audience: str) -> Callable[[Reading], bool]:
    """Return the mask of *audience*, by sharing alone."""
    return lambda reading: all(a.sharing in _OPEN[audience] for a in reading.answers)


def needs(pointing: Reading, pointed_at: Reading) -> bool:
    """Say that whoever reads of an attorney needs their name."""
    return pointing.question == ATTORNEY and pointed_at.question in (GROUP, NAME)


@dataclass
class Laptop:
    """One vault: a log, a clock, and what was erased."""

    name: str
    chance: random.Random
    skew: dt.timedelta = dt.timedelta()
    rules: Rules = IN_FORCE
    ticks: int = 0
    erased: set[str] = field(default_factory=set)
    log: Log = field(default_factory=Log)

    def __post_init__(self) -> None:
        self.log = Log(members=frozenset({PERSON}), rules=self.rules)

    def now(self) -> dt.datetime:
        self.ticks += 1
        noon = dt.datetime(2026, 11, 12, 12, tzinfo=dt.UTC)
        return noon + self.skew + dt.timedelta(seconds=self.ticks)

    @property
    def pen(self) -> Pen:
        return Pen(
            PERSON,
            Author(self.name, f"Nurse {self.name}", "Community nurse"),
            self.now,
            conversation=f"talk-{self.name}",
            salt=lambda: self.chance.randbytes(16).hex(),
        )

    def keep(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        self.log = self.log.plus(entries)
        return entries

    def answer(self, question: str, value: Any, instance: str = "", **how: Any) -> Entry:
        answer = Answer(value=value, **{"said_on": "2026-11-12", **how})
        return self.keep(self.pen.answer(self.log, question, answer, instance))[0]

    def sign(self) -> None:
        version = sign(self.log, PERSON, self.pen.author, self.now(), {})
        self.log = self.log.plus(versions=[version])

    def confirm_all(self) -> None:
        for entry in to_confirm(self.log, SAFETY):
            self.keep(self.pen.confirm(self.log, entry))

    def export(self, audience: str = "full", *, history: bool = True) -> Parcel:
        if audience == "full":
            return mask(self.log, lambda _: True, history=history, full=True)
        return mask(self.log, allows(audience), needs=needs, history=history)

    def receive(self, parcel: Parcel) -> None:
        self.log = receive(self.log, parcel, self.erased.__contains__).log

    def erase(self, digest: str) -> None:
        self.log = erase(self.log, [digest]).log
        self.erased.add(digest)

    def standing(self) -> set[str]:
        return {head.digest for heads in self.log.by_key.values() for head in heads}


def laptop(
    name: str, rules: Rules = IN_FORCE, *, skew: dt.timedelta = dt.timedelta(), seed: int = 0
) -> Laptop:
    """Return an empty laptop whose salts are the same every time."""
    return Laptop(name, random.Random(f"{seed}{name}"), skew, rules)  # noqa: S311

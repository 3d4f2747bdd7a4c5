"""The coming days: planned visits, reviews that are due, topics to come back to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from eolplan.caseload.line import SOON
from eolplan.vault import CaseloadRow


class What(IntEnum):
    """What a day holds for a person, in the order in which it is listed."""

    VISIT = 0
    REVIEW = 1
    COME_BACK = 2


@dataclass(frozen=True, slots=True)
class Due:
    """One thing of one day.

    Attributes:
        row: The person.
        what: What it is.
        on: The day that was named, ISO.
    """

    row: CaseloadRow
    what: What
    on: str


@dataclass(frozen=True, slots=True)
class Day:
    """What one day holds.

    Attributes:
        on: ISO date; empty for all days that have passed.
        due: By what it is, then by name; of days that have passed the earliest first.
    """

    on: str
    due: tuple[Due, ...]


def coming(rows: Iterable[CaseloadRow], today: dt.date) -> tuple[Day, ...]:
    """Return what has passed and was not taken up, today, and the days ahead as far as ``SOON``.

    Only days that were named are listed: a month is none.

    Args:
        rows: The people, by name.
        today: The local day.
    """
    days: dict[str, list[Due]] = {}
    first, last = today.isoformat(), (today + SOON).isoformat()
    for due in _all(rows):
        if len(due.on) == len(first) and due.on <= last:
            days.setdefault(due.on if due.on >= first else "", []).append(due)
    for on, found in days.items():
        found.sort(key=lambda due: ("" if on else due.on, due.what))
    return tuple(Day(on, tuple(days[on])) for on in sorted(days))


def _all(rows: Iterable[CaseloadRow]) -> Iterator[Due]:
    for row in rows:
        if row.ended:
            continue
        for what, on in (
            (What.VISIT, row.planned),
            (What.REVIEW, row.review_due),
            (What.COME_BACK, row.come_back),
        ):
            yield Due(row, what, on)

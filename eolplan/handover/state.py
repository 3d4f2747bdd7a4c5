"""Which words about the paper itself may stand on it (rows S01 to S09)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from eolplan.guide import Names
from eolplan.handover.cpr import Line, last_day
from eolplan.handover.phrases import phrasebook
from eolplan.words import long_date, partial_date

LATE: Final = dt.timedelta(days=30)
OLD: Final = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Since:
    """What became of a plan, as it is known today. Dates are ISO, of any precision.

    Attributes:
        error: The plan was recorded in error.
        died, died_on: The person died.
        withdrawn, withdrawn_on: The person took back their agreement.
        held, held_on: The plan is on hold, or under review.
        team, phone: Who has the plan since it went to others; empty: nobody said.
        events: What happened after the sign-off and was not looked at since, in words.
        awaited: Name and role of whoever has not yet signed; each is empty where nobody wrote
            it down, and None where the reader may not have it. None: nobody is waited for.
    """

    error: bool = False
    died: bool = False
    died_on: str = ""
    withdrawn: bool = False
    withdrawn_on: str = ""
    held: bool = False
    held_on: str = ""
    team: str = ""
    phone: str = ""
    events: tuple[str, ...] = ()
    awaited: tuple[str | None, str | None] | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """One copy, as a thing that can be out of date.

    Attributes:
        printed: When, in words.
        draft: Nobody signed it off; ``practice``: it is about a made-up person.
        number, newer: Of the version copied, and of the newest; equal: it is the newest.
        newer_on, signed_on: When they were signed off, local.
        signer: Who signed the version off.
        review_on: ISO date, or empty.
        since: What became of the plan.
    """

    printed: str
    draft: bool = False
    practice: bool = False
    number: int = 0
    newer: int = 0
    newer_on: dt.date | None = None
    signed_on: dt.date | None = None
    signer: str = ""
    review_on: str = ""
    since: Since = Since()


def state_lines(paper: Paper, names: Names, *, phone: str, today: dt.date) -> Iterator[Line]:
    """Yield what a reader must know of the paper before reading it.

    Args:
        paper: The copy.
        names: The person's name and pronouns.
        phone: Whom to ask, for the rows that say so.
        today: The day the page is printed on.
    """
    said = _facts(paper, phone)
    new = {"phone": paper.since.phone or phone, "team": phrasebook().given(paper.since.team, "who")}
    for row, more in _rows(paper, today):
        more = more | new if row.startswith("S06") else more
        yield Line((row,), phrasebook().say(row, names, **said | more))


def _rows(paper: Paper, today: dt.date) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the rows, each with the facts that only it has."""
    since, signed = paper.since, not paper.draft
    newer_on = paper.newer_on if signed and paper.newer > paper.number else None
    ended = {
        "S01": paper.draft, "S09.practice": paper.practice, "S09.error": since.error,
        "S09.died": since.died, "S08": since.withdrawn, "S07": newer_on is not None,
    }  # fmt: skip
    dates = {
        "S09.died": _day(since.died_on), "S08": _day(since.withdrawn_on),
        "S07": long_date(newer_on) if newer_on else "", "S06": _day(since.held_on),
        "S06.team": _day(since.held_on),
    }  # fmt: skip
    waiting = {
        "S06": since.held and not since.team, "S06.team": since.held and bool(since.team),
        "S05": signed and bool(since.events),
        _second(since): signed and since.awaited is not None,
    }  # fmt: skip
    over = since.error or since.died or since.withdrawn  # then its age does not matter
    for row, holds in (ended if over else ended | waiting).items():
        if holds:
            yield row, {"date": dates.get(row, "")}
    if paper.signed_on and not over:
        yield from _review(paper, paper.signed_on, today)


def _review(
    paper: Paper, signed_on: dt.date, today: dt.date
) -> Iterator[tuple[str, dict[str, str]]]:
    """Say that the review was due, or that the paper is more than a year old."""
    due = last_day(paper.review_on) if paper.review_on else dt.date.max
    past = today - due if due < today else dt.timedelta(0)
    if past > LATE:
        yield "S04", {"date": partial_date(paper.review_on)}
    elif today > signed_on + OLD:
        yield "S04", {"date": long_date(min(signed_on + OLD, due))}
    elif past > dt.timedelta(0):
        yield "S03", {"date": partial_date(paper.review_on)}


def _second(since: Since) -> str:
    """Choose the row about a signature that is awaited: whose it is may be kept off this copy."""
    return "S02.kept" if since.awaited and since.awaited[0] is None else "S02"


def _facts(paper: Paper, phone: str) -> dict[str, str]:
    given = phrasebook().given
    name, role = paper.since.awaited or ("", "")
    kept = phrasebook().absent("role.kept")
    return {
        "moment": paper.printed, "n": str(paper.number), "m": str(paper.newer), "phone": phone,
        "who": given(paper.signer, "who"), "Other": given(name or "", "who"),
        "role": kept if role is None else given(role, "role"),
        "event": given("; ".join(paper.since.events), "text"),
    }  # fmt: skip


def _day(text: str) -> str:
    return phrasebook().given(partial_date(text), "date")

"""What is said of back-ups: when, where, whether they were tested, and what stands in the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from eolplan.words import N_, clock, listing, long_date, say, tr
from ui.backup_work import Second, Standing

LATE: Final = dt.timedelta(days=7)
"""So long may the newest back-up be behind what is written before People says so."""

FIRST_DAY: Final = dt.timedelta(days=1)
"""So long may a new store be without one."""

_HERE: Final = {
    Second.NONE: N_("Last back-up: {when}, on this laptop only."),
    Second.KEPT: N_("Last back-up: {when}, on this laptop and in {place}."),
    Second.AWAY: N_("Last back-up: {when}, on this laptop. {place} was not there."),
    Second.FULL: N_("Last back-up: {when}, on this laptop. There was no room in {place}."),
    Second.REFUSED: N_("Last back-up: {when}, on this laptop. {place} did not take it."),
    Second.STOPPED: N_("Last back-up: {when}, on this laptop. The copy to {place} was stopped."),
}
_THERE: Final = {
    Second.AWAY: N_("{place}, where back-ups also go, was not there. Plug it in, or choose "
                    "another place."),
    Second.FULL: N_("{place}, where back-ups also go, is full. Make room there, or choose "
                    "another place."),
    Second.REFUSED: N_("{place}, where back-ups also go, did not take the last one. Choose "
                       "another place."),
}  # fmt: skip
_COUNTED: Final = (
    ("people", N_("1 person"), N_("{count} people")),
    ("entries", N_("1 answer"), N_("{count} answers")),
    ("versions", N_("1 signed version"), N_("{count} signed versions")),
    ("staff", N_("1 member of staff"), N_("{count} members of staff")),
)


def when(at: dt.datetime, now: dt.datetime) -> str:
    """Return ``today 12:05``, ``yesterday 18:10`` or ``12 November 2026, 18:10``."""
    day, today = at.astimezone().date(), now.astimezone().date()
    if day == today:
        return say("today {time}", time=clock(at))
    if day == today - dt.timedelta(days=1):
        return say("yesterday {time}", time=clock(at))
    return say("{date}, {time}", date=long_date(day), time=clock(at))


def place_name(place: Path) -> str:
    """Return what a place is called: its own name, or all of it where it has none."""
    return place.name or str(place)


def counted(counts: Mapping[str, int], *, only: tuple[str, ...] = ()) -> str:
    """Return ``142 people, 3,210 answers and 31 signed versions``; what there is none of goes.

    Args:
        counts: How much of each kind.
        only: The kinds that are told; empty: all.
    """
    told = [
        tr(one) if counts[kind] == 1 else say(many, count=f"{counts[kind]:,}")
        for kind, one, many in _COUNTED
        if counts.get(kind) and (not only or kind in only)
    ]
    return listing(told)


def last_words(now_: Standing, now: dt.datetime) -> str:
    """Return when the newest back-up was made and where it lies."""
    if now_.last is None:
        return tr("No back-up yet. If this laptop is stolen or breaks, these plans are gone.")
    place = place_name(now_.place) if now_.place is not None else tr("the second place")
    return say(_HERE[now_.last.second], when=when(now_.last.at, now), place=place)


def proven_words(now_: Standing, now: dt.datetime) -> str:
    """Return when a back-up was tested last, and what that showed."""
    if now_.proven is None:
        return tr("Not tested yet. Once a week eolplan restores one on trial by itself.")
    at = when(now_.proven.at, now)
    if now_.proven.ok:
        return say("Tested: {when}. Everything in it could be read.", when=at)
    return say(
        "Tested: {when}. Something in it could not be read. Back up now and test again. If it"
        " stays so, tell the person who looks after this laptop.",
        when=at,
    )


def reminder(now_: Standing, now: dt.datetime) -> str:
    """Return the one quiet line for People; empty while all is well."""
    if now_.since is not None and now - now_.since >= FIRST_DAY:
        return tr("No back-up yet. If this laptop is stolen or breaks, these plans are gone.")
    if now_.last is None:
        return ""
    if now_.changed and now - now_.last.at >= LATE:
        return say("The last back-up is from {when}.", when=when(now_.last.at, now))
    if now_.proven is not None and not now_.proven.ok:
        return tr("The last test of a back-up found something wrong.")
    return place_trouble(now_)


def place_trouble(now_: Standing) -> str:
    """Return what kept the last copy from the second place, and what to do; empty: nothing."""
    if now_.last is None or now_.place is None or now_.last.second not in _THERE:
        return ""
    return say(_THERE[now_.last.second], place=place_name(now_.place))

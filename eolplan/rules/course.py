"""How things go for the person: the phase of the illness, how long it may be, and the talks."""

from __future__ import annotations

import datetime as dt
from typing import Final

from eolplan.rules.plan import Plan, first_day

PHASE: Final = "fn.phase"
COURSE: Final = ("prog.estimate", PHASE)
"""Where it is recorded how near the end may be. What hangs on it names both: then it is told
where either is written, and again once either changes."""

SOON: Final = ("days", "weeks")
"""How the codes of a short prognosis begin."""

MONTHS: Final = dt.timedelta(days=92)
"""Three months, as reviews count them."""

EVENT: Final = "rev.event"
_ASKED: Final = "person_asks"

UNCOVERED: Final = ("no", "not_checked", "")
"""Answers to whether something is there that say: nobody can count on it."""


def phase(plan: Plan) -> str:
    """Return the code of the phase of illness that stands, or empty."""
    return plan.code(PHASE)


def is_dying(plan: Plan) -> bool:
    """Say whether the last days are recorded to have begun."""
    return phase(plan) == "dying" or plan.code("prog.estimate").startswith("days")


def is_near(plan: Plan) -> bool:
    """Say whether weeks or less are thought to be left, or the person is getting worse now."""
    return plan.code("prog.estimate").startswith(SOON) or phase(plan) in ("deteriorating", "dying")


def talks_of(plan: Plan) -> tuple[str, ...]:
    """Return the talks whose day is recorded, the oldest first; of one day as written down."""
    days = sorted((day, _written(plan, talk), talk) for talk, day in plan.each("conv.when"))
    return tuple(talk for *_, talk in days)


def _written(plan: Plan, talk: str) -> dt.datetime:
    head = plan.reading("conv.when", talk).entry
    return head.recorded if head else dt.datetime.min.replace(tzinfo=dt.UTC)


def newest_talk(plan: Plan) -> str:
    """Return the id of the talk with the latest day, or empty."""
    return next(reversed(talks_of(plan)), "")


def big_changes(plan: Plan) -> tuple[dt.date, ...]:
    """Return the days of what has happened that may change a wish; that somebody asks is none."""
    return events(plan, but=_ASKED)


def events(plan: Plan, *kinds: str, but: str = "") -> tuple[dt.date, ...]:
    """Return the days of what has happened: of these kinds, or of any *but* one."""
    found = [(plan.code("rev.event.what", i), event_day(plan, i)) for i in plan.members(EVENT)]
    return tuple(day for kind, day in found if day and kind != but and (not kinds or kind in kinds))


def event_day(plan: Plan, event: str) -> dt.date | None:
    """Return the day of what has happened; the day it was told where no other is recorded."""
    told = plan.answer("rev.event.what", event)
    return plan.day("rev.event.on", event) or (first_day(told.said_on) if told else None)


def working_days_since(day: dt.date, today: dt.date) -> int:
    """Return how many days from Monday to Friday have begun after *day*, up to *today*."""
    after = (day + dt.timedelta(n) for n in range(1, (today - day).days + 1))
    return sum(each.weekday() < 5 for each in after)

"""How things go for the person: the phase of the illness, how long it may be, and the talks."""

from __future__ import annotations

import datetime as dt
from typing import Final

from eolplan.rules.plan import Plan

PHASE: Final = "fn.phase"
SOON: Final = ("days", "weeks")
"""How the codes of a short prognosis begin."""

MONTHS: Final = dt.timedelta(days=92)
"""Three months, as reviews count them."""

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
    """Return the talks whose day is recorded, the oldest first."""
    days = sorted((day, talk) for talk, day in plan.each("conv.when"))
    return tuple(talk for _, talk in days)


def newest_talk(plan: Plan) -> str:
    """Return the id of the talk with the latest day, or empty."""
    return next(reversed(talks_of(plan)), "")


def working_days_since(day: dt.date, today: dt.date) -> int:
    """Return how many days from Monday to Friday have begun after *day*, up to *today*."""
    after = (day + dt.timedelta(n) for n in range(1, (today - day).days + 1))
    return sum(each.weekday() < 5 for each in after)

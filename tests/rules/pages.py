"""A record to try rules on: the notebook of the handover tests, with the rules beside it."""

from __future__ import annotations

import datetime as dt

from eolplan.rules import Finding, check
from eolplan.rules.around import Around
from tests.handover.notebook import Notebook

TODAY = dt.date(2025, 11, 12)


def book(nation: str = "ENG") -> Notebook:
    """Return the record of an invented person of whom nothing but the name is known."""
    return Notebook().person_named(**{"plan.jurisdiction": nation})


def found(
    record: Notebook, *, nation: str = "ENG", today: dt.date = TODAY, night: str = "",
    around: Around | None = None,
) -> dict[str, Finding]:  # fmt: skip
    """Return what the rules find, by id; of two of one id the first."""
    made: dict[str, Finding] = {}
    for finding in check(record.log, record.guide, today=today, nation=nation, night_phone=night,
                         around=around or Around(training=True)):  # fmt: skip
        made.setdefault(finding.rule, finding)
    return made

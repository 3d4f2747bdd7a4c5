"""All rules that are built, and the one function that runs them."""

from __future__ import annotations

import datetime as dt
from typing import Final

from eolplan.guide import Guide
from eolplan.record import Log
from eolplan.rules import capacity, cpr, devices, law, people, places, signing, talk
from eolplan.rules.finding import Finding, Rule, Severity
from eolplan.rules.plan import Plan

RULES: Final[tuple[Rule, ...]] = (
    *signing.RULES, *cpr.RULES, *capacity.RULES, *law.RULES, *places.RULES, *devices.RULES,
    *people.RULES, *talk.RULES,
)  # fmt: skip
"""In the order in which findings of one severity are told."""

BUILT: Final = frozenset(rule.id for rule in RULES)
"""Ids of the catalogue that exist; any other id is not built."""

_HEAVIEST_FIRST: Final = tuple(Severity)


def check(
    log: Log, guide: Guide, *, today: dt.date, nation: str, night_phone: str = ""
) -> tuple[Finding, ...]:
    """Return everything that is worth a second look; the same input gives the same findings.

    Args:
        log: The whole record of one person.
        guide: What may be asked.
        today: The local day.
        nation: One of ``identity.NATIONS``.
        night_phone: The team's own number at night, or empty.
    """
    plan = Plan(log, guide, today, nation, night_phone)
    found = [finding for rule in RULES for finding in rule.findings(plan)]
    return tuple(sorted(found, key=lambda finding: _HEAVIEST_FIRST.index(finding.severity)))

"""All rules that are built, and the one function that runs them."""

from __future__ import annotations

import datetime as dt
import weakref
from typing import Final, TypeAlias

from eolplan.guide import Guide
from eolplan.record import Log
from eolplan.rules import (
    afterwards,
    agreement,
    attorneys,
    best_interests,
    capacity,
    carers,
    copies,
    cpr,
    cpr_beside,
    cpr_view,
    devices,
    identity,
    judgement,
    jurisdiction,
    key_safe,
    law,
    leaving,
    medicines,
    people,
    places,
    refusals,
    reviewing,
    signing,
    talk,
    treatment,
    whole,
    workable,
)
from eolplan.rules.around import Around
from eolplan.rules.finding import Finding, Rule, Severity
from eolplan.rules.plan import Plan
from eolplan.words import language

RULES: Final[tuple[Rule, ...]] = (
    *signing.RULES,
    *identity.RULES,
    *agreement.RULES,
    *leaving.RULES,
    *key_safe.RULES,
    *cpr.RULES,
    *cpr_view.RULES,
    *cpr_beside.RULES,
    *treatment.RULES,
    *capacity.RULES,
    *best_interests.RULES,
    *law.RULES,
    *refusals.RULES,
    *attorneys.RULES,
    *jurisdiction.RULES,
    *places.RULES,
    *workable.RULES,
    *devices.RULES,
    *medicines.RULES,
    *people.RULES,
    *carers.RULES,
    *talk.RULES,
    *judgement.RULES,
    *reviewing.RULES,
    *copies.RULES,
    *afterwards.RULES,
    *whole.RULES,
)
"""In the order in which findings of one severity are told."""

BUILT: Final = frozenset(rule.id for rule in RULES)
"""Ids of the catalogue that exist; any other id is not built."""

_HEAVIEST_FIRST: Final = tuple(Severity)


_Found: TypeAlias = tuple["weakref.ref[Log]", tuple[object, ...], tuple[Finding, ...]]


def _weight(finding: Finding) -> tuple[int, bool]:
    """Return what findings are sorted by: of one severity, what could do harm comes first."""
    return _HEAVIEST_FIRST.index(finding.severity), not finding.in_talk


class _Once:
    """What was found last: a page asks several times about one record that has not changed."""

    def __init__(self) -> None:
        self._last: _Found | None = None

    def found_for(self, log: Log, asked: tuple[object, ...]) -> tuple[Finding, ...] | None:
        """Return what was found in this very log; None where another was looked at since."""
        last = self._last
        same = last is not None and last[0]() is log and last[1] == asked
        return last[2] if last is not None and same else None

    def keep(
        self, log: Log, asked: tuple[object, ...], found: tuple[Finding, ...]
    ) -> tuple[Finding, ...]:
        """Keep what was found, and nothing of the record itself; return it."""
        self._last = (weakref.ref(log), asked, found)
        return found


_once: Final = _Once()


def check(
    log: Log,
    guide: Guide,
    *,
    today: dt.date,
    nation: str,
    night_phone: str = "",
    around: Around | None = None,
) -> tuple[Finding, ...]:
    """Return everything that is worth a second look; the same input gives the same findings.

    Args:
        log: The whole record of one person.
        guide: What may be asked.
        today: The local day.
        nation: One of ``identity.NATIONS``.
        night_phone: The team's own number at night, or empty.
        around: What is known beside the record; None: nothing.
    """
    known = around or Around()
    asked = (guide, today, nation, night_phone, known, language())
    if (found := _once.found_for(log, asked)) is None:
        plan = Plan(log, guide, today, nation, night_phone, known)
        every = [finding for rule in RULES for finding in rule.findings(plan)]
        every.sort(key=_weight)
        found = _once.keep(log, asked, tuple(every))
    return found


def answerable(log: Log, guide: Guide, *, today: dt.date, nation: str) -> tuple[Finding, ...]:
    """Return what stops a sign-off and can be answered by a typed reason.

    Args: as of ``check``.
    """
    plan = Plan(log, guide, today, nation)
    rules = (rule for rule in RULES if rule.may_go_on)
    return tuple(f for rule in rules for f in rule.findings(plan) if f.may_go_on)


def printed(
    log: Log, guide: Guide, *, today: dt.date, nation: str, night_phone: str = ""
) -> tuple[Finding, ...]:
    """Return what stands on the copies of professionals, and nothing else (decision D28).

    Args: as of ``check``.
    """
    plan = Plan(log, guide, today, nation, night_phone)
    rules = (rule for rule in RULES if rule.prints)
    found = (finding for rule in rules for finding in rule.findings(plan))
    return tuple(finding for finding in found if finding.severity is not Severity.PROMPT)

"""Rules about the copies of a plan, and about the only copy being on this laptop.

They are silent where nobody looked what left the laptop (``Around.now`` is None).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from eolplan.record import Version
from eolplan.rules.finding import Hit, Rule, Severity
from eolplan.rules.plan import Plan
from eolplan.words import N_

_A_DAY: Final = dt.timedelta(hours=24)
_A_WEEK: Final = dt.timedelta(days=7)


def _older_out(plan: Plan) -> Iterator[Hit]:
    newest = plan.log.latest_version()
    if newest is None:
        return
    handed = plan.around.handed
    told = {(copy.audience, copy.reader) for copy in handed if copy.version == newest.digest}
    older = {
        (copy.audience, copy.reader) for copy in handed
        if copy.version in plan.log.versions and copy.version != newest.digest
    } - told  # fmt: skip
    if older:
        yield Hit(("agree.copy",), names={"count": str(len(older))})


def _nobody_has_it(plan: Plan) -> Iterator[Hit]:
    newest, now = plan.log.latest_version(), plan.around.now
    if newest is None or now is None or now - _signed(newest) <= _A_DAY:
        return
    if not any(copy.version == newest.digest for copy in plan.around.handed):
        yield Hit(("agree.copy",))


def _only_here(plan: Plan) -> Iterator[Hit]:
    """Find a version, or a draft nobody signed, that has been nowhere else for a week."""
    newest, now = plan.log.latest_version(), plan.around.now
    since = _signed(newest) if newest else _begun(plan)
    if now is None or since is None or now - since <= _A_WEEK:
        return
    backed = plan.around.backed_up is not None and now - plan.around.backed_up <= _A_WEEK
    handed = newest and any(copy.version == newest.digest for copy in plan.around.handed)
    if not (backed or handed):
        yield Hit(("agree.copy",))


def _begun(plan: Plan) -> dt.datetime | None:
    return min((entry.recorded for entry in plan.log.entries.values()), default=None)


def _signed(version: Version) -> dt.datetime:
    return dt.datetime.fromisoformat(version.signed_at)


RULES: Final = (
    Rule("Q-08", Severity.WARN,
         N_("This plan is only on this laptop. Make a back-up, or hand it over."),
         "Own design", _only_here),
    Rule("X-03", Severity.WARN,
         N_("Readers who hold only an older copy: {count}. Give them the new one, and ask for the"
            " old one back."),
         "SCCI1580, discrepancies", _older_out),
    Rule("X-04", Severity.WARN,
         N_("This version is more than a day old, and nobody has a copy of it. Does the GP, the"
            " out-of-hours service or the ambulance service need one?"),
         "EPaCCS evaluations; own design", _nobody_has_it),
)  # fmt: skip

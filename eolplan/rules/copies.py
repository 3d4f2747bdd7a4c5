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
from eolplan.rules.signing import SHARING
from eolplan.status import may_not_be_copied
from eolplan.words import N_, long_date

_A_DAY: Final = dt.timedelta(hours=24)
_A_WEEK: Final = dt.timedelta(days=7)


def _older_out(plan: Plan) -> Iterator[Hit]:
    newest = plan.log.latest_version()
    if newest is None or may_not_be_copied(plan.log):
        return
    handed = plan.around.handed
    told = {(copy.audience, copy.reader) for copy in handed if copy.version == newest.digest}
    older = {
        (copy.audience, copy.reader) for copy in handed
        if copy.version in plan.log.versions and copy.version != newest.digest
    } - told  # fmt: skip
    if older:
        names = {"count": str(len(older)), "number": str(newest.number)}
        yield Hit(("agree.copy",), names=names)


def _nobody_has_it(plan: Plan) -> Iterator[Hit]:
    newest, now = plan.log.latest_version(), plan.around.now
    if newest is None or now is None or now - _signed(newest) <= _A_DAY or _is_for_nobody(plan):
        return
    if not any(copy.version == newest.digest for copy in plan.around.handed):
        yield Hit(("agree.copy",), names={"number": str(newest.number)})


def _is_for_nobody(plan: Plan) -> bool:
    """Say whether the person wants no reader to have it: then nobody is pressed to hand it on."""
    asked = {code for q in plan.guide if q.id.startswith(SHARING) for _, code in plan.each(q.id)}
    return may_not_be_copied(plan.log) or asked == {"no"}


def _only_here(plan: Plan) -> Iterator[Hit]:
    """Find what was recorded or signed more than a week ago, and is nowhere else."""
    now, log = plan.around.now, plan.log
    if now is None:  # as of most checks of a plan that is open: nothing to count
        return
    saved = _saved_until(plan)
    made = [entry.recorded for d, entry in log.entries.items() if d not in log.received]
    made += map(_signed, log.versions.values())
    since = min((at for at in made if saved is None or at > saved), default=None)
    if since is not None and now - since > _A_WEEK:
        yield Hit(("agree.copy",), names={"date": long_date(since.astimezone().date())})


def _saved_until(plan: Plan) -> dt.datetime | None:
    """Return until when all that was recorded is in a back-up, or in a copy that left."""
    left = {copy.version for copy in plan.around.handed}
    saved = [_signed(version) for d, version in plan.log.versions.items() if d in left]
    return max([*saved, *filter(None, [plan.around.backed_up])], default=None)


def _signed(version: Version) -> dt.datetime:
    return dt.datetime.fromisoformat(version.signed_at)


RULES: Final = (
    Rule("Q-08", Severity.WARN,
         N_("What was written here since {date} is only on this laptop. Make a back-up, or hand it"
            " over."),
         "Own design", _only_here),
    Rule("X-03", Severity.WARN,
         N_("Readers for whom the last copy made is older than version {number}: {count}. Give"
            " the new one to whoever has it, and ask for the old one back."),
         "SCCI1580, discrepancies", _older_out),
    Rule("X-04", Severity.WARN,
         N_("Version {number} is more than a day old, and nobody has a copy of it. Does the GP, the"
            " out-of-hours service or the ambulance service need one?"),
         "EPaCCS evaluations; own design", _nobody_has_it),
)  # fmt: skip

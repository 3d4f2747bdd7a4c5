"""Rules about implanted devices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eolplan.rules.course import COURSE, SOON, is_near
from eolplan.rules.finding import Hit, Rule, Severity
from eolplan.rules.plan import Plan
from eolplan.words import N_

SHOCK_DEVICES: Final = frozenset({"icd", "crt_d", "s_icd"})
COMES_OUT: Final = SHOCK_DEVICES | {"pacemaker", "crt_p", "lvad", "pump"}
"""What has to come out before a cremation."""


def devices(plan: Plan) -> frozenset[str]:
    """Return the codes of every device that is recorded, in the list or one by one."""
    return plan.codes("dev.has") | {code for _, code in plan.each("dev.item.kind")}


def shocks_open(plan: Plan) -> bool:
    """Say whether there is a shock device and turning off its shocks is not talked about."""
    settled = plan.code("icd.discussed") == "yes" or plan.code("icd.shocks") == "off"
    return bool(devices(plan) & SHOCK_DEVICES) and not settled


def _early(plan: Plan) -> Iterator[Hit]:
    if shocks_open(plan) and plan.code("prog.estimate").startswith(("months", *SOON)):
        yield Hit(("icd.discussed", "prog.estimate"))


def _switched_off_by_whom(plan: Plan) -> Iterator[Hit]:
    wanted = plan.code("icd.decision") in ("off_now", "off_when")
    done = plan.code("icd.shocks") == "off" or plan.answered("icd.done_on")
    planned = plan.answered("icd.plan") or plan.answered("icd.magnet")
    if wanted and not (done or planned) and is_near(plan):
        yield Hit(("icd.plan", "icd.magnet", "icd.decision", *COURSE))


def _before_cremation(plan: Plan) -> Iterator[Hit]:
    """Find a device of which it is not written down that it comes out; each of several counts."""
    items = plan.each("dev.item.kind")
    written = {kind for _, kind in items}
    open_ = {kind for i, kind in items if plan.code("dev.item.after_death", i) != "yes"}
    open_ |= plan.codes("dev.has") - written
    if plan.holds("funeral.kind", "cremation") and open_ & COMES_OUT:
        yield Hit(("dev.item.after_death", "funeral.kind"))


RULES: Final = (
    Rule("D-01", Severity.WARN, N_("Talk early about turning off the shocks of the device."),
         "British Heart Foundation; Dutch ACP data set", _early),
    Rule("D-02", Severity.WARN,
         N_("The shocks are to be turned off, and nobody has written down who does it and when."
            " Is there a magnet?"),
         "British Heart Foundation", _switched_off_by_whom, safety=True),
    Rule("D-03", Severity.PROMPT,
         N_("Cremation is the wish, and there is a device that must come out first. Tell the"
            " funeral director."),
         "NHS practice", _before_cremation),
)  # fmt: skip

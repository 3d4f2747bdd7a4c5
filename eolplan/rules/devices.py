"""Rules about implanted devices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eolplan.rules.finding import Hit, Rule, Severity
from eolplan.rules.places import SOON
from eolplan.rules.plan import Plan
from eolplan.words import N_

SHOCK_DEVICES: Final = frozenset({"icd", "crt_d", "s_icd"})


def shocks_open(plan: Plan) -> bool:
    """Say whether there is a shock device and turning off its shocks is not talked about."""
    has = plan.codes("dev.has") & SHOCK_DEVICES
    settled = plan.code("icd.discussed") == "yes" or plan.code("icd.shocks") == "off"
    return bool(has) and not settled


def _early(plan: Plan) -> Iterator[Hit]:
    if shocks_open(plan) and plan.code("prog.estimate").startswith(("months", *SOON)):
        yield Hit(("icd.discussed", "prog.estimate"))


RULES: Final = (
    Rule("D-01", Severity.WARN, N_("Talk early about turning off the shocks of the device."),
         "British Heart Foundation; Dutch ACP data set", _early),
)  # fmt: skip

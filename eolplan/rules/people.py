"""Rules about the people who matter, and about who the person is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eolplan.rules.finding import MCA, Hit, Rule, Severity
from eolplan.rules.plan import Plan
from eolplan.words import N_

_EMERGENCY: Final = frozenset({"emergency_first", "emergency_second"})
VERIFIED: Final = "01"


def _nobody_to_ring(plan: Plan) -> Iterator[Hit]:
    named = any(plan.codes("contact.roles", i) & _EMERGENCY for i in plan.members("contact"))
    if not named and plan.code("people.no_one") != "yes":
        yield Hit(("contact", "people.no_one"))


def _not_traced(plan: Plan) -> Iterator[Hit]:
    if plan.code("person.nhs_status") != VERIFIED:
        yield Hit(("person.nhs_status",))


RULES: Final = (
    Rule("K-07", Severity.WARN,
         N_("Nobody to ring is named. \"No one\" is an answer: think of an advocate then."),
         "Own design", _nobody_to_ring),
    Rule("I-06", Severity.PROMPT,
         N_("The number was not checked with the national service. Confirm name, date of birth"
            " and address."),
         "SCCI1580 10", _not_traced, nations=MCA),
)  # fmt: skip

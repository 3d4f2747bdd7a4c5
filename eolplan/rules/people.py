"""Rules about the people who matter: whom to ring, who answers, and who looks after things."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eolplan.rules.finding import MCA, Hit, Rule, Severity
from eolplan.rules.plan import Plan
from eolplan.words import N_, listing

_EMERGENCY: Final = frozenset({"emergency_first", "emergency_second"})
_NOT_RUNG: Final = frozenset({"do_not_contact"})
VERIFIED: Final = "01"


def _nobody_to_ring(plan: Plan) -> Iterator[Hit]:
    named = any(plan.codes("contact.roles", i) & _EMERGENCY for i in plan.members("contact"))
    if named:
        return
    if plan.code("people.no_one") != "yes":
        yield Hit(("contact", "people.no_one"))
    elif not plan.holds("contact.roles", "advocate"):
        words = N_("There is no one to ring or ask. Think of an advocate.")
        yield Hit(("contact", "people.no_one"), severity=Severity.PROMPT, words=words)


def _no_number(plan: Plan) -> Iterator[Hit]:
    names = [
        plan.code("contact.name", i)
        for i in plan.members("contact")
        if not plan.answered("contact.phones", i)
        and plan.code("contact.under18", i) != "yes"
        and not plan.codes("contact.roles", i) & _NOT_RUNG
    ]
    if named := [name for name in names if name]:
        yield Hit(("contact.phones",), names={"who": listing(named)})


def _key_worker(plan: Plan) -> Iterator[Hit]:
    at_work = [
        i for i in plan.members("team.member")
        if plan.code("team.member.key_worker", i) == "yes" and not _has_left(plan, i)
    ]  # fmt: skip
    if not at_work:
        yield Hit(("team.member.key_worker",))
    elif len(at_work) > 1:
        words = N_("More than one key worker is named. Agree on one.")
        yield Hit(("team.member.key_worker",), words=words)


def _has_left(plan: Plan, member: str) -> bool:
    end = plan.day("team.member.end", member)
    return end is not None and end < plan.today


def _not_traced(plan: Plan) -> Iterator[Hit]:
    if plan.code("person.nhs_status") != VERIFIED:
        yield Hit(("person.nhs_status",))


RULES: Final = (
    Rule("K-07", Severity.WARN,
         N_("Nobody to ring is named. \"No one\" is an answer: think of an advocate then."),
         "Own design", _nobody_to_ring),
    Rule("K-08", Severity.PROMPT, N_("No telephone number is recorded for {who}."),
         "SCCI1580 17", _no_number),
    Rule("K-09", Severity.WARN,
         N_("No key worker is named. Who is the one person they can always come back to?"),
         "PRSB", _key_worker),
    Rule("I-06", Severity.PROMPT,
         N_("This person was not looked up in the national service. Confirm name, date of birth"
            " and address."),
         "SCCI1580 10", _not_traced, nations=MCA),
)  # fmt: skip

"""Rules about those who care, and about those who are cared for: children, adults, animals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eolplan.rules.finding import Hit, Rule, Severity
from eolplan.rules.places import at_home
from eolplan.rules.plan import Plan
from eolplan.rules.sources import CARERS
from eolplan.words import N_

_CARES: Final = ("some", "round_the_clock")
_WORN_OUT: Final = ("struggling", "no")
_CHILD: Final = ("under_5", "5_to_11", "12_to_15", "16_17")


def has_carer(plan: Plan) -> bool:
    """Say whether it is recorded anywhere that somebody cares for them, unpaid."""
    return (
        plan.code("carer.who") == "has_carer"
        or plan.holds("contact.carer", *_CARES)
        or plan.holds("contact.roles", "main_carer")
    )


def _nobody_asked(plan: Plan) -> Iterator[Hit]:
    if not plan.settled("carer.who") and not has_carer(plan) and not plan.has("contact.carer"):
        yield Hit(("carer.who", "contact.carer"))


def _no_assessment(plan: Plan) -> Iterator[Hit]:
    if has_carer(plan) and plan.code("carer.assessment") in ("", "not_offered"):
        yield Hit(("carer.assessment", "carer.who"))


def _worn_out(plan: Plan) -> Iterator[Hit]:
    wish = at_home(plan)
    if wish and plan.code("carer.able") in _WORN_OUT:
        yield Hit(("carer.able", wish))


def _children(plan: Plan) -> Iterator[Hit]:
    for one in plan.members("dep.person"):
        if plan.code("dep.person.age", one) not in _CHILD:
            continue
        if not plan.answered("dep.person.later", one):
            yield Hit(("dep.person.later",), one)
        elif not plan.codes("dep.child_support"):
            yield Hit(("dep.child_support", "dep.person.age"), one, words=_WHO_HELPS)


def _only_parent(plan: Plan) -> Iterator[Hit]:
    sole = plan.code("dep.parental_resp") == "sole"
    settled = plan.code("dep.guardian") == "yes" or "social_care" in plan.codes("dep.child_support")
    if sole and not settled:
        yield Hit(("dep.guardian", "dep.parental_resp"))


def _animals(plan: Plan) -> Iterator[Hit]:
    if plan.code("person.living") != "alone":
        return
    planned = ("pet.item.later", "pet.item.charity")
    for pet in plan.members("pet.item"):
        if not any(plan.answered(question, pet) for question in planned):
            yield Hit(("pet.item.later",), pet)
            return


_WHO_HELPS: Final = N_("A child depends on them. Who helps the child with this?")

RULES: Final = (
    Rule("K-01", Severity.WARN,
         N_("Is there somebody who cares for them, unpaid? \"No\" and \"not known\" are answers."),
         "SCCI1580 16; clinical decisions 4", _nobody_asked),
    Rule("K-02", Severity.PROMPT,
         N_("Has the carer been offered an assessment of their own?"),
         "SCCI1580 16; Care Act 2014", _no_assessment, elsewhere=CARERS),
    Rule("K-03", Severity.WARN,
         N_("The carer finds it hard to go on, and home is the wish. What help would make it"
            " work?"),
         "NICE NG142", _worn_out),
    Rule("K-04", Severity.WARN,
         N_("A child depends on them. Who will look after the child, and who helps the child with"
            " this?"),
         "Own design", _children),
    Rule("K-05", Severity.WARN,
         N_("They are the only parent. Is a guardian named in a will, or does social care know?"),
         "Own design", _only_parent),
    Rule("K-06", Severity.PROMPT,
         N_("They live alone with an animal. Who takes it in?"), "Own design", _animals),
)  # fmt: skip

"""Rules about papers by which somebody may decide, and about their order with a refusal.

A paper counts by what it says, whether it is registered, and when: no rule says that
somebody decides, only what to look at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Final

from eolplan.record.answer import first_day, is_date, last_day
from eolplan.rules.finding import MCA, UK, Hit, Rule, Severity, of_each
from eolplan.rules.law import complete, is_sustaining, made_in, refusals
from eolplan.rules.plan import Plan
from eolplan.rules.sources import INCAPACITY, MONEY_ONLY
from eolplan.words import N_

GROUP: Final = "poa"
NAMED: Final = ("poa.person", "poa.person2", "poa.person3", "poa.person4")
MONEY: Final = frozenset({"lpa_property", "epa", "scot_continuing", "ni_controller"})
HEALTH: Final = frozenset({
    "lpa_health", "deputy_welfare", "scot_welfare", "scot_combined", "scot_guardian",
})  # fmt: skip
SEEN: Final = frozenset({"original", "certified_copy", "online_code"})
JOINT: Final = frozenset({"jointly", "mixed"})
_LASTING: Final = frozenset({"lpa_health", "lpa_property", "scot_welfare", "scot_combined"})
_SCOTS: Final = frozenset({"scot_welfare", "scot_combined"})
_SCOTLAND: Final = frozenset({"SCT"})
_APPOINTED: Final = frozenset({"health_attorney", "court_deputy"})

_each: Final = partial(of_each, GROUP)


class Order(StrEnum):
    """How a refusal and an attorney's paper for the same treatment stand in time."""

    APART = ""
    LATER = "later"  # the paper came after the refusal: L-12
    UNCLEAR = "unclear"  # L-24, or a date is not known
    EARLIER = "earlier"  # the refusal came after the paper was registered: L-13


@dataclass(frozen=True, slots=True)
class Paper:
    """What decides how a paper and a refusal stand to each other. Dates are ISO.

    Attributes:
        certain: Somebody here saw the paper, it is registered, and nobody's word on it
            is awaited.
    """

    signed_on: str
    registered_on: str
    certain: bool


def covers(plan: Plan, paper: str, *, sustaining: bool) -> bool:
    """Say whether a paper covers a treatment that was refused.

    Treatment that keeps somebody alive is an attorney's only where the paper says so
    (section 11(8)); any other is theirs by the paper itself (section 11(7)(c)). So a
    later paper ends a refusal of the first kind only with that power, and one of the
    second kind without it (section 25(2)(b)).

    Args:
        plan: The record.
        paper: Which.
        sustaining: The refusal is of treatment that keeps somebody alive, or nobody knows.
    """
    of_use = plan.code("poa.kind", paper) == "lpa_health"
    registered = plan.code("poa.registered", paper) != "no"
    same = plan.code("poa.covers_refusal", paper) != "no"
    given = not sustaining or plan.code("poa.lst", paper) == "yes"
    return of_use and registered and same and given


def order_of(made_on: str, paper: Paper) -> Order:
    """Return how a refusal and a paper that covers it stand in time.

    Args:
        made_on: When the refusal was made, of any precision.
        paper: The other.
    """
    order = _order(made_on, paper.signed_on, paper.registered_on)
    if paper.certain:
        return order
    return Order.APART if order is Order.EARLIER else Order.UNCLEAR


def _order(made: str, signed: str, registered: str) -> Order:
    if not all(map(is_date, (made, signed, registered))):
        return Order.UNCLEAR
    if first_day(made) > last_day(registered):
        return Order.EARLIER
    return Order.LATER if first_day(signed) > last_day(made) else Order.UNCLEAR


def adrt_order(plan: Plan, refusal: str, paper: str) -> Order:
    """Return what follows from the dates: the paper before, after or between (``poa.adrt_order``).

    ``Order.APART`` where the two do not meet: another treatment, another law, or a paper
    or refusal that does not hold by itself.
    """
    laws = {made_in(plan, refusal), plan.nation}
    other = plan.code("adrt.type", refusal) == "not_life_sustaining"
    sustaining = is_sustaining(plan, refusal) or not other
    if not (laws <= MCA and complete(plan, refusal) and covers(plan, paper, sustaining=sustaining)):
        return Order.APART
    registered = plan.code("poa.registered", paper) == "yes"
    return order_of(plan.code("adrt.made_on", refusal), Paper(
        plan.code("poa.signed_on", paper), plan.code("poa.registered_on", paper),
        certain=registered and plan.code("poa.seen", paper) in SEEN,
    ))  # fmt: skip


def health_papers(plan: Plan) -> tuple[str, ...]:
    """Return the papers by which somebody may decide about care, seen and registered."""
    return tuple(
        i for i in plan.members(GROUP)
        if plan.code("poa.kind", i) in HEALTH and plan.code("poa.seen", i) in SEEN
        and (plan.code("poa.registered", i) == "yes"
             or plan.code("poa.kind", i) == "deputy_welfare")
    )  # fmt: skip


def _in_order(wanted: Order) -> Callable[[Plan], Iterator[Hit]]:
    """Return hits for every refusal that stands in this order to a paper."""

    def hits(plan: Plan) -> Iterator[Hit]:
        for refusal in refusals(plan):
            for paper in plan.members(GROUP):
                if adrt_order(plan, refusal, paper) is wanted:
                    yield Hit(("adrt.made_on", "poa.registered_on"), refusal)

    return hits


def _not_registered(plan: Plan, paper: str) -> Iterator[Hit]:
    kinds = _SCOTS if plan.nation in _SCOTLAND else _LASTING - _SCOTS
    if plan.code("poa.kind", paper) in kinds and plan.code("poa.registered", paper) == "no":
        yield Hit(("poa.registered",), paper)


def person(plan: Plan, question: str, instance: str) -> str:
    """Return the contact that a paper names, or empty."""
    value = plan.reading(question, instance).value
    return str(value.get("instance", "")) if isinstance(value, dict) else ""


def is_appointed(plan: Plan, who: str) -> bool:
    """Say whether a contact is said to be appointed for care, by a paper or by their role."""
    papers = (i for i in plan.members(GROUP) if plan.code("poa.kind", i) in HEALTH)
    by_paper = any(person(plan, question, i) == who for i in papers for question in NAMED)
    return bool(who) and (by_paper or bool(plan.codes("contact.roles", who) & _APPOINTED))


def _money_only(plan: Plan, paper: str) -> Iterator[Hit]:
    """Find a paper about money that is taken for one about health."""
    if plan.code("poa.kind", paper) not in MONEY:
        return
    named = filter(None, (person(plan, question, paper) for question in NAMED))
    roles = frozenset[str]().union(*(plan.codes("contact.roles", who) for who in named))
    papers = [plan.code("poa.kind", i) for i in plan.members(GROUP)]
    only = not HEALTH & set(papers)
    decides = any(plan.code("bi.maker", i) == "attorney" for i in plan.members("bi"))
    decides = decides or plan.code("agree.record") == "attorney_welfare"
    if "health_attorney" in roles or (only and decides):
        yield Hit(("poa.kind", "contact.roles"), paper)


def _power_not_known(plan: Plan, paper: str) -> Iterator[Hit]:
    kinds = _SCOTS if plan.nation in _SCOTLAND else frozenset({"lpa_health"})
    if plan.code("poa.kind", paper) in kinds and plan.code("poa.lst", paper) not in ("yes", "no"):
        yield Hit(("poa.lst",), paper)


def _one_of_several(plan: Plan, paper: str) -> Iterator[Hit]:
    if plan.code("poa.how", paper) not in JOINT:
        return
    named = [who for q in NAMED if (who := person(plan, q, paper))]
    with_phone = [who for who in named if plan.answered("contact.phones", who)]
    reached = len(set(with_phone))
    if plan.answered("poa.contact24", paper) and named and named[0] not in with_phone:
        reached += 1
    if reached < max(len(named), 2):
        yield Hit(("poa.person2", "contact.phones"), paper)


def _deputy(plan: Plan, paper: str) -> Iterator[Hit]:
    if plan.code("poa.kind", paper) == "deputy_welfare":
        yield Hit(("poa.kind",), paper)


def _next_of_kin(plan: Plan) -> Iterator[Hit]:
    """Find somebody who is to lead and whom no paper appoints."""
    for who in plan.members("contact"):
        leads = plan.code("contact.involve", who) == "lead"
        next_of_kin = "next_of_kin" in plan.codes("contact.roles", who)
        if leads and next_of_kin and not is_appointed(plan, who):
            yield Hit(("contact.involve", "contact.roles"), who)


RULES: Final = (
    Rule("L-12", Severity.LABEL,
         N_("A later attorney may decide about this treatment, so this refusal may no longer"
            " apply. Both are printed. Tell the attorney of the refusal."),
         "Mental Capacity Act 2005 s25(2)(b); clinical decisions D12", _in_order(Order.LATER),
         nations=MCA, at_odds=True),
    Rule("L-24", Severity.LABEL,
         N_("The order of the refusal and the attorney's paper is not clear. Get legal advice."
            " Both are printed."),
         "Mental Capacity Act 2005 s9(2), s25(2)(b)", _in_order(Order.UNCLEAR), nations=MCA,
         prints=True, at_odds=True),
    Rule("L-13", Severity.PROMPT,
         N_("The refusal was made after the attorney's paper was registered. It binds the attorney"
            " for that treatment, where it applies."),
         "Mental Capacity Act 2005 s11(7)(b), s25(7)", _in_order(Order.EARLIER), nations=MCA),
    Rule("L-14", Severity.WARN,
         N_("The attorney's paper is not registered. It cannot be used until it is."),
         "Mental Capacity Act 2005 s9, Schedule 1", _each(_not_registered), nations=MCA),
    Rule("L-14", Severity.WARN,
         N_("The welfare power is not registered with the Office of the Public Guardian (Scotland)."
            " It cannot be used until it is."),
         "Adults with Incapacity (Scotland) Act 2000 s19", _each(_not_registered),
         nations=_SCOTLAND),
    Rule("L-15", Severity.LABEL,
         N_("This paper is about money only. Whoever it names cannot decide about treatment."),
         "Mental Capacity Act 2005 s9", _each(_money_only), nations=UK, elsewhere=MONEY_ONLY),
    Rule("L-16", Severity.WARN,
         N_("Look at the paper: does it give power over life-sustaining treatment (option A), or"
            " not (option B)?"),
         "Mental Capacity Act 2005 s11(8); SCCI1580 52", _each(_power_not_known), nations=MCA),
    Rule("L-16", Severity.WARN,
         N_("Look at the paper: does the deed list power over life-sustaining treatment?"),
         "Adults with Incapacity (Scotland) Act 2000 s16", _each(_power_not_known),
         nations=_SCOTLAND),
    Rule("L-17", Severity.WARN,
         N_("Next of kin is no power to decide in UK law. Is there a paper that appoints them?"
            " If not, they are asked what the person would want."),
         "Mental Capacity Act 2005 s4(7)", _next_of_kin, nations=UK, elsewhere=INCAPACITY),
    Rule("L-18", Severity.WARN,
         N_("These attorneys must all agree, and not all of them can be rung. Add their numbers."),
         "Mental Capacity Act 2005 s10", _each(_one_of_several), elsewhere=MONEY_ONLY),
    Rule("L-25", Severity.LABEL,
         N_("A court deputy cannot refuse life-sustaining treatment. It is printed so."),
         "Mental Capacity Act 2005 s20(5); clinical decisions D13", _each(_deputy), nations=MCA),
)  # fmt: skip

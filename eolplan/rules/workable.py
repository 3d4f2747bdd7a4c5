"""Rules about whether a wish for a place can work: nights, medicines, carers, honesty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from eolplan.rules.course import COURSE, UNCOVERED, is_near
from eolplan.rules.finding import Hit, Rule, Severity, naming
from eolplan.rules.places import at_home
from eolplan.rules.plan import Plan
from eolplan.words import N_, tr

SORTED: Final = frozenset({"in_the_home", "in_use", "declined"})
"""Just-in-case medicines that are sorted. Prescribed is not in the house (decision D32)."""

_TILL_THEN: Final = N_("Home is the wish until the last days. To be settled: {what}.")

_UNSETTLED: Final = frozenset({"no_fixed_home", "hostel_street", "prison_secure"})


def _medicines(plan: Plan) -> Iterator[Hit]:
    status, wish = plan.code("am.status"), at_home(plan)
    if wish and is_near(plan) and status not in SORTED:
        words = N_("Prescribed, but are they in the house?") if status == "prescribed" else ""
        yield Hit(("am.status", wish, *COURSE), words=words)


def _home_can_work(plan: Plan) -> Iterator[Hit]:
    wish = at_home(plan)
    # of who wants to be elsewhere at the end, it is read beside another wish
    words = _TILL_THEN if plan.answered("pod.first") and wish == "poc.first" else ""
    yield from (replace(hit, words=words) for hit in _to_be_settled(plan, wish))


def _to_be_settled(plan: Plan, wish: str) -> Iterator[Hit]:
    if not wish:
        return
    lacking: list[tuple[str, str]] = []
    if not plan.answered("team.single_point.night") and not plan.night_phone:
        lacking.append(("team.single_point.night", tr("a number for the night")))
    if not (plan.members("cont") or plan.holds("tx.scenario.problem", "carer")):
        lacking.append(("cont", tr("a plan B")))
    yield from naming(lacking, also=(wish,))
    yield from _help_at_home(plan, wish)


def _help_at_home(plan: Plan, wish: str) -> Iterator[Hit]:
    """Find that nobody is known who can go on helping, and name all that was looked at.

    A copy that leaves any of it out must not tell what came of it.
    """
    who, able = plan.code("carer.who"), plan.code("carer.able")
    if able in ("yes", "for_now"):
        return
    not_asked = who == "has_carer" and able in ("", "not_asked_alone")
    if able == "no" or not_asked or plan.code("feas.carer") in UNCOVERED:
        what = (
            tr("who can help at home") if who == "no_carer" else tr("whether the carer can go on")
        )
        yield from naming([("feas.carer", what)], also=("carer.able", "carer.who", wish))


def _alone_at_night(plan: Plan) -> Iterator[Hit]:
    alone = plan.code("person.living") == "alone"
    covered = (
        plan.code("feas.night") not in UNCOVERED
        or plan.code("home.alone_night") == "never_alone"
    )  # fmt: skip
    if alone and not covered and (wish := at_home(plan)):
        yield Hit(("feas.night", wish, "person.living"))


def _not_told(plan: Plan) -> Iterator[Hit]:
    if plan.code("feas.summary") == "unlikely" and plan.code("feas.told") != "yes":
        yield Hit(("feas.told", "feas.summary"))


def _no_home(plan: Plan) -> Iterator[Hit]:
    kinds = {
        "person.address.kind": {plan.code("person.address.kind", i)
                                for i in plan.members("person.address")},
        "person.location_now": {plan.code("person.location_now")},
        "pod.first": {plan.code("pod.first")},
    }  # fmt: skip
    found = [question for question, codes in kinds.items() if codes & _UNSETTLED]
    if found and not plan.any_of("feas"):
        yield Hit(("feas.summary", *found))


RULES: Final = (
    Rule("P-04", Severity.WARN, N_("Home is the wish. Are just-in-case medicines sorted?"),
         "NICE NG31; SCCI1580 31; clinical decisions D32", _medicines, safety=True),
    Rule("P-05", Severity.WARN, N_("Home is the wish. To be settled: {what}."),
         "NICE QS13; PRSB contingency plans", _home_can_work, prints=True),
    Rule("P-10", Severity.WARN,
         N_("They live alone and want to be at home. Who is there at night?"),
         "Own design", _alone_at_night),
    Rule("P-12", Severity.WARN,
         N_("The wish is not likely to work out. Have they been told so, kindly and honestly?"),
         "Universal principles for advance care planning 3; NICE NG142", _not_told),
    Rule("P-14", Severity.PROMPT,
         N_("There is no settled home. Is there a plan for how the wish can work?"),
         "Own design, equity", _no_home),
)  # fmt: skip

"""Rules about the places where somebody wants to be, and whether that can work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eolplan.rules.finding import Hit, Rule, Severity
from eolplan.rules.plan import Plan
from eolplan.words import N_, listing, tr

HOME: Final = frozenset({"own_home", "relative_home", "supported_living"})
"""Places that only work where somebody has made them work: no staff live there."""

HOSPITAL: Final = frozenset({"hospital_acute", "hospital_community"})
SORTED: Final = frozenset({"in_the_home", "in_use", "declined"})
"""Just-in-case medicines that are sorted. Prescribed is not in the house (decision D32)."""

SOON: Final = ("days", "weeks")
"""How the codes of a short prognosis begin."""

_UNSETTLED: Final = frozenset({"no_fixed_home", "hostel_street", "prison_secure"})
_HOME_AT_ALL: Final = ("pod.first", "poc.first")


def at_home(plan: Plan) -> str:
    """Return the question that says the wish is a home, the last days first; or empty."""
    return next((q for q in _HOME_AT_ALL if plan.code(q) in HOME), "")


def _not_asked(plan: Plan) -> Iterator[Hit]:
    if plan.reading("pod.first").state == "silent":
        yield Hit(("pod.first",))


def _twice(plan: Plan) -> Iterator[Hit]:
    first = plan.code("pod.first")
    if first and first != "other" and first == plan.code("pod.second"):
        yield Hit(("pod.second", "pod.first"))


def _wanted_and_not(plan: Plan) -> Iterator[Hit]:
    wanted = {plan.code("pod.first"), plan.code("pod.second")} - {"", "other"}
    for place in plan.instances("place.avoid"):
        if plan.code("place.avoid", place) in wanted:
            yield Hit(("place.avoid", "pod.first"), place)


def _medicines(plan: Plan) -> Iterator[Hit]:
    status = plan.code("am.status")
    near = plan.code("prog.estimate").startswith(SOON) or plan.code("fn.phase") in (
        "deteriorating", "dying",
    )  # fmt: skip
    wish = at_home(plan)
    if wish and near and status not in SORTED:
        hit = N_("Prescribed, but are they in the house?") if status == "prescribed" else ""
        yield Hit(("am.status", wish, "prog.estimate"), words=hit)


def _home_can_work(plan: Plan) -> Iterator[Hit]:
    wish = at_home(plan)
    if not wish:
        return
    lacking: list[tuple[str, str]] = []
    if not plan.answered("team.single_point.night") and not plan.night_phone:
        lacking.append(("team.single_point.night", tr("a number for the night")))
    if not plan.members("cont") and not plan.members("tx.scenario"):
        lacking.append(("cont", tr("a plan B")))
    if plan.code("feas.carer") in ("", "no", "not_checked"):
        lacking.append(("feas.carer", tr("whether the carer can go on")))
    if lacking:
        fields = tuple(field for field, _ in lacking)
        yield Hit((*fields, wish), names={"what": listing([words for _, words in lacking])})


def _hospital_avoided(plan: Plan) -> Iterator[Hit]:
    avoided = {plan.code("place.avoid", i) for i in plan.instances("place.avoid")}
    if avoided & HOSPITAL and not plan.members("tx.scenario"):
        yield Hit(("tx.scenario", "place.avoid"))


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
    Rule("P-01", Severity.WARN,
         N_("The place for the last days is not talked about yet. \"Not ready\" is a fine answer."),
         "SCCI1580 54", _not_asked),
    Rule("P-02", Severity.WARN, N_("First and second choice are the same place."), "Own design",
         _twice),
    Rule("P-03", Severity.WARN,
         N_("A place is wanted and not wanted. Both are printed. Ask what was meant."),
         "Own design; clinical decisions 4", _wanted_and_not),
    Rule("P-04", Severity.WARN, N_("Home is the wish. Are just-in-case medicines sorted?"),
         "NICE NG31; SCCI1580 31; clinical decisions D32", _medicines),
    Rule("P-05", Severity.WARN, N_("Home is the wish. Not recorded yet: {what}."),
         "NICE QS13; PRSB contingency plans", _home_can_work),
    Rule("P-09", Severity.PROMPT,
         N_("Hospital is to be avoided. Is there a plan for what is most likely to happen?"),
         "End of life care minimum data set", _hospital_avoided),
    Rule("P-14", Severity.PROMPT,
         N_("There is no settled home. Is there a plan for how the wish can work?"),
         "Own design, equity", _no_home),
)  # fmt: skip

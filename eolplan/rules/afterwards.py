"""Rules about a plan whose person has died: what is to be written down, and who to look after.

They are the only quiet words that are left then: nothing is due any more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from eolplan.rules.course import COURSE, is_dying
from eolplan.rules.finding import Hit, Rule, Severity, naming, unsaid
from eolplan.rules.medicines import IN_HOUSE
from eolplan.rules.plan import Plan
from eolplan.words import N_, tr

EIGHT_WEEKS: Final = dt.timedelta(weeks=8)
_OPEN: Final = ("to_do", "doing")
_SOME_OUT: Final = ("", "some", "asked", "not_known")


def _once_died(hits: Callable[[Plan], Iterable[Hit]]) -> Callable[[Plan], Iterable[Hit]]:
    """Return *hits* for a person who has died."""
    return lambda plan: hits(plan) if plan.died else ()


def _before_a_talk(plan: Plan) -> Iterator[Hit]:
    died = plan.day("death.date")
    talks = (t for t, _ in plan.each("conv.when") if plan.code("conv.present", t) != "no")
    talked = [day for talk in talks if (day := plan.day("conv.when", talk))]
    later = bool(died and talked and max(talked) > died)
    exact = len(plan.code("death.date")) == len("2026-03-02")
    if died and died > plan.today:
        yield Hit(("death.date", "conv.when"), words=N_("The day of death has not come yet."))
    elif later and exact:
        yield Hit(("death.date", "conv.when"))


def _where(plan: Plan) -> Iterator[Hit]:
    asked = [("death.place", tr("where they died")),
             ("death.pod_achieved", tr("whether it was where they wanted to be"))]  # fmt: skip
    if plan.code("death.pod_achieved") in ("second", "neither"):
        asked.append(("death.variance", tr("why it was not where they wanted to be")))
    yield from naming(unsaid(plan, asked))


def _things_open(plan: Plan) -> Iterator[Hit]:
    """Name what is to be fetched back, sent back or stopped."""
    told = plan.codes("death.told")
    kit = any(plan.code("equip.item.state", i) == "have" for i in plan.members("equip.item"))
    actions = any(plan.code("act.item.status", i) in _OPEN for i in plan.members("act.item"))
    out = bool(plan.around.handed) and plan.code("close.copies.recalled") in _SOME_OUT
    waiting = (
        ("death.told", tr("the equipment"), kit and "equipment" not in told),
        ("death.told", tr("the ambulance service"), "ambulance" not in told),
        ("close.copies.recalled", tr("the copies"), out),
        ("act.item", tr("what was to be done"), actions),
    )
    yield from naming([(field, words) for field, words, open_ in waiting if open_])


def _medicines_left(plan: Plan) -> Iterator[Hit]:
    if plan.code("am.status") in IN_HOUSE and "medicines" not in plan.codes("death.told"):
        yield Hit(("death.told", "am.status"))


def _nobody_rang(plan: Plan) -> Iterator[Hit]:
    died = plan.last("death.date")
    if died and plan.today - died >= EIGHT_WEEKS and not plan.has("bereave.on"):
        yield Hit(("bereave", "bereave.on"))


def _kept_long_enough(plan: Plan) -> Iterator[Hit]:
    until = plan.last("close.copies.keep_until")
    if until and plan.today >= until:
        yield Hit(("close.copies.keep_until",))


def _quickly(plan: Plan) -> Iterator[Hit]:
    """Early papers need a doctor who knows: that is settled before, or not at all."""
    soon = plan.code("after.timing") in ("within_a_day", "soon")
    planned = plan.answered("after.timing.plan") or plan.answered("last_days.after")
    if soon and is_dying(plan) and not planned:
        yield Hit(("after.timing.plan", "after.timing", *COURSE))


RULES: Final = (
    Rule("E-01", Severity.WARN,
         N_("The day of death is before the last talk. Check both days."),
         "Own design; clinical decisions 4", _once_died(_before_a_talk), once_ended=True),
    Rule("E-02", Severity.WARN,
         N_("Write down {what}."),
         "SCCI1580 59, 60; PRSB", _once_died(_where), once_ended=True),
    Rule("E-03", Severity.WARN,
         N_("Tell people and fetch things back before you close the plan: {what}."),
         "Own design", _once_died(_things_open), once_ended=True),
    Rule("E-05", Severity.PROMPT,
         N_("Just-in-case medicines were in the house. Have they been returned?"),
         "Own design", _once_died(_medicines_left), once_ended=True),
    Rule("E-06", Severity.WARN,
         N_("A quick burial or cremation is the wish, and the last days may have begun. Who will"
            " sign the papers, and when can they be reached?"),
         "Own design", _quickly),
    Rule("E-07", Severity.PROMPT,
         N_("It is eight weeks since they died. Has anybody rung the family?"),
         "Own design", _once_died(_nobody_rang), once_ended=True),
    Rule("E-08", Severity.PROMPT,
         N_("The plan has been kept for as long as was decided. Ask whoever looks after records."),
         "Records Management Code of Practice", _kept_long_enough, once_ended=True),
)  # fmt: skip

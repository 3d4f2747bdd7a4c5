"""Rules about how the talks went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from eolplan.record import Entry, Standing
from eolplan.rules.finding import Hit, Rule, Severity
from eolplan.rules.plan import Plan, first_day
from eolplan.words import N_, partial_date

LEAVE_ALONE: Final = dt.timedelta(days=14)
"""How long "not ready" is left alone, unless the person brings it up."""

_ASKED_BY_PERSON: Final = "person_asked"


def newest_talk(plan: Plan) -> str:
    """Return the id of the talk with the latest day, or empty."""
    talks = ((plan.code("conv.when", i), i) for i in plan.instances("conv.when"))
    return max(talks, default=("", ""))[1]


def _not_read_back(plan: Plan) -> Iterator[Hit]:
    talk = newest_talk(plan)
    if plan.code("conv.readback", talk) in ("", "not_done"):
        yield Hit(("conv.readback",), talk)


def _asked_again(plan: Plan) -> Iterator[Hit]:
    """Find what was asked, or is about to be asked, too soon after "not ready"."""
    if plan.code("conv.why_now", newest_talk(plan)) == _ASKED_BY_PERSON:
        return
    for reading in plan.readings():
        for head in reading.heads:
            for entry in (head, *_replaced(plan, head)):
                if _too_soon(plan, entry):
                    names = {"date": partial_date(entry.answer.said_on)}
                    yield Hit((reading.question,), reading.instance, names)
                    break


def _replaced(plan: Plan, head: Entry) -> Iterator[Entry]:
    """Yield what *head* replaced, when it was asked again today."""
    if head.answer.said_on == plan.today.isoformat():
        held = plan.log.entries
        yield from (held[digest] for digest in head.supersedes if digest in held)


def _too_soon(plan: Plan, entry: Entry) -> bool:
    said = first_day(entry.answer.said_on)
    if entry.answer.standing is not Standing.ASKED_NOT_READY or said is None:
        return False
    return dt.timedelta(0) < plan.today - said <= LEAVE_ALONE


RULES: Final = (
    Rule("V-09", Severity.PROMPT, N_("What was written has not been read back."), "Own design",
         _not_read_back),
    Rule("V-12", Severity.PROMPT,
         N_("They said \"not ready\" on {date}. Leave it until they bring it up."),
         "Universal principles for advance care planning 1", _asked_again),
)  # fmt: skip

"""Reads out of a record what was found about deciding: by assessments, or noted in a talk.

"No doubt was noted" is said only where somebody looked, and nothing speaks against it: a
question that was left blank says nothing, of two records that differ the greater doubt
stands, a code of a later eolplan is a doubt, and what is not in this copy, or was erased,
says nothing.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from eolplan.handover.chart import Chart
from eolplan.handover.deciding import ABLE, Capacity, Decided
from eolplan.record.answer import certainly_before
from eolplan.rules.wording import names_no_decision

_GROUP: Final = "cap"
_DECIDED: Final = "bi"
_UNCLEAR: Final = "doubt_not_assessed"
_UNNOTICED: Final = "none_noticed"
_PRESUMED: Final = "not_assessed_presumed"
_ABLE: Final = (ABLE, _PRESUMED)
_DOUBTS: Final = ("lacks_unlikely_to_regain", "lacks_now_may_regain", "fluctuates", _UNCLEAR)
"""Codes of an outcome that page 1 tells, the greatest doubt first."""


def capacities(chart: Chart) -> tuple[Capacity, ...]:
    """Return what was found, the newest for each decision.

    Able to decide is not told beside a doubt, nor where a talk on another day noted none.
    """
    newest: dict[str, Capacity] = {}
    for instance in chart.members(_GROUP):
        found = _assessment(chart, instance)
        key = found.decision.casefold()
        if key not in newest or newest[key].on <= found.on:
            newest[key] = found
    talked = _noted(chart, max(map(partial(_looked_by, chart), chart.members(_GROUP)), default=""))
    told = [c for c in newest.values() if c.outcome in _DOUBTS]
    if talked and talked.outcome:
        told.append(talked)
    if told:
        return tuple(told)
    if any(chart.is_elsewhere("cap.outcome", i) for i in ("", *chart.members(_GROUP))):
        return ()
    noted = [talked] if talked else [c for c in newest.values() if c.outcome == _PRESUMED]
    doubted = _days_of_doubt(chart)
    quiet = [replace(c, outcome="") for c in noted if all(_apart(c.on, day) for day in doubted)]
    able = [c for c in newest.values() if c.outcome == ABLE]
    return tuple(quiet[:1]) or tuple(sorted(able, key=lambda c: c.on)[-1:])


def decided(chart: Chart, nation: str) -> tuple[Decided, ...]:
    """Return what was decided for the person, the newest first.

    Not where somebody may have looked since and found that they can decide, about whatever
    it was: then it is theirs, and an old decision for them would stand against their word.
    """
    found = [_looked_by(chart, i) for i in chart.members(_GROUP) if _outcome(chart, i) in _ABLE]
    made = (
        Decided(
            chart.text("bi.decision", i).rstrip("."), chart.text("bi.outcome", i).rstrip("."),
            chart.code("bi.on", i), nation,
        )
        for i in chart.members(_DECIDED)
    )  # fmt: skip
    told = [
        one for one in made
        if one.outcome and all(certainly_before(day, one.on) for day in found)
    ]  # fmt: skip
    return tuple(sorted(told, key=lambda one: one.on, reverse=True))


def _assessment(chart: Chart, instance: str) -> Capacity:
    return Capacity(
        outcome=_outcome(chart, instance),
        decision=_decision(chart, "cap.decision", instance),
        on=chart.code("cap.on", instance),
        time=chart.text("cap.good_times", instance).rstrip("."),
    )


def _looked_by(chart: Chart, instance: str) -> str:
    """Return the ISO day of an assessment; of one without a day, when its outcome was said.

    Somebody had looked by then, so a doubt that was noted before is not open any more.
    """
    answers = chart.log.reading("cap.outcome", instance).answers
    said = max((a.said_on for a in answers if a.value not in (None, _UNCLEAR)), default="")
    return chart.code("cap.on", instance) or said


def _outcome(chart: Chart, instance: str) -> str:
    """Return the code that stands, or the greatest doubt among several."""
    answers = chart.log.reading("cap.outcome", instance).answers
    said = [str(answer.value) for answer in answers if answer.value]
    if doubt := next((code for code in _DOUBTS if code in said), ""):
        return doubt
    known = all(code in _ABLE for code in said) and instance not in chart.log.torn(_GROUP)
    return next(iter(said), "") if known else _UNCLEAR


def _noted(chart: Chart, assessed_on: str) -> Capacity | None:
    """Return what the newest talk noted that looked at it; a doubt then assessed is settled."""
    talk = chart.newest_talk("conv.doubt")
    if not talk:
        return None
    day = chart.code("conv.when", talk)
    noted = (answer.value for answer in chart.log.reading("conv.doubt", talk).answers)
    doubted = any(value not in (None, _UNNOTICED) for value in noted)
    if not doubted:
        return Capacity(on=day)
    if assessed_on and assessed_on >= day:
        return None
    return Capacity(_UNCLEAR, _decision(chart, "conv.doubt.decision", talk), day, noted=True)


def _days_of_doubt(chart: Chart) -> list[str]:
    """Return the days on which somebody doubted, though no doubt is left.

    Whoever looked and found somebody able had a doubt to look at.
    """
    able = [i for i in chart.members(_GROUP) if _outcome(chart, i) == ABLE]
    talk = chart.newest_talk("conv.doubt")
    said = chart.log.reading("conv.doubt", talk).answers if talk else ()
    noted = any(answer.value not in (None, _UNNOTICED) for answer in said)
    days = [_looked_by(chart, instance) for instance in able]
    return [*days, chart.code("conv.when", talk)] if noted else days


def _apart(one: str, other: str) -> bool:
    """Say whether two days are certainly not the same one."""
    return certainly_before(one, other) or certainly_before(other, one)


def _decision(chart: Chart, question: str, instance: str) -> str:
    """Return which decision it is about; empty where the words speak of the whole person."""
    words = chart.text(question, instance).rstrip(".")
    called = (chart.code(f"person.{part}") for part in ("given", "family", "preferred"))
    return "" if names_no_decision(words, *called) else words

"""Rules about what staff judge and write: who may judge it, how fast, and in which words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from eolplan.guide.words_check import grade, words
from eolplan.record import Entry, Standing
from eolplan.rules.course import newest_talk
from eolplan.rules.finding import Hit, Rule, Severity
from eolplan.rules.plan import Plan
from eolplan.rules.roles import MAY_JUDGE, decides_alone
from eolplan.words import N_

SENSITIVE: Final = frozenset({
    "matters", "health", "places", "treatment", "cpr", "legal", "crisis", "dying", "after",
    "dependants", "carers", "identity", "capacity",
})  # fmt: skip
"""Topics that need time."""

_MANY: Final = 8
_SHORT: Final = dt.timedelta(minutes=15)
_AGE_ELEVEN: Final = 6.0
"""The reading grade of a child of eleven."""

_A_PARAGRAPH: Final = 12
"""Words; fewer say nothing about how hard somebody writes."""

_OWN_COPY: Final = "own"


def _too_fast(plan: Plan) -> Iterator[Hit]:
    talk = newest_talk(plan)
    said = [
        entry for entry in plan.log.entries.values()
        if talk and entry.conversation == talk and entry.answer.standing is Standing.ANSWERED
        and plan.topic(entry.question) in SENSITIVE
    ]  # fmt: skip
    topics = {plan.topic(entry.question) for entry in said}
    if len(topics) >= _MANY and (_spoken(plan, talk) or _written(said)) < _SHORT:
        yield Hit(("conv.when.start", "conv.when.end"), talk)


def _spoken(plan: Plan, talk: str) -> dt.timedelta | None:
    """Return how long they talked; None where nobody wrote it down."""
    ends = [_clock(plan.code(f"conv.when.{part}", talk)) for part in ("start", "end")]
    if None in ends or not all(ends):
        return None
    start, end = (dt.datetime.combine(plan.today, at) for at in ends if at)
    return end - start if end >= start else end + dt.timedelta(days=1) - start


def _clock(text: str) -> dt.time | None:
    try:
        return dt.time.fromisoformat(text.replace(".", ":").zfill(5))
    except ValueError:
        return None


def _written(said: list[Entry]) -> dt.timedelta:
    """Return how long it took to write down."""
    at = [dt.datetime.fromisoformat(entry.recorded_at) for entry in said]
    return max(at) - min(at)


def _not_theirs_to_judge(plan: Plan) -> Iterator[Hit]:
    head = plan.reading("prog.estimate").entry
    if head is None or not plan.answered("prog.estimate"):
        return
    by, roles = plan.code("prog.by"), {plan.code("prog.by_role"), plan.text("prog.by_role")}
    if not (by or any(roles)):  # nobody is named: whoever wrote it down judged it
        by, roles = head.author.name, {head.author.role}
    judges = any(role in MAY_JUDGE or decides_alone(role) for role in roles)
    if not (judges or by.casefold() in _responsible(plan)):
        yield Hit(("prog.by_role", "prog.by", "prog.estimate"))


def _responsible(plan: Plan) -> frozenset[str]:
    """Return the names of the key worker and of the senior responsible clinician."""
    return frozenset(
        name.casefold()
        for i in plan.members("team.member")
        for part in ("key_worker", "src")
        if plan.code(f"team.member.{part}", i) == "yes"
        and (name := plan.code("team.member.name", i))
    )


def _hard_to_read(plan: Plan) -> Iterator[Hit]:
    """What staff wrote, and the person gets on paper, is to be read by the person."""
    found = dict.fromkeys(
        reading.question
        for reading in plan.readings()
        if reading.question in plan.guide and _is_for_them(plan, reading.question)
        if (text := plan.words(reading.question, reading.instance))
        and len(words(text)) >= _A_PARAGRAPH and grade([text]) > _AGE_ELEVEN
    )  # fmt: skip
    if found:
        yield Hit(tuple(found))


def _is_for_them(plan: Plan, question: str) -> bool:
    asked = plan.guide.question(question)
    return asked.asks == "staff" and asked.on_copy(_OWN_COPY)


RULES: Final = (
    Rule("V-05", Severity.PROMPT,
         N_("Many hard topics were talked about in a very short time. Was there time?"),
         "Own design", _too_fast),
    Rule("V-14", Severity.WARN,
         N_("How long there may be is for the key worker, the GP or the senior doctor to judge. Ask"
            " one of them, or name them under who to ring."),
         "SCCI1580 34", _not_theirs_to_judge),
    Rule("V-15", Severity.PROMPT,
         N_("This is printed for the person, and it is hard to read. Use short words and short"
            " sentences."),
         "Accessible Information Standard", _hard_to_read),
)  # fmt: skip

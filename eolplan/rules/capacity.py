"""Rules about capacity: it is about one decision, and a present wish is kept whatever it was."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from eolplan.guide import Guide
from eolplan.record import Log, Standing
from eolplan.rules.finding import Hit, Rule, Severity
from eolplan.rules.plan import OWN_VOICE, Plan
from eolplan.rules.wording import only_labels
from eolplan.words import N_, partial_date

GROUP: Final = "cap"
LACKS: Final = "lacks"
"""How the codes of an outcome begin that says: cannot decide this."""

_EVIDENCE: Final = ("cap.understand", "cap.retain", "cap.weigh", "cap.communicate", "cap.awi")
_TOPICS: Final = {
    "place_of_care": "places", "place_of_death": "places", "treatment": "treatment", "cpr": "cpr",
    "refusal": "legal", "attorney": "legal", "sharing": "sharing",
}  # fmt: skip
"""Topic of the guide in which a decision of this kind is asked about."""

_MAY_COME_BACK: Final = frozenset({"fluctuates", "lacks_may_regain"})
_SETTLED: Final = frozenset({"", "has", "not_assessed_presumed"})
_THREE_MONTHS: Final = dt.timedelta(days=92)

_WORDS: Final = (
    (re.compile(r"place|home|hospital|hospice|admission|live|care", re.IGNORECASE), "places"),
    (re.compile(r"\bcpr\b|resuscit", re.IGNORECASE), "cpr"),
    (re.compile(r"treat|hospital|feed|antibiotic|dialysis|ventilat", re.IGNORECASE), "treatment"),
    (re.compile(r"refus|attorney|advance", re.IGNORECASE), "legal"),
)
"""The same for a decision that was only written in words."""


def _each(hits: Callable[[Plan, str], Iterable[Hit]]) -> Callable[[Plan], Iterator[Hit]]:
    """Return *hits* for every assessment."""
    return lambda plan: (hit for i in plan.members(GROUP) for hit in hits(plan, i))


def _lacking(hits: Callable[[Plan, str], Iterable[Hit]]) -> Callable[[Plan], Iterator[Hit]]:
    """Return *hits* for every assessment that found somebody could not decide."""

    def of_all(plan: Plan) -> Iterator[Hit]:
        for instance in plan.members(GROUP):
            if plan.code("cap.outcome", instance).startswith(LACKS):
                yield from hits(plan, instance)

    return of_all


def _thin(plan: Plan, instance: str) -> Iterator[Hit]:
    asked = ("cap.decision", "cap.support", "cap.cause", "cap.assessor")
    lacking = [q for q in asked if not plan.answered(q, instance)]
    if not any(plan.answered(q, instance) for q in _EVIDENCE):
        lacking.append(_EVIDENCE[0])
    if lacking:
        yield Hit(tuple(lacking), instance)


def _whole_person(plan: Plan, instance: str) -> Iterator[Hit]:
    if not plan.answered("cap.decision", instance):
        yield Hit(("cap.decision", "cap.outcome"), instance)


def _present_wishes(plan: Plan, instance: str) -> Iterator[Hit]:
    day = plan.code("cap.on", instance)
    about = deciding_topics(plan, instance)
    found = dict.fromkeys(
        reading.question
        for reading in plan.readings()
        if plan.section(reading.question) in about
        and any(
            answer.standing is Standing.ANSWERED
            and answer.said_by.startswith(OWN_VOICE)
            and answer.said_on > day
            for answer in reading.answers
        )
    )
    if day and found:
        yield Hit((*found, "cap.decision"), instance, {"date": partial_date(day)})


def could_not_decide(guide: Guide, log: Log, question: str) -> tuple[str, ...]:
    """Return the ISO days on which it was found that what *question* asks could not be decided."""
    plan = Plan(log, guide, dt.date.min, "")
    lacking = (i for i in plan.members(GROUP) if plan.code("cap.outcome", i).startswith(LACKS))
    about = (i for i in lacking if plan.section(question) in deciding_topics(plan, i))
    return tuple(day for i in about if (day := plan.code("cap.on", i)))


def deciding_topics(plan: Plan, instance: str) -> frozenset[str]:
    """Return the topics that a decision belongs to; all of them when that is not known."""
    coded = {_TOPICS[code] for code in plan.codes("cap.topic", instance) if code in _TOPICS}
    decision = plan.code("cap.decision", instance)
    written = {topic for words, topic in _WORDS if words.search(decision)}
    return frozenset(coded or written or _TOPICS.values())


def _no_doubt(plan: Plan, instance: str) -> Iterator[Hit]:
    reason = plan.text("cap.trigger", instance)
    if only_labels(reason, plan.code("dx.primary")):
        yield Hit(("cap.trigger",), instance)


def _comes_and_goes(plan: Plan, instance: str) -> Iterator[Hit]:
    if plan.code("cap.outcome", instance) not in _MAY_COME_BACK:
        return
    asked = ("cap.good_times", "cap.review_on")
    if not any(plan.answered(question, instance) for question in asked):
        yield Hit(asked, instance)


def _old(plan: Plan, instance: str) -> Iterator[Hit]:
    """Find an assessment on which something hangs that was not settled since."""
    on = plan.day("cap.on", instance)
    if on is None or plan.code("cap.outcome", instance) in _SETTLED:
        return
    decided = [day for i in plan.members("bi") if (day := plan.day("bi.on", i))]
    changed = [day for i in plan.members("rev.event") if (day := plan.day("rev.event.on", i))]
    aged = plan.today - on > _THREE_MONTHS or any(on < day <= plan.today for day in changed)
    if aged and not any(day >= on for day in decided):
        yield Hit(("cap.on", "cap.outcome"), instance)


RULES: Final = (
    Rule("C-01", Severity.BLOCK,
         N_("Say which decision, what help you tried, why, and who assessed it."),
         "Mental Capacity Act 2005 s1 to 3", _lacking(_thin), stops="topic"),
    Rule("C-02", Severity.WARN,
         N_("Age, a diagnosis or an unwise choice is not enough on its own. Write what you saw or"
            " heard."),
         "Mental Capacity Act 2005 s1(4), s2(3)", _each(_no_doubt)),
    Rule("C-03", Severity.WARN,
         N_("On {date} this could not be decided. Keep what was said since: it must be"
            " considered, and is not a decision. Has it come back? Check again."),
         "Mental Capacity Act 2005 s4(6); clinical decisions D20", _lacking(_present_wishes)),
    Rule("C-08", Severity.PROMPT,
         N_("Being able to decide comes and goes. Write the best times, or when you ask again."),
         "Mental Capacity Act 2005 s4(3)", _each(_comes_and_goes)),
    Rule("C-09", Severity.WARN,
         N_("This was looked at more than three months ago, or before a big change, and the"
            " decision is open. Look again: it is about now."),
         "Own design", _each(_old), safety=True),
    Rule("C-12", Severity.BLOCK,
         N_("Nobody lacks capacity as such. Name the decision, or take the outcome off."),
         "Mental Capacity Act 2005 s2(1)", _lacking(_whole_person), stops="topic"),
)  # fmt: skip

"""Rules about capacity: it is about one decision, and a present wish is kept whatever it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final

from eolplan.guide import Guide
from eolplan.record import Entry, Log, Standing
from eolplan.rules.course import MONTHS, big_changes
from eolplan.rules.finding import Hit, Rule, Severity, naming, of_each
from eolplan.rules.plan import OWN_VOICE, Plan
from eolplan.rules.sources import INCAPACITY, also
from eolplan.rules.subjects import (
    assessments_of,
    kind_of,
    names_no_subject,
    same_words,
    subjects,
    topics_of,
)
from eolplan.rules.wording import names_no_decision, only_labels
from eolplan.words import N_, partial_date, tr

GROUP: Final = "cap"
LACKS: Final = "lacks"
"""How the codes of an outcome begin that says: cannot decide this."""

_ABLE: Final = "has"
_EVIDENCE: Final = ("cap.understand", "cap.retain", "cap.weigh", "cap.communicate", "cap.awi")
_MAY_COME_BACK: Final = frozenset({"fluctuates", "lacks_now_may_regain"})
_SETTLED: Final = frozenset({"", "has", "not_assessed_presumed"})

_each: Final = partial(of_each, GROUP)


def _lacking(hits: Callable[[Plan, str], Iterable[Hit]]) -> Callable[[Plan], Iterator[Hit]]:
    """Return *hits* for every assessment that found somebody could not decide."""
    return lambda plan: (hit for i in found_unable(plan) for hit in hits(plan, i))


def found_unable(plan: Plan) -> tuple[str, ...]:
    """Return every assessment that found somebody could not decide, whatever was found since."""
    found = plan.members(GROUP)
    return tuple(i for i in found if plan.code("cap.outcome", i).startswith(LACKS))


def unable(plan: Plan, *topics: str) -> tuple[str, ...]:
    """Return the assessments by which somebody cannot decide, as far as anybody knows today.

    One is left out once a later one found the contrary about the same.

    Args:
        plan: The record.
        topics: Only what was found about one of these topics; none: about anything.
    """
    asked = frozenset(topics)
    return tuple(
        i for i in found_unable(plan)
        if stands(plan, i) and (not topics or asked & topics_of(_left(plan, i)))
    )  # fmt: skip


def stands(plan: Plan, instance: str) -> bool:
    """Say whether nothing was found since that ends an assessment as a whole."""
    if any(same_words(plan, instance, i) for i in _able_after(plan, instance)):
        return False
    return bool(_left(plan, instance)) or not subjects(plan, instance)


def _left(plan: Plan, instance: str) -> frozenset[str]:
    """Return what an assessment is about, without that which somebody was found able to since."""
    since = (subjects(plan, i) for i in _able_after(plan, instance))
    return subjects(plan, instance).difference(*since)


def _able_after(plan: Plan, instance: str) -> Iterator[str]:
    day = plan.code("cap.on", instance)
    yield from (
        i for i in plan.members(GROUP)
        if day and plan.code("cap.on", i) > day and plan.code("cap.outcome", i) == _ABLE
    )  # fmt: skip


def _thin(plan: Plan, instance: str) -> Iterator[Hit]:
    """Name what an assessment does not say."""
    asked = (
        ("cap.decision", tr("which decision")), ("cap.support", tr("what help was tried")),
        ("cap.cause", tr("what the cause is")), ("cap.assessor", tr("who assessed it")),
    )  # fmt: skip
    lacking = [(q, words) for q, words in asked if not plan.answered(q, instance)]
    if not any(plan.answered(q, instance) for q in _EVIDENCE):
        test = "cap.awi" if plan.nation == "SCT" else _EVIDENCE[0]
        lacking.append((test, tr("what the person could not do, such as understand it")))
    # of a decision that is not named C-12 asks which it is, and of what it is about this does after
    if names_no_subject(plan, instance) and not any(_whole_person(plan, instance)):
        lacking.append(("cap.topic", tr("what the decision is about")))
    yield from naming(lacking, instance)


def _whole_person(plan: Plan, instance: str) -> Iterator[Hit]:
    """Find an outcome that names no decision, or speaks of the person as a whole."""
    called = (plan.code(f"person.{part}") for part in ("given", "family", "preferred"))
    if names_no_decision(plan.text("cap.decision", instance), *called):
        yield Hit(("cap.decision", "cap.outcome"), instance)


def _present_wishes(plan: Plan, instance: str) -> Iterator[Hit]:
    day = plan.code("cap.on", instance)
    about, since = topics_of(_left(plan, instance)), _able_after(plan, instance)
    able = frozenset[str]().union(*(subjects(plan, i) for i in since))
    found = dict.fromkeys(
        reading.question
        for reading in plan.readings()
        if plan.topic(reading.question) in about
        and kind_of(reading.question) not in able
        and any(
            head.answer.standing is Standing.ANSWERED
            and head.answer.said_by.startswith(OWN_VOICE)
            and may_be_since(plan, head, instance)
            for head in reading.heads
        )
    )
    if day and found and stands(plan, instance):
        names = {"date": partial_date(day), "decision": _decision(plan, instance)}
        yield Hit((*found, "cap.decision"), instance, names)


def may_be_since(plan: Plan, said: Entry, instance: str) -> bool:
    """Say whether something may have been said after an assessment was made.

    On the day of the assessment the order of the record tells, but not inside one talk, where
    pages are filled in as they come, nor of what came by a copy: then it may.
    """
    day = plan.code("cap.on", instance)
    if said.answer.said_on != day:
        return said.answer.said_on > day
    found = next(iter(plan.whole.history("cap.outcome", instance)), None)
    if found is None:  # nothing was found yet, or it is kept from this reader
        return True
    both = (said.digest, found.digest)
    talks = {said.conversation, found.conversation}
    if len(talks) == 1 or "" in talks or not plan.whole.received.isdisjoint(both):
        return True
    return tuple(digest for digest in plan.whole.entries if digest in both) != both


def _decision(plan: Plan, instance: str) -> str:
    """Return which decision it is about, to stand before a full stop."""
    return plan.text("cap.decision", instance).rstrip(".") or tr("it is not written which")


def could_not_decide(guide: Guide, log: Log, question: str) -> tuple[str, ...]:
    """Return the ISO days on which it was found that what *question* asks could not be decided."""
    plan = Plan(log, guide, dt.date.min, "")
    about = unable(plan, plan.topic(question))
    return tuple(day for i in about if (day := plan.code("cap.on", i)))


def _no_doubt(plan: Plan, instance: str) -> Iterator[Hit]:
    reason = plan.text("cap.trigger", instance)
    if only_labels(reason, plan.code("dx.primary")):
        yield Hit(("cap.trigger",), instance)


def _comes_and_goes(plan: Plan, instance: str) -> Iterator[Hit]:
    if plan.code("cap.outcome", instance) not in _MAY_COME_BACK:
        return
    asked = ("cap.good_times", "cap.review_on")
    known = any(plan.answered(question, instance) for question in asked)
    if not (known or _looked_at_since(plan, instance)):
        yield Hit(asked, instance)


def _old(plan: Plan, instance: str) -> Iterator[Hit]:
    """Find an assessment on which something hangs that was not settled since."""
    on = plan.day("cap.on", instance)
    if on is None or plan.code("cap.outcome", instance) in _SETTLED:
        return
    made = (i for i in plan.members("bi") if instance in assessments_of(plan, i))
    decided = [day for i in made if (day := plan.day("bi.on", i))]
    aged = plan.today - on > MONTHS
    changed_since = any(on < day <= plan.today for day in big_changes(plan))
    settled = any(day >= on for day in decided) or _looked_at_since(plan, instance)
    if (aged or changed_since) and not settled:
        names = {"decision": _decision(plan, instance)}
        yield Hit(("cap.on", "cap.outcome"), instance, names, words=_AGED if aged else "")


def _looked_at_since(plan: Plan, instance: str) -> bool:
    """Say whether a later assessment is about the same."""
    day, about = plan.code("cap.on", instance), subjects(plan, instance)
    later = [i for i in plan.members(GROUP) if plan.code("cap.on", i) > day]
    same = any(same_words(plan, instance, i) for i in later)
    return same or any(about and about <= subjects(plan, i) for i in later)


_AGED: Final = N_(
    "It is more than three months since this was assessed, and it is open: {decision}. Look"
    " again: it is about now."
)


RULES: Final = (
    Rule("C-01", Severity.BLOCK,
         N_("An assessment found that the person cannot decide this. Say {what}."),
         "Mental Capacity Act 2005 s1 to 3", _lacking(_thin), stops="topic",
         elsewhere=INCAPACITY),
    Rule("C-02", Severity.WARN,
         N_("Age, a diagnosis or an unwise choice is not enough on its own. Write what you saw or"
            " heard."),
         "Mental Capacity Act 2005 s1(4), s2(3)", _each(_no_doubt), elsewhere=INCAPACITY),
    Rule("C-03", Severity.WARN,
         N_("On {date} this could not be decided: {decision}. Keep what was said since: it must be"
            " considered, and is not a decision. Has it come back? Check again."),
         "Mental Capacity Act 2005 s4(6); clinical decisions D20", _lacking(_present_wishes),
         elsewhere=also(INCAPACITY, "clinical decisions D20")),
    Rule("C-08", Severity.PROMPT,
         N_("Being able to decide comes and goes, or may come back. Write the best times, or when"
            " you ask again."),
         "Mental Capacity Act 2005 s4(3)", _each(_comes_and_goes), elsewhere=INCAPACITY),
    Rule("C-09", Severity.WARN,
         N_("There was a big change since this was assessed, and it is open: {decision}. Look"
            " again: it is about now."),
         "Own design", _each(_old), safety=True),
    Rule("C-12", Severity.BLOCK,
         N_("Nobody lacks capacity as such. Name the decision, or take the outcome off."),
         "Mental Capacity Act 2005 s2(1)", _lacking(_whole_person), stops="topic",
         elsewhere=INCAPACITY),
)  # fmt: skip

"""Rules about a CPR recommendation.

Four of them stop the topic only while nobody has seen a signed original: a paper
on the wall is a fact, and a plan that cannot be signed off helps nobody
(clinical decisions, D5).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from eolplan.rules.capacity import LACKS, deciding_topics
from eolplan.rules.devices import shocks_open
from eolplan.rules.finding import Hit, Rule, Severity
from eolplan.rules.plan import Plan
from eolplan.rules.wording import only_labels, only_upset
from eolplan.words import N_, listing, tr

NOT_FOR: Final = "not_for_CPR"

_AUTHORISED: Final = re.compile(
    r"\b(gp|general practitioner|doctor|dr|consultant|physician|surgeon|registrar|geriatrician"
    r"|oncologist|cardiologist|anaesthetist|advanced \w*\s?(clinical |nurse )?practitioner"
    r"|advanced_practitioner|specialty_doctor|hospice_doctor|nurse consultant)\b"
)
"""Roles whose recommendation stands by itself in most policies; others need an endorsement."""


def original_seen(plan: Plan) -> bool:
    """Say whether somebody saw the signed original, and nobody cancelled it."""
    return plan.code("cpr.form.seen_kind") == "original" and not plan.answered(
        "cpr.form.cancelled_on"
    )


def _against(hits: Callable[[Plan], Iterable[Hit]]) -> Callable[[Plan], Iterable[Hit]]:
    """Return *hits* for a recommendation against CPR only."""
    return lambda plan: hits(plan) if plan.code("cpr.status") == NOT_FOR else ()


def _unless_seen(hits: Callable[[Plan], Iterable[Hit]]) -> Callable[[Plan], Iterable[Hit]]:
    """Return *hits* against CPR that only warn once a signed original was seen."""

    def weighed(plan: Plan) -> Iterator[Hit]:
        seen = Severity.WARN if original_seen(plan) else None
        for hit in hits(plan):
            yield Hit(hit.fields, hit.instance, hit.names, seen, hit.words)

    return _against(weighed)


def _grounds(plan: Plan) -> Iterator[Hit]:
    """Name what is not there: reason, day, who, and whether it was talked about."""
    asked = (
        ("cpr.reason", tr("the reason")), ("cpr.date", tr("the day")),
        ("cpr.by.name", tr("who recommended it")),
        ("cpr.discuss_person", tr("whether it was talked about")),
    )  # fmt: skip
    lacking = [(field, words) for field, words in asked if not plan.answered(field)]
    if plan.code("cpr.discuss_person") == "lacks_capacity":
        others = plan.members("cpr.discuss_others")
        if not any(plan.answered("cpr.discuss_others.outcome", i) for i in others):
            lacking.append(("cpr.discuss_others", tr("who was asked instead, or why nobody was")))
    if lacking:
        yield Hit(
            tuple(field for field, _ in lacking),
            names={"what": listing([words for _, words in lacking])},
        )


def _not_talked(plan: Plan) -> Iterator[Hit]:
    if not plan.answered("cpr.discuss_person") or plan.code("cpr.discuss_person") == "not_yet":
        yield Hit(("cpr.discuss_person",))


def _would_upset(plan: Plan) -> Iterator[Hit]:
    harm = plan.code("cpr.discuss_person") == "would_harm"
    if harm and only_upset(plan.words("cpr.discuss_person")):
        yield Hit(("cpr.discuss_person",))


def _nobody_else(plan: Plan) -> Iterator[Hit]:
    """Find that only tries are recorded, or nothing, where the person could not take part."""
    if not could_not_take_part(plan):
        return
    others = plan.members("cpr.discuss_others")
    outcomes = {plan.code("cpr.discuss_others.outcome", i) for i in others}
    if not outcomes & {"talked", "no_one", "not_wanted"}:
        yield Hit(("cpr.discuss_others.outcome", "cpr.discuss_person"))


def could_not_take_part(plan: Plan) -> bool:
    """Say whether it was found that the person could not decide about CPR."""
    if plan.code("cpr.discuss_person") == "lacks_capacity":
        return True
    return any(
        plan.code("cap.outcome", i).startswith(LACKS) and "cpr" in deciding_topics(plan, i)
        for i in plan.members("cap")
    )


def _no_form(plan: Plan) -> Iterator[Hit]:
    if plan.code("cpr.form.exists") != "yes" or not original_seen(plan):
        yield Hit(("cpr.form.seen_kind", "cpr.form.exists"))


def _not_authorised(plan: Plan) -> Iterator[Hit]:
    head = plan.reading("cpr.status").entry
    role = plan.text("cpr.by.role") or (
        head.author.role if head and not plan.answered("cpr.by.name") else ""
    )  # fmt: skip
    endorsed = plan.answered("cpr.src_endorse.name") or plan.answered("cpr.src_endorse.not_needed")
    if not _AUTHORISED.search(role.casefold()) and not endorsed:
        yield Hit(("cpr.src_endorse.name", "cpr.by.role"))


def _blanket(plan: Plan) -> Iterator[Hit]:
    if only_labels(plan.words("cpr.reason"), plan.code("dx.primary")):
        yield Hit(("cpr.reason",))


def _shocks(plan: Plan) -> Iterator[Hit]:
    if shocks_open(plan):
        yield Hit(("icd.discussed", "cpr.status"))


RULES: Final = (
    Rule("R-01", Severity.BLOCK,
         N_("A recommendation against CPR is recorded without {what}. Add it, or sign off without"
            " this topic."),
         "SCCI1580 44 to 48; Tracey; PRSB", _unless_seen(_grounds), stops="topic"),
    Rule("R-02", Severity.BLOCK,
         N_("There is a legal duty to talk about CPR with the person first. It holds unless that"
            " would cause harm, or is not practical."),
         "Tracey", _unless_seen(_not_talked), stops="topic", may_go_on=True),
    Rule("R-03", Severity.WARN,
         N_("Likely to upset is not enough. Write what harm it would do."),
         "Tracey", _against(_would_upset)),
    Rule("R-04", Severity.WARN,
         N_("Talk with those close to them, unless that cannot be done. Keep trying, and write"
            " when."),
         "Winspear", _against(_nobody_else)),
    Rule("R-05", Severity.WARN,
         N_("No signed original was seen. Ambulance crews may start CPR without it."),
         "SCCI1580 47", _against(_no_form), safety=True, prints=True),
    Rule("R-06", Severity.BLOCK,
         N_("Whoever recommended it cannot decide this alone in most policies. Ask the senior"
            " doctor or practitioner to endorse it."),
         "SCCI1580 requirement 22", _unless_seen(_not_authorised), stops="topic",
         may_go_on=True),
    Rule("R-10", Severity.BLOCK,
         N_("Age, an illness or a care home alone is no reason. Each decision must be about this"
            " person."),
         "CQC review of DNACPR decisions", _unless_seen(_blanket), stops="topic", may_go_on=True),
    Rule("R-15", Severity.WARN,
         N_("There is a shock device. Has turning off its shocks been talked about?"),
         "British Heart Foundation; Dutch ACP data set", _against(_shocks), safety=True,
         prints=True),
)  # fmt: skip

"""Rules about a CPR recommendation.

Four of them stop the topic only while nobody has seen a signed original: a paper
on the wall is a fact, and a plan that cannot be signed off helps nobody
(clinical decisions, D5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from eolplan.record import said_of
from eolplan.rules.capacity import unable
from eolplan.rules.devices import shocks_open
from eolplan.rules.finding import UK, Hit, Rule, Severity, naming, unsaid
from eolplan.rules.plan import Plan
from eolplan.rules.roles import decides_alone
from eolplan.rules.sources import ASK_OTHERS, TALK_FIRST
from eolplan.rules.wording import only_labels, only_upset
from eolplan.words import N_, tr

NOT_FOR: Final = "not_for_CPR"

_CANCELLED: Final = "cpr.form.cancelled_on"
_NEEDS_WORDS: Final = ("would_harm", "not_practical")
"""Codes for no talk that say nothing by themselves: the harm, or what happened, is written."""


def original_seen(plan: Plan) -> bool:
    """Say whether somebody saw the signed original, and nobody cancelled it.

    That it was cancelled counts also where two records differ on when, or the day is gone.
    """
    there = plan.code("cpr.form.exists") != "no"
    lost = plan.reading(_CANCELLED).state in ("erased", "elsewhere")
    seen = plan.code("cpr.form.seen_kind") == "original"
    return there and seen and not (lost or plan.was_said(_CANCELLED))


def _against(hits: Callable[[Plan], Iterable[Hit]]) -> Callable[[Plan], Iterable[Hit]]:
    """Return *hits* for a recommendation against CPR only."""
    return lambda plan: hits(plan) if plan.code("cpr.status") == NOT_FOR else ()


def _unless_seen(
    hits: Callable[[Plan], Iterable[Hit]], words: str
) -> Callable[[Plan], Iterable[Hit]]:
    """Return *hits* against CPR that only warn, in *words*, once a signed original was seen."""

    def weighed(plan: Plan) -> Iterator[Hit]:
        seen = original_seen(plan)
        who = who_recommended(plan) or tr("whoever signed it")
        for hit in hits(plan):
            names = {**hit.names, "who": who}
            found = _WHEN_SEEN.get(hit.words, words)
            yield replace(hit, names=names, severity=Severity.WARN, words=found) if seen else hit

    return _against(weighed)


def who_recommended(plan: Plan) -> str:
    """Return who can look at the recommendation again, and nobody who made another; or empty."""
    named = "cpr.by.name"
    return plan.text("cpr.form.signer") or (plan.text(named) if plan.fits(named) else "")


def _grounds(plan: Plan) -> Iterator[Hit]:
    """Name what is not there: reason, day, who, and whether it was talked about."""
    asked = (
        ("cpr.reason", tr("the reason")), ("cpr.date", tr("the day")),
        ("cpr.by.name", tr("who recommended it")),
    )  # fmt: skip
    lacking = unsaid(plan, asked)
    if not _is_told(plan):
        lacking.append(("cpr.discuss_person", tr("whether it was talked about")))
    other = plan.code("cpr.reason") == "other" and not plan.words("cpr.reason")
    if other and plan.fits("cpr.reason"):
        lacking.append(("cpr.reason", tr("which other reason it is")))
    if _says_not_why(plan):
        lacking.append(("cpr.discuss_person", tr("why it was not talked about")))
    if _cannot_take_part(plan):
        others = plan.members("cpr.discuss_others")
        if not any(plan.answered("cpr.discuss_others.outcome", i) for i in others):
            lacking.append(("cpr.discuss_others", tr("who was asked instead, or why nobody was")))
    yield from naming(lacking)


def _is_told(plan: Plan) -> bool:
    """Say whether it is written down that it was talked about, or why not.

    What was said of another recommendation says nothing of this one; a talk before anything
    was recommended does.
    """
    return plan.was_said("cpr.discuss_person") and plan.fits("cpr.discuss_person")


def _cannot_take_part(plan: Plan) -> bool:
    """Say whether it was not talked about because the person cannot decide about it."""
    return _is_told(plan) and plan.code("cpr.discuss_person") == "lacks_capacity"


def _says_not_why(plan: Plan) -> bool:
    """Say whether a reason for no talk was only picked: what stands behind it has to be told."""
    picked = plan.code("cpr.discuss_person") in _NEEDS_WORDS
    return picked and _is_told(plan) and not plan.words("cpr.discuss_person")


def _not_talked(plan: Plan) -> Iterator[Hit]:
    duty = plan.nation in UK  # what courts ask for elsewhere is not known here
    if not _is_told(plan) or plan.code("cpr.discuss_person") == "not_yet":
        yield Hit(("cpr.discuss_person",), words="" if duty else _TALK)
    elif _says_not_why(plan):
        yield Hit(("cpr.discuss_person",), words=_WHY if duty else _WHY_NOT)


def _would_upset(plan: Plan) -> Iterator[Hit]:
    harm = _is_told(plan) and plan.code("cpr.discuss_person") == "would_harm"
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
    return _cannot_take_part(plan) or bool(unable(plan, "cpr"))


def _no_form(plan: Plan) -> Iterator[Hit]:
    if not original_seen(plan):
        yield Hit(("cpr.form.seen_kind", "cpr.form.exists"))
        return
    yield from _says_not_where(plan)
    asked = (("cpr.form.seen_on", tr("on which day")), ("cpr.form.seen_by", tr("who saw it")))
    for hit in naming(unsaid(plan, asked)):
        yield replace(hit, severity=Severity.PROMPT, words=_SEEN_WHEN)


def _says_not_where(plan: Plan) -> Iterator[Hit]:
    """Find a form that was seen of which nobody wrote where it applies: page 1 doubts it."""
    here = plan.was_said("cpr.valid_where") and plan.fits("cpr.valid_where")
    if not (here or plan.was_said("cpr.form.valid_where")):
        yield Hit(("cpr.form.valid_where",), words=_SEEN_WHERE)


def _not_authorised(plan: Plan) -> Iterator[Hit]:
    """Find what stands by nobody's role; with no name whoever wrote it down may have made it."""
    head = plan.reading("cpr.status").entry
    named, role = plan.answered("cpr.by.name"), plan.text("cpr.by.role")
    role = "" if said_of(plan.log, "cpr.by.role") else role  # of what was recommended before
    wrote = head.author.role if head and not named else ""
    endorsed = any(
        plan.answered(question) and not said_of(plan.log, question)
        for question in ("cpr.src_endorse.name", "cpr.src_endorse.not_needed")
    )
    if not decides_alone(role or wrote) and not endorsed:
        words = "" if role else _NO_ROLE if named else _NOBODY
        asked = ("cpr.src_endorse.name", "cpr.by.role")
        yield Hit((*asked, "cpr.by.name") if words == _NOBODY else asked, words=words)


def _blanket(plan: Plan) -> Iterator[Hit]:
    labels = only_labels(plan.words("cpr.reason"), plan.code("dx.primary"))
    if labels and plan.fits("cpr.reason"):
        yield Hit(("cpr.reason",))


def _shocks(plan: Plan) -> Iterator[Hit]:
    if shocks_open(plan):
        yield Hit(("icd.discussed", "cpr.status"))


_WHY: Final = N_(
    "There is a legal duty to talk about CPR with the person first. Write what harm that would"
    " do, or what made it not practical."
)
_THIN: Final = N_(
    "The signed CPR form was seen, and {what} is not written here. Ask {who} to look at it again."
)
_UNTOLD: Final = N_(
    "The signed CPR form was seen, and it is not written here that the person was told. Ask {who}"
    " to talk with the person, or to say why not."
)
_ALONE: Final = N_(
    "Whoever recommended it cannot decide this alone in most policies. Ask {who} who endorsed it."
)
_TALK: Final = N_(
    "Talk about CPR with the person first, unless that would cause harm, or is not practical."
)
_WHY_NOT: Final = N_(
    "Talk about CPR with the person first. Write what harm that would do, or what made it not"
    " practical."
)
_NOBODY: Final = N_(
    "Nobody is named who recommended it. Write who did, and ask the senior doctor or practitioner"
    " to endorse it."
)
_NO_ROLE: Final = N_(
    "The role of whoever recommended it is not written here. Write it, or ask the senior doctor or"
    " practitioner to endorse it."
)
_WHEN_SEEN: Final = {
    _NOBODY: N_(
        "The signed CPR form was seen, and nobody is named here who recommended it. Ask {who} who"
        " decided it, and who endorsed it."
    ),
    _NO_ROLE: N_(
        "The signed CPR form was seen, and the role of whoever recommended it is not written here."
        " Ask {who} who endorsed it."
    ),
}  # fmt: skip
"""What is said instead once a signed original was seen, by what is said before."""
_SEEN_WHEN: Final = N_("The signed CPR form was seen. Write {what}.")
_SEEN_WHERE: Final = N_(
    "The signed CPR form was seen. Where it says that it applies is not written here, so page 1"
    " does not confirm it."
)
_LABEL: Final = N_(
    "Age, an illness or a care home alone is no reason, and no other is written here. Ask {who} to"
    " look at it again."
)

RULES: Final = (
    Rule("R-01", Severity.BLOCK,
         N_("A recommendation against CPR is recorded. What is not recorded: {what}. Add it, or"
            " sign off without this topic."),
         "SCCI1580 44 to 48; Tracey; PRSB", _unless_seen(_grounds, _THIN), stops="topic"),
    Rule("R-02", Severity.BLOCK,
         N_("There is a legal duty to talk about CPR with the person first. It holds unless that"
            " would cause harm, or is not practical."),
         "Tracey", _unless_seen(_not_talked, _UNTOLD), stops="topic", may_go_on=True,
         elsewhere=TALK_FIRST),
    Rule("R-03", Severity.WARN,
         N_("Likely to upset is not enough. Write what harm it would do."),
         "Tracey", _against(_would_upset), elsewhere=TALK_FIRST),
    Rule("R-04", Severity.WARN,
         N_("Talk with those close to them, unless that cannot be done. Keep trying, and write"
            " when."),
         "Winspear", _against(_nobody_else), elsewhere=ASK_OTHERS),
    Rule("R-05", Severity.WARN,
         N_("No signed original of a CPR form was seen. Ambulance crews may start CPR without it."),
         "SCCI1580 47", _against(_no_form), safety=True, prints=True),
    Rule("R-06", Severity.BLOCK,
         N_("Whoever recommended it cannot decide this alone in most policies. Ask the senior"
            " doctor or practitioner to endorse it."),
         "SCCI1580 requirement 22", _unless_seen(_not_authorised, _ALONE), stops="topic",
         may_go_on=True),
    Rule("R-10", Severity.BLOCK,
         N_("Age, an illness or a care home alone is no reason. Each decision must be about this"
            " person."),
         "CQC review of DNACPR decisions", _unless_seen(_blanket, _LABEL), stops="topic",
         may_go_on=True),
    Rule("R-15", Severity.WARN,
         N_("There is a shock device. Has turning off its shocks been talked about?"),
         "British Heart Foundation; Dutch ACP data set", _against(_shocks), safety=True,
         prints=True),
)  # fmt: skip

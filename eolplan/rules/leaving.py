"""Rules about one copy that is to leave: what was agreed, and what must not be in it.

A copy is masked first. A-06 and A-07 look at what is to leave all the same, so that a
mask that was built or changed wrongly is found before anything is printed. Where no
copy is being made these rules are silent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from eolplan.guide import Guide
from eolplan.record import Log, Standing, said_of
from eolplan.rules.around import Around, Leaving
from eolplan.rules.finding import Finding, Hit, Rule, Severity
from eolplan.rules.plan import Plan
from eolplan.words import N_

AT_HOME: Final = frozenset({"own", "family", "bedside"})
"""Copies that lie where the person lives, or that somebody who is no professional holds."""

_FAMILY_READS: Final = frozenset({"family", "bedside"})
_MUST_NOT_KNOW: Final = "contact.must_not_know"
_UNDECIDED: Final = ("none_recorded", "unknown")
NOT_AGREED: Final = {
    "no": N_("This person has said no to this copy. Write why it must go all the same."),
    "withdrawn": N_("Agreement to this plan was taken back, so no copy is made. Write why one"
                    " must go all the same."),
    "ask_first": N_("This person wants to be asked first. Ask, or write why that cannot be."),
    "not_asked": N_("Nobody has asked this person about this copy. Ask, or write why that cannot"
                    " be."),
    "reason": N_("The full record holds what no other copy may. Write why it must go."),
}  # fmt: skip
"""What is said where a copy goes nowhere without a reason, by what was said about it."""

_AT_HAND: Final = N_(
    "There is something that one of the people must not be told, and they may read a copy that"
    " lies at home. Nothing was made. Copies for professionals can be made. Where it has changed,"
    " change it on their own page first."
)

_TELLS_OF_CPR: Final = N_(
    "This person has not been told about the CPR recommendation. Talk first, or send only to"
    " professionals."
)
_TOLD_OR_NOT: Final = N_(
    "It is not written here that this person was told about the CPR recommendation. Talk first,"
    " and write that down, or send only to professionals."
)


def _leaving(
    hits: Callable[[Plan, Leaving], Iterable[Hit]],
) -> Callable[[Plan], Iterator[Hit]]:
    """Return *hits* for the copy that is being made."""

    def of_the_copy(plan: Plan) -> Iterator[Hit]:
        if plan.around.leaving is not None:
            yield from hits(plan, plan.around.leaving)

    return of_the_copy


def _not_agreed(plan: Plan, copy: Leaving) -> Iterator[Hit]:
    del plan
    if copy.agreed in NOT_AGREED and not copy.reason.strip():
        yield Hit(("agree.sharing",), words=NOT_AGREED[copy.agreed])


def _must_not_know(plan: Plan, copy: Leaving) -> Iterator[Hit]:
    """Find what one of the people must not be told, on a copy that they can read."""
    if copy.audience in _FAMILY_READS and _MUST_NOT_KNOW in copy.holds:
        yield Hit((_MUST_NOT_KNOW,))
    words = _AT_HAND if copy.audience == "bedside" else ""
    for reader in sorted(_who_read_it(plan, copy)):
        if plan.whole.reading(_MUST_NOT_KNOW, reader).state not in ("silent", "removed"):
            yield Hit((_MUST_NOT_KNOW,), reader, words=words)


def _who_read_it(plan: Plan, copy: Leaving) -> set[str]:
    """Return who gets a copy; one that lies in the house is read by everybody."""
    if copy.audience == "bedside":
        return {i for q, i in plan.whole.questions() if q == _MUST_NOT_KNOW}
    return {copy.reader} if copy.reader else set()


def _never_here(plan: Plan, copy: Leaving) -> Iterator[Hit]:
    """Find what the guide keeps off this copy, or keeps secret."""
    wrong = sorted(
        question for question in copy.holds
        if question in plan.guide and not plan.guide.question(question).on_copy(copy.audience)
    )  # fmt: skip
    if wrong:
        yield Hit(tuple(wrong))


def _not_told_of_cpr(plan: Plan, copy: Leaving) -> Iterator[Hit]:
    if copy.audience in AT_HOME and tells_of_cpr(plan.log) and not was_told_of_cpr(plan.log):
        of_another = said_of(plan.log, "cpr.discuss_person")
        said = plan.was_said("cpr.discuss_person") or plan.was_said("cpr.aware")
        silent = bool(of_another) or not said
        yield Hit(("cpr.discuss_person", "cpr.status"), words=_TOLD_OR_NOT if silent else "")


def was_told_of_cpr(log: Log) -> bool:
    """Say whether the person knows of the recommendation, for all that is written down."""
    aware = log.reading("cpr.aware").answers
    unaware = any("person_unaware" in a.value for a in aware if isinstance(a.value, list))
    talked = log.reading("cpr.discuss_person").value == "yes"
    return talked and not unaware and not said_of(log, "cpr.discuss_person")


def tells_of_cpr(log: Log) -> bool:
    """Say whether a page would tell of a recommendation, or of a form, about CPR.

    Whatever one of two records says counts, and so does what this eolplan has no words
    for: all of it would stand on the page.
    """
    said = [a for a in log.reading("cpr.status").answers if a.standing is Standing.ANSWERED]
    if any(answer.value not in _UNDECIDED for answer in said):
        return True
    forms = (("cpr.form.exists", ("yes",)), ("cpr.form.seen_kind", ("original", "copy", "photo")))
    return any(a.value in codes for q, codes in forms for a in log.reading(q).answers)


RULES: Final = (
    Rule("A-04", Severity.BLOCK, NOT_AGREED["no"], "SCCI1580; confidentiality",
         _leaving(_not_agreed), stops="copy", may_go_on=True),
    Rule("A-06", Severity.BLOCK,
         N_("There is something that whoever reads this copy must not be told. Nothing was made."),
         "Own design", _leaving(_must_not_know), stops="copy"),
    Rule("A-07", Severity.BLOCK,
         N_("Something that is for staff only would be on this copy. Nothing was made."),
         "SCCI1580 requirement 24", _leaving(_never_here), stops="copy"),
    Rule("A-13", Severity.BLOCK, _TELLS_OF_CPR, "Clinical decisions D6",
         _leaving(_not_told_of_cpr), stops="copy"),
)  # fmt: skip


def stops(
    log: Log, guide: Guide, leaving: Leaving, *, today: dt.date, nation: str
) -> tuple[Finding, ...]:
    """Return what stops one copy; nothing where it may leave.

    Args:
        log: The record it is made from, whole.
        guide: What may be asked.
        leaving: Which copy.
        today: The local day.
        nation: Whose law applies.
    """
    plan = Plan(log, guide, today, nation, around=Around(leaving=leaving))
    return tuple(finding for rule in RULES for finding in rule.findings(plan))

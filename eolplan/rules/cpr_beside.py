"""Rules about a CPR recommendation and what stands beside it: refusals, the rest of care, time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from eolplan.rules.course import events
from eolplan.rules.cpr import NOT_FOR
from eolplan.rules.finding import Hit, Rule, Severity
from eolplan.rules.law import has_no_set_form, lacks_nothing, only_said, refusals, refused_in
from eolplan.rules.plan import Plan
from eolplan.rules.sources import COMMON_LAW
from eolplan.words import N_

_FOR: Final = "attempt"
_DECIDED: Final = frozenset({_FOR, NOT_FOR, "modified_child"})
_COMFORT: Final = frozenset({"E4", "E5"})
_MOVES: Final = ("admission", "move")
_DENIES: Final = re.compile(
    r"\b(?:dnacpr|dnar|dnr|not (?:for|to have) (?:cpr|resus\w*)|do not attempt cpr|no cpr)\b"
    r"[^.\n]{0,40}?(?:\b(?:so|therefore|hence|thus|means?)\b|[,:;=/])[^.\n]{0,30}?"
    r"\b(?:no|not|do not|don't|never|without)\b", re.IGNORECASE
)  # fmt: skip
"""A CPR recommendation that is used as a reason for withholding something else."""

_CPR: Final = r"\b(?:dnacpr|dnar|dnr|not for (?:cpr|resus\w*)|do not attempt cpr|no cpr)\b"
_CARE: Final = (
    r"(?:hospital|admission|antibiotics?|fluids?|drips?|bloods?|transfusions?|feeding|food|oxygen"
    r"|escalation|ambulance|999|intervention|intensive care|itu|icu|observations|obs|tests?|scans?"
    r"|dialysis|ventilation|niv|treatment|treated|admit(?:ted)?|sent|send|transfer(?:red)?)\b"
)
_NOT: Final = r"\b(?:not for|not be|no|nor|do not|don't|never|without)\b"
_NO_CARE: Final = rf"{_NOT} (?:\w+ )?{_CARE}(?! (?:limits?|restrictions?|is withheld))"
_DENIES_BESIDE: Final = re.compile(
    rf"{_CPR}(?: in place)?[\s.,\-\u2013\u2014]+(?:(?:and|or) )?{_NO_CARE}"
    rf"|\b(?:because|as|since|given|due to)\b[^.\n]{{0,30}}{_CPR}[^.\n]{{0,30}}{_NO_CARE}", re.I
)  # fmt: skip
"""The same where other care is denied right beside it, or "because" of it."""

_SCANNED: Final = (
    "cpr.reason", "cpr.exceptions", "cpr.status", "esc.reasons", "esc.why", "rec.aim.reasons",
    "tx.item.rec_reason", "tx.transport", "tx.scenario.do", "tx.scenario.staff", "tx.scenario.not",
)  # fmt: skip


def _refused_and_for(plan: Plan) -> Iterator[Hit]:
    if plan.code("cpr.status") != _FOR:
        return
    for refusal in refusals(plan):
        in_writing = only_said(plan, refusal) is not True
        weighed = has_no_set_form(plan) and in_writing
        holds = weighed or lacks_nothing(plan, refusal)
        if "cpr" in refused_in(plan, refusal) and holds:
            yield Hit(("cpr.status", "adrt.about_cpr"))
            return


def _for_and_comfort(plan: Plan) -> Iterator[Hit]:
    if plan.code("cpr.status") == _FOR and plan.code("esc.level") in _COMFORT:
        yield Hit(("cpr.status", "esc.level"))


def _used_for_more(plan: Plan) -> Iterator[Hit]:
    if plan.code("cpr.status") != NOT_FOR:
        return
    for question, instance, text in plan.texts(_SCANNED):
        if _DENIES.search(text) or _DENIES_BESIDE.search(text):
            yield Hit((question,), instance)


def _review_is_due(plan: Plan) -> Iterator[Hit]:
    """Find a review whose day has passed, or a move since it was decided."""
    if plan.code("cpr.status") not in _DECIDED:
        return
    due = [day for q in ("cpr.review.on", "cpr.form.review_on") if (day := plan.last(q))]
    if any(day < plan.today for day in due):
        yield Hit(("cpr.review", "cpr.review.on"))
    elif (decided := _decided(plan)) and any(day > decided for day in _moves(plan)):
        yield Hit(("cpr.review", "cpr.review.on"), words=_MOVED)


def _decided(plan: Plan) -> dt.date | None:
    """Return the day of the recommendation: of a form on a wall often only its own is known."""
    days = (plan.last(q) for q in ("cpr.date", "cpr.form.signed_on") if plan.fits(q))
    return max(filter(None, days), default=None)


def _moves(plan: Plan) -> Iterator[dt.date]:
    """Yield the days of admissions and moves that no review has come after."""
    reviews = [day for i in plan.members("rev.done") if (day := plan.day("rev.done.on", i))]
    yield from (on for on in events(plan, *_MOVES) if not any(day >= on for day in reviews))


def _no_second_opinion(plan: Plan) -> Iterator[Hit]:
    asked = ("cpr.agree", "cpr.agree.family")
    disagree = "disagree" in {plan.code(q) for q in asked if plan.fits(q)}
    opinion = "cpr.agree.second_opinion"
    offered = plan.code(opinion) not in ("", "not_offered") and plan.fits(opinion)
    if plan.code("cpr.status") in _DECIDED and disagree and not offered:
        yield Hit((opinion, "cpr.agree"))


_MOVED: Final = N_(
    "Since the CPR recommendation was made this person went into hospital, came out, or moved. Look"
    " at it again."
)

RULES: Final = (
    Rule("R-07", Severity.BLOCK,
         N_("A refusal of CPR in writing and a record that says start CPR conflict. Settle it"
            " today, or sign off without this topic."),
         "Mental Capacity Act 2005 s26", _refused_and_for, stops="topic", may_go_on=True,
         at_odds=True, elsewhere=COMMON_LAW),
    Rule("R-08", Severity.WARN,
         N_("CPR is to be started, and the plan is for comfort. Is this what was meant?"),
         "Own design", _for_and_comfort, at_odds=True),
    Rule("R-09", Severity.WARN,
         N_("A CPR recommendation is only about CPR. It is no reason to withhold other care."),
         "BMA, Resuscitation Council UK and RCN 2016; CQC", _used_for_more, safety=True),
    Rule("R-11", Severity.WARN,
         N_("The review of the CPR recommendation was due. Look at it again."),
         "SCCI1580 46", _review_is_due, prints=True),
    Rule("R-13", Severity.WARN,
         N_("Somebody does not agree about CPR. Offer a second opinion, and write the answer."),
         "BMA, Resuscitation Council UK and RCN 2016", _no_second_opinion),
)  # fmt: skip

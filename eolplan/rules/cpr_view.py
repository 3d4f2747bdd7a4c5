"""What the person says about CPR beside what was recommended: their newest word counts.

A recommendation stands until whoever signed it looks at it again. But a page must not tell
that somebody agrees who has said since that they do not (clinical decisions, D9 and C10).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eolplan.record import Answer, Log, said_of
from eolplan.record.answer import certainly_before
from eolplan.rules.cpr import who_recommended
from eolplan.rules.finding import Hit, Rule, Severity
from eolplan.rules.plan import OWN_VOICE, Plan
from eolplan.words import N_, partial_date, tr

VIEW: Final = "cpr.person_view"
AGREES: Final = "cpr.agree"
_STATUS: Final = "cpr.status"

_AGAINST: Final = {"not_for_CPR": "wants", "attempt": "does_not_want"}
"""The view that does not fit a recommendation."""


def against_it(log: Log) -> Answer | None:
    """Return what the person said that does not fit the recommendation; None: nothing.

    That they agree settles it where it was said on a later day: on the same day nobody can
    tell which of the two was meant. Only their own voice counts. Of two records that differ
    each counts.
    """
    unfit = {_AGAINST.get(str(answer.value), "") for answer in log.reading(_STATUS).answers}
    agreed = [answer.said_on for answer in agreements(log)]
    open_ = (
        answer for answer in log.reading(VIEW).answers
        if answer.value in unfit and answer.said_by.startswith(OWN_VOICE)
        and not any(certainly_before(answer.said_on, on) for on in agreed)
    )  # fmt: skip
    return next(open_, None)


def agreements(log: Log) -> tuple[Answer, ...]:
    """Return the answers that say that the person agrees or accepts it."""
    if said_of(log, AGREES):  # to another recommendation
        return ()
    return tuple(a for a in log.reading(AGREES).answers if a.value in ("agree", "accept"))


def _differs(plan: Plan) -> Iterator[Hit]:
    """Find a view that the recommendation does not fit, where nobody wrote that it does not."""
    said = against_it(plan.log)
    if said is None or (plan.code(AGREES) == "disagree" and plan.fits(AGREES)):
        return
    agreed = next(iter(agreements(plan.log)), None)
    names = {
        "date": partial_date(said.said_on),
        "agreed": partial_date(agreed.said_on) if agreed else "",
        "who": who_recommended(plan) or tr("whoever made the recommendation"),
    }
    words = _WORDS[str(said.value), agreed is not None]
    yield Hit((AGREES, VIEW, _STATUS), names=names, words=words)


_WANTS: Final = N_(
    "On {date} this person said that CPR is to be tried. The recommendation is not to attempt it,"
    " and it stands until whoever signed it looks again. Ring {who} today, and write whether this"
    " person agrees."
)
_WORDS: Final = {
    ("wants", False): _WANTS,
    ("wants", True): N_(
        "On {date} this person said that CPR is to be tried. The recommendation is not to attempt"
        " it, with their agreement of {agreed}. It stands until whoever signed it looks again."
        " Ring {who} today, and write whether this person agrees now."
    ),
    ("does_not_want", False): N_(
        "On {date} this person said that they do not want CPR. The recommendation is to start it,"
        " and it stands until whoever made it looks again. Ring {who} today, and write whether"
        " this person agrees."
    ),
    ("does_not_want", True): N_(
        "On {date} this person said that they do not want CPR. The recommendation is to start it,"
        " with their agreement of {agreed}. It stands until whoever made it looks again. Ring"
        " {who} today, and write whether this person agrees now."
    ),
}

RULES: Final = (
    Rule("R-13", Severity.WARN, _WANTS, "BMA, Resuscitation Council UK and RCN 2016; clinical"
         " decisions C10", _differs, safety=True, at_odds=True),
)  # fmt: skip

"""Rules about agreement: who gave it, what was offered with it, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from eolplan.record import Answer, views
from eolplan.rules.attorneys import GROUP as PAPERS
from eolplan.rules.attorneys import HEALTH, is_appointed
from eolplan.rules.finding import Hit, Rule, Severity
from eolplan.rules.plan import Plan
from eolplan.rules.signing import REFUSED
from eolplan.rules.sources import INCAPACITY, also
from eolplan.rules.subjects import is_about_the_plan
from eolplan.words import N_

_RELATIVES: Final = frozenset({"family_or_friend", "paid_carer"})
_ATTORNEY: Final = "attorney_or_deputy"
"""A voice, and no paper: whoever wrote it down has to say what appoints them."""

_APPOINTED: Final = {
    "attorney_welfare": ("health_attorney", HEALTH - {"deputy_welfare", "scot_guardian"}),
    "deputy_guardian": ("court_deputy", frozenset({"deputy_welfare", "scot_guardian"})),
}  # fmt: skip
"""Who is said to have agreed, with the role and the papers by which they may."""

_KNOWS: Final = frozenset({"yes"})
_BACK: Final = frozenset({"all", "none_out"})
_COPY: Final = "copy.item"
_GONE: Final = frozenset({"back", "destroyed", "replaced"})


def _not_theirs_to_give(plan: Plan) -> Iterator[Hit]:
    """Find agreement by somebody whom nothing appoints, with no decision that stands for it."""
    answer = plan.answer("agree.record")
    given = [answer] if answer else [r.answer for r in views(plan.log, "agree.record")]
    decided = any(
        plan.answered("bi.outcome", i) and is_about_the_plan(plan, i) for i in plan.members("bi")
    )
    if not decided and any(one and _by_nobody_appointed(plan, one) for one in given):
        yield Hit(("agree.record", "bi.outcome"))


def _by_nobody_appointed(plan: Plan, answer: Answer) -> bool:
    value = str(answer.value)
    if value in _APPOINTED:
        return not _appointed(plan, value)
    if value in {*REFUSED, "best_interests"} or is_appointed(plan, answer.said_by_contact):
        return False
    if answer.said_by == _ATTORNEY:
        return not any(_appointed(plan, kind) for kind in _APPOINTED)
    return answer.said_by in _RELATIVES


def _appointed(plan: Plan, kind: str) -> bool:
    role, papers = _APPOINTED[kind]
    by_paper = any(plan.code("poa.kind", i) in papers for i in plan.members(PAPERS))
    return by_paper or any(role in plan.codes("contact.roles", i) for i in plan.members("contact"))


def _no_copy_offered(plan: Plan) -> Iterator[Hit]:
    if not plan.settled("agree.copy"):
        yield Hit(("agree.copy",))


def _not_told(plan: Plan) -> Iterator[Hit]:
    """Find people whose number is kept and who do not know of it; one line for all of them."""
    untold = [
        who for who in plan.members("contact")
        if plan.answered("contact.phones", who)
        and plan.code("contact.consent_hold", who) not in _KNOWS
        and "do_not_contact" not in plan.codes("contact.roles", who)
    ]  # fmt: skip
    if untold:
        yield Hit(("contact.consent_hold",), untold[0], {"n": str(len(untold))})


def _copies_are_out(plan: Plan) -> Iterator[Hit]:
    withdrawn = plan.code("agree.record") in REFUSED or plan.was_said("agree.withdrawn.on")
    copies = _out(plan)
    back = plan.code("close.copies.recalled") in _BACK
    if withdrawn and copies and not back:
        yield Hit(("agree.withdrawn.on", "agree.record"), names={"n": str(copies)})


def _out(plan: Plan) -> int:
    """Count the copies that left and of which nobody wrote down that they came back."""
    left = Counter(copy.audience for copy in plan.around.handed)
    for one in plan.members(_COPY):
        state, kind = plan.code(f"{_COPY}.state", one), plan.code(f"{_COPY}.kind", one)
        if state in _GONE and left[kind]:
            left[kind] -= 1
    return left.total()


RULES: Final = (
    Rule("A-05", Severity.BLOCK,
         N_("Family cannot agree for somebody unless they were appointed. Record the paper that"
            " appoints them, or a decision made for the person."),
         "Mental Capacity Act 2005; SCCI1580 1", _not_theirs_to_give, stops="plan",
         elsewhere=also(INCAPACITY, "SCCI1580 1")),
    Rule("A-08", Severity.PROMPT,
         N_("Offer a copy, and write whether it is wanted."), "SCCI1580 requirement 6",
         _no_copy_offered),
    Rule("A-09", Severity.PROMPT,
         N_("Telephone numbers of other people are kept here ({n}). Do they know?"),
         "SCCI1580 requirement 8", _not_told),
    Rule("A-10", Severity.WARN,
         N_("Agreement was taken back. Copies are out ({n}). Ask for them back."), "Own design",
         _copies_are_out, safety=True, once_ended=True),
)  # fmt: skip

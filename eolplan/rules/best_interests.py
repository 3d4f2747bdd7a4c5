"""Rules about a decision that somebody else makes, because the person could not.

A refusal that holds and an attorney within their powers come before anybody's view of
what is best. Which of them holds is for whoever treats; a rule says that two records
pull in different ways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from eolplan.rules.attorneys import health_papers
from eolplan.rules.capacity import found_unable, unable
from eolplan.rules.finding import MCA, Hit, Rule, Severity
from eolplan.rules.law import refusals, refused_in, to_be_weighed
from eolplan.rules.plan import Plan
from eolplan.rules.subjects import (
    ABOUT_THE_PLAN,
    PLANNING,
    assessments_of,
    deciding_topics,
    names_no_subject,
    subjects,
)
from eolplan.rules.wording import LIFE_SUSTAINING, treatments_given, treatments_in
from eolplan.words import N_

GROUP: Final = "bi"
_SCOTLAND: Final = frozenset({"SCT"})
_SERIOUS: Final = frozenset({"places", "treatment", "cpr"})
"""Topics of which a decision can be serious treatment, or a move for a long time."""

_APPOINTED: Final = frozenset({"attorney_welfare", "deputy_guardian"})


def _decisions(plan: Plan) -> Iterator[str]:
    """Yield the decisions that were taken."""
    yield from (i for i in plan.members(GROUP) if plan.answered("bi.outcome", i))


def _texts(plan: Plan, instance: str) -> tuple[str, ...]:
    asked = ("bi.decision", "bi.outcome")
    return tuple(plan.text(q, instance) for q in asked)


def _nobody_asked(plan: Plan) -> Iterator[Hit]:
    if not unable(plan):
        return
    for instance in _decisions(plan):
        if not (plan.answered("bi.not_consulted", instance) or _were_asked(plan, instance)):
            yield Hit(("bi.consulted", "bi.not_consulted"), instance)


def _were_asked(plan: Plan, decision: str) -> bool:
    """Say whether somebody was asked about this decision; named by its words, or the only one."""
    return any(_asked_about(plan, who) == decision for who in plan.members("bi.consulted"))


def _asked_about(plan: Plan, who: str) -> str:
    """Return the decision that somebody was asked about; empty where nobody can say which."""
    question, made = "bi.consulted.decision", plan.members(GROUP)
    written = plan.code(question, who).casefold()  # a line, as it was asked for before
    if not (plan.answered(question, who) or len(made) > 1):
        return next(iter(made), "")
    named = (i for i in made if written and plan.text("bi.decision", i).casefold() == written)
    return plan.pointed_at(question, who) or next(named, "")


def _no_advocate(plan: Plan) -> Iterator[Hit]:
    nobody = plan.code("people.no_one") == "yes"
    may_be_asked = any(
        "do_not_contact" not in plan.codes("contact.roles", i) for i in plan.members("contact")
    )
    for instance in unable(plan):
        made = [i for i in plan.members(GROUP) if instance in assessments_of(plan, i)]
        said_so = any(plan.answered("bi.not_consulted", i) for i in made)
        alone = nobody or (said_so and not may_be_asked)
        helped = any(plan.code("bi.imca", i) == "yes" or _were_asked(plan, i) for i in made)
        helped = helped or (not made and bool(plan.members("bi.consulted")))
        if alone and not helped and deciding_topics(plan, instance) & _SERIOUS:
            yield Hit(("bi.imca", "people.no_one"), instance)


def _against_refusal(plan: Plan) -> Iterator[Hit]:
    """Find a decision to give what was refused in advance."""
    for instance in _decisions(plan):
        given = _given(plan, instance)
        for refusal in refusals(plan):
            if to_be_weighed(plan, refusal) and given & refused_in(plan, refusal):
                coded = ("bi.gives",) if not plan.answered("bi.gives", instance) else ()
                yield Hit((*coded, "bi.outcome", "adrt.treatments"), instance)
                break


def _given(plan: Plan, instance: str) -> frozenset[str]:
    """Return the treatments that a decision gives; from its words where nobody chose which way."""
    texts = _texts(plan, instance)
    if way := plan.code("bi.gives", instance):
        return treatments_in(*texts) if way == "given" else frozenset()
    return treatments_given(*texts)


def _over_attorney(plan: Plan) -> Iterator[Hit]:
    """Find a clinician who decides though somebody was appointed to, for this too."""
    papers = health_papers(plan)
    for instance in _decisions(plan):
        sustaining = bool(_kept_alive_by(plan, instance))
        appointed = any(not sustaining or _may_refuse(plan, paper) for paper in papers)
        if appointed and plan.code("bi.maker", instance) == "clinician":
            yield Hit(("bi.maker", "poa.kind"), instance)


def _may_refuse(plan: Plan, paper: str) -> bool:
    """Say whether a paper may reach as far as treatment that keeps somebody alive."""
    of_court = plan.code("poa.kind", paper) == "deputy_welfare"
    return not of_court and plan.code("poa.lst", paper) != "no"


def _kept_alive_by(plan: Plan, instance: str) -> frozenset[str]:
    return treatments_in(*_texts(plan, instance)) & LIFE_SUSTAINING


def _attorney_too_soon(plan: Plan) -> Iterator[Hit]:
    """Find an attorney who decides though nobody found that the person could not decide this."""
    for instance in plan.members(GROUP):
        if plan.code("bi.maker", instance) in ("attorney", "deputy_guardian"):
            yield from _able(plan, "bi.maker", assessments_of(plan, instance), instance)
    if plan.code("agree.record") in _APPOINTED:
        about = [
            i for i in plan.members("cap")
            if names_no_subject(plan, i) or subjects(plan, i) & ABOUT_THE_PLAN
        ]  # fmt: skip
        yield from _able(plan, "agree.record", about)


def _able(
    plan: Plan, question: str, assessments: Iterable[str], instance: str = ""
) -> Iterator[Hit]:
    """Find that none of *assessments* stands; where one did, it came back."""
    found = [i for i in assessments if i in found_unable(plan)]
    if not set(found) & set(unable(plan)):
        yield Hit((question, "cap.outcome"), instance, words=_CAME_BACK if found else "")


def _motive(plan: Plan) -> Iterator[Hit]:
    for instance in _decisions(plan):
        if _kept_alive_by(plan, instance) and plan.code("bi.motive", instance) != "yes":
            yield Hit(("bi.motive", "bi.outcome"), instance)


def _written_too_late(plan: Plan) -> Iterator[Hit]:
    """Find an advance statement that is younger than the loss it speaks for."""
    written = plan.code("as.date")
    days = [day for i in unable(plan, *PLANNING) if (day := plan.code("cap.on", i))]
    if plan.code("as.exists") == "yes" and written and days and written > min(days):
        yield Hit(("as.date", "cap.on"))


_CAME_BACK: Final = N_(
    "It was found since that the person can decide this. Ask them: an attorney or deputy for"
    " health only acts when they cannot."
)


def _rule(
    number: str, severity: Severity, words: str, source: str,
    hits: Callable[[Plan], Iterable[Hit]], nations: frozenset[str] = MCA,
) -> Rule:  # fmt: skip
    """Return a rule about a decision for somebody."""
    return Rule(number, severity, words, source, hits, nations=nations)


RULES: Final = (
    _rule("C-04", Severity.WARN, N_("Ask those close to them, or write why that cannot be."),
          "Mental Capacity Act 2005 s4(7); Winspear", _nobody_asked),
    _rule("C-05", Severity.WARN,
          N_("There is nobody to ask. Has an independent advocate (IMCA) been asked for?"),
          "Mental Capacity Act 2005 s37 to 39", _no_advocate),
    Rule("C-06", Severity.BLOCK,
         N_("A refusal made in advance covers this, and a refusal that holds is not overridden by"
            " best interests. Get senior or legal advice. Treatment that keeps somebody alive may"
            " be given while a court decides."),
         "Mental Capacity Act 2005 s26", _against_refusal, nations=MCA, stops="topic",
         may_go_on=True, at_odds=True),
    Rule("C-06", Severity.BLOCK,
         N_("An advance directive covers this. Weigh it, get senior or legal advice, and write how"
            " this is of benefit."),
         "Adults with Incapacity (Scotland) Act 2000 s1, s50", _against_refusal,
         nations=_SCOTLAND, stops="topic", may_go_on=True, at_odds=True),
    Rule("C-07", Severity.WARN,
         N_("There is an attorney for health. They decide within their powers. If you think it is"
            " not best for this person, ask for a second opinion, or the Court of Protection. Both"
            " views are printed."),
         "Mental Capacity Act 2005 s9, s11", _over_attorney, nations=MCA, at_odds=True),
    Rule("C-07", Severity.WARN,
         N_("There is a welfare attorney or guardian. If they do not agree, treatment goes through"
            " the steps of section 50. Both views are printed."),
         "Adults with Incapacity (Scotland) Act 2000 s50", _over_attorney, nations=_SCOTLAND,
         at_odds=True),
    _rule("C-10", Severity.WARN,
          N_("An attorney or deputy for health only acts when the person cannot decide. Nobody has"
             " written down that this could not be decided."),
          "Mental Capacity Act 2005 s11(7), s20(1)", _attorney_too_soon),
    _rule("C-11", Severity.WARN,
          N_("For treatment that keeps somebody alive, write that nobody was led by a wish to"
             " bring about death."),
          "Mental Capacity Act 2005 s4(5)", _motive),
    _rule("C-13", Severity.WARN,
          N_("The advance statement is dated after it was found that this could not be decided."
             " Treat it as what they feel now, and not as an advance statement."),
          "Mental Capacity Act 2005 s4(6)(a); clinical decisions D20", _written_too_late),
)  # fmt: skip

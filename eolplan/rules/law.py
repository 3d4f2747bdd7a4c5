"""Rules about refusals in writing, and about the law of each nation.

No rule says that a paper is or is not binding: only whoever treats can decide
that, at the time. A rule says what a paper lacks.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from eolplan.rules.finding import MCA, Hit, Rule, Severity
from eolplan.rules.plan import Plan
from eolplan.words import N_, listing, tr

GROUP: Final = "adrt"
SUSTAINING: Final = "life_sustaining"
_YEAR: Final = dt.timedelta(days=365)
_SCOTLAND: Final = frozenset({"SCT"})
_OF_ENGLAND: Final = re.compile(
    r"\b(lpas?|lasting powers? of attorney|adrts?|advance decisions?|best interests?"
    r"|court of protection|mental capacity act|deputy)\b", re.IGNORECASE
)  # fmt: skip


def formalities_lacking(plan: Plan, instance: str) -> tuple[tuple[str, str], ...]:
    """Return (field, words) for each formality of a life-sustaining refusal that is not recorded.

    Mental Capacity Act 2005, section 25(5) and (6).
    """
    at_direction = plan.code("adrt.signed_by_other_at_direction", instance) == "yes"
    asked = (
        ("adrt.written", tr("that it is in writing")),
        ("adrt.signed", tr("a signature")),
        ("adrt.signature_witnessed", tr("that a witness saw the signature")),
        ("adrt.witness_signed_in_presence", tr("a witness who signed in their presence")),
        ("adrt.at_risk_statement", tr("\"even if my life is at risk\"")),
    )  # fmt: skip
    return tuple(
        (field, words)
        for field, words in asked
        if plan.code(field, instance) != "yes" and not (field == "adrt.signed" and at_direction)
    )


def _each(hits: Callable[[Plan, str], Iterable[Hit]]) -> Callable[[Plan], Iterator[Hit]]:
    """Return *hits* for every refusal that was not taken back."""

    def of_all(plan: Plan) -> Iterator[Hit]:
        for instance in plan.members(GROUP):
            if not plan.answered("adrt.withdrawn_on", instance):
                yield from hits(plan, instance)

    return of_all


def _formalities(plan: Plan, instance: str) -> Iterator[Hit]:
    about_cpr = plan.code("adrt.about_cpr", instance) == "yes"
    if plan.code("adrt.type", instance) != SUSTAINING and not about_cpr:
        return
    if lacking := formalities_lacking(plan, instance):
        fields = tuple(field for field, _ in lacking)
        yield Hit(fields, instance, {"what": listing([words for _, words in lacking])})


def _vague(plan: Plan, instance: str) -> Iterator[Hit]:
    asked = ("adrt.treatments", "adrt.circumstances")
    if lacking := tuple(q for q in asked if not plan.answered(q, instance)):
        yield Hit(lacking, instance)


def _old(plan: Plan, instance: str) -> Iterator[Hit]:
    days = [plan.day(q, instance) for q in ("adrt.reviewed_on", "adrt.made_on")]
    known = [day for day in days if day]
    if known and plan.today - max(known) > _YEAR:
        yield Hit(("adrt.reviewed_on", "adrt.made_on"), instance)


def _not_seen(plan: Plan, instance: str) -> Iterator[Hit]:
    seen = plan.code("adrt.seen", instance) == "original"
    if not (seen and plan.answered("adrt.location", instance)):
        yield Hit(("adrt.seen", "adrt.location"), instance)


def _key_information_summary(plan: Plan) -> Iterator[Hit]:
    yield Hit(("plan.jurisdiction",))


def _good_practice(plan: Plan, instance: str) -> Iterator[Hit]:
    asked = (
        ("adrt.written", tr("written")), ("adrt.signed", tr("signed")),
        ("adrt.signature_witnessed", tr("witnessed")), ("adrt.made_on", tr("dated")),
    )  # fmt: skip
    lacking = [(q, w) for q, w in asked if plan.code(q, instance) in ("", "no", "not_known")]
    if lacking:
        yield Hit(tuple(q for q, _ in lacking), instance,
                  {"what": listing([w for _, w in lacking])})  # fmt: skip


def _terms(plan: Plan) -> Iterator[Hit]:
    found: dict[str, None] = {}
    for reading in plan.readings():
        answer = reading.answer
        if answer is None or reading.question not in plan.guide:
            continue
        coded = plan.guide.question(reading.question).options
        typed = [] if coded else _texts(answer.value)
        if any(_OF_ENGLAND.search(text) for text in (answer.own_words, answer.note, *typed)):
            found[reading.question] = None
    if found:
        yield Hit(tuple(found))


def _texts(value: object) -> list[str]:
    listed = value if isinstance(value, list) else [value]
    return [item for item in listed if isinstance(item, str)]


RULES: Final = (
    Rule("L-02", Severity.LABEL,
         N_("This refusal of treatment that keeps someone alive lacks {what}. It is printed as"
            " strong evidence of wishes."),
         "Mental Capacity Act 2005 s25(5), (6); SCCI1580 requirement 17", _each(_formalities),
         nations=MCA),
    Rule("L-03", Severity.WARN,
         N_("A refusal must say which treatment, and when it applies."),
         "Mental Capacity Act 2005 s24, s25(4)", _each(_vague), nations=MCA),
    Rule("L-06", Severity.PROMPT,
         N_("The refusal is more than a year old. Is it right as it stands? Sign and date it"
            " again."),
         "Mental Capacity Act Code of Practice", _each(_old)),
    Rule("L-10", Severity.WARN,
         N_("The original was not seen, or nobody wrote down where it is. Crews must see it."),
         "SCCI1580 50", _each(_not_seen)),
    Rule("J-01", Severity.PROMPT,
         N_("Only the GP's system can write the Key Information Summary. Ask the GP to update it"
            " from this plan."),
         "NHS Scotland", _key_information_summary, nations=_SCOTLAND),
    Rule("J-01", Severity.PROMPT,
         N_("Scots law has no set form for an advance directive. Best practice is written,"
            " signed, witnessed and dated. Not recorded here: {what}."),
         "Scots common law", _each(_good_practice), nations=_SCOTLAND),
    Rule("J-06", Severity.PROMPT,
         N_("Words of English law stand in this plan. In Scotland say advance directive, welfare"
            " power of attorney, and benefit."),
         "Adults with Incapacity (Scotland) Act 2000", _terms, nations=_SCOTLAND),
)  # fmt: skip

"""Rules about refusals in writing, and about the law of each nation.

No rule says that a paper is or is not binding: only whoever treats can decide
that, at the time. A rule says what a paper lacks.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Formality:
    """One thing that a paper must have.

    Attributes:
        id: What it is; page 1 has its words under this name.
        fields: Where it is recorded; "yes" to one of them is enough.
        words: What it is called for staff.
        everywhere: It is looked for in a paper of any nation.
    """

    id: str
    fields: tuple[str, ...]
    words: str
    everywhere: bool = False


FORMALITIES: Final = (
    Formality("written", ("adrt.written",), N_("that it is in writing")),
    Formality("signed", ("adrt.signed", "adrt.signed_by_other_at_direction"), N_("a signature"),
              everywhere=True),
    Formality("before_witness", ("adrt.signature_witnessed",),
              N_("that a witness saw the signature"), everywhere=True),
    Formality("witness", ("adrt.witness_signed_in_presence",),
              N_("a witness who signed in their presence")),
    Formality("at_risk", ("adrt.at_risk_statement",), N_("\"even if my life is at risk\"")),
)  # fmt: skip
"""What the Mental Capacity Act 2005, section 25(5) and (6), asks of a refusal of treatment that
keeps someone alive. The rules and page 1 both read it from here."""

ALTERED: Final = Formality(
    "altered", ("adrt.altered",), N_("a new signature after it was changed"), everywhere=True
)
"""What a paper lacks that was changed after it was signed (section 24(5))."""


def formalities_lacking(
    plan: Plan, instance: str, *, under_the_act: bool = True
) -> tuple[Formality, ...]:
    """Return what a refusal is not recorded to have, in the order of the Act.

    That it was changed counts also where two records differ on it, or the answer is
    not in this copy: a doubt is no signature.

    Args:
        plan: The record.
        instance: Which refusal.
        under_the_act: It was made in England or Wales.
    """
    lacking = [
        formality
        for formality in FORMALITIES
        if (under_the_act or formality.everywhere)
        and not any(plan.code(field, instance) == "yes" for field in formality.fields)
    ]
    altered = plan.reading(ALTERED.fields[0], instance)
    if altered.value == "yes" or altered.state in ("conflict", "elsewhere", "erased"):
        lacking.append(ALTERED)
    return tuple(lacking)


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
        fields = tuple(formality.fields[0] for formality in lacking)
        yield Hit(fields, instance, {"what": listing([tr(f.words) for f in lacking])})


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

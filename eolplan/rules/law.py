"""Rules about refusals made in advance.

No rule says that a paper is or is not binding: only whoever treats can decide
that, at the time. A rule says what a paper lacks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from eolplan.guide.nations import nation
from eolplan.rules.finding import MCA, UK, Hit, Rule, Severity
from eolplan.rules.plan import Plan, age_on
from eolplan.words import N_, listing, tr

Validity: TypeAlias = Literal["complete", "incomplete", "cannot_tell", "other_law"]
"""What can be said of the paper of a refusal. There is no word for "binding"."""

GROUP: Final = "adrt"
SUSTAINING: Final = "life_sustaining"
_YEAR: Final = dt.timedelta(days=365)


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


def refusals(plan: Plan) -> tuple[str, ...]:
    """Return the refusals that nobody has taken back, one by one or all at once."""
    if plan.code("adrt.exists") == "withdrawn":
        return ()
    return tuple(i for i in plan.members(GROUP) if not plan.answered("adrt.withdrawn_on", i))


def is_sustaining(plan: Plan, instance: str) -> bool:
    """Say whether a refusal is of treatment that keeps somebody alive; CPR always is."""
    about_cpr = plan.code("adrt.about_cpr", instance) == "yes"
    return about_cpr or plan.code("adrt.type", instance) == SUSTAINING


def made_in(plan: Plan, instance: str) -> str:
    """Return in which nation a refusal was made; without an answer, where the person is."""
    return plan.code("adrt.made_in", instance) or plan.nation


def validity(plan: Plan, instance: str) -> Validity:
    """Return what can be said of the paper of one refusal; never that it is binding.

    Only whoever treats can judge, at the time, whether it holds and fits.
    """
    laws = {made_in(plan, instance), plan.nation}
    if not laws & MCA:
        return "other_law"
    if not plan.answered("adrt.type", instance) and not is_sustaining(plan, instance):
        return "cannot_tell"
    lacking = formalities_lacking(plan, instance) if is_sustaining(plan, instance) else ()
    known = ALTERED in lacking or any(
        plan.code(field, instance) == "no" for formality in lacking for field in formality.fields
    )
    if lacking:
        return "incomplete" if known else "cannot_tell"
    return "complete"


def complete(plan: Plan, instance: str) -> bool:
    """Say whether a refusal has on paper all that the law where it was made asks for."""
    if not is_sustaining(plan, instance) and plan.answered("adrt.type", instance):
        return True
    under_the_act = bool({made_in(plan, instance), plan.nation} & MCA)
    return not formalities_lacking(plan, instance, under_the_act=under_the_act)


def each_refusal(hits: Callable[[Plan, str], Iterable[Hit]]) -> Callable[[Plan], Iterator[Hit]]:
    """Return *hits* for every refusal that was not taken back."""

    def of_all(plan: Plan) -> Iterator[Hit]:
        for instance in refusals(plan):
            yield from hits(plan, instance)

    return of_all


def _formalities(plan: Plan, instance: str) -> Iterator[Hit]:
    if not is_sustaining(plan, instance):
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


def _too_young(plan: Plan, instance: str) -> Iterator[Hit]:
    age = age_on(plan.code("person.dob"), plan.code("adrt.made_on", instance))
    least = nation(made_in(plan, instance)).refusal_age
    if age is not None and age < least:
        yield Hit(("adrt.made_on", "person.dob"), instance, {"age": str(least)})


def _altered(plan: Plan, instance: str) -> Iterator[Hit]:
    if is_sustaining(plan, instance) and plan.code("adrt.altered", instance) == "yes":
        yield Hit(("adrt.altered",), instance)


def _not_seen(plan: Plan, instance: str) -> Iterator[Hit]:
    seen = plan.code("adrt.seen", instance) == "original"
    if not (seen and plan.answered("adrt.location", instance)):
        yield Hit(("adrt.seen", "adrt.location"), instance)


RULES: Final = (
    Rule("L-01", Severity.LABEL,
         N_("This was made before the age of {age}, so it cannot be a refusal in law. It is"
            " printed as a wish."),
         "Mental Capacity Act 2005 s24(1); Age of Legal Capacity (Scotland) Act 1991",
         each_refusal(_too_young), nations=UK),
    Rule("L-02", Severity.LABEL,
         N_("This refusal of treatment that keeps someone alive lacks {what}. It is printed as"
            " strong evidence of wishes."),
         "Mental Capacity Act 2005 s25(5), (6); SCCI1580 requirement 17",
         each_refusal(_formalities), nations=MCA),
    Rule("L-03", Severity.WARN,
         N_("A refusal must say which treatment, and when it applies."),
         "Mental Capacity Act 2005 s24, s25(4)", each_refusal(_vague), nations=MCA),
    Rule("L-06", Severity.PROMPT,
         N_("The refusal is more than a year old. Is it right as it stands? Sign and date it"
            " again."),
         "Mental Capacity Act Code of Practice", each_refusal(_old)),
    Rule("L-08", Severity.LABEL,
         N_("The refusal was changed after it was signed. A change has to be signed and witnessed"
            " again. It is printed as strong evidence of wishes."),
         "Mental Capacity Act 2005 s24(5), s25(5)", each_refusal(_altered), nations=MCA),
    Rule("L-10", Severity.WARN,
         N_("The original was not seen, or nobody wrote down where it is. Crews must see it."),
         "SCCI1580 50", each_refusal(_not_seen), prints=True),
)  # fmt: skip

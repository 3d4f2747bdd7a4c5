"""Rules about refusals made in advance.

No rule says that a paper is or is not binding: only whoever treats can decide
that, at the time. A rule says what a paper lacks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from eolplan.guide.nations import nation
from eolplan.rules.course import big_changes
from eolplan.rules.finding import MCA, UK, Hit, Rule, Severity, naming
from eolplan.rules.plan import Plan, age_on
from eolplan.rules.sources import COMMON_LAW, GOOD_PRACTICE, YOUNG
from eolplan.rules.wording import treatments_in, treatments_of
from eolplan.words import N_, tr

Validity: TypeAlias = Literal["complete", "incomplete", "cannot_tell", "other_law"]
"""What can be said of the paper of a refusal. There is no word for "binding"."""

GROUP: Final = "adrt"
SUSTAINING: Final = "life_sustaining"
WITHDRAWN: Final = ("adrt.withdrawn_on", "adrt.withdrawn_how")
"""Where it is recorded that a refusal was taken back. The rules and page 1 both read it here."""

PAPER: Final = frozenset({"original", "copy", "photo"})
"""Codes of what was seen of a refusal that mean a paper."""

_NO_SET_FORM: Final = frozenset({"SCT", "NIR"})
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
    return tuple(i for i in plan.members(GROUP) if not _is_taken_back(plan, i))


def _is_taken_back(plan: Plan, instance: str) -> bool:
    """Say whether a refusal was taken back; that counts also where nobody knows when any more."""
    return any(
        plan.was_said(question, instance) or plan.reading(question, instance).state == "erased"
        for question in WITHDRAWN
    )


def is_sustaining(plan: Plan, instance: str) -> bool:
    """Say whether a refusal is of treatment that keeps somebody alive; CPR always is."""
    about_cpr = plan.code("adrt.about_cpr", instance) == "yes"
    return about_cpr or plan.code("adrt.type", instance) == SUSTAINING


def refused_in(plan: Plan, instance: str) -> frozenset[str]:
    """Return what a refusal is about, as keys that two texts about it share."""
    written = treatments_in(plan.text("adrt.treatments", instance))
    about_cpr = plan.code("adrt.about_cpr", instance)
    if about_cpr == "no":
        written -= {"cpr"}
    listed = treatments_of(plan.codes("adrt.listed", instance))
    return written | listed | (frozenset({"cpr"}) if about_cpr == "yes" else frozenset())


def made_in(plan: Plan, instance: str) -> str:
    """Return in which nation a refusal was made; without an answer, where the person is."""
    return plan.code("adrt.made_in", instance) or plan.nation


def only_said(plan: Plan, instance: str) -> bool | None:
    """Say whether a refusal was spoken and not written; None where nobody recorded that.

    Whoever wrote that it is not in writing was not asked again whether it was only said.
    """
    spoken, written = plan.code("adrt.spoken", instance), plan.code("adrt.written", instance)
    if spoken == "yes":
        return True
    if spoken == "no" or written == "yes" or plan.code("adrt.seen", instance) in PAPER:
        return False
    unsigned = plan.code("adrt.signed", instance) != "yes"
    return True if written == "no" and unsigned else None


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
    other = not is_sustaining(plan, instance) and plan.answered("adrt.type", instance)
    return other or lacks_nothing(plan, instance)


def lacks_nothing(plan: Plan, instance: str) -> bool:
    """Say whether the paper has what the law asks for where it keeps somebody alive."""
    under_the_act = bool({made_in(plan, instance), plan.nation} & MCA)
    return not formalities_lacking(plan, instance, under_the_act=under_the_act)


def has_no_set_form(plan: Plan) -> bool:
    """Say whether the law here asks for no form: what was written is weighed as it is."""
    return plan.nation in _NO_SET_FORM


def to_be_weighed(plan: Plan, instance: str) -> bool:
    """Say whether a refusal has what the law asks for; where there is no set form, each has."""
    return has_no_set_form(plan) or complete(plan, instance)


def each_refusal(hits: Callable[[Plan, str], Iterable[Hit]]) -> Callable[[Plan], Iterator[Hit]]:
    """Return *hits* for every refusal that was not taken back."""

    def of_all(plan: Plan) -> Iterator[Hit]:
        for instance in refusals(plan):
            yield from hits(plan, instance)

    return of_all


def _formalities(plan: Plan, instance: str) -> Iterator[Hit]:
    """Name what the paper lacks; that it was changed since is L-08, unless nobody knows.

    Page 1 reads a refusal as one of treatment that keeps somebody alive until it is marked
    as one of something else.
    """
    sustaining = is_sustaining(plan, instance)
    if not sustaining and plan.answered("adrt.type", instance):
        return
    known = plan.code("adrt.altered", instance) == "yes"
    lacking = [f for f in formalities_lacking(plan, instance) if not (f is ALTERED and known)]
    for hit in naming([(f.fields[0], tr(f.words)) for f in lacking], instance):
        asks = ("adrt.type", *hit.fields)
        yield hit if sustaining else replace(hit, fields=asks, words=_OF_WHICH_KIND)


def _vague(plan: Plan, instance: str) -> Iterator[Hit]:
    lacking = () if _says_which(plan, instance) else ("adrt.treatments",)
    if not plan.answered("adrt.circumstances", instance):
        lacking = (*lacking, "adrt.circumstances")
    if lacking:
        yield Hit(lacking, instance)


def _says_which(plan: Plan, instance: str) -> bool:
    written = plan.answered("adrt.treatments", instance)
    return written or bool(refused_in(plan, instance) or plan.codes("adrt.listed", instance))


def _old(plan: Plan, instance: str) -> Iterator[Hit]:
    fields = ("adrt.reviewed_on", "adrt.made_on")
    known = [day for question in fields if (day := plan.day(question, instance))]
    if not known:
        return
    if plan.today - max(known) > _YEAR:
        yield Hit(fields, instance)
    elif any(day > _latest(plan, fields, instance) for day in big_changes(plan)):
        yield Hit(fields, instance, words=_CHANGED_SINCE)


def _latest(plan: Plan, fields: tuple[str, ...], instance: str) -> dt.date:
    return max(day for question in fields if (day := plan.last(question, instance)))


def _too_young(plan: Plan, instance: str) -> Iterator[Hit]:
    age = age_on(plan.code("person.dob"), plan.code("adrt.made_on", instance))
    least = nation(made_in(plan, instance)).refusal_age
    if age is not None and age < least:
        law = made_in(plan, instance)
        words = "" if law in MCA else _YOUNG
        asked, age_then = ("adrt.made_on", "person.dob"), {"age": str(least)}
        yield Hit(asked, instance, age_then, words=words, law=law)


def _altered(plan: Plan, instance: str) -> Iterator[Hit]:
    if is_sustaining(plan, instance) and plan.code("adrt.altered", instance) == "yes":
        yield Hit(("adrt.altered",), instance)


def _not_seen(plan: Plan, instance: str) -> Iterator[Hit]:
    if _needs_no_paper(plan, instance):
        return
    seen = plan.code("adrt.seen", instance) == "original"
    placed = plan.answered("adrt.location", instance)
    if not seen:
        yield Hit(("adrt.seen", "adrt.location"), instance, words="" if placed else _NOWHERE)
    elif not placed:
        yield Hit(("adrt.location", "adrt.seen"), instance, words=_NO_PLACE)


def _needs_no_paper(plan: Plan, instance: str) -> bool:
    """Say whether a refusal was spoken, and of no treatment that keeps somebody alive."""
    spoken = only_said(plan, instance) is True
    written = "yes" in (plan.code("adrt.written", instance), plan.code("adrt.signed", instance))
    other = plan.code("adrt.type", instance) == "not_life_sustaining"
    return spoken and not written and other and not is_sustaining(plan, instance)


_YOUNG: Final = N_(
    "This was made before the age of {age}. The law may not hold it as a refusal. It is printed as"
    " a wish."
)
_OF_WHICH_KIND: Final = N_(
    "Nobody wrote down whether this is a refusal of treatment that keeps someone alive. If it is,"
    " it lacks {what}."
)
_CHANGED_SINCE: Final = N_(
    "Something has happened since the refusal was made. Is it right as it stands? Sign and date it"
    " again."
)
_NO_PLACE: Final = N_("Nobody wrote down where the original of the refusal is. Crews must see it.")
_NOWHERE: Final = N_(
    "The original of the refusal was not seen, and nobody wrote down where it is. Crews must see"
    " it."
)

RULES: Final = (
    Rule("L-01", Severity.LABEL,
         N_("This was made before the age of {age}, so it cannot be a refusal in law. It is"
            " printed as a wish."),
         "Mental Capacity Act 2005 s24(1)", each_refusal(_too_young), nations=UK,
         elsewhere=YOUNG),
    Rule("L-02", Severity.LABEL,
         N_("This refusal of treatment that keeps someone alive lacks {what}. It is printed as"
            " strong evidence of wishes."),
         "Mental Capacity Act 2005 s25(5), (6); SCCI1580 requirement 17",
         each_refusal(_formalities), nations=MCA),
    Rule("L-03", Severity.WARN,
         N_("A refusal must say which treatment, and when it applies."),
         "Mental Capacity Act 2005 s24, s25(4)", each_refusal(_vague), nations=UK,
         elsewhere=COMMON_LAW),
    Rule("L-06", Severity.PROMPT,
         N_("The refusal is more than a year old. Is it right as it stands? Sign and date it"
            " again."),
         "Mental Capacity Act Code of Practice", each_refusal(_old), elsewhere=GOOD_PRACTICE),
    Rule("L-08", Severity.LABEL,
         N_("The refusal was changed after it was signed. A change has to be signed and witnessed"
            " again. It is printed as strong evidence of wishes."),
         "Mental Capacity Act 2005 s24(5), s25(5)", each_refusal(_altered), nations=MCA),
    Rule("L-10", Severity.WARN,
         N_("The original of the refusal was not seen. Crews must see it."),
         "SCCI1580 50", each_refusal(_not_seen), prints=True),
)  # fmt: skip

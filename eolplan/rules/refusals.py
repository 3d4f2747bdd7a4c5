"""Rules about what a refusal made in advance says, and about what came after it.

What its paper has to have stands in ``law``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from eolplan.rules.attorneys import is_appointed
from eolplan.rules.capacity import unable
from eolplan.rules.finding import MCA, UK, Hit, Rule, Severity
from eolplan.rules.law import GROUP, each_refusal, is_sustaining, refusals, refused_in
from eolplan.rules.plan import Plan, view_of
from eolplan.rules.sources import COMMON_LAW, GOOD_PRACTICE, TREATMENT_ASKED_FOR
from eolplan.rules.wording import treatments_in, withholds
from eolplan.words import N_

_BASIC: Final = re.compile(
    r"\b(?:basic care|warmth|shelter|hygiene|being (?:kept )?(?:warm|clean|washed)|washing"
    r"|pain relief|painkillers?|mouth care|(?:food|drinks?)(?: and (?:food|drinks?))? by mouth"
    r"|(?:being )?offered (?:food|drinks?)"
    r"|(?:refuse|decline|(?:not|n't) (?:want|wish)) to be (?:kept )?(?:warm|clean|washed)"
    r"|(?:no(?! longer)|refus(?:e|al of)|decline|(?:not|n't) want|stop) (?:any |all |my )?"
    r"(?:food|drinks?)\b(?!(?: (?:and|or) \w+)? (?:given )?(?:by|through|via|in|into)"
    r" (?:an? |the |my )?(?:\w+ )?(?:tube|drip|vein|nose|stomach|peg)))\b", re.IGNORECASE
)  # fmt: skip
_AND_NOT: Final = re.compile(r"\bbut\b|,", re.IGNORECASE)
"""What comes after it is no longer what is wanted."""

_KEPT_ON: Final = re.compile(
    r"\b(?:except|apart from|other than|but (?:keep|give|not|do|with)|only)\b", re.IGNORECASE
)
"""What comes after it is what is to go on."""

_KEEPS_ALIVE: Final = frozenset({"cpr", "breathing_machine", "niv", "feeding_tube", "dialysis"})
"""What is there to keep somebody alive, whatever the illness."""

_DEMAND: Final = re.compile(
    r"\b(?:i (?:want|demand|insist on|must have)|must be given|give me|wants? to (?:have|be given))"
    r"\b", re.IGNORECASE
)  # fmt: skip
_ANY_TREATMENT: Final = re.compile(r"\b(?:treatments?|everything|kept alive)\b", re.IGNORECASE)
_AT_ALL_COSTS: Final = re.compile(r"\b(?:keep me alive|do everything)\b", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[.;\n]")
_PREGNANT: Final = re.compile(r"(?<!\bnot )\bpregnan", re.IGNORECASE)
_HUSBAND_OR_WIFE: Final = frozenset({"spouse", "partner"})
_GAINS: Final = frozenset({"health_attorney", "finance_attorney", "executor"})
_REFUSABLE: Final = ("treatment", "cpr", "legal")
"""Topics in which somebody may be unable to say again what a refusal says."""


def _basic_care(plan: Plan, instance: str) -> Iterator[Hit]:
    refused, *_ = _KEPT_ON.split(_written(plan, instance), maxsplit=1)
    if _BASIC.search(refused):
        yield Hit(("adrt.treatments",), instance)


def _keeps_alive(plan: Plan, instance: str) -> Iterator[Hit]:
    """Find a refusal of what keeps somebody alive that is marked as one of something else.

    It would read as a refusal of that kind, and nobody would ask for its witness.
    """
    marked = plan.code("adrt.type", instance) == "not_life_sustaining"
    if marked and refused_in(plan, instance) & _KEEPS_ALIVE:
        yield Hit(("adrt.type", "adrt.treatments"), instance)


def _demands(plan: Plan, instance: str) -> Iterator[Hit]:
    if any(map(_asks_for_treatment, _SENTENCE.split(_written(plan, instance)))):
        yield Hit(("adrt.treatments",), instance)


def _asks_for_treatment(sentence: str) -> bool:
    """Say whether a sentence wants a treatment; where to die, and comfort, is none."""
    before, *found = _AT_ALL_COSTS.split(sentence, maxsplit=1)
    if found and not withholds(before):
        return True
    _, *wanted = _DEMAND.split(sentence, maxsplit=1)
    rest = _AND_NOT.split("".join(wanted), maxsplit=1)[0]
    named = treatments_in(rest) - {"hospital"} or _ANY_TREATMENT.search(rest)
    return bool(named) and not withholds(rest)


def _written(plan: Plan, instance: str) -> str:
    question = "adrt.treatments"
    return plan.text(question, instance)


def _doubted(plan: Plan, instance: str) -> Iterator[Hit]:
    looked_at = any("refusal" in plan.codes("cap.topic", i) for i in plan.members("cap"))
    if plan.code("adrt.capacity_when_made", instance) == "doubted" and not looked_at:
        yield Hit(("adrt.capacity_when_made",), instance)


def _can_be_asked(plan: Plan) -> Iterator[Hit]:
    """Remind once, whatever the number of refusals: it is about the person, not the paper."""
    found = refusals(plan)
    if found and not unable(plan, *_REFUSABLE):
        yield Hit(("adrt.treatments",), found[0])


def _detained(plan: Plan, instance: str) -> Iterator[Hit]:
    if plan.code("cap.mha") == "detained":
        yield Hit(("cap.mha", "adrt.treatments"), instance)


def _pregnancy(plan: Plan, instance: str) -> Iterator[Hit]:
    """Find a pregnancy that is told of as an illness is, and was not thought of in the paper."""
    told = " ".join(
        answer.own_words or str(answer.value)
        for reading in plan.readings()
        if reading.question.startswith("dx.") and (answer := reading.answer)
    )
    thought_of = " ".join(plan.text(q, instance) for q in ("adrt.unforeseen", "adrt.circumstances"))
    sustaining = is_sustaining(plan, instance)
    if sustaining and _PREGNANT.search(told) and not _PREGNANT.search(thought_of):
        yield Hit(("adrt.unforeseen",), instance)


def _near_witness(plan: Plan, instance: str) -> Iterator[Hit]:
    name = plan.code("adrt.witness_name", instance).casefold()
    for who in plan.members("contact"):
        near = plan.codes("contact.roles", who) & _GAINS
        near |= plan.codes("contact.relation", who) & _HUSBAND_OR_WIFE
        same = bool(name) and plan.code("contact.name", who).casefold() == name
        if same and (near or is_appointed(plan, who)):
            yield Hit(("adrt.witness_name",), instance)


def _since(plan: Plan, instance: str) -> Iterator[Hit]:
    if plan.answered("adrt.inconsistent", instance):
        yield Hit(("adrt.inconsistent",), instance)


def _leans_on_what_is_gone(plan: Plan) -> Iterator[Hit]:
    """Find what speaks of a refusal though it was taken back, in speech or on paper."""
    members = plan.members(GROUP)
    undated = [i for i in members if not plan.answered("adrt.withdrawn_on", i)]
    if plan.code("adrt.exists") == "withdrawn" and undated:
        yield Hit(("adrt.withdrawn_on",), undated[0])
    if refusals(plan) or not (members or plan.code("adrt.exists") == "withdrawn"):
        return
    for instance in plan.instances("tx.item.view"):
        if view_of(plan, "tx.item.view", instance) == "refused_in_ADRT":
            yield Hit(("tx.item.view", "adrt.withdrawn_on"), instance)
    if view_of(plan, "faith.blood") == "refused_in_ADRT":
        yield Hit(("faith.blood", "adrt.withdrawn_on"))
    if plan.code("cpr.reason") == "valid_ADRT" and plan.fits("cpr.reason"):
        yield Hit(("cpr.reason", "adrt.withdrawn_on"))


RULES: Final = (
    Rule("L-03", Severity.WARN,
         N_("This refusal is marked as not about treatment that keeps somebody alive. CPR, a"
            " breathing machine, dialysis and feeding by tube do. Look again: a refusal of those"
            " must be written, signed and witnessed."),
         "Mental Capacity Act 2005 s25(5), (6)", each_refusal(_keeps_alive), nations=MCA),
    Rule("L-04", Severity.WARN,
         N_("Warmth, shelter, washing, pain relief and the offer of food and drink by mouth cannot"
            " be refused in advance. Record that as a wish."),
         "Mental Capacity Act Code of Practice chapter 9", each_refusal(_basic_care),
         nations=UK, elsewhere=GOOD_PRACTICE),
    Rule("L-05", Severity.WARN,
         N_("A refusal cannot ask for a treatment. Record that as a wish, under Treatment."),
         "Burke v General Medical Council 2005", each_refusal(_demands),
         elsewhere=TREATMENT_ASKED_FOR),
    Rule("L-07", Severity.LABEL,
         N_("The refusal was taken back, and saying so is enough. It is printed as withdrawn."
            " Write the day, and look at what points to it here."),
         "Mental Capacity Act 2005 s24(3), (4)", _leans_on_what_is_gone, nations=MCA),
    Rule("L-09", Severity.WARN,
         N_("There was doubt whether this could be decided when the refusal was made, and nobody"
            " wrote that it was looked at."),
         "Mental Capacity Act Code of Practice chapter 9", each_refusal(_doubted),
         elsewhere=GOOD_PRACTICE),
    Rule("L-11", Severity.PROMPT,
         N_("Ask the person first. A refusal only applies when they cannot decide."),
         "Mental Capacity Act 2005 s25(3)", _can_be_asked, nations=MCA),
    Rule("L-19", Severity.WARN,
         N_("Treatment for mental disorder under detention has other rules. Check current law."),
         "Clinical decisions D17; to be looked at again by April 2027", each_refusal(_detained),
         nations=MCA),
    Rule("L-20", Severity.PROMPT,
         N_("A pregnancy is recorded. Was it thought of when the refusal was made? Get senior"
            " advice."),
         "Mental Capacity Act 2005 s25(4)(c)", each_refusal(_pregnancy), elsewhere=COMMON_LAW),
    Rule("L-21", Severity.PROMPT,
         N_("The witness is an attorney, an executor, or husband, wife or partner. That is allowed;"
            " a witness from outside is better."),
         "Good practice", each_refusal(_near_witness)),
    Rule("L-22", Severity.WARN,
         N_("Something was done or said since that does not fit the refusal. It is printed beside"
            " it. Check that it stands."),
         "Mental Capacity Act 2005 s25(2)(c)", each_refusal(_since), at_odds=True,
         elsewhere=COMMON_LAW),
)  # fmt: skip

"""Rules about treatment: whose advice it is, what a wish hangs on, and words nobody can act on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from eolplan.guide.nations import nation
from eolplan.rules.capacity import unable
from eolplan.rules.finding import UK, Hit, Rule, Severity, naming, unsaid
from eolplan.rules.plan import OWN_VOICE, Plan, age_on, view_of
from eolplan.rules.sources import COMMON_LAW, TREATMENT_ASKED_FOR, also
from eolplan.words import N_, listing, tr

GROUP: Final = "tx.item"
_VIEW: Final = "tx.item.view"
_LEVELS: Final = frozenset({"E1", "E2", "E3", "E4", "E5"})
_ADVISED: Final = frozenset({
    "recommend", "consider_after_assessment", "trial_with_review", "not_recommended_burden",
    "not_recommended_would_not_work", "not_available_here",
})  # fmt: skip
_NOT_ADVISED: Final = ("not_recommended", "not_available")
_HANGS_ON: Final = {"only_if": "only_if", "would_try_for_a_time": "until"}
"""Views that mean nothing without what they hang on, and the part that holds it."""

_BURDENSOME: Final = frozenset({
    "hospital_emergency", "intensive_care", "breathing_machine", "antibiotics_drip_hospital",
    "transfusion", "niv_start", "niv_continue", "pressors", "dialysis_start", "dialysis_continue",
    "tube_stomach", "tube_nose", "feeding_vein", "operation_emergency", "operation_hip", "stent",
    "chemo_immuno", "radiotherapy", "tests_scans", "trials",
})  # fmt: skip
_VAGUE: Final = re.compile(
    r"\bnot for (?:any |further )*escalation\b|\bward[- ](?:based|level) care\b|\btlc\b"
    r"|\bfutil(?:e|ity)\b"
    r"|\b(?:not for|full) active treatment\b|\bheroic measures\b|\bconservative management\b"
    r"|\beverything\b(?! (?:else|is|in|that|(?:s?he|they|you|we) ))"
    r"|^\W*(?:keep|make) (?:\w+ )?(?:comfortable|comfy)\W*$"
    r"|^\W*comfort (?:care|measures)(?: only)?\W*$", re.IGNORECASE
)  # fmt: skip
_ADVICE: Final = (
    "esc.reasons", "esc.why", "rec.aim.reasons", "tx.item.rec_reason", "tx.transport",
    "tx.scenario.do", "tx.scenario.staff", "tx.scenario.where", "tx.scenario.not",
    "tx.stop.trigger", "cpr.exceptions",
)  # fmt: skip
SHORT_FORMS: Final = frozenset({
    "ADRT", "AF", "AKI", "BD", "BIPAP", "BNO", "CA", "CCF", "CHF", "CKD", "CNS", "COPD", "CPAP",
    "CVA", "DN", "DNACPR", "DNAR", "DOLS", "EOLC", "GSF", "HCA", "HPC", "ICD", "ICU", "IMCA", "ITU",
    "IV", "LPA", "LRTI", "LVAD", "MCA", "MDT", "MND", "MST", "NBM", "NG", "NIV", "OD", "OOH", "OT",
    "PEG", "PMH", "PRN", "QDS", "RIG", "SALT", "SC", "SLT", "SOB", "SOBOE", "SVCO", "TDS", "TEP",
    "TIA", "TTO", "UTI", "VTE",
})  # fmt: skip
"""Short forms that staff write and others do not know; CPR, GP and NHS are known."""

_TOKEN: Final = re.compile(r"\b[A-Z]{2,6}\b")


def _nobodys_advice(plan: Plan) -> Iterator[Hit]:
    """Name what is not known of whoever advised: a level or advice is somebody's."""
    if plan.code("esc.level") in _LEVELS:
        yield from _lacking(plan, "esc.by.name", "esc.by.role", "esc.on")
    advised = any(plan.code("tx.item.rec", i) in _ADVISED for i in plan.members(GROUP))
    if advised or plan.answered("rec.aim"):
        yield from _lacking(plan, "tx.author.name", "tx.author.role", "tx.author.on")


def _lacking(plan: Plan, name: str, role: str, on: str) -> Iterator[Hit]:
    asked = ((name, tr("a name")), (role, tr("a role")), (on, tr("a day")))
    yield from naming(unsaid(plan, asked))


def _hangs_on_nothing(plan: Plan) -> Iterator[Hit]:
    for question in (_VIEW, "faith.blood"):
        for instance in plan.instances(question):
            answer = plan.answer(question, instance)
            value = answer.value if answer else None
            if not isinstance(value, dict) or answer is None:
                continue
            part = _HANGS_ON.get(str(value.get("view")))
            if part and not value.get(part) and not answer.own_words:
                what = called(plan, instance) if question == _VIEW else tr("blood products")
                yield Hit((question,), instance, {"treatment": what})


def called(plan: Plan, item: str) -> str:
    """Return what one of the treatments is called."""
    kind = "tx.item.kind"
    return plan.option(kind, item) or plan.words(kind, item) or tr("not named")


def _wanted_not_advised(plan: Plan) -> Iterator[Hit]:
    for instance in plan.members(GROUP):
        wants = view_of(plan, _VIEW, instance) in ("wants", "would_try_for_a_time")
        against = plan.code("tx.item.rec", instance).startswith(_NOT_ADVISED)
        talked = plan.codes("tx.item.talked", instance) - {"not_yet"}
        told = talked and plan.answered("tx.item.rec_reason", instance)
        if wants and against and not told:
            names = {"treatment": called(plan, instance)}
            yield Hit(("tx.item.talked", "tx.item.rec_reason", _VIEW), instance, names)


def _only_a_wish(plan: Plan) -> Iterator[Hit]:
    """Find a clear no that could be made a refusal, where the person can make one."""
    known = plan.code("adrt.exists") in ("yes", "wants_to_make") or plan.members("adrt")
    if known or unable(plan, "treatment", "legal") or _too_young(plan):
        return
    for instance in plan.members(GROUP):
        if view_of(plan, _VIEW, instance) == "does_not_want":
            yield Hit((_VIEW, "adrt.exists"), instance)
            return


def _too_young(plan: Plan) -> bool:
    age = age_on(plan.code("person.dob"), plan.today.isoformat())
    return age is not None and age < nation(plan.nation).refusal_age


def _comfort_and_more(plan: Plan) -> Iterator[Hit]:
    if plan.code("esc.level") != "E5":
        return
    for instance in plan.members(GROUP):
        heavy = plan.code("tx.item.kind", instance) in _BURDENSOME
        if heavy and plan.code("tx.item.rec", instance) in ("recommend", "trial_with_review"):
            names = {"treatment": called(plan, instance)}
            yield Hit(("esc.level", "tx.item.rec"), instance, names)


def _vague(plan: Plan) -> Iterator[Hit]:
    for question, instance, text in plan.texts(_ADVICE):
        if found := _VAGUE.search(text):
            yield Hit((question,), instance, {"words": found.group().strip()})


def _short_forms(plan: Plan) -> Iterator[Hit]:
    """Find short forms that staff wrote where the person's own copy shows them."""
    found: dict[str, str] = {}
    for reading in plan.readings():
        answer, question = reading.answer, reading.question
        if answer is None or question not in plan.guide or answer.said_by.startswith(OWN_VOICE):
            continue
        asked = plan.guide.question(question)
        typed = answer.value if isinstance(answer.value, str) and not asked.options else ""
        if asked.kind in ("text", "line") and asked.on_copy("own"):
            for word in _TOKEN.findall(f"{typed} {answer.own_words}"):
                if word in SHORT_FORMS:
                    found.setdefault(word, question)
    if found:
        fields = tuple(dict.fromkeys(found.values()))
        yield Hit(fields, names={"words": listing(sorted(found))})


RULES: Final = (
    Rule("T-01", Severity.WARN,
         N_("Not all is written down of who gave the advice on treatment. Add {what}. It prints as"
            " a wish that is not agreed yet."),
         "PRSB; ReSPECT section 7; clinical decisions 4", _nobodys_advice),
    Rule("T-02", Severity.WARN,
         N_("It depends, or for a time: {treatment}. Write on what, or until when."),
         "Own design", _hangs_on_nothing),
    Rule("T-03", Severity.WARN,
         N_("They want a treatment that is not advised: {treatment}. Record the talk and the"
            " reason. Asking is a wish; doctors do not have to give treatment that will not help."),
         "Burke v General Medical Council 2005; PRSB shared decisions", _wanted_not_advised,
         at_odds=True, elsewhere=also(TREATMENT_ASKED_FOR, "PRSB shared decisions")),
    Rule("T-04", Severity.PROMPT,
         N_("There is a treatment they do not want. That is a wish. Would they like to make it a"
            " formal refusal?"),
         "Mental Capacity Act 2005 s24 to 26", _only_a_wish, nations=UK, elsewhere=COMMON_LAW),
    Rule("T-05", Severity.WARN,
         N_("The plan is comfort only, and a heavy treatment is advised: {treatment}. Is this what"
            " was meant?"),
         "Own design", _comfort_and_more, at_odds=True),
    Rule("T-06", Severity.PROMPT,
         N_("Words that are hard to follow at night: {words}. Say what to do, where, and when."),
         "Research on ReSPECT", _vague),
    Rule("T-07", Severity.PROMPT,
         N_("Short forms stand in the person's own copy: {words}. Write them out."),
         "Accessible Information Standard", _short_forms),
)  # fmt: skip

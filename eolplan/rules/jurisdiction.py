"""Rules about the nation whose law counts: what is different there, and words of another law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from eolplan.guide.nations import nation, nations
from eolplan.rules.attorneys import GROUP as PAPERS
from eolplan.rules.attorneys import HEALTH
from eolplan.rules.finding import MCA, Hit, Rule, Severity, naming
from eolplan.rules.law import GROUP as REFUSALS
from eolplan.rules.law import refusals
from eolplan.rules.plan import Plan
from eolplan.words import N_, tr

_SCOTLAND: Final = frozenset({"SCT"})
_IRELAND: Final = frozenset({"NIR"})
_WALES: Final = frozenset({"WAL"})
_ELSEWHERE: Final = frozenset({"OTH"})
_WISHED: Final = frozenset({"organs", "eyes", "tissue", "brain"})
_OF_ENGLAND: Final = re.compile(
    r"\b(lpas?|lasting powers? of attorney|adrts?|advance decisions?|best interests?"
    r"|court of protection|mental capacity act|court deputy|deputyship)\b", re.IGNORECASE
)  # fmt: skip


def _key_information_summary(plan: Plan) -> Iterator[Hit]:
    yield Hit(("plan.jurisdiction",))


def _good_practice(plan: Plan) -> Iterator[Hit]:
    asked = (
        ("adrt.written", tr("written")), ("adrt.signed", tr("signed")),
        ("adrt.signature_witnessed", tr("witnessed")), ("adrt.made_on", tr("dated")),
    )  # fmt: skip
    for instance in refusals(plan):
        lacking = [(q, w) for q, w in asked if plan.code(q, instance) in ("", "no", "not_known")]
        yield from naming(lacking, instance)


def _health_attorney(plan: Plan) -> Iterator[Hit]:
    """Find somebody who is taken for an attorney for health where the law knows none."""
    for paper in plan.members(PAPERS):
        kind = plan.code("poa.kind", paper)
        if kind in HEALTH:
            yield Hit(("poa.kind",), paper)
    for who in plan.members("contact"):
        if "health_attorney" in plan.codes("contact.roles", who):
            yield Hit(("contact.roles",), who)


def _welsh(plan: Plan) -> Iterator[Hit]:
    if plan.code("comm.welsh_offer") in ("", "not_offered"):
        yield Hit(("comm.welsh_offer",))


def _local_law(plan: Plan) -> Iterator[Hit]:
    groups = (REFUSALS, PAPERS, "cap", "bi")
    first = next((group for group in groups if plan.members(group)), "")
    if first or plan.answered("cpr.status"):
        yield Hit((first or "cpr.status",))


def _moved(plan: Plan) -> Iterator[Hit]:
    """Find a paper that was made under the law of another nation."""
    for refusal in refusals(plan):
        there = plan.code("adrt.made_in", refusal)
        if there and there != plan.nation and not {there, plan.nation} <= MCA:
            yield Hit(("adrt.made_in",), refusal)
    here = nation(plan.nation)
    known = here.first.get("poa.kind", ())
    for paper in plan.members(PAPERS):
        kind = plan.code("poa.kind", paper)
        if kind and known and kind not in known:
            yield Hit(("poa.kind",), paper)
    for assessment in plan.members("cap"):
        law = plan.code("cap.law", assessment)
        if law in _LAWS and law != here.law and plan.nation != "OTH":
            yield Hit(("cap.law",), assessment, words=_OTHER_LAW)


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


def _donation(plan: Plan) -> Iterator[Hit]:
    """Tell the law where donation was talked about; it never says that anybody agreed."""
    wished = plan.codes("donate.view")
    if wished & _WISHED or plan.answered("donate.register"):
        law = nation(plan.nation).facts["donation"]
        yield Hit(("donate.view", "donate.register"), words=law)
    if "body" in wished:
        yield Hit(("donate.view",), words=_BODY)


_LAWS: Final = frozenset(one.law for one in nations().values()) - {"other"}
_OTHER_LAW: Final = N_(
    "This was looked at under the law of another nation. The law of the place where the person is"
    " counts: look again."
)
_BODY: Final = N_(
    "Body donation needs the person's own form, signed and witnessed. Nobody else can agree to it."
)

RULES: Final = (
    Rule("J-01", Severity.PROMPT,
         N_("Only the GP's system can write the Key Information Summary. Ask the GP to update it"
            " from this plan."),
         "NHS Scotland", _key_information_summary, nations=_SCOTLAND),
    Rule("J-01", Severity.PROMPT,
         N_("Scots law has no set form for an advance directive. Best practice is written,"
            " signed, witnessed and dated. Not recorded here: {what}."),
         "Scots common law", _good_practice, nations=_SCOTLAND),
    Rule("J-02", Severity.PROMPT,
         N_("There is no attorney for health under Northern Ireland law today. They are asked what"
            " the person would want. Policy: For Now and for the Future."),
         "Enduring Powers of Attorney (Northern Ireland) Order 1987; Department of Health (NI)"
         " 2022", _health_attorney, nations=_IRELAND),
    Rule("J-03", Severity.PROMPT,
         N_("In Wales, Welsh is offered before anybody has to ask. Offer it, and write the answer."
            " NHS Wales has forms of its own for refusals and for CPR."),
         "Welsh Language (Wales) Measure 2011; NHS Wales", _welsh, nations=_WALES),
    Rule("J-04", Severity.PROMPT,
         N_("The law of this place is not known here, so nothing is said about what it asks for."
            " Check local law."),
         "Own design", _local_law, nations=_ELSEWHERE),
    Rule("J-05", Severity.WARN,
         N_("This paper was made under the law of another nation. Get advice. It is strong evidence"
            " of wishes all the same."),
         "Own design", _moved),
    Rule("J-06", Severity.PROMPT,
         N_("Words of English law stand in this plan. In Scotland say advance directive, welfare"
            " power of attorney, and benefit."),
         "Adults with Incapacity (Scotland) Act 2000", _terms, nations=_SCOTLAND),
    Rule("L-40", Severity.PROMPT,
         N_("Family is always spoken to about donation, whatever the law says."),
         "Law on donation of each nation; clinical decisions D22", _donation),
)  # fmt: skip

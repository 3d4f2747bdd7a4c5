"""Reads what became of a plan after a version was signed: a paper must not outlive it.

Whatever restores treatment shows at once, signed off or not: a cancelled form,
a recommendation to start CPR, a refusal that was taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from eolplan.handover.care import ALLERGY, Care
from eolplan.handover.chart import Chart
from eolplan.handover.cpr import CprFacts
from eolplan.handover.escalation import Escalation
from eolplan.handover.medicines import Allergies
from eolplan.handover.papers import Papers
from eolplan.handover.people import KEY_HOLDER, people
from eolplan.handover.refusals import Withdrawal
from eolplan.handover.state import Since
from eolplan.record import Log, Reading, Standing
from eolplan.record.answer import first_day, is_date, last_day
from eolplan.rules.cpr_view import AGREES, VIEW
from eolplan.status import is_sharing_taken_back, second_awaited, state_of, taken_back_on
from eolplan.words import partial_date

ALERTS: Final = ("dog", "two_person", "lift", "infection", "smoking_oxygen")
"""Codes of what a visitor must know and a reader at the door may: nothing about anybody."""

_LEFT: Final = ("closed_moved", "closed_discharged")
_HELD: Final = ("suspended", "under_review", *_LEFT)
"""Nobody here answers for the plan for now, or any more: ring before relying on it."""

_TAKEN_BACK: Final = ("closed_withdrew", "closed_declined")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known today of a plan that was signed before, whatever the copy may hold.

    Attributes:
        since: What became of the plan.
        cpr: What the record says about CPR now.
        view_told: The reader may have what the person said about CPR.
        escalation: What is recommended now if the person gets worse.
        expected: It is recorded today that death is expected.
        revoked: Attorneys' papers that no longer hold as they were signed, by instance.
        allergies: What they react to that was not signed, as far as the reader may have it.
        withdrawn: Refusals that were taken back or off the plan, by instance.
        alerts: What a visitor must know, in words.
        off_paper: Where the just-in-case medicines are must not stand on paper.
        key_code: The code of the key safe is written down here, though on no copy.
        key_holder: Somebody is said to hold a key.
    """

    since: Since = field(default_factory=Since)
    cpr: CprFacts | None = None
    view_told: bool = True
    escalation: Escalation | None = None
    expected: bool = True
    revoked: frozenset[str] = frozenset()
    allergies: Allergies | None = None
    withdrawn: Mapping[str, Withdrawal] = field(default_factory=dict)
    alerts: tuple[str, ...] = ()
    off_paper: bool = False
    key_code: bool = False
    key_holder: bool = False


def known_now(
    chart: Chart, signed: Log | None, nation: str, may_have: Callable[[Reading], bool]
) -> Known:
    """Return what is known today.

    Args:
        chart: The whole record as it stands.
        signed: The record as it stood at the version; None for a draft.
        nation: Whose law applies.
        may_have: Says whether what was agreed of an answer lets the reader have it.
    """
    papers = Papers(chart, nation)
    return Known(
        since=_since(chart, signed, may_have),
        cpr=_cpr(chart, papers.cpr(), may_have),
        view_told=may_have(chart.log.reading("cpr.person_view")),
        escalation=_escalation(chart, nation, may_have),
        expected=bool(Care(chart, nation).expected().by),
        revoked=papers.revoked(signed) if signed else frozenset(),
        allergies=_allergies(chart, signed, may_have) if signed else None,
        withdrawn=papers.withdrawals() | (papers.taken_off(signed) if signed else {}),
        alerts=_alerts(chart, may_have),
        off_paper=is_off_paper(chart.log) or (signed is not None and is_off_paper(signed)),
        key_code=chart.was_said("home.keysafe.code"),
        key_holder=any(KEY_HOLDER in p.roles for p in people(chart.guide, chart.log)),
    )


def _cpr(chart: Chart, facts: CprFacts, may_have: Callable[[Reading], bool]) -> CprFacts:
    """Return what is recorded about CPR without words that the reader may not have."""
    setting, words = (
        may_have(chart.log.reading(q)) for q in ("cpr.form.valid_setting", "cpr.status")
    )
    said = (r for q in (VIEW, AGREES) if (r := chart.log.reading(q)).standing is Standing.ANSWERED)
    disagrees = facts.disagrees and all(map(may_have, said))
    form = replace(facts.form, setting=facts.form.setting if setting else "")
    return replace(facts, form=form, text=facts.text if words else "", disagrees=disagrees)


def _escalation(chart: Chart, nation: str, may_have: Callable[[Reading], bool]) -> Escalation:
    facts = Care(chart, nation).escalation()
    told = may_have(chart.log.reading("esc.reasons"))
    return replace(facts, reasons=facts.reasons if told else "")


def _allergies(chart: Chart, signed: Log, may_have: Callable[[Reading], bool]) -> Allergies:
    asked = (ALLERGY, f"{ALLERGY}.agent", f"{ALLERGY}.reaction")
    hidden = (
        i
        for i in chart.members(ALLERGY)
        if not all(may_have(chart.log.reading(question, i)) for question in asked)
    )
    return Care(chart, "").allergies({*signed.instances(ALLERGY), *signed.torn(ALLERGY), *hidden})


def is_off_paper(log: Log) -> bool:
    """Say whether where the just-in-case medicines are must not stand on paper."""
    asked = log.reading("am.keep_off_paper")
    return any(answer.value == "yes" for answer in asked.answers)


def _since(chart: Chart, signed: Log | None, may_have: Callable[[Reading], bool]) -> Since:
    def is_now(*codes: str) -> bool:
        return any(chart.says("plan.status", code=code) for code in codes)

    state = state_of(chart.log)  # while two records differ nobody is called dead: it is on hold
    return Since(
        error=is_now("entered_in_error"),
        died=not state.disputed and (state.died or chart.was_said("death.date")),
        died_on=chart.code("death.date"),
        withdrawn=is_sharing_taken_back(chart.log) or is_now(*_TAKEN_BACK),
        withdrawn_on=taken_back_on(chart.log) or chart.code("plan.status.on"),
        held=is_now(*_HELD) or state.disputed,
        held_on=chart.code("plan.status.on"),
        team=(_told(chart, "plan.status.team", may_have) or "") if is_now(*_LEFT) else "",
        phone=(_told(chart, "plan.status.phone", may_have) or "") if is_now(*_LEFT) else "",
        events=tuple(_events(chart, signed, may_have)) if signed is not None else (),
        awaited=_awaited(chart, may_have),
    )


def _events(chart: Chart, signed: Log, may_have: Callable[[Reading], bool]) -> Iterator[str]:
    """Yield what happened since the sign-off, unless a review came after it."""
    reviews = [chart.code("rev.done.on", i) for i in chart.log.instances("rev.done")]
    known = set(signed.instances("rev.event"))
    for instance in chart.log.instances("rev.event"):
        day = chart.code("rev.event.on", instance)
        looked_at = is_date(day) and any(
            last_day(day) <= first_day(review) for review in reviews if is_date(review)
        )
        told = may_have(chart.log.reading("rev.event.what", instance))
        if instance not in known and not looked_at and told:
            words = chart.text("rev.event.what", instance)
            yield ", ".join(filter(None, (words, partial_date(day))))


def _awaited(
    chart: Chart, may_have: Callable[[Reading], bool]
) -> tuple[str | None, str | None] | None:
    """Return who has not yet signed; that somebody has not is told to every reader."""
    if not second_awaited(chart.log):
        return None
    name, role = ("sign.second.name", "sign.second.role")
    return _told(chart, name, may_have), _told(chart, role, may_have)


def _told(chart: Chart, question: str, may_have: Callable[[Reading], bool]) -> str | None:
    """Return what stands, in words; None where the reader may not have it."""
    return chart.text(question) if may_have(chart.log.reading(question)) else None


def _alerts(chart: Chart, may_have: Callable[[Reading], bool]) -> tuple[str, ...]:
    """Return what a visitor must know; what was ever another kind of alert is not told."""
    question, words = "alert.item.kind", dict[str, str]()
    for instance in chart.log.instances("alert.item"):
        ever = {str(e.answer.value) for e in chart.log.history(question, instance)}
        if ever <= set(ALERTS) and may_have(chart.log.reading(question, instance)):
            words[chart.code(question, instance)] = chart.option_words(question, instance)
    return tuple(words[code] for code in ALERTS if words.get(code))

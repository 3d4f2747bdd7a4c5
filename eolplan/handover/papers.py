"""Reads the papers out of a record: refusals, attorneys, and what was found about deciding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from eolplan.handover.chart import OWN, Chart
from eolplan.handover.cpr import CprFacts, Refused, last_day
from eolplan.handover.cpr_record import cpr_facts
from eolplan.handover.deciding import Attorney, Capacity
from eolplan.handover.people import Person, name_of, people
from eolplan.handover.phrases import phrasebook
from eolplan.handover.refusals import MCA, Order, Refusal, Rival, Withdrawal
from eolplan.record import Entry, Reading, Standing, to_confirm
from eolplan.subject import Subject
from eolplan.words import listing

_LACKS: Final = {
    "written": ("adrt.written",), "signed": ("adrt.signed", "adrt.signed_by_other_at_direction"),
    "before_witness": ("adrt.signature_witnessed",),
    "witness": ("adrt.witness_signed_in_presence",), "at_risk": ("adrt.at_risk_statement",),
}  # fmt: skip
"""What the Mental Capacity Act 2005, section 25 asks of a paper, and where it is recorded."""

_DECIDES: Final = (
    "adrt.type", "adrt.treatments", "adrt.circumstances", "adrt.about_cpr", "adrt.made_on",
    "adrt.made_in", "adrt.seen", "adrt.altered", *(q for asked in _LACKS.values() for q in asked),
)  # fmt: skip
_BACK: Final = ("adrt.withdrawn_on", "adrt.withdrawn_how")
_APPOINTS: Final = (
    "poa.kind", "poa.person", "poa.lst", "poa.registered", "poa.seen", "poa.how",
)  # fmt: skip
_SEEN: Final = frozenset({"original", "certified_copy", "online_code"})
_NAMED: Final = ("poa.person", "poa.person2", "poa.person3", "poa.person4")


class Papers:
    """The legal side of one record.

    Args:
        chart: The record, read for print.
        nation: Whose law applies where the person is.
        withdrawn: What was taken back after this record was signed, by instance.
    """

    def __init__(
        self, chart: Chart, nation: str, withdrawn: Mapping[str, Withdrawal] | None = None
    ) -> None:
        self._chart, self._log, self._nation = chart, chart.log, nation
        self._withdrawn = withdrawn or {}

    def cpr(self) -> CprFacts:
        """Return what is recorded about CPR, with a refusal of it in writing."""
        about = [r for r in self.refusals() if r.about_cpr and r.stands]
        about.sort(key=lambda r: (not r.lacks and not r.doubted, r.made_on), reverse=True)
        return replace(cpr_facts(self._chart), refused=_refused(about[0]) if about else None)

    # ---- refusals

    def refusals(self) -> tuple[Refusal, ...]:
        """Return every refusal, in the recorded order, those taken back at the end."""
        found = [self._refusal(instance) for instance in self._log.instances("adrt")]
        return tuple(sorted(found, key=lambda refusal: refusal.withdrawn is not None))

    def withdrawals(self) -> dict[str, Withdrawal]:
        """Return what was taken back, by instance."""
        found = {i: self._withdrawal(i) for i in self._log.instances("adrt")}
        return {instance: back for instance, back in found.items() if back}

    def _refusal(self, instance: str) -> Refusal:
        code, chart = self._code(instance), self._chart
        law = code("adrt.made_in") or self._nation
        cpr = code("adrt.about_cpr") == "yes"
        told = self._log.reading("adrt.treatments", instance).answer
        facts = Refusal(
            treatments=chart.text("adrt.treatments", instance).rstrip("."),
            circumstances=chart.text("adrt.circumstances", instance).rstrip("."),
            sustaining=cpr or code("adrt.type") != "not_life_sustaining",
            about_cpr=cpr,
            law=law,
            foreign=law != self._nation and not {law, self._nation} <= MCA,
            nation=chart.option_words("adrt.made_in", instance) if law != "OTH" else "",
            seen=code("adrt.seen"),
            from_person=told is not None and told.said_by in OWN,
            made_on=code("adrt.made_on"),
            place=chart.text("adrt.location", instance),
            lacks=self._lacks(instance, law),
            witnessed=chart.text("adrt.signature_witnessed", instance).lower(),
            spoken=code("adrt.spoken") == "yes",
            age=self._age(code("adrt.made_on")),
            parent=self._parent(),
            unconfirmed=bool(self._waiting(_DECIDES, instance)),
            withdrawn=self._withdrawn.get(instance) or self._withdrawal(instance),
            since=chart.text("adrt.inconsistent", instance).rstrip("."),
        )
        if not facts.stands or facts.lacks or law not in MCA or self._nation not in MCA:
            return facts
        return replace(facts, rival=self._rival(facts))

    def _lacks(self, instance: str, law: str) -> tuple[str, ...]:
        """Return what the paper does not have of what was asked of it where it was made."""
        code = self._code(instance)
        wanted = _LACKS if law in MCA else {k: _LACKS[k] for k in ("signed", "before_witness")}
        lacking = [
            what for what, asked in wanted.items() if not any(code(q) == "yes" for q in asked)
        ]
        altered = self._log.reading("adrt.altered", instance)
        if altered.value == "yes" or altered.state in ("conflict", "elsewhere"):
            lacking.append("altered")
        book, names = phrasebook(), self._chart.room.names
        return tuple(book.label(f"lacks.{what}", names).plain for what in lacking)

    def _withdrawal(self, instance: str) -> Withdrawal | None:
        """Return that a refusal was taken back: it counts however we heard of it."""
        readings = [self._log.reading(question, instance) for question in _BACK]
        said = next((r for r in readings if _says(r)), None)
        if said is None:
            gone = self._code("")("adrt.exists") == "withdrawn"
            return Withdrawal() if gone else None
        code, head = self._code(instance), said.heads[0]
        reported = self._chart.reporter(head, _BACK)
        return Withdrawal(
            on=code("adrt.withdrawn_on"),
            spoken=code("adrt.withdrawn_how") == "spoken",
            reported_by=reported,
            told_on=head.answer.said_on,
        )

    def _rival(self, refusal: Refusal) -> Rival:
        """Return the attorney's paper that stands most in the way of a refusal, if any."""
        found = [self._against(refusal, instance) for instance in self._log.instances("poa")]
        ranks = (Order.APART, Order.EARLIER, Order.UNCLEAR, Order.LATER)
        return max(found, key=lambda rival: ranks.index(rival.order), default=Rival())

    def _against(self, refusal: Refusal, instance: str) -> Rival:
        code = self._code(instance)
        of_use = code("poa.kind") == "lpa_health" and code("poa.registered") != "no"
        covers = code("poa.covers_refusal") != "no"
        if not (of_use and covers) or (refusal.sustaining and code("poa.lst") != "yes"):
            return Rival()
        signed, registered = code("poa.signed_on"), code("poa.registered_on")
        order = _order(refusal.made_on, signed, registered)
        attorney = self._attorney(instance)
        if not attorney.seen or attorney.registered != "yes":
            order = Order.APART if order is Order.EARLIER else Order.UNCLEAR
        who = ", ".join(filter(None, (attorney.name, attorney.relation)))
        place = self._chart.text("poa.place", instance)
        return Rival(order, who, attorney.phone, place, signed, registered)

    # ---- attorneys

    def attorneys(self) -> tuple[Attorney, ...]:
        """Return every paper that names somebody, then who is only said to be attorney."""
        papers = [self._attorney(instance) for instance in self._log.instances("poa")]
        named = {self._person(q, i) for i in self._log.instances("poa") for q in _NAMED}
        told = [
            Attorney(name=p.name, relation=p.relation_inside, phone=p.phone)
            for p in people(self._chart.guide, self._log)
            if "health_attorney" in p.roles and p.id not in named
        ]
        return (*papers, *told)

    def _attorney(self, instance: str) -> Attorney:
        code = self._code(instance)
        named = [self._who(q, instance) for q in _NAMED]
        first = named[0]
        everyone = [f"{p.name}, {p.phone}" if p.phone else p.name for p in named if p]
        unconfirmed = bool(self._waiting(_APPOINTS, instance))
        return Attorney(
            kind=code("poa.kind"),
            name=first.name if first else self._chart.text("poa.person", instance),
            relation=first.relation_inside if first else "",
            phone=code("poa.contact24") or (first.phone if first else ""),
            all_of_them=tuple(everyone),
            sustaining=code("poa.lst"),
            registered=code("poa.registered"),
            seen=code("poa.seen") in _SEEN and not unconfirmed,
            seen_on=code("poa.seen_on"),
            how=code("poa.how"),
            nation=self._nation,
        )

    def involved(self) -> tuple[str, str, str] | None:
        """Return name, relation and phone of whom to ask what the person would want."""
        may = [p for p in people(self._chart.guide, self._log) if p.may_be_rung]
        first = next((p for p in may if "involve_first" in p.roles), next(iter(may), None))
        return (first.name, first.relation_inside, first.phone) if first else None

    # ---- deciding

    def capacities(self) -> tuple[Capacity, ...]:
        """Return what was found, the newest for each decision; able to decide is not told."""
        newest: dict[str, Capacity] = {}
        for instance in self._log.instances("cap"):
            code = self._code(instance)
            found = Capacity(
                outcome=code("cap.outcome"),
                decision=self._chart.text("cap.decision", instance).rstrip("."),
                on=code("cap.on"),
                time=self._chart.text("cap.good_times", instance).rstrip("."),
            )
            key = found.decision.casefold()
            if key not in newest or newest[key].on <= found.on:
                newest[key] = found
        talked = self._doubt(max((c.on for c in newest.values()), default=""))
        told = [c for c in newest.values() if c.outcome not in ("", "has", "not_assessed_presumed")]
        if talked and talked.outcome:
            told.append(talked)
        if told:
            return tuple(told)
        able = [c for c in newest.values() if c.outcome]
        return (talked,) if talked else tuple(replace(c, outcome="") for c in able[:1])

    def _doubt(self, assessed_on: str) -> Capacity | None:
        """Return what the newest talk noted; a doubt that was then assessed is settled."""
        talk = self._chart.newest_talk()
        if not talk:
            return None
        day = self._chart.code("conv.when", talk)
        if self._chart.code("conv.doubt", talk) != "doubt" or (assessed_on and assessed_on >= day):
            return Capacity(on=day)
        decision = self._chart.text("conv.doubt.decision", talk)
        return Capacity("doubt_not_assessed", decision, day)

    # ---- reading

    def _code(self, instance: str) -> Callable[[str], str]:
        return partial(self._chart.code, instance=instance)

    def _waiting(self, questions: tuple[str, ...], instance: str) -> tuple[Entry, ...]:
        """Return the answers of one paper that came by a copy and wait for someone here."""
        return tuple(e for e in to_confirm(self._log, questions) if e.instance == instance)

    def _person(self, question: str, instance: str) -> str:
        value = self._log.reading(question, instance).value
        return str(value.get("instance", "")) if isinstance(value, dict) else ""

    def _who(self, question: str, instance: str) -> Person | None:
        ref = self._person(question, instance)
        if not ref:
            return None
        known = {p.id: p for p in people(self._chart.guide, self._log)}
        return known.get(ref) or Person(ref, name_of(self._log, ref), "", "", (), ())

    def _age(self, day: str) -> int | None:
        """Return the greatest age the person can have had on *day*; None where not known."""
        born, last = Subject.of(self._log).born, last_day(day)
        if not born or last == dt.date.max:
            return None
        first = _first_day(born)
        return last.year - first.year - ((last.month, last.day) < (first.month, first.day))

    def _parent(self) -> str:
        """Return who has parental responsibility, with a number where there is one."""
        person = self._who("cap.child.parental", "")
        if person is None:
            return self._chart.text("cap.child.parental_who").rstrip(".")
        return ", ".join(filter(None, (person.who, person.phone)))


def _says(reading: Reading) -> bool:
    """Say whether anything stands, also where two records differ on what."""
    return any(answer.standing is Standing.ANSWERED for answer in reading.answers)


def _refused(refusal: Refusal) -> Refused:
    return Refused(
        on=refusal.made_on,
        place=refusal.place,
        lacks=listing(refusal.lacks),
        original=refusal.seen == "original",
        doubted=refusal.doubted,
    )


def _order(made: str, signed: str, registered: str) -> Order:
    """Return how a refusal and an attorney's paper stand in time, from dates of any precision."""
    latest = [last_day(day) for day in (made, signed, registered)]
    if dt.date.max in latest:
        return Order.UNCLEAR
    if _first_day(made) > latest[2]:
        return Order.EARLIER
    return Order.LATER if _first_day(signed) > latest[0] else Order.UNCLEAR


def _first_day(text: str) -> dt.date:
    """Return the first day that an ISO date of any precision can mean."""
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)

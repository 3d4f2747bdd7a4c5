"""Reads the papers out of a record: refusals in writing, and who may decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from eolplan.handover.chart import OWN, Chart
from eolplan.handover.cpr import CprFacts, Refused, last_day
from eolplan.handover.cpr_record import cpr_facts
from eolplan.handover.deciding import JOINT, Attorney
from eolplan.handover.people import Person, name_of
from eolplan.handover.phrases import phrasebook
from eolplan.handover.refusals import (
    MCA,
    Order,
    Refusal,
    Rival,
    Withdrawal,
)
from eolplan.record import Entry, Log, Reading, Standing, to_confirm
from eolplan.rules.attorneys import Paper, covers, order_of
from eolplan.rules.finding import UK
from eolplan.rules.law import (
    ALTERED,
    FORMALITIES,
    WITHDRAWN,
    formalities_lacking,
    has_no_set_form,
    only_said,
)
from eolplan.rules.plan import Plan
from eolplan.subject import Subject
from eolplan.words import listing

_DECIDES: Final = (
    "adrt.type", "adrt.treatments", "adrt.circumstances", "adrt.about_cpr", "adrt.made_on",
    "adrt.witnessed_on", "adrt.made_in", "adrt.seen",
    *(q for f in (*FORMALITIES, ALTERED) for q in f.fields),
)  # fmt: skip
_APPOINTS: Final = (
    "poa.kind", "poa.person", "poa.lst", "poa.registered", "poa.seen", "poa.how",
)  # fmt: skip
_REFUSAL: Final = "adrt"
_PAPER: Final = "poa"
_ORIGINAL: Final = "original"
_SEEN: Final = frozenset({"original", "certified_copy", "online_code"})
_NAMED: Final = ("poa.person", "poa.person2", "poa.person3", "poa.person4")


class Papers:
    """The legal side of one record.

    Args:
        chart: The record, read for print.
        nation: Whose law applies where the person is.
        withdrawn: What was taken back after this record was signed, by instance.
        revoked: Attorneys' papers that no longer hold as they were signed, by instance.
    """

    def __init__(
        self, chart: Chart, nation: str, withdrawn: Mapping[str, Withdrawal] | None = None,
        revoked: Collection[str] = (),
    ) -> None:  # fmt: skip
        self._chart, self._log, self._nation = chart, chart.log, nation
        self._withdrawn, self._revoked = withdrawn or {}, revoked

    def cpr(self) -> CprFacts:
        """Return what is recorded about CPR, with a refusal of it in writing."""
        about = [r for r in self.refusals() if r.about_cpr and r.stands]
        about.sort(key=lambda r: (not r.lacks and not r.doubted, r.seen == _ORIGINAL, r.made_on))
        free = has_no_set_form(self._plan())
        refused = _refused(about[-1], no_set_form=free) if about else None
        return replace(cpr_facts(self._chart), refused=refused)

    # ---- refusals

    def refusals(self) -> tuple[Refusal, ...]:
        """Return every refusal, in the recorded order, those taken back at the end.

        That there is one, and nothing of what it says, is a refusal that nobody here has seen.
        """
        found = [self._refusal(instance) for instance in self._chart.members(_REFUSAL)]
        if not found and self._chart.says("adrt.exists", code="yes"):
            found = [Refusal(treatments=self._absent("adrt.treatments"), law=self._nation)]
        return tuple(sorted(found, key=lambda refusal: refusal.withdrawn is not None))

    def withdrawals(self) -> dict[str, Withdrawal]:
        """Return what was taken back, by instance."""
        found = {i: self._withdrawal(i) for i in self._chart.members(_REFUSAL)}
        return {instance: back for instance, back in found.items() if back}

    def taken_off(self, signed: Log) -> dict[str, Withdrawal]:
        """Return the refusals that were signed and that somebody took off the plan since.

        Nobody has said that they were withdrawn, so whoever took them off is named.
        """
        gone = set(signed.instances(_REFUSAL)) - set(self._chart.members(_REFUSAL))
        heads = {i: self._log.heads(_REFUSAL, i) for i in gone}
        return {
            instance: Withdrawal(
                reported_by=found[0].author.name,
                told_on=found[0].recorded.astimezone().date().isoformat(),
            )
            for instance, found in heads.items()
            if found
        }

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
            witnessed_on=code("adrt.witnessed_on"),
            place=chart.text("adrt.location", instance),
            lacks=self._lacks(instance, {law, self._nation}),
            witnessed=chart.text("adrt.signature_witnessed", instance).lower(),
            spoken=only_said(self._plan(), instance),
            age=self._age(code("adrt.made_on") or (told.said_on if told else "")),
            parent=self._parent(),
            unconfirmed=self._is_open(_REFUSAL, _DECIDES, instance),
            withdrawn=self._withdrawn.get(instance) or self._withdrawal(instance),
            since=chart.text("adrt.inconsistent", instance).rstrip(".")
            or self._absent("adrt.inconsistent", instance),
        )
        if not facts.stands or facts.lacks or law not in MCA or self._nation not in MCA:
            return facts
        return replace(facts, rival=self._rival(facts))

    def _lacks(self, instance: str, laws: set[str]) -> tuple[str, ...]:
        """Return what the paper does not have of what the law asks for.

        Args:
            instance: Which refusal.
            laws: Where it was made, and where the person is: the law of that place applies.
        """
        lacking = formalities_lacking(self._plan(), instance, under_the_act=bool(laws & MCA))
        book, names = phrasebook(), self._chart.room.names
        return tuple(book.label(f"lacks.{formality.id}", names).plain for formality in lacking)

    def _plan(self) -> Plan:
        return Plan(self._log, self._chart.guide, dt.date.min, self._nation)

    def _withdrawal(self, instance: str) -> Withdrawal | None:
        """Return that a refusal was taken back: it counts however we heard of it."""
        readings = [self._log.reading(question, instance) for question in WITHDRAWN]
        said = next((r for r in readings if _says(r)), None)
        if said is None and any(r.state == "erased" for r in readings):
            return Withdrawal(reported_by=phrasebook().absent("who"))
        if said is None:
            return self._all_withdrawn()
        code, head = self._code(instance), said.heads[0]
        reported = self._chart.reporter(head, WITHDRAWN)
        return Withdrawal(
            on=code("adrt.withdrawn_on"),
            spoken={"spoken": True, "written": False}.get(code("adrt.withdrawn_how")),
            reported_by=reported,
            told_on=head.answer.said_on,
        )

    def _all_withdrawn(self) -> Withdrawal | None:
        """Return that every refusal was taken back, be it that only one of two records says so."""
        reading = self._log.reading("adrt.exists")
        head = next((h for h in reading.heads if h.answer.value == "withdrawn"), None)
        if head is None:
            return None
        disputed = head.author.name if reading.state == "conflict" else ""
        reported = self._chart.reporter(head, ("adrt.exists",)) or disputed
        return Withdrawal(reported_by=reported, told_on=head.answer.said_on)

    def _rival(self, refusal: Refusal) -> Rival:
        """Return the attorney's paper that stands most in the way of a refusal, if any."""
        found = [self._against(refusal, instance) for instance in self._chart.members(_PAPER)]
        ranks = (Order.APART, Order.EARLIER, Order.UNCLEAR, Order.LATER)
        return max(found, key=lambda rival: ranks.index(rival.order), default=Rival())

    def _against(self, refusal: Refusal, instance: str) -> Rival:
        """Return how one paper stands to a refusal.

        The rules say whether it covers the treatment, and which of the two came first.
        """
        code, plan = self._code(instance), self._plan()
        if not covers(plan, instance, sustaining=refusal.sustaining):
            return Rival()
        signed, registered = code("poa.signed_on"), code("poa.registered_on")
        attorney = self._attorney(instance)
        certain = attorney.seen and attorney.registered == "yes"
        order = order_of(refusal.made_on, Paper(signed, registered, certain))
        who = ", ".join(filter(None, (attorney.name, attorney.relation)))
        place = self._chart.text("poa.place", instance)
        return Rival(order, who, attorney.phone, place, signed, registered)

    # ---- attorneys

    def attorneys(self) -> tuple[Attorney, ...]:
        """Return every paper that names somebody, then who is only said to be attorney."""
        members = self._chart.members(_PAPER)
        papers = [self._attorney(instance) for instance in members]
        named = {self._person(q, i) for i in members for q in _NAMED}
        told = [
            Attorney(name=p.name, relation=p.relation_inside, phone=p.number, nation=self._nation)
            for p in self._chart.people()
            if "health_attorney" in p.roles and p.id not in named
        ]
        return (*papers, *told)

    def revoked(self, signed: Log) -> frozenset[str]:
        """Return the papers that were signed, and were taken off or turned out not to hold since.

        What came by a copy and waits for someone here ends no paper that was seen.
        """
        held = set(self._log.instances(_PAPER))
        were = signed.instances(_PAPER)
        return frozenset(i for i in were if i not in held or self._failed(i, signed))

    def _failed(self, instance: str, signed: Log) -> bool:
        code = self._code(instance)
        registered = code("poa.registered")
        was = signed.reading("poa.registered", instance).value or ""
        known = registered != "no" and registered == was  # of one that nobody knew, nothing is lost
        stands = registered == "yes" or known or code("poa.kind") == "deputy_welfare"
        holds = stands and code("poa.seen") in _SEEN
        return not holds and not self._waiting(_APPOINTS, instance)

    def _attorney(self, instance: str) -> Attorney:
        code = self._code(instance)
        named = [self._who(q, instance) for q in _NAMED]
        first = named[0]
        everyone = [f"{p.name}, {p.number}" if p.number else p.name for p in named if p]
        unconfirmed = self._is_open(_PAPER, _APPOINTS, instance) or instance in self._revoked
        joint = [how for how in JOINT if self._chart.says("poa.how", instance, code=how)]
        return Attorney(
            kind=code("poa.kind"),
            name=first.name if first else self._chart.text("poa.person", instance),
            relation=first.relation_inside if first else "",
            phone=code("poa.contact24") or (first.number if first else ""),
            all_of_them=tuple(everyone),
            sustaining=code("poa.lst"),
            registered=code("poa.registered"),
            seen=code("poa.seen") in _SEEN and not unconfirmed,
            seen_on=code("poa.seen_on"),
            how=joint[0] if joint else code("poa.how"),
            nation=self._nation,
        )

    def involved(self) -> tuple[str, str, str] | None:
        """Return name, relation and phone of whom to ask what the person would want."""
        may = [p for p in self._chart.people() if p.may_be_rung]
        first = next((p for p in may if "involve_first" in p.roles), next(iter(may), None))
        return (first.name, first.relation_inside, first.number) if first else None

    # ---- reading

    def _code(self, instance: str) -> Callable[[str], str]:
        return partial(self._chart.code, instance=instance)

    def _waiting(self, questions: tuple[str, ...], instance: str) -> tuple[Entry, ...]:
        """Return the answers of one paper that came by a copy and wait for someone here."""
        return tuple(e for e in to_confirm(self._log, questions) if e.instance == instance)

    def _is_open(self, group: str, questions: tuple[str, ...], instance: str) -> bool:
        """Say whether a paper waits for someone: it came by a copy, or two records part on it."""
        return bool(self._waiting(questions, instance)) or instance in self._log.torn(group)

    def _absent(self, question: str, instance: str = "") -> str:
        """Return what stands for words that are not in this copy; empty where there are none."""
        hidden = self._chart.is_elsewhere(question, instance)
        return phrasebook().absent(f"hidden.{question}") if hidden else ""

    def _person(self, question: str, instance: str) -> str:
        value = self._log.reading(question, instance).value
        return str(value.get("instance", "")) if isinstance(value, dict) else ""

    def _who(self, question: str, instance: str) -> Person | None:
        ref = self._person(question, instance)
        if not ref:
            return None
        known = {p.id: p for p in self._chart.people()}
        return known.get(ref) or Person(ref, name_of(self._log, ref), "", "", (), ())

    def _age(self, day: str) -> int | None:
        """Return the greatest age the person can have had on *day*; None where not known.

        Two records of one person may differ on the birth date: then it is not known.
        """
        subject, last = Subject.of(self._log), last_day(day)
        if not subject.born or "person.dob" in subject.disputed or last == dt.date.max:
            return None
        first = _first_day(subject.born)
        return last.year - first.year - ((last.month, last.day) < (first.month, first.day))

    def _parent(self) -> str:
        """Return who has parental responsibility, with a number where there is one."""
        person = self._who("cap.child.parental", "")
        if person is None:
            return self._chart.text("cap.child.parental_who").rstrip(".")
        return ", ".join(filter(None, (person.who, person.number)))


def _says(reading: Reading) -> bool:
    """Say whether anything stands, also where two records differ on what."""
    return any(answer.standing is Standing.ANSWERED for answer in reading.answers)


def _refused(refusal: Refusal, *, no_set_form: bool) -> Refused:
    """Return a refusal of CPR; one under a law that nobody here knows never lacks nothing."""
    unknown = "" if refusal.law in UK else phrasebook().absent("lacks")
    return Refused(
        on=refusal.made_on if refusal.lacks else refusal.complete_on,
        place=refusal.place,
        lacks=listing(refusal.lacks) or unknown,
        original=refusal.seen == _ORIGINAL,
        doubted=refusal.doubted,
        no_set_form=no_set_form and refusal.spoken is not True,
    )


def _first_day(text: str) -> dt.date:
    """Return the first day that an ISO date of any precision can mean."""
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)

"""Reads the care out of a record: what to do if worse, medicines, devices, how to get in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Final

from eolplan.handover.chart import OWN, Chart
from eolplan.handover.escalation import Escalation
from eolplan.handover.medicines import ROWED, STATUSES, Allergies, Avoided, Critical, JustInCase
from eolplan.handover.phrases import phrasebook
from eolplan.record import Standing, is_view, to_confirm
from eolplan.words import say, tr

ALLERGY: Final = "dx.allergy"
_DECIDES: Final = ("esc.level", "esc.by.name", "esc.basis", "esc.reasons")
_RELATIVES: Final = frozenset({"family_or_friend", "paid_carer", "attorney_or_deputy"})
"""Codes of who said it that can tell us of a level, and never set one."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do in one sudden problem, in words."""

    problem: str
    do: str
    ring: str


@dataclass(frozen=True, slots=True)
class Expected:
    """Who recorded that death is expected, and when; ``by`` empty: nobody did."""

    by: str = ""
    on: str = ""


class Care:
    """The caring side of one record.

    Args:
        chart: The record, read for print.
        nation: Where the person is.
    """

    def __init__(self, chart: Chart, nation: str) -> None:
        self._chart, self._log, self._nation = chart, chart.log, nation

    def escalation(self) -> Escalation:
        """Return what was recommended if the person gets worse, and what they hope for."""
        chart, wish = self._chart, self._log.reading("esc.wish").answer
        told = self._log.reading("esc.level").answer
        held = bool(to_confirm(self._log, _DECIDES))
        by_relative = told is not None and told.said_by in _RELATIVES
        theirs = wish if wish and wish.said_by in OWN and wish.own_words else None
        return Escalation(
            level="" if held or by_relative else chart.code("esc.level"),
            told=self._levels(),
            waits=held,
            reasons=self._reasons(),
            basis=self._of_level("esc.basis", chart.code),
            by=self._of_level("esc.by.name", chart.text),
            role=self._of_level("esc.by.role", chart.text),
            on=self._of_level("esc.on", chart.code),
            wish=self._quoted("esc.wish") if theirs else "",
            wish_on=theirs.said_on if theirs else "",
            nation=self._nation,
        )

    def _reasons(self) -> str:
        """Return for what to go in all the same."""
        return self._of_level("esc.reasons", self._chart.text).rstrip(".")

    def _of_level(self, question: str, read: Callable[[str], str]) -> str:
        """Return what was said of the level that stands; of another one nobody here stands by."""
        return "" if self._chart.is_stale(question) else read(question)

    def _levels(self) -> tuple[str, ...]:
        """Return every level that stands, whoever told us; of two records that differ both."""
        answers = self._log.reading("esc.level").answers
        return tuple(a.value if isinstance(a.value, str) else "" for a in answers)

    def _quoted(self, question: str) -> str:
        """Return words to stand between quotation marks, or where to read them."""
        words, room = self._chart.text(question), self._chart.room
        if words == room.pointer(own=True):
            return phrasebook().label("overflow.quoted", room.names).plain
        return words

    def just_in_case(self) -> JustInCase:
        """Return how the just-in-case medicines stand."""
        chart = self._chart
        status = self._log.reading("am.status")
        known = status.value is None or status.value in STATUSES
        differs = status.state == "conflict" or not known
        pump = {"in_use": "yes", "available": "no", "not": "no"}
        return JustInCase(
            status=chart.code("am.status"),
            on=chart.code("am.status_on"),
            place=chart.text("am.location"),
            chart=chart.text("am.chart.place"),
            giver=", ".join(chart.items("am.who_gives")),
            chart_seen=chart.code("am.chart.seen") == "yes",
            off_paper=chart.code("am.keep_off_paper") == "yes",
            pump=pump.get(chart.code("am.driver"), ""),
            sides=chart.text("am.status") if differs else "",
        )

    def allergies(self, but: Collection[str] = ()) -> Allergies:
        """Return what the person reacts to, what may kill first; *but*: members to leave out."""
        chart = self._chart
        agents = tuple(
            (chart.text("dx.allergy.agent", i).rstrip("."), self._reaction(i))
            for i in sorted(chart.members(ALLERGY), key=lambda i: not self._is_severe(i))
            if i not in but
        )
        asked_on = chart.code("dx.allergy.asked_on") or self._said_on("dx.allergy.status")
        status = chart.code("dx.allergy.status")
        if status == "none_known" and to_confirm(self._log, ("dx.allergy.status",)):
            status = ""  # that there is none, somebody here must have asked
        return Allergies(status, asked_on, agents)

    def _reaction(self, instance: str) -> str:
        reaction = self._chart.text("dx.allergy.reaction", instance).rstrip(".")
        severe = reaction and self._is_severe(instance)
        return say("{reaction} (severe)", reaction=reaction) if severe else reaction

    def _is_severe(self, instance: str) -> bool:
        return self._chart.says("dx.allergy.severity", instance, code="severe")

    def critical(self) -> Critical:
        """Return what must be known at the door."""
        chart = self._chart
        avoided = tuple(
            Avoided(chart.text("dx.avoid.drug", i).rstrip("."), chart.text("dx.avoid.by", i),
                    chart.code("dx.avoid.on", i))
            for i in self._chart.members("dx.avoid")
        )  # fmt: skip
        return Critical(
            devices=self._devices(),
            others=self._other_devices(),
            shocks=chart.code("icd.shocks"),
            shocks_off_on=chart.code("icd.done_on"),
            magnet=chart.text("icd.magnet").rstrip("."),
            clinic=", ".join(
                filter(None, (chart.text("dev.lvad.clinic"), chart.text("dev.lvad.phone")))
            ),
            target=chart.text("dev.oxygen.card_target").rstrip("."),
            card_on=chart.code("dev.oxygen.card_seen_on"),
            infection=chart.text("dx.infection").rstrip("."),
            do_not_stop=chart.items("dx.meds_stop"),
            avoid=avoided,
            unknown=tuple(self._unknown()),
        )

    def _unknown(self) -> Iterator[str]:
        """Yield what nobody answered; what is only not in this copy is not among it."""
        asked = {
            tr("devices, oxygen"): ("dev.has", "dev.item.kind"), tr("infection"): ("dx.infection",),
            tr("medicines that must not stop"): ("dx.meds_stop",),
        }  # fmt: skip
        for words, questions in asked.items():
            keys = [k for k in self._log.questions() if k[0] in questions and not is_view(k[1])]
            said = [self._log.reading(*key) for key in keys]
            known = any(a.standing is Standing.ANSWERED for r in said for a in r.answers)
            hidden = self._log.reading(questions[0]).state == "elsewhere"
            if not known and not hidden:
                yield words

    def _devices(self) -> tuple[str, ...]:
        """Return every device that is named, in the list or one by one."""
        one_by_one = (self._chart.code("dev.item.kind", i) for i in self._chart.members("dev.item"))
        return tuple(filter(None, (*self._chart.codes("dev.has"), *one_by_one)))

    def _other_devices(self) -> tuple[str, ...]:
        listed = self._chart.items("dev.has", but=ROWED)
        one_by_one = [
            self._chart.text("dev.item.kind", i)
            for i in self._chart.members("dev.item")
            if self._chart.code("dev.item.kind", i) not in ROWED
        ]
        return tuple(dict.fromkeys(filter(None, (*listed, *one_by_one))))

    # ---- the other boxes

    def health(self) -> str:
        """Return the main illness and how far it has gone, in one line."""
        chart = self._chart
        known = (chart.text(q).rstrip(".") for q in ("dx.primary", "dx.primary.stage"))
        others = [chart.text("dx.others.what", i).rstrip(".")
                  for i in self._chart.members("dx.others")]  # fmt: skip
        first = ", ".join(filter(None, known))
        return ". ".join(filter(None, (first, ", ".join(filter(None, others[:3])))))

    def plans(self) -> Iterator[Plan]:
        """Yield what to do in each sudden problem, in the recorded order."""
        chart = self._chart
        for instance in self._chart.members("tx.scenario"):
            words = {q: chart.text(f"tx.scenario.{q}", instance) for q in ("problem", "do", "ring")}
            if words["problem"] and (words["do"] or words["ring"]):
                yield Plan(words["problem"].rstrip("."), words["do"], words["ring"])

    def expected(self) -> Expected:
        """Return who recorded that death is expected; never a relative, never unconfirmed."""
        chart, said = self._chart, self._log.reading("death_expected").answer
        asked = ("death_expected", "death_expected.by", "death_expected.on")
        heard = said is None or said.said_by in _RELATIVES or to_confirm(self._log, asked)
        if heard or chart.code("death_expected") != "yes":
            return Expected()
        name, role = chart.text("death_expected.by"), chart.text("death_expected.role")
        return Expected(", ".join(filter(None, (name, role))) if name else "",
                        chart.code("death_expected.on"))  # fmt: skip

    def donation(self) -> str | None:
        """Return the number to ring about eyes or tissue; empty: not recorded; None: no wish."""
        answer = self._log.reading("donate.view").answer
        wished = {"eyes", "tissue"} & set(self._chart.codes("donate.view"))
        if not wished or answer is None or answer.said_by not in OWN:
            return None
        return self._chart.text("donate.phone")

    def _said_on(self, question: str) -> str:
        answer = self._log.reading(question).answer
        return answer.said_on if answer else ""

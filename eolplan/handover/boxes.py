"""Fills the boxes of page 1: everything a stranger needs after what is read first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from eolplan.handover.assessments import capacities, decided
from eolplan.handover.chart import REPORTED
from eolplan.handover.cpr import Line
from eolplan.handover.deciding import (
    LOUD,
    Attorney,
    attorney_line,
    capacity_line,
    decided_line,
    nobody_line,
)
from eolplan.handover.escalation import basis_line
from eolplan.handover.inside import inside
from eolplan.handover.medicines import (
    Allergies,
    allergy_line,
    critical_lines,
    just_in_case_line,
    warned,
)
from eolplan.handover.people import KEY_HOLDER, NOBODY, Person, nearest
from eolplan.handover.phrases import Run, Words, guarded
from eolplan.handover.refusals import none_line
from eolplan.handover.sheet import Box
from eolplan.handover.voice import Voice
from eolplan.words import partial_date, say, tr

PLANS: Final = 5
"""Sudden problems on page 1; the others stand on page 2."""

_DECIDED: Final = frozenset({"C01", "C12"})
_DISAGREES: Final = frozenset({"C10.asked", "C10.not_asked"})
_HELD: Final = frozenset({"P04", "P16", "P22"})
_MONEY: Final = frozenset({"P06", "P10"})
_NEAR: Final = 2
_HELD_HERE: Final = ("dx.allergy.status", "dev.has", "am.status")


class Boxes:
    """The boxes of one page 1.

    Args:
        voice: What they are said with.
    """

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._label, self._line, self._say = voice.label, voice.line, voice.say

    def _box(self, label: str, lines: list[Words], first: int = 0, last: int = 0) -> Box:
        return Box(self._label(label).plain, tuple(lines), first, last)

    # ---- allergies, devices, medicines

    def medicines(self) -> Box:
        """Return what kills when it is not known; what has no row of its own may leave."""
        voice, names = self._voice, self._voice.names
        care, kept = voice.care, voice.care.just_in_case()
        kept = replace(kept, off_paper=kept.off_paper or voice.copy.known.off_paper)
        told = None if voice.held("dx.allergy.status") else voice.copy.known.allergies
        held = dict.fromkeys(w for q in _HELD_HERE for w in voice.held(q))
        facts, more = care.critical(), self._label("more.avoid")
        avoided, others_to_avoid = voice.room.some(facts.avoid)
        critical = list(critical_lines(replace(facts, avoid=avoided), names))
        rows = [self._line(line) for line in critical if line.ids] + [more] * others_to_avoid
        others = [line.words for line in critical if not line.ids]
        others = [others[0].then(*others[1:])] if others else []
        first = [*held, *self._allergies(care.allergies(), told), *rows]
        last = self._line(just_in_case_line(kept, names, phone=voice.copy.ask))
        box = self._box("allergies", [*first, *others, last], len(first), 1)
        return replace(box, apart=2)

    def left(self) -> tuple[tuple[str, ...], Words]:
        """Return of what more is known where it left a full page, and what nobody told us."""
        facts = self._voice.care.critical()
        known = (tr("devices") if facts.others or "none" in facts.devices else "",
                 tr("infection") if facts.infection else "")  # fmt: skip
        what = ", ".join(facts.unknown)
        unknown = self._label("critical.not_known", what=what) if what else Words(())
        return tuple(filter(None, known)), unknown

    def _allergies(self, signed: Allergies, since: Allergies | None) -> list[Words]:
        """Return the allergies; where not all of them fit, that there are more.

        What was heard of since the sign-off stays: it stands nowhere behind.
        """
        agents, others = self._voice.room.some(signed.agents)
        facts = warned(replace(signed, agents=agents), since)
        line = self._line(allergy_line(facts, self._voice.names))
        return [line.then(self._label("more.allergies"))] if others else [line]

    # ---- who decides

    def deciding(self) -> Box:
        """Return who decides; what must be read first of it stands there."""
        voice, names = self._voice, self._voice.names
        head = [*voice.held("cap.outcome"), *self._capacities(), *self._decided(),
                *voice.held("adrt")]  # fmt: skip
        seen, told = self._attorneys()
        tail = [self._line(basis) for basis in [basis_line(voice.worse, names)] if basis]
        exists = voice.chart.code("adrt.exists")
        if not voice.papers.refusals() and exists != "withdrawn":
            tail.append(self._line(none_line(exists, names)))
        lines = [*head, *seen, *told, *tail]
        return self._box("deciding", lines, len(head) + len(seen), len(tail))

    def _capacities(self) -> list[Words]:
        names = self._voice.names
        found = capacities(self._voice.chart)
        if not found:
            return [self._label("deciding.not_recorded")]
        kept, others = self._voice.room.some(found)
        lines = [self._line(capacity_line(capacity, names)) for capacity in kept]
        left = found[len(kept) :]
        where = "more.doubt" if all(capacity.noted for capacity in left) else "more.deciding"
        return [*lines, *([self._label(where)] if others else [])]

    def _decided(self) -> list[Words]:
        """Return what was decided for the person; where not all of it fits, that there is more."""
        voice = self._voice
        kept, others = voice.room.some(decided(voice.chart, voice.copy.nation))
        lines = [self._line(decided_line(one, voice.names)) for one in kept]
        return [*lines, *([self._label("more.deciding")] if others else [])]

    def _attorneys(self) -> tuple[list[Words], list[Words]]:
        """Return those whose papers were seen, or that nobody is, then those we were told of."""
        voice = self._voice
        lines = [attorney_line(a, voice.names) for a in voice.papers.attorneys()]
        quiet = [line for line in lines if line.ids[0] not in LOUD]
        seen = self._some([line for line in quiet if line.ids[0] not in _HELD])
        told = [self._line(line) for line in quiet if line.ids[0] in _HELD]
        if all(line.ids[0] in _MONEY for line in lines):
            known = voice.chart.code("poa.none") in ("none", "in_progress")
            none = known or any("P10" in line.ids for line in lines)
            person = voice.papers.involved()
            nobody = nobody_line(voice.names, none=none, alone=self._is_alone, person=person,
                                 nation=voice.copy.nation)  # fmt: skip
            seen.append(self._line(nobody))
        return seen, told

    def loud_attorneys(self) -> list[Words]:
        """Return what must be read first of who decides."""
        attorneys: tuple[Attorney, ...] = self._voice.papers.attorneys()
        lines = (attorney_line(attorney, self._voice.names) for attorney in attorneys)
        return self._some([line for line in lines if line.ids[0] in LOUD])

    def _some(self, lines: list[Line]) -> list[Words]:
        """Return lines about people who may decide; where not all fit, that there are more."""
        kept, others = self._voice.room.some(lines)
        more = [self._label("more.attorneys")] if others else []
        return [*map(self._line, kept), *more]

    # ---- health and communication

    def health(self) -> Box:
        """Return the main illness in one line."""
        words = self._voice.care.health()
        line = self._label("health.line", what=guarded(words)) if words else (
            self._label("not_recorded"))  # fmt: skip
        return self._box("health", [*self._voice.held("dx.primary"), line])

    def communication(self) -> Box:
        """Return how to talk with the person."""
        chart, room = self._voice.chart, self._voice.room
        lines = []
        if chart.code("comm.interpreter") == "needed":
            kind = chart.text("comm.interpreter.kind")
            lines.append(self._label("interpreter", kind=kind) if kind
                         else self._label("interpreter.plain"))  # fmt: skip
        for label, question, place in (
            ("language", "comm.lang_spoken", "language"), ("senses", "comm.impairments", "what"),
            ("helps", "comm.support", "what"), ("how", "comm.how", "words"),
            ("silent", "comm.hearing_plan", "words"),
        ):  # fmt: skip
            words = chart.text(question)
            theirs = chart.log.reading(question).value is None
            theirs = theirs and words not in (room.pointer(own=True), room.pointer(own=False))
            words = f"“{words}”" if words and theirs else words
            if words:
                lines.append(self._label(label, **{place: words}))
            if label == "language" and words and chart.code("comm.interpreter") == "not_needed":
                lines[-1] = lines[-1].then(self._label("interpreter.none"))
        near = room.few or _NEAR
        return self._box("communication", lines or [self._label("not_recorded")], near)

    # ---- what to do, and whom to ring

    def happens(self, heart: Collection[str]) -> Box:
        """Return what to do in sudden problems; what to do when not breathing never leaves.

        Of somebody who died nobody is told to ring for help.

        Args:
            heart: Rows of the line about CPR: only a decision that the person does not speak
                against lets a death be expected.
        """
        plans = list(self._voice.care.plans())
        held = self._voice.held("tx.scenario")
        none = [] if plans or held else [self._label("happens.none")]
        rows = [self._plan(p.problem, p.do, p.ring) for p in plans[:PLANS]]
        last = [*held, *none, *self._not_breathing(heart)]
        return replace(self._box("happens", [*rows, *last], 0, len(last)), apart=1)

    @property
    def more_plans(self) -> bool:
        """Whether there are more sudden problems than page 1 holds."""
        return len(list(self._voice.care.plans())) > PLANS

    def _plan(self, problem: str, do: str, ring: str) -> Words:
        words = self._label("happens.problem", problem=guarded(problem))
        if do:
            words = words.then(self._label("happens.try", do=do))
        return words.then(self._label("happens.then", ring=ring)) if ring else words

    def _not_breathing(self, heart: Collection[str]) -> list[Words]:
        voice = self._voice
        lines = [] if voice.copy.known.since.died else [self._whom_to_ring(heart)]
        number = voice.care.donation()
        if number is not None:
            lines.append(self._say("F03", number=voice.book.given(number, "donation")))
        return lines

    def _whom_to_ring(self, heart: Collection[str]) -> Words:
        voice = self._voice
        expected, given = voice.care.expected(), voice.book.given
        decided = bool(_DECIDED & set(heart)) and not _DISAGREES & set(heart)
        if not (expected.by and voice.copy.known.expected and decided):
            return self._say("F02")
        return self._say(
            "F01", who=expected.by, date=given(partial_date(expected.on), "date"),
            phone=voice.copy.ask, contact=given(self._first_to_ring(), "contact"),
        )  # fmt: skip

    def _first_to_ring(self) -> str:
        first = next((p for p in self._voice.chart.people() if p.may_be_rung), None)
        return ", ".join(filter(None, (first.who, first.phone))) if first else ""

    def ring(self) -> tuple[Box, Box]:
        """Return the first two to ring and who is needed, and how to get in."""
        copy = self._voice.copy
        near = nearest(copy.guide, copy.log, roles=copy.roles)
        shown = [p for p in self._voice.chart.people() if p.id in near]
        said = copy.log.reading(NOBODY).answer
        told = said is not None and said.said_by in REPORTED  # then it is what others say
        none = self._label("ring.nobody" if self._is_alone and not told else "ring.none")
        lines = [self._ringing(person) for person in shown] or [none]
        return self._box("ring", lines, _NEAR), Box("", (self._access(),))

    @property
    def _is_alone(self) -> bool:
        """Whether it is recorded that there is no one to ring or ask."""
        return self._voice.chart.code(NOBODY) == "yes"

    def _ringing(self, person: Person) -> Words:
        """Return whom to ring and when; the number is what the eye must find."""
        phone = person.number or self._label("ring.no_phone").plain
        said = Words((Run(f"{guarded(person.who)}: "), Run(phone, strong=bool(person.phone))))
        if not (person.phone and person.when):
            return said
        when = self._voice.room.fit(tr("When to ring"), person.when, person.name)
        return said.then(self._label("ring.when", when=inside(when.rstrip("."))))

    def _access(self) -> Words:
        """Return how to get in and what to know at the door; never a code, never about anybody."""
        voice, chart = self._voice, self._voice.chart
        how = chart.text("home.access")
        words = self._label("access.how", how=how) if how else self._label("access.none")
        if chart.code("home.keysafe") == "yes":
            who = self._key_holder()
            words = words.then(self._label("access.key", who=who) if who
                               else self._label("access.key_unknown"))  # fmt: skip
        if voice.copy.known.alerts:
            alerts = "; ".join(voice.copy.known.alerts)
            words = words.then(self._label("access.alerts", what=alerts))
        return words.then(self._label("access.staff", team=voice.copy.team))

    def _key_holder(self) -> str:
        """Return whom to ring for the code: who is said to hold it, or the team that knows.

        Empty where nobody is said to: a number that cannot help costs the minutes that count.
        Where anybody may read who holds a key, the team tells it.
        """
        copy = self._voice.copy
        known = [p for p in self._voice.chart.people() if KEY_HOLDER in p.roles]
        may = sorted((p for p in known if p.may_be_rung), key=lambda p: not p.phone)
        if may and copy.audience.keys:
            phone = may[0].number or self._label("ring.no_phone").plain
            return say("{name}, {phone},", name=may[0].name, phone=phone)
        held = copy.known.key_code or (copy.known.key_holder and not copy.audience.keys)
        day, night = copy.staff.team_phone, copy.staff.night_phone
        if held and day and night not in ("", day):  # strangers come at night
            return say("{name}, {phone}, at night {night},", name=copy.team, phone=day, night=night)
        return say("{name}, {phone},", name=copy.team, phone=day) if held and day else ""

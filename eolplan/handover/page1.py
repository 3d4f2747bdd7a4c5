"""Page 1 of a copy: chooses the approved words from what the record says.

Nothing here writes a sentence of its own: every line is a phrase or a label of
``resources/handover/phrases.toml``, filled with facts. A field that nobody
asked about prints its "not known" words in the same place as an answer would.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from eolplan.handover.chart import ENDLESS, Chart, Room
from eolplan.handover.copying import NO_111, Copy
from eolplan.handover.cpr import Line, cpr_line, last_day
from eolplan.handover.people import Person, nearest, people
from eolplan.handover.phrases import Run, Words, phrasebook
from eolplan.handover.sheet import Box, PageOne, Row
from eolplan.handover.wishes import place_line
from eolplan.words import long_date, moment, partial_date, say

ROOM: Final = 160
"""Characters of one answer on page 1; longer ones run on behind page 2."""

LATE: Final = dt.timedelta(days=30)
OLD: Final = dt.timedelta(days=365)


def page1(copy: Copy, room: int = ROOM) -> PageOne:
    """Return page 1 of *copy*.

    Args:
        copy: Made from a signed version.
        room: Characters that one answer may take.

    Raises:
        ValueError: *copy* is a draft, which has no page 1.
    """
    if copy.version is None:
        raise ValueError("a draft has no page 1")
    return _Writer(copy, Room(room, copy.names)).page()


def read_first(copy: Copy) -> tuple[Row, ...]:
    """Return the rows of the box that is read first, whole, as *copy* stands; of a draft too."""
    return tuple(_Writer(copy, Room(ENDLESS, copy.names))._read_first())


def states(copy: Copy) -> tuple[Words, ...]:
    """Return what every page of *copy* must say of the paper itself."""
    return tuple(_Writer(copy, Room(ROOM, copy.names)).states())


class _Writer:
    """Fills one page; keeps which rows of the table it used."""

    def __init__(self, copy: Copy, room: Room) -> None:
        self.copy, self.room, self.names = copy, room, copy.names
        self.chart = Chart(copy.guide, copy.log, room)
        self.book = phrasebook()
        self.ids: list[str] = []

    def page(self) -> PageOne:
        """Return the whole page."""
        return PageOne(
            title=self._label("title").plain,
            name=self.copy.subject.listed,
            identity=tuple(self._identity()),
            states=tuple(self.states()),
            band=self._label("read_first").plain,
            read_first=tuple(self._read_first()),
            pairs=(
                (
                    self._box("allergies", self._medicines()),
                    self._box("deciding", self._deciding()),
                ),
                (
                    self._box("health", [self._label("not_recorded")]),
                    self._box("communication", self._communication()),
                ),
            ),
            happens=self._box("happens", [self._label("happens.none"), self._say("F02")]),
            ring=(
                self._box("ring", self._ring()),
                Box("", (self._label("access", team=self.copy.team),)),
            ),
            matters=self._matters(),
            foot=self._say("FOOT", team=self.copy.team, phone=self._team_phone()),
            ids=tuple(self.ids),
            more=tuple(self.room.more),
        )

    # ---- the words

    def _say(self, phrase: str, **facts: str) -> Words:
        self.ids.append(phrase)
        return self.book.say(phrase, self.names, **facts)

    def _label(self, label: str, **facts: str) -> Words:
        return self.book.label(label, self.names, **facts)

    def _line(self, line: Line) -> Words:
        self.ids.extend(line.ids)
        return line.words

    def _box(self, label: str, lines: list[Words] | Iterator[Words]) -> Box:
        return Box(self._label(label).plain, tuple(lines))

    def _team_phone(self) -> str:
        return self.copy.staff.team_phone or self.copy.ask

    # ---- who and what paper

    def _identity(self) -> Iterator[Words]:
        copy, who = self.copy, self.copy.subject
        age = who.age(copy.today)
        born = self._label("identity.born", born=who.born_words) if age is None else self._label(
            "identity.age", born=who.born_words, age=str(age))  # fmt: skip
        kind, number = copy.number
        called = self._label("identity.called")
        known = self._label(f"identity.{kind or 'no_number'}", number=number)
        yield called.then(born, known)
        address = ", ".join(filter(None, (who.address, who.postcode)))
        yield (
            Words.of(address)
            if address
            else self._label(
                "identity.found",
                place=self.book.given(self.chart.text("person.location_now"), "place"),
            )
        )
        if copy.version and copy.signed_on:
            yield self._label("identity.version", number=str(copy.version.number), check=copy.check,
                              date=long_date(copy.signed_on), moment=moment(copy.now))  # fmt: skip

    def states(self) -> Iterator[Words]:
        """Yield what a reader must know of the paper before reading it."""
        copy = self.copy
        if copy.version is None:
            yield self._say("S01", moment=moment(copy.now))
        if copy.subject.practice:
            yield self._say("S09.practice")
        if copy.log.reading("agree.withdrawn.on").state == "answered":
            day = partial_date(self.chart.code("agree.withdrawn.on"))
            yield self._say("S08", date=self.book.given(day, "date"))
        if copy.newest and copy.version and copy.newest.number > copy.version.number:
            day = long_date(dt.datetime.fromisoformat(copy.newest.signed_at).astimezone().date())
            yield self._say("S07", n=str(copy.version.number), m=str(copy.newest.number), date=day)
        if copy.version:
            yield from self._review()

    def _review(self) -> Iterator[Words]:
        """Say that the review was due, or that the paper is more than a year old."""
        copy, due = self.copy, self.chart.code("rev.date")
        past = copy.today - last_day(due) if due else dt.timedelta(0)
        a_year_on = (copy.signed_on or copy.today) + OLD
        if past > LATE:
            yield self._say("S04", date=partial_date(due))
        elif copy.today > a_year_on:
            yield self._say("S04", date=long_date(min(a_year_on, _day(due, a_year_on))))
        elif past > dt.timedelta(0):
            yield self._say("S03", date=partial_date(due), phone=copy.ask)

    # ---- read first

    def _read_first(self) -> Iterator[Row]:
        copy = self.copy
        facts = copy.held.cpr or self.chart.cpr()
        heart = self._line(cpr_line(facts, self.names, phone=copy.ask, today=copy.today))
        yield Row(self._label("heart").plain, (heart,), largest=True)
        yield Row(self._label("worse").plain, (self._say("E7", phone=copy.ask),))
        yield Row(self._label("place").plain, (self._place(),))
        yield Row(self._label("call").plain, tuple(self._call()))

    def _place(self) -> Words:
        copy = self.copy
        held = [title for section, title in zip(copy.held.sections, copy.held.titles, strict=True)
                if "pod.first" in copy.guide
                and copy.guide.section_of("pod.first").id == section]  # fmt: skip
        if held:
            return self._label("held", topic=held[0])
        return self._line(place_line(self.chart.place(), self.names, today=copy.today))

    def _call(self) -> Iterator[Words]:
        staff = self.copy.staff
        if staff.team_phone:
            yield self._label("call.day", phone=staff.team_phone, team=self.copy.team)
        else:
            yield self._label("call.no_day")
        if staff.night_phone:
            yield self._label("call.night", phone=staff.night_phone)
        elif self.copy.nation in NO_111:
            yield self._say("N0.local", number=self.book.absent("number"))
        else:
            yield self._say("N0")

    # ---- the boxes

    def _medicines(self) -> list[Words]:
        return [self._say("G01.not_known"), self._label("critical.not_known"), self._say("M07")]

    def _deciding(self) -> Iterator[Words]:
        yield self._capacity()
        attorneys = [p for p in people(self.copy.guide, self.copy.log)
                     if "health_attorney" in p.roles]  # fmt: skip
        for person in attorneys:
            phone = self.book.given(_phones(person), "no_phone")
            yield self._say("P04", Attorney=person.who, phone=phone)
        if not attorneys:
            yield self._say("P13")
        yield self._say("R14.not_known")

    def _capacity(self) -> Words:
        """Say what was noted at the newest talk; a box that nobody ticked is presumed."""
        talk = self._newest_talk()
        if not talk:
            return self._label("deciding.not_recorded")
        day = partial_date(self.chart.code("conv.when", talk))
        if self.chart.code("conv.doubt", talk) != "doubt":
            return self._say("K01", date=day)
        decision = self.book.given(self.chart.text("conv.doubt.decision", talk), "decision")
        return self._say("K04", date=day, decision=decision)

    def _newest_talk(self) -> str:
        """Return the talk with the latest day, or empty."""
        talks = {i for q, i in self.copy.log.questions() if q == "conv.when"}
        dated = [(self.chart.code("conv.when", talk), talk) for talk in talks]
        return max((pair for pair in dated if pair[0]), default=("", ""))[1]

    def _communication(self) -> list[Words]:
        chart, room = self.chart, self.room
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
        return lines or [self._label("not_recorded")]

    def _ring(self) -> list[Words]:
        """Return the first two and who is needed; the number is what the eye must find."""
        near = nearest(self.copy.guide, self.copy.log)
        shown = [p for p in people(self.copy.guide, self.copy.log) if p.id in near]
        if not shown:
            return [self._label("ring.none")]
        return [self._ringing(person) for person in shown]

    def _ringing(self, person: Person) -> Words:
        phone = _phones(person) or self._label("ring.no_phone").plain
        return Words((Run(f"{person.who}: "), Run(phone, strong=bool(person.phones))))

    def _matters(self) -> Words | None:
        words = self.copy.log.reading("val.matters").own_words
        if not words or len(words) > self.room.most or "\n" in words:
            return None  # it stands on page 2, whole
        return self._label("matters.line", words=f"“{words}”")


def _phones(person: Person) -> str:
    """Return the first two numbers to try."""
    if len(person.phones) < 2:
        return "".join(person.phones)
    return say("{first} or {second}", first=person.phones[0], second=person.phones[1])


def _day(text: str, default: dt.date) -> dt.date:
    day = last_day(text) if text else default
    return default if day == dt.date.max else day


def smaller_rooms(copy: Copy) -> Iterator[PageOne]:
    """Yield page 1 with less and less room for one answer, for a page that will not fit."""
    for room in (ROOM, ROOM // 2, ROOM // 4):
        yield page1(copy, room)

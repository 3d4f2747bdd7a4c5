"""Page 1 of a copy: chooses the approved words from what the record says.

Nothing here writes a sentence of its own: every line is a phrase or a label of
``resources/handover/phrases.toml``, filled with facts. A field that nobody
asked about prints its "not known" words in the same place as an answer would.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from eolplan.guide.nations import nation as law_of
from eolplan.handover.boxes import Boxes
from eolplan.handover.chart import ENDLESS, Room
from eolplan.handover.copying import Copy
from eolplan.handover.cpr import Line
from eolplan.handover.escalation import escalation_line
from eolplan.handover.heart import heart
from eolplan.handover.phrases import Words
from eolplan.handover.places import Places
from eolplan.handover.refusals import MCA, none_line, refusal_line
from eolplan.handover.sheet import PageOne, Row, Said, Spare
from eolplan.handover.state import Paper, state_lines
from eolplan.handover.voice import Voice
from eolplan.handover.wishes import place_lines
from eolplan.words import listing, long_date, moment, tr

ROOM: Final = 160
"""Characters of one answer on page 1; longer ones run on behind page 2."""

MOST: Final = (87, 125, 155)
"""Words that are read in the time there is: with neither a refusal nor an attorney, one, both."""


def page1(copy: Copy, room: int = ROOM, few: int = 0) -> PageOne:
    """Return page 1 of *copy*.

    Args:
        copy: Made from a signed version.
        room: Characters that one answer may take.
        few: How many of a kind stand on it; 0: all.

    Raises:
        ValueError: *copy* is a draft, which has no page 1.
    """
    if copy.version is None:
        raise ValueError("a draft has no page 1")
    names = copy.names  # those that the pages behind are headed with
    return _Writer(replace(copy, brief=few == 1), Room(room, names, few=few)).page()


def read_first(copy: Copy) -> tuple[Row, ...]:
    """Return the rows of the box that is read first, whole, as *copy* stands; of a draft too."""
    return tuple(_Writer(copy, Room(ENDLESS, copy.names)).read_first())


def states(copy: Copy) -> tuple[Words, ...]:
    """Return what every page of *copy* must say of the paper itself."""
    return tuple(_Writer(copy, Room(ROOM, copy.names)).states())


class _Writer:
    """Fills one page."""

    def __init__(self, copy: Copy, room: Room) -> None:
        self.copy, self.names = copy, copy.names
        self.voice = Voice(copy, room)
        self.boxes = Boxes(self.voice)
        self.heart: Line = heart(copy, room)
        self._say, self._label = self.voice.say, self.voice.label

    def page(self) -> PageOne:
        """Return the whole page."""
        boxes, died = self.boxes, self.copy.known.since.died
        phone = self.copy.staff.team_phone or self.copy.ask
        return PageOne(
            title=self._label("title").plain,
            name=self.copy.subject.listed,
            identity=tuple(self._identity()),
            states=tuple(self.states()),
            band=self._label("read_first").plain,
            read_first=tuple(self.read_first()),
            pairs=(
                (boxes.medicines(), boxes.deciding()),
                (boxes.health(), boxes.communication()),
            ),
            happens=boxes.happens(self.heart.ids),
            ring=boxes.ring(),
            matters=self._matters(),
            foot=self._say(_foot(died, self.copy.nation), team=self.copy.team, phone=phone),
            note=self._label("more") if boxes.more_plans else None,
            ids=tuple(self.voice.ids),
            more=tuple(self.voice.room.more),
            spare=self._spare() if self.voice.room.few == 1 else None,
            facts=self._facts(),
        )

    def _facts(self) -> Words:
        """Return what a page says of the devices and infection that left it, and of no others."""
        known, unknown = self.boxes.left()
        more = self._label("more.facts", what=listing(known)) if known else self._label("more")
        return more.then(unknown)

    def _spare(self) -> Spare:
        known, unknown = self.boxes.left()
        rest = (*known, tr("making decisions"), tr("communication"), tr("people to ring"))
        note = self._label("more.rest", what=", ".join(rest)).then(unknown)
        label, names = self._label, (self._label(what).plain for what in ("access", "in_case"))
        access, medicines = ((name, label("more.moved.named", what=name)) for name in names)
        return Spare(note, label("more.moved"), access, medicines,
                     label("access.staff", team=self.copy.team))  # fmt: skip

    # ---- who and what paper

    def _identity(self) -> Iterator[Words]:
        copy, who = self.copy, self.copy.subject
        age = None if copy.known.since.died else who.age(copy.today)
        born = self._label("identity.born", born=who.born_words) if age is None else self._label(
            "identity.age", born=who.born_words, age=str(age))  # fmt: skip
        kind, number = copy.number
        called = self._label("identity.called") if who.preferred else Words.of("")
        known = self._label(f"identity.{kind}", number=number)
        if self.names != self.voice.room.names:  # too long for sentences; it stands whole behind
            whole = Said(tr("Likes to be called"), self.voice.room.names.name, "", own=False)
            self.voice.room.more.append(whole)
        yield called.then(born, known)
        address = ", ".join(filter(None, (who.address, who.postcode)))
        if self.voice.room.few:  # a very long one stands whole behind page 2
            address = self.voice.room.fit(tr("Address"), address)
        place = self.voice.book.given(self.voice.chart.text("person.location_now"), "place")
        yield Words.of(address) if address else self._label("identity.found", place=place)
        if copy.version and copy.signed_on:
            yield self._label("identity.version", number=str(copy.version.number), check=copy.check,
                              date=long_date(copy.signed_on), moment=moment(copy.now))  # fmt: skip

    def states(self) -> Iterator[Words]:
        """Yield what a reader must know of the paper before reading it."""
        copy, newest = self.copy, self.copy.newest
        paper = Paper(
            printed=moment(copy.now),
            draft=copy.version is None,
            practice=copy.subject.practice,
            number=copy.version.number if copy.version else 0,
            newer=newest.number if newest else 0,
            newer_on=_day_of(newest.signed_at) if newest else None,
            signed_on=copy.signed_on,
            signer=copy.version.signer.name if copy.version else "",
            review_on=self.voice.chart.earliest("rev.date"),
            since=copy.known.since,
        )
        lines = state_lines(paper, self.names, phone=copy.ask, today=copy.today)
        yield from map(self.voice.line, lines)

    # ---- read first

    def read_first(self) -> Iterator[Row]:
        """Yield the rows; who answers a number is left out where there is much to read."""
        rows = list(self._rows())
        numbers = list(self._call())
        said = [words for row in rows for words in row.lines] + [full for full, _ in numbers]
        most = MOST[bool(rows[0].more) + bool(rows[0].last)]
        short = sum(len(words.plain.split()) for words in said) > most
        yield from rows
        yield Row(self._label("call").plain, tuple(pair[short] for pair in numbers))

    def _rows(self) -> Iterator[Row]:
        """Yield the rows; the first only where somebody refused, or somebody else may decide."""
        refusals, others = self.voice.room.some(self._refusals())
        loud = self.boxes.loud_attorneys()
        if refusals or loud:
            more = self._label("refusals.more")
            lines = (*refusals, *([more] if others else []), *loud)
            yield Row(self._label("refusals").plain, lines, first=1, last=len(loud),
                      more=None if others or not refusals else more)  # fmt: skip
        yield Row(self._label("heart").plain, (self.voice.line(self.heart),), largest=True)
        yield Row(self._label("worse").plain, tuple(self._worse()))
        yield Row(self._label("place").plain, tuple(self._place()))

    def _refusals(self) -> list[Words]:
        voice, phone = self.voice, self.copy.ask
        found = [refusal_line(r, self.names, phone=phone) for r in voice.papers.refusals()]
        if not found and voice.chart.code("adrt.exists") == "withdrawn":
            found = [none_line("withdrawn", self.names)]
        return [voice.line(line) for line in found]

    def _worse(self) -> Iterator[Words]:
        yield from self.voice.held("esc.level")
        yield self.voice.line(escalation_line(self.voice.worse, self.names, phone=self.copy.ask))

    def _place(self) -> list[Words]:
        if held := self.voice.held("pod.first"):
            return held[:1]
        facts = Places(self.voice.chart, self.copy.beside).facts()
        lines = place_lines(facts, self.names, today=self.copy.today)
        return [self.voice.line(line) for line in lines]

    def _call(self) -> Iterator[tuple[Words, Words]]:
        """Yield each number with who answers, and without."""
        copy = self.copy
        none = self._label("call.no_day")
        yield self._number("day", *copy.day) if copy.day[0] else (none, none)
        if copy.night[0]:
            yield self._number("night", *copy.night)
        else:
            local = not law_of(copy.nation).out_of_hours
            number = self.voice.book.absent("number")
            said = self._say("N0.local", number=number) if local else self._say("N0")
            yield said, said
        if copy.weekend[0]:
            yield self._number("weekend", *copy.weekend)

    def _number(self, when: str, phone: str, who: str) -> tuple[Words, Words]:
        brief = self._label(f"call.{when}", phone=phone)
        return (
            (self._label(f"call.{when}.who", phone=phone, who=who), brief) if who else (brief,) * 2
        )

    def _matters(self) -> Words | None:
        words = self.copy.log.reading("val.matters").own_words
        if not words or len(words) > self.voice.room.most or "\n" in words:
            return None  # it stands on page 2, whole
        return self._label("matters.line", words=f"“{words}”")


def _foot(died: bool, nation: str) -> str:
    """Choose the row at the foot: an ADRT is a form of one law, and named under no other."""
    if nation in MCA:
        return "FOOT.died" if died else "FOOT"
    return "FOOT.died_local" if died else "FOOT.local"


def _day_of(moment_: str) -> dt.date:
    return dt.datetime.fromisoformat(moment_).astimezone().date()


_ROOMS: Final = ((ROOM, 0), (ROOM // 2, 0), (ROOM // 2, 2), (ROOM // 2, 1), (ROOM // 4, 1))


def smaller_rooms(copy: Copy) -> Iterator[PageOne]:
    """Yield page 1 with less and less room for one answer, for a page that will not fit.

    At last only one of each kind stands on it, the gravest, beside a line that says
    that there are more: a page that points on is of use at the door, none is not.
    """
    for room, few in _ROOMS:
        yield page1(copy, room, few)

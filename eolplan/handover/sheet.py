"""Page 1 as plain values: what stands where, in the order in which it is read and drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from eolplan.handover.phrases import Words

PLANS: Final = 2
"""Plans for sudden problems that a page holds before its lines run into each other."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of "Read first": a label and its lines.

    Attributes:
        label: What it is about.
        lines: What it says.
        largest: It is set in the largest type.
        first: How many lines stay at the head of a page that is too full.
        last: How many stay at the end.
        more: What then says that there are others; None: all lines stay.
    """

    label: str
    lines: tuple[Words, ...]
    largest: bool = False
    first: int = 0
    last: int = 0
    more: Words | None = None

    def shorter(self) -> Iterator[Row]:
        """Yield this row with fewer lines, as far as it may be shortened."""
        if self.more is None:
            return
        for box in Box("", self.lines, self.first, self.last).shorter():
            end = len(box.lines) - self.last
            lines = (*box.lines[:end], self.more, *box.lines[end:])
            yield replace(self, lines=lines, more=None)


@dataclass(frozen=True, slots=True)
class Box:
    """A heading and the lines under it.

    Attributes:
        heading: Empty where the lines need none.
        lines: In the order in which they are read.
        first: How many of them stay at the head of a full page.
        last: How many stay at the end.
        apart: Rank among boxes whose lines each begin anew when space is short, from 1;
            0: they run on as soon as it is.
    """

    heading: str
    lines: tuple[Words, ...]
    first: int = 0
    last: int = 0
    apart: int = 0

    def shorter(self) -> Iterator[Box]:
        """Yield this box with fewer lines, the last of those that may leave at first."""
        box = self
        while (end := len(box.lines) - box.last) > box.first:
            yield (box := replace(box, lines=(*box.lines[: end - 1], *box.lines[end:])))


_NOTHING: Final = Box("", ())


@dataclass(frozen=True, slots=True)
class Said:
    """Words of somebody, with whose they are.

    Attributes:
        heading: What they are about.
        words: As they were said; paragraphs are parted by newlines.
        by: Who said them and when, in one line.
        own: They are the person's; a relative's words never stand as theirs.
    """

    heading: str
    words: str
    by: str
    own: bool = True


@dataclass(frozen=True, slots=True)
class Spare:
    """Words of a page from which nearly everything had to leave.

    Attributes:
        note: What stands on page 2.
        pointer: Where the words of a row stand that left.
        access, medicines: What getting in and the just-in-case medicines are called,
            and where their words stand.
        door: What of getting in never leaves.
    """

    note: Words
    pointer: Words
    access: tuple[str, Words]
    medicines: tuple[str, Words]
    door: Words


@dataclass(frozen=True, slots=True)
class PageOne:
    """The emergency summary, complete. Every text is final; drawing adds nothing.

    Attributes:
        title: What this page is.
        name: The person, as staff list people.
        identity: Lines under the name.
        states: What a reader must know about the paper itself.
        band: Heading of the box that is read first.
        read_first: Its rows.
        pairs: Boxes that stand side by side.
        happens: Heading and lines of "If this happens"; the last line is what
            to do when the person is not breathing.
        ring: People to ring, and getting in.
        matters: One line that matters; the first to leave a full page.
        foot: The fixed foot.
        note: That there is more on page 2, where something left a full page.
        ids: Rows of the approved table, in the order used.
        more: Words too long for this page: they run on behind page 2.
        spare: What a page says from which even more must leave; None: no more may.
        facts: The note once devices and infection left; None: it stays as it is.
    """

    title: str
    name: str
    identity: tuple[Words, ...]
    states: tuple[Words, ...]
    band: str
    read_first: tuple[Row, ...]
    pairs: tuple[tuple[Box, Box], ...]
    happens: Box
    ring: tuple[Box, Box]
    matters: Words | None
    foot: Words
    note: Words | None = None
    ids: tuple[str, ...] = ()
    more: tuple[Said, ...] = field(default=())
    spare: Spare | None = None
    facts: Words | None = None

    def texts(self) -> Iterator[str]:
        """Yield every text in the order in which it is drawn."""
        yield from (self.title, self.name)
        yield from (words.plain for words in (*self.identity, *self.states))
        yield self.band
        for row in self.read_first:
            yield row.label
            yield from (words.plain for words in row.lines)
        boxes = [box for pair in self.pairs for box in pair] + [self.happens, *self.ring]
        for box in boxes:
            yield box.heading
            yield from (words.plain for words in box.lines)
        ends = (self.matters, self.note, self.foot)
        yield from (words.plain for words in ends if words is not None)

    @property
    def words_to_read_first(self) -> int:
        """The number of words that the box which is read first says.

        Its labels do not count: they stand in the same place on every page, and
        the eye only looks for them.
        """
        lines = (words.plain for row in self.read_first for words in row.lines)
        return sum(len(line.split()) for line in lines)

    def smaller(self, note: Words) -> Iterator[PageOne]:
        """Yield this page, then pages with less on them, in the agreed order.

        What leaves first is the line that matters, then plans for sudden
        problems from the bottom (never what to do when the person is not
        breathing), then people beyond two, then health in one line. All of it
        stands on page 2.

        Args:
            note: What such a page says of page 2.
        """
        yield self
        page = replace(self, matters=None, note=note)
        if self.matters:
            yield page
        for happens in page.happens.shorter():
            yield (page := replace(page, happens=happens))
        people, access = page.ring
        for shorter in people.shorter():
            yield (page := replace(page, ring=(shorter, access)))
        *pairs, (health, communication) = page.pairs
        yield replace(page, pairs=(*pairs, (replace(health, lines=(note,)), communication)))

    def keeps_plans(self, whole: PageOne) -> bool:
        """Say whether two plans for sudden problems stand here, or all of fewer.

        Args:
            whole: The page with everything on it.
        """
        mine, all_of_them = (len(p.happens.lines) - p.happens.last for p in (self, whole))
        return mine >= min(PLANS, all_of_them)

    def least(self) -> Iterator[PageOne]:
        """Yield a page that had to become smaller, and is still too full, with even less on it.

        What leaves then is attorneys whose papers nobody saw, what else helps
        to communicate, devices and infection that have no row of their own, who
        recommended what, and refusals from the bottom up to the first, with a
        line that says that there are more. That an infection left is said: a crew that
        reads of none takes it that there is none.
        """
        page = self
        (facts, deciding), (health, communication), *pairs = page.pairs
        boxes = [facts, deciding, health, communication]
        for place in (1, 3, 0):
            for shorter in boxes[place].shorter():
                boxes[place] = shorter
                both = ((boxes[0], boxes[1]), (boxes[2], boxes[3]))
                note = page.note if place else self.facts or page.note
                yield (page := replace(page, pairs=(*both, *pairs), note=note))
        named = boxes[1].lines[: boxes[1].first]
        boxes[1], boxes[2] = replace(boxes[1], lines=named, last=0), _NOTHING
        both = ((boxes[0], boxes[1]), (boxes[2], boxes[3]))
        yield (page := replace(page, pairs=(*both, *pairs)))
        row, *rows = page.read_first
        for fewer in row.shorter():
            yield (page := replace(page, read_first=(fewer, *rows)))
        yield from page.barest()

    def barest(self) -> Iterator[PageOne]:
        """Yield a page with what nobody can do without, and with where all else stands.

        What leaves is who decides, communication and people to ring, which stand on
        page 2; then whole lines, word for word, to the pages behind: the wish for a
        place, getting in, just-in-case medicines, attorneys, what to do if worse, and
        refusals at the very last. What to do if the heart stops, the numbers, allergies
        and devices never leave.
        """
        if self.spare is None:
            return
        (facts, deciding), _, *pairs = self.pairs
        page = self
        for kept, ring in ((deciding, self.ring[0]), (deciding, _NOTHING), (_NOTHING, _NOTHING)):
            both = ((facts, kept), (_NOTHING, _NOTHING))
            page = replace(
                page, pairs=(*both, *pairs), ring=(ring, page.ring[1]), note=self.spare.note
            )
            yield page
        refusals = page.read_first[0] if not page.read_first[0].largest else None
        heart = next(n for n, row in enumerate(page.read_first) if row.largest)
        yield (page := page.without_lines(heart + 2))
        yield (page := page.without_access())
        yield (page := page.without_medicines())
        if refusals and refusals.last:
            yield (page := page.without_lines(0, len(refusals.lines) - refusals.last))
        yield (page := page.without_lines(heart + 1))
        if refusals:
            yield page.without_lines(0)

    def without_lines(self, number: int, start: int = 0) -> PageOne:
        """Return this page with the lines of one row from *start* on the pages behind, whole."""
        row = self.read_first[number]
        gone = row.lines[start:]
        if self.spare is None or not gone:
            return self
        fewer = replace(row, lines=(*row.lines[:start], self.spare.pointer))
        rows = (*self.read_first[:number], fewer, *self.read_first[number + 1 :])
        return replace(self._with_more(row.label, gone), read_first=rows)

    def without_access(self) -> PageOne:
        """Return this page with how to get in on the pages behind; what staff must do stays."""
        if self.spare is None:
            return self
        (people, access), (heading, pointer) = self.ring, self.spare.access
        door = replace(access, lines=(pointer, self.spare.door))
        return replace(self._with_more(heading, access.lines), ring=(people, door))

    def without_medicines(self) -> PageOne:
        """Return this page with the just-in-case medicines on the pages behind."""
        (facts, deciding), *pairs = self.pairs
        if self.spare is None or not facts.last:
            return self
        heading, pointer = self.spare.medicines
        fewer = replace(facts, lines=(*facts.lines[: -facts.last], pointer))
        with_more = self._with_more(heading, facts.lines[-facts.last :])
        return replace(with_more, pairs=((fewer, deciding), *pairs))

    def _with_more(self, heading: str, lines: tuple[Words, ...]) -> PageOne:
        gone = [line for line in lines if self.spare is None or line != self.spare.pointer]
        said = Said(heading, "\n".join(line.plain for line in gone), "", own=False)
        return replace(self, more=(*self.more, said))

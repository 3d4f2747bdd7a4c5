"""Page 1 as plain values: what stands where, in the order in which it is read and drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from eolplan.handover.phrases import Words


@dataclass(frozen=True, slots=True)
class Row:
    """One row of "Read first": a label and its lines."""

    label: str
    lines: tuple[Words, ...]
    largest: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A heading and the lines under it."""

    heading: str
    lines: tuple[Words, ...]


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
        """The number of words in the box that is read first, labels too."""
        rows = (f"{row.label} {' '.join(w.plain for w in row.lines)}" for row in self.read_first)
        return sum(len(row.split()) for row in rows)

    def smaller(self, note: Words) -> Iterator[PageOne]:
        """Yield this page, then pages with less on them, in the agreed order.

        What leaves first is the line that matters, then plans for sudden
        problems from the bottom (never what to do when the person is not
        breathing), then people beyond two, then health in one line, then
        attorneys beyond two whose papers nobody saw. All of it stands on page 2.

        Args:
            note: What such a page says of page 2.
        """
        yield self
        page = replace(self, matters=None, note=note)
        if self.matters:
            yield page
        while len(page.happens.lines) > 2:
            *rows, _, last = page.happens.lines
            yield (page := replace(page, happens=Box(page.happens.heading, (*rows, last))))
        people, access = page.ring
        while len(people.lines) > 2:
            people = Box(people.heading, people.lines[:-1])
            yield (page := replace(page, ring=(people, access)))
        *pairs, (health, communication) = page.pairs
        page = replace(page, pairs=(*pairs, (Box(health.heading, (note,)), communication)))
        yield page
        (facts, deciding), *pairs = page.pairs
        if len(deciding.lines) > 4:  # what is known of deciding, and two of those who may
            lines = (*deciding.lines[:3], note, deciding.lines[-1])
            yield replace(page, pairs=((facts, Box(deciding.heading, lines)), *pairs))

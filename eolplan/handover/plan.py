"""The plan pages as plain values, in the order in which they are read and drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eolplan.handover.phrases import Words
from eolplan.handover.sheet import Said


@dataclass(frozen=True, slots=True)
class Row:
    """One answer: what it is about, what it is, and the words that were said.

    Attributes:
        label: What was asked, as a short noun phrase.
        text: The coded answer, or how the question stands.
        said: Own words, each with whose they are.
        differs: Two records disagree, so it stands by itself.
    """

    label: str
    text: str = ""
    said: tuple[Said, ...] = ()
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal cells under headings; every text is short."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Part = Row | Table | Words | str


@dataclass(frozen=True, slots=True)
class Topic:
    """One heading and what stands under it.

    Attributes:
        heading: The topic's name.
        parts: What stands under it.
        source: Section of the information model, empty for what is about the copy.
    """

    heading: str
    parts: tuple[Part, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """Everything behind page 1.

    Attributes:
        topics: In the order of the pages.
        more: Words too long for a row, whole; the person's first, then those of others.
        more_headings: The headings of the pages that hold the one and the other.
    """

    topics: tuple[Topic, ...]
    more: tuple[Said, ...] = ()
    more_headings: tuple[str, str] = ("", "")

    def runs_on(self) -> Iterator[tuple[str, tuple[Said, ...]]]:
        """Yield the words that run on under their headings: the person's, then others'."""
        for heading, own in zip(self.more_headings, (True, False), strict=True):
            if found := tuple(said for said in self.more if said.own is own):
                yield heading, found

    def texts(self) -> Iterator[str]:
        """Yield every text in the order in which it is drawn, words of people as they are."""
        for topic in self.topics:
            yield topic.heading
            for part in topic.parts:
                yield from _texts(part)
        for heading, words in self.runs_on():
            yield heading
            for said in words:
                yield from (said.heading, said.words, said.by)


def _texts(part: Part) -> Iterator[str]:
    match part:
        case str():
            yield part
        case Words():
            yield part.plain
        case Table():
            yield from part.head
            yield from (cell for row in part.rows for cell in row)
        case Row():
            yield part.label
            yield part.text
            for said in part.said:
                yield from (said.words, said.by)

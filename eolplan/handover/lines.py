"""Paragraphs that know what they say, and end their lines so that it can be read.

The drawing library drops the space at the end of every line, which nobody sees,
and a reader of the file then hears "discussed andagreed". It is put back here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Protocol, cast

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus.paraparser import ParaFrag

from eolplan.handover.lettering import Stretch
from eolplan.handover.tags import NEXT, Element, Tag, canvas_of


@dataclass(slots=True)
class Spoken:
    """One text, however many paragraphs and pages it is drawn over.

    Attributes:
        elements: What says it: the one that is being drawn, then those that follow.
        ends: After how many of its letters a word ends.
        drawn: How many letters have been drawn.
    """

    elements: list[Element]
    ends: frozenset[int]
    drawn: int = 0

    @classmethod
    def of(cls, text: str, tag: Tag = "P", inside: Element | None = None) -> Spoken:
        """Return *text* as one element, which *inside* holds."""
        return cls([Element(tag, inside, meant=text)], _ends(text))

    def followed_by(self, text: str) -> None:
        """Let *text* come behind, in the same lines, as a paragraph."""
        self.elements.append(Element("P", meant=text))
        before = max(self.ends, default=0)
        self.ends |= {before + end for end in _ends(text)}


def _ends(text: str) -> frozenset[int]:
    return frozenset(accumulate(map(len, text.split())))


class _Fragment(Protocol):
    """A stretch of a line in one weight."""

    text: str


class _Line(Protocol):
    """A line of several stretches."""

    words: list[_Fragment]


class _Lines(Protocol):
    """A paragraph's lines, of one kind or the other: the stubs leave them out.

    Kind 0: room left over, and words; kind 1: a line of fragments.
    """

    kind: int
    lines: list[tuple[float, list[str]] | _Line]


@cache
def _patterns(style: ParagraphStyle) -> tuple[ParaFrag, ParaFrag, ParaFrag]:
    """Return the library's own form of a stretch, of a line's end, and of a call."""
    text, line_end, call = Paragraph(f'x<br/><onDraw name="{NEXT}"/>', style).frags
    return text, line_end, call


def _fragments(words: Sequence[Stretch | None], style: ParagraphStyle) -> Iterator[ParaFrag]:
    """Yield what the library would make of marked-up words, without marking them up."""
    text, line_end, call = _patterns(style)
    for stretch in words:
        if stretch is None:
            yield call.clone()
            continue
        for n, line in enumerate(stretch.text.split("\n")):
            if n:
                yield line_end.clone()
            yield text.clone(text=line, fontName=stretch.font, fontSize=stretch.size)


class Tagged(Paragraph):
    """A paragraph that is drawn as part of what it says."""

    spoken: Spoken

    @classmethod
    def saying(
        cls, spoken: Spoken, words: Sequence[Stretch | None], style: ParagraphStyle
    ) -> Tagged:
        """Return a paragraph that draws all or a part of *spoken*.

        Args:
            spoken: What it says.
            words: What it draws; None: here the next element of *spoken* begins.
            style: How.
        """
        made = cls("", style, frags=list(_fragments(words, style)))
        made.spoken = spoken
        return made

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the size at the width given; the same lines are not looked for twice."""
        known = self.__dict__
        if known.get("_broken_at") != width or "blPara" not in known:
            super().wrap(width, height)
            self._broken_at = width
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the parts that fit on this page and the next: they say one text."""
        parts: list[Flowable] = super().split(width, height)
        for part in parts:
            cast(Tagged, part).spoken = self.spoken
        return parts

    def draw(self) -> None:
        """Draw the paragraph as part of its element."""
        self._end_lines()
        canvas, element = canvas_of(self), self.spoken.elements[0]
        if not element.kids:
            element.top = canvas.absolutePosition(0, self.height)[1]
        with canvas.within(self.spoken.elements):
            super().draw()

    def _end_lines(self) -> None:
        """Put a space at the end of every line that ends with a word, and at no other."""
        made = cast(_Lines, self.__dict__["blPara"])
        for n, line in enumerate(made.lines):
            if isinstance(line, tuple):
                room, words = line
                self.spoken.drawn += sum(map(_letters, words))
                if self._ends_a_word:
                    made.lines[n] = (room, [*words, ""])
            else:
                said = [each for each in line.words if not hasattr(each, "cbDefn")]
                self.spoken.drawn += sum(_letters(each.text) for each in said)
                if said and self._ends_a_word:
                    said[-1].text += " "

    @property
    def _ends_a_word(self) -> bool:
        return self.spoken.drawn in self.spoken.ends


def _letters(text: str) -> int:
    return len("".join(text.split()))

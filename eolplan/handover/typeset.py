"""The few shapes that every printed page is made of.

Each shape draws itself and nothing else, in reading order, so that the text
read back from a page comes in the order in which it was meant. A shape that
holds others can be an element of the tree that is read aloud; lines and grounds
are artifacts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from functools import cache
from typing import Final

from reportlab.lib.colors import Color, HexColor, black, white
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from eolplan.handover.lettering import (
    PLAIN,
    Stretch,
    drawable,
    lettered,
    register,
    weighted,
)
from eolplan.handover.lines import Spoken, Tagged
from eolplan.handover.phrases import Run, Words
from eolplan.handover.tags import Element, Tag, canvas_of

BODY: Final = 12.5
LEADING: Final = 1.26
GREY: Final = HexColor("#E6E6E6")  # black on it is 16:1, and it survives a photocopy
APART: Final = 10
"""Between two texts on one line, points: nobody takes them for one sentence."""
PIECE: Final = 1_200
"""Letters in one drawn paragraph: the drawing library's time grows with the square of them."""


@cache
def style(size: float = BODY, *, ink: Color = black, leading: float = LEADING) -> ParagraphStyle:
    """Return a left-aligned style; words are never hyphenated, long ones break.

    It is the same for all who ask for the same, so nobody may change it.

    Args:
        size: Of the letters, points.
        ink: Their colour.
        leading: From line to line, in heights of a letter.
    """
    register()
    return ParagraphStyle(
        f"{PLAIN}-{size:g}",
        fontName=PLAIN,
        bulletFontName=PLAIN,
        fontSize=size,
        leading=round(size * leading, 1),
        textColor=ink,
        splitLongWords=1,
        hyphenationLang="",
        allowWidows=0,
        allowOrphans=0,
    )


def text(
    words: Words | str, size: float = BODY, *, strong: bool = False, tag: Tag = "P",
    inside: Element | None = None,
) -> Tagged:  # fmt: skip
    """Return one short text as a paragraph; strong runs are bold at the same size.

    Args:
        words: The text.
        size: Of the letters, points.
        strong: All of it is bold.
        tag: What it is to somebody who hears it.
        inside: What holds it in the tree, where that is not what holds it on the page.
    """
    said = Words.of(words, strong=strong) if isinstance(words, str) else words
    spoken = Spoken.of(lettered(said.plain), tag, inside)
    return Tagged.saying(spoken, weighted(said, size, strong=strong), style(size))


def headed(heading: Words, rest: Words, size: float = BODY) -> Tagged:
    """Return a paragraph whose heading runs into its text, and is a heading all the same."""
    if not rest.runs:
        return text(heading, size, tag="H2")
    spoken = Spoken.of(lettered(heading.plain), "H2")
    spoken.followed_by(lettered(rest.plain))
    words = [*weighted(heading, size), None, *weighted(Words((Run(" "), *rest.runs)), size)]
    return Tagged.saying(spoken, words, style(size))


def large(words: Words, size: float, body: float = BODY) -> list[Tagged]:
    """Return a line whose strong beginning stands alone, large, above the rest."""
    if not words.runs or not words.runs[0].strong:
        return [text(words, body)]
    head, rest = Words(words.runs[:1]), Words(words.runs[1:])
    spoken = Spoken.of(lettered(words.plain))
    shown = [Tagged.saying(spoken, weighted(head, size), style(size))]
    if rest.runs:
        shown.append(Tagged.saying(spoken, weighted(rest, body), style(body)))
    return shown


def pieces(words: str, size: float = BODY, *, inside: Element | None = None) -> Iterator[Tagged]:
    """Yield words of any length as paragraphs short enough to set quickly; they are one text."""
    rest = lettered(words)  # before it is cut, so that no piece begins with "No CPR"
    spoken = Spoken.of(rest, "P", inside)
    while rest:
        cut = len(rest)
        if cut > PIECE:
            cut = rest.rfind(" ", PIECE // 2, PIECE) + 1 or PIECE
        part = Stretch(rest[:cut].rstrip(" "), PLAIN, size)
        yield Tagged.saying(spoken, [part], style(size))
        rest = rest[cut:]


def quoted(words: str) -> list[str]:
    """Return the paragraphs of somebody's words, in quotation marks.

    Each paragraph opens with a mark and the last one closes, as in a book, so
    that no line of theirs can be taken for ours.
    """
    paragraphs = [line.strip() for line in drawable(words).split("\n") if line.strip()]
    return [f"“{line}" for line in paragraphs[:-1]] + [f"“{line}”" for line in paragraphs[-1:]]


class Stack(Flowable):
    """Shapes under each other, with an optional frame; never split over two pages.

    Args:
        shapes: From top to bottom.
        pad: Space inside the frame, points.
        side: The same at the left and the right, where it is another; None: as *pad*.
        gap: Space between shapes, points.
        border: Width of the frame's line, points; 0: none.
        fill: Grey ground, light enough for black text.
        bar: A thick line at the left, as beside a quotation.
        element: What it is in the tree; None: nothing of its own.
    """

    def __init__(
        self, shapes: Sequence[Flowable], *, pad: float = 0, side: float | None = None,
        gap: float = 0, border: float = 0, fill: bool = False, bar: bool = False,
        element: Element | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self._element = element
        self._shapes, self._pad, self._gap = list(shapes), pad, gap
        self._side = pad if side is None else side
        self._border, self._fill, self._bar = border, fill, bar
        self._heights: list[float] = []
        self.stretch = 0.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Return the size at the width given."""
        self.width = available_width
        inner = available_width - 2 * self._side - self._indent
        self._heights = [
            shape.wrapOn(self.canv, inner, available_height)[1] for shape in self._shapes
        ]
        gaps = self._gap * max(0, len(self._shapes) - 1)
        self.height = max(self.stretch, sum(self._heights) + gaps + 2 * self._pad)
        return available_width, self.height

    @property
    def _indent(self) -> float:
        return 3.5 * mm if self._bar else 0

    def draw(self) -> None:
        """Draw the ground, the shapes from the top, then the frame."""
        canvas = canvas_of(self)
        if self._fill or self._bar:
            with canvas.artifact():
                self._draw_ground(canvas)
        with canvas.within([self._element]) if self._element else nullcontext():
            top = self.height - self._pad
            for shape, height in zip(self._shapes, self._heights, strict=True):
                top -= height
                shape.drawOn(canvas, self._side + self._indent, top)
                top -= self._gap
        if self._border:  # last, so that no ground covers half of it
            with canvas.artifact():
                canvas.setLineWidth(self._border)
                canvas.rect(0, 0, self.width, self.height, stroke=1, fill=0)

    def _draw_ground(self, canvas: Canvas) -> None:
        if self._fill:
            canvas.saveState()
            canvas.setFillColor(GREY)
            canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
            canvas.restoreState()
        if self._bar:
            canvas.rect(0, 1, 1 * mm, self.height - 2, stroke=0, fill=1)


class Behind(Flowable):
    """Two short texts behind each other on one line, or under each other where that is too short.

    Args:
        first: Read first.
        then: Read after it.
        widths: What each takes on one line, points.
    """

    def __init__(self, first: Flowable, then: Flowable, widths: tuple[float, float]) -> None:
        super().__init__()
        self._first, self._then, self._widths = first, then, widths
        self._left, self._upper = 0.0, 0.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Return the size at the width given."""
        self._left = self._widths[0] + APART
        in_line = self._left + self._widths[1] <= available_width
        rooms = self._widths if in_line else (available_width, available_width)
        shapes = (self._first, self._then)
        heights = [shape.wrapOn(self.canv, room, available_height)[1]
                   for shape, room in zip(shapes, rooms, strict=True)]  # fmt: skip
        self.width, self.height = available_width, max(heights) if in_line else sum(heights)
        self._left, self._upper = (self._left, 0.0) if in_line else (0.0, heights[1])
        return available_width, self.height

    def draw(self) -> None:
        """Draw one, then the other."""
        self._first.drawOn(self.canv, 0, self._upper)
        self._then.drawOn(self.canv, self._left, 0)


class Side(Flowable):
    """Shapes side by side, stretched to one height; never split over two pages.

    Args:
        shapes: From left to right.
        widths: Their shares of the width.
        gap: Space between them, points.
        element: What it is in the tree; None: nothing of its own.
    """

    def __init__(
        self, shapes: Sequence[Flowable], widths: Sequence[float], *, gap: float = 0,
        element: Element | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self._element = element
        self._shapes, self._shares = list(shapes), list(widths)
        self._gap = gap
        self._widths: list[float] = []
        self.stretch = 0.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Return the size at the width given."""
        self.width = available_width
        room = available_width - self._gap * (len(self._shapes) - 1)
        total = sum(self._shares)
        self._widths = [room * share / total for share in self._shares]
        self.height = self.stretch
        pairs = list(zip(self._shapes, self._widths, strict=True))
        heights = [shape.wrapOn(self.canv, width, available_height)[1] for shape, width in pairs]
        self.height = max(self.stretch, *heights)
        for shape in self._shapes:
            if isinstance(shape, Stack):
                shape.stretch = shape.height = self.height
        self._tops = [shape.height if isinstance(shape, Stack) else h
                      for (shape, _), h in zip(pairs, heights, strict=True)]  # fmt: skip
        return available_width, self.height

    def draw(self) -> None:
        """Draw the shapes from the left, their tops in line."""
        canvas, left = canvas_of(self), 0.0
        with canvas.within([self._element]) if self._element else nullcontext():
            for shape, width, top in zip(self._shapes, self._widths, self._tops, strict=True):
                shape.drawOn(canvas, left, self.height - top)
                left += width + self._gap


class Band(Flowable):
    """White words on black, the only reversed thing on a page; its words recur as labels."""

    def __init__(self, words: str, size: float = 13.5) -> None:
        super().__init__()
        spoken = Spoken.of(lettered(words), "H2")
        shown = weighted(Words.of(words, strong=True), size)
        self._text = Tagged.saying(spoken, shown, style(size, ink=white))

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Return the size at the width given."""
        self.width = available_width
        self.height = (
            self._text.wrapOn(self.canv, available_width - 5 * mm, available_height)[1] + 6
        )
        return available_width, self.height

    def draw(self) -> None:
        """Draw the ground, then the words."""
        with canvas_of(self).artifact():
            self.canv.rect(0, 0, self.width, self.height, stroke=1, fill=1)
        self._text.drawOn(self.canv, 2.5 * mm, 3.5)


class Rule(Flowable):
    """A line across the column."""

    def __init__(self, weight: float = 0.7, before: float = 0, after: float = 0) -> None:
        super().__init__()
        self._weight, self._before, self._after = weight, before, after

    @property
    def is_space(self) -> bool:
        """Whether nothing of it is drawn."""
        return not self._weight

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Return the size at the width given."""
        self.width, self.height = available_width, self._before + self._weight + self._after
        return available_width, self.height

    def draw(self) -> None:
        """Draw the line; one without weight is only space."""
        if not self._weight:
            return
        with canvas_of(self).artifact():
            self.canv.setLineWidth(self._weight)
            middle = self._after + self._weight / 2  # all of it inside: no ground covers half
            self.canv.line(0, middle, self.width, middle)

"""Draws page 1: the box that is read first, then everything else a stranger needs at night."""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import groupby, product
from typing import Final, Protocol, cast

from reportlab.graphics.barcode import qrencoder
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject
from reportlab.platypus import Flowable

from eolplan.errors import EolplanError
from eolplan.handover.lines import Tagged
from eolplan.handover.margins import WIDTH
from eolplan.handover.phrases import Words
from eolplan.handover.sheet import Box, PageOne
from eolplan.handover.tags import Element, Tag, canvas_of
from eolplan.handover.typeset import BODY, Band, Rule, Side, Stack, headed, large, style, text
from eolplan.words import tr

CODE: Final = 24 * mm
SMALLEST: Final = 12
"""Letters are never set smaller than this to make room; words move to page 2 instead."""


class PageOneTooFull(EolplanError):
    """Even the least page 1 does not fit on one page."""

    def __init__(self) -> None:
        super().__init__(
            tr("Page 1 does not fit on one page. Shorten the name, address or phone lines.")
        )


def fitted(page: PageOne, code: str, note: Words, height: float) -> tuple[PageOne, list[Flowable]]:
    """Return the fullest form of *page* that fits on one page, and its shapes.

    Args:
        page: Everything that belongs on page 1.
        code: What the version check code holds.
        note: What a page that had to leave something out says of page 2.
        height: What there is of a page between its margins, points.

    Raises:
        PageOneTooFull: it cannot be done without cutting something.
    """
    measuring = Canvas(io.BytesIO(), invariant=1)
    steps = list(page.smaller(note))
    clear = [step for step in steps if step.keeps_plans(page)]
    least = [*steps, *steps[-1].least()]

    def tall(shapes: _Shapes) -> float:
        return sum(shape.wrapOn(measuring, WIDTH, height)[1] for shape in shapes.all)

    def fits(shapes: _Shapes) -> bool:
        return tall(shapes) <= height

    def shaped(smaller: PageOne, forms: Iterable[tuple[_Layout, float]]) -> _Shapes | None:
        """Return the first form in which a page fits."""
        drawn = (_Shapes(smaller, code, size, layout) for layout, size in forms)
        return next(filter(fits, drawn), None)

    for layouts, pages in ((_CLEAR, clear), (_CLOSE, least)):
        forms = [*product(layouts, (BODY, SMALLEST))]
        closest = forms[::-1]
        whole = shaped(pages[0], forms)  # by itself: one that points on has a line more
        at = 0 if whole else bisect_left(pages, True, 1, key=lambda p: bool(shaped(p, closest)))
        if at < len(pages) and (shapes := whole or shaped(pages[at], forms)):
            return pages[at], shapes.spread(tall, height).all
    raise PageOneTooFull


@dataclass(frozen=True, slots=True)
class _Layout:
    """How close the boxes stand: always the same words in the same order.

    Attributes:
        paired: Two boxes side by side; else each over the whole width, in one paragraph.
        runs_in: The heading runs into the first line.
        pad: Above and below the words of a box, points, at the least.
        space: Between boxes, points.
        name: Size of the person's name, points; the largest letters but for CPR.
        lift: How much larger than the rest the rows are that are read first, points.
        apart: Boxes up to this rank keep their lines apart; the others run on.
        label: Width of the column of labels, millimetres.
        code: The version check code is on it: a crew needs nothing from it.
        side: From the frame to the words beside it, points: they never touch in a grey copy.
        leading: From line to line, in heights of a letter.
    """

    paired: bool
    runs_in: bool
    pad: float
    space: float
    name: float
    lift: float = 1
    apart: int = 2
    label: int = 38
    code: bool = True
    side: float = 5
    leading: float = 0  # as the letters are made


_CLEAR: Final = (
    _Layout(paired=True, runs_in=False, pad=5, space=2.2 * mm, name=22),
    _Layout(paired=True, runs_in=True, pad=3.5, space=1.4 * mm, name=18),
    _Layout(paired=False, runs_in=True, pad=2.5, space=0, name=16, lift=0, leading=1.17),
)
"""In which every line is found by its place. They hold two plans for sudden problems at least."""

_CLOSE: Final = (
    _Layout(paired=False, runs_in=True, pad=2.5, space=0, name=16, lift=0, apart=1, leading=1.17),
    _Layout(paired=False, runs_in=True, pad=2.5, space=0, name=16, lift=0, apart=0, leading=1.17),
    _Layout(paired=False, runs_in=True, pad=1.5, space=0, name=14, lift=0, apart=0, label=28,
            code=False, side=3.5, leading=1.15),
)  # fmt: skip
"""For a page with too much that must not leave."""

_LOOSE: Final = 5
"""No box needs more above and below its words than this, points."""

_STOPS: Final = (".", "!", "?", "”", ":", ";")


class _Shapes:
    """The shapes of one page 1.

    Args:
        page: What stands on it.
        code: What the version check code holds.
        size: Of the letters, points.
        layout: How close the boxes stand.
    """

    def __init__(self, page: PageOne, code: str, size: float, layout: _Layout) -> None:
        self.page, self.size, self._layout = page, size, layout
        self._code = code
        self.code = code if layout.code else ""

    def spread(self, tall: Callable[[_Shapes], float], height: float) -> _Shapes:
        """Return the same words with what room is left between the lines and their frames.

        Args:
            tall: Tells how tall such shapes are.
            height: What there is of a page, points.
        """
        pad = self._layout.pad
        if pad >= _LOOSE:
            return self
        room, more = height - tall(self), self._padded(pad + 1)
        pad += room / (tall(more) - tall(self))  # words break as before: only the height grows
        return self._padded(min(_LOOSE, int(pad * 4) / 4))

    def _padded(self, pad: float) -> _Shapes:
        layout = replace(self._layout, pad=pad)
        return _Shapes(self.page, self._code, self.size, layout)

    @cached_property
    def all(self) -> list[Flowable]:
        """The whole page, from top to bottom."""
        page = self.page
        shapes: list[Flowable] = [self._head(), Rule(2.2, before=4, after=5)]
        if page.states:
            shapes += [self._states(), *self._space()]
        shapes.append(self._read_first())
        for left, right in (*page.pairs, page.ring):
            pair = [self._box(box) for box in (left, right) if box.lines]
            if self._layout.paired and len(pair) > 1:
                shapes += [*self._space(), Side(pair, [1, 1], gap=3 * mm)]
            else:
                shapes += pair
            if (left, right) == page.pairs[-1]:
                shapes += [*self._space(), self._box(page.happens)]
        if page.matters:
            shapes += [*self._space(), self._box(Box("", (page.matters,)))]
        if page.note:
            shapes.append(self._text(page.note, SMALLEST))
        return [*shapes, Rule(0, before=5), self._text(page.foot, SMALLEST)]

    def _head(self) -> Flowable:
        """Return who this is, with the version check code at the right."""
        lines = list(self.page.identity)
        if self.code:
            inside = tr("The code is for staff with eolplan. No health details inside.")
            lines.append(Words.of(inside))
        title = self._text(self.page.title, SMALLEST, tag="H1")
        name = self._text(self.page.name, self._layout.name, strong=True)
        who = Stack([title, name, *(self._text(line, self.size) for line in lines)])
        if not self.code:
            return who
        return Side([who, Code(self.code)], [WIDTH - CODE - 3 * mm, CODE], gap=3 * mm)

    def _states(self) -> Flowable:
        lines = [self._text(line, 13.5) for line in self.page.states]
        return Stack(lines, pad=5, side=self._layout.side + 1, border=2.2, fill=True, gap=2)

    def _read_first(self) -> Flowable:
        """Return the framed rows under the black band."""
        shapes: list[Flowable] = [Band(self.page.band)]
        pad, side = self._layout.pad + 1, self._layout.side
        table = Element("Table")
        for row in self.page.read_first:
            if row.largest:
                lines = [
                    shape for line in row.lines for shape in self._set(*large(line, 17, self.size))
                ]
            else:
                lines = [self._text(line, self.size + self._layout.lift) for line in row.lines]
            across = Element("TR", table)
            head, cell = Element("TH", across, scope="Row"), Element("TD", across)
            name = self._text(row.label, self.size, strong=True)
            label = Stack([name], pad=pad, side=side + 1, fill=True, element=head)
            said = Stack(lines, pad=pad, side=side, gap=1.5, element=cell)
            shapes += [
                Side([label, said], [self._layout.label, 186 - self._layout.label]),
                Rule(0.8),
            ]
        return Stack(shapes[:-1], border=2.2)

    def _space(self) -> list[Flowable]:
        return [Rule(0, before=self._layout.space)] if self._layout.space else []

    def _box(self, box: Box) -> Stack:
        layout, lines = self._layout, list(box.lines)
        shapes: list[Flowable] = []
        if box.heading and not layout.runs_in:
            shapes.append(self._text(box.heading, self.size + 0.5, strong=True, tag="H2"))
        if box.heading and layout.runs_in:
            heading = Words.of(f"{box.heading}.", strong=True)
            separate = layout.paired or 0 < box.apart <= layout.apart
            first, lines = (lines[:1], lines[1:]) if separate else (lines, [])
            shapes += self._set(headed(heading, _in_a_row(first), self.size))
        elif not layout.paired:
            lines = [_in_a_row(lines)]
        shapes += [self._text(line, self.size) for line in lines]
        return Stack(shapes, pad=layout.pad, side=self._layout.side, gap=1, border=0.8)

    def _text(
        self, words: Words | str, size: float, *, strong: bool = False, tag: Tag = "P"
    ) -> Tagged:
        """Return a short text, its lines as close as the layout wants them."""
        (shape,) = self._set(text(words, size, strong=strong, tag=tag))
        return shape

    def _set(self, *shapes: Tagged) -> list[Tagged]:
        if self._layout.leading:
            for shape in shapes:
                shape.style = style(shape.style.fontSize, leading=self._layout.leading)
        return list(shapes)


def _in_a_row(lines: list[Words]) -> Words:
    """Return lines behind each other; one that ends without a stop gets one."""
    ended = [line if line.plain.endswith(_STOPS) else line.then_closely(";") for line in lines[:-1]]
    return Words(()).then(*ended, *lines[-1:])


class _Squares(Protocol):
    """A finished QR code, as the library has it; its stubs leave the types out."""

    def getModuleCount(self) -> int:
        """Return how many squares a side has."""

    def isDark(self, row: int, col: int) -> bool:
        """Say whether a square is black."""


@lru_cache(maxsize=8)  # every copy of a version has the same
def _squares(code: str) -> PDFPathObject:
    """Return all dark squares as one path, so that no hairline parts them."""
    qr = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    qr.addData(code)
    qr.make()
    squares = cast(_Squares, qr)
    count = squares.getModuleCount()
    size = CODE / count
    path = PDFPathObject()
    for row in range(count):
        column = 0
        for is_dark, run in groupby(squares.isDark(row, n) for n in range(count)):
            length = len(list(run))
            if is_dark:
                path.rect(column * size, CODE - (row + 1) * size, length * size, size)
            column += length
    return path


class Code(Flowable):
    """The version check code: a QR code that holds no health data, as the line beside it says."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code
        self._alt = tr("Version check code")

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Return the size: a square."""
        self.width = self.height = CODE
        return CODE, CODE

    def draw(self) -> None:
        """Draw the code as a figure that is told in words."""
        with canvas_of(self).picture(self._alt, (0, 0, CODE, CODE)):
            self.canv.drawPath(_squares(self._code), stroke=0, fill=1)

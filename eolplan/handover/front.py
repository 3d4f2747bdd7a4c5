"""Draws page 1: the box that is read first, then everything else a stranger needs at night."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import product
from typing import Final, Protocol, cast

from reportlab.graphics.barcode import qrencoder
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from eolplan.errors import EolplanError
from eolplan.handover.margins import WIDTH
from eolplan.handover.phrases import Words
from eolplan.handover.sheet import Box, PageOne
from eolplan.handover.typeset import BODY, Band, Rule, Side, Stack, large, text
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

    def height_of(shapes: list[Flowable]) -> float:
        return sum(shape.wrapOn(measuring, WIDTH, height)[1] for shape in shapes)

    for layout in _LAYOUTS:
        least = _Shapes(steps[-1], code, SMALLEST, layout).all()
        if height_of(least) > height:
            continue  # then none of the fuller pages fits either
        for smaller, size in product(steps, (BODY, SMALLEST)):
            shapes = _Shapes(smaller, code, size, layout).all()
            if height_of(shapes) <= height:
                return smaller, shapes
    raise PageOneTooFull


@dataclass(frozen=True, slots=True)
class _Layout:
    """How close the boxes stand: always the same words in the same order.

    Attributes:
        paired: Two boxes side by side; else each over the whole width, in one paragraph.
        runs_in: The heading runs into the first line.
        pad: Inside a box, points.
        space: Between boxes, points.
    """

    paired: bool
    runs_in: bool
    pad: float
    space: float


_LAYOUTS: Final = (
    _Layout(paired=True, runs_in=False, pad=5, space=2.2 * mm),
    _Layout(paired=True, runs_in=True, pad=3.5, space=1.4 * mm),
    _Layout(paired=False, runs_in=True, pad=3, space=0),
)
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
        self.page, self.code, self.size, self._layout = page, code, size, layout

    def all(self) -> list[Flowable]:
        """Return the whole page, from top to bottom."""
        page = self.page
        shapes: list[Flowable] = [self._head(), Rule(2.2, before=4, after=5)]
        if page.states:
            shapes += [self._states(), *self._space()]
        shapes.append(self._read_first())
        for left, right in (*page.pairs, page.ring):
            pair = [self._box(left), self._box(right)]
            if self._layout.paired:
                shapes += [*self._space(), Side(pair, [1, 1], gap=3 * mm)]
            else:
                shapes += pair
            if (left, right) == page.pairs[-1]:
                shapes += [*self._space(), self._box(page.happens)]
        if page.matters:
            shapes += [*self._space(), self._box(Box("", (page.matters,)))]
        if page.note:
            shapes.append(text(page.note, 10.5))
        return [*shapes, Rule(0, before=5), text(page.foot, 10.5)]

    def _head(self) -> Flowable:
        """Return who this is, with the version check code at the right."""
        who = [text(self.page.title, 11.5), text(self.page.name, 22, strong=True)]
        lines = Stack([*who, *(text(line, self.size) for line in self.page.identity)])
        return Side([lines, Code(self.code)], [WIDTH - CODE - 3 * mm, CODE], gap=3 * mm)

    def _states(self) -> Flowable:
        lines = [text(line, 13.5) for line in self.page.states]
        return Stack(lines, pad=5, border=2.2, fill=True, gap=2)

    def _read_first(self) -> Flowable:
        """Return the framed rows under the black band."""
        shapes: list[Flowable] = [Band(self.page.band)]
        for row in self.page.read_first:
            if row.largest:
                lines = [shape for line in row.lines for shape in large(line, 17, self.size)]
            else:
                lines = [text(line, self.size + 1) for line in row.lines]
            pad = self._layout.pad + 1
            label = Stack([text(row.label, self.size, strong=True)], pad=pad, fill=True)
            shapes += [Side([label, Stack(lines, pad=pad, gap=1.5)], [38, 148]), Rule(0.8)]
        return Stack(shapes[:-1], border=2.2)

    def _space(self) -> list[Flowable]:
        return [Rule(0, before=self._layout.space)] if self._layout.space else []

    def _box(self, box: Box) -> Stack:
        layout, lines = self._layout, list(box.lines)
        if box.heading and layout.runs_in:
            heading = Words.of(f"{box.heading}.", strong=True)
            lines[:1] = [heading.then(*lines[:1])]
        if not layout.paired:
            lines = [_in_a_row(lines)]
        shapes = [text(line, self.size) for line in lines]
        if box.heading and not layout.runs_in:
            shapes.insert(0, text(box.heading, self.size + 0.5, strong=True))
        return Stack(shapes, pad=layout.pad, gap=1, border=0.8)


def _in_a_row(lines: list[Words]) -> Words:
    """Return lines behind each other; one that ends without a stop gets one."""
    ended = [line if line.plain.endswith(_STOPS) else line.then_closely(";") for line in lines[:-1]]
    return Words(()).then(*ended, *lines[-1:])


class _Squares(Protocol):
    """A finished QR code, as the library has it; its stubs leave the types out."""

    def getModuleCount(self) -> int:  # noqa: N802  the library's name
        """Return how many squares a side has."""

    def isDark(self, row: int, col: int) -> bool:  # noqa: N802  the library's name
        """Say whether a square is black."""


class Code(Flowable):
    """The version check code: a QR code that holds no health data.

    Its label says so in words, because nobody can read the code itself.
    """

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code
        self.label = text(tr("For staff with eolplan. No health details inside."), 7.5)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Return the size: a square with its label under it."""
        label = self.label.wrapOn(self.canv, CODE, CODE)[1]
        self.width, self.height = CODE, (CODE + label) if self._code else 0
        return self.width, self.height

    def draw(self) -> None:
        """Draw all dark squares as one path, so that no hairline parts them."""
        if not self._code:
            return
        qr = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
        qr.addData(self._code)
        qr.make()
        squares = cast(_Squares, qr)
        count = squares.getModuleCount()
        size = CODE / count
        path = self.canv.beginPath()
        for row in range(count):
            for column in range(count):
                if squares.isDark(row, column):
                    path.rect(column * size, self.height - (row + 1) * size, size, size)
        self.canv.drawPath(path, stroke=0, fill=1)
        self.label.drawOn(self.canv, 0, 0)

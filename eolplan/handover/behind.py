"""Draws the plan pages: topics in rows, then words that run on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable

from eolplan.handover.lettering import PLAIN, STRONG, register
from eolplan.handover.lines import Tagged
from eolplan.handover.margins import WIDTH
from eolplan.handover.phrases import Run, Words
from eolplan.handover.plan import Outline, Row, Table, Topic
from eolplan.handover.sheet import Said
from eolplan.handover.tags import Element
from eolplan.handover.typeset import LEADING, PIECE, Behind, Rule, Side, Stack, pieces, quoted, text
from eolplan.words import say

SIZE: Final = 12
"""Nothing on a plan page is set smaller (clear print)."""

SHORT: Final = 560
"""Letters of a topic that may stand beside another one."""

LINE: Final = 110
"""Letters that may find room on one line."""

TALL: Final = 800
"""Letters in a row of a table; a longer one is set over the whole width and may part."""


HEAD: Final = 3
"""Shapes with which a topic begins: a line, its heading, and room."""

_LINES: Final = 3
"""Of a longer text as many lines stay together where the page ends."""

_MOST: Final = 400
"""No more of a page is left blank to keep things together, points."""


class Together(CondPageBreak):
    """Turns the page where a heading or a label would stand alone at the foot of it.

    Args:
        shapes: What comes next, as far as it matters.
        head: How many of them are a heading.
        whole: What stands under it says nothing without it, so that it is not parted from it.
    """

    def __init__(self, shapes: Sequence[Flowable], head: int = 0, *, whole: bool = False) -> None:
        super().__init__(0)
        self._whole = whole
        self._head, self._body = list(shapes[:head]), list(shapes[head:])

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Look how tall what belongs together is, and turn the page where it does not fit."""
        self.height = min(self.least(self.canv, available_width), _MOST)
        size: tuple[float, float] = super().wrap(available_width, available_height)
        return size

    def least(self, canvas: Canvas, width: float) -> float:
        """Return how tall the head is with what must stand right under it, points."""
        tall = sum(shape.wrapOn(canvas, width, A4[1])[1] for shape in self._head)
        first, *rest = self._body or [Rule(0)]
        if isinstance(first, Together):
            return tall + first.least(canvas, width)
        if isinstance(first, CondPageBreak):
            return tall + first.height
        lines, line = first.wrapOn(canvas, width, A4[1])[1], SIZE * LEADING
        if isinstance(first, Stack | Side):
            return tall + lines
        if lines < 1.5 * line and rest and isinstance(rest[0], Stack):  # a label, and its words
            return tall + lines + rest[0].wrapOn(canvas, width, A4[1])[1]
        if self._whole and tall + lines <= _MOST:
            return tall + lines
        return tall + min(lines, _LINES * line)


def plan_shapes(plan: Outline) -> list[Flowable]:
    """Return the shapes of all topics, in order; two short ones stand side by side."""
    shapes: list[Flowable] = []
    ahead = list(plan.topics)
    while ahead:
        if len(ahead) > 1 and all(_letters(topic) <= SHORT for topic in ahead[:2]):
            letters = [_letters(topic) for topic in ahead[:2]]
            share = min(max(letters[0] / sum(letters), 0.3), 0.7)
            pair = [Stack([*_unbroken(_topic(ahead.pop(0)))]) for _ in range(2)]
            shapes.append(Side(pair, [share, 1 - share], gap=16))
        else:
            whole = isinstance(ahead[0].parts[0], Words)  # a list of topics: of what, its head says
            topic = list(_topic(ahead.pop(0)))
            shapes += [Together(topic[: HEAD + 2], head=HEAD, whole=whole), *topic]
    return shapes


def _unbroken(shapes: Iterable[Flowable]) -> Iterator[Flowable]:
    """Yield *shapes* but for the turns of the page: what stands beside others is never parted."""
    return (shape for shape in shapes if not isinstance(shape, CondPageBreak))


def _letters(topic: Topic) -> int:
    """Return how much a topic holds; one with a table is never short."""
    if any(isinstance(part, Table) for part in topic.parts):
        return SHORT + 1
    return sum(map(len, Outline((topic,)).texts()))


def more_shapes(plan: Outline) -> list[Flowable]:
    """Return the shapes of the words that were too long for a row; empty when none were."""
    shapes: list[Flowable] = []
    for heading, words in plan.runs_on():
        shapes += [CondPageBreak(120), text(heading, 15, strong=True, tag="H2")]
        shapes.append(Rule(0, before=6))
        for said in words:
            shapes += [CondPageBreak(80), text(said.heading, 13, strong=True, tag="H3")]
            shapes += _running(said)
            shapes.append(Rule(0, before=8))
    return shapes


def _running(said: Said) -> Iterator[Flowable]:
    """Yield words of any length, parted only between lines, then whose they are."""
    quotation = Element("BlockQuote")
    for paragraph in quoted(said.words):
        yield from pieces(paragraph, inside=quotation)
        yield Rule(0, before=3)
    if said.by:
        yield text(said.by, SIZE)


def _topic(topic: Topic) -> Iterator[Flowable]:
    yield Rule(0.7, before=2, after=1)
    yield text(topic.heading, 14, strong=True, tag="H2")
    yield Rule(0, before=1)
    for part in topic.parts:
        match part:
            case str():
                yield from pieces(part, SIZE)
                yield Rule(0, before=1)
            case Words():
                yield text(part, SIZE)
            case Table():
                yield from _table(part)
            case Row():
                yield from _row(part)


def _row(row: Row) -> Iterator[Flowable]:
    """Yield one answer; where it cannot be told from its label, both stand on one page."""
    shapes = list(_answer(row))
    yield Together(shapes[:2])
    yield from shapes


def _answer(row: Row) -> Iterator[Flowable]:
    """Yield one answer: a label that runs into it, then words with a bar beside them."""
    follows = bool(row.text or row.said)  # of somebody's dog nothing but its name may be known
    label = Run(say("{what}:", what=row.label) if follows else row.label, strong=True)
    if not row.text:
        yield text(Words((label,)), SIZE)
    elif len(row.text) <= PIECE:
        yield text(Words((label, Run(f" {row.text}"))), SIZE)
    else:
        yield text(Words((label,)), SIZE)
        yield from pieces(row.text, SIZE)
    for said in row.said:
        quotation = Element("BlockQuote")
        words = [text(paragraph, SIZE, inside=quotation) for paragraph in quoted(said.words)]
        yield Stack(list(_signed(words, said)), gap=0.5, bar=bool(words))
    yield Rule(0, before=2)


def _signed(words: list[Tagged], said: Said) -> Iterator[Flowable]:
    """Yield somebody's words and whose they are, on one line where both are short."""
    if said.by and len(words) == 1 and len(said.words) + len(said.by) <= LINE:
        both = (*quoted(said.words), said.by)
        first, then = (stringWidth(line, PLAIN, SIZE) + 1 for line in both)
        yield Behind(words[0], text(said.by, SIZE), (first, then))
    else:
        yield from words
        if said.by:
            yield text(said.by, SIZE)


def _table(table: Table) -> Iterator[Flowable]:
    """Yield a table row by row; one with a long cell is set over the whole width."""
    widths, whole = _widths(table), Element("Table")
    yield CondPageBreak(_least(table, widths))  # a head alone at the foot of a page says nothing
    heads = Element("TR", whole)
    head = [
        Stack([text(cell, SIZE, strong=True)], pad=2.5, fill=True, border=0.7,
              element=Element("TH", heads, scope="Column"))
        for cell in table.head
    ]  # fmt: skip
    yield Side(head, widths)
    for cells in table.rows:
        across = Element("TR", whole)
        boxes = [Element("TH", across, scope="Row"), *(Element("TD", across) for _ in cells[1:])]
        if sum(map(len, cells)) > TALL:
            for cell, box in zip(cells, boxes, strict=True):
                yield from pieces(cell, SIZE, inside=box)
        else:
            yield Side([Stack([text(cell, SIZE)], pad=2.5, border=0.7, element=box)
                        for cell, box in zip(cells, boxes, strict=True)], widths)  # fmt: skip
    yield Rule(0, before=4)


def _least(table: Table, widths: list[float]) -> float:
    """Return how tall the head of a table is with its first row, about and no less, points."""
    return sum(
        max(
            (2 + stringWidth(cell, STRONG, SIZE) // max(width - 12, SIZE)) * SIZE * LEADING
            for cell, width in zip(cells, widths, strict=True)
        )
        for cells in (table.head, *table.rows[:1])
        if sum(map(len, cells)) <= TALL
    )


def _widths(table: Table) -> list[float]:
    """Give narrow columns what they need, and share the rest of the width among the others."""
    register()
    columns = zip(table.head, *table.rows, strict=True)
    wanted = [max(stringWidth(cell, STRONG, SIZE) for cell in column) + 9 for column in columns]
    fair = WIDTH / len(wanted)
    narrow = [width for width in wanted if width <= fair]
    others = len(wanted) - len(narrow)
    if not others:
        return wanted
    rest = (WIDTH - sum(narrow)) / others
    return [width if width <= fair else rest for width in wanted]

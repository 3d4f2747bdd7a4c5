"""What the pages say to somebody who hears them: a tree of elements beside the drawing.

Every drawn text belongs to one element of the tree, and everything else (rules,
grounds, repeated margins) is an artifact that a screen reader passes over. The
tree grows in reading order while the pages are drawn; ``tags_tree`` writes it
into the file, and ``tags_read`` reads it back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, Literal, Protocol, cast

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable

Tag = Literal[
    "Document", "H1", "H2", "H3", "P", "BlockQuote", "Table", "TR", "TH", "TD", "Figure"
]  # fmt: skip
Scope = Literal["", "Row", "Column"]

NEXT: Final = "next"
"""What a paragraph calls to go over to its next element in the middle of a line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked stretch of a page's content: page and number on that page, both from 0."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Element:
    """One element of the tree.

    Attributes:
        tag: Its structure type, as PDF names it.
        parent: What holds it; None until it is drawn inside something.
        meant: The text that it must say; empty for one that only holds others.
        alt: What a picture shows, in words.
        scope: Which cells a heading of a table is for.
        box: Where a picture stands: left, lower, right, upper, in points.
        top: Upper edge of where it begins on its page, in points.
        kids: Elements and marks, in reading order.
    """

    tag: Tag
    parent: Element | None = None
    meant: str = ""
    alt: str = ""
    scope: Scope = ""
    box: tuple[float, float, float, float] | None = None
    top: float = 0
    kids: list[Element | Mark] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.parent is not None:
            self.parent.kids.append(self)

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    @property
    def marks(self) -> list[Mark]:
        """The stretches of content that are this element's own."""
        return [kid for kid in self.kids if isinstance(kid, Mark)]


class _Coded(Protocol):
    """What a canvas and a text object write into; the library's stubs leave it out."""

    _code: list[str]


class _Drawing(Protocol):
    """What a canvas knows of the line it is drawing; the stubs leave it out, too."""

    _curr_tx_info: dict[str, PDFTextObject]

    def setNamedCB(self, name: str, cb: object) -> None:
        """Let paragraphs call *cb* by its name."""


class TagCanvas(Canvas):
    """A canvas on which every text is marked as an element's, or lies in an artifact."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tree = Element("Document")
        self._open = [self.tree]
        self._ahead: list[Element] = []
        self._aside: list[str] = []
        self._numbers: Counter[int] = Counter()
        cast(_Drawing, self).setNamedCB(NEXT, lambda *_: self._go_on())

    @contextmanager
    def within(self, elements: list[Element]) -> Iterator[None]:
        """Give what is drawn to the first of *elements*, until the text calls for the next.

        The list is shortened as it goes, so that a text which is parted over two
        pages carries on with the element that it had come to.
        """
        if self._aside:
            yield
            return
        self._place(elements[0])
        self._open.append(elements[0])
        before, self._ahead = self._ahead, elements
        yield
        self._ahead = before
        self._open.pop()

    @contextmanager
    def artifact(self, kind: str = "") -> Iterator[None]:
        """Draw what is no part of the text: a rule, a ground, a margin that is repeated."""
        if not self._aside:
            self._write(f"/Artifact <</Type /{kind}>> BDC" if kind else "/Artifact BMC")
        self._aside.append(kind)
        yield
        self._aside.pop()
        if not self._aside:
            self._write("EMC")

    @contextmanager
    def picture(self, alt: str, box: tuple[float, float, float, float]) -> Iterator[None]:
        """Draw a figure into *box*, which counts from the origin as it stands."""
        left, lower = self.absolutePosition(*box[:2])
        right, upper = self.absolutePosition(*box[2:])
        figure = Element("Figure", alt=alt, box=(left, lower, right, upper))
        self._place(figure)
        self._write(self._begin(figure))
        yield
        self._write("EMC")

    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> PDFTextObject:
        """Return a text object that already belongs to the open element."""
        made = super().beginText(x, y, direction)
        if not self._aside:
            cast(_Coded, made)._code.append(self._begin(self._open[-1]))
        return made

    def drawText(self, text: PDFTextObject) -> None:
        """Draw a text object; its mark ends inside it, as the format asks."""
        if not self._aside:
            cast(_Coded, text)._code.append("EMC")
        super().drawText(text)

    def _go_on(self) -> None:
        """Give the rest of a text to its next element."""
        if self._aside or len(self._ahead) < 2:
            return
        del self._ahead[0]
        self._open.pop()
        self._place(self._ahead[0])
        self._open.append(self._ahead[0])
        text = cast(_Drawing, self)._curr_tx_info["tx"]
        cast(_Coded, text)._code.extend(["EMC", self._begin(self._ahead[0])])

    def _place(self, element: Element) -> None:
        """Hang *element*, or the highest that holds it, under the open one."""
        top = element
        while top.parent is not None:
            top = top.parent
        if top is not self.tree:
            top.parent = self._open[-1]
            top.parent.kids.append(top)

    def _begin(self, element: Element) -> str:
        """Return the code that begins a new mark of *element* on this page."""
        page = self.getPageNumber() - 1
        mark = Mark(page, self._numbers[page])
        self._numbers[page] += 1
        element.kids.append(mark)
        return f"/{element.tag} <</MCID {mark.number}>> BDC"

    def _write(self, code: str) -> None:
        cast(_Coded, self)._code.append(code)


def canvas_of(shape: Flowable) -> TagCanvas:
    """Return the canvas that *shape* is drawn on.

    Raises:
        TypeError: one that leaves texts unmarked; a fault of the program.
    """
    canvas = shape.canv
    if not isinstance(canvas, TagCanvas):
        raise TypeError(f"{type(shape).__name__} is drawn on tagged pages only")
    return canvas

"""The document: page 1, the plan pages, and the margins of every page.

Margins repeat, so they are artifacts, but for what stands nowhere else: the head
of a document that has no page 1, and which version this is and whom it is for.
"""

from __future__ import annotations

import io
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from eolplan.handover.lettering import PLAIN, STRONG, register
from eolplan.handover.margins import NUMBER, SIDE, SIZE, TOP, WIDTH, Imprint
from eolplan.handover.tags import Element, Tag, TagCanvas
from eolplan.handover.typeset import Rule, text
from eolplan.words import say, tr

_MARGIN = "Pagination"


@dataclass(frozen=True, slots=True)
class Bound:
    """Drawn pages, and what they say to somebody who hears them.

    Attributes:
        pages: A PDF that has no tree, no dates and no title yet.
        tree: Its elements; their marks are in the pages.
    """

    pages: bytes
    tree: Element


class _Pages(TagCanvas):
    """Draws the margins; holds the pages back until their number is known."""

    imprint: Imprint
    front: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._held: list[dict[str, object]] = []

    def showPage(self) -> None:
        """Keep the page; it is written when all are there."""
        self._held.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]  # the library's way to begin anew

    def save(self) -> None:
        """Write every page with its number, then the file."""
        for number, page in enumerate(self._held, 1):
            self.__dict__.update(page)
            with self.artifact(_MARGIN):
                self._number(number, len(self._held))
            super().showPage()
        super().save()

    def head(self, *, runs_on: bool) -> None:
        """Draw the head of a page, which page 1 does not have.

        Args:
            runs_on: Words that were too long for a row stand on this page.
        """
        edge, first = self.imprint, self.getPageNumber() == 1
        if first and self.front:
            return
        self._rule(A4[1] - edge.head + 2.5 * mm)
        lower = A4[1] - 7 * mm
        with nullcontext() if first else self.artifact(_MARGIN):
            lower = self._hang(edge.who, lower, WIDTH, tag="H1")
            for words in filter(None, (edge.mark, edge.more if runs_on else "")):
                lower = self._hang(words, lower, WIDTH)

    def foot(self) -> None:
        """Draw the foot of a page, but for its number."""
        edge, room = self.imprint, WIDTH - NUMBER
        rule = edge.foot - 2.5 * mm
        self._rule(rule)
        with self.artifact(_MARGIN):
            lower = self._hang(edge.who, rule - 1 * mm, room)
        with nullcontext() if self.getPageNumber() == 1 else self.artifact(_MARGIN):
            self._hang(edge.paper, lower, room, strong=False)

    def _number(self, number: int, count: int) -> None:
        register()
        self.setFont(STRONG, SIZE)
        page = say("Page {number} of {count}", number=number, count=count)
        y = self.imprint.foot - 3.5 * mm - SIZE
        self.drawRightString(A4[0] - SIDE, y, page)

    def _rule(self, y: float) -> None:
        with self.artifact(_MARGIN):
            self.setLineWidth(0.7)
            self.line(SIDE, y, A4[0] - SIDE, y)

    def _hang(
        self, words: str, y: float, width: float, *, strong: bool = True, tag: Tag = "P"
    ) -> float:
        """Draw a margin line that hangs from *y*; return its lower edge."""
        shape = text(words, SIZE, strong=strong, tag=tag)
        height = shape.wrapOn(self, width, A4[1])[1]
        shape.drawOn(self, SIDE, y - height)
        return y - height


def bind(
    front: list[Flowable], plan: list[Flowable], more: list[Flowable], imprint: Imprint
) -> Bound:
    """Return the drawn document, the same bytes for the same input.

    Args:
        front: Page 1, which fills exactly one page; empty for a draft.
        plan: What flows over the pages behind it.
        more: Words that run on, below the plan and over further pages; may be empty.
        imprint: The margins.
    """
    register()
    out = io.BytesIO()
    document = BaseDocTemplate(
        out, pagesize=A4, title=tr("Advance care plan"), author="", subject="", creator="eolplan",
        lang="en-GB", invariant=1, initialFontName=PLAIN, pageCompression=0,
    )  # fmt: skip
    document.addPageTemplates(_templates("front" if front else "plan", imprint))
    story = [*front]
    for name, shapes in (("plan", plan), ("more", more)):
        if shapes:
            turn: list[Flowable] = [PageBreak()] if name == "plan" else [Rule(0, before=10)]
            story += [NextPageTemplate(name), *turn, *shapes] if story else shapes
    while isinstance(story[-1], Rule) and story[-1].is_space:
        story.pop()  # what no longer fits on the last page would make another one, and blank
    made: list[_Pages] = []

    def canvas(*args: Any, **kwargs: Any) -> _Pages:
        made.append(_Pages(*args, **kwargs))
        made[0].imprint, made[0].front = imprint, bool(front)
        return made[0]

    document.build(story, canvasmaker=canvas)
    return Bound(out.getvalue(), made[0].tree)


def _templates(first: str, edge: Imprint) -> list[PageTemplate]:
    """Return the page templates, the one to begin with at the head."""

    def head(canvas: Canvas, document: BaseDocTemplate) -> None:
        if isinstance(canvas, _Pages):
            canvas.head(runs_on=document.pageTemplate.id == "more")

    def foot(canvas: Canvas, _document: BaseDocTemplate) -> None:
        if isinstance(canvas, _Pages):
            canvas.foot()

    height = A4[1] - edge.head - edge.foot
    frames = {
        "front": Frame(SIDE, edge.foot, WIDTH, A4[1] - TOP - edge.foot + 1, 0, 0, 0, 0),
        "plan": Frame(SIDE, edge.foot, WIDTH, height, 0, 0, 0, 0),
        "more": Frame(SIDE, edge.foot, WIDTH, height, 0, 0, 0, 0),
    }
    templates = [
        PageTemplate(name, [frame], onPage=head, onPageEnd=foot) for name, frame in frames.items()
    ]
    return sorted(templates, key=lambda template: template.id != first)

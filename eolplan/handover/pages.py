"""The document: page 1, the plan pages, and the margins of every page."""

from __future__ import annotations

import io
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
from eolplan.handover.typeset import text
from eolplan.words import say, tr


class _Pages(Canvas):
    """Holds the pages back until their number is known, then draws the margins."""

    imprint: Imprint
    front: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.runs_on = False
        self._held: list[dict[str, object]] = []

    def showPage(self) -> None:  # noqa: N802  the library's name
        """Keep the page; it is written when all are there."""
        self._held.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]  # the library's way to begin anew

    def save(self) -> None:
        """Write every page with its margins, then the file."""
        for number, page in enumerate(self._held, 1):
            self.__dict__.update(page)
            self._margins(number, len(self._held))
            super().showPage()
        super().save()

    def _margins(self, number: int, count: int) -> None:
        """Draw the head (from page 2 on) and the foot of one page."""
        edge = self.imprint
        self.setLineWidth(0.7)
        if number > 1 or not self.front:
            rule = A4[1] - edge.head + 2.5 * mm
            self.line(SIDE, rule, A4[0] - SIDE, rule)
            lower = self._hang(edge.who, A4[1] - 7 * mm, WIDTH)
            for words in filter(None, (edge.mark, edge.more if self.runs_on else "")):
                lower = self._hang(words, lower, WIDTH)
        rule = edge.foot - 2.5 * mm
        self.line(SIDE, rule, A4[0] - SIDE, rule)
        lower = self._hang(edge.who, rule - 1 * mm, WIDTH - NUMBER)
        self._hang(edge.paper, lower, WIDTH - NUMBER, strong=False)
        register()
        self.setFont(STRONG, SIZE)
        page = say("Page {number} of {count}", number=number, count=count)
        self.drawRightString(A4[0] - SIDE, rule - 1 * mm - SIZE, page)

    def _hang(self, words: str, y: float, width: float, *, strong: bool = True) -> float:
        """Draw a margin line that hangs from *y*; return its lower edge."""
        shape = text(words, SIZE, strong=strong)
        height = shape.wrapOn(self, width, A4[1])[1]
        shape.drawOn(self, SIDE, y - height)
        return y - height


def bind(
    front: list[Flowable], plan: list[Flowable], more: list[Flowable], imprint: Imprint
) -> bytes:
    """Return the finished document, the same bytes for the same input.

    Args:
        front: Page 1, which fills exactly one page; empty for a draft.
        plan: What flows over the pages behind it.
        more: Words that run on over further pages; may be empty.
        imprint: The margins.
    """
    register()
    out = io.BytesIO()
    document = BaseDocTemplate(
        out, pagesize=A4, title=tr("Advance care plan"), author="", subject="", creator="eolplan",
        lang="en-GB", invariant=1, initialFontName=PLAIN, pageCompression=1,
    )  # fmt: skip
    document.addPageTemplates(_templates("front" if front else "plan", imprint))
    story = [*front]
    for name, shapes in (("plan", plan), ("more", more)):
        if shapes:
            turn: list[Flowable] = [NextPageTemplate(name), PageBreak()] if story else []
            story += [*turn, *shapes]

    def canvas(*args: Any, **kwargs: Any) -> _Pages:
        made = _Pages(*args, **kwargs)
        made.imprint, made.front = imprint, bool(front)
        return made

    document.build(story, canvasmaker=canvas)
    return out.getvalue()


def _templates(first: str, edge: Imprint) -> list[PageTemplate]:
    """Return the page templates, the one to begin with at the head."""

    def runs_on(canvas: Canvas, _document: BaseDocTemplate) -> None:
        if isinstance(canvas, _Pages):
            canvas.runs_on = True

    front = Frame(SIDE, edge.foot, WIDTH, A4[1] - TOP - edge.foot + 1, 0, 0, 0, 0)
    height = A4[1] - edge.head - edge.foot
    templates = [
        PageTemplate("front", [front]),
        PageTemplate("plan", [Frame(SIDE, edge.foot, WIDTH, height, 0, 0, 0, 0)]),
        PageTemplate("more", [Frame(SIDE, edge.foot, WIDTH, height, 0, 0, 0, 0)], onPage=runs_on),
    ]
    return sorted(templates, key=lambda template: template.id != first)

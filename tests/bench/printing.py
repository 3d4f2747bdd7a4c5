"""A copy as PDF, beside the same text set by bare ReportLab, Typst and WeasyPrint."""

from __future__ import annotations

import html
import io
from collections.abc import Iterator
from contextlib import closing

import pypdfium2
import typst
import weasyprint
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from eolplan.handover import export
from eolplan.resources import resource
from tests.bench.figures import Figure, in_turns, median, taken
from tests.handover.notebook import SIGNED, STAFF, gwen

FONT = "AtkinsonHyperlegibleNext_400Regular.ttf"


def figures(n: int) -> Iterator[Figure]:
    """Yield what the ambulance copy of a usual plan costs."""
    book = gwen()
    version = book.sign()

    def ours() -> bytes:
        made = export(
            book.log, book.guide, "ambulance", staff=STAFF, now=SIGNED, version=version, reason="",
            guides={},
        )  # fmt: skip
        return made.pdf

    lines = _lines(ours())
    mine, bare, theirs, web = in_turns(
        n,
        lambda: taken(ours),
        lambda: taken(lambda: _reportlab(lines)),
        lambda: taken(lambda: _typst(lines)),
        lambda: taken(lambda: _weasyprint(lines)),
    )
    took = median(mine)
    yield Figure("pdf-standard", took, median(bare), n, "bare ReportLab, the same text", "<= 2.5")
    yield Figure(
        "pdf-sealed-typst", took, median(theirs), n, "Typst, PDF/UA-1, the same text", "<= 1"
    )
    yield Figure(
        "pdf-weasyprint", took, median(web), n, "WeasyPrint, PDF/UA-1, the same text", "<= 0.25"
    )


def _lines(pdf: bytes) -> list[str]:
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return [line for text in pages for line in text.splitlines() if line.strip()]


def _reportlab(lines: list[str]) -> bytes:
    if "plain" not in pdfmetrics.getRegisteredFontNames():
        with resource("fonts").joinpath(FONT).open("rb") as file:
            pdfmetrics.registerFont(TTFont("plain", io.BytesIO(file.read())))
    style = ParagraphStyle("plain", fontName="plain", fontSize=12.5, leading=16)
    into = io.BytesIO()
    SimpleDocTemplate(into).build([Paragraph(html.escape(line), style) for line in lines])
    return into.getvalue()


def _typst(lines: list[str]) -> bytes:
    said = "\n\n".join(f'#"{line.translate(_TYPST)}"' for line in lines)
    source = (
        f'#set document(title: "Advance care plan")\n#set text(lang: "en", size: 12.5pt)\n{said}'
    )
    made = typst.compile(source.encode(), format="pdf", pdf_standards=["ua-1"])
    assert isinstance(made, bytes)
    return made


_TYPST = str.maketrans({"\\": "\\\\", '"': '\\"'})


def _weasyprint(lines: list[str]) -> bytes:
    said = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    page = f"<html lang=en><head><title>Advance care plan</title></head><body>{said}</body></html>"
    made = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    assert isinstance(made, bytes)
    return made

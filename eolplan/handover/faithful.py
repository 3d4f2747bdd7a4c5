"""Reads a finished document back and refuses it unless every word is there.

Other libraries than the one that drew the pages read them: once as an eye sees
them, once as a screen reader says them. The texts must come in the order in
which they were meant, so a word that is lost, cut, drawn twice, hidden under
another page's edge or told as part of something else is found.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pikepdf
import pypdfium2 as pdfium

from eolplan.errors import EolplanError
from eolplan.handover.lettering import drawable
from eolplan.handover.margins import TOP, Imprint
from eolplan.handover.tags import Element
from eolplan.handover.tags_read import Told, read_tree
from eolplan.words import say, tr

_SAME: Final = {
    **dict.fromkeys(map(ord, "\u00ad\u2010\ufffe\x02"), "-"),  # a hyphen at the end of a line
    **dict.fromkeys(map(ord, "“”"), ""),  # a quotation opens again in every paragraph
}


class ExportUnfaithful(EolplanError):
    """The finished pages do not say all that the record says. Nothing was made."""

    def __init__(self) -> None:
        super().__init__(
            tr("The PDF was not made, because its pages did not hold every word of the plan.")
        )


def as_read(texts: Iterable[str]) -> list[str]:
    """Return *texts* as they are looked for in a finished document."""
    return [squeezed(drawable(text)) for text in texts]


def check(pdf: bytes, texts: Iterable[str], edge: Imprint, *, front: bool) -> None:
    """Compare the finished pages with what they were made from.

    Args:
        pdf: The finished document.
        texts: Everything that must be on its pages, in order, ``as_read``.
        edge: What must stand in the margins of every page.
        front: The first page is page 1, with its own upper margin.

    Raises:
        ExportUnfaithful: something is not there.
    """
    pages = read_back(pdf, edge, front=front)
    _check_order("".join(page.body for page in pages), texts)
    for number, page in enumerate(pages, 1):
        of = say("Page {number} of {count}", number=number, count=len(pages))
        margin = squeezed(page.margins)
        if any(squeezed(drawable(text)) not in margin for text in (edge.who, edge.version, of)):
            raise ExportUnfaithful


def check_tree(pdf: bytes, tree: Element, texts: Iterable[str]) -> None:
    """Compare what a screen reader finds in the finished file with what it was to say.

    Args:
        pdf: The finished document.
        tree: What its pages were to say, element by element.
        texts: Everything that must be said, in order, ``as_read``.

    Raises:
        ExportUnfaithful: an element says another text, or none, or is another kind.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        try:
            told = read_tree(document)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            raise ExportUnfaithful from None  # a tree that does not fit its pages
    if not _says(told, tree):
        raise ExportUnfaithful
    _check_order("".join(element.text for element in told.walk()), texts)


def _says(told: Told, meant: Element) -> bool:
    """Say whether an element of the file is the one that was meant, with all below it."""
    kids = [kid for kid in meant.kids if isinstance(kid, Element)]
    return (
        (told.tag, told.alt, told.scope) == (meant.tag, meant.alt, meant.scope)
        and told.text.split() == meant.meant.split()
        and len(told.kids) == len(kids)
        and all(map(_says, told.kids, kids))
    )


def _check_order(body: str, texts: Iterable[str]) -> None:
    """Refuse *body* unless it holds all of *texts*, one behind the other."""
    whole, place = squeezed(body), 0
    for wanted in texts:
        found = whole.find(wanted, place)
        if found < 0:
            raise ExportUnfaithful
        place = found + len(wanted)


@dataclass(frozen=True, slots=True)
class PageText:
    """One page as another program reads it: its body, and what stands around it."""

    body: str
    margins: str


def read_back(pdf: bytes, edge: Imprint, *, front: bool) -> list[PageText]:
    """Return the text of every page.

    Args:
        pdf: A document of ours.
        edge: How wide the margins are.
        front: See ``check``.
    """
    document = pdfium.PdfDocument(pdf)
    try:
        return [
            _page(document[number], TOP if front and number == 0 else edge.head, edge.foot)
            for number in range(len(document))
        ]
    finally:
        document.close()


def _page(page: pdfium.PdfPage, head: float, foot: float) -> PageText:
    words = page.get_textpage()
    width, height = page.get_size()
    body = words.get_text_bounded(0, foot - 1, width, height - head + 1)
    above = words.get_text_bounded(0, height - head + 1, width, height)
    below = words.get_text_bounded(0, 0, width, foot - 1)
    words.close()
    page.close()
    return PageText(body, f"{above}\n{below}")


def squeezed(text: str) -> str:
    """Return *text* without what line ends and quotation marks add or take."""
    plain = unicodedata.normalize("NFC", text).translate(_SAME)
    return "".join(plain.split())

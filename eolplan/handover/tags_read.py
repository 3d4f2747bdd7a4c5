"""Reads a finished file as a screen reader does: the structure tree, and the text of its marks.

Nothing of what drew the pages is used: the text of a mark is what the codes in
the page's content mean by the embedded font's own table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import pikepdf

_PAIR: Final = re.compile(rb"<([0-9A-Fa-f]{2})>\s*<((?:[0-9A-Fa-f]{4})+)>")
_LETTERS: Final = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)

_MARK: Final = pikepdf.Name.MCR

_UNKNOWN: Final = dict.fromkeys(range(256), "\ufffd")
"""A code that the file gives no meaning."""

_Marks = Mapping[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class Told:
    """One element of the tree as it stands in the file.

    Attributes:
        tag: Its structure type.
        text: What its own marks say.
        alt: What a picture shows.
        scope: Which cells a heading of a table is for.
        kids: The elements in it, in reading order.
    """

    tag: str
    text: str
    alt: str = ""
    scope: str = ""
    kids: tuple[Told, ...] = field(default=())

    def walk(self) -> Iterator[Told]:
        """Yield this element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


def read_tree(document: pikepdf.Pdf) -> Told:
    """Return what *document* says, element by element.

    Raises:
        KeyError, AttributeError, ValueError: it has no tree, or one that does
            not fit its pages.
    """
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    marks: dict[tuple[int, int], str] = {}
    for number, page in enumerate(document.pages):
        marks.update({(number, mark): text for mark, text in _texts(page).items()})
    return _told(document.Root.StructTreeRoot.K, pages, marks)


def _told(element: pikepdf.Object, pages: Mapping[tuple[int, int], int], marks: _Marks) -> Told:
    text, kids = [], []
    for kid in element.get("/K", ()):
        if kid["/Type"] == _MARK:
            text.append(marks[pages[kid["/Pg"].objgen], int(kid["/MCID"])])
        else:
            kids.append(_told(kid, pages, marks))
    scope = ""
    if "/A" in element and "/Scope" in element["/A"]:  # asked so, for a miss is slow
        scope = str(element["/A"]["/Scope"])[1:]
    return Told(
        tag=str(element["/S"])[1:],
        text="".join(text),
        alt=str(element["/Alt"]) if "/Alt" in element else "",
        scope=scope,
        kids=tuple(kids),
    )


def _texts(page: pikepdf.Page) -> dict[int, str]:
    """Return the text of every mark of one page by its number."""
    fonts = {name: _meanings(font.ToUnicode.read_bytes())
             for name, font in page.Resources.Font.items()}  # fmt: skip
    found: defaultdict[int, list[str]] = defaultdict(list)
    opened: list[int | None] = []
    font: Mapping[int, str] = _UNKNOWN
    for each in pikepdf.parse_content_stream(page, "BDC BMC EMC Tf Tj"):
        operands = each.operands
        match str(each.operator):
            case "BMC":
                opened.append(None)
            case "BDC":
                opened.append(number := _number(operands[1]))
                if number is not None:
                    found[number].append("")  # it is there, even if it draws no letter
            case "EMC":
                opened.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tj" if opened and opened[-1] is not None:
                found[opened[-1]].append(bytes(operands[0]).decode("latin-1").translate(font))
    return {number: "".join(texts) for number, texts in found.items()}


def _number(properties: pikepdf.Object) -> int | None:
    """Return the number of a mark; an artifact has none."""
    number = properties.get("/MCID")
    return None if number is None else int(number)


@lru_cache(maxsize=8)  # the same in every page of a file
def _meanings(table: bytes) -> Mapping[int, str]:
    """Return what each code of a font means, as the file says it."""
    return _UNKNOWN | {
        int(code, 16): bytes.fromhex(meaning.decode()).decode("utf-16-be")
        for letters in _LETTERS.findall(table)
        for code, meaning in _PAIR.findall(letters)
    }

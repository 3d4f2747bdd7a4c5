"""The edges of every page: how wide they are, and what stands in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit

from eolplan.handover.lettering import PLAIN, STRONG, lettered, register
from eolplan.words import say

TOP: Final = 11 * mm
SIDE: Final = 12 * mm
WIDTH: Final = A4[0] - 2 * SIDE
SIZE: Final = 10
LINE: Final = 12.6
"""Height of one line in the margins, points."""

NUMBER: Final = 36 * mm
"""Room kept free in the foot for "Page 2 of 3"."""


@dataclass(frozen=True)
class Imprint:
    """What stands in the margins of every page, as final words.

    Attributes:
        name: The person, as staff list people.
        born: Date of birth in words.
        number: The number with its name, or that it is not known.
        version: Version and date, or that it is a draft.
        copy: Whom this copy is for.
        mark: What every page must say of the paper itself, such as that it is a draft.
        more: The heading of pages on which words run on; empty where none do.
    """

    name: str
    born: str
    number: str
    version: str
    copy: str
    mark: str = ""
    more: str = ""

    @property
    def who(self) -> str:
        """The person, for head and foot."""
        return say("{name}  Born {born}  {number}", name=self.name, born=self.born,
                   number=self.number)  # fmt: skip

    @property
    def paper(self) -> str:
        """Version and reader, for the foot."""
        return say("{version}.  {copy}.", version=self.version, copy=self.copy)

    @cached_property
    def head(self) -> float:
        """Upper margin from page 2 on, points; it grows with what it holds."""
        lines = sum(_lines(words, WIDTH) for words in (self.who, self.mark, self.more) if words)
        return 7 * mm + lines * LINE + 4.5 * mm

    @cached_property
    def foot(self) -> float:
        """Lower margin, points."""
        room = WIDTH - NUMBER
        lines = _lines(self.who, room) + _lines(self.paper, room, strong=False)
        return max(19 * mm, 3.5 * mm + lines * LINE + 5.5 * mm)


def _lines(words: str, width: float, *, strong: bool = True) -> int:
    register()
    font = STRONG if strong else PLAIN
    return len(simpleSplit(lettered(words), font, SIZE, width))

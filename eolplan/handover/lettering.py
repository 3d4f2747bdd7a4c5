"""The printed letters: the embedded font, and text made safe to draw.

Everything that is drawn passes through :func:`lettered`, which keeps the meaning
whole: it finds words for a sign that the font does not have. Nothing in a text is
ever read as notation, so ``<home>`` is printed as it was said.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from eolplan.handover.phrases import Words
from eolplan.resources import resource
from eolplan.words import say, tr

PLAIN: Final = "Atkinson"
STRONG: Final = "Atkinson-Bold"
_FACES: Final = {PLAIN: "400Regular", STRONG: "700Bold"}
_NO_CPR: Final = re.compile(r"\s+(?=no\s+cpr\b)", re.IGNORECASE)
_IN_A_NUMBER: Final = re.compile(r"(?<=\d) (?=\d{3})|(?<=\bno\.) (?=\d|\Z)| (?=no\. (?:\d|\Z))")
_NBSP: Final = "\u00a0"


class _Face(TTFont):
    """A font that measures texts in less time: whatever is drawn, it has."""

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:
        """Return the width of *text* at *size*, in points."""
        width: int = sum(map(self.face.charWidths.__getitem__, map(ord, text)))
        return 0.001 * size * width


@cache
def register() -> frozenset[int]:
    """Embed the font, once, and return the code points that it can draw."""
    for name, face in _FACES.items():
        file = resource(f"fonts/AtkinsonHyperlegibleNext_{face}.ttf")
        with file.open("rb") as font:
            pdfmetrics.registerFont(_Face(name, font))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=STRONG, italic=PLAIN, boldItalic=STRONG)
    return frozenset(pdfmetrics.getFont(PLAIN).face.charToGlyph)  # type: ignore[attr-defined]  # a TTFont has one


def drawable(text: str) -> str:
    """Return *text* with every sign the font lacks put into words, and nothing lost.

    A symbol becomes its name in brackets (``[red heart]``); a run of letters of
    another script becomes a remark that points to the attached data, which
    holds them exactly. Signs that print nothing are left out.
    """
    known = register()
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ")
    if known.issuperset(map(ord, text.replace("\n", ""))):
        return text
    return "".join(_runs(text, known))


def _runs(text: str, known: frozenset[int]) -> list[str]:
    out: list[str] = []
    foreign = spaces = 0
    for sign in [*text, ""]:
        if _is_foreign_letter(sign, known):
            foreign, spaces = foreign + 1, 0
        elif foreign and sign == " ":
            spaces += 1  # between two words of one remark, or behind it
        else:
            if foreign:
                out.append(_remark(foreign) + " " * spaces)
            foreign = spaces = 0
            out.append(_named(sign, known))
    return out


def _remark(letters: int) -> str:
    if letters == 1:
        return tr("[1 letter that this page cannot draw]")
    return say("[{n} letters that this page cannot draw]", n=letters)


def _is_foreign_letter(sign: str, known: frozenset[int]) -> bool:
    if not sign or ord(sign) in known or 0xFE00 <= ord(sign) <= 0xFE0F:  # how an emoji looks
        return False
    return unicodedata.category(sign)[0] in "LMN"


def _named(sign: str, known: frozenset[int]) -> str:
    """Return a sign that is no letter as it can be drawn."""
    if not sign or ord(sign) in known or sign == "\n":
        return sign
    category = unicodedata.category(sign)
    if category[0] == "Z":
        return " "
    if category[0] in "CM":
        return ""
    return f"[{unicodedata.name(sign, f'U+{ord(sign):04X}').lower()}]"


def bound(text: str) -> str:
    """Return *text* with "No CPR" tied to the word before it, and every number in one piece.

    By torch, a line that begins with "No CPR" reads as a recommendation. What kind of number
    it is ("NHS no.") stands on the line of the number, also of one in a weight of its own.
    """
    return _IN_A_NUMBER.sub(_NBSP, _NO_CPR.sub(_NBSP, text))


def lettered(text: str) -> str:
    """Return *text* as it is drawn: nothing that cannot be, nothing that breaks badly."""
    return bound(drawable(text))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text in one weight and size, points; a newline ends the line."""

    text: str
    font: str
    size: float


def weighted(words: Words, size: float, *, strong: bool = False) -> list[Stretch]:
    """Return *words* as they are set: the strong runs, or all of them, in bold.

    Words about CPR that could be misread alone stay in the ordinary weight.
    """
    made: list[Stretch] = []
    for run in words.runs:
        bold = (strong or run.strong) and "no cpr" not in run.text.casefold()
        font, text = STRONG if bold else PLAIN, lettered(run.text)
        if made and made[-1].font == font:
            made[-1] = Stretch(made[-1].text + text, font, size)
        else:
            made.append(Stretch(text, font, size))
    return made

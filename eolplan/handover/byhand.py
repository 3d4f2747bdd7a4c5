"""Page 1 to be written by hand, for a house without a printer.

The same words in the same order as on paper, one line after the other as on a
printed pad. Version and check letters go with it, so that whoever finds the
sheet can ask whether it is the newest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eolplan.handover.chart import ENDLESS
from eolplan.handover.copying import Copy
from eolplan.handover.made import all_the_same
from eolplan.handover.page1 import page1
from eolplan.handover.phrases import Words, phrasebook
from eolplan.handover.sheet import PageOne
from eolplan.words import long_date, moment


@dataclass(frozen=True, slots=True)
class Written:
    """One line to copy.

    Attributes:
        label: What stands before it on the pad; empty where the line goes on
            under the label above.
        words: What to write, plain text, whole.
        first: It belongs to what is read first: write it large, word for word.
        anew: It has its label in its words, and is not of what stands above.
    """

    label: str
    words: str
    first: bool = False
    anew: bool = False


def by_hand(copy: Copy) -> tuple[Written, ...]:
    """Return the lines of page 1 in the order in which they are written down.

    Nothing is shortened: there is no page 2 that could hold the rest.

    Args:
        copy: Made from a signed version.

    Raises:
        ValueError: *copy* is a draft, which has no page 1.
    """
    return tuple(_lines(copy, page1(copy, ENDLESS)))


def _lines(copy: Copy, page: PageOne) -> Iterator[Written]:
    book, names, version = phrasebook(), copy.names, copy.version
    yield Written(book.label("byhand.name", names).plain, page.name, first=True)
    who, where, *_ = page.identity
    yield Written("", who.plain)
    yield Written("", where.plain)
    for state in page.states:
        yield Written(book.label("byhand.state", names).plain, state.plain, first=True)
    for row in page.read_first:
        yield from _under(row.label, row.lines, first=True)
    for box in (*(box for pair in page.pairs for box in pair), page.happens, *page.ring):
        yield from _under(box.heading, box.lines)
    if page.matters:
        yield Written("", page.matters.plain, anew=True)
    if version and copy.signed_on:
        day = long_date(copy.signed_on)
        yield Written(
            book.label("byhand.version", names).plain,
            book.label("byhand.check", names, number=str(version.number), check=copy.check,
                       date=day, copied_by=copy.staff.name, moment=moment(copy.now)).plain,
            first=True,
        )  # fmt: skip
    why = [*all_the_same(copy)]
    yield from (Written("", words) for words in why[copy.needed == "reason" :])  # not the record
    yield Written("", page.foot.plain)


def _under(label: str, lines: tuple[Words, ...], *, first: bool = False) -> Iterator[Written]:
    """Yield lines under one label, which stands before the first of them."""
    for number, words in enumerate(lines):
        yield Written("" if number else label, words.plain, first, anew=not (label or number))

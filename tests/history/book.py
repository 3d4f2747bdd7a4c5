"""A plan with a past: two versions, a change of mind, and staff who write it down."""

from __future__ import annotations

import datetime as dt

from eolplan.guide import Guide
from eolplan.history import Wordings
from eolplan.record import Entry, Pen, Version
from tests.handover.notebook import CARYS, SIGNED, Notebook

WHY = "The care home is full of strangers."


class Book(Notebook):
    """A notebook that can put things right, and knows how things were asked."""

    def __init__(self, guide: Guide | None = None, texts: dict[str, str] | None = None) -> None:
        super().__init__(guide=guide)
        self.wordings = Wordings(self.guide, texts or {})

    def later(self, **time: float) -> Book:
        """Let time go on."""
        self.at += dt.timedelta(**time)
        return self

    def keep(self, written: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """Take in what a pen wrote."""
        self.log = self.log.plus(written)
        return written

    def outside(self, question: str) -> Pen:
        """Return a pen for what is put right outside a talk."""
        return self.pen(question, talk="")

    def head(self, question: str, instance: str = "") -> Entry:
        """Return the one entry that stands."""
        (entry,) = self.log.heads(question, instance)
        return entry


def first_plan() -> Book:
    """Gwen, her places and what matters to her, not signed off."""
    book = Book()
    book.person_named()
    book.later(minutes=1)
    book.talk()
    book.say("pod.first", "own_home").say("pod.second", "care_home_nursing")
    book.say("val.matters", None, "The dog on the bed.")
    return book


def changed_mind() -> tuple[Book, Version, Version]:
    """The first plan signed off, and signed off again after another second choice."""
    book = first_plan()
    first = book.sign()
    book.later(days=30)
    book.say("pod.second", "hospice").say("pod.why", None, WHY)
    return book, first, book.sign()


__all__ = ["CARYS", "SIGNED", "WHY", "Book", "changed_mind", "first_plan"]

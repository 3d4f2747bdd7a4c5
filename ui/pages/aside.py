"""A page opened beside another, to add what a list there lacks, and the way back to that one."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass, replace
from typing import Final, Self

from ui.pages.where import Where

_ASIDE: Final = "aside:"
_BRINGS: Final = "brings:"


@dataclass(frozen=True, slots=True)
class Aside:
    """Where a page was left for another one.

    Attributes:
        question: What the page asks.
        instance: The member that was open there, or the view.
        note: ``Where.note`` of the page.
        wants: The question there for which somebody or something is to be added; may be empty.
        new: Instance of who or what was added since; empty: nobody yet.
    """

    question: str
    instance: str = ""
    note: str = ""
    wants: str = ""
    new: str = ""

    @classmethod
    def of(cls, where: Where, wants: str = "") -> Self:
        """Return how *where* is come back to."""
        return cls(where.question, where.instance, where.note, wants)

    @classmethod
    def read(cls, note: str) -> Self | None:
        """Return what ``words`` wrote into a ``Where.note``, None when it is another note."""
        return cls(*json.loads(note.removeprefix(_ASIDE))) if note.startswith(_ASIDE) else None

    def words(self) -> str:
        """Return it as the ``Where.note`` of the page beside."""
        return _ASIDE + json.dumps(astuple(self))

    def back(self, there: Where) -> Where:
        """Return the place of the page that was left, with who was added there.

        Args:
            there: That page, as it is opened from anywhere.
        """
        if there.page != "question":
            return there
        note = _BRINGS + json.dumps([self.new, self.note]) if self.new else self.note
        return replace(
            there, question=self.wants or there.question, instance=self.instance, note=note
        )


def added(note: str) -> str:
    """Return who or what was added on a page beside another since it was opened, else nothing."""
    left = Aside.read(note)
    return left.new if left is not None else ""


def with_new(note: str, new: str) -> str:
    """Return the ``Where.note`` of a page beside another once *new* was added on it."""
    left = Aside.read(note)
    return replace(left, new=new).words() if left is not None and left.wants and new else note


def brought(where: Where) -> tuple[Where, str]:
    """Return *where* with the note it had before, and who comes with it to be chosen there."""
    if not where.note.startswith(_BRINGS):
        return where, ""
    new, note = json.loads(where.note.removeprefix(_BRINGS))
    return replace(where, note=note), new

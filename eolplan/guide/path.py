"""Ready-made paths: a few pages of the guide, in an order of their own, for little time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a path.

    Attributes:
        they: What the step is about, with placeholders.
        say: What staff might say, with placeholders.
        note: What staff need to know, with placeholders; may be empty.
        pages: Ids of the pages it goes through. Without any it is a page of its own.
        choose: Ids of pages, of which one is chosen.
        page_1: What page 1 says now is shown on it.
        ring_back: To ring back today is offered on it.
        review: What stands is gone through on it, topic by topic.
        copies_out: Who is written down as having a copy is shown on it.
    """

    they: str
    say: tuple[str, ...] = ()
    note: str = ""
    pages: tuple[str, ...] = ()
    choose: tuple[str, ...] = ()
    page_1: bool = False
    ring_back: bool = False
    review: bool = False
    copies_out: bool = False


@dataclass(frozen=True, slots=True)
class GuidePath:
    """A path through some pages of the guide.

    Attributes:
        id: What a talk remembers it by.
        title: Its name and how long it is.
        about: One sentence on when it is right.
        minutes: About how long it takes.
        steps: In order.
        alone: Everything beside the path is out of sight while it is followed.
        by_phone: It is a call: who is speaking is asked, and the talk is noted as one by phone.
    """

    id: str
    title: str
    about: str
    minutes: int
    steps: tuple[PathStep, ...]
    alone: bool = False
    by_phone: bool = False

    @property
    def reviews(self) -> bool:
        """Whether it goes through what stands; there is nothing to go through in a first talk."""
        return any(step.review for step in self.steps)

    def step_of(self, page_id: str) -> int:
        """Return the number of the step that goes through a page, from 1; 0: none does."""
        return next((n for n, page in self._pages() if page == page_id), 0)

    def _pages(self) -> Iterator[tuple[int, str]]:
        for number, step in enumerate(self.steps, start=1):
            for page in step.pages:
                yield number, page

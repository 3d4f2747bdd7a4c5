"""Which ready-made path a talk follows, as this laptop remembers it with the place.

A section's id holds no stroke, so that a place on a path can be told from one
on the walk through all topics: ``first_visit/3``.
"""

from __future__ import annotations

from dataclasses import dataclass

from eolplan.guide import Guide, GuidePath, PathStep
from eolplan.vault import Place
from eolplan.vault.rows import PATH_STROKE


@dataclass(frozen=True, slots=True)
class Followed:
    """A path, and how far it has been followed.

    Attributes:
        path: The path.
        step: Number of the step that was open last, from 1; 0: it has not begun.
    """

    path: GuidePath
    step: int = 0

    @property
    def at(self) -> PathStep | None:
        """The step that was open last; None where the path has not begun."""
        return self.path.steps[self.step - 1] if self.step else None

    def kept(self) -> str:
        """Return what ``followed`` reads, for ``Place.section``."""
        return f"{self.path.id}{PATH_STROKE}{self.step}"


def followed(guide: Guide, place: Place | None) -> Followed | None:
    """Return the path that a place is on; None where all topics are gone through.

    A path that this guide no longer has, or that has become shorter, is none.
    """
    name, stroke, step = (place.section if place is not None else "").partition(PATH_STROKE)
    path = guide.paths.get(name)
    if not stroke or path is None or int(step) > len(path.steps):
        return None
    return Followed(path, int(step))


def stopped_on(guide: Guide, place: Place | None) -> Followed | None:
    """Return the path on which a talk stopped; None where it stopped on a page beside it, too."""
    on = followed(guide, place)
    if on is None or place is None or place.question not in guide:
        return on
    named = {page for step in on.path.steps for page in (*step.pages, *step.choose)}
    return on if place.question in named else None

"""The pages that Back goes through, and the spot to which a page opened from another returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ui.pages.page import Page
from ui.pages.where import Where

_LONGEST: Final = 30


def left(
    before: Page | None, trail: Sequence[Where], there: Where
) -> tuple[Where, tuple[Where, ...]]:
    """Return *there* with the spot on it, and the pages that Back goes through from then on.

    A form that was filled in is not come back to. What was opened from another page, and
    leads back to it, leaves no step: the eyes and hands are where they were before.

    Args:
        before: The page that is left; None: nothing to come back to.
        trail: The pages before it.
        there: Where the user goes.
    """
    kept = tuple(trail[-_LONGEST:])
    if before is None:
        return there, kept
    if before.finished or before.leads_back:
        for n in reversed(range(len(kept))):
            if _is_same(kept[n], there):
                return kept[n], kept[:n]
            if kept[n].note != before.where.note:
                break  # no page of the same errand
    back = before.way_back()
    return there, kept if before.finished or back == there else (*kept, back)


def _is_same(spot: Where, there: Where) -> bool:
    """Say whether *there* is the page of *spot*, wherever on it, in whichever talk."""
    bare = Where(there.page, person=there.person, question=there.question, instance=there.instance)
    known = replace(spot, conversation="", topic="", note="", scroll=0, focus="", cursor=0)
    return known == bare and there.note in ("", spot.note) and not there.focus

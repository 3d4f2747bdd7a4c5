"""Which guide there is to work with in a store."""

from __future__ import annotations

from pathlib import Path

from eolplan.guide import Guide, GuideProblem, shipped
from eolplan.words import tr


def guide_of(folder: Path) -> Guide:
    """Return the shipped guide with the hospice's own sections in *folder*'s ``guides``.

    Raises:
        GuideProblem: a file there cannot be used; it lists every fault.
    """
    own = folder / "guides"
    return shipped(own if own.is_dir() else None)


def guide_for(folder: Path) -> tuple[Guide, str]:
    """Return the guide to work with, and what to say when a hospice's own file cannot be used.

    A slip in one file must not keep anybody from a plan: the shipped guide is
    used then, and answers to the hospice's own questions stay in the record.
    """
    try:
        return guide_of(folder), ""
    except GuideProblem:
        return shipped(), tr(
            "Your service's own topics are left out: a file in the guides folder has a slip."
            " The command check-guide says where."
        )

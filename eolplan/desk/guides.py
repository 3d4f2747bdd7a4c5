"""Which guide there is to work with in a store, and in which words it was asked before."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from eolplan.guide import Guide, GuideProblem, shipped
from eolplan.guide.source import Source
from eolplan.words import tr

if TYPE_CHECKING:
    from eolplan.record import Log
    from eolplan.vault import Store


def guide_of(folder: Path, written: Iterable[Source] = ()) -> Guide:
    """Return the shipped guide with the hospice's own sections in *folder*'s ``guides``.

    Args:
        folder: Of the store.
        written: Sections that the team wrote, which lie in the store itself.

    Raises:
        GuideProblem: a file there, or one of *written*, cannot be used; it lists every fault.
    """
    own = folder / "guides"
    return shipped(own if own.is_dir() else None, written)


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


def texts_of(store: Store, log: Log) -> dict[str, str]:
    """Return the words in which the answers of *log* were asked, as far as they are kept here.

    Returns:
        Texts by the digests that entries name.
    """
    texts = dict[str, str]()
    for digest in {entry.guide for entry in log.entries.values() if entry.guide}:
        try:
            texts[digest] = store.guide_text(digest)
        except KeyError:  # it came with an entry whose words stayed elsewhere
            continue
    return texts

"""What a check page keeps in its place, so that a lock does not forget what was chosen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from eolplan.desk import Desk
from ui.pages.onward import FOR_PAGE_1
from ui.pages.where import Where

_LATER: Final = "without:"
"""``Where.note``: topics that are signed off later."""
_SEEN: Final = "|seen:"
"""Then the students whose entries the signer says to have gone through."""


def noted(without: Collection[str], seen: Collection[str]) -> str:
    """Return topics and students as ``kept`` reads them."""
    later = _LATER + ",".join(sorted(without))
    return later + (_SEEN + ",".join(sorted(seen)) if seen else "")


def kept(note: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the topics and the students that ``noted`` wrote down."""
    later, _, seen = note.removeprefix(FOR_PAGE_1).partition(_SEEN)
    if not later.startswith(_LATER):
        return frozenset(), frozenset()
    topics = filter(None, later.removeprefix(_LATER).split(","))
    return frozenset(topics), frozenset(filter(None, seen.split(",")))


def of_the_talk(desk: Desk, where: Where) -> Where:
    """Return *where* in the talk that is to be checked, when it names none and none stopped here.

    That is the one in which the newest change was made that is not signed off.
    """
    if where.conversation or desk.carry_on(where.person) is not None:
        return where
    made = [entry for entry in desk.log(where.person).unsigned() if entry.conversation]
    newest = max(made, key=lambda entry: entry.recorded_at, default=None)
    return replace(where, conversation=newest.conversation if newest is not None else "")

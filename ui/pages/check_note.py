"""What a check page keeps in its place, so that a lock does not forget who was gone through."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from eolplan.desk import Desk
from ui.pages.onward import FOR_PAGE_1
from ui.pages.where import Where

_SEEN: Final = "seen:"
"""``Where.note``: the students whose entries the signer says to have gone through."""


def noted(seen: Collection[str]) -> str:
    """Return students as ``kept`` reads them."""
    return _SEEN + ",".join(sorted(seen)) if seen else ""


def kept(note: str) -> frozenset[str]:
    """Return the students that ``noted`` wrote down."""
    found = note.removeprefix(FOR_PAGE_1)
    if not found.startswith(_SEEN):
        return frozenset()
    return frozenset(filter(None, found.removeprefix(_SEEN).split(",")))


def of_the_talk(desk: Desk, where: Where) -> Where:
    """Return *where* in the talk that is to be checked, when it names none and none stopped here.

    That is the one in which the newest change was made that is not signed off.
    """
    stopped = None if where.conversation else desk.carry_on(where.person)
    if where.conversation or (stopped is not None and not stopped.earlier):
        return where
    if stopped is not None:  # only looked at: what it goes on from is checked as it was
        said = any(e.conversation == stopped.id for e in stopped.log.entries.values())
        return where if said else replace(where, conversation=stopped.earlier[0])
    made = [entry for entry in desk.log(where.person).unsigned() if entry.conversation]
    newest = max(made, key=lambda entry: entry.recorded_at, default=None)
    return replace(where, conversation=newest.conversation if newest is not None else "")

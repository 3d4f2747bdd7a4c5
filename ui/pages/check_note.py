"""What a check page keeps in its place, so that a lock does not forget who was gone through."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from eolplan.conversation import is_held
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
    """Return *where* in the talk that is to be checked: the one it names, or that stopped here.

    Of those of which one goes on from the other after a long pause that is the newest in which the
    person said something, or which was opened for it: where staff only put something right, what
    it goes on from is checked as it was. Without any it is the one in which the newest change was
    made that is not signed off.
    """
    named, talk = where.conversation, desk.carry_on(where.person)
    if named and (talk is None or named not in talk.earlier):
        talk = desk.conversation(where.person, named)
    if talk is not None:
        chain = (talk.id, *talk.earlier)
        held = next((one for one in chain if is_held(talk, one)), named or talk.id)
        return where if held == (named or talk.id) else replace(where, conversation=held)
    made = [entry for entry in desk.log(where.person).unsigned() if entry.conversation]
    newest = max(made, key=lambda entry: entry.recorded_at, default=None)
    return replace(where, conversation=newest.conversation if newest is not None else "")

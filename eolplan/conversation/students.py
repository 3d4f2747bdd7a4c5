"""What students recorded: a clinician goes through it before it is signed off with the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from eolplan.conversation.door import Conversation
from eolplan.identity import STUDENT
from eolplan.record import Entry
from eolplan.vault import Store

UNTIL = "students.until"
"""A setting inside the vault: by id, until when somebody was a student, who is one no longer."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one student recorded that no version covers yet.

    Attributes:
        staff: Id of the student.
        name: As it was when they recorded the newest of it.
        entries: In the order in which they came.
    """

    staff: str
    name: str
    entries: tuple[Entry, ...]


def by_students(talk: Conversation) -> tuple[Recorded, ...]:
    """Return what students recorded that is not signed off yet, by name.

    What was replaced in the meantime by somebody else needs nobody's eyes: the version
    covers what stands.
    """
    until = _until(talk.session.store)
    fresh = sorted(
        (e for e in talk.log.unsigned() if _is_theirs(e, until)), key=lambda e: e.author.id
    )
    found = []
    for staff, entries in groupby(fresh, key=lambda e: e.author.id):
        theirs = tuple(sorted(entries, key=lambda e: e.recorded_at))
        found.append(Recorded(staff, theirs[-1].author.name, theirs))
    return tuple(sorted(found, key=lambda r: (r.name.casefold(), r.staff)))


def to_go_through(talk: Conversation, seen: Iterable[str] = ()) -> tuple[Recorded, ...]:
    """Return what the signer has not said to have gone through, but for the ids in *seen*."""
    done = set(seen)
    return tuple(r for r in by_students(talk) if r.staff not in done)


def _is_theirs(entry: Entry, until: dict[str, str]) -> bool:
    when = until.get(entry.author.id)
    return when is not None and entry.recorded_at <= when


def _until(store: Store) -> dict[str, str]:
    """Return, by id, until when each member of staff was, or is, a student."""
    kept = store.setting(UNTIL)
    before = {k: str(v) for k, v in kept.items()} if isinstance(kept, dict) else {}
    return before | {staff.id: "9999" for staff in store.users() if staff.may == STUDENT}

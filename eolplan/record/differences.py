"""What has changed between two states of one log."""

from __future__ import annotations

from dataclasses import dataclass

from eolplan.record.log import Log
from eolplan.record.reading import Reading


@dataclass(frozen=True, slots=True)
class Change:
    """One question that reads otherwise than before.

    Attributes:
        question, instance: Which.
        was, now: Its reading then and now.
    """

    question: str
    instance: str
    was: Reading
    now: Reading


def changes(before: Log, after: Log) -> tuple[Change, ...]:
    """Return what entries of *after* have changed, in the order of their keys.

    Absence is no change: a state read from a partial copy knows less, and
    nothing was taken back by that.
    """
    found = (
        Change(*key, before.reading(*key), after.reading(*key))
        for key in sorted(before.questions() | after.questions())
        if _has_moved(before, after, key)
    )
    return tuple(change for change in found if not _reads_the_same(change))


def _has_moved(before: Log, after: Log, key: tuple[str, str]) -> bool:
    new = any(head.digest not in before.entries for head in after.heads(*key))
    return new or any(head.digest in after.graph.superseded for head in before.heads(*key))


def _reads_the_same(change: Change) -> bool:
    was, now = change.was, change.now
    return was.state == now.state and {h.same_as for h in was.heads} == {
        h.same_as for h in now.heads
    }

"""Steps back: what an entry stands for, what it replaced, what the next one may replace."""

from __future__ import annotations

from collections.abc import Iterable

from eolplan.record.answer import Standing
from eolplan.record.codes import PUT_BACK, THEN
from eolplan.record.entry import Entry
from eolplan.record.log import Log
from eolplan.record.refusals import HistoryElsewhere, NoLongerCurrent, NothingToUndo


def stands_for(log: Log, entry: Entry) -> Entry:
    """Return the entry that an undo or a correction puts back; any other stands for itself.

    A settlement repeats words too, but what came before it is the conflict.

    Raises:
        HistoryElsewhere: that one is not held.
    """
    while entry.reason in PUT_BACK and entry.repeats:
        source = log.entries.get(entry.repeats)
        if source is None:
            raise HistoryElsewhere
        entry = source
    return entry


def stood_before(log: Log, entry: Entry) -> tuple[Entry, ...]:
    """Return what *entry* replaced, which undoing it puts back; empty: nothing was said.

    Raises:
        NoLongerCurrent, NothingToUndo, HistoryElsewhere: see ``Pen.undo``.
    """
    if entry not in log.heads(*entry.key):
        raise NoLongerCurrent
    base = stands_for(log, entry)
    if base.answer.standing is Standing.NOT_ASKED and base.reason in PUT_BACK:
        raise NothingToUndo
    before = _held(log, base.supersedes)
    if base.reason == THEN:  # over the older words it was recorded with: go back past those
        before = _held(log, (digest for older in before for digest in older.supersedes))
    return before


def _held(log: Log, digests: Iterable[str]) -> tuple[Entry, ...]:
    """Return the entries of *digests*.

    Raises:
        HistoryElsewhere: one of them is not held.
    """
    found = {digest: log.entries.get(digest) for digest in digests}
    held = tuple(entry for entry in found.values() if entry is not None)
    if len(held) < len(found):
        raise HistoryElsewhere
    return held


def checked(
    log: Log, seen: Iterable[str], question: str, instance: str, *, removes: bool = False
) -> tuple[str, ...]:
    """Return *seen* if an entry on this question and instance can replace all of it.

    Args:
        log: The record.
        seen: Digests of heads that a page showed.
        question, instance: What the new entry is about.
        removes: It takes off the whole instance, and so every question of it.

    Raises:
        ValueError: it cannot.
    """
    over = tuple(seen)
    for digest in over:
        entry = log.entries.get(digest)
        if entry is None and digest not in log.husks:
            raise ValueError("what the page showed is not in the record")
        if entry is not None and not (
            entry.instance == instance
            and (removes or entry.question == question or is_removal(entry))
        ):
            raise ValueError("what the page showed is about something else")
    return over


def is_removal(entry: Entry) -> bool:
    """Say whether *entry* takes off a whole instance."""
    return entry.answer.standing is Standing.REMOVED

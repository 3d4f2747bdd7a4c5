"""Steps back: what an entry stands for, what it replaced, what the next one may replace."""

from __future__ import annotations

from collections.abc import Iterable

from eolplan.record.answer import Standing
from eolplan.record.codes import ABOUT_ANOTHER, ERROR, PUT_BACK, SAME_AS, THEN
from eolplan.record.entry import Entry
from eolplan.record.graph import closure
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
    return _past_others(log, _before(log, base))


def is_about_another(log: Log, entry: Entry) -> bool:
    """Say whether *entry* was taken out of this plan because it is about somebody else.

    Its words stay in the history here, and go into no copy; nor does whatever gives them
    again, such as an undo that arrives later. What was brought in from the plan of another
    id is this person's own.
    """
    found: Entry | None = entry
    while found is not None and found.person == entry.person:
        if is_marked_another(log, found):
            return True
        found = log.entries.get(found.repeats)
    return False


def is_marked_another(log: Log, entry: Entry) -> bool:
    """Say whether *entry* itself has the mark of what is about somebody else."""
    return any(
        mark.question == ERROR and mark.answer.value == ABOUT_ANOTHER
        for mark in log.annotations(entry.digest)
    )


def said_again(log: Log, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return *entries* and whatever gives their words again, in the order of the record."""
    again: dict[str, list[str]] = {}
    for entry in log.entries.values():
        if entry.repeats:
            again.setdefault(entry.repeats, []).append(entry.digest)
    found = closure((e.digest for e in entries), lambda digest: again.get(digest, ()))
    return tuple(entry for digest, entry in log.entries.items() if digest in found)


def _before(log: Log, base: Entry) -> tuple[Entry, ...]:
    before = _held(log, base.supersedes)
    if base.reason == THEN:  # over the older words it was recorded with: go back past those
        before = _held(log, (digest for older in before for digest in older.supersedes))
    return before


def _past_others(log: Log, found: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return *found* with what stood before it in the place of what is about somebody else."""
    good: dict[str, Entry] = {}
    ahead = list(found)
    while ahead:
        entry = ahead.pop(0)
        base = stands_for(log, entry)
        if is_about_another(log, base):
            ahead += _before(log, base)
        else:
            good[entry.digest] = entry
    return tuple(good.values())


def _held(log: Log, digests: Iterable[str]) -> tuple[Entry, ...]:
    """Return the entries of *digests*.

    Those of somebody from whom these persons were parted lie in another plan, and are
    left out; nothing here knows of them, not even by their links.

    Raises:
        HistoryElsewhere: one of them is not held.
    """
    found = {digest: log.entries.get(digest) for digest in digests}
    absent = [digest for digest, entry in found.items() if entry is None]
    if absent and not (_was_one_with_others(log) and log.husks.keys().isdisjoint(absent)):
        raise HistoryElsewhere
    return tuple(entry for entry in found.values() if entry is not None)


def _was_one_with_others(log: Log) -> bool:
    return any(question == SAME_AS for question, _ in log.by_key)


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

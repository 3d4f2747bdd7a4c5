"""What can be undone, worked out from the log alone: no stack to lose.

An act is what one tap recorded: all entries of one transaction, which share
one ``recorded_at``. Undoing is itself an act, so the log alone tells which
acts still stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from eolplan.record import Entry, Log
from eolplan.record.codes import ANNOTATIONS, PUT_BACK, UNDO

Act = tuple[Entry, ...]


def acts(log: Log, conversation: str, author: str) -> Iterator[Act]:
    """Yield what *author* recorded in *conversation*, oldest first, one act at a time."""
    mine = (
        e
        for e in log.entries.values()
        if e.conversation == conversation
        and e.author.id == author
        and e.question not in ANNOTATIONS
    )
    for _, act in groupby(mine, key=lambda e: e.recorded_at):
        yield tuple(act)


def standing_act(log: Log, conversation: str, author: str) -> Act:
    """Return the newest act that has not been undone; empty when there is none."""
    stack: list[Act] = []
    for act in acts(log, conversation, author):
        if act[0].reason != UNDO:
            stack.append(act)
        elif stack:
            stack.pop()
    return stack[-1] if stack else ()


def stands_for(log: Log, entry: Entry) -> Entry:
    """Return the entry whose content *entry* put back, or *entry* itself."""
    while entry.reason in PUT_BACK and entry.repeats in log.entries:
        entry = log.entries[entry.repeats]
    return entry

"""Marks on entries: what still waits for a confirmation, what was entered in error."""

from __future__ import annotations

from collections.abc import Collection

from eolplan.record.codes import CONFIRMED, ERROR
from eolplan.record.entry import Entry
from eolplan.record.log import Log
from eolplan.record.refusals import HistoryElsewhere
from eolplan.record.steps import stands_for


def to_confirm(log: Log, safety_questions: Collection[str]) -> tuple[Entry, ...]:
    """Return the heads of safety questions that came by a copy and wait for this team.

    Putting such an answer back by undo does not confirm it.
    """
    asked = ((key, heads) for key, heads in log.by_key.items() if key[0] in safety_questions)
    return tuple(
        head for _, heads in sorted(asked) for head in heads if awaits_confirmation(log, head)
    )


def awaits_confirmation(log: Log, entry: Entry) -> bool:
    """Say whether *entry*, or what it puts back, came by a copy and waits for this team."""
    return _is_received(log, entry) and not _is_confirmed(log, entry)


def in_error(log: Log, entry: Entry) -> bool:
    """Say whether *entry* is marked as entered in error."""
    return any(mark.question == ERROR for mark in log.annotations(entry.digest))


def _is_received(log: Log, head: Entry) -> bool:
    return head.digest in log.received or _origin(log, head).digest in log.received


def _is_confirmed(log: Log, head: Entry) -> bool:
    marks = (*log.annotations(head.digest), *log.annotations(_origin(log, head).digest))
    return any(m.question == CONFIRMED and m.digest not in log.received for m in marks)


def _origin(log: Log, head: Entry) -> Entry:
    try:
        return stands_for(log, head)
    except HistoryElsewhere:
        return head

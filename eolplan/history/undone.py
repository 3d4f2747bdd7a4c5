"""What was undone in the talk in which it was written: it never stood as the person's word."""

from __future__ import annotations

from eolplan.record import Entry, Log
from eolplan.record.codes import PUT_BACK, UNDO


def undone_by(log: Log, entry: Entry) -> str:
    """Return who undid an entry, by name: an undo replaced it, or what had put it back."""
    for undo in log.history(*entry.key):
        over = (log.entries.get(one) for one in undo.supersedes if undo.reason == UNDO)
        if any(_source(log, one) is entry for one in over):
            return undo.author.name
    return ""


def _source(log: Log, entry: Entry | None) -> Entry | None:
    """Return the entry whose words *entry* put back, else itself; None: it is not held."""
    while entry is not None and entry.reason in PUT_BACK and entry.repeats:
        entry = log.entries.get(entry.repeats)
    return entry

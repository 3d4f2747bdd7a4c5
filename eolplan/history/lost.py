"""What is told of sign-offs that are damaged: on the plan, before the next one, in the history."""

from __future__ import annotations

from eolplan.record import Log, Unread, newest_is_unread
from eolplan.words import say, tr


def lost_words(log: Log) -> str:
    """Return what a reader of a plan is told of versions that cannot be read; empty: nothing."""
    if not log.unread:
        return ""
    if newest_is_unread(log):
        return tr(
            "The newest version could not be read, so no copies are made. What was written down"
            " is all here. Check the plan and sign it off again."
        )
    first, *more = log.unread
    return tr("Some versions could not be read. The others are fine.") if more else one_lost(first)


def one_lost(one: Unread) -> str:
    """Return what is told of one damaged version in the history."""
    if not one.number:
        return tr("A version could not be read. The others are fine.")
    return say("Version {number} could not be read. The others are fine.", number=one.number)

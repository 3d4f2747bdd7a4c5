"""Who may say how a plan stands: to take reliance away is for all who record, the rest is not.

Whoever puts a plan on hold makes nobody's paper say more than it did. To bring it back
into use, or to say that it has ended, is for those who sign plans off. So is whatever takes
the place of an end, that a second signature is given or needed no longer, and the day of a move
that somebody else made: page 1 says less from that moment, or something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from eolplan.identity import Act
from eolplan.record import Entry, Log, Standing
from eolplan.record.codes import UNDO
from eolplan.status import (
    ON_HOLD,
    PLAN_STATUS,
    SECOND,
    Status,
    rewrites_a_move,
    touches_an_end,
)
from eolplan.status import SECOND_ON as GIVEN

MOVES: Final[Mapping[Status, Act]] = {
    status: Act.RECORD if status in ON_HOLD else Act.SIGN
    for status in Status
    if status not in (Status.DRAFT, Status.AMENDED, Status.SUPERSEDED)
}
"""What a plan can be moved to, and what whoever moves it must be able to do.

``FINAL`` stands for: back in use.
"""


def act_for(entry: Entry, log: Log, earlier: Iterable[Entry] = ()) -> Act:
    """Return what whoever records *entry* must be able to do.

    To take one's own step back is no more than the step was.

    Args:
        entry: What is to be recorded.
        log: The record before the act.
        earlier: What the same act records before *entry*.
    """
    if entry.reason == UNDO:
        return Act.RECORD
    if entry.question in (SECOND, GIVEN) and _takes_off(entry, log.plus(earlier)):
        return Act.SIGN
    held = {str(status) for status in ON_HOLD}
    if entry.question == PLAN_STATUS and str(entry.answer.value) not in held:
        return Act.SIGN
    before = tuple(earlier)
    now = log.plus(before)
    theirs = touches_an_end(now, entry) or rewrites_a_move(now, entry, before)
    return Act.SIGN if theirs else Act.RECORD


def _takes_off(entry: Entry, log: Log) -> bool:
    """Say whether page 1 would name one signature less that is awaited, or another one as given."""
    is_answer = entry.answer.standing is Standing.ANSWERED
    if entry.question == GIVEN or not is_answer:
        return is_answer is (entry.question == GIVEN)
    return log.reading(GIVEN).standing is Standing.ANSWERED

"""What a stranger at the door would be told, as the record stands now: for the eyes of staff.

The words are those of page 1, so that nobody reads one thing on the screen and
hands over another.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from eolplan.guide import Guide
from eolplan.handover.audience import audience
from eolplan.handover.copying import Copy
from eolplan.handover.page1 import read_first
from eolplan.handover.phrases import phrasebook
from eolplan.identity import Staff
from eolplan.record import Log

_ROWS: Final = ("heart", "worse", "place", "call")


@dataclass(frozen=True, slots=True)
class Seen:
    """One row of "Read first".

    Attributes:
        id: ``heart``, ``worse``, ``place``, ``call``; empty for any other.
        label: What it is about.
        lines: What it says.
    """

    id: str
    label: str
    lines: tuple[str, ...]


def glance(log: Log, guide: Guide, *, staff: Staff, now: dt.datetime) -> tuple[Seen, ...]:
    """Return the rows of "Read first" over everything recorded, signed off or not.

    Args:
        log: The whole record of one person.
        guide: What may be asked.
        staff: Who looks, with the team's numbers.
        now: Aware.
    """
    copy = Copy(guide, log, audience("full"), None, log.latest_version(), staff, now)
    ids = {phrasebook().label(row, copy.names).plain: row for row in _ROWS}
    return tuple(
        Seen(ids.get(row.label, ""), row.label, tuple(words.plain for words in row.lines))
        for row in read_first(copy)
    )

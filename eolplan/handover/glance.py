"""What a stranger at the door would be told, as the record stands now: for the eyes of staff.

The words are those of page 1, so that nobody reads one thing on the screen and
hands over another.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final

from eolplan.guide import Guide
from eolplan.handover.audience import audience
from eolplan.handover.chart import ENDLESS, Room
from eolplan.handover.copying import Copy, make_copy
from eolplan.handover.cpr import cpr_line
from eolplan.handover.cpr_record import cpr_facts
from eolplan.handover.heart import heart
from eolplan.handover.page1 import read_first
from eolplan.handover.phrases import phrasebook
from eolplan.identity import Staff
from eolplan.record import Log, Version

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


def told_of_cpr(log: Log, guide: Guide, version: Version, *, staff: Staff, now: dt.datetime) -> str:
    """Return what page 1 of a version says of CPR where that topic is held back, else nothing.

    Args: as of ``glance``, and the version.
    """
    copy, _ = make_copy(log, guide, audience("full"), staff=staff, now=now, version=version)
    if copy.held.cpr is None:
        return ""
    return heart(copy, Room(ENDLESS, copy.names)).words.plain


def told_without_cpr(log: Log, guide: Guide, *, staff: Staff, now: dt.datetime) -> str:
    """Return what page 1 would say of CPR if that topic were held back at the sign-off.

    Args: as of ``glance``.
    """
    copy = Copy(guide, log, audience("full"), None, log.latest_version(), staff, now)
    facts = replace(cpr_facts(copy.chart(Room(ENDLESS, copy.names))), held_back=True)
    return cpr_line(facts, copy.names, phone=copy.ask, today=copy.today).words.plain


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

"""The one line about CPR of one copy: as signed, unless treatment was restored since."""

from __future__ import annotations

from typing import Final

from eolplan.handover.chart import Chart, Room
from eolplan.handover.copying import Copy
from eolplan.handover.cpr import CprFacts, Line, cpr_line
from eolplan.handover.papers import Papers

_WITHHOLDS: Final = frozenset({"C01", "C12"})
_RESTORES: Final = frozenset({"C02", "C05", "C11", "C14", "C19"})


def heart(copy: Copy, room: Room) -> Line:
    """Return the line about CPR.

    What was signed stands until it is signed anew. But a form that was
    cancelled since, a recommendation to start CPR, or a refusal that was taken
    back shows at once: no paper may withhold what is no longer withheld.

    Args:
        copy: The copy.
        room: What one answer may take.
    """
    papers = Papers(Chart(copy.guide, copy.log, room), copy.nation, copy.known.withdrawn)
    signed = _line(copy, copy.held.cpr or papers.cpr())
    now = _line(copy, copy.known.cpr) if copy.known.cpr else signed
    was, is_now = signed.ids[0], now.ids[0]
    refusal_ended = was == "C12" and is_now != was
    if was in _WITHHOLDS and (is_now in _RESTORES or refusal_ended):
        return now
    return signed


def _line(copy: Copy, facts: CprFacts) -> Line:
    return cpr_line(facts, copy.names, phone=copy.ask, today=copy.today)

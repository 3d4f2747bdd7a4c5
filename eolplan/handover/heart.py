"""The one line about CPR of one copy: as signed, unless it withholds what is no longer withheld."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from eolplan.handover.chart import Room
from eolplan.handover.copying import Copy
from eolplan.handover.cpr import CprFacts, Line, cpr_line
from eolplan.handover.papers import Papers

_WITHHOLDS: Final = frozenset({"C01", "C12"})
_RESTORES: Final = frozenset({"C02", "C05", "C11", "C14", "C18", "C19"})
"""Rows that stop or doubt a withholding, whoever told us."""

_VIEWS: Final = frozenset({"C08", "C09.wants", "C09.not_sure"})
"""Rows that tell what the person said."""


def heart(copy: Copy, room: Room) -> Line:
    """Return the line about CPR.

    What was signed stands until it is signed anew. But no paper may withhold what
    is no longer withheld: a form that was cancelled since, a recommendation that was
    changed or taken back, a paper that turned out to be less, a refusal that was
    taken back, or that the person does not agree shows at once. What came by a copy
    does that only where it restores treatment by its own words; anything else of it
    waits for someone here.

    Args:
        copy: The copy.
        room: What one answer may take.
    """
    papers = Papers(copy.chart(room), copy.nation, copy.known.withdrawn)
    facts = copy.held.cpr or papers.cpr()
    signed = _line(copy, facts)
    if copy.known.cpr is None or signed.ids[0] not in _WITHHOLDS:
        return signed
    now = _line(copy, copy.known.cpr)
    if now.ids[0] in _WITHHOLDS:
        return _spoken_against(copy, facts, copy.known.cpr) if copy.known.cpr.disagrees else signed
    if copy.known.cpr.waits and signed.ids[0] == "C01" and now.ids[0] not in _RESTORES:
        return signed
    told = copy.known.view_told or now.ids[0] not in _VIEWS
    return now if told else _line(copy, CprFacts())


def _spoken_against(copy: Copy, facts: CprFacts, now: CprFacts) -> Line:
    """Return the line as signed, with what the person has said against it since."""
    asked = now.second_opinion_on
    return _line(copy, replace(facts, disagrees=True, second_opinion_on=asked))


def _line(copy: Copy, facts: CprFacts) -> Line:
    return cpr_line(facts, copy.names, phone=copy.ask, today=copy.today)

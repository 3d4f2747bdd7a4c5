"""Where somebody wishes to be, in the short form of the list of people."""

from __future__ import annotations

from typing import Final

from eolplan.guide import Guide
from eolplan.record import Log, is_view
from eolplan.rules.able import Able
from eolplan.telling import places_short
from eolplan.words import say

_FIRST: Final = "pod.first"
_WISHES: Final = (_FIRST, "pod.second", "poc.first", "poc.second", "place.avoid")


def wished(guide: Guide, log: Log) -> tuple[str, str]:
    """Return the code of the first choice of place, and the places in words; empty: none.

    Where it was found that the person could not decide this, what they wished when able
    comes first, and what they say now is told as that.
    """
    keys = [key for key in log.questions() if key[0] in _WISHES and not is_view(key[1])]
    then, now = Able(guide, log).apart(keys)
    code = str(then.reading(_FIRST).value or "")
    if _FIRST not in guide:
        return code, ""
    able, says = places_short(guide, then), places_short(guide, now)
    if not says:
        return code, able
    if not able:
        return code, say("Says now: {places}", places=says)
    return code, say("When able: {wished}. Says now: {places}", wished=able, places=says)

"""What the sums of a repeating group come to, in words: a personal health budget's spend lines.

Sums are held in pence. What is paid at different times is not mixed, and what is not certain
is left out and said to be.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from eolplan.guide import Guide, Question
from eolplan.guide.kinds.money import is_sum, pounds
from eolplan.record import Log
from eolplan.telling import lowered, reading_words
from eolplan.words import say, tr

_SPENDING: Final = "pc.phb.spend"
_AGREED: Final = "pc.phb.budget"
_IN_A_YEAR: Final = {"once": 1, "week": 52, "month": 12, "year": 1}


def totals(guide: Guide, log: Log, group: Question) -> str:
    """Return what the sums of a repeating group come to: ``£40.00 each week, £120.00 once``.

    Sums that are paid at different times are not mixed. Empty while there are none; a sum on
    which two records differ is left out, and said to be.
    """
    if not group.sums:
        return ""
    sums: dict[str, int] = {}
    unsure = False
    for instance in log.instances(group.id):
        reading = log.reading(group.sums, instance)
        unsure |= reading.state not in ("answered", "silent", "removed")
        if is_sum(reading.value):
            often = log.reading(group.sums_by, instance).value if group.sums_by else None
            sums[str(often or "")] = sums.get(str(often or ""), 0) + reading.value
    in_order = _in_order(guide, group, sums)
    words = [_sum_words(guide, group, often, sums[often]) for often in in_order]
    if unsure and words:
        words.append(tr("one sum is left out, because it is not certain"))
    return ", ".join(words)


def over_a_year(guide: Guide, log: Log, group: Question) -> str:
    """Return what the sums of a group come to in a year, beside what was agreed for one.

    Empty while there are none, or where it is not certain of one how much, or how often.
    """
    year = _year(log, group)
    if not year:
        return ""
    agreed = log.reading(_AGREED).value if group.id == _SPENDING and _AGREED in guide else None
    if not is_sum(agreed) or year <= agreed:
        return say("All of these sums come to {sum} in the first year.", sum=pounds(year))
    return say("All of these sums come to {sum} in the first year, {more} more than was agreed.",
               sum=pounds(year), more=pounds(year - agreed))  # fmt: skip


def sum_told(guide: Guide, log: Log, group: Question, instance: str) -> str:
    """Return the sum of one member, with how often it is paid: ``£35.50 each week``."""
    reading = log.reading(group.sums, instance)
    if not is_sum(reading.value):
        return reading_words(guide, log, guide.question(group.sums), reading)
    often = log.reading(group.sums_by, instance).value if group.sums_by else None
    return _sum_words(guide, group, str(often or ""), reading.value)


def _year(log: Log, group: Question) -> int:
    """Return what the sums come to in one year, the first: what is paid once counts in it."""
    year = 0
    for instance in log.instances(group.id):
        reading = log.reading(group.sums, instance)
        if is_sum(reading.value):
            often = log.reading(group.sums_by, instance).value if group.sums_by else None
            if often not in _IN_A_YEAR:
                return 0
            year += reading.value * _IN_A_YEAR[str(often)]
        elif reading.state not in ("silent", "removed"):
            return 0
    return year


def _in_order(guide: Guide, group: Question, sums: Mapping[str, int]) -> list[str]:
    """Return how often sums are paid, as the guide offers it; what it does not know stands last."""
    offered = [o.code for o in guide.question(group.sums_by).options] if group.sums_by else []
    return sorted(sums, key=lambda code: offered.index(code) if code in offered else len(offered))


def _sum_words(guide: Guide, group: Question, often: str, pence: int) -> str:
    option = guide.question(group.sums_by).option(often) if often else None
    if option is None:
        return pounds(pence)
    return say("{sum} {often}", sum=pounds(pence), often=lowered(option.said()))

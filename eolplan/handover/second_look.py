"""What is worth a second look, on the copies of professionals: a short list of rules, and no other.

What a rule finds may tell of a carer who struggles, or of a fear of somebody in the
house; so only what is safe on a page that is left behind is ever printed (clinical
decisions, D28). Each of those rules says so itself.

A rule may look at more than it names. So a note stands only where the copy by itself leads to
it, in the same words: then it tells nothing that the copy leaves out. The whole record must
lead to it too, or an answer that is only kept back would be called one that nobody gave.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final

from eolplan.guide import Guide
from eolplan.handover.audience import Audience
from eolplan.record import Log, Reading
from eolplan.rules import Finding, printed

_ASKS: Final = ": "
_BETWEEN: Final = "; "
"""Between parts that may be lists themselves: "a number and a plan B and whether" is unclear."""


def second_look(
    state: Log, masked: Log, guide: Guide, audience: Audience, allows: Callable[[Reading], bool],
    held_back: Collection[str], *, today: dt.date, nation: str, night_phone: str,
) -> tuple[str, ...]:  # fmt: skip
    """Return what a professional should look at again, in whole sentences.

    Args:
        state: The record that is copied, whole.
        masked: What the copy carries of it.
        guide: What may be asked.
        audience: Who gets the copy.
        allows: Says of each reading whether the copy carries it.
        held_back: Topics that are being talked about.
        today: The local day.
        nation: Whose law applies.
        night_phone: The team's own number at night, or empty.
    """
    if not audience.professional:
        return ()

    def found(log: Log) -> tuple[Finding, ...]:
        return printed(log, guide, today=today, nation=nation, night_phone=night_phone)

    on_the_copy = found(masked)
    known = (f for f in (found(state) if on_the_copy else ()) if f in on_the_copy)
    told = (f for f in known if _may_be_told(f, state, guide, allows, held_back))
    return tuple(_together(told))


def _together(found: Iterable[Finding]) -> Iterator[str]:
    """Yield what was found, each thing once; what one rule asks to settle in one sentence."""
    asked: dict[tuple[str, str], list[str]] = {}
    for finding in found:
        begins, _, what = finding.words.rpartition(_ASKS)
        joins = bool(begins) and what.endswith(".") and ". " not in what
        key = (finding.rule, begins) if joins else ("", finding.words)
        asked.setdefault(key, []).append(what.removesuffix("."))
    for (rule, begins), parts in asked.items():
        yield f"{begins}{_ASKS}{_BETWEEN.join(dict.fromkeys(parts))}." if rule else begins


def _may_be_told(
    finding: Finding, state: Log, guide: Guide, allows: Callable[[Reading], bool],
    held_back: Collection[str],
) -> bool:  # fmt: skip
    """Say whether a finding tells of nothing that this copy leaves out."""
    for question in finding.fields:
        if question in guide and guide.section_of(question).id in held_back:
            return False
        reading = state.reading(question, finding.instance)
        if reading.state not in ("silent", "removed") and not allows(reading):
            return False
    return True

"""Reasons to sign off against a check: which of them a copy carries.

They stand on the copies of staff and on no other: what is typed there may tell of anybody in
the house, as a warning may (clinical decisions, D28). One prints while the check that it answers
stands in the very version that is copied, and with what it is about: of a topic that is held
back, or an answer that this copy may not have, nothing is told.

Source: rules marked with a dagger, section 2.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from typing import Final

from eolplan.guide import Guide
from eolplan.handover.audience import Audience
from eolplan.record import Log, Reading, is_view
from eolplan.rules import Finding, answerable

_GROUP: Final = "override"
_THEN: Final = ":"


def with_standing_reasons(
    allows: Callable[[Reading], bool], state: Log, guide: Guide, audience: Audience,
    held_back: Collection[str], *, today: dt.date, nation: str,
) -> Callable[[Reading], bool]:  # fmt: skip
    """Leave out of a mask the reasons that answer nothing on this copy.

    Args:
        allows: The mask.
        state: The record that is copied, whole.
        guide: What may be asked.
        audience: Who gets the copy; the full record keeps all that was ever typed.
        held_back: Topics that are being talked about.
        today: The local day.
        nation: Whose law applies.
    """
    members = state.instances(_GROUP)
    if audience.id == "full" or not members:
        return allows
    stand = {
        member
        for member, finding in answered(state, guide, held_back, today=today, nation=nation)
        if all(map(audience.may_have, _about(state, finding)))
    }
    out = frozenset(members) - stand
    return lambda reading: (
        not (reading.instance in out and reading.question.partition(".")[0] == _GROUP)
        and allows(reading)
    )


def answered(
    state: Log, guide: Guide, held_back: Collection[str], *, today: dt.date, nation: str
) -> Iterator[tuple[str, Finding]]:
    """Yield each reason, by its id in the group, with the check that it answers as things stand.

    Args: as of ``with_standing_reasons``.
    """
    members = state.instances(_GROUP)
    for finding in answerable(state, guide, today=today, nation=nation) if members else ():
        if all(guide.section_of(field).id not in held_back for field in finding.fields):
            yield from ((m, finding) for m in members if m.rpartition(_THEN)[0] == finding.about)


def _about(state: Log, finding: Finding) -> Iterator[Reading]:
    """Yield what a finding is about; of what it names beside its own member every one there is."""
    for field in finding.fields:
        there = {i for question, i in state.questions() if question == field and not is_view(i)}
        yield from (state.reading(field, i) for i in sorted({finding.instance} & there or there))

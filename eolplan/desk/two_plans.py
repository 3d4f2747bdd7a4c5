"""Where two plans are looked at together: one of them is the wrong one, or both are one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from eolplan.caseload import CaseloadRow, Joining, Landing, Thing, WrongPlan
from eolplan.guide import Guide
from eolplan.record import Log, parted_from
from eolplan.vault import Session


class TwoPlans:
    """What a member of staff mends between two plans.

    Whatever talk is open is let go after each act: its record has changed under it.

    Args:
        session: The open store.
        guide: What may be asked.
        now: Aware UTC clock.
        read: Returns a person's record, of the talk that is open where it is theirs.
        mended: Called after each act.
    """

    def __init__(
        self,
        session: Session,
        guide: Guide,
        *,
        now: Callable[[], dt.datetime],
        read: Callable[[str], Log],
        mended: Callable[[], None],
    ) -> None:
        self._wrong = WrongPlan(session, guide, now=now)
        self._joining = Joining(session, guide, now=now)
        self._read, self._mended = read, mended

    def landings(self, found: Iterable[Thing], to: str) -> tuple[Landing, ...]:
        """Say of each thing what becomes of it in the plan of *to*."""
        return self._wrong.landings(found, to)

    def move(self, person: str, found: Sequence[Thing], *, to: str = "", reason: str) -> None:
        """Take things out of one plan and put them where they belong; see ``WrongPlan.move``."""
        self._wrong.move(person, found, to=to, reason=reason)
        self._mended()

    def records(self, person: str) -> tuple[str, ...]:
        """Return the ids of all records that are one with that of *person*, theirs among them."""
        return tuple(sorted(self._read(person).members | {person}))

    def alone(self, record: str) -> CaseloadRow:
        """Return the line that one record would have in the list by itself."""
        return self._joining.alone(record)

    def join(self, person: str, other: str, *, reason: str = "") -> str:
        """Say that two records are of one person; see ``Joining.join``."""
        first = self._joining.join(person, other, reason=reason)
        self._mended()
        return first

    def part(self, person: str, other: str, *, reason: str = "") -> None:
        """Say that a record is of somebody else after all; see ``Joining.part``."""
        self._joining.part(person, other, reason=reason)
        self._mended()

    def parted_from(self, person: str) -> tuple[str, ...]:
        """Return the ids of records that were one with this one once, and are not now."""
        return tuple(sorted(parted_from(self._read(person))))

    def to_place(self, person: str) -> tuple[Thing, ...]:
        """Return what was recorded while two were one, and may be about either."""
        return self._joining.to_place(self._read(person))

    def leave(self, person: str, found: Iterable[Thing]) -> None:
        """Say that things are about *person*, where they lie; see ``Joining.leave``."""
        self._joining.leave(person, found)
        self._mended()

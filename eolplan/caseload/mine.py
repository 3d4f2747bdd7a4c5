"""My people: those of whom a member of staff recorded something, and those they picked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from eolplan.identity import Staff
from eolplan.record import Value
from eolplan.vault import CaseloadRow, Session


class MyPeople:
    """The list of who is signed in, kept in the vault for each member of staff.

    They are the people of whom they have recorded something or whose plan waits for their
    signature, but for those they took off their list, and those they put on it by hand.
    """

    def __init__(self, session: Session, *, now: Callable[[], dt.datetime]) -> None:
        self._session, self._store, self._now = session, session.store, now

    @property
    def only(self) -> bool:
        """Whether who is signed in wants to see nobody else."""
        return self._store.setting(self._setting("only")) is True

    def show_only(self, on: bool) -> None:
        """Keep whether who is signed in wants to see nobody else.

        Raises:
            NotWritten: the disk did not take it.
        """
        self._store.put_setting(self._setting("only"), on, at=self._now())

    def among(self, rows: Iterable[CaseloadRow]) -> list[CaseloadRow]:
        """Return those of *rows* who are on the list."""
        me, picked = self._session.staff, self._picked()
        return [r for r in rows if picked.get(r.person, me.id in r.staff.split() or _asked(r, me))]

    def has(self, person: str) -> bool:
        """Say whether somebody is on the list."""
        found = self._store.caseload_row(self._first(person))
        return found is not None and bool(self.among([found]))

    def pick(self, person: str, *, on: bool) -> None:
        """Put somebody on the list, or take them off it.

        Raises:
            NotWritten: the disk did not take it.
        """
        picked: dict[str, Value] = {**self._picked(), self._first(person): on}
        self._store.put_setting(self._setting("picked"), picked, at=self._now())

    def _first(self, person: str) -> str:
        """Return the id under which somebody stands in the list, who may be several records."""
        found = self._store.caseload_row(person)
        return (found.one_with if found else "") or person

    def _picked(self) -> dict[str, bool]:
        kept = self._store.setting(self._setting("picked"))
        return {p: on is True for p, on in kept.items()} if isinstance(kept, dict) else {}

    def _setting(self, what: str) -> str:
        return f"people.mine.{what}.{self._session.staff.id}"


def _asked(row: CaseloadRow, me: Staff) -> bool:
    """Say whether the plan waits for the signature of *me*."""
    return bool(row.awaits) and row.awaits.casefold() == me.name.strip().casefold()

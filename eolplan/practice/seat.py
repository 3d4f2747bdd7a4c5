"""A clock that can be set, and a store at which any of the practice team may sit down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from eolplan.caseload import MADE_UP
from eolplan.desk import Desk
from eolplan.guide import Guide
from eolplan.identity import Staff
from eolplan.practice.place import PASSPHRASE
from eolplan.vault import Cost, Session, create, labels, unlock

BEGINS = dt.time(12, tzinfo=dt.UTC)
"""When every day of a case begins: the same day in all of the British Isles."""


class Hands:
    """A clock that stands still until it is told to go on, and never goes back."""

    def __init__(self) -> None:
        self.at = dt.datetime.min.replace(tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        """Return the time; aware UTC."""
        return self.at

    def set(self, day: dt.date) -> None:
        """Begin *day*, unless it is later already."""
        self.at = max(self.at, dt.datetime.combine(day, BEGINS))

    def go_on(self, seconds: int) -> None:
        """Let *seconds* pass."""
        self.at += dt.timedelta(seconds=seconds)


class Seat:
    """A store for practice, and whoever of its team is signed in.

    Args:
        folder: Where it is to be; there must be none yet.
        leads: Who sets it up.
        others: Who else is to have a way in.
        guide: What may be asked.
        now: The clock, set to the first day.
    """

    def __init__(
        self, folder: Path, leads: Staff, others: Iterable[Staff], guide: Guide, now: Hands
    ) -> None:
        self.now = now
        self._folder, self._guide, self._leads = folder, guide, leads.id
        made = create(folder, leads, PASSPHRASE, cost=Cost.LOWEST, now=now, made_up=True)
        self._session = made.session
        self._session.store.put_setting(MADE_UP, True, at=now())
        self._ways_in = {leads.id: self._session.slot_id}
        for staff in others:
            known = set(self._ways_in.values())
            self._session.admit(staff, PASSPHRASE, cost=Cost.LOWEST, now=now)
            new = next(slot for slot in labels(folder) if slot.slot_id not in known)
            self._ways_in[staff.id] = new.slot_id
        self._desk = Desk(self._session, guide, now=now)

    @property
    def session(self) -> Session:
        """The store as whoever is signed in has it open."""
        return self._session

    def desk(self, staff: str = "") -> Desk:
        """Return the desk with this member of staff signed in; without one, whoever leads."""
        wanted = staff or self._leads
        if self._desk.staff.id != wanted:
            self._session.close()
            slot = self._ways_in[wanted]
            self._session = unlock(self._folder, PASSPHRASE, slot_id=slot, now=self.now)
            self._desk = Desk(self._session, self._guide, now=self.now)
        return self._desk

    def close(self) -> None:
        """Close the store."""
        self._session.close()

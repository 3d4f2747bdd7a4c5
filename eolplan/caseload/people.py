"""The list of people: find them, add them, and see whom to talk to next."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Final

from eolplan.caseload.alike import Known, numbers_in
from eolplan.caseload.bringing import List, look_through
from eolplan.caseload.line import WRITTEN_ALONE, Filter, fits, row
from eolplan.caseload.mine import MyPeople
from eolplan.caseload.newcomer import Newcomer, introduce
from eolplan.errors import EolplanError
from eolplan.guide import Guide
from eolplan.identity import Act
from eolplan.record import Log
from eolplan.vault import Batch, CaseloadRow, NotWritten, Place, Session

MADE_UP: Final = "practice"
"""The setting of a store that only ever holds made-up people: whoever is added is one."""

BROUGHT: Final = "people.brought"
"""On the audit trail: a list of people was brought from a file."""

_AT_ONCE: Final = 200
"""How many lines of the list are written in one transaction."""


class Caseload:
    """The people whose plans this store keeps.

    Attributes:
        mine: The list of who is signed in.
    """

    def __init__(self, session: Session, guide: Guide, *, now: Callable[[], dt.datetime]) -> None:
        self._session = session
        self._store = session.store
        self._guide = guide
        self._now = now
        self.mine = MyPeople(session, now=now)

    @property
    def today(self) -> dt.date:
        """The local day."""
        return self._now().astimezone().date()

    def people(
        self,
        text: str = "",
        show: Filter = Filter.ALL,
        *,
        among: Sequence[CaseloadRow] | None = None,
    ) -> list[CaseloadRow]:
        """Return the people that match *text* and *show*, by name.

        Args:
            text: What was typed; empty for everyone.
            show: The filter.
            among: Everyone, where the caller has them already: reading
                thousands of rows for every key would be felt.
        """
        rows: Sequence[CaseloadRow]
        if not text.strip():
            rows = self._store.caseload() if among is None else among
        elif among is None:  # a few of thousands: the banner of every page asks
            found = map(self._store.caseload_row, self._store.search(text))
            rows = [r for r in found if r is not None]
        else:
            wanted = set(self._store.search(text))
            rows = [r for r in among if r.person in wanted]
        today, looked_for = self.today, bool(text.strip())
        return [r for r in rows if fits(r, show, today, looked_for=looked_for)]

    def everyone(self) -> list[CaseloadRow]:
        """Return all people by name, those whose plan has ended too."""
        return self._store.caseload()

    def counts(self, *, among: Sequence[CaseloadRow] | None = None) -> Mapping[Filter, int]:
        """Return how many people each filter shows; *among* as in ``people``."""
        rows, today = self._store.caseload() if among is None else among, self.today
        return {show: sum(fits(r, show, today) for r in rows) for show in Filter}

    def row(self, person: str) -> CaseloadRow | None:
        """Return one line of the list; None when nobody has this id.

        Of somebody who was joined with others it is the one line of all of them.
        """
        found = self._store.caseload_row(person)
        return self._store.caseload_row(found.one_with) if found and found.one_with else found

    def first_id(self, person: str) -> str:
        """Return the id under which somebody stands: of several who are one, the first."""
        found = self._store.caseload_row(person)
        return (found.one_with if found else "") or person

    def carry_on(self) -> list[tuple[CaseloadRow, Place]]:
        """Return the conversations that can be carried on, the newest first, one of a person.

        A page that was only looked at is no conversation: nothing of it is unfinished.
        """
        places = self._store.places().items()
        found: dict[str, tuple[CaseloadRow, Place]] = {}
        for person, place in sorted(places, key=lambda kept: kept[1].since):
            row_ = self.row(person)
            begun = row_ is not None and (
                self._store.is_begun(row_.person, place, WRITTEN_ALONE)
                or self._store.is_begun(person, place, WRITTEN_ALONE)
            )
            if row_ is not None and begun and not row_.ended:
                found[row_.person] = row_, place
        by_name = sorted(found.values(), key=lambda f: f[0].name)
        return sorted(by_name, key=lambda f: f[1].since, reverse=True)

    def stopped(self, person: str) -> Place | None:
        """Return where the talk with somebody stopped last, under whichever of their ids."""
        return max(self._store.places_of(person), key=lambda place: place.since, default=None)

    def alike(self, new: Newcomer) -> list[CaseloadRow]:
        """Return people who may be *new* already: the same number, or name and birth date."""
        return Known(self._store.caseload()).alike(new)

    def twins(self, person: str) -> list[CaseloadRow]:
        """Return other records that may be of the same person; see ``alike``."""
        row_ = self.row(person)
        if row_ is None:
            return []
        return [r for r in Known(self._store.caseload()).like(row_) if r.person != row_.person]

    def find(self, number_or_id: str) -> CaseloadRow | None:
        """Return the person with this id or this NHS, CHI or H&C number, or None."""
        wanted = "".join(number_or_id.split())
        for row_ in self._store.caseload() if wanted else ():
            if wanted == row_.person or wanted in numbers_in(row_):
                return row_
        return None

    def add(self, new: Newcomer, *, practice: bool = False) -> str:
        """Add a person; return the new id. On disk when it returns.

        Args:
            new: What was typed.
            practice: A made-up person; in a store for practice everybody is one.

        Raises:
            MayNot: who is signed in only reads.
            NotWritten: the disk did not take it; nothing was changed.
        """
        self._session.staff.must(Act.RECORD)
        person, at = uuid.uuid4().hex, self._now()
        practice = practice or self._store.setting(MADE_UP) is True
        made = introduce(
            new, person, guide=self._guide, staff=self._session.staff, at=at, practice=practice
        )
        guides = {
            e.guide: self._guide.text_of(self._guide.section_of(e.question).id)
            for e in made
            if e.guide
        }
        log = Log().plus(made)
        self._store.append(made, at=at, caseload=row(log, self._guide, person), guides=guides)
        return person

    def look_through(self, held: bytes) -> List:
        """Say what a file with a list of people holds, line by line; nothing is added yet.

        Args:
            held: What is in the file.

        Raises:
            MayNot: who is signed in only reads.
            NotATable: it is no table, or no column of it is a name.
        """
        self._session.staff.must(Act.RECORD)
        return look_through(
            held, self._store.caseload(), guide=self._guide, staff=self._session.staff,
            at=self._now(),
        )  # fmt: skip

    def note_brought(self, added: int, left_out: int) -> None:
        """Write on the trail that a list was brought: how many were added, how many not.

        Raises:
            NotWritten: it was not written down.
        """
        self._store.audit(BROUGHT, {"added": added, "left_out": left_out}, at=self._now())

    def fill_in(self) -> None:
        """Say of people whom an older eolplan listed who recorded something of them.

        What cannot be read or written stays as it is until the store is next opened:
        nobody is kept from a plan by it.
        """
        wanting = self._store.unfilled()
        for k in range(0, len(wanting), _AT_ONCE):
            rows = [r for person in wanting[k : k + _AT_ONCE] if (r := self._worked_out(person))]
            with suppress(NotWritten):
                self._store.receive_all([(Batch(r.person), r) for r in rows], at=self._now())

    def _worked_out(self, person: str) -> CaseloadRow | None:
        try:
            return row(self._store.log(person), self._guide, person)
        except EolplanError:  # one plan that was altered
            return None

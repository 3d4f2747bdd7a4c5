"""Two records of one person: joined, and parted again without losing anything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Final

from eolplan.caseload.line import row
from eolplan.caseload.things import Thing, things
from eolplan.errors import EolplanError
from eolplan.guide import Guide
from eolplan.identity import Act
from eolplan.record import (
    Author,
    Entry,
    Log,
    Pen,
    Value,
    codes,
    joined,
    log_of,
    to_place,
)
from eolplan.status import PlanState, state_of
from eolplan.subject import Subject
from eolplan.vault import Batch, CaseloadRow, Session
from eolplan.words import language, tr

JOINED: Final = "person.joined"
PARTED: Final = "person.parted"
PLACED: Final = "person.placed"
"""On the audit trail, each with the ids; beside it why, where somebody wrote it."""

Told = tuple[str, dict[str, Value]]
"""What the trail is told: a name, and ids and digests."""


class NotTwo(EolplanError):
    """The two are one record already."""

    def __init__(self) -> None:
        super().__init__(tr("These two are one record already."))


class NotOfOneKind(EolplanError):
    """One of the two is a made-up person."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "One of the two is a practice person. A practice plan is never joined with a real"
                " one."
            )
        )


class Joining:
    """Joins and parts the records of one person.

    Args:
        session: The open store.
        guide: What may be asked.
        now: Aware UTC clock.
    """

    def __init__(self, session: Session, guide: Guide, *, now: Callable[[], dt.datetime]) -> None:
        self._session, self._store, self._guide, self._now = session, session.store, guide, now
        self._store.restrict(guide.restricted)

    def alone(self, record: str) -> CaseloadRow:
        """Return the line that one record would have in the list by itself."""
        log = self._store.log(record)
        mine = {d: entry for d, entry in log.entries.items() if entry.person == record}
        by_itself = replace(log, entries=mine, members=frozenset({record}))
        return row(by_itself, self._guide, record)

    def join(self, person: str, other: str, *, reason: str = "") -> str:
        """Say that two records are of one person; return the id under which they stand now.

        Reading takes the union from now on, and whatever they say differently is shown
        as a difference. Nothing is copied or changed, and what is half typed or paused stays
        where it lies. The reason stays beside this store's own trail: the record travels.

        Raises:
            NotTwo: they are one already.
            NotOfOneKind: one of them is made up.
            MayNot: who is signed in does not record; or only one of the plans has ended, so that
                the other would end with it, or both have and differ on how, so that neither
                would, and they do not sign off.
            NotWritten: the disk did not take it; nothing was changed.
        """
        self._session.staff.must(Act.RECORD)
        one, two = self._store.log(person), self._store.log(other)
        if other in one.members | {person}:
            raise NotTwo
        if Subject.of(one).practice is not Subject.of(two).practice:
            raise NotOfOneKind
        first, second = sorted((_first(one, person), _first(two, other)))
        both = _union(one, two, {first, second})
        if len({state_of(log).ended for log in (one, two, both)}) > 1:
            self._session.staff.must(Act.SIGN)
        made = self._pen(first).join(both, second)
        ids = sorted(both.members)
        told: Told = (JOINED, {"people": [first, second]})
        self._keep(Batch(first, made), both.plus(made), ids, told, reason)
        return ids[0]

    def part(self, person: str, other: str, *, reason: str = "") -> None:
        """Say that a record is of somebody else after all.

        What was recorded while the two were one stays where it lies until somebody says
        about whom it is; see ``to_place``.

        Args:
            person: Any id of theirs.
            other: The record that is to stand alone again.
            reason: Why, in words, or empty; for the trail, as above.

        Raises:
            NotTwo: they are not one.
            MayNot: who is signed in does not record; or one of the plans would have ended, or be
                back in use, and they do not sign off.
            NotWritten: the disk did not take it; nothing was changed.
        """
        self._session.staff.must(Act.RECORD)
        log = self._store.log(person)
        rest = sorted(log.members - {other})
        if other not in log.members or not rest:
            raise NotTwo
        made: tuple[Entry, ...] = ()
        for first, second in _pairs_with(log, other):
            made += self._pen(first).part(log, second)
        for cut_off in _cut_off(log.plus(made), rest[0], other):
            made += self._pen(rest[0]).join(log.plus(made), cut_off)
        after = log.plus(made)
        apart = (state_of(log_of(after, one)) for one in (rest[0], other))
        if any(_is_moved(state_of(log), each) for each in apart):
            self._session.staff.must(Act.SIGN)
        told: Told = (PARTED, {"people": [rest[0], other]})
        self._keep(Batch(rest[0], made), after, sorted(log.members), told, reason)

    def to_place(self, log: Log) -> tuple[Thing, ...]:
        """Return what was recorded while two were one, and may be about either."""
        found = to_place(log)
        return things(self._guide, log, found) if found else ()

    def leave(self, person: str, found: Iterable[Thing]) -> None:
        """Say that things are about *person*, where they lie.

        Raises:
            MayNot: who is signed in does not record.
            NotWritten: the disk did not take it; nothing was changed.
        """
        self._session.staff.must(Act.RECORD)
        log = self._store.log(person)
        entries = [entry for thing in found for entry in thing.entries]
        made = tuple(mark for e in entries for mark in self._pen(person).leave(e))
        told: Told = (PLACED, {"entries": [e.digest for e in entries]})
        self._keep(Batch(person, made), log.plus(made), sorted(log.members), told)

    # -- inside ----------------------------------------------------------------

    def _pen(self, person: str) -> Pen:
        staff, at = self._session.staff, self._now()
        author = Author(staff.id, staff.name, staff.role, staff.reg)
        return Pen(person=person, author=author, now=lambda: at, lang=language())

    def _keep(
        self, batch: Batch, after: Log, ids: Collection[str], told: Told, reason: str = ""
    ) -> None:
        """Write it with the rows of everybody whose place in the list it changes."""
        rows: list[CaseloadRow] = [
            row(log_of(after, one), self._guide, one) for one in ids or [batch.person]
        ]
        self._store.record_all(
            [batch], at=self._now(), rows=rows, told=told, reason=reason, about=ids
        )


def _first(log: Log, person: str) -> str:
    """Return the id under which all of a person stands."""
    return min(log.members, default=person)


def _is_moved(was: PlanState, now: PlanState) -> bool:
    """Say whether a plan ends or is back in use by it, which is for those who sign off."""
    return was.ended is not now.ended or (now.in_use and not was.in_use)


def _union(one: Log, two: Log, ids: set[str]) -> Log:
    """Return what is held about both, read as of one."""
    both = one.plus(two.entries.values(), two.husks.values(), two.versions.values(), two.sealed)
    return replace(
        both,
        members=one.members | two.members | ids,
        withheld=one.withheld | two.withheld,
        received=one.received | two.received,
        unread=(*one.unread, *two.unread),
    )


def _pairs_with(log: Log, record: str) -> list[tuple[str, str]]:
    """Return the pairs, smaller id first, by which *record* is called one with others."""
    return sorted(
        {
            (head.person, head.instance)
            for (question, _), heads in log.by_key.items()
            if question == codes.SAME_AS
            for head in heads
            if record in (head.person, head.instance) and head.answer.value is True
        }
    )


def _cut_off(log: Log, first: str, parted: str) -> list[str]:
    """Return the first ids of those who were one with *first* only by the one who was parted."""
    apart = joined(log)
    return [min(ids) for ids in apart if first not in ids and parted not in ids]

"""What was recorded in the plan of the wrong person: taken out there, said again where it belongs.

It is one act. Nothing is lost: the history of the one plan keeps what was taken out and
by whom, that of the other that it came from elsewhere. Neither names the other person nor
says how it came about, for a plan travels; that is on this store's own trail.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from eolplan.caseload.last_words import cut_off, last_words, unconfirmed
from eolplan.caseload.line import row
from eolplan.caseload.newcomer import folded
from eolplan.caseload.things import Thing
from eolplan.errors import EolplanError
from eolplan.guide import Guide
from eolplan.identity import Act, Staff
from eolplan.record import (
    Author,
    Entry,
    Log,
    Pen,
    Standing,
    Value,
    Version,
    codes,
    is_about_another,
)
from eolplan.status import rewrites_a_move, touches_an_end
from eolplan.subject import Subject
from eolplan.vault import BEFORE, BESIDE, Batch, CaseloadRow, Place, Session
from eolplan.vault.audit import MOVED
from eolplan.words import language, listing, say, tr

_GIVES_WAY: Final = frozenset({Standing.NOT_ASKED, Standing.COME_BACK_LATER})


class SamePlan(EolplanError):
    """What is to be moved is in that plan already."""

    def __init__(self) -> None:
        super().__init__(tr("That is the plan it is in already. Choose somebody else."))


class NotConfirmedHere(EolplanError):
    """What is to be moved came from elsewhere, and would read as recorded by this team."""

    def __init__(self, what: Iterable[str]) -> None:
        super().__init__(
            say(
                "This came from elsewhere, and nobody here has confirmed it: {what}. Nothing was"
                " moved. Look at the paper itself and write it into the right plan, then take"
                " this out.",
                what=listing(list(dict.fromkeys(what))),
            )
        )


class PartOfMore(EolplanError):
    """What is to be moved is part of somebody or something that is not moved with it."""

    def __init__(self, what: Iterable[str]) -> None:
        super().__init__(
            say(
                "This is only part of what was written about somebody or something: {what}."
                " Nothing was moved. Tick the rest of it too, or write it into the right plan and"
                " take this out.",
                what=listing(list(dict.fromkeys(what))),
            )
        )


@dataclass(frozen=True, slots=True)
class Landing:
    """What becomes of one thing in the right plan.

    Attributes:
        thing: What.
        beside: The plan says something else there already, and both will stand.
        comes: Some of it is said there. Otherwise it is only taken out: it was changed, taken
            back or marked as a mistake since.
    """

    thing: Thing
    beside: bool
    comes: bool = True


class WrongPlan:
    """Moves things from one plan to another, or only takes them out.

    Args:
        session: The open store.
        guide: What may be asked.
        now: Aware UTC clock.
    """

    def __init__(self, session: Session, guide: Guide, *, now: Callable[[], dt.datetime]) -> None:
        self._session, self._store, self._guide, self._now = session, session.store, guide, now
        self._store.restrict(guide.restricted)

    def landings(self, found: Iterable[Thing], to: str) -> tuple[Landing, ...]:
        """Say of each thing what becomes of it in the plan of *to*."""
        things, there = tuple(found), self._store.log(to)
        entries = [entry for thing in things for entry in thing.entries]
        here = self._store.log(entries[0].person) if entries else Log()
        last = frozenset(last_words(here, entries))
        return tuple(
            Landing(
                thing,
                any(_stands_against(there, e) for e in thing.entries if e in last),
                not last.isdisjoint(thing.entries),
            )
            for thing in things
        )

    def move(self, person: str, found: Sequence[Thing], *, to: str = "", reason: str) -> None:
        """Take things out of one plan and put them where they belong, as one act.

        What stands in the right plan is never replaced but by what says the same: where the
        two say different things, both stand until somebody asks the person.

        Args:
            person: In whose plan they are.
            found: What to move.
            to: Whose they are; empty: nobody's whose plan is here.
            reason: How it came about, in words; it stays beside the trail alone.

        Raises:
            SamePlan: the two are one.
            MayNot: who is signed in does not record; or it says that a plan has ended, or
                brings one back, and they do not sign off.
            NotConfirmedHere: some of it came from elsewhere and was not confirmed.
            PartOfMore: it would be shown nowhere in the right plan.
            HistoryElsewhere: what stood before is not held here.
            NotWritten: the disk did not take it; nothing was changed.
        """
        self._session.staff.must(Act.RECORD)
        here, there = self._store.log(person), self._store.log(to) if to else Log()
        if to and to in here.members:
            raise SamePlan
        at = self._now()
        pen = _pen(self._session.staff, min(here.members, default=person), at)
        entries = [entry for thing in found for entry in thing.entries]
        struck = pen.take_out(here, entries)
        batches, rows = [Batch(pen.person, struck)], [*self._rows(here, struck)]
        brought: tuple[Entry, ...] = ()
        if to:
            pen = replace(pen, person=min(there.members, default=to))
            brought = tuple(self._brought(pen, here, there, entries))
            batches.append(Batch(pen.person, brought))
            rows += self._rows(there, brought)
        if _touch_an_end(here, struck) or _touch_an_end(there, brought):
            self._session.staff.must(Act.SIGN)
        told: dict[str, Value] = {
            "from": person, "to": to, "entries": [e.digest for e in entries],
            "new": [e.digest for e in brought],
            "by": [*sorted({e.author.name for e in entries})],
        }  # fmt: skip
        about = {*here.members, person, *there.members, to} - {""}
        self._store.record_all(
            batches, at=at, rows=rows, told=(MOVED, told), reason=reason, about=about
        )
        self._move_place(person, to, found, here)

    def _rows(self, log: Log, made: tuple[Entry, ...]) -> Iterator[CaseloadRow]:
        after = log.plus(made, sealed=self._store.sealed_among(made))
        return (row(after, self._guide, one) for one in sorted(after.persons))

    def _brought(self, pen: Pen, here: Log, there: Log, moved: Sequence[Entry]) -> Iterator[Entry]:
        last = last_words(here, moved)
        if waiting := unconfirmed(self._guide, here, moved, last):
            raise NotConfirmedHere(self._headings(waiting))
        if parts := cut_off(self._guide, here, there.plus(last), last):
            raise PartOfMore(self._headings(parts))
        for entry in last:
            over = [h.digest for h in there.heads(*entry.key) if _gives_way(h, entry)]
            yield from pen.bring_in(there, entry, codes.MOVED, over)

    def _headings(self, entries: Iterable[Entry]) -> Iterator[str]:
        return (tr(self._guide.question(entry.question).heading) for entry in entries)

    def _move_place(self, person: str, to: str, found: Iterable[Thing], here: Log) -> None:
        """Where a whole talk was moved, it is carried on over there, with what was half-typed."""
        moved = {entry.digest: entry for thing in found for entry in thing.entries}
        staying = [
            e for e in here.entries.values()
            if not (e.repeats or e.digest in moved or e.question in codes.ABOUT_THE_RECORD)
        ]  # fmt: skip
        stay = {entry.conversation for entry in staying}
        began = [e.recorded_at for e in moved.values() if e.conversation not in {*stay, ""}]
        persons = sorted(here.members | {person})
        for one in persons:
            place = self._store.place(one)
            if place is None or self._talks(one, place) & stay:
                continue
            began.append(place.began_at)
            if to:
                self._store.remember(to, _beside(self._store.place(to), place))
            self._store.forget(one)
        since = min(began, default="")
        if to and since and all(e.recorded_at < since for e in staying if e.conversation):
            self._move_drafts(persons, to, since)

    def _talks(self, person: str, place: Place) -> set[str]:
        """Return the talk that stopped at *place*, and those that it goes on from."""
        before = self._store.draft(person, BEFORE, place.conversation)
        value = before.answer.value if before is not None else None
        return {place.conversation, *(map(str, value) if isinstance(value, list) else ())}

    def _move_drafts(self, persons: Iterable[str], to: str, since: str) -> None:
        """Move what was half-typed since a talk began; what is half-typed over there stays.

        What is about the plan here, such as who has a copy of it, is no part of the talk.
        """
        for draft in [draft for one in persons for draft in self._store.drafts(one)]:
            if draft.at < since or draft.question.startswith(BESIDE):
                continue
            if self._store.draft(to, draft.question, draft.instance):
                continue
            at = dt.datetime.fromisoformat(draft.at)
            self._store.keep_draft(replace(draft, person=to, seen=()), at=at)
            self._store.drop_draft(draft.person, draft.question, draft.instance)


def _beside(there: Place | None, moved: Place) -> Place:
    """Return the talk that is carried on: one that waits there already, with both notes."""
    if there is None:
        return moved
    notes = dict.fromkeys(filter(None, (there.note, moved.note)))
    return replace(there, note="\n".join(notes))


def names_somebody(reason: str, *subjects: Subject) -> bool:
    """Say whether *reason* holds a name of one of these people: the trail outlives both plans."""
    words = set(folded(reason).split())
    names = (" ".join((s.family, s.given, s.preferred)) for s in subjects)
    return any(words.intersection(w for w in folded(name).split() if len(w) > 1) for name in names)


def signed_with(log: Log, found: Iterable[Thing]) -> tuple[Version, ...]:
    """Return the signed versions whose copies hold some of *found*, the oldest first."""
    moved = {entry.digest for thing in found for entry in thing.entries}
    held = (v for v in log.versions.values() if moved & log.at(v).entries.keys())
    return tuple(sorted(held, key=lambda v: (v.number, v.digest)))


def holds_words_of_another(log: Log, version: Version) -> bool:
    """Say whether a copy of *version* would tell what was taken out of the plan since."""
    state = log.at(version)
    return any(
        is_about_another(log, entry) and not is_about_another(state, entry)
        for entry in state.entries.values()
    )


def _pen(staff: Staff, person: str, at: dt.datetime) -> Pen:
    author = Author(staff.id, staff.name, staff.role, staff.reg)
    return Pen(person=person, author=author, now=lambda: at, lang=language())


def _gives_way(head: Entry, entry: Entry) -> bool:
    """Say whether *entry* may take the place of what stands: that says nothing, or the same.

    Where the two differ in who may see it, both stand, and the stricter holds.
    """
    if head.answer.standing in _GIVES_WAY:
        return True
    alike = (head.answer.sharing, head.answer.copy_rule) == (
        entry.answer.sharing, entry.answer.copy_rule,
    )  # fmt: skip
    return alike and head.same_as == entry.same_as


def _stands_against(log: Log, entry: Entry) -> bool:
    return any(
        head.answer.standing not in _GIVES_WAY and head.same_as != entry.same_as
        for head in log.heads(*entry.key)
    )


def _touch_an_end(log: Log, made: Sequence[Entry]) -> bool:
    """Say whether *made* ends a plan or changes a move of somebody: that is for who signs off.

    A move and what prints of it go over together, in whichever order.
    """
    return any(
        touches_an_end(now, entry) or rewrites_a_move(now, entry, made)
        for n, entry in enumerate(made)
        for now in [log.plus(made[:n])]
    )

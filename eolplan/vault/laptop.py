"""What one laptop alone keeps of an open vault, and who of its staff may read what.

Half-typed answers, where a talk stands, settings, staff, local services, the audit trail: none
of it is part of the log, and none of it travels with a copy.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from eolplan.directory import Service
from eolplan.identity import Staff
from eolplan.record import Entry, Value
from eolplan.record.codes import ABOUT_THE_RECORD
from eolplan.vault import drafts, reasons, services, team
from eolplan.vault.audit import Trail
from eolplan.vault.compartments import NOBODYS, Compartments, Ways
from eolplan.vault.db import Database
from eolplan.vault.header import Slot
from eolplan.vault.keys import Keys
from eolplan.vault.people import one_with
from eolplan.vault.readers import Readers
from eolplan.vault.rows import Anchor, AuditRow, Draft, Place
from eolplan.vault.sealed import Sealed


class Laptop:
    """The part of a store that belongs to this laptop; ``Store`` has the rest."""

    def __init__(
        self, db: Database, keys: Keys, staff: str, readers: Readers, ways: Ways = NOBODYS
    ) -> None:
        self._db = db
        self._keys = keys
        self._staff = staff
        self._readers = readers
        self._trail = Trail(db, keys, staff)
        self._compartments = Compartments(db, self._trail, staff, ways)
        self._sealed = Sealed(db, self._trail, staff, self._compartments)

    # -- this laptop: drafts, places, settings, staff -------------------------

    def draft(self, person: str, question: str, instance: str = "") -> Draft | None:
        """Return a half-typed answer, or None."""
        found = drafts.drafts_of(self._db, person, question, instance)
        found += self._sealed.drafts_of(person, question, instance)
        return found[0] if found else None

    def drafts(self, person: str) -> list[Draft]:
        """Return a person's half-typed answers, the oldest first.

        Those that are kept for others than whoever is at work are not among them.
        """
        found = drafts.drafts_of(self._db, person) + self._sealed.drafts_of(person)
        return sorted(found, key=lambda draft: (draft.at, draft.question, draft.instance))

    def keep_draft(self, draft: Draft, *, at: dt.datetime) -> None:
        """Keep a half-typed answer over the one before it; it is never part of the log.

        Raises:
            NotWritten: the one before it stands.
        """
        with self._db.transaction():
            if draft.question in self._sealed.questions:
                self._sealed.keep_draft(draft, at)
            else:
                drafts.keep(self._db, draft, at)

    def drop_draft(self, person: str, question: str, instance: str = "") -> None:
        """Forget a half-typed answer.

        Raises:
            NotWritten: it stands.
        """
        with self._db.transaction():
            drafts.drop(self._db, [(person, question, instance)])
            self._sealed.drop_drafts([(person, question, instance)])

    def remember(self, person: str, place: Place) -> None:
        """Keep where the conversation with *person* stands.

        Raises:
            NotWritten: what was kept before stands.
        """
        with self._db.transaction():
            drafts.remember(self._db, person, place)

    def forget(self, person: str) -> None:
        """The conversation with *person* has ended.

        Raises:
            NotWritten: its place stands.
        """
        with self._db.transaction():
            drafts.forget(self._db, person)

    def place(self, person: str) -> Place | None:
        """Return where the conversation with *person* stands; None when it has ended."""
        return drafts.place_of(self._db, person)

    def places_of(self, person: str) -> list[Place]:
        """Return where talks stand that are kept under any id of who stands once in the list."""
        found = (self.place(one) for one in one_with(self._db, person))
        return [place for place in found if place is not None]

    def is_begun(self, person: str, place: Place, besides: Collection[str] = ()) -> bool:
        """Say whether anything of the talk at *place* is kept; else it was only looked at.

        Args:
            person: Under which id it is kept.
            place: Where it stands.
            besides: Questions whose answers are written down without anybody saying anything.
        """
        asked_for = place.note or place.paused_at or place.follows
        return bool(asked_for) or drafts.is_begun(self._db, person, place, besides)

    def places(self) -> dict[str, Place]:
        """Return, by person, where every conversation stands that has not ended."""
        return drafts.places(self._db)

    def setting(self, key: str) -> Value:
        """Return a setting, or None when it was never put."""
        return team.setting(self._db, key)

    def settings(self, prefix: str) -> dict[str, Value]:
        """Return every setting whose key begins with *prefix*, by key."""
        return team.settings(self._db, prefix)

    def put_setting(self, key: str, value: Value, *, at: dt.datetime) -> None:
        """Keep a setting.

        Raises:
            NotWritten: the one before it stands.
        """
        with self._db.transaction():
            team.put_setting(self._db, self._trail, key, value, at)

    def users(self) -> list[Staff]:
        """Return the members of staff of this vault, by name."""
        return team.users(self._db)

    def put_user(self, staff: Staff, *, at: dt.datetime) -> None:
        """Keep a member of staff and the team's facts, over what was kept before.

        Raises:
            NotWritten: what was kept before stands.
        """
        with self._db.transaction():
            team.put_user(self._db, self._trail, staff, at)

    def services(self) -> list[Service]:
        """Return the local services of the team's directory, those out of use at the end."""
        return services.services(self._db)

    def put_services(self, new: Iterable[Service], *, at: dt.datetime) -> None:
        """Keep services of the directory, all of them or none.

        Raises:
            NotWritten: what was kept before stands.
        """
        with self._db.transaction():
            services.put_services(self._db, self._trail, new, at)

    # -- the audit trail -----------------------------------------------------

    def audit(
        self, action: str, object_: Value, *, at: dt.datetime, reason: str = "",
        about: Iterable[str] = (),
    ) -> None:  # fmt: skip
        """Write down that something was done, such as opening a plan or saving a copy.

        Args:
            action: A short name with a dot, such as ``copy.saved``.
            object_: What it was done to: ids and codes, nobody's words.
            at: When.
            reason: Why, as typed. It is kept beside the trail and goes with whoever is
                erased; an object with members gets its id, as ``why``.
            about: Ids of the people whom the reason may tell something of.

        Raises:
            NotWritten: it was not written down.
        """
        with self._db.transaction():
            self._tell(action, object_, at, reason, about)

    def audit_about(self, text: str) -> list[AuditRow]:
        """Return what the trail says about an id or a digest, oldest first."""
        return self._trail.about(text)

    def anchor(self) -> Anchor:
        """Return the end of the audit chain, to be kept outside the vault."""
        return self._trail.newest()

    def why(self, one: str) -> str:
        """Return the reason that a row of the trail tells of by this id; empty: it was erased."""
        return reasons.words_of(self._db, one)

    def _tell(
        self, action: str, object_: Value, at: dt.datetime, reason: str, about: Iterable[str]
    ) -> None:
        """Add a row to the trail, and beside it the reason, where there is one."""
        why = reasons.keep(self._db, self._trail, reason, about, at)
        what = {**object_, "why": why} if why and isinstance(object_, dict) else object_
        self._trail.add(action, what, at)

    # -- what is kept for chosen members of staff -----------------------------

    def restrict(self, questions: Collection[str]) -> None:
        """Keep every answer to *questions* for chosen staff from now on; the guide says which."""
        self._sealed.questions = frozenset(questions) - ABOUT_THE_RECORD

    def sealed_among(self, new: Iterable[Entry]) -> frozenset[str]:
        """Return the digests of those of *new* that are kept for chosen staff."""
        return self._sealed.among(new)

    def may_read_restricted(self, user: str) -> bool:
        """Say whether a member of staff was chosen to read what is kept for chosen staff.

        Nobody was before the first such answer; whoever writes it is the first.
        """
        return user in self._compartments.chosen()

    def let_read_restricted(self, user: str, on: bool, *, at: dt.datetime) -> None:
        """Choose a member of staff to read what is kept for chosen staff, or end that.

        Raises:
            NotChosen: whoever is at work cannot read it.
            NoWayIn: *user* has no way in to the store.
            LastToRead: nobody would be left.
            NotWritten: nothing was changed.
        """
        with self._db.transaction():
            self._compartments.let(user, at, on=on)

    def tend_seals(self, at: dt.datetime) -> None:
        """Seal what can be read here to a new recovery sheet, and no longer to ways in that went.

        For whoever has just opened the store or changed its header.

        Raises:
            NotWritten: nothing was changed.
        """
        with self._db.transaction():
            self._compartments.tend(at)

    def carry_seals(
        self, private: bytes | bytearray, before: Iterable[Slot], *, at: dt.datetime
    ) -> None:
        """After a way in by the recovery sheet or the organisation; see ``Compartments.carry``.

        Raises:
            NotWritten: nothing was changed.
        """
        with self._db.transaction():
            self._compartments.carry(private, before, at)

    def wipe(self) -> None:
        """Overwrite the keys of what is kept for chosen staff."""
        self._compartments.wipe()

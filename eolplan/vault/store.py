"""What an open vault keeps: SQL in, values out.

Every method that writes is one transaction: when it returns, all of it is on
the disk; when it raises, nothing of it was kept. ``at`` is an aware datetime.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import Final

from eolplan.record import Entry, Log, Value, Version, same_words
from eolplan.vault import drafts, entries, people, reasons, search, team
from eolplan.vault.audit import RECEIVED, RECORDED
from eolplan.vault.drafts import Key
from eolplan.vault.erase import ENTRY, NUMBER, PERSON, Eraser, known, mark
from eolplan.vault.errors import PlanAltered
from eolplan.vault.laptop import Laptop
from eolplan.vault.rows import (
    Anchor,
    Batch,
    CaseloadRow,
    Verification,
)
from eolplan.vault.traces import numbers_in, numbers_of, struck_elsewhere
from eolplan.vault.verify import MakeRow, Verifier

_NONE: Final[Mapping[str, str]] = MappingProxyType({})


class Store(Laptop):
    """The records in one open vault, as one member of staff works on them.

    Beside a writer, ``Session.reader()`` gives another thread a store of its own
    that can only read; its writing methods raise ``NotWritten``.
    """

    # -- the log -----------------------------------------------------------

    def log(self, person: str) -> Log:
        """Return everything held about *person*, in the order of arrival.

        An unknown person has an empty log. Persons who were joined give one log. What is
        kept for others than whoever is at work is known by its links.

        Raises:
            PlanAltered: this plan is not what was written; others can be read.
            VaultDamaged: the file could not be read.
        """
        return entries.log_of(self._db, person, self._sealed)

    def persons(self) -> list[str]:
        """Return the ids of all persons, in the order in which they came."""
        return people.everyone(self._db)

    def counts(self) -> dict[str, int]:
        """Return how much there is of each kind, and nothing of what it says."""
        kinds = ("people", "entries", "versions", "staff")
        row = self._db.one(
            "SELECT (SELECT count(*) FROM person),"
            " (SELECT count(*) FROM entry) + (SELECT count(*) FROM sealed),"
            " (SELECT count(*) FROM version), (SELECT count(*) FROM user)"
        )
        return dict(zip(kinds, row or (), strict=False))

    def append(
        self,
        new: Sequence[Entry],
        *,
        at: dt.datetime,
        drop_drafts: Iterable[Key] = (),
        caseload: CaseloadRow | None = None,
        guides: Mapping[str, str] = _NONE,
        versions: Sequence[Version] = (),
    ) -> None:
        """Record what was said.

        Args:
            new: Entries of one person (or of several who were joined), in order.
                One that is held already is left alone, so a retry does no harm.
            at: When, for the audit trail.
            drop_drafts: (person, question, instance) that the entries replace.
            caseload: The person's row as it is with these entries.
            guides: The words asked, by the digest that the entries name.
            versions: Sign-offs made in the same act.

        Raises:
            NotWritten: nothing was kept; the words are the caller's to keep.
        """
        persons = [e.person for e in new] + [v.person for v in versions]
        batch = Batch(persons[0] if persons else "", tuple(new), (), tuple(versions), guides)
        done = tuple(drop_drafts)
        with self._writing([batch], at):
            self._add(batch, RECORDED, at, caseload)
            drafts.drop(self._db, done)
            self._sealed.drop_drafts(done)

    def record_all(
        self,
        batches: Iterable[Batch],
        *,
        at: dt.datetime,
        rows: Iterable[CaseloadRow],
        told: tuple[str, Value],
        reason: str = "",
        about: Iterable[str] = (),
    ) -> None:
        """Record one act in the plans of several people, all of it or nothing.

        Args:
            batches: What is said of each of them; one that is held already is left alone.
            at: When, for the audit trail.
            rows: The rows, as they are then, of everybody whose row it changes.
            told: What the trail says of the whole act: a name and an object.
            reason, about: As of ``audit``.

        Raises:
            NotWritten: nothing was kept.
        """
        several = tuple(batches)
        with self._writing(several, at):
            for batch in several:
                self._add(batch, RECORDED, at, None)
            for row in rows:
                people.put_row(self._db, row)
            self._tell(*told, at, reason, about)

    def add_version(self, version: Version, *, at: dt.datetime) -> None:
        """Keep a signed version.

        Raises:
            NotWritten: nothing was kept.
        """
        self.append([], at=at, versions=[version])

    def receive(
        self, batch: Batch, *, at: dt.datetime, caseload: CaseloadRow | None = None
    ) -> None:
        """Add what a copy brought; what is held already is left alone.

        Args:
            batch: Checked and hashed before, off the GUI thread.
            at: When.
            caseload: The person's row as it is with all of it.

        Raises:
            NotWritten: nothing was kept.
        """
        self.receive_all([(batch, caseload)], at=at)

    def receive_all(
        self, arrivals: Iterable[tuple[Batch, CaseloadRow | None]], *, at: dt.datetime
    ) -> None:
        """Add what copies about several people brought, all of it or nothing.

        Args:
            arrivals: For each person what was brought, as in ``receive``, and the
                person's row as it is with all of it.
            at: When.

        Raises:
            NotWritten: nothing was kept.
        """
        brought = tuple(arrivals)
        with self._writing([batch for batch, _ in brought], at):
            for batch, caseload in brought:
                self._add(batch, RECEIVED, at, caseload)

    @contextmanager
    def _writing(self, batches: Iterable[Batch], at: dt.datetime) -> Generator[None]:
        """A transaction. With the first answer for chosen staff, all that lies open is closed."""
        if not self._sealed.waits(e for batch in batches for e in batch.entries):
            with self._db.transaction():
                yield
            return
        with self._db.erasure():
            self._sealed.move(at)
            yield

    def _add(
        self, batch: Batch, action: str, at: dt.datetime, caseload: CaseloadRow | None
    ) -> None:
        new = entries.missing(self._db, batch)
        if any((new.entries, new.versions, new.husks, new.guides, new.withheld)):
            practice = caseload is not None and caseload.practice == "yes"
            closed = self._sealed.closed(new.entries, at)
            entries.add(self._db, self._trail, new, closed, action=action, at=at, practice=practice)
        if caseload is not None:
            people.put_row(self._db, caseload)

    def guide_text(self, digest: str) -> str:
        """Return the words asked, by their digest.

        Raises:
            KeyError: they are not kept here.
        """
        row = self._db.one("SELECT text FROM guide WHERE digest = ?", digest)
        if row is None:
            raise KeyError(digest)
        return str(row[0])

    # -- people ------------------------------------------------------------

    def caseload(self) -> list[CaseloadRow]:
        """Return the list of people, by name."""
        return people.all_rows(self._db)

    def caseload_row(self, person: str) -> CaseloadRow | None:
        """Return one person's row, or None."""
        return people.row_of(self._db, person)

    def search(self, text: str) -> list[str]:
        """Return the ids of the people that *text* fits, by name; everyone when it is blank.

        Words in any order, cut short, without accents: names, date of birth,
        NHS, CHI or H&C number with or without blanks, postcode.
        """
        return search.people_like(self._db, text)

    def rebuild_caseload(self, make_row: MakeRow, *, at: dt.datetime) -> None:
        """Work the list of people out of the records again.

        Raises:
            NotWritten: the list stands as it was.
        """
        with self._db.transaction():
            for person in people.everyone(self._db):
                people.put_row(self._db, make_row(person, self.log(person)))
            people.reindex(self._db)
            self._trail.add("caseload.rebuilt", {}, at)

    def unfilled(self) -> list[str]:
        """Return the persons whose row an older layout left without who recorded in it."""
        return people.unfilled(self._db)

    def others_say(self, question: str, words: str, but: Iterable[str]) -> bool:
        """Say whether exactly these own words stand in the record of anybody else.

        Args:
            question: Where.
            words: They.
            but: Ids of the person they were read from.
        """
        rows = self._db.rows(
            "SELECT DISTINCT person_id FROM entry WHERE question_id = ?"
            " AND json_extract(body, '$.own_words') = ?"
            " AND NOT EXISTS (SELECT 1 FROM link WHERE parent = entry.digest)",
            question, words,
        )  # fmt: skip
        return not {str(row[0]) for row in rows} <= set(but)

    # -- erasure, reading back -------------------------------

    def knows_erased(self, digest: str) -> bool:
        """Say whether the entry of that digest was erased here, and so is not taken in again."""
        return known(self._db, mark(self._keys, ENTRY, digest))

    def knows_erased_person(self, person: str, number: str = "") -> bool:
        """Say whether a person with this id or NHS number was erased here."""
        marks = [mark(self._keys, PERSON, person), mark(self._keys, NUMBER, number)]
        return any(known(self._db, m) for m in marks)

    def erase_entry(self, digest: str, *, reason: str, at: dt.datetime, make_row: MakeRow) -> None:
        """Take the words of one entry out of the file for good; its links stay.

        Entries that repeat the same words go with it; *reason* stays, so it holds
        nobody's words. One that was erased already
        is erased from the free space of the file again.

        Raises:
            KeyError: it is not held and never was erased, or whoever is at work cannot
                read it.
            NotErased: something is reading; nothing was erased.
            NotWritten: the disk did not take it, or only part; try again.
        """
        if self.knows_erased(digest):
            self._wipe_free_space()
            return
        with self._readers.none():
            with self._db.erasure():
                log = self.log(person := entries.person_of(self._db, digest))
                if digest not in log.entries:
                    raise KeyError(digest)
                eraser = self._eraser(reason, at)
                gone = [log.entries[d] for d in sorted(same_words(log, digest))]
                eraser.entries(gone, log.persons)
                for one in people.one_with(self._db, person):
                    people.put_row(self._db, make_row(one, self.log(one)))
                people.reindex(self._db)
            self._wipe_free_space()

    def erase_person(
        self, person: str, *, reason: str, at: dt.datetime, make_row: MakeRow | None = None
    ) -> None:
        """Take everything about one person out of the file for good, whatever ids they have.

        Words about them that were moved out of the plan of somebody else go from its history
        too, and so do typed reasons about them and the page that was open at the last lock. What
        stays are marks (by which the person is known again, but not named), the ids and
        digests in the audit trail, and *reason*, which holds nobody's words.

        Args:
            person: Any id of theirs.
            reason: Why, for the audit trail.
            at: When.
            make_row: For the line in the list of whoever such words are taken from; None: it
                stays as it is until the list is worked out again.

        Raises:
            PlanAltered: the plan of somebody from which words of theirs were moved is not
                what was written; nothing was erased.
            NotErased: something is reading; nothing was erased.
            NotWritten: the disk did not take it, or only part; try again.
        """
        with self._readers.none():
            with self._db.erasure():
                eraser = self._eraser(reason, at)
                ids, numbers = self._ids_and_numbers(person)
                elsewhere = struck_elsewhere(self._db, self._trail, self.log, ids)
                for other, struck in elsewhere.items():
                    eraser.links(struck)
                    if make_row:
                        self._put_rows(other, make_row)
                for one in ids:
                    eraser.person(one, numbers)
                reasons.forget(self._db, self._trail, ids.__contains__, at)
                team.forget_spots(self._db, self._trail, at)
            self._wipe_free_space()

    def _put_rows(self, person: str, make_row: MakeRow) -> None:
        for one in sorted(self.log(person).members):
            people.put_row(self._db, make_row(one, self.log(one)))

    def _ids_and_numbers(self, person: str) -> tuple[list[str], set[str]]:
        """Return every id of a person, and every number that was recorded of them."""
        try:
            log = self.log(person)
        except PlanAltered:  # the list knows less, and what was altered must go too
            ids = people.one_with(self._db, person)
            rows = [people.row_of(self._db, one) for one in ids]
            return ids, {number for row in rows for number in numbers_in(row)}
        return sorted(log.members | {person}), numbers_of(log)

    def _eraser(self, reason: str, at: dt.datetime) -> Eraser:
        return Eraser(self._db, self._keys, self._trail, staff=self._staff, reason=reason, at=at)

    def _wipe_free_space(self) -> None:
        """Leave no page of the file or of its log that holds what was erased."""
        self._db.compact()
        self._db.checkpoint()

    def holds(self, anchor: Anchor) -> bool:
        """Say whether the audit chain runs through *anchor*."""
        row = self._db.one("SELECT h FROM audit WHERE seq = ?", anchor.seq)
        return anchor.seq == 0 or row == (anchor.h,)

    def verify(self, anchor: Anchor | None = None, make_row: MakeRow | None = None) -> Verification:
        """Read everything back and compare it with the audit chain.

        Args:
            anchor: The end of the chain at an earlier time, kept elsewhere.
            make_row: To compare the list of people too.
        """
        return Verifier(self._db, self._keys, self.log, self._sealed).run(anchor, make_row)

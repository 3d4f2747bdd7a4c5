"""Reading everything back: is it what was written, all of it, and nothing else?

Within the file this finds any edit, removal, reordering or insertion by whoever
lacks the chain key. A cut-off end, or an older copy of the whole file, looks
well from inside; only an anchor kept elsewhere shows it.

It is read bit by bit, and what SQLite can compare, it compares: no table is in
memory as a whole, and whoever works beside it has their turn all the while.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from eolplan.errors import EolplanError
from eolplan.record import Entry, EntryAltered, EntryUnreadable, Husk, Log, Version
from eolplan.record.canonical import sha256
from eolplan.vault import compartments, layout
from eolplan.vault.arrivals import Arrivals
from eolplan.vault.audit import ROTATED, Trail, digest_of, former_keys, sealed
from eolplan.vault.db import Database
from eolplan.vault.entries import known
from eolplan.vault.erase import PERSON, mark
from eolplan.vault.errors import NotWritten, VaultDamaged
from eolplan.vault.keys import Keys, signature_stands
from eolplan.vault.people import row_expected, rows_kept
from eolplan.vault.rows import Anchor, CaseloadRow, Verification
from eolplan.vault.sealed import Sealed, every, kept_of
from eolplan.vault.told import NAMED, Told
from eolplan.words import say, tr

MakeRow = Callable[[str, Log], CaseloadRow]
"""A person's row, worked out from the record: (person id, log)."""

Key = TypeVar("Key")

_NOT_LINKED: Final = """
    SELECT 1 FROM entry e, json_each(e.body, '$.supersedes') j WHERE NOT EXISTS (
      SELECT 1 FROM link WHERE child = e.digest AND +parent = j.value
    ) UNION ALL
    SELECT 1 FROM sealed s, json_each(s.supersedes) j WHERE NOT EXISTS (
      SELECT 1 FROM link WHERE child = s.digest AND +parent = j.value
    ) LIMIT 1
"""
_NOT_SAID: Final = """
    SELECT 1 FROM link l WHERE NOT EXISTS (
      SELECT 1 FROM entry e, json_each(e.body, '$.supersedes') j
      WHERE e.digest = l.child AND j.value = +l.parent
    ) AND NOT EXISTS (
      SELECT 1 FROM sealed s, json_each(s.supersedes) j
      WHERE s.digest = l.child AND j.value = +l.parent
    ) ORDER BY l.child LIMIT 1
"""
"""Both go along the digests of the children (a plus keeps SQLite from the other index)."""


class Verifier:
    """One reading of one vault.

    Attributes:
        problems: What was found so far, one sentence each.
    """

    def __init__(
        self, db: Database, keys: Keys, log_of: Callable[[str], Log], shut: Sealed
    ) -> None:
        self._db = db
        self._keys = keys
        self._log_of = log_of
        self._shut = shut
        self._told = Told()
        self._formers: set[str] = set()
        self.problems: list[str] = []

    def run(self, anchor: Anchor | None, make_row: MakeRow | None) -> Verification:
        """Run every check; one that cannot be finished is a finding, and the next one runs."""
        for check in (self._pages, self._schema, self._entries, self._versions, self._links):
            self._try(check)
        if make_row is not None:
            self._try(lambda: self._caseload(make_row))
        self._try(self._chain)
        if self._told.whole:
            for check in (
                self._arrivals, self._boxes, self._husks, self._kept, self._erasures, self._facts,
                self._former,
            ):  # fmt: skip
                self._try(check)
        anchored = anchor is not None and self._holds(anchor)
        problems = tuple(dict.fromkeys(self.problems))
        return Verification(ok=not problems, anchored=anchored, problems=problems)

    def _try(self, check: Callable[[], None]) -> None:
        try:
            check()
        except NotWritten:
            self._found(tr("Another task is using the file, so not all of it could be read."))
        except (VaultDamaged, ValueError, TypeError):
            self._found(tr("Part of the file could not be read."))

    def _found(self, sentence: str) -> None:
        self.problems.append(sentence)

    def _pages(self) -> None:
        """Every page's own HMAC, then the trees. The log first: it is not looked into."""
        self._db.checkpoint()
        if self._db.rows("PRAGMA cipher_integrity_check"):
            self._found(tr("Some pages of the file are damaged."))
        if self._db.rows("PRAGMA integrity_check") != [("ok",)]:
            self._found(tr("The tables of the file do not fit together."))
        if any(self._db.each("PRAGMA foreign_key_check")):
            self._found(tr("Some rows point at others that are not there."))

    def _schema(self) -> None:
        """Triggers and tables as shipped: whoever drops a guard can rewrite history."""
        if layout.schema_of(self._db) != layout.expected_schema(layout.shipped()):
            self._found(tr("The rules of the file are not those of this eolplan."))

    def _chain(self) -> None:
        before = ""
        for seq, (row, prev) in enumerate(Trail(self._db, self._keys, "").rows(), start=1):
            h = sealed(self._keys, seq, row.at, row.staff, row.action, row.object, before)
            if (row.seq, prev, row.h) != (seq, before, h):
                self._found(
                    say(
                        "The audit trail was changed at row {row}. Nothing was compared with it.",
                        row=seq,
                    )
                )
                return
            before = h
            self._told.hear(row)
            if row.action == ROTATED:
                self._formers.add(json.loads(row.object)["former"])
        self._told.whole = True

    def _holds(self, anchor: Anchor) -> bool:
        row = self._db.one("SELECT h FROM audit WHERE seq = ?", anchor.seq)
        if row == (anchor.h,):
            return True
        self._found(
            tr("The store is older than the anchor, or not the one that the anchor was made of.")
        )
        return False

    def _entries(self) -> None:
        for digest, body, *columns in self._db.each(
            "SELECT digest, body, person_id, question_id, instance FROM entry"
        ):
            if not _is_entry(digest, body, columns):
                self._found(say("Entry {entry} is not what was written.", entry=digest[:8]))

        for row in self._shut.altered(every(self._db)):
            self._found(say("Entry {entry} is not what was written.", entry=row.digest[:8]))

    def _versions(self) -> None:
        for row in self._db.each("SELECT digest, body, signature, signer_key FROM version"):
            if not _is_version(*row):
                self._found(say("Version {version} is not what was signed.", version=row[0][:8]))

    def _arrivals(self) -> None:
        """Each came under the row, and at the place in it, that the chain says; none is gone."""
        for name in NAMED:
            arrivals = Arrivals(self._db, name)
            for digest in arrivals.misplaced():
                self._found(say("{digest} did not come in as it says.", digest=digest[:8]))
            for digest, seq in arrivals.gone().items():
                if self._told.stays(digest, seq):
                    self._found(say("{digest} was taken out.", digest=digest[:8]))

    def _former(self) -> None:
        """What former keys left is what was handed on when they were replaced."""
        if {digest_of(one) for one in former_keys(self._db)} != self._formers:
            self._found(tr("What former keys of the store left was changed outside eolplan."))

    def _boxes(self) -> None:
        """What is kept for chosen staff is what was closed, also for whoever cannot open it."""
        held = ((row.digest, kept_of(row)) for row in every(self._db))
        if _differ(held, self._told.boxes_left()):
            self._found(tr("What is kept for chosen staff was changed outside eolplan."))

    def _husks(self) -> None:
        held = (
            ((digest, seq), known(person, Husk(digest, tuple(json.loads(links)), *rest)))
            for digest, seq, person, links, *rest in self._db.each(
                "SELECT digest, arrived, person_id, supersedes, why, question_id, instance"
                " FROM husk"
            )
        )
        if _differ(held, self._told.husks_left()):
            self._found(tr("What is known of entries kept elsewhere was changed."))

    def _kept(self) -> None:
        """What copies leave out, and the words asked."""
        for person, withheld in self._db.each("SELECT id, withheld FROM person"):
            if not self._may_withhold(person, set(json.loads(withheld))):
                self._found(tr("What copies leave out was changed outside eolplan."))
        guides = ((d, sha256(text)) for d, text in self._db.each("SELECT digest, text FROM guide"))
        if _differ(guides, dict(self._told.texts)):
            self._found(tr("The words that were asked are not those that were kept."))

    def _may_withhold(self, person: str, kept: set[str]) -> bool:
        """Say whether the chain bears out what the copies about a person leave out.

        Of somebody who was erased and came back, it knows more than is kept.
        """
        told = self._told.withheld.get(person, set())
        return kept == told or (kept < told and mark(self._keys, PERSON, person) in self._told.macs)

    def _links(self) -> None:
        if any(self._db.one(sql) for sql in (_NOT_LINKED, _NOT_SAID)):
            self._found(tr("The links between entries are not those that the entries name."))

    def _erasures(self) -> None:
        if self._db.one("SELECT 1 FROM erasing") is not None:
            self._found(tr("An erasure was left open."))
        if {row[0] for row in self._db.rows("SELECT mac FROM erasure")} != self._told.macs:
            self._found(tr("The marks of what was erased are not those in the audit trail."))

    def _facts(self) -> None:
        """Staff and their keys, settings, services, who may read what: the last that was kept."""
        kept = {
            f"{kind} {name}": sha256(text)
            for kind, name, text in self._db.rows(
                "SELECT 'user', id, facts FROM user"
                " UNION ALL SELECT 'setting', key, value FROM setting"
                " UNION ALL SELECT 'service', id, facts FROM service"
            )
        }
        kept |= {
            f"compartment {one.id}": compartments.kept_of(one)
            for one in compartments.rows_of(self._db)
        }
        spkis = {row[0] for row in self._db.rows("SELECT spki FROM signer")}
        if kept != self._told.facts or spkis != self._told.spkis:
            self._found(
                tr("What is kept about staff, settings or services was changed outside eolplan.")
            )

    def _caseload(self, make_row: MakeRow) -> None:
        kept = rows_kept(self._db)
        expected = {}
        written = {
            row[0]
            for row in self._db.rows(
                "SELECT person_id FROM entry UNION SELECT person_id FROM sealed"
            )
        }
        for person in sorted(written | set(kept)):
            try:
                expected[person] = row_expected(make_row(person, self._log_of(person)))
            except EolplanError:
                self._found(tr("One plan could not be read. The others are not affected."))
                return
        indexed = self._db.rows("SELECT p.id FROM people_search s JOIN person p ON p.n = s.rowid")
        if kept != expected or {row[0] for row in indexed} != set(kept):
            self._found(tr("The list of people differs from the plans."))


def _differ(held: Iterable[tuple[Key, str]], told: dict[Key, str]) -> bool:
    """Say whether what is held, each once, differs from what the chain says; that is used up."""
    same = True
    for key, kept in held:
        same = told.pop(key, None) == kept and same
    return bool(told) or not same


def _is_entry(digest: str, body: str, columns: list[str]) -> bool:
    try:
        entry = Entry.read(body, digest)
    except (EntryAltered, EntryUnreadable):
        return False
    return [entry.person, entry.question, entry.instance] == columns


def _is_version(digest: str, body: str, signature: str, spki: str) -> bool:
    try:
        Version.read(body, digest)
    except (EntryAltered, EntryUnreadable):
        return False
    return signature_stands(bytes.fromhex(digest), signature, spki)

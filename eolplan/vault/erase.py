"""Erasure: the words go for good, a mark stays so that no older copy brings them back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from eolplan.record import Entry, Husk, Value
from eolplan.record.body import utc
from eolplan.vault.audit import ERASED, Trail
from eolplan.vault.db import Database
from eolplan.vault.entries import add_husks
from eolplan.vault.entries import known as known_husk
from eolplan.vault.keys import Keys, tag
from eolplan.vault.people import drop_row, reindex

ENTRY = "entry"
PERSON = "person"
NUMBER = "number"
"""What an erasure is remembered by."""


def mark(keys: Keys, kind: str, text: str) -> str:
    """Return the HMAC by which something erased is known again."""
    return tag(keys.erasure, f"{kind}:{text}")


def known(db: Database, mac: str) -> bool:
    """Say whether something with this mark was erased here."""
    return db.one("SELECT 1 FROM erasure WHERE mac = ?", mac) is not None


class Eraser:
    """One erasure inside one ``Database.erasure`` transaction."""

    def __init__(
        self, db: Database, keys: Keys, trail: Trail, *, staff: str, reason: str, at: dt.datetime
    ) -> None:
        self._db = db
        self._keys = keys
        self._trail = trail
        self._staff = staff
        self._reason = reason
        self._at = at

    def entries(self, entries: Sequence[Entry]) -> None:
        """Take entries of one person away, and what is half typed in their place.

        Their links stay, so that nothing older stands again.
        """
        self.links([Husk.of(entry, "erased") for entry in entries])
        for entry in entries:
            for table in ("draft", "sealed_draft"):
                self._db.run(
                    f"DELETE FROM {table}"  # noqa: S608  constants
                    " WHERE person_id = ? AND question_id = ? AND instance = ?",
                    entry.person, entry.question, entry.instance,
                )  # fmt: skip

    def links(self, husks: Sequence[Husk]) -> None:
        """Take the entries with these links away, also those that nobody at work can read."""
        digests = [husk.digest for husk in husks]
        macs = [mark(self._keys, ENTRY, digest) for digest in digests]
        left: list[Value] = [known_husk(husk.person, husk) for husk in husks]
        seq = self._note({"entries": [*digests], "macs": [*macs], "left": left})
        self._remember(macs)
        self._open(digests)
        for digest in digests:
            for table in ("entry", "sealed", "husk"):
                self._db.run(f"DELETE FROM {table} WHERE digest = ?", digest)  # noqa: S608  constants
        add_husks(self._db, husks[0].person, husks, seq)

    def person(self, person: str, numbers: Iterable[str]) -> None:
        """Take everything about a person away; only marks stay."""
        gone = {
            name: self._digests(tables, person)
            for name, tables in (
                ("entries", ("entry", "sealed")),
                ("versions", ("version",)),
                ("husks", ("husk",)),
            )
        }
        macs = sorted(
            {mark(self._keys, PERSON, person)}
            | {mark(self._keys, NUMBER, number) for number in numbers if number}
            | {mark(self._keys, ENTRY, digest) for digest in gone["entries"] + gone["husks"]}
        )
        named: dict[str, Value] = {name: [*digests] for name, digests in gone.items()}
        self._note(named | {"macs": [*macs]})
        self._remember(macs)
        self._open([digest for digests in gone.values() for digest in digests])
        for table in ("entry", "sealed", "version", "husk", "draft", "sealed_draft", "place"):
            self._db.run(f"DELETE FROM {table} WHERE person_id = ?", person)  # noqa: S608  constants
        drop_row(self._db, person)
        self._db.run("DELETE FROM person WHERE id = ?", person)
        reindex(self._db)

    def _digests(self, tables: Iterable[str], person: str) -> list[str]:
        found: set[str] = set()
        for table in tables:
            sql = f"SELECT digest FROM {table} WHERE person_id = ?"  # noqa: S608  constants
            found |= {row[0] for row in self._db.rows(sql, person)}
        return sorted(found)

    def _note(self, object_: dict[str, Value]) -> int:
        return self._trail.add(ERASED, object_ | {"reason": self._reason}, self._at)

    def _remember(self, macs: Iterable[str]) -> None:
        new = [mac for mac in macs if not known(self._db, mac)]
        self._db.run_many(
            "INSERT INTO erasure (mac, at, staff, reason) VALUES (?, ?, ?, ?)",
            ((mac, utc(self._at), self._staff, self._reason) for mac in new),
        )

    def _open(self, digests: Iterable[str]) -> None:
        self._db.run_many(
            "INSERT INTO erasing (digest) VALUES (?)", ((digest,) for digest in digests)
        )

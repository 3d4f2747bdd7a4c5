"""Erasure: the words go for good, a mark stays so that no older copy brings them back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import product
from typing import Final

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

_THEIRS: Final[Mapping[str, tuple[str, ...]]] = {
    "entries": (
        "SELECT digest FROM entry WHERE person_id = ?",
        "SELECT digest FROM sealed WHERE person_id = ?",
    ),
    "versions": ("SELECT digest FROM version WHERE person_id = ?",),
    "husks": ("SELECT digest FROM husk WHERE person_id = ?",),
}
"""What the digests of a person are, by the name under which the trail notes them."""

_DRAFTS: Final = (
    "DELETE FROM draft WHERE person_id = ? AND question_id = ? AND instance = ?",
    "DELETE FROM sealed_draft WHERE person_id = ? AND question_id = ? AND instance = ?",
)
_ONE: Final = (
    "DELETE FROM entry WHERE digest = ?",
    "DELETE FROM sealed WHERE digest = ?",
    "DELETE FROM husk WHERE digest = ?",
)
_ALL: Final = (
    "DELETE FROM entry WHERE person_id = ?",
    "DELETE FROM sealed WHERE person_id = ?",
    "DELETE FROM version WHERE person_id = ?",
    "DELETE FROM husk WHERE person_id = ?",
    "DELETE FROM draft WHERE person_id = ?",
    "DELETE FROM sealed_draft WHERE person_id = ?",
    "DELETE FROM place WHERE person_id = ?",
)


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

    def entries(self, entries: Sequence[Entry], ids: Collection[str]) -> None:
        """Take entries of one person away, and what is half typed in their place.

        Their links stay, so that nothing older stands again.

        Args:
            entries: Which.
            ids: All ids of the person: what is half typed may lie under any of them.
        """
        self.links([Husk.of(entry, "erased") for entry in entries])
        for (question, instance), person in product({e.key for e in entries}, ids):
            for statement in _DRAFTS:
                self._db.run(statement, person, question, instance)

    def links(self, husks: Sequence[Husk]) -> None:
        """Take the entries with these links away, also those that nobody at work can read."""
        digests = [husk.digest for husk in husks]
        macs = [mark(self._keys, ENTRY, digest) for digest in digests]
        left: list[Value] = [known_husk(husk.person, husk) for husk in husks]
        seq = self._note({"entries": [*digests], "macs": [*macs], "left": left})
        self._remember(macs)
        self._open(digests)
        for digest in digests:
            for statement in _ONE:
                self._db.run(statement, digest)
        add_husks(self._db, husks[0].person, husks, seq)

    def person(self, person: str, numbers: Iterable[str]) -> None:
        """Take everything about a person away; only marks stay."""
        gone = {
            name: sorted({row[0] for s in statements for row in self._db.rows(s, person)})
            for name, statements in _THEIRS.items()
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
        for statement in _ALL:
            self._db.run(statement, person)
        drop_row(self._db, person)
        self._db.run("DELETE FROM person WHERE id = ?", person)
        reindex(self._db)

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

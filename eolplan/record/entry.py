"""An entry: one immutable statement of the log, whose digest is its identity."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal, Self, cast

from eolplan.record.answer import Answer, Author, same_answer
from eolplan.record.body import (
    FORMAT,
    Members,
    are_links,
    check_form,
    content_of,
    digest_of,
    new_salt,
    utc,
)
from eolplan.record.canonical import Value, canonical, is_digest, parsed
from eolplan.record.refusals import EntryAltered, EntryUnreadable


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One statement as it was recorded; it never changes.

    Attributes:
        digest: 64 hex digits over everything in the body; the entry's identity.
        body: The exact canonical JSON, which is the truth; the rest is read from it.
        person, question, instance: What it is about. ``instance`` tells the
            members of a repeating group apart; empty otherwise.
        answer: What was said.
        author: Who recorded it.
        recorded_at: UTC, ISO 8601; orders lists on screen, never the record.
        conversation: Id of the talk, empty for a change outside one.
        guide, lang: Digest of the words asked, and their language.
        supersedes: Digests of exactly the heads that the page showed, sorted.
        repeats: Digest of the entry whose words these are, or empty; readers
            credit that entry, ``author`` is who pressed.
        reason: ``undo``, ``error``, ``resolve``, ``then``, the words of a
            correction, or empty.
        salt: 32 hex digits, never shown without the content.
        format: 1.
    """

    digest: str
    body: str
    person: str
    question: str
    instance: str
    answer: Answer
    author: Author
    recorded_at: str
    conversation: str
    guide: str
    lang: str
    supersedes: tuple[str, ...]
    repeats: str
    reason: str
    salt: str
    format: int

    @classmethod
    def write(
        cls, *, person: str, question: str, answer: Answer, author: Author,
        recorded_at: dt.datetime, instance: str = "", conversation: str = "", guide: str = "",
        lang: str = "en", supersedes: Iterable[str] = (), repeats: str = "", reason: str = "",
        salt: str = "",
    ) -> Self:  # fmt: skip
        """Return a new entry.

        Args:
            person, question, instance, answer, author: See the class.
            recorded_at: Aware; kept in UTC.
            conversation, guide, lang, repeats, reason: See the class.
            supersedes: In any order; repetitions are dropped.
            salt: Fresh random bytes when empty.

        Raises:
            ValueError: an answer without ``said_on``, or a value that is not one.
        """
        members: Members = answer.content | {
            "person": person, "question": question, "instance": instance,
            "author": author.content, "recorded_at": utc(recorded_at),
            "conversation": conversation, "guide": guide, "lang": lang,
            "supersedes": list[Value](sorted(set(supersedes))), "repeats": repeats,
            "reason": reason, "salt": salt or new_salt(), "format": FORMAT,
        }  # fmt: skip
        return cls._of(members)

    def repeated(
        self, *, person: str, author: Author, recorded_at: dt.datetime, conversation: str,
        supersedes: Iterable[str], reason: str, salt: str = "",
    ) -> Self:  # fmt: skip
        """Return a new entry that says again what this one says, over *supersedes*.

        The words, the speaker, the day and the words asked are this entry's,
        members of a later eolplan included; *author* is who pressed.
        """
        members: Members = self.members | {
            "person": person, "author": author.content, "recorded_at": utc(recorded_at),
            "conversation": conversation, "supersedes": list[Value](sorted(set(supersedes))),
            "repeats": self.digest, "reason": reason, "salt": salt or new_salt(),
        }  # fmt: skip
        return self._of(members)

    @classmethod
    def read(cls, body: str, digest: str = "") -> Self:
        """Return the entry in *body*, judged by its form only and kept byte for byte.

        Questions, standings and members of a later eolplan come through.

        Raises:
            EntryUnreadable: it has not the form of an entry.
            EntryAltered: its digest is not *digest*, when that is given.
        """
        try:
            members = parsed(body)
            if not isinstance(members, dict):
                raise ValueError("not an object")
            entry = cls._of(members, body)
        except (ValueError, KeyError):
            raise EntryUnreadable from None  # the cause may quote a person's words
        if digest and digest != entry.digest:
            raise EntryAltered
        return entry

    @classmethod
    def _of(cls, members: Members, body: str = "") -> Self:
        check_form(members)
        text = cast(dict[str, str], members)
        author = cast(dict[str, str], members["author"])
        return cls(
            digest=digest_of(members),
            body=body or canonical(members),
            person=text["person"],
            question=text["question"],
            instance=text["instance"],
            answer=Answer.received(members),
            author=Author(author["id"], author["name"], author["role"], author["reg"]),
            recorded_at=text["recorded_at"],
            conversation=text["conversation"],
            guide=text["guide"],
            lang=text["lang"],
            supersedes=tuple(text["supersedes"]),
            repeats=text["repeats"],
            reason=text["reason"],
            salt=text["salt"],
            format=FORMAT,
        )

    @property
    def members(self) -> Members:
        """The parsed body, fresh every time."""
        return cast(Members, parsed(self.body))

    @property
    def same_as(self) -> str:
        """A text that two entries share exactly when they give one answer."""
        return same_answer(content_of(self.members))

    @property
    def key(self) -> tuple[str, str]:
        """Question and instance."""
        return self.question, self.instance

    @property
    def recorded(self) -> dt.datetime:
        """``recorded_at`` as an aware datetime."""
        return dt.datetime.fromisoformat(self.recorded_at)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entry) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)


Why = Literal["below", "tip", "erased", "sealed"]
"""Why an entry is known by its links only: left out of a copy below an entry that is
held; not below one, so only a mark that a later answer exists elsewhere; erased here;
kept here for chosen members of staff, and not for whoever reads now."""

OURS: Final = frozenset({"erased", "sealed"})
"""What only this laptop says of an entry that it held itself, so that its links are true."""


@dataclass(frozen=True, slots=True)
class Husk:
    """An entry that is known to exist but is not held.

    Attributes:
        digest: Its digest.
        supersedes: Its links, sorted; a copy carries these two and nothing else.
            No links: none are known, so nothing is claimed.
        why: ``erased`` only by this laptop's own erasure, ``sealed`` only by its own
            store; the others are worked out anew at every reading.
        question, instance: What it is about, if this laptop itself knows.
        person: Whose record it belongs to.
    """

    digest: str
    supersedes: tuple[str, ...]
    why: Why = "below"
    question: str = ""
    instance: str = ""
    person: str = ""

    def __post_init__(self) -> None:
        if not is_digest(self.digest) or not are_links(list(self.supersedes), self.digest):
            raise ValueError("a husk is a digest and sorted digests")

    @classmethod
    def of(cls, entry: Entry, why: Why = "below") -> Self:
        """Return what is left of *entry*: its links, and its place where this laptop knows it."""
        if why not in OURS:
            return cls(entry.digest, entry.supersedes, why, person=entry.person)
        return cls(
            entry.digest, entry.supersedes, why, entry.question, entry.instance, entry.person
        )

    def joined_with(self, other: Self) -> Self:
        """Return the husk that knows what both know; what this laptop did itself stays so."""
        known = self if self.supersedes else other
        stays = self.why == "erased" or (self.why == "sealed" and other.why != "erased")
        first = self if stays else other
        return replace(first, supersedes=known.supersedes)

"""A version: what a clinician signed off, named by digests alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Self, cast

from eolplan.record.answer import Author
from eolplan.record.body import are_links, check_author, check_moment, utc
from eolplan.record.canonical import Value, canonical, parsed, sha256
from eolplan.record.refusals import EntryAltered, EntryUnreadable, NothingToSign
from eolplan.record.unread import newest_is_unread, numbered

if TYPE_CHECKING:
    from eolplan.record.log import Log

FORMAT: Final = 1

_KINDS: Final[dict[str, type]] = {"person": str, "facts": dict, "subset": bool, "number": int}


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """One sign-off. It can be checked by whoever holds only part of what it covers.

    Attributes:
        digest: 64 hex digits over the body; the version's identity. Two laptops
            can both make a version 2, so a number is shown with its first four.
        body: The exact canonical JSON of everything below but the signature.
        number: One more than the largest of the parents.
        person: Id of the person.
        parents: Digests of the versions it builds on, sorted.
        frontier: Digests that nothing superseded, sorted: they name all the rest.
        subset: The signer knew of something that they did not hold.
        signer: Who signed.
        signed_at: UTC, ISO 8601.
        facts: What the signer vouched for. It travels with every copy.
        signature, signer_key: Base64 P-256 signature over the digest, and the
            public key (SPKI); empty until the caller has signed.
    """

    digest: str
    body: str
    number: int
    person: str
    parents: tuple[str, ...]
    frontier: tuple[str, ...]
    subset: bool
    signer: Author
    signed_at: str
    facts: Mapping[str, Value]
    signature: str = ""
    signer_key: str = ""

    @classmethod
    def write(
        cls, *, person: str, number: int, parents: Iterable[str], frontier: Iterable[str],
        subset: bool, signer: Author, signed_at: dt.datetime, facts: Mapping[str, Value],
    ) -> Self:  # fmt: skip
        """Return a new version, not yet signed; *signed_at* is aware."""
        members: dict[str, Value] = {
            "person": person, "number": number, "subset": subset, "facts": dict(facts),
            "parents": list[Value](sorted(set(parents))), "signer": signer.content,
            "frontier": list[Value](sorted(set(frontier))), "signed_at": utc(signed_at),
            "format": FORMAT,
        }  # fmt: skip
        return cls.read(canonical(members))

    @classmethod
    def read(cls, body: str, digest: str = "", signature: str = "", signer_key: str = "") -> Self:
        """Return the version in *body*, judged by its form and kept byte for byte.

        Whether the signature fits is for whoever knows the keys.

        Raises:
            EntryUnreadable: it has not the form of a version.
            EntryAltered: its digest is not *digest*, when that is given.
        """
        try:
            version = cls._of(body, _checked(parsed(body)))
        except (ValueError, KeyError):
            raise EntryUnreadable from None  # the cause may quote the facts
        if digest and digest != version.digest:
            raise EntryAltered
        return version.with_signature(signature, signer_key)

    @classmethod
    def _of(cls, body: str, members: dict[str, Value]) -> Self:
        signer = cast(dict[str, str], members["signer"])
        return cls(
            digest=sha256("eolplan-version-1", body),
            body=body,
            number=cast(int, members["number"]),
            person=cast(str, members["person"]),
            parents=tuple(cast(list[str], members["parents"])),
            frontier=tuple(cast(list[str], members["frontier"])),
            subset=cast(bool, members["subset"]),
            signer=Author(signer["id"], signer["name"], signer["role"], signer["reg"]),
            signed_at=cast(str, members["signed_at"]),
            facts=cast(dict[str, Value], members["facts"]),
        )

    def with_signature(self, signature: str, signer_key: str) -> Self:
        """Return the same version with the signature over its digest."""
        return replace(self, signature=signature, signer_key=signer_key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Version) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)


def sign(
    log: Log, person: str, author: Author, signed_at: dt.datetime, facts: Mapping[str, Value]
) -> Version:
    """Return the next version of *log*, for the caller to put the signature on.

    Raises:
        NothingToSign: a version already covers exactly what is held, and no newer one is lost.
    """
    frontier = log.frontier()
    if log.rules.version_frontier and not newest_is_unread(log):
        for version in log.versions.values():
            if version.frontier == frontier:
                raise NothingToSign(version.number)
    parents = log.version_heads()
    return Version.write(
        person=person,
        number=next_number(log),
        parents=(parent.digest for parent in parents),
        frontier=frontier,
        subset=log.subset,
        signer=author,
        signed_at=signed_at,
        facts=facts,
    )


def next_number(log: Log) -> int:
    """Return the number that the next version of *log* gets: that of none that was there."""
    heads = log.version_heads()
    return 1 + max([numbered(log.unread, heads), *(head.number for head in heads)])


def _checked(members: Value) -> dict[str, Value]:
    """Judge the form of a version's body; the error never holds any of it."""
    if not isinstance(members, dict):
        raise ValueError("not an object")
    if not all(isinstance(members[name], kind) for name, kind in _KINDS.items()):
        raise ValueError("a member has the wrong type")
    if members["number"] is True or cast(int, members["number"]) < 1:
        raise ValueError("the number has the wrong form")
    if canonical(members["format"]) != str(FORMAT):
        raise ValueError("the format is not known")
    if not (are_links(members["parents"]) and are_links(members["frontier"])):
        raise ValueError("the links are not sorted digests")
    check_author(members["signer"])
    check_moment(members["signed_at"])
    return members

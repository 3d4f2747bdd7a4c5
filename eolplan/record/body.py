"""The body of an entry: its members, its form and its digest."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Mapping
from typing import Final, cast

from eolplan.record.answer import Standing
from eolplan.record.canonical import Value, canonical, is_digest, sha256
from eolplan.record.rules_in_force import IN_FORCE, Rules

FORMAT: Final = 1
"""Form of the body. A later eolplan may add members (they count as content) and
keeps this number; only another way of hashing would need the next one."""

HEADER: Final = (
    "person", "question", "instance", "supersedes", "repeats", "conversation", "author",
    "recorded_at", "guide", "lang", "reason", "format",
)  # fmt: skip
"""Members that the digest covers openly; all others are content, hashed with the salt."""

_HEADER_SET: Final = frozenset(HEADER)
_TEXTS: Final = (
    "person", "question", "instance", "standing", "own_words", "note", "again_on", "said_by",
    "said_by_contact", "said_on", "said_on_precision", "certainty", "capacity_ref", "readback",
    "sharing", "copy_rule", "recorded_at", "conversation", "guide", "lang", "repeats", "reason",
    "salt",
)  # fmt: skip
_SALT: Final = re.compile(r"[0-9a-f]{32}")
_STANDING: Final = re.compile(r"[a-z][a-z0-9_]*")

Members = dict[str, Value]
"""The parsed body of an entry."""


def new_salt() -> str:
    """Return 16 random bytes as 32 hex digits."""
    return secrets.token_hex(16)


def content_of(members: Mapping[str, Value]) -> Members:
    """Return what an entry says: every member but the header and the salt."""
    return {
        name: item for name, item in members.items() if name not in _HEADER_SET and name != "salt"
    }


def digest_of(members: Mapping[str, Value], rules: Rules = IN_FORCE) -> str:
    """Return the digest of a body's *members*.

    SHA-256 over ``eolplan-entry-1``, the canonical header and the hex SHA-256 of
    salt and canonical content, every part preceded by its length. The header can
    be shown without the content, and the content cannot be guessed without the salt.
    """
    header = {name: members[name] for name in HEADER if name != "person" or rules.person_in_digest}
    salt = cast(str, members["salt"]) if rules.salt else ""
    content = canonical(content_of(members))
    return sha256("eolplan-entry-1", canonical(header), sha256(salt, content))


def utc(moment: dt.datetime) -> str:
    """Return an aware datetime as the record keeps it: UTC, ISO 8601, microseconds.

    Raises:
        ValueError: it has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a time without a zone is not a moment")
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def check_form(members: Members) -> None:
    """Judge the form of a body; the error never holds any of it.

    Raises:
        ValueError, KeyError: it has not the form.
    """
    for name in _TEXTS:
        if not isinstance(members[name], str):
            raise ValueError("a member has the wrong type")
    check_author(members["author"])
    if type(members["format"]) is not int or members["format"] != FORMAT:  # True is 1 too
        raise ValueError("the format is not known")
    if not _SALT.fullmatch(cast(str, members["salt"])):
        raise ValueError("the salt has the wrong form")
    for name in ("guide", "repeats"):
        if members[name] and not is_digest(members[name]):
            raise ValueError("a digest has the wrong form")
    if not are_links(members["supersedes"]):
        raise ValueError("the links are not sorted digests")
    check_moment(members["recorded_at"])
    _check_standing(members)


def check_author(author: Value) -> None:
    """Judge the form of an author or signer.

    Raises:
        ValueError, KeyError: it has not the form.
    """
    names = ("id", "name", "role", "reg")
    if not isinstance(author, dict) or not all(isinstance(author[name], str) for name in names):
        raise ValueError("the author has the wrong form")


def check_moment(text: Value) -> None:
    """Judge the form of a time.

    Raises:
        ValueError: it is not ISO 8601 with a zone.
    """
    if not isinstance(text, str) or dt.datetime.fromisoformat(text).tzinfo is None:
        raise ValueError("the time has the wrong form")


def _check_standing(members: Members) -> None:
    standing = cast(str, members["standing"])
    if not members["person"] or not members["question"] or not _STANDING.fullmatch(standing):
        raise ValueError("person, question or standing has the wrong form")
    said = members["value"] is not None or members["own_words"] != ""
    if standing == Standing.ANSWERED:
        if not said or not members["said_by"] or not members["said_on"]:
            raise ValueError("an answer has a value or words, a speaker and a day")
    elif said and standing in set(Standing):
        raise ValueError("only the answered carry a value or own words")


def are_links(links: object, own: str = "") -> bool:
    """Say whether *links* is a sorted list of different digests without *own*."""
    if not isinstance(links, list):
        return False
    if not links:  # as of all that was said once
        return True
    return all(is_digest(link) and link != own for link in links) and links == sorted(set(links))

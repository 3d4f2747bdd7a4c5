"""Sign-offs that are there and cannot be read: the plan opens all the same, and tells of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from eolplan.record.log import Log
    from eolplan.record.version import Version


@dataclass(frozen=True, slots=True)
class Unread:
    """A version whose body is not what was signed, or has not the form of one.

    Attributes:
        digest: What it was kept under.
        number: Which one it says it is; 0 where it does not say. Nothing else of it is believed.
        at: When it was kept; aware. It orders lists on the screen and nothing else.
        person: Under whose id it is kept.
        after: Digests of the versions that had come before it and can be read.
    """

    digest: str
    number: int
    at: dt.datetime
    person: str = ""
    after: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, digest: str, body: str, at: dt.datetime, person: str = "", after: Iterable[str] = ()
    ) -> Self:
        """Return what can be told of a version that was kept under *digest*."""
        try:
            members = json.loads(body)
        except (ValueError, RecursionError):
            members = None
        number = members.get("number") if isinstance(members, dict) else None
        known = number if type(number) is int and number > 0 else 0
        return cls(digest, known, at, person, frozenset(after))


def numbered(unread: Iterable[Unread], versions: Iterable[Version]) -> int:
    """Return the highest number that an unread version can have had; 0 where none can be told.

    A number far above all others is damage too.
    """
    known = tuple(unread)
    most = max((version.number for version in versions), default=0) + len(known)
    return max((one.number for one in known if one.number <= most), default=0)


def newest_is_unread(log: Log) -> bool:
    """Say whether a version that cannot be read came after the newest of the others.

    Clocks of two laptops differ, so the order in which they came here tells.
    """
    latest = log.latest_version()
    return any(latest is None or latest.digest in one.after for one in log.unread)

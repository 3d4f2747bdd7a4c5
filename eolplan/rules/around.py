"""What is known beside one person's record, for the few rules that ask about it.

A rule reads no disk: whoever runs the rules looks these facts up first. Without
them such a rule is silent.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Handed:
    """One copy that left this laptop.

    Attributes:
        version: Digest of the version that was copied.
        audience: Whom it was made for.
        at: When, aware.
        reader: The contact who got it, or empty.
    """

    version: str
    audience: str
    at: dt.datetime
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """One copy that is to be made.

    Attributes:
        audience: Whom it is for: a code of ``eolplan.guide.AUDIENCES``.
        agreed: What was said about it: as of ``handover.agreement``.
        reason: Why it goes all the same.
        holds: Questions of which the finished copy holds an answer.
        reader: The contact who gets it, or empty.
    """

    audience: str
    agreed: str = "yes"
    reason: str = ""
    holds: frozenset[str] = frozenset()
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of the laptop and of the copies.

    Attributes:
        now: The moment, aware; None: nobody looked, and the rules of this page are silent.
        backed_up: When the newest back-up was made; None: none is known.
        handed: The copies that left this laptop, the oldest first.
        copied: Questions and instances whose words stand in another person's plan too.
        twins: How many other people here have the same number, or the same name and day of birth.
        clock_wrong: The laptop's date runs backwards, or is not that of what arrived.
        leaving: The copy that is being made; None: none is.
        training: Everybody here is made up, so a number for tests is in its place.
    """

    now: dt.datetime | None = None
    backed_up: dt.datetime | None = None
    handed: tuple[Handed, ...] = ()
    copied: frozenset[tuple[str, str]] = frozenset()
    twins: int = 0
    clock_wrong: bool = False
    training: bool = False
    leaving: Leaving | None = None

"""Why something was done, in somebody's words: beside the trail, where an erasing reaches it.

A row of the trail stays for good, so of a reason it holds the id alone. The words are a
setting: read back with the store, and brought along where one is restored.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Final

from eolplan.record import Value
from eolplan.record.body import new_salt
from eolplan.vault import team
from eolplan.vault.audit import Trail
from eolplan.vault.db import Database

KEPT: Final = "why."
"""How the keys of such settings begin."""


def keep(db: Database, trail: Trail, words: str, about: Iterable[str], at: dt.datetime) -> str:
    """Keep a reason, and return its id; empty where there are no words.

    Args:
        db, trail: Of one vault, inside a transaction.
        words: As typed.
        about: Ids of the people whom it may tell something of.
        at: When.
    """
    if not words.strip():
        return ""
    one = new_salt()
    people: list[Value] = [*sorted(set(about))]
    kept: Value = {"words": words.strip(), "about": people, "salt": new_salt()}
    team.put_setting(db, trail, KEPT + one, kept, at)  # salted: the trail keeps the digest
    return one


def words_of(db: Database, one: str) -> str:
    """Return the reason with this id; empty where it was erased, or there is none."""
    kept = team.setting(db, KEPT + one)
    return str(kept["words"]) if isinstance(kept, dict) else ""


def forget(db: Database, trail: Trail, gone: Callable[[str], bool], at: dt.datetime) -> bool:
    """Take away every reason that is about somebody who is gone; say whether there was one."""
    found = False
    for key, kept in team.settings(db, KEPT).items():
        about = kept["about"] if isinstance(kept, dict) else None
        if isinstance(about, list) and any(gone(str(who)) for who in about):
            team.put_setting(db, trail, key, None, at)
            found = True
    return found

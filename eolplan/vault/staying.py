"""Which backups stay: many late ones, and fewer the longer ago."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import Final

from eolplan.vault.backup import Backup

_LATEST: Final = 24
_BUCKETS: Final[tuple[tuple[int, Callable[[dt.datetime], Hashable]], ...]] = (
    (12, lambda at: at.date()),
    (8, lambda at: at.isocalendar()[:2]),
    (6, lambda at: (at.year, at.month)),
)


def staying(newest_first: Sequence[Backup]) -> list[Backup]:
    """Return those that stay: the latest, and the newest of some days, weeks and months.

    The order is that of their numbers. What the clock said only chooses a bucket, so
    one that jumps can fill buckets oddly but never lets a late one go.
    """
    kept = dict.fromkeys(b.path for b in newest_first[:_LATEST])
    for most, bucket in _BUCKETS:
        newest_of: dict[Hashable, Path] = {}
        for backup in newest_first:
            newest_of.setdefault(bucket(backup.made_at), backup.path)
        kept |= dict.fromkeys(list(newest_of.values())[:most])
    return [b for b in newest_first if b.path in kept]

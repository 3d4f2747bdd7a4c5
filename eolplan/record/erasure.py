"""Erasure on this laptop: the words go, the links stay, so that nothing older stands again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from eolplan.record.entry import Husk
from eolplan.record.log import Log


@dataclass(frozen=True, slots=True)
class Erased:
    """What is left after an erasure.

    Attributes:
        log: Without the entries.
        husks: One for each: digest, links, question, instance and person; no
            words and no salt.
    """

    log: Log
    husks: tuple[Husk, ...]


def erase(log: Log, digests: Collection[str]) -> Erased:
    """Return *log* without the entries of *digests*.

    The question reads "erased" where one of them stood. Erasure never travels as
    a command: other laptops keep what they hold.

    Raises:
        KeyError: one of them is not held.
    """
    gone = [log.entries[digest] for digest in digests]
    husks = tuple(Husk.of(entry, "erased") for entry in gone if log.rules.erase_keeps_husk)
    kept = {digest: entry for digest, entry in log.entries.items() if digest not in digests}
    left = {**log.husks, **{husk.digest: husk for husk in husks}}
    return Erased(
        replace(log, entries=kept, husks=left, received=log.received - set(digests)), husks
    )


def same_words(log: Log, digest: str) -> frozenset[str]:
    """Return the digests of all entries that give the same words by repetition.

    Undo and settlement repeat an entry whole. Erasing one of them alone would
    leave its words in the others.
    """
    said_again: dict[str, set[str]] = {}
    for entry in log.entries.values():
        if entry.repeats:
            said_again.setdefault(entry.repeats, set()).add(entry.digest)
            said_again.setdefault(entry.digest, set()).add(entry.repeats)
    found: set[str] = set()
    ahead = [digest]
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead += said_again.get(one, ())
    return frozenset(found & log.entries.keys())

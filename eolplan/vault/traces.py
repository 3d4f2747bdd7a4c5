"""What else this store holds of somebody who is erased: their numbers, and words moved elsewhere.

What was recorded in the wrong plan was struck there and said again in the right one; the
struck words stay in that history, and go with the person they are about.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import Final

from eolplan.record import Husk, Log, codes, is_about_another, same_words
from eolplan.vault.audit import MOVED, Trail
from eolplan.vault.db import Database
from eolplan.vault.entries import person_of
from eolplan.vault.rows import CaseloadRow

_NUMBERS: Final = frozenset({"person.nhs_no", "person.chi", "person.hcn"})
_BOTH: Final = "/"
"""Between two numbers of a line in the list, where the record has both."""


def numbers_of(log: Log) -> set[str]:
    """Return every number that was ever recorded of somebody, but for those of another.

    What stands is not enough: two records that were joined may each have their own.
    """
    return {
        "".join(str(entry.answer.value or entry.answer.own_words).split())
        for entry in log.entries.values()
        if entry.question in _NUMBERS and not is_about_another(log, entry)
    }


def numbers_in(row: CaseloadRow | None) -> set[str]:
    """Return the numbers in somebody's line, for a record that cannot be read."""
    lines = (row.nhs, row.chi, row.hcn) if row else ()
    return {number.strip() for line in lines for number in line.split(_BOTH)}


def struck_elsewhere(
    db: Database, trail: Trail, log_of: Callable[[str], Log], ids: Collection[str]
) -> dict[str, list[Husk]]:
    """Return, by the plan they lie in, the links of words about somebody that were moved out.

    Args:
        db, trail: Of one vault.
        log_of: Reads a record, as whoever is at work may.
        ids: Of the person, all of them.

    Raises:
        PlanAltered: such a plan is not what was written.
    """
    found: dict[str, list[Husk]] = {}
    ahead, seen = [*_moved(trail, ids)], set[str]()
    while ahead:
        digest = ahead.pop()
        if digest in seen or (there := _place(db, digest)) is None or there in ids:
            continue
        log = log_of(there)
        words = [d for d in _words(log, digest) if d not in seen]
        seen |= {digest, *words}
        if words:
            found.setdefault(min(log.members), []).extend(_link(log, d) for d in words)
        ahead += [e.repeats for d in words if (e := log.entries.get(d)) and e.repeats]
    return found


def _moved(trail: Trail, ids: Iterable[str]) -> Iterator[str]:
    """Yield the digests of what the trail says was moved into the plan of these ids."""
    for one in ids:
        for row in trail.about(one):
            if row.action == MOVED and (told := json.loads(row.object))["to"] == one:
                yield from told["entries"]


def _place(db: Database, digest: str) -> str | None:
    try:
        return person_of(db, digest)
    except KeyError:  # erased before
        return None


def _words(log: Log, digest: str) -> list[str]:
    """Return the entry and what gives its words again; nothing where it counts there after all."""
    entry = log.entries.get(digest)
    if entry:
        return sorted(same_words(log, digest)) if is_about_another(log, entry) else []
    # It is for chosen staff, and whoever is at work is not among them; its mark is everybody's.
    marks = log.annotations(digest)
    return [digest] if any(m.answer.value == codes.ABOUT_ANOTHER for m in marks) else []


def _link(log: Log, digest: str) -> Husk:
    entry = log.entries.get(digest)
    return Husk.of(entry, "erased") if entry else replace(log.husks[digest], why="erased")

"""Who has a copy: written into the plan in one step after a copy was made, and read from there.

What left this laptop stands on the audit trail. Who has it now is known to whoever handed it
over, and it must be known when a plan is on hold, taken back, or replaced by a newer version.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from eolplan.record import Answer, Log, Standing, Value, Version
from eolplan.words import partial_date, say

if TYPE_CHECKING:
    from eolplan.desk.at_work import Desk

COPIES: Final = "copy.item"
"""The group of the copies that were given."""

WAYS: Final = "VS-COPY-WAY"
"""The value set of the ways in which a copy is given."""

BY_HAND: Final = "by_hand"
"""The way of them that leaves no file."""

_STATE: Final = "copy.item.state"
_ORDER: Final = "copy.item.order"
_NAMED: Final = re.compile(r"(\d+)(?:\W+([0-9a-f]{4})\b)?", re.IGNORECASE)
_OUT: Final = "out"


@dataclass(frozen=True, slots=True)
class Handed:
    """One copy that is out there.

    Attributes:
        to: Who has it, or where it is.
        on: ISO date, of any precision; may be empty.
        version: The number of its version and its four letters, as recorded; may be empty.
    """

    to: str
    on: str
    version: str

    @property
    def words(self) -> str:
        """Who has it, since when and which one, in a line."""
        since = partial_date(self.on) if self.on else ""
        if self.version and since:
            return say("{who}, version {version}, {date}", who=self.to, version=self.version,
                       date=since)  # fmt: skip
        return ", ".join(filter(None, (self.to, since)))


def name_of_version(version: Version) -> str:
    """Return what stands at the foot of every page of a version, such as ``2 (9f3c)``."""
    return f"{version.number} ({version.digest[:4]})"


def is_older(named: str, newest: Version | None) -> bool:
    """Say whether a copy has another version than the newest, by what was typed of it.

    Whoever writes by hand may leave the letters away: then the number tells. What names no
    number may be any version, and counts as an older one.

    Args:
        named: As recorded, such as ``2 (9f3c)``, ``2`` or ``Version 2``; may be empty.
        newest: The version that replaced all others, where one is held.
    """
    found = _NAMED.search(named)
    if not found or not newest:
        return bool(named)
    number, letters = int(found[1]), (found[2] or "").lower()
    return number != newest.number or letters not in ("", newest.digest[:4])


def copies_out(log: Log) -> tuple[Handed, ...]:
    """Return the copies that are out there as far as anybody wrote down.

    They come in the order that was chosen, then as they were written down.

    A copy of which nobody said what became of it is out; so is one of which two records differ.
    """

    def text(question: str, instance: str) -> str:
        return str(log.reading(f"{COPIES}.{question}", instance).value or "")

    def is_out(instance: str) -> bool:
        answers = log.reading(_STATE, instance).answers
        said = {a.value for a in answers if a.standing is Standing.ANSWERED}
        return not said or _OUT in said

    found = ((text("to", i), text("on", i), text("version", i))
             for i in _in_order(log) if is_out(i))  # fmt: skip
    return tuple(Handed(*one) for one in found if one[0])


def _in_order(log: Log) -> list[str]:
    """Return the copies that are present: ids are random, and say nothing of which came first."""
    here = log.instances(COPIES)
    listed = log.reading(_ORDER).value
    chosen = [i for i in here if isinstance(listed, list) and i in listed]
    return chosen + [i for i in log.by_instance if i in here and i not in chosen]


def write_down(desk: Desk, person: str, *, audience: str, version: str, to: str, how: str) -> None:
    """Write into the plan who has a copy: one act, outside any talk, dated today.

    Args:
        desk: Who is at work.
        person: Whose plan.
        audience: Which kind of copy: a key of ``handover.AUDIENCES``.
        version: Digest of the version that was copied.
        to: Who has it, or where it is.
        how: A code of ``WAYS``; empty where nobody said.

    Raises:
        AnswerRejected: *to* is too long.
        MayNot: who is signed in only reads.
        NotWritten: the disk did not take it.
    """
    talk, instance = desk.conversation(person), uuid.uuid4().hex
    copied = talk.log.versions.get(version)
    said: dict[str, Value] = {
        COPIES: True, f"{COPIES}.to": to, f"{COPIES}.kind": audience,
        f"{COPIES}.on": desk.today.isoformat(), f"{COPIES}.how": how,
        f"{COPIES}.version": name_of_version(copied) if copied else "", _STATE: _OUT,
    }  # fmt: skip
    talk.record(
        [(question, instance, Answer(value=value)) for question, value in said.items() if value],
        outside=True,
    )

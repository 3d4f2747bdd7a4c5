"""Whether a reason stands beside the answer that it was said of.

A reason is asked apart from what it is the reason of. When that changes, the reason stays
as it was recorded, and must not read as the reason of something else. The order of arrival
tells what stood when it was said: a laptop takes in a copy in the order of its sender.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile
from typing import Final

from eolplan.record.answer import Answer, Standing
from eolplan.record.entry import Entry
from eolplan.record.log import Log

REASON_OF: Final[Mapping[str, str]] = {
    "poc.why": "poc.first", "pod.why": "pod.first", "esc.why": "esc.level",
    "esc.reasons": "esc.level",
}  # fmt: skip
"""Questions that ask for the reason -> those whose answer it is the reason of."""


def said_of(log: Log, question: str, instance: str = "") -> Answer | None:
    """Return the answer that a reason was said of, where that stands no longer.

    None for what is no reason, or was said of what stands; or of nothing, before anything
    was chosen.
    """
    reading = log.reading(question, instance)
    if question not in REASON_OF or reading.standing is not Standing.ANSWERED:
        return None
    key = (REASON_OF[question], instance)
    now = log.reading(*key).answers
    head = reading.heads[0]
    words = log.source(head) or head  # to give them again is not to say them again
    then = [stood.answer for stood in _stood(log, key, words)]
    if any(_fits(was, is_now) for was in then for is_now in now):
        return None
    return next((was for was in then if was.standing is not Standing.NOT_ASKED), None)


def _stood(log: Log, key: tuple[str, str], until: Entry) -> list[Entry]:
    """Return what stood at *key* when *until* arrived."""
    earlier = takewhile(lambda entry: entry.digest != until.digest, log.entries.values())
    before = [entry for entry in earlier if entry.key == key]
    over = {digest for entry in before for digest in entry.supersedes}
    return [entry for entry in before if entry.digest not in over]


def _fits(was: Answer, now: Answer) -> bool:
    """Say whether the choice is the same; words alone fit whatever is chosen beside them."""
    return was.standing == now.standing and (was.value is None or was.value == now.value)

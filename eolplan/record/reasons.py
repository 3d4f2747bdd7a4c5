"""Whether a reason stands beside the answer that it was said of.

A reason is asked apart from what it is the reason of. When that changes, the reason stays
as it was recorded, and must not read as the reason of something else. What stood when it
was said is told by what its writer can have known, never by when it came to this laptop:
all who hold the same entries read the same. Where that does not tell, it is called a
reason of the earlier answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from eolplan.record.answer import Answer, Standing
from eolplan.record.codes import ANNOTATIONS, KEPT, SEEN_WITH
from eolplan.record.entry import Entry
from eolplan.record.graph import closure, links_of
from eolplan.record.log import Log

_ABOUT_A_PLACE: Final = {
    "poc.first": ("poc", "why name address usual strength certainty"),
    "pod.first": ("pod", "why name address usual strength certainty"),
    "pod.second": ("pod.second", "name address usual"),
}  # fmt: skip

_ABOUT_A_LEVEL: Final = "why reasons by.name by.role by.reg on basis"
_ABOUT_CPR: Final = (
    "status.source status.source_on reason by.name by.role by.grade by.reg date time"
    " discuss_person discuss_person.on discuss_person.by valid_where"
    " agree agree.family agree.second_opinion agree.second_opinion_on"
    " src_endorse.name src_endorse.role src_endorse.on src_endorse.not_needed"
)

REASON_OF: Final[Mapping[str, str]] = {
    **{f"{at}.{one}": of for of, (at, asked) in _ABOUT_A_PLACE.items() for one in asked.split()},
    **{f"esc.{one}": "esc.level" for one in _ABOUT_A_LEVEL.split()},
    **{f"cpr.{one}": "cpr.status" for one in _ABOUT_CPR.split()},
}  # fmt: skip
"""Questions that ask for the reason, or what else was said of a choice -> those of the choice."""

_OF_NOTHING: Final = {"cpr.status": (None, "none_recorded", "unknown")}
"""What says of a choice that none is known: what was said beside it goes with the one that is."""

Key = tuple[str, str]
"""A question and an instance."""


def said_of(log: Log, question: str, instance: str = "") -> Answer | None:
    """Return the answer that a reason was said of, where that stands no longer.

    None for what is no reason, or was said of what stands; or of nothing, before anything
    was chosen.
    """
    if question not in REASON_OF:
        return None
    key = (question, instance)
    if key not in log.reasons:
        heads = log.reading(*key).heads
        of = [_of(log, head) for head in heads if head.answer.standing is Standing.ANSWERED]
        log.reasons[key] = of[0] if of and all(of) else None
    return log.reasons[key]


def is_of_another(log: Log, question: str, instance: str = "") -> bool:
    """Say whether a reason counts for nothing now: it was said of a choice that stands no longer.

    As ``said_of``, but for what was said before a choice was known.
    """
    was = said_of(log, question, instance)
    return was is not None and was.value not in _OF_NOTHING.get(REASON_OF[question], ())


def _of(log: Log, head: Entry) -> Answer | None:
    """Return the answer that one side of a reason was said of, where that stands no longer."""
    key = (REASON_OF[head.question], head.instance)
    now = log.reading(*key).answers
    chosen = [e for e in log.entries.values() if e.key == key and _is_said(e)]
    others = [e for e in chosen if not any(_fits(e.answer, is_now) for is_now in now)]
    if not others:  # as of most reasons: nothing else was ever chosen
        return None
    words = _first_said(log, head)
    stood, later = _stood(log, key, words)
    before = [entry for entry in chosen if entry.recorded_at <= words.recorded_at]
    if before and not stood and all(entry not in others for entry in before):
        return None  # written before marks were: what differs was chosen only after it was said
    then = stood or [entry for entry in others if entry.digest not in later]
    if any(entry in chosen and entry not in others for entry in then):
        return None
    return _last([entry for entry in then if _is_said(entry)], words)


def _first_said(log: Log, head: Entry) -> Entry:
    """Return where words were said: to give them again, or to correct them, is not to say them."""
    words = log.source(head) or head
    if not words.reason or len(words.supersedes) != 1:
        return words
    before = log.entries.get(words.supersedes[0])
    return _first_said(log, before) if before and _voice(before) == _voice(words) else words


def _voice(entry: Entry) -> tuple[Key, Standing, str, str, str]:
    """Return what a correction leaves as it is: it is what should have been written then."""
    said = entry.answer
    return entry.key, said.standing, said.said_by, said.said_by_contact, said.said_on


def _stood(log: Log, key: Key, words: Entry) -> tuple[list[Entry], frozenset[str]]:
    """Return what stood at *key* for whoever wrote *words*, as far as that is certain.

    And the digests of what came after the words in the same talk.
    """
    held, later = _held(log, words)
    known = [e for e in log.entries.values() if e.key == key and e.digest in held]
    over = {digest for entry in known for digest in entry.supersedes}
    return [entry for entry in known if entry.digest not in over], later


def _held(log: Log, words: Entry) -> tuple[frozenset[str], frozenset[str]]:
    """Return what was held for certain where *words* were written, and what came later there.

    That is what was written before in the same talk, what was marked as seen with the words,
    and all that these came after, in their own talks and by their links.
    """
    links, before = links_of(log.entries, log.husks), _one_before(log)

    def past(digest: str) -> Iterator[str]:
        yield from (*links(digest), *before.get(digest, ()))
        entry = log.entries.get(digest)
        if entry is not None and entry.question in ANNOTATIONS:
            yield entry.instance

    earlier = closure(before.get(words.digest, ()), lambda digest: before.get(digest, ()))
    talk = {e.digest for e in log.entries.values() if _sitting(e) == _sitting(words)}
    later = frozenset(talk - earlier)
    return frozenset(closure([words.digest], past)) - later, later


def _one_before(log: Log) -> dict[str, tuple[str]]:
    """Return what was written just before each entry at one sitting, on one clock.

    The mark of what was seen with a reason is written with it, and counts as before it. So does
    a choice of the same moment: both were said in one act.
    """
    sittings: dict[str, list[Entry]] = {}
    for entry in sorted(log.entries.values(), key=lambda entry: _by_clock(log, entry)):
        sittings.setdefault(_sitting(entry), []).append(entry)
    pairs = (pair for sitting in sittings.values() for pair in pairwise(sitting))
    return {second.digest: (first.digest,) for first, second in pairs}


def _by_clock(log: Log, entry: Entry) -> tuple[str, int, bool, bool, str]:
    """Return what puts entries in the order of their clock, in whichever they arrived.

    What replaces something of the same moment came after all that replaces nothing of it.
    """
    steps, over = 0, {entry.digest: entry}
    while over := {
        digest: before
        for later in over.values()
        for digest in later.supersedes
        if (before := log.entries.get(digest)) and before.recorded_at == entry.recorded_at
    }:
        steps += 1
    mark, reason = _is_mark(entry), entry.question in REASON_OF
    return entry.recorded_at, steps, not mark, reason, entry.digest


def _sitting(entry: Entry) -> str:
    """Return the talk that an entry belongs to, or the one act outside of any."""
    return entry.conversation or f"{entry.author.id} {entry.recorded_at}"


def _is_mark(entry: Entry) -> bool:
    return entry.question == KEPT and entry.answer.value == SEEN_WITH


def _last(said: list[Entry], words: Entry) -> Answer | None:
    """Return the last answer before *words*; where all came after, the first; None: no answer."""
    by_time = sorted(said, key=lambda entry: (entry.recorded_at, entry.digest))
    before = [entry for entry in by_time if entry.recorded_at <= words.recorded_at]
    return next((entry.answer for entry in (before[-1:] or by_time[:1])), None)


def _is_said(entry: Entry) -> bool:
    return entry.answer.standing is not Standing.NOT_ASKED


def _fits(was: Answer, now: Answer) -> bool:
    """Say whether the choice is the same; words alone fit whatever is chosen beside them."""
    return was.standing == now.standing and (was.value is None or was.value == now.value)

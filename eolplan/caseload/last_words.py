"""What of a mix-up goes into the right plan: what was said last, and was not taken back since."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from eolplan.guide import Guide
from eolplan.record import (
    REASON_OF,
    Entry,
    Log,
    Standing,
    awaits_confirmation,
    codes,
    in_error,
    is_of_another,
    is_view,
)

_SAYS_NOTHING: Final = frozenset({Standing.NOT_ASKED, Standing.REMOVED})
_OF_ITSELF: Final = codes.PUT_BACK | {codes.THEN}
"""Reasons of an entry that gives words again because something else was recorded."""
_BELONG: Final = frozenset({*REASON_OF, *REASON_OF.values()})
"""A choice and what was said of it: neither is told without what the other was."""


def last_words(here: Log, moved: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return those of *moved* that say what was said last, in their order.

    What was undone, taken off again or marked as written by mistake says nothing any more;
    what stands above words that are given again ("it was so then") does. A reason of a choice
    that is not said last would read, over there, as that of another.

    Args:
        here: The plan in which they are.
        moved: All that leaves it together.
    """
    mine = {entry.digest: entry for entry in moved}
    last = {source.digest for tip, source in _tips(here, mine) if not _is_wrong(here, tip, source)}
    said = [e for d, e in mine.items() if d in last and e.answer.standing not in _SAYS_NOTHING]
    chosen, alone = {entry.key for entry in said}, _alone(here, mine)
    return tuple(
        entry
        for entry in said
        if not is_of_another(alone if _choice(entry) in chosen else here, *entry.key)
    )


def unconfirmed(
    guide: Guide, here: Log, moved: Collection[Entry], last: Collection[Entry]
) -> tuple[Entry, ...]:
    """Return those of *last* that came from elsewhere and that nobody here has confirmed.

    Said again in another plan they would read as recorded by this team.
    """
    tips = _tips(here, {entry.digest: entry for entry in moved})
    waiting = {
        source.digest
        for tip, source in tips
        if any(awaits_confirmation(here, entry) for entry in _answered_for(tip, source))
    }
    return tuple(
        e
        for e in last
        if e.digest in waiting and e.question in guide and guide.question(e.question).safety
    )


def cut_off(guide: Guide, here: Log, there: Log, last: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return those of *last* that would be shown nowhere in *there*, or without a name.

    They are part of somebody or something (a contact, a paper) that is not among what moved.

    Args:
        guide: What is part of what.
        here: The plan that they leave.
        there: The right plan, with all that is brought in.
        last: What is brought in.
    """
    return tuple(entry for entry in last if _is_cut_off(guide, here, there, entry))


def _is_cut_off(guide: Guide, here: Log, there: Log, entry: Entry) -> bool:
    group = guide.group_of(entry.question)
    if entry.question in guide and guide.question(entry.question).repeats:
        group = guide.question(entry.question)
    if group is None or not group.repeats or is_view(entry.instance):
        return False
    if entry.instance not in there.instances(group.id):
        return True
    named = here.last_said(group.names, entry.instance)
    return named is not None and there.last_said(group.names, entry.instance) is None


def _tips(here: Log, mine: Collection[str]) -> list[tuple[Entry, Entry]]:
    """Return what gives the words of *mine* and was not replaced in turn, each with its source."""
    sources = {d: _first_said(here, entry) for d, entry in here.entries.items()}
    theirs = {digest: source for digest, source in sources.items() if source.digest in mine}
    over = {
        parent
        for digest, entry in here.entries.items()
        if digest in theirs or _takes_back(entry)
        for parent in entry.supersedes
    }
    return [(here.entries[d], source) for d, source in theirs.items() if d not in over]


def _choice(entry: Entry) -> tuple[str, str]:
    """Return where the choice stands of which an entry says something; nowhere for all others."""
    return REASON_OF.get(entry.question, ""), entry.instance


def _alone(here: Log, mine: Collection[str]) -> Log:
    """Return the record without the choices, and what was said of them, that are not *mine*."""
    return replace(here, entries={
        digest: entry for digest, entry in here.entries.items()
        if entry.question not in _BELONG or _takes_back(entry)
        or _first_said(here, entry).digest in mine
    })  # fmt: skip


def _takes_back(entry: Entry) -> bool:
    return entry.reason in codes.PUT_BACK or entry.answer.standing is Standing.NOT_ASKED


def _first_said(log: Log, entry: Entry) -> Entry:
    """Return the entry whose words these are, as far back as they are held."""
    while source := log.entries.get(entry.repeats):
        entry = source
    return entry


def _answered_for(tip: Entry, source: Entry) -> tuple[Entry, ...]:
    """Return both, or only *tip* where somebody has chosen to give the words of *source* again."""
    chosen = tip is not source and tip.reason not in _OF_ITSELF
    return (tip,) if chosen else (tip, source)


def _is_wrong(log: Log, tip: Entry, source: Entry) -> bool:
    return any(in_error(log, entry) for entry in _answered_for(tip, source))

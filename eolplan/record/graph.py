"""The links between entries: what supersedes what, and which links count.

A link is a claim by whoever wrote the later entry. It counts where a reader can
see the successor in the place of what it replaced, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from eolplan.record.answer import Standing
from eolplan.record.entry import OURS, Entry, Husk
from eolplan.record.rules_in_force import Rules

Entries = Mapping[str, Entry]
Husks = Mapping[str, Husk]


@dataclass(frozen=True, slots=True)
class Graph:
    """What the links say about the entries held.

    Attributes:
        superseded: Digests that a link which counts leads to.
        reached: Digests of husks below an entry that is held or was erased here.
        tips: Digests of husks that are not: only marks.
        sealed: Digests of entries that are kept here for others and stand.
    """

    superseded: frozenset[str]
    reached: frozenset[str]
    tips: frozenset[str]
    sealed: frozenset[str] = frozenset()

    @classmethod
    def of(cls, entries: Entries, husks: Husks, rules: Rules) -> Graph:
        """Follow every link down to the entries that are held."""
        superseded: set[str] = set()
        reached: set[str] = set()
        for entry in entries.values():
            for parent in entry.supersedes:
                held = entries.get(parent)
                if held is None:
                    below = _through(parent, entries, husks, reached)
                    superseded.update(d for d in below if _counts(entry, entries[d], rules))
                elif _counts(entry, held, rules):
                    superseded.add(parent)
        for husk in husks.values():
            if husk.why in OURS or not rules.tips_never_hide:
                for parent in husk.supersedes:
                    below = _through(parent, entries, husks, reached)
                    superseded.update(d for d in below if _hides(husk, entries[d]))
        ours = {husk.digest for husk in husks.values() if husk.why in OURS}
        sealed = {husk.digest for husk in husks.values() if husk.why == "sealed"}
        return cls(
            frozenset(superseded),
            frozenset(reached),
            frozenset(husks.keys() - reached - ours),
            frozenset(sealed - reached),
        )


def closure(start: Iterable[str], links: Callable[[str], Iterable[str]]) -> set[str]:
    """Return *start* and everything that *links* lead to from there."""
    found: set[str] = set()
    ahead = list(start)
    while ahead:
        digest = ahead.pop()
        if digest not in found:
            found.add(digest)
            ahead += links(digest)
    return found


def links_of(entries: Entries, husks: Husks) -> Callable[[str], tuple[str, ...]]:
    """Return a function from a digest to the digests it supersedes, as far as known."""

    def links(digest: str) -> tuple[str, ...]:
        known = entries.get(digest) or husks.get(digest)
        return known.supersedes if known else ()

    return links


def ordered(entries: Iterable[Entry]) -> list[Entry]:
    """Return *entries* with every predecessor first, otherwise as they arrived.

    Time orders nothing here: clocks of two laptops differ.
    """
    waiting = {entry.digest: entry for entry in entries}
    done: dict[str, Entry] = {}
    stack = list(reversed(waiting.values()))
    while stack:
        entry = stack[-1]
        before = [waiting[p] for p in entry.supersedes if p in waiting and p not in done]
        if before:
            stack += before
        else:
            done[entry.digest] = stack.pop()
    return list(done.values())


def _through(start: str, entries: Entries, husks: Husks, reached: set[str]) -> set[str]:
    """Return the entries held that *start* leads to through husks; note the husks passed."""
    found: set[str] = set()
    passed: set[str] = set()
    ahead = [start]
    while ahead:
        digest = ahead.pop()
        if digest in entries:
            found.add(digest)
        elif digest not in passed:
            passed.add(digest)
            ahead += husks[digest].supersedes if digest in husks else ()
    reached |= passed
    return found


def _counts(child: Entry, parent: Entry, rules: Rules) -> bool:
    """Say whether *child* can take the place of *parent*.

    In its own question and instance; or as the removal of the whole instance, or
    as what an undone removal puts back. Any other link could hide an answer with
    no successor in sight.
    """
    if child.key == parent.key or not rules.links_stay_inside:
        return True
    removal = Standing.REMOVED in (child.answer.standing, parent.answer.standing)
    return removal and child.instance == parent.instance != ""


def _hides(husk: Husk, parent: Entry) -> bool:
    """Say whether what is known by its links alone can have taken the place of *parent*.

    Of what is kept for others the place is known, and counts as in ``_counts``; whether
    it removes the instance only they can read.
    """
    if husk.why != "sealed":
        return True
    same = husk.instance == parent.instance
    return same and (husk.question == parent.question or husk.instance != "")

"""Where the pages of a plan's past are: its history, two versions beside each other, one answer."""

from __future__ import annotations

from typing import Final

from ui.pages.where import Where

NOW: Final = ""
"""In the place of a version: the plan as it stands, signed off or not."""

WHOLE: Final = "whole"
"""Of a comparison: the whole plan, not only what changed."""

_APART: Final = "\n"


def to_history(person: str, event: str = "", show: str = "") -> Where:
    """Return the place of the history, with one event open, and one kind of events shown."""
    return Where("history", person=person, note=_APART.join((show, event)))


def history_of(where: Where) -> tuple[str, str]:
    """Return what ``to_history`` was given: which kind of events, and which one is open."""
    show, _, event = where.note.partition(_APART)
    return show, event


def to_compare(person: str, older: str, newer: str = NOW, *, whole: bool = False) -> Where:
    """Return the place of two versions beside each other, by their digests."""
    return Where("compare", person=person, note=_APART.join((older, newer, WHOLE if whole else "")))


def compared(where: Where) -> tuple[str, str, bool]:
    """Return what ``to_compare`` was given; without a note, nothing is chosen yet."""
    older, newer, whole = (*where.note.split(_APART), "", "", "")[:3]
    return older, newer, whole == WHOLE


def to_version(person: str, version: str) -> Where:
    """Return the place of an old version, by its digest."""
    return Where("version", person=person, note=version)


def to_answers(person: str, question: str, instance: str = "") -> Where:
    """Return the place of all that was ever said on one thing."""
    return Where("answers", person=person, question=question, instance=instance)


def to_correct(person: str, question: str, instance: str, entry: str) -> Where:
    """Return the place where what was written in one entry is put right.

    Args:
        person: Whose plan.
        question, instance: The page to come back to.
        entry: The digest of the entry.
    """
    return Where("correct", person=person, question=question, instance=instance, note=entry)

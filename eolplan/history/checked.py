"""When a plan was last checked with the person it is about: asked of them, said by them, read back.

What only staff wrote down in a talk is no word of theirs, however new it is.
"""

from __future__ import annotations

from typing import Final

from eolplan.guide import Guide
from eolplan.history.undone import undone_by
from eolplan.record import Entry, Log, Standing, in_error, is_about_another, is_view

_THEIRS: Final = "person"
"""How the codes of the person's own voice begin, and who is asked."""
_ASKED: Final = frozenset({
    Standing.ANSWERED, Standing.ASKED_DECLINED, Standing.UNDECIDED, Standing.DOES_NOT_KNOW,
    Standing.UNABLE_TO_EXPRESS, Standing.LEAVES_TO_OTHER, Standing.WITHDRAWN,
})  # fmt: skip
"""Standings that somebody who was asked can give. Who puts it off has not looked at the plan,
and the others are staff's own to say."""
_OF_A_TALK: Final = "conversation"
"""How a section says that it asks about one talk: that it was not today is no word of the plan."""
_READ_BACK: Final = "conv.readback"
_THERE: Final = "conv.present"
_AGREED: Final = "agreed"
_DAY: Final = len("2026-11-12")


def last_checked(log: Log, guide: Guide) -> str:
    """Return the last day (ISO) on which anything of a plan was checked with the person, or empty.

    It counts what they were asked or said in a talk, on the day on which it was said, and a
    talk that was read back and agreed. What is about somebody else, was undone, or was
    written by mistake, was no talk with this person; nor is a talk they were not at.
    """
    return max(days_of_talks(log, guide).values(), default="")


def days_of_talks(log: Log, guide: Guide) -> dict[str, str]:
    """Return the last such day of each talk that has one, by its id."""
    days: dict[str, str] = {}
    for entry in log.entries.values():
        talk = entry.conversation
        if talk and _is_checked(entry, guide) and not was_away(log, talk):
            day = _day_of(entry)
            if day > days.get(talk, "") and not _is_wrong(log, entry):
                days[talk] = day
    return days


def _is_checked(entry: Entry, guide: Guide) -> bool:
    """Say whether an entry is of what was asked of the person, and comes from them."""
    answer = entry.answer
    if entry.question == _READ_BACK:
        return answer.value == _AGREED
    return (
        answer.standing in _ASKED
        and answer.said_by.startswith(_THEIRS)
        and not is_view(entry.instance)
        and entry.question in guide
        and guide.question(entry.question).asks == _THEIRS
        and guide.section_of(entry.question).per != _OF_A_TALK
    )


def _is_wrong(log: Log, entry: Entry) -> bool:
    return is_about_another(log, entry) or in_error(log, entry) or bool(undone_by(log, entry))


def was_away(log: Log, talk: str) -> bool:
    """Say whether the person was not at a talk."""
    return log.reading(_THERE, talk).value == "no"


def _day_of(entry: Entry) -> str:
    """The day on which it was said; where nobody knows the day, that on which it was written."""
    said = entry.answer.said_on
    return said if len(said) == _DAY else entry.recorded.astimezone().date().isoformat()

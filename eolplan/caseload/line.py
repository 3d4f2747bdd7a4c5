"""One line of the list of people, and what the list can be narrowed to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Final

from eolplan.caseload.wished import wished
from eolplan.guide import Guide
from eolplan.history import days_of_talks
from eolplan.record import Answer, Log, Standing, is_about_another
from eolplan.status import second_awaited, state_of
from eolplan.subject import Subject
from eolplan.vault import CaseloadRow

SOON: Final = dt.timedelta(days=14)
"""How far ahead a review counts as due (ux.md 2.4)."""

RECENT: Final = dt.timedelta(days=14)
LATELY: Final = dt.timedelta(days=30)
"""How long "Things are changing" holds after staff said so (ux.md 2.4)."""


WRITTEN_ALONE: Final = (
    "conv.when", "conv.when.start", "conv.staff.name", "conv.staff.role", "conv.staff.reg",
)  # fmt: skip
"""Facts of a talk that are written down as it opens: they tell of nothing that was said."""

_AGAIN: Final = "conv.declined.again"
_AGAIN_ON: Final = "conv.declined.again_on"
_TALK: Final = "conversation"
"""``Section.per`` of the facts of one talk."""


class Filter(StrEnum):
    """What the list of people can be narrowed to."""

    ALL = "all"
    REVIEW_DUE = "review_due"
    NO_PLACE = "no_place"
    CHANGING = "changing"
    COME_BACK = "come_back"
    RECENT = "recent"
    PLANNED = "planned"
    AWAITS = "awaits"
    ENDED = "ended"


def fits(r: CaseloadRow, show: Filter, today: dt.date, *, looked_for: bool = False) -> bool:
    """Say whether *show* keeps a line in the list.

    A plan that has ended is in the list only for whoever asks for such plans, or looks
    for the person.
    """
    if r.ended:
        return show is Filter.ENDED or (looked_for and show is Filter.ALL)
    return show is Filter.ALL or (show in _FITS and _FITS[show](r, today))


_Fits = Callable[[CaseloadRow, dt.date], bool]

_FITS: Final[Mapping[Filter, _Fits]] = {
    Filter.REVIEW_DUE: lambda r, today: _by(r.review_due, today + SOON),
    Filter.NO_PLACE: lambda r, _today: not r.place_words,
    Filter.CHANGING: lambda r, today: r.changing >= (today - LATELY).isoformat(),
    Filter.COME_BACK: lambda r, today: _by(r.come_back, today),
    Filter.RECENT: lambda r, today: r.last_talked >= (today - RECENT).isoformat(),
    Filter.PLANNED: lambda r, today: _by(r.planned, today + SOON),
    Filter.AWAITS: lambda r, _today: bool(r.awaits),
}
"""What a plan in use needs for each filter; one that has ended has a filter of its own."""


def _by(day: str, last: dt.date) -> bool:
    """Say whether a day is named, and has come by *last*."""
    return bool(day) and day <= last.isoformat()


def row(log: Log, guide: Guide, person: str) -> CaseloadRow:
    """Return a person's line in the list: a pure function of the heads of the record.

    What only chosen staff may read has no part in it: the list is everybody's. Of several
    who are one, all but the first stand under the first.
    """
    first_of_all = min(log.members, default=person)
    if person in log.members and first_of_all != person:
        return CaseloadRow(person, one_with=first_of_all)
    log = log.for_everybody(guide.restricted)
    subject = Subject.of(log)
    days = days_of_talks(log, guide)
    planned, planned_with = _next_talk(log, guide, days)
    first, places = wished(guide, log)
    return CaseloadRow(
        person=person,
        name=subject.listed,
        family=subject.family,
        given=subject.given,
        preferred=subject.preferred,
        born=subject.born,
        nhs=subject.nhs,
        chi=subject.chi,
        hcn=subject.hcn,
        postcode=subject.postcode,
        place_first=first,
        place_words=places,
        review_due=min(_days(log, "rev.date"), default=""),
        last_talked=max(days.values(), default=""),
        come_back=_come_back(log, max(days.values(), default="")),
        changing=_changing(log),
        planned=planned,
        practice="yes" if subject.practice else "",
        conflict="yes" if subject.disputed else "",
        text=subject.address,
        staff=" ".join(sorted({entry.author.id for entry in log.entries.values()})),
        ended=_ended(log),
        planned_with=planned_with,
        awaits=second_awaited(log),
    )


def _days(log: Log, question: str, instance: str = "") -> list[str]:
    """Return the day that stands; of two records that differ both: nobody falls off a list."""
    return [str(answer.value) for answer in log.reading(question, instance).answers if answer.value]


def _come_back(log: Log, talked: str) -> str:
    """The earliest day to come back to something; no day named means the day it was said.

    What staff judged wrong to ask waits for the day they named, and is asked on no other.

    Args:
        log: The record.
        talked: The day of the newest talk, or empty.
    """
    days = [
        day
        for question, instance in log.questions()
        for answer in log.reading(question, instance).answers
        if (day := _day_of(answer))
    ]
    return min([*days, *_offered_again(log, talked)], default="")


def _day_of(answer: Answer) -> str:
    if answer.standing is Standing.COME_BACK_LATER:
        return answer.again_on or answer.said_on
    return answer.again_on if answer.standing is Standing.NOT_APPROPRIATE_NOW else ""


def _offered_again(log: Log, talked: str) -> Iterator[str]:
    """Yield the day on which a talk that was not wanted may be offered again.

    The newest word on that counts, and a talk on that day or after it has taken it up.
    """
    asked = log.by_question.get(_AGAIN, ())
    said = [(head.recorded, talk) for talk in asked for head in log.heads(_AGAIN, talk)]
    _, newest = max(said, default=(None, ""))
    if log.reading(_AGAIN, newest).value == "on_a_date":
        yield from (day for day in _days(log, _AGAIN_ON, newest) if day > talked)


def _changing(log: Log) -> str:
    """The newest day on which staff said that things are getting worse, or empty."""
    said = log.reading("fn.trend").answers
    return max((a.said_on for a in said if str(a.value).startswith("worse")), default="")


def _next_talk(log: Log, guide: Guide, days: Mapping[str, str]) -> tuple[str, str]:
    """Return when the next talk is, and who is to hold it; empty where nobody said so.

    A later talk has taken it up, and so has anything that was asked of the person on that day
    or after it. One thing that is changed in between, as after a phone call, has not.

    Args:
        log: The record.
        guide: Which questions are facts of a talk.
        days: See ``days_of_talks``.
    """
    talks: dict[str, bool] = {}  # has facts of its own
    last: dict[str, dt.datetime] = {}
    for entry in log.entries.values():
        if (talk := entry.conversation) and not is_about_another(log, entry):
            fact = entry.question in guide and guide.section_of(entry.question).per == _TALK
            talks[talk] = talks.get(talk, False) or fact
            last[talk] = max(last.get(talk, entry.recorded), entry.recorded)

    def when(talk: str) -> tuple[str, dt.datetime, str]:
        """Order talks by what is held, never by how it came here."""
        return days.get(talk) or last[talk].date().isoformat(), last[talk], talk

    since = ""
    for talk in sorted(talks, key=when, reverse=True):
        if day := str(log.reading("conv.next.when", talk).value or ""):
            who = str(log.reading("conv.next.who", talk).value or "")
            return (day, who) if since < day else ("", "")
        if talks[talk]:
            break
        since = max(since, days.get(talk, ""))
    return "", ""


def _ended(log: Log) -> str:
    """How a plan stands that is only kept to be read, or empty."""
    state = state_of(log)
    return str(state.status) if state.ended else ""

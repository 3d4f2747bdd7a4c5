"""One line of the list of people, and what the list can be narrowed to."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

from eolplan.guide import Guide
from eolplan.record import Log, Standing
from eolplan.subject import Subject
from eolplan.telling import places_short
from eolplan.vault import CaseloadRow

SOON: Final = dt.timedelta(days=14)
"""How far ahead a review counts as due (ux.md 2.4)."""

RECENT: Final = dt.timedelta(days=14)
LATELY: Final = dt.timedelta(days=30)
"""How long "Things are changing" holds after staff said so (ux.md 2.4)."""


class Filter(StrEnum):
    """What the list of people can be narrowed to."""

    ALL = "all"
    REVIEW_DUE = "review_due"
    NO_PLACE = "no_place"
    CHANGING = "changing"
    COME_BACK = "come_back"
    RECENT = "recent"


def fits(r: CaseloadRow, show: Filter, today: dt.date) -> bool:
    """Say whether *show* keeps a line in the list."""
    match show:
        case Filter.REVIEW_DUE:
            return bool(r.review_due) and r.review_due <= (today + SOON).isoformat()
        case Filter.NO_PLACE:
            return not r.place_words
        case Filter.CHANGING:
            return r.changing >= (today - LATELY).isoformat()
        case Filter.COME_BACK:
            return bool(r.come_back) and r.come_back <= today.isoformat()
        case Filter.RECENT:
            return r.last_talked >= (today - RECENT).isoformat()
    return True


def row(log: Log, guide: Guide, person: str) -> CaseloadRow:
    """Return a person's line in the list: a pure function of the heads of the record.

    What only chosen staff may read has no part in it: the list is everybody's.
    """
    log = log.for_everybody(guide.restricted)
    subject = Subject.of(log)
    first = log.reading("pod.first")
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
        place_first=str(first.value or ""),
        place_words=places_short(guide, log) if "pod.first" in guide else "",
        review_due=_date(log, "rev.date"),
        last_talked=_last_talked(log),
        come_back=_come_back(log),
        changing=_changing(log),
        planned=_planned(log),
        practice="yes" if subject.practice else "",
        conflict="yes" if subject.disputed else "",
        text=subject.address,
        staff=" ".join(sorted({entry.author.id for entry in log.entries.values()})),
    )


def _date(log: Log, question: str) -> str:
    return str(log.reading(question).value or "")


def _last_talked(log: Log) -> str:
    """The local day of the newest entry that was made in a conversation, ISO."""
    times = [e.recorded_at for e in log.entries.values() if e.conversation]
    if not times:
        return ""
    return dt.datetime.fromisoformat(max(times)).astimezone().date().isoformat()


def _come_back(log: Log) -> str:
    """The earliest day to come back to something; no day named means the day it was said."""
    days = [
        answer.again_on or answer.said_on
        for question, instance in log.questions()
        if (answer := log.reading(question, instance).answer)
        and answer.standing is Standing.COME_BACK_LATER
    ]
    return min(days, default="")


def _changing(log: Log) -> str:
    """The day on which staff said that things are getting worse, or empty."""
    answer = log.reading("fn.trend").answer
    return answer.said_on if answer and str(answer.value).startswith("worse") else ""


def _planned(log: Log) -> str:
    """The day on which the newest talk that named one is to be taken up again, or empty.

    Another talk in the meantime has taken it up, whatever was planned before.
    """
    newest = ""
    for entry in log.entries.values():  # in the order in which they came
        newest = entry.conversation or newest
    return str(log.reading("conv.next.when", newest).value or "")

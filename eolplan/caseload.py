"""Find people, add them, and see whom to talk to next."""

from __future__ import annotations

import datetime as dt
import unicodedata
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from eolplan.guide import Guide
from eolplan.identity import Staff
from eolplan.record import Answer, Author, Entry, Log, Pen, Standing, Value
from eolplan.subject import Subject
from eolplan.telling import places_short
from eolplan.vault import CaseloadRow as CaseloadRow
from eolplan.vault import Place as Place
from eolplan.vault import Session
from eolplan.words import language

SOON: Final = dt.timedelta(days=14)
"""How far ahead a review counts as due (ux.md 2.4)."""

MADE_UP: Final = "practice"
"""The setting of a store that only ever holds made-up people: whoever is added is one."""

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


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is typed to add a person. Texts as typed; dates ISO.

    Attributes:
        given, family: Names; the family name or the given name must be there.
        preferred: What they like to be called.
        born: Date of birth, any precision, or empty.
        number: Digits of the NHS, CHI or H&C number, or empty.
        number_question: Which number it is, a question id.
        no_number_reason: A code of VS-NO-NUMBER when there is no number.
        address: Lines of where they live now.
        postcode: Of that address.
        communication: What they need to hear, see and understand.
    """

    given: str = ""
    family: str = ""
    preferred: str = ""
    born: str = ""
    number: str = ""
    number_question: str = "person.nhs_no"
    no_number_reason: str = ""
    address: tuple[str, ...] = ()
    postcode: str = ""
    communication: str = ""


class Caseload:
    """The people whose plans this store keeps."""

    def __init__(self, session: Session, guide: Guide, *, now: Callable[[], dt.datetime]) -> None:
        self._session = session
        self._store = session.store
        self._guide = guide
        self._now = now

    @property
    def today(self) -> dt.date:
        """The local day."""
        return self._now().astimezone().date()

    def people(
        self,
        text: str = "",
        show: Filter = Filter.ALL,
        *,
        among: Sequence[CaseloadRow] | None = None,
    ) -> list[CaseloadRow]:
        """Return the people that match *text* and *show*, by name.

        Args:
            text: What was typed; empty for everyone.
            show: The filter.
            among: Everyone, where the caller has them already: reading
                thousands of rows for every key would be felt.
        """
        rows: Sequence[CaseloadRow]
        if not text.strip():
            rows = self._store.caseload() if among is None else among
        elif among is None:  # a few of thousands: the banner of every page asks
            found = map(self._store.caseload_row, self._store.search(text))
            rows = [r for r in found if r is not None]
        else:
            wanted = set(self._store.search(text))
            rows = [r for r in among if r.person in wanted]
        today = self.today
        return [r for r in rows if _fits(r, show, today)]

    def counts(self, *, among: Sequence[CaseloadRow] | None = None) -> Mapping[Filter, int]:
        """Return how many people each filter shows; *among* as in ``people``."""
        rows, today = self._store.caseload() if among is None else among, self.today
        return {show: sum(_fits(r, show, today) for r in rows) for show in Filter}

    def row(self, person: str) -> CaseloadRow | None:
        """Return one line of the list; None when nobody has this id."""
        return self._store.caseload_row(person)

    def carry_on(self) -> list[tuple[CaseloadRow, Place]]:
        """Return the conversations that can be carried on, the newest first."""
        found = [
            (row_, place)
            for person, place in self._store.places().items()
            if (row_ := self._store.caseload_row(person)) is not None
        ]
        by_name = sorted(found, key=lambda f: f[0].name)
        return sorted(by_name, key=lambda f: f[1].paused_at or f[1].began_at, reverse=True)

    def alike(self, new: Newcomer) -> list[CaseloadRow]:
        """Return people who may be *new* already: the same number, or name and birth date."""
        name = folded(f"{new.given} {new.family}")
        return [
            r
            for r in self._store.caseload()
            if (new.number and new.number in (r.nhs, r.chi, r.hcn))
            or (folded(f"{r.given} {r.family}") == name and r.born == new.born)
        ]

    def find(self, number_or_id: str) -> CaseloadRow | None:
        """Return the person with this id or this NHS, CHI or H&C number, or None."""
        wanted = "".join(number_or_id.split())
        for row_ in self._store.caseload():
            if wanted and wanted in (row_.person, row_.nhs, row_.chi, row_.hcn):
                return row_
        return None

    def add(self, new: Newcomer, *, practice: bool = False) -> str:
        """Add a person; return the new id. On disk when it returns.

        Args:
            new: What was typed.
            practice: A made-up person; in a store for practice everybody is one.

        Raises:
            NotWritten: the disk did not take it; nothing was changed.
        """
        person, at = uuid.uuid4().hex, self._now()
        practice = practice or self._store.setting(MADE_UP) is True
        made = introduce(
            new, person, guide=self._guide, staff=self._session.staff, at=at, practice=practice
        )
        guides = {
            e.guide: self._guide.text_of(self._guide.section_of(e.question).id)
            for e in made
            if e.guide
        }
        log = Log().plus(made)
        self._store.append(made, at=at, caseload=row(log, self._guide, person), guides=guides)
        return person


def introduce(
    new: Newcomer, person: str, *, guide: Guide, staff: Staff, at: dt.datetime, practice: bool
) -> tuple[Entry, ...]:
    """Return what a newcomer's page says, as the first entries of a record.

    Args:
        new: What was typed.
        person: The new id.
        guide: Whose questions they answer.
        staff: Who wrote it down.
        at: When; aware UTC.
        practice: The person is made up.
    """
    made: list[Entry] = []
    for question, instance, answer in _facts(new, staff.nation, at, practice=practice):
        pen = Pen(
            person=person,
            author=Author(staff.id, staff.name, staff.role, staff.reg),
            now=lambda: at,
            guide=guide.digest_of(question) if question in guide else "",
            lang=language(),
        )
        made += pen.answer(Log().plus(made), question, answer, instance)
    return tuple(made)


def _facts(
    new: Newcomer, nation: str, at: dt.datetime, *, practice: bool
) -> Iterable[tuple[str, str, Answer]]:
    today = at.astimezone().date().isoformat()
    home = uuid.uuid4().hex
    has_home = bool(new.address or new.postcode)
    has_nhs = new.number_question == "person.nhs_no" and bool(new.number)
    values: list[tuple[str, str, Value]] = [
        ("person.given", "", new.given),
        ("person.family", "", new.family),
        ("person.preferred", "", new.preferred),
        ("person.dob", "", new.born),
        (new.number_question, "", new.number),
        ("person.nhs_status", "", "02" if has_nhs else ""),
        ("person.no_id_reason", "", new.no_number_reason),
        ("plan.jurisdiction", "", nation),
        ("plan.practice", "", "yes" if practice else ""),
        ("person.address", home, True if has_home else ""),
        ("person.address.kind", home, "main" if has_home else ""),
        ("person.address.lines", home, list[Value](new.address)),
        ("person.address.postcode", home, new.postcode),
    ]
    for question, instance, value in values:
        if value:
            answer = Answer(value=value, said_by="clinician_judgement", said_on=today)
            yield question, instance, answer.clean()
    if new.communication:
        heard = Answer(own_words=new.communication, said_by="clinician_observed", said_on=today)
        yield "comm.how", "", heard.clean()  # staff typed it: it is nobody's own words yet


def row(log: Log, guide: Guide, person: str) -> CaseloadRow:
    """Return a person's line in the list: a pure function of the heads of the record."""
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
    )


def _fits(r: CaseloadRow, show: Filter, today: dt.date) -> bool:
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


def folded(name: str) -> str:
    """Return *name* without accents, case, punctuation or order, to compare names by."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(sorted(letters.split()))


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

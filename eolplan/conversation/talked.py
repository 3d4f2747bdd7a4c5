"""What a talk knows while it goes on: the record as it stands, who writes, and when."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable
from dataclasses import replace

from eolplan.caseload import WRITTEN_ALONE
from eolplan.conversation.kept import KeptHere
from eolplan.conversation.last_talk import died_before
from eolplan.conversation.standing import said
from eolplan.guide import NATION, Guide, Names, Question
from eolplan.identity import Act
from eolplan.record import Answer, Author, Entry, Log, Pen, Reading, Value
from eolplan.status import state_of
from eolplan.subject import Subject
from eolplan.vault import BESIDE, Place, Session
from eolplan.words import language


class Talked(KeptHere):
    """The part of a talk that reads; attributes as of ``KeptHere``."""

    def __init__(
        self,
        session: Session,
        guide: Guide,
        person: str,
        *,
        now: Callable[[], dt.datetime],
        conversation_id: str = "",
    ) -> None:
        super().__init__(session, guide, person, conversation_id or uuid.uuid4().hex, now)
        self._log = self._store.log(person)
        self.person = min(self._log.members, default=person)  # of several who are one, the first
        self._ids = (self.person, *sorted(self._log.members - {self.person}))
        self._last = self._newest()
        self._about: tuple[Log, Subject] | None = None

    def now(self) -> dt.datetime:
        """The present moment, aware UTC."""
        return self._now()

    # -- reading ---------------------------------------------------------

    @property
    def log(self) -> Log:
        """The record as it stands, with everything said so far."""
        return self._log

    @property
    def subject(self) -> Subject:
        """Who the plan is about; read once for each state of the record."""
        if self._about is None or self._about[0] is not self._log:
            self._about = self._log, Subject.of(self._log)
        return self._about[1]

    @property
    def names(self) -> Names:
        """The names that prompts are filled with."""
        return self.subject.names(self.session.staff)

    @property
    def today(self) -> dt.date:
        """The local day."""
        return self._now().astimezone().date()

    def reading(self, question_id: str, instance: str = "") -> Reading:
        """Return what stands for a question."""
        return self._log.reading(question_id, self.instance(question_id, instance))

    def shown(self, question: Question, instance: str = "") -> bool:
        """Say whether *question* is asked, as the answers stand.

        An answered question that has become hidden is no longer asked, but
        still printed.
        """
        age = self.subject.age(self.today) if question.under else None
        return question.fits(age) and question.shown(lambda known: self.known(known, instance))

    def offers(self, question: Question) -> bool:
        """Say whether a question of this topic can be answered as the plan stands."""
        return state_of(self._log).offers(self.guide.section_of(question.id).id)

    def known(self, question_id: str, instance: str = "") -> Value:
        """Return what conditions hang on: the value that stands, else the words, else None.

        The nation is the plan's, or until somebody said so the team's.
        """
        if question_id == NATION:
            return self.subject.nation or self.staff.nation
        return said(self.reading(question_id, instance))

    def problems(self, question: Question, answer: Answer) -> list[str]:
        """Return why an answer cannot be: by its question, and by what is recorded already."""
        found = question.problems(answer, today=self.today)
        return found or died_before(self._log, self.names, question.id, answer)

    @property
    def is_begun(self) -> bool:
        """Whether anything of this talk is kept; pages that were only looked at are no talk."""
        place = self.place
        mine = place is not None and place.conversation == self.id
        stopped = mine and place and (place.note or place.paused_at or self.followed)
        drafts = (draft for one in self._ids for draft in self._store.drafts(one))
        half = any(not draft.question.startswith(BESIDE) for draft in drafts)
        said = any(
            entry.conversation == self.id and entry.question not in WRITTEN_ALONE
            for entry in self._log.entries.values()
        )
        return bool(stopped) or half or said

    # -- for whoever writes ----------------------------------------------

    def pause(self, note: str = "") -> None:
        """Stop for now; the resume card will show where and *note*.

        Who has paused already, and did nothing since, stopped then.

        Raises:
            MayNot: who is signed in only reads.
        """
        self.staff.must(Act.RECORD)
        place = self.place or Place(self.id, began_at=self._now().isoformat())
        elsewhere = place.conversation != self.id  # what stopped is another talk of theirs
        stopped = place.paused_at and (
            elsewhere or dt.datetime.fromisoformat(place.paused_at) >= self._last
        )
        at = place.paused_at if stopped else max(self._now(), self._last).isoformat()
        self._remember(replace(place, note=note, paused_at=at))

    def _moment(self) -> dt.datetime:
        """A time for one act: never twice the same, so that the log tells acts apart."""
        self._last = max(self._now(), self._last + dt.timedelta(microseconds=1))
        return self._last

    def _newest(self) -> dt.datetime:
        """When the newest entry of this talk was made; the clock may have been wrong since."""
        times = (e.recorded_at for e in self._log.entries.values() if e.conversation == self.id)
        newest = max(map(dt.datetime.fromisoformat, times), default=None)
        return newest or dt.datetime.min.replace(tzinfo=dt.UTC)

    @property
    def _author(self) -> Author:
        staff = self.session.staff
        return Author(staff.id, staff.name, staff.role, staff.reg)

    def _pen(self, question_id: str, at: dt.datetime | None = None) -> Pen:
        moment = at or self._moment()
        return Pen(
            person=self.person,
            author=self._author,
            now=lambda: moment,
            conversation=self.id,
            guide=self.guide.digest_of(question_id) if question_id in self.guide else "",
            lang=language(),
        )

    def _completed(self, answer: Answer) -> Answer:
        if not answer.said_on:
            answer = replace(answer, said_on=self.today.isoformat(), said_on_precision="day")
        return answer.clean()

    def _heads(
        self, question_id: str, instance: str, seen: Iterable[str] | None
    ) -> tuple[Entry, ...]:
        if seen is None:
            return self._log.heads(question_id, instance)
        return tuple(self._log.entries[d] for d in seen if d in self._log.entries)

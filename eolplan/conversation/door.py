"""The one door: every answer passes here, and is on disk when it returns."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from eolplan.caseload import row
from eolplan.conversation.acts import standing_act, stands_for
from eolplan.conversation.errors import AnswerRejected, SaidEarlier
from eolplan.conversation.kept import KeptHere
from eolplan.conversation.standing import misplaced, said, same
from eolplan.guide import NATION, Guide, Names, Question
from eolplan.identity import Act, MayNot
from eolplan.record import (
    Answer,
    Author,
    Entry,
    Log,
    NoLongerCurrent,
    NothingToUndo,
    Pen,
    Reading,
    Standing,
    Value,
    Version,
    sign,
)
from eolplan.subject import Subject
from eolplan.vault import Session
from eolplan.words import language, tr

GONE_THROUGH: Final = "students.gone_through"
"""On the audit trail: a clinician went through what students recorded, before signing it."""


class Conversation(KeptHere):
    """One talk with one person, on the record of that person; attributes as of ``KeptHere``."""

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
        self._last = self._newest()

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
        """Who the plan is about."""
        return Subject.of(self._log)

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
        return question.shown(lambda earlier: self.known(earlier, instance))

    def known(self, question_id: str, instance: str = "") -> Value:
        """Return what conditions hang on: the value that stands, else the words, else None.

        The nation is the plan's, or until somebody said so the team's.
        """
        if question_id == NATION:
            return self.subject.nation or self.staff.nation
        return said(self.reading(question_id, instance))

    # -- recording -------------------------------------------------------

    def answer(
        self,
        question_id: str,
        answer: Answer,
        instance: str = "",
        *,
        seen: Iterable[str] | None = None,
        then: bool | None = None,
        reason: str = "",
    ) -> Entry | None:
        """Record one answer.

        Args:
            question_id: A question of the guide.
            answer: Who said it and when may be left to the talk: said by the
                person, today.
            instance: Which of several (a contact, an action); see ``add``.
            seen: Digests of the heads that the page showed; what was not seen
                is not replaced. None: what stands now.
            then: For an answer said before one that stands: True, it was so
                then; False, it holds now.
            reason: Why, for a correction.

        Returns:
            The entry, on disk; None when exactly this stands already.

        Raises:
            AnswerRejected: the guide refuses it; its ``problems`` say why.
            MayNot: who is signed in only reads.
            SaidEarlier: it was said before what stands, and *then* is None.
            NotWritten: the disk did not take it; nothing was changed.
        """
        question = self.guide.question(question_id)
        where = self.instance(question_id, instance)
        answer = self._completed(answer)
        shown = self._heads(question_id, where, seen)
        self._refuse(question, answer, where, shown)
        if len(shown) == 1 and same(shown[0].answer, answer):
            self._store.drop_draft(self.person, question_id, where)
            return None
        pen = self._pen(question_id)
        later = self._log.later_said(question_id, answer, where, [e.digest for e in shown])
        if then is None and later and answer.standing is not Standing.NOT_ASKED:
            raise SaidEarlier(later[0].answer.said_on)
        if then and shown:
            made = pen.then(self._log, question_id, answer, shown[0])
        else:
            made = pen.answer(
                self._log, question_id, answer, where, [e.digest for e in shown], reason
            )
        self._keep(made, drafts=[(self.person, question_id, where)])
        return made[0]

    def record(self, answers: Iterable[tuple[str, str, Answer]]) -> tuple[Entry, ...]:
        """Record several answers as one act: one transaction, one undo.

        Args:
            answers: (question id, instance, answer); what stands already is
                left alone.

        Raises:
            AnswerRejected: the guide refuses one of them; none was recorded.
            MayNot: who is signed in only reads.
            NotWritten: the disk did not take them; nothing was changed.
        """
        made: list[Entry] = []
        drafts: list[tuple[str, str, str]] = []
        at = self._moment()
        for question_id, instance, given in answers:
            question = self.guide.question(question_id)
            where, answer = self.instance(question_id, instance), self._completed(given)
            shown = self._heads(question_id, where, None)
            self._refuse(question, answer, where, shown)
            drafts.append((self.person, question_id, where))
            if len(shown) == 1 and same(shown[0].answer, answer):
                continue
            pen = self._pen(question_id, at)
            made += pen.answer(self._log, question_id, answer, where, [e.digest for e in shown])
        if made:
            self._keep(tuple(made), drafts=drafts)
        return tuple(made)

    def clear(self, question_id: str, instance: str = "") -> Entry | None:
        """Take a choice off again: the question reads as not talked about."""
        if self.reading(question_id, instance).state in ("silent", "sealed"):
            return None
        return self.answer(question_id, Answer(Standing.NOT_ASKED), instance)

    def add(self, group_id: str) -> str:
        """Add one to a repeating group, at its end; return the id of the new instance."""
        instance, pen = uuid.uuid4().hex, self._pen(group_id, self._moment())
        made = pen.answer(self._log, group_id, self._completed(Answer(value=True)), instance)
        if others := self._log.instances(group_id):
            made += pen.order(self._log, group_id, [*others, instance])
        self._keep(made)
        return instance

    def remove(self, group_id: str, instance: str) -> Entry:
        """Remove one of a repeating group. It stays in the history, and undo brings it back."""
        fields = self.guide.question(group_id).fields
        made = self._pen(group_id).remove(self._log, group_id, fields, instance)
        self._keep(made, drafts=[(self.person, f, instance) for f in fields])
        return made[0]

    def arrange(self, group_id: str, instances: Iterable[str]) -> None:
        """Put the members of a repeating group in this order."""
        self._keep(self._pen(group_id).order(self._log, group_id, list(instances)))

    # -- undo ------------------------------------------------------------

    @property
    def can_undo(self) -> bool:
        """Whether a change of this conversation is left to take back."""
        return bool(standing_act(self._log, self.id, self.session.staff.id))

    def undo(self) -> tuple[Entry, ...]:
        """Take back the newest change that stands; return what was put in its place.

        Nothing is erased: undoing records again what stood before.

        Raises:
            NothingToUndo: everything of this conversation is undone already.
            NoLongerCurrent: something newer stands on it.
        """
        act = standing_act(self._log, self.id, self.session.staff.id)
        if not act:
            raise NothingToUndo
        at = self._moment()
        made = [new for entry in act for new in self._undone(entry, at)]
        self._keep(tuple(made))
        return tuple(made)

    def _undone(self, entry: Entry, at: dt.datetime) -> tuple[Entry, ...]:
        pen = self._pen(entry.question, at)
        for head in self._log.heads(entry.question, entry.instance):
            if stands_for(self._log, head).digest == entry.digest:
                return pen.undo(self._log, head)
        raise NoLongerCurrent

    # -- versions ---------------------------------------------------------

    def next_version(self, facts: Mapping[str, Value]) -> Version:
        """Return the version that covers all that is recorded, not yet signed.

        Raises:
            MayNot: who is signed in does not sign off.
            NothingToSign: the newest version covers it already.
        """
        self.staff.must(Act.SIGN)
        return sign(self._log, self.person, self._author, self._moment(), facts)

    def signature(self, version: Version, passphrase: str) -> tuple[str, str]:
        """Return (signature, public key) over *version*, made with the clinician's secret.

        Slow on purpose, and touches no database: it may run off the GUI thread.

        Raises:
            WrongPassphrase: it is not this clinician's.
        """
        return self.session.sign(bytes.fromhex(version.digest), passphrase)

    def keep_version(self, signed: Version, *, gone_through: Iterable[str] = ()) -> None:
        """Write a signed version. On disk when it returns.

        Args:
            signed: With the signature on it.
            gone_through: Ids of the students whose entries the signer went through.
                It is on the trail before the version is, so no version stands without it.

        Raises:
            MayNot: who is signed in does not sign off, or somebody else signed.
            NotWritten: the disk did not take it.
        """
        self.staff.must(Act.SIGN)
        if signed.signer.id != self.staff.id:
            raise MayNot(Act.SIGN)
        if seen := sorted(set(gone_through)):
            what: Value = {"version": signed.digest, "person": self.person, "staff": [*seen]}
            self._store.audit(GONE_THROUGH, what, at=self._now())
        self._store.add_version(signed, at=self._now())
        self._log = self._log.plus(versions=[signed])

    # -- inside ----------------------------------------------------------

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
            guide=self.guide.digest_of(question_id),
            lang=language(),
        )

    def _refuse(
        self, question: Question, answer: Answer, instance: str, shown: Iterable[Entry]
    ) -> None:
        problems = question.problems(answer, today=self.today)
        if not problems and misplaced(question, answer, instance, shown):
            problems = [
                tr("What others say is written down beside the person's own answer, in words.")
            ]
        if problems:
            raise AnswerRejected(problems)

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

    def _keep(
        self, made: tuple[Entry, ...], *, drafts: Iterable[tuple[str, str, str]] = ()
    ) -> None:
        """Write *made* in one transaction, and only then show it as said: all ways end here."""
        self.staff.must(Act.RECORD)
        log = self._log.plus(made, sealed=self._store.sealed_among(made))
        guides = {
            self.guide.digest_of(e.question): self.guide.text_of(
                self.guide.section_of(e.question).id
            )
            for e in made
            if e.question in self.guide
        }
        self._store.append(
            made,
            at=self._now(),
            drop_drafts=drafts,
            caseload=row(log, self.guide, self.person),
            guides=guides,
        )
        self._log = log

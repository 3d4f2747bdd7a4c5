"""The one door: every answer passes here, and is on disk when it returns."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from eolplan.caseload import row
from eolplan.conversation.acts import standing_act, stands_for
from eolplan.conversation.errors import AnswerRejected, SaidEarlier, said_as_it_was
from eolplan.conversation.standing import misplaced, same
from eolplan.conversation.status_moves import act_for
from eolplan.conversation.talked import Talked
from eolplan.guide import Question
from eolplan.identity import Act, MayNot
from eolplan.record import (
    Answer,
    Entry,
    Log,
    NoLongerCurrent,
    NothingToUndo,
    Pen,
    Standing,
    Value,
    Version,
    sign,
)
from eolplan.telling import in_their_voice
from eolplan.words import tr

GONE_THROUGH: Final = "students.gone_through"
"""On the audit trail: a clinician went through what students recorded, before signing it."""


class Conversation(Talked):
    """One talk with one person, on the record of that person; attributes as of ``KeptHere``."""

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
        beside: Iterable[tuple[str, str, Answer]] = (),
        again: bool = False,
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
            beside: What is recorded in the same act, as of ``record``.
            again: Record it though it stands already: it is said again, of what stands now.

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
        answer = self._completed(in_their_voice(question, answer))
        shown = self._heads(question_id, where, seen)
        self._refuse(question, answer, where, shown, reason)
        if not again and len(shown) == 1 and same(shown[0].answer, answer):
            self._store.drop_draft(*self._draft_at(question_id, where))
            return None
        at = self._moment()
        pen = self._pen(question_id, at)
        later = self._log.later_said(question_id, answer, where, [e.digest for e in shown])
        if then is None and later and answer.standing is not Standing.NOT_ASKED:
            raise SaidEarlier(later[0].answer.said_on)
        if then and shown:
            made = pen.then(self._log, question_id, answer, shown[0])
        else:
            made = pen.answer(
                self._log, question_id, answer, where, [e.digest for e in shown], reason
            ) + pen.seen_with(self._log, question_id, where)
        made += self.prepare(beside, reason=reason, at=at)
        self._keep(made, drafts=[self._draft_at(question_id, where)])
        return made[0]

    def record(
        self,
        answers: Iterable[tuple[str, str, Answer]],
        *,
        reason: str = "",
        outside: bool = False,
    ) -> tuple[Entry, ...]:
        """Record several answers as one act: one transaction, one undo.

        Args:
            answers: (question id, instance, answer); what stands already is
                left alone.
            reason: Why, for a correction.
            outside: It is no part of a talk, such as that a plan has ended: nobody
                talked with the person, and the undo of a talk does not reach it.

        Raises:
            AnswerRejected: the guide refuses one of them; none was recorded.
            MayNot: it is not for who is signed in.
            NotWritten: the disk did not take them; nothing was changed.
        """
        given = tuple(answers)
        made = self.prepare(given, reason=reason, outside=outside)
        if made:
            self._keep(made, drafts=[self._draft_at(q, self.instance(q, i)) for q, i, _ in given])
        return made

    def prepare(
        self,
        answers: Iterable[tuple[str, str, Answer]],
        *,
        reason: str = "",
        outside: bool = False,
        at: dt.datetime | None = None,
    ) -> tuple[Entry, ...]:
        """Return what ``record`` would write, without writing it: for an act with a signature.

        Args:
            answers, reason, outside: As of ``record``.
            at: When, for what is part of a greater act.
        """
        made: list[Entry] = []
        at = at or self._moment()
        for question_id, instance, given in answers:
            question = self.guide.question(question_id)
            where = self.instance(question_id, instance)
            answer = self._completed(in_their_voice(question, given))
            shown = self._heads(question_id, where, None)
            self._refuse(question, answer, where, shown, reason)
            if len(shown) == 1 and same(shown[0].answer, answer):
                continue
            pen = self._pen(question_id, at)
            pen = replace(pen, conversation="") if outside else pen
            over = [entry.digest for entry in shown]
            made += pen.answer(self._log, question_id, answer, where, over, reason)
            made += pen.seen_with(self._log, question_id, where)
        return tuple(made)

    def clear(self, question_id: str, instance: str = "") -> Entry | None:
        """Take a choice off again: the question reads as not talked about."""
        if self.reading(question_id, instance).state in ("silent", "sealed"):
            return None
        return self.answer(question_id, Answer(Standing.NOT_ASKED), instance)

    def add(self, group_id: str) -> str:
        """Add one to a repeating group, at its end; return the id of the new instance."""
        instance, pen = uuid.uuid4().hex, self._pen(group_id, self._moment())
        there = in_their_voice(self.guide.question(group_id), Answer(value=True))
        made = pen.answer(self._log, group_id, self._completed(there), instance)
        if others := self._log.instances(group_id):
            made += pen.order(self._log, group_id, [*others, instance])
        self._keep(made)
        return instance

    def remove(self, group_id: str, instance: str) -> Entry:
        """Remove one of a repeating group. It stays in the history, and undo brings it back."""
        fields = self.guide.question(group_id).fields
        made = self._pen(group_id).remove(self._log, group_id, fields, instance)
        self._keep(made, drafts=[self._draft_at(f, instance) for f in fields])
        return made[0]

    def arrange(self, group_id: str, instances: Iterable[str]) -> None:
        """Put the members of a repeating group in this order."""
        self._keep(self._pen(group_id).order(self._log, group_id, list(instances)))

    def amend(
        self, question_id: str, write: Callable[[Log, Pen], tuple[Entry, ...]]
    ) -> tuple[Entry, ...]:
        """Record, as one act outside the talk, what *write* makes of earlier entries.

        The undo of a talk does not reach it; in the history it is seen and put right.

        Raises:
            MayNot: it is not for who is signed in.
            NotWritten: the disk did not take it; nothing was changed.
        """
        made = write(self._log, replace(self._pen(question_id), conversation=""))
        self._keep(made)
        return made

    # -- undo ------------------------------------------------------------

    @property
    def can_undo(self) -> bool:
        """Whether a change of this conversation is left to take back."""
        return bool(self.last_act)

    @property
    def last_act(self) -> tuple[Entry, ...]:
        """The newest change that stands, which is what undo takes back; empty: there is none."""
        return standing_act(self._log, self.id, self.session.staff.id)

    def undo(self) -> tuple[Entry, ...]:
        """Take back the newest change that stands; return what was put in its place.

        Nothing is erased: undoing records again what stood before.

        Raises:
            NothingToUndo: everything of this conversation is undone already.
            NoLongerCurrent: something newer stands on it.
        """
        act = self.last_act
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

    def next_version(self, facts: Mapping[str, Value], beside: Sequence[Entry] = ()) -> Version:
        """Return the version that covers all that is recorded, not yet signed.

        Args:
            facts: What the signer vouches for.
            beside: Entries of ``prepare`` that are written with the version and not before.

        Raises:
            MayNot: who is signed in does not sign off.
            NothingToSign: the newest version covers it already.
        """
        self.staff.must(Act.SIGN)
        log = self._log.plus(beside)
        return sign(log, self.person, self._author, self._moment(), facts)

    def signature(self, version: Version, passphrase: str) -> tuple[str, str]:
        """Return (signature, public key) over *version*, made with the clinician's secret.

        Slow on purpose, and touches no database: it may run off the GUI thread.

        Raises:
            WrongPassphrase: it is not this clinician's.
        """
        return self.session.sign(bytes.fromhex(version.digest), passphrase)

    def keep_version(
        self, signed: Version, *, gone_through: Iterable[str] = (), beside: Sequence[Entry] = ()
    ) -> None:
        """Write a signed version. On disk when it returns.

        Args:
            signed: With the signature on it.
            gone_through: Ids of the students whose entries the signer went through.
                It is on the trail before the version is, so no version stands without it.
            beside: What the version was made with (``next_version``): both, or neither.

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
        self._keep(tuple(beside), versions=[signed])

    # -- inside ----------------------------------------------------------

    def _refuse(
        self,
        question: Question,
        answer: Answer,
        instance: str,
        shown: Iterable[Entry],
        reason: str,
    ) -> None:
        problems = self.problems(question, answer)
        if question.asks == "person" and not (reason or self.offers(question)):
            problems = [said_as_it_was(self.subject.called)]
        if not problems and misplaced(question, answer, instance, shown):
            problems = [
                tr("What others say is written down beside the person's own answer, in words.")
            ]
        if problems:
            raise AnswerRejected(problems)

    def _keep(
        self,
        made: tuple[Entry, ...],
        *,
        drafts: Iterable[tuple[str, str, str]] = (),
        versions: Sequence[Version] = (),
    ) -> None:
        """Write *made* in one transaction, and only then show it as said: all ways end here."""
        self.staff.must(Act.RECORD)
        for place, entry in enumerate(made):
            self.staff.must(act_for(entry, self._log, made[:place]))
        log = self._log.plus(made, versions=versions, sealed=self._store.sealed_among(made))
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
            versions=versions,
        )
        self._log = log

"""Plays a case through the real door: adds the person, answers, signs off."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from eolplan.caseload import Newcomer
from eolplan.conversation import (
    AnswerRejected,
    Conversation,
    NotReadyToSign,
    SaidEarlier,
    findings,
    needed,
    sign_off,
)
from eolplan.conversation.standing import takes_views
from eolplan.guide import Question
from eolplan.practice.base import Base
from eolplan.practice.place import PASSPHRASE
from eolplan.practice.seat import Seat
from eolplan.practice.story import Case, Given, Step, on
from eolplan.record import Answer, NothingToSign, Standing, Value, view_of
from eolplan.record.codes import SAID_BY
from eolplan.rules import Finding

CONTACT: Final = "contact"
FAMILY: Final = "family_or_friend"
AN_ANSWER_TAKES_S: Final = 20

_NUMBERS: Final = ("person.nhs_no", "person.chi", "person.hcn", "person.no_id_reason")
_NEWCOMER: Final = {
    "person.given": "given", "person.family": "family", "person.preferred": "preferred",
    "person.dob": "born", "person.no_id_reason": "no_number_reason",
}  # fmt: skip
_GROUPS: Final = (_NUMBERS,)
"""Questions of which the base answers none where the case answers one."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """An answer that the door did not take.

    Attributes:
        question: Whose.
        words: Why not.
    """

    question: str
    words: str


@dataclass(frozen=True, slots=True)
class Played:
    """What came of one step.

    Attributes:
        findings: What the rules find once everything is recorded, before the sign-off.
        rejected: What the door did not take.
        sign_off: ``done``, ``refused``, or empty when it was not tried.
        stopped_by: Ids of the rules and facts that refused it.
    """

    findings: tuple[Finding, ...]
    rejected: tuple[Rejected, ...] = ()
    sign_off: str = ""
    stopped_by: tuple[str, ...] = ()


class Player:
    """One case and its person, in one store.

    Args:
        case: What is played.
        base: What it stands on.
        seat: Where.

    Attributes:
        case: What is played.
        person: Id of the made-up person; empty before the first step.
        talk: The newest talk.
    """

    def __init__(self, case: Case, base: Base, seat: Seat) -> None:
        self.case, self.person = case, ""
        self.talk: Conversation | None = None
        self._base, self._seat = base, seat
        self._labels: dict[tuple[str, str], str] = {}

    def play(self, step: Step) -> Played:
        """Play one step; the steps come in the order of the case."""
        self._seat.now.set(step.today)
        given = list(step.answers)
        if not self.person:
            given = [*self._before(step), *given]
            given = self._add_person(given)
        talk_id = uuid.uuid4().hex
        rejected = tuple(r for g in given if (r := self._record(g, talk_id, step)))
        talk = self.talk = self._seat.desk().conversation(self.person, talk_id)
        found = findings(talk)
        if not step.sign_off:
            return Played(found, rejected)
        try:
            sign_off(talk, PASSPHRASE, held_back=step.without)
        except NotReadyToSign:
            why = dict.fromkeys(fact.id for fact in needed(talk, step.without))
            return Played(found, rejected, "refused", tuple(why))
        except NothingToSign:
            return Played(found, rejected, "refused", ("nothing_new",))
        return Played(found, rejected, "done")

    # -- the first step ----------------------------------------------------

    def _before(self, step: Step) -> Iterator[Given]:
        """Yield what the base answers and the first step does not."""
        own = {given.question for given in step.answers}
        for group in _GROUPS:
            if own & set(group):
                own |= set(group)
        yield Given("plan.jurisdiction", value=self.case.nation)
        yield from (given for given in self._base.answers if given.question not in own)

    def _add_person(self, given: list[Given]) -> list[Given]:
        """Add the person with who they are; return what is left to be said in the talk."""
        who: dict[str, str] = {}
        rest: list[Given] = []
        for one in given:
            plain = isinstance(one.value, str) and not one.recorded_by and not one.own_words
            if one.question in _NEWCOMER and plain:
                who[_NEWCOMER[one.question]] = str(one.value)
            elif one.question in _NUMBERS and plain:
                who |= {"number": str(one.value), "number_question": one.question}
            else:
                rest.append(one)
        desk = self._seat.desk()
        self.person = desk.caseload.add(_newcomer(who), practice=True)
        self._seat.now.go_on(AN_ANSWER_TAKES_S)
        return rest

    # -- answers -----------------------------------------------------------

    def _record(self, given: Given, talk_id: str, step: Step) -> Rejected | None:
        """Record one answer by whoever wrote it down; return why the door did not take it."""
        writer = self._base.staff[given.recorded_by].id if given.recorded_by else ""
        talk = self._seat.desk(writer).conversation(self.person, talk_id)
        self._seat.now.go_on(AN_ANSWER_TAKES_S)
        try:
            self._answer(talk, given, step)
        except AnswerRejected as e:
            return Rejected(given.question, str(e))
        return None

    def _answer(self, talk: Conversation, given: Given, step: Step) -> None:
        asked = talk.guide.question(given.question)
        if asked.repeats:
            instance = self._member(talk, given.question, given.instance)
            if given.standing == Standing.REMOVED:
                talk.remove(given.question, instance)
            return
        instance = self._instance(talk, asked, given)
        if given.standing == Standing.NOT_ASKED:
            talk.clear(given.question, instance)
            return
        value = self._value(talk, asked, given, step)
        contact = self._speaker(talk, given)
        if contact and takes_views(asked) and not instance and given.standing == Standing.ANSWERED:
            instance, given, value = view_of(contact), _in_words(given, asked, value), None
        answer = given.answer(asked, step.today, value=value, contact=contact)
        try:
            talk.answer(given.question, answer, instance)
        except SaidEarlier:
            talk.answer(given.question, answer, instance, then=True)

    def _speaker(self, talk: Conversation, given: Given) -> str:
        """Return which of the people who matter speaks; empty for the person and for staff.

        "family_or_friend" is the first of them, where there is any.
        """
        if given.said_by == FAMILY:
            return self._member(talk, CONTACT, "") if talk.log.instances(CONTACT) else ""
        label = given.said_by not in ("", *SAID_BY)
        return self._member(talk, CONTACT, given.said_by) if label else ""

    def _value(self, talk: Conversation, asked: Question, given: Given, step: Step) -> Value:
        """Return a value with days worked out, and the label of a contact as a reference."""
        if asked.kind == "contact" and isinstance(given.value, str):
            return {"ref": CONTACT, "instance": self._member(talk, CONTACT, given.value)}
        return on(given.value, step.today) if isinstance(given.value, str) else given.value

    def _instance(self, talk: Conversation, asked: Question, given: Given) -> str:
        """Return the instance an answer belongs to; add one where there is none yet."""
        group = talk.guide.group_of(asked.id)
        if group is None:
            return ""
        if group.repeats:
            return self._member(talk, group.id, given.instance)
        if group.kind == "ranked-places" and asked.id == group.fields[-1]:
            return given.instance or str(given.value or "")
        return ""

    def _member(self, talk: Conversation, group: str, label: str) -> str:
        """Return the member of a repeating group that *label* stands for; the first without one."""
        known = self._labels.get((group, label))
        if known is None and not label:
            known = next(iter(talk.log.instances(group)), None)
        if known is None:
            known = talk.add(group)
            self._seat.now.go_on(1)
        return self._labels.setdefault((group, label), known)


def _in_words(given: Given, asked: Question, value: Value) -> Given:
    """Return what a relative says as words: a choice of theirs is never the person's."""
    chosen = asked.text(Answer(value=value)) if value is not None else ""
    return replace(given, value=None, own_words=" ".join(filter(None, (chosen, given.own_words))))


def _newcomer(who: Mapping[str, str]) -> Newcomer:
    """Return what is typed to add a person, from what the case says of them."""
    return Newcomer(
        given=who.get("given", ""),
        family=who.get("family", ""),
        preferred=who.get("preferred", ""),
        born=who.get("born", ""),
        number=who.get("number", ""),
        number_question=who.get("number_question", "person.nhs_no"),
        no_number_reason=who.get("no_number_reason", ""),
    )

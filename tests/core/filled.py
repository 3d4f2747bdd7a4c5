"""A plan in which every question has an answer: what the app must bear, and nobody ever fills in.

Through the one door, with valid values, and two members of every group. What is not answered
is what another nation's law asks, and ``NOT_HERE``.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from eolplan.conversation import tap
from eolplan.guide import NATION, Question
from eolplan.record import Answer, Value

if TYPE_CHECKING:
    from eolplan.conversation import Conversation

NOT_HERE: Final = ("death.", "close.", "bereave", "plan.status", "agree.withdrawn", "override")
"""How the ids begin of what ends a plan, takes the agreement back, or has an act of its own."""

NO_ANSWER: Final = ("statement", "group", "ranked-places")
_PATTERNS: Final = {
    "phone": "01632 960111", "email": "gwen@example.org", "postcode": "CF99 9ZZ",
    "nhs-number": "9990000018", "chi": "0403410002", "hcn": "3200000015",
}  # fmt: skip
HONEST: Final[dict[str, Value]] = {
    "person.given": "Gwen", "person.family": "Pryce", "person.dob": "1941-03-04",
    "cpr.status": "not_for_CPR", "cpr.discuss_person": "yes", "cpr.aware": ["person"],
    "am.keep_off_paper": "no",
}  # fmt: skip
"""Answers that a sign-off hangs on; of all others the first that is offered will do."""

LABEL: Final = "Old age."
"""Why CPR would not work, in the words of a doctor who must be asked again: a check says so."""


class Filling:
    """What is needed to answer everything in a talk.

    Attributes:
        talk: Where it is said.
        members: Those of each repeating group.
    """

    def __init__(self, talk: Conversation) -> None:
        self.talk = talk
        talk.answer(NATION, Answer(value="ENG"))
        groups = [q for q in talk.guide if q.kind == "group" and q.repeats and is_here(q)]
        for group in groups:
            for _ in range(len(talk.log.instances(group.id)), 2):
                talk.add(group.id)
        self.members = {group.id: talk.log.instances(group.id) for group in groups}

    def answer_all(self) -> None:
        """Answer everything: the places by taps, the rest a topic at a time."""
        talk = self.talk
        (table,) = (q for q in talk.guide if q.kind == "ranked-places" and q.ranks[0])
        tap(talk, table, "own_home", "first")
        tap(talk, table, "hospice", "second")
        tap(talk, table, "hospital_acute", "avoid")
        for section in talk.guide.sections:
            talk.record(
                (question.id, member, self._answer(question))
                for question in section.questions
                if question.kind not in NO_ANSWER and is_here(question)
                for member in self._members(question)
                if question.id not in table.fields
            )

    def _members(self, question: Question) -> tuple[str, ...]:
        """Return of whom a question is asked; of nobody in particular, where it has no group."""
        group = self.talk.guide.group_of(question.id)
        return self.members.get(group.id, ("",)) if group is not None else ("",)

    def _answer(self, question: Question) -> Answer:
        """Return an answer that *question* takes."""
        says = question.own_words or question.kind == "text"
        words = f"What was said about this: {question.heading}." if says else ""
        words = LABEL if question.id == "cpr.reason" else words
        return Answer(value=HONEST.get(question.id, self._value(question)), own_words=words)

    def _value(self, question: Question) -> Value:
        codes = [option.code for option in question.options if not option.alone]
        day = self.talk.today + dt.timedelta(days=30 if question.future else -30)
        line = question.heading[: question.max_length]
        someone = self.members.get(question.of or "contact", ("",))[0]
        found: dict[str, Value] = {
            "line": _PATTERNS.get(question.pattern, line), "lines": [line],
            "date": day.isoformat(), "phones": [{"number": "01632 960111"}],
            "contact": {"ref": "contact", "instance": someone}, "service": {"name": line},
            "member": {"ref": question.of, "instance": someone}, "yes-no": "yes",
            "scale": question.min, "number": question.min or 1, "money": 12_550,
            "choice": codes[0] if codes else None, "choices": [*codes[:1]],
            "treatment": {"view": codes[0]} if codes else None,
        }  # fmt: skip
        return found.get(question.kind)


def is_here(question: Question) -> bool:
    """Say whether *question* is answered here."""
    lawful = not question.nations or "ENG" in question.nations
    return lawful and not question.id.startswith(NOT_HERE)


def fill(talk: Conversation) -> None:
    """Answer everything in *talk*."""
    Filling(talk).answer_all()

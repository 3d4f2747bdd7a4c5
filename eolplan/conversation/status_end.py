"""Saying that somebody has died: the right plan first, then what is known, all in one act.

One wrong death would close the plan of somebody who lives (clinical decisions, D36): the
full name and the date of birth are typed, and who told the team is written down.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from eolplan.caseload import folded
from eolplan.conversation.door import Conversation
from eolplan.conversation.errors import AnswerRejected
from eolplan.conversation.status_moves import MOVES
from eolplan.guide import Guide
from eolplan.record import Answer, Entry, Log, Standing
from eolplan.record.codes import JUDGED
from eolplan.rules.able import Able
from eolplan.status import PLAN_STATUS, Status
from eolplan.subject import Subject
from eolplan.words import tr

TOLD_BY: Final = "death.told_by"

_WISHES: Final = ("pod.first", "pod.second")
_WHEN_ILL: Final = "poc.first"
_PUT_OFF: Final = frozenset({Standing.COME_BACK_LATER, Standing.NOT_APPROPRIATE_NOW})
_HOME: Final = "own_home"
_ELSEWHERE: Final = frozenset({
    "hospital_acute", "hospital_community", "hospice", "ambulance", "public_place", "gp_premises",
})  # fmt: skip
"""Places where nobody lives."""
_SAME: Final = {
    "own_home": ("own_home", "usual_place_wherever"),
    "care_home_nursing": ("care_home_nursing", "care_home"),
    "care_home_residential": ("care_home_residential", "care_home"),
}
"""Wishes that a place of death meets, where they are not called the same."""
_ANYWHERE: Final = "no_preference"


@dataclass(frozen=True, slots=True)
class Check:
    """What is typed to be sure that this is the right plan.

    Attributes:
        name: Given and family name.
        born: ISO date; empty where the plan has none.
        told_by: Who told the team.
    """

    name: str
    born: str
    told_by: str

    def problems(self, subject: Subject) -> dict[str, str]:
        """Return what does not fit, in a sentence, by ``name``, ``born`` and ``told_by``."""
        found = {}
        if not _is_called(self.name, subject):
            found["name"] = tr("Write the full name as it stands at the head of this plan.")
        if not self.born and subject.born:
            found["born"] = tr("Write the date of birth.")
        elif self.born not in _each(subject.born):
            found["born"] = tr("That is not the date of birth in this plan. Is it the right one?")
        if not self.told_by.strip():
            found["told_by"] = tr("Write who told you.")
        return found


def die(
    talk: Conversation, check: Check, facts: Iterable[tuple[str, Answer]] = ()
) -> tuple[Entry, ...]:
    """Record that the person has died, with what is known of it; return it, on disk.

    Args:
        talk: Whose plan.
        check: What was typed about the person.
        facts: Answers of the ``death`` questions by their ids; anything may be left out.

    Raises:
        AnswerRejected: it is not certain that this is the right plan, or a fact is not
            right; nothing was changed.
        MayNot: it is not for who is signed in.
        NotWritten: the disk did not take it.
    """
    talk.staff.must(MOVES[Status.DIED])
    if wrong := check.problems(talk.subject):
        raise AnswerRejected(list(wrong.values()))
    said = {
        PLAN_STATUS: Answer(value=str(Status.DIED), said_by=JUDGED),
        TOLD_BY: Answer(value=check.told_by.strip(), said_by=JUDGED),
        **{question: answer for question, answer in facts if _says(answer)},
    }
    made = talk.record([(q, "", answer) for q, answer in said.items()], outside=True)
    if talk.place is not None:
        talk.finish()  # nobody is asked to carry on
    return made


def outcome(guide: Guide, log: Log, place: str) -> str:
    """Return whether that was where the person wanted to be, a code of VS-POD-ACHIEVED.

    Empty where it cannot be told: nobody said where it was, or the wish is in words. What was
    said since it was found that this could not be decided is for a person to judge; the wish
    that was made when able stands. Whether a place to be cared for when ill was meant for the
    last days too is for a person to judge as well.

    Args:
        guide: What may be asked.
        log: The record.
        place: A code of VS-DEATH-PLACE.
    """
    then, now = Able(guide, log).apart((question, "") for question in _WISHES)
    first, second = map(then.reading, _WISHES)
    only_now = first.state == "silent" and now.reading(_WISHES[0]).state != "silent"
    if first.state == "conflict" or only_now or not place:
        return ""
    not_asked = first.state == "silent" or first.standing in _PUT_OFF
    if not_asked and log.reading(_WHEN_ILL).state != "silent":
        return ""
    if first.standing is not Standing.ANSWERED:
        return "no_preference_recorded"
    if first.value == _ANYWHERE or _meets(place, str(first.value)):
        return "first"
    if first.value is None:
        return ""
    return "second" if _meets(place, str(second.value)) else "neither"


def is_usual_place(place: str) -> str:
    """Return ``yes`` or ``no`` where the kind of place alone tells that they lived there."""
    if place == _HOME:
        return "yes"
    return "no" if place in _ELSEWHERE else ""


def _meets(place: str, wish: str) -> bool:
    return wish in _SAME.get(place, (place,))


def _is_called(typed: str, subject: Subject) -> bool:
    """Say whether the name is that at the head of the plan, in either order.

    What they like to be called does not stand there, and many share it; it will do
    only where the plan holds no given name.
    """
    given = _each(subject.given or subject.preferred)
    names = {folded(f"{first} {last}") for first in given for last in _each(subject.family)}
    return bool(typed.strip()) and folded(typed) in names


def _each(text: str) -> list[str]:
    """Return what two records say of one fact of the person, apart."""
    return text.split(" / ")


def _says(answer: Answer) -> bool:
    return answer.value is not None or bool(answer.own_words)

"""The action "ring or visit tomorrow": there while its box is ticked, and never by itself."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Final

from eolplan.conversation import Conversation
from eolplan.record import Answer, Entry, Value
from eolplan.record.codes import JUDGED
from eolplan.words import tr

ACTION: Final = "act.item"
"""The repeating group of what needs to be done."""


class FollowUp:
    """Staff's own action for the day after a talk. It says nothing of how anybody felt.

    It is one of the actions of the plan like any other, and can be changed or
    removed there. Its id comes from the talk and the day, so that ticking
    twice, here or on the next page, is one action.

    Args:
        talk: What it follows.
    """

    _name = "follow up"
    _days = 1

    def __init__(self, talk: Conversation) -> None:
        self._talk = talk

    @property
    def due(self) -> bool:
        """Whether the action stands."""
        return self._id in self._talk.log.instances(ACTION)

    def ask(self) -> None:
        """Record the action for tomorrow, in one act.

        Raises:
            NotWritten: the disk did not take it.
        """
        if self.due:
            return
        values: dict[str, Value] = {
            ACTION: True,
            f"{ACTION}.what": self._what(),
            f"{ACTION}.who": "staff",
            f"{ACTION}.when": self._day.isoformat(),
            f"{ACTION}.status": "to_do",
            **self._whom(),
        }
        answers = [(q, self._id, Answer(value=v, said_by=JUDGED)) for q, v in values.items()]
        self._talk.record(answers)

    def take_back(self) -> None:
        """Remove the action; it stays in the history.

        Raises:
            NotWritten: the disk did not take it.
        """
        if self.due:
            self._talk.remove(ACTION, self._id)

    def made(self, entries: Iterable[Entry]) -> bool:
        """Say whether all of *entries* are of this action."""
        return all(entry.instance == self._id for entry in entries)

    def _what(self) -> str:
        return tr("Ring or visit, to see how things are")

    def _whom(self) -> dict[str, Value]:
        return {f"{ACTION}.who.name": self._talk.staff.name}

    @property
    def _day(self) -> dt.date:
        return self._talk.today + dt.timedelta(days=self._days)

    @property
    def _id(self) -> str:
        name = f"{self._name} {self._talk.id} {self._talk.today.isoformat()}"
        return uuid.uuid5(uuid.NAMESPACE_OID, name).hex

"""The last talk that was held with the person: they lived on that day (rule E-01)."""

from __future__ import annotations

from typing import Final

from eolplan.guide import Names
from eolplan.record import Answer, Log, Standing
from eolplan.record.answer import certainly_before
from eolplan.status import DIED_ON
from eolplan.words import partial_date, say

_WHEN: Final = "conv.when"
_THERE: Final = "conv.present"


def last_talked(log: Log) -> str:
    """Return the day of the last talk at which the person was, as it is recorded, or empty."""
    talks = (talk for talk in log.by_question.get(_WHEN, ()) if _was_there(log, talk))
    days = (str(log.reading(_WHEN, talk).value or "") for talk in talks)
    return max(days, default="")


def died_before(log: Log, names: Names, question: str, answer: Answer) -> list[str]:
    """Return why a day of death cannot be: the person was talked with on a later one.

    Args:
        log: The record.
        names: What the person is called.
        question: What is answered; anything but a day of death is no concern of this.
        answer: That answer.
    """
    talked = last_talked(log) if question == DIED_ON else ""
    died = str(answer.value or "") if answer.standing is Standing.ANSWERED else ""
    if not talked or not certainly_before(died, talked):
        return []
    date = partial_date(talked)
    return [say("You talked with {name} on {date}, and this day is before that. Look at both days"
                " again.", name=names.name, date=date)]  # fmt: skip


def _was_there(log: Log, talk: str) -> bool:
    return log.reading(_THERE, talk).value == "yes"

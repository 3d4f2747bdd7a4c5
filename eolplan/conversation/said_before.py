"""Words stay with the answer they were said with: another answer begins without them.

What somebody said of dying at home is no word about the hospice. When the answer
changes, the words stay behind with the old one, in the history, and whoever writes
sees them beside the new one, to take them along only if they fit that too.
"""

from __future__ import annotations

from typing import Final

from eolplan.conversation.acts import stands_for
from eolplan.conversation.talked import Talked
from eolplan.record import Answer, Entry, Log, Standing, Value
from eolplan.record.codes import ERROR

CONDITIONS: Final = ("until", "only_if")
"""What the view of a treatment hangs on, in words."""


def words_of(answer: Answer) -> tuple[str, ...]:
    """Return the words in an answer, each apart: own words or a note, and what it hangs on."""
    value = answer.value if isinstance(answer.value, dict) else {}
    parts = (answer.own_words or answer.note, *(value.get(part) for part in CONDITIONS))
    return tuple(part for part in parts if isinstance(part, str) and part)


def goes_with(said: Answer, given: Answer) -> bool:
    """Whether words that were said with one answer still go with another.

    They do while all that they were said with stands: of several choices, each one.
    Words that were the whole answer go with whatever is chosen beside them.
    """
    if Standing.ANSWERED in (said.standing, given.standing) and said.standing != given.standing:
        return given.standing is Standing.NOT_ASKED and said.value is None
    return said.standing == given.standing and _still(_chosen(said.value), _chosen(given.value))


def said_before(talk: Talked, question: str, instance: str = "") -> Answer | None:
    """Return the answer whose words stayed behind when another was given in this talk.

    None where words stand, were taken off as they stood, or were written by mistake.
    """
    where = talk.instance(question, instance)
    heads = talk.log.heads(question, where)
    if len(heads) != 1 or words_of(heads[0].answer):
        return None
    entry: Entry | None = heads[0]
    while entry is not None and entry.conversation == talk.id:
        entry = _before(talk.log, entry)
        if entry is not None and words_of(entry.answer):
            wrong = any(mark.question == ERROR for mark in talk.log.annotations(entry.digest))
            stays = goes_with(entry.answer, heads[0].answer)
            return None if wrong or stays else entry.answer
    return None


def _before(log: Log, entry: Entry) -> Entry | None:
    """Return the one entry that was replaced; None where that is not one of this question."""
    replaced = stands_for(log, entry).supersedes
    found = log.entries.get(replaced[0]) if len(replaced) == 1 else None
    return found if found is not None and found.key == entry.key else None


def _chosen(value: Value) -> Value:
    """Return what was chosen: of a treatment the view, without what it hangs on."""
    return value.get("view") if isinstance(value, dict) else value


def _still(said: Value, given: Value) -> bool:
    if isinstance(said, list) and isinstance(given, list):
        return all(one in given for one in said)
    return said is None or said == given

"""Putting right what stands in a plan, from its history: always a new change, never a rewind.

Nothing is taken out of a record. What was written by mistake stays, with a mark, who put
it there, and why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from eolplan.conversation.door import Conversation
from eolplan.conversation.errors import AnswerRejected, said_as_it_was
from eolplan.conversation.places import out_of_the_way
from eolplan.record import Answer, Entry, Log, Pen, is_about_another
from eolplan.record.codes import MOVED, REPAIR, RESOLVE, THEN, UNDO
from eolplan.status import state_of
from eolplan.words import tr

_SECOND: Final = ".second"
"""How the question of a second choice ends: the weakest of the ranks of a place."""

_CODES: Final = frozenset({UNDO, REPAIR, RESOLVE, THEN, MOVED})
"""What stands in the place of a reason where no words were given."""


def say_again(
    talk: Conversation, earlier: Entry, reason: str = "", *, seen: Iterable[str] | None = None
) -> Entry | None:
    """Record that an earlier answer is given again, today, by whoever gave it.

    Args:
        talk: The talk.
        earlier: The answer.
        reason: Why, in words, or empty.
        seen: Digests of what the page showed as standing; None: what stands now.

    Returns:
        The entry; None when exactly this stands already.

    Raises:
        AnswerRejected: it cannot be answered so any more, was taken out as about
            somebody else, or the person has died.
        MayNot: it is not for who is signed in.
        NotWritten: the disk did not take it; nothing was changed.
    """
    _must_be_theirs(talk, earlier)
    if state_of(talk.log).died:
        raise AnswerRejected([said_as_it_was(talk.subject.called)])
    today = replace(earlier.answer, said_on="", said_on_precision="day", readback="")
    return talk.answer(
        earlier.question, today, earlier.instance, seen=seen, reason=worded(reason),
        beside=out_of_the_way(talk, earlier.question, today, earlier.instance),
    )  # fmt: skip


def put_back(
    talk: Conversation, earlier: Entry, reason: str, *, seen: Iterable[str] | None = None
) -> tuple[Entry, ...]:
    """Record an earlier answer once more as it was said then: what came after it was wrong.

    Args:
        talk: The talk.
        earlier: The answer.
        reason: What was wrong, in words.
        seen: Digests of what the page showed as standing; None: what stands now.

    Raises:
        AnswerRejected: it was taken out as about somebody else.
        MayNot: it is not for who is signed in.
        NotWritten: the disk did not take it; nothing was changed.
    """
    _must_be_theirs(talk, earlier)
    words = worded(reason)
    goes = out_of_the_way(talk, earlier.question, earlier.answer, earlier.instance)
    return talk.amend(
        earlier.question,
        lambda log, pen: (*pen.say_again(log, earlier, words, seen), *_taken_off(log, pen, goes)),
    )


def bring_back(talk: Conversation, removal: Entry) -> tuple[Entry, ...]:
    """Put back somebody or something that was taken off the plan, with all that was said of it.

    Raises:
        NoLongerCurrent: it is there again, or was never taken off.
        HistoryElsewhere: part of it is not held here.
        MayNot: it is not for who is signed in.
        NotWritten: the disk did not take it; nothing was changed.
    """
    return talk.amend(removal.question, lambda log, pen: pen.restore(log, removal))


def mistake(talk: Conversation, entry: Entry, reason: str) -> tuple[Entry, ...]:
    """Mark an entry as written by mistake; if it stands, what stood before stands again.

    Raises:
        NothingToUndo: it is itself a step back, with nothing before it.
        HistoryElsewhere: it stands, and what it replaced is not held.
        MayNot: it is not for who is signed in.
        NotWritten: the disk did not take it; nothing was changed.
    """
    words = worded(reason)

    def write(log: Log, pen: Pen) -> tuple[Entry, ...]:
        made = pen.error(log, entry, words)
        after = log.plus(made)
        for again in [e for e in made if e.key == entry.key]:
            for q, i, blank in out_of_the_way(talk, again.question, again.answer, again.instance):
                since = any(head.recorded_at > entry.recorded_at for head in log.heads(q, i))
                stays = since and not q.endswith(_SECOND)
                goes = again.key if stays else (q, i)  # what was said since the slip stands
                made += pen.answer(after, goes[0], blank, goes[1])
        return made

    return talk.amend(entry.question, write)


def correct(
    talk: Conversation, entry: Entry, answer: Answer, reason: str, *, seen: Iterable[str]
) -> Entry | None:
    """Record what should have been written in the place of *entry*: said then, written now.

    Args:
        talk: The talk.
        entry: What was written wrongly.
        answer: What is right. Who said it, when, and who may see it are those of *entry*.
        reason: What was wrong with it, in words.
        seen: Digests of what the page showed as standing.

    Returns:
        The entry; None when exactly this stands already.

    Raises:
        AnswerRejected: the guide refuses it, or *entry* was taken out as about somebody else.
        MayNot: it is not for who is signed in.
        NotWritten: the disk did not take it; nothing was changed.
    """
    _must_be_theirs(talk, entry)
    was = entry.answer
    right = replace(
        answer, said_by=was.said_by, said_by_contact=was.said_by_contact, said_on=was.said_on,
        said_on_precision=was.said_on_precision, sharing=was.sharing, copy_rule=was.copy_rule,
        capacity_ref=was.capacity_ref,
    )  # fmt: skip
    return talk.answer(
        entry.question, right, entry.instance, seen=seen, then=False, reason=worded(reason),
        beside=out_of_the_way(talk, entry.question, right, entry.instance),
    )  # fmt: skip


def _taken_off(log: Log, pen: Pen, goes: Iterable[tuple[str, str, Answer]]) -> tuple[Entry, ...]:
    return tuple(e for q, i, answer in goes for e in pen.answer(log, q, answer, i))


def _must_be_theirs(talk: Conversation, entry: Entry) -> None:
    """Refuse to say again what is about somebody else: their words would be on every copy."""
    if is_about_another(talk.log, entry):
        raise AnswerRejected([tr("This was taken out because it is about somebody else.")])


def worded(reason: str) -> str:
    """Return a reason as the record keeps it: never one of the codes that mean something else."""
    words = reason.strip()
    return f"{words}." if words in _CODES else words

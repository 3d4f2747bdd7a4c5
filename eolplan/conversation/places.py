"""The place table: three taps for the most used fact.

The table is a view over three questions (first choice, second choice, places
not wanted), or over the last of them alone, which is asked before the choices are.
One tap is one act: one transaction, one undo.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from eolplan.conversation.door import Conversation
from eolplan.conversation.said_before import goes_with
from eolplan.conversation.standing import of_another
from eolplan.guide import Question
from eolplan.record import Answer, Entry, Standing, is_view
from eolplan.telling import RANKED

Rank = Literal["first", "second", "avoid"]
"""What a place can be to somebody."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """What the table shows.

    Attributes:
        first, second: Codes of the places, or empty.
        avoid: Codes of the places that are not wanted.
    """

    first: str = ""
    second: str = ""
    avoid: frozenset[str] = frozenset()

    def rank(self, place: str) -> Rank | None:
        """Return what *place* is, or None."""
        if place == self.first:
            return "first"
        if place == self.second:
            return "second"
        return "avoid" if place in self.avoid else None

    def tapped(self, place: str, rank: Rank) -> Ranked:
        """Return the table after a tap: a place has one rank, a choice one place.

        Tapping what stands takes it off again.
        """
        if rank == "avoid" and place in self.avoid:  # also where another page calls it wanted
            return replace(self, avoid=self.avoid - {place})
        off = self.rank(place) == rank
        cleared = Ranked(
            "" if self.first == place else self.first,
            "" if self.second == place else self.second,
            self.avoid - {place},
        )
        if off:
            return cleared
        if rank == "avoid":
            return replace(cleared, avoid=cleared.avoid | {place})
        return replace(cleared, first=place) if rank == "first" else replace(cleared, second=place)


def ranked(conversation: Conversation, table: Question) -> Ranked:
    """Return what stands in a place table. Two records that differ show as nothing chosen."""
    first, second, avoid = table.ranks
    unwanted = frozenset(
        str(answer.value)
        for question, instance in conversation.log.questions()
        if question == avoid and not is_view(instance)
        and (answer := conversation.reading(avoid, instance).answer) and answer.value is not None
    )  # fmt: skip
    one, two = (str(conversation.reading(q).value or "") if q else "" for q in (first, second))
    return Ranked(one, two, unwanted)


def tap(conversation: Conversation, table: Question, place: str, rank: Rank) -> tuple[Entry, ...]:
    """Record one tap on the table: the person's own choice, in speech.

    Args:
        conversation: The talk.
        table: The question of kind ``ranked-places``.
        place: Code of the row.
        rank: The column.

    Raises:
        NotWritten: the disk did not take it; nothing was changed.
    """
    was = ranked(conversation, table)
    now = was.tapped(place, rank)
    said_by = Answer(Standing.NOT_ASKED)
    changes: dict[tuple[str, str], Answer] = {}
    first, second, avoid = table.ranks
    for question, before, after in (
        (first, was.first, now.first),
        (second, was.second, now.second),
    ):
        if before != after:
            changes[question, ""] = _chosen(conversation, question, after, said_by)
    for code in sorted(was.avoid ^ now.avoid):
        changes[avoid, code] = _chosen(
            conversation, avoid, code if code in now.avoid else "", said_by, code
        )
    return record(conversation, changes)


def settle(
    conversation: Conversation, table: Question, first: Answer, now: Ranked
) -> tuple[Entry, ...]:
    """Record what a table shows that does not stand yet, as one act.

    A page that could not save a tap calls this again with all that it shows.

    Args:
        conversation: The talk.
        table: The question of kind ``ranked-places``.
        first: The whole answer to the first choice: a place, words or an exit,
            and who said it. Silence takes a place of the person's off again, and
            nothing else. Of a table without choices it is the exit, or silence.
        now: The places shown; its ``first`` is not looked at.

    Raises:
        NotWritten: the disk did not take it; nothing was changed.
    """
    was = ranked(conversation, table)
    held, two, avoid = table.fields[0], table.ranks[1], table.ranks[2]
    changes: dict[tuple[str, str], Answer] = {}
    stands = conversation.reading(held).answer
    is_said = stands is not None and stands.standing is Standing.ANSWERED
    # words about a place that is not wanted are not shown in the table, and stay
    theirs = stands and not of_another(stands) and (
        (now.avoid and not is_said) if held == avoid else is_said
    )  # fmt: skip
    if first.standing is not Standing.NOT_ASKED or theirs:
        changes[held, ""] = first
    if was.second != now.second:
        changes[two, ""] = _chosen(conversation, two, now.second, first)
    for code in sorted(was.avoid ^ now.avoid):
        chosen = code if code in now.avoid else ""
        changes[avoid, code] = _chosen(conversation, avoid, chosen, first, code)
    return record(conversation, changes)


def out_of_the_way(
    conversation: Conversation, question_id: str, answer: Answer, instance: str = ""
) -> tuple[tuple[str, str, Answer], ...]:
    """Return what goes when one answer of a place table is put back: a place has one rank.

    Args:
        conversation: The talk.
        question_id, instance, answer: What is put back, of whatever page.

    Returns:
        (question id, instance, answer) of every other rank in which that place stands, to be
        recorded in the same act.
    """
    guide, place = conversation.guide, str(answer.value or "")
    tables = (q for q in guide if q.kind == RANKED and q.ranks[0] and question_id in q.fields)
    table = next(tables, None)
    if table is None or is_view(instance) or not place:
        return ()
    first, second, avoid = table.ranks
    keys = {"first": (first, ""), "second": (second, ""), "avoid": (avoid, place)}
    rank = ranked(conversation, table).rank(place)
    if rank is None or keys[rank] == (question_id, instance):
        return ()
    return ((*keys[rank], Answer(Standing.NOT_ASKED)),)


def record(
    conversation: Conversation, changes: Mapping[tuple[str, str], Answer]
) -> tuple[Entry, ...]:
    """Record several answers of the table as one act."""
    return conversation.record((q, i, answer) for (q, i), answer in changes.items())


def _chosen(
    conversation: Conversation, question: str, place: str, said_by: Answer, instance: str = ""
) -> Answer:
    """The answer for another choice; what was said about the one before stays with that."""
    stands = conversation.reading(question, instance).answer
    given = Answer(
        Standing.ANSWERED if place else Standing.NOT_ASKED,
        value=place or None,
        said_by=said_by.said_by,
        said_by_contact=said_by.said_by_contact,
    )
    if not place or stands is None or not stands.own_words or not goes_with(stands, given):
        return given
    return replace(given, own_words=stands.own_words)

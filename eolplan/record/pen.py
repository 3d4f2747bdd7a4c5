"""The pen: pure constructors of the entries that a change appends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from eolplan.record import groups
from eolplan.record.answer import Answer, Author, Standing
from eolplan.record.body import new_salt
from eolplan.record.canonical import Value
from eolplan.record.codes import (
    ABOUT_ANOTHER,
    ABOUT_THEM,
    CONFIRMED,
    ERROR,
    JUDGED,
    KEPT,
    REPAIR,
    RESOLVE,
    SAME_AS,
    SEEN_WITH,
    THEN,
    UNDO,
)
from eolplan.record.entry import Entry
from eolplan.record.log import Log
from eolplan.record.reasons import REASON_OF
from eolplan.record.refusals import NoLongerCurrent, NothingToUndo
from eolplan.record.steps import (
    checked,
    is_marked_another,
    is_removal,
    said_again,
    stands_for,
    stood_before,
)

Written = tuple[Entry, ...]
"""Entries to append together, in one transaction and in this order."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Whoever writes, and in which talk. It writes nothing down: it returns entries.

    Attributes:
        person: Id of the person; of several who are one, the smallest.
        author: Who presses.
        now: Returns an aware time.
        conversation: Id of the talk; empty outside one.
        guide, lang: Digest and language of the words asked.
        salt: Returns 32 fresh hex digits.
    """

    person: str
    author: Author
    now: Callable[[], dt.datetime]
    conversation: str = ""
    guide: str = ""
    lang: str = "en"
    salt: Callable[[], str] = new_salt

    def answer(
        self, log: Log, question: str, answer: Answer, instance: str = "",
        seen: Iterable[str] | None = None, reason: str = "",
    ) -> Written:  # fmt: skip
        """Record an answer over exactly the heads that its page showed.

        Args:
            log: The record.
            question, instance: What was asked.
            answer: Cleaned here; ``said_on`` becomes today where it is empty.
            seen: Digests of the heads shown; None: those that stand now.
            reason: Why an earlier answer is corrected, in words, or empty.

        Raises:
            ValueError: *seen* names something that cannot be replaced by this.
        """
        over = self._over(log, question, instance, seen)
        return (self._new(question, instance, answer, over, reason),)

    def seen_with(self, log: Log, question: str, instance: str = "") -> Written:
        """Mark what stands that a reason is said of, where another talk recorded it.

        Nothing links a reason to the answer of another question: on another laptop this
        alone tells what its writer had seen. Nothing for what is no reason.

        Args:
            log: The record.
            question, instance: The reason.
        """
        if question not in REASON_OF:
            return ()
        heads = log.heads(REASON_OF[question], instance)
        others = (h for h in heads if not h.conversation or h.conversation != self.conversation)
        return tuple(self._annotation(KEPT, head, SEEN_WITH) for head in others)

    def withdraw(
        self, log: Log, question: str, instance: str = "", seen: Iterable[str] | None = None
    ) -> Written:
        """Take back what stands.

        Raises:
            NoLongerCurrent: nothing stands.
        """
        over = self._over(log, question, instance, seen)
        if not over:
            raise NoLongerCurrent
        return (self._new(question, instance, Answer(standing=Standing.WITHDRAWN), over),)

    def then(self, log: Log, question: str, answer: Answer, *heads: Entry) -> Written:
        """Record what was said before *heads*, which stay current: "this was then".

        Raises:
            ValueError: no heads are given, or one of another question.
        """
        if not heads:
            raise ValueError("nothing stands that this could have come before")
        instance = heads[0].instance
        over = self._over(log, question, instance, [head.digest for head in heads])
        earlier = self._new(question, instance, answer, over)
        return (earlier, *(self._again(head, [earlier.digest], THEN) for head in heads))

    def order(
        self, log: Log, group: str, ids: Iterable[str], seen: Iterable[str] | None = None
    ) -> Written:
        """Record the order of a group's members; *ids* may leave some out."""
        answer = _staff_says(list[Value](ids))
        return self.answer(log, groups.order_of(group), answer, seen=seen)

    def remove(
        self, log: Log, group: str, fields: Collection[str], instance: str,
        seen: Iterable[str] | None = None,
    ) -> Written:  # fmt: skip
        """Remove one member of a repeating group with everything said about it.

        Args:
            log: The record.
            group: The membership question.
            fields: Questions of the group; those that carry its id before their
                own are found without being named.
            instance: Which member.
            seen: Digests of the heads shown; None: all of the instance.

        Raises:
            NoLongerCurrent: it is not there, or removed already.
        """
        heads = groups.whole(log, group, instance, fields)
        if all(head.answer.standing in groups.GONE for head in heads):
            raise NoLongerCurrent
        gone = Answer(standing=Standing.REMOVED)
        if not log.rules.remove_by_membership:
            return tuple(
                self._new(head.question, instance, gone, [head.digest])
                for head in heads
                if head.question != group
            )
        shown = [head.digest for head in heads] if seen is None else seen
        over = checked(log, shown, group, instance, removes=True)
        return (self._new(group, instance, gone, over),)

    def restore(self, log: Log, removal: Entry) -> Written:
        """Put back what *removal* took off, whoever removed it.

        Raises:
            NoLongerCurrent: it does not stand, or is no removal.
            HistoryElsewhere: something that it took off is not held.
        """
        if not is_removal(removal):
            raise NoLongerCurrent
        return self._put_back(log, removal, UNDO)

    def undo(self, log: Log, entry: Entry) -> Written:
        """Put back all that *entry* replaced; of a first answer, that it was not asked.

        An undo stands for the entry it repeats, so undoing again goes one step
        further back. The log alone is enough; there is no stack to lose.

        Raises:
            NothingToUndo: not recorded by this author in this conversation, or
                nothing came before.
            NoLongerCurrent: it has been replaced since.
            HistoryElsewhere: what it replaced is not held.
        """
        if not (self._is_mine(entry) and self._is_mine(stands_for(log, entry))):
            raise NothingToUndo
        return self._put_back(log, entry, UNDO)

    def error(self, log: Log, entry: Entry, reason: str = "") -> Written:
        """Mark an entry as entered in error; if it stands, put back what stood before.

        Args:
            log: The record.
            entry: One of its entries.
            reason: Why, in words, or empty.

        Raises:
            NothingToUndo: it is itself such a step back, with nothing before it.
            HistoryElsewhere: it stands, and what it replaced is not held.
        """
        mark = self._annotation(ERROR, entry, reason=reason)
        if entry not in log.heads(*entry.key):
            return (mark,)
        if not log.rules.error_restores:
            gone = Answer(standing=Standing.WITHDRAWN)
            return (mark, self._new(*entry.key, gone, [entry.digest], REPAIR))
        return (mark, *self._put_back(log, entry, REPAIR))

    def take_out(self, log: Log, entries: Iterable[Entry], reason: str = "") -> Written:
        """Mark *entries* as about somebody else; put back what stood here before all of them.

        Of several persons who are one, it is said under the id that each entry has, so that
        it still holds when they are parted.

        Args:
            log: The record of whoever they are not about.
            entries: Some of its entries; those marked so already are left alone, and
                whatever gives the words of one again goes with it.
            reason: A code, or words that may travel with the plan; or empty.

        Raises:
            HistoryElsewhere: one of them stands, and what it replaced is not held.
        """
        wrong = [e for e in said_again(log, entries) if not is_marked_another(log, e)]
        made = tuple(
            replace(self, person=e.person)._annotation(ERROR, e, ABOUT_ANOTHER, reason)
            for e in wrong
        )
        marked = log.plus(made)
        gone = {e.digest for e in wrong}
        for key in dict.fromkeys(e.key for e in wrong):
            for head in log.heads(*key):
                if head.digest in gone or stands_for(log, head).digest in gone:
                    made += replace(self, person=head.person)._put_back(marked, head, REPAIR)
        return made

    def bring_in(self, log: Log, entry: Entry, reason: str, over: Iterable[str] = ()) -> Written:
        """Say in the plan of this person what was recorded in that of another.

        Args:
            log: The record of this person.
            entry: Of the other one; the words, the speaker and the talk stay its own.
            reason: See ``take_out``.
            over: Digests of heads here that it replaces. What it does not replace stands
                beside it.

        Raises:
            ValueError: it cannot replace one of them.
        """
        seen = checked(log, over, *entry.key)
        return (replace(self, conversation=entry.conversation)._again(entry, seen, reason),)

    def say_again(
        self, log: Log, earlier: Entry, reason: str = "", seen: Iterable[str] | None = None
    ) -> Written:
        """Record *earlier* once more over what stands: a new change, never a rewind.

        The words, the speaker and the day stay its own. Whoever says it anew today gives
        an answer of today; see ``answer``, also for *seen*.

        Raises:
            ValueError: *seen* names something that cannot be replaced by this.
        """
        return (self._again(earlier, self._over(log, *earlier.key, seen), reason),)

    def confirm(self, log: Log, entry: Entry) -> Written:
        """Mark a received entry as confirmed by this team; nothing if it is already."""
        if not log.rules.confirm_is_annotation:
            return (self._again(entry, [entry.digest], "confirm"),)
        return self._annotated_once(log, CONFIRMED, entry)

    def keep(self, log: Log, entry: Entry) -> Written:
        """Mark one side of a conflict as looked at and kept; the conflict stays."""
        return self._annotated_once(log, KEPT, entry)

    def leave(self, entry: Entry) -> Written:
        """Mark an entry that was made while two persons were one as about this one."""
        return (replace(self, person=entry.person)._annotation(KEPT, entry, ABOUT_THEM),)

    def resolve(self, log: Log, chosen: Entry, shown: Iterable[Entry]) -> Written:
        """Settle a conflict: say *chosen* again over everything that was shown.

        Raises:
            ValueError: *shown* holds an entry that *chosen* cannot replace.
        """
        removes = is_removal(chosen)
        over = checked(log, (entry.digest for entry in shown), *chosen.key, removes=removes)
        return (self._again(chosen, over, RESOLVE),)

    def join(self, log: Log, other: str, reason: str = "") -> Written:
        """Say that this person and *other* are one.

        Args:
            log: Must hold the entries of the smaller of the two ids.
            other: Id of the other person.
            reason: Why, in words, or empty.
        """
        return self._same(log, other, reason, same=True)

    def part(self, log: Log, other: str, reason: str = "") -> Written:
        """Say that this person and *other* are two after all; see ``join``."""
        return self._same(log, other, reason, same=False)

    # ---- the strokes

    def _new(
        self, question: str, instance: str, answer: Answer, over: Iterable[str], reason: str = ""
    ) -> Entry:
        answer = answer.clean()
        if answer.standing is Standing.ANSWERED and not answer.said_on:
            answer = replace(answer, said_on=self._today(), said_on_precision="day")
        return Entry.write(
            person=self.person, question=question, instance=instance, answer=answer,
            author=self.author, recorded_at=self.now(), conversation=self.conversation,
            guide=self.guide, lang=self.lang, supersedes=over, reason=reason, salt=self.salt(),
        )  # fmt: skip

    def _again(self, source: Entry, over: Iterable[str], reason: str) -> Entry:
        return source.repeated(
            person=self.person, author=self.author, recorded_at=self.now(),
            conversation=self.conversation, supersedes=over, reason=reason, salt=self.salt(),
        )  # fmt: skip

    def _put_back(self, log: Log, entry: Entry, reason: str) -> Written:
        before = stood_before(log, entry)
        if not before:
            blank = Standing.NOT_ASKED if log.rules.undo_blank else Standing.WITHDRAWN
            return (self._new(*entry.key, Answer(standing=blank), [entry.digest], reason),)
        if not log.rules.undo_all_parents:
            before = before[:1]
        return tuple(self._again(source, [entry.digest], reason) for source in before)

    def _over(
        self, log: Log, question: str, instance: str, seen: Iterable[str] | None
    ) -> tuple[str, ...]:
        if seen is None or not log.rules.seen:
            return tuple(head.digest for head in log.heads(question, instance))
        return checked(log, seen, question, instance)

    def _same(self, log: Log, other: str, reason: str, *, same: bool) -> Written:
        first, second = sorted((self.person, other))
        heads = log.heads(SAME_AS, second)
        seen = [head.digest for head in heads if head.person == first]
        pen = replace(self, person=first)
        answer = _staff_says(same)
        return pen.answer(log, SAME_AS, answer, instance=second, seen=seen, reason=reason)

    def _annotated_once(self, log: Log, question: str, entry: Entry) -> Written:
        here = (m for m in log.annotations(entry.digest) if m.digest not in log.received)
        if any(mark.question == question and mark.answer.value is True for mark in here):
            return ()
        return (self._annotation(question, entry),)

    def _annotation(
        self, question: str, entry: Entry, value: Value = True, reason: str = ""
    ) -> Entry:
        return self._new(question, entry.digest, _staff_says(value), (), reason)

    def _is_mine(self, entry: Entry) -> bool:
        return entry.author.id == self.author.id and entry.conversation == self.conversation

    def _today(self) -> str:
        """The day on this laptop's clock: what was said tonight was not said tomorrow."""
        return self.now().astimezone().date().isoformat()


def _staff_says(value: Value) -> Answer:
    """Return what staff put on record about the record itself."""
    return Answer(value=value, said_by=JUDGED)

"""One question on a page: its field, what of it is on disk, and what it shows now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from eolplan.conversation import (
    Conversation,
    Ranked,
    goes_with,
    goes_with_seeing,
    law_used,
    of_another,
    said_before,
    settle,
    words_of,
)
from eolplan.guide import Question, Value
from eolplan.record import Answer, Reading, Standing, is_view
from ui.fields import Field, RankedPlacesField
from ui.pages import voices
from ui.widgets import Ranked as Shown

NO_PREFERENCE: Final = "no_preference"
DEPENDS: Final = "depends"
STANDINGS: Final = (Standing.UNDECIDED, Standing.ASKED_DECLINED)
"""Exits that are a standing of their own."""

_TYPED: Final = frozenset({"line", "lines", "number", "date", "money", "phones"})
"""Kinds whose answer changes with each key: a letter put right is no other answer."""

Given = tuple[str, str, Answer]


class Asked:
    """A question as it stands on a page.

    Args:
        talk: Where answers go.
        question: What is asked.
        field: Where it is answered.
        instance: Which of several; that of somebody else's view, when it is one.

    Attributes:
        seen: Digests of the entries that were shown.
        shown: The answer that stood when it was shown; None where nothing did, or
            what somebody else had said in the person's place.
        touched: Something on the screen is not on disk.
        drafted_on: ISO day on which what is shown was half-typed; empty when it
            is what stands.
        before: The answer whose words stayed behind with it, when another was given.
        again: What stands is said again, of another answer than before.
    """

    def __init__(
        self,
        talk: Conversation,
        question: Question,
        field: Field,
        instance: str = "",
    ) -> None:
        self.talk, self.question, self.field, self.instance = talk, question, field, instance
        self.seen: tuple[str, ...] = ()
        self.shown: Answer | None = None
        self.touched = False
        self.drafted_on = ""
        self.before: Answer | None = None
        self.again = False
        self._with: Answer | None = None  # what the words on the screen were said with
        self._found = ""  # the words that stood here when the page was opened

    @property
    def key(self) -> tuple[str, str]:
        """The question's id and the instance."""
        return self.question.id, self.instance

    @property
    def reading(self) -> Reading:
        """What stands on disk."""
        return self.talk.reading(*self.key)

    @property
    def spoken_over(self) -> bool:
        """Whether what stands where the person's answer belongs is what somebody else said."""
        answer = self.reading.answer
        asks = self.question.asks == "person" and self.question.whose
        if answer is None or not asks or is_view(self.instance):
            return False
        return of_another(answer) or answer.standing is Standing.NOT_APPROPRIATE_NOW

    def load(self) -> tuple[Value, str, str]:
        """Read the record and the draft again; return value, words and exit to show."""
        self.catch_up()
        answer, self.before = self.shown, said_before(self.talk, *self.key)
        self._found = _own(answer) if answer is not None else ""
        draft = self.talk.drafted(*self.key)
        if draft is not None:
            if answer is not None and not goes_with(answer, draft.answer):
                self.before = self._left_by(draft.answer) or self.before
            answer, self.seen = draft.answer, draft.seen
            self.drafted_on = day_of(draft.at)
        if answer is None:
            return None, "", ""
        exit_ = self.exit_of(answer)
        words = answer.own_words or (answer.note if exit_ in STANDINGS else "")
        return None if exit_ else answer.value, words, exit_

    def catch_up(self) -> None:
        """Take what stands for what is shown: it is on disk, or it is about to be shown."""
        reading = self.reading
        self.seen, self.shown = reading.seen, None if self.spoken_over else reading.answer
        self.touched, self.drafted_on, self.again = False, "", False
        self._with = None if self._is_free(self.shown) else self.shown

    def part_words(self) -> bool:
        """Leave words with the answer they were said with, where another is on the screen now.

        They come back with it. Words that were typed since stay.

        Returns:
            Whether what stands beside the field changed.
        """
        given = self.given().clean()
        if self.question.kind in _TYPED:
            return False
        if self.before is not None:
            if words_of(given) or not goes_with(self.before, given):
                return False
            self.field.put_back(self.before.value, _own(self.before))
            self.before, self._with = None, self.before
            return True
        said, words = self._with, words_of(given)
        stale = [one for one in words_of(said) if one in words] if said is not None else []
        if said is None or not stale or goes_with(said, given):
            return False
        self.field.take_off(stale)
        self.before = said
        return True

    def take_words(self) -> None:
        """Take the words along that were said before: they fit what is on the screen too.

        A reason that stands is recorded again, of the answer that it now belongs to.
        """
        if self.before is not None:
            both = (_own(self.before), self.field.own_words().strip())
            self.field.put_back(None, "\n".join(filter(None, both)))
            self.before = None
            self._with = self.given()
        else:
            self.again = True

    def given(self) -> Answer:
        """Return what is on the screen, acceptable or not; ``not_asked`` for nothing."""
        value, words = self._value(), self.field.own_words().strip()
        blank, exit_ = self._blank(), self.field.exit()
        if exit_ in STANDINGS:
            return self._voiced(replace(blank, standing=Standing(exit_), note=words))
        if value is None and not words:
            return self._voiced(blank)
        answered = replace(blank, standing=Standing.ANSWERED, value=value, own_words=words)
        return self._voiced(answered)

    def exit_of(self, answer: Answer) -> str:
        """Return the exit that an answer is; empty when it is none."""
        if answer.standing in STANDINGS:
            return str(answer.standing)
        offered = {option.code for option in self.question.options}
        if answer.value == NO_PREFERENCE and NO_PREFERENCE not in offered:
            return NO_PREFERENCE
        return ""

    def goes_with_it(self) -> tuple[Given, ...]:
        """Return what is recorded together with what is on the screen."""
        answered = self.talk, self.question.id, self.given(), self.instance
        return goes_with_seeing(*answered) + law_used(*answered)

    def write(self, beside: Sequence[Given] = ()) -> bool:
        """Record what is on the screen; return whether that changed anything.

        What was emptied is taken off again; a blank screen takes nothing off
        that is not an answer.

        Args:
            beside: What is recorded in the same act.

        Raises:
            AnswerRejected: the guide refuses it.
            NotWritten: the disk did not take it.
        """
        answer = self.given()
        if answer.standing is Standing.NOT_ASKED and not self._answered():
            self.talk.drop_draft(*self.key)
            return False
        made = self.talk.answer(
            self.question.id, answer, self.instance, seen=self.seen, then=False, beside=beside,
            again=self.again,
        )  # fmt: skip
        return made is not None

    def keep(self) -> None:
        """Keep what is on the screen as a draft; an empty screen over nothing is none.

        Raises:
            NotWritten: the disk did not take it.
        """
        answer = self._half()
        if answer.standing is Standing.NOT_ASKED and self.reading.state == "silent":
            self.talk.drop_draft(*self.key)
            return
        if answer.own_words:  # as typed: the space before the next word is part of the thought
            answer = replace(answer, own_words=self.field.own_words())
        self.talk.draft(self.question.id, answer, self.instance, seen=self.seen)

    def _half(self) -> Answer:
        """Return what is on the screen as a draft keeps it."""
        return self.given()

    def _is_free(self, answer: Answer | None) -> bool:
        """Whether words were only just typed beside a choice that nobody has made yet."""
        if answer is None or answer.value is not None or self.question.kind == "text":
            return False
        return answer.standing is Standing.ANSWERED and answer.own_words != self._found

    def _left_by(self, draft: Answer) -> Answer | None:
        """Return what stands, if a draft of another answer goes without its words."""
        stands = self.shown
        return stands if stands is not None and words_of(stands) and not words_of(draft) else None

    def _value(self) -> Value:
        if self.field.exit() == NO_PREFERENCE:
            return NO_PREFERENCE
        return self.field.answer_value()

    def _blank(self) -> Answer:
        """Who says it, when, and who may see it: all of an answer but what it says."""
        said, was = voices.speaker(self.talk, self.question, self.instance), self.reading.answer
        if was is not None:  # nobody said that others may see more of it now
            said = replace(said, sharing=was.sharing, copy_rule=was.copy_rule)
        return said if self.touched else replace(said, said_on=self.drafted_on)

    def _voiced(self, given: Answer) -> Answer:
        """Keep who said what is shown; of one of several, only while it says the same."""
        was = self.shown
        if was is None or is_view(self.instance):
            return given
        if self.instance and _content(given.clean()) != _content(was):
            return given
        return replace(given, said_by=was.said_by, said_by_contact=was.said_by_contact)

    def _answered(self) -> bool:
        return self.shown is not None and self.shown.standing is Standing.ANSWERED


class AskedTable(Asked):
    """The place table. Its words, exits and draft are those of the first choice.

    Args:
        talk: Where answers go.
        table: The question of kind ``ranked-places``.
        field: Its field.
    """

    field: RankedPlacesField

    def __init__(self, talk: Conversation, table: Question, field: RankedPlacesField) -> None:
        super().__init__(talk, talk.guide.question(table.fields[0]), field)
        self._table = table

    def exit_of(self, answer: Answer) -> str:
        """Return the exit that an answer is; no row of the table says "no preference"."""
        return NO_PREFERENCE if answer.value == NO_PREFERENCE else super().exit_of(answer)

    def write(self, beside: Sequence[Given] = ()) -> bool:
        """Record what the table shows, in one act; return whether that changed anything."""
        shown = self.field.ranked()
        now = Ranked(shown.first, shown.second, frozenset(shown.avoid))
        return bool(settle(self.talk, self._table, self.given(), now))

    def _value(self) -> Value:
        return super()._value() or self.field.ranked().first or None


def _content(answer: Answer) -> tuple[Standing, Value, str, str]:
    return answer.standing, answer.value, answer.own_words, answer.note


def _own(answer: Answer) -> str:
    return answer.own_words or answer.note


def day_of(at: str) -> str:
    """Return the local day of a UTC moment, both as ISO."""
    return dt.datetime.fromisoformat(at).astimezone().date().isoformat()


def shown(ranked: Ranked) -> Shown:
    """Return what stands in a place table in the form that its widget shows."""
    first = "" if ranked.first == NO_PREFERENCE else ranked.first
    return Shown(first, ranked.second, tuple(sorted(ranked.avoid)))

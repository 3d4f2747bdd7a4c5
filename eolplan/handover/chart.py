"""Reads facts out of a record, in words, for the pages that a stranger will act on.

What two records disagree about, and what is not in this copy, never reads as a
fact here: it is empty, and its own words say so where it matters.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from eolplan.guide import Guide, Names, Option
from eolplan.handover.cpr import last_day
from eolplan.handover.people import ALL_ROLES, Person, Roles, people
from eolplan.handover.phrases import phrasebook
from eolplan.handover.sheet import Said
from eolplan.record import (
    Answer,
    Entry,
    Log,
    Reading,
    Standing,
    is_of_another,
    to_confirm,
)
from eolplan.telling import POINTING, name_of, pointed_at, standing_words
from eolplan.words import partial_date, say, tr

OWN: Final = frozenset({
    "person_spoken", "person_signed_or_gestured", "person_via_interpreter",
    "person_via_comm_aid", "person_wrote_it",
})  # fmt: skip
"""Codes of who said it that mean the person."""

REPORTED: Final = frozenset({
    "attorney_or_deputy", "family_or_friend", "paid_carer", "existing_document", "other_record",
})  # fmt: skip
"""Codes of who said it that mean: not the person, and not what staff saw."""

Kind = TypeVar("Kind")

ENDLESS: Final = 1_000_000
"""Room for any answer, lines and all: where nothing is set on a page."""


@dataclass(slots=True)
class Room:
    """How much one place on page 1 holds, and what was too long for it.

    Attributes:
        most: Characters.
        names: For the words that point to the pages behind.
        more: What those pages have to hold.
        few: How many of a kind stand here, such as allergies; the others stand on the
            pages behind, and that is said. 0: all of them.
    """

    most: int
    names: Names
    more: list[Said] = field(default_factory=list)
    few: int = 0

    def some(self, found: Sequence[Kind]) -> tuple[tuple[Kind, ...], bool]:
        """Return as many of *found* as stand here, and whether there are more."""
        few = self.few or len(found)
        return tuple(found[:few]), len(found) > few

    def fit(self, heading: str, words: str, by: str = "", *, own: bool = False) -> str:
        """Return *words*, or where to read them when they are too long for one line.

        Args:
            heading: What they are about.
            words: As recorded.
            by: Who said them and when.
            own: They are the person's.
        """
        one_line = "\n" not in words.strip() or self.most >= ENDLESS
        if len(words) <= self.most and one_line:
            return words.strip()
        said = Said(heading, words, by, own)
        if said not in self.more:
            self.more.append(said)
        return self.pointer(own=own)

    def pointer(self, *, own: bool) -> str:
        """Return the words that say where the rest stands."""
        label = "overflow" if own else "overflow.others"
        return phrasebook().label(label, self.names).plain


class Chart:
    """One record with one guide, read for print.

    Args:
        guide: What may be asked.
        log: The record.
        room: What one answer may take.
        roles: What those do of whom the copy may tell a part of it.
        reader: For which of the people the copy is, by name.
    """

    def __init__(
        self,
        guide: Guide,
        log: Log,
        room: Room,
        roles: Roles = ALL_ROLES,
        reader: str = "",
        stale: Collection[str] | None = None,
    ) -> None:
        self.guide = guide
        self.log = log
        self.room = room
        self._roles, self._reader, self._stale = roles, reader, stale

    def is_stale(self, question: str) -> bool:
        """Say whether an answer was said of an earlier choice, as the whole record tells."""
        if self._stale is not None:
            return question in self._stale
        return is_of_another(self.log, question)

    def people(self) -> tuple[Person, ...]:
        """Return everybody who matters, those to ring first at the head."""
        return people(self.guide, self.log, self._roles, self._reader)

    def members(self, group: str) -> tuple[str, ...]:
        """Return the members of a group: those present, then those removed here and changed there.

        Nobody knows yet whether the latter are gone, so none of them may drop off a page.
        """
        return (*self.log.instances(group), *self.log.torn(group))

    def option_words(self, question: str, instance: str = "") -> str:
        """Return the words of the one code that stands, without what was said with it."""
        value = self.log.reading(question, instance).value
        if question not in self.guide or not isinstance(value, str):
            return ""
        option = self.guide.question(question).option(value)
        return option.said() if option else ""

    def codes(self, question: str, instance: str = "") -> tuple[str, ...]:
        """Return the codes that stand, of one answer or of both that differ."""
        answers = self.log.reading(question, instance).answers
        values = [v for a in answers if isinstance(a.value, list) for v in a.value]
        return tuple(dict.fromkeys(str(value) for value in values))

    def items(
        self, question: str, instance: str = "", but: frozenset[str] = frozenset()
    ) -> tuple[str, ...]:
        """Return every code that stands in words, then what was said with them.

        Args:
            question, instance: Which.
            but: Codes that are said elsewhere.
        """
        asked = self.guide.question(question) if question in self.guide else None
        named = {o.code: o.said() for o in asked.options} if asked else {}
        codes = [c for c in self.codes(question, instance) if c not in but]
        words = [named.get(code, code) for code in codes if code != "other"]
        answers = self.log.reading(question, instance).answers
        own = [a.own_words for a in answers if a.own_words]
        heading = tr(asked.heading) if asked else question
        return (*words, *(self.room.fit(heading, said).rstrip(".") for said in own))

    def code(self, question: str, instance: str = "") -> str:
        """Return the code that stands, or empty."""
        value = self.log.reading(question, instance).value
        return value if isinstance(value, str) else ""

    def text(self, question: str, instance: str = "") -> str:
        """Return what stands in words that fit a line of page 1, or empty.

        Of two records that differ both are said: neither is the fact.
        """
        reading = self.log.reading(question, instance)
        if reading.state == "conflict":
            return self.both(reading)
        answer = self._before_removal(reading) or reading.answer
        if answer is None or answer.standing is not Standing.ANSWERED:
            return ""
        heading = tr(self.guide.question(question).heading) if question in self.guide else question
        words = answer_words(self.guide, self.log, question, answer)
        by = by_line(self.log, answer, self.room.names)
        return self.room.fit(heading, words, by, own=answer.said_by in OWN)

    def says(self, question: str, instance: str = "", *, code: str) -> bool:
        """Say whether *code* stands, be it only in one of two records that differ."""
        return any(a.value == code for a in self.log.reading(question, instance).answers)

    def earliest(self, question: str) -> str:
        """Return the ISO date that stands; of two records that differ the earlier one, or empty."""
        answers = self.log.reading(question).answers
        days = (answer.value for answer in answers if isinstance(answer.value, str))
        return min(days, key=last_day, default="")

    def was_said(self, question: str) -> bool:
        """Say whether anything was answered, also where two records differ on what."""
        answers = self.log.reading(question).answers
        return any(answer.standing is Standing.ANSWERED for answer in answers)

    def is_elsewhere(self, question: str, instance: str = "") -> bool:
        """Say whether something stands on *question* that is not in this copy, or was erased."""
        return self.log.reading(question, instance).state in ("elsewhere", "erased")

    def _before_removal(self, reading: Reading) -> Answer | None:
        """Return what stood in a member that one record removed and another changed."""
        if reading.state != "removed":
            return None
        last = self.log.last_said(reading.question, reading.instance)
        return last.answer if last else None

    def newest_talk(self, question: str) -> str:
        """Return the talk with the latest day of those that answered *question*, or empty."""
        talks = {
            i for q, i in self.log.questions()
            if q == question and any(a.value is not None for a in self.log.reading(q, i).answers)
        }  # fmt: skip
        dated = [(self.code("conv.when", talk), talk) for talk in talks]
        return max((pair for pair in dated if pair[0]), default=("", ""))[1]

    def reporter(self, head: Entry, questions: tuple[str, ...]) -> str:
        """Return who told us something that nobody here has confirmed; empty where it is known.

        Args:
            head: The answer.
            questions: Among which it may wait for someone here.
        """
        waiting = {entry.digest: entry for entry in to_confirm(self.log, questions)}
        if head.digest in waiting:
            return head.author.name
        if head.answer.said_by in REPORTED:
            return speaker(self.log, head.answer, self.room.names)
        return ""

    def both(self, reading: Reading) -> str:
        """Return every side of a disagreement; empty where there is none."""
        words = [answer_words(self.guide, self.log, reading.question, a) for a in reading.answers]
        if not words:
            return ""
        return self.room.fit(tr("Two records differ"), say("two records differ ({sides})",
                             sides=" / ".join(words)))  # fmt: skip


def answer_words(guide: Guide, log: Log, question: str, answer: Answer) -> str:
    """Return an answer in words: its code in words; own words where no code says it."""
    if answer.standing is not Standing.ANSWERED:
        return standing_words(guide, answer)
    asked = guide.question(question) if question in guide else None
    if asked is None:
        return answer.own_words or str(answer.value)
    if asked.kind in POINTING:
        return pointed_at(guide, log, asked, answer)
    coded = asked.text(answer) if answer.value is not None else ""
    if answer.own_words and (not coded or _says_nothing(asked.option(str(answer.value)))):
        return answer.own_words
    return coded


def _says_nothing(option: Option | None) -> bool:
    return option is not None and option.code == "other"


def speaker(log: Log, answer: Answer, names: Names) -> str:
    """Return who said it, at the start of a sentence."""
    if answer.said_by in OWN:
        return names.name
    if answer.said_by_contact:
        return name_of(log, answer.said_by_contact)
    words = {
        "attorney_or_deputy": tr("The attorney or deputy"), "family_or_friend": tr("Family"),
        "paid_carer": tr("A paid carer"), "existing_document": tr("An earlier paper"),
        "other_record": tr("Another record"),
    }  # fmt: skip
    return words.get(answer.said_by, tr("Staff"))


def by_line(log: Log, answer: Answer, names: Names) -> str:
    """Return who said it and when, for under a quotation."""
    day = partial_date(answer.said_on)
    who = speaker(log, answer, names)
    if answer.said_by in REPORTED:
        who = say("{who} says", who=who)
    return say("{who}, {date}", who=who, date=day) if day else who

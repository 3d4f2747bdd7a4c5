"""Reads out of a record where somebody wants to be, for the line about the place on page 1.

Where it was found that this could not be decided, the wish that was made before and what is
said since are read apart: neither stands in the place of the other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from eolplan.handover.chart import OWN, Chart, answer_words, by_line, speaker
from eolplan.handover.phrases import phrasebook
from eolplan.handover.wishes import PlaceFacts, Then, is_recent
from eolplan.record import (
    Answer,
    Entry,
    Log,
    Reading,
    Standing,
    in_error,
    is_view,
    said_of,
    viewer,
    views,
)
from eolplan.record.codes import PUT_BACK
from eolplan.rules.able import Able
from eolplan.rules.capacity import could_not_decide
from eolplan.words import listing, say, tr

Key = tuple[str, str]

_NAMED: Final = {"pod.first": "pod", "pod.second": "pod.second", "poc.first": "poc",
                 "poc.second": "poc.second"}  # fmt: skip
_AVOID: Final = "place.avoid"


class Places:
    """Where the person wants to be: at the end of life, else when ill.

    Args:
        chart: The record, read for print.
        earlier: What is told beside what stands, by question, as of ``told_beside``.
    """

    def __init__(self, chart: Chart, earlier: Mapping[str, Before]) -> None:
        self._chart, self._log, self._earlier = chart, chart.log, earlier
        self._able = Able(chart.guide, chart.log)

    def facts(self) -> PlaceFacts:
        """Return what stands, and beside it what was wished when able."""
        wish = "pod" if self._log.reading("pod.first").state != "silent" else "poc"
        found_on = self._found_on()
        facts = self._standing(wish)
        if not found_on:
            return facts
        then, now = self._then() or self._statement(), self._now()
        return replace(
            facts, found_on=found_on, able=then, now=now,
            written="" if then else facts.written,
        )  # fmt: skip

    def _standing(self, wish: str) -> PlaceFacts:
        """Return what stands, whenever it was said."""
        avoid = self._avoided()
        first = self._log.reading(f"{wish}.first")
        answer = first.answer
        if not avoid and (reported := self._reported_place()):
            return reported
        if answer is None:
            states = {"conflict": "answered", "elsewhere": "elsewhere", "erased": "elsewhere"}
            standing = states.get(first.state, "not_asked")
            both = self._chart.both(first)
            return PlaceFacts(standing, first=both, avoid=avoid, on=_latest(first))
        named = self._place(f"{wish}.first")
        text = self._chart.text(f"{wish}.first")
        written, written_on = self._written_when_able(f"{wish}.first", answer)
        return PlaceFacts(
            standing=str(answer.standing),
            code=self._chart.code(f"{wish}.first"),
            first=named if answer.value is not None else "",
            second=self._place(f"{wish}.second"),
            avoid=avoid,
            condition="" if answer.value is not None else text,
            on=answer.said_on,
            reported_by="" if answer.said_by in OWN else self._speaker(answer),
            note=self._chart.room.fit(tr("Places"), answer.note),
            before=self._before(f"{wish}.first"),
            changed_on=then.on if (then := self._earlier.get(f"{wish}.first")) else "",
            written=written,
            written_on=written_on,
        )

    def _speaker(self, answer: Answer) -> str:
        return speaker(self._log, answer, self._chart.room.names)

    # ---- when able, and now

    def _keys(self) -> list[Key]:
        """Return every place that can be wished for, the last days first."""
        avoid = {i for q, i in self._log.questions() if q == _AVOID and not is_view(i)}
        wishes = ("pod.first", "poc.first", "pod.second", "poc.second")
        return [*((wish, "") for wish in wishes), *((_AVOID, i) for i in sorted(avoid))]

    def _found_on(self) -> str:
        """Return when it was found that what is said of places, or all silence, is undecided."""
        found = max(self._able.found_on(*key) for key in self._keys())
        silent = all(self._log.reading(*key).state == "silent" for key in self._keys())
        if found or not (silent and self._statement()):
            return found
        return max(could_not_decide(self._chart.guide, self._log, "pod.first"), default="")

    def _statement(self) -> Then:
        """Return what an advance statement says, as staff copied it."""
        said = self._log.reading("as.says").answer
        if said is None or not said.own_words:
            return Then()
        heading = tr("Advance statement")
        by = by_line(self._log, said, self._chart.room.names)
        words = self._chart.room.fit(heading, said.own_words.rstrip("."), by)
        quoted = words if words == self._chart.room.pointer(own=False) else f"“{words}”"
        return Then(words=quoted, on=self._chart.code("as.date"), statement=True)

    def _then(self) -> Then:
        """Return what was wished when able."""
        wishes = (self._able.wish(*key) for key in self._keys())
        return self._told([wish for wish in wishes if wish], now=False)

    def _now(self) -> Then:
        """Return what is said now of what was found that it could not be decided."""
        said = [head for key in self._keys() if self._able.found_on(*key)
                for head in self._log.heads(*key)]  # fmt: skip
        wished = {wish.answer.own_words for key in self._keys() if (wish := self._able.wish(*key))}
        answered = [head for head in said if head.answer.standing is Standing.ANSWERED]
        # A tap on another place leaves the words that were said with the one before.
        return self._told(answered, now=True, but=wished)

    def _told(self, found: Sequence[Entry], *, now: bool, but: Iterable[str] = ()) -> Then:
        """Return several answers as one wish: its places, then its words.

        Args:
            found: The answers, in the order of the keys.
            now: They were said when it could not be decided.
            but: Words that are told elsewhere.
        """
        kinds = {"first": "first", "second": "second", _AVOID: "avoid"}
        places: dict[str, list[str]] = {}
        words: list[str] = []
        for entry in found:
            answer, kind = entry.answer, kinds[_kind(entry.question)]
            if kind != "avoid" and kind in places:  # of the last days and of care the former
                continue
            if answer.value not in (None, "other"):
                places.setdefault(kind, []).append(self._coded(entry, now=now))
            if answer.own_words and answer.own_words not in but:
                words.append(self._quoted(entry))
        book, names = phrasebook(), self._chart.room.names
        said = [
            book.label(f"place.{kind}", names, place=listing(places[kind])).plain
            for kind in ("first", "second", "avoid")
            if kind in places
        ]
        on = found[0].answer.said_on if found else ""
        return Then(". ".join(said), " ".join(dict.fromkeys(words)), on)

    def _coded(self, entry: Entry, *, now: bool) -> str:
        """Return a place, with its name where that was said of this one."""
        words = answer_words(self._chart.guide, self._log, entry.question, entry.answer)
        if entry.question not in _NAMED:
            return words
        named = f"{_NAMED[entry.question]}.name"
        of = said_of(self._log, named)
        fits = bool(self._able.found_on(named)) is now
        fits &= of is None or of.value == entry.answer.value
        name = self._chart.text(named) if fits else ""
        return say("{place} ({name})", place=words, name=name) if name else words

    def _quoted(self, entry: Entry) -> str:
        answer, room = entry.answer, self._chart.room
        by = by_line(self._log, answer, room.names)
        words = room.fit(tr("Places"), answer.own_words, by, own=True)
        return words if words == room.pointer(own=True) else f"“{words}”"

    # ---- what others say

    def _reported_place(self) -> PlaceFacts | None:
        """Return what a relative last said of the place, where the person has said nothing."""
        for question in ("pod.first", "pod.second", "poc.first"):
            if self._log.reading(question).state != "silent":
                return None
        said = self._last_report("pod.first") or self._last_report("poc.first")
        if said is None:
            return None
        by = by_line(self._log, said, self._chart.room.names)
        words = self._chart.room.fit(tr("Places"), said.own_words, by)
        quoted = f"“{words}”" if words == said.own_words.strip() else words
        who = self._speaker(said)
        return PlaceFacts("answered", first=quoted, on=said.said_on, reported_by=who)

    def _last_report(self, question: str) -> Answer | None:
        told = [r.answer for r in views(self._log, question) if viewer(r.instance) and r.answer]
        return max(told, key=lambda answer: answer.said_on, default=None)

    # ---- what stands

    def _place(self, question: str) -> str:
        """Return a place with its name: ``Hospice (St Teilo's)``."""
        words, named = self._chart.text(question), f"{_NAMED[question]}.name"
        # the name of a place that was chosen before would send people to the wrong door
        name = "" if self._chart.is_stale(named) else self._chart.text(named)
        return say("{place} ({name})", place=words, name=name) if words and name else words

    def _avoided(self) -> tuple[str, ...]:
        instances = [instance for question, instance in self._keys() if question == _AVOID]
        words = [self._chart.text(_AVOID, instance) for instance in instances]
        kept, others = self._chart.room.some([word for word in words if word])
        more = (phrasebook().label("more.places", self._chart.room.names).plain,) * others
        return (*kept, *more)

    def _before(self, question: str) -> str:
        """Return the place that the standing answer replaced, if it was another one."""
        old = self._replaced(question)
        return answer_words(self._chart.guide, self._log, question, old.answer) if old else ""

    def _written_when_able(self, question: str, answer: Answer) -> tuple[str, str]:
        """Return the place a person wrote down before they could no longer tell us, and when."""
        entry = self._replaced(question)
        old = entry.answer if entry else None
        on_paper = old is not None and old.said_by in ("person_wrote_it", "existing_document")
        if old is None or not on_paper or answer.standing is not Standing.UNABLE_TO_EXPRESS:
            return "", ""
        return answer_words(self._chart.guide, self._log, question, old), old.said_on

    def _replaced(self, question: str) -> Entry | None:
        """Return what is told beside the answer that stands, where this copy holds it."""
        before = self._earlier.get(question)
        return self._log.entries.get(before.digest) if before else None


@dataclass(frozen=True, slots=True)
class Before:
    """What stood before the place that stands, and the ISO day on which it was replaced."""

    digest: str
    on: str


def told_beside(log: Log, today: dt.date) -> dict[str, Before]:
    """Return, by question, the earlier places that staff are told beside what stands.

    A crew gets no other history: the place before a recent change, and the one written
    down by who can no longer tell.

    Args:
        log: The whole record, for a copy lacks what leads from one to the other.
        today: The local day.
    """
    found = {question: _before(log, question) for question in ("pod.first", "poc.first")}
    return {
        question: before for question, before in found.items()
        if before and (_cannot_tell(log, question) or is_recent(before.on, today))
    }  # fmt: skip


def _cannot_tell(log: Log, question: str) -> bool:
    return log.reading(question).standing is Standing.UNABLE_TO_EXPRESS


def _before(log: Log, question: str) -> Before | None:
    """Return what stood before; None where that was no place, or the same one.

    What was chosen and put right at one sitting never stood, nor did what was entered in error
    or undone. Words that were added later made no change.
    """
    heads = log.reading(question).heads
    here, others = list(heads), []
    for entry in here:  # which grows
        for old in filter(None, map(log.entries.get, entry.supersedes)):
            alike = old.answer.value == heads[0].answer.value
            slip = entry.reason in PUT_BACK or in_error(log, old)
            slip |= any(_at_one_sitting(old, one) for one in here)
            if old not in here and (alike or slip):
                here.append(old)
            elif old not in here and old.answer.value is not None:
                others.append(old)
    days = [one.answer.said_on for one in here if one.answer.value == heads[0].answer.value]
    return Before(others[0].digest, min(filter(None, days), default="")) if others else None


def _at_one_sitting(one: Entry, other: Entry) -> bool:
    talks = {one.conversation, other.conversation}
    return talks != {""} and len(talks) == 1 and one.answer.said_on == other.answer.said_on


def _kind(question: str) -> str:
    return question if question == _AVOID else question.partition(".")[2]


def _latest(reading: Reading) -> str:
    return max((answer.said_on for answer in reading.answers), default="")

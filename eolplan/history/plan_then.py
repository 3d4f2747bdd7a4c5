"""A whole plan in one state, such as an old version, under the words in which it was asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from eolplan.history.then import Wordings
from eolplan.history.things import Thing, things_of
from eolplan.record import Entry, Log, Standing
from eolplan.rules.able import Able
from eolplan.words import tr


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that stands.

    Attributes:
        heading: What it is about.
        words: How it reads.
        who: Whose words they are and when they were said; empty for what staff fill in.
        asked_then: The question as it was worded then, where today's words are others.
        question, instance: The page that shows all that was ever said on it; empty: none.
        undecided_since: The ISO day on which it was found that the person could not decide
            this, where they said it since; else empty.
    """

    heading: str
    words: str
    who: str
    asked_then: str
    question: str
    instance: str
    undecided_since: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One topic with everything that stands in it."""

    title: str
    lines: tuple[Told, ...]


def plan_at(log: Log, wordings: Wordings) -> tuple[Chapter, ...]:
    """Return everything that stands in one state of a record, by topic, in the guide's order."""
    found = things_of(log.questions(), wordings, log, whole=True)
    able = Able(wordings.guide, log)
    return tuple(
        Chapter(tr(title), lines)
        for title, things in groupby(found, key=lambda thing: thing.section.title)
        if (lines := tuple(_lines(things, log, wordings, able)))
    )


def _lines(things: Iterator[Thing], log: Log, wordings: Wordings, able: Able) -> Iterator[Told]:
    for thing in things:
        words = thing.told(log, wordings)
        if not words or thing.form == "order":
            continue
        yield Told(
            heading=thing.heading(wordings, log),
            words=words,
            who=thing.who(log, _first_said(thing.heads(log))),
            asked_then=thing.asked_then(log, wordings),
            question=thing.question.id if thing.has_page else "",
            instance=thing.instance,
            undecided_since=able.since(thing.heads(log)),
        )


def _first_said(heads: tuple[Entry, ...]) -> Entry | None:
    """Return the first entry that says something: what makes somebody a member is no answer."""
    said = (e for e in heads if e.answer.value is not True or e.answer.own_words)
    return next((e for e in said if e.answer.standing is not Standing.NOT_ASKED), None)

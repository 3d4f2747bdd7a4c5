"""Finding words inside one plan: in what stands, in what was said before, and in notes.

Words in any order, cut short, without case or accents. What only chosen staff can read is
not in a record that somebody else reads, and a secret is never looked in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from eolplan.guide import Guide, Question
from eolplan.history.answers import Given, given_of, words_of
from eolplan.history.then import Wordings
from eolplan.history.things import is_inside
from eolplan.history.voices import reason_of
from eolplan.record import Entry, Log, is_about_another, is_view
from eolplan.record.codes import ABOUT_THE_RECORD
from eolplan.rules.able import Able
from eolplan.telling import told
from eolplan.words import tr

_MARKS: Final = range(0x300, 0x370)
_LEFT_OUT: Final = dict.fromkeys((*_MARKS, *map(ord, "'`\u2018\u2019\u02bc\u00b4\u2032")))
"""Accents that stand by themselves once letters are taken apart, and single quotes."""

LETTERS: Final = 160
"""About how much of a long answer a line shows, round what was found."""


@dataclass(frozen=True, slots=True)
class Found:
    """One answer in which the words stand.

    Attributes:
        topic: Title of the topic.
        given: The answer.
        words: The part of it in which they were found.
        question, instance: The page that shows all that was ever said on it; of the name of
            somebody or something, of them.
        beside: What else the plan says of whom or what the answer names; else empty.
    """

    topic: str
    given: Given
    words: str
    question: str
    instance: str
    beside: str = ""


def find(log: Log, wordings: Wordings, text: str) -> tuple[Found, ...]:
    """Return where *text* stands in a plan: first what the plan says now, then what it said before.

    Args:
        log: The record.
        wordings: What is asked, today and then.
        text: Words; blank finds nothing.
    """
    wanted = [plain(word) for word in text.split()]
    if not wanted:
        return ()
    order = {question.id: place for place, question in enumerate(wordings.guide)}
    once: dict[tuple[str, str, str], Found] = {}
    for one in _found(log, wordings, wanted):
        key = (*one.given.entry.key, one.given.words)
        if key not in once or one.given.stands:  # said again, or put back: once is enough
            once[key] = one
    now = [one for one in once.values() if one.given.stands]
    before = [one for one in reversed(once.values()) if not one.given.stands]
    return tuple(
        sorted(
            (*now, *before),
            key=lambda f: (not f.given.stands, order.get(f.question, len(order))),
        )
    )


def _found(log: Log, wordings: Wordings, wanted: list[str]) -> Iterator[Found]:
    able = Able(wordings.guide, log)
    for entry in log.entries.values():
        if entry.question in ABOUT_THE_RECORD or is_about_another(log, entry):
            continue
        if wordings.asked(entry).secret or is_inside(entry.question, wordings.guide):
            continue
        heading = tr(wordings.asked(entry).heading)
        text = plain(f"{heading} {words_of(log, wordings, entry)} {reason_of(entry)}")
        if not all(word in text for word in wanted):
            continue
        given = given_of(log, wordings, entry, able)
        if given is not None:
            group = _named_by(wordings.guide, entry)
            more = ""
            if group is not None and given.stands:
                more = told(wordings.guide, log, group, entry.instance, without=(group.names,))
            yield Found(
                topic=_topic(wordings, entry),
                given=given,
                words=part(given.words, wanted),
                question=group.id if group is not None else entry.question,
                instance=entry.instance,
                beside=part(more, wanted),
            )


def _named_by(guide: Guide, entry: Entry) -> Question | None:
    """Return the group of whose members *entry* names one; else None."""
    group = guide.group_of(entry.question) if entry.question in guide else None
    named = group is not None and group.repeats and group.names == entry.question
    return group if named and not is_view(entry.instance) else None


def _topic(wordings: Wordings, entry: Entry) -> str:
    guide = wordings.guide
    if entry.question not in guide:
        return tr("No longer asked")
    return tr(guide.section_of(entry.question).title)


def part(words: str, wanted: list[str], letters: int = LETTERS) -> str:
    """Return *words*, or of a long text the part round the first word that was found."""
    if len(words) <= letters:
        return words
    pieces = words.split()
    hits = (n for n, piece in enumerate(pieces) if any(w in plain(piece) for w in wanted))
    first = next(hits, 0)
    start = max(first - 6, 0)
    shown = ""
    for piece in pieces[start:]:
        if len(shown) + len(piece) > letters:
            break
        shown = f"{shown} {piece}".strip()
    before = "… " if start else ""
    after = " …" if not words.rstrip().endswith(shown) else ""
    return f"{before}{shown}{after}"


def plain(text: str) -> str:
    """Return *text* without case, accents and curly quotes, so that ``Sian`` finds ``Siân``."""
    return unicodedata.normalize("NFKD", text.casefold()).translate(_LEFT_OUT)

"""Every answer that was ever given on one thing of a plan, the newest first.

Nothing is left out: what was replaced, what was taken back, and what was written by
mistake all stand here, each with who said it and who wrote it down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from eolplan.history.checked import was_away
from eolplan.history.then import Wordings
from eolplan.history.things import Key, Thing, thing_of
from eolplan.history.undone import undone_by
from eolplan.history.voices import reason_of
from eolplan.record import Entry, Log, Standing, is_about_another, is_view
from eolplan.record.codes import ERROR, PUT_BACK
from eolplan.record.graph import ordered
from eolplan.rules.able import Able
from eolplan.subject import Subject
from eolplan.telling import RANKED, answer_words
from eolplan.words import tr

_READ_BACK: Final = "conv.readback"
_AGREED: Final = "agreed"
_WHEN: Final = "conv.when"


@dataclass(frozen=True, slots=True)
class Given:
    """One answer, as it was given.

    Attributes:
        entry: What was recorded.
        heading: Which fact of the page it is.
        words: How it reads, under the words of then.
        who: Whose words they are and when they were said; empty for what staff fill in.
        why: Why it was recorded, where somebody said so.
        asked_then: The question as it was worded then, where today's words are others.
        stands: It is what the plan says now.
        mistaken: It was marked as written by mistake.
        undone: Who undid it, by name; empty where nobody did.
        another: It was written in the plan of the wrong person.
        because: Why it was a mistake, where somebody said so.
        received: It came with a copy from elsewhere.
        undecided_since: The ISO day on which it was found that the person could not decide
            this, where they said it since; else empty.
    """

    entry: Entry
    heading: str
    words: str
    who: str
    why: str
    asked_then: str
    stands: bool
    mistaken: bool
    undone: str
    another: bool
    because: str
    received: bool
    undecided_since: str = ""

    @property
    def is_answer(self) -> bool:
        """Whether it says something that could be said again."""
        silent = (Standing.NOT_ASKED, Standing.REMOVED, Standing.WITHDRAWN, Standing.UNKNOWN)
        return self.entry.answer.standing not in silent


def answers(log: Log, wordings: Wordings, question: str, instance: str = "") -> tuple[Given, ...]:
    """Return everything that was ever recorded on a page or a fact, the newest first.

    Args:
        log: The record.
        wordings: What is asked, today and then.
        question: A page, a fact of one, or what is no longer asked.
        instance: Which of several, or whose view.
    """
    keys = keys_of(log, wordings, question, instance)
    found = {e.digest: e for key in keys for e in log.history(*key)}
    thing = thing_of((question, instance), wordings, log)
    if thing is None or thing.form == "order":
        return ()
    able = Able(wordings.guide, log)
    newest_first = reversed(ordered(_arrived(log, found)))
    return tuple(_given(log, wordings, able, thing, entry) for entry in newest_first)


def checked_on(log: Log, entry: Entry) -> str:
    """Return the day (ISO) on which the person last said so, or heard it read back and agreed.

    Empty for what is nobody's wish, or of which no day is known. A talk they were not at
    checked nothing with them.
    """
    answer = entry.answer
    if not answer.said_by.startswith("person"):
        return ""
    written = entry.recorded.astimezone().date().isoformat()
    talks = (i for q, i in log.questions() if q == _READ_BACK)
    agreed = (t for t in talks if log.reading(_READ_BACK, t).value == _AGREED)
    there = (talk for talk in agreed if not was_away(log, talk))
    days = (str(log.reading(_WHEN, talk).value or "") for talk in there)
    heard = [day for day in days if day >= written]
    said = "" if was_away(log, entry.conversation) else answer.said_on
    return max([said, *heard])


def is_erased(log: Log, keys: Iterable[Key]) -> bool:
    """Say whether something that was recorded here was taken out for good on this laptop."""
    places = {(h.question, h.instance) for h in log.husks.values() if h.why == "erased"}
    return not places.isdisjoint(keys)


def given_of(log: Log, wordings: Wordings, entry: Entry, able: Able | None = None) -> Given | None:
    """Return one answer as it was given; None for what is no answer to anything.

    Args:
        log: The record.
        wordings: What is asked, today and then.
        entry: One of its entries.
        able: Of that record, for whoever asks this of many.
    """
    thing = thing_of(entry.key, wordings, log)
    if thing is None:
        return None
    return _given(log, wordings, able or Able(wordings.guide, log), thing, entry)


def keys_of(log: Log, wordings: Wordings, question: str, instance: str) -> tuple[Key, ...]:
    """Return the questions and instances behind one page, or one fact of it."""
    guide = wordings.guide
    asked = guide.question(question) if question in guide else None
    if asked is None or not asked.fields or is_view(instance):
        return ((question, instance),)
    if asked.kind == RANKED:
        ever = {e.key for e in log.entries.values() if e.question in asked.fields}
        return tuple(sorted(key for key in ever if not is_view(key[1])))
    return tuple((field, instance) for field in (question, *asked.fields))


def _arrived(log: Log, found: dict[str, Entry]) -> Iterator[Entry]:
    return (entry for digest, entry in log.entries.items() if digest in found)


def _given(log: Log, wordings: Wordings, able: Able, thing: Thing, entry: Entry) -> Given:
    asked = wordings.asked(entry)
    marks = [m for m in log.annotations(entry.digest) if m.question == ERROR]
    return Given(
        entry=entry,
        heading=tr(asked.heading),
        words=words_of(log, wordings, entry),
        who=thing.who(log, entry),
        why=reason_of(entry),
        asked_then=wordings.otherwise(entry, Subject.of(log).names()),
        stands=entry in log.heads(*entry.key),
        mistaken=bool(marks) or _stood_for(log, entry),
        undone=undone_by(log, entry),
        another=is_about_another(log, entry),
        because=next((m.reason for m in marks if m.reason), ""),
        received=entry.digest in log.received,
        undecided_since=able.since([entry]),
    )


def words_of(log: Log, wordings: Wordings, entry: Entry) -> str:
    """Return one answer in words; what makes somebody one of several says only that."""
    if entry.answer.standing is Standing.REMOVED:
        return tr("Taken off the plan")
    if entry.answer.standing is Standing.NOT_ASKED:
        taken_off = entry.supersedes and entry.reason not in PUT_BACK
        return tr("Nothing in its place now") if taken_off else tr("Not talked about")
    guide, asked = wordings.guide_of([entry]), wordings.asked(entry)
    if asked.kind == "group":
        return tr("Put on the plan")
    return answer_words(guide, log, asked, entry.answer)


def _stood_for(log: Log, entry: Entry) -> bool:
    """Say whether an entry puts back words that were marked as a mistake later."""
    source = log.entries.get(entry.repeats) if entry.reason in PUT_BACK else None
    return source is not None and any(m.question == ERROR for m in log.annotations(source.digest))

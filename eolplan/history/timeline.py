"""What happened to a plan, the newest first: talks, changes, sign-offs, copies.

A line is what one person did at one sitting. Clocks of two laptops differ, so the time on
a line orders the list on the screen and nothing else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from eolplan.guide import Guide, Question
from eolplan.history.lost import one_lost
from eolplan.history.things import is_inside
from eolplan.record import Entry, Log, Standing, Unread, Version, is_about_another, is_view
from eolplan.record.codes import ABOUT_ANOTHER, ANNOTATIONS, ERROR, SAME_AS
from eolplan.telling import as_told
from eolplan.words import listing, say, tr

Kind = Literal["talk", "change", "mistake", "version", "copy", "record"]
"""``mistake``: something was marked as written by mistake. ``record``: something about the
record itself, such as two that were joined."""

_NAMED: Final = 3
_PER_TALK: Final = "conversation"
_PERSON: Final = "person."
_WHO: Final = (_PERSON, "plan.")
"""How the questions begin that whoever adds somebody is asked: who they are, and where."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What the audit trail tells and the record does not: a copy that went out, an erasure.

    Attributes:
        id: Names it among the others.
        at: When; aware.
        who: Name of the member of staff.
        words: What was done, in one line.
        version: Digest of the version that it was made from.
        kind: ``copy``, or ``record``.
    """

    id: str
    at: dt.datetime
    who: str
    words: str
    version: str = ""
    kind: Kind = "copy"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline.

    Attributes:
        id: Names it; stays the same as long as nothing is added to it.
        kind: See ``Kind``.
        at: When; aware.
        who: Name of the member of staff.
        words: What happened, in one line.
        entries: Digests of what was recorded, in the order in which it came.
        version: Digest of the version that was signed off, or that the copy was made from.
        received: It came with a copy from elsewhere.
    """

    id: str
    kind: Kind
    at: dt.datetime
    who: str
    words: str
    entries: tuple[str, ...] = ()
    version: str = ""
    received: bool = False


def timeline(log: Log, guide: Guide, handed: Iterable[Handed] = ()) -> tuple[Event, ...]:
    """Return everything that happened, the newest first.

    Args:
        log: The record.
        guide: Names what was recorded.
        handed: The copies that went out, and what was erased.
    """
    events = [*_recorded(log, guide), *map(_signed, log.versions.values())]
    events += map(_unread, log.unread)
    events += [Event(h.id, h.kind, h.at, h.who, h.words, version=h.version) for h in handed]
    by_time = sorted(enumerate(events), key=lambda one: (one[1].at, one[0]), reverse=True)
    return tuple(event for _, event in by_time)


def before_and_after(log: Log, event: Event) -> tuple[Log, Log]:
    """Return the record as it was held before *event*, and with it.

    What came from elsewhere in between belongs to neither.
    """
    own = set(event.entries)
    held = list(log.entries.items())
    first = next((n for n, (digest, _) in enumerate(held) if digest in own), len(held))
    before = dict(held[:first])
    after = before | {digest: entry for digest, entry in held[first:] if digest in own}
    return replace(log, entries=before, versions={}), replace(log, entries=after, versions={})


def _recorded(log: Log, guide: Guide) -> Iterator[Event]:
    """Yield what was recorded, in sittings: one talk and day, or one act outside a talk."""
    sittings: dict[tuple[str, str, str, bool], list[Entry]] = {}
    day_of = cache(_local_day)  # one act records many things at one time
    for entry in log.entries.values():
        at_once = entry.conversation or entry.recorded_at
        day = day_of(entry.recorded_at)
        key = entry.author.id, at_once, day, entry.digest in log.received
        sittings.setdefault(key, []).append(entry)
    for entries in sittings.values():
        yield _sitting(log, guide, entries)


def _local_day(moment: str) -> str:
    return dt.datetime.fromisoformat(moment).astimezone().date().isoformat()


def _sitting(log: Log, guide: Guide, entries: list[Entry]) -> Event:
    last = max(entries, key=lambda entry: entry.recorded_at)
    kind = _kind(guide, entries)
    return Event(
        id=entries[0].digest,
        kind=kind,
        at=last.recorded,
        who=last.author.name,
        words=_words(log, guide, kind, entries),
        entries=tuple(entry.digest for entry in entries),
        received=last.digest in log.received,
    )


def _kind(guide: Guide, entries: list[Entry]) -> Kind:
    if any(entry.question == ERROR for entry in entries):
        return "mistake"
    if all(entry.question in ANNOTATIONS or entry.question == SAME_AS for entry in entries):
        return "record"
    talked = any(
        e.question in guide and guide.section_of(e.question).per == _PER_TALK for e in entries
    )
    return "talk" if talked else "change"


def _words(log: Log, guide: Guide, kind: Kind, entries: list[Entry]) -> str:
    if kind == "mistake":
        marked = (log.entries.get(e.instance) for e in entries if e.question == ERROR)
        what = _listed(log, guide, (entry for entry in marked if entry is not None))
        what = what or tr("facts of the talk")
        if all(e.answer.value == ABOUT_ANOTHER for e in entries if e.question == ERROR):
            return say("Taken out, because it is about somebody else: {what}", what=what)
        return say("Marked as written by mistake: {what}", what=what)
    if kind == "record":
        return _about_the_record(log, guide, entries)
    what = _listed(log, guide, entries)
    if kind == "talk":
        told = say("Talk: {what}", what=what) if what else tr("Talk")
        if all(is_about_another(log, e) for e in entries if e.question not in ANNOTATIONS):
            return say("{talk}. Taken out since, because it is about somebody else", talk=told)
        return told
    return _changed(log, guide, entries, what)


def _changed(log: Log, guide: Guide, entries: list[Entry], what: str) -> str:
    """Return what was written outside a talk, or in one of which nothing was noted."""
    if _is_first(log, entries):
        more = _listed(log, guide, (e for e in entries if not e.question.startswith(_WHO)))
        added = tr("Added to the list of people")
        return say("{added}. Written down: {what}", added=added, what=more) if more else added
    if all(e.answer.standing is Standing.REMOVED for e in entries):
        return say("Taken off: {what}", what=what)
    if any(entry.supersedes for entry in entries):
        return say("Changed: {what}", what=what)
    return say("Written down: {what}", what=what)


def _is_first(log: Log, entries: list[Entry]) -> bool:
    """Say whether somebody's plan begins with *entries*, and with who they are."""
    first = next(e for e in log.entries.values() if e.person == entries[0].person)
    return first == entries[0] and first.question.startswith(_PERSON)


def _about_the_record(log: Log, guide: Guide, entries: list[Entry]) -> str:
    joins = [entry for entry in entries if entry.question == SAME_AS]
    if joins:
        same = joins[-1].answer.value is True
        return tr("Joined with another record") if same else tr("Parted from another record")
    marked = (log.entries.get(entry.instance) for entry in entries)
    what = _listed(log, guide, (entry for entry in marked if entry is not None))
    what = what or tr("facts of the talk")
    return say("Looked at and kept: {what}", what=what)


def _listed(log: Log, guide: Guide, entries: Iterable[Entry]) -> str:
    """Return what entries are about: a few headings, and how many more there are."""
    labels = list(dict.fromkeys(filter(None, (_label(log, guide, e) for e in entries))))
    if len(labels) > _NAMED + 1:
        rest = say("{count} more", count=len(labels) - _NAMED)
        return listing([*labels[:_NAMED], rest])
    return listing(labels)


def _label(log: Log, guide: Guide, entry: Entry) -> str:
    """Return the name of the page that an entry belongs to; nothing for facts of the talk."""
    if is_inside(entry.question, guide):
        page = entry.question.removesuffix(".order")
        return tr(guide.question(page).heading) if page in guide else ""
    if entry.question in ANNOTATIONS:  # told of what it marks, or beside a reason of nothing
        return ""
    if entry.question not in guide:
        return tr("what is no longer asked")
    if guide.section_of(entry.question).per == _PER_TALK:
        return ""
    asked: Question = guide.group_of(entry.question) or guide.question(entry.question)
    label = tr(asked.heading)
    return as_told(log, label, entry.instance) if is_view(entry.instance) else label


def _signed(version: Version) -> Event:
    return Event(
        id=version.digest,
        kind="version",
        at=dt.datetime.fromisoformat(version.signed_at),
        who=version.signer.name,
        words=say("Version {number} signed off", number=version.number),
        version=version.digest,
    )


def _unread(one: Unread) -> Event:
    """Tell of a sign-off that is damaged; who signed it nobody can say."""
    who = tr("Who signed it is not known")
    return Event(one.digest, "version", one.at, who, one_lost(one), version=one.digest)

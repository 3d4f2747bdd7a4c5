"""What was recorded in a plan, put together as a reader sees it: one page, in one talk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from eolplan.guide import Guide, Question
from eolplan.record import Entry, Log, Standing, is_about_another, is_view, stands_for
from eolplan.record.codes import ABOUT_THE_RECORD, PUT_BACK
from eolplan.telling import as_told, told, view_words
from eolplan.words import tr

_RANKED: Final = "ranked-places"
_SAYS_NOTHING: Final = frozenset({Standing.NOT_ASKED, Standing.REMOVED})
_CONTACTS: Final = "contact.name"


@dataclass(frozen=True, slots=True)
class Thing:
    """What one page holds from one talk, or from one day outside a talk.

    Attributes:
        key: Tells it apart from all others of its plan.
        talk: Id of the talk, or empty.
        on: The local day on which it was recorded last, ISO.
        by: Names of who recorded it.
        heading: What it is about.
        words: What was recorded, as it reads by itself.
        entries: All of it, in the order in which it came.
        stands: Some of it is what the plan says now.
    """

    key: str
    talk: str
    on: str
    by: tuple[str, ...]
    heading: str
    words: str
    entries: tuple[Entry, ...]
    stands: bool


def things(guide: Guide, log: Log, entries: Iterable[Entry] | None = None) -> tuple[Thing, ...]:
    """Return what was recorded of somebody, the newest talk first, in the order of the guide.

    What was taken out already, and steps back, are not among it.

    Args:
        guide: What the pages are called.
        log: The record.
        entries: Those of its entries to look at; None: all.
    """
    found: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in log.entries.values() if entries is None else entries:
        if _counts(log, entry) and not _is_order(guide, entry):
            found.setdefault(_place(guide, entry), []).append(entry)
    standing = {
        stands_for(log, h).digest for heads in log.by_key.values() for h in _held(log, heads)
    }
    made = [_thing(guide, log, key, those, standing) for key, those in found.items()]
    order = {question.id: n for n, question in enumerate(guide)}
    made.sort(key=lambda thing: order.get(thing.key.partition(" ")[0], len(order)))
    newest = _newest_of_each(made)
    made.sort(key=lambda thing: (newest[_talk(thing)], _talk(thing)), reverse=True)
    return tuple(thing for thing in made if thing.words)


def since_they_were_added(log: Log, found: Iterable[Thing]) -> tuple[Thing, ...]:
    """Return *found* without what was typed to add somebody to the list: it says who they are.

    Taken out of their plan it would leave a plan of nobody. Two records of one person are
    joined instead.
    """
    first: dict[str, str] = {}
    for entry in log.entries.values():
        first.setdefault(entry.person, entry.recorded_at)
    return tuple(
        thing
        for thing in found
        if not all(e.recorded_at == first[e.person] and not e.conversation for e in thing.entries)
    )


def by_talk(found: Iterable[Thing]) -> dict[str, list[Thing]]:
    """Return *found* under the talk, or the day, in which each was recorded; the order stays."""
    talks: dict[str, list[Thing]] = {}
    for thing in found:
        talks.setdefault(_talk(thing), []).append(thing)
    return talks


def _talk(thing: Thing) -> str:
    return thing.talk or thing.on


def _newest_of_each(made: Iterable[Thing]) -> dict[str, str]:
    newest: dict[str, str] = {}
    for thing in made:
        last = max(entry.recorded_at for entry in thing.entries)
        newest[_talk(thing)] = max(newest.get(_talk(thing), ""), last)
    return newest


def _held(log: Log, heads: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the heads whose words are held here; a step back may repeat what is not."""
    for head in heads:
        if head.reason not in PUT_BACK or not head.repeats or head.repeats in log.entries:
            yield head


def _counts(log: Log, entry: Entry) -> bool:
    return (
        entry.question not in ABOUT_THE_RECORD
        and entry.reason not in PUT_BACK
        and not (entry.repeats and entry.repeats in log.entries)  # their source is what counts
        and not is_about_another(log, entry)
    )


def _is_order(guide: Guide, entry: Entry) -> bool:
    """Say whether an entry only says in which order the members of a group stand."""
    return entry.question not in guide and entry.question.removesuffix(".order") in guide


def _place(guide: Guide, entry: Entry) -> tuple[str, str, str]:
    """Return the page, which of its members, and the talk or day of an entry."""
    page = _page(guide, entry)
    page_id = page.id if page else entry.question
    table = page is not None and page.kind == _RANKED and not is_view(entry.instance)
    when = entry.conversation or _day(entry)
    return page_id, "" if table else entry.instance, when


def _page(guide: Guide, entry: Entry) -> Question | None:
    if entry.question not in guide:
        return None
    return guide.group_of(entry.question) or guide.question(entry.question)


def _thing(
    guide: Guide, log: Log, place: tuple[str, str, str], those: list[Entry], standing: set[str]
) -> Thing:
    page_id, instance, _ = place
    last = those[-1]
    page = _page(guide, last)
    heading = tr(page.heading) if page else page_id
    if page and is_view(instance):
        heading = as_told(log, heading, instance)
    return Thing(
        key=" ".join(place),
        talk=last.conversation,
        on=_day(last),
        by=tuple(dict.fromkeys(entry.author.name for entry in those)),
        heading=heading,
        words=_words(guide, log, page, instance, those),
        entries=tuple(those),
        stands=any(entry.digest in standing for entry in those),
    )


def _words(guide: Guide, log: Log, page: Question | None, instance: str, those: list[Entry]) -> str:
    """Return what these entries say by themselves; names of contacts come from the record."""
    names = {e.digest: e for e in log.entries.values() if e.question == _CONTACTS}
    alone = replace(log, entries=names | {e.digest: e for e in those}, husks={}, versions={})
    if page is None:
        said = (e.answer for e in those if e.answer.standing not in _SAYS_NOTHING)
        return ", ".join(a.own_words or str(a.value or "") for a in said)
    if is_view(instance):
        return view_words(alone, alone.reading(page.id, instance))
    words = told(guide, alone, page, instance)
    gone = any(e.answer.standing is Standing.REMOVED for e in those)
    return words or (tr("Taken off the list") if gone else "")


def _day(entry: Entry) -> str:
    """The local day of an entry, ISO."""
    at = dt.datetime.fromisoformat(entry.recorded_at)
    return at.astimezone().date().isoformat()

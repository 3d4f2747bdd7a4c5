"""The way through the topics: what comes next, what came before, and what was talked about.

Any order is allowed and nothing has to be asked; this is only what Continue
and Back mean (clinical decisions, section 5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from eolplan.conversation.door import Conversation
from eolplan.conversation.kept import PER_CONVERSATION
from eolplan.guide import PathStep, Question, Section
from eolplan.record import Reading, Standing, is_view, views

_PERSON: Final = "person"
_STAFF: Final = "clinician_"
"""How the codes of what staff write of themselves begin."""

OPEN: Final = frozenset({"silent", "noted"})
"""States of a topic, or of a page, that nobody has talked about yet."""

_LATER: Final = frozenset({Standing.COME_BACK_LATER, Standing.NOT_APPROPRIATE_NOW})
"""Standings of what somebody means to come back to; what was judged wrong to ask was not asked."""

Step = tuple[Section, Question]
"""One page of the walk."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop on a ready-made path.

    Attributes:
        step: Number of its step, from 1.
        page: The page of the guide; None: the step is a page of its own.
    """

    step: int
    page: Question | None = None

    @property
    def key(self) -> str:
        """What tells it from the others: the page's id, or the number of the step."""
        return self.page.id if self.page is not None else str(self.step)


class TopicState(StrEnum):
    """What can be said of a topic, in words that do not press (ux.md 2.5)."""

    SILENT = "silent"
    NOTED = "noted"
    TALKED = "talked"
    COME_BACK = "come_back"
    RATHER_NOT = "rather_not"
    NOT_TODAY = "not_today"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Topic:
    """One line of the list of topics.

    Attributes:
        section: The topic.
        state: What can be said of it.
        on: ISO day of the newest thing said, or the day to come back; or empty.
    """

    section: Section
    state: TopicState
    on: str = ""


@dataclass(frozen=True, slots=True)
class TopicPage:
    """One page of a topic, in the list of its pages.

    Attributes:
        page: The page.
        state: What can be said of it.
        on: As of ``Topic``.
    """

    page: Question
    state: TopicState
    on: str = ""


def walk(conversation: Conversation, *, more: str = "") -> tuple[Step, ...]:
    """Return the pages that Continue goes through.

    Args:
        conversation: Hidden pages are left out, as the answers stand.
        more: Id of the topic of which more is to be said: its further pages
            are in the walk.
    """
    return tuple(
        (section, page)
        for section in conversation.guide.sections
        if walked(section)
        for page in (section.pages if section.id == more else section.first_pages)
        if _open(conversation, page)
    )


def walked(section: Section) -> bool:
    """Say whether Continue goes through a topic; the others are for staff to fill in."""
    return section.per != PER_CONVERSATION and not section.aside


def following(conversation: Conversation, question_id: str, *, more: bool = False) -> Step | None:
    """Return the page after *question_id*; None after the last.

    Args:
        conversation: The talk.
        question_id: A page.
        more: Whether more is being said about its topic: True, and on a page
            that is only reached so.
    """
    return _beside(conversation, question_id, 1, more=more)


def preceding(conversation: Conversation, question_id: str) -> Step | None:
    """Return the page before *question_id*; None before the first."""
    return _beside(conversation, question_id, -1, more=False)


def stops(conversation: Conversation) -> tuple[Stop, ...]:
    """Return the stops of the path that is followed, as the answers stand; none without a path."""
    on = conversation.followed
    return tuple(_stops(conversation, on.path.steps)) if on is not None else ()


def stop_after(conversation: Conversation, key: str) -> Stop | None:
    """Return the stop after the one called *key*; None after the last, and beside the path."""
    return _next_stop(stops(conversation), key)


def stop_before(conversation: Conversation, key: str) -> Stop | None:
    """Return the stop before the one called *key*; None before the first, and beside the path."""
    return _next_stop(stops(conversation)[::-1], key)


def stop_here(conversation: Conversation) -> Stop | None:
    """Return where the path goes on that was left for a while; None where no path is followed."""
    on, found = conversation.followed, stops(conversation)
    if on is None:
        return None
    step = on.step or 1
    return next((stop for stop in found if stop.step >= step), found[-1] if found else None)


def how_far(conversation: Conversation, key: str = "") -> tuple[int, int]:
    """Return which of the stops of a path is open, from 1, and how many there are now.

    Args:
        conversation: A talk that follows a path.
        key: Of the stop; empty, and beside the path: the one that was open last.
    """
    found = [stop.key for stop in stops(conversation)]
    place, here = conversation.place, stop_here(conversation)
    wanted = (key, place.question if place is not None else "", here.key if here else "")
    at = next((one for one in wanted if one in found), "")
    return (found.index(at) + 1 if at else 0), len(found)


def first_of(conversation: Conversation, section: Section) -> Question | None:
    """Return where to begin a topic.

    That is where two records differ, which is to be settled first; else its first page that
    was not talked about; else, where all was talked about, its first page.
    """
    found = pages_of(conversation, section)
    first = [one for one in found if not one.page.more]
    differ = (one.page for one in found if one.state is TopicState.CONFLICT)
    open_ = OPEN if walked(section) else frozenset({TopicState.SILENT})
    silent = (one.page for one in first if one.state in open_)
    return next(differ, None) or next(silent, first[0].page if first else None)


def said_first(conversation: Conversation, section: Section) -> Question | None:
    """Return where a topic is changed: its first page with something to change, else its first."""
    found = pages_of(conversation, section)
    said = (one.page for one in found if one.state is not TopicState.SILENT)
    return next(said, found[0].page if found else None)


def pages_of(conversation: Conversation, section: Section) -> tuple[TopicPage, ...]:
    """Return the pages of a topic, with what can be said of each.

    Those that are always offered come before those behind "Say more". A page that is not
    asked, as the answers stand, is not among them.
    """
    pages = (*section.first_pages, *section.more_pages)
    return tuple(
        TopicPage(page, *_state(conversation, (page,)))
        for page in pages
        if _open(conversation, page)
    )


def topics(conversation: Conversation) -> tuple[Topic, ...]:
    """Return every topic with what can be said of it, in the order of the guide."""
    return tuple(
        _topic(conversation, section)
        for section in conversation.guide.sections
        if section.per != PER_CONVERSATION and not section.gone
    )


def readings_of(conversation: Conversation, page: Question) -> tuple[Reading, ...]:
    """Return what stands on a page, in every instance: its question, or all of its fields.

    What others say of it is not in it: nobody has answered by that.
    """
    held = conversation.log.by_question
    asked = _held_on(conversation, page)
    keys = {(q, i) for q in asked for i in held.get(q, ()) if not is_view(i)}
    if page.id in conversation.guide and conversation.guide.section_of(page.id).per == (
        PER_CONVERSATION
    ):
        keys = {(q, i) for q, i in keys if i == conversation.id}
    return tuple(conversation.log.reading(*key) for key in sorted(keys))


def views_of(conversation: Conversation, page: Question) -> tuple[Reading, ...]:
    """Return what others say on a page, beside what the person says."""
    return tuple(r for q in _held_on(conversation, page) for r in views(conversation.log, q))


def _held_on(conversation: Conversation, page: Question) -> tuple[str, ...]:
    """Return the questions that a page asks; what it only shows again was asked elsewhere."""
    return page.id, *conversation.guide.own_fields(page)


def _beside(conversation: Conversation, question_id: str, step: int, *, more: bool) -> Step | None:
    section = conversation.guide.section_of(question_id)
    question = conversation.guide.question(question_id)
    extended = section.id if more or question.more else ""
    pages = walk(conversation, more=extended)
    ids = [page.id for _, page in pages]
    if question_id in ids:
        there = ids.index(question_id) + step
        return pages[there] if 0 <= there < len(pages) else None
    if not walked(section):
        return None
    # hidden by an answer since it was opened: what stands next to it in the guide
    order = [page.id for s in conversation.guide.sections for page in s.pages]
    here = order.index(question_id) if question_id in order else len(order)
    rest = [s for s in pages if (order.index(s[1].id) - here) * step > 0]
    return (rest[0] if step > 0 else rest[-1]) if rest else None


def _stops(conversation: Conversation, steps: Iterable[PathStep]) -> Iterator[Stop]:
    guide = conversation.guide
    for number, step in enumerate(steps, start=1):
        if not step.pages:
            yield Stop(number)
        for page in map(guide.question, step.pages):
            if _open(conversation, page):
                yield Stop(number, page)


def _next_stop(found: Sequence[Stop], key: str) -> Stop | None:
    keys = [stop.key for stop in found]
    rest = found[keys.index(key) + 1 :] if key in keys else ()
    return rest[0] if rest else None


def _open(conversation: Conversation, page: Question) -> bool:
    """A page is asked while it is shown, and stays in sight while something stands on it."""
    return conversation.shown(page) or any(_spoken(r) for r in readings_of(conversation, page))


def _spoken(reading: Reading) -> bool:
    return reading.state != "silent"


def _is_blank(conversation: Conversation, page: Question, reading: Reading) -> bool:
    """Say whether it tells that there is, or was, one more of a group, and nothing of them."""
    if not page.repeats or reading.question != page.id:
        return False
    fields = (conversation.log.reading(field, reading.instance) for field in page.fields)
    return not any(_spoken(field) for field in fields)


def _is_talk(reading: Reading) -> bool:
    """Say whether somebody talked about it; what staff typed to add somebody is no talk."""
    said_by = reading.answer.said_by if reading.answer else ""
    talked = reading.entry is not None and bool(reading.entry.conversation)
    return talked or not said_by.startswith(_STAFF)


def _topic(conversation: Conversation, section: Section) -> Topic:
    state, on = _state(conversation, section.pages)
    if state is TopicState.TALKED and _is_only_filled_in(conversation, section):
        state = TopicState.NOTED
    return Topic(section, state, on)


def _is_only_filled_in(conversation: Conversation, section: Section) -> bool:
    """Say whether only staff wrote something down in a topic that is there to be talked about."""
    if not any(page.asks == _PERSON for page in section.first_pages):
        return False
    pages = [page for page in section.pages if _said_on(conversation, page)]
    return all(page.asks != _PERSON for page in pages)


def _said_on(conversation: Conversation, page: Question) -> bool:
    return any(map(_spoken, (*readings_of(conversation, page), *views_of(conversation, page))))


def _state(conversation: Conversation, pages: Iterable[Question]) -> tuple[TopicState, str]:
    """Return what can be said of pages together, and the day of it."""
    asked = tuple(pages)
    found = [r for page in asked for r in readings_of(conversation, page)
             if _spoken(r) and not _is_blank(conversation, page, r)]  # fmt: skip
    others = [r for page in asked for r in views_of(conversation, page)]
    if any(r.state == "conflict" for r in (*found, *others)):
        return TopicState.CONFLICT, ""
    answers = [r.answer for r in found if r.answer]
    later = [a for a in answers if a.standing in _LATER]
    if later:
        return TopicState.COME_BACK, min((a.again_on for a in later if a.again_on), default="")
    days = max((a.said_on for a in answers), default="")
    standings = {a.standing for a in answers}
    noted = not any(map(_is_talk, found))
    for standing, state in (
        (Standing.ANSWERED, TopicState.NOTED if noted else TopicState.TALKED),
        (Standing.ASKED_NOT_READY, TopicState.NOT_TODAY),
        (Standing.ASKED_DECLINED, TopicState.RATHER_NOT),
    ):
        if standing in standings:
            return state, days
    return TopicState.TALKED if found else TopicState.SILENT, days

"""The way through the topics: what comes next, what came before, and what was talked about.

Any order is allowed and nothing has to be asked; this is only what Continue
and Back mean (clinical decisions, section 5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from eolplan.conversation.door import Conversation
from eolplan.conversation.kept import PER_CONVERSATION
from eolplan.guide import PathStep, Question, Section
from eolplan.record import Reading, Standing, is_view, views

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


def first_of(conversation: Conversation, section: Section) -> Question | None:
    """Return where to begin a topic: its first page on which nothing was said, else its first."""
    pages = [p for p in section.first_pages if _open(conversation, p)]
    silent = (p for p in pages if not any(_spoken(r) for r in readings_of(conversation, p)))
    return next(silent, pages[0] if pages else None)


def topics(conversation: Conversation) -> tuple[Topic, ...]:
    """Return every topic with what can be said of it, in the order of the guide."""
    return tuple(
        _topic(conversation, section)
        for section in conversation.guide.sections
        if section.per != PER_CONVERSATION
    )


def readings_of(conversation: Conversation, page: Question) -> tuple[Reading, ...]:
    """Return what stands on a page, in every instance: its question, or all of its fields.

    What others say of it is not in it: nobody has answered by that.
    """
    ids = {page.id, *page.fields}
    keys = {(q, i) for q, i in conversation.log.questions() if q in ids and not is_view(i)}
    if page.id in conversation.guide and conversation.guide.section_of(page.id).per == (
        PER_CONVERSATION
    ):
        keys = {(q, i) for q, i in keys if i == conversation.id}
    return tuple(conversation.log.reading(*key) for key in sorted(keys))


def views_of(conversation: Conversation, page: Question) -> tuple[Reading, ...]:
    """Return what others say on a page, beside what the person says."""
    return tuple(r for q in (page.id, *page.fields) for r in views(conversation.log, q))


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


def _topic(conversation: Conversation, section: Section) -> Topic:
    found = [r for page in section.pages for r in readings_of(conversation, page) if _spoken(r)]
    others = [r for page in section.pages for r in views_of(conversation, page)]
    if any(r.state == "conflict" for r in (*found, *others)):
        return Topic(section, TopicState.CONFLICT)
    answers = [r.answer for r in found if r.answer]
    later = [a for a in answers if a.standing is Standing.COME_BACK_LATER]
    if later:
        return Topic(section, TopicState.COME_BACK, min(a.again_on for a in later))
    days = max((a.said_on for a in answers), default="")
    standings = {a.standing for a in answers}
    for standing, state in (
        (Standing.ANSWERED, TopicState.TALKED),
        (Standing.ASKED_NOT_READY, TopicState.NOT_TODAY),
        (Standing.ASKED_DECLINED, TopicState.RATHER_NOT),
    ):
        if standing in standings:
            return Topic(section, state, days)
    return Topic(section, TopicState.TALKED if found else TopicState.SILENT, days)

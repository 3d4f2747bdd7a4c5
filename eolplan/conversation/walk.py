"""The way through the topics: what comes next, what came before, and what was talked about.

Any order is allowed and nothing has to be asked; this is only what Continue
and Back mean (clinical decisions, section 5).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from eolplan.conversation.door import PER_CONVERSATION, Conversation
from eolplan.guide import Question, Section
from eolplan.record import Reading, Standing

DETAILS: Final = "about"
"""The section of names and numbers: staff fill it in, nobody is walked through it."""

Step = tuple[Section, Question]
"""One page of the walk."""


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
    return section.per != PER_CONVERSATION and section.id != DETAILS


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
    """Return what stands on a page, in every instance: its question, or all of its fields."""
    ids = {page.id, *page.fields}
    keys = {(q, i) for q, i in conversation.log.questions() if q in ids}
    if page.id in conversation.guide and conversation.guide.section_of(page.id).per == (
        PER_CONVERSATION
    ):
        keys = {(q, i) for q, i in keys if i == conversation.id}
    return tuple(conversation.log.reading(*key) for key in sorted(keys))


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


def _open(conversation: Conversation, page: Question) -> bool:
    """A page is asked while it is shown, and stays in sight while something stands on it."""
    return conversation.shown(page) or any(_spoken(r) for r in readings_of(conversation, page))


def _spoken(reading: Reading) -> bool:
    return reading.state != "silent"


def _topic(conversation: Conversation, section: Section) -> Topic:
    found = [r for page in section.pages for r in readings_of(conversation, page) if _spoken(r)]
    if any(r.state == "conflict" for r in found):
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

"""The resume card: what was recorded last, and what is next.

After an interruption the first step is the error-prone one, and people tend
to repeat it; seeing the last steps again helps (ux.md 0.1, row 13).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from eolplan.conversation.acts import acts
from eolplan.conversation.door import Conversation
from eolplan.conversation.walk import walked
from eolplan.guide import Question
from eolplan.record import Entry
from eolplan.telling import told
from eolplan.words import tr

LAST: Final = 3
"""How many of the last things recorded the card shows."""

LONG_PAUSE: Final = dt.timedelta(hours=24)
"""After this, "Carry on" asks first whether now is a good time (ux.md 2.9)."""


@dataclass(frozen=True, slots=True)
class ResumeCard:
    """What the card says.

    Attributes:
        stopped_at: When; aware UTC.
        recorded: The last things recorded, oldest first: (heading, words).
        topic: Title of the topic that is next; empty at the beginning.
        next: Heading of the page that is next.
        note: What staff wrote to themselves.
        ask_again: More than a day has passed.
    """

    stopped_at: dt.datetime
    recorded: tuple[tuple[str, str], ...]
    topic: str
    next: str
    note: str
    ask_again: bool


def resume_card(conversation: Conversation) -> ResumeCard | None:
    """Return the card of a conversation that stopped on this laptop, or None."""
    place = conversation.place
    if place is None:
        return None
    stopped = dt.datetime.fromisoformat(place.paused_at or place.began_at)
    guide = conversation.guide
    page = guide.question(place.question) if place.question in guide else None
    return ResumeCard(
        stopped_at=stopped,
        recorded=_last_recorded(conversation),
        topic=tr(guide.section_of(page.id).title) if page else "",
        next=tr(page.heading) if page else "",
        note=place.note,
        ask_again=conversation.now() - stopped > LONG_PAUSE,
    )


def recorded_in(conversation: Conversation) -> tuple[tuple[Question, str], ...]:
    """Return every page on which this talk recorded something that stands, and how it reads.

    In the order of the guide, each once; what staff fill in is not in it.
    """
    guide, log = conversation.guide, conversation.log
    mine = [e for act in acts(log, conversation.id, conversation.staff.id) for e in act]
    touched = {page.id for entry in mine if (page := _page_of(conversation, entry))}
    return tuple(
        (page, words)
        for section in guide.sections
        if walked(section)
        for page in section.pages
        if page.id in touched and (words := told(guide, log, page))
    )


def _last_recorded(conversation: Conversation) -> tuple[tuple[str, str], ...]:
    """The last pages on which something stands, each once, as it reads now."""
    guide, log = conversation.guide, conversation.log
    lines: dict[tuple[str, str], tuple[str, str]] = {}
    mine = list(acts(log, conversation.id, conversation.staff.id))
    for entry in (entry for act in reversed(mine) for entry in act):
        page = _page_of(conversation, entry)
        key = (page.id, _instance(page, entry)) if page else ("", "")
        if page and key not in lines and (words := told(guide, log, page, key[1])):
            lines[key] = tr(page.heading), words
        if len(lines) == LAST:
            break
    return tuple(reversed(lines.values()))


def _page_of(conversation: Conversation, entry: Entry) -> Question | None:
    """The page on which an entry's question is asked."""
    if entry.question not in conversation.guide:
        return None
    question = conversation.guide.question(entry.question)
    return conversation.guide.group_of(question.id) or question


def _instance(page: Question, entry: Entry) -> str:
    """The instance a page is told for: the one of a repeating group, or of the talk."""
    return "" if page.kind == "ranked-places" else entry.instance

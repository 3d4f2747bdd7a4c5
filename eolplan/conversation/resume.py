"""The resume card: what was recorded last, and what is next.

After an interruption the first step is the error-prone one, and people tend
to repeat it; seeing the last steps again helps (ux.md 0.1, row 13).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Final

from eolplan.conversation.door import Conversation
from eolplan.conversation.kept import PER_CONVERSATION
from eolplan.conversation.paths import stopped_on
from eolplan.conversation.walk import views_of, walked
from eolplan.guide import Question, fill
from eolplan.record import Entry, is_view
from eolplan.telling import name_of, told, view_words
from eolplan.words import say, tr

LAST: Final = 3
"""How many of the last things recorded the card shows."""

LONG_PAUSE: Final = dt.timedelta(hours=24)
"""After this, "Carry on" asks first whether now is a good time (ux.md 2.9)."""


@dataclass(frozen=True, slots=True)
class ResumeCard:
    """What the card says.

    Attributes:
        stopped_at: When it was paused, or something was last recorded in it; aware UTC.
        recorded: The last things recorded, oldest first: (heading, words).
        topic: Title of the topic that is next, or of the path; empty at the beginning.
        next: Heading of the page that is next, or the step.
        note: What staff wrote to themselves.
        ask_again: More than a day has passed.
        by: Name of the colleague who recorded last in it; empty: who is signed in did, or nobody.
    """

    stopped_at: dt.datetime
    recorded: tuple[tuple[str, str], ...]
    topic: str
    next: str
    note: str
    ask_again: bool
    by: str = ""


def taken_up(conversation: Conversation) -> str:
    """Return the id of the talk in which one that stopped is gone on with.

    After a long pause that is a new one: who is there, and what is read back, is asked of
    today, and what was recorded before stays what that day vouches for. One that is gone on
    with already goes on there. One in which nothing was recorded says nothing of its day; one
    in which nobody said anything is not gone on with.

    Raises:
        MayNot: who is signed in only reads.
        NotWritten: the disk did not take it; nothing was changed.
    """
    talk, place = conversation.id, conversation.place
    if place is None:
        return talk
    if place.conversation != talk:
        return place.conversation if conversation.is_gone_on_with else talk
    stopped = _stopped(conversation, dt.datetime.fromisoformat(place.since))
    said = any(e.conversation == talk for e in conversation.log.entries.values())
    if not (said and _is_long_ago(conversation, stopped)):
        return talk
    return conversation.hand_on(stopped) if conversation.is_begun else uuid.uuid4().hex


def put_off(conversation: Conversation) -> None:
    """End a talk that was offered and is not wanted today.

    Where it was only to go on from an earlier one, that stays to be carried on, with its page,
    its path and its note: "not today" takes none of it away.

    Raises:
        MayNot: who is signed in only reads.
        NotWritten: the disk did not take it.
    """
    place, guide, log = conversation.place, conversation.guide, conversation.log
    if conversation.is_gone_on_with:
        return  # that is put right of a day that is over
    said = any(
        e.conversation == conversation.id and e.question in guide
        and guide.section_of(e.question).per != PER_CONVERSATION
        for e in log.entries.values()
    )  # fmt: skip
    mine = place if place is not None and place.conversation == conversation.id else None
    if said or mine is None or not conversation.earlier:
        conversation.finish()
        return
    earlier, since = conversation.earlier[0], dt.datetime.fromisoformat(mine.since)
    own = (e.recorded for e in log.entries.values() if e.conversation == earlier)
    conversation.hand_back(max(own, default=since))  # it may have been erased since


def resume_card(conversation: Conversation) -> ResumeCard | None:
    """Return the card of a conversation that stopped on this laptop, or None."""
    place = conversation.place
    if place is None:
        return None
    stopped = _stopped(conversation, dt.datetime.fromisoformat(place.since))
    guide = conversation.guide
    page = guide.question(place.question) if place.question in guide else None
    on = conversation.followed
    step = on.at if on is not None and page is None else None
    return ResumeCard(
        stopped_at=stopped,
        recorded=_last_recorded(conversation),
        topic=_topic(conversation, page),
        next=tr(page.heading) if page else fill(step.they, conversation.names) if step else "",
        note=place.note,
        ask_again=_is_long_ago(conversation, stopped),
        by=_colleague(conversation),
    )


def _stopped(conversation: Conversation, since: dt.datetime) -> dt.datetime:
    """When it stopped: what is put right in it at the desk long after takes it up no more."""
    talk, entries = conversation.id, conversation.log.entries.values()
    own = sorted(entry.recorded for entry in entries if entry.conversation == talk)
    stopped = own[0] if own else since  # a laptop that was closed in the middle paused nothing
    for at in sorted([*own, since]):
        if stopped <= at <= stopped + LONG_PAUSE:
            stopped = at
    return stopped


def _is_long_ago(conversation: Conversation, stopped: dt.datetime) -> bool:
    return abs(conversation.now() - stopped) > LONG_PAUSE  # a clock may be set right


def _colleague(conversation: Conversation) -> str:
    """Return the name of a colleague who recorded last in this talk; empty: no colleague did."""
    last = next(reversed(_here(conversation)), None)
    if last is None or last.author.id == conversation.staff.id:
        return ""
    return last.author.name


def _here(conversation: Conversation) -> list[Entry]:
    """Return what anybody recorded in this talk, and in those that it goes on from, in order."""
    talks = {conversation.id, *conversation.earlier}
    here = (e for e in conversation.log.entries.values() if e.conversation in talks)
    return sorted(here, key=lambda entry: entry.recorded_at)


def _topic(conversation: Conversation, page: Question | None) -> str:
    on = stopped_on(conversation.guide, conversation.place) if conversation.followed else None
    if on is not None:
        return tr(on.path.title)
    return tr(conversation.guide.section_of(page.id).title) if page else ""


def recorded_in(conversation: Conversation) -> tuple[tuple[Question, str], ...]:
    """Return every page on which this talk recorded something that stands, and how it reads.

    In the order of the guide; what staff fill in is not in it. What somebody
    else said of a page comes after what the person says, under their name.
    """
    here = _here(conversation)
    touched = {page.id for entry in here if (page := _page_of(conversation, entry))}
    told_now = {entry.key for entry in here}
    return tuple(
        (page, words)
        for section in conversation.guide.sections
        if walked(section)
        for page in section.pages
        if page.id in touched
        for words in (_told(conversation, page), *_views(conversation, page, told_now))
        if words
    )


def _told(conversation: Conversation, page: Question) -> str:
    """What the person says; under the name of whoever said it where that is somebody else."""
    words = told(conversation.guide, conversation.log, page)
    answer = conversation.reading(page.id).answer
    if words and answer is not None and answer.said_by_contact:
        who = name_of(conversation.log, answer.said_by_contact)
        return say("{who} says: {words}", who=who, words=words)
    return words


def _views(
    conversation: Conversation, page: Question, keys: Container[tuple[str, str]]
) -> Iterator[str]:
    """What others say of a page, of the questions and instances in *keys*."""
    for view in views_of(conversation, page):
        if (view.question, view.instance) in keys:
            yield view_words(conversation.log, view)


def _last_recorded(conversation: Conversation) -> tuple[tuple[str, str], ...]:
    """The last pages on which something stands, each once, as it reads now."""
    guide, log = conversation.guide, conversation.log
    lines: dict[tuple[str, str], tuple[str, str]] = {}
    for entry in reversed(_here(conversation)):
        page = _page_of(conversation, entry)
        key = (page.id, _instance(page, entry)) if page else ("", "")
        if page is None or key in lines or (page.repeats and key[1] not in log.instances(page.id)):
            continue
        if is_view(entry.instance):
            words = ", ".join(_views(conversation, page, {entry.key}))
        else:
            words = told(guide, log, page, key[1])
        if words:
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
    """The instance a page is told for: of a repeating group, of the talk, of somebody's view."""
    table = page.kind == "ranked-places" and not is_view(entry.instance)
    return "" if table else entry.instance

"""Where Continue, Back and "Carry on" lead in a conversation."""

from __future__ import annotations

from typing import Final

from eolplan.conversation import (
    Conversation,
    Stop,
    TopicState,
    first_of,
    following,
    preceding,
    resume_card,
    stop_after,
    stop_before,
    stop_here,
    stops,
    topics,
    walked,
)
from eolplan.guide import Question, Section
from ui.pages.where import Where

OPENING: Final = "conv.opening"
"""The question that has a page of its own kind: what is settled before the first topic."""

BREATHE: Final = "breathe"
"""``Where.note`` of the page after a heavy topic."""

FOR_CHECK: Final = "check"
"""``Where.note``: a topic is changed from the check page, and Continue leads back there."""

FOR_PERSON: Final = "person"
"""``Where.note``: one page is changed from the overview, and Continue leads back there."""

FOR_SHARE: Final = "share"
"""``Where.note``: who may see the plan is asked from the share page, and Continue leads back."""

FOR_STATUS: Final = "status"
"""``Where.note``: one page is filled in from how the plan stands, and Continue leads back there."""

STATE: Final = "plan.state"
"""The question that has a page of its own kind: how the plan stands."""

ASIDE: Final = "aside:"
"""``Where.note`` begins so on a page that was opened beside another; its question's id follows."""

FOR_PAGE_1: Final = "page 1"
"""``Where.note``: what is checked and signed off here is to be left as page 1 straight away."""

AMBULANCE: Final = "ambulance"
"""``Where.note`` of the share page, with that reader chosen: the copy that begins with page 1."""

ON_PATH: Final = "path:"
"""``Where.note`` begins so on a page beside a ready-made path; the stop to go on after follows."""

_NOTES: Final = "conv.notes"

GENTLY: Final = "gently"
"""``Where.note`` of a pause that ends a talk which was too much."""

READ_BACK: Final = "read"
"""``Where.note`` of a pause that shows what was said."""


def page_of(talk: Conversation, question_id: str) -> Question | None:
    """Return the page on which a question is asked; None when this guide does not ask it."""
    if question_id not in talk.guide:
        return None
    return talk.guide.group_of(question_id) or talk.guide.question(question_id)


def to_question(
    talk: Conversation, page: Question, *, instance: str = "", note: str = "", scroll: int = 0
) -> Where:
    """Return the place of a page of the guide."""
    if page.id == OPENING:
        return Where("opening", person=talk.person, conversation=talk.id)
    if page.id == STATE:
        return Where("status", person=talk.person)
    return Where(
        "question",
        person=talk.person,
        question=page.id,
        instance=instance,
        conversation=talk.id,
        topic=page.section,
        note=note,
        scroll=scroll,
    )


def to_stop(talk: Conversation, stop: Stop | None, *, scroll: int = 0) -> Where:
    """Return the place of a stop on a path; after the last comes the check page."""
    if stop is None:
        return Where("check", person=talk.person, conversation=talk.id)
    if stop.page is not None:
        return to_question(talk, stop.page, scroll=scroll)
    return Where("step", person=talk.person, conversation=talk.id, note=stop.key, scroll=scroll)


def to_page_1(talk: Conversation) -> Where:
    """Return where page 1 is left in the house: what is not signed off yet is signed off first."""
    if talk.log.unsigned() or talk.log.latest_version() is None:
        return Where("check", person=talk.person, conversation=talk.id, note=FOR_PAGE_1)
    return Where("share", person=talk.person, note=AMBULANCE)


def onward(talk: Conversation, page: Question, note: str = "") -> Where:
    """Return where Continue leads from *page*.

    Args:
        talk: The talk.
        page: A page of the guide.
        note: ``Where.note`` of the page.
    """
    if note in (FOR_PERSON, FOR_SHARE, FOR_STATUS):
        return Where(note, person=talk.person)
    if note.startswith(ASIDE) and (left := page_of(talk, note.removeprefix(ASIDE))) is not None:
        return to_question(talk, left)
    section = talk.guide.section_of(page.id)
    if note != FOR_CHECK and talk.followed is not None:
        return _along(talk, page, note)
    if not walked(section):
        return _beside_the_walk(talk, section, page, note)
    return _through(talk, section, page, note)


def _through(talk: Conversation, section: Section, page: Question, note: str) -> Where:
    """The next page of the walk through all topics, with a breath after a heavy one."""
    step = following(talk, page.id)
    if step is not None and step[0].id == section.id:
        return to_question(talk, step[1], note=note)
    if note == FOR_CHECK:
        return Where("check", person=talk.person, conversation=talk.id)
    if section.heavy and note != BREATHE:
        return to_question(talk, page, note=BREATHE)
    if step is not None:
        return to_question(talk, step[1])
    return Where("check", person=talk.person, conversation=talk.id)


def staff_note(talk: Conversation, page: Question) -> Where | None:
    """Return where the staff-only note is written, and from where *page* is come back to."""
    if _NOTES not in talk.guide or page.id == _NOTES:
        return None
    return to_question(talk, talk.guide.question(_NOTES), note=f"{ASIDE}{page.id}")


def further(talk: Conversation, page: Question, note: str = "") -> Where | None:
    """Return where "Say more about this" leads from the last page of a topic, or None."""
    section, on = talk.guide.section_of(page.id), talk.followed
    last = section.first_pages[-1:] == (page,)
    if not (last and section.more_pages) or (on is not None and on.path.alone):
        return None
    if on is not None:
        note = note or f"{ON_PATH}{page.id}"
    if not walked(section):
        return to_question(talk, section.more_pages[0], note=note)
    step = following(talk, page.id, more=True)
    same = step is not None and step[0].id == section.id
    return to_question(talk, step[1], note=note) if step is not None and same else None


def before(talk: Conversation, page: Question) -> Where | None:
    """Return where Back leads when the user came from nowhere."""
    if page.id in (stop.key for stop in stops(talk)):
        return back_from(talk, page.id)
    step = preceding(talk, page.id)
    return to_question(talk, step[1]) if step is not None else None


def back_from(talk: Conversation, key: str) -> Where:
    """Return the stop before the one called *key*; before the first comes the opening."""
    stop = stop_before(talk, key)
    if stop is None:
        return Where("opening", person=talk.person, conversation=talk.id)
    return to_stop(talk, stop)


def begin(talk: Conversation) -> Where:
    """Return where a talk goes on after its opening: where it stopped, or the first new topic."""
    place = talk.place
    if place is not None and place.conversation == talk.id:
        on, page = talk.followed, page_of(talk, place.question)
        if page is not None and _goes_on_at(talk, page):
            return to_question(talk, page, instance=place.instance, scroll=place.scroll)
        if on is not None:
            stop = stop_here(talk)
            opened = stop is not None and stop.key == OPENING
            return to_stop(talk, stop_after(talk, OPENING) if opened else stop)
    for topic in topics(talk):
        if topic.state is TopicState.SILENT and walked(topic.section):
            first = first_of(talk, topic.section)
            if first is not None:
                return to_question(talk, first)
    return Where("topics", person=talk.person, conversation=talk.id)


def carry_on(talk: Conversation) -> Where:
    """Return where "Carry on" leads: where the talk stopped, after a long time its opening."""
    card, place, on = resume_card(talk), talk.place, talk.followed
    opening = Where("opening", person=talk.person, conversation=talk.id)
    if card is None or place is None or card.ask_again:
        return opening
    if (page := page_of(talk, place.question)) is not None:
        return to_question(talk, page, instance=place.instance, scroll=place.scroll)
    if on is not None and on.step:
        return to_stop(talk, stop_here(talk), scroll=place.scroll)
    return opening


def _goes_on_at(talk: Conversation, page: Question) -> bool:
    """Say whether a talk goes on at *page*: Continue goes through it, in one way or the other."""
    if talk.followed is None:
        return walked(talk.guide.section_of(page.id))
    return page.id != OPENING


def _along(talk: Conversation, page: Question, note: str) -> Where:
    """The next stop of the path; beside it, the rest of the topic and then back to the path."""
    left = note.removeprefix(ON_PATH) if note.startswith(ON_PATH) else page.id
    section, keys = talk.guide.section_of(page.id), {stop.key for stop in stops(talk)}
    beside = page.id not in keys and (left == page.id or page.more)
    step = following(talk, page.id) if beside and walked(section) else None
    if step is not None and step[0].id == section.id:
        return to_question(talk, step[1], note=note)
    return to_stop(talk, stop_after(talk, left) if left in keys else stop_here(talk))


def _beside_the_walk(talk: Conversation, section: Section, page: Question, note: str) -> Where:
    """The next page of a topic that nobody is walked through; after the last, all topics.

    Where the topic is changed from the check page, that page instead.
    """
    pages = section.pages if page.more else section.first_pages
    rest = pages[pages.index(page) + 1 :] if page in pages else ()
    following_page = next((p for p in rest if p.id != OPENING and talk.shown(p)), None)
    if following_page is not None:
        return to_question(talk, following_page, note=note)
    there = "check" if note == FOR_CHECK else "topics"
    return Where(there, person=talk.person, conversation=talk.id)

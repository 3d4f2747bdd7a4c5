"""Where Continue, Back and "Carry on" lead in a conversation."""

from __future__ import annotations

from typing import Final

from eolplan.conversation import (
    Conversation,
    TopicState,
    first_of,
    following,
    preceding,
    resume_card,
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


ASIDE: Final = "aside:"
"""``Where.note`` begins so on a page that was opened beside another; its question's id follows."""

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


def onward(talk: Conversation, page: Question, note: str = "") -> Where:
    """Return where Continue leads from *page*.

    Args:
        talk: The talk.
        page: A page of the guide.
        note: ``Where.note`` of the page.
    """
    if note in (FOR_PERSON, FOR_SHARE):
        return Where(note, person=talk.person)
    if note.startswith(ASIDE) and (left := page_of(talk, note.removeprefix(ASIDE))) is not None:
        return to_question(talk, left)
    section = talk.guide.section_of(page.id)
    if not walked(section):
        return _beside_the_walk(talk, section, page, note)
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
    section = talk.guide.section_of(page.id)
    last = section.first_pages[-1:] == (page,)
    if not (last and section.more_pages):
        return None
    if not walked(section):
        return to_question(talk, section.more_pages[0], note=note)
    step = following(talk, page.id, more=True)
    same = step is not None and step[0].id == section.id
    return to_question(talk, step[1], note=note) if step is not None and same else None


def before(talk: Conversation, page: Question) -> Where | None:
    """Return where Back leads when the user came from nowhere."""
    step = preceding(talk, page.id)
    return to_question(talk, step[1]) if step is not None else None


def begin(talk: Conversation) -> Where:
    """Return where a talk goes on after its opening: where it stopped, or the first new topic."""
    place = talk.place
    if place is not None and place.conversation == talk.id:
        page = page_of(talk, place.question)
        if page is not None and walked(talk.guide.section_of(page.id)):
            return to_question(talk, page, instance=place.instance, scroll=place.scroll)
    for topic in topics(talk):
        if topic.state is TopicState.SILENT and walked(topic.section):
            first = first_of(talk, topic.section)
            if first is not None:
                return to_question(talk, first)
    return Where("topics", person=talk.person, conversation=talk.id)


def carry_on(talk: Conversation) -> Where:
    """Return where "Carry on" leads: where the talk stopped, after a long time its opening."""
    card, place = resume_card(talk), talk.place
    page = page_of(talk, place.question) if place is not None else None
    if card is None or place is None or page is None or card.ask_again:
        return Where("opening", person=talk.person, conversation=talk.id)
    return to_question(talk, page, instance=place.instance, scroll=place.scroll)


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

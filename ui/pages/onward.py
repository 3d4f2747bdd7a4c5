"""Where Continue, Back and "Carry on" lead in a conversation."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from eolplan.conversation import (
    OPEN,
    Conversation,
    Stop,
    comes_next,
    first_of,
    following,
    preceding,
    resume_card,
    stop_after,
    stop_before,
    stop_here,
    stops,
    to_assess,
    topics,
    walked,
)
from eolplan.guide import Question, Section
from ui.pages.aside import Aside
from ui.pages.where import Where

OPENING: Final = "conv.opening"
"""The question that has a page of its own kind: what is settled before the first topic."""

ASSESSED: Final = "cap"
"""The page on which one decision is looked at that somebody may not be able to make."""

BREATHE: Final = "breathe"
"""``Where.note`` of the page after a heavy topic."""

FOR_CHECK: Final = "check"
"""``Where.note``: a page is changed from the check page, and Continue leads back there."""

FOR_PERSON: Final = "person"
"""``Where.note``: one page is changed from the overview, and Continue leads back there."""

FOR_SHARE: Final = "share"
"""``Where.note``: who may see the plan is asked from the share page, and Continue leads back."""

FOR_STATUS: Final = "status"
"""``Where.note``: one page is filled in from how the plan stands, and Continue leads back there."""

FOR_REVIEW: Final = "review"
"""``Where.note``: a topic is changed in a review, and Continue leads back there."""

FOR_BEGIN: Final = "begin"
"""``Where.note``: one page comes between the opening of a talk and its first topic."""

LEAD_BACK: Final = frozenset({FOR_CHECK, FOR_PERSON, FOR_REVIEW, FOR_SHARE, FOR_STATUS})
"""Notes of pages that are opened for one thing; Continue leads back to where that was wanted."""

_STEPS: Final = {FOR_CHECK: "check", FOR_REVIEW: "step"}

STATE: Final = "plan.state"
"""The question that has a page of its own kind: how the plan stands."""

FOR_PAGE_1: Final = "page 1"
"""``Where.note``: what is checked and signed off here is to be left as page 1 straight away."""

FOR_HOUSE: Final = "bedside"
"""``Where.note`` of the share page, with that reader chosen: the copy that stays in the house."""

ON_PATH: Final = "path:"
"""``Where.note`` begins so on a page beside a ready-made path; the stop to go on after follows."""

_NOTES: Final = "conv.notes"
_WHEN: Final = "conv.when"

GENTLY: Final = "gently"
"""``Where.note`` of a pause that ends a talk which was too much."""

FOR_TOPICS: Final = "topics"
"""``Where.note`` of an opening after which all topics are there to choose from."""

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


def to_field(talk: Conversation, question: str, instance: str, note: str) -> Where | None:
    """Return the place at which one question is asked, at its field; None where none asks it."""
    page = page_of(talk, question)
    if page is None:
        return None
    there = to_question(talk, page, instance=instance, note=note)
    return replace(there, question=question) if there.question else there  # some are pages apart


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
    return Where("share", person=talk.person, note=FOR_HOUSE)


def onward(talk: Conversation, page: Question, note: str = "") -> Where:
    """Return where Continue leads from *page*.

    Args:
        talk: The talk.
        page: A page of the guide.
        note: ``Where.note`` of the page.
    """
    if note in (FOR_PERSON, FOR_SHARE, FOR_STATUS):
        return Where(note, person=talk.person)
    if note == FOR_BEGIN:
        return begin(talk)
    if note in _STEPS:
        return Where(_STEPS[note], person=talk.person, conversation=talk.id)
    left = Aside.read(note)
    if left is not None and (page_left := page_of(talk, left.question)) is not None:
        return left.back(to_question(talk, page_left))
    section = talk.guide.section_of(page.id)
    if talk.followed is not None:
        return _along(talk, page, note)
    if not walked(section):
        return _beside_the_walk(talk, section, page, note)
    return _through(talk, section, page, note)


def _through(talk: Conversation, section: Section, page: Question, note: str) -> Where:
    """The next page of the walk through all topics, with a breath after a heavy one."""
    step = following(talk, page.id)
    if step is not None and step[0].id == section.id:
        return to_question(talk, step[1], note=note)
    if section.heavy and note != BREATHE:
        return to_question(talk, page, note=BREATHE)
    if step is not None:
        return to_question(talk, step[1])
    return Where("check", person=talk.person, conversation=talk.id)


def staff_note(talk: Conversation, page: Question) -> Where | None:
    """Return where the staff-only note on *page* is written; None where there is none."""
    if _NOTES not in talk.guide or page.id == _NOTES:
        return None
    notes = talk.guide.question(_NOTES)
    return to_question(talk, notes) if talk.offers(notes) else None


def note_beside(talk: Conversation, page: Question, note: str = "") -> str:
    """Return the ``Where.note`` with which another page of its topic is opened from *page*.

    It leads back to where *page* does; from a path, to the stop after it.
    """
    return note or (f"{ON_PATH}{page.id}" if talk.followed is not None else "")


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
    """Return where a talk goes on after its opening: where it stopped, or the first new topic.

    Once a plan was signed off, no topic is first: all of them are there to choose from.
    """
    place = talk.place
    if place is not None and place.conversation == talk.id:
        on, page = talk.followed, page_of(talk, place.question)
        if page is not None and _goes_on_at(talk, page):
            return to_question(talk, page, instance=place.instance, scroll=place.scroll)
        if on is not None:
            stop = stop_here(talk)
            opened = stop is not None and stop.key == OPENING
            return to_stop(talk, stop_after(talk, OPENING) if opened else stop)
    silent = topics(talk) if talk.log.latest_version() is None else ()
    for topic in silent:
        if topic.state in OPEN and walked(topic.section):
            first = first_of(talk, topic.section)
            if first is not None:
                return to_question(talk, first)
    return Where("topics", person=talk.person, conversation=talk.id)


def after_opening(talk: Conversation) -> Where:
    """Return where a talk goes on after its opening: a doubt about one decision comes first.

    Raises:
        NotWritten: the disk did not take the decision that is in doubt.
    """
    member, on = to_assess(talk), talk.followed
    page = page_of(talk, ASSESSED)
    if not member or page is None or (on is not None and on.path.step_of(page.id)):
        return begin(talk)
    note = FOR_BEGIN if on is None else f"{ON_PATH}{OPENING}"
    return to_question(talk, page, instance=member, note=note)


def carry_on(talk: Conversation) -> Where:
    """Return where "Carry on" leads: where the talk stopped.

    After a long time that is the opening, in which a new talk goes on from it.
    """
    place, on = talk.place, talk.followed
    opening = Where("opening", person=talk.person, conversation=talk.id)
    if place is None:
        return opening
    if place.conversation != talk.id or _asks_first(talk):
        return replace(opening, conversation="")
    if (page := page_of(talk, place.question)) is not None:
        return to_question(talk, page, instance=place.instance, scroll=place.scroll)
    if on is not None and on.step:
        return to_stop(talk, stop_here(talk), scroll=place.scroll)
    return opening


def carry_on_elsewhere(talk: Conversation) -> Where:
    """Return where a talk that stopped goes on with another topic; see ``carry_on``."""
    if _asks_first(talk):
        return Where("opening", person=talk.person, note=FOR_TOPICS)
    return Where("topics", person=talk.person, conversation=talk.id)


def _asks_first(talk: Conversation) -> bool:
    """Say whether it is asked first if now is a good time: of a new day that was not done yet."""
    card = resume_card(talk)
    if card is None or card.ask_again:
        return card is not None
    return bool(talk.earlier) and talk.reading(_WHEN).state == "silent"


def _goes_on_at(talk: Conversation, page: Question) -> bool:
    """Say whether a talk goes on at *page*: Continue goes through it, in one way or the other."""
    if talk.followed is None:
        return walked(talk.guide.section_of(page.id))
    return page.id != OPENING


def _along(talk: Conversation, page: Question, note: str) -> Where:
    """The next stop of the path; beside it, the rest of the topic and then back to the path."""
    left = note.removeprefix(ON_PATH) if note.startswith(ON_PATH) else page.id
    section, here = talk.guide.section_of(page.id), stop_here(talk)
    steps = {stop.key: stop.step for stop in stops(talk)}
    beside = page.id not in steps and (left == page.id or page.more)
    step = following(talk, page.id) if beside and walked(section) else None
    if step is not None and step[0].id == section.id:
        return to_question(talk, step[1], note=note)
    if left not in steps or (left == page.id and here is not None and steps[left] != here.step):
        return to_stop(talk, here)  # it was opened beside the path, which stands elsewhere
    return to_stop(talk, stop_after(talk, left))


def _beside_the_walk(talk: Conversation, section: Section, page: Question, note: str) -> Where:
    """The next page of a topic that nobody is walked through; after the last, all topics."""
    pages = section.pages if page.more else section.first_pages
    rest = pages[pages.index(page) + 1 :] if page in pages else ()
    if (decided := comes_next(talk, page)) is not None:
        return to_question(talk, decided, note=note)
    following_page = next((p for p in rest if p.id != OPENING and talk.shown(p)), None)
    if following_page is not None:
        return to_question(talk, following_page, note=note)
    here = f"topics.{section.id}"
    return Where("topics", person=talk.person, conversation=talk.id, focus=here)

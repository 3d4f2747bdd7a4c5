"""Where something is said today: a talk that stopped long ago goes on in a new one."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from eolplan.conversation import Conversation, taken_up
from eolplan.conversation.kept import PER_CONVERSATION
from eolplan.desk import Desk
from ui.pages.aside import Aside, brought
from ui.pages.onward import LEAD_BACK, page_of
from ui.pages.talk import talk_of
from ui.pages.where import Where

_SAID_ON: Final = frozenset({"question", "step", "topics"})
"""Pages on which something is said, or which lead there; the opening knows its own day."""


def of_today(desk: Desk, where: Where) -> Where:
    """Return *where* in the talk in which it is gone on with today.

    Whichever way leads there, from the check page of a talk that stopped long ago as well: what
    is said now was not said to who was there then. A fact of that talk which is put right stays
    one of that talk.

    Raises:
        NotWritten: the disk did not take that it goes on in a new one.
    """
    if where.page not in _SAID_ON:
        return where
    talk = talk_of(desk, where)
    if _is_of_its_day(talk, where):
        return where
    while (on := taken_up(talk)) != talk.id:
        talk = desk.conversation(where.person, on)
    return replace(where, conversation=talk.id)


def _is_of_its_day(talk: Conversation, where: Where) -> bool:
    """Say whether a fact of a talk is put right, or somebody is added who is missing in one."""
    note = brought(where)[0].note
    left = Aside.read(note)
    if left is None and note not in LEAD_BACK:
        return False
    page = page_of(talk, left.question if left is not None else where.question)
    return page is not None and talk.guide.section_of(page.id).per == PER_CONVERSATION

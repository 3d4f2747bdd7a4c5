"""What the check page tells of topics that are signed off later."""

from __future__ import annotations

from typing import Final

from eolplan.conversation import Conversation, left_by_the_first
from eolplan.desk import Desk
from eolplan.guide import Section
from eolplan.handover.glance import told_without_cpr
from eolplan.record import Version
from eolplan.words import listing, say, tr

_CPR: Final = "cpr"


def told_without(desk: Desk, talk: Conversation, section: Section) -> str:
    """Return what copies will say of a topic that is left out.

    Args:
        desk: Who signs.
        talk: The talk.
        section: The topic.
    """
    if section.id != _CPR:
        parts = talk.guide.parts_of(section.whole)
        if others := [tr(part.title) for part in parts if part.id != section.id]:
            return say("Its answers, and those of {others}, are left out of the copies. They say:"
                       " {topic}: being talked about.", others=listing(others),
                       topic=tr(talk.guide.title_of(section.whole)))  # fmt: skip
        return say("Its answers are left out of the copies. They say: {topic}: being talked about.",
                   topic=tr(talk.guide.title_of(section.whole)))  # fmt: skip
    told = told_without_cpr(talk.log, talk.guide, staff=desk.staff, now=desk.now())
    return say("Its answers are left out of the copies. But page 1 says: {words}", words=told)


def asked_too(talk: Conversation, latest: Version) -> str:
    """Return whose version is to be signed by a second person, and what it left for later.

    Args:
        talk: The talk.
        latest: The newest version.
    """
    words = say("{name} signed version {number}. You are asked to sign it too. Your signature makes"
                " the next version.", name=latest.signer.name, number=latest.number)  # fmt: skip
    left = left_by_the_first(talk)
    topics = [tr(talk.guide.title_of(s.id)) for s in talk.guide.sections if s.id in left]
    if not topics:
        return words
    without = say("{name} left for later: {topics}. That stays so, unless you change it below.",
                  name=latest.signer.name, topics=listing(topics))  # fmt: skip
    return f"{words} {without}"

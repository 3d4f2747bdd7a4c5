"""What a field of a conversation has to offer beside its question: members, local services."""

from __future__ import annotations

from eolplan.conversation import Conversation
from eolplan.desk import Desk
from eolplan.directory import age_words
from eolplan.telling import reading_words
from ui.fields import Known


def named_members(talk: Conversation, group_id: str) -> tuple[tuple[str, str], ...]:
    """Return (instance, title) of the members of a repeating group that have a name yet."""
    group = talk.guide.question(group_id)
    naming = talk.guide.question(group.names)
    named = (
        (instance, reading_words(talk.guide, talk.log, naming, talk.reading(naming.id, instance)))
        for instance in talk.log.instances(group.id)
    )
    return tuple((instance, title) for instance, title in named if title)


def offered(desk: Desk) -> tuple[Known, ...]:
    """Return the local services, each with how old it is where that is worth saying."""
    today = desk.directory.today
    return tuple(
        (service, age_words(service, today) if service.retired or service.is_old(today) else "")
        for service in desk.directory.services()
    )

"""Topics that are signed off later: held for this talk on this laptop, until it is over.

Who is asked for a second signature is shown those that the first left out: they sign the same
plan, and what was being talked about still is.
"""

from __future__ import annotations

from collections.abc import Iterable

from eolplan.conversation.door import Conversation
from eolplan.conversation.facts_second import is_asked
from eolplan.conversation.kept import LATER
from eolplan.record import Answer, Value


def leave_for_later(talk: Conversation, topics: Iterable[str]) -> None:
    """Keep which topics are left for later in this talk.

    Args:
        talk: The talk.
        topics: Their ids.

    Raises:
        MayNot: who is signed in only reads.
        NotWritten: the disk did not take it.
    """
    talk.draft(LATER, Answer(value=list[Value](sorted(set(topics)))), talk.id)


def left_for_later(talk: Conversation) -> frozenset[str]:
    """Return the ids of the topics that are left for later in this talk."""
    draft = talk.drafted(LATER, talk.id)
    return _ids(draft.answer.value) if draft is not None else left_by_the_first(talk)


def left_by_the_first(talk: Conversation) -> frozenset[str]:
    """Return the ids of what the newest version left out, where a second signature is asked for."""
    latest = talk.log.latest_version()
    return _ids(latest.facts.get("held_back")) if latest and is_asked(talk) else frozenset()


def _ids(value: Value) -> frozenset[str]:
    return frozenset(map(str, value)) if isinstance(value, list) else frozenset()

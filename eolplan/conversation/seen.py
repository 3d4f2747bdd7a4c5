"""What goes with having seen a paper: the day and by whom, there to be changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eolplan.conversation.door import Conversation
from eolplan.identity import Act
from eolplan.record import Answer
from eolplan.record.codes import JUDGED

_WHEN: Final = {
    "cpr.form.seen_kind": "cpr.form.seen_on",
    "adrt.seen": "adrt.seen_on",
    "poa.seen": "poa.seen_on",
}
_TALKED: Final = "conv.when"
_BY: Final = {"cpr.form.seen_kind": "cpr.form.seen_by"}

Given = tuple[str, str, Answer]


def goes_with_seeing(
    talk: Conversation, question: str, answer: Answer, instance: str = ""
) -> tuple[Given, ...]:
    """Return what is recorded with the tick that a paper was seen: today, and who ticks it.

    Nothing takes the place of an answer, or of one that is half-typed; nothing is known of
    the day where a talk of another day is typed up, nor offered to who records nothing.

    Args:
        talk: The talk.
        question: What is answered.
        answer: That answer.
        instance: Of which paper.
    """
    return tuple(_offered(talk, question, answer, instance))


def _offered(talk: Conversation, question: str, answer: Answer, instance: str) -> Iterator[Given]:
    today, by = talk.today.isoformat(), talk.staff
    if not by.can(Act.RECORD) or talk.known(_TALKED) not in (None, today):
        return
    values = ((_WHEN, today), (_BY, by.name))
    for parts, value in values:
        if (part := parts.get(question, "")) not in talk.guide:
            continue
        asked = talk.guide.question(part)
        seen = asked.shown_if is not None and asked.shown_if.holds(answer.value)
        free = talk.known(part, instance) is None and talk.drafted(part, instance) is None
        if seen and free and value:
            yield part, instance, Answer(value=value[: asked.max_length], said_by=JUDGED)

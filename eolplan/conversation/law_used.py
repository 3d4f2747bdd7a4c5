"""Under which law an ability to decide is looked at: that of the plan, on the day it is begun."""

from __future__ import annotations

from typing import Final

from eolplan.conversation.door import Conversation
from eolplan.guide import NATION
from eolplan.guide.nations import nation
from eolplan.identity import Act
from eolplan.record import Answer, Standing
from eolplan.record.codes import JUDGED

LAW: Final = "cap.law"

Given = tuple[str, str, Answer]


def law_used(talk: Conversation, question: str, answer: Answer, instance: str) -> tuple[Given, ...]:
    """Return the law that is recorded with the first thing that is written of a doubt.

    It stays when the plan comes under the law of another nation later, and can be changed:
    what was begun before is never given the law of today. Nothing takes the place of one
    that is half-typed, nor is it offered to who records nothing.

    Args:
        talk: The talk.
        question: What is answered.
        answer: That answer.
        instance: Of which doubt.
    """
    if answer.standing is Standing.NOT_ASKED or not talk.staff.can(Act.RECORD):
        return ()
    group, here = talk.guide.group_of(LAW), talk.known(NATION)
    if group is None or question not in group.fields or question == LAW or not here:
        return ()
    begun = any(talk.reading(field, instance).state != "silent" for field in group.fields)
    if begun or talk.drafted(LAW, instance) is not None:
        return ()
    return ((LAW, instance, Answer(value=nation(str(here)).law, said_by=JUDGED)),)

"""What follows a doubt: the one decision is looked at, and if need be made for the person."""

from __future__ import annotations

import uuid
from typing import Final

from eolplan.conversation.door import Conversation
from eolplan.conversation.law_used import law_used
from eolplan.guide import Question
from eolplan.record import Answer
from eolplan.record.codes import JUDGED

_ASSESSED: Final = "cap"
_OUTCOME: Final = "cap.outcome"
_COULD_NOT: Final = ("lacks_now_may_regain", "lacks_unlikely_to_regain")
_DECISION: Final = "cap.decision"
_DECIDED: Final = "bi"
_DOUBT: Final = "conv.doubt"
_DOUBTED: Final = "conv.doubt.decision"


def decided_for(conversation: Conversation, page: Question) -> Question | None:
    """Return the page that says how a decision was made for the person.

    None beside any page but the one on which a decision is looked at, and while
    nothing there says that the person could not make it.
    """
    if page.id != _ASSESSED or _DECIDED not in conversation.guide:
        return None
    members = conversation.log.instances(_ASSESSED)
    outcomes = (conversation.reading(_OUTCOME, member).value for member in members)
    could_not = any(outcome in _COULD_NOT for outcome in outcomes)
    return conversation.guide.question(_DECIDED) if could_not else None


def comes_next(conversation: Conversation, page: Question) -> Question | None:
    """Return that page while no decision at all is written down on it: it is the next step."""
    decided = decided_for(conversation, page)
    written = decided is not None and conversation.log.instances(decided.id)
    return None if written else decided


def to_assess(conversation: Conversation) -> str:
    """Write the decision that was in doubt at the opening of a talk where it is looked at.

    It can be put in other words there. Nobody is asked for it twice.

    Returns:
        Its instance there; empty where nothing is in doubt, or it stands there already.

    Raises:
        MayNot: who is signed in only reads.
        NotWritten: the disk did not take it.
    """
    decision = str(conversation.reading(_DOUBTED).value or "")
    if conversation.reading(_DOUBT).value != "doubt" or not decision:
        return ""
    members = conversation.log.instances(_ASSESSED)
    known = {str(conversation.reading(_DECISION, one).value).casefold() for one in members}
    if _ASSESSED not in conversation.guide or decision.casefold() in known:
        return ""
    instance, said = uuid.uuid4().hex, Answer(value=decision, said_by=JUDGED)
    law = law_used(conversation, _DECISION, said, instance)
    there = (_ASSESSED, instance, Answer(value=True))
    conversation.record([there, (_DECISION, instance, said), *law])
    return instance

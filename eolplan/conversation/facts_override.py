"""Signing off against a check: the reason is typed, stays in the record and prints.

Only some checks can be answered so (``Finding.may_go_on``; clinical decisions, section 4,
those marked †). A reason holds for what stood when it was typed: once that changes, the
check asks again. What stood is part of the id under which the reason is kept, for a time
tells nothing of what a reason had in view: the two may have been written on two laptops.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from eolplan.conversation.door import Conversation
from eolplan.record import Answer, Entry, Standing
from eolplan.record.codes import JUDGED
from eolplan.rules import Finding

OVERRIDES: Final = "override"

_RULE: Final = f"{OVERRIDES}.rule"
_ABOUT: Final = f"{OVERRIDES}.about"
_REASON: Final = f"{OVERRIDES}.reason"
_BY: Final = f"{OVERRIDES}.by"
_THEN: Final = ":"
"""Before the mark of what stood."""
_MOST: Final = 400
_LINE: Final = 160


def reason_for(talk: Conversation, finding: Finding) -> str:
    """Return the reason that answers *finding* as things stand, or empty."""
    said = talk.log.reading(_REASON, answered_in(talk, finding))
    return said.own_words if said.standing is Standing.ANSWERED else ""


def override(talk: Conversation, finding: Finding, reason: str) -> tuple[Entry, ...]:
    """Write down why the plan is signed off although *finding* speaks against it.

    An empty reason takes it back.

    Raises:
        MayNot: who is signed in only reads.
        NotWritten: the disk did not take it.
    """
    member, there = answered_in(talk, finding), talk.log.instances(OVERRIDES)
    gone = [m for m in there if m.rpartition(_THEN)[0] == finding.about and m != member]
    for older in gone:  # what it was about has changed since
        talk.remove(OVERRIDES, older)
    if not reason.strip():
        return (talk.remove(OVERRIDES, member),) if member in there else ()
    answers = (
        (OVERRIDES, Answer(value=True, said_by=JUDGED)),
        (_RULE, Answer(value=finding.rule, said_by=JUDGED)),
        (_ABOUT, Answer(value=finding.words[:_MOST], said_by=JUDGED)),
        (_REASON, Answer(own_words=reason.strip(), said_by=JUDGED)),
        (_BY, Answer(value=f"{talk.staff.name}, {talk.staff.role}"[:_LINE], said_by=JUDGED)),
    )
    return talk.record([(question, member, answer) for question, answer in answers])


def answered_in(talk: Conversation, finding: Finding) -> str:
    """Return which member of the group holds the reason: one for each check as things stand.

    What stands is that of its topic, or where it stops all, of itself: a reason for one
    recommendation is none for the next. The mark tells nothing of what it stands for.
    """
    asked = set(finding.fields)
    if finding.stops == "topic" and finding.fields[0] in talk.guide:
        parts = talk.guide.parts_of(talk.guide.whole_of(finding.fields[0]))
        asked |= {q.id for part in parts for q in part.questions}
    heads = (h for q, i in talk.log.questions() if q in asked for h in talk.log.heads(q, i))
    mark = sha256("\n".join(sorted(head.digest for head in heads)).encode()).hexdigest()[:16]
    return f"{finding.about}{_THEN}{mark}"

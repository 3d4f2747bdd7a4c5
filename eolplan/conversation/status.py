"""Moving a plan: onto hold, back into use, and to its end.

Nothing here belongs to a talk: nobody talked with the person when a plan is closed, and
the undo of a talk never brings one back. A way back has a reason, and stays in the history.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from eolplan.conversation.door import Conversation
from eolplan.conversation.errors import AnswerRejected
from eolplan.conversation.status_moves import MOVES
from eolplan.identity import Act
from eolplan.record import Answer, Entry, Log, Standing, Value
from eolplan.record.codes import JUDGED
from eolplan.status import (
    ENDED,
    NEW_PHONE,
    NEW_TEAM,
    ON_HOLD,
    PLAN_STATUS,
    SINCE,
    WHY,
    PlanState,
    Status,
    state_of,
)
from eolplan.words import tr

AGREEMENT: Final = "agree.record"

UNDO_FOR: Final = dt.timedelta(hours=24)
"""How long the way back is in sight wherever the plan is; after that it stands with the state."""

_OF_EVERY: Final = frozenset({PLAN_STATUS, SINCE, WHY, NEW_TEAM, NEW_PHONE})
_ONLY: Final = {Status.DIED: ("death", "bereave")}
"""First parts of the ids of what is written down of one end only."""
_LINE: Final = 100
"""As many letters as the line holds that says who took agreement back."""
_AGREED: Final = (Status.WITHDREW, Status.DECLINED)
_TAKEN_BACK: Final = "agree.withdrawn."

Given = tuple[str, str, Answer]


def ways(talk: Conversation) -> tuple[Status, ...]:
    """Return what the plan can be moved to by who is signed in, in the order of the page.

    From an end there is only the way back: an end that is wrong is put right first.
    """
    state = state_of(talk.log)
    if state.ended:
        found: tuple[Status, ...] = (Status.FINAL,)
    else:
        back = () if state.in_use else (Status.FINAL,)
        signed = talk.log.latest_version() is not None
        refused = (Status.WITHDREW,) if signed else (Status.DECLINED,)
        hold = () if state.on_hold and not state.disputed else _hold(signed=signed)
        found = (*back, *hold, Status.MOVED, Status.DISCHARGED, *refused, Status.DIED, Status.ERROR)
    return tuple(status for status in found if talk.staff.can(MOVES[status]))


def move(
    talk: Conversation, to: Status, *, on: str = "", why: str = "", team: str = "", phone: str = ""
) -> tuple[Entry, ...]:
    """Say how the plan stands from now on; return what was recorded, on disk.

    Args:
        talk: Whose plan; ``status_end.die`` is the way for a death.
        to: One of ``MOVES`` but ``DIED``; ``FINAL`` brings it back into use. From an end it
            gives back what stood before, which may have been on hold.
        on: ISO date since when; empty: today.
        team, phone: Who has the plan from now on, where it goes to others; may be empty.
        why: In words; needed for what takes something away for good, and for the way back.

    Raises:
        AnswerRejected: the date or the reason is not right, or the plan stands so that this
            is no way on; nothing was changed.
        MayNot: it is not for who is signed in.
        NotWritten: the disk did not take it.
    """
    talk.staff.must(MOVES.get(to, Act.SIGN))
    if to is Status.DIED or to not in ways(talk):
        raise AnswerRejected([tr("The plan stands so that this cannot be chosen. Look again.")])
    if not why.strip() and (to is Status.ERROR or state_of(talk.log).ended):
        raise AnswerRejected([tr("Write why. It stays in the history of this plan.")])
    if to is Status.FINAL:
        return talk.record(_taken_off(talk, why.strip()), outside=True)
    said = [
        _said(PLAN_STATUS, str(to)),
        _said(SINCE, on or talk.today.isoformat()),
        _said(WHY, words=why.strip()) if why.strip() else (WHY, "", Answer(Standing.NOT_ASKED)),
        *(_said(q, v.strip()) for q, v in ((NEW_TEAM, team), (NEW_PHONE, phone)) if v.strip()),
        *_agreement(talk, to, on or talk.today.isoformat()),
    ]
    made = talk.record(said, outside=True)
    if to in ENDED and talk.place is not None:
        talk.finish()  # nobody is asked to carry on
    return made


def undo_until(state: PlanState) -> dt.datetime | None:
    """Return until when the way back from an end is in sight; None where there is none."""
    if not state.ended or state.entry is None:
        return None
    return state.entry.recorded + UNDO_FOR


def is_fresh(talk: Conversation) -> bool:
    """Say whether the plan ended so lately that its way back is in sight."""
    until = undo_until(state_of(talk.log))
    return until is not None and talk.now() < until


def _hold(*, signed: bool) -> tuple[Status, ...]:
    """What takes reliance away for a while; what was never signed off is only ever on hold."""
    return (Status.UNDER_REVIEW, Status.SUSPENDED) if signed else (Status.SUSPENDED,)


def _said(question: str, value: Value = None, *, words: str = "") -> Given:
    return question, "", Answer(value=value, own_words=words, said_by=JUDGED)


def _agreement(talk: Conversation, to: Status, on: str) -> Iterator[Given]:
    """Yield what an end says of the agreement: without one nothing is signed off again."""
    if to is Status.WITHDREW:
        yield _said(AGREEMENT, "withdrawn")
        yield _said("agree.withdrawn.on", on)
        who = talk.subject.full_name or talk.subject.called
        yield _said("agree.withdrawn.by", who[:_LINE])
        yield _said("agree.withdrawn.scope", ["whole_record"])
    elif to is Status.DECLINED:
        yield _said(AGREEMENT, "refused")


def _taken_off(talk: Conversation, why: str) -> Iterator[Given]:
    """Yield what brings a plan back into use: all that its state had said is taken off again.

    Agreement that was taken back does not come back by that: it is asked for anew. The reason
    is an answer with readers of its own; beside an entry it would go into every copy. What
    this guide does not ask, such as the order of a group, says nothing of the state. What an
    end had lifted stands again: a mistake does not make a doubt go away.
    """
    state = state_of(talk.log)
    held = _held_before(talk.log, state)
    for question, instance in sorted(talk.log.questions()):
        if question in talk.guide and _belongs_to(state.status, question) and question != WHY:
            yield question, instance, held.get(question, Answer(Standing.NOT_ASKED))
    words = " / ".join(filter(None, (why, held[WHY].own_words if WHY in held else "")))
    yield _said(WHY, words=words) if words else (WHY, "", Answer(Standing.NOT_ASKED))


def _held_before(log: Log, state: PlanState) -> dict[str, Answer]:
    """Return what an end took the place of, by question, where the plan was on hold before it."""
    end = state.entry
    if end is None or not state.ended:
        return {}
    stood = {q: entry.answer for q in _OF_EVERY for entry in _before(log, q, end)}
    said = stood.get(PLAN_STATUS)
    return stood if said is not None and said.value in ON_HOLD else {}


def _before(log: Log, question: str, end: Entry) -> Iterator[Entry]:
    """Yield what stood to a question before the act of *end*, as far as it is held here."""
    found = [*log.heads(question)]
    for entry in found:
        if entry.recorded_at < end.recorded_at:
            yield entry
        else:
            found += (log.entries[digest] for digest in entry.supersedes if digest in log.entries)


def _belongs_to(status: Status, question: str) -> bool:
    """Say whether an answer is only there because the plan stood so."""
    if question in _OF_EVERY or question.partition(".")[0] in _ONLY.get(status, ()):
        return True
    return status in _AGREED and (question == AGREEMENT or question.startswith(_TAKEN_BACK))

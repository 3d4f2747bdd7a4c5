"""How a plan stands as a whole: in use, on hold or ended. Every face reads it from here.

Most of it is worked out: a plan without a version is a draft, its first version is
final, every later one amended, and an older version is superseded. What cannot be
worked out somebody has to say, and that is an entry of ``plan.status``.

Source: PACIO, life cycle of a document; SCCI1580 items 1 and 59.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from eolplan.record import Entry, Log, Standing, Version

PLAN_STATUS: Final = "plan.status"
SINCE: Final = "plan.status.on"
WHY: Final = "plan.status.why"
NEW_TEAM: Final = "plan.status.team"
NEW_PHONE: Final = "plan.status.phone"
DIED_ON: Final = "death.date"
RECORD: Final = "agree.record"
TAKEN_BACK: Final = "agree.withdrawn.on"
TAKEN_BACK_SCOPE: Final = "agree.withdrawn.scope"
SECOND: Final = "sign.second.name"
SECOND_ON: Final = "sign.second.on"

_OF_A_MOVE: Final = frozenset({SINCE, NEW_TEAM, NEW_PHONE})
"""What is said with a move and prints at the head of every copy."""

_AFTERWARDS: Final = frozenset({"state", "copies"})
"""Topics in which staff write what became of a plan and of its copies."""

_PARTS: Final = frozenset({"some_sharing", "some_topics"})
"""Scopes of what was taken back that leave the rest of the plan as it is."""


class Status(StrEnum):
    """How a plan, or one version of it, stands."""

    DRAFT = "draft"
    FINAL = "final"
    AMENDED = "amended"
    SUPERSEDED = "superseded"
    UNDER_REVIEW = "under_review"
    SUSPENDED = "suspended"
    DIED = "closed_died"
    MOVED = "closed_moved"
    DISCHARGED = "closed_discharged"
    DECLINED = "closed_declined"
    WITHDREW = "closed_withdrew"
    ERROR = "entered_in_error"


IN_USE: Final = frozenset({Status.DRAFT, Status.FINAL, Status.AMENDED})
"""Worked out, never said: nobody has said anything else."""

ON_HOLD: Final = frozenset({Status.UNDER_REVIEW, Status.SUSPENDED})
"""Not to be relied on for now."""

ENDED: Final = frozenset({
    Status.DIED, Status.MOVED, Status.DISCHARGED, Status.DECLINED, Status.WITHDREW, Status.ERROR,
})  # fmt: skip
"""Kept to be read; nobody is reminded of it."""

_NO_AGREEMENT: Final = frozenset({Status.DECLINED, Status.WITHDREW})

SAID: Final = ON_HOLD | ENDED
"""What can stand in ``plan.status`` and changes how the plan stands."""


@dataclass(frozen=True, slots=True)
class PlanState:
    """How a plan stands.

    Attributes:
        status: Never ``SUPERSEDED``: that is what one version can be.
        on: ISO date, of any precision, since when; empty where nobody said.
        why: In the words of who said so.
        entry: What says so; None where it is worked out.
        disputed: Two records differ on it. Until somebody has looked at both, the
            plan is on hold.
    """

    status: Status
    on: str = ""
    why: str = ""
    entry: Entry | None = None
    disputed: bool = False

    @property
    def in_use(self) -> bool:
        """Whether copies can be relied on as far as the plan itself goes."""
        return self.status in IN_USE

    @property
    def on_hold(self) -> bool:
        """Whether it is not to be relied on for now."""
        return self.status in ON_HOLD

    @property
    def ended(self) -> bool:
        """Whether it is only kept to be read."""
        return self.status in ENDED

    @property
    def died(self) -> bool:
        """Whether the person has died."""
        return self.status is Status.DIED

    def offers(self, topic: str) -> bool:
        """Say whether anything is still asked in a topic, given by its id.

        After a death nobody is left to ask: every wish stays as it was said, to be read, and
        only what became of the plan is written down (domain S25).
        """
        return not self.died or topic in _AFTERWARDS


def state_of(log: Log) -> PlanState:
    """Return how a plan stands, from everything recorded, signed off or not."""
    reading = log.reading(PLAN_STATUS)
    said = {str(answer.value) for answer in reading.answers if answer.value is not None}
    if reading.state == "conflict" and said & SAID:
        return PlanState(Status.SUSPENDED, disputed=True)
    if str(reading.value) in SAID:
        status = Status(str(reading.value))
        since = DIED_ON if status is Status.DIED else SINCE
        return PlanState(status, _date(log, since), log.reading(WHY).own_words, reading.entry)
    if _said(log, DIED_ON):
        return PlanState(Status.DIED, _date(log, DIED_ON), entry=log.reading(DIED_ON).entry)
    if is_all_taken_back(log):
        says = TAKEN_BACK if _said(log, TAKEN_BACK) else RECORD
        return PlanState(Status.WITHDREW, taken_back_on(log), entry=log.reading(says).entry)
    return PlanState(_of_versions(log))


def status_of_version(log: Log, version: Version) -> Status:
    """Return how one version stands: an older one is superseded, whatever became of the plan."""
    if version != log.latest_version():
        return Status.SUPERSEDED
    return state_of(log).status


def second_awaited(log: Log) -> str:
    """Return whose second signature is asked for and not given yet; empty: nobody's.

    A day that was written down before this name was is that of somebody else.
    """
    asked = log.reading(SECOND)
    named, given = (
        [
            (log.source(e) or e).recorded  # what was taken up again was said when it was said first
            for e in log.heads(q)
            if e.answer.standing is Standing.ANSWERED
        ]
        for q in (SECOND, SECOND_ON)
    )
    if not named or (given and max(given) >= max(named)):
        return ""
    return " / ".join(str(answer.value or answer.own_words) for answer in asked.answers)


def touches_an_end(log: Log, entry: Entry) -> bool:
    """Say whether *entry* says that the plan has ended, or takes the place of what says so.

    That the person takes agreement back is written down by whoever hears it. What makes
    it stand no longer counts, unless they put right what they themselves wrote in that talk.

    Args:
        log: The record without *entry*. What is not held in it may have been an end.
        entry: Of any question.
    """
    if entry.question in (PLAN_STATUS, DIED_ON):
        before = (log.entries.get(digest) for digest in entry.supersedes)
        return any(one is None or _is_end(one) for one in (entry, *before))
    if entry.question not in (TAKEN_BACK, TAKEN_BACK_SCOPE, RECORD):
        return False
    mine = (entry.author.id, entry.conversation)
    said = (*log.heads(TAKEN_BACK), *(head for head in log.heads(RECORD) if _takes_back(head)))
    if all((head.author.id, head.conversation) == mine for head in said):
        return False
    return state_of(log).ended and not state_of(log.plus([entry])).ended


def rewrites_a_move(log: Log, entry: Entry, earlier: Iterable[Entry] = ()) -> bool:
    """Say whether *entry* changes what prints of a move that somebody else made.

    Since when a plan is on hold, and who has it now, is said with the move itself, by whom that
    may. Afterwards they put right what they said; another hold would only date theirs anew.

    Args:
        log: The record without *entry*, and with what the same act records before it.
        entry: Of any question.
        earlier: What the same act records before *entry*.
    """
    moved = log.heads(PLAN_STATUS)
    if entry.question == PLAN_STATUS:
        state = state_of(log)
        return state.on_hold and not state.disputed and not _all_by(entry, moved)
    if entry.question not in _OF_A_MOVE or any(e.question == PLAN_STATUS for e in earlier):
        return False
    stands = (h for h in log.heads(entry.question) if h.answer.standing is Standing.ANSWERED)
    return not moved or not _all_by(entry, (*moved, *stands))


def _all_by(entry: Entry, heads: Iterable[Entry]) -> bool:
    return all(head.author.id == entry.author.id for head in heads)


def _is_end(entry: Entry) -> bool:
    if entry.question == DIED_ON:
        return entry.answer.standing is Standing.ANSWERED
    return str(entry.answer.value) in ENDED


def is_all_taken_back(log: Log) -> bool:
    """Say whether agreement to the whole record was taken back; without a scope it was."""
    return _is_taken_back(log, but=_PARTS | {"all_sharing"})


def is_sharing_taken_back(log: Log) -> bool:
    """Say whether nobody is to use any copy any more: all of it, or all sharing, was taken back."""
    return _is_taken_back(log, but=_PARTS)


def may_not_be_copied(log: Log) -> bool:
    """Say whether there is no agreement to copies any more, by whichever way that was said.

    Where two records differ on it, the one that says so counts.
    """
    said = {str(answer.value) for answer in log.reading(PLAN_STATUS).answers}
    taken = any(_takes_back(head) for head in log.heads(RECORD))
    return taken or is_sharing_taken_back(log) or not said.isdisjoint(_NO_AGREEMENT)


def taken_back_on(log: Log) -> str:
    """Return the ISO date on which agreement was taken back; empty where nobody said."""
    said = (head.answer.said_on for head in log.heads(RECORD) if _takes_back(head))
    return _date(log, TAKEN_BACK) or min(filter(None, said), default="")


def _takes_back(entry: Entry) -> bool:
    return entry.question == RECORD and entry.answer.value == "withdrawn"


def _is_taken_back(log: Log, *, but: frozenset[str]) -> bool:
    if any(map(_takes_back, log.heads(RECORD))):
        return True  # of the record itself: whatever part was taken back before
    if not _said(log, TAKEN_BACK):
        return False
    scopes = [
        str(code)
        for answer in log.reading(TAKEN_BACK_SCOPE).answers
        for code in (answer.value if isinstance(answer.value, list) else [])
    ]
    return not scopes or not but.issuperset(scopes)


def _of_versions(log: Log) -> Status:
    latest = log.latest_version()
    if latest is None:
        return Status.DRAFT
    return Status.FINAL if latest.number == 1 else Status.AMENDED


def _said(log: Log, question: str) -> bool:
    """Say whether anything was answered, also where two records differ on what."""
    return any(a.standing is Standing.ANSWERED for a in log.reading(question).answers)


def _date(log: Log, question: str) -> str:
    value = log.reading(question).value
    return value if isinstance(value, str) else ""

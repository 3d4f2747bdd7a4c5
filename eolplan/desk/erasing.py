"""Erasing a plan for good: who may, what makes sure that it is the right one, what is left.

The words go, and a mark stays by which the person is known again but not named, so that
neither a copy nor an older backup brings the plan back. It is no end of a plan: one that has
ended is kept.
"""

from __future__ import annotations

from typing import Final

from eolplan.caseload import names_somebody, numbers_in, row
from eolplan.conversation import AnswerRejected, Check
from eolplan.conversation.beside import LEFT
from eolplan.desk.at_work import Desk
from eolplan.identity import Act
from eolplan.record import Log
from eolplan.record.answer import certainly_before
from eolplan.status import state_of
from eolplan.subject import Subject
from eolplan.vault import CaseloadRow
from eolplan.words import tr

_KEEP_UNTIL: Final = "close.copies.keep_until"


class Erasing:
    """One plan that is to be erased.

    Args:
        desk: What is at hand.
        person: Whose plan.

    Attributes:
        subject: Who it is about.
        records: Ids of all records that are read as theirs; all of them go.
        ended: The plan has ended, so nobody works by it.
        keep_until: ISO day up to which it is to be kept, where that was written down and has
            not passed; else empty.
        copies: How many copies of it have left this laptop.
    """

    def __init__(self, desk: Desk, person: str) -> None:
        self._desk = desk
        log = desk.log(person)
        self._person = min(log.members, default=person)
        self.subject = Subject.of(log)
        self.records = tuple(sorted(log.members | {person}))
        self.ended = state_of(log).ended
        day = str(log.reading(_KEEP_UNTIL).value or "")
        self.keep_until = "" if certainly_before(day, desk.today.isoformat()) else day
        trail = (r for one in self.records for r in desk.session.store.audit_about(one))
        self.copies = len({r.seq for r in trail if r.action in LEFT})

    def problems(self, name: str, born: str, reason: str) -> dict[str, str]:
        """Return what does not fit, a sentence each, by ``name``, ``born`` and ``reason``.

        Args:
            name: Given and family name, as typed.
            born: ISO date as typed; empty where the plan has none.
            reason: Why it is erased. It outlives the plan, so it names nobody.
        """
        found = Check(name, born, told_by=reason).problems(self.subject)
        if found.pop("told_by", ""):
            found["reason"] = tr("Write why, in a few words.")
        elif self._names_them(reason):
            found["reason"] = tr("Leave names and numbers out: these words are kept.")
        return found

    def erase(self, name: str, born: str, reason: str) -> None:
        """Take everything about the person out of the store for good.

        Raises:
            MayNot: it is not for who is signed in.
            AnswerRejected: it is not certain that this is the right plan, or the reason is
                wanting; nothing was erased.
            PlanAltered: words of theirs lie in a plan that is not what was written; nothing
                was erased.
            NotErased: something is reading the store; nothing was erased.
            NotWritten: the disk did not take it, or only part; try again.
        """
        self._desk.staff.must(Act.LEAD)
        if wrong := self.problems(name, born, reason):
            raise AnswerRejected(list(wrong.values()))
        self._desk.session.store.erase_person(
            self._person, reason=reason.strip(), at=self._desk.now(), make_row=self._row
        )
        self._desk.let_go()

    def _row(self, person: str, log: Log) -> CaseloadRow:
        return row(log, self._desk.guide, person)

    def _names_them(self, reason: str) -> bool:
        digits = "".join(c for c in reason if c.isdigit())
        numbered = any(number in digits for number in numbers_in(self.subject))
        return numbered or names_somebody(reason, self.subject)

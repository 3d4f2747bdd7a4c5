"""What a signed-in member of staff has in front of them: people, talks, copies.

Both faces, the window and the command line, work on this; neither of them
touches the vault itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from eolplan.caseload import MADE_UP, Caseload, holds_words_of_another, row
from eolplan.conversation import Conversation
from eolplan.desk.directory import Directory
from eolplan.desk.files import write_whole
from eolplan.desk.guides import texts_of
from eolplan.desk.local import LocalGuide
from eolplan.desk.own_pin import OwnPin
from eolplan.desk.team import Team
from eolplan.desk.two_plans import TwoPlans
from eolplan.errors import EolplanError
from eolplan.guide import Guide
from eolplan.identity import Act, Staff
from eolplan.record import Log, Value, Version, newest_is_unread
from eolplan.vault import Anchor, CaseloadRow, Cost, Session, Verification
from eolplan.words import tr

if TYPE_CHECKING:
    from eolplan.handover import Export
    from eolplan.handover.byhand import Written


IDLE_MINUTES: Final = "idle.minutes"
"""A setting inside the vault: a team may shorten the time to the lock, never lengthen it."""

HELP_CALL: Final = "help.call"
"""A setting inside the vault: whom to call about eolplan, in the team's own words."""


class NothingSigned(EolplanError):
    """Copies are made from a signed version, and there is none."""

    def __init__(self) -> None:
        super().__init__(tr("This plan has not been signed off. Check and sign it off first."))


class NewestUnread(EolplanError):
    """A later version than the one that would be copied cannot be read."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The newest version could not be read. Check the plan and sign it off again, and"
                " then make copies."
            )
        )


class WordsOfAnother(EolplanError):
    """The newest signed version holds what was taken out since: it is about somebody else."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "Something was taken out of this plan because it is about somebody else. Sign the"
                " plan off again, and then make copies."
            )
        )


class NotAnAnchor(EolplanError):
    """What was given as an anchor has not the form of one."""

    def __init__(self) -> None:
        super().__init__(tr("An anchor is a number, a colon and 64 letters and digits."))


class Desk:
    """One session at work.

    Attributes:
        session: The open vault.
        guide: What may be asked, in the words of the team.
        local: What the team wrote into the guide.
        now: Aware UTC clock.
        caseload: The people.
        team: The members of staff.
        own_pin: Quick unlock of who is signed in.
        two_plans: What is mended between two plans.
        directory: Local services that people can be pointed to.
    """

    def __init__(
        self,
        session: Session,
        guide: Guide,
        *,
        now: Callable[[], dt.datetime],
        cost: Cost | None = None,
    ) -> None:
        self.session = session
        self.now = now
        self.local = LocalGuide(session, guide, now=now, changed=self._ask_by)
        self._ask_by(self.local.guide)
        self.caseload.fill_in()
        self.team = Team(session, now=now, cost=cost)
        self.own_pin = OwnPin(session, now=now)

    def _ask_by(self, guide: Guide) -> None:
        """Work by *guide* from now on; what was made from another one is made anew."""
        self.guide = guide
        self.caseload = Caseload(self.session, guide, now=self.now)
        self.directory = Directory(self.session, guide, now=self.now)
        self._open: Conversation | None = None
        self.two_plans = TwoPlans(
            self.session, guide, now=self.now, read=self.log, mended=self.let_go
        )

    @property
    def staff(self) -> Staff:
        """Who is signed in."""
        return self.session.staff

    def can(self, act: Act) -> bool:
        """Say whether who is signed in may do it."""
        return self.staff.can(act)

    def change_staff(self, staff: Staff) -> None:
        """Keep who is signed in, as they are to be printed from now on; see ``Team.change``.

        Raises:
            MayNot: the facts of the team are not theirs to change.
            NotWritten: the disk did not take it.
        """
        self.team.change(staff)

    @property
    def digits(self) -> bool:
        """Whether 1, 2 and 0 choose in the table of places, for who is signed in."""
        return self.session.store.setting(self._digits_of) is not False

    def set_digits(self, on: bool) -> None:
        """Keep whether 1, 2 and 0 choose in the table of places, for who is signed in.

        Raises:
            NotWritten: the disk did not take it.
        """
        self.session.store.put_setting(self._digits_of, on, at=self.now())

    @property
    def _digits_of(self) -> str:
        return f"table.digits.{self.session.slot_id}"

    @property
    def idle_minutes(self) -> int:
        """How long nobody may touch the laptop before it locks; 0: as it is without a wish."""
        minutes = self.session.store.setting(IDLE_MINUTES)
        return minutes if isinstance(minutes, int) else 0

    def set_idle_minutes(self, minutes: int) -> None:
        """Keep a shorter time to the lock, for the whole team; 0 takes the wish away.

        Raises:
            MayNot: it is not theirs to change.
            NotWritten: the disk did not take it.
        """
        self.staff.must(Act.SIGN)
        self.session.store.put_setting(IDLE_MINUTES, minutes, at=self.now())

    @property
    def help_call(self) -> str:
        """Whom to call about eolplan, in the team's own words; empty: nobody in particular."""
        return str(self.session.store.setting(HELP_CALL) or "")

    def set_help_call(self, words: str) -> None:
        """Keep whom to call about eolplan.

        Raises:
            MayNot: it is not theirs to change.
            NotWritten: the disk did not take it.
        """
        self.staff.must(Act.SIGN)
        self.session.store.put_setting(HELP_CALL, words, at=self.now())

    @property
    def today(self) -> dt.date:
        """The local day."""
        return self.now().astimezone().date()

    @property
    def practice(self) -> bool:
        """Whether this store only ever holds made-up people."""
        return self.session.store.setting(MADE_UP) is True

    def log(self, person: str) -> Log:
        """Return the record of *person*.

        Raises:
            PlanAltered: it cannot be shown as fact.
        """
        person = self.caseload.first_id(person)
        if self._open is not None and self._open.person == person:
            return self._open.log
        return self.session.store.log(person)

    def conversation(self, person: str, conversation_id: str = "") -> Conversation:
        """Return a talk with *person*: a new one, or the one with this id.

        The talk that is open stays open: pages share it, and with it the record
        as it stands.
        """
        talk, person = self._open, self.caseload.first_id(person)
        if talk is None or talk.person != person or talk.id != conversation_id:
            talk = self._open = Conversation(
                self.session, self.guide, person, now=self.now, conversation_id=conversation_id
            )
        return talk

    def let_go(self) -> None:
        """Open a talk anew when it is next asked for: its record has changed."""
        self._open = None

    def carry_on(self, person: str) -> Conversation | None:
        """Return the talk that stopped on this laptop, or None."""
        place = self.caseload.stopped(person)
        return self.conversation(person, place.conversation) if place else None

    def copy(self, person: str, audience: str, *, reason: str = "", reader: str = "") -> Export:
        """Make the copy for *audience* of the newest signed version.

        Args:
            person: Whose plan.
            audience: A key of ``handover.AUDIENCES``.
            reason: Why it goes to a reader the person did not agree to.
            reader: Which of the people it is for, where it is for one by name.

        Raises:
            MayNot: who is signed in hands nothing over.
            NothingSigned: there is no signed version.
            NewestUnread: the newest one cannot be read.
            WordsOfAnother: it tells what was taken out of the plan since.
            NobodyNamed: it is for one of the people, and none is named.
            NotAgreed: the person did not agree to this reader, and no reason is given.
            NotForThisReader: the reader may not be told what it would say.
            ExportUnfaithful: the page would not say all that the record says.
        """
        return self.copying(person, audience, reason=reason, reader=reader)()

    def copying(
        self, person: str, audience: str, *, reason: str = "", reader: str = ""
    ) -> Callable[[], Export]:
        """Read what a copy is made from, and return the slow call that makes it.

        The call touches no vault, so it may run off-thread; it raises what
        ``copy`` does but for these.

        Raises:
            MayNot: who is signed in hands nothing over.
            NothingSigned, NewestUnread: as of ``copy``.
        """
        log, version = self._to_copy(person)
        guides, staff, now = texts_of(self.session.store, log), self.staff, self.now()

        def make() -> Export:
            from eolplan.handover import export  # reportlab and pikepdf: not before they are needed

            if holds_words_of_another(log, version):
                raise WordsOfAnother
            return export(
                log, self.guide, audience, staff=staff, now=now, version=version,
                reason=reason, guides=guides, reader=reader,
            )  # fmt: skip

        return make

    def _to_copy(self, person: str) -> tuple[Log, Version]:
        """Return the record of *person* and the version that copies are made from."""
        self.staff.must(Act.SHARE)
        log = self.log(person)
        version = log.latest_version()
        if newest_is_unread(log):
            raise NewestUnread
        if version is None:
            raise NothingSigned
        return log, version

    def by_hand(
        self, person: str, audience: str, *, reason: str = "", reader: str = ""
    ) -> tuple[Written, ...]:
        """Return page 1 of the newest signed version as lines to be copied by hand.

        Nothing is written to a file; that it was shown to be copied is on the audit trail.

        Args:
            person: Whose plan.
            audience: A key of ``handover.AUDIENCES``.
            reason, reader: As of ``copy``.

        Raises:
            MayNot, NewestUnread, WordsOfAnother, NobodyNamed, NotAgreed, NotForThisReader: as
                of ``copy``.
            NothingSigned: there is no signed version: a draft has no page 1.
            NotWritten: the disk did not take the line of the trail, so nothing is shown.
        """
        from eolplan.handover.export import for_hand

        log, version = self._to_copy(person)
        if holds_words_of_another(log, version):
            raise WordsOfAnother
        lines = for_hand(
            log, self.guide, audience, staff=self.staff, now=self.now(), version=version,
            reason=reason, guides=texts_of(self.session.store, log), reader=reader,
        )  # fmt: skip
        self._tell("copy.by_hand", person, audience, version.digest, reason, reader)
        return lines

    def save_copy(self, made: Export, path: Path, *, person: str, reason: str = "") -> None:
        """Write a copy and put it on the audit trail. All of the file, or none of it.

        Raises:
            MayNot: who is signed in hands nothing over.
            CopyNotSaved: the file could not be written.
        """
        self.staff.must(Act.SHARE)
        write_whole(path, made.pdf)
        self._tell("copy.saved", person, made.audience, made.version, reason, made.reader)

    def _tell(
        self, act: str, person: str, audience: str, version: str, reason: str, reader: str
    ) -> None:
        """Put a copy that left on the audit trail; of a reader the id, and never a name."""
        what: dict[str, Value] = {"person": person, "audience": audience, "version": version}
        self.session.store.audit(
            act, what | ({"reader": reader} if reader else {}), at=self.now(), reason=reason,
            about=[person],
        )  # fmt: skip

    def verify(self, anchor: str = "") -> Verification:
        """Read everything back and compare it with the audit chain.

        Args:
            anchor: What an earlier ``Session.anchor()`` printed, kept outside
                the store; empty: none.

        Raises:
            NotAnAnchor: *anchor* has not the form of one.
        """
        try:
            known = Anchor.parse(anchor) if anchor else None
        except ValueError as e:
            raise NotAnAnchor from e
        return self.session.store.verify(known, make_row=self._row)

    def _row(self, person: str, log: Log) -> CaseloadRow:
        return row(log, self.guide, person)

"""The members of staff: who has a way in, what each of them may do, and their own facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from eolplan.conversation.students import UNTIL
from eolplan.errors import EolplanError
from eolplan.identity import LEAD, STUDENT, Act, MayNot, Staff
from eolplan.record import Value
from eolplan.vault import Cost, Session, make_backup
from eolplan.vault.colleagues import Change, admission, passphrase_change, refuse_last_lead
from eolplan.vault.rotation import Rotation
from eolplan.words import tr

_KEY_AT_MOST: Final = 1 << 16


_BACKED_UP: Final = 0.3
"""Of the way to new keys: then the store as it is now is backed up."""


class Removal:
    """Taking somebody's way in away, which gives the store new keys."""

    def __init__(
        self, session: Session, rotation: Rotation, now: Callable[[], dt.datetime]
    ) -> None:
        self._session, self._rotation, self._now = session, rotation, now

    def run(self, told: Callable[[float], None], stopped: Callable[[], bool]) -> None:
        """Back up what there is, then do it, off the GUI thread; the session is to be closed.

        A back-up that cannot be made keeps nobody's way in open.

        Raises:
            What ``Rotation.run`` raises; the keys are as they were.
        """
        with suppress(EolplanError):
            make_backup(
                self._session, now=self._now, stopped=stopped,
                told=lambda share: told(_BACKED_UP * share),
            )  # fmt: skip
        self._rotation.run(lambda share: told(_BACKED_UP + (1 - _BACKED_UP) * share), stopped)


class KeyNotRead(EolplanError):
    """The file of a key could not be read; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(tr("That file could not be read. Choose the key file you were given."))


class Team:
    """The team of one store, as who is signed in may see and change it."""

    def __init__(
        self, session: Session, *, now: Callable[[], dt.datetime], cost: Cost | None = None
    ) -> None:
        self._session, self._store, self._now = session, session.store, now
        self._cost = cost

    # -- who there is ------------------------------------------------------

    @property
    def me(self) -> Staff:
        """Who is signed in."""
        return self._session.staff

    def members(self) -> tuple[Staff, ...]:
        """Return everybody with a way in, by name."""
        return tuple(staff for staff in self._store.users() if not staff.left)

    def gone(self) -> tuple[Staff, ...]:
        """Return everybody whose way in was taken away, by name."""
        return tuple(staff for staff in self._store.users() if staff.left)

    def leads(self) -> tuple[Staff, ...]:
        """Return whoever looks after the team, by name."""
        return tuple(staff for staff in self.members() if staff.may == LEAD)

    def member(self, user: str) -> Staff | None:
        """Return one with a way in; None when nobody with one has this id."""
        return next((staff for staff in self.members() if staff.id == user), None)

    def is_last_lead(self, user: str) -> bool:
        """Say whether nobody else looks after the team: then it has to stay so."""
        return [staff.id for staff in self.leads()] == [user]

    def since(self, user: str) -> dt.date | None:
        """Return the local day on which somebody was given their way in."""
        told = self._store.audit_about(user)
        return dt.datetime.fromisoformat(told[0].at).astimezone().date() if told else None

    # -- their facts -------------------------------------------------------

    def change(self, staff: Staff) -> None:
        """Keep the facts of who is signed in, as they are to be printed from now on.

        What they say of their team goes for all whose team it is: there is one telephone
        on page 1, whoever made the plan. What they may do stays as it is.

        Raises:
            MayNot: the facts of the team are not theirs to change.
            NotWritten: the disk did not take it.
        """
        before = self.me
        if _team_of(before) != _team_of(staff):
            before.must(Act.SIGN)
        for other in self._store.users():
            if other.id == before.id:
                kept = replace(staff, id=before.id, may=before.may, left=before.left)
                self._store.put_user(kept, at=self._now())
            elif _team_of(other) == _team_of(before) != _team_of(staff):
                self._store.put_user(replace(other, **_team_of(staff)), at=self._now())

    def change_colleague(self, staff: Staff) -> None:
        """Keep how somebody else is printed, and what they may do.

        Who was a student stays one for what they recorded until now.

        Raises:
            MayNot: who is signed in does not look after the team.
            LastLead: nobody would look after the team.
            NotWritten: the disk did not take it.
        """
        self.me.must(Act.LEAD)
        before = self.member(staff.id)
        if before is None:
            return
        if before.may == LEAD != staff.may:
            header = self._session.unlocked.header
            refuse_last_lead(header, self._store.users(), staff.id)
        if before.may == STUDENT != staff.may:
            self._remember_student(staff.id)
        self._store.put_user(replace(staff, left=before.left), at=self._now())

    # -- ways in -----------------------------------------------------------

    def admitting(self, staff: Staff, passphrase: str) -> Callable[[], Change]:
        """Return the slow call that makes a way in for somebody new; it touches no store.

        ``take`` writes what it returns. What is known of the team is known of them too.

        Args:
            staff: Name, role, number and what they may do.
            passphrase: Theirs, typed by them.

        Raises:
            MayNot: who is signed in does not look after the team.
        """
        self.me.must(Act.LEAD)
        known = replace(staff, organisation=self.me.organisation, **_team_of(self.me))
        opened, cost = self._session.unlocked, self._cost or Cost.for_this_machine()
        return lambda: admission(opened, known, passphrase, cost=cost)

    def changing_passphrase(self, old: str, new: str) -> Callable[[], Change]:
        """Return the slow call that makes one's own way in under another passphrase.

        It touches no store, and raises ``WrongPassphrase`` where *old* is not right.
        """
        opened, cost = self._session.unlocked, self._cost or Cost.for_this_machine()
        return lambda: passphrase_change(opened, old, new, cost=cost)

    def take(self, change: Change) -> None:
        """Write a change of the ways in that was made by one of these calls.

        Raises:
            HeaderDoubted: the header is not one that eolplan wrote.
            AlreadyOpen: the ways in were changed meanwhile.
            NotWritten, ReadOnlyFolder: the disk did not take it; the ways in are as they were.
        """
        self._session.take(change, now=self._now)

    def new_sheet(self) -> None:
        """Make a new recovery code; it lies in the vault until it is on paper.

        Raises:
            MayNot: who is signed in does not look after the team.
            NotWritten, ReadOnlyFolder: the disk did not take it; the old sheet is good.
        """
        self.me.must(Act.LEAD)
        self._session.new_recovery_code(now=self._now)

    def removing(self, user: str) -> Removal:
        """Return what takes somebody's way in away and gives the store new keys.

        Raises:
            MayNot: who is signed in does not look after the team, or it is themselves.
            LastLead: nobody would look after the team.
        """
        self.me.must(Act.LEAD)
        if user == self.me.id:
            raise MayNot(Act.LEAD)
        return Removal(self._session, self._session.rotation(user, now=self._now), self._now)

    # -- restricted notes, and the organisation's key -------------------------

    def reads_restricted(self, user: str) -> bool:
        """Say whether somebody may read what is kept for chosen staff."""
        return self._store.may_read_restricted(user)

    def let_read_restricted(self, user: str, *, on: bool) -> None:
        """Let somebody read what is kept for chosen staff, or no longer.

        Raises:
            NotChosen: who is signed in cannot read it.
            LastToRead: nobody would be left.
            NotWritten: the disk did not take it.
        """
        self._store.let_read_restricted(user, on, at=self._now())

    @property
    def has_organisation(self) -> bool:
        """Whether the organisation's key opens this store."""
        return self._session.has_organisation

    def add_organisation(self, file: Path) -> None:
        """Let the organisation open this store with the other half of the key in *file*.

        Raises:
            MayNot: who is signed in does not look after the team.
            NotAKey: the file holds none.
            NotWritten, ReadOnlyFolder: the disk did not take it.
        """
        self.me.must(Act.LEAD)
        self._session.add_organisation(read_key(file), now=self._now)

    def remove_organisation(self) -> None:
        """Let the organisation's key open this store no longer.

        Raises:
            MayNot: who is signed in does not look after the team.
            NotWritten, ReadOnlyFolder: the disk did not take it.
        """
        self.me.must(Act.LEAD)
        self._session.remove_organisation(now=self._now)

    def _remember_student(self, user: str) -> None:
        kept = self._store.setting(UNTIL)
        before: dict[str, Value] = dict(kept) if isinstance(kept, dict) else {}
        # in the form in which entries have it
        until = self._now().astimezone(dt.UTC).isoformat(timespec="microseconds")
        self._store.put_setting(UNTIL, {**before, user: until}, at=self._now())


def read_key(file: Path) -> bytes:
    """Return what a key file holds; whether it is a key is for the vault to say.

    Raises:
        KeyNotRead: there is no such file, or it is too large to be one.
    """
    try:
        with file.open("rb") as opened:
            held = opened.read(_KEY_AT_MOST + 1)
    except OSError as e:
        raise KeyNotRead from e
    if len(held) > _KEY_AT_MOST:
        raise KeyNotRead
    return held


def _team_of(staff: Staff) -> dict[str, str]:
    """Return the facts that all members of a team share."""
    return {
        "team": staff.team,
        "team_phone": staff.team_phone,
        "night_phone": staff.night_phone,
        "nation": staff.nation,
    }

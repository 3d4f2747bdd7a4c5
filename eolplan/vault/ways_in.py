"""Who may open a vault, as whoever is signed in changes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from eolplan.identity import LEAD, Staff
from eolplan.vault import colleagues, headers, team
from eolplan.vault.colleagues import Change
from eolplan.vault.db import Database
from eolplan.vault.errors import AlreadyOpen, HeaderDoubted, NotWritten, VaultDamaged, Why
from eolplan.vault.gate import Gate
from eolplan.vault.header import ORGANISATION, Header, Slot
from eolplan.vault.keys import Cost, Keys
from eolplan.vault.place import Folder
from eolplan.vault.recovery import UNKEPT
from eolplan.vault.store import Store
from eolplan.vault.unlocking import UnlockedSlot

if TYPE_CHECKING:
    from eolplan.vault.rotation import Rotation

Clock = Callable[[], dt.datetime]
"""Tells the time: aware, UTC."""


class WaysIn:
    """The half of a session that changes the header. See ``Session``, which sets all of this up.

    What is slow has a half of its own in ``eolplan.vault.colleagues``, for off the GUI
    thread; ``take`` writes what it returns.
    """

    folder: Path
    slot_id: str
    label: str
    store: Store
    _db: Database
    _keys: Keys
    _unlocked: UnlockedSlot
    _gate: Gate
    _user: str

    def admit(self, staff: Staff, passphrase: str, *, cost: Cost, now: Clock) -> None:
        """Give a further member of staff a way in of their own. Slow.

        They are known before the header names them: a power cut leaves somebody who
        cannot get in, never a way in that belongs to nobody.

        Args:
            staff: Who.
            passphrase: Theirs; whoever asked for it has judged it.
            cost: Of the new slot.
            now: Aware UTC clock.

        Raises:
            NotEnoughMemory: the laptop has too little free.
            ReadOnlyFolder, NotWritten: the disk did not take it.
        """
        self.take(colleagues.admission(self._unlocked, staff, passphrase, cost=cost), now=now)

    def change_passphrase(self, old: str, new: str, *, cost: Cost, now: Clock) -> None:
        """Change the passphrase of whoever is signed in; the old one opens nothing then. Slow.

        ``colleagues.passphrase_change`` is the slow half for off the GUI thread, and
        ``take`` the quick one.

        Raises:
            PassphraseTooWeak, WrongPassphrase, NotEnoughMemory: see there.
            HeaderDoubted, ReadOnlyFolder, NotWritten: see ``take``.
        """
        self.take(colleagues.passphrase_change(self._unlocked, old, new, cost=cost), now=now)

    def new_recovery_code(self, *, now: Clock) -> str:
        """Put a new recovery code in the place of the old one, and return it.

        It lies in the vault as ``UNKEPT`` until somebody has it on paper.

        Raises:
            HeaderDoubted, ReadOnlyFolder, NotWritten: see ``take``.
        """
        change = colleagues.recovery_change(self._unlocked)
        self.take(change, now=now)
        return change.unkept

    def set_role(self, user: str, may: str, *, now: Clock) -> None:
        """Change what a member of staff may do.

        Raises:
            KeyError: nobody has that id.
            LastLead: nobody would look after the team.
            NotWritten: it stays as it was.
        """
        found = team.user(self._db, user)
        if found is None:
            raise KeyError(user)
        if may != LEAD:
            colleagues.refuse_last_lead(self._unlocked.header, self.store.users(), user)
        self.store.put_user(replace(found, may=may), at=now())

    @property
    def has_organisation(self) -> bool:
        """Whether an organisation's key opens this vault."""
        return bool(self._unlocked.header.of_kind(ORGANISATION))

    def add_organisation(self, public: bytes, *, now: Clock) -> None:
        """Let an organisation in by the key whose public file is *public*, instead of an earlier.

        Raises:
            NotAKey: it is no public file.
            HeaderDoubted, ReadOnlyFolder, NotWritten: see ``take``.
        """
        from eolplan.vault.organisation import read_public

        half = read_public(public)
        change = colleagues.organisation_change(self._unlocked, half.pub, half.label)
        self.take(change, now=now)

    def remove_organisation(self, *, now: Clock) -> None:
        """Take the organisation's way in away. Only new keys end what an old copy would open.

        Raises:
            HeaderDoubted, ReadOnlyFolder, NotWritten: see ``take``.
        """
        self.take(colleagues.organisation_removal(self._unlocked), now=now)

    def rotation(self, leaver: str = "", *, now: Clock) -> Rotation:
        """Prepare to take somebody's way in away, and to give the vault new keys with that.

        Args:
            leaver: Id of who leaves; without one only the keys are to be new.
            now: Aware UTC clock.

        Raises:
            KeyError: nobody has that id.
            LastLead: nobody would look after the team.
            HeaderDoubted: the header is not one that eolplan wrote.
        """
        from eolplan.vault.rotation import Leaving, Rotation

        self._refuse_doubted()
        staff = team.user(self._db, leaver) if leaver else None
        if leaver and staff is None:
            raise KeyError(leaver)
        colleagues.refuse_last_lead(self._unlocked.header, self.store.users(), leaver)
        leaving = Leaving(staff, self._user)
        return Rotation(self._db, self._unlocked, self._gate, leaving, now)

    @property
    def unlocked(self) -> UnlockedSlot:
        """The slot that was opened, in the header as it is now."""
        return self._unlocked

    def take(self, change: Change, *, now: Clock) -> None:
        """Write a change of the ways in that was worked out before. Quick.

        Whoever is let in is known before the header names them: a power cut leaves
        somebody who cannot get in, never a way in that belongs to nobody. A new code
        lies in the vault before the old one goes.

        Raises:
            HeaderDoubted: the header is not one that eolplan wrote.
            AlreadyOpen: the ways in were changed since.
            ReadOnlyFolder, NotWritten: the disk did not take it; what opened the vault
                before opens it.
        """
        self._refuse_doubted()
        if change.before != self._unlocked.header:
            raise AlreadyOpen
        if change.staff is not None:
            self.store.put_user(change.staff, at=now())
        if change.unkept:
            self.store.put_setting(UNKEPT, change.unkept, at=now())
        if change.steps:
            self.store.audit(change.action, change.about, at=now())
        for header in change.steps:
            self._write(header)
        if change.own != self.slot_id:
            slot = self._unlocked.header.slot(change.own)
            self._unlocked = replace(self._unlocked, slot=slot)
            self.slot_id, self.label = slot.slot_id, slot.label
        self._tend_seals(now())

    def put_slots(self, slots: tuple[Slot, ...]) -> None:
        """Write the header with these slots and no others.

        Raises:
            HeaderDoubted: the header is not one that eolplan wrote.
            ReadOnlyFolder, NotWritten: the disk did not take it.
        """
        self._refuse_doubted()
        self._write(self._unlocked.header.next(slots, self._keys))

    def _refuse_doubted(self) -> None:
        """Refuse to build on a header that others changed: its new form would vouch for theirs."""
        if not self._unlocked.header.authentic(self._keys):
            raise HeaderDoubted

    def _write(self, header: Header) -> None:
        with self._gate.open():
            if self._db.held:
                raise NotWritten(Why.BUSY)
            headers.write(Folder(self.folder), header)
            self._unlocked = replace(self._unlocked, header=header)

    def _tend_seals(self, at: dt.datetime) -> None:
        """Keep what is for chosen staff readable by the ways in that the true header names."""
        if self._unlocked.header.authentic(self._keys):
            with suppress(VaultDamaged):  # one bad page keeps nobody out; verify tells of it
                self.store.tend_seals(at)

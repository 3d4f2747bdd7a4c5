"""Quick unlock: a PIN and a secret in the laptop's keyring open the slot of one member of staff.

::

    KEK = HKDF(32 random bytes from the keyring || Argon2id(PIN))

Neither half opens anything without the other. The slot wraps the X25519 pair that
the member of staff has already, so it opens the same vault as the same person; their
pen stays under the passphrase. It is never the only way in, and all that can be lost
with it is the PIN itself.

How often a PIN was wrong and when the passphrase was typed last lies in a file beside
the vault (``pin_notes``). Whoever takes that file away takes the PIN away.
"""

from __future__ import annotations

import datetime as dt
import threading
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Never

from eolplan.errors import EolplanError
from eolplan.vault import headers
from eolplan.vault.errors import (
    NotEnoughMemory,
    NotWritten,
    ReadOnlyFolder,
    WrongPassphrase,
)
from eolplan.vault.header import PASSPHRASE, QUICK, Header, Slot
from eolplan.vault.keyring_item import SECONDS, KeyringItem, KeyringRefused, No
from eolplan.vault.keys import Cost, Keys, SecretRefused, new_secret, stretch, subkey
from eolplan.vault.moment import Tell
from eolplan.vault.pin import PinTooWeak, WrongPin, digits_of, problem
from eolplan.vault.pin_notes import TRIES, Note, Notes, Stand
from eolplan.vault.place import Folder
from eolplan.vault.slots import open_slot, passphrase_kek, personal_slot_around
from eolplan.vault.unlocking import UnlockedSlot, opened_by, with_kek
from eolplan.words import N_, say, tr

if TYPE_CHECKING:
    from eolplan.vault.session import Session  # the locked screen must not wait for it

_AWAY: Final = {
    Stand.NONE: N_("There is no PIN for you on this laptop."),
    Stand.RESTING: N_("It is asked for every 12 hours. After that your PIN works again."),
    Stand.SPENT: N_(
        "Your PIN was wrong 5 times, so it is gone. You can choose a new one in Settings."
    ),
    Stand.LOST: N_(
        "The key for your PIN is gone from this laptop. You can choose a new PIN in Settings."
    ),
    Stand.DOUBTED: N_(
        "Who may open this store was changed outside eolplan, so your PIN will not do."
    ),
}


class PinAway(EolplanError):
    """The PIN may not be tried; the passphrase may.

    Attributes:
        stand: Why.
    """

    def __init__(self, stand: Stand) -> None:
        self.stand = stand
        super().__init__(say("Use your passphrase. {reason}", reason=tr(_AWAY[stand])))


class PinUncounted(EolplanError):
    """A try that cannot be counted is not made."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "Use your passphrase. The folder of the store cannot be written to, and your PIN"
                " needs that."
            )
        )


@dataclass(frozen=True, slots=True)
class MadePin:
    """A new quick slot whose other half the keyring has; it is not in the header yet."""

    slot: Slot
    note: Note = field(repr=False)


class Pins:
    """The PINs of one vault on this laptop.

    Args:
        folder: The vault's folder.
        tell: Tells the moment.
        seconds: How long the keyring may take.
    """

    def __init__(self, folder: Path, tell: Tell, *, seconds: float = SECONDS) -> None:
        self._folder, self._tell, self._seconds = folder, tell, seconds
        self._notes = Notes(folder)

    # -- before unlock ---------------------------------------------------

    def stand(self, slot_id: str | None = None) -> Stand:
        """Say how the PIN stands of whoever has the passphrase slot *slot_id*.

        Args:
            slot_id: Whose; needed only when there are several.

        Raises:
            VaultAbsent, VaultDamaged, VaultTooNew: the header cannot be read.
        """
        return self._stand(headers.read(Folder(self._folder)).found[0], slot_id)

    def open(self, pin: str, slot_id: str | None = None) -> UnlockedSlot:
        """Open the passphrase slot *slot_id* with the PIN of its owner. Slow.

        What comes back is the same as after the passphrase, so that everything which is
        remembered for them is found. Their pen is not in it: signing asks for the passphrase.

        Raises:
            PinAway: it may not be tried.
            KeyringRefused: the keyring does not give its half.
            PinUncounted: the try cannot be written down.
            WrongPin: it is another one; after the fifth it is gone.
            VaultAbsent, VaultDamaged, VaultTooNew, NotEnoughMemory: as of ``derive``.
        """
        found = headers.read(Folder(self._folder))
        quick, note = self._fit(found.found[0], slot_id)
        item = self._item(found.found[0], quick)
        secret = self._half(item, quick, note)
        counted = replace(note, tries=note.tries + 1)
        self._count(quick, counted)
        kek = cache(lambda slot: _kek(slot, secret, pin))  # both copies of the header ask
        try:
            opened = opened_by(found, QUICK, with_kek(kek), quick.slot_id)
        except NotEnoughMemory:
            self._note(quick, note)
            raise
        if opened is None:
            _miss(item, counted)
        self._note(quick, replace(note, tries=0))
        return _as_owner(opened)

    def _stand(self, header: Header, slot_id: str | None) -> Stand:
        quick = _quick_of(header, slot_id)
        note = self._notes.of(quick.slot_id) if quick is not None else None
        return Stand.NONE if note is None else note.stand(self._tell())

    def _fit(self, header: Header, slot_id: str | None) -> tuple[Slot, Note]:
        """Return a PIN that may be tried."""
        stand, quick = self._stand(header, slot_id), _quick_of(header, slot_id)
        note = self._notes.of(quick.slot_id) if quick is not None else None
        if quick is None or note is None or stand is not Stand.READY:
            raise PinAway(stand)
        return quick, note

    def _half(self, item: KeyringItem, quick: Slot, note: Note) -> bytes:
        """Return the keyring's half, known again, so that a wrong one costs no try."""
        import hmac

        try:
            secret = item.get(note.keyring)
            if not hmac.compare_digest(_known(secret), note.known):
                raise KeyringRefused(No.GARBLED)
        except KeyringRefused as e:
            if e.why in (No.GONE, No.GARBLED):
                self._note(quick, replace(note, lost=True))
            raise
        return secret

    def _count(self, quick: Slot, counted: Note) -> None:
        """Write the try down before it is made, so that ending the process does not undo it."""
        try:
            self._notes.put(quick.slot_id, counted)
        except (NotWritten, ReadOnlyFolder) as e:
            raise PinUncounted from e

    # -- once it is open -------------------------------------------------

    def stand_of(self, session: Session) -> Stand:
        """Say how the PIN stands of whoever is signed in."""
        return self._stand(session.unlocked.header, session.unlocked.slot.slot_id)

    def make(self, opened: UnlockedSlot, passphrase: str, pin: str) -> MadePin:
        """Make a PIN for whoever opened the vault, and give the keyring its half. Slow.

        It touches no database, so it may run off-thread; ``enter`` puts it in the header.

        Args:
            opened: ``session.unlocked``.
            passphrase: Theirs, typed again.
            pin: See ``problem``.

        Raises:
            WrongPassphrase, PinTooWeak, KeyringRefused, NotEnoughMemory: nothing was changed.
        """
        if wrong := problem(pin):
            raise PinTooWeak(wrong)
        header, own = opened.header, opened.slot
        try:
            open_slot(header, own, passphrase_kek(own, passphrase))
        except SecretRefused as e:
            raise WrongPassphrase from e
        secret = new_secret()
        slot = personal_slot_around(
            header, opened.private, own.pub, opened.vmk, lambda bare: _kek(bare, secret, pin),
            kind=QUICK, user=own.user, label=own.label, cost=own.cost or Cost.STANDARD,
        )  # fmt: skip
        keyring = self._item(header, slot).put(secret)
        return MadePin(slot, Note(self._tell(), 0, keyring, _known(secret)))

    def enter(self, session: Session, made: MadePin, at: dt.datetime) -> None:
        """Put a PIN that was made into the header, in the place of an earlier one.

        Raises:
            NotWritten, ReadOnlyFolder, HeaderDoubted: there is no new PIN.
        """
        try:
            self._notes.put(made.slot.slot_id, made.note)
            session.store.audit("pin.chosen", {"slot": made.slot.slot_id}, at=at)
            self._swap(session, (made.slot,))
        except EolplanError:
            self._forget(session.unlocked.header, made.slot)
            raise

    def remove(self, session: Session, at: dt.datetime) -> None:
        """Take the PIN of whoever is signed in away.

        Raises:
            NotWritten, ReadOnlyFolder, HeaderDoubted: it is as it was.
        """
        self._swap(session, ())
        session.store.audit("pin.removed", {"slot": session.unlocked.slot.slot_id}, at=at)

    def used(self, session: Session, at: dt.datetime) -> None:
        """Write down that the vault was opened with a PIN; a full disk keeps nobody out."""
        with suppress(NotWritten):
            session.store.audit("pin.used", {"slot": session.unlocked.slot.slot_id}, at=at)

    def typed(self, session: Session, at: dt.datetime) -> None:
        """Remember that the passphrase was typed just now; take away a PIN that is used up.

        Where the disk takes nothing, the passphrase is due again the next time.
        """
        header, user = session.unlocked.header, session.unlocked.slot.user
        if not _of_user(header, user):
            return
        quick = _quick_of(header, session.unlocked.slot.slot_id)
        note = self._notes.of(quick.slot_id) if quick is not None else None
        with suppress(EolplanError):
            if quick is None or note is None or note.lost or note.tries >= TRIES:
                self.remove(session, at)
            else:
                self._notes.put(quick.slot_id, replace(note, typed=self._tell(), tries=0))

    def _swap(self, session: Session, fresh: tuple[Slot, ...]) -> None:
        """Write the header with *fresh* in the place of the PINs of whoever is signed in."""
        header = session.unlocked.header
        old = _of_user(header, session.unlocked.slot.user)
        session.put_slots((*(slot for slot in header.slots if slot not in old), *fresh))
        for slot in old:
            self._forget(header, slot)

    def _forget(self, header: Header, slot: Slot) -> None:
        """Take the notes and the keyring's half away; nobody waits for the keyring."""
        self._note(slot, None)
        threading.Thread(
            target=_delete, args=(self._item(header, slot),), name="keyring", daemon=True
        ).start()

    def _note(self, quick: Slot, note: Note | None) -> None:
        with suppress(NotWritten, ReadOnlyFolder):
            self._notes.put(quick.slot_id, note)

    def _item(self, header: Header, slot: Slot) -> KeyringItem:
        return KeyringItem(f"{header.vault_id}:{slot.slot_id}", seconds=self._seconds)


def _kek(slot: Slot, secret: bytes, pin: str) -> bytes:
    """Return the KEK of a quick slot. Slow."""
    stretched = stretch(digits_of(pin), slot.salt, slot.cost or Cost.STANDARD)
    return subkey(secret + stretched, "kek/quick", salt=slot.salt)


def _known(secret: bytes) -> str:
    """Return what tells that a secret is the one; it says nothing of the secret itself."""
    return subkey(secret, "quick/known").hex()


def _miss(item: KeyringItem, counted: Note) -> Never:
    """Say that it was another PIN; after the fifth the keyring's half goes, and with it the PIN."""
    if counted.tries >= TRIES:
        _delete(item)  # where the keyring refuses, the count keeps it from being tried again
    raise WrongPin(TRIES - counted.tries)


def _delete(item: KeyringItem) -> None:
    with suppress(KeyringRefused):
        item.delete()


def _of_user(header: Header, user: str) -> tuple[Slot, ...]:
    return tuple(slot for slot in header.of_kind(QUICK) if slot.user == user)


def _quick_of(header: Header, slot_id: str | None) -> Slot | None:
    """Return the quick slot around the same pair as a passphrase slot, or as the only one."""
    own = [s for s in header.of_kind(PASSPHRASE) if slot_id in (None, s.slot_id)]
    if len(own) != 1:
        return None
    fit = [slot for slot in _of_user(header, own[0].user) if slot.pub == own[0].pub]
    return fit[-1] if fit else None


def _as_owner(opened: UnlockedSlot) -> UnlockedSlot:
    """Return the passphrase slot of the same member of staff, opened with the same pair.

    Only an authentic header says which one that is: nothing in the passphrase slot was
    opened, so a forged one would not show.
    """
    if opened.header.authentic(Keys(opened.vmk)):
        for own in opened.header.of_kind(PASSPHRASE):
            if (own.user, own.pub) == (opened.slot.user, opened.slot.pub):
                return replace(opened, slot=own)
    raise PinAway(Stand.DOUBTED)

"""The slow halves of creating and opening a vault: pure work on keys, no database.

Argon2id takes about a second on purpose, so these run off the GUI thread; what
they return is handed to the quick halves in ``eolplan.vault.session``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from eolplan.identity import Staff
from eolplan.vault import headers
from eolplan.vault.errors import PassphraseTooWeak, VaultDamaged, WrongCode, WrongPassphrase
from eolplan.vault.header import MOST_LABEL, PASSPHRASE, RECOVERY, Header, Slot
from eolplan.vault.headers import Headers, Label
from eolplan.vault.keys import Cost, Keys, SecretRefused, new_secret
from eolplan.vault.passphrase import problems
from eolplan.vault.place import Folder
from eolplan.vault.recovery import new_code, secret_of
from eolplan.vault.slots import (
    Kek,
    open_slot,
    passphrase_kek,
    passphrase_slot,
    recovery_kek,
    recovery_slot,
)

Opener = Callable[[Header, Slot], tuple[bytearray, bytearray]]
"""Gives the vault key and the private half of a slot, or raises ``SecretRefused``."""


@dataclass(frozen=True, slots=True)
class UnlockedSlot:
    """A slot that opened, with the header it is true of.

    Attributes:
        private: The private half of the slot's X25519 pair.
        altered: A file of the header is not as it was last written.
    """

    header: Header
    slot: Slot
    vmk: bytearray = field(repr=False)
    private: bytearray = field(repr=False)
    altered: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything of a new vault but its files.

    Attributes:
        recovery_code: To be shown once.
    """

    unlocked: UnlockedSlot
    recovery_code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Recovered:
    """A vault opened by its recovery code, with the new ways in that this forces.

    Attributes:
        before: The header as it was read.
        grown: With the new slots beside the old ones.
        unlocked: The new slot, in the header without the old ones.
        private: The private half of the recovery slot that opened: what was sealed to
            it is sealed to the new slots when the vault is entered.
        recovery_code: The new one, to be shown once.
        by: The kind of that slot.
    """

    before: Header
    grown: Header
    unlocked: UnlockedSlot
    private: bytearray = field(repr=False)
    recovery_code: str = field(repr=False)
    by: str = RECOVERY


def stands(folder: Path) -> bool:
    """Say whether there is a vault in *folder*."""
    return Folder(folder).stands


def labels(folder: Path) -> list[Label]:
    """Return who may unlock the vault, as the lock screen may show it before any secret.

    Raises:
        VaultAbsent, VaultDamaged, VaultTooNew: the header cannot be read.
    """
    return headers.labels(Folder(folder))


def prepare(
    passphrase: str, *, staff: Staff, cost: Cost, label: str = "", made_up: bool = False
) -> Prepared:
    """Make the keys, the slots and the header of a new vault. Slow; touches no disk.

    Args:
        passphrase: The one chosen.
        staff: Its owner.
        cost: See ``Cost.for_this_machine``.
        label: For the lock screen; without one, the owner's initials.
        made_up: It will only ever hold made-up people, so any passphrase will do.

    Raises:
        PassphraseTooWeak: its ``problems`` say why.
        NotEnoughMemory: the laptop has too little free.
    """
    if not made_up:
        refuse_weak(passphrase)
    vmk = bytearray(new_secret())
    bare, code = Header.new(), new_code()
    label = label_of(staff, label)
    slot = passphrase_slot(bare, vmk, passphrase, user=staff.id, label=label, cost=cost)
    slots = (slot, recovery_slot(bare, vmk, secret_of(code)))
    header = bare.next(slots, Keys(vmk))
    private = _prove([header], slot.slot_id, passphrase, code, vmk)
    return Prepared(UnlockedSlot(header, slot, vmk, private), code)


def derive(folder: Path, passphrase: str, *, slot_id: str | None = None) -> UnlockedSlot:
    """Open a slot with a passphrase. Slow; reads the header, opens no database.

    Args:
        folder: The vault's folder.
        passphrase: As typed.
        slot_id: Whose; None tries every slot in turn.

    Raises:
        WrongPassphrase: it opens none of them.
        VaultAbsent, VaultDamaged, VaultTooNew: see ``headers.read``.
        NotEnoughMemory: the laptop has too little free.
    """
    known: dict[tuple[bytes, Cost | None], bytes] = {}

    def kek(slot: Slot) -> bytes:
        """Stretch once for both copies of a header."""
        by = (slot.salt, slot.cost)
        if by not in known:
            known[by] = passphrase_kek(slot, passphrase)
        return known[by]

    found = opened_by(headers.read(Folder(folder)), PASSPHRASE, with_kek(kek), slot_id)
    if found is None:
        raise WrongPassphrase
    return found


def recover(
    folder: Path, code: str, *, new_passphrase: str, cost: Cost, slot_id: str | None = None
) -> Recovered:
    """Open a vault with its recovery code and make the new passphrase slot. Slow; writes nothing.

    Args:
        folder: The vault's folder.
        code: As typed from the sheet.
        new_passphrase: It takes the place of the forgotten one.
        cost: Of the new slot.
        slot_id: Whose passphrase was forgotten; needed only when there are several.

    Raises:
        CodeMistyped: its ``groups`` say where.
        PassphraseTooWeak: its ``problems`` say why.
        WrongCode: the code opens nothing.
        KeyError: it is not said whose passphrase was forgotten.
        VaultAbsent, VaultDamaged, VaultTooNew, NotEnoughMemory: see ``derive``.
    """
    secret = secret_of(code)
    refuse_weak(new_passphrase)
    opened = opened_by(
        headers.read(Folder(folder)), RECOVERY, with_kek(lambda slot: recovery_kek(slot, secret))
    )
    if opened is None:
        raise WrongCode
    return recovered_from(opened, new_passphrase, cost=cost, slot_id=slot_id)


def recovered_from(
    opened: UnlockedSlot, new_passphrase: str, *, cost: Cost, slot_id: str | None
) -> Recovered:
    """Make the new ways in of whoever was let in without their passphrase. Slow.

    A quick unlock wraps the pair that is lost, so it goes with the old passphrase.

    Raises:
        KeyError: it is not said whose passphrase was forgotten.
    """
    before, vmk, keys = opened.header, opened.vmk, Keys(opened.vmk)
    old = _forgotten(before, slot_id)
    fresh_code = new_code()
    fresh = passphrase_slot(before, vmk, new_passphrase, user=old.user, label=old.label, cost=cost)
    added = (fresh, recovery_slot(before, vmk, secret_of(fresh_code)))
    grown = before.next(before.slots + added, keys)
    after = grown.next(tuple(s for s in grown.slots if s in added or not _lost(s, old)), keys)
    private = _prove([grown, after], fresh.slot_id, new_passphrase, fresh_code, vmk)
    unlocked = UnlockedSlot(after, fresh, vmk, private, opened.altered)
    return Recovered(before, grown, unlocked, opened.private, fresh_code, opened.slot.kind)


def _lost(slot: Slot, forgotten: Slot) -> bool:
    """Say whether a slot goes when the passphrase of another is replaced."""
    return slot.kind == RECOVERY or (bool(slot.user) and slot.user == forgotten.user)


def refuse_weak(passphrase: str) -> None:
    """Refuse a passphrase that others would guess.

    Raises:
        PassphraseTooWeak: its ``problems`` say why.
    """
    if found := problems(passphrase):
        raise PassphraseTooWeak(found)


def label_of(staff: Staff, chosen: str = "") -> str:
    """Return what the lock screen shows for a slot: what was *chosen*, else initials."""
    initials = "".join(part[0] for part in staff.name.split() if part[0].isalpha()).upper()
    return (chosen or initials)[:MOST_LABEL]


def _forgotten(header: Header, slot_id: str | None) -> Slot:
    personal = header.of_kind(PASSPHRASE)
    if slot_id is None and len(personal) == 1:
        return personal[0]
    return header.slot(slot_id or "")


def with_kek(kek: Kek) -> Opener:
    """Return how to open a slot whose private half is wrapped by a KEK."""
    return lambda header, slot: open_slot(header, slot, kek(slot))


def opened_by(
    found: Headers, kind: str, opener: Opener, slot_id: str | None = None
) -> UnlockedSlot | None:
    """Return the first slot that opens, in the true header; None when none does.

    Args:
        found: What the header's files hold.
        kind: Of the slots to try.
        opener: Opens one, or raises ``SecretRefused``.
        slot_id: The only one to try.

    Raises:
        VaultDamaged: the secret was right, and the sealed vault key was changed.
    """
    damaged = False
    for header in found.found:
        for slot in header.of_kind(kind):
            if slot_id not in (None, slot.slot_id):
                continue
            try:
                vmk, private = opener(header, slot)
            except SecretRefused:
                continue
            except VaultDamaged:
                damaged = True
                continue
            return _settled(found, UnlockedSlot(header, slot, vmk, private, altered=True), opener)
    if damaged:
        raise VaultDamaged
    return None


def _settled(found: Headers, opened: UnlockedSlot, opener: Opener) -> UnlockedSlot | None:
    """Return the slot in the newest header that its vault key says is true.

    An older copy must not let in a secret that the newest one has dropped. Where
    no copy is authentic, the one that opened stands, marked as altered.
    """
    true = found.authentic(Keys(opened.vmk))
    if not true:
        return opened
    header = true[0]
    try:
        slot = header.slot(opened.slot.slot_id)
        vmk, private = opener(header, slot)
    except (KeyError, SecretRefused):
        return None
    altered = found.spoiled or header != found.found[0] or len(true) < len(found.found)
    return UnlockedSlot(header, slot, vmk, private, altered)


def _prove(
    made: list[Header], slot_id: str, passphrase: str, code: str, vmk: bytearray
) -> bytearray:
    """Open every new slot from the very bytes that will be written; return the private half."""
    import hmac

    key, private = b"", bytearray()
    for header in made:
        read = Header.from_bytes(header.to_bytes())
        slot = read.slot(slot_id)
        key = key or passphrase_kek(slot, passphrase)
        newest = read.of_kind(RECOVERY)[-1]
        mine, private = open_slot(read, slot, key)
        safe, _ = open_slot(read, newest, recovery_kek(newest, secret_of(code)))
        if not all(hmac.compare_digest(found, vmk) for found in (mine, safe)):
            raise VaultDamaged
    return private

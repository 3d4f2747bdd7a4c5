"""Changes of the ways in, worked out and proven before anything is written.

Argon2id takes about a second, so these are pure work on keys for off the GUI
thread, as in ``eolplan.vault.unlocking``; ``Session.take`` writes what they return.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field

from eolplan.identity import LEAD, Staff
from eolplan.record import Value
from eolplan.vault.errors import LastLead, VaultDamaged, WrongPassphrase
from eolplan.vault.header import ORGANISATION, PASSPHRASE, RECOVERY, Header, Slot
from eolplan.vault.keys import Cost, Keys, SecretRefused
from eolplan.vault.recovery import new_code, secret_of
from eolplan.vault.slots import (
    Kek,
    open_slot,
    organisation_slot,
    passphrase_kek,
    passphrase_slot,
    recovery_kek,
    recovery_slot,
    signing_key,
)
from eolplan.vault.unlocking import UnlockedSlot, label_of, refuse_weak

ADMITTED = "admitted"
OWN_CHANGED = "passphrase.changed"
RECOVERY_MADE = "recovery.made"
ORGANISATION_ADDED = "organisation.added"
ORGANISATION_REMOVED = "organisation.removed"
"""What the audit trail says of each."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the ways in that was worked out and proven, but not written.

    Attributes:
        before: The header that it was worked out from.
        steps: The headers to write, one after the other. With each of them there is a
            way in for everybody, old or new.
        own: Id of the slot of whoever is signed in, in the last of them.
        action, about: What the audit trail says.
        staff: Whoever is to be known before the header names them.
        unkept: A recovery code that nobody has on paper yet.
    """

    before: Header
    steps: tuple[Header, ...]
    own: str
    action: str
    about: Value
    staff: Staff | None = None
    unkept: str = field(default="", repr=False)


def admission(opened: UnlockedSlot, staff: Staff, passphrase: str, *, cost: Cost) -> Change:
    """Work out a way in for a further member of staff. Slow.

    Args:
        opened: By whoever lets them in.
        staff: Who.
        passphrase: Theirs; whoever asked for it has judged it.
        cost: Of the new slot.

    Raises:
        NotEnoughMemory: the laptop has too little free.
        VaultDamaged: what would be written does not open; there may be no more slots.
    """
    header, vmk = opened.header, opened.vmk
    slot = passphrase_slot(header, vmk, passphrase, user=staff.id, label=label_of(staff), cost=cost)
    grown = header.next((*header.slots, slot), Keys(vmk))
    prove([grown], slot.slot_id, lambda read: passphrase_kek(read, passphrase), vmk)
    about: Value = {"slot": slot.slot_id, "user": staff.id}
    return Change(header, (grown,), opened.slot.slot_id, ADMITTED, about, staff=staff)


def passphrase_change(opened: UnlockedSlot, old: str, new: str, *, cost: Cost) -> Change:
    """Work out the same way in under another passphrase: its pairs stay. Slow.

    Args:
        opened: By whoever changes theirs.
        old: Theirs, typed again.
        new: The one chosen.
        cost: Of the new slot.

    Raises:
        PassphraseTooWeak: its ``problems`` say why.
        WrongPassphrase: *old* is not theirs.
        NotEnoughMemory: the laptop has too little free.
    """
    refuse_weak(new)
    header, slot, vmk = opened.header, opened.slot, opened.vmk
    try:
        kek = passphrase_kek(slot, old)
        _, private = open_slot(header, slot, kek)
        pen = signing_key(header, slot, kek)
    except SecretRefused as e:
        raise WrongPassphrase from e
    fresh = passphrase_slot(
        header, vmk, new, user=slot.user, label=slot.label, cost=cost,
        pair=(bytes(private), slot.pub), pen=(pen, slot.sig_pub),
    )  # fmt: skip
    steps = _beside_then_instead(header, (slot,), fresh, Keys(vmk))
    prove(steps, fresh.slot_id, lambda read: passphrase_kek(read, new), vmk)
    about: Value = {"slot": fresh.slot_id, "was": slot.slot_id}
    return Change(header, steps, fresh.slot_id, OWN_CHANGED, about)


def recovery_change(opened: UnlockedSlot) -> Change:
    """Work out a new recovery code in the place of the old one; ``unkept`` is the code."""
    header, vmk, code = opened.header, opened.vmk, new_code()
    fresh = recovery_slot(header, vmk, secret_of(code))
    steps = _beside_then_instead(header, header.of_kind(RECOVERY), fresh, Keys(vmk))
    prove(steps, fresh.slot_id, lambda read: recovery_kek(read, secret_of(code)), vmk)
    about: Value = {"slot": fresh.slot_id}
    return Change(header, steps, opened.slot.slot_id, RECOVERY_MADE, about, unkept=code)


def organisation_change(opened: UnlockedSlot, public: bytes, label: str) -> Change:
    """Work out a way in for an organisation, in the place of one it has already.

    Args:
        opened: By whoever lets it in.
        public: Public half of its X25519 pair.
        label: Its name, or what it is called.
    """
    header, vmk = opened.header, opened.vmk
    old = header.of_kind(ORGANISATION)
    fresh = organisation_slot(header, vmk, public, label=label)
    steps = _beside_then_instead(header, old, fresh, Keys(vmk))
    for step in steps:
        Header.from_bytes(step.to_bytes())
    about: Value = {"slot": fresh.slot_id}
    return Change(header, steps, opened.slot.slot_id, ORGANISATION_ADDED, about)


def organisation_removal(opened: UnlockedSlot) -> Change:
    """Work out the end of the organisation's way in."""
    header = opened.header
    left = tuple(slot for slot in header.slots if slot.kind != ORGANISATION)
    gone: list[Value] = [slot.slot_id for slot in header.of_kind(ORGANISATION)]
    steps = (header.next(left, Keys(opened.vmk)),) if gone else ()
    return Change(header, steps, opened.slot.slot_id, ORGANISATION_REMOVED, {"slots": gone})


def refuse_last_lead(header: Header, users: Iterable[Staff], user: str) -> None:
    """Refuse to take *user* from those who look after the team, if nobody else does.

    Somebody without a way in looks after nothing.

    Raises:
        LastLead: there would be nobody.
    """
    here = {slot.user for slot in header.of_kind(PASSPHRASE)}
    leads = {s.id for s in users if s.may == LEAD and not s.left and s.id in here}
    if leads == {user}:
        raise LastLead


def prove(steps: Iterable[Header], slot_id: str, kek: Kek, vmk: bytearray) -> None:
    """Open a new slot from the very bytes that will be written.

    Raises:
        VaultDamaged: it does not open, or what would be written is no header.
    """
    key = b""
    for header in steps:
        read = Header.from_bytes(header.to_bytes())
        slot = read.slot(slot_id)
        key = key or kek(slot)
        try:
            found, _ = open_slot(read, slot, key)
        except SecretRefused as e:
            raise VaultDamaged from e
        if not hmac.compare_digest(found, vmk):
            raise VaultDamaged


def _beside_then_instead(
    header: Header, old: tuple[Slot, ...], fresh: Slot, keys: Keys
) -> tuple[Header, ...]:
    """Return the header with *fresh* in addition, then without *old*.

    The new one stands where the first old one stood: the lock screen keeps its order.
    """
    grown: list[Slot] = []
    for slot in header.slots:
        grown += [slot, fresh] if old[:1] == (slot,) else [slot]
    if not old:
        grown.append(fresh)
    first = header.next(tuple(grown), keys)
    if not old:
        return (first,)
    return first, first.next(tuple(slot for slot in grown if slot not in old), keys)

"""Making and opening the slots of a header."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Final

from eolplan.vault.errors import VaultDamaged
from eolplan.vault.header import (
    ORGANISATION,
    PASSPHRASE,
    RECOVERY,
    Header,
    Slot,
    identity,
    sealing,
)
from eolplan.vault.keys import (
    SALT_BYTES,
    Box,
    Cost,
    SealedBox,
    SecretRefused,
    new_sealing_pair,
    new_secret,
    new_signing_pair,
    seal,
    stretch,
    subkey,
    unseal,
    unwrap,
    wrap,
)

Kek = Callable[[Slot], bytes]
"""How to get from the secret in hand to the key of one slot."""
Pair = tuple[bytes, bytes]
"""Private and public half."""

_UNWRAPPED: Final = Box(b"", b"")
_UNSEALED: Final = SealedBox(b"", b"", b"")
_PRIVATE: Final = "priv"
_SIGNING: Final = "sig"


def passphrase_slot(
    header: Header,
    vmk: bytearray,
    passphrase: str,
    *,
    user: str,
    label: str,
    cost: Cost,
    pair: Pair | None = None,
    pen: Pair | None = None,
) -> Slot:
    """Return a new slot for one member of staff. Slow.

    Args:
        header: Only its ids are used; the slot is not added to it.
        passphrase: Judged by ``passphrase.problems`` before, not here.
        user: Id of the member of staff.
        label: What the lock screen will show.
        pair: The X25519 pair to wrap; fresh without one.
        pen: The P-256 pair to wrap; fresh without one.
    """
    private, public = pair or new_sealing_pair()
    sig_private, sig_public = pen or new_signing_pair()
    bare = _bare(PASSPHRASE, public, user=user, label=label, cost=cost, sig_pub=sig_public)
    kek = stretch(passphrase, bare.salt, cost)
    closed = _closed(header, bare, kek, private, vmk)
    box = wrap(kek, sig_private, identity(header, bare, _SIGNING))
    return dataclasses.replace(closed, sig_priv=box)


def personal_slot_around(
    header: Header,
    private: bytes | bytearray,
    public: bytes,
    vmk: bytearray,
    kek: Kek,
    *,
    kind: str,
    user: str,
    label: str,
    cost: Cost,
) -> Slot:
    """Return a further slot, without a pen, around the pair that a member of staff has.

    Args:
        header: Only its ids are used; the slot is not added to it.
        kek: Told the slot that is being made (its salt and its cost), gives its key.
    """
    bare = _bare(kind, public, user=user, label=label, cost=cost)
    return _closed(header, bare, kek(bare), bytes(private), vmk)


def recovery_slot(header: Header, vmk: bytearray, secret: bytes) -> Slot:
    """Return a new slot that the recovery code opens; *secret* is its 20 bytes."""
    private, public = new_sealing_pair()
    bare = _bare(RECOVERY, public)
    return _closed(header, bare, recovery_kek(bare, secret), private, vmk)


def organisation_slot(header: Header, vmk: bytearray, public: bytes, *, label: str) -> Slot:
    """Return a new slot whose private half the organisation keeps; *label* says whose it is."""
    bare = _bare(ORGANISATION, public, label=label)
    return sealed_to(header, dataclasses.replace(bare, salt=b"", priv=None), vmk)


def recovery_kek(slot: Slot, secret: bytes) -> bytes:
    """Return the KEK of a recovery slot: 160 random bits need no stretching."""
    return subkey(secret, "kek/recovery", salt=slot.salt)


def passphrase_kek(slot: Slot, passphrase: str) -> bytes:
    """Return the KEK of a passphrase slot. Slow."""
    return stretch(passphrase, slot.salt, slot.cost or Cost.STANDARD)


def _bare(
    kind: str,
    public: bytes,
    *,
    user: str = "",
    label: str = "",
    cost: Cost | None = None,
    sig_pub: bytes = b"",
) -> Slot:
    import uuid

    return Slot(
        slot_id=str(uuid.uuid4()),
        kind=kind,
        label=label,
        user=user,
        cost=cost,
        salt=new_secret(SALT_BYTES),
        pub=public,
        priv=_UNWRAPPED,
        vmk=_UNSEALED,
        sig_pub=sig_pub,
    )


def _closed(header: Header, bare: Slot, kek: bytes, private: bytes, vmk: bytearray) -> Slot:
    box = wrap(kek, private, identity(header, bare, _PRIVATE))
    return sealed_to(header, dataclasses.replace(bare, priv=box), vmk)


def sealed_to(header: Header, slot: Slot, vmk: bytearray) -> Slot:
    """Return *slot* with *vmk* sealed to its public half, in the header's epoch.

    Its secret stays what it is, and nobody needs to know it.
    """
    return dataclasses.replace(slot, vmk=seal(slot.pub, bytes(vmk), sealing(header, slot)))


def open_slot(header: Header, slot: Slot, kek: bytes) -> tuple[bytearray, bytearray]:
    """Return the vault key and the private half of the slot's X25519 pair.

    Raises:
        SecretRefused: *kek* is not this slot's.
        VaultDamaged: it is, but the sealed vault key was changed.
    """
    if slot.priv is None:
        raise SecretRefused
    private = bytearray(unwrap(kek, slot.priv, identity(header, slot, _PRIVATE)))
    return open_sealed(header, slot, private), private


def open_sealed(header: Header, slot: Slot, private: bytes | bytearray) -> bytearray:
    """Return the vault key with the private half of the slot's pair.

    Raises:
        VaultDamaged: it does not open: another pair, another epoch, or changed.
    """
    try:
        return unseal(bytes(private), slot.vmk, sealing(header, slot))
    except SecretRefused as e:
        raise VaultDamaged from e


def signing_key(header: Header, slot: Slot, kek: bytes) -> bytes:
    """Return the slot's private P-256 key as PKCS#8.

    Raises:
        SecretRefused: *kek* is not this slot's, or the slot does not sign.
    """
    if slot.sig_priv is None:
        raise SecretRefused
    return unwrap(kek, slot.sig_priv, identity(header, slot, _SIGNING))

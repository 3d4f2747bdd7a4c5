"""Making and opening the slots of a header."""

from __future__ import annotations

import dataclasses
import uuid
from typing import Final

from eolplan.vault.errors import VaultDamaged
from eolplan.vault.header import PASSPHRASE, RECOVERY, Header, Slot, identity, sealing
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

_UNWRAPPED: Final = Box(b"", b"")
_UNSEALED: Final = SealedBox(b"", b"", b"")
_PRIVATE: Final = "priv"
_SIGNING: Final = "sig"


def passphrase_slot(
    header: Header, vmk: bytearray, passphrase: str, *, user: str, label: str, cost: Cost
) -> Slot:
    """Return a new slot for one member of staff, with a signing pair of its own. Slow.

    Args:
        header: Only its ids are used; the slot is not added to it.
        passphrase: Judged by ``passphrase.problems`` before, not here.
        user: Id of the member of staff.
        label: What the lock screen will show.
    """
    private, public = new_sealing_pair()
    sig_private, sig_public = new_signing_pair()
    bare = Slot(
        slot_id=str(uuid.uuid4()),
        kind=PASSPHRASE,
        label=label,
        user=user,
        cost=cost,
        salt=new_secret(SALT_BYTES),
        pub=public,
        priv=_UNWRAPPED,
        vmk=_UNSEALED,
        sig_pub=sig_public,
    )
    kek = stretch(passphrase, bare.salt, cost)
    closed = _closed(header, bare, kek, private, vmk)
    box = wrap(kek, sig_private, identity(header, bare, _SIGNING))
    return dataclasses.replace(closed, sig_priv=box)


def recovery_slot(header: Header, vmk: bytearray, secret: bytes) -> Slot:
    """Return a new slot that the recovery code opens; *secret* is its 20 bytes."""
    private, public = new_sealing_pair()
    bare = Slot(
        slot_id=str(uuid.uuid4()),
        kind=RECOVERY,
        label="",
        user="",
        cost=None,
        salt=new_secret(SALT_BYTES),
        pub=public,
        priv=_UNWRAPPED,
        vmk=_UNSEALED,
    )
    return _closed(header, bare, recovery_kek(bare, secret), private, vmk)


def recovery_kek(slot: Slot, secret: bytes) -> bytes:
    """Return the KEK of a recovery slot: 160 random bits need no stretching."""
    return subkey(secret, "kek/recovery", salt=slot.salt)


def _closed(header: Header, bare: Slot, kek: bytes, private: bytes, vmk: bytearray) -> Slot:
    return dataclasses.replace(
        bare,
        priv=wrap(kek, private, identity(header, bare, _PRIVATE)),
        vmk=seal(bare.pub, bytes(vmk), sealing(header, bare)),
    )


def open_slot(header: Header, slot: Slot, kek: bytes) -> bytearray:
    """Return the vault key.

    Raises:
        SecretRefused: *kek* is not this slot's.
        VaultDamaged: it is, but the sealed vault key was changed.
    """
    private = unwrap(kek, slot.priv, identity(header, slot, _PRIVATE))
    try:
        return unseal(private, slot.vmk, sealing(header, slot))
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

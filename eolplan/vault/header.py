"""The header: a small file beside the database that says who may open it.

It holds no secret in clear: ids, chosen labels, public keys, and boxes that
only a passphrase or the recovery code opens. After unlocking, its HMAC shows
whether anybody changed it.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self, TypeGuard

from eolplan.vault.errors import VaultDamaged, VaultTooNew
from eolplan.vault.keys import SALT_BYTES, Box, Cost, Keys, SealedBox, as_base64, tag

FORMAT: Final = "eolplan-vault"
VERSION: Final = 1
PASSPHRASE: Final = "passphrase"  # noqa: S105  a kind of slot
RECOVERY: Final = "recovery"
QUICK: Final = "quick"
ORGANISATION: Final = "organisation"
_SHAPES: Final = {
    PASSPHRASE: (True, True, True, True, True),
    QUICK: (True, True, True, False, False),
    RECOVERY: (False, False, True, False, False),
    ORGANISATION: (False, False, False, False, False),
}
"""By kind: is there an owner, an Argon2id cost, a private half here, a pen's public half, a pen?"""
MOST_BYTES: Final = 262_144
MOST_SLOTS: Final = 64
MOST_LABEL: Final = 60
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Json = Mapping[str, object]


class _Malformed(Exception):
    """The text is not a header; never leaves this module."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One way into the vault.

    Attributes:
        slot_id: A UUID.
        kind: ``passphrase``, ``quick``, ``recovery`` or ``organisation``.
        label: What the lock screen shows; chosen by its owner.
        user: Id of the member of staff; empty for the recovery and the organisation.
        cost: Argon2id cost; None where the secret is random already.
        salt: 16 bytes; none for the organisation, whose secret is never typed here.
        pub: X25519 public key; the same in all slots of one member of staff.
        priv: Its private half, wrapped by the KEK; the organisation keeps its own elsewhere.
        vmk: The vault key, sealed to ``pub``.
        sig_pub: P-256 public key (SPKI) with which this member of staff signs.
        sig_priv: Its private half, wrapped by the KEK.
    """

    slot_id: str
    kind: str
    label: str
    user: str
    cost: Cost | None
    salt: bytes
    pub: bytes
    priv: Box | None
    vmk: SealedBox
    sig_pub: bytes = b""
    sig_priv: Box | None = None

    def to_json(self) -> dict[str, object]:
        """Return the slot as it stands in the file."""
        return {
            "slot_id": self.slot_id,
            "type": self.kind,
            "label": self.label,
            "user": self.user,
            "kdf": kdf_json(self.cost, self.salt),
            "pub": as_base64(self.pub),
            "priv": _box_json(self.priv) if self.priv else None,
            "vmk": {"epk": as_base64(self.vmk.epk), **_box_json(self.vmk)},
            "sig_pub": as_base64(self.sig_pub),
            "sig_priv": _box_json(self.sig_priv) if self.sig_priv else None,
        }

    @classmethod
    def from_json(cls, raw: Json) -> Self:
        """Read a slot, refusing anything that ``to_json`` would not write."""
        kind = _text(raw, "type", most=20)
        away = kind == ORGANISATION
        cost, salt = _none_of(raw, "kdf") if away else _kdf(_object(raw, "kdf"))
        priv = _none_of(raw, "priv")[0] if away else _box(_object(raw, "priv"), 48)
        vmk = _object(raw, "vmk")
        pen = None if raw.get("sig_priv") is None else _box(_object(raw, "sig_priv"))
        user, sig_pub = _text(raw, "user", most=MOST_LABEL), _bytes(raw, "sig_pub")
        shape = (bool(user), cost is not None, priv is not None, bool(sig_pub), pen is not None)
        if _SHAPES.get(kind) != shape:
            raise _Malformed
        return cls(
            slot_id=_id(raw, "slot_id"),
            kind=kind,
            label=_text(raw, "label", most=MOST_LABEL),
            user=user,
            cost=cost,
            salt=salt,
            pub=_bytes(raw, "pub", 32),
            priv=priv,
            vmk=SealedBox(_bytes(vmk, "epk", 32), _bytes(vmk, "n", 12), _bytes(vmk, "ct", 48)),
            sig_pub=sig_pub,
            sig_priv=pen,
        )


@dataclass(frozen=True, slots=True)
class Header:
    """All slots of a vault.

    Attributes:
        vault_id: A UUID.
        key_epoch: Grows when the vault key is replaced.
        generation: Grows with every write.
        mac: HMAC over everything else, under a key derived from the vault key.
    """

    vault_id: str
    key_epoch: int
    generation: int
    slots: tuple[Slot, ...]
    mac: str = ""

    @classmethod
    def new(cls) -> Self:
        """Return the header of a new vault, without slots."""
        import uuid

        return cls(vault_id=str(uuid.uuid4()), key_epoch=1, generation=0, slots=())

    def slot(self, slot_id: str) -> Slot:
        """Return a slot by its id.

        Raises:
            KeyError: there is none.
        """
        for slot in self.slots:
            if slot.slot_id == slot_id:
                return slot
        raise KeyError(slot_id)

    def of_kind(self, kind: str) -> tuple[Slot, ...]:
        """Return the slots of one kind, in the order they were made."""
        return tuple(slot for slot in self.slots if slot.kind == kind)

    def next(self, slots: tuple[Slot, ...], keys: Keys) -> Self:
        """Return the next generation with these slots, authenticated."""
        bare = dataclasses.replace(self, slots=slots, generation=self.generation + 1, mac="")
        return dataclasses.replace(bare, mac=tag(keys.header, _canonical(bare._json())))

    def authentic(self, keys: Keys) -> bool:
        """Say whether a holder of the vault key wrote exactly this header."""
        import hmac

        bare = dataclasses.replace(self, mac="")
        mac = tag(keys.header, _canonical(bare._json()))
        return hmac.compare_digest(self.mac.encode(), mac.encode())

    def to_bytes(self) -> bytes:
        """Return the file, the one form that ``from_bytes`` accepts."""
        whole = {**self._json(), "mac": self.mac}
        return (json.dumps(whole, sort_keys=True, indent=1) + "\n").encode("ascii")

    @classmethod
    def from_bytes(cls, raw: bytes) -> Self:
        """Read a header; only its form is judged, for want of a key.

        Raises:
            VaultTooNew: a later eolplan wrote it.
            VaultDamaged: it is not a header as ``to_bytes`` writes one.
        """
        try:
            header = cls._read(raw)
            if header.to_bytes() != raw:  # a second key, a float, blanks: not ours
                raise _Malformed
        except (_Malformed, ValueError, RecursionError) as e:
            raise VaultDamaged from e
        return header

    @classmethod
    def _read(cls, raw: bytes) -> Self:
        if len(raw) > MOST_BYTES:
            raise _Malformed
        whole = json.loads(raw.decode("ascii"))
        if not _is_object(whole) or whole.get("format") != FORMAT:
            raise _Malformed
        version = _int(whole, "version")
        if version > VERSION:
            raise VaultTooNew(version, VERSION)
        slots = whole.get("slots")
        if not isinstance(slots, list) or not 0 < len(slots) <= MOST_SLOTS:
            raise _Malformed
        return cls(
            vault_id=_id(whole, "vault_id"),
            key_epoch=_int(whole, "key_epoch"),
            generation=_int(whole, "generation"),
            slots=tuple(Slot.from_json(s) for s in slots if _is_object(s)),
            mac=_text(whole, "mac", most=64),
        )

    def _json(self) -> dict[str, object]:
        return {
            "format": FORMAT,
            "version": VERSION,
            "vault_id": self.vault_id,
            "key_epoch": self.key_epoch,
            "generation": self.generation,
            "db": {"cipher": "sqlcipher4", "page": 4096},
            "slots": [slot.to_json() for slot in self.slots],
        }


def identity(header: Header, slot: Slot, purpose: str) -> bytes:
    """Return what a slot's private halves are bound to: its vault, owner, cost and keys."""
    said = slot.to_json()
    names = ("slot_id", "type", "user", "kdf", "pub", "sig_pub")
    bound = [FORMAT, VERSION, purpose, header.vault_id, *(said[name] for name in names)]
    return _canonical(bound).encode("ascii")


def sealing(header: Header, slot: Slot) -> bytes:
    """Return what the sealed vault key is bound to: vault, epoch and slot."""
    bound = [FORMAT, "vmk", header.vault_id, header.key_epoch, slot.slot_id, as_base64(slot.pub)]
    return _canonical(bound).encode("ascii")


def kdf_json(cost: Cost | None, salt: bytes) -> dict[str, object] | None:
    """Return how the KEK is derived, as it stands in the file; None where there is no KEK."""
    if not salt:
        return None
    if cost is None:
        return {"alg": "hkdf-sha256", "salt": as_base64(salt)}
    return {
        "alg": "argon2id", "v": 19, "salt": as_base64(salt),
        "m_kib": cost.m_kib, "t": cost.t, "p": cost.p,
    }  # fmt: skip


def _kdf(raw: Json) -> tuple[Cost | None, bytes]:
    salt = _bytes(raw, "salt", SALT_BYTES)
    if raw.get("alg") == "hkdf-sha256":
        return None, salt
    return Cost(_int(raw, "m_kib"), _int(raw, "t"), _int(raw, "p")), salt


def _none_of(raw: Json, name: str) -> tuple[None, bytes]:
    """Read what an organisation's slot lacks."""
    if raw.get(name, "") is not None:
        raise _Malformed
    return None, b""


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def _box_json(box: Box | SealedBox) -> dict[str, object]:
    return {"n": as_base64(box.nonce), "ct": as_base64(box.ct)}


def _box(raw: Json, size: int = 0) -> Box:
    return Box(_bytes(raw, "n", 12), _bytes(raw, "ct", size))


def _is_object(value: object) -> TypeGuard[Json]:
    return isinstance(value, dict)


def _object(raw: Json, name: str) -> Json:
    value = raw.get(name)
    if not _is_object(value):
        raise _Malformed
    return value


def _int(raw: Json, name: str) -> int:
    value = raw.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _Malformed
    return value


def _text(raw: Json, name: str, *, most: int) -> str:
    value = raw.get(name)
    if not isinstance(value, str) or len(value) > most or not value.isprintable():
        raise _Malformed
    return value


def _id(raw: Json, name: str) -> str:
    value = _text(raw, name, most=36)
    if not _UUID.fullmatch(value):
        raise _Malformed
    return value


def _bytes(raw: Json, name: str, size: int = 0) -> bytes:
    """Read base64; *size* 0 leaves the length to the cipher."""
    try:
        value = base64.b64decode(_text(raw, name, most=1024), validate=True)
    except binascii.Error as e:
        raise _Malformed from e
    if size and len(value) != size:
        raise _Malformed
    return value

"""The organisation's key: a pair whose public half is in the vault and whose other half is not.

Whoever looks after information governance makes the pair with
``organisation-key make PUBLIC PRIVATE`` and keeps the private file, under a
passphrase, away from the laptops. Each laptop gets the public file. When every
passphrase and the recovery code are lost, the private file opens the vault, and
a new passphrase and a new code are forced, as by the recovery code. The next
member of staff who unlocks is told.

Neither file says anything about anybody.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from eolplan.errors import EolplanError
from eolplan.vault import headers
from eolplan.vault.disk import is_there, write_whole
from eolplan.vault.errors import WrongPassphrase
from eolplan.vault.header import MOST_LABEL, ORGANISATION, Header, Slot
from eolplan.vault.keys import (
    SALT_BYTES,
    Box,
    Cost,
    SecretRefused,
    as_base64,
    new_sealing_pair,
    new_secret,
    public_of,
    stretch,
    unwrap,
    wrap,
)
from eolplan.vault.place import Folder
from eolplan.vault.slots import open_sealed
from eolplan.vault.unlocking import Recovered, opened_by, recovered_from, refuse_weak
from eolplan.words import tr

PUBLIC: Final = "eolplan-organisation-public"
PRIVATE: Final = "eolplan-organisation-private"
_VERSION: Final = 1
_MOST_BYTES: Final = 4_096


class NotAKey(EolplanError):
    """The file is not the half of an organisation's key that is asked for."""

    def __init__(self) -> None:
        super().__init__(
            tr("That file is not the key file that is needed here. Nothing was changed.")
        )


class KeyExists(EolplanError):
    """A file of that name is there already, and a key is never written over another."""

    def __init__(self) -> None:
        super().__init__(tr("There is a file of that name already. Choose another name."))


class WrongKey(EolplanError):
    """The organisation's key is whole, but opens nothing here."""

    def __init__(self) -> None:
        super().__init__(
            tr("That key did not open the store. It may have been made for another one.")
        )


@dataclass(frozen=True, slots=True)
class PublicHalf:
    """What is in a public file: the X25519 public key, and what the organisation is called."""

    pub: bytes
    label: str


@dataclass(frozen=True, slots=True)
class _Wrapped:
    """What is in a private file."""

    pub: bytes
    cost: Cost
    salt: bytes
    box: Box = field(repr=False)


def make(passphrase: str, cost: Cost, label: str = "") -> tuple[bytes, bytes]:
    """Return a new public file and its private file. Slow.

    Args:
        passphrase: Opens the private file.
        cost: See ``Cost.for_this_machine``.
        label: What the organisation is called, for the list of ways in.

    Raises:
        PassphraseTooWeak: its ``problems`` say why.
        NotEnoughMemory: the laptop has too little free.
    """
    refuse_weak(passphrase)
    private, pub = new_sealing_pair()
    salt = new_secret(SALT_BYTES)
    box = wrap(stretch(passphrase, salt, cost), private, _bound(pub, cost, salt))
    kdf = {"m_kib": cost.m_kib, "t": cost.t, "p": cost.p, "salt": as_base64(salt)}
    shut = {"n": as_base64(box.nonce), "ct": as_base64(box.ct)}
    public_file = _file(PUBLIC, pub=as_base64(pub), label=label[:MOST_LABEL])
    private_file = _file(PRIVATE, pub=as_base64(pub), kdf=kdf, priv=shut)
    if _private_half(private_file, passphrase) != private or read_public(public_file).pub != pub:
        raise NotAKey  # never: proven from the very bytes that are handed on
    return public_file, private_file


def read_public(raw: bytes) -> PublicHalf:
    """Read a public file.

    Raises:
        NotAKey: it is none.
    """
    said = _read(raw, PUBLIC)
    label = said.get("label")
    if not isinstance(label, str) or len(label) > MOST_LABEL or not label.isprintable():
        raise NotAKey
    return PublicHalf(_bytes(said, "pub", 32), label)


def save(path: Path, content: bytes) -> None:
    """Save a key file that only its owner can read, where there is none yet.

    Raises:
        KeyExists: there is a file of that name; it was not touched.
        ReadOnlyFolder, NotWritten: the system refused.
    """
    refuse_existing(path)
    write_whole(path, content)


def refuse_existing(path: Path) -> None:
    """Refuse to write a key over whatever is there.

    Raises:
        KeyExists: there is a file of that name.
    """
    if is_there(path):
        raise KeyExists


def recover_with_organisation(
    folder: Path,
    private_file: bytes,
    passphrase: str,
    *,
    new_passphrase: str,
    cost: Cost,
    slot_id: str | None = None,
) -> Recovered:
    """Open a vault with the organisation's private file. Slow; writes nothing.

    ``reopen`` takes what it returns, as after ``recover``: there is a new passphrase
    and a new recovery code then.

    Args:
        folder: The vault's folder.
        private_file: Its content.
        passphrase: The one that opens the private file.
        new_passphrase: For the member of staff who forgot theirs.
        cost: Of the new slot.
        slot_id: Whose passphrase was forgotten; needed only when there are several.

    Raises:
        NotAKey: it is not a private file.
        WrongPassphrase: *passphrase* does not open it.
        WrongKey: the key opens nothing in this vault.
        PassphraseTooWeak, KeyError, NotEnoughMemory: see ``recover``.
        VaultAbsent, VaultDamaged, VaultTooNew: see ``derive``.
    """
    refuse_weak(new_passphrase)
    private = bytearray(_private_half(private_file, passphrase))
    pub = public_of(private)

    def opener(header: Header, slot: Slot) -> tuple[bytearray, bytearray]:
        if slot.pub != pub:
            raise SecretRefused
        return open_sealed(header, slot, private), private

    opened = opened_by(headers.read(Folder(folder)), ORGANISATION, opener)
    if opened is None:
        raise WrongKey
    return recovered_from(opened, new_passphrase, cost=cost, slot_id=slot_id)


def _private_half(raw: bytes, passphrase: str) -> bytes:
    """Open a private file. Slow."""
    shut = _wrapped(raw)
    kek = stretch(passphrase, shut.salt, shut.cost)
    try:
        return unwrap(kek, shut.box, _bound(shut.pub, shut.cost, shut.salt))
    except SecretRefused as e:
        raise WrongPassphrase from e


def _wrapped(raw: bytes) -> _Wrapped:
    said = _read(raw, PRIVATE)
    kdf, box = said.get("kdf"), said.get("priv")
    if not isinstance(kdf, dict) or not isinstance(box, dict):
        raise NotAKey
    try:
        cost = Cost(*(int(kdf[name]) for name in ("m_kib", "t", "p")))
    except (KeyError, TypeError, ValueError) as e:
        raise NotAKey from e
    shut = Box(_bytes(box, "n", 12), _bytes(box, "ct", 48))
    return _Wrapped(_bytes(said, "pub", 32), cost, _bytes(kdf, "salt", SALT_BYTES), shut)


def _bound(pub: bytes, cost: Cost, salt: bytes) -> bytes:
    """Return what the private half is bound to: its file's form, its pair and its cost."""
    parts = [PRIVATE, _VERSION, as_base64(pub), cost.m_kib, cost.t, cost.p, as_base64(salt)]
    return json.dumps(parts, separators=(",", ":")).encode("ascii")


def _file(form: str, **members: object) -> bytes:
    whole = {"format": form, "version": _VERSION, **members}
    return (json.dumps(whole, sort_keys=True, indent=1) + "\n").encode("ascii")


def _read(raw: bytes, form: str) -> dict[str, object]:
    try:
        said = json.loads(raw.decode("ascii")) if len(raw) <= _MOST_BYTES else None
    except (ValueError, RecursionError) as e:
        raise NotAKey from e
    if not isinstance(said, dict) or (said.get("format"), said.get("version")) != (form, _VERSION):
        raise NotAKey
    return said


def _bytes(said: dict[str, object], name: str, size: int) -> bytes:
    try:
        raw = base64.b64decode(str(said.get(name)), validate=True)
    except (binascii.Error, ValueError) as e:
        raise NotAKey from e
    if len(raw) != size:
        raise NotAKey
    return raw

"""The secrets of a vault: how they are stretched, derived, wrapped and sealed.

::

    VMK (32 random bytes, one per vault and epoch; never stored in clear)
     |- HKDF db       -> raw key of the SQLCipher file
     |- HKDF chain    -> HMAC of the audit chain
     |- HKDF header   -> HMAC over the header
     '- HKDF erasure  -> HMAC by which an erased entry is known again
    slot = X25519 pair; its private half wrapped by a KEK; the VMK sealed to its public half
     KEK = Argon2id(passphrase) or HKDF(recovery code)

``cryptography``, ``hashlib`` and ``hmac`` are imported inside the functions, here and
in the modules beside this one: they load OpenSSL, which costs start-up time, and are
needed only once somebody has typed a secret.
"""

from __future__ import annotations

import base64
import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from eolplan.vault.errors import NotEnoughMemory

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
NONCE_BYTES: Final = 12
MEMINFO: Final = "/proc/meminfo"
SPARE_KIB: Final = 1_500_000
"""Memory that must be free before a slot may be made at the standard cost."""


class SecretRefused(Exception):
    """A box did not open: wrong key, or not as it was closed. Carries no detail."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one Argon2id derivation costs.

    Attributes:
        m_kib: Memory in KiB, 64 MiB to 1 GiB.
        t: Passes over it, 2 to 20.
        p: Lanes, 1 to 16.

    Raises:
        ValueError: outside those bounds. A header with less would let a copied
            vault be guessed cheaply, one with more would exhaust the laptop.

    Source:
        RFC 9106 section 4 (second recommended option, and 256 MiB as our own).
    """

    m_kib: int
    t: int
    p: int

    LOWEST: ClassVar[Cost]
    SMALL: ClassVar[Cost]
    STANDARD: ClassVar[Cost]

    def __post_init__(self) -> None:
        bounds = ((self.m_kib, 1 << 16, 1 << 20), (self.t, 2, 20), (self.p, 1, 16))
        if not all(low <= value <= high for value, low, high in bounds):
            raise ValueError("key derivation cost is outside the accepted bounds")

    @staticmethod
    def for_this_machine() -> Cost:
        """Return the standard cost, or the small one where memory is short right now."""
        return Cost.STANDARD if _free_kib() >= SPARE_KIB else Cost.SMALL


Cost.LOWEST = Cost(m_kib=65_536, t=2, p=1)
Cost.SMALL = Cost(m_kib=65_536, t=12, p=4)
Cost.STANDARD = Cost(m_kib=262_144, t=3, p=4)


def _free_kib() -> int:
    """Return the free memory in KiB; where the system does not tell, plenty."""
    try:
        with Path(MEMINFO).open(encoding="ascii") as lines:
            for line in lines:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1])
    except (OSError, ValueError):
        pass
    return 1 << 40


def normal(passphrase: str) -> str:
    """Return the one form of a passphrase that is stretched.

    NFKC, so that two keyboards that compose a letter differently agree; runs
    of blanks become one and those at the ends go, because nobody sees them.
    """
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())


def stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Return the 32-byte KEK of a passphrase (Argon2id v1.3). Slow on purpose.

    Raises:
        NotEnoughMemory: the laptop could not give the memory that the cost asks.
    """
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.t, lanes=cost.p, memory_cost=cost.m_kib
    )
    try:
        return kdf.derive(normal(passphrase).encode("utf-8", "surrogatepass"))
    except MemoryError as e:
        raise NotEnoughMemory from e


def subkey(secret: bytes | bytearray, purpose: str, salt: bytes = b"") -> bytes:
    """Return 32 bytes for one purpose (HKDF-SHA256, info ``eolplan/PURPOSE/v1``)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    info = f"eolplan/{purpose}/v1".encode()
    kdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt or None, info=info)
    return kdf.derive(bytes(secret))


def new_secret(size: int = KEY_BYTES) -> bytes:
    """Return *size* random bytes from the system."""
    return os.urandom(size)


def as_base64(raw: bytes) -> str:
    """Return *raw* as standard base64."""
    return base64.b64encode(raw).decode("ascii")


def tag(key: bytes | bytearray, text: str) -> str:
    """Return the HMAC-SHA256 of *text* as 64 hex digits."""
    import hashlib
    import hmac

    return hmac.new(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Box:
    """Something wrapped by a key (AES-256-GCM)."""

    nonce: bytes
    ct: bytes


@dataclass(frozen=True, slots=True)
class SealedBox:
    """Something sealed to an X25519 public key; *epk* is the sender's one-time half."""

    epk: bytes
    nonce: bytes
    ct: bytes


def wrap(key: bytes, secret: bytes, aad: bytes) -> Box:
    """Wrap *secret*; the box opens only with the same *key* and *aad*."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(NONCE_BYTES)
    return Box(nonce, AESGCM(key).encrypt(nonce, secret, aad))


def unwrap(key: bytes, box: Box, aad: bytes) -> bytes:
    """Open what ``wrap`` closed.

    Raises:
        SecretRefused: another key or *aad*, or a changed box.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(box.nonce, box.ct, aad)
    except InvalidTag as e:
        raise SecretRefused from e


def new_sealing_pair() -> tuple[bytes, bytes]:
    """Return a fresh X25519 pair as raw (private, public) bytes."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def public_of(private: bytes | bytearray) -> bytes:
    """Return the public half of an X25519 pair."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(bytes(private)).public_key().public_bytes_raw()


def seal(public: bytes, secret: bytes, aad: bytes) -> SealedBox:
    """Seal *secret* so that only the owner of *public* can open it.

    Sealing to a public key lets the vault key be changed later without the
    passphrases of colleagues who are not there.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    once = X25519PrivateKey.generate()
    epk = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    box = wrap(subkey(shared, "seal", salt=epk + public), secret, aad)
    return SealedBox(epk, box.nonce, box.ct)


def unseal(private: bytes, box: SealedBox, aad: bytes) -> bytearray:
    """Open what ``seal`` closed.

    Raises:
        SecretRefused: another pair or *aad*, or a changed box.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    mine = X25519PrivateKey.from_private_bytes(private)
    public = mine.public_key().public_bytes_raw()
    try:
        shared = mine.exchange(X25519PublicKey.from_public_bytes(box.epk))
    except ValueError as e:  # a point of small order: never made by seal()
        raise SecretRefused from e
    key = subkey(shared, "seal", salt=box.epk + public)
    return bytearray(unwrap(key, Box(box.nonce, box.ct), aad))


def new_signing_pair() -> tuple[bytes, bytes]:
    """Return a fresh P-256 pair as DER bytes: (PKCS#8 private, SPKI public)."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        PublicFormat,
    )

    private = ec.generate_private_key(ec.SECP256R1())
    return (
        private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
        private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
    )


def sign(private: bytes, message: bytes) -> str:
    """Sign *message* with a PKCS#8 P-256 key.

    Returns:
        Base64 of the 64 bytes r || s of ECDSA with SHA-256, the form of JWS
        ES256 (RFC 7518 section 3.4).
    """
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
    from cryptography.hazmat.primitives.hashes import SHA256

    key: EllipticCurvePrivateKey = _p256(private)
    r, s = decode_dss_signature(key.sign(message, ec.ECDSA(SHA256())))
    return as_base64(r.to_bytes(32, "big") + s.to_bytes(32, "big"))


def _p256(private: bytes) -> EllipticCurvePrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    key = load_der_private_key(private, password=None)
    if not isinstance(key, EllipticCurvePrivateKey):
        raise TypeError("not an elliptic curve key")
    return key


def signature_stands(message: bytes, signature: str, spki: str) -> bool:
    """Say whether *signature* over *message* was made by the pair of *spki* (both base64).

    Anything that is not a P-256 key or not a signature simply does not stand.
    """
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        raw = base64.b64decode(signature, validate=True)
        key = load_der_public_key(base64.b64decode(spki, validate=True))
        if not isinstance(key, ec.EllipticCurvePublicKey) or len(raw) != 64:
            return False
        r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
        key.verify(encode_dss_signature(r, s), message, ec.ECDSA(SHA256()))
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return isinstance(key.curve, ec.SECP256R1)


@dataclass(frozen=True, slots=True)
class Former:
    """What former keys of a vault left behind.

    Attributes:
        epoch: Whose.
        until: Number of the last row of the audit chain that they sealed.
        chain, erasure: 32 bytes each.
    """

    epoch: int
    until: int
    chain: bytearray = field(repr=False)
    erasure: bytearray = field(repr=False)


class Keys:
    """The vault key and what is derived from it, for as long as a session lasts.

    Attributes:
        vmk, db, chain, header, erasure: 32 bytes each, as in the module's tree.
        former: What the keys of earlier epochs left, the oldest first.
    """

    def __init__(self, vmk: bytearray) -> None:
        self.vmk = vmk
        self.db = bytearray(subkey(vmk, "db"))
        self.chain = bytearray(subkey(vmk, "chain"))
        self.header = bytearray(subkey(vmk, "header"))
        self.erasure = bytearray(subkey(vmk, "erasure"))
        self.former: tuple[Former, ...] = ()

    def follow(self, former: Iterable[Former]) -> None:
        """Take over from the keys of earlier epochs.

        What was erased is known again by one and the same key for ever: marks of two
        files of one vault can be compared, whichever epoch each is of.
        """
        self.former = tuple(sorted(former, key=lambda one: one.until))
        if self.former:
            self.erasure[:] = self.former[-1].erasure

    def chain_at(self, seq: int) -> bytearray:
        """Return the key that seals row *seq* of the audit chain."""
        return next((one.chain for one in self.former if seq <= one.until), self.chain)

    def wipe(self) -> None:
        """Overwrite every key.

        Python may keep copies elsewhere, so only the end of the process is an
        honest lock; this shortens the time until then.
        """
        left = [key for one in self.former for key in (one.chain, one.erasure)]
        for key in (self.vmk, self.db, self.chain, self.header, self.erasure, *left):
            key[:] = bytes(len(key))

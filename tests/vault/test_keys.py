from __future__ import annotations

import base64
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf import argon2
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from eolplan.vault import Cost, NotEnoughMemory, signature_stands
from eolplan.vault import keys as k

SPKI = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


@pytest.mark.parametrize(
    ("m_kib", "t", "p"),
    [(65_535, 3, 4), (1_048_577, 3, 4), (65_536, 1, 4), (65_536, 21, 4), (65_536, 2, 0),
     (65_536, 2, 17)],
)  # fmt: skip
def test_a_cost_outside_the_bounds_is_refused(m_kib, t, p):
    """Below, a copied vault could be guessed cheaply; above, the laptop would choke."""
    with pytest.raises(ValueError, match="bounds"):
        Cost(m_kib, t, p)


def test_the_shipped_costs_are_those_decided():
    assert (Cost(262_144, 3, 4), Cost(65_536, 12, 4)) == (Cost.STANDARD, Cost.SMALL)
    assert Cost(65_536, 2, 1) == Cost.LOWEST
    assert Cost(1 << 20, 20, 16).t == 20


@pytest.mark.parametrize(
    ("meminfo", "cost"),
    [
        ("MemTotal: 8000000 kB\nMemAvailable: 1499999 kB\n", Cost.SMALL),
        ("MemTotal: 8000000 kB\nMemAvailable: 1500000 kB\n", Cost.STANDARD),
        ("MemTotal: 8000000 kB\n", Cost.STANDARD),
        ("MemAvailable: lots\n", Cost.STANDARD),
    ],
)
def test_little_free_memory_makes_a_slower_smaller_slot(tmp_path, monkeypatch, meminfo, cost):
    told = tmp_path / "meminfo"
    told.write_text(meminfo)
    monkeypatch.setattr(k, "MEMINFO", str(told))
    assert Cost.for_this_machine() == cost


def test_a_system_that_does_not_tell_its_memory_gets_the_standard_cost(tmp_path, monkeypatch):
    monkeypatch.setattr(k, "MEMINFO", str(tmp_path / "none"))
    assert Cost.for_this_machine() == Cost.STANDARD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ŵyneb coffi tractor", "w\u0302yneb coffi tractor"),  # two ways to compose a letter
        ("  copper  kettle ", "copper kettle"),
        ("copper\u00a0kettle", "copper kettle"),  # a tablet's non-breaking blank
    ],
)
def test_the_same_words_typed_differently_are_one_passphrase(one, other):
    assert k.normal(one) == k.normal(other)


def test_case_matters_in_a_passphrase():
    assert k.normal("Copper") != k.normal("copper")


def test_stretching_depends_on_passphrase_salt_and_cost():
    salt, other = bytes(16), bytes(15) + b"1"
    results = {
        k.stretch("copper kettle", salt, Cost.LOWEST),
        k.stretch("copper kettlf", salt, Cost.LOWEST),
        k.stretch("copper kettle", other, Cost.LOWEST),
        k.stretch("copper kettle", salt, Cost(65_536, 3, 1)),
        k.stretch("copper \ud800", salt, Cost.LOWEST),  # half a letter is wrong, not a crash
    }
    assert len(results) == 5
    assert {len(r) for r in results} == {32}


@pytest.mark.skipif(sys.platform == "win32", reason="limits memory by RLIMIT_AS")
def test_too_little_memory_is_said_in_words(root: Path):
    code = (
        "import resource, eolplan.vault.keys as k\n"
        "from eolplan.vault import Cost, NotEnoughMemory\n"
        "from cryptography.hazmat.primitives.kdf.argon2 import Argon2id\n"
        "used = int(open('/proc/self/statm').read().split()[0]) * 4096\n"
        "resource.setrlimit(resource.RLIMIT_AS, (used + (200 << 20), -1))\n"
        "try: k.stretch('copper kettle', bytes(16), Cost(1 << 20, 2, 1))\n"
        "except NotEnoughMemory as e: print(e)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert done.stdout.startswith("This laptop has too little free memory")


def test_a_derivation_that_gets_no_memory_is_a_situation_not_a_bug(monkeypatch):
    class Starved:
        def __init__(self, **_: object) -> None: ...

        def derive(self, _: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr(argon2, "Argon2id", Starved)
    with pytest.raises(NotEnoughMemory, match="too little free memory"):
        k.stretch("copper kettle", bytes(16), Cost.LOWEST)


def test_each_purpose_has_a_key_of_its_own_and_all_are_overwritten():
    held = k.Keys(bytearray(range(32)))
    all_keys = [held.vmk, held.db, held.chain, held.header, held.erasure]
    assert len({bytes(key) for key in all_keys}) == 5
    held.wipe()
    assert all(key == bytearray(32) for key in all_keys)


def test_a_box_opens_only_with_its_key_and_its_aad():
    key, other = bytes(32), bytes(31) + b"1"
    box = k.wrap(key, b"secret", b"slot 1")
    assert k.unwrap(key, box, b"slot 1") == b"secret"
    bent = k.Box(box.nonce, bytes([box.ct[0] ^ 1]) + box.ct[1:])
    for wrong in ((other, box, b"slot 1"), (key, box, b"slot 2"), (key, bent, b"slot 1")):
        with pytest.raises(k.SecretRefused):
            k.unwrap(*wrong)


def test_what_is_sealed_to_one_pair_no_other_opens():
    private, public = k.new_sealing_pair()
    stranger, _ = k.new_sealing_pair()
    box = k.seal(public, b"vault key", b"here")
    assert k.unseal(private, box, b"here") == b"vault key"
    with pytest.raises(k.SecretRefused):
        k.unseal(stranger, box, b"here")
    with pytest.raises(k.SecretRefused):
        k.unseal(private, box, b"there")


def test_a_sealed_box_with_a_point_of_small_order_is_refused():
    """It would make the shared secret all zeros, known to everybody."""
    private, public = k.new_sealing_pair()
    box = k.seal(public, b"vault key", b"")
    with pytest.raises(k.SecretRefused):
        k.unseal(private, k.SealedBox(bytes(32), box.nonce, box.ct), b"")


def text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def test_a_signature_stands_for_its_message_and_its_pair_only():
    private, public = k.new_signing_pair()
    _, other = k.new_signing_pair()
    signature = k.sign(private, b"digest")
    assert len(base64.b64decode(signature)) == 64
    assert signature_stands(b"digest", signature, text(public))
    assert not signature_stands(b"digesT", signature, text(public))
    assert not signature_stands(b"digest", signature, text(other))
    assert not signature_stands(b"digest", text(bytes(64)), text(public))


def test_what_is_no_signature_or_no_key_does_not_stand():
    private, public = k.new_signing_pair()
    signature = k.sign(private, b"digest")
    edwards = ed25519.Ed25519PrivateKey.generate().public_key().public_bytes(*SPKI)
    for said, key in (
        ("", text(public)), ("é", text(public)), (text(b"short"), text(public)),
        (signature, ""), (signature, text(b"key")), (signature, text(edwards)),
        (signature, "not base64!"),
    ):  # fmt: skip
        assert not signature_stands(b"digest", said, key)


def test_a_sound_signature_on_another_curve_does_not_stand():
    private = ec.generate_private_key(ec.SECP256K1())
    r, s = decode_dss_signature(private.sign(b"digest", ec.ECDSA(SHA256())))
    raw = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    assert not signature_stands(
        b"digest", text(raw), text(private.public_key().public_bytes(*SPKI))
    )


def test_only_an_elliptic_curve_key_signs():
    edwards = ed25519.Ed25519PrivateKey.generate().private_bytes(
        Encoding.DER, PrivateFormat.PKCS8, NoEncryption()
    )
    with pytest.raises(TypeError):
        k.sign(edwards, b"digest")

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest

from eolplan.vault import Cost, VaultDamaged, VaultTooNew
from eolplan.vault.header import RECOVERY, Header, Slot
from eolplan.vault.keys import Keys, SecretRefused, stretch
from eolplan.vault.recovery import secret_of
from eolplan.vault.slots import open_slot, passphrase_slot, recovery_kek, signing_key


@pytest.fixture
def header(prepared) -> Header:
    return prepared.unlocked.header


@pytest.fixture
def slot(prepared) -> Slot:
    return prepared.unlocked.slot


def changed(header: Header, **members: object) -> bytes:
    """The file with some members of it replaced, in the same form."""
    return _spelt(json.loads(header.to_bytes()) | members)


def _spelt(whole: object) -> bytes:
    return (json.dumps(whole, sort_keys=True, indent=1) + "\n").encode()


def in_slot(header: Header, n: int, **members: object) -> bytes:
    whole = json.loads(header.to_bytes())
    whole["slots"][n] |= members
    return _spelt(whole)


def test_a_header_reads_back_as_it_was_written(header):
    assert Header.from_bytes(header.to_bytes()) == header
    assert len(header.to_bytes()) < 4_096


def test_no_secret_and_no_name_stands_in_the_header(header, prepared, passphrase, staff):
    text = header.to_bytes().decode()
    for secret in (prepared.recovery_code, passphrase, staff.name, staff.team):
        assert secret not in text
    assert header.slots[0].label == "CB"


def test_a_slot_is_found_by_its_id_only(header, slot):
    assert header.slot(slot.slot_id) == slot
    with pytest.raises(KeyError):
        header.slot("another")


def test_a_header_of_a_later_eolplan_is_named_as_such(header):
    with pytest.raises(VaultTooNew, match="layout 2; this eolplan knows up to 1"):
        Header.from_bytes(changed(header, version=2))


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{}", b"[]", b"null", b"\xff", b"{" * 50_000, b'{"format":"eolplan-vault"}',
        b"[" * 100_000, b" " * 300_000,
    ],
    ids=len,
)  # fmt: skip
def test_what_is_no_header_at_all_is_damage(raw):
    with pytest.raises(VaultDamaged):
        Header.from_bytes(raw)


@pytest.mark.parametrize(
    "members",
    [
        {"format": "other"}, {"version": "1"}, {"version": True}, {"version": -1}, {"slots": []},
        {"slots": {}}, {"slots": [1]}, {"slots": ["x"] * 65}, {"vault_id": "x" * 36},
        {"vault_id": 7}, {"mac": "a" * 65}, {"mac": "\ud800"}, {"generation": 1.0},
        {"key_epoch": None}, {"more": 1}, {"db": {}},
    ],
    ids=str,
)  # fmt: skip
def test_a_header_of_another_form_is_damage(header, members):
    with pytest.raises(VaultDamaged):
        Header.from_bytes(changed(header, **members))


@pytest.mark.parametrize(
    "members",
    [
        {"type": "keyring"}, {"type": "recovery"}, {"user": ""}, {"user": "x" * 61},
        {"sig_priv": None},
        {"kdf": None}, {"kdf": {"alg": "hkdf-sha256", "salt": "AAAAAAAAAAAAAAAAAAAAAA=="}},
        {"pub": "AAAA"}, {"pub": "not base64!"}, {"pub": "é"}, {"priv": "x"}, {"label": "x" * 61},
        {"label": "a\nb"}, {"label": None}, {"vmk": {}}, {"slot_id": "1"}, {"more": 1},
    ],
    ids=str,
)  # fmt: skip
def test_a_slot_of_another_form_is_damage(header, members):
    with pytest.raises(VaultDamaged):
        Header.from_bytes(in_slot(header, 0, **members))


@pytest.mark.parametrize("weak", [{"m_kib": 8}, {"t": 1}, {"p": 0}, {"m_kib": 1 << 30}, {"t": 99}])
def test_a_header_that_asks_for_a_cheap_or_an_endless_key_is_damage(header, weak):
    kdf = json.loads(header.to_bytes())["slots"][0]["kdf"] | weak
    with pytest.raises(VaultDamaged):
        Header.from_bytes(in_slot(header, 0, kdf=kdf))


def test_a_recovery_slot_with_an_owner_is_damage(header, staff):
    with pytest.raises(VaultDamaged):
        Header.from_bytes(in_slot(header, 1, user=staff.id))


def test_base64_with_stray_bits_is_damage(header):
    """Two spellings of the same bytes would leave a change that nobody sees."""
    salt = json.loads(header.to_bytes())["slots"][0]["kdf"]["salt"]
    stray = salt[:-3] + chr(ord(salt[-3]) + 1) + "=="
    kdf = json.loads(header.to_bytes())["slots"][0]["kdf"] | {"salt": stray}
    with pytest.raises(VaultDamaged):
        Header.from_bytes(in_slot(header, 0, kdf=kdf))


def test_only_a_holder_of_the_vault_key_writes_an_authentic_header(header, keys):
    assert header.authentic(keys)
    stranger = Keys(bytearray(32))
    assert not header.authentic(stranger)
    assert not replace(header, mac="é").authentic(keys)
    for change in ({"generation": 9}, {"key_epoch": 2}, {"slots": header.slots[:1]}):
        assert not replace(header, **change).authentic(keys)


def test_every_write_is_a_new_generation(header, keys):
    after = header.next(header.slots, keys)
    assert after.generation == header.generation + 1
    assert after.authentic(keys)


def test_slots_open_with_their_own_secret_only(header, slot, prepared, keys, passphrase):
    recovery = header.of_kind(RECOVERY)[0]
    code = recovery_kek(recovery, secret_of(prepared.recovery_code))
    kek = stretch(passphrase, slot.salt, Cost.LOWEST)
    assert open_slot(header, recovery, code)[0] == open_slot(header, slot, kek)[0] == keys.vmk
    for s, wrong in ((slot, code), (recovery, kek)):
        with pytest.raises(SecretRefused):
            open_slot(header, s, wrong)


def test_a_recovery_slot_does_not_sign(header, prepared):
    recovery = header.of_kind(RECOVERY)[0]
    with pytest.raises(SecretRefused):
        signing_key(header, recovery, recovery_kek(recovery, secret_of(prepared.recovery_code)))


def test_a_slot_opens_in_its_own_vault_only(slot, passphrase):
    """A slot copied into another header must not open there."""
    kek = stretch(passphrase, slot.salt, Cost.LOWEST)
    with pytest.raises(SecretRefused):
        open_slot(Header.new(), slot, kek)


def test_a_vault_key_sealed_for_another_epoch_is_damage(header, slot, passphrase):
    kek = stretch(passphrase, slot.salt, Cost.LOWEST)
    with pytest.raises(VaultDamaged):
        open_slot(replace(header, key_epoch=2), slot, kek)


def test_two_slots_of_one_passphrase_share_nothing(header, keys, passphrase, staff):
    one, two = (
        passphrase_slot(header, keys.vmk, passphrase, user=staff.id, label="CB", cost=Cost.LOWEST)
        for _ in range(2)
    )
    assert not {one.salt, one.pub, one.priv.ct, one.vmk.ct, one.sig_pub} & {
        two.salt, two.pub, two.priv.ct, two.vmk.ct, two.sig_pub,
    }  # fmt: skip


def test_no_changed_header_opens_with_a_wrong_key_or_unseen(header, prepared, keys, figure):
    """One character changed anywhere: structure refuses it, or a box, or the HMAC does.

    Most changes need no stretching; those that do are few, so thousands are cheap.
    """
    chance = random.Random(7)  # noqa: S311  a test's dice
    whole = header.to_bytes()
    secret = secret_of(prepared.recovery_code)
    seen = {"form": 0, "box": 0, "mac": 0}
    for _ in range(figure(400, 50_000)):
        at = chance.randrange(len(whole))
        letter = chance.choice(b'ABCabc019+/="{}[],: \n\x00\xc3')
        if whole[at] == letter:
            continue
        try:
            read = Header.from_bytes(whole[:at] + bytes([letter]) + whole[at + 1 :])
        except (VaultDamaged, VaultTooNew):
            seen["form"] += 1
            continue
        assert not read.authentic(keys)
        seen["mac"] += 1
        for recovery in read.of_kind(RECOVERY):
            try:
                assert open_slot(read, recovery, recovery_kek(recovery, secret))[0] == keys.vmk
            except (SecretRefused, VaultDamaged):
                seen["box"] += 1
    assert min(seen.values()) > 10

"""From a passphrase or a code to an open vault, and every way in which that can go wrong."""

from __future__ import annotations

import json
import os
import random
import shutil
from contextlib import suppress
from dataclasses import replace

import pytest

from eolplan.vault import (
    AlreadyOpen,
    CodeMistyped,
    Cost,
    HeaderAltered,
    NotWritten,
    PassphraseTooWeak,
    Session,
    VaultAbsent,
    VaultDamaged,
    VaultTooNew,
    WrongCode,
    WrongPassphrase,
    derive,
    headers,
    labels,
    prepare,
    recover,
    unlock,
    unlock_with_code,
    unlocking,
)
from eolplan.vault import reopen as reopen_with
from eolplan.vault.header import RECOVERY, Header
from eolplan.vault.keys import Keys
from eolplan.vault.place import Folder
from eolplan.vault.recovery import new_code
from eolplan.vault.slots import passphrase_slot

NEW = "velvet hedgehog autumn piano"


def names(folder):
    return Folder(folder)


def spoil(path, text=b"{}"):
    path.write_bytes(text)


def test_a_new_vault_has_one_way_in_for_its_owner_and_one_for_the_safe(prepared, staff):
    slots = prepared.unlocked.header.slots
    assert [(s.kind, s.user) for s in slots] == [("passphrase", staff.id), ("recovery", "")]


def test_a_weak_passphrase_makes_no_vault(staff):
    with pytest.raises(PassphraseTooWeak, match="12 characters or more") as said:
        prepare("short", staff=staff, cost=Cost.LOWEST)
    assert len(said.value.problems) == 1


def test_nothing_secret_shows_in_a_traceback(prepared):
    assert prepared.recovery_code not in repr(prepared)
    assert repr(bytes(prepared.unlocked.vmk))[:20] not in repr(prepared)


def test_a_label_may_be_chosen(staff):
    made = prepare("copper kettle harbour tulip", staff=staff, cost=Cost.LOWEST, label="Nurse 1")
    assert made.unlocked.slot.label == "Nurse 1"


def test_the_lock_screen_knows_the_labels_and_nobodys_name(closed, prepared):
    assert [(x.slot_id, x.label) for x in labels(closed)] == [
        (prepared.unlocked.slot.slot_id, "CB")
    ]


def test_the_right_passphrase_opens_however_it_is_composed(closed, passphrase, clock):
    session = unlock(closed, f" {passphrase}  ", now=clock)
    assert session.staff.name == "Carys Bevan"
    assert session.notices == ()
    session.close()


def test_a_wrong_passphrase_opens_nothing_and_changes_nothing(closed, passphrase):
    before = {p.name: p.read_bytes() for p in closed.iterdir()}
    for wrong in ("", passphrase.upper(), passphrase[:-1]):
        with pytest.raises(WrongPassphrase, match="That passphrase did not open the store"):
            derive(closed, wrong)
    assert {p.name: p.read_bytes() for p in closed.iterdir()} == before


def test_a_passphrase_opens_only_the_slot_that_is_named(closed, passphrase, prepared):
    assert derive(closed, passphrase, slot_id=prepared.unlocked.slot.slot_id)
    with pytest.raises(WrongPassphrase):
        derive(closed, passphrase, slot_id="another")


def test_a_missing_header_and_a_missing_database_are_said_alike(
    closed, prepared, passphrase, clock
):
    names(closed).database.rename(closed / "elsewhere.db")
    with pytest.raises(VaultAbsent, match="not where it was"):
        Session.open(closed, prepared.unlocked, now=clock)
    names(closed).header.unlink()
    names(closed).header_copy.unlink()
    with pytest.raises(VaultAbsent):
        derive(closed, passphrase)


def test_a_header_damaged_twice_is_damage(closed, passphrase):
    spoil(names(closed).header)
    spoil(names(closed).header_copy, b"")
    with pytest.raises(VaultDamaged, match="Nothing has been changed"):
        derive(closed, passphrase)


def test_a_newer_header_is_named_as_such(closed, passphrase):
    later = json.loads(names(closed).header.read_bytes()) | {"version": 2}
    spoil(names(closed).header, json.dumps(later).encode())
    with pytest.raises(VaultTooNew, match="Install the newer eolplan"):
        derive(closed, passphrase)


@pytest.mark.parametrize("which", ["header", "header_copy"])
def test_one_damaged_or_missing_header_is_mended_from_the_other(closed, passphrase, clock, which):
    path = getattr(names(closed), which)
    for harm in (lambda: spoil(path), path.unlink):
        harm()
        session = unlock(closed, passphrase, now=clock)
        warned = [type(n) for n in session.notices]
        session.close()
        assert warned == ([HeaderAltered] if which == "header" else [])
        assert path.read_bytes() == names(closed).header_copy.read_bytes()
    assert unlock_and_close(closed, passphrase, clock).notices == ()


def unlock_and_close(folder, passphrase, clock) -> Session:
    session = unlock(folder, passphrase, now=clock)
    session.close()
    return session


@pytest.mark.parametrize("member", ["label", "user", "pub", "priv", "vmk", "sig_pub", "sig_priv"])
def test_a_slot_changed_by_others_is_noticed_and_the_true_one_used(
    closed, passphrase, clock, member
):
    """Some changes open all the same (a label), some never: both end with the true header."""
    whole = json.loads(names(closed).header.read_bytes())
    other = passphrase_slot(
        Header.new(), bytearray(32), passphrase, user=whole["vault_id"], label="XX",
        cost=Cost.LOWEST,
    ).to_json()  # fmt: skip
    whole["slots"][0][member] = other[member]
    spoil(names(closed).header, (json.dumps(whole, sort_keys=True, indent=1) + "\n").encode())

    session = unlock(closed, passphrase, now=clock)

    assert session.label == "CB"
    assert [n.words for n in session.notices] == [
        "The file that guards the store was changed outside eolplan. The plans are whole. Tell the"
        " person who looks after this laptop."
    ]
    session.close()
    assert names(closed).header.read_bytes() == names(closed).header_copy.read_bytes()


def test_a_header_changed_in_both_copies_is_noticed_every_time(closed, passphrase, clock):
    for path in (names(closed).header, names(closed).header_copy):
        whole = json.loads(path.read_bytes())
        whole["slots"][0]["label"] = "XX"
        spoil(path, (json.dumps(whole, sort_keys=True, indent=1) + "\n").encode())
    for _ in range(2):
        session = unlock_and_close(closed, passphrase, clock)
        assert [type(n) for n in session.notices] == [HeaderAltered]


def test_a_sealed_key_changed_in_both_copies_is_damage_not_a_wrong_passphrase(closed, passphrase):
    for path in (names(closed).header, names(closed).header_copy):
        whole = json.loads(path.read_bytes())
        whole["key_epoch"] = 2
        spoil(path, (json.dumps(whole, sort_keys=True, indent=1) + "\n").encode())
    with pytest.raises(VaultDamaged):
        derive(closed, passphrase)


def test_mutated_files_never_open_wrongly(closed, keys, passphrase, figure):
    """Hundreds of changed headers beside no good copy: refused, or the same key and noticed."""
    chance = random.Random(11)  # noqa: S311  a test's dice
    whole = names(closed).header.read_bytes()
    names(closed).header_copy.unlink()
    opened = 0
    for _ in range(figure(300, 20_000)):
        at = chance.randrange(len(whole))
        letter = chance.choice(b"ABCabc01")
        if whole[at] == letter:
            continue
        spoil(names(closed).header, whole[:at] + bytes([letter]) + whole[at + 1 :])
        try:
            read = headers.read(names(closed)).found[0]
        except (VaultDamaged, VaultTooNew):
            continue  # no stretching is needed to refuse it
        if opened >= figure(15, 2_000):
            continue
        opened += 1
        try:
            found = derive(closed, passphrase)
        except (WrongPassphrase, VaultDamaged):
            continue
        assert found.vmk == keys.vmk
        assert found.altered
        assert not read.authentic(Keys(bytearray(found.vmk)))
    assert opened == figure(15, 2_000)


# ---- the recovery code


def test_the_code_opens_and_forces_a_new_passphrase_and_a_new_code(
    closed, prepared, passphrase, clock
):
    made = unlock_with_code(
        closed, prepared.recovery_code.lower(), new_passphrase=NEW, cost=Cost.LOWEST, now=clock
    )
    assert made.session.staff.name == "Carys Bevan"
    assert made.recovery_code != prepared.recovery_code
    assert [a.action for a in made.session.store.audit_about(made.session.slot_id)] == [
        "unlocked", "recovered",
    ]  # fmt: skip
    made.session.close()

    with pytest.raises(WrongPassphrase):
        derive(closed, passphrase)
    with pytest.raises(WrongCode, match="newest one for this laptop"):
        recover(closed, prepared.recovery_code, new_passphrase=NEW, cost=Cost.LOWEST)
    unlock_and_close(closed, NEW, clock)
    again = unlock_with_code(
        closed, made.recovery_code, new_passphrase=passphrase, cost=Cost.LOWEST, now=clock
    )
    again.session.close()
    assert len(Header.from_bytes(names(closed).header.read_bytes()).slots) == 2


def test_a_mistyped_code_or_a_weak_passphrase_stops_before_anything_is_opened(closed, prepared):
    code = prepared.recovery_code
    slip = code[:4] + ("0" if code[4] != "0" else "1") + code[5:]  # never the right check letter
    with pytest.raises(CodeMistyped):
        recover(closed, slip, new_passphrase=NEW, cost=Cost.LOWEST)
    with pytest.raises(PassphraseTooWeak):
        recover(closed, prepared.recovery_code, new_passphrase="kettle", cost=Cost.LOWEST)
    with pytest.raises(WrongCode):
        recover(closed, new_code(), new_passphrase=NEW, cost=Cost.LOWEST)


def test_the_new_signing_pair_is_known_and_signs(closed, prepared, clock):
    made = unlock_with_code(
        closed, prepared.recovery_code, new_passphrase=NEW, cost=Cost.LOWEST, now=clock
    )
    _, spki = made.session.sign(bytes(32), NEW)
    assert made.session.store.audit_about(spki)[0].action == "signer"
    assert made.session.store.verify().ok
    made.session.close()


def colleagues(closed, prepared, keys) -> Header:
    """Add a second member of staff's slot to the header."""
    header = prepared.unlocked.header
    slot = passphrase_slot(
        header, keys.vmk, "colleague's own long words", user=header.vault_id, label="AO",
        cost=Cost.LOWEST,
    )  # fmt: skip
    grown = header.next((*header.slots, slot), keys)
    headers.write(names(closed), grown)
    return grown


def test_with_several_slots_the_code_replaces_the_one_that_is_named(closed, prepared, keys):
    header = colleagues(closed, prepared, keys)
    mine, _, theirs = header.slots
    with pytest.raises(KeyError):
        recover(closed, prepared.recovery_code, new_passphrase=NEW, cost=Cost.LOWEST)
    made = recover(
        closed, prepared.recovery_code, new_passphrase=NEW, cost=Cost.LOWEST, slot_id=mine.slot_id
    )
    left = made.unlocked.header.slots
    assert theirs in left
    assert mine not in left
    assert len(made.unlocked.header.of_kind(RECOVERY)) == 1


def test_a_colleagues_passphrase_opens_the_colleagues_slot(closed, prepared, keys):
    header = colleagues(closed, prepared, keys)
    assert [x.label for x in labels(closed)] == ["CB", "AO"]
    assert derive(closed, "colleague's own long words").slot == header.slots[2]


def test_a_power_cut_while_the_slots_change_leaves_a_way_in(
    closed, prepared, passphrase, clock, monkeypatch
):
    """Killed before any one of the header's writes: the old ways work, or the new ones."""
    real = headers.write_whole
    made = recover(closed, prepared.recovery_code, new_passphrase=NEW, cost=Cost.LOWEST)
    for cut in range(5):
        folder = closed.with_name(f"cut{cut}")
        shutil.copytree(closed, folder)
        left = [cut]

        def write(path, content, left=left):
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
            real(path, content)

        monkeypatch.setattr(headers, "write_whole", write)
        unlocked = made.unlocked
        fresh = replace(
            made,
            unlocked=replace(unlocked, vmk=unlocked.vmk[:], private=unlocked.private[:]),
            private=made.private[:],
        )
        with suppress(KeyboardInterrupt):
            reopen_with(folder, fresh, now=clock).session.close()
        monkeypatch.setattr(headers, "write_whole", real)
        working = []
        for secret in (passphrase, NEW):
            with suppress(WrongPassphrase):
                derive(folder, secret)
                working.append(secret)
        assert working == [[passphrase], [passphrase, NEW], [passphrase, NEW], [NEW], [NEW]][cut]


def test_a_dropped_passphrase_does_not_come_back_by_the_older_copy(
    closed, prepared, passphrase, clock
):
    old = names(closed).header.read_bytes()
    unlock_with_code(
        closed, prepared.recovery_code, new_passphrase=NEW, cost=Cost.LOWEST, now=clock
    ).session.close()
    spoil(names(closed).header_copy, old)
    with pytest.raises(WrongPassphrase):
        derive(closed, passphrase)
    unlock_and_close(closed, NEW, clock)
    assert names(closed).header_copy.read_bytes() != old


def test_a_header_changed_since_it_was_read_is_left_alone(closed, prepared, clock):
    made = recover(closed, prepared.recovery_code, new_passphrase=NEW, cost=Cost.LOWEST)
    stale = recover(closed, prepared.recovery_code, new_passphrase=NEW, cost=Cost.LOWEST)
    derived = derive(closed, "copper kettle harbour tulip")
    reopen_with(closed, made, now=clock).session.close()
    with pytest.raises(AlreadyOpen):
        reopen_with(closed, stale, now=clock)
    with pytest.raises(AlreadyOpen):
        Session.open(closed, derived, now=clock)


def test_recovering_without_a_database_writes_nothing(closed, prepared, clock):
    made = recover(closed, prepared.recovery_code, new_passphrase=NEW, cost=Cost.LOWEST)
    before = names(closed).header.read_bytes()
    names(closed).database.unlink()
    with pytest.raises(VaultAbsent):
        reopen_with(closed, made, now=clock)
    assert names(closed).header.read_bytes() == before


def test_a_header_that_does_not_open_is_never_handed_on(prepared, passphrase):
    """Proved from the very bytes, before anything older is dropped."""
    with pytest.raises(VaultDamaged):
        unlocking._prove(
            [prepared.unlocked.header], prepared.unlocked.slot.slot_id, passphrase,
            prepared.recovery_code, bytearray(32),
        )  # fmt: skip


def test_a_header_that_reads_back_otherwise_was_not_written(closed, prepared, monkeypatch):
    def lie(handle: int) -> None:
        with suppress(OSError):  # the folder, which is synced too
            os.write(handle, b"x")

    monkeypatch.setattr(os, "fsync", lie)
    with pytest.raises(NotWritten) as said:
        headers.write(names(closed), prepared.unlocked.header)
    assert said.value.why == "io"

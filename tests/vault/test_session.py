"""Setting a vault up, opening it, and keeping calm when the laptop is not in order."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace

import pytest

from eolplan.vault import (
    AlreadyOpen,
    ClockBehind,
    Cost,
    NotOpened,
    NotWritten,
    OpenedUnwritten,
    ReadOnlyFolder,
    SharedFolder,
    VaultDamaged,
    VaultExists,
    VaultTooNew,
    WrongPassphrase,
    create,
    found,
    layout,
    signature_stands,
    stands,
    unlock,
)
from eolplan.vault import session as module
from eolplan.vault.db import Database
from eolplan.vault.place import Folder


def test_a_new_vault_stands_complete(created, vault_folder, staff, make_row):
    session = created.session
    assert stands(vault_folder)
    assert session.staff == staff
    assert session.notices == ()
    assert {p.name for p in vault_folder.iterdir()} >= {
        "vault.json", "vault.json.bak", "eolplan.db", "lock",
    }  # fmt: skip
    assert session.store.verify(session.anchor(), make_row).ok
    assert len(created.recovery_code.split("-")) == 8
    assert created.recovery_code not in repr(created)


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_a_vault_is_for_its_owner_only(session, vault_folder):
    assert stat.S_IMODE(vault_folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(p.stat().st_mode) for p in vault_folder.iterdir()} == {0o600}


def test_creating_in_one_go_is_the_same(vault_folder, staff, passphrase, clock):
    made = create(vault_folder, staff, passphrase, cost=Cost.LOWEST, now=clock)
    made.session.close()
    unlock(vault_folder, passphrase, now=clock).close()


def test_a_vault_is_never_made_over_another(closed, prepared, staff, clock):
    before = {p.name: p.read_bytes() for p in closed.iterdir()}
    with pytest.raises(VaultExists, match="already a store in that folder"):
        found(closed, staff, prepared, now=clock)
    assert {p.name: p.read_bytes() for p in closed.iterdir()} == before


def test_a_vault_is_not_made_where_others_write(tmp_path, prepared, staff, clock):
    with pytest.raises(SharedFolder):
        found(tmp_path / "Dropbox" / "vault", staff, prepared, now=clock)
    assert not (tmp_path / "Dropbox").exists()


def test_a_vault_that_was_moved_to_where_others_write_is_not_opened(
    closed, tmp_path, prepared, clock
):
    shutil.move(closed, tmp_path / "OneDrive - NHS")
    with pytest.raises(SharedFolder):
        module.Session.open(tmp_path / "OneDrive - NHS", prepared.unlocked, now=clock)


@pytest.mark.parametrize("cut", range(8))
def test_a_power_cut_while_setting_up_leaves_nothing_that_looks_like_a_vault(
    vault_folder, prepared, staff, clock, cut, monkeypatch
):
    """Killed before any of the file operations: setting up again simply works."""
    left = [cut]
    real = os.replace, os.fsync

    def power(call):
        def counted(*args, **kwargs):
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
            return call(*args, **kwargs)

        return counted

    monkeypatch.setattr(os, "replace", power(real[0]))
    monkeypatch.setattr(os, "fsync", power(real[1]))
    unlocked = prepared.unlocked
    copy = replace(
        prepared, unlocked=replace(unlocked, vmk=unlocked.vmk[:], private=unlocked.private[:])
    )
    with pytest.raises(KeyboardInterrupt):
        found(vault_folder, staff, copy, now=clock).session.close()
    monkeypatch.setattr(os, "replace", real[0])
    monkeypatch.setattr(os, "fsync", real[1])
    if stands(vault_folder):
        assert cut >= 6, "only the last sync, after the rename, may find it standing"
        return
    found(vault_folder, staff, prepared, now=clock).session.close()
    assert stands(vault_folder)


def test_only_one_process_opens_a_vault(session, vault_folder, passphrase, root):
    code = (
        "import sys, datetime as dt\nfrom pathlib import Path\nfrom eolplan.vault import *\n"
        "import eolplan.vault as v\n"
        "try: v.unlock(Path(sys.argv[1]), sys.argv[2], now=lambda: dt.datetime.now(dt.UTC))\n"
        "except v.AlreadyOpen as e: print(e)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(vault_folder), passphrase],
        capture_output=True, text=True, check=True, cwd=root,
    )  # fmt: skip
    assert done.stdout == (
        "Another copy of eolplan has the store open. Use that one, or close it first.\n"
    )


def test_a_second_session_in_the_same_process_is_refused_too(session, reopen):
    with pytest.raises(AlreadyOpen):
        reopen(session.folder)
    session.close()
    session.close()
    reopen(session.folder).close()


def test_a_failed_opening_lets_go_of_the_lock(closed, reopen):
    database = Folder(closed).database
    whole = database.read_bytes()
    database.write_bytes(b"\x01" * 8192)
    with pytest.raises(VaultDamaged, match="Nothing has been changed"):
        reopen(closed)
    database.write_bytes(whole)
    reopen(closed).close()


def test_a_newer_layout_is_refused_and_left_alone(closed, reopen, keys):
    db = Database.open(Folder(closed).database, keys.db)
    known = len(layout.shipped())
    db.run(f"PRAGMA user_version = {known + 1}")
    db.close()
    with pytest.raises(
        VaultTooNew, match=f"uses layout {known + 1}; this eolplan knows up to {known}"
    ):
        reopen(closed)


def test_a_vault_without_its_member_of_staff_is_damage(session, bare, reopen):
    bare.run("PRAGMA foreign_keys = OFF")
    bare.run("DELETE FROM user")
    with pytest.raises(VaultDamaged):
        _ = session.staff
    session.close()
    with pytest.raises(VaultDamaged):
        reopen(session.folder)


@pytest.mark.parametrize(("back", "warned"), [(60, False), (299, False), (301, True)])
def test_a_clock_that_ran_backwards_is_a_warning_and_nothing_more(
    closed, reopen, clock, back, warned
):
    clock.go_on(-back)
    session = reopen(closed)
    assert [type(n) for n in session.notices] == ([ClockBehind] if warned else [])
    session.close()


def test_the_clock_is_named_in_words(closed, reopen, clock):
    clock.go_on(days=-2000)
    session = reopen(closed)
    assert session.notices[0].words == (
        "This laptop's date says 22 May 2021. Dates in plans may be wrong."
    )
    session.close()


# ---- signing


def test_a_version_is_signed_by_whoever_types_the_passphrase_again(session, passphrase):
    signature, spki = session.sign(b"digest", passphrase)
    assert signature_stands(b"digest", signature, spki)
    with pytest.raises(WrongPassphrase):
        session.sign(b"digest", "somebody else's words")


def test_an_export_is_sealed_by_the_installation(session, reopen):
    signature, spki = session.seal(b"digest")
    assert signature_stands(b"digest", signature, spki)
    assert spki != session.sign(b"digest", "copper kettle harbour tulip")[1]
    session.close()
    again = reopen(session.folder)
    assert again.seal(b"digest")[1] == spki
    again.close()


def test_an_installation_without_its_pair_is_damage(session, bare):
    bare.run("DROP TRIGGER installation_no_delete")
    bare.run("DELETE FROM installation")
    with pytest.raises(VaultDamaged):
        session.seal(b"digest")


def test_the_keys_are_overwritten_when_a_session_ends(session):
    keys, private = session._keys, session._private
    assert any(private)
    session.close()
    assert not any(
        any(key) for key in (keys.vmk, keys.db, keys.chain, keys.header, keys.erasure, private)
    )


# ---- folders that cannot be written to, and disks that are full


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_a_read_only_folder_is_said_in_words(closed, open_ground, passphrase, unprivileged):
    folder = open_ground / "vault"
    shutil.copytree(closed, folder)
    for path in (folder, *folder.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    code = (
        "import datetime as dt; from pathlib import Path; import eolplan.vault as v\n"
        f"v.unlock(Path({str(folder)!r}), {passphrase!r}, now=lambda: dt.datetime.now(dt.UTC))"
    )
    assert unprivileged(code) == ReadOnlyFolder.__name__
    code = (
        "import datetime as dt; from pathlib import Path; import eolplan.vault as v\n"
        "from eolplan.identity import Staff\n"
        f"v.create(Path({str(folder)!r}) / 'inside', Staff('x', 'A', 'B'), {passphrase!r},"
        " cost=v.Cost.LOWEST, now=lambda: dt.datetime.now(dt.UTC))"
    )
    assert unprivileged(code) == ReadOnlyFolder.__name__
    folder.chmod(0)
    assert unprivileged(code) == ReadOnlyFolder.__name__


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own, 2 MB small, that can be filled and made read-only."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root on Linux")
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], check=False
    )
    if mounted.returncode:
        pytest.skip("this container may not mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_real_full_disk_loses_nothing_that_was_saved(
    small_disk, prepared, staff, say, clock, reopen, make_row
):
    session = found(small_disk / "vault", staff, prepared, now=clock).session
    kept = []
    with pytest.raises(NotWritten) as said:
        for n in range(1000):
            entry = say(f"a.q{n}", words="x" * 4000)
            session.store.append([entry], at=clock())
            kept.append(entry.digest)
    assert said.value.why == "full"
    assert len(kept) > 10
    assert list(session.store.log("gwen").entries) == kept
    session.close()
    again = reopen(small_disk / "vault")
    assert list(again.store.log("gwen").entries) == kept
    again.close()


def fill(folder) -> int:
    """Fill the disk to the last byte; return how much went in."""
    written = 0
    with (folder / "filler").open("ab", buffering=0) as file:
        for size in (65_536, 4_096, 1):
            with suppress(OSError):
                while n := file.write(bytes(size)):
                    written += n
    return written


def test_a_full_disk_keeps_nobody_from_reading(small_disk, full_session, reopen):
    """A plan must be within reach at three in the morning, full disk or not."""
    full_session.close()
    shutil.copytree(full_session.folder, small_disk / "vault")
    reserve = small_disk / "vault" / "reserve.bin"
    assert reserve.stat().st_size == 1 << 20
    fill(small_disk)
    session = reopen(small_disk / "vault")
    assert session.store.log("gwen").reading("pod.first").value == "own_home"
    assert session.store.verify().ok
    assert not reserve.exists()
    session.close()


def test_a_disk_filled_again_and_again_is_said_in_words(small_disk, full_session, reopen):
    full_session.close()
    shutil.copytree(full_session.folder, small_disk / "vault")
    reserve = small_disk / "vault" / "reserve.bin"
    reserve.unlink()
    fill(small_disk)
    with pytest.raises(NotOpened, match="Make some room, then try again"):
        reopen(small_disk / "vault")
    os.truncate(small_disk / "filler", (small_disk / "filler").stat().st_size - 36_864)
    session = reopen(small_disk / "vault")
    assert [type(n) for n in session.notices] == [OpenedUnwritten]
    assert session.notices[0].words.startswith("Not saved yet: the disk is full.")
    assert session.store.log("gwen").reading("pod.first").value == "own_home"
    assert not reserve.exists()
    session.close()
    (small_disk / "filler").unlink()
    session = reopen(small_disk / "vault")
    assert session.notices == ()
    session.close()
    assert reserve.exists() or shutil.disk_usage(small_disk).free < 1 << 20


def test_a_real_read_only_disk_is_said_in_words(
    small_disk, prepared, staff, clock, reopen, passphrase
):
    found(small_disk / "vault", staff, prepared, now=clock).session.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(ReadOnlyFolder, match="can be read but not written to"):
        reopen(small_disk / "vault")
    with pytest.raises(ReadOnlyFolder):
        create(small_disk / "other", staff, passphrase, cost=Cost.LOWEST, now=clock)


def test_a_full_disk_while_setting_up_is_said_in_words(vault_folder, prepared, staff, clock,
                                                       monkeypatch):  # fmt: skip
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(NotWritten):
        found(vault_folder, staff, prepared, now=clock)
    assert not stands(vault_folder)

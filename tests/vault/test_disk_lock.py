"""The disk lock of the laptop is told from what the system shows to everybody."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from eolplan.vault import disk_lock as room
from eolplan.vault.disk_lock import DiskLock, disk_lock, name_of_lock


class Devices:
    """A made-up ``/sys/dev/block`` in which some device holds *folder*."""

    def __init__(self, root: Path, folder: Path) -> None:
        number = folder.stat().st_dev
        self.root = root
        self.top = root / f"{os.major(number)}:{os.minor(number)}"

    def add(self, device: Path, *, uuid: str = "", below: tuple[str, ...] = ()) -> None:
        device.mkdir(parents=True)
        if uuid:
            (device / "dm").mkdir()
            (device / "dm" / "uuid").write_text(uuid + "\n", encoding="ascii")
        for name in below:
            (device / "slaves").mkdir(exist_ok=True)
            (device / "slaves" / name).symlink_to(self.root / name)


@pytest.fixture
def devices(tmp_path: Path) -> Devices:
    return Devices(tmp_path / "block", tmp_path)


LUKS = "CRYPT-LUKS2-7d5c-root"
LVM = "LVM-9aFk2"


def test_a_volume_inside_luks_is_locked(devices: Devices, tmp_path: Path) -> None:
    devices.add(devices.top, uuid=LVM, below=("dm-0",))
    devices.add(devices.root / "dm-0", uuid=LUKS, below=("sda2",))
    devices.add(devices.root / "sda2")
    assert room._linux(tmp_path, devices.root) is DiskLock.ON


def test_a_plain_partition_is_not(devices: Devices, tmp_path: Path) -> None:
    devices.add(devices.top)
    assert room._linux(tmp_path, devices.root) is DiskLock.OFF


def test_half_a_volume_in_the_open_is_not_locked(devices: Devices, tmp_path: Path) -> None:
    devices.add(devices.top, uuid=LVM, below=("dm-0", "sdb1"))
    devices.add(devices.root / "dm-0", uuid=LUKS)
    devices.add(devices.root / "sdb1")
    assert room._linux(tmp_path, devices.root) is DiskLock.OFF


def test_what_is_on_no_disk_is_not_guessed_at(devices: Devices, tmp_path: Path) -> None:
    assert room._linux(tmp_path, devices.root) is DiskLock.UNKNOWN


def test_a_folder_that_is_not_there_yet_is_looked_for_higher_up(
    devices: Devices, tmp_path: Path
) -> None:
    devices.add(devices.top, uuid=LUKS)
    assert room._linux(tmp_path / "eolplan" / "vault", devices.root) is DiskLock.ON


@pytest.mark.parametrize(
    ("said", "known"),
    [("1", DiskLock.ON), ("2", DiskLock.OFF), ("3", DiskLock.UNKNOWN), ("", DiskLock.UNKNOWN)],
)
def test_windows_tells_a_number(said: str, known: DiskLock) -> None:
    assert room._windows(said) is known


@pytest.mark.parametrize(
    ("said", "known"),
    [("true", DiskLock.ON), ("false", DiskLock.OFF), ("", DiskLock.UNKNOWN)],
)
def test_a_mac_tells_a_word(said: str, known: DiskLock) -> None:
    assert room._mac(said) is known


def test_a_system_that_cannot_be_asked_tells_nothing(tmp_path: Path) -> None:
    """No such program here, one that ends at once, and one that says something else."""
    assert room._said([str(tmp_path / "no such program")]) == ""
    assert room._said([sys.executable, "-c", "print(' TRUE ')"]) == "true"
    if sys.platform not in ("win32", "darwin"):
        assert disk_lock(tmp_path, "win32") is DiskLock.UNKNOWN
        assert disk_lock(tmp_path, "darwin") is DiskLock.UNKNOWN
    assert disk_lock(tmp_path) in DiskLock


def test_the_lock_is_called_what_the_system_calls_it() -> None:
    assert [name_of_lock(s) for s in ("win32", "darwin", "linux")] == [
        "BitLocker", "FileVault", "LUKS",
    ]  # fmt: skip

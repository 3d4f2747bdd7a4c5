from __future__ import annotations

import sys
from pathlib import Path

import pytest

from eolplan.vault import SharedFolder, default_folder
from eolplan.vault.place import Folder, file_system, refuse_shared, synced_by, unc

LINUX = """\
/dev/vda / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/export /home nfs4 rw 0 0
/dev/sdb1 /home/gwen/Own\\040disk ext4 rw 0 0
//nas/plans /mnt/plans cifs rw 0 0
bad line
"""
MACOS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled)
//carys@nas/plans on /Volumes/plans (smbfs, nodev, nosuid, mounted by carys)
/dev/disk5s1 on /Volumes/Own disk (apfs, local)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the folder of Linux")
def test_the_default_folder_is_under_the_users_own_data(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "eolplan" / "vault"


@pytest.mark.parametrize(
    ("folder", "mounts", "kind"),
    [
        ("/srv/vault", LINUX, "ext4"), ("/home/carys/vault", LINUX, "nfs4"),
        ("/home/gwen/Own disk/vault", LINUX, "ext4"), ("/mnt/plans", LINUX, "cifs"),
        ("/mnt/plansandmore", LINUX, "ext4"), ("/Users/carys", MACOS, "apfs"),
        ("/Volumes/plans/vault", MACOS, "smbfs"), ("/Volumes/Own disk/v", MACOS, "apfs"),
        ("/anywhere", "", ""),
    ],
)  # fmt: skip
def test_the_file_system_of_a_folder_is_that_of_its_nearest_mount(folder, mounts, kind):
    assert file_system(Path(folder), mounts) == kind


@pytest.mark.parametrize(
    ("path", "share"),
    [("\\\\server\\plans\\vault", True), ("//server/plans", True), ("C:\\Users\\c", False),
     ("\\\\?\\C:\\Users\\c", False), ("\\\\?\\UNC\\server\\plans", True), ("vault", False)],
)  # fmt: skip
def test_a_windows_share_is_known_by_its_name(path, share):
    assert unc(path) is share


@pytest.mark.parametrize(
    ("folder", "who"),
    [
        ("/home/c/OneDrive - NHS/plans", "OneDrive"), ("/home/c/Dropbox/v", "Dropbox"),
        ("/Users/c/Library/Mobile Documents/com~apple/v", "iCloud Drive"),
        ("/Users/c/Library/CloudStorage/v", "iCloud Drive"), ("/home/c/Nextcloud2/v", "Nextcloud"),
        ("/Users/c/Library/CloudStorage/OneDrive-NHS/v", "OneDrive"),
        ("/home/c/documents/vault", ""),
    ],
)  # fmt: skip
def test_a_synced_folder_is_known_by_its_name(folder, who):
    assert synced_by(Path(folder), {}) == who


def test_a_synced_folder_is_known_by_what_the_sync_program_says(tmp_path):
    inside = tmp_path / "work" / "vault"
    assert synced_by(inside, {"OneDriveCommercial": str(tmp_path / "work")}) == "OneDrive"
    assert synced_by(inside, {"OneDrive": str(tmp_path / "other")}) == ""
    (tmp_path / ".stfolder").mkdir()
    assert synced_by(inside, {}) == "Syncthing"


def test_a_folder_that_two_computers_write_to_is_refused_in_words(tmp_path):
    refuse_shared(tmp_path)
    with pytest.raises(SharedFolder, match="That folder is on Dropbox"):
        refuse_shared(tmp_path / "Dropbox" / "vault")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/mounts")
def test_a_link_into_a_synced_folder_is_followed(tmp_path):
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "plans").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(SharedFolder):
        refuse_shared(tmp_path / "plans")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/mounts")
def test_a_network_drive_is_refused_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(
        "eolplan.vault.place._mounts", lambda: f"//nas/plans {tmp_path.resolve()} cifs rw 0 0"
    )
    with pytest.raises(SharedFolder, match="a network drive"):
        refuse_shared(tmp_path)


def test_a_system_that_does_not_list_its_mounts_is_taken_for_local(tmp_path, monkeypatch):
    def refuse(*_: object, **__: object) -> str:
        raise PermissionError

    monkeypatch.setattr(Path, "read_text", refuse)
    refuse_shared(tmp_path)


def test_where_one_may_not_look_there_is_nothing(tmp_path, monkeypatch):
    def refuse(_: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "exists", refuse)
    assert not Folder(tmp_path).stands


def test_a_folder_stands_unless_setting_up_never_ended(tmp_path):
    names = Folder(tmp_path)
    assert not names.stands
    names.header.touch()
    assert names.stands
    names.unfinished.touch()
    assert not names.stands
    names.database.touch()
    assert names.stands

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys

import pytest

from eolplan.vault import AlreadyOpen, NotWritten, ReadOnlyFolder
from eolplan.vault.disk import in_words, make_private_file, make_private_folder, write_whole
from eolplan.vault.lock import Lock

posix = pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")


@pytest.mark.parametrize(
    ("number", "kind", "why"),
    [
        (errno.ENOSPC, NotWritten, "full"), (errno.EDQUOT, NotWritten, "full"),
        (errno.EIO, NotWritten, "io"), (errno.EACCES, ReadOnlyFolder, ""),
        (errno.EROFS, ReadOnlyFolder, ""),
    ],
)  # fmt: skip
def test_the_systems_errors_become_sentences(number, kind, why):
    with pytest.raises(kind) as said, in_words():
        raise OSError(number, "a name that must not be shown")
    assert getattr(said.value, "why", "") == why
    assert "must not be shown" not in str(said.value)


@posix
def test_folders_and_files_are_for_their_owner_only(tmp_path):
    os.umask(0)
    try:
        folder = tmp_path / "a" / "b"
        make_private_folder(folder)
        make_private_file(folder / "f")
        write_whole(folder / "g", b"text")
    finally:
        os.umask(0o022)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE((folder / n).stat().st_mode) for n in "fg"} == {0o600}


@posix
def test_somebodys_own_folder_keeps_its_permissions(tmp_path):
    (tmp_path / "photo").touch()
    tmp_path.chmod(0o755)
    make_private_folder(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "f"
    write_whole(path, b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritten):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"


def test_a_second_lock_is_refused_until_the_first_lets_go(tmp_path):
    first = Lock(tmp_path / "lock")
    with pytest.raises(AlreadyOpen):
        Lock(tmp_path / "lock")
    first.release()
    first.release()
    Lock(tmp_path / "lock").release()


def test_a_lock_dies_with_its_process(tmp_path, root):
    """A crash leaves nothing to clean up."""
    code = (
        "import sys, os\nfrom pathlib import Path\nfrom eolplan.vault.lock import Lock\n"
        "held = Lock(Path(sys.argv[1]))\nprint('held', flush=True)\nsys.stdin.read()\n"
    )
    path = tmp_path / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], cwd=root, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as other:  # fmt: skip
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(AlreadyOpen, match="Another copy of eolplan has the store open"):
            Lock(path)
        other.kill()
        other.wait()
    Lock(path).release()

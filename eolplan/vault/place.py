"""Where a vault lies: the folder for each system, its files, and folders that are refused."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Final

from eolplan.errors import EolplanError
from eolplan.vault.disk import is_there
from eolplan.vault.errors import SharedFolder
from eolplan.vault.header import Header
from eolplan.words import N_, tr

_NETWORK: Final = N_("a network drive")
_REMOTE: Final = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "afs", "webdav", "davfs",
        "9p", "fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.s3fs", "ceph",
    }
)  # fmt: skip
"""File systems that another computer can write to; locks on them cannot be trusted."""
_SYNCED: Final = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "mobile documents": "iCloud Drive",
    "icloud": "iCloud Drive",
    "cloudstorage": "iCloud Drive",
    "box sync": "Box",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud": "pCloud",
    "syncthing": "Syncthing",
}
_MARKERS: Final = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
}
_SYNC_VARIABLES: Final = {
    "OneDrive": "OneDrive",
    "OneDriveCommercial": "OneDrive",
    "OneDriveConsumer": "OneDrive",
}
_DRIVE_REMOTE: Final = 4
_FAMILY: Final = re.compile(
    r"eolplan(-(?P<epoch>[2-9]|[1-9][0-9]{1,8}))?\.db(?P<rest>|-wal|-shm|\.(new|layout-).*)"
)


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of one vault and the names in it."""

    path: Path

    @property
    def header(self) -> Path:
        """Who may open it."""
        return self.path / "vault.json"

    @property
    def header_copy(self) -> Path:
        """The same again, for when the first is damaged."""
        return self.path / "vault.json.bak"

    def database_of(self, epoch: int) -> Path:
        """The encrypted database under the keys of one epoch."""
        return self.path / ("eolplan.db" if epoch == 1 else f"eolplan-{epoch}.db")

    def unfinished_of(self, epoch: int) -> Path:
        """The same while it is being made; until it is renamed, it is nobody's."""
        return beside(self.database_of(epoch), ".new")

    @property
    def databases(self) -> dict[int, Path]:
        """Those that are there, by epoch."""
        return {epoch: path for epoch, path, _ in self.family() if path.suffix == ".db"}

    def family(self) -> Iterator[tuple[int, Path, bool]]:
        """Yield every file of a database: its epoch, where it lies, and whether it was finished.

        That is the file itself, its log, and copies from before a change of the layout.
        """
        try:
            names = sorted(path.name for path in self.path.iterdir())
        except OSError:
            return
        for found in map(_FAMILY.fullmatch, names):
            if found:
                finished = not found["rest"].startswith(".new")
                yield int(found["epoch"] or 1), self.path / found.group(), finished

    @property
    def database(self) -> Path:
        """The encrypted database in force: of the newest header whose database is there."""
        there, named = self.databases, self._epochs()
        return self.database_of(next((e for e in named if e in there), max(named)))

    def _epochs(self) -> list[int]:
        """Return the epochs that the headers name, the newest first; the first, if none does."""
        found = set()
        for path in (self.header, self.header_copy):
            with suppress(OSError, EolplanError):
                found.add(Header.from_bytes(path.read_bytes()).key_epoch)
        return sorted(found, reverse=True) or [1]

    @property
    def unfinished(self) -> Path:
        """A database that is being set up; until it is renamed, nothing was kept in it."""
        return self.unfinished_of(1)

    @property
    def lock(self) -> Path:
        """Held by the one process that writes."""
        return self.path / "lock"

    @property
    def reserve(self) -> Path:
        """Room kept for opening on a full disk."""
        return self.path / "reserve.bin"

    @property
    def stands(self) -> bool:
        """Whether there is a vault: anything of one, unless setting it up never ended."""
        if self.databases:
            return True
        headers = is_there(self.header) or is_there(self.header_copy)
        return headers and not is_there(self.unfinished)


def beside(path: Path, ending: str) -> Path:
    """Return the path of what lies beside *path* under the same name and an ending."""
    return path.with_name(path.name + ending)


def default_folder() -> Path:
    """Return the folder for this user on this system, never a roaming or synced one.

    ``%LOCALAPPDATA%\\eolplan\\vault``, ``~/Library/Application Support/eolplan/vault``
    or ``$XDG_DATA_HOME/eolplan/vault``.
    """
    from platformdirs import user_data_path

    return user_data_path("eolplan", appauthor=False, roaming=False) / "vault"


def refuse_shared(folder: Path) -> None:
    """Refuse a folder that other computers write to.

    Sync programs copy a database while it is being written, and locks on
    network drives do not hold: both have destroyed SQLite files.

    Raises:
        SharedFolder: *folder* is on a network drive or is synced.
    """
    whole = folder.absolute().resolve()
    kind = synced_by(whole, os.environ) or (tr(_NETWORK) if on_network(whole) else "")
    if kind:
        raise SharedFolder(kind)


def synced_by(folder: Path, environment: Mapping[str, str]) -> str:
    """Return the name of the program that syncs *folder*, or empty."""
    for variable, name in _SYNC_VARIABLES.items():
        root = environment.get(variable)
        if root and folder.is_relative_to(root):
            return name
    for part in reversed(folder.parts):  # macOS keeps them all in ~/Library/CloudStorage
        for start, name in _SYNCED.items():
            if part.casefold().startswith(start):
                return name
    marked = (
        name
        for parent in (folder, *folder.parents)
        for marker, name in _MARKERS.items()
        if is_there(parent / marker)
    )
    return next(marked, "")


def on_network(folder: Path) -> bool:
    """Say whether *folder* is on a network drive, as far as the system tells."""
    if sys.platform == "win32":  # pragma: no cover  Windows only
        return unc(str(folder)) or _remote_drive(folder.drive)
    return file_system(folder, _mounts()) in _REMOTE


def unc(path: str) -> bool:
    """Say whether a Windows path names a share, ``\\\\server\\share``."""
    drive = PureWindowsPath(path).drive.upper()
    local = drive.startswith("\\\\?\\") and not drive.startswith("\\\\?\\UNC\\")
    return drive.startswith("\\\\") and not local


def _remote_drive(drive: str) -> bool:  # pragma: no cover  Windows only
    import ctypes

    windows = getattr(ctypes, "windll", None)
    return windows is not None and windows.kernel32.GetDriveTypeW(drive + "\\") == _DRIVE_REMOTE


def _mounts() -> str:
    """Return the system's list of mounted file systems, or empty."""
    try:
        if sys.platform == "darwin":  # pragma: no cover  macOS only
            import subprocess

            listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False)
            return listed.stdout
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def file_system(folder: Path, mounts: str) -> str:
    """Return the type of the file system that *folder* lies on.

    Args:
        folder: Absolute and resolved.
        mounts: Lines of ``/proc/mounts`` (``device point type ...``) or of macOS's
            ``mount`` (``device on point (type, ...)``).
    """
    best, kind = -1, ""
    for line in mounts.splitlines():
        point, found = _mount(line)
        if point and folder.is_relative_to(point) and len(point) >= best:
            best, kind = len(point), found
    return kind


def _mount(line: str) -> tuple[str, str]:
    if " on /" in line and line.endswith(")"):
        rest = line.partition(" on ")[2]
        point, _, options = rest.rpartition(" (")
        return point, options.rstrip(")").split(",")[0]
    fields = line.split(" ")
    if len(fields) < 3:
        return "", ""
    return fields[1].replace("\\040", " "), fields[2]

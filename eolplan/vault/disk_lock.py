"""Whether the laptop's own disk is locked: BitLocker, FileVault or LUKS. Advice, never a gate.

The vault does not need it. What the system writes by itself does: swap, and the
memory that hibernation puts on the disk.
"""

from __future__ import annotations

import os
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Final

_PATIENCE_S: Final = 10
_ASK_WINDOWS: Final = (
    "(New-Object -ComObject Shell.Application).NameSpace($env:SystemDrive).Self"
    ".ExtendedProperty('System.Volume.BitLockerProtection')"
)
"""What Explorer shows beside a drive; unlike ``manage-bde`` it needs no administrator."""

_NO_WINDOW: Final = 0x08000000
"""``CREATE_NO_WINDOW``: nothing flashes up on the screen."""


class DiskLock(StrEnum):
    """What is known of the disk lock."""

    ON = "on"
    OFF = "off"
    UNKNOWN = "unknown"


def name_of_lock(system: str = sys.platform) -> str:
    """Return what the disk lock is called on *system*."""
    return {"win32": "BitLocker", "darwin": "FileVault"}.get(system, "LUKS")


def disk_lock(folder: Path, system: str = sys.platform) -> DiskLock:
    """Return whether the disk that holds *folder* is locked when the laptop is off.

    Reads what the system tells every user, and changes nothing. May take
    seconds: run it off the GUI thread. What cannot be told is ``UNKNOWN``.
    """
    if system == "win32":
        return _windows(_said(["powershell.exe", "-NoProfile", "-Command", _ASK_WINDOWS]))
    if system == "darwin":
        return _mac(_said(["/usr/bin/fdesetup", "isactive"]))
    return _linux(folder, Path("/sys/dev/block"))


def _windows(said: str) -> DiskLock:
    """Read the shell's number: 1 is on; 2 is off; 3 and above are half way."""
    return {"1": DiskLock.ON, "2": DiskLock.OFF}.get(said, DiskLock.UNKNOWN)


def _mac(said: str) -> DiskLock:
    return {"true": DiskLock.ON, "false": DiskLock.OFF}.get(said, DiskLock.UNKNOWN)


def _linux(folder: Path, devices: Path) -> DiskLock:
    """Follow the device of *folder* down to the disks; locked when every way leads through LUKS."""
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    number = there.stat().st_dev
    device = devices / f"{os.major(number)}:{os.minor(number)}"
    if not device.exists():  # a network drive, memory, or a file system over many disks
        return DiskLock.UNKNOWN
    return DiskLock.ON if _is_locked(device) else DiskLock.OFF


def _is_locked(device: Path) -> bool:
    try:
        if (device / "dm" / "uuid").read_text(encoding="ascii").startswith("CRYPT-"):
            return True
    except OSError:
        pass
    below = list((device / "slaves").glob("*"))
    return bool(below) and all(_is_locked(one) for one in below)


def _said(command: list[str]) -> str:
    """Return the first word that *command* prints, in small letters; nothing when it cannot run."""
    flags = _NO_WINDOW if sys.platform == "win32" else 0
    try:
        done = subprocess.run(  # noqa: S603  one of the two commands above
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=_PATIENCE_S, check=False, creationflags=flags,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("ascii", "replace").strip().lower()

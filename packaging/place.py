"""Makes this machine ready: Qt's system libraries, and ``.venv`` from the locked, hashed list.

Standard library only. Nothing is installed that the lock files do not name
with a hash, and the machine's own settings say where it comes from.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

ROOT: Final = Path(__file__).resolve().parent.parent
VENV: Final = ROOT / ".venv"
STAMP: Final = VENV / "installed"
PYTHON: Final = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
BASE: Final[str] = getattr(sys, "_base_executable", sys.executable)
"""The Python outside any environment, also when this runs inside ``.venv``."""
Need = Literal["app", "dev", "bench"]
"""What a command needs: the app alone, also the tools that check it, or also its rivals."""
_HELD_BY: Final[dict[Need, tuple[Need, ...]]] = {
    "app": ("app", "dev", "bench"), "dev": ("dev", "bench"), "bench": ("bench",),
}  # fmt: skip
"""Each list holds those before it, so an environment made for a longer one will do."""

# Debian's names; "a|b" is one library that newer systems call b and also install when asked for a.
_SCREEN: Final = (
    "ca-certificates", "libdbus-1-3", "libegl1", "libfontconfig1", "libfreetype6", "libgl1",
    "libglib2.0-0|libglib2.0-0t64", "libx11-6", "libx11-xcb1", "libxcb-cursor0", "libxcb-icccm4",
    "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0", "libxcb-render0",
    "libxcb-shape0", "libxcb-shm0", "libxcb-sync1", "libxcb-xfixes0", "libxcb-xkb1",
    "libxkbcommon-x11-0", "libxkbcommon0",
)  # fmt: skip
_TESTS: Final = (
    "at-spi2-core", "dbus", "gcc", "gnome-keyring", "libc6-dev", "xauth", "xvfb",
)  # fmt: skip
"""An X server without a screen, the bus on which a screen reader listens, a keyring, and a
compiler for the small library that stands between a test and its disk."""
_RIVALS: Final = ("libharfbuzz-subset0", "libpango-1.0-0", "libpangoft2-1.0-0")
"""What WeasyPrint draws with."""


class NotReady(Exception):
    """The machine lacks something; the message says what to do about it."""


def prepare(need: Need) -> None:
    """Install what *need* calls for and this machine lacks; quick when nothing is missing.

    Raises:
        NotReady: something is missing that only the user can provide.
    """
    _system_packages(need)
    if _stamp_holds(need):
        return
    _install(need)


def lock_file(need: Need) -> Path:
    """Return the list of packages, each with its hashes, that *need* installs."""
    return ROOT / "packaging" / f"requirements-{need}.lock"


def find_uv() -> str | None:
    """Return the path of ``uv``: the machine's own, else the one in ``.venv``, else nothing."""
    return shutil.which("uv") or shutil.which("uv", path=str(PYTHON.parent))


# --- .venv ------------------------------------------------------------------------------------


def _wanted(need: Need) -> str:
    """Return the stamp of an environment made for *need* by this Python from these lists."""
    lines = hashlib.sha256(lock_file(need).read_bytes()).hexdigest()
    return f"{need} {sys.version_info.major}.{sys.version_info.minor} {sys.platform} {lines}"


def _stamp_holds(need: Need) -> bool:
    """Say whether ``.venv`` already holds *need*."""
    if not (PYTHON.exists() and STAMP.exists()):
        return False
    found = STAMP.read_text(encoding="utf-8").strip()
    return found in map(_wanted, _HELD_BY[need])


def _install(need: Need) -> None:
    print(f"Making {VENV.name} from {lock_file(need).name} ...", file=sys.stderr, flush=True)
    STAMP.unlink(missing_ok=True)
    kept = _is_of_this_python()
    # uv.exe cannot replace itself, and no uv outlives the folder it stands in
    uv = find_uv() if kept and os.name != "nt" else shutil.which("uv")
    if uv:
        _install_with_uv(uv, lock_file(need), kept=kept)
    else:
        _install_with_pip(lock_file(need))
    _check_qt()
    STAMP.write_text(_wanted(need) + "\n", encoding="utf-8")


def _install_with_uv(uv: str, lock: Path, *, kept: bool) -> None:
    if not kept:
        run([uv, "venv", "--quiet", "--clear", "--python", BASE, str(VENV)])
    only_hashed = ["--require-hashes", "--only-binary", ":all:"]
    run([uv, "pip", "sync", "--quiet", "--python", str(PYTHON), *only_hashed, str(lock)])


def _install_with_pip(lock: Path) -> None:
    # pip removes nothing, so what an older list installed goes with the old environment.
    run([BASE, "-m", "venv", "--clear", str(VENV)])
    only_hashed = ["--require-hashes", "--no-deps", "--only-binary", ":all:"]
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    run([str(PYTHON), "-m", "pip", "install", *quiet, *only_hashed, "--requirement", str(lock)])


def _is_of_this_python() -> bool:
    """Say whether ``.venv`` exists and runs the Python that runs this."""
    if not PYTHON.exists():
        return False
    ask = "import sys; print(sys.version_info[:2])"
    answer = subprocess.run([str(PYTHON), "-c", ask], capture_output=True, text=True, check=False)
    return answer.stdout.strip() == str(sys.version_info[:2])


def _check_qt() -> None:
    """Import Qt once, so that a missing library is named now and not by a traceback later."""
    ask = [str(PYTHON), "-c", "import PySide6.QtWidgets"]
    answer = subprocess.run(ask, capture_output=True, text=True, check=False)
    if answer.returncode:
        last = (answer.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise NotReady(f"Qt cannot be loaded on this machine: {last}")


def run(command: Sequence[str]) -> None:
    """Run *command* from the project's folder; print what it said only if it went wrong.

    Raises:
        NotReady: it ended with an error.
    """
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode:
        sys.stdout.buffer.write(done.stdout)
        sys.stdout.flush()
        raise NotReady(f"This step did not succeed: {' '.join(command)}")


# --- system packages of Debian and Ubuntu -----------------------------------------------------


def _system_packages(need: Need) -> None:
    """Install the missing ones as root; otherwise say the one command that does."""
    if not _is_debian():
        return
    wanted = _SCREEN + (_TESTS if need != "app" else ()) + (_RIVALS if need == "bench" else ())
    present = _installed([name for names in wanted for name in names.split("|")])
    missing = [n.partition("|")[0] for n in wanted if present.isdisjoint(n.split("|"))]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python3-venv")
    if not missing:
        return
    if os.geteuid() != 0:
        raise NotReady(_command_for(missing))
    print("Installing system packages: " + " ".join(missing), file=sys.stderr, flush=True)
    apt = ["apt-get", "-o", "DPkg::Lock::Timeout=120", "--quiet", "--quiet"]
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    run([*apt, "update"])
    run([*apt, "install", "--yes", "--no-install-recommends", *missing])


def _is_debian() -> bool:
    """Say whether this is Debian, Ubuntu or one of their children."""
    if not shutil.which("dpkg-query"):
        return False
    try:
        system = platform.freedesktop_os_release()
    except OSError:
        return False
    return not {"debian", "ubuntu"}.isdisjoint([system["ID"], *system.get("ID_LIKE", "").split()])


def _installed(names: Sequence[str]) -> set[str]:
    """Return those of *names* that are installed and configured."""
    ask = ["dpkg-query", "--show", "--showformat", "${Package} ${db:Status-Status}\\n", *names]
    answer = subprocess.run(ask, capture_output=True, text=True, check=False)
    lines = [line.split() for line in answer.stdout.splitlines()]
    return {name for name, status in lines if status == "installed"}


def _command_for(missing: Sequence[str]) -> str:
    return (
        "This machine lacks system packages that eolplan needs. Run this once, then try again:\n\n"
        f"  sudo apt-get update && sudo apt-get install --yes --no-install-recommends "
        f"{' '.join(missing)}\n"
    )

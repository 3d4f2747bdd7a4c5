from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

MADE_HERE = {".git", ".venv", "__pycache__", "build", "dist"}


@pytest.fixture(scope="session")
def kept(root: Path) -> list[Path]:
    """Every file that belongs to the project, and none that this machine made."""
    if (root / ".git").exists() and shutil.which("git"):
        ask = ["git", "-c", f"safe.directory={root}", "ls-files", "-z", "--cached", "--others"]
        answer = subprocess.run(
            [*ask, "--exclude-standard"], cwd=root, capture_output=True, text=True, check=True
        )
        return sorted(
            p for name in answer.stdout.split("\0") if name and (p := root / name).is_file()
        )
    return sorted(
        path
        for path in root.rglob("*")
        if path.is_file()
        and path.suffix != ".mo"
        and not any(_is_made_here(part) for part in path.relative_to(root).parts)
    )


def _is_made_here(part: str) -> bool:
    return part in MADE_HERE or part.endswith("_cache") or part in {".hypothesis", ".coverage"}


@pytest.fixture(scope="session")
def texts(kept: list[Path], root: Path) -> dict[str, str]:
    """The text of every file that is text, by its path from the root."""
    found = {}
    for path in kept:
        try:
            found[path.relative_to(root).as_posix()] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a font, a picture, a vault
    return found

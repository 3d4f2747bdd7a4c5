"""Where the store of made-up people lies, and how to know one when it is locked."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from eolplan.vault import default_folder

PASSPHRASE: Final = "practice"  # noqa: S105  everybody may know it: nobody in there is real
"""Opens every store of made-up people."""

MARKER: Final = "PRACTICE.txt"
"""A file beside the store that says what it is, to people and to the locked screen."""


def practice_folder() -> Path:
    """Return the folder of this user's store of made-up people: never that of the real one."""
    return default_folder().with_name("practice")


def is_practice(folder: Path) -> bool:
    """Say whether the store in *folder* was made for practice."""
    return (folder / MARKER).is_file()

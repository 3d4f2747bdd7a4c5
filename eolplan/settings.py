"""How the app looks to one user of this laptop, remembered outside the vault.

It is needed before anybody has unlocked anything, so it lies in a plain file:
nothing clinical is a setting, and nothing here says who anybody is.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Final, Self

import platformdirs

_FILE: Final = "settings.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """The look and the window, as last used.

    Attributes:
        theme: ``light``, ``dark``, ``contrast``, or empty for what the laptop asks for.
        scale: Text size, 1.0 to 2.0.
        width, height: Size of the window in pixels; 0 for as large as is sensible.
        maximised: Whether it filled the screen.
        folder: Where the store is, when it is not in its usual place.
    """

    theme: str = ""
    scale: float = 1.0
    width: int = 0
    height: int = 0
    maximised: bool = False
    folder: str = ""

    @classmethod
    def read(cls, folder: Path | None = None) -> Self:
        """Return what was kept; a member that cannot be read is as new."""
        try:
            kept = json.loads(_file(folder).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return cls()
        if not isinstance(kept, dict):
            return cls()
        fresh = cls()
        known = {
            field.name: kept[field.name]
            for field in fields(cls)
            if type(kept.get(field.name)) is type(getattr(fresh, field.name))
        }
        return cls(**known)

    def keep(self, folder: Path | None = None) -> None:
        """Write the settings; where the disk does not let us, they last until the app closes."""
        path = _file(folder)
        beside = path.with_suffix(".new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")
            beside.replace(path)
        except OSError:
            return


def _file(folder: Path | None) -> Path:
    """Return the file: in *folder*, else where the platform keeps such files."""
    return (folder or platformdirs.user_config_path("eolplan", appauthor=False)) / _FILE

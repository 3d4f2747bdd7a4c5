"""How the app looks to one user of this laptop, remembered outside the vault.

It is needed before anybody has unlocked anything, so it lies in a plain file:
nothing clinical is a setting, and nothing here says who anybody is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Final, Self, TypeVar

import platformdirs

_FILE: Final = "settings.json"
_LOOKS: Final = 24
"""So many are kept; a laptop is shared by a team, not by a town."""

_T = TypeVar("_T", bound="Kept")


@dataclass(frozen=True, slots=True)
class Kept:
    """The look and the window of one member of staff.

    Attributes:
        theme: ``light``, ``dark``, ``contrast``, or empty for what the laptop asks for.
        scale: Text size, 1.0 to 2.0.
        width, height: Size of the window in pixels; 0 for as large as is sensible.
        maximised: Whether it filled the screen.
    """

    theme: str = ""
    scale: float = 1.0
    width: int = 0
    height: int = 0
    maximised: bool = False


@dataclass(frozen=True, slots=True)
class Settings(Kept):
    """The look and the window as last used, and as each member of staff likes them.

    Attributes:
        folder: Where the store is, when it is not in its usual place.
        slot: Whose they are: the id of the way in that was opened last, which
            is a random number and nobody's name.
        own: What each has chosen, by the id of their way in.
    """

    folder: str = ""
    slot: str = ""
    own: Mapping[str, Kept] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path | None = None) -> Self:
        """Return what was kept; a member that cannot be read is as new."""
        try:
            kept = json.loads(_file(folder).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return cls()
        if not isinstance(kept, dict):
            return cls()
        own = kept.pop("own", {})
        looks = own.items() if isinstance(own, dict) else ()
        found = _known(cls(), kept)
        return replace(found, own={slot: _known(Kept(), look) for slot, look in looks})

    def of(self, slot: str) -> Self:
        """Return these with the look and the window of *slot*; of a new one, as they are."""
        mine = self._everybodys().get(slot)
        known = {f.name: getattr(mine, f.name) for f in fields(Kept)} if mine is not None else {}
        return replace(self, slot=slot, own=self._everybodys(), **known)

    def keep(self, folder: Path | None = None) -> None:
        """Write the settings; where the disk does not let us, they last until the app closes."""
        kept = asdict(replace(self, own=self._everybodys()))
        path = _file(folder)
        beside = path.with_suffix(".new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(kept, indent=1), encoding="utf-8")
            beside.replace(path)
        except OSError:
            return

    def _everybodys(self) -> Mapping[str, Kept]:
        """Return what each has chosen, with what is chosen now; the newest last."""
        if not self.slot:
            return self.own
        mine = Kept(**{f.name: getattr(self, f.name) for f in fields(Kept)})
        others = {slot: look for slot, look in self.own.items() if slot != self.slot}
        return dict(list({**others, self.slot: mine}.items())[-_LOOKS:])


def _known(fresh: _T, kept: object) -> _T:
    """Return *fresh* with those members of *kept* that are what they should be."""
    if not isinstance(kept, dict):
        return fresh
    known = {
        field.name: kept[field.name]
        for field in fields(fresh)
        if type(kept.get(field.name)) is type(getattr(fresh, field.name))
    }
    return replace(fresh, **known)


def _file(folder: Path | None) -> Path:
    """Return the file: in *folder*, else where the platform keeps such files."""
    return (folder or platformdirs.user_config_path("eolplan", appauthor=False)) / _FILE

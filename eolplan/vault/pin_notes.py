"""What a PIN has to remember from one start of eolplan to the next, in a file beside the vault."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, Self

from eolplan.vault.disk import write_whole
from eolplan.vault.moment import Moment

TRIES: Final = 5
HOURS: Final = 12
FILE: Final = "quick.json"
_MOST_BYTES: Final = 262_144


class Stand(StrEnum):
    """How the PIN of a member of staff stands.

    ``none``: there is none. ``ready``: it may be tried. ``resting``: the passphrase is
    due. ``spent``: it was wrong too often. ``lost``: the keyring's half is gone.
    ``doubted``: who may open the vault was changed by somebody without its key.
    """

    NONE = "none"
    READY = "ready"
    RESTING = "resting"
    SPENT = "spent"
    LOST = "lost"
    DOUBTED = "doubted"


@dataclass(frozen=True, slots=True)
class Note:
    """What is remembered of one PIN.

    Attributes:
        typed: When the passphrase of its owner was typed last.
        tries: Wrong ones since it last opened the vault.
        keyring: Which keyring has the other half.
        known: By what the other half is known again.
        lost: The keyring has it no more.
    """

    typed: Moment
    tries: int
    keyring: str
    known: str
    lost: bool = False

    def stand(self, moment: Moment) -> Stand:
        """Say how the PIN stands; where nobody can tell the time, the passphrase is due."""
        if self.lost:
            return Stand.LOST
        if self.tries >= TRIES:
            return Stand.SPENT
        passed = moment.since(self.typed)
        return Stand.READY if passed is not None and passed < HOURS * 3_600 else Stand.RESTING

    def to_json(self) -> dict[str, object]:
        """Return the note as it stands in the file."""
        return {
            "typed": self.typed.to_json(), "tries": self.tries, "keyring": self.keyring,
            "known": self.known, "lost": self.lost,
        }  # fmt: skip

    @classmethod
    def from_json(cls, raw: object) -> Self:
        """Read a note.

        Raises:
            ValueError: it is not one.
        """
        if not isinstance(raw, Mapping) or not isinstance(typed := raw.get("typed"), Mapping):
            raise ValueError("not a note")
        tries, keyring, known, lost = (raw.get(n) for n in ("tries", "keyring", "known", "lost"))
        if not isinstance(tries, int) or tries < 0 or not isinstance(lost, bool):
            raise ValueError("not a note")
        if not isinstance(keyring, str) or not isinstance(known, str):
            raise ValueError("not a note")
        return cls(Moment.from_json(typed), tries, keyring, known, lost)


class Notes:
    """The notes of all PINs of one vault, by the ids of their slots.

    Args:
        folder: The vault's folder.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def of(self, slot_id: str) -> Note | None:
        """Return the note of one PIN; None where there is none that can be read."""
        try:
            return Note.from_json(self._read()[slot_id])
        except (KeyError, ValueError):
            return None

    def put(self, slot_id: str, note: Note | None) -> None:
        """Keep *note*, on the disk when this returns; None takes it away.

        Raises:
            ReadOnlyFolder, NotWritten: the disk did not take it.
        """
        kept = self._read()
        if note is None and slot_id not in kept:
            return
        kept.pop(slot_id, None)
        if note is not None:
            kept[slot_id] = note.to_json()
        write_whole(self._path, (json.dumps({"slots": kept}, indent=1) + "\n").encode("ascii"))

    def _read(self) -> dict[str, object]:
        """Return what the file holds; what is not a file of notes holds none."""
        try:
            with self._path.open("rb") as file:
                raw = json.loads(file.read(_MOST_BYTES))
        except (OSError, ValueError, RecursionError):
            return {}
        slots = raw.get("slots") if isinstance(raw, dict) else None
        return dict(slots) if isinstance(slots, dict) else {}

"""How far the audit chain went when a store was last closed here, kept outside the store.

Inside, an older copy of the whole file looks as well as the newest one. What lies
here, in the user's own state folder, shows that it is older: the newest row worth a
backup that this laptop has seen is not in it. It is two numbers and no secret.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from eolplan.vault.disk import make_private_folder, write_whole
from eolplan.vault.errors import NotWritten, ReadOnlyFolder
from eolplan.vault.rows import Anchor

_FILE: Final = "anchors.json"


class Anchors:
    """The newest known end of the chain, for each store that was opened on this laptop.

    Args:
        folder: Where they are kept; None: where the platform keeps such files.
    """

    def __init__(self, folder: Path | None = None) -> None:
        if folder is None:
            from platformdirs import user_state_path

            folder = user_state_path("eolplan", appauthor=False)
        self._path = folder / _FILE

    def of(self, vault_id: str) -> Anchor | None:
        """Return what was kept of the store of that id; None when nothing readable was."""
        try:
            return Anchor.parse(self._read().get(vault_id, ""))
        except ValueError:
            return None

    def keep(self, vault_id: str, anchor: Anchor) -> bool:
        """Keep *anchor*; return whether the disk took it. Nothing hangs on it but a warning."""
        kept = {**self._read(), vault_id: str(anchor)}
        try:
            make_private_folder(self._path.parent)
            write_whole(self._path, json.dumps(kept, indent=1, sort_keys=True).encode())
        except (NotWritten, ReadOnlyFolder):
            return False
        return True

    def _read(self) -> dict[str, str]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(kept, dict):
            return {}
        return {str(vault): str(anchor) for vault, anchor in kept.items()}

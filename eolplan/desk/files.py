"""A file is written whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from eolplan.errors import EolplanError
from eolplan.words import tr


class CopyNotSaved(EolplanError):
    """The PDF could not be written where it was wanted; nothing was left there."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The PDF could not be saved there. The file may be open in another program, or"
                " the folder may be read-only. Choose another name or folder."
            )
        )


def write_whole(path: Path, content: bytes) -> None:
    """Write *content* to *path* by way of a file beside it, synced and renamed.

    Raises:
        CopyNotSaved: it could not be done; whatever stood at *path* stands.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as e:
        beside.unlink(missing_ok=True)
        raise CopyNotSaved from e

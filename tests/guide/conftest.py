"""Guide files written on the spot, and what is said about them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from eolplan.guide import Fault, Guide, GuideProblem, load

SETS = """
[[set]]
id = "VS-YN"
title = "Yes or no"
source = "test"
[[set.option]]
code = "yes"
words = "Yes"
[[set.option]]
code = "no"
words = "No"
[[set.option]]
code = "not_known"
words = "Not sure"

[[set]]
id = "VS-PLACE"
title = "Places"
source = "test"
[[set.option]]
code = "home"
words = "Home"
you = "My home"
[[set.option]]
code = "hospice"
words = "Hospice"
hint = "A nurse is there."
[[set.option]]
code = "anywhere"
words = "Anywhere"
alone = true
"""


class Desk:
    """Where guide files are written and loaded."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sets = self.write("value-sets.toml", SETS)

    def write(self, name: str, text: str) -> Path:
        """Write one file; ``#!`` in it marks a line where a fault is awaited."""
        file = self.folder / name
        file.write_text(text, encoding="utf-8")
        return file

    def load(self, *core: str, own: Sequence[str] = (), sets: str = "") -> Guide:
        """Load section texts: the core's, and a hospice's own."""
        if sets:
            self.write("value-sets.toml", sets)
        files = [self.write(f"{n}.toml", text) for n, text in enumerate(core)]
        extra = [self.write(f"own-{n}.toml", text) for n, text in enumerate(own)]
        return load(files, self.sets, extra=extra)

    def faults(self, *core: str, own: Sequence[str] = (), sets: str = "") -> tuple[Fault, ...]:
        """Return what is wrong with such texts; none when they load."""
        try:
            self.load(*core, own=own, sets=sets)
        except GuideProblem as problem:
            return problem.faults
        return ()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)

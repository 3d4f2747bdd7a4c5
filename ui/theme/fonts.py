"""Loads the shipped font: one weight before the first paint, the others after it.

Three weights cost some 20 ms of a cold start, and the unlock page needs one.
The files are whole static fonts: subsets split by script make Qt mix two fonts
inside one Welsh word.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

from eolplan.resources import resource

FAMILY: Final = "Atkinson Hyperlegible Next"
_FIRST: Final = ("AtkinsonHyperlegibleNext_400Regular.ttf",)
_REST: Final = (
    "AtkinsonHyperlegibleNext_600SemiBold.ttf",
    "AtkinsonHyperlegibleNext_700Bold.ttf",
)


class _Loaded:
    """Which files the font database holds; Qt offers no way to ask."""

    def __init__(self) -> None:
        self.names: set[str] = set()


_loaded = _Loaded()


def load_first() -> None:
    """Load the regular weight."""
    _load(_FIRST)


def load_rest() -> bool:
    """Load the heavier weights; return whether anything was new."""
    return _load(_REST)


def _load(names: tuple[str, ...]) -> bool:
    new = [name for name in names if name not in _loaded.names]
    for name in new:
        content = QByteArray(resource(f"fonts/{name}").read_bytes())
        if QFontDatabase.addApplicationFontFromData(content) == -1:
            raise ValueError(f"not a font: {name}")
        _loaded.names.add(name)
    return bool(new)

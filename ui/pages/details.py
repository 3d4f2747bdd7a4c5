"""Details for IT: versions, the laptop, and how much there is. No names, no paths, no words."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Final

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from eolplan import __version__
from eolplan.desk import Desk
from eolplan.words import language
from ui.theme import look

_TOLD: Final = ("sqlcipher3", "cryptography", "reportlab", "pikepdf", "pypdfium2", "keyring")


def details(desk: Desk) -> str:
    """Return what IT may see, one fact a line; the same words in every language."""
    screen = QGuiApplication.primaryScreen()
    room = screen.size()
    lines = [
        f"eolplan {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, PySide6 {PySide6.__version__}",
        ", ".join(f"{name} {_version(name)}" for name in _TOLD),
        f"{platform.system()} {platform.release()}, {platform.machine()}",
        f"screen {room.width()}x{room.height()} at {screen.devicePixelRatio():g}, "
        f"drawn by {QGuiApplication.platformName()}",
        f"text {round(look().scale * 100)}%, {look().theme}, language {language()}",
        f"store layout {desk.session.layout}",
        ", ".join(f"{name} {count}" for name, count in desk.session.store.counts().items()),
    ]
    return "\n".join(lines)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"

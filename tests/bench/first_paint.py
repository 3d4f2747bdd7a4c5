"""A program that ends as soon as something is on its screen: ``first_paint.py ours VAULT``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

if TYPE_CHECKING:
    from ui.app import App


def end() -> None:
    """Say so, and be gone."""
    sys.stdout.write("painted\n")
    sys.stdout.flush()
    os._exit(0)


def ours(vault: str) -> App:
    """Show the locked screen of *vault*."""
    from ui.app import start
    from ui.arguments import Arguments
    from ui.pages import unlock

    class Watched(unlock.UnlockPage):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, end)  # once all that is on it was painted too

    unlock.UnlockPage = Watched  # type: ignore[misc]
    return start(Arguments(vault=Path(vault)))


def empty(_: str) -> QMainWindow:
    """Show a window with nothing in it."""

    class Watched(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, end)

    QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(Watched())
    window.resize(1280, 720)
    window.show()
    return window


def main() -> int:
    """Start one of the two."""
    which, vault = sys.argv[1:3]
    kept = {"ours": ours, "empty": empty}[which](vault)
    code = QApplication.exec()
    del kept
    return code


if __name__ == "__main__":
    raise SystemExit(main())

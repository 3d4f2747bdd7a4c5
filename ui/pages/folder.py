"""Asks for a folder with the system's own dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from eolplan.words import tr


def ask_for_folder(parent: QWidget, done: Callable[[Path], object]) -> None:
    """Let the user choose a folder, and call *done* with it; nothing happens when they do not."""
    dialog = QFileDialog(parent, tr("Choose a folder"))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda chosen: done(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()

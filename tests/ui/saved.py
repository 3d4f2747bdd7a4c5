"""Answers the file dialog: Qt's own, since an offscreen platform has none of its system."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget


def dialog_of(page: QWidget) -> QFileDialog:
    """Return the file dialog that is open."""
    (found,) = [d for d in page.findChildren(QFileDialog) if d.isVisible()]
    return found


def press_enter(page: QWidget) -> None:
    """Take the name that the dialog suggests."""
    box = dialog_of(page).findChild(QLineEdit)
    QTest.keyClick(box, Qt.Key.Key_Return)
    QApplication.processEvents()


def choose(page: QWidget, path: Path) -> None:
    """Type another name into the dialog, with its folder, and press Enter."""
    box = dialog_of(page).findChild(QLineEdit)
    box.setText(str(path))
    press_enter(page)

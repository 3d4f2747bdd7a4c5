"""Saving a copy: the system's own dialog, and what may stand in the way of a folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from eolplan.conversation import NotWritten
from eolplan.desk import CopyNotSaved, Desk, synced_by
from eolplan.record import Value
from eolplan.words import say, tr
from ui.pages.preview import Made
from ui.widgets import Button, Card, FlowLayout, PlainLabel, announce, order_tabs

_ALLOWED: Final = "share.synced"
"""Folders that copy themselves to the internet and were chosen all the same."""


def ask_where_to_save(parent: QWidget, name: str, done: Callable[[Path], object]) -> QFileDialog:
    """Let the user choose where a PDF goes, and call *done* with it; nothing when they do not.

    The dialogs of Windows and GNOME write the file on a list of recent files, which
    outlives the file and is seen by all who use the laptop; Qt's own does not.

    Args:
        parent: The page.
        name: The suggested file name, without a folder.
        done: Takes the file.

    Returns:
        The dialog, which is open and forgets itself.
    """
    dialog = QFileDialog(parent, tr("Save the PDF"))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog, sys.platform != "darwin")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilter(tr("PDF files") + " (*.pdf)")
    dialog.setDefaultSuffix("pdf")
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(documents))
    dialog.setDirectory(str(folder if folder.is_dir() else Path.home()))
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda chosen: done(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.destroyed.connect(_forget_folders)
    dialog.open()
    return dialog


def _forget_folders() -> None:
    """Take back the folders that Qt's dialog wrote down as it went: one may be named after her."""
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    for name in ("lastVisited", "history"):
        kept.remove(f"FileDialog/{name}")


class SaveCard(Card):
    """Saves a copy; shows itself only where something stands in the way.

    Args:
        desk: What is at hand.
        person: Whose plan it is.
        parent: The page.
        identifier: ``page.saving``.

    Signals:
        saved: the file is there; carries its name, and that of its folder.
        trouble: carries an error that the message bar is to tell.
    """

    saved = Signal(str, str)
    trouble = Signal(object)

    def __init__(self, desk: Desk, person: str, parent: QWidget, *, identifier: str) -> None:
        super().__init__("", parent)
        self._desk, self._person = desk, person
        self._made: Made | None = None
        self._path: Path | None = None
        self._words = PlainLabel("", self)
        row = QWidget(self)
        flow = FlowLayout(row)
        self.other = Button(tr("Choose another place"), row, identifier=f"{identifier}.other")
        self.other.clicked.connect(self._ask)
        self.again = Button("", row, identifier=f"{identifier}.again")
        self.again.clicked.connect(self._again)
        flow.addWidget(self.other)
        flow.addWidget(self.again)
        self.column.addWidget(self._words)
        self.column.addWidget(row)
        self.hide()

    def save(self, made: Made) -> None:
        """Ask where *made* goes, and write it there."""
        self._made = made
        self._ask()

    def words(self) -> str:
        """Return what stands in the way, or the empty string."""
        return "" if self.isHidden() else self._words.text()

    def _ask(self) -> None:
        if self._made is not None:
            ask_where_to_save(self, self._made.copy.file_name, self._chosen)

    def _chosen(self, path: Path) -> None:
        """Save it there, unless that folder copies itself to the internet and nobody knows."""
        self._path = path
        service = synced_by(path.parent, os.environ)
        if service and str(path.parent) not in self._allowed():
            words = say(
                "This folder copies itself to the internet ({service}). Choose another, or carry"
                " on if your team allows it.",
                service=service,
            )
            self._tell(words, tr("Save it here all the same"))
        else:
            self._write(path)

    def _again(self) -> None:
        """Save where it was wanted: the user knows about the folder, or has closed the file."""
        if self._path is None:
            return
        try:
            self._allow(self._path.parent)
        except NotWritten as e:
            self.trouble.emit(e)
            return
        self._write(self._path)

    def _write(self, path: Path) -> None:
        if self._made is None:
            return
        try:
            self._desk.save_copy(
                self._made.copy, path, person=self._person, reason=self._made.reason
            )
        except CopyNotSaved as e:
            self._tell(str(e), tr("Try again"))
        except NotWritten as e:
            self.trouble.emit(e)
        else:
            self.hide()
            self.saved.emit(path.name, path.parent.name or str(path.parent))

    def _tell(self, words: str, onward: str) -> None:
        self._words.setText(words)
        self.again.set_words(onward)
        self.show()
        order_tabs(self)
        announce(self, words)
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)

    def _allow(self, folder: Path) -> None:
        """Remember that a folder which copies itself elsewhere was chosen knowingly."""
        allowed = self._allowed()
        if synced_by(folder, os.environ) and str(folder) not in allowed:
            kept: list[Value] = [*allowed, str(folder)]
            self._desk.session.store.put_setting(_ALLOWED, kept, at=self._desk.now())

    def _allowed(self) -> list[str]:
        kept = self._desk.session.store.setting(_ALLOWED)
        return [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []

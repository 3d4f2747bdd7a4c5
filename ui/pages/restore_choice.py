"""The first page of a restore: which back-up."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from eolplan.words import begun, say, tr
from ui.pages.backup_telling import counted, when
from ui.pages.folder import ask_for_folder
from ui.pages.form import FormPage, Problems, look_tools
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import Button, Choice, ChoiceGroup, FlowLayout, PlainLabel, order_tabs

if TYPE_CHECKING:
    from eolplan.vault import Backup

_NAME: Final = "restore"
_AT_FIRST: Final = 6


class ChoicePage(FormPage):
    """The back-ups of this laptop by date, and the way to a file elsewhere.

    Args:
        found: Those of this laptop, the newest first.
        folder: Where the store is to be.
        new: There is no store there: it may be kept in another folder as well.
        now: Aware UTC clock.

    Signals:
        chosen: carries the file.
        moved: the store is to be in another folder; carries it.
    """

    chosen = Signal(object)
    moved = Signal(object)

    def __init__(
        self,
        found: Sequence[Backup],
        folder: Path,
        *,
        new: bool,
        now: Callable[[], dt.datetime],
    ) -> None:
        onward = tr("Continue") if found else tr("Choose a file")
        super().__init__(_NAME, Where(_NAME), tr("Restore a back-up"), onward=onward, back=True)
        self._found, self._now = found, now
        self.column.insertWidget(0, look_tools(self))
        self.column.addWidget(
            PlainLabel(tr("Nothing is changed before you have seen what is in it."), self)
        )
        self._list = QWidget(self)
        self._lines = space_out(QVBoxLayout(self._list), 8)
        self.column.addWidget(self._list)
        self.group: ChoiceGroup | None = None
        self._show(_AT_FIRST)
        if new:
            words = say("The store is then kept in {folder}", folder=folder)
            self.column.addWidget(
                PlainLabel(words, self, style="small", colour="text2", measured=False)
            )
        self.column.addWidget(self._other_ways(new))

    def first_focus(self) -> QWidget:
        """Return the newest back-up, or the way to a file."""
        return self.group.first() if self.group is not None else self.onward

    def check(self) -> Problems:
        """Say that one is to be chosen."""
        if self.group is not None and not self.group.value():
            return [(tr("Choose a back-up"), self.group)]
        return []

    def submit(self) -> None:
        """Hand the back-up over, or ask for a file where there is none here."""
        if self.group is None:
            self.ask_for_file()
        else:
            self.chosen.emit(self._found[int(self.group.value())].path)

    def refuse(self, words: str) -> None:
        """Say that the file is none that can be used."""
        self.show_problems([(words, self.group or self.onward)])

    def ask_for_file(self) -> None:
        """Let the user choose a back-up that lies elsewhere."""
        dialog = QFileDialog(self, tr("Choose a back-up"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Back-ups of eolplan") + " (*.eolbackup)")
        dialog.fileSelected.connect(lambda chosen: self.chosen.emit(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show(self, most: int) -> None:
        """List the newest *most* of them."""
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not self._found:
            words = tr(
                "There is no back-up on this laptop. It may be on a stick, or in a folder of"
                " your team."
            )
            self._lines.addWidget(PlainLabel(words, self._list))
            return
        asked = tr("Back-ups on this laptop, the newest first")
        self._lines.addWidget(PlainLabel(asked, self._list, style="strong"))
        self.group = ChoiceGroup(
            asked, self._choices(most), self._list, columns=2, identifier=f"{_NAME}.which"
        )
        self._lines.addWidget(self.group)
        if most < len(self._found):
            row = QWidget(self._list)
            older = Button(tr("Show older ones"), row, kind="link", identifier=f"{_NAME}.older")
            older.clicked.connect(self._show_all)
            FlowLayout(row).addWidget(older)
            self._lines.addWidget(row)
        order_tabs(self)

    def _show_all(self) -> None:
        self._show(len(self._found))
        if self.group is not None:
            self.group.card(str(_AT_FIRST)).setFocus()

    def _choices(self, most: int) -> list[Choice]:
        shown = [
            (str(n), b, begun(when(b.made_at, self._now())))
            for n, b in enumerate(self._found[:most])
        ]
        times = Counter(at for _, _, at in shown)
        return [
            Choice(
                code,
                at if times[at] == 1 else say("{when}, number {n}", when=at, n=backup.number),
                self._held(backup),
            )
            for code, backup, at in shown
        ]

    def _held(self, backup: Backup) -> str:
        """Return how much is in it, and of when: the newest file may be of an older store."""
        said = backup.manifest
        what = counted(said.counts, only=("people", "entries", "versions"))
        if said.newest is None:
            return what
        return say("{what}. Last written: {when}", what=what, when=when(said.newest, self._now()))

    def _other_ways(self, new: bool) -> QWidget:
        row = QWidget(self)
        flow = FlowLayout(row, gap=12)
        if self._found:
            file = Button(tr("Choose a file elsewhere"), row, identifier=f"{_NAME}.file")
            file.clicked.connect(self.ask_for_file)
            flow.addWidget(file)
        if new:
            folder = Button(
                tr("Keep it in another folder"), row, kind="link", identifier=f"{_NAME}.folder"
            )
            folder.clicked.connect(lambda: ask_for_folder(self, self.moved.emit))
            flow.addWidget(folder)
        return row

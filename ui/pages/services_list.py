"""Bring in a list of services: choose a file, see what becomes of each row, then keep it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from eolplan.desk import Desk
from eolplan.directory import NotAList, Report, Row
from eolplan.errors import EolplanError
from eolplan.words import listing, say, tr
from ui.pages.commands import Command
from ui.pages.page import Page
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import Button, Card, Complaint, FlowLayout, Heading, PlainLabel, order_tabs

_NAME: Final = "services-list"
MOST_TOLD: Final = 40
"""Rows that are told one by one; of more, how many there are."""


class ServicesListPage(Page):
    """Nothing is kept before the user has seen what would be.

    Args:
        desk: What is at hand.
        where: The place it was opened for.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(_NAME, where)
        self._desk = desk
        self.report: Report | None = None
        self.column.addWidget(Heading(self.title(), self))
        for words in (
            tr("Save the list from your spreadsheet as CSV: a table of text."),
            tr("The first row holds the headings: Name, Kind, Phone, and as many others as you"
               " have. To see them all, press Save the list on the page before."),
            tr("Nothing is kept until you have seen what is in it."),
        ):  # fmt: skip
            self.column.addWidget(PlainLabel(words, self))
        self._complaint = Complaint(self)
        self.column.addWidget(self._complaint)
        row = QWidget(self)
        self.choose = Button(tr("Choose a file"), row, icon="upload", identifier=f"{_NAME}.choose")
        self.choose.clicked.connect(self.ask)
        FlowLayout(row).addWidget(self.choose)
        self.column.addWidget(row)
        self._told = space_out(QVBoxLayout(), 8)
        self.column.addLayout(self._told)
        self.keep = Button(tr("Bring them in"), kind="primary", identifier=f"{_NAME}.keep")
        self.keep.clicked.connect(self._keep)
        back = Button(tr("Back"), icon="arrow-left", identifier=f"{_NAME}.back")
        back.clicked.connect(lambda: self.asked.emit(Command.BACK))
        self.add_action(self.keep)
        self.add_action(back)
        self._show()

    def title(self) -> str:
        """Return the heading."""
        return tr("Bring in a list of services")

    def up(self) -> Where:
        """Lead to the list."""
        return Where("directory")

    def first_focus(self) -> QWidget:
        """Return the button that chooses a file."""
        return self.choose

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return Continue: to the file first, then to keeping what is new in it."""
        onward = self.ask if self.keep.isHidden() else self._keep
        return {**super().commands(), Command.CONTINUE: onward}

    def ask(self) -> None:
        """Let the user choose the file."""
        ask_for_list(self, self.read)

    def read(self, path: Path) -> None:
        """Show what the list in a file holds, or why it cannot be read."""
        self.report = None
        try:
            self.report = self._desk.directory.read(path)
            self._complaint.show_problems([])
        except NotAList as e:
            self._complaint.show_problems([str(e)])
        self._show()
        there = self.keep if not self.keep.isHidden() else self.choose
        there.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        if self.report is None:
            return
        kept = self.report.to_keep
        try:
            self._desk.directory.keep(*kept)
        except EolplanError as e:
            self.trouble.emit(e)
            return
        self.saved.emit()
        self.asked.emit(Command.BACK)  # and from there to whatever led to the list
        self.said.emit(_brought(len(kept)), False)

    def _show(self) -> None:
        while (item := self._told.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        if self.report is not None:
            for card in self._cards(self.report):
                self._told.addWidget(card)
        wanted = self.report is not None and bool(self.report.to_keep)
        self.keep.setVisible(wanted)
        if self.report is not None and wanted:
            count = len(self.report.to_keep)
            self.keep.set_words(say("Bring in {count}", count=count))
        order_tabs(self)

    def _cards(self, report: Report) -> Iterator[Card]:
        summary = Card(tr("What is in the list"), self)
        for line in summary_lines(report):
            summary.column.addWidget(PlainLabel(line, summary))
        yield summary
        for change, title in (
            ("refused", tr("Not brought in, and why")),
            ("new", tr("New")),
            ("changed", tr("Changed")),
        ):
            if rows := report.of(change):
                yield self._card(title, rows)
        if report.of("refused"):
            kinds = Card(tr("Kinds of service that a list may name"), self)
            kinds.column.addWidget(
                PlainLabel(listing([*self._desk.directory.kinds.values()]), kinds)
            )
            yield kinds

    def _card(self, title: str, rows: tuple[Row, ...]) -> Card:
        card = Card(title, self)
        for row in rows[:MOST_TOLD]:
            card.column.addWidget(PlainLabel(row_words(row), card))
        if len(rows) > MOST_TOLD:
            words = say("And {count} more.", count=len(rows) - MOST_TOLD)
            card.column.addWidget(PlainLabel(words, card, colour="text2"))
        return card


def summary_lines(report: Report) -> list[str]:
    """Return how many rows there are of each kind, and what else is to be known."""
    counted = (
        (tr("{count} new"), "new"), (tr("{count} changed"), "changed"),
        (tr("{count} as they are here already"), "same"), (tr("{count} not brought in"), "refused"),
    )  # fmt: skip
    parts = [words.format(count=len(report.of(change))) for words, change in counted
             if report.of(change)]  # fmt: skip
    lines = [say("{counts}.", counts=listing(parts))]
    if report.guessed:
        lines.append(tr("The letters had to be guessed. Look at names with accents."))
    if report.unread:
        columns = listing([f"“{name}”" for name in report.unread])
        lines.append(say("These columns are left out: {columns}.", columns=columns))
    return lines


def row_words(row: Row) -> str:
    """Return one row in words: where it stands, what it is called, and why it is refused."""
    name = row.name or tr("no name")
    if row.why:
        return say("Row {row}, {name}: {why}", row=row.number, name=name, why=" ".join(row.why))
    return say("Row {row}: {name}", row=row.number, name=name)


def _brought(count: int) -> str:
    if count == 1:
        return tr("1 service was brought in.")
    return say("{count} services were brought in.", count=count)


def ask_for_list(parent: QWidget, done: Callable[[Path], object]) -> QFileDialog:
    """Let the user choose a list, and call *done* with it; nothing when they do not.

    Returns:
        The dialog, which is open and forgets itself.
    """
    dialog = QFileDialog(parent, tr("Choose a list of services"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([tr("Tables of text") + " (*.csv *.txt *.tsv)", tr("All files") + " (*)"])
    dialog.fileSelected.connect(lambda chosen: done(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog

"""Bring a list of people: the file is looked through first, then each is added by themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from eolplan.caseload import Line, List, read_file
from eolplan.errors import EolplanError
from eolplan.words import listing, partial_date, say, tr
from ui.pages.commands import Command
from ui.pages.page import Page
from ui.pages.people_telling import born_words, name_words
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import (
    Button,
    Card,
    Choice,
    ChoiceGroup,
    Heading,
    PlainLabel,
    announce,
    order_tabs,
    read_first,
)

if TYPE_CHECKING:
    from eolplan.desk import Desk

_NAME: Final = "bring"
_AT_ONCE: Final = 4
"""How many people are added before the page may draw itself again."""
_SHOWN: Final = 100
"""How many lines of one kind are shown."""


class ImportPeoplePage(Page):
    """Choose a file, look at what it says, add those who are new.

    Args:
        desk: What is at hand.
        where: The place it was opened for.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(_NAME, where)
        self._desk = desk
        self._list: List | None = None
        self._ahead: list[Line] = []
        self._added = self._wanted_in_all = 0
        self.alike: ChoiceGroup | None = None
        self._summary: Heading | None = None
        self.column.addWidget(Heading(self.title(), self))
        self._about = self._what_it_takes()
        self.column.addWidget(self._about)
        self._trouble = PlainLabel("", self, colour="attention")  # beside the button that mends it
        self._trouble.hide()
        self.column.addWidget(self._trouble)
        self.progress = PlainLabel("", self, style="strong", measured=False)
        self.progress.hide()
        self.column.addWidget(self.progress)
        self._result = QWidget(self)
        self._parts = space_out(QVBoxLayout(self._result), 12)
        self.column.addWidget(self._result)
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._add_some)
        self._build_actions()

    # -- what the window asks ------------------------------------------------

    def title(self) -> str:
        """Return the heading."""
        return tr("Bring in a list of people")

    def first_focus(self) -> QWidget:
        """Return the way to the file; of one that was looked at, what is to be ticked, or read."""
        if self.alike is not None:
            return self.alike.first()
        return self._summary or self.choose

    def up(self) -> Where:
        """Lead to the list of people."""
        return Where("people")

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return Continue: to the file first, then to adding them."""
        if self._ahead:
            return super().commands()
        onward = self.go_on if self._list is not None else self.ask
        return {**super().commands(), Command.CONTINUE: onward}

    def settle(self) -> None:
        """Stop adding: the store may be closed. Whoever was added stays."""
        self._turn.stop()
        self._ahead = []

    # -- the file ---------------------------------------------------------------

    def ask(self) -> None:
        """Let the user choose the file."""
        dialog = QFileDialog(self, tr("Choose the list"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Lists (*.csv *.txt *.tsv)"), tr("All files (*)")])
        dialog.fileSelected.connect(lambda chosen: self.look_at(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def look_at(self, file: Path) -> None:
        """Show what a file says; nothing is added yet."""
        self._trouble.setText("")
        try:
            self._list = self._desk.caseload.look_through(read_file(file))
        except EolplanError as e:
            self._list = None
            self._trouble.setText(str(e))
            announce(self, str(e))
        self._trouble.setVisible(self._list is None)
        self._show()
        if self._list is not None:
            announce(self, self._counted(self._list))
        if self.alike is None and self._summary is not None:
            read_first(self._summary)
        else:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _what_it_takes(self) -> Card:
        card = Card("", self)
        for words in (
            tr("A list from another system, saved as CSV. The first line names the columns:"
               " given name, family name, date of birth, NHS number, CHI number or H&C number,"
               " address, postcode."),
            tr("You see first who would be added. Nobody is added twice without your say."),
            tr("The file itself stays where it is, and it is not locked. Remove it afterwards."),
        ):  # fmt: skip
            card.column.addWidget(PlainLabel(words, card))
        return card

    # -- what it says ----------------------------------------------------------

    def _show(self) -> None:
        """Put what the list says in the place of what was there."""
        while (item := self._parts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.alike, self._summary, found = None, None, self._list
        fresh = sum(line.fresh for line in found.lines) if found else 0
        self._about.setVisible(found is None)
        if found is not None:
            self._summary = Heading(self._counted(found), self._result, style="strong")
            self._parts.addWidget(self._summary)
            self._show_alike([x for x in found.lines if not x.fresh and not x.problems])
            self._show_refused([x for x in found.lines if x.problems])
            self._show_fresh([x for x in found.lines if x.fresh])
            self._show_unread(found.unread)
        self.add.setVisible(found is not None and (fresh > 0 or self.alike is not None))
        self._name_button()
        self.commands_changed.emit()
        order_tabs(self)

    def _counted(self, found: List) -> str:
        fresh = sum(line.fresh for line in found.lines)
        refused = sum(bool(line.problems) for line in found.lines)
        alike = len(found.lines) - fresh - refused
        parts = [
            words.format(count=count)
            for words, count in (
                (tr("{count} can be added"), fresh),
                (tr("{count} may be here already"), alike),
                (tr("{count} cannot be added"), refused),
            )
            if count
        ]
        return say("{counts}.", counts=", ".join(parts))

    def _show_alike(self, lines: list[Line]) -> None:
        if not lines:
            return
        card = Card(tr("Here already, perhaps"), self._result)
        words = tr("These are left out, unless you tick them because it is somebody else.")
        card.column.addWidget(PlainLabel(words, card))
        choices = [
            Choice(str(line.number), _numbered(line), "\n".join((_like(line), *line.left_out)))
            for line in lines[:_SHOWN]
        ]
        self.alike = ChoiceGroup(
            tr("Add all the same"), choices, card, many=True, columns=2, identifier=f"{_NAME}.alike"
        )
        self.alike.changed.connect(self._name_button)
        card.column.addWidget(self.alike)
        self._add_more(card, len(lines))
        self._parts.addWidget(card)

    def _show_refused(self, lines: list[Line]) -> None:
        if not lines:
            return
        card = Card(tr("Left out, with the reason"), self._result)
        self._add_told(card, [(x, x.problems) for x in lines])
        self._parts.addWidget(card)

    def _show_fresh(self, lines: list[Line]) -> None:
        if not lines:
            return
        card = Card(tr("These can be added"), self._result)
        partly = [x for x in lines if x.left_out]
        self._add_told(card, [(x, x.left_out) for x in partly])
        if whole := [x for x in lines if not x.left_out]:
            names = "\n".join(_who(line) for line in whole[:_SHOWN])
            card.column.addWidget(PlainLabel(names, card))
            self._add_more(card, len(whole))
        self._parts.addWidget(card)

    def _show_unread(self, titles: tuple[str, ...]) -> None:
        if titles:
            words = say("Not taken in, because eolplan does not know these columns: {columns}.",
                        columns=listing(titles))  # fmt: skip
            self._parts.addWidget(PlainLabel(words, self._result, style="small"))

    def _add_told(self, card: Card, lines: list[tuple[Line, tuple[str, ...]]]) -> None:
        """Name each line, and what is to be told of it."""
        for line, told in lines[:_SHOWN]:
            card.column.addWidget(PlainLabel(_numbered(line), card, style="strong"))
            card.column.addWidget(PlainLabel("\n".join(told), card))
        self._add_more(card, len(lines))

    def _add_more(self, card: Card, count: int) -> None:
        if count > _SHOWN:
            more = say("And {count} more", count=count - _SHOWN)
            card.column.addWidget(PlainLabel(more, card, style="small"))

    # -- adding -------------------------------------------------------------------

    def _build_actions(self) -> None:
        self.add = Button("", kind="primary", icon="plus", identifier=f"{_NAME}.add")
        self.add.clicked.connect(self.go_on)
        self.choose = Button(tr("Choose the file"), icon="upload", identifier=f"{_NAME}.choose")
        self.choose.clicked.connect(self.ask)
        self.stop = Button(tr("Stop"), icon="x", identifier=f"{_NAME}.stop")
        self.stop.clicked.connect(self._finish)
        self._back = Button(tr("Back"), icon="arrow-left", identifier=f"{_NAME}.back")
        self._back.clicked.connect(lambda: self.asked.emit(Command.BACK))
        for button in (self.add, self.choose, self.stop, self._back):
            self.add_action(button)
        self.add.hide()
        self.stop.hide()

    def go_on(self) -> None:
        """Add those who are new, and those who were ticked."""
        self._ahead = self._chosen()
        self._added, self._wanted_in_all = 0, len(self._ahead)
        if not self._ahead:
            return
        self._set_busy(True)
        self._turn.start()

    def _chosen(self) -> list[Line]:
        if self._list is None:
            return []
        ticked = set(self.alike.values()) if self.alike is not None else set()
        return [x for x in self._list.lines if x.fresh or str(x.number) in ticked]

    def _name_button(self) -> None:
        count = len(self._chosen())
        one = tr("Add 1 person")
        self.add.set_words(one if count == 1 else say("Add {count} people", count=count))
        self.add.setEnabled(count > 0)

    def _add_some(self) -> None:
        """Add a few, each in a transaction of their own, and let the page draw itself."""
        for line in self._ahead[:_AT_ONCE]:
            try:
                self._desk.caseload.add(line.new)
            except EolplanError as e:
                self.trouble.emit(e)
                self._finish()
                return
            self._added += 1
            self._ahead = self._ahead[1:]
        self.progress.setText(
            say("{done} of {all} added", done=self._added, all=self._wanted_in_all)
        )
        if self._ahead:
            self._turn.start()
        else:
            self._finish()

    def _finish(self) -> None:
        """Say how many came in, and lead to the list."""
        self._turn.stop()
        self._ahead = []
        left_out = len(self._list.lines) - self._added if self._list is not None else 0
        words = say("{count} people were added.", count=self._added)
        if self._added == 1:
            words = tr("1 person was added.")
        try:
            self._desk.caseload.note_brought(self._added, left_out)
        except EolplanError as e:
            self.trouble.emit(e)
        self._set_busy(False)
        self.saved.emit()
        self.wanted.emit(Where("people"))
        self.said.emit(words, False)

    def _set_busy(self, busy: bool) -> None:
        self.stop.setVisible(busy)
        self.progress.setVisible(busy)
        self._result.setVisible(not busy)
        for button in (self.add, self.choose, self._back):
            button.setVisible(not busy)
        self.commands_changed.emit()
        if busy:
            self.progress.setText(say("{done} of {all} added", done=0, all=self._wanted_in_all))
            announce(self, self.progress.text())
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)


def _who(line: Line) -> str:
    """Return who a line names, with the date of birth: dates may be read the wrong way round."""
    name = " ".join(filter(None, (line.new.given, line.new.family))) or tr("nobody named")
    if not line.new.born:
        return name
    return say("{name}, born {date}", name=name, date=partial_date(line.new.born))


def _numbered(line: Line) -> str:
    return say("Line {number}: {who}", number=line.number, who=_who(line))


def _like(line: Line) -> str:
    """Return whom a line is like, and what they have in common."""
    if not line.alike:
        return say("As in line {number} of the list: {why}", number=line.twin, why=line.why)
    here = line.alike[0]
    born = born_words(here, tr("not known"))
    name = name_words(here)
    return say("Here is {name}, born {date}: {why}", name=name, date=born, why=line.why)

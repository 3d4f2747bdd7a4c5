"""Local services: find one, see how old it is, and the ways to add, change and check them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QVBoxLayout, QWidget

from eolplan.desk import Desk
from eolplan.directory import Service, age_words
from eolplan.errors import EolplanError
from eolplan.identity import Act
from eolplan.words import N_, say, tr
from ui.pages.commands import Command
from ui.pages.page import Page
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import (
    BesideLayout,
    Button,
    Card,
    FlowLayout,
    Heading,
    LineBox,
    PlainLabel,
    ToggleButton,
    announce,
    identify,
    order_tabs,
)

_NAME: Final = "directory"
AT_ONCE: Final = 25
"""Services shown before "Show more"; a wall of cards is no list."""
_TYPING_MS: Final = 120
_SHOWS: Final = (
    ("use", N_("In use")),
    ("check", N_("To be checked")),
    ("retired", N_("Out of use")),
)


class DirectoryPage(Page):
    """The team's directory.

    Args:
        desk: What is at hand.
        where: ``note`` holds which are shown and, on a second line, what is in Find.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(_NAME, where)
        self._desk, self._records = desk, desk.can(Act.RECORD)
        self._take_back: Callable[[], object] | None = None
        show, _, typed = where.note.partition("\n")
        self._show = show if show in dict(_SHOWS) else "use"
        self._most = AT_ONCE
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.refresh)
        self.column.addWidget(Heading(self.title(), self))
        for words in (
            tr("Groups and services near here that people can be pointed to."),
            tr("They are kept in this store. A plan names one only where somebody chooses it."),
        ):  # fmt: skip
            self.column.addWidget(PlainLabel(words, self))
        self._add_find(typed)
        self._chips: dict[str, ToggleButton] = {}
        self._add_chips()
        self._list = space_out(QVBoxLayout(), 8)
        self.column.addLayout(self._list)
        self._nobody = PlainLabel("", self, colour="text2")
        self.column.addWidget(self._nobody)
        self._add_more()
        self._add_actions()
        self.refresh()

    # -- what the window asks ------------------------------------------------

    def title(self) -> str:
        """Return the heading."""
        return tr("Local services")

    def first_focus(self) -> QWidget:
        """Return the box that finds one."""
        return self.find_box

    def place(self) -> Where:
        """Return the page with what is shown and what is in Find."""
        return replace(super().place(), note=f"{self._show}\n{self.find_box.text()}")

    def settle(self) -> None:
        """Stop looking: the store may be closed before the fingers have rested."""
        self._typing.stop()

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return Undo after a change."""
        undo = {Command.UNDO: self.undo} if self._take_back is not None else {}
        return {**super().commands(), **undo}

    def undo(self) -> None:
        """Put back what the last change replaced."""
        back, self._take_back = self._take_back, None
        self.commands_changed.emit()
        if back is not None:
            back()
            self.refresh()
            self.said.emit(tr("Undone."), False)

    def refresh(self) -> None:
        """Show the services that fit what is chosen and typed."""
        every = self._desk.directory.services()
        for show, words in _SHOWS:
            count = sum(self._is_shown(service, show) for service in every)
            words = say("{filter} {count}", filter=tr(words), count=count)
            self._chips[show].set_words(words)
            self._chips[show].setAccessibleName(words)
        typed = self.find_box.text()
        fits = [s for s in every if self._is_shown(s, self._show) and s.fits(typed)]
        self._clear()
        for service in fits[: self._most]:
            self._list.addWidget(self._row(service))
        self._nobody.setText(_nobody(self._show, typed) if not fits else "")
        self._nobody.setVisible(not fits)
        self._more.setVisible(len(fits) > self._most)
        order_tabs(self)

    # -- the page ---------------------------------------------------------------

    def _add_find(self, typed: str) -> None:
        label = tr("Find a service")
        self.column.addWidget(PlainLabel(label, self, style="strong"))
        row = QWidget(self)
        self.find_box = LineBox(label, row, identifier=f"{_NAME}.find", letters=30)
        self.find_box.setText(typed)
        self.find_box.textChanged.connect(self._typing.start)
        FlowLayout(row).addWidget(self.find_box)
        self.column.addWidget(row)

    def _add_chips(self) -> None:
        row = QWidget(self)
        flow, group = FlowLayout(row), QButtonGroup(self)
        for show, words in _SHOWS:
            chip = ToggleButton(tr(words), row)
            identify(chip, f"{_NAME}.show.{show}")
            chip.setChecked(show == self._show)
            chip.toggled.connect(lambda on, s=show: self._choose(s) if on else None)
            group.addButton(chip)
            flow.addWidget(chip)
            self._chips[show] = chip
        self.column.addWidget(row)

    def _add_more(self) -> None:
        row = QWidget(self)
        self._more = Button(tr("Show more"), row, identifier=f"{_NAME}.more")
        self._more.clicked.connect(self._show_more)
        FlowLayout(row).addWidget(self._more)
        self.column.addWidget(row)

    def _add_actions(self) -> None:
        if self._records:
            add = Button(tr("Add a service"), kind="primary", icon="plus")
            identify(add, f"{_NAME}.add")
            add.clicked.connect(lambda: self.wanted.emit(Where("service")))
            bring = Button(tr("Bring in a list"), icon="upload", identifier=f"{_NAME}.bring")
            bring.clicked.connect(lambda: self.wanted.emit(Where("services-list")))
            self.add_action(add)
            self.add_action(bring)
        save = Button(tr("Save the list"), icon="download", identifier=f"{_NAME}.save")
        save.clicked.connect(lambda: ask_where_to_save_list(self, self.save))
        self.add_action(save)
        back = Button(tr("Back"), icon="arrow-left", identifier=f"{_NAME}.back")
        back.clicked.connect(lambda: self.asked.emit(Command.BACK))
        self.add_action(back)

    def save(self, path: Path) -> None:
        """Write the list for a spreadsheet, and say so."""
        try:
            self._desk.directory.save(path)
        except EolplanError as e:
            self.trouble.emit(e)
            return
        self.said.emit(say("Saved as {name}.", name=path.name), False)

    # -- one service ----------------------------------------------------------------

    def _row(self, service: Service) -> QWidget:
        card = Card("", self)
        beside = BesideLayout(top=True)
        told = QWidget(card)
        column = space_out(QVBoxLayout(told), 2)
        column.addWidget(PlainLabel(service.name, told, style="strong"))
        for words in filter(None, self._lines(service)):
            column.addWidget(PlainLabel(words, told, style="small", colour="text2"))
        old = service.retired or service.is_old(self._desk.directory.today)
        age = age_words(service, self._desk.directory.today)
        colour = "attention" if old else "text2"
        column.addWidget(PlainLabel(age, told, style="small", colour=colour))
        beside.addWidget(told)
        if self._records:
            beside.addWidget(self._tools(service, card, old=old))
        card.column.addLayout(beside)
        return card

    def _lines(self, service: Service) -> tuple[str, ...]:
        kind = self._desk.directory.kinds.get(service.kind, service.kind)
        reached = ". ".join(filter(None, (service.phone, service.email, service.web)))
        return (
            ". ".join(filter(None, (kind, service.area))), service.what, reached,
            service.address, service.hours, service.refer,
        )  # fmt: skip

    def _tools(self, service: Service, card: QWidget, *, old: bool) -> QWidget:
        tools = QWidget(card)
        flow = FlowLayout(tools)
        change = Button(tr("Change"), tools, kind="quiet", icon="pencil")
        identify(change, f"{_NAME}.change.{service.id}", say("Change {name}", name=service.name))
        change.clicked.connect(lambda: self.wanted.emit(Where("service", note=service.id)))
        flow.addWidget(change)
        if service.retired:
            again = Button(tr("Use it again"), tools, kind="quiet", icon="undo-2")
            identify(
                again, f"{_NAME}.again.{service.id}", say("Use it again: {name}", name=service.name)
            )
            again.clicked.connect(lambda: self._use_again(service))
            flow.addWidget(again)
        elif old:
            sure = Button(tr("Mark as checked today"), tools, kind="quiet", icon="check")
            name = say("Mark as checked today: {name}", name=service.name)
            identify(sure, f"{_NAME}.checked.{service.id}", name)
            sure.clicked.connect(lambda: self._checked(service))
            flow.addWidget(sure)
        return tools

    def _checked(self, service: Service) -> None:
        words = say("{name} is marked as checked today.", name=service.name)
        directory = self._desk.directory
        self._change(lambda: directory.keep(directory.checked(service)), service, words)

    def _use_again(self, service: Service) -> None:
        words = say("{name} is in use again.", name=service.name)
        self._change(lambda: self._desk.directory.retire(service, on=False), service, words)

    def _change(self, act: Callable[[], object], before: Service, words: str) -> None:
        try:
            act()
        except EolplanError as e:
            self.trouble.emit(e)
            return
        self.saved.emit()
        self._take_back = lambda: self._desk.directory.keep(before)
        self.refresh()
        self._chips[self._show].setFocus(Qt.FocusReason.OtherFocusReason)  # no box: Undo is a key
        self.commands_changed.emit()
        self.said.emit(words, True)

    # -- which are shown -----------------------------------------------------------------

    def _is_shown(self, service: Service, show: str) -> bool:
        if show == "retired" or service.retired:
            return show == "retired" and service.retired
        return show == "use" or service.is_old(self._desk.directory.today)

    def _choose(self, show: str) -> None:
        self._show, self._most = show, AT_ONCE
        self.refresh()

    def _show_more(self) -> None:
        first_new = self._list.count()
        self._most += AT_ONCE
        self.refresh()
        item = self._list.itemAt(first_new)
        card = item.widget() if item is not None else None
        stops = card.findChildren(Button) if card is not None else []
        (stops[0] if stops else self.find_box).setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, tr("More services are shown."))

    def _clear(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()


def _nobody(show: str, typed: str) -> str:
    if typed.strip():
        return tr("No service fits. Try another word.")
    if show == "use":
        return tr("No services yet. Add one, or bring in a list that your team has.")
    if show == "check":
        return tr("Everything was checked in the last twelve months.")
    return tr("None is out of use.")


def ask_where_to_save_list(parent: QWidget, done: Callable[[Path], object]) -> QFileDialog:
    """Let the user choose where the list goes, and call *done* with it.

    Returns:
        The dialog, which is open and forgets itself.
    """
    dialog = QFileDialog(parent, tr("Save the list of services"))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog, sys.platform != "darwin")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilter(tr("Tables of text") + " (*.csv)")
    dialog.setDefaultSuffix("csv")
    dialog.selectFile(tr("Local services") + ".csv")
    dialog.fileSelected.connect(lambda chosen: done(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog

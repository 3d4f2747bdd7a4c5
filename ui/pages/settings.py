"""What a member of staff and a team may set: a list of sections, and the one that is open.

Every change counts at once and can be undone; there is nothing to save.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from eolplan.desk import Desk
from eolplan.errors import EolplanError
from eolplan.identity import Act
from eolplan.words import N_, say, tr
from ui.pages.commands import Command
from ui.pages.form import LineField
from ui.pages.page import Page
from ui.pages.settings_backup import BackupPane
from ui.pages.settings_quick import QuickPane
from ui.pages.settings_staff import StaffPane
from ui.pages.settings_words import WordsPane
from ui.pages.staff_fields import StaffFields
from ui.pages.where import Where
from ui.theme import look, look_of, space_out, tokens
from ui.widgets import (
    Button,
    Card,
    CardGrid,
    Choice,
    ChoiceGroup,
    Columns,
    Heading,
    PlainLabel,
    ToggleButton,
    identify,
    order_tabs,
)

_NAME: Final = "settings"
_SECTIONS: Final = (
    ("you", N_("You and your team")),
    ("look", N_("Text and colours")),
    ("lock", N_("Locking")),
    ("staff", N_("Staff")),
    ("words", N_("Words and topics")),
    ("backup", N_("Back-up")),
    ("keys", N_("Keys")),
)
_LAPTOP: Final = "laptop"
_THEMES: Final = (
    (_LAPTOP, N_("As my laptop")),
    ("light", N_("Light")),
    ("dark", N_("Dark")),
    ("contrast", N_("High contrast")),
)
_MINUTES: Final = (1, 2, 3, 5, 10)
_ANYWAY: Final = 5  # outside a conversation it locks then: what is no sooner counts in one alone
_WIDE: Final = 820


class SettingsPage(Page):
    """You and your team, text and colours, locking, keys; and the way to About.

    Args:
        desk: Whose settings they are.
        where: ``note`` names the section that is open; empty: the first.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        known = [section for section, _ in _SECTIONS]
        open_one = where.note if where.note in known else known[0]
        self._desk, self._built = desk, False
        super().__init__(_NAME, replace(where, note=open_one))
        self._take_back: Callable[[], object] | None = None
        self.column.addWidget(Heading(self.title(), self))
        whole = QWidget(self)
        columns = Columns(whole, shares=(1, 3), least=_WIDE, gap=24)
        self._list = QButtonGroup(self)
        self._names = self._sections(whole)
        columns.addWidget(self._names)
        pane = QWidget(whole)
        self._column = space_out(QVBoxLayout(pane), 12)
        columns.addWidget(pane)
        self.column.addWidget(whole)
        self._panes = {
            "you": self._you(pane),
            "look": self._look_pane(pane),
            "lock": self._lock(pane),
            "staff": StaffPane(pane, desk, self),
            "words": WordsPane(pane, desk, self),
            "backup": BackupPane(pane, desk, self),
            "keys": self._keys(pane),
        }
        for widget in self._panes.values():
            self._column.addWidget(widget)
        self._built = True
        self._show(open_one)

    # -- what the window asks ------------------------------------------------

    def title(self) -> str:
        """Return the heading."""
        return tr("Settings")

    def first_focus(self) -> QWidget:
        """Return the section that is open."""
        return self._buttons[self.where.note]

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return the way through the sections, and Undo after a change."""
        undo = {Command.UNDO: self.undo} if self._take_back is not None else {}
        return {
            **super().commands(),
            Command.NEXT_SECTION: lambda: self._step(1),
            Command.PREVIOUS_SECTION: lambda: self._step(-1),
            **undo,
        }

    def undo(self) -> None:
        """Put back what the last change replaced."""
        back, self._take_back = self._take_back, None
        self.commands_changed.emit()
        if back is not None:
            back()
            self.said.emit(tr("Undone."), False)

    def changeEvent(self, event: QEvent) -> None:
        """Show another text size or theme that was chosen by a key."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._built:
            self._show_look()

    # -- the list of sections --------------------------------------------------

    def _sections(self, parent: QWidget) -> QWidget:
        holder = QWidget(parent)
        grid = CardGrid(holder, columns=1)
        self._buttons: dict[str, ToggleButton] = {}
        for section, words in _SECTIONS:
            button = ToggleButton(tr(words), holder)
            identify(button, f"{_NAME}.section.{section}")
            button.setChecked(section == self.where.note)
            button.toggled.connect(lambda on, s=section: self._choose(s) if on else None)
            self._list.addButton(button)
            self._buttons[section] = button
            grid.addWidget(button)
        for page, words, icon in (
            ("directory", N_("Local services"), "building-2"),
            ("keys", N_("Keyboard list"), "keyboard"),
            ("about", N_("About eolplan"), "info"),
        ):
            link = Button(tr(words), holder, kind="link", icon=icon, identifier=f"{_NAME}.{page}")
            link.clicked.connect(lambda _=False, p=page: self.wanted.emit(Where(p)))
            grid.addWidget(link)
        return holder

    def _choose(self, section: str) -> None:
        """Open *section*; where it stands under the list, bring it into sight."""
        self._show(section)
        pane = self._panes[section]
        QTimer.singleShot(0, pane, lambda: self._bring(pane))

    def _bring(self, pane: QWidget) -> None:
        under = pane.mapTo(self.body, QPoint()).x() == self._names.mapTo(self.body, QPoint()).x()
        if under:
            self.view.verticalScrollBar().setValue(pane.mapTo(self.body, QPoint()).y())

    def _show(self, section: str) -> None:
        self.where = replace(self.where, note=section)
        for name, pane in self._panes.items():
            pane.setVisible(name == section)
        order_tabs(self)

    def _step(self, by: int) -> None:
        sections = list(self._buttons)
        there = sections[(sections.index(self.where.note) + by) % len(sections)]
        self._buttons[there].setChecked(True)
        self._buttons[there].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- you and your team -----------------------------------------------------

    def _you(self, parent: QWidget) -> QWidget:
        card = Card(tr("You and your team"), parent)
        card.column.addWidget(
            PlainLabel(tr("New copies print these. What is signed stays as it was."), card)
        )
        self.staff = StaffFields(card, page=f"{_NAME}.you")
        self.staff.show_staff(self._desk.staff)
        self.staff.settled.connect(self._keep_staff)
        card.column.addWidget(self.staff)
        if not self._desk.can(Act.SIGN):
            self.staff.show_own_only()
            words = tr(
                "The name and the phones of your team are kept by colleagues who sign off plans."
            )
            card.column.addWidget(PlainLabel(words, card, colour="text2"))
        self._call = LineField(
            tr("Who to call about eolplan"), card, identifier=f"{_NAME}.you.call",
            hint=tr("Shown in Help. A name and a number, in your own words."), most=120,
        )  # fmt: skip
        self._call.box.setText(self._desk.help_call)
        self._call.box.editingFinished.connect(self._keep_call)
        self._call.setVisible(self._desk.can(Act.SIGN))
        card.column.addWidget(self._call)
        return card

    def _keep_call(self) -> None:
        before, now = self._desk.help_call, self._call.text()
        if now == before:
            return

        def back() -> None:
            self._desk.set_help_call(before)
            self._call.box.setText(before)

        self.change(lambda: self._desk.set_help_call(now), back, tr("Saved. Help shows this."))

    def _keep_staff(self) -> None:
        """Keep what is filled in, unless plans could not be printed with it."""
        problems = {widget: words for words, widget in self.staff.problems()}
        for line in self.staff.findChildren(LineField):
            line.complain(problems.get(line, ""))
        before, now = self._desk.staff, self.staff.staff(self._desk.staff)
        if problems or now == before:
            return

        def back() -> None:
            self._desk.change_staff(before)
            self.staff.show_staff(before)

        self.change(lambda: self._desk.change_staff(now), back, tr("Saved. New copies print this."))

    # -- text and colours --------------------------------------------------------

    def _look_pane(self, parent: QWidget) -> QWidget:
        card = Card(tr("Text and colours"), parent)
        size, theme = tr("Text size"), tr("Colours")
        card.column.addWidget(PlainLabel(size, card, style="strong"))
        steps = [
            Choice(str(step), say("{percent}%", percent=round(step * 100)))
            for step in tokens().steps
        ]
        self._size = ChoiceGroup(size, steps, card, columns=0, identifier=f"{_NAME}.look.size")
        card.column.addWidget(self._size)
        card.column.addWidget(PlainLabel(theme, card, style="strong"))
        themes = [Choice(code, tr(words)) for code, words in _THEMES]
        self._theme = ChoiceGroup(theme, themes, card, columns=0, identifier=f"{_NAME}.look.theme")
        card.column.addWidget(self._theme)
        card.column.addWidget(
            PlainLabel(
                tr("Remembered for you on this laptop, without your name."),
                card, style="small", colour="text2",
            )
        )  # fmt: skip
        self._show_look()
        for group in (self._size, self._theme):
            group.changed.connect(self._choose_look)
        return card

    def _show_look(self) -> None:
        now = look()
        self._size.show_values([str(now.scale)])
        self._theme.show_values([_LAPTOP if now.follows else now.theme])

    def _choose_look(self) -> None:
        before, theme = look(), self._theme.value()
        chosen = look_of("" if theme == _LAPTOP else theme, float(self._size.value()))
        self.change(
            lambda: self.look_wanted.emit(chosen),
            lambda: self.look_wanted.emit(before),
            say("Text size {percent}%.", percent=round(chosen.scale * 100))
            if chosen.scale != before.scale
            else tr("Colours changed."),
        )

    # -- locking -----------------------------------------------------------------

    def _lock(self, parent: QWidget) -> QWidget:
        card = Card(tr("Locking"), parent)
        for words in (
            tr(
                "When nobody touches the laptop, the screen is covered after 3 minutes and"
                " locked after 5."
            ),
            tr("In a conversation people sit quietly: it is covered after 10 minutes and locked"
               " after 20."),
            tr("It always locks when the laptop sleeps or is closed."),
        ):  # fmt: skip
            card.column.addWidget(PlainLabel(words, card))
        if self._desk.can(Act.SIGN):
            self._add_minutes(card)
        if not self._desk.practice:
            card.column.addWidget(QuickPane(card, self._desk, self))
        return card

    def _add_minutes(self, card: Card) -> None:
        """Let a clinician have it lock sooner."""
        asked = tr("Lock sooner, for everybody who uses this store")
        card.column.addWidget(PlainLabel(asked, card, style="strong"))
        choices = [Choice("0", tr("No, as above"))]
        choices += [Choice(str(m), _after(m)) for m in _MINUTES]
        self._minutes = ChoiceGroup(
            asked, choices, card, columns=0, identifier=f"{_NAME}.lock.minutes"
        )
        self._minutes.show_values([str(self._desk.idle_minutes)])
        self._minutes.changed.connect(self._choose_minutes)
        card.column.addWidget(self._minutes)

    def _choose_minutes(self) -> None:
        before, chosen = self._desk.idle_minutes, int(self._minutes.value())

        def back() -> None:
            self._desk.set_idle_minutes(before)
            self._minutes.show_values([str(before)])

        words = tr("It locks as it is written above.") if not chosen else _locks(chosen)
        self.change(lambda: self._desk.set_idle_minutes(chosen), back, words)

    # -- keys ----------------------------------------------------------------------

    def _keys(self, parent: QWidget) -> QWidget:
        card = Card(tr("Keys"), parent)
        asked = tr("In the table of places, let 1, 2 and 0 choose")
        card.column.addWidget(PlainLabel(asked, card, style="strong"))
        card.column.addWidget(
            PlainLabel(tr("1 is first choice, 2 is second choice, 0 is not wanted."), card)
        )
        choices = [Choice("on", tr("Yes")), Choice("off", tr("No, only Space and Enter"))]
        self._digits = ChoiceGroup(
            asked, choices, card, columns=0, identifier=f"{_NAME}.keys.digits"
        )
        self._digits.show_values(["on" if self._desk.digits else "off"])
        self._digits.changed.connect(self._choose_digits)
        card.column.addWidget(self._digits)
        return card

    def _choose_digits(self) -> None:
        on = self._digits.value() == "on"

        def back() -> None:
            self._desk.set_digits(not on)
            self._digits.show_values(["off" if on else "on"])

        self.change(
            lambda: self._desk.set_digits(on), back,
            tr("1, 2 and 0 choose in the table.") if on else tr("1, 2 and 0 do nothing now."),
        )  # fmt: skip

    # -- one change ------------------------------------------------------------------

    def change(self, act: Callable[[], object], back: Callable[[], object], words: str) -> None:
        """Make one change, say so, and keep the way back; sections in files of their own too."""
        try:
            act()
        except EolplanError as e:
            self.trouble.emit(e)
            return
        self._take_back = back
        self.commands_changed.emit()
        self.saved.emit()
        self.said.emit(words, True)


def _after(minutes: int) -> str:
    if minutes >= _ANYWAY:
        return say("In a conversation, after {count} minutes", count=minutes)
    return tr("After 1 minute") if minutes == 1 else say("After {count} minutes", count=minutes)


def _locks(minutes: int) -> str:
    if minutes == 1:
        return tr("It locks after 1 minute now.")
    if minutes >= _ANYWAY:
        return say("In a conversation it locks after {count} minutes now.", count=minutes)
    return say("It locks after {count} minutes now.", count=minutes)

"""What the window puts round a page: the bar above, whose plan it is, messages, what is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from eolplan.words import say, tr
from ui.pages import PAGES
from ui.pages.commands import KEYS, Command
from ui.pages.help import HelpDrawer
from ui.pages.page import Page
from ui.theme import look, space_out
from ui.widgets import (
    NARROW,
    BesideLayout,
    Button,
    FlowLayout,
    Ground,
    MessageBar,
    PersonBanner,
    PlainLabel,
    PracticeStrip,
    RegionFrame,
    announce,
    identify,
    order_tabs,
    order_tabs_after,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from eolplan.desk import Desk

_ANY_WIDTH: Final = 16_777_215  # QWIDGETSIZE_MAX
_LET_GO_MS: Final = 50
_TITLES: Final = frozenset({"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "rev"})
_IN_MENU: Final = (
    Command.SWITCH,
    Command.LARGER,
    Command.SMALLER,
    Command.NORMAL,
    Command.THEME,
    Command.FULL_SCREEN,
    Command.KEYS,
    Command.SETTINGS,
)


class TopBar(RegionFrame):
    """Who is signed in, the way to People, and Cover and Lock within reach.

    Signals:
        chosen: something was pressed; carries its ``Command``.
        people_wanted: the way to People was pressed.
        leave_wanted: the way out of the store of made-up people was pressed.
    """

    chosen = Signal(object)
    people_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Top bar"), parent, fill="surface", identifier="top")
        words, tools = QWidget(self), QWidget(self)
        self._row = space_out(BesideLayout(self), 12, (16, 4, 16, 4))
        self._row.addWidget(words)
        self._row.addWidget(tools)
        self._name = PlainLabel("eolplan", words, style="strong")
        self._people = Button(tr("People"), words, kind="quiet", icon="arrow-left")
        identify(self._people, "top.people", tr("Back to People"))
        self._people.clicked.connect(self.people_wanted)
        self._left, self._right = FlowLayout(words), FlowLayout(tools)
        self._left.addWidget(self._name)
        self._left.addWidget(self._people)
        self._full = ""
        self._leave = Button(tr("Leave practice"), words, kind="quiet", identifier="top.leave")
        self._leave.clicked.connect(self.leave_wanted)
        self._leave.hide()
        self._left.addWidget(self._leave)
        self._staff = Button("", tools, kind="quiet", icon="user", identifier="top.staff")
        self._staff.clicked.connect(self._open_menu)
        self._right.addWidget(self._staff)
        self._hiding = cover_and_lock(tools, "top")
        for button in self._hiding:
            button.clicked.connect(lambda _=False, b=button: self.chosen.emit(b.command))
            self._right.addWidget(button)
        self._help = Button(tr("Help"), tools, kind="quiet", icon="circle-help")
        identify(self._help, "top.help", tr("Help for this page"))
        self._help.clicked.connect(lambda: self.chosen.emit(Command.HELP))
        self._right.addWidget(self._help)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_staff(self, name: str, *, practice: bool = False) -> None:
        """Say who is signed in, and whether everybody in the store is made up."""
        self._full = name
        self._staff.setAccessibleName(say("{name}, menu", name=name))
        self._leave.setVisible(practice)
        self._name.setVisible(not (practice or self._people.isVisibleTo(self)))
        self._fit()

    def show_way_back(self, there: bool) -> None:
        """Show the way to People, except on People itself."""
        self._people.setVisible(there)
        self._name.setVisible(not (there or self._leave.isVisibleTo(self)))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show initials where the name would need a second line."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line under it."""
        super().paintEvent(event)
        painter, line = QPainter(self), look().size("decor_border")
        painter.fillRect(0, self.height() - line, self.width(), line, look().colour("border"))
        painter.end()

    def _fit(self) -> None:
        """Show initials, then signs without their words, where all would need a second line."""
        self._staff.set_words(self._full)
        for button in (self._help, *self._hiding):
            button.set_short(False)
        if self._is_tight():
            self._staff.set_words(initials(self._full))
            self._help.set_short(True)
        if self._is_tight():
            for button in self._hiding:
                button.set_short(True)

    def _is_tight(self) -> bool:
        room = self.width() - look().px(2 * 16 + 12)  # the layout learns of a new width later
        return self._left.sizeHint().width() + self._right.sizeHint().width() > room

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for command in _IN_MENU:
            key = KEYS[command]
            shown = QKeySequence(key.sequences[0]).toString(QKeySequence.SequenceFormat.NativeText)
            action = menu.addAction(f"{tr(key.words)}\t{shown}")
            action.triggered.connect(lambda _=False, c=command: self.chosen.emit(c))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._staff.mapToGlobal(self._staff.rect().bottomLeft()))


def initials(name: str) -> str:
    """Return the initials of a member of staff; a title at the beginning is no name."""
    first, *rest = name.split() or [""]
    named = rest if rest and first.rstrip(".").casefold() in _TITLES else [first, *rest]
    return "".join(part[:1] for part in named)


class CommandButton(Button):
    """A button that gives a command."""

    def __init__(
        self, words: str, command: Command, parent: QWidget, *, icon: str, identifier: str
    ) -> None:
        super().__init__(words, parent, kind="quiet", icon=icon, identifier=identifier)
        self.command = command


def cover_and_lock(parent: QWidget, page: str) -> tuple[CommandButton, CommandButton]:
    """Return the two buttons that hide what is on the screen.

    A press does not take the focus: it is no moving on from a half-typed answer.
    """
    cover = CommandButton(
        tr("Cover"), Command.COVER, parent, icon="eye-off", identifier=f"{page}.cover"
    )
    lock = CommandButton(tr("Lock"), Command.LOCK, parent, icon="lock", identifier=f"{page}.lock")
    for button in (cover, lock):
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return cover, lock


class StatusLine(Ground):
    """One quiet line at the bottom, there only when it has something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, fill="surface2")
        identify(self, "status")
        self._label = PlainLabel("", self, style="small", colour="text2", measured=False)
        row = space_out(QHBoxLayout(self), 0, (24, 2, 24, 2))
        row.addWidget(self._label)
        self.hide()

    def tell(self, words: str) -> None:
        """Show *words* and have them spoken; the empty string takes the line away."""
        self.show_words(words)
        announce(self, words)

    def show_words(self, words: str) -> None:
        """Show *words* without a sound; the empty string takes the line away."""
        self._label.setText(words)
        self.setAccessibleName(words)
        self._appear()

    def _appear(self) -> None:
        """Be there if there is something to say; never move a button that is being pressed."""
        said = bool(self._label.text())
        if said and self.isHidden() and QGuiApplication.mouseButtons():
            QTimer.singleShot(_LET_GO_MS, self, self._appear)
        else:
            self.setVisible(said)

    def words(self) -> str:
        """Return what it shows."""
        return "" if self.isHidden() else self._label.text()


class Surround(QWidget):
    """A page with the bars round it.

    Args:
        parent: The window.

    Attributes:
        messages: The bar under the banner.
        status: The line at the bottom.

    Signals:
        chosen: a button of a bar was pressed; carries its ``Command``.
        people_wanted: the way to People was pressed.
        leave_wanted: the way out of the store of made-up people was pressed.
    """

    chosen = Signal(object)
    people_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._top, self._banner = TopBar(self), PersonBanner(self)
        self._strip = PracticeStrip(self)
        for button in cover_and_lock(self._banner, "banner"):  # Tab comes to them before Undo
            self._banner.add_tool(button)
            button.clicked.connect(lambda _=False, b=button: self.chosen.emit(b.command))
        self.messages, self.status = MessageBar(self), StatusLine(self)
        self._stack, self.help = QStackedWidget(self), HelpDrawer(self)
        self._desk: Desk | None = None
        self._before: QWidget | None = None
        self.help.closed.connect(self.close_help)
        middle = space_out(QHBoxLayout(), 0)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self.help)
        column = space_out(QVBoxLayout(self), 0)
        for widget in (self._top, self._banner, self._strip, self.messages):
            column.addWidget(widget)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        self._top.chosen.connect(self.chosen)
        self._top.people_wanted.connect(self.people_wanted)
        self._top.leave_wanted.connect(self.leave_wanted)
        self._banner.back_wanted.connect(self.people_wanted)

    def work_at(self, desk: Desk | None) -> None:
        """Say from now on who is signed in at *desk*; None: nobody is."""
        self._desk = desk
        page = self._stack.currentWidget()
        if desk is not None and not desk.practice:  # the marks of made-up people need the room
            self.status.show_words(tr("Everything is saved as you go."))
        elif desk is None and page is not None:
            page.hide()  # it would look into what is closed

    def turn_help(self) -> None:
        """Open the help for the page, or close it."""
        if self.help.isVisible():
            self.close_help()
            return
        self._before = self.window().focusWidget()
        self.help.setMinimumWidth(0)  # the window does not grow for it
        self.help.setHidden(False)
        self._tell_help()
        self.help.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the help on Esc, wherever the focus is, unless something on the page takes it."""
        if event.key() == Qt.Key.Key_Escape and self.help.isVisible():
            self.close_help()
        else:
            super().keyPressEvent(event)

    def close_help(self) -> None:
        """Close the help; the focus goes back to where it was."""
        inside = self.help.isAncestorOf(self.window().focusWidget() or self)
        self.help.hide()
        self._share_width()
        if inside and self._before is not None and shiboken6.isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_page(self, page: Page) -> None:
        """Put *page* in place of the one before, with the right bar over it."""
        old = self._stack.currentWidget()
        page.body.setAccessibleName(page.title() or tr("Page"))
        self._stack.addWidget(page)
        self.dress(page)
        self._stack.setCurrentWidget(page)
        if old is not None:
            self._stack.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.messages.page_turned()
        if self.help.isVisible():
            self._before = None
            self._tell_help()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width with the help anew."""
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        """Share the width with the help anew when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._share_width()

    def _tell_help(self) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            self.help.show_help(page.help_id(), self._desk.help_call if self._desk else "")
            self._share_width()
            order_tabs(page)
            order_tabs_after(page, self.help)

    def _share_width(self) -> None:
        """Stand the help beside the page; where that is too narrow, in its place."""
        aside = look().size("guide")
        least = max(look().px(NARROW), self._stack.minimumSizeHint().width() + aside)
        narrow = self.width() < least
        self._stack.setHidden(narrow and not self.help.isHidden())
        self.help.setMinimumWidth(0 if narrow else aside)
        self.help.setMaximumWidth(_ANY_WIDTH if narrow else aside)

    def dress(self, page: Page) -> None:
        """Show whose plan *page* is about, as it stands now, or the top bar."""
        facts = page.banner()
        at_large = facts is None and page.where.page in PAGES
        made_up = facts is not None and facts.practice
        if at_large and self._desk is not None:  # the page for our own bugs asks no store
            made_up = self._desk.practice
            self._top.show_staff(self._desk.staff.name, practice=made_up)
        self._top.setVisible(at_large)
        if at_large:
            self._top.show_way_back(page.where.page != "people")
        self._banner.setVisible(facts is not None)
        self._strip.setVisible(made_up)
        if facts is not None:
            self._banner.show_person(facts)

    def regions(self, page: Page) -> list[QWidget]:
        """Return the parts of the window that F6 goes through, in order."""
        return [self._top, self._banner, self.messages, *page.regions(), self.help]

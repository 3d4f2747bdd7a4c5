"""What the window puts round a page: the bar above, whose plan it is, messages, what is saved."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent
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
from ui.pages.page import Page
from ui.theme import look, space_out
from ui.widgets import (
    BesideLayout,
    Button,
    FlowLayout,
    Ground,
    MessageBar,
    PersonBanner,
    PlainLabel,
    RegionFrame,
    announce,
    identify,
)

_IN_MENU: Final = (
    Command.LARGER,
    Command.SMALLER,
    Command.NORMAL,
    Command.THEME,
    Command.FULL_SCREEN,
    Command.KEYS,
)


class TopBar(RegionFrame):
    """Who is signed in, the way to People, and Cover and Lock within reach.

    Signals:
        chosen: something was pressed; carries its ``Command``.
        people_wanted: the way to People was pressed.
    """

    chosen = Signal(object)
    people_wanted = Signal()

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
        self._staff = Button("", tools, kind="quiet", icon="user", identifier="top.staff")
        self._staff.clicked.connect(self._open_menu)
        self._right.addWidget(self._staff)
        for button in cover_and_lock(tools, "top"):
            button.clicked.connect(lambda _=False, b=button: self.chosen.emit(b.command))
            self._right.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_staff(self, name: str) -> None:
        """Say who is signed in."""
        self._full = name
        self._staff.setAccessibleName(say("{name}, menu", name=name))
        self._fit()

    def show_way_back(self, there: bool) -> None:
        """Show the way to People, except on People itself."""
        self._people.setVisible(there)
        self._name.setVisible(not there)
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
        self._staff.set_words(self._full)
        room = self._row.contentsRect().width() - look().px(12)
        if self._left.sizeHint().width() + self._right.sizeHint().width() > room:
            initials = "".join(part[0] for part in self._full.split())
            self._staff.set_words(initials)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for command in _IN_MENU:
            key = KEYS[command]
            shown = QKeySequence(key.sequences[0]).toString(QKeySequence.SequenceFormat.NativeText)
            action = menu.addAction(f"{tr(key.words)}\t{shown}")
            action.triggered.connect(lambda _=False, c=command: self.chosen.emit(c))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._staff.mapToGlobal(self._staff.rect().bottomLeft()))


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
        self._label.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        announce(self, words)

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
    """

    chosen = Signal(object)
    people_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._top, self._banner = TopBar(self), PersonBanner(self)
        self.messages, self.status = MessageBar(self), StatusLine(self)
        self._stack = QStackedWidget(self)
        column = space_out(QVBoxLayout(self), 0)
        for widget in (self._top, self._banner, self.messages):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        column.addWidget(self.status)
        self._top.chosen.connect(self.chosen)
        self._top.people_wanted.connect(self.people_wanted)
        self._banner.back_wanted.connect(self.people_wanted)
        for button in cover_and_lock(self._banner, "banner"):
            self._banner.add_tool(button)
            button.clicked.connect(lambda _=False, b=button: self.chosen.emit(b.command))

    def show_staff(self, name: str) -> None:
        """Say who is signed in."""
        self._top.show_staff(name)

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

    def dress(self, page: Page) -> None:
        """Show whose plan *page* is about, as it stands now, or the top bar."""
        facts = page.banner()
        self._top.setVisible(facts is None and page.where.page in PAGES)
        self._top.show_way_back(page.where.page != "people")
        self._banner.setVisible(facts is not None)
        if facts is not None:
            self._banner.show_person(facts)

    def regions(self, page: Page) -> list[QWidget]:
        """Return the parts of the window that F6 goes through, in order."""
        return [self._top, self._banner, self.messages, *page.regions()]

"""The guide for staff: a few words to say and to listen for, beside the question.

Yellow ground, amber edge, and the words "For you": the colour is never alone.
At most three things show; the rest is one press away. Nobody reads it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from eolplan.words import tr
from ui.theme import look, space_out
from ui.widgets.buttons import Button, ToggleButton
from ui.widgets.frames import RegionFrame
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.naming import identify
from ui.widgets.order import order_tabs
from ui.widgets.scroll import ScrollArea

NARROW: Final = 960
"""Below this width, in pixels at 100%, the guide is a tab that opens as a drawer."""


@dataclass(frozen=True, slots=True)
class Guidance:
    """What the guide offers for one question; anything may be empty.

    Attributes:
        say: Openings, best first; shown in quotation marks.
        listen: What to listen for.
        upset: What to say or do if it gets hard.
        deeper: Further openings.
        check: Words to check back with.
        note: A fact for staff.
    """

    say: tuple[str, ...] = ()
    listen: str = ""
    upset: str = ""
    deeper: tuple[str, ...] = ()
    check: str = ""
    note: str = ""


class GuidePanel(RegionFrame):
    """The guide of the page.

    Args:
        parent: The widget it belongs to.
        identifier: ``page.guide``.

    Signals:
        opened: the drawer of a narrow window was opened.
        closed: it was closed again.
    """

    opened = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None, *, identifier: str = "guide") -> None:
        super().__init__(tr("For you, guide"), parent, fill="staff", identifier=identifier)
        self._frame = space_out(QVBoxLayout(self), 8, (16, 12, 12, 12))
        self._tab = Button("", self, kind="quiet", icon="book-open")
        identify(self._tab, f"{identifier}.open", tr("For you, guide"))
        self._tab.clicked.connect(self.open)
        self._close = Button(tr("Hide guide"), self, kind="quiet", icon="x")
        identify(self._close, f"{identifier}.close")
        self._close.clicked.connect(self.close_drawer)
        self._inside = QWidget(self)
        whole = space_out(QVBoxLayout(self._inside), 0, (0, 0, 8, 8))
        self._column = space_out(QVBoxLayout(), 4)
        whole.addLayout(self._column)
        whole.addStretch(1)
        self._scroll = ScrollArea(self._inside, self)
        self._below = QWidget(self)
        self._buttons = space_out(QVBoxLayout(self._below), 8)
        for widget in (self._tab, self._close):
            self._frame.addWidget(widget)
        self._frame.addWidget(self._scroll, 1)
        self._frame.addWidget(self._below)
        self._narrow = self._drawer = False
        self._arrange()

    def show_guide(self, guidance: Guidance, first: QWidget | None = None) -> None:
        """Show the guide of one question, and *first* above it."""
        self._clear()
        self._add(Heading(tr("For you"), self._inside, style="h2"))
        if first is not None:
            self._add(first)
        if guidance.say:
            self._pair(tr("You might say"), _quoted(guidance.say[0]), "body", self._column)
        if guidance.listen:
            self._pair(tr("Listen for"), guidance.listen, "small", self._column)
        if guidance.upset:
            self._pair(tr("If it gets hard"), guidance.upset, "small", self._column)
        self._rest(guidance)
        order_tabs(self)

    def show_instead(self, widget: QWidget) -> None:
        """Show *widget* in place of the guide; ``show_guide`` brings the guide back."""
        self._clear()
        self._add(widget)
        order_tabs(self)

    def add_action(self, button: QWidget) -> None:
        """Add a button at the foot of the panel."""
        self._buttons.addWidget(button)

    def set_narrow(self, narrow: bool) -> None:
        """Be a 48 px tab, or a column."""
        if narrow != self._narrow:
            self._narrow, self._drawer = narrow, False
            self._arrange()

    def is_drawer(self) -> bool:
        """Return whether the panel is open over a narrow page."""
        return self._narrow and self._drawer

    def is_tab(self) -> bool:
        """Return whether only the tab shows."""
        return self._narrow and not self._drawer

    def open(self) -> None:
        """Open the drawer of a narrow window and go to it."""
        self._drawer = True
        self._arrange()
        self.opened.emit()
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_drawer(self) -> None:
        """Close the drawer; the focus goes to its tab if it was inside."""
        inside = self.isAncestorOf(QApplication.focusWidget() or self)
        self._drawer = False
        self._arrange()
        self.closed.emit()
        if inside:
            self._tab.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close an open drawer on Esc."""
        if event.key() == Qt.Key.Key_Escape and self.is_drawer():
            self.close_drawer()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the amber edge."""
        super().paintEvent(event)
        painter, edge = QPainter(self), look().px(4)
        x = self.width() - edge if self.isRightToLeft() else 0
        painter.fillRect(QRect(x, 0, edge, self.height()), look().colour("attention"))
        painter.end()

    def _rest(self, guidance: Guidance) -> None:
        rest = [(tr("Or"), _quoted(words)) for words in guidance.say[1:]]
        rest += [(tr("To go further"), _quoted(words)) for words in guidance.deeper]
        if guidance.check:
            rest.append((tr("Check back"), _quoted(guidance.check)))
        if guidance.note:
            rest.append((tr("Good to know"), guidance.note))
        if not rest:
            return
        more = ToggleButton(tr("More for you"), self._inside)
        identify(more, f"{self.objectName()}.more")
        self._add(more)
        later = QWidget(self._inside)
        column = space_out(QVBoxLayout(later), 4)
        later.hide()
        self._add(later)

        def show_rest(on: bool) -> None:
            if column.isEmpty():  # most pages are turned without anybody asking for more
                for label, words in rest:
                    self._pair(label, words, "small", column)
            later.setVisible(on)

        more.toggled.connect(show_rest)

    def _pair(self, label: str, words: str, style: str, column: QVBoxLayout) -> None:
        column.addWidget(PlainLabel(label, style="small", colour="text2"))
        column.addWidget(PlainLabel(words, style=style))

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _arrange(self) -> None:
        tab = self.is_tab()
        self._tab.setVisible(tab)
        self._close.setVisible(self.is_drawer())
        self._scroll.setVisible(not tab)
        self._below.setVisible(not tab)
        edges = (4, 8, 0, 8) if tab else (20, 12, 12, 12)
        space_out(self._frame, 8, edges)


class TwoPane(QWidget):
    """A body with the guide at its side; in a narrow window the guide is a tab, then a drawer.

    Args:
        main: The body.
        side: The guide.
        parent: The widget it belongs to.
    """

    def __init__(self, main: QWidget, side: GuidePanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.main, self.side = main, side
        main.setParent(self)
        side.setParent(self)
        side.opened.connect(self._place)
        side.closed.connect(self._place)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._left_drawer)

    def parts(self) -> list[QWidget]:
        """Return the body and the guide, in reading order."""
        return [self.main, self.side]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        wide, high, now = self.width(), self.height(), look()
        self.side.set_narrow(wide < now.px(NARROW))
        guide = min(now.size("guide"), wide)
        strip = (now.size("target") + now.px(4)) if wide < now.px(NARROW) else guide
        across = strip if self.side.is_tab() else guide
        main, side = QRect(0, 0, wide - strip, high), QRect(wide - across, 0, across, high)
        if self.isRightToLeft():
            main.moveLeft(strip)
            side.moveLeft(0)
        self.main.setGeometry(main)
        self.side.setGeometry(side)
        self.side.raise_()

    def _left_drawer(self, old: QWidget | None, now: QWidget | None) -> None:
        """Close the drawer when the focus goes to the page it covers."""
        if now is not None and self.side.is_drawer() and self.main.isAncestorOf(now):
            self.side.close_drawer()


def _quoted(words: str) -> str:
    return f"“{words}”"

"""The frame every page is built in: a scrolling body, a guide beside it, actions below."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from eolplan.words import tr
from ui.theme import look, space_out
from ui.widgets.frames import RegionFrame
from ui.widgets.guide_panel import GuidePanel, TwoPane
from ui.widgets.layouts import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.order import order_tabs, orders_tabs
from ui.widgets.scroll import ScrollArea

CHROME_SHARE: Final = 0.35
"""More of the window than this must never be fixed bars."""


class ActionBar(RegionFrame):
    """The buttons of a page, bottom left, wrapping."""

    def __init__(self, parent: QWidget | None = None, *, identifier: str = "") -> None:
        super().__init__(tr("Actions"), parent, fill="surface", identifier=identifier)
        self._flow = space_out(FlowLayout(self), 8, (24, 8, 24, 8))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def add(self, control: QWidget) -> None:
        """Add a button at the end."""
        self._flow.addWidget(control)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line above it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), look().size("decor_border"), look().colour("border"))
        painter.end()


class Page(QWidget):
    """One screen.

    A subclass fills ``column`` and calls ``add_action``. Where fixed bars would
    take more than 35% of the window, the actions scroll with the page.

    Args:
        identifier: The ``page`` of ``page.control``.
        parent: The widget it belongs to.
        guide: A guide panel to stand beside the body, or None.

    Attributes:
        shared_safe: True only for a page that may be seen on a shared screen.
        column: Takes what the page shows, top to bottom.
        body, view, bar: The region of the page, its scroll area, its actions.

    Signals:
        compact_changed: the actions now scroll with the page, or no longer do.
    """

    shared_safe: bool = False
    column: QVBoxLayout
    compact_changed = Signal(bool)

    def __init__(
        self, identifier: str, parent: QWidget | None = None, *, guide: GuidePanel | None = None
    ) -> None:
        super().__init__(parent)
        identify(self, identifier)
        orders_tabs(self)
        self._compact = False
        self.body = RegionFrame(tr("Page"), identifier=f"{identifier}.body")
        self._stack = space_out(QVBoxLayout(self.body), 0)
        content = QWidget(self.body)
        self.column = space_out(QVBoxLayout(content), 12, (24, 16, 24, 24))
        self._stack.addWidget(content)
        self._stack.addStretch(1)
        self.view = ScrollArea(self.body, self)
        self._frame = space_out(QVBoxLayout(self), 0)
        self.panes = TwoPane(self.view, guide, self) if guide is not None else None
        self._frame.addWidget(self.panes or self.view, 1)
        self.bar = ActionBar(self, identifier=f"{identifier}.actions")
        self._frame.addWidget(self.bar)

    def title(self) -> str:
        """Return the page's name for the window title; never a person's words."""
        return ""

    def help_id(self) -> str:
        """Return which help text F1 opens."""
        return self.objectName()

    def first_focus(self) -> QWidget | None:
        """Return what takes the focus when the page is shown."""
        return None

    def regions(self) -> list[QWidget]:
        """Return the regions F6 goes through, in order: body, guide, actions."""
        guide = self.panes.side if self.panes is not None else None
        return [r for r in (self.body, guide, self.bar) if r is not None and r.isVisible()]

    def add_action(self, control: QWidget) -> None:
        """Add a button to the actions at the bottom."""
        self.bar.add(control)
        if self.isVisible():  # else it is weighed once, when it gets its place in the window
            self._weigh()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the tab chain before anybody presses Tab."""
        super().showEvent(event)
        self._weigh()
        order_tabs(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Weigh the fixed bars against the window."""
        super().resizeEvent(event)
        self._weigh()

    def changeEvent(self, event: QEvent) -> None:
        """Weigh the fixed bars again when the look changes, once the page has its place."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self._weigh()

    def _weigh(self) -> None:
        window = self.window()
        above = window.height() - self.height()
        bars = above + self.bar.heightForWidth(self.width())
        compact = bars > CHROME_SHARE * window.height()
        if compact == self._compact:
            return
        self._compact = compact
        shown, focused = not self.bar.isHidden(), self.focusWidget()
        (self._stack if compact else self._frame).addWidget(self.bar)
        self.bar.setVisible(shown)
        if focused is not None and self.bar.isAncestorOf(focused):
            focused.setFocus(Qt.FocusReason.OtherFocusReason)  # a new parent took it away
        order_tabs(self)
        self.compact_changed.emit(compact)

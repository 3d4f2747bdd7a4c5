"""A scroll area that keeps the focused control in sight and takes no focus itself."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QScroller, QWidget

from ui.theme import look


class ScrollArea(QScrollArea):
    """Scrolls a page up and down, never sideways; by wheel, bar, touch and focus.

    Args:
        content: What it scrolls.
        parent: The widget it belongs to.
    """

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a nameless stop in the tab chain
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = content
        self.setWidget(content)
        content.setAutoFillBackground(False)  # the ground under it shows
        touch = QScroller.ScrollerGestureType.TouchGesture
        QScroller.grabGesture(self.viewport(), touch)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def show_whole(self, widget: QWidget) -> None:
        """Scroll as little as brings *widget*, with its ring, into sight.

        Of a control higher than the view, the top is shown.
        """
        margin = look().space("gap") * 2
        place = QRect(widget.mapTo(self._content, QPoint(0, 0)), widget.size())
        place.adjust(0, -margin, 0, margin)
        bar, high = self.verticalScrollBar(), self.viewport().height()
        if place.top() < bar.value() or place.height() > high:
            bar.setValue(place.top())
        elif place.bottom() > bar.value() + high:
            bar.setValue(place.bottom() - high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the focused control in sight when the view shrinks."""
        super().resizeEvent(event)
        self._follow(None, QApplication.focusWidget())

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._content.isAncestorOf(now):
            self.show_whole(now)

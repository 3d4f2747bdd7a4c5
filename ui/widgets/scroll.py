"""A scroll area that keeps the focused control in sight and takes no focus itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
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
        # of our own: to know what Qt's is, PySide readies every kind of widget there is, before
        # the first paint
        self.setViewport(ground := QWidget())
        ground.setAutoFillBackground(True)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a nameless stop in the tab chain
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = content
        self.setWidget(content)
        content.setAutoFillBackground(False)  # the ground under it shows
        touch = QScroller.ScrollerGestureType.TouchGesture
        QScroller.grabGesture(ground, touch)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def show_whole(self, widget: QWidget) -> None:
        """Scroll as little as brings *widget*, with its ring, into sight.

        Of a control higher than the view, the top is shown. On the way up the question above a
        control comes with it, where there is room for both.
        """
        margin = look().space("gap") * 2
        place = QRect(widget.mapTo(self._content, QPoint(0, 0)), widget.size())
        place.adjust(0, -margin, 0, margin)
        bar, high = self.verticalScrollBar(), self.viewport().height()
        if place.height() > high:
            bar.setValue(place.top())
        elif place.top() < bar.value():
            bar.setValue(self._from_the_question(widget, place))
        elif place.bottom() > bar.value() + high:
            bar.setValue(place.bottom() - high)

    def _from_the_question(self, widget: QWidget, place: QRect) -> int:
        """Return where what *widget* is a part of begins, of as much as half of the view holds."""
        top, around = place.top(), widget.parentWidget()
        while around is not None and around is not self._content:
            begins = around.mapTo(self._content, QPoint(0, 0)).y()
            if place.bottom() - begins > self.viewport().height() // 2:
                break
            top, around = min(top, begins), around.parentWidget()
        return top

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the focused control in sight when the view shrinks."""
        super().resizeEvent(event)
        self._follow(None, QApplication.focusWidget())

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        """Show what has the focus; what is pressed is in sight, and stays under the hand."""
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if now is not None and not pressed and self._content.isAncestorOf(now):
            self.show_whole(now)


def into_sight(widget: QWidget) -> None:
    """Bring all of *widget*, which was just shown, into sight once it has its place."""
    area, around = _lies_in(widget)
    if area is not None:
        QTimer.singleShot(0, widget, partial(_show_laid_out, area, around))


def keep_in_sight(widget: QWidget | None) -> None:
    """Keep in sight what has the focus, when what lies around it has just become another size."""
    area, around = _lies_in(widget) if widget is not None else (None, [])
    if area is not None:
        _show_laid_out(area, around)


def _lies_in(widget: QWidget) -> tuple[ScrollArea | None, list[QWidget]]:
    """Return the area in which *widget* can be scrolled, and what lies between, from within."""
    around, area = [widget], widget.parentWidget()
    while area is not None and not isinstance(area, ScrollArea):
        around.append(area)
        area = area.parentWidget()
    return area, around


def _show_laid_out(area: ScrollArea, around: list[QWidget]) -> None:
    """Show the first of *around*, which lie in each other, when each has its place."""
    # what has come in deep makes its ancestors grow one after the other, each by an event
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    for each in reversed(around):
        if (layout := each.layout()) is not None:
            layout.activate()
    area.show_whole(around[0])

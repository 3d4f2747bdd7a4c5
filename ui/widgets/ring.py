"""The focus ring: two tones, round whatever has the focus, drawn by one overlay a window.

Three ways were tried. A ``:focus`` rule in the style sheet can only thicken a
border of one colour, which disappears in high contrast and on the primary
button. A ``QProxyStyle`` written in Python nearly doubles every repaint (60
stock controls: 1.9 ms without, 3.6 ms with it, 150 calls into Python), paints
inside the control only, where it covers the words, and has to be kept alive
against the application's ownership of it. The overlay costs nothing while
nothing moves, works for stock and painted controls alike, stands outside the
control, and takes no events: it is masked to the ring itself.

It follows the focus widget and every ancestor, so scrolling, resizing and
layout carry it along. A scroll area cuts it like anything else it holds; where
a control stands at the very edge, the ring is drawn over the control instead.
"""

from __future__ import annotations

from typing import ClassVar, Final, Protocol, runtime_checkable
from weakref import ref

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QWidget

from ui.theme import look

_MOVES: Final = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ParentChange,
        QEvent.Type.StyleChange,
    }
)


@runtime_checkable
class HasFocusRect(Protocol):
    """A widget whose focus is on a part of it."""

    def focus_rect(self) -> QRect:
        """Return the part that has the focus, in the widget's own coordinates."""
        ...


class FocusRing(QWidget):
    """The overlay of one window.

    Args:
        window: The top-level widget to draw over.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._target: QWidget | None = None
        self._followed: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("qt_focus_ring")
        self.hide()

    def follow(self, target: QWidget | None) -> None:
        """Stand round *target* from now on; None takes the ring away."""
        for widget in self._followed:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._target, self._followed = target, []
        if target is not None:
            self._followed = _line_up(target, self.window())
            for widget in self._followed:
                widget.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move along when the target or anything that holds it moves."""
        if event.type() in _MOVES:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the outer ring, then the inner."""
        del event
        now, painter = look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outer, inner = now.size("ring_outer"), now.size("ring_inner")
        self._band(painter, 0, outer, "ring_outer")
        self._band(painter, outer, inner, "ring_inner")
        painter.end()

    def _band(self, painter: QPainter, inset: int, width: int, colour: str) -> None:
        radius = look().size("radius") + _reach()
        path = QPainterPath()
        rect = QRectF(self.rect())
        for edge in (inset, inset + width):
            path.addRoundedRect(rect.adjusted(edge, edge, -edge, -edge), radius - edge,
                                radius - edge)  # fmt: skip
        painter.fillPath(path, look().colour(colour))

    def _place(self) -> None:
        target = self._target
        if target is None or not shiboken6.isValid(target) or not target.isVisible():
            self.hide()
            return
        window = self.window()
        part = target.focus_rect() if isinstance(target, HasFocusRect) else _part(target)
        control = QRect(target.mapTo(window, part.topLeft()), part.size())
        ring, seen = _within(control, _clip(target, window))
        self.setGeometry(ring)
        inside = self.rect().adjusted(_reach(), _reach(), -_reach(), -_reach())
        mask = QRegion(self.rect()) - QRegion(inside)
        self.setMask(mask & QRegion(seen.translated(-ring.topLeft())))
        self.setVisible(not seen.isEmpty())
        self.raise_()
        self.update()


class FocusRings(QObject):
    """Gives every window of the application its ring, when the focus first comes to it.

    An application has one: a new one takes the place of the one before. (To look for that
    among the children of the application has PySide make all that a style knows.)
    """

    _newest: ClassVar[ref[FocusRings] | None] = None

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        before = FocusRings._newest() if FocusRings._newest is not None else None
        if before is not None and shiboken6.isValid(before):
            before.stop()
        FocusRings._newest = ref(self)
        self._rings: dict[QWidget, FocusRing] = {}
        app.focusChanged.connect(self._changed)

    def stop(self) -> None:
        """Take every ring away, for good."""
        for ring in self._rings.values():
            if shiboken6.isValid(ring):
                shiboken6.delete(ring)
        shiboken6.delete(self)

    def _changed(self, old: QWidget | None, now: QWidget | None) -> None:
        self._rings = {w: ring for w, ring in self._rings.items() if shiboken6.isValid(ring)}
        window = now.window() if now is not None else None
        for other, ring in self._rings.items():
            if other is not window:
                ring.follow(None)
        if now is None or window is None:
            return
        if window not in self._rings:
            self._rings[window] = FocusRing(window)
        self._rings[window].follow(now)


def _reach() -> int:
    return look().size("ring_outer") + look().size("ring_inner")


def _line_up(target: QWidget, window: QWidget) -> list[QWidget]:
    """Return *target* and everything that holds it, up to and with *window*."""
    line = [target]
    while line[-1] is not window and (holder := line[-1].parentWidget()) is not None:
        line.append(holder)
    return line


def _part(target: QWidget) -> QRect:
    """Return what to ring: the current row of a list, else the whole control."""
    if isinstance(target, QAbstractItemView) and target.currentIndex().isValid():
        view, row = target.viewport(), target.visualRect(target.currentIndex())
        row.setLeft(0)
        row.setRight(view.width() - 1)
        if row.intersects(view.rect()):
            return row.translated(view.mapTo(target, QPoint(0, 0)))
    return target.rect()


def _clip(target: QWidget, window: QWidget) -> QRect:
    """Return the part of *window* in which *target* may be seen: its scroll areas cut it."""
    clip = window.rect()
    for holder in _line_up(target, window)[1:]:
        area = holder.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is holder:
            clip &= QRect(holder.mapTo(window, QPoint(0, 0)), holder.size())
    return clip


def _within(control: QRect, clip: QRect) -> tuple[QRect, QRect]:
    """Return where the ring goes, and which part of that may be seen.

    A side of the ring that would leave the clip is drawn over the control,
    unless the control itself is scrolled out there.
    """
    reach = _reach()
    ring = control.adjusted(-reach, -reach, reach, reach)
    if control.left() >= clip.left():
        ring.setLeft(max(ring.left(), clip.left()))
    if control.top() >= clip.top():
        ring.setTop(max(ring.top(), clip.top()))
    if control.right() <= clip.right():
        ring.setRight(min(ring.right(), clip.right()))
    if control.bottom() <= clip.bottom():
        ring.setBottom(min(ring.bottom(), clip.bottom()))
    return ring, ring & clip

"""Checks of the keyboard's way: A10 reach, A11 order, A12 no trap, A13 seen, A14 in sight."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from tests.ui.audit_parts import controls, holders, rect_in, which
from ui.theme import contrast, look

_TAKES_KEYS: Final = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractItemView)
_ARROWS: Final = (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Up)


def tab_chain(root: QWidget) -> list[QWidget]:
    """Return what Tab comes to, in order."""
    chain: list[QWidget] = []
    widget = root.nextInFocusChain()
    while widget is not None and widget is not root:
        stops = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        alive = widget.isVisibleTo(root) and widget.isEnabled() and root.isAncestorOf(widget)
        if stops and alive and widget.focusProxy() is None:
            chain.append(widget)
        widget = widget.nextInFocusChain()
    return chain


def unreachable(root: QWidget) -> list[str]:
    """A10: Tab or, inside a group, arrow keys reach every control."""
    chain, wanted = tab_chain(root), controls(root)  # before an arrow opens another part
    arrowed: set[QWidget] = set()
    for start in chain:
        if isinstance(start, QAbstractButton) and start not in arrowed:
            arrowed |= _by_arrows(start)
    reached = arrowed.union(chain)
    return [which(w) for w in wanted if w.isEnabled() and w not in reached]


def out_of_order(root: QWidget) -> list[str]:
    """A11: Tab goes as one reads, and comes to no region twice."""
    chain = tab_chain(root)
    pairs = pairwise(chain)
    faults = [f"{which(a)}, then {which(b)}" for a, b in pairs if not _reads_on(root, a, b)]
    regions = [_region(widget) for widget in chain]
    left: list[QWidget] = []
    for before, now in pairwise(regions):
        if before is not now and before is not None:
            left.append(before)
        if now is not None and now in left:
            faults.append(f"region {which(now)} is visited twice")
            break
    return faults


def traps(root: QWidget) -> list[str]:
    """A12: Tab leaves every text box and table within two presses, and Shift+Tab comes back."""
    chain = tab_chain(root)
    boxes = [w for w in chain if isinstance(w, _TAKES_KEYS)] if len(chain) > 1 else []
    faults = []
    for widget in boxes:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if not _pressing(Qt.Key.Key_Tab, until=lambda now, w=widget: not _within(now, w)):
            faults.append(f"Tab stays in {which(widget)}")
        elif not _pressing(Qt.Key.Key_Backtab, until=lambda now, w=widget: _within(now, w)):
            faults.append(f"Shift+Tab does not come back to {which(widget)}")
    return faults


def unseen_focus(window: QWidget, widget: QWidget) -> list[str]:
    """A13: the focus is seen: enough pixels change, by 3:1 or more."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)  # scrolls to it, if it must
    QApplication.processEvents()
    widget.clearFocus()
    before = _around(window, widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    after = _around(window, widget)
    changed, best = _difference(before, after)
    enough = (widget.width() + widget.height()) * 2 // 3
    if changed < enough or best < 3:
        return [f"{which(widget)}: {changed} of {enough} pixels change, by {best:.1f}:1"]
    return []


def hidden_focus(root: QWidget) -> list[str]:
    """A14: what Tab comes to is in sight, or its top is where it is higher than the view."""
    faults = []
    for widget in tab_chain(root):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        seen = widget.visibleRegion().boundingRect()
        ring = 2 * look().space("gap")  # room kept above it, for the ring
        high = min(widget.height(), _view_height(widget, root) - ring)
        if seen.height() < high or seen.width() < widget.width() or seen.top() > 0:
            faults.append(f"{which(widget)} shows {seen.width()}x{seen.height()}")
    return faults


def _pressing(key: Qt.Key, until: Callable[[QWidget | None], bool]) -> bool:
    """Press *key* twice at most; return whether the focus came to be what *until* asks for."""
    held = Qt.KeyboardModifier
    shift = held.ShiftModifier if key == Qt.Key.Key_Backtab else held.NoModifier
    for _ in range(2):
        here = QApplication.focusWidget()
        if here is None:
            return False
        QTest.keyClick(here, key, shift)
        if until(QApplication.focusWidget()):
            return True
    return False


def _within(widget: QWidget | None, holder: QWidget) -> bool:
    return widget is not None and (widget is holder or holder.isAncestorOf(widget))


def _by_arrows(start: QWidget) -> set[QWidget]:
    """Return what arrow keys reach from *start*, which is really pressed."""
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for key in _ARROWS:
            here.setFocus(Qt.FocusReason.TabFocusReason)
            QTest.keyClick(here, key)
            there = QApplication.focusWidget()
            if there is not None and there not in seen:
                seen.add(there)
                waiting.append(there)
    start.setFocus(Qt.FocusReason.TabFocusReason)
    return seen


def _reads_on(root: QWidget, a: QWidget, b: QWidget) -> bool:
    """Say whether *b* comes after *a* as one reads: below it, or beside it further on."""
    if a.isAncestorOf(b) or b.isAncestorOf(a):
        return True
    up = [a]
    while not up[-1].isAncestorOf(b):
        holder = up[-1].parentWidget()
        if holder is None:
            return True
        up.append(holder)
    common, block_a = up[-1], up[-2]
    block_b = next(w for w in holders(b) if w.parentWidget() is common)
    one, other = rect_in(block_a, root), rect_in(block_b, root)
    if one.intersects(other):  # a drawer over the page: its order is its own
        return True
    below = other.top() >= one.bottom() - 24
    beside = other.top() <= one.bottom() and other.bottom() >= one.top()
    onward = other.right() < one.left() if root.isRightToLeft() else other.left() > one.right()
    return below or (beside and onward)


def _region(widget: QWidget) -> QWidget | None:
    return next((w for w in holders(widget) if w.property("region")), None)


def _around(window: QWidget, widget: QWidget) -> QImage:
    QApplication.processEvents()
    rect = rect_in(widget, window).adjusted(-12, -12, 12, 12) & window.rect()
    return window.grab(rect).toImage()


def _difference(before: QImage, after: QImage) -> tuple[int, float]:
    """Return how many sampled pixels differ, and the best contrast between then and now."""
    changed, best = 0, 1.0
    width, height = min(before.width(), after.width()), min(before.height(), after.height())
    for y in range(height):
        for x in range(0, width, 3):
            was, now = before.pixel(x, y), after.pixel(x, y)
            if was != now:
                changed += 1
                if changed % 7 == 1:
                    best = max(best, contrast(QColor(was).name(), QColor(now).name()))
    return changed, best


def _view_height(widget: QWidget, root: QWidget) -> int:
    for holder in holders(widget):
        area = holder.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is holder:
            return holder.height()
    return root.height()

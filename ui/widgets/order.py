"""The tab chain in reading order, whatever order things were made in.

Qt chains controls as they are created or adopted. A page is put together from
parts that come and go, so the chain is laid again along the layouts: top to
bottom, leading to trailing, the guide after the body, the actions last.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from ui.widgets.layouts import contents

_WHOLE: Final = "orders_tabs"


def orders_tabs(widget: QWidget) -> None:
    """Mark *widget* as the whole within which the chain is laid: a page."""
    widget.setProperty(_WHOLE, True)


def order_tabs(widget: QWidget) -> None:
    """Lay the tab chain of the page that holds *widget* again: something in it came or went.

    A page that is not seen lays it when it is shown, once for all that came until then.
    """
    whole: QWidget | None = widget
    while whole is not None and not whole.property(_WHOLE):
        whole = whole.parentWidget()
    if whole is None or not whole.isVisible():
        return
    stops = [w for w in _walk(whole) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    # the whole leads: the chain is a ring, and Qt takes c, a, b for a, b, c
    for one, other in pairwise([whole, *stops]):
        QWidget.setTabOrder(one, other)


def order_tabs_after(first: QWidget, then: QWidget) -> None:
    """Have Tab come to *then* after the last control of the page *first*."""
    stops = [w for part in (first, then) for w in _walk(part) if w is not part]
    stops = [w for w in stops if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    for one, other in pairwise([first, *stops]):
        QWidget.setTabOrder(one, other)


def read_first(heading: QWidget) -> None:
    """Give the focus to a heading, which is to be read; Tab leads on to what stands under it."""
    if (around := heading.parentWidget()) is not None:
        around.show()  # at once: Tab may come before the layouts have run
    heading.show()
    heading.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a place in the chain, and no stop of Tab
    order_tabs(heading)
    heading.setFocus(Qt.FocusReason.OtherFocusReason)


class HandsOn(QWidget):
    """A group of controls that hands the focus on to one of them.

    A focus proxy would do that too. But Tab stops at whatever has a proxy,
    wherever it stands in the chain, and ``setTabOrder`` cannot move it.
    """

    _to: QWidget | None = None

    def hand_to(self, control: QWidget) -> None:
        """Have *control* take the focus that this is given."""
        self._to = control

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason, /) -> None:
        """Give the focus to the control that takes it."""
        if self._to is not None:
            self._to.setFocus(reason)


def _walk(widget: QWidget) -> Iterator[QWidget]:
    """Yield *widget* and what it holds, in reading order.

    A widget that places its parts itself, without a layout, tells them: ``parts()``.
    """
    yield widget
    if (parts := getattr(widget, "parts", None)) is not None:
        for part in parts():
            yield from _walk(part)
    elif isinstance(widget, QScrollArea) and (inside := widget.widget()) is not None:
        yield from _walk(inside)
    elif (layout := widget.layout()) is not None:
        yield from _laid(layout)


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for held in contents(layout):
        if isinstance(held, QWidget):
            yield from _walk(held)
        else:
            yield from _laid(held)

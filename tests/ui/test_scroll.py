"""What is scrolled keeps the focused control in sight, with the question that it belongs to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.widgets import Button, PlainLabel, ScrollArea


def questions(many: int) -> tuple[ScrollArea, list[tuple[PlainLabel, Button]]]:
    """Return a page of questions, each a label above a button, and what they are made of."""
    content = QWidget()
    column, parts = QVBoxLayout(content), []
    for number in range(many):
        group = QWidget(content)
        inside = QVBoxLayout(group)
        label, button = PlainLabel(f"Question {number}", group), Button("Yes", group)
        inside.addWidget(label)
        inside.addWidget(button)
        column.addWidget(group)
        parts.append((label, button))
    return ScrollArea(content), parts


def in_sight(area: ScrollArea, widget: QWidget) -> bool:
    """Say whether all of *widget* can be seen in the view."""
    top = widget.mapTo(area.viewport(), QPoint(0, 0)).y()
    return top >= 0 and top + widget.height() <= area.viewport().height()


@pytest.mark.parametrize("high", [320, 90])
def test_going_back_shows_the_question_too_where_both_have_room(
    put: Callable[[QWidget], QWidget], high: int
) -> None:
    area, parts = questions(8)
    window = put(area)
    area.setFixedHeight(high)
    QApplication.processEvents()
    parts[-1][1].setFocus()
    for label, button in reversed(parts[:-1]):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
        assert button.hasFocus()
        assert in_sight(area, button)
        assert in_sight(area, label) or high < 100


def test_what_is_pressed_near_the_edge_stays_under_the_hand(
    put: Callable[[QWidget], QWidget],
) -> None:
    """It takes the focus as it is pressed: a page that scrolled then would lose the press."""
    area, parts = questions(8)
    put(area)
    area.setFixedHeight(320)
    QApplication.processEvents()
    button = parts[2][1]
    at = QPoint(8, button.height() // 2)
    bar = area.verticalScrollBar()
    cut = button.mapTo(area.widget(), QPoint(0, 4)).y()  # its upper edge
    bar.setValue(cut)
    chosen: list[bool] = []
    button.clicked.connect(lambda: chosen.append(True))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=at)
    assert button.hasFocus()
    assert (bar.value(), chosen) == (cut, [True])

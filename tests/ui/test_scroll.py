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

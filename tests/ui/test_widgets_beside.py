"""What a button leaves to the page, and what stands beside something that needs its room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ui.pages.topic_row import TopicRow
from ui.widgets import BesideLayout, Button, Columns, PlainLabel


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_with_another_key_is_for_the_page_and_presses_nothing(put, key):
    """Ctrl+Enter is Continue: where nothing goes on, it takes no record apart."""
    pressed: list[str] = []
    for made in (Button("Part this record"), TopicRow("Places")):
        put(made)
        made.setFocus()
        made.clicked.connect(lambda _on, made=made: pressed.append(made.text()))
        QTest.keyClick(made, key, Qt.KeyboardModifier.ControlModifier)
    assert pressed == []


def test_what_stands_beside_goes_under_where_the_first_is_too_wide(put):
    """Qt gives a widget the height that it needs at its least width: its end would be cut."""
    holder = QWidget()
    beside = BesideLayout(holder)
    first, second = QWidget(), QWidget()
    first.setMinimumWidth(300)
    second.setFixedSize(300, 40)
    beside.addWidget(first)
    beside.addWidget(second)
    put(holder)
    holder.resize(560, 400)
    beside.activate()
    assert first.width() == 560
    assert second.y() > first.y()


def test_columns_begin_on_one_line_with_the_words_of_a_button():
    holder = QWidget()
    columns = Columns(holder, least=500, gap=0, lowered=12)
    words, button = PlainLabel("What stands of it"), Button("Change")
    columns.addWidget(words)
    columns.addWidget(button)
    columns.setGeometry(QRect(0, 0, 800, 100))
    assert (words.y(), button.y()) == (12, 0)
    columns.setGeometry(QRect(0, 0, 400, 100))
    assert words.y() == 0

"""The focus ring: round what has the focus, wherever that goes, and in nobody's way."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QVBoxLayout, QWidget

from ui.widgets import Button, FlowLayout, FocusRing, FocusRings, Page, WordsBox

pytestmark = pytest.mark.usefixtures("ringed")


def _ring(window: QWidget) -> FocusRing:
    return window.findChildren(FocusRing)[-1]


def test_the_ring_stands_round_the_focus_and_follows_it(put):
    holder = QWidget()
    row = FlowLayout(holder)
    one, other = Button("One"), Button("Another")
    row.addWidget(one)
    row.addWidget(other)
    window = put(holder)
    for button in (one, other):
        button.setFocus()
        middle = button.mapTo(window, button.rect().center())
        assert (_ring(window).geometry().center() - middle).manhattanLength() <= 1
        assert _ring(window).width() == button.width() + 10


def test_in_a_list_the_ring_stands_round_the_row(put):
    view = QListWidget()
    view.addItems(["Davies, Ivor", "Khan, Amir", "Pryce, Gwen"])
    window = put(view)
    view.setFocus()
    view.setCurrentRow(1)
    again = _ring(window)
    again.follow(view)
    row = view.visualItemRect(view.item(1)).translated(view.viewport().mapTo(window, QPoint(0, 0)))
    assert abs(again.geometry().center().y() - row.center().y()) <= 1
    assert again.height() == row.height() + 10


def test_the_ring_takes_no_events(put):
    button = Button("One")
    window = put(button)
    button.setFocus()
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    at = button.mapTo(window, QPoint(1, 1))
    assert window.childAt(at) is button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert pressed == [1]


def test_the_ring_goes_when_the_focus_goes_or_its_control_does(put):
    holder = QWidget()
    column = QVBoxLayout(holder)
    button = Button("One")
    column.addWidget(button)
    window = put(holder)
    button.setFocus()
    assert _ring(window).isVisible()
    button.hide()
    assert not _ring(window).isVisible()
    button.show()
    button.setFocus()
    shiboken6.delete(button)
    QApplication.processEvents()
    assert not _ring(window).isVisible()


def test_the_ring_scrolls_along_and_is_cut_by_the_scroll_area(conversation):
    page = conversation.findChildren(Page)[0]
    conversation.resize(1366, 420)
    box = page.findChild(WordsBox)
    box.setFocus()
    QApplication.processEvents()
    before = _ring(conversation).y()
    scroll = page.view.verticalScrollBar()
    scroll.setValue(scroll.value() - 10)
    assert _ring(conversation).y() == before + 10
    scroll.setValue(0)
    viewport = page.view.viewport()
    below = viewport.mapTo(conversation, QPoint(0, viewport.height())).y()
    shown = _ring(conversation).mask().boundingRect().translated(_ring(conversation).pos())
    assert not _ring(conversation).isVisible() or shown.bottom() < below


def test_an_application_has_one_set_of_rings(qapp, put):
    button = Button("One")
    window = put(button)
    button.setFocus()
    again = FocusRings(qapp)
    assert qapp.findChildren(FocusRings) == [again]
    button.clearFocus()
    button.setFocus()
    assert len(window.findChildren(FocusRing)) == 1

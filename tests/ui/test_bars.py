"""What the app says in passing, where a field needs another look, and when it breaks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import audit
from ui.frame import StatusLine, initials
from ui.widgets import (
    Button,
    CoverPage,
    CrashPage,
    DateBoxes,
    ErrorSummary,
    MessageBar,
    StateTag,
    announce,
)
from ui.window import Window

pytestmark = pytest.mark.usefixtures("ringed")


@pytest.fixture
def bar(put) -> MessageBar:
    made = MessageBar()
    put(made)
    return made


def test_a_message_is_seen_and_heard_once(bar, heard):
    bar.tell("2nd choice changed to Hospice.", "ok")
    assert bar.isVisible()
    assert bar.words() == "2nd choice changed to Hospice."
    assert heard == ["2nd choice changed to Hospice."]


def test_its_one_action_is_done_and_the_message_goes(qtbot, bar):
    done: list[str] = []
    bar.tell("Changed.", action="Undo", do=lambda: done.append("undone"))
    bar.findChild(Button).click()
    assert done == ["undone"]
    assert bar.words() == ""


def test_a_message_without_an_action_shows_no_button(bar):
    bar.tell("Already saved at 14:02.")
    assert not bar.findChild(Button).isVisible()


def test_a_message_goes_with_the_page_it_was_given_on(bar):
    bar.tell("Changed.")
    bar.page_turned()
    assert bar.words() == ""


def test_a_lasting_message_stays_until_it_is_cleared(bar):
    bar.tell("Not saved yet: the disk is full.", "attention", lasting=True)
    bar.page_turned()
    assert bar.words().startswith("Not saved yet")
    bar.clear()
    assert bar.words() == ""


def test_silence_is_not_announced(put, heard):
    announce(QWidget(), "")
    assert heard == []


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(put):
    holder = QWidget()
    column = QVBoxLayout(holder)
    summary, date = ErrorSummary(), DateBoxes("Born")
    column.addWidget(summary)
    column.addWidget(date)
    put(holder)
    summary.show_problems([("Enter a day between 1 and 31", date)])
    assert QApplication.focusWidget() is summary
    assert audit.name_of(summary) == "There is a problem: Enter a day between 1 and 31"
    assert audit.role_of(summary) == QAccessible.Role.AlertMessage
    holder.findChild(Button, "problems.0").click()
    assert QApplication.focusWidget() is date.box("day")
    summary.show_problems([])
    assert not summary.isVisible()
    assert summary.problems() == []


def test_the_cover_shows_one_button_and_nothing_else(qtbot, put):
    cover = CoverPage()
    window = put(cover)
    assert [audit.name_of(w) for w in audit.controls(window)] == ["Carry on"]
    assert set(audit.all_text(window).split("\n")) == {
        "Carry on",
        "Screen covered. Press F8 to carry on.",
    }
    with qtbot.waitSignal(cover.carry_on):
        cover.first_focus().click()


def test_the_crash_page_says_what_is_kept_and_copies_what_it_is_given(qtbot, put):
    crash = CrashPage("14:02", "ValueError\n  ui/pages/people.py:10 open")
    window = put(crash)
    assert "Your last change at 14:02 is saved." in audit.all_text(window)
    window.findChild(Button, "crash.copy").click()
    assert QGuiApplication.clipboard().text().startswith("ValueError")
    assert "Copied." in audit.all_text(window)
    with qtbot.waitSignal(crash.carry_on):
        crash.first_focus().click()


def test_before_any_change_the_crash_page_names_no_time(put):
    window = put(CrashPage("", "ValueError"))
    assert "Everything is saved." in audit.all_text(window)


def test_a_tag_is_words_and_an_icon(put):
    tag = StateTag("Things are changing", "attention")
    put(tag)
    assert audit.name_of(tag) == tag.words() == "Things are changing"
    before = tag.sizeHint().width()
    tag.set_words("Things are changing", "plain")  # no icon
    assert tag.sizeHint().width() < before


def test_a_line_that_comes_while_something_is_pressed_waits_for_the_release(
    window: Window, qtbot: QtBot
) -> None:
    """It would move the button under the pointer, and the press would come to nothing."""
    line = StatusLine(window.centralWidget())
    window.show()
    handle = window.windowHandle()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    line.show_words("Saved.")
    assert line.isHidden()
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    qtbot.waitUntil(lambda: not line.isHidden())
    assert line.words() == "Saved."


@pytest.mark.parametrize(
    ("name", "short"),
    [("Dr Ewan Reid", "ER"), ("Carys Bevan", "CB"), ("Prof. A Rees", "AR"), ("Dr", "D"), ("", "")],
)
def test_initials_are_those_of_the_name_and_not_of_a_title(name: str, short: str) -> None:
    assert initials(name) == short

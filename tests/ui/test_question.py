"""The core screen: what it records, when, and what it never records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from eolplan.record import Answer
from tests.ui.talking import (
    CTRL,
    HOME,
    MATTERS,
    SHIFT,
    Talking,
    question_page,
    words_on,
)
from ui.pages.commands import Command

if TYPE_CHECKING:
    pass


# -- recording -------------------------------------------------------------------


def test_a_tap_is_on_disk_at_once(talking: Talking) -> None:
    talking.open("poc.first")
    talking.hands.tap(HOME)

    said = talking.says("poc.first")
    assert said is not None
    assert (said.value, said.said_by) == ("own_home", "person_spoken")
    assert said.said_on == "2026-11-12"


def test_leaving_a_text_records_it_once(talking: Talking) -> None:
    talking.open("val.matters")
    before = talking.entries()
    talking.hands.write("my dog", MATTERS)
    assert talking.says("val.matters") is None

    talking.hands.press(Qt.Key.Key_Tab)
    assert talking.says("val.matters") == Answer(own_words="my dog", said_on="2026-11-12")
    talking.hands.press(Qt.Key.Key_Backtab, SHIFT)
    talking.hands.press(Qt.Key.Key_Tab)
    assert talking.entries() == before + 1


def test_emptying_a_text_takes_it_off_again(talking: Talking) -> None:
    """A blank page must not leave an answer standing that nobody can see."""
    talking.open("val.matters")
    talking.hands.write("my dog", MATTERS)
    talking.hands.press(Qt.Key.Key_Tab)
    box = talking.hands.find(MATTERS, QPlainTextEdit)
    box.setFocus()
    box.selectAll()
    talking.hands.press(Qt.Key.Key_Delete)
    talking.hands.press(Qt.Key.Key_Tab)

    assert talking.reading("val.matters").state == "silent"


@pytest.mark.parametrize(
    "question",
    ["poc.first", "pod", "pod.about", "contact", "val.matters", "cpr.form", "agree.sharing"],
)
def test_moving_through_a_page_records_nothing(talking: Talking, question: str) -> None:
    """Arrows and Tab are for looking; an append-only record must not fill up with glances."""
    talking.open(question)
    before = talking.entries()
    for _ in range(40):
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Tab):
            talking.hands.press(key)
    assert talking.entries() == before
    talking.hands.press(Qt.Key.Key_Return, CTRL)
    assert talking.entries() == before


def test_continue_on_a_blank_page_says_and_records_nothing(talking: Talking) -> None:
    talking.open("val.matters")
    before = talking.entries()
    talking.hands.tap("conv.continue")
    assert question_page(talking).page.id == "val.hopes"
    assert talking.entries() == before
    assert talking.window.messages.words() == ""


def test_a_screen_readers_toggle_records(talking: Talking) -> None:
    """Assistive technology toggles a choice without any click (decision 20)."""
    talking.open("poc.first")
    face = QAccessible.queryAccessibleInterface(talking.hands.find(HOME))
    action = face.actionInterface()
    assert action is not None
    action.doAction("Toggle")
    QApplication.processEvents()

    said = talking.says("poc.first")
    assert said is not None
    assert said.value == "own_home"


def test_a_choice_says_what_it_took_the_place_of_and_undo_brings_it_back(
    talking: Talking,
) -> None:
    talking.open("poc.first")
    talking.hands.tap(HOME)
    assert talking.window.messages.words() == ""
    talking.hands.tap("conv.poc.first.choice.hospice")
    assert talking.window.messages.words() == "Changed from Own home."

    talking.hands.tap("message.action")
    said = talking.says("poc.first")
    assert said is not None
    assert said.value == "own_home"
    assert talking.hands.find(HOME).isChecked()


def test_undo_by_key_goes_to_the_page_it_was_made_on(talking: Talking) -> None:
    talking.open("poc.first")
    talking.hands.tap(HOME)
    talking.hands.tap("conv.continue")
    assert question_page(talking).page.id == "place.avoid.page"

    talking.hands.press(Qt.Key.Key_Z, CTRL)
    assert question_page(talking).page.id == "poc.first"
    assert talking.reading("poc.first").state == "silent"
    assert talking.window.messages.words() == "Undone: Preferred place of care, first choice."
    assert not talking.hands.find(HOME).isChecked()
    assert Command.UNDO not in talking.hands.page.commands()


def test_undo_in_a_box_in_which_nothing_was_typed_is_the_pages(talking: Talking) -> None:
    talking.open("poc.first")
    talking.hands.tap(HOME)
    talking.open("val.matters")
    talking.hands.find(MATTERS).setFocus()
    talking.hands.press(Qt.Key.Key_Z, CTRL)
    assert talking.reading("poc.first").standing == "not_asked"


def test_undo_in_a_text_box_is_the_boxs_own(talking: Talking) -> None:
    talking.open("poc.first")
    talking.hands.tap(HOME)
    talking.hands.write("my bed", "conv.poc.first.words")
    talking.hands.press(Qt.Key.Key_Z, CTRL)

    said = talking.says("poc.first")
    assert said is not None
    assert said.value == "own_home"
    assert talking.hands.find("conv.poc.first.words", QPlainTextEdit).toPlainText() == ""


# -- drafts --------------------------------------------------------------------------


def test_half_typed_words_are_a_draft_within_a_second(talking: Talking, qtbot: QtBot) -> None:
    talking.open("val.matters")
    before = talking.entries()
    talking.hands.write("I do not want", MATTERS)

    def kept() -> None:
        draft = talking.talk.drafted("val.matters")
        assert draft is not None
        assert draft.answer.own_words == "I do not want"

    qtbot.waitUntil(kept, timeout=1_500)
    assert talking.entries() == before


def test_a_lock_leaves_a_draft_and_the_words_come_back_with_the_caret(
    talking: Talking,
) -> None:
    """Half a sentence must not become the current answer: "I do not want" (decision 11)."""
    talking.open("val.matters")
    before = talking.entries()
    talking.hands.write("I do not want", MATTERS)
    box = talking.hands.find(MATTERS, QPlainTextEdit)
    cursor = box.textCursor()
    cursor.setPosition(4)
    box.setTextCursor(cursor)
    talking.lock_and_open()
    assert talking.entries() == before
    again = talking.hands.find(MATTERS, QPlainTextEdit)
    assert again.toPlainText() == "I do not want"
    assert again.textCursor().position() == 4
    assert talking.hands.focused() == MATTERS
    assert "Half-typed, from earlier" in words_on(talking)


def test_a_draft_is_recorded_only_when_the_user_goes_on(talking: Talking) -> None:
    talking.open("val.matters")
    talking.hands.write("my dog", MATTERS)
    talking.lock_and_open()
    talking.hands.press(Qt.Key.Key_Tab)
    talking.hands.tap("conv.topics")
    assert talking.says("val.matters") is None

    talking.open("val.matters")
    talking.hands.tap("conv.continue")
    said = talking.says("val.matters")
    assert said is not None
    assert said.own_words == "my dog"
    assert talking.talk.drafted("val.matters") is None


def test_covering_records_nothing_and_uncovering_goes_on_as_before(talking: Talking) -> None:
    talking.open("val.matters")
    before = talking.entries()
    talking.hands.write("my d", MATTERS)
    talking.window.cover()
    assert talking.entries() == before
    talking.window.uncover()
    assert talking.hands.focused() == MATTERS

    talking.hands.write("og")
    talking.hands.press(Qt.Key.Key_Tab)
    said = talking.says("val.matters")
    assert said is not None
    assert said.own_words == "my dog"


def test_a_press_on_cover_or_undo_is_no_moving_on(talking: Talking) -> None:
    """Whoever covers in haste has not finished the sentence."""
    talking.open("poc.first")
    talking.hands.tap(HOME)
    talking.hands.tap("conv.poc.first.choice.hospice")
    before = talking.entries()
    talking.hands.write("my o", "conv.poc.first.words")
    talking.hands.tap("banner.cover")
    assert talking.window.covered
    talking.window.uncover()
    assert talking.entries() == before

    talking.hands.tap("message.action")  # takes back the hospice, and leaves the words alone
    said = talking.says("poc.first")
    assert said is not None
    assert (said.value, said.own_words) == ("own_home", "")
    box = talking.hands.find("conv.poc.first.words", QPlainTextEdit)
    assert box.toPlainText() == "my o"


def test_the_place_on_a_long_page_comes_back_after_a_lock(talking: Talking) -> None:
    talking.open("agree.sharing")
    name = "conv.agree.share.ambulance.choice.yes"
    talking.hands.find(name).setFocus()
    QApplication.processEvents()
    bar = talking.hands.page.view.verticalScrollBar()
    bar.setValue(bar.value() + 40)
    scrolled = bar.value()
    assert scrolled > 0
    talking.lock_and_open()
    QApplication.processEvents()
    assert talking.hands.focused() == name
    assert talking.hands.page.view.verticalScrollBar().value() == scrolled


def test_turning_the_page_any_other_way_records_too(talking: Talking) -> None:
    talking.open("val.matters")
    talking.hands.write("my dog", MATTERS)
    talking.hands.press(Qt.Key.Key_J, CTRL)
    assert talking.hands.page.where.page == "topics"
    said = talking.says("val.matters")
    assert said is not None
    assert said.own_words == "my dog"

"""A full disk: the words stay on the screen, and nothing is called saved that is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from tests.ui.talking import LONG, Talking

if TYPE_CHECKING:
    pass

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
MATTERS = "conv.val.matters.words"
FULL = "Not saved yet: the disk is full. Your words are here on the screen."


def test_words_stay_on_the_screen_when_the_disk_is_full(
    talking: Talking, disk: Callable[[bool], None]
) -> None:
    talking.open("val.matters")
    disk(True)
    talking.hands.paste(LONG, MATTERS)
    talking.hands.press(Qt.Key.Key_Tab)
    assert talking.window.messages.words() == FULL
    assert talking.says("val.matters") is None

    talking.hands.tap("conv.continue")  # nothing unsaved is left behind
    assert talking.hands.page.where.question == "val.matters"
    assert talking.window.messages.words() == FULL
    talking.hands.tap("conv.topics")
    assert talking.hands.page.where.question == "val.matters"
    box = talking.hands.find(MATTERS, QPlainTextEdit)
    assert box.toPlainText() == LONG

    disk(False)
    talking.hands.tap("message.action")
    said = talking.says("val.matters")
    assert said is not None
    assert said.own_words == LONG.strip()
    assert talking.window.messages.words() == ""
    talking.hands.tap("conv.continue")
    assert talking.hands.page.where.question == "val.hopes"


def test_saving_later_takes_the_warning_away(
    talking: Talking, disk: Callable[[bool], None]
) -> None:
    """ "Not saved yet" beside words that are saved would be a lie."""
    talking.open("val.matters")
    disk(True)
    talking.hands.paste(LONG, MATTERS)
    talking.hands.press(Qt.Key.Key_Tab)
    disk(False)
    talking.hands.press(Qt.Key.Key_Backtab, SHIFT)
    talking.hands.write("and Huw")
    talking.hands.press(Qt.Key.Key_Tab)
    assert talking.says("val.matters") is not None
    assert talking.window.messages.words() == ""


def test_a_tap_on_the_table_is_not_forgotten_by_a_full_disk(
    talking: Talking, disk: Callable[[bool], None]
) -> None:
    talking.open("pod")
    talking.hands.tap("conv.pod.place.hospital_acute.avoid")
    disk(True)
    talking.hands.paste(LONG, "conv.pod.words")
    talking.hands.tap("conv.pod.place.own_home.first")
    assert talking.window.messages.words() == FULL
    assert talking.reading("pod.first").state == "silent"

    disk(False)
    talking.hands.tap("conv.continue")
    assert talking.reading("pod.first").value == "own_home"
    assert talking.reading("place.avoid", "hospital_acute").value == "hospital_acute"


def test_an_exit_that_was_not_saved_goes_nowhere(
    talking: Talking, disk: Callable[[bool], None]
) -> None:
    talking.open("val.matters")
    disk(True)
    talking.hands.paste(LONG, MATTERS)
    talking.hands.tap("conv.not_today")
    assert talking.hands.page.where.question == "val.matters"
    assert talking.window.messages.words() == FULL

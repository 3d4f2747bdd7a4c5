"""A line for a secret tells of Caps Lock: dots show nobody why a passphrase is wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.pages import secret as room
from ui.pages.caps_lock import caps_lock, told_by
from ui.pages.secret import SecretField

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


def key(text: str, held: Qt.KeyboardModifier = NONE) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, 0, held, text)


@pytest.mark.parametrize(
    ("text", "held", "on"),
    [
        ("k", NONE, False), ("K", SHIFT, False), ("K", NONE, True), ("k", SHIFT, True),
        ("ŵ", NONE, False), ("Ŵ", NONE, True), ("7", NONE, None), (" ", SHIFT, None),
        ("", NONE, None), ("ß", NONE, False),
    ],
)  # fmt: skip
def test_a_letter_tells_of_caps_lock(text: str, held: Qt.KeyboardModifier, on: bool | None) -> None:
    assert told_by(key(text, held)) is on


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these systems can be asked")
def test_before_a_letter_is_typed_nothing_is_known() -> None:
    assert caps_lock() is None
    assert caps_lock(key("K")) is True


@pytest.fixture
def line(put: Callable[[QWidget], QWidget], monkeypatch: pytest.MonkeyPatch) -> SecretField:
    """A line that has the focus, on a system that only letters tell of."""

    def by_letters(typed: QKeyEvent | None = None) -> bool | None:
        return told_by(typed) if typed is not None else None

    monkeypatch.setattr(room, "caps_lock", by_letters)
    page = QWidget()
    field = SecretField("Passphrase", page, identifier="t.secret", show="Show passphrase")
    QVBoxLayout(page).addWidget(field)
    put(page)
    field.box.setFocus()
    return field


def test_caps_lock_is_told_and_forgotten_again(line: SecretField, heard: list[str]) -> None:
    QTest.keyClick(line.box, "k")
    assert not line.caps.isVisible()
    QTest.keyClick(line.box, "K")
    assert line.caps.isVisible()
    QTest.keyClick(line.box, "E")
    assert heard == ["Caps Lock is on"]  # once, not at every letter
    QTest.keyClick(line.box, "e")
    assert not line.caps.isVisible()
    assert line.text() == "kKEe"


def test_the_key_itself_takes_the_hint_away(line: SecretField) -> None:
    QTest.keyClick(line.box, "K")
    QTest.keyClick(line.box, Qt.Key.Key_CapsLock)
    assert not line.caps.isVisible()
    QTest.keyClick(line.box, Qt.Key.Key_CapsLock)
    assert not line.caps.isVisible()  # nothing says that it is on again


def test_elsewhere_nothing_is_said_of_it(line: SecretField) -> None:
    QTest.keyClick(line.box, "K")
    line.show_button.setFocus()
    QApplication.processEvents()
    assert not line.caps.isVisible()

"""A pair of hands on the window: they tap, type and press keys, and count what they do.

One tap, one key press, and one text with what ends it, are one action each.
"""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from ui.pages.page import Page
from ui.window import Window

_W = TypeVar("_W", bound=QWidget)


class Hands:
    """Does to *window* what a nurse does, by the names of controls.

    Attributes:
        actions: How many things were done.
    """

    def __init__(self, window: Window) -> None:
        self.window = window
        self.actions = 0

    @property
    def page(self) -> Page:
        """The page that is open."""
        assert self.window.page is not None
        return self.window.page

    def find(self, name: str, kind: type[_W] = QWidget) -> _W:
        """Return the control called *name* on the page, or else in the window."""
        found = self.page.findChildren(kind, name) or self.window.findChildren(kind, name)
        assert found, f"nothing is called {name}"
        return next((one for one in found if one.isVisible()), found[0])

    def has(self, name: str) -> bool:
        """Return whether a control of that name can be seen."""
        return any(one.isVisible() for one in self.page.findChildren(QWidget, name))

    def tap(self, name: str) -> None:
        """Tap the middle of a control, where it can be seen."""
        control = self.find(name)
        assert control.isVisible(), f"{name} cannot be seen"
        if self.page.view.isAncestorOf(control):
            self.page.view.show_whole(control)
        QTest.mouseClick(control, Qt.MouseButton.LeftButton, pos=control.rect().center())
        self._done()

    def write(self, text: str, name: str = "") -> None:
        """Type *text* where the focus is, or into the control called *name*."""
        if name:
            self.find(name).setFocus(Qt.FocusReason.MouseFocusReason)
        focused = self.window.focusWidget()
        assert focused is not None
        for letter in text:
            if letter.isascii():
                QTest.keyClick(focused, letter)
            else:  # as an input method gives it
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QApplication.sendEvent(focused, event)
        self._done()

    def paste(self, text: str, name: str) -> None:
        """Paste *text* into the box called *name*."""
        box = self.find(name, QPlainTextEdit)
        box.setFocus(Qt.FocusReason.MouseFocusReason)
        box.insertPlainText(text)
        self._done()

    def press(self, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
        """Press one key."""
        modifiers = Qt.KeyboardModifier.NoModifier
        for one in held:
            modifiers |= one
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifiers)
        self._done()

    def tab_to(self, end: str, most: int = 60) -> None:
        """Press Tab until the focus is on a control whose name ends so."""
        for _ in range(most):
            if self.focused().endswith(end):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {end}: it is at {self.focused()}")

    def focused(self) -> str:
        """Return the name of the control with the focus."""
        widget = self.window.focusWidget()
        return widget.objectName() if widget is not None else ""

    def _done(self) -> None:
        self.actions += 1
        for _ in range(3):
            QApplication.processEvents()

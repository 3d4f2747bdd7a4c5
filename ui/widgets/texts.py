"""Places to type: one line, and somebody's own words."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from eolplan.words import say
from ui.theme import look, set_state, space_out
from ui.widgets.labels import PlainLabel
from ui.widgets.naming import announce, identify
from ui.widgets.order import HandsOn
from ui.widgets.scroll import keep_in_sight

MOST_CHARACTERS: Final = 20_000
"""As much as one answer may hold."""

MOST_LINES: Final = 6
LEAST_LINES: Final = 2

_AWAY: Final = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Focus that comes back: another window, a context menu. The user has not moved on."""

_TURNS: Final = {
    Qt.Key.Key_PageUp: QTextCursor.MoveOperation.Up,
    Qt.Key.Key_PageDown: QTextCursor.MoveOperation.Down,
}
"""Keys that turn the page, and which way the caret goes on them while it can."""

_OPENS_AFTER: Final = " \n\t\u2028\u2029\u00a0([{\u2018\u201c-\u2013\u2014/"


class LineBox(QLineEdit):
    """One line of text under a name.

    Args:
        name: The accessible name; the visible label is a ``PlainLabel`` above it.
        parent: The widget it belongs to.
        identifier: ``page.control``.
        letters: About how many letters it is for; 0 for as wide as there is room.
        most: The most characters it takes; Qt's own limit when 0.

    Signals:
        left: the user has moved on from it.
        full: more was typed or pasted than it takes, and the rest is not there; carries
            a sentence that says so. With an empty one there is room again.
    """

    left = Signal()
    full = Signal(str)

    def __init__(
        self,
        name: str,
        parent: QWidget | None = None,
        *,
        identifier: str = "",
        letters: int = 0,
        most: int = 0,
    ) -> None:
        super().__init__(parent)
        identify(self, identifier, name)
        self._letters, self._is_full = letters, False
        if most:
            self.setMaxLength(most)
        self.inputRejected.connect(self._refused)
        self.textChanged.connect(self._has_room)
        self.textEdited.connect(self._typed)
        if letters:
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the width of the letters it is for, 48 px high."""
        hint = super().sizeHint()
        if self._letters:
            wide = self.fontMetrics().horizontalAdvance("0" * self._letters)
            hint.setWidth(wide + look().px(2 * 12 + 8))
        return QSize(hint.width(), max(hint.height(), look().size("target")))

    def minimumSizeHint(self) -> QSize:
        """Return some ten letters, or the width it is for."""
        wide = self.sizeHint().width() if self._letters else look().px(120)
        return QSize(wide, look().size("target"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type; with no typing to undo, the page undoes."""
        if event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell when the user moves on."""
        super().focusOutEvent(event)
        if event.reason() not in _AWAY:
            self.left.emit()

    def _typed(self) -> None:
        """Come back into sight, when the page was turned: nobody types unseen."""
        if self.visibleRegion().isEmpty():
            keep_in_sight(self)

    def _refused(self) -> None:
        """Say that the end of what was given is not there: nothing is cut without a word."""
        most = self.maxLength()
        if len(self.text()) >= most:
            words = say(
                "Only {most} letters fit here. What came after them is left out.", most=most
            )
            self._is_full = True
            self.full.emit(words)
            announce(self, words)

    def _has_room(self, text: str) -> None:
        if self._is_full and len(text) < self.maxLength():
            self._is_full = False
            self.full.emit("")


class WordsBox(QPlainTextEdit):
    """Plain text of any length that grows to six lines and then scrolls.

    Straight quotes become curly as they are typed. Tab leaves it. It shows no
    example text: on a watched screen an example reads as an answer.

    Args:
        name: The accessible name.
        parent: The widget it belongs to.
        identifier: ``page.control``.

    Signals:
        edited: the user changed the text.
        left: the user has moved on.
        too_long: something was typed or pasted beyond the limit and not taken.
    """

    edited = Signal()
    left = Signal()
    too_long = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, identifier: str = "") -> None:
        super().__init__(parent)
        identify(self, identifier, name)
        self._showing = False
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalScrollBar().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.textChanged.connect(self._changed)
        self.cursorPositionChanged.connect(self._caret_moved)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def text(self) -> str:
        """Return the words."""
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Show *text* without emitting anything; the caret stays at the end."""
        if text == self.text():
            return
        self._showing = True
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._showing = False

    def sizeHint(self) -> QSize:
        """Return the height of the lines written, two to six."""
        lines = min(max(int(self.document().size().height()), LEAST_LINES), MOST_LINES)
        frame = 2 * look().px(4) + 2 * look().size("control_border")
        frame += round(2 * self.document().documentMargin()) + 1  # Qt keeps one row of dots free
        line = math.ceil(QFontMetricsF(self.font()).lineSpacing())
        return QSize(look().px(400), lines * line + frame)

    def minimumSizeHint(self) -> QSize:
        """Return a width that any window has, and the height of the lines written."""
        return QSize(look().px(160), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height where the words wrap otherwise in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, with curly quotes for straight ones.

        With no typing to undo, the page undoes; with no more text than is seen, or none that
        way, Page Up and Page Down turn the page.
        """
        undo = event.matches(QKeySequence.StandardKey.Undo)
        if (undo and not self.document().isUndoAvailable()) or self._leaves(event):
            event.ignore()
            return
        mark = event.text()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if mark in ("'", '"') and plain and not self.isReadOnly():
            self.insertPlainText(self._curly(mark))
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell when the user moves on."""
        super().focusOutEvent(event)
        if event.reason() not in _AWAY:
            self.left.emit()

    def _leaves(self, event: QKeyEvent) -> bool:
        """Say whether the page turns on this key: no text is left that way."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or event.key() not in _TURNS:
            return False
        onward = _TURNS[Qt.Key(event.key())]
        return not (self.verticalScrollBar().maximum() and self.textCursor().movePosition(onward))

    def _caret_moved(self) -> None:
        """Come back into sight, when the page was turned: nobody types unseen."""
        seen = self.viewport().visibleRegion().intersects(self.cursorRect())
        if self.hasFocus() and not self._showing and not seen:
            keep_in_sight(self)

    def _curly(self, mark: str) -> str:
        cursor = self.textCursor()
        start = cursor.selectionStart()
        before = self.document().characterAt(start - 1) if start else " "
        opens = before in _OPENS_AFTER
        if mark == "'":
            return "\u2018" if opens else "\u2019"
        return "\u201c" if opens else "\u201d"

    def _changed(self) -> None:
        if self._showing:
            return
        over = len(self.text()) - MOST_CHARACTERS
        if over > 0:
            self._take_back(over)
            self.too_long.emit()
        self.edited.emit()

    def _take_back(self, over: int) -> None:
        """Delete what was just put in beyond the limit: it ends at the caret."""
        cursor = self.textCursor()
        self._showing = True
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, over)
        cursor.removeSelectedText()
        self._showing = False

    def _grow(self) -> None:
        self.updateGeometry()


class OwnWords(HandsOn):
    """A label, a ``WordsBox`` under it, and a line that tells when there is too much.

    Args:
        name: The label and accessible name: "In Gwen's own words".
        parent: The widget it belongs to.
        identifier: ``page.control``.

    Signals:
        edited: the words changed; worth a draft.
        left: the user has moved on; worth recording.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self, name: str, parent: QWidget | None = None, *, identifier: str = "words"
    ) -> None:
        super().__init__(parent)
        self.label = PlainLabel(name, self, style="strong")
        self.box = WordsBox(name, self, identifier=identifier)
        self._note = PlainLabel("", self, style="small", colour="error")
        self._note.hide()
        column = space_out(QVBoxLayout(self), 4)
        for widget in (self.label, self.box, self._note):
            column.addWidget(widget)
        self.hand_to(self.box)
        self.box.edited.connect(self._edited)
        self.box.left.connect(self.left)
        self.box.too_long.connect(self._too_long)

    def text(self) -> str:
        """Return the words."""
        return self.box.text()

    def show_text(self, text: str) -> None:
        """Show *text* without emitting anything."""
        self.box.show_text(text)

    def call(self, label: str, name: str = "") -> None:
        """Change the label, and the accessible name where the label alone would not tell."""
        self.label.setText(label)
        self.box.setAccessibleName(name or label)

    def complain(self, problem: str) -> None:
        """Show why the words were not taken; an empty text clears it."""
        self._note.setText(problem)
        self._note.setVisible(bool(problem))
        set_state(self.box, "error" if problem else "")

    def _edited(self) -> None:
        if len(self.text()) < MOST_CHARACTERS and not self._note.isHidden():
            self.complain("")
        self.edited.emit()

    def _too_long(self) -> None:
        most = f"{MOST_CHARACTERS:,}"
        problem = say("One answer holds {most} letters. Put the rest in another.", most=most)
        self.complain(problem)
        announce(self, problem)

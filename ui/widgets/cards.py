"""Choices as cards: the whole row is the target, long words wrap, a hint goes under.

A stock radio button takes a click on its words alone and never wraps them.
Listen to ``toggled``: assistive technology toggles a choice without a click.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QWidget

from ui.theme import look
from ui.widgets.drawing import box, dot, longest_word, sharp, tick
from ui.widgets.labels import LaidOut, Lines

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton as _Button
else:
    _Button = object  # two Qt classes cannot both be bases of a card

_SIDE: Final = 12
_OVER: Final = 10
_MARK: Final = 24
ARROWS: Final = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class _Face(_Button):
    """How both kinds of card measure, paint and listen."""

    arrowed: Signal

    def _set_up(self, words: str, hint: str) -> None:
        self._hint = hint
        self._laid = LaidOut()
        self.setText(words.replace("&", "&&"))
        self.setAccessibleDescription(hint)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def words(self) -> str:
        """Return the words of the choice."""
        return self.text().replace("&&", "&")

    def sizeHint(self) -> QSize:
        """Return the size with words and hint on one line each, in the boldest weight."""
        wide = 100_000
        widest = max(lines.width for lines in self._both(wide, "heavy") if lines is not None)
        return QSize(widest + self._frame(), self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Return the width of the longest word, one line high."""
        words = max(longest_word(self.words(), "heavy"), longest_word(self._hint, "small"))
        return QSize(min(words, look().px(160)) + self._frame(), look().size("target"))

    def heightForWidth(self, width: int) -> int:
        """Return the height at *width* pixels, whether chosen or not."""
        words, hint = self._both(width - self._frame(), "heavy")
        high = words.height + (hint.height if hint else 0)
        return max(high + 2 * look().px(_OVER), look().size("target"))

    def hitButton(self, pos: QPoint) -> bool:
        """Take a press anywhere on the card."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose on Enter as on Space; leave the arrows to the group."""
        if event.key() in ARROWS:
            self.arrowed.emit(event.key())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card in its state."""
        del event
        painter = QPainter(self)
        sharp(painter)
        now, on = look(), self.isChecked()
        hover = self.isEnabled() and self.underMouse()
        ground = "primary_soft" if on else "surface2" if hover else "surface"
        edge = "primary" if on else "border_control"
        if not self.isEnabled():
            edge = "primary" if on else "border"
        width = now.size("selected_border" if on else "control_border")
        box(painter, self.rect(), now.colour(ground), now.colour(edge), width)
        self._draw_mark(painter, on)
        self._draw_words(painter, on)
        painter.end()

    def _draw_mark(self, painter: QPainter, on: bool) -> None:
        now = look()
        size = now.px(_MARK)
        x = now.px(_SIDE) + size / 2
        centre = QPointF(self.width() - x if self.isRightToLeft() else x, self.height() / 2)
        colour = now.colour("primary" if on else "border_control")
        draw = dot if isinstance(self, QRadioButton) else tick
        draw(painter, centre, size, on=on, colour=colour)

    def _draw_words(self, painter: QPainter, on: bool) -> None:
        now = look()
        words, hint = self._both(self.width() - self._frame(), "heavy" if on else "strong")
        x = now.px(_SIDE) if self.isRightToLeft() else self._frame() - now.px(_SIDE)
        y = (self.height() - words.height - (hint.height if hint else 0)) / 2
        painter.setPen(now.colour("text" if self.isEnabled() else "disabled"))
        words.draw(painter, x, y)
        if hint:
            painter.setPen(now.colour("text2" if self.isEnabled() else "disabled"))
            hint.draw(painter, x, y + words.height)

    def _frame(self) -> int:
        """Return what is not words across the card: padding, mark, gap."""
        return look().px(_SIDE) * 3 + look().px(_MARK)

    def _both(self, width: int, style: str) -> tuple[Lines, Lines | None]:
        hint = self._lines(self._hint, width, "small") if self._hint else None
        return self._lines(self.words(), width, style), hint

    def _lines(self, text: str, width: int, style: str) -> Lines:
        return self._laid.lines(text, style, width)


class ChoiceCard(_Face, QRadioButton):
    """One of several answers; choosing it un-chooses the others of its group.

    Signals:
        arrowed: an arrow key was pressed on it; carries the ``Qt.Key`` value.
    """

    arrowed = Signal(int)

    def __init__(self, words: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._set_up(words, hint)


class TickCard(_Face, QCheckBox):
    """An answer that may stand beside others.

    Signals:
        arrowed: an arrow key was pressed on it; carries the ``Qt.Key`` value.
    """

    arrowed = Signal(int)

    def __init__(self, words: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._set_up(words, hint)

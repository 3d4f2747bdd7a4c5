"""Buttons: an icon and a word, 48 px high, that wrap rather than cut.

A style sheet border takes a stock button's focus mark away, its size hint does
not know of bold text, and its words never wrap. These paint themselves: the
width of the boldest state is always reserved, so choosing moves nothing.
"""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme import look
from ui.widgets.drawing import box, longest_word, sharp, symbol
from ui.widgets.labels import LaidOut, Lines
from ui.widgets.naming import identify

ButtonKind = Literal["primary", "secondary", "quiet", "link"]

_SIDE: Final = {"primary": 16, "secondary": 16, "quiet": 12, "link": 4}
_GAP: Final = 8
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_more_than_enter(event: QKeyEvent) -> bool:
    """Say whether Enter was pressed with another key, as Ctrl+Enter for Continue."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in _ENTER and bool(held)


class Button(QPushButton):
    """A button with a word, and an icon beside it where one helps.

    Args:
        words: What it does, a verb first. ``&`` is an ampersand, never a mnemonic.
        parent: The widget it belongs to.
        kind: ``primary`` (one a page), ``secondary``, ``quiet`` (no border), ``link``.
        icon: A name in ``resources/icons``, or empty.
        identifier: ``page.control``, for tests and scripts.
        name: What a screen reader says, where the words alone would not tell:
            "Change where Gwen wants to be" for a button that shows "Change".

    Attributes:
        target: The size token of its least width and height.
    """

    target = "target"

    def __init__(
        self,
        words: str,
        parent: QWidget | None = None,
        *,
        kind: ButtonKind = "secondary",
        icon: str = "",
        identifier: str = "",
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self._kind: ButtonKind = kind
        self._icon, self._short = icon, False
        self._laid = LaidOut()
        self.setAutoDefault(True)  # Enter presses a focused button, not only Space
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_words(words)
        identify(self, identifier, name)

    def kind(self) -> ButtonKind:
        """Return which kind of button it is."""
        return self._kind

    def words(self) -> str:
        """Return what the button shows."""
        return self.text().replace("&&", "&")

    def set_words(self, words: str) -> None:
        """Change what the button shows."""
        self.setText(words.replace("&", "&&"))
        self.updateGeometry()

    def set_short(self, short: bool) -> None:
        """Show the icon alone, for a header without room; the name stays what it is."""
        self._short = short and bool(self._icon)
        self.setToolTip(self.words() if self._short else "")
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str) -> None:
        """Change the icon; an empty name takes it away."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size on one line, in the boldest weight."""
        lines = self._lines(100_000, self._widest())
        least = look().size(self.target)
        return QSize(max(lines.width + self._frame(), least), self._height(lines))

    def full_width(self) -> int:
        """Return the width on one line when it is not short."""
        words = self._laid.lines(self.words(), "heavy", 100_000)
        mark = look().size("icon") + look().px(_GAP) if self._icon else 0
        return words.width + mark + 2 * look().px(_SIDE[self._kind])

    def minimumSizeHint(self) -> QSize:
        """Return the width of the longest word and the height it then needs, one line at least."""
        width = longest_word(self._shown(), self._widest()) + self._frame()
        target = look().size(self.target)
        return QSize(min(max(width, target), self.sizeHint().width()), target)

    def heightForWidth(self, width: int) -> int:
        """Return the height at *width* pixels."""
        return self._height(self._lines(width - self._frame(), self._widest()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button in its state."""
        del event
        painter = QPainter(self)
        sharp(painter)
        fill, edge, ink, edge_width = self._colours()
        box(painter, self.rect(), fill, edge, edge_width)
        self._draw_content(painter, ink)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter alone: where nothing goes on, Ctrl+Enter does not do this instead."""
        if is_more_than_enter(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the pointer is here."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show that the pointer has gone."""
        super().leaveEvent(event)
        self.update()

    def _shown(self) -> str:
        return "" if self._short else self.words()

    def _widest(self) -> str:
        """Return the type style of the boldest state; a link is never bold."""
        return "body" if self._kind == "link" else "heavy"

    def _style(self) -> str:
        return "heavy" if self._kind == "primary" or self.isChecked() else "body"

    def _mark(self) -> str:
        """Return the icon to draw now."""
        return self._icon

    def _mark_room(self) -> int:
        if not self._icon:
            return 0
        return look().size("icon") + (look().px(_GAP) if self._shown() else 0)

    def _frame(self) -> int:
        return 2 * look().px(_SIDE[self._kind]) + self._mark_room()

    def _height(self, lines: Lines) -> int:
        return max(lines.height + 2 * look().px(10), look().size(self.target))

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor, int]:
        """Return fill, edge, ink and edge width."""
        now = look()
        edge = now.size("control_border")
        hover = self.isEnabled() and self.underMouse()
        if not self.isEnabled():
            bordered = self._kind in ("primary", "secondary")
            faint = now.colour("disabled" if now.theme == "contrast" else "border")
            return None, faint if bordered else None, now.colour("disabled"), edge
        if self.isChecked() or (self.isDown() and self._kind != "primary"):
            strong = now.size("selected_border")
            return now.colour("primary_soft"), now.colour("primary"), now.colour("text"), strong
        if self._kind == "primary":
            fill = now.colour("primary_hover" if hover or self.isDown() else "primary")
            return fill, None, now.colour("on_primary"), 0
        ground = now.colour("surface2") if hover else None
        if self._kind == "secondary":
            ground = ground or now.colour("surface")
            return ground, now.colour("border_control"), now.colour("text"), edge
        return ground, None, now.colour("link" if self._kind == "link" else "text"), edge

    def _draw_content(self, painter: QPainter, ink: QColor) -> None:
        rect, mark = self.rect(), self._mark()
        room = self._mark_room() if mark else 0
        inner = self.width() - self._frame()
        lines = self._lines(inner, self._style())
        used = room + min(lines.width, inner)
        side = look().px(_SIDE[self._kind])
        left = side if self._kind == "link" else (rect.width() - used) // 2
        if self.isRightToLeft():
            left = rect.width() - left - used
        size = look().size("icon")
        if mark:
            x = left + used - size if self.isRightToLeft() else left
            symbol(painter, mark, ink, x, (rect.height() - size) / 2, size)
        self._draw_words(painter, ink, lines, left if self.isRightToLeft() else left + room)

    def _draw_words(self, painter: QPainter, ink: QColor, lines: Lines, x: int) -> None:
        y = (self.height() - lines.height) / 2
        painter.setPen(ink)
        lines.draw(painter, x, y)
        if self._kind == "link" and (self.underMouse() or self.hasFocus()):
            base = round(y + lines.height - look().px(3))
            painter.fillRect(QRect(x, base, lines.width, look().px(2)), ink)

    def _lines(self, width: int, style: str) -> Lines:
        return self._laid.lines(self._shown(), style, width)


class ToggleButton(Button):
    """A button that stays chosen until pressed again; listen to ``toggled``, never ``clicked``.

    Chosen shows as a thick edge, a soft ground, a mark and bold words: never as
    colour alone. The room for the mark is kept free when it is not chosen.

    Args:
        words: What is true while it is chosen.
        parent: The widget it belongs to.
        mark: The icon shown while chosen: ``check``, or ``x`` for "does not want".
        identifier: ``page.control``.
        name: The spoken name, where the words alone would not tell.
    """

    def __init__(
        self,
        words: str,
        parent: QWidget | None = None,
        *,
        mark: str = "check",
        identifier: str = "",
        name: str = "",
    ) -> None:
        super().__init__(words, parent, icon=mark, identifier=identifier, name=name)
        self.setCheckable(True)

    def _mark(self) -> str:
        return self._icon if self.isChecked() else ""

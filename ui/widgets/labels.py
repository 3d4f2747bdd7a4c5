"""Words shown exactly as written, at the size, measure and line height of the type scale.

A stock QLabel guesses whether its text is HTML, sets lines tighter than the
scale asks, and runs wider than an eye can follow. This one lays the text out
itself, so its height for a width is what it will draw, to the pixel.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QAccessible, QFont, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import generation, look
from ui.widgets.naming import spoken_as

_WIDE: Final = 100_000
_GROUPS: Final = re.compile(r"(?<=\d) (?=\d)")


class Lines(NamedTuple):
    """A text laid out.

    Attributes:
        layout: What to draw.
        height, width: What it fills, in pixels.
        room: The width that it was given.
        aside: A line does not begin at the left edge: where it does depends on the room.
    """

    layout: QTextLayout
    height: int
    width: int
    room: int
    aside: bool

    def serves(self, room: int) -> bool:
        """Say whether the lines would break and stand just so in another width."""
        return room == self.room or (self.width <= room < self.room and not self.aside)

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw the lines with their top left corner at (x, y), in the painter's pen."""
        self.layout.draw(painter, QPointF(x, y))


def lay_out(
    text: str,
    font: QFont,
    line: int,
    width: int,
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
) -> Lines:
    """Break *text* into lines no wider than *width*, each *line* pixels high.

    A word longer than the width is broken, so nothing is ever cut off. A number in
    groups, such as that of a telephone, stays on one line where it has room.
    """
    option = QTextOption(alignment)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(_GROUPS.sub("\u00a0", text.replace("\n", "\u2028")), font)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    y, widest, aside = 0.0, 0.0, False
    while (row := layout.createLine()).isValid():
        row.setLineWidth(max(width, 1))
        row.setPosition(QPointF(0, y + (line - row.height()) / 2))
        widest = max(widest, row.naturalTextWidth())
        aside = aside or row.naturalTextRect().x() > 0
        y += line
    layout.endLayout()
    return Lines(layout, max(round(y), line), int(widest) + 1, width, aside)


class LaidOut:
    """The texts of a widget, one in each type style, laid out as often as there is need to.

    Qt asks for sizes many times, at widths that it never draws, before it draws once.
    """

    def __init__(self) -> None:
        self._made: dict[str, tuple[str, list[Lines]]] = {}
        self._made_for = -1

    def lines(self, text: str, style: str, room: int) -> Lines:
        """Return *text* in lines no wider than *room*."""
        if self._made_for != generation():
            self._made, self._made_for = {}, generation()
        before, made = self._made.get(style, ("", []))
        if before != text:
            made = []
        for lines in made:
            if lines.serves(room):
                return lines
        new = lay_out(text, look().font(style), look().line(style), room)
        self._made[style] = (text, [*made, new])
        return new


class PlainLabel(QLabel):
    """Plain text that wraps.

    Args:
        words: What it says; ``\\n`` starts a new line, and nothing is read as HTML.
        parent: The widget it belongs to.
        style: A type style of the tokens: ``body strong small table h2 question``.
        colour: A colour token.
        measured: False lets lines run the full width; otherwise a line holds
            some 70 characters at most.
        role: What it is to a screen reader, where it is more than text.
    """

    def __init__(
        self,
        words: str = "",
        parent: QWidget | None = None,
        *,
        style: str = "body",
        colour: str = "text",
        measured: bool = True,
        role: QAccessible.Role | None = None,
    ) -> None:
        super().__init__(parent)
        if role is not None:  # before the words: a screen reader that runs looks at once
            spoken_as(self, role)
        self._style, self._colour, self._measured = style, colour, measured
        self._laid = LaidOut()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(words)

    def set_style(self, style: str, colour: str) -> None:
        """Change the type style and the colour token."""
        self._style, self._colour = style, colour
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size on one line, or at the measure when that is narrower."""
        lines = self._lines(self._measure())
        return QSize(lines.width, lines.height)

    def minimumSizeHint(self) -> QSize:
        """Return the least useful width (about ten letters) and one line's height."""
        least = min(self.sizeHint().width(), look().line(self._style) * 4)
        return QSize(least, look().line(self._style))

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words at *width* pixels."""
        return self._lines(width).height

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words."""
        del event
        lines = self._lines(self.width())
        painter = QPainter(self)
        painter.setPen(look().colour(self._colour if self.isEnabled() else "disabled"))
        spare = self.height() - lines.height
        lines.draw(painter, self._left(), max(spare // 2, 0) if self._centred() else 0)
        painter.end()

    def _left(self) -> int:
        room = min(self.width(), self._measure())
        return self.width() - room if self.isRightToLeft() else 0

    def _centred(self) -> bool:
        return bool(self.alignment() & Qt.AlignmentFlag.AlignVCenter)

    def _measure(self) -> int:
        return look().measure(self._style) if self._measured else _WIDE

    def _lines(self, width: int) -> Lines:
        return self._laid.lines(self.text(), self._style, min(width, self._measure()))


class Heading(PlainLabel):
    """A heading, for eyes and for screen readers.

    Args:
        words: What it says.
        parent: The widget it belongs to.
        style: ``question`` (one a page), ``h2`` or ``strong``.
    """

    def __init__(
        self, words: str = "", parent: QWidget | None = None, *, style: str = "question"
    ) -> None:
        super().__init__(words, parent, style=style, role=QAccessible.Role.Heading)

    def setText(self, words: str) -> None:
        """Change the words, and the name a screen reader gives."""
        super().setText(words)
        self.setAccessibleName(words)

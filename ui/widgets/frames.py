"""The grounds things stand on: cards, regions, columns beside a panel, tags."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import look, space_out
from ui.widgets.drawing import box, sharp, symbol
from ui.widgets.labels import Heading, LaidOut, Lines
from ui.widgets.naming import identify, spoken_as

Tone = Literal["ok", "attention", "error", "info", "quiet", "plain"]

ICON: Final[dict[str, str]] = {
    "ok": "check",
    "attention": "triangle-alert",
    "error": "octagon-alert",
    "info": "info",
    "quiet": "leaf",
    "plain": "",
}
"""The icon of each tone: a status is never told by colour alone."""
_ENDLESS: Final = 100_000
_LEAST_TAG: Final = 240


class Ground(QWidget):
    """A widget painted with one token colour, and an edge where one is asked for.

    Args:
        parent: The widget it belongs to.
        fill: A colour token.
        edge: A colour token, or empty for no edge.
        rounded: True for the rounded corners of a card.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        fill: str = "surface",
        edge: str = "",
        rounded: bool = False,
    ) -> None:
        super().__init__(parent)
        self._fill, self._edge, self._rounded = fill, edge, rounded

    def set_ground(self, fill: str, edge: str = "") -> None:
        """Change the colour tokens."""
        self._fill, self._edge = fill, edge
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        del event
        painter, now = QPainter(self), look()
        edge = now.colour(self._edge) if self._edge else None
        if self._rounded:
            sharp(painter)
            box(painter, self.rect(), now.colour(self._fill), edge, now.size("decor_border"))
        else:
            painter.fillRect(self.rect(), now.colour(self._fill))
        painter.end()


class Card(Ground):
    """A white card with a thin edge; ``column`` takes what it holds.

    Args:
        title: A heading, or empty.
        parent: The widget it belongs to.
    """

    column: QVBoxLayout

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent, edge="border", rounded=True)
        self.column = space_out(QVBoxLayout(self), 8, (16, 12, 16, 12))
        self.heading: Heading | None = None
        if title:
            spoken_as(self, QAccessible.Role.Grouping)
            self.heading = Heading(title, self, style="h2")
            self.column.addWidget(self.heading)
            self.set_title(title)

    def set_title(self, title: str) -> None:
        """Change the heading of a card that has one, and the name of its group."""
        if self.heading is not None:
            self.heading.setText(title)
            self.setAccessibleName(title)


class RegionFrame(Ground):
    """A named part of the window that F6 goes to: banner, page, guide, actions.

    Args:
        name: What a screen reader calls it.
        parent: The widget it belongs to.
        fill: A colour token.
        identifier: ``page.region``.
    """

    def __init__(
        self,
        name: str,
        parent: QWidget | None = None,
        *,
        fill: str = "bg",
        identifier: str = "",
    ) -> None:
        super().__init__(parent, fill=fill)
        spoken_as(self, QAccessible.Role.Pane)
        identify(self, identifier, name)
        self.setProperty("region", True)

    def lay(self, layout: QLayout) -> None:
        """Use *layout* for what the region holds."""
        self.setLayout(layout)


class StateTag(QWidget):
    """A small word with an icon on a soft ground: a state, never a warning by colour alone.

    Args:
        words: The state.
        tone: Chooses colours and icon; ``plain`` has no icon.
        parent: The widget it belongs to.
        icon: Another icon than the tone's.
    """

    def __init__(
        self,
        words: str,
        tone: Tone = "plain",
        parent: QWidget | None = None,
        *,
        icon: str = "",
    ) -> None:
        super().__init__(parent)
        spoken_as(self, QAccessible.Role.StaticText)
        self._icon_given = icon
        self._laid = LaidOut()
        self.set_words(words, tone)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_words(self, words: str, tone: Tone = "plain") -> None:
        """Change the state shown."""
        self._words, self._tone = words, tone
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """Return the state shown."""
        return self._words

    def sizeHint(self) -> QSize:
        """Return the size of icon and words on one line."""
        lines = self._lines(_ENDLESS)
        return QSize(lines.width + self._beside(), lines.height + look().px(6))

    def minimumSizeHint(self) -> QSize:
        """Return the full size of a short tag; a long one wraps rather than widen the window."""
        whole = self.sizeHint()
        return QSize(min(whole.width(), look().px(_LEAST_TAG)), whole.height())

    def heightForWidth(self, width: int) -> int:
        """Return the height at *width* pixels."""
        return self._lines(width - self._beside()).height + look().px(6)

    def _lines(self, width: int) -> Lines:
        return self._laid.lines(self._words, "small", width)

    def _beside(self) -> int:
        """Return what the icon and the edges take of the width."""
        return look().px(16) + (look().px(16 + 6) if self._icon() else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tag."""
        del event
        painter, now = QPainter(self), look()
        sharp(painter)
        plain = self._tone == "plain"
        ground, ink = ("surface2", "text") if plain else (f"{self._tone}_soft", self._tone)
        edged = now.theme == "contrast"
        box(painter, self.rect(), now.colour(ground), now.colour(ink) if edged else None, 1)
        x = now.px(8)
        if name := self._icon():
            size = now.px(16)
            symbol(painter, name, now.colour(ink), x, (self.height() - size) / 2, size)
            x += size + now.px(6)
        lines = self._lines(self.width() - self._beside())
        painter.setPen(now.colour(ink))
        lines.draw(painter, x, (self.height() - lines.height) / 2)
        painter.end()

    def _icon(self) -> str:
        return self._icon_given or ICON[self._tone]

"""Why something was not recorded, said beside the field it is about."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import look, pixmap, space_out
from ui.widgets.frames import ICON, Tone
from ui.widgets.labels import PlainLabel


class Complaint(QWidget):
    """Why something was not recorded: a bar, an icon and the words, beside the field.

    Args:
        parent: The widget it belongs to.
        tone: ``attention`` for a remark that stops nothing.
    """

    def __init__(self, parent: QWidget | None = None, *, tone: Tone = "error") -> None:
        super().__init__(parent)
        self._tone = tone
        style = "strong" if tone == "error" else "small"
        self._label = PlainLabel("", self, style=style, colour=tone)
        column = space_out(QVBoxLayout(self), 0, (40, 4, 0, 4))
        column.addWidget(self._label)
        self.hide()

    def show_problems(self, problems: list[str]) -> None:
        """Show *problems*; an empty list takes the complaint away."""
        self._label.setText("\n".join(problems))
        self.setVisible(bool(problems))

    def text(self) -> str:
        """Return what is shown."""
        return "" if self.isHidden() else self._label.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar and the icon."""
        del event
        painter, now = QPainter(self), look()
        bar, size, mirrored = now.px(4), now.size("icon"), self.isRightToLeft()
        painter.fillRect(
            self.width() - bar if mirrored else 0, 0, bar, self.height(), now.colour(self._tone)
        )
        x = self.width() - now.px(12) - size if mirrored else now.px(12)
        ratio = self.devicePixelRatio()
        painter.drawPixmap(
            x, now.px(6), pixmap(ICON[self._tone], now.colour(self._tone), size, ratio)
        )
        painter.end()

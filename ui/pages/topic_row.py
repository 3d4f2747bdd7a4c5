"""One topic as a button: its name, and a word about where it stands."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from eolplan.conversation import Topic, TopicPage, TopicState
from eolplan.words import N_, partial_date, say, tr
from ui.theme import look
from ui.widgets import Tone, identify
from ui.widgets.buttons import is_more_than_enter
from ui.widgets.cards import ARROWS
from ui.widgets.choices import neighbour
from ui.widgets.drawing import box, longest_word, sharp, symbol
from ui.widgets.frames import ICON
from ui.widgets.labels import Lines, lay_out

_WORDS: Final = {
    TopicState.SILENT: (N_("Not talked about yet"), ""),
    TopicState.NOTED: (N_("Written down"), N_("Written down {date}")),
    TopicState.TALKED: (N_("Talked about"), N_("Talked about {date}")),
    TopicState.COME_BACK: (N_("Come back to this"), N_("Come back to this (after {date})")),
    TopicState.RATHER_NOT: (
        N_("Would rather not talk about this"),
        N_("Would rather not talk about this ({date})"),
    ),
    TopicState.NOT_TODAY: (N_("Not today"), N_("Not today ({date})")),
    TopicState.CONFLICT: (N_("Two records differ"), ""),
}
"""Without a day, and with one."""

_FILLED_IN: Final = {
    TopicState.SILENT: (N_("Nothing written down yet"), ""),
    TopicState.TALKED: (N_("Written down"), N_("Written down {date}")),
}

TONES: Final[dict[TopicState, Tone]] = {
    TopicState.SILENT: "plain",
    TopicState.NOTED: "plain",
    TopicState.TALKED: "ok",
    TopicState.COME_BACK: "info",
    TopicState.RATHER_NOT: "quiet",
    TopicState.NOT_TODAY: "plain",
    TopicState.CONFLICT: "attention",
}
"""How each state looks; no state is a reproach."""


def state_words(topic: Topic | TopicPage, today: dt.date, *, talked: bool = True) -> str:
    """Return what can be said of a topic: ``Talked about 12 November``.

    Args:
        topic: A line of the list, or one of a topic's pages.
        today: The local day.
        talked: False for a topic that staff fill in and nobody talks through.
    """
    plain, dated = (_WORDS if talked else _WORDS | _FILLED_IN)[topic.state]
    if not (topic.on and dated):
        return tr(plain)
    return say(dated, date=day_words(topic.on, today))


def day_words(day: str, today: dt.date) -> str:
    """Return an ISO date in words, without the year when that is this year."""
    words = partial_date(day)
    year = f" {today.year}"
    return words.removesuffix(year) if len(day) > len("2026") else words


class TopicRow(QPushButton):
    """One topic: its name, its state under it, and the whole of it is the button.

    Args:
        title: The topic.
        state: Where it stands, in words; empty for a row that has no state.
        tone: How the state looks.
        parent: The widget it belongs to.
        identifier: ``page.topic``.
    """

    _EDGE: Final = 16

    def __init__(
        self,
        title: str,
        state: str = "",
        tone: Tone = "plain",
        parent: QWidget | None = None,
        *,
        identifier: str = "",
    ) -> None:
        super().__init__(title.replace("&", "&&"), parent)
        self._title, self._state, self._tone = title, state, tone
        identify(self, identifier, self._spoken())
        self.setAutoDefault(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_state(self, state: str, tone: Tone) -> None:
        """Say where it stands now."""
        if (state, tone) != (self._state, self._tone):
            self._state, self._tone = state, tone
            self.setAccessibleName(self._spoken())
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size with both lines unbroken."""
        title, state = self._both(100_000)
        wide = max(title.width, state.width + self._mark() if state else 0)
        return QSize(wide + self._frame(), self._height(title, state))

    def minimumSizeHint(self) -> QSize:
        """Return the width of the longest word, and two lines."""
        words = max(longest_word(self._title, "strong"), longest_word(self._state, "small"))
        return QSize(min(words, look().px(160)) + self._frame() + self._mark(), look().px(64))

    def heightForWidth(self, width: int) -> int:
        """Return the height at *width* pixels."""
        return self._height(*self._both(width - self._frame()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter alone, as every button does; go to the next one the way an arrow points."""
        if is_more_than_enter(event):
            event.ignore()
        elif event.key() in ARROWS:
            self._move(Qt.Key(event.key()))
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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, the title, and the state with its icon."""
        del event
        painter, now = QPainter(self), look()
        sharp(painter)
        hover = self.underMouse() or self.isDown()
        ground = now.colour("surface2" if hover else "surface")
        box(painter, self.rect(), ground, now.colour("border_control"), now.size("control_border"))
        title, state = self._both(self.width() - self._frame())
        high = title.height + (state.height if state else 0)
        y = (self.height() - high) / 2
        mirrored = self.isRightToLeft()
        painter.setPen(now.colour("text"))
        title.draw(painter, now.px(self._EDGE), y)
        if state is not None:
            ink = now.colour("text2" if self._tone == "plain" else self._tone)
            painter.setPen(ink)
            left = now.px(self._EDGE) + (0 if mirrored else self._mark())
            state.draw(painter, left, y + title.height)
            if name := ICON[self._tone]:
                size = now.px(16)
                x = self.width() - now.px(self._EDGE) - size if mirrored else now.px(self._EDGE)
                top = y + title.height + (look().line("small") - size) / 2
                symbol(painter, name, ink, x, top, size)
        painter.end()

    def _move(self, key: Qt.Key) -> None:
        """Give the focus to the neighbour in this grid, else to one in what lies around it."""
        around, there = self.parentWidget(), None
        while around is not None and there is None:
            rows = [row for row in around.findChildren(TopicRow) if row.isVisibleTo(around)]
            there = neighbour(around, rows, self, key)
            around = around.parentWidget()
        if there is not None:
            there.setFocus(Qt.FocusReason.TabFocusReason)

    def _spoken(self) -> str:
        if not self._state:
            return self._title
        return say("{topic}. {state}", topic=self._title, state=self._state)

    def _frame(self) -> int:
        return 2 * look().px(self._EDGE)

    def _mark(self) -> int:
        return look().px(16 + 6) if ICON[self._tone] and self._state else 0

    def _height(self, title: Lines, state: Lines | None) -> int:
        high = title.height + (state.height if state else 0) + 2 * look().px(10)
        return max(high, look().size("target"))

    def _both(self, width: int) -> tuple[Lines, Lines | None]:
        now = look()
        title = lay_out(self._title, now.font("strong"), now.line("strong"), width)
        if not self._state:
            return title, None
        wide = width - self._mark()
        return title, lay_out(self._state, now.font("small"), now.line("small"), wide)

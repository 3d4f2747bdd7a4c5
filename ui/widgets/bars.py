"""What the app says in passing, and what it says when a field needs another look."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from eolplan.words import say, tr
from ui.theme import look, space_out
from ui.widgets.buttons import Button
from ui.widgets.drawing import box, sharp, symbol
from ui.widgets.frames import ICON, Ground, Tone
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.layouts import BesideLayout
from ui.widgets.naming import announce, identify, spoken_as
from ui.widgets.order import order_tabs


class MessageBar(Ground):
    """One line under the banner, with at most one action. Never a pop-up, never a sound.

    It belongs to the page it was given on, and goes when that is left: over
    another page it would seem to tell of that. A lasting one stays until
    ``clear``. Whoever listens to a screen reader hears it too.

    Args:
        parent: The widget it belongs to.
        identifier: ``page.control``.
    """

    def __init__(self, parent: QWidget | None = None, *, identifier: str = "message") -> None:
        super().__init__(parent, fill="info_soft")
        spoken_as(self, QAccessible.Role.Notification)
        identify(self, identifier)
        self._tone: Tone = "plain"
        self._lasting = False
        self._label = PlainLabel(parent=self, measured=False)
        self._label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._button = Button("", self, kind="secondary", identifier=f"{identifier}.action")
        # a press is no moving on: what is being typed stays half-typed while it is undone
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self._act)
        self._action: Callable[[], object] | None = None
        row = space_out(BesideLayout(self), 8, (56, 6, 24, 6))
        row.addWidget(self._label)
        row.addWidget(self._button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def tell(
        self,
        words: str,
        tone: Tone = "info",
        *,
        action: str = "",
        do: Callable[[], object] | None = None,
        lasting: bool = False,
    ) -> None:
        """Show one sentence in place of the one before.

        Args:
            words: The sentence.
            tone: Its colours and icon.
            action: The words of the one button, or empty.
            do: What the button does; the message goes first.
            lasting: True keeps it until ``clear`` or the next message.
        """
        self._tone, self._lasting = tone, lasting
        ground = "surface2" if tone == "plain" else f"{tone}_soft"
        self.set_ground(ground)
        self._label.setText(words)
        self.setAccessibleName(words)
        self._button.set_words(action)
        self._button.setVisible(bool(action))
        self._action = do
        self.show()
        announce(self, words, urgent=tone == "error")

    def words(self) -> str:
        """Return the sentence shown, or the empty string."""
        return "" if self.isHidden() else self._label.text()

    def page_turned(self) -> None:
        """Take away what was said on the page before, unless it is to last."""
        if not self._lasting:
            self.clear()

    def clear(self) -> None:
        """Take the message away."""
        self._lasting = False
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, edge and icon."""
        super().paintEvent(event)
        painter, now = QPainter(self), look()
        ink = now.colour("text" if self._tone == "plain" else self._tone)
        line = now.size("control_border")
        painter.fillRect(0, self.height() - line, self.width(), line, ink)
        if name := ICON[self._tone]:
            size = now.size("icon")
            x = self.width() - now.px(24) - size if self.isRightToLeft() else now.px(24)
            symbol(painter, name, ink, x, (self.height() - size) / 2, size)
        painter.end()

    def _act(self) -> None:
        do = self._action
        self.clear()
        if do is not None:
            do()


class ErrorSummary(QWidget):
    """ "There is a problem", with a link to every field concerned; takes the focus.

    Args:
        parent: The widget it belongs to.
        identifier: ``page.problems``.
    """

    def __init__(self, parent: QWidget | None = None, *, identifier: str = "problems") -> None:
        super().__init__(parent)
        spoken_as(self, QAccessible.Role.AlertMessage)
        identify(self, identifier)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = space_out(QVBoxLayout(self), 8, (20, 12, 16, 12))
        self._heading = Heading(tr("There is a problem"), self, style="h2")
        self._column.addWidget(self._heading)
        self._links: list[Button] = []
        self.hide()

    def show_problems(self, problems: Sequence[tuple[str, QWidget]]) -> None:
        """List *problems*, each with the widget that can mend it, and take the focus.

        An empty list takes the summary away.
        """
        for link in self._links:
            self._column.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._links = [self._link(i, *problem) for i, problem in enumerate(problems)]
        self.setVisible(bool(problems))
        if problems:
            order_tabs(self)
            said = " ".join(words for words, _ in problems)
            self.setAccessibleName(say("There is a problem: {problems}", problems=said))
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def problems(self) -> list[str]:
        """Return the sentences shown."""
        return [link.words() for link in self._links]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box with its thick leading edge."""
        del event
        painter, now = QPainter(self), look()
        sharp(painter)
        error = now.colour("error")
        box(painter, self.rect(), now.colour("error_soft"), error, now.size("selected_border"))
        bar = now.px(8)
        x = self.width() - bar if self.isRightToLeft() else 0
        painter.fillRect(x, now.px(6), bar, self.height() - now.px(12), error)
        painter.end()

    def _link(self, number: int, words: str, widget: QWidget) -> Button:
        link = Button(words, self, kind="link")
        identify(link, f"{self.objectName()}.{number}")
        link.clicked.connect(lambda: widget.setFocus(Qt.FocusReason.OtherFocusReason))
        self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)
        return link

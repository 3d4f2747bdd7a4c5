"""What to do when it is too much: stop, be with them, then one of four ways on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.identity import Staff
from eolplan.words import say, tr
from ui.theme import space_out
from ui.widgets import Button, CardGrid, Choice, ChoiceGroup, FlowLayout, Heading, PlainLabel

_TICK: Final = "tomorrow"


class UpsetHelp(QWidget):
    """Help for the nurse; nothing here records that anybody was upset.

    Args:
        called: What whoever is asked likes to be called.
        staff: Whose team can be rung.
        parent: The widget it belongs to.
        leaves: Whether there is a topic to leave.
        pauses: Whether there is something to pause.
        followed: Whether a follow-up tomorrow is among the actions.
        identifier: ``page.upset``.

    Signals:
        cover, pause, leave, finish: that way was chosen.
        follow: "Follow up tomorrow" was ticked, or unticked.
        closed: back to what was there before.
    """

    cover = Signal()
    pause = Signal()
    leave = Signal()
    finish = Signal()
    follow = Signal(bool)
    closed = Signal()

    def __init__(
        self,
        called: str,
        staff: Staff,
        parent: QWidget | None = None,
        *,
        leaves: bool = True,
        pauses: bool = True,
        followed: bool = False,
        identifier: str = "upset",
    ) -> None:
        super().__init__(parent)
        self.setObjectName(identifier)
        self._column = space_out(QVBoxLayout(self), 8)
        self._column.addWidget(Heading(say("If {name} is upset", name=called), self, style="h2"))
        for words in (
            say("1. Stop. Hands off the laptop. Be with {name}.", name=called),
            tr("2. You might say: “This is hard to talk about. We can stop.” Or say nothing."),
            tr("3. Then choose:"),
        ):
            self._column.addWidget(PlainLabel(words, self, style="small"))
        ways = QWidget(self)
        self._ways = CardGrid(ways, columns=1)  # never wider than a hand finds
        self._column.addWidget(ways)
        self._first = self._button("cover", tr("Cover the screen"), "eye-off", self.cover)
        if pauses:
            self._button("pause", tr("Pause here"), "pause", self.pause)
        if leaves:
            self._button("leave", tr("Leave this topic for good"), "", self.leave)
        self._button("finish", tr("Finish gently"), "heart-handshake", self.finish)
        if staff.team_phone:
            call = say(
                "Someone to call: {team}, {phone}",
                team=staff.team or tr("your team"),
                phone=staff.team_phone,
            )
            self._column.addWidget(PlainLabel(call, self, style="strong"))
        words = tr("Follow up tomorrow")
        self._follow = ChoiceGroup(
            words, [Choice(_TICK, words)], self, many=True, columns=1,
            identifier=f"{identifier}.follow",
        )  # fmt: skip
        self._follow.changed.connect(lambda: self.follow.emit(bool(self._follow.value())))
        self._column.addWidget(self._follow)
        self.show_followed(followed)
        row = QWidget(self)
        close = Button(tr("Close this help"), row, icon="x", identifier=f"{identifier}.close")
        close.clicked.connect(self.closed)
        FlowLayout(row).addWidget(close)
        self._column.addWidget(row)

    def show_followed(self, followed: bool) -> None:
        """Show whether a follow-up tomorrow is among the actions."""
        self._follow.show_values([_TICK] if followed else [])

    def first(self) -> QWidget:
        """Return the button that takes the focus."""
        return self._first

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc, as every panel does."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _button(self, part: str, words: str, icon: str, signal: SignalInstance) -> Button:
        button = Button(words, self, icon=icon, identifier=f"{self.objectName()}.{part}")
        button.clicked.connect(signal)
        self._ways.addWidget(button)
        return button

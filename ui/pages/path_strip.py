"""Where a page stands on a ready-made path, in words, and the way off the path."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from eolplan.conversation import Conversation, Followed, NotWritten, how_far
from eolplan.guide import PathStep, fill
from eolplan.words import say, tr
from ui.widgets import Button, FlowLayout, PlainLabel


def position(talk: Conversation, on: Followed, key: str) -> str:
    """Return how far the path is, in words that do not press.

    What is counted is what is shown: one question may have several pages. An answer may add a
    page, or take one away, and so there are "about" so many.
    """
    number, count = how_far(talk, key)
    return say(
        "{path}: screen {number} of about {count}",
        path=tr(on.path.title), number=number, count=count,
    )  # fmt: skip


class PathStrip(QWidget):
    """Position, and the way off the path.

    Args:
        talk: A talk that follows a path.
        on: The path.
        key: Of the stop that the page is (``Stop.key``); empty: the one that was open last.
        parent: The page.
        identifier: ``page.path``.

    Signals:
        left: the path is followed no longer.
        unsaved: the disk did not take it; carries the error.
    """

    left = Signal()
    unsaved = Signal(object)

    def __init__(
        self,
        talk: Conversation,
        on: Followed,
        key: str,
        parent: QWidget,
        *,
        identifier: str = "conv.path",
    ) -> None:
        super().__init__(parent)
        self._talk = talk
        flow = FlowLayout(self, gap=12)
        flow.addWidget(PlainLabel(position(talk, on, key), self, style="small", colour="text2"))
        words = tr("Stop following these steps")
        leave = Button(words, self, kind="link", identifier=f"{identifier}.leave")
        leave.clicked.connect(self._leave)
        flow.addWidget(leave)

    def _leave(self) -> None:
        try:
            self._talk.follow()
        except NotWritten as e:
            self.unsaved.emit(e)
        else:
            self.left.emit()


def lines_of(talk: Conversation, step: PathStep) -> list[str]:
    """Return what a step tells staff: what they might say, and what they need to know."""
    spoken = [say("You might say: “{words}”", words=fill(line, talk.names)) for line in step.say]
    return [*spoken, fill(step.note, talk.names)] if step.note else spoken

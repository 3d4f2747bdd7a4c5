"""Whose words are being written, and a nudge when it is not the person who answers."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import Conversation
from eolplan.words import say, tr
from ui.pages import voices
from ui.pages.away import UNSAID, is_away
from ui.theme import space_out
from ui.widgets import PlainLabel, WhoseWords


class Whose(QWidget):
    """ "Whose words?" with everybody who may be speaking.

    Args:
        talk: The talk.
        parent: The widget it belongs to.
        also: Instances of contacts who are never left out.
        identifier: ``page.whose``.

    Signals:
        chosen: the user chose a voice; carries its code.
    """

    chosen = Signal(str)

    def __init__(
        self,
        talk: Conversation,
        parent: QWidget,
        *,
        also: Collection[str] = (),
        identifier: str,
    ) -> None:
        super().__init__(parent)
        offered = voices.voices(talk, also)
        kept_in = (voices.instance_of(voice.code) for voice in offered)
        self._instances = tuple(instance for instance in kept_in if instance != UNSAID)
        self.row = WhoseWords(
            [(v.code, v.words, v.name) for v in offered],
            self,
            identifier=identifier,
            behind=[v.code for v in offered if v.behind],
            asks=tr("Who says this?") if is_away(talk) else "",
        )
        names = talk.names
        ask = (
            say("You could ask {name} what they think of that.", name=names.name)
            if names.she == "they"
            else say(
                "You could ask {name} what {she} thinks of that.", name=names.name, she=names.she
            )
        )
        self._nudge = PlainLabel(ask, self, style="small", colour="text2")
        column = space_out(QVBoxLayout(self), 4)
        column.addWidget(self.row)
        column.addWidget(self._nudge)
        self._nudge.hide()
        self.row.changed.connect(self._changed)

    def show_code(self, code: str) -> None:
        """Show who spoke, without emitting anything."""
        self.row.show_value(code)
        self._nudge.setVisible(code not in ("", voices.PERSON, voices.NOTICED, voices.PAPER))

    def instances(self) -> tuple[str, ...]:
        """Return where the words of each voice are kept; the person's own is empty."""
        return self._instances

    def nudge(self) -> str:
        """Return the nudge that is shown, or the empty string."""
        return "" if self._nudge.isHidden() else self._nudge.text()

    def _changed(self) -> None:
        self.show_code(self.row.value())
        self.chosen.emit(self.row.value())

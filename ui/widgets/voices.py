"""Whose words were written down: a toggle for everybody who is here."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.words import tr
from ui.theme import space_out
from ui.widgets.choices import Choice, ChoiceGroup
from ui.widgets.labels import PlainLabel
from ui.widgets.naming import identify, spoken_as
from ui.widgets.order import HandsOn


class WhoseWords(HandsOn):
    """ "Whose words?" with one choice for each voice in the room.

    Args:
        voices: (code, words, spoken name) of each: ``("person_spoken", "Gwen",
            "These are Gwen's words")``.
        parent: The widget it belongs to.
        identifier: ``page.control``.
        behind: Codes of those who are not here: behind "Somebody else".
        asks: The question; empty: "Whose words?".

    Signals:
        changed: the user chose another voice.
    """

    changed = Signal()

    def __init__(
        self,
        voices: Sequence[tuple[str, str, str]],
        parent: QWidget | None = None,
        *,
        identifier: str = "whose",
        behind: Collection[str] = (),
        asks: str = "",
    ) -> None:
        super().__init__(parent)
        spoken_as(self, QAccessible.Role.Grouping)
        asks = asks or tr("Whose words?")
        identify(self, identifier, asks)
        column = space_out(QVBoxLayout(self), 4)
        column.addWidget(PlainLabel(asks, self, style="small", colour="text2"))
        choices = [Choice(code, words, more=code in behind) for code, words, _ in voices]
        self._group = ChoiceGroup(
            asks, choices, self, columns=0, identifier=f"{identifier}.by",
            more=tr("Somebody else"),
        )  # fmt: skip
        for code, _, name in voices:
            self._group.card(code).setAccessibleName(name)
        self._group.changed.connect(self.changed)
        column.addWidget(self._group)
        self.hand_to(self._group)

    def value(self) -> str:
        """Return the code of the chosen voice, or the empty string."""
        return self._group.value()

    def show_value(self, code: str) -> None:
        """Choose a voice without emitting anything."""
        self._group.show_values([code] if code else [])

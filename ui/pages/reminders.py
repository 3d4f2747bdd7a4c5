"""What is worth a look about one page, in a few quiet lines beside the guide for staff."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import may_put_aside
from eolplan.rules import Finding, Severity
from eolplan.words import N_, say, tr
from ui.theme import space_out
from ui.widgets import Button, PlainLabel, StateTag
from ui.widgets.frames import Tone

HIDDEN: Final = N_("The note is hidden. It comes back when something about it changes.")


class Reminders(QWidget):
    """At most three findings, each with a tap that puts it aside; nothing here is in the way.

    Args:
        found: They, the heaviest first.
        parent: The widget it belongs to.
        may: Whether who is signed in may put them aside.
        identifier: ``page.guide.reminders``.
        hidden: One that was put aside just now, and can be shown again.

    Signals:
        put_aside: one is to be shown no more; carries the finding.
        show_again: the hidden one is to be shown; carries the finding.
    """

    put_aside = Signal(object)
    show_again = Signal(object)

    def __init__(
        self, found: Sequence[Finding], parent: QWidget | None = None, *, may: bool,
        identifier: str, hidden: Finding | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._may, self._name = may, identifier
        self._column = space_out(QVBoxLayout(self), 4, (0, 0, 0, 8))
        above = ""
        for n, finding in enumerate(found, start=1):
            if (words := heading(finding)) != above:
                tone: Tone = "quiet" if finding.severity is Severity.PROMPT else "attention"
                self._column.addWidget(StateTag(words, tone, self))
            above = words
            self._add(finding, n)
        self.again = None if hidden is None else self._add_hidden(hidden)

    def _add(self, finding: Finding, n: int) -> None:
        self._column.addWidget(PlainLabel(finding.words, self, style="small"))
        if self._may and may_put_aside(finding):
            hide = hide_button(finding, self, identifier=f"{self._name}.{n}")
            hide.clicked.connect(lambda: self.put_aside.emit(finding))
            self._column.addWidget(hide)

    def _add_hidden(self, finding: Finding) -> Button:
        self._column.addWidget(PlainLabel(tr(HIDDEN), self, style="small"))
        again = again_button(finding, self, identifier=f"{self._name}.again")
        again.clicked.connect(lambda: self.show_again.emit(finding))
        self._column.addWidget(again)
        return again


def hide_button(finding: Finding, parent: QWidget, *, identifier: str) -> Button:
    """Return what puts a finding aside. It says nothing of whether anybody saw a paper."""
    spoken = say("Hide this note. {words}", words=finding.words)
    return Button(
        tr("Hide this note"), parent, icon="eye-off", identifier=identifier, name=spoken
    )  # fmt: skip


def again_button(finding: Finding, parent: QWidget, *, identifier: str) -> Button:
    """Return what brings a finding back that was put aside just now."""
    spoken = say("Show this note again. {words}", words=finding.words)
    return Button(
        tr("Show it again"), parent, icon="undo-2", identifier=identifier, name=spoken
    )  # fmt: skip


def heading(finding: Finding) -> str:
    """Return what stands above a finding: the words, never the colour alone, say its weight."""
    if finding.severity is Severity.BLOCK:
        return tr("Before this is signed off")
    return tr("Worth a look")

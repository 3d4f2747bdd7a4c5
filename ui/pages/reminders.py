"""What is worth a look about one page, in a few quiet lines beside the guide for staff."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import may_put_aside
from eolplan.rules import Finding, Severity
from eolplan.words import say, tr
from ui.theme import space_out
from ui.widgets import Button, PlainLabel, StateTag
from ui.widgets.frames import Tone


class Reminders(QWidget):
    """At most three findings, each with a tap that puts it aside; nothing here is in the way.

    Args:
        found: They, the heaviest first.
        parent: The widget it belongs to.
        may: Whether who is signed in may put them aside.
        identifier: ``page.guide.reminders``.

    Signals:
        put_aside: one was seen and is to be shown no more; carries the finding.
    """

    put_aside = Signal(object)

    def __init__(
        self, found: Sequence[Finding], parent: QWidget | None = None, *, may: bool, identifier: str
    ) -> None:
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

    def _add(self, finding: Finding, n: int) -> None:
        self._column.addWidget(PlainLabel(finding.words, self, style="small"))
        if self._may and may_put_aside(finding):
            spoken = say("Seen. {words}", words=finding.words)
            name = f"{self._name}.{n}"
            seen = Button(tr("Seen"), self, kind="quiet", identifier=name, name=spoken)
            seen.clicked.connect(lambda: self.put_aside.emit(finding))
            self._column.addWidget(seen)


def heading(finding: Finding) -> str:
    """Return what stands above a finding: the words, never the colour alone, say its weight."""
    if finding.severity is Severity.BLOCK:
        return tr("Before this is signed off")
    return tr("Worth a look")

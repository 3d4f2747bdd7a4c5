"""Signing off against a check: the checks that a typed reason answers, each with its box."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from eolplan.conversation import Conversation, NotWritten, overridable, override
from eolplan.conversation.facts import topic_of
from eolplan.conversation.facts_override import answered_in, reason_for
from eolplan.desk import Desk
from eolplan.desk.half_written import HalfWritten
from eolplan.rules import Finding
from eolplan.words import say, tr
from ui.pages.form import LineField
from ui.pages.recording import Recording
from ui.widgets import Card, PlainLabel

_NAME: Final = "check.override"
_MOST: Final = 400


class SignOverrides(QObject):
    """Builds a card where there is anything to answer.

    What is half-typed is kept for what stands: once that changes, it is shown no more.

    Args:
        desk: Who is at work.
        talk: The talk.
        recording: Sees to it that what is half-typed is kept.
        parent: The page.

    Attributes:
        cards: None, or one.

    Signals:
        changed: a reason was written down, or taken back.
        unsaved: the disk did not take it; carries the error.
    """

    changed = Signal()
    unsaved = Signal(object)

    def __init__(
        self, desk: Desk, talk: Conversation, recording: Recording, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._talk, self._half = talk, HalfWritten(desk, _NAME, talk.person)
        self._lines: list[tuple[str, Finding, LineField]] = []
        self._kept: dict[LineField, str] = {}
        self._recording, self._typed = recording, recording.keep_too(self._keep)
        found = overridable(talk)
        self.cards = [self._card(found, parent)] if found else []

    def record(self) -> None:
        """Write down what is typed in any box that is in sight.

        Raises:
            NotWritten: the disk did not take it.
        """
        wrote = [self._write(finding, line) for _, finding, line in self._lines
                 if not line.isHidden()]  # fmt: skip
        if any(wrote):
            self._keep()
            self.changed.emit()

    def refresh(self) -> None:
        """Show again what stands, but for what is being typed: a reason may have been undone."""
        for _, finding, line in self._lines:
            was, stands = self._kept[line], reason_for(self._talk, finding)
            if line.text() == was and was != stands:
                line.box.setText(stands)
            self._kept[line] = stands

    def leave_out(self, topics: Collection[str]) -> None:
        """Ask for no reason in a topic that is signed off later.

        Args:
            topics: Ids of what is left for later.
        """
        for topic, _, line in self._lines:
            line.setVisible(topic not in topics)
        for card in self.cards:
            card.setVisible(any(topic not in topics for topic, _, _ in self._lines))

    def _card(self, found: tuple[tuple[Finding, str], ...], parent: QWidget) -> Card:
        card = Card(tr("Sign off all the same"), parent)
        card.setObjectName(_NAME)
        words = tr("These can be put right, left for later with their topic, or answered by a"
                   " reason. It prints on copies for staff, with your name.")  # fmt: skip
        card.column.addWidget(PlainLabel(words, card))
        for number, (finding, reason) in enumerate(found):
            card.column.addWidget(self._line(number, finding, reason, card))
        return card

    def _line(self, number: int, finding: Finding, reason: str, parent: QWidget) -> LineField:
        line = LineField(
            finding.words, parent, identifier=f"{_NAME}.{number}", most=_MOST,
            hint=tr("Why it is signed off all the same"),
            name=say("Why it is signed off all the same: {check}", check=finding.words),
        )  # fmt: skip
        half = self._half.texts().get(answered_in(self._talk, finding), [reason])
        line.box.setText("".join(half))
        self._kept[line] = reason
        self._lines.append((self._topic_of(finding), finding, line))
        line.box.textEdited.connect(self._typed)
        line.box.left.connect(self._left)
        return line

    def _topic_of(self, finding: Finding) -> str:
        """Return the topic that stops the sign-off; empty where all of the plan does."""
        return topic_of(self._talk, finding) if finding.stops == "topic" else ""

    def _left(self) -> None:
        if self._recording.resting:
            return  # a lock took the focus: what is half-typed is kept, and is no reason yet
        try:
            self.record()
        except NotWritten as e:
            self.unsaved.emit(e)

    def _write(self, finding: Finding, line: LineField) -> bool:
        """Write one down where it was typed anew; return whether it was.

        A reason that was given for what stood before is none for what stands now.
        """
        if line.text() == self._kept[line]:
            return False
        override(self._talk, finding, line.text())
        self._kept[line] = line.text()
        return True

    def _keep(self) -> None:
        """Keep what is half-typed, each for the check that it would answer."""
        self._half.keep({
            answered_in(self._talk, finding): [line.box.text()]
            for _, finding, line in self._lines if line.text() != self._kept[line]
        })  # fmt: skip

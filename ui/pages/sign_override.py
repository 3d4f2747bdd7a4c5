"""Signing off against a check: the checks that a typed reason answers, each with its box."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from eolplan.conversation import Conversation, NotWritten, overridable, override
from eolplan.conversation.facts import topic_of
from eolplan.rules import Finding
from eolplan.words import say, tr
from ui.pages.form import LineField
from ui.widgets import Card, PlainLabel

_NAME: Final = "check.override"
_MOST: Final = 400


class SignOverrides(QObject):
    """Builds a card where there is anything to answer.

    Args:
        talk: The talk.
        parent: The page.

    Attributes:
        cards: None, or one.

    Signals:
        changed: a reason was written down, or taken back.
        unsaved: the disk did not take it; carries the error.
    """

    changed = Signal()
    unsaved = Signal(object)

    def __init__(self, talk: Conversation, parent: QWidget) -> None:
        super().__init__(parent)
        self._talk = talk
        self._lines: list[tuple[str, LineField]] = []
        found = overridable(talk)
        self.cards = [self._card(found, parent)] if found else []

    def leave_out(self, topics: Collection[str]) -> None:
        """Ask for no reason in a topic that is signed off later.

        Args:
            topics: Ids of what is left for later.
        """
        for topic, line in self._lines:
            line.setVisible(topic not in topics)
        for card in self.cards:
            card.setVisible(any(topic not in topics for topic, _ in self._lines))

    def _card(self, found: tuple[tuple[Finding, str], ...], parent: QWidget) -> Card:
        card = Card(tr("Sign off all the same"), parent)
        card.setObjectName(_NAME)
        words = tr("These can be put right, left for later with their topic, or answered by a"
                   " reason. The reason prints with your name.")  # fmt: skip
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
        line.box.setText(reason)
        self._lines.append((self._topic_of(finding), line))
        line.box.left.connect(partial(self._left, finding, line))
        return line

    def _topic_of(self, finding: Finding) -> str:
        """Return the topic that stops the sign-off; empty where all of the plan does."""
        return topic_of(self._talk, finding) if finding.stops == "topic" else ""

    def _left(self, finding: Finding, line: LineField) -> None:
        was = {(f.rule, f.fields, f.instance): r for f, r in overridable(self._talk)}
        if was.get((finding.rule, finding.fields, finding.instance), "") == line.text():
            return
        try:
            override(self._talk, finding, line.text())
        except NotWritten as e:
            self.unsaved.emit(e)
            return
        self.changed.emit()

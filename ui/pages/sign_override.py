"""Signing off against a check: the checks that a typed reason answers, each with its box."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from eolplan.conversation import Conversation, NotWritten, overridable, override
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
        found = overridable(talk)
        self.cards = [self._card(found, parent)] if found else []

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
        line.box.left.connect(partial(self._left, finding, line))
        return line

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

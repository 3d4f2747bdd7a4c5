"""Two records that differ, both shown in words; a new answer replaces both."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from eolplan.conversation import Conversation, readings_of, views_of
from eolplan.guide import Question
from eolplan.record import Reading, is_view
from eolplan.telling import answer_words, as_told
from eolplan.words import moment, say, tr
from ui.widgets import Card, PlainLabel, StateTag


class DifferCard(Card):
    """What two records say on one page.

    Args:
        talk: The talk.
        readings: Those in conflict.
        parent: The widget it belongs to.
    """

    def __init__(self, talk: Conversation, readings: tuple[Reading, ...], parent: QWidget) -> None:
        super().__init__("", parent)
        self.setObjectName("conv.differ")
        self.setAccessibleName(tr("Two records differ"))
        self.column.addWidget(StateTag(tr("Two records differ"), "attention", self))
        for reading in readings:
            self._show(talk, reading)
        closing = tr("A new answer here replaces both. Until then, both are kept.")
        self.column.addWidget(PlainLabel(closing, self, style="small", colour="text2"))

    def _show(self, talk: Conversation, reading: Reading) -> None:
        question = talk.guide.question(reading.question)
        what = tr(question.heading)
        if is_view(reading.instance):
            what = as_told(talk.log, what, reading.instance)
        self.column.addWidget(PlainLabel(what, self, style="small", colour="text2"))
        for head in reading.heads:
            words = answer_words(talk.guide, talk.log, question, head.answer)
            self.column.addWidget(PlainLabel(words or tr("Removed"), self, style="strong"))
            recorded = dt.datetime.fromisoformat(head.recorded_at)
            who = say("Recorded by {staff}, {when}", staff=head.author.name, when=moment(recorded))
            self.column.addWidget(PlainLabel(who, self, style="small", colour="text2"))


def differing(talk: Conversation, page: Question) -> tuple[Reading, ...]:
    """Return the readings on *page* of which two records say different things."""
    found = (*readings_of(talk, page), *views_of(talk, page))
    return tuple(r for r in found if r.state == "conflict")

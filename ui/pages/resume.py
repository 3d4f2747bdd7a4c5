"""The card that says where a talk stopped, and the ways to take it up again."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from eolplan.conversation import Conversation, ResumeCard, resume_card
from eolplan.words import clock, moment, say, tr
from ui.pages.onward import READ_BACK, carry_on, carry_on_elsewhere
from ui.pages.where import Where
from ui.widgets import Button, Card, FlowLayout, PlainLabel


class Resume(Card):
    """Recorded last, next, your note, and three buttons.

    Args:
        talk: A talk that stopped on this laptop.
        parent: The widget it belongs to.
        title: Above it; empty: when it stopped.
        ways: Whether to offer the ways on; without them it only tells.
        identifier: ``page.resume``.

    Signals:
        wanted: the user chose how to go on; carries a ``Where``.
    """

    wanted = Signal(object)

    def __init__(
        self,
        talk: Conversation,
        parent: QWidget,
        *,
        title: str = "",
        ways: bool = True,
        identifier: str = "resume",
    ) -> None:
        card = resume_card(talk)
        super().__init__(title or stopped(talk, card), parent)
        self.setObjectName(identifier)
        if card is not None:
            self._tell(card)
        self._ways: list[Button] = []
        if ways:
            self._offer(talk, identifier)

    def first(self) -> QWidget:
        """Return "Carry on"."""
        return self._ways[0] if self._ways else self

    def _offer(self, talk: Conversation, name: str) -> None:
        row = QWidget(self)
        flow = FlowLayout(row)
        again = Where("paused", person=talk.person, conversation=talk.id, note=READ_BACK)
        on = Button(tr("Carry on"), row, kind="primary", icon="play", identifier=f"{name}.carry_on")
        on.clicked.connect(lambda: self.wanted.emit(carry_on(talk)))
        read = Button(tr("Read it back first"), row, icon="book-open", identifier=f"{name}.read")
        read.clicked.connect(lambda: self.wanted.emit(again))
        topics = Button(
            tr("Start with another topic"), row, icon="list-filter", identifier=f"{name}.topics"
        )
        topics.clicked.connect(lambda: self.wanted.emit(carry_on_elsewhere(talk)))
        self._ways = [on, read, topics]
        for button in self._ways:
            flow.addWidget(button)
        self.column.addWidget(row)

    def _tell(self, card: ResumeCard) -> None:
        if card.by:
            words = say("{name} was the last to record in this talk.", name=card.by)
            self.column.addWidget(PlainLabel(words, self))
        if card.recorded:
            self._line(tr("Recorded last"))
            for heading, words in card.recorded:
                line = say("{heading}: {words}", heading=heading, words=words)
                self.column.addWidget(PlainLabel(line, self))
        else:
            self.column.addWidget(PlainLabel(tr("Nothing is written down in this talk yet."), self))
        if card.next:
            self._line(tr("Next is"))
            following = say("{topic}: {page}", topic=card.topic, page=card.next)
            self.column.addWidget(PlainLabel(following, self))
        if card.note:
            self._line(tr("Your note"))
            self.column.addWidget(PlainLabel(card.note, self))

    def _line(self, label: str) -> None:
        self.column.addWidget(PlainLabel(label, self, style="small", colour="text2"))


def stopped(talk: Conversation, card: ResumeCard | None) -> str:
    """Return when a talk stopped, in words: today by the clock, else with the date."""
    if card is None:
        return tr("Where you stopped")
    at: dt.datetime = card.stopped_at
    today = at.astimezone().date() == talk.today
    if card.by and today:
        return say("Where it stopped, today {time}", time=clock(at))
    if card.by:
        return say("Where it stopped, {when}", when=moment(at))
    if today:
        return say("Where you stopped, today {time}", time=clock(at))
    return say("Where you stopped, {when}", when=moment(at))

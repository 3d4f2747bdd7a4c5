"""What was said before, a card for each topic: it is right as it is, or it is changed."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import (
    Conversation,
    Spoken,
    can_confirm,
    reviewed,
    said_first,
    spoken_before,
)
from eolplan.guide import Section
from eolplan.words import partial_date, say, tr
from ui.pages.lines import LineRow, Lines, spot
from ui.pages.onward import FOR_REVIEW, to_question
from ui.theme import space_out
from ui.widgets import Button, Card, FlowLayout, PlainLabel, ToggleButton, identify

_NAME: Final = "step"


class SaidBefore(QWidget):
    """A card for each topic, with the day, what stands, and two buttons.

    Args:
        talk: The talk in which it is gone through.
        right: Ids of the topics that were found to be right as they are. Without any, those of
            the review that this talk wrote down.
        parent: The page.

    Attributes:
        rows: The buttons that say so, in order, by the id of the topic; none while the person
            is away, as nobody says it for them.

    Signals:
        wanted: a topic is to be changed; carries a ``Where``.
    """

    wanted = Signal(object)

    def __init__(self, talk: Conversation, right: frozenset[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._talk, self._lines = talk, Lines(talk)
        self.rows: dict[str, ToggleButton] = {}
        column = space_out(QVBoxLayout(self), 12)
        topics, name = spoken_before(talk), talk.subject.called
        if not topics:
            words = say("Nothing that {name} said was written down before this talk.", name=name)
            column.addWidget(PlainLabel(words, self))
        elif not can_confirm(talk):
            words = say("{name} is not there. Only {name} can say that it is right as it is.",
                        name=name)  # fmt: skip
            column.addWidget(PlainLabel(words, self))
        found = not right and reviewed(talk)
        for topic in topics:
            on = topic.section.id in right or (found and not topic.changed)
            column.addWidget(self._card(topic, on=on))

    def right(self) -> frozenset[str]:
        """Return the ids of the topics that are right as they are."""
        return frozenset(topic for topic, row in self.rows.items() if row.isChecked())

    def _card(self, topic: Spoken, *, on: bool) -> Card:
        section, name = topic.section, self._talk.subject.called
        title = tr(section.title)
        card = Card(title, self)
        words = say("This is what {name} said on {date}.", name=name, date=partial_date(topic.on))
        if topic.changed:
            words = say("{name} said it on {date}, and more in this talk.", name=name,
                        date=partial_date(topic.on))  # fmt: skip
        card.column.addWidget(PlainLabel(words, card, colour="text2"))
        for n, line in enumerate(self._lines.of(section), 1):
            card.column.addWidget(LineRow(line, card, spot=spot(tr(section.title), n)))
        row = QWidget(card)
        flow = FlowLayout(row)
        if can_confirm(self._talk):
            flow.addWidget(self._right(section, row, on=on))
        change = Button(tr("Change"), row, kind="quiet", icon="pencil",
                        identifier=f"{_NAME}.change.{section.id}",
                        name=say("Change {topic}", topic=title))  # fmt: skip
        change.clicked.connect(partial(self._change, section))
        flow.addWidget(change)
        card.column.addWidget(row)
        return card

    def _right(self, section: Section, row: QWidget, *, on: bool) -> ToggleButton:
        """Return the button that says that a topic is right."""
        right = self.rows[section.id] = ToggleButton(tr("Right as it is"), row)
        name = say("{topic}: right as it is", topic=tr(section.title))
        identify(right, f"{_NAME}.right.{section.id}", name)
        right.setChecked(on)
        return right

    def _change(self, section: Section, *_pressed: bool) -> None:
        """Open the topic where something was said."""
        if (page := said_first(self._talk, section)) is not None:
            self.wanted.emit(to_question(self._talk, page, note=FOR_REVIEW))

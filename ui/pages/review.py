"""What was said before, a card for each topic: it is right as it is, or it is changed."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import (
    Conversation,
    NotWritten,
    Spoken,
    can_confirm,
    found_right,
    hold_right,
    spoken_before,
)
from eolplan.guide import Section
from eolplan.words import partial_date, say, tr
from ui.pages.lines import Line, LineRow, Lines, spot, way_to_change
from ui.pages.onward import FOR_REVIEW, to_field
from ui.theme import space_out
from ui.widgets import Button, Card, FlowLayout, PlainLabel, ToggleButton, identify

_NAME: Final = "step"


class SaidBefore(QWidget):
    """A card for each topic: the day, what stands with a way to change each line, and one press.

    What is ticked is kept at once, for as long as the talk goes on.

    Args:
        talk: The talk in which it is gone through.
        parent: The page.

    Attributes:
        rows: The buttons that say so, in order, by the id of the topic; none while the person
            is away, as nobody says it for them.
        ways: The ways to change a line, in order.

    Signals:
        wanted: a line is to be changed; carries a ``Where``.
        held: what is right is on the disk.
        unsaved: the disk did not take it; carries the error.
    """

    wanted = Signal(object)
    held = Signal()
    unsaved = Signal(object)

    def __init__(self, talk: Conversation, parent: QWidget) -> None:
        super().__init__(parent)
        self._talk, self._lines = talk, Lines(talk)
        self.rows: dict[str, ToggleButton] = {}
        self.ways: list[Button] = []
        column = space_out(QVBoxLayout(self), 12)
        topics, name = spoken_before(talk), talk.subject.called
        if not topics:
            words = say("Nothing that {name} said was written down before this talk.", name=name)
            column.addWidget(PlainLabel(words, self))
        elif not can_confirm(talk):
            words = say("{name} is not there. Only {name} can say that it is right as it is.",
                        name=name)  # fmt: skip
            column.addWidget(PlainLabel(words, self))
        right = found_right(talk)
        for topic in topics:
            column.addWidget(self._card(topic, on=topic.section.id in right))

    def right(self) -> frozenset[str]:
        """Return the ids of the topics that are right as they are."""
        return frozenset(topic for topic, row in self.rows.items() if row.isChecked())

    def _card(self, topic: Spoken, *, on: bool) -> Card:
        section, name = topic.section, self._talk.subject.called
        title = tr(section.title)
        card = Card(title, self)
        words = say("This was written down before. {name} last spoke of it on {date}.", name=name,
                    date=partial_date(topic.on))  # fmt: skip
        if topic.changed:
            words = say("{name} spoke of it on {date}, and more was written down in this talk.",
                        name=name, date=partial_date(topic.on))  # fmt: skip
        card.column.addWidget(PlainLabel(words, card, colour="text2"))
        for n, line in enumerate(self._lines.of(section), 1):
            way, where = self._way(line, f"{section.id}.{n}"), spot(title, n)
            card.column.addWidget(LineRow(line, card, way, spot=where))
        if can_confirm(self._talk):
            row = QWidget(card)
            FlowLayout(row).addWidget(self._right(section, row, on=on))
            card.column.addWidget(row)
        return card

    def _right(self, section: Section, row: QWidget, *, on: bool) -> ToggleButton:
        """Return the button that says that a topic is right."""
        right = self.rows[section.id] = ToggleButton(tr("Right as it is"), row)
        name = say("{topic}: right as it is", topic=tr(section.title))
        identify(right, f"{_NAME}.right.{section.id}", name)
        right.setChecked(on)
        right.toggled.connect(self._hold)
        return right

    def _hold(self, *_on: bool) -> None:
        try:
            hold_right(self._talk, self.right())
        except NotWritten as e:
            self.unsaved.emit(e)
        else:
            self.held.emit()

    def _way(self, line: Line, part: str) -> Button:
        """Return the way to where one line is changed."""
        way = way_to_change(line, identifier=f"{_NAME}.change.{part}")
        way.clicked.connect(partial(self._change, line))
        self.ways.append(way)
        return way

    def _change(self, line: Line, *_pressed: bool) -> None:
        there = to_field(self._talk, line.question, line.instance, FOR_REVIEW)
        if there is not None:
            self.wanted.emit(there)

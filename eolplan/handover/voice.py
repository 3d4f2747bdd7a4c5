"""Says the approved words for one page 1, and keeps which rows of the table it used."""

from __future__ import annotations

from eolplan.handover.care import Care
from eolplan.handover.chart import Room
from eolplan.handover.copying import Copy
from eolplan.handover.cpr import Line
from eolplan.handover.escalation import in_force
from eolplan.handover.papers import Papers
from eolplan.handover.phrases import Words, phrasebook


class Voice:
    """Everything that the parts of one page share.

    Attributes:
        copy, room, names: What is written about, and how much of it fits.
        chart, papers, care: The record, read for print.
        worse: What holds if the person gets worse.
        book: The approved words.
        ids: Rows of the approved table, in the order used.
    """

    def __init__(self, copy: Copy, room: Room) -> None:
        self.copy, self.room, self.names = copy, room, copy.names
        self.chart = copy.chart(room)
        self.papers = Papers(self.chart, copy.nation, copy.known.withdrawn, copy.known.revoked)
        self.care = Care(self.chart, copy.nation)
        self.worse = in_force(self.care.escalation(), copy.known.escalation)
        self.book = phrasebook()
        self.ids: list[str] = []

    def say(self, phrase: str, **facts: str) -> Words:
        """Return the words of a row of the table."""
        self.ids.append(phrase)
        return self.book.say(phrase, self.names, **facts)

    def label(self, label: str, **facts: str) -> Words:
        """Return words of ours that are no row of the table."""
        return self.book.label(label, self.names, **facts)

    def line(self, line: Line) -> Words:
        """Return the words of a line; its rows count as used."""
        self.ids.extend(line.ids)
        return line.words

    def held(self, question: str) -> list[Words]:
        """Return that the topic of *question* is being talked about, where it is held back."""
        copy = self.copy
        if question not in copy.guide:
            return []
        section = copy.guide.section_of(question).id
        held = zip(copy.held.sections, copy.held.titles, strict=True)
        return [self.label("held", topic=title) for id_, title in held if id_ == section]

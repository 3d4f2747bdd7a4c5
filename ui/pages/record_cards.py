"""What the list knows of somebody, side by side, and asking which of several somebody is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from eolplan.caseload import CaseloadRow, Thing, numbers_in
from eolplan.subject import spaced
from eolplan.words import listing, partial_date, say, tr
from ui.pages.people_telling import born_words, name_words
from ui.widgets import Card, Choice, ChoiceGroup, Complaint, LongWords, PlainLabel


def facts_card(row: CaseloadRow, parent: QWidget, title: str = "") -> Card:
    """Return a card of what the list knows of somebody, to be compared."""
    card = Card(title or name_words(row), parent)
    for label, words in (
        (tr("Born"), born_words(row)),
        (tr("Number"), listing([spaced(number) for number in numbers_in(row)])),
        (tr("Lives"), ", ".join(filter(None, (row.text, row.postcode)))),
        (tr("Last talked"), partial_date(row.last_talked) or tr("never")),
    ):
        line = say("{label}: {words}", label=label, words=words or tr("not known"))
        card.column.addWidget(PlainLabel(line, card))
    return card


class AboutCard(Card):
    """One thing that was written down, and the people who it may be about.

    Args:
        thing: What was written down.
        rows: Those it may be about.
        parent: The page.
        number: Which of the page it is, from 1.
        identifier: ``page.control``.
    """

    def __init__(
        self,
        thing: Thing,
        rows: Sequence[CaseloadRow],
        parent: QWidget,
        *,
        number: int,
        identifier: str,
    ) -> None:
        title = say("{number}. {what}", number=number, what=thing.heading)
        super().__init__(title, parent)
        self.thing = thing
        more = say("Show all of it: {what}", what=title)
        self.column.addWidget(LongWords(thing.words, more, self, identifier=f"{identifier}.words"))
        self._complaint = Complaint(self)
        self.column.addWidget(self._complaint)
        hints = {row.person: _hint(row, n) for n, row in enumerate(rows, start=1)}
        choices = [Choice(row.person, name_words(row), hints[row.person]) for row in rows]
        self.choices = ChoiceGroup(title, choices, self, columns=2, identifier=identifier)
        for row in rows:
            name = say("{what}: about {name}, {facts}", what=title, name=name_words(row),
                       facts=hints[row.person])  # fmt: skip
            self.choices.card(row.person).setAccessibleName(name)
        self.column.addWidget(self.choices)

    def value(self) -> str:
        """Return the id of who it is about, or the empty string."""
        return self.choices.value()

    def complain(self) -> None:
        """Say beside it what is to be decided, or nothing once it is."""
        self._complaint.show_problems([] if self.value() else [tr("Say who it is about")])


def _hint(row: CaseloadRow, number: int) -> str:
    """Return what tells somebody from a namesake."""
    parts = (
        say("Born {date}", date=born_words(row)) if row.born else "",
        spaced(row.nhs or row.chi or row.hcn) or row.postcode,
        say("record {number}", number=number),
    )
    return ", ".join(filter(None, parts))

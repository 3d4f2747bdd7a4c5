"""Choosing somebody of the list beside a plan: those who are likely first, then by typing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.caseload import CaseloadRow, namesakes
from eolplan.desk import Desk
from eolplan.words import say, tr
from ui.pages.people_telling import Telling
from ui.theme import space_out
from ui.widgets import Choice, ChoiceGroup, LineBox, PlainLabel, announce, order_tabs

_MOST: Final = 6
_TYPING_MS: Final = 60


class PersonFinder(QWidget):
    """A line to type in, and the people whom it fits as cards.

    Args:
        desk: Whose list it is.
        parent: The page.
        identifier: ``page.control``; the line is ``.find``, a card ``.who.`` with an id.
        without: Ids of those who are not offered.
        likely: Those who are offered before anything is typed.
        asks: What is asked, in full.

    Attributes:
        telling: How it tells of people.

    Signals:
        chosen: the user chose somebody, or typed and so chose nobody; carries an id or nothing.
    """

    chosen = Signal(str)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        *,
        identifier: str,
        asks: str,
        without: Collection[str] = (),
        likely: Sequence[CaseloadRow] = (),
    ) -> None:
        super().__init__(parent)
        self._desk, self._without, self._likely = desk, frozenset(without), tuple(likely)
        self._asks, self._identifier = asks, identifier
        self.telling = Telling(desk.today, alike=namesakes(desk.caseload.everyone()))
        self._column = space_out(QVBoxLayout(self), 8)
        name = tr("Find a person")
        self._column.addWidget(PlainLabel(name, self, style="strong"))
        hint = tr("By name, date of birth, number or postcode")
        self._column.addWidget(PlainLabel(hint, self, style="small", colour="text2"))
        self.box = LineBox(name, self, identifier=f"{identifier}.find", letters=24)
        self.box.setAccessibleDescription(hint)
        self._column.addWidget(self.box)
        self._told = PlainLabel("", self, style="small", colour="text2")
        self._column.addWidget(self._told)
        self._cards: ChoiceGroup | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.look)
        self.box.textEdited.connect(self._typing.start)
        self._offer(self._likely)

    def value(self) -> str:
        """Return the id of whoever is chosen, or the empty string."""
        return self._cards.value() if self._cards is not None else ""

    def show_value(self, person: str) -> None:
        """Choose somebody without emitting anything; nobody, where they are not in the list."""
        row = self._desk.caseload.row(person) if person else None
        if row is not None and row.person not in self._without:
            self._offer([row])
            if self._cards is not None:
                self._cards.show_values([row.person])

    def choose(self, person: str) -> None:
        """Choose one of those who are offered, without emitting anything; nobody else."""
        if self._cards is not None:
            self._cards.show_values([person])

    def first(self) -> QWidget:
        """Return whoever is chosen, else the line to type in."""
        chosen = self.value()
        return self._cards.card(chosen) if self._cards is not None and chosen else self.box

    def stop(self) -> None:
        """Stop looking: the store may be closed before the fingers have rested."""
        self._typing.stop()

    def look(self) -> None:
        """Offer those who fit what is typed."""
        self._typing.stop()
        typed = self.box.text().strip()
        found = self._desk.caseload.people(typed) if typed else list(self._likely)
        self._offer([row for row in found if row.person not in self._without])
        announce(self, self._told.text())
        self.chosen.emit(self.value())

    def _offer(self, rows: Sequence[CaseloadRow]) -> None:
        """Put cards of *rows* in the place of those there are."""
        before = self.value()
        if self._cards is not None:
            self._column.removeWidget(self._cards)
            self._cards.hide()
            self._cards.deleteLater()
            self._cards = None
        self._told.setText(self._count(len(rows)))
        self._told.setVisible(bool(self._told.text()))
        if rows:
            cards = ChoiceGroup(
                self._asks, [self._card(row) for row in rows[:_MOST]], self, columns=2,
                identifier=f"{self._identifier}.who",
            )  # fmt: skip
            cards.show_values([before])
            cards.changed.connect(lambda: self.chosen.emit(self.value()))
            self._column.addWidget(cards)
            cards.show()  # at once: Tab may come to it before the layouts have run
            self._cards = cards
        order_tabs(self)

    def _count(self, found: int) -> str:
        typed = self.box.text().strip()
        if not found:
            return say("No one matches “{typed}”.", typed=typed) if typed else ""
        if found > _MOST:
            return say("The first {most} of {count}. Type more to find others.",
                       most=_MOST, count=found)  # fmt: skip
        return "" if typed else tr("These look alike:")

    def _card(self, row: CaseloadRow) -> Choice:
        born = say("Born {date}", date=self.telling.born_apart(row))
        where = row.postcode or row.text
        where = "" if where and born.endswith(where) else where
        return Choice(row.person, self.telling.name(row), ", ".join(filter(None, (born, where))))

"""Erase one plan for good: what goes and what stays, the right plan, why, and a second look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.desk import Desk, Erasing
from eolplan.errors import EolplanError
from eolplan.words import long_date, partial_date, say, tr
from ui.pages.banner import banner_of
from ui.pages.form import LineField, Problems
from ui.pages.once_more import TwoLooksPage
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import (
    BannerFacts,
    Button,
    Card,
    Complaint,
    DateBoxes,
    FlowLayout,
    Heading,
    PlainLabel,
)

_NAME: Final = "erase"
_REASON: Final = 200


class ErasingPage(TwoLooksPage):
    """Two cards to read, three things to write, then a look at what is going to happen.

    Nothing is kept of what is typed: whoever leaves the page begins again.

    Args:
        desk: What is at hand.
        where: Opened for a person.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        self._desk, self._erasing = desk, Erasing(desk, where.person)
        self._subject = self._erasing.subject
        title = say("Erase {name}'s plan for good", name=self._subject.called)
        super().__init__(_NAME, where, title, onward=tr("Look at what goes"))
        self._add_first()
        self._add_card(tr("What goes"), self._goes())
        self._add_card(tr("What stays"), self._stays())
        self._ask()
        self._back = Button(tr("Not now"), icon="arrow-left", identifier=f"{_NAME}.back")
        self._back.clicked.connect(lambda: self.wanted.emit(self.up()))
        self.add_action(self._back)

    # -- what the window asks ------------------------------------------------

    def banner(self) -> BannerFacts:
        """Return whose plan it is."""
        return banner_of(self._desk, self.where.person)

    def first_focus(self) -> QWidget:
        """Return what can be done instead, else the box for the name."""
        return self.instead or self.part or self.name.box

    def up(self) -> Where:
        """Lead to the plan."""
        return Where("person", person=self.where.person)

    def form_focus(self) -> QWidget:
        """Return the box for the name: what could be done instead was read before."""
        return self.name.box

    def check(self) -> Problems:
        """Say what is to be mended: whether it is the right plan, then why."""
        wrong = self._erasing.problems(self.name.text(), self.born.value(), self.reason.text())
        if problem := self.born.problem():
            wrong["born"] = problem
        boxes = {"name": self.name.box, "born": self.born.mend(), "reason": self.reason.box}
        self._born_complaint.show_problems([wrong["born"]] if "born" in wrong else [])
        self.born.complain("born" in wrong)
        return [(wrong[part], box) for part, box in boxes.items() if part in wrong]

    def submit(self) -> None:
        """Show what is going to happen, before it does."""
        second = self._second_look()
        self.look_once_more(second, self.once_more)

    # -- what it means -----------------------------------------------------------

    def _add_first(self) -> None:
        """Say what to think of first; offer to end a plan in use, and to part what was joined."""
        for words in self._first():
            self._fields.addWidget(PlainLabel(words, self._form))
        row = QWidget(self._form)
        flow = FlowLayout(row)
        self.instead: Button | None = None
        self.part: Button | None = None
        if not self._erasing.ended:
            self.instead = self._way(tr("End the plan instead"), "status", row)
            flow.addWidget(self.instead)
        if len(self._erasing.records) > 1:
            self.part = self._way(tr("Part the records first"), "joining", row)
            flow.addWidget(self.part)
        row.setVisible(bool(self.instead or self.part))
        self._fields.addWidget(row)

    def _way(self, words: str, page: str, parent: QWidget) -> Button:
        """Return a way to do something else first."""
        there = Where(page, person=self.where.person)
        button = Button(words, parent, identifier=f"{_NAME}.{page}")
        button.clicked.connect(lambda: self.wanted.emit(there))
        return button

    def _first(self) -> Iterator[str]:
        yield tr("Care records are kept for years as a rule. Look first at what your organisation"
                 " says about keeping them.")  # fmt: skip
        if day := self._erasing.keep_until:
            yield say("It is written in this plan that it is kept until {date}.",
                      date=partial_date(day))  # fmt: skip
        if not self._erasing.ended:
            yield say("This plan is in use. If {name} has died, moved or does not want a plan any"
                      " more, end it: the plan leaves the list, and is kept.",
                      name=self._subject.called)  # fmt: skip

    def _goes(self) -> Iterator[str]:
        name = self._subject.called
        yield say(
            "Everything about {name} on this laptop: every answer, what is half typed, the signed"
            " versions, the history, and why copies were made. Nobody can bring it back.",
            name=name,
        )
        if (count := len(self._erasing.records)) > 1:
            yield say("{count} records are read as one here. All of them go.", count=count)
        yield say("Words about {name} that were moved out of the plan of somebody else.", name=name)

    def _stays(self) -> Iterator[str]:
        copies = self._erasing.copies
        if copies == 1:
            yield tr("One copy has left this laptop. It stays where it is. Ask for it back first.")
        elif copies:
            yield say("{count} copies have left this laptop. They stay where they are. Ask for"
                      " them back first.", count=copies)  # fmt: skip
        else:
            yield tr("No copy has left this laptop.")
        yield tr("Back-ups: a new one is made at once, and the older ones here and in the second"
                 " place go with it. One that was carried away holds the plan as long as it is"
                 " kept.")  # fmt: skip
        yield tr("That a plan was erased, on which day, by whom and why. It says no name. A mark"
                 " that nobody can read keeps a copy or a back-up from bringing the plan"
                 " back.")  # fmt: skip

    def _add_card(self, title: str, sentences: Iterator[str]) -> None:
        card = Card(title, self._form)
        for words in sentences:
            card.column.addWidget(PlainLabel(words, card))
        self._fields.addWidget(card)

    # -- what is asked -----------------------------------------------------------

    def _ask(self) -> None:
        card = Card(tr("Is this the right plan?"), self._form)
        self.name = LineField(
            tr("Full name, as at the head of the plan"), card, identifier=f"{_NAME}.name", most=80,
            hint=tr("Given names and family name, in either order. A short name will not do."),
        )  # fmt: skip
        self.reason = LineField(
            tr("Why it is erased"), card, identifier=f"{_NAME}.reason", most=_REASON,
            hint=tr("Such as: kept as long as the rule asks. Leave names out: these words are"
                    " kept."),
        )  # fmt: skip
        card.column.addWidget(self.name)
        self._ask_born(card)
        card.column.addWidget(self.reason)
        self._fields.addWidget(card)

    def _ask_born(self, card: Card) -> None:
        words = tr("Date of birth")
        holder = QWidget(card)
        column = space_out(QVBoxLayout(holder), 4)
        column.addWidget(PlainLabel(words, holder, style="strong"))
        if not self._subject.born:
            hint = tr("This plan holds none, so leave it blank.")
            column.addWidget(PlainLabel(hint, holder, style="small", colour="text2"))
        self._born_complaint = Complaint(holder)
        self.born = DateBoxes(words, holder, identifier=f"{_NAME}.born")
        column.addWidget(self._born_complaint)
        column.addWidget(self.born)
        card.column.addWidget(holder)

    # -- the second look -----------------------------------------------------------

    def _second_look(self) -> QWidget:
        asked = QWidget(self)
        column = space_out(QVBoxLayout(asked), 12)
        self.once_more = Heading(tr("Erase this plan for good?"), asked, style="h2")
        column.addWidget(self.once_more)
        who = say("{name}, born {date}", name=self._subject.listed, date=self._subject.born_words)
        column.addWidget(PlainLabel(who, asked, style="strong"))
        why = say("Why: {words}", words=self.reason.text())
        today = say("Today, {date}, by {name}.", date=long_date(self._desk.today),
                    name=self._desk.staff.name)  # fmt: skip
        for words in (why, today, tr("There is no undo. It can take a moment.")):
            column.addWidget(PlainLabel(words, asked))
        row = QWidget(asked)
        flow = FlowLayout(row)
        change = Button(tr("Go back to the details"), row, identifier=f"{_NAME}.change")
        change.clicked.connect(self._to_form)
        self.yes = Button(
            tr("Erase for good"), row, kind="primary", identifier=f"{_NAME}.yes",
            name=say("Erase the plan of {name} for good", name=self._subject.listed),
        )  # fmt: skip
        self.yes.clicked.connect(self._erase)
        flow.addWidget(change)
        flow.addWidget(self.yes)
        column.addWidget(row)
        return asked

    def _erase(self) -> None:
        try:
            self._erasing.erase(self.name.text(), self.born.value(), self.reason.text())
        except EolplanError as e:
            self.trouble.emit(e)
            return
        self.saved.emit()
        self.wanted.emit(Where("people"))
        self.said.emit(tr("The plan was erased. A new back-up is made now."), False)

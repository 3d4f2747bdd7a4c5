"""Who a copy is for: a kind of reader, or one of the people by name, and what was agreed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.desk import Desk
from eolplan.handover import AUDIENCES, Reader, agreement, basis, needed_for, readers
from eolplan.handover.audience import OWN_COPY
from eolplan.subject import Subject
from eolplan.words import N_, say, tr
from ui.pages.agreed import Agreed, Told, told
from ui.theme import space_out
from ui.widgets import Choice, ChoiceGroup, Heading, PlainLabel, announce, into_sight

READERS: Final = (
    ("ambulance", N_("Ambulance and urgent care"), N_("Page 1 first. The nearest people only.")),
    ("gp", N_("GP practice"), N_("For the GP and the practice. Everyone to ring, and the last"
                                 " five changes.")),
    ("hospice", N_("Hospice and team"), N_("Adds detail, everyone to ring, and what changed.")),
    ("care_home", N_("Care home"),
     N_("For the staff there. As for the hospice, without how {name}'s decisions were looked at.")),
    ("own", N_("For {name} to keep"),
     N_("What {name} said, and who to ring. Nothing that is for staff only.")),
    ("bedside", N_("For the house"),
     N_("Stays in the folder at home, for whoever comes. Numbers for an emergency only.")),
    ("family", N_("A relative or friend"),
     N_("One person, by name. Nothing that they may not know, and no phone numbers.")),
    ("full", N_("Full record"),
     N_("Holds what no other copy may, such as notes for staff only. Needs a reason.")),
)  # fmt: skip

RECORD_PAGE: Final = "agree.page"
"""Where it is asked whether there is to be a record at all."""

_FIRST: Final = 6
"""People who are seen at once; the plan lists those to ring first at the head."""

_PERSON: Final = ":"
"""Before the person, where a kind of reader is for one of them by name."""


class Whom(QWidget):
    """Asks who it is for, and tells what was said about them.

    Args:
        desk: What is at hand.
        person: Whose plan it is.
        parent: The page.
        identifier: ``page``; its parts are named under it.

    Attributes:
        readers: The kinds of reader.
        people: The people of the plan; nobody where there are none.
        agreed: What was agreed.

    Signals:
        chosen: somebody else was chosen, and what was agreed about them is shown.
        ask_wanted: ask the person now; carries the question.
        reason_given: the user has typed a reason and moved on.
    """

    chosen = Signal()
    ask_wanted = Signal(str)
    reason_given = Signal()

    def __init__(self, desk: Desk, person: str, parent: QWidget, *, identifier: str) -> None:
        super().__init__(parent)
        self._desk, self._person = desk, person
        log = desk.log(person)
        who = Subject.of(log)
        self._name = who.called
        self._people = {one.id: one for one in readers(desk.guide, log, who.names())}
        column = space_out(QVBoxLayout(self), 16)
        question = tr("Who is it for?")
        self.readers = ChoiceGroup(
            question,
            [Choice(code, tr(words).format(name=self._name), tr(hint).format(name=self._name))
             for code, words, hint in READERS],
            self, columns=1, identifier=f"{identifier}.reader",
        )  # fmt: skip
        self._by_name = self._named(identifier)
        self._kept = PlainLabel("", self, style="strong")
        self.agreed = Agreed(self, identifier=f"{identifier}.agreed")
        for widget in (Heading(question, self, style="h2"), self.readers, self._by_name,
                       self._kept, self.agreed):  # fmt: skip
            column.addWidget(widget)
        self.readers.changed.connect(self._choose)
        self.people.changed.connect(self._choose)
        self.agreed.ask_wanted.connect(lambda: self.ask_wanted.emit(self._asks()))
        self.agreed.reason_given.connect(self.reason_given)
        self._show()

    def _named(self, identifier: str) -> QWidget:
        """Return the list of the people, each with what was said that they may know."""
        holder = QWidget(self)
        column = space_out(QVBoxLayout(holder), 8)
        question = tr("Which person is it for?")
        column.addWidget(Heading(question, holder, style="strong"))
        self.people = ChoiceGroup(
            question,
            [Choice(one.id, one.who, _may_know(one), more=number >= _FIRST)
             for number, one in enumerate(self._people.values())],
            holder, columns=1, identifier=f"{identifier}.person",
        )  # fmt: skip
        column.addWidget(self.people)
        if not self._people:
            self.people.hide()
            column.addWidget(PlainLabel(tr("Nobody is in this plan yet. Write them down first,"
                                           " under the people who matter."), holder))  # fmt: skip
        return holder

    # -- what was chosen -------------------------------------------------------

    def whom(self) -> str:
        """Return what ``choose`` takes: the reader, and who of the people it is by name."""
        return _PERSON.join(filter(None, (self.audience(), self.reader())))

    def audience(self) -> str:
        """Return the kind of reader, or empty."""
        return self.readers.value()

    def reader(self) -> str:
        """Return which of the people it is for; empty where it is for a kind of reader."""
        return self.people.value() if self._is_by_name() else ""

    def choose(self, whom: str) -> None:
        """Choose what ``whom`` told; whoever is not there any more is left out."""
        audience, reader = parted(whom)
        if audience in (code for code, _, _ in READERS):
            self.readers.card(audience).setChecked(True)
            if reader in self._people:
                self.people.card(reader).setChecked(True)

    def problems(self) -> list[tuple[str, QWidget]]:
        """Return what is needed before a copy is made, each with what mends it."""
        if not self.audience():
            return [(tr("Choose who it is for"), self.readers)]
        if self._is_by_name() and not self.reader():
            mends = self.people if self._people else self.readers
            return [(tr("Choose which person it is for"), mends)]
        if refusal := self._refusal():
            return [(refusal, self.people)]
        if stop := self.agreed.stop():
            return [(stop, self.agreed.reason)]
        return []

    def _is_by_name(self) -> bool:
        return bool(self.audience()) and AUDIENCES[self.audience()].named

    def _refusal(self) -> str:
        one = self._people.get(self.reader())
        return one.refusal if one else ""

    # -- what is shown -----------------------------------------------------------

    def _choose(self) -> None:
        self._show()
        if self._is_by_name() and self._people and not self.reader():
            into_sight(self.people.first())  # what is asked next lies below all the readers
        self.chosen.emit()

    def _show(self) -> None:
        """Show what was said about whom it is for, or why they get no copy."""
        named, refusal = self._is_by_name(), self._refusal()
        self._by_name.setVisible(named)
        self._kept.setText(refusal)
        self._kept.setVisible(bool(refusal))
        if refusal:
            announce(self, refusal)
        known = bool(self.audience()) and not refusal and (not named or bool(self.reader()))
        self.agreed.setVisible(known)
        if known:
            said, found = self._said()
            asked = bool(AUDIENCES[self.audience()].asked)
            one = self._people.get(self.reader())
            log = self._desk.log(self._person)
            open_ = one.name if one and needed_for(log, self.audience()) == "yes" else ""
            self.agreed.show_said(said, found.facts, asked=asked, tag=found.tag, reader=open_)

    def _said(self) -> tuple[str, Told]:
        """Return what was agreed about the reader, and about the one person among them."""
        log = self._desk.log(self._person)
        found = told(log, self._desk.guide, self.audience(), self._name)
        said = needed_for(log, self.audience())
        one = self._people.get(self.reader())
        if one is None:
            return said, found
        may_know = say("Nobody has asked what {reader} may know.", reader=one.name)
        if one.may_know:
            may_know = say("{reader} may know: {words}", reader=one.name, words=one.may_know)
        if said == "yes" and one.agreed != "yes":  # this alone is open
            return one.agreed, Told((may_know,))
        return said, Told((*found.facts, may_know), found.tag)

    def _asks(self) -> str:
        """Return the question that settles what stands in the way."""
        log = self._desk.log(self._person)
        if not AUDIENCES[self.audience()].asked:
            return OWN_COPY
        if basis(self._desk.guide, log).refused:
            return RECORD_PAGE
        return "contact" if agreement(log, self.audience()) == "yes" else "agree.sharing"


def parted(whom: str) -> tuple[str, str]:
    """Return the kind of reader and who of the people, as ``Whom.whom`` put them together."""
    audience, _, reader = whom.partition(_PERSON)
    return audience, reader


def _may_know(one: Reader) -> str:
    if not one.may_know:
        return tr("Not asked yet what they may know")
    return say("May know: {words}", words=one.may_know)

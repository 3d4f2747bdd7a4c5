"""A second signature, on the check page: ask somebody for it, or write down that it was given."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import (
    Awaited,
    Conversation,
    NotWritten,
    ask_nobody,
    ask_second,
    asked_anew,
    awaited,
)
from eolplan.desk import Desk
from eolplan.desk.half_written import HalfWritten
from eolplan.identity import Act
from eolplan.record import Entry
from eolplan.words import say, tr
from ui.fields import Around, field_for
from ui.pages.fact_card import FactCard
from ui.pages.form import LineField
from ui.pages.recording import Problem, Recording
from ui.theme import space_out
from ui.widgets import Button, FlowLayout, PlainLabel, identify

_NAME: Final = "check.second"
_GIVEN: Final = "sign.second.on"


class SignSecond(QObject):
    """Builds the card, and keeps it true to the record.

    Args:
        desk: Of its staff those who sign off can be asked by one press.
        talk: The talk.
        around: What fields need to know.
        recording: Records the day on which somebody signed on paper.
        parent: The page.

    Attributes:
        card: For the page.

    Signals:
        changed: somebody is asked, or no longer.
        unsaved: the disk did not take it; carries the error.
    """

    changed = Signal()
    unsaved = Signal(object)

    def __init__(
        self, desk: Desk, talk: Conversation, around: Around, recording: Recording,
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._talk, team = talk, desk.team.members()
        self._team = [s for s in team if s.id != talk.staff.id and s.can(Act.SIGN) and not s.left]
        self._half = HalfWritten(desk, _NAME, talk.person)
        self.card = FactCard(
            tr("Second signature"), tr("Change who else signs"), parent, identifier=_NAME
        )
        self._asks, self._waits = QWidget(self.card), QWidget(self.card)
        self.card.inside.addWidget(self._asks)
        self.card.inside.addWidget(self._waits)
        self._build_asking()
        self._build_waiting(around, recording)
        recording.recorded.connect(self._arrange)
        self._typed = recording.keep_too(self._keep)
        self._take_up()
        self._arrange()
        waits = awaited(talk.log) is not None or asked_anew(talk)
        if not waits and not any(self._half.texts().values()):
            self.card.fold(tr("One signature is enough."))

    def problems(self) -> list[Problem]:
        """Say that a name was typed of which nobody is asked yet: it is not to go unseen."""
        name = self.name.text()
        if not name or awaited(self._talk.log) is not None:
            self.name.complain("")
            return []
        words = say("Ask {name} for the second signature, or clear the name.", name=name)
        self.name.complain(words)
        return [(words, self.name.box)]

    def _take_up(self) -> None:
        """Show whose name was half-typed earlier, and from now on keep what is."""
        half = self._half.texts()
        for part, line in (("name", self.name), ("role", self.role)):
            line.box.setText("".join(half.get(part, [])))
            line.box.textEdited.connect(self._typed)

    def _keep(self) -> None:
        """Keep what is half-typed; of whom is asked, nothing is."""
        typed = {"name": [self.name.box.text()], "role": [self.role.box.text()]}
        self._half.keep(typed if any(map(any, typed.values())) else {})

    def _build_asking(self) -> None:
        column = space_out(QVBoxLayout(self._asks), 12)
        column.addWidget(PlainLabel(tr("Who is to sign this too?"), self._asks, style="strong"))
        row = QWidget(self._asks)
        flow = FlowLayout(row)
        buttons = []
        for colleague in self._team:
            words = say("{name}, {role}", name=colleague.name, role=colleague.role)
            button = Button(words, row, icon="user", identifier=f"{_NAME}.ask.{colleague.id}")
            button.clicked.connect(partial(self._ask, colleague.name, colleague.role))
            flow.addWidget(button)
            buttons.append(button)
        row.setVisible(bool(buttons))
        column.addWidget(row)
        hint = tr("Somebody who is not in this team signs on paper.")
        self.name = LineField(tr("Somebody else: name"), self._asks, identifier=f"{_NAME}.name",
                              hint=hint, letters=30, most=70)  # fmt: skip
        self.role = LineField(tr("Role"), self._asks, identifier=f"{_NAME}.role", letters=30,
                              most=70)  # fmt: skip
        ask = QWidget(self._asks)
        press = Button(tr("Ask for this signature"), ask, identifier=f"{_NAME}.ask")
        press.clicked.connect(self._ask_typed)
        FlowLayout(ask).addWidget(press)
        for widget in (self.name, self.role, ask):
            column.addWidget(widget)
        first = buttons[0] if buttons else self.name.box
        self.card.open_with(lambda: first)

    def _build_waiting(self, around: Around, recording: Recording) -> None:
        column = space_out(QVBoxLayout(self._waits), 12)
        self._told = PlainLabel("", self._waits, style="strong")
        column.addWidget(self._told)
        self._means = PlainLabel("", self._waits)
        column.addWidget(self._means)
        question = self._talk.guide.question(_GIVEN)
        self._given = field_for(question, around, self._waits, labelled=True)
        recording.watch(self._given)
        column.addWidget(self._given)
        row = QWidget(self._waits)
        stop = Button(tr("One signature is enough"), row)
        identify(stop, f"{_NAME}.stop")
        stop.clicked.connect(self._stop)
        FlowLayout(row).addWidget(stop)
        column.addWidget(row)

    def _arrange(self, *_key: str) -> None:
        """Ask who, or say who is asked, or will be with the next version."""
        asked, anew = awaited(self._talk.log), asked_anew(self._talk)
        self._asks.setVisible(asked is None and not anew)
        self._waits.setVisible(asked is not None or bool(anew))
        if anew:
            self._tell_anew(anew)
        if asked is not None:
            self._tell(asked)
            for line in (self.name, self.role):  # they are asked: nothing is half-typed
                line.box.clear()
                line.complain("")

    def _tell_anew(self, name: str) -> None:
        """Say that a signature counts for what it signed, and whom the next version waits for."""
        words = say("{name} signed an earlier version, and is asked to sign this too.", name=name)
        self._told.setText(words)
        self._means.setText(tr("Page 1 will say that they have not signed it yet."))
        self._given.hide()

    def _tell(self, asked: Awaited) -> None:
        """Say who is asked and how they sign: the day of a paper is asked of nobody here."""
        role, mine = f", {asked.role}" if asked.role else "", asked.is_of(self._talk.staff)
        here = mine or any(map(asked.names, self._team))
        words = say("{name} is asked to sign this too.", name=f"{asked.name}{role}")
        means = tr("Page 1 says that they have not signed yet. They sign on paper. Then write the"
                   " day here.")  # fmt: skip
        if here:
            means = tr("Page 1 says that they have not signed yet. They sign here, under their own"
                       " name.")  # fmt: skip
        if mine:
            words = tr("You are asked to sign this too.")
            means = tr("Page 1 says that you have not signed yet. Sign off below, and it says so no"
                       " more.")  # fmt: skip
        self._told.setText(words)
        self._means.setText(means)
        self._given.setVisible(not here)

    def _ask_typed(self) -> None:
        name = self.name.text()
        self.name.complain("" if name else tr("Enter a name"))
        if name:
            self._ask(name, self.role.text())

    def _ask(self, name: str, role: str, *_pressed: bool) -> None:
        self._act(partial(ask_second, self._talk, name, role))

    def _stop(self) -> None:
        self._act(partial(ask_nobody, self._talk))

    def _act(self, act: Callable[[], tuple[Entry, ...]]) -> None:
        try:
            act()
        except NotWritten as e:
            self.unsaved.emit(e)
            return
        self._arrange()
        self._typed()
        self.changed.emit()

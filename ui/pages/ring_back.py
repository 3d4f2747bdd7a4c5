"""Reported, and no more: what family tell of four things waits for a doctor or nurse to ring back.

Those are CPR, a refusal, an attorney and how far treatment goes (clinical
decisions, D9). Whatever limits treatment is never changed by a telephone call.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from eolplan.conversation import Conversation, NotWritten
from eolplan.guide import Question
from eolplan.record import Value, view_of
from eolplan.words import say, tr
from ui.pages import voices
from ui.pages.follow_up import FollowUp
from ui.pages.onward import page_of, to_question
from ui.widgets import Button, Card, FlowLayout, PlainLabel, ToggleButton

REPORTED: Final[Mapping[str, str]] = {
    "cpr.person_view": "cpr.person_view",
    "cpr.recommendation": "cpr.person_view",
    "cpr.form": "cpr.person_view",
    "esc.wish": "esc.wish",
    "esc": "esc.wish",
    "rec": "esc.wish",
    "papers": "papers",
    "adrt": "papers",
    "poa": "papers",
}
"""Pages that touch one of the four -> the page beside whose answer a report is written down."""


class RingBack(FollowUp):
    """The action "ring back today", for whoever knows the person.

    Args:
        talk: In which something was reported.
    """

    _name = "ring back"
    _days = 0

    def _what(self) -> str:
        return tr("Ring back about what family reported")

    def _whom(self) -> dict[str, Value]:
        return {}  # a doctor or nurse who knows the person: nobody by name yet


class RingBackCard(Card):
    """Says that it is only reported, and offers to put the call among today's actions.

    Args:
        talk: In which it was reported.
        parent: The page.
        identifier: ``page.ring_back``.

    Signals:
        done: the action is there now, or is gone again; carries the words that say so.
        unsaved: the disk did not take it; carries the error.
    """

    done = Signal(str)
    unsaved = Signal(object)

    def __init__(self, talk: Conversation, parent: QWidget, *, identifier: str) -> None:
        super().__init__("", parent)
        self._action = RingBack(talk)
        name = talk.subject.called
        words = say("Reported. A doctor or nurse who knows {name} rings back today.", name=name)
        self.column.addWidget(PlainLabel(words, self))
        row = QWidget(self)
        self.today = ToggleButton(
            tr("Put it with today's actions"), row, identifier=f"{identifier}.today"
        )
        FlowLayout(row).addWidget(self.today)
        self.column.addWidget(row)
        self.refresh()
        self.today.toggled.connect(self._put)

    def refresh(self) -> None:
        """Show whether the action is there."""
        self.today.blockSignals(True)
        self.today.setChecked(self._action.due)
        self.today.blockSignals(False)

    def _put(self, wanted: bool) -> None:
        try:
            if wanted:
                self._action.ask()
            else:
                self._action.take_back()
        except NotWritten as e:
            self.refresh()
            self.unsaved.emit(e)
        else:
            there, gone = tr("It is with the actions for today."), tr("It is taken off again.")
            self.done.emit(there if wanted else gone)


class ToldByFamily(Card):
    """On a page that staff fill in: what family tell of it is written down elsewhere, as theirs.

    Args:
        talk: The talk.
        page: The page where reports are kept.
        note: ``Where.note`` that it is opened with.
        parent: The page it stands on.
        identifier: ``page.told``.

    Signals:
        wanted: somebody tells something; carries a ``Where``.
    """

    wanted = Signal(object)

    def __init__(
        self, talk: Conversation, page: Question, note: str, parent: QWidget, *, identifier: str
    ) -> None:
        super().__init__(tr("Told by family?"), parent)
        words = tr("Then it is not changed here. Write it down as their words.")
        self.column.addWidget(PlainLabel(words, self))
        row = QWidget(self)
        flow = FlowLayout(row)
        for instance, name in voices.contacts(talk)[: voices.MOST_OTHERS]:
            button = Button(
                say("{name} says", name=name), row, identifier=f"{identifier}.{instance}"
            )
            there = to_question(talk, page, instance=view_of(instance), note=note)
            button.clicked.connect(lambda *_, there=there: self.wanted.emit(there))
            flow.addWidget(button)
        self.column.addWidget(row)


def reported_on(talk: Conversation, page: Question) -> Question | None:
    """Return the page beside whose answer family's report of *page* is kept; None: any may say."""
    return page_of(talk, REPORTED.get(page.id, ""))

"""The head of the overview: whose plan, how fresh it is, and what can be done with it."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import Conversation
from eolplan.desk import Desk
from eolplan.errors import EolplanError
from eolplan.history import last_checked
from eolplan.identity import Act
from eolplan.status import state_of
from eolplan.words import ago, long_date, say, tr
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import BesideLayout, Button, FlowLayout, Heading, PlainLabel

_NAME: Final = "person"


class PersonHead(QWidget):
    """The heading, the version and when it was last checked, and a row of buttons.

    Args:
        desk: What is at hand.
        talk: A talk with the person.
        parent: The page.
        heading: What the page is about.
        stopped: A talk stopped: how to carry it on is told below.

    Attributes:
        first: The first way on, or None.

    Signals:
        wanted: the user wants to go somewhere; carries a ``Where``.
        start: a conversation is to be started.
        listed: somebody came onto one's own list, or off it; carries which.
        trouble: it could not be; carries the error.
    """

    wanted = Signal(object)
    start = Signal()
    listed = Signal(bool)
    trouble = Signal(object)

    def __init__(
        self, desk: Desk, talk: Conversation, parent: QWidget, *, heading: str, stopped: bool
    ) -> None:
        super().__init__(parent)
        self._desk, self._talk, self._stopped = desk, talk, stopped
        self._ended = state_of(talk.log).ended
        self._version = talk.log.latest_version()
        self.first: Button | None = None
        column = space_out(QVBoxLayout(self), 8)
        titles = QWidget(self)
        beside = BesideLayout(titles)
        beside.addWidget(Heading(heading, titles))
        beside.addWidget(PlainLabel(self._fresh(), titles, style="small", colour="text2"))
        column.addWidget(titles)
        column.addWidget(self._ways())

    def _ways(self) -> QWidget:
        tools, person = QWidget(self), self._talk.person
        flow = FlowLayout(tools)
        if (onward := self._onward(tools)) is not None:
            self.first = onward
            flow.addWidget(onward)
        if self._version is not None and self._desk.can(Act.SHARE):
            share = Button(tr("Share"), tools, icon="share-2", identifier=f"{_NAME}.share")
            share.clicked.connect(lambda: self.wanted.emit(Where("share", person=person)))
            flow.addWidget(share)
        status = Button(tr("How the plan stands"), tools, identifier=f"{_NAME}.status_page")
        status.clicked.connect(lambda: self.wanted.emit(Where("status", person=person)))
        flow.addWidget(status)
        if len(self._desk.team.members()) > 1:
            flow.addWidget(self._list_button(tools))
        return tools

    def _onward(self, parent: QWidget) -> Button | None:
        """Return the one primary button; None where carrying on is told below."""
        if not self._desk.can(Act.RECORD) or self._ended:
            read = Button(
                tr("Read all of it"), parent, kind="primary", icon="file-text",
                identifier=f"{_NAME}.read",
            )  # fmt: skip
            there = Where("reading", person=self._talk.person)
            read.clicked.connect(lambda: self.wanted.emit(there))
            return read
        if self._stopped:
            return None
        start = Button(
            tr("Start a conversation"), parent, kind="primary", icon="play",
            identifier=f"{_NAME}.start",
        )  # fmt: skip
        start.clicked.connect(self.start)
        return start

    def _list_button(self, parent: QWidget) -> Button:
        """Return the button that puts somebody on one's own list, or takes them off it."""
        mine = self._desk.caseload.mine.has(self._talk.person)
        words = tr("Take off my list") if mine else tr("Put on my list")
        button = Button(words, parent, icon="user", identifier=f"{_NAME}.mine")
        button.clicked.connect(lambda: self._pick(on=not mine))
        return button

    def _pick(self, *, on: bool) -> None:
        try:
            self._desk.caseload.mine.pick(self._talk.person, on=on)
        except EolplanError as e:
            self.trouble.emit(e)
            return
        self.listed.emit(on)

    def _fresh(self) -> str:
        """Say which version there is, and when it was last checked with the person."""
        parts = []
        if self._version is not None:
            signed = dt.datetime.fromisoformat(self._version.signed_at).astimezone().date()
            date = long_date(signed)
            parts.append(say("Version {number}, {date}", number=self._version.number, date=date))
        last = last_checked(self._talk.log, self._desk.guide)
        if last and not self._ended:
            days = (self._desk.today - dt.date.fromisoformat(last)).days
            name = self._talk.subject.called
            parts.append(say("Last checked with {name} {when}", name=name, when=ago(days)))
        return "\n".join(parts)

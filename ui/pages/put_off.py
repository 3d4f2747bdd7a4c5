"""What pages of the guide share: the question, and the ways of not answering it now."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from eolplan.conversation import walk, walked
from eolplan.desk import Desk
from eolplan.record import Answer, Standing
from eolplan.words import N_, partial_date, say, tr
from ui.pages import exits
from ui.pages.aside import Aside
from ui.pages.later import LaterCard
from ui.pages.onward import onward, page_of
from ui.pages.talk import TalkPage
from ui.pages.where import Where
from ui.widgets import Button

STATEMENT: Final = "statement"
"""A kind that is read and not answered."""

_STAYS: Final = N_("What is written here stays as it is.")
SILENT: Final = (Standing.NOT_ASKED,)
_PUT_OFF: Final = (
    Standing.NOT_ASKED,
    Standing.ASKED_NOT_READY,
    Standing.UNDECIDED,
    Standing.COME_BACK_LATER,
)
"""What "Come back later" may stand in place of; an answer stays."""


class PutOffPage(TalkPage):
    """A page of the guide, which may be put off: today, until a day, or with its whole topic.

    Args:
        identifier: The ``page`` of ``page.control``.
        desk: Where the talk is.
        where: ``question`` is a page, or a field of one; ``note`` tells where
            Continue leads back to.

    Attributes:
        page: What is asked.
        section: The topic that it stands in.
    """

    def __init__(self, identifier: str, desk: Desk, where: Where) -> None:
        super().__init__(identifier, desk, where, guided=True)
        self.page = page_of(self.talk, where.question) or walk(self.talk)[0][1]
        self.section = self.talk.guide.section_of(self.page.id)
        self.where = replace(self.where, question=self.page.id, topic=self.section.id)
        self._later: LaterCard | None = None
        self._off: tuple[Button, ...] = ()

    @property
    def is_theirs(self) -> bool:
        """Whether the person is asked, and may answer in any way or in none."""
        asked = self.page.asks == "person" and self.page.kind != STATEMENT
        return asked and walked(self.section)

    def after(self) -> Where:
        """Return where Continue leads."""
        return onward(self.talk, self.page, self.where.note)

    def back(self) -> Where | None:
        """Lead to whatever lacked somebody who was added here, with them."""
        left = Aside.read(self.where.note)
        return self.after() if left is not None and left.new else super().back()

    def not_today(self) -> None:
        """Leave the question for another day: not asked again in this visit."""
        questions = exits.open_questions(self.talk, self.page, SILENT)
        words = tr("Not today. It can be another day, or never.")
        if not questions and not self.page.repeats:
            words = tr(_STAYS)
        self.record_act(questions, Answer(Standing.ASKED_NOT_READY), words, self.after())

    def later(self, on: str = "") -> None:
        """Put the question off, until an ISO date of any precision or until it fits."""
        words = (
            say("We will come back to this after {date}.", date=partial_date(on))
            if on
            else tr("We will come back to this.")
        )
        questions = exits.open_questions(self.talk, self.page, _PUT_OFF)
        if not questions:
            words = tr(_STAYS)
        answer = Answer(Standing.COME_BACK_LATER, again_on=on)
        self.record_act(questions, answer, words, self.after())

    def leave_topic(self) -> None:
        """The person does not want to talk about any of this topic."""
        questions = [
            q
            for page in self.section.first_pages
            for q in exits.open_questions(self.talk, page, SILENT)
        ]
        words = tr(exits.SAID[exits.RATHER_NOT]) if questions else tr(_STAYS)
        answer = Answer(Standing.ASKED_DECLINED)
        self.record_act(questions, answer, words, self.somewhere("topics"))

    def decline(self) -> None:
        """Of a page with several questions: those that have no answer are not talked about."""
        questions = exits.open_questions(self.talk, self.page, SILENT)
        words = tr(exits.SAID[exits.RATHER_NOT]) if questions else tr(_STAYS)
        self.record_act(questions, Answer(Standing.ASKED_DECLINED), words, None)
        self.refresh()

    def ways_off(self) -> tuple[Button, ...]:
        """Return the buttons that put the question off, for the row of actions."""
        if not self.is_theirs:
            return ()
        name = self.objectName()
        off = Button(tr("Not today"), identifier=f"{name}.not_today")
        off.clicked.connect(self.not_today)
        self._off = (off,)
        if not self.page.repeats:
            later = Button(tr("Come back later"), identifier=f"{name}.later")
            later.clicked.connect(self._ask_when)
            self._off = (off, later)
        return self._off

    def offer_to_put_off(self, offered: bool) -> None:
        """Show the buttons, or hide them while it is not the person who is asked."""
        for button in self._off:
            button.setVisible(offered)
        if self._later is not None:
            self._later.hide()

    def _ask_when(self) -> None:
        """Open the card that puts the question off."""
        if self._later is None:
            title, onward_ = tr("Come back to this later"), tr("Come back to this")
            name = f"{self.objectName()}.put_off"
            self._later = LaterCard(title, onward_, self.talk.today, self, identifier=name)
            self._later.chosen.connect(self.later)
            self._later.left.connect(self.close_later)
            self.column.addWidget(self._later)
        self.open_card(self._later, self._later.first())

    def close_later(self) -> None:
        """Close the card again."""
        if self._later is not None:
            self._later.hide()

"""What pages of the guide share: the question, and the ways of not answering it now."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from eolplan.conversation import OTHER, Conversation, NotWritten, walk, walked
from eolplan.desk import Desk
from eolplan.identity import Act
from eolplan.record import Answer, Standing
from eolplan.telling import standing_words
from eolplan.words import N_, partial_date, say, tr
from ui.pages import exits
from ui.pages.aside import Aside
from ui.pages.asked import day_of
from ui.pages.half_typed import InPassing
from ui.pages.later import LaterCard
from ui.pages.onward import onward, page_of
from ui.pages.other_answer import OtherAnswerCard
from ui.pages.talk import TalkPage
from ui.pages.where import Where
from ui.widgets import Button, PlainLabel, order_tabs

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


_UNANSWERED: Final = tuple(s for s in Standing if s is not Standing.ANSWERED)
"""What another answer takes the place of; one that was given stays."""


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
        self._other: OtherAnswerCard | None = None
        self._other_on = ""  # ISO day of what is shown in it, where it was half-typed before today
        self._passing = InPassing(self)
        self._passing.due.connect(self._keep_other)
        self._off: tuple[Button, ...] = ()
        self.noted = PlainLabel("", self, style="strong")
        self.recording.recorded.connect(self._tell_noted)

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

    def other(self, answer: Answer) -> None:
        """Record one of the answers that are no wish; what was answered stays as it is."""
        questions = exits.open_questions(self.talk, self.page, _UNANSWERED)
        if not questions:
            self.said.emit(tr(_STAYS), False)
            return
        what = standing_words(self.talk.guide, Answer(answer.standing))
        answer = replace(answer, said_on=self._other_on)
        there, words = self.after(), say("Written down: {words}.", words=what)
        if self.record_act(questions, answer, words, None):
            self._drop_other()
            self.wanted.emit(there)
            self.said.emit(words, True)

    def refresh(self) -> None:
        """Show again what stands."""
        super().refresh()
        self._tell_noted()

    def _tell_noted(self, *_key: str) -> None:
        """Say what stands here that no field shows: that it was put off, or why."""
        waiting = exits.open_questions(self.talk, self.page, exits.NOTED) if self.is_theirs else []
        found = (self.talk.reading(question) for question in waiting[:1])
        told = [_told(self.talk, reading.answer) for reading in found if reading.answer]
        self.noted.setText("\n".join(told))
        self.noted.setVisible(bool(told))

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
            other = Button(tr("Another answer"), identifier=f"{name}.other")
            other.clicked.connect(self._ask_which)
            self._off = (off, later, other)
            self._bring_back_other()
        return self._off

    def offer_to_put_off(self, offered: bool) -> None:
        """Show the buttons, or hide them while it is not the person who is asked."""
        for button in self._off:
            button.setVisible(offered)
        self._hide_cards()
        if offered:
            self._bring_back_other()

    def settle(self) -> None:
        """Keep what is half-typed, in the card with the rarer answers too."""
        super().settle()
        self._keep_other()

    def turn(self) -> bool:
        """Record what is on the page; what was only begun in the card stays half-typed."""
        self._keep_other()
        return super().turn()

    def records_other(self) -> bool:
        """Record the rarer answer whose words were just typed; say whether there was one."""
        if self._other is None or self._other.isHidden() or not self._other.begun:
            return False
        self._other.record()
        return True

    def _ask_when(self) -> None:
        """Open the card that puts the question off."""
        if self._later is None:
            title, onward_ = tr("Come back to this later"), tr("Come back to this")
            name = f"{self.objectName()}.put_off"
            self._later = LaterCard(title, onward_, self.talk.today, self, identifier=name)
            self._later.chosen.connect(self.later)
            self._later.left.connect(self.close_later)
            self.column.addWidget(self._later)
        self._hide_cards()
        self.open_card(self._later, self._later.first())

    def _ask_which(self) -> None:
        """Open the card with the rarer answers."""
        self._hide_cards()
        card = self._other_card()
        self.open_card(card, card.first())

    def _other_card(self) -> OtherAnswerCard:
        if self._other is None:
            name = f"{self.objectName()}.other_answer"
            self._other = OtherAnswerCard(self.talk.guide, self.talk.today, self, identifier=name)
            self._other.chosen.connect(self.other)
            self._other.left.connect(self._close_other)
            self._other.edited.connect(self._passing.typed)
            self._other.edited.connect(self._say_today)
            self._other.hide()
            self.column.addWidget(self._other)
        return self._other

    def _bring_back_other(self) -> None:
        """Show the card again in which something was half-typed."""
        held = self.talk.drafted(OTHER, self.page.id)
        if held is None or not isinstance(held.answer.value, dict):
            return
        card = self._other_card()
        card.show_typed(held.answer.value)
        day = day_of(held.at)
        self._other_on = day if day < self.talk.today.isoformat() else ""
        card.show()
        order_tabs(self)

    def _say_today(self) -> None:
        """What is in the card was changed: that is said today."""
        self._other_on = ""

    def _keep_other(self) -> None:
        """Keep what is half-typed in the card, on disk; an empty card is none."""
        self._passing.kept()
        if self._other is None or self._other.isHidden() or not self.desk.can(Act.RECORD):
            return
        if not self._other.begun:
            self._forget_other()
            return
        if self._other_on:
            return  # it stays what was half-typed on that day
        try:
            self.talk.draft(OTHER, Answer(value=self._other.typed()), self.page.id)
        except NotWritten as e:
            self.unsaved.emit(e)

    def _forget_other(self) -> None:
        try:
            if self.talk.drafted(OTHER, self.page.id) is not None:
                self.talk.drop_draft(OTHER, self.page.id)
        except NotWritten as e:
            self.unsaved.emit(e)

    def _drop_other(self) -> None:
        """Take the card away, and what was typed in it: it is recorded, or nobody wants it."""
        card, self._other = self._other, None
        self._say_today()
        self._passing.kept()
        if card is not None:
            card.hide()
            card.deleteLater()
        self._forget_other()

    def _close_other(self) -> None:
        self._drop_other()
        self.close_later()

    def close_later(self) -> None:
        """Close the card that is open."""
        self._hide_cards()

    def _hide_cards(self) -> None:
        for card in (self._later, self._other):
            if card is not None:
                card.hide()


def _told(talk: Conversation, answer: Answer) -> str:
    """Return what was noted, and when it was said."""
    words = standing_words(talk.guide, answer)
    return say("{words}, {date}", words=words, date=partial_date(answer.said_on))

"""The core screen: one question, its answers, its exits, whose words, and the guide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import NotWritten, walk, walked
from eolplan.desk import Desk
from eolplan.record import Answer, Standing
from eolplan.words import partial_date, say, tr
from ui.fields import ContactField, RepeatField, field_for
from ui.pages import exits, voices
from ui.pages.asked import DEPENDS, Asked
from ui.pages.commands import Command
from ui.pages.differ import DifferCard, differing
from ui.pages.later import LaterCard
from ui.pages.members import Members
from ui.pages.onward import (
    FOR_PERSON,
    FOR_SHARE,
    before,
    further,
    onward,
    page_of,
    staff_note,
    to_question,
)
from ui.pages.since import SinceSigned
from ui.pages.stood import Stood
from ui.pages.talk import TalkPage
from ui.pages.where import Where
from ui.pages.whose import Whose
from ui.theme import space_out
from ui.widgets import (
    Button,
    Choice,
    ChoiceGroup,
    ErrorSummary,
    FlowLayout,
    Heading,
    PlainLabel,
    StateTag,
)

_NAME: Final = "conv"
STATEMENT: Final = "statement"
"""A kind that is read and not answered."""

_SILENT: Final = (Standing.NOT_ASKED,)
_PUT_OFF: Final = (
    Standing.NOT_ASKED,
    Standing.ASKED_NOT_READY,
    Standing.UNDECIDED,
    Standing.COME_BACK_LATER,
)
"""What "Come back later" may stand in place of; an answer stays."""


class QuestionPage(TalkPage):
    """One page of the guide, of any kind.

    Args:
        desk: Where the talk is.
        where: ``question`` is a page, or a field, whose page is then shown with
            the focus on it; ``note`` tells where Continue leads back to.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(_NAME, desk, where, guided=True)
        self.page = page_of(self.talk, where.question) or walk(self.talk)[0][1]
        self.section = self.talk.guide.section_of(self.page.id)
        self.where = replace(self.where, question=self.page.id, topic=self.section.id)
        if self.guide_panel is not None:
            self.guide_panel.show_question(self.page, self.section)
            self.guide_panel.leave.connect(self.leave_topic)
        self._note = staff_note(self.talk, self.page)
        if self.guide_panel is not None and self._note is not None:
            self.guide_panel.offer_note()
            self.guide_panel.note.connect(self._to_note)
        self._asked_for = where.question
        self._whose: Whose | None = None
        self._none: ChoiceGroup | None = None
        self._later: LaterCard | None = None
        self._members: Members | None = None
        self._main: Asked | None = None
        self._stood: Stood | None = None
        self._field = field_for(self.page, self.around(), self)
        self._build()
        self._add_actions()
        self.refresh()
        self.recording.edited.connect(self._edited)
        self.recording.recorded.connect(self._recorded)

    # -- what the window asks ------------------------------------------------

    def title(self) -> str:
        """Return the topic, with a warning while something is to be mended."""
        topic = tr(self.section.title)
        return say("Error: {title}", title=topic) if self._summary.problems() else topic

    def first_focus(self) -> QWidget:
        """Return the first control of the field that was asked for, else of the page."""
        asked = self.recording.asked(self._asked_for, self.where.instance)
        if self.page.kind == STATEMENT:
            return self.onward_button
        return asked.field.first() if asked is not None else self._field.first()

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return what keys do here: those of every talk, and the way to the note."""
        own = super().commands()
        return own if self._note is None else {**own, Command.NOTE: self._to_note}

    def _to_note(self) -> None:
        self.wanted.emit(self._note)

    def up(self) -> Where | None:
        """Return the page before this one in the walk."""
        return before(self.talk, self.page)

    def turn(self) -> bool:
        """Record what is on the page; a member that was added and stayed empty goes again."""
        super().turn()
        if self._members is not None:
            self._members.tidy()
        return True

    def remember(self) -> None:
        """Have this page opened again after a lock or a crash; one quick change is no talk."""
        if self.where.note in (FOR_PERSON, FOR_SHARE):
            return
        scroll = self.view.verticalScrollBar().value()
        with suppress(NotWritten):  # the answers matter; the place is only a comfort
            self.talk.here(self.page.id, self.where.instance, scroll=scroll)

    def refresh(self) -> None:
        """Show again what stands, but for what is being typed."""
        if self._members is not None:
            self._members.refresh()
        super().refresh()
        self._since.refresh()
        if self._stood is not None:
            self._stood.note()
        self._show_declined()
        self._show_voice()
        self._half_typed.setVisible(self.recording.drafted)

    # -- going on ------------------------------------------------------------

    def go_on(self) -> None:
        """Record everything and go to the next page, or say what is to be mended first."""
        try:
            problems = self.recording.record(drafts=True)
        except NotWritten as e:
            self.unsaved.emit(e)
            return
        self._summary.show_problems(problems)
        if problems:
            self.view.verticalScrollBar().setValue(0)
        else:
            self.wanted.emit(self._next())

    def _next(self) -> Where:
        return onward(self.talk, self.page, self.where.note)

    def not_today(self) -> None:
        """Leave the question for another day: not asked again in this visit."""
        questions = exits.open_questions(self.talk, self.page, _SILENT)
        words = tr("Not today. It can be another day, or never.")
        if not questions and self._members is None:
            words = tr("What is written here stays as it is.")
        self.record_act(questions, Answer(Standing.ASKED_NOT_READY), words, self._next())

    def later(self, on: str = "") -> None:
        """Put the question off, until an ISO date of any precision or until it fits."""
        words = (
            say("We will come back to this after {date}.", date=partial_date(on))
            if on
            else tr("We will come back to this.")
        )
        questions = exits.open_questions(self.talk, self.page, _PUT_OFF)
        if not questions:
            words = tr("What is written here stays as it is.")
        answer = Answer(Standing.COME_BACK_LATER, again_on=on)
        self.record_act(questions, answer, words, self._next())

    def leave_topic(self) -> None:
        """The person does not want to talk about any of this topic."""
        questions = [
            q
            for page in self.section.first_pages
            for q in exits.open_questions(self.talk, page, _SILENT)
        ]
        words = tr(exits.SAID[exits.RATHER_NOT])
        answer = Answer(Standing.ASKED_DECLINED)
        self.record_act(questions, answer, words, self.somewhere("topics"))

    @property
    def _is_theirs(self) -> bool:
        """Whether the person is asked, and may answer in any way or in none."""
        asked = self.page.asks == "person" and self.page.kind != STATEMENT
        return asked and walked(self.section)

    # -- what is on the page ---------------------------------------------------

    def _build(self) -> None:
        self._summary = ErrorSummary(self, identifier=f"{_NAME}.problems")
        self._since = SinceSigned(self.talk, self.page, self)
        self._half_typed = PlainLabel(
            tr("Half-typed, from earlier"), self, style="small", colour="text2"
        )
        asked = self.around().asked(self.page)
        head = QWidget(self)
        heading = space_out(QVBoxLayout(head), 0)
        for widget in (self._topic_row(), Heading(asked, head), self._since):
            heading.addWidget(widget)
        self.column.addWidget(self._summary)
        self.column.addWidget(head)
        if readings := differing(self.talk, self.page):
            self.column.addWidget(DifferCard(self.talk, readings, self))
        self.column.addWidget(self._field)
        self._offer_exits(asked)
        self._watch()
        self.column.addWidget(self._half_typed)
        self._add_whose()
        self._add_further()

    def _topic_row(self) -> QWidget:
        row = QWidget(self)
        flow = FlowLayout(row, gap=12)
        topic = tr(self.section.title)
        flow.addWidget(PlainLabel(topic, row, style="small", colour="text2"))
        if self.page.asks == "staff":
            self.body.set_ground("staff")
            flow.addWidget(StateTag(tr("For staff to fill in"), "plain", row, icon="notebook-pen"))
        return row

    def _watch(self) -> None:
        if isinstance(self._field, RepeatField):
            self._members = Members(self._field, self.talk, self.recording)
            self._members.opened.connect(self._member_opened)
            self._members.changed.connect(self._member_changed)
            self._members.unsaved.connect(self.unsaved)
            self._members.show(self.where.instance)
            return
        if self.page.kind == STATEMENT:
            return
        if isinstance(self._field, ContactField):
            self._field.add_wanted.connect(self._add_somebody)
        held = self.recording.watch(self._field)
        if self.page.kind != "group":
            self._main = held[0]
            self._stood = Stood(self.talk, self.page, held[0])

    def _offer_exits(self, asked: str) -> None:
        """Exits stand beside the person's own questions, and are answers like the others."""
        if not self._is_theirs or isinstance(self._field, RepeatField):
            return
        if self.page.kind != "group":
            self._field.offer_exits(exits.offered(self.page))
            return
        code = exits.RATHER_NOT
        name = say("Other answers. {question}", question=asked)
        choice = Choice(code, tr(exits.WORDS[code]))
        self._none = ChoiceGroup(name, [choice], self, columns=0, identifier=f"{_NAME}.exit")
        self._none.changed.connect(self._decline_all)
        self.column.addWidget(self._none)

    def _add_whose(self) -> None:
        if self._is_theirs and self.page.whose and self._members is None:
            self._whose = Whose(self.talk, self, identifier=f"{_NAME}.whose")
            self._whose.chosen.connect(self._voice_chosen)
            self.column.addWidget(self._whose)

    def _add_further(self) -> None:
        if (there := further(self.talk, self.page, self.where.note)) is None:
            return
        row = QWidget(self)
        words = tr("Say more about this")
        more = Button(words, row, icon="chevron-right", identifier=f"{_NAME}.further")
        more.clicked.connect(lambda: self.wanted.emit(there))
        FlowLayout(row).addWidget(more)
        self.column.addWidget(row)

    def _add_actions(self) -> None:
        between = []
        if self._is_theirs:
            off = Button(tr("Not today"), identifier=f"{_NAME}.not_today")
            off.clicked.connect(self.not_today)
            between.append(off)
            if self._members is None:
                later = Button(tr("Come back later"), identifier=f"{_NAME}.later")
                later.clicked.connect(self._ask_when)
                between.append(later)
        self.add_actions(*between)

    # -- what the user did -------------------------------------------------------

    def _ask_when(self) -> None:
        """Open the card that puts the question off."""
        if self._later is None:
            title, onward_ = tr("Come back to this later"), tr("Come back to this")
            self._later = LaterCard(
                title, onward_, self.talk.today, self, identifier=f"{_NAME}.put_off"
            )
            self._later.chosen.connect(self.later)
            self._later.left.connect(self._close_later)
            self.column.addWidget(self._later)
        self.open_card(self._later, self._later.first())

    def _close_later(self) -> None:
        if self._later is not None:
            self._later.hide()
        self._field.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_somebody(self) -> None:
        """Go to the people who matter: whoever is meant is not among them yet."""
        self.wanted.emit(to_question(self.talk, self.talk.guide.question(voices.CONTACT)))

    def _edited(self) -> None:
        """Whoever says that it depends is about to say on what."""
        box = self._field.words_box()
        if self._field.exit() == DEPENDS and box is not None and not box.hasFocus():
            box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decline_all(self) -> None:
        """Of a page with several questions: those that have no answer are not talked about."""
        questions = exits.open_questions(self.talk, self.page, _SILENT)
        words = tr(exits.SAID[exits.RATHER_NOT])
        self.record_act(questions, Answer(Standing.ASKED_DECLINED), words, None)
        self.refresh()

    def _voice_chosen(self, code: str) -> None:
        self.recording.voice = code
        self._call_words(code)
        main = self._main
        if main is not None and main.given().standing is not Standing.NOT_ASKED:
            self.recording.touch(main)

    def _recorded(self, question: str) -> None:
        self._since.refresh()
        self._half_typed.setVisible(self.recording.drafted)
        if self._stood is not None and self._main is not None:
            if question == self._main.question.id and (news := self._stood.news()):
                self.said.emit(news, True)
            self._stood.note()

    def _member_opened(self) -> None:
        if self._members is not None:
            self.where = replace(self.where, instance=self._members.open_one)
            self.remember()

    def _member_changed(self, words: str) -> None:
        self.saved.emit()
        self.show_undo()
        if words:
            self.said.emit(words, True)

    # -- showing -------------------------------------------------------------------

    def _show_declined(self) -> None:
        """Show whether all of a page with several questions was declined."""
        if self._none is not None:
            declined = exits.open_questions(self.talk, self.page, (Standing.ASKED_DECLINED,))
            rest = exits.open_questions(self.talk, self.page, _SILENT)
            self._none.show_values([exits.RATHER_NOT] if declined and not rest else [])

    def _show_voice(self) -> None:
        if self._whose is None:
            return
        answer = self._main.shown if self._main is not None else None
        code = self.recording.voice or (voices.code_of(answer) if answer else voices.PERSON)
        self._whose.show_code(code)
        self._call_words(code)

    def _call_words(self, code: str) -> None:
        """Name the boxes for words after whoever is speaking."""
        label = ""
        if name := voices.name_of(self.talk, code):
            label = say("In {name}'s words", name=name)
        elif code == voices.NOTICED:
            label = tr("What you noticed")
        for asked in self.recording.on_page():
            if asked.question.whose and asked.question.asks == "person":
                asked.field.call_words(label)

"""The core screen: one question, its answers, its exits, whose words, and the guide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from eolplan.conversation import NotWritten
from eolplan.desk import Desk
from eolplan.record import Entry, is_view, viewer
from eolplan.words import say, tr
from ui.fields import RepeatField, field_for
from ui.pages import exits, voices
from ui.pages.aside import Aside, added, brought, with_new
from ui.pages.asked import DEPENDS, Asked
from ui.pages.away import UNSAID
from ui.pages.commands import Command
from ui.pages.decline_all import DeclineAll
from ui.pages.differ import DifferCard, differing
from ui.pages.kept_shut import KeptShutCard, kept_shut
from ui.pages.members import Members
from ui.pages.onward import (
    FOR_PERSON,
    FOR_SHARE,
    LEAD_BACK,
    ON_PATH,
    before,
    staff_note,
)
from ui.pages.put_off import STATEMENT, PutOffPage
from ui.pages.question_decided import DecidedFor
from ui.pages.question_head import QuestionHead
from ui.pages.recording import Problem
from ui.pages.ring_back import RingBackCard, ToldByFamily, reported_on
from ui.pages.said_where import said_where
from ui.pages.speakers import Speakers
from ui.pages.stood import Stood
from ui.pages.topic_pages import Here, SayMore
from ui.pages.voices import contacts
from ui.pages.where import Where
from ui.pages.worked_out import WorkedOut
from ui.widgets import ErrorSummary, PlainLabel, order_tabs

_NAME: Final = "conv"


class QuestionPage(PutOffPage):
    """One page of the guide, of any kind.

    Args:
        desk: Where the talk is.
        where: ``question`` is a page, or a field, whose page is then shown with
            the focus on it; ``instance`` is the member of a group that is open,
            or the view of whoever speaks; ``note`` tells where Continue leads
            back to.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        where, new = brought(where)
        super().__init__(_NAME, desk, where)
        if self.guide_panel is not None:
            self.guide_panel.show_question(self.page, self.section)
            self.guide_panel.leave.connect(self.leave_topic)
        self._note = staff_note(self.talk, self.page)
        if self.guide_panel is not None and self._note is not None:
            self.guide_panel.offer_note()
            self.guide_panel.note.connect(self._to_note)
        self._asked_for = where.question
        self._speakers: Speakers | None = None
        self._none: DeclineAll | None = None
        self._members: Members | None = None
        self._main: Asked | None = None
        self._stood: Stood | None = None
        self._ring: RingBackCard | None = None
        self._worked_out = WorkedOut(self.talk, self.page, self)
        self._worked_out.wanted.connect(self.go_aside)
        self._field = field_for(self.page, self.around(), self)
        self._build()
        self.add_actions(*self.ways_off())
        self.refresh()
        if self._speakers is not None:
            self._speakers.begin(where.instance)
        self._show_reported()
        self.recording.edited.connect(self._edited)
        self.recording.recorded.connect(self._recorded)
        self.recording.choose(self._asked_for, self.where.instance, new)

    # -- what the window asks ------------------------------------------------

    def title(self) -> str:
        """Return the topic, with a warning while something is to be mended."""
        topic = tr(self.section.title)
        return say("Error: {title}", title=topic) if self._summary.problems() else topic

    def first_focus(self) -> QWidget:
        """Return the first control of the field that was asked for, else of the page."""
        if self.page.kind == STATEMENT:
            return self.onward_button
        if self._speakers is not None and self._speakers.instance:
            return self._speakers.first()
        asked = self.recording.asked(self._asked_for, self.where.instance)
        there = asked is not None and not asked.field.isHidden()
        field = asked.field if asked is not None and there else self._field
        return field.first()

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return what keys do here: those of every talk, and the way to the note."""
        own = super().commands()
        return own if self._note is None else {**own, Command.NOTE: self._to_note}

    def _to_note(self) -> None:
        if self._note is not None:
            self.wanted.emit(replace(self._note, note=Aside.of(self.where).words()))

    def up(self) -> Where | None:
        """Return the page before this one in the walk."""
        return before(self.talk, self.page)

    @property
    def leads_back(self) -> bool:
        """Whether one thing is changed for another page, and Continue leads back there."""
        return self.where.note in LEAD_BACK or Aside.read(self.where.note) is not None

    def turn(self) -> bool:
        """Record what is on the page; a member that was added and stayed empty goes again."""
        super().turn()
        if self._members is not None and not self.aside:
            self._members.tidy()
        return True

    def remember(self) -> None:
        """Have this page opened again after a lock or a crash; one quick change is no talk.

        From a page beside another one that one is come back to. A path stays where it was, while
        Continue leads back, and where this page is opened again after that.
        """
        note, on, place = self.where.note, self.talk.followed, self.talk.place
        if note in (FOR_PERSON, FOR_SHARE) or Aside.read(note) is not None:
            return
        scroll = self.view.verticalScrollBar().value()
        stays = self.leads_back or (place is not None and place.question == self.page.id)
        step = on.step if on is not None and stays else 0
        with suppress(NotWritten):  # the answers matter; the place is only a comfort
            self.talk.here(self.page.id, self.where.instance, scroll=scroll, step=step)

    def refresh(self) -> None:
        """Show again what stands, but for what is being typed."""
        if self._members is not None:
            self._members.refresh()
        super().refresh()
        self._follow()
        if self._stood is not None:
            self._stood.note()
        if self._none is not None:
            self._none.refresh()
        if self._speakers is not None:
            self._speakers.refresh()
        self._show_reported()
        self._half_typed.setVisible(self.recording.drafted)

    # -- going on ------------------------------------------------------------

    def go_on(self) -> None:
        """Record everything and go to the next page, or say what is to be mended first."""
        if self.records_other():
            return
        try:
            problems = self.recording.record(drafts=True)
        except NotWritten as e:
            self.unsaved.emit(e)
            return
        self._summary.show_problems(problems)
        if problems:
            self.view.verticalScrollBar().setValue(0)
        elif self._members is not None and self._members.open_begun():
            self.said.emit(tr("This was half-typed earlier. Look at it, then continue."), False)
        else:
            self.wanted.emit(self.after())

    # -- what is on the page ---------------------------------------------------

    def _build(self) -> None:
        self._summary = ErrorSummary(self, identifier=f"{_NAME}.problems")
        self._half_typed = PlainLabel(
            tr("Half-typed, from earlier"), self, style="small", colour="text2"
        )
        asked = self.around().asked(self.page)
        self._head = QuestionHead(self.desk, self.talk, self.page, self.where, asked, self)
        self._head.wanted.connect(self.wanted)
        self._head.unsaved.connect(self.unsaved)
        if voices.NOT_THEIRS.get(self.page.asks):
            self.body.set_ground("staff")
        self.column.addWidget(self._summary)
        self.column.addWidget(self._head)
        if readings := differing(self.talk, self.page):
            self.column.addWidget(DifferCard(self.talk, readings, self))
        if shut := kept_shut(self.talk, self.page):
            self.column.addWidget(KeptShutCard(self.desk, self.talk, shut, self))
        both = (self._worked_out, self._field)
        for widget in both if self._worked_out.comes_first else reversed(both):
            self.column.addWidget(widget)
        self._offer_exits(asked)
        self.column.addWidget(self.noted)
        self._watch()
        self.column.addWidget(self._half_typed)
        self._add_speakers()
        self._add_reported()
        self._add_source()
        self._add_further()

    def _watch(self) -> None:
        if isinstance(self._field, RepeatField):
            new = added(self.where.note)
            self._members = Members(self._field, self.talk, self.recording, new)
            self._members.opened.connect(self._member_opened)
            self._members.changed.connect(self._member_changed)
            self._members.refused.connect(self._member_refused)
            self._members.unsaved.connect(self.unsaved)
            self._members.show(self.where.instance)
            return
        if self.page.kind == STATEMENT:
            return
        held = self.recording.watch(self._field)
        if self.page.kind != "group":
            self._main = held[0]
            self._stood = Stood(self.talk, self.page, held[0])

    def _offer_exits(self, asked: str) -> None:
        """Exits stand beside the person's own questions, and are answers like the others."""
        if not self.is_theirs or isinstance(self._field, RepeatField):
            return
        if self.page.kind != "group":
            self._field.offer_exits(exits.offered(self.page))
            return
        name = f"{_NAME}.exit"
        self._none = DeclineAll(self.talk, self.page, asked, self, identifier=name)
        self._none.changed.connect(self.decline)
        self.column.addWidget(self._none)

    def _add_speakers(self) -> None:
        if self.is_theirs and self.page.whose and self._members is None:
            made = Speakers(self.page, self.talk, self.recording, self.around(), self)
            made.turned.connect(self._turned)
            made.taken_in.connect(self.open_again)
            made.unsaved.connect(self.unsaved)
            self._speakers = made
            self.column.addWidget(made)

    def _add_source(self) -> None:
        """Of one thing that is changed between visits: was it said by telephone, or where."""
        if self.where.note != FOR_PERSON:
            return
        if (field := said_where(self.talk, self.around(), self)) is not None:
            self.column.addWidget(field)
            self.recording.watch(field)

    def _add_reported(self) -> None:
        """Of four things, what family tell is only reported, and a doctor or nurse rings back."""
        kept_at = reported_on(self.talk, self.page)
        called = self.where.note == FOR_PERSON or self.where.note.startswith(ON_PATH)
        if kept_at is None or not called:
            return
        if kept_at is not self.page:
            if contacts(self.talk):
                name, note = f"{_NAME}.told", self.where.note
                told = ToldByFamily(self.talk, kept_at, note, self, identifier=name)
                told.wanted.connect(self.wanted)
                self.column.insertWidget(self.column.indexOf(self._field), told)
            return
        self._ring = RingBackCard(self.talk, self, identifier=f"{_NAME}.ring_back")
        self._ring.done.connect(self.put_with_actions)
        self._ring.unsaved.connect(self.unsaved)
        self.column.addWidget(self._ring)

    def _show_reported(self) -> None:
        """Show what follows from a report while somebody of the family speaks."""
        if self._ring is not None:
            speaking = self._speakers.instance if self._speakers is not None else ""
            self._ring.refresh()
            self._ring.setVisible(is_view(speaking) and bool(viewer(speaking)))

    def _add_further(self) -> None:
        """Where the topic ends, say by name what more there is; before it, what comes next."""
        self._decided = DecidedFor(self.talk, self.page, self.where.note, self)
        self._decided.wanted.connect(self.wanted)
        self.column.addWidget(self._decided)
        here = Here(self.talk, self.page, self.where.note)
        self._more = SayMore(here, self.section, self, identifier=f"{_NAME}.more")
        self._more.wanted.connect(self.wanted)
        self.column.addWidget(self._more)

    # -- what the user did -------------------------------------------------------

    def close_later(self) -> None:
        """Close the card that puts the question off, and go back to the answer."""
        super().close_later()
        self._field.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self) -> None:
        """Whoever says that it depends is about to say on what."""
        box = self._field.words_box()
        if self._field.exit() == DEPENDS and box is not None and not box.hasFocus():
            box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turned(self) -> None:
        """Somebody else speaks now; only while it is the person, the person's answer is open."""
        if self._speakers is None:
            return
        theirs = not self._speakers.instance
        spoken = self._speakers.instance
        self.where = replace(self.where, instance="" if spoken == UNSAID else spoken)
        self._field.setVisible(theirs)
        if self._none is not None:
            self._none.setVisible(theirs)
        self.offer_to_put_off(theirs)
        self._half_typed.setVisible(self.recording.drafted)
        self._show_reported()
        order_tabs(self)
        self.remember()

    def undo(self) -> None:
        """Take the last change back, unless whoever speaks here would be left with words."""
        if self._speakers is not None and (waits := self._speakers.holds_undo()):
            self.said.emit(waits, False)
        else:
            super().undo()

    def _was_undone(self, undone: tuple[Entry, ...]) -> None:
        if self._speakers is not None:
            self._speakers.follow(undone)
        super()._was_undone(undone)

    def _follow(self) -> None:
        """Have what hangs on the answers of this page show what stands now."""
        self._head.refresh()
        self._decided.refresh()
        self._worked_out.refresh()
        self._more.refresh()

    def _recorded(self, question: str, instance: str) -> None:
        self._follow()
        if self._speakers is not None:
            self._speakers.refresh()
        self._half_typed.setVisible(self.recording.drafted)
        if self._stood is not None and self._main is not None:
            if self._main.key == (question, instance) and (news := self._stood.news()):
                self.said.emit(news, True)
            self._stood.note()

    def _member_refused(self, problems: list[Problem]) -> None:
        """What is to be mended first stands at the top too; the focus is where it is mended."""
        self._summary.show_problems(problems)
        problems[0][1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _member_opened(self) -> None:
        self._summary.show_problems([])  # what it led to goes from the page
        if self._members is not None:
            note = with_new(self.where.note, self._members.newly_open)
            self.where = replace(self.where, instance=self._members.open_one, note=note)
            self._head.show_member(self._members.open_one)
            self._half_typed.setVisible(self.recording.drafted)
            self.remember()

    def _member_changed(self, words: str) -> None:
        self._summary.show_problems([])
        self._follow()
        self.saved.emit()
        self.show_undo()
        if words:
            self.said.emit(words, True)

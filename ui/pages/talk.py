"""What all pages of a conversation share: the talk, the banner, recording, undo, and the place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from eolplan.conversation import Conversation, NotWritten
from eolplan.desk import Desk
from eolplan.guide import Question
from eolplan.record import Answer, Entry, NoLongerCurrent, NothingToUndo, is_view
from eolplan.status import state_of
from eolplan.words import listing, say, tr
from ui.fields import Around
from ui.fields.pointing import DIRECTORY
from ui.pages.aside import Aside
from ui.pages.banner import banner_of
from ui.pages.commands import Command
from ui.pages.follow_up import FollowUp
from ui.pages.offered import named_members, offered
from ui.pages.onward import GENTLY, page_of, to_page_1, to_question
from ui.pages.page import Page
from ui.pages.recording import Recording
from ui.pages.talk_guide import TalkGuide
from ui.pages.voices import contacts, speaker
from ui.pages.where import Where
from ui.widgets import BannerFacts, Button, order_tabs

_NAMED: Final = 2
"""How many things an undo names; more are too long for one line."""


def talk_of(desk: Desk, where: Where) -> Conversation:
    """Return the talk that *where* is part of, the one that stopped here, or a new one."""
    if not where.conversation and (stopped := desk.carry_on(where.person)):
        return stopped
    return desk.conversation(where.person, where.conversation)


class TalkPage(Page):
    """One page of a conversation.

    A subclass builds its fields and gives them to ``recording.watch``; what is
    typed is then drafted, recorded as it settles, and shown again after an undo.

    Args:
        identifier: The ``page`` of ``page.control``.
        desk: Where the talk is.
        where: The place it was opened for.
        guided: True puts the guide panel beside the page.
        at_once: False where answers wait until the user goes on.

    Attributes:
        desk: Where the talk is.
        talk: The talk; pages share one.
        follow_up: The action that "Follow up tomorrow" stands for.
        recording: Sees what the fields give onto the disk.
        guide_panel: What to say, and help; None where the page is not guided.
        aside: The page is left for another one, and come back to.
    """

    talking = True

    def __init__(
        self,
        identifier: str,
        desk: Desk,
        where: Where,
        *,
        guided: bool = False,
        at_once: bool = True,
    ) -> None:
        self.desk, self.talk = desk, talk_of(desk, where)
        self._alone = state_of(self.talk.log).died
        self.follow_up, self.aside = FollowUp(self.talk), False
        self.guide_panel = (
            TalkGuide(self.talk, desk.staff, self.follow_up, identifier=f"{identifier}.guide")
            if guided
            else None
        )
        super().__init__(
            identifier, replace(where, conversation=self.talk.id), guide=self.guide_panel
        )
        if self.guide_panel is not None:
            self.guide_panel.cover.connect(self.cover_wanted)
            self.guide_panel.pause.connect(self.pause)
            self.guide_panel.finish.connect(self.finish_gently)
            self.guide_panel.follow.connect(self.follow)
        self.recording = Recording(self, self.talk, at_once=at_once)
        self.recording.recorded.connect(self._on_recorded)
        self.recording.unsaved.connect(self.unsaved)
        self.recording.taken_away.connect(
            lambda held: self.said.emit(say("Removed: {what}", what=held), True)
        )
        if self.guide_panel is not None:
            self.guide_panel.unsaved.connect(self.unsaved)
            self.saved.connect(self.guide_panel.look_again)  # also what was removed or undone
        self._undo: Button | None = None

    # -- what the window asks ------------------------------------------------

    def banner(self) -> BannerFacts | None:
        """Return whose plan this is."""
        return banner_of(self.desk, self.where.person)

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return what keys do in a conversation."""
        own = {**super().commands(), Command.CONTINUE: self.go_on}
        if not self._alone:
            own[Command.PAUSE] = self.pause
            own[Command.TOPICS] = self.to_topics
        if self.talk.can_undo:
            own[Command.UNDO] = self.undo
        return own

    def settle(self) -> None:
        """Keep what is half-typed as drafts; from now on nothing here is an answer.

        Raises:
            NotWritten: the disk did not take them.
        """
        self.recording.resting = True
        self.remember()
        self.recording.keep()

    def turn(self) -> bool:
        """Record what is on the page, for another one.

        Raises:
            NotWritten: the disk did not take it; the page stays.
        """
        self.remember()
        self.recording.record()
        self.recording.keep()  # what is to be mended stays a draft
        return True

    def restore(self, place: Where) -> None:
        """Go to the spot, and take what the fields tell for answers again."""
        super().restore(place)
        self.recording.resting = False
        self.remember()

    def refresh(self) -> None:
        """Show again what stands."""
        self.recording.show()
        self.show_undo()

    # -- what a page of a conversation does ------------------------------------

    def go_on(self) -> None:
        """Continue was pressed."""

    def pause(self) -> None:
        """Stop for now, at this very spot."""
        self.wanted.emit(self.somewhere("paused"))

    def finish_gently(self) -> None:
        """It was too much: stop, thank the person, and leave it there."""
        self.wanted.emit(self.somewhere("paused", GENTLY))

    def follow(self, wanted: bool) -> None:
        """Put "Follow up tomorrow" among the actions, or take it off again."""
        try:
            if wanted:
                self.follow_up.ask()
            else:
                self.follow_up.take_back()
        except NotWritten as e:
            self.unsaved.emit(e)
        else:
            self._on_recorded()
            done = tr("Follow up tomorrow is with the actions.")
            self.said.emit(done if wanted else tr("Follow up tomorrow is taken off."), True)
        self.show_followed()

    def put_with_actions(self, words: str) -> None:
        """Say that an action was added, or is gone again."""
        self._on_recorded()
        self.said.emit(words, True)

    def show_followed(self) -> None:
        """Show in the help whether a follow-up is among the actions."""
        if self.guide_panel is not None:
            self.guide_panel.refresh_help()

    def undo(self) -> None:
        """Take the last change back, and go to where it was made."""
        try:
            undone = self.talk.undo()
        except (NothingToUndo, NoLongerCurrent) as e:
            self.trouble.emit(e)
        except NotWritten as e:
            self.unsaved.emit(e)
        else:
            self._was_undone(undone)

    def remember(self) -> None:
        """Have this page opened again after a lock or a crash; pages that are none leave it."""

    def somewhere(self, page: str, note: str = "") -> Where:
        """Return another page of this conversation."""
        return Where(page, person=self.where.person, conversation=self.talk.id, note=note)

    def around(self, page: str = "conv") -> Around:
        """Return what fields need to know besides their question."""
        return Around(
            names=self.talk.names,
            find=self.talk.guide.question,
            reading=self.talk.known,
            contacts=contacts(self.talk),
            page=page,
            digits=self.desk.digits,
            members=lambda group: named_members(self.talk, group),
            services=lambda: offered(self.desk),
            age=self.talk.subject.age(self.talk.today),
            go=self.go_aside,
        )

    def go_aside(self, name: str, wants: str = "") -> None:
        """Go to the page of a list in which somebody or something is to be added.

        Args:
            name: The list; ``DIRECTORY`` or the id of a question.
            wants: The question for which it is, and which is come back to.
        """
        self.aside = True
        if name == DIRECTORY:
            self.wanted.emit(Where(DIRECTORY))
            return
        page = self.talk.guide.question(name)
        self.wanted.emit(to_question(self.talk, page, note=Aside.of(self.where, wants).words()))

    def record_act(
        self, questions: Iterable[str], answer: Answer, words: str, there: Where | None
    ) -> bool:
        """Record *answer* on several questions in one act, go *there*, and say so where one is.

        What could not be saved keeps the page.

        Returns:
            Whether it is on disk.
        """
        try:
            self.recording.record()
            made = self.talk.record([(q, "", self._spoken(q, answer)) for q in questions])
        except NotWritten as e:
            self.unsaved.emit(e)
            return False
        if made:
            self.saved.emit()
        if there is not None:
            self.wanted.emit(there)
        self.said.emit(words, bool(made))
        return True

    def open_again(self, instance: str, words: str) -> None:
        """Show this page anew, at *instance*, and say what was just recorded."""
        self.saved.emit()
        self.wanted.emit(replace(self.where, instance=instance))
        self.said.emit(words, True)

    def add_actions(self, *between: Button) -> None:
        """Add Back and Continue, then *between*, then Pause, All topics and Undo.

        After a death there is no talk to pause, and no other topic.
        """
        name = self.objectName()
        back = Button(tr("Back"), icon="arrow-left", identifier=f"{name}.back")
        back.clicked.connect(lambda: self.asked.emit(Command.BACK))
        self.onward_button = Button(
            tr("Continue"), kind="primary", icon="arrow-right", identifier=f"{name}.continue"
        )
        self.onward_button.clicked.connect(self.go_on)
        out = () if self._alone else (self._way_to_pause(name), self._way_to_all(name))
        self._undo = Button(tr("Undo"), icon="undo-2", identifier=f"{name}.undo")
        # a press is no moving on: what is being typed stays half-typed
        self._undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._undo.clicked.connect(self.undo)
        for button in (back, self.onward_button, *between, *out, self._undo):
            self.add_action(button)
        self.show_undo()

    def _way_to_pause(self, name: str) -> Button:
        pause = Button(tr("Pause"), icon="pause", identifier=f"{name}.pause")
        pause.clicked.connect(self.pause)
        return pause

    def _way_to_all(self, name: str) -> Button:
        """Return the way to all topics; on a path with nothing beside it, to page 1."""
        on = self.talk.followed
        if on is not None and on.path.alone:
            words = tr("Copy page 1 for the house")
            copy = Button(words, icon="file-text", identifier=f"{name}.page_1")
            copy.clicked.connect(lambda: self.wanted.emit(to_page_1(self.talk)))
            return copy
        words = tr("All topics")
        topics = Button(words, kind="link", icon="list-filter", identifier=f"{name}.topics")
        topics.clicked.connect(self.to_topics)
        return topics

    def to_topics(self) -> None:
        """Show all topics, with the focus on the one that is open here."""
        here = f"topics.{self.where.topic}" if self.where.topic else ""
        self.wanted.emit(replace(self.somewhere("topics"), focus=here))

    def show_undo(self) -> None:
        """Show whether there is something to take back."""
        if self._undo is not None:
            self._undo.setVisible(self.talk.can_undo)
        self.commands_changed.emit()

    def open_card(self, card: QWidget, first: QWidget) -> None:
        """Show a card that was hidden, bring all of it into sight, and go to its first control."""
        card.show()
        order_tabs(self)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, card, lambda: self._show_card(card, first))  # it has its place then

    def _show_card(self, card: QWidget, first: QWidget) -> None:
        """Scroll to the whole card, or where it is too high to where the focus is."""
        fits = card.height() <= self.view.viewport().height()
        self.view.show_whole(card if fits else first)

    def _spoken(self, question: str, answer: Answer) -> Answer:
        if not answer.said_by.startswith("person"):  # what staff saw is not the person's voice
            return answer
        asked = self.talk.guide.question(question)
        said_by = speaker(self.talk, asked)
        return replace(answer, said_by=said_by.said_by, said_by_contact=said_by.said_by_contact)

    def _on_recorded(self) -> None:
        self.saved.emit()
        self.show_undo()

    def asked_here(self) -> set[str]:
        """Return the ids of the questions that are asked on this page."""
        return {asked.key[0] for asked in self.recording.on_page()}

    def _was_undone(self, undone: tuple[Entry, ...]) -> None:
        self.saved.emit()
        self.show_followed()
        pages: dict[str, Question] = {}
        for entry in undone:
            if (page := page_of(self.talk, entry.question)) is not None:
                pages[page.id] = page
        here = self.asked_here()
        elsewhere = next((p for p in pages.values() if not _on(p, here)), None)
        if (
            elsewhere is not None
            and not self.follow_up.made(undone)
            and elsewhere.id != self.where.question
        ):
            views = (e.instance for e in undone if is_view(e.instance))
            self.wanted.emit(to_question(self.talk, elsewhere, instance=next(views, "")))
        else:
            self.refresh()
        named = [tr(page.heading) for page in pages.values()][:_NAMED]
        words = say("Undone: {what}.", what=listing(named)) if named else tr("Undone.")
        self.said.emit(words, False)


def _on(page: Question, here: set[str]) -> bool:
    return not here.isdisjoint({page.id, *page.fields})

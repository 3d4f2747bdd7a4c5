"""A pause: everything is saved, nothing has to be done, and four ways on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from eolplan.conversation import NotWritten, recorded_in
from eolplan.desk import Desk
from eolplan.guide import Question
from eolplan.words import say, tr
from ui.pages.commands import Command
from ui.pages.half_typed import DRAFT_AFTER_MS
from ui.pages.onward import GENTLY, READ_BACK, carry_on
from ui.pages.resume import Resume
from ui.pages.talk import TalkPage
from ui.pages.upset import UpsetHelp
from ui.pages.where import Where
from ui.widgets import Button, Card, FlowLayout, Heading, OwnWords, PlainLabel


class PausedPage(TalkPage):
    """Paused; or, by ``Where.note``, what was said read back, or a gentle end.

    Args:
        desk: Where the talk is.
        where: Opened for this talk.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__("paused", desk, where)
        self._help: UpsetHelp | None = None
        self._note: OwnWords | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(DRAFT_AFTER_MS)
        self._soon.timeout.connect(self.remember)
        self.column.addWidget(Heading(self.title(), self))
        self._ways = QWidget(self)
        self._flow = FlowLayout(self._ways)
        self.remember()  # the talk stops now, and the card says so
        forms = {READ_BACK: self._show_read_back, GENTLY: self._show_end}
        self._first = forms.get(where.note, self._show_pause)()

    def title(self) -> str:
        """Return the heading."""
        name = self.talk.subject.called
        if self.where.note == READ_BACK:
            return say("What {name} has said", name=name)
        if self.where.note == GENTLY:
            return say(
                "Thank you for talking about this, {name}. We can leave it there.", name=name
            )
        return tr("Paused. Everything is saved.")

    def first_focus(self) -> QWidget:
        """Return the way on; where it was too much, the cover."""
        return self._first

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return what keys do; who has paused cannot pause again."""
        known = dict(super().commands())
        if self.where.note != READ_BACK:
            del known[Command.PAUSE]
        return known

    def go_on(self) -> None:
        """Carry on where the talk stopped."""
        self.wanted.emit(carry_on(self.talk))

    def stop(self) -> None:
        """Leave it for today; the talk can be taken up where it stopped."""
        self.wanted.emit(Where("people"))
        self.said.emit(tr("You can stop here. It all counts."), False)

    def remember(self) -> None:
        """The talk has stopped here, with the note as it is; to read it back stops nothing."""
        if self.where.note == READ_BACK:
            return
        self._soon.stop()
        place = self.talk.place
        kept = place.note if place is not None else ""
        with suppress(NotWritten):  # no answer hangs on it
            self.talk.pause(self._note.text().strip() if self._note is not None else kept)

    # -- the three forms -----------------------------------------------------

    def _show_pause(self) -> Button:
        name = self.talk.subject.called
        first = self._way("carry_on", tr("Carry on"), "play", self.go_on, primary=True)
        self._way("stop", tr("Stop here for today"), "house", self.stop)
        upset = say("If {name} is upset", name=name)
        self._in_help = (
            self._way("upset", upset, "heart-handshake", self._upset),
            self._way("cover", tr("Cover the screen"), "eye-off", self.cover_wanted.emit),
        )
        self.column.addWidget(self._ways)
        self._note = OwnWords(
            tr("A note to yourself for next time (staff only)"), self, identifier="paused.note"
        )
        place = self.talk.place
        self._note.show_text(place.note if place is not None else "")
        self._note.edited.connect(self._soon.start)
        self._note.left.connect(self.remember)
        self.column.addWidget(self._note)
        self.column.addWidget(Resume(self.talk, self, ways=False, identifier="paused.resume"))
        return first

    def _show_read_back(self) -> Button:
        said = recorded_in(self.talk)
        for page, words in said:
            self.column.addWidget(self._said(page, words))
        if not said:
            words = tr("Nothing that was said in this talk is written down yet.")
            self.column.addWidget(PlainLabel(words, self))
        self.add_action(self._ways)
        return self._way("carry_on", tr("Carry on"), "play", self.go_on, primary=True)

    def _show_end(self) -> Button:
        first = self._way(
            "cover", tr("Cover the screen"), "eye-off", self.cover_wanted.emit, primary=True
        )
        self._way("stop", tr("Stop here for today"), "house", self.stop)
        self._way("carry_on", tr("Carry on"), "play", self.go_on)
        self.column.addWidget(self._ways)
        return first

    def _said(self, page: Question, words: str) -> QWidget:
        card = Card("", self)
        heading = tr(page.heading)
        card.column.addWidget(PlainLabel(heading, card, style="small", colour="text2"))
        card.column.addWidget(PlainLabel(words, card))
        return card

    def _way(
        self, part: str, words: str, icon: str, act: Callable[[], object], *, primary: bool = False
    ) -> Button:
        button = Button(
            words,
            self._ways,
            kind="primary" if primary else "secondary",
            icon=icon,
            identifier=f"paused.{part}",
        )
        button.clicked.connect(lambda: act())
        self._flow.addWidget(button)
        return button

    def _upset(self) -> None:
        """Show what to do when it is too much, under the ways on."""
        if self._help is None:
            self._help = UpsetHelp(
                self.talk.subject.called, self.desk.staff, self, leaves=False, pauses=False,
                followed=self.follow_up.due, identifier="paused.help",
            )  # fmt: skip
            self._help.cover.connect(self.cover_wanted)
            self._help.finish.connect(self.finish_gently)
            self._help.follow.connect(self.follow)
            self._help.closed.connect(self._close_help)
            self.column.insertWidget(self.column.indexOf(self._ways) + 1, self._help)
        for button in self._in_help:
            button.hide()
        self.open_card(self._help, self._help.first())

    def show_followed(self) -> None:
        """Show in the help whether a follow-up is among the actions."""
        if self._help is not None:
            self._help.show_followed(self.follow_up.due)

    def _close_help(self) -> None:
        if self._help is not None:
            self._help.hide()
        for button in self._in_help:
            button.show()
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

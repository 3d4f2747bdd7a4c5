"""The guide beside a question: what to say, and what to do when it is too much."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal

from eolplan.conversation import Conversation, NotWritten, noticed, put_aside, show_again
from eolplan.guide import Names, Question, Section, fill
from eolplan.identity import Act, Staff
from eolplan.rules import Finding
from eolplan.status import state_of
from eolplan.words import say, tr
from ui.pages.follow_up import FollowUp
from ui.pages.reminders import Reminders
from ui.pages.upset import UpsetHelp
from ui.widgets import Button, Guidance, GuidePanel

_STAFF: Final = "staff"
_CARER: Final = "carer"
"""``Question.asks`` of what is filled in alone; else somebody sits beside the laptop."""


class TalkGuide(GuidePanel):
    """The guide of one question, what is worth a look there, and help at its foot.

    Args:
        talk: Whose names stand in the sentences, and what is worth a look in it.
        staff: Whose team can be rung.
        follow_up: What "Follow up tomorrow" stands for.
        identifier: ``page.guide``.

    Signals:
        cover, pause, leave, finish: that way was chosen in the help.
        follow: "Follow up tomorrow" was ticked, or unticked.
        note: the user wants to write a staff-only note.
        unsaved: what was put aside was not kept; carries the error.
    """

    cover = Signal()
    pause = Signal()
    leave = Signal()
    finish = Signal()
    follow = Signal(bool)
    note = Signal()
    unsaved = Signal(object)

    def __init__(
        self, talk: Conversation, staff: Staff, follow_up: FollowUp, *, identifier: str
    ) -> None:
        super().__init__(identifier=identifier)
        self._talk, self._staff, self._follow_up = talk, staff, follow_up
        self._names = names = talk.names
        self._help: UpsetHelp | None = None
        self._reminders: Reminders | None = None
        self._note: Button | None = None
        self._guidance, self._leaves = Guidance(), True
        self._page: Question | None = None
        self._found: tuple[Finding, ...] = ()
        self._hidden: Finding | None = None
        self._who = names.name
        self._upset = Button(
            say("If {name} is upset", name=self._who),
            icon="heart-handshake",
            identifier=f"{identifier}.upset",
        )
        self._upset.clicked.connect(self.show_help)
        self.add_action(self._upset)
        self._upset.setVisible(not state_of(talk.log).died)

    def offer_note(self) -> None:
        """Put the way to the staff-only note at the foot."""
        name = f"{self.objectName()}.note"
        self._note = Button(tr("Staff-only note"), icon="notebook-pen", identifier=name)
        self._note.clicked.connect(self.note)
        self.add_action(self._note)

    def show_question(self, question: Question, section: Section, *, leaves: bool = True) -> None:
        """Show what the guide offers for *question*; *leaves*: there is a topic to leave."""
        self._leaves, self._page, self._hidden = leaves, question, None
        self._guidance = guidance_of(question, section, self._names)
        self._who = self._names.carer if question.asks == _CARER else self._names.name
        self._upset.set_words(say("If {name} is upset", name=self._who))
        self._found = self._worth_a_look()
        self._show()

    def look_again(self) -> None:
        """Show what is worth a look now that something was recorded."""
        found = self._worth_a_look()
        if found != self._found:
            self._found = found
            if self._help is None:
                self._show()

    def _worth_a_look(self) -> tuple[Finding, ...]:
        """Return it; beside a question to the person only what cannot wait."""
        page = self._page
        return noticed(self._talk, page, talking=page.asks != _STAFF) if page else ()

    def _show(self) -> None:
        self._reminders = None
        if not self._found and self._hidden is None:
            self.show_guide(self._guidance)
            return
        may, name = self._talk.staff.can(Act.RECORD), f"{self.objectName()}.reminders"
        self._reminders = Reminders(self._found, may=may, identifier=name, hidden=self._hidden)
        self._reminders.put_aside.connect(self._put_aside)
        self._reminders.show_again.connect(self._show_again)
        self.show_guide(self._guidance, self._reminders)

    def _put_aside(self, finding: Finding) -> None:
        self._turn(put_aside, finding, hidden=finding)

    def _show_again(self, finding: Finding) -> None:
        self._turn(show_again, finding, hidden=None)

    def _turn(
        self, act: Callable[[Conversation, Finding], None], finding: Finding, *,
        hidden: Finding | None,
    ) -> None:  # fmt: skip
        """Hide a note or show it again, and stay by the way back."""
        try:
            act(self._talk, finding)
        except NotWritten as e:
            self.unsaved.emit(e)
            return
        self._hidden, self._found = hidden, self._worth_a_look()
        self._show()
        again = self._reminders.again if self._reminders is not None else None
        (again or self._upset).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_help(self) -> None:
        """Show what to do when it is too much, in place of the guide."""
        identifier = f"{self.objectName()}.help"
        self._help = help_ = UpsetHelp(
            self._who, self._staff, self, leaves=self._leaves,
            followed=self._follow_up.due, identifier=identifier,
        )  # fmt: skip
        help_.cover.connect(self.cover)
        help_.pause.connect(self.pause)
        help_.leave.connect(self.leave)
        help_.finish.connect(self.finish)
        help_.follow.connect(self.follow)
        help_.closed.connect(self._close_help)
        self.show_instead(help_)
        self._show_actions(False)
        help_.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh_help(self) -> None:
        """Show what the tick stands for now; an undo may have changed it."""
        if self._help is not None:
            self._help.show_followed(self._follow_up.due)

    def _close_help(self) -> None:
        self._help = None
        self._show()
        self._show_actions(True)
        self._upset.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_actions(self, there: bool) -> None:
        """Show the buttons at the foot, or leave their room to the help."""
        self._upset.setVisible(there)
        if self._note is not None:
            self._note.setVisible(there)


def guidance_of(question: Question, section: Section, names: Names) -> Guidance:
    """Return what the guide offers for *question*, with the names in it."""
    return Guidance(
        say=tuple(fill(words, names) for words in question.say),
        listen=fill(question.listen, names),
        upset=fill(question.upset, names),
        deeper=tuple(fill(words, names) for words in question.deeper),
        check=fill(question.check, names),
        note=fill(question.note or section.about, names),
    )

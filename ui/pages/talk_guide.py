"""The guide beside a question: what to say, and what to do when it is too much."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from eolplan.guide import Names, Question, Section, fill
from eolplan.identity import Staff
from eolplan.words import say, tr
from ui.pages.upset import UpsetHelp
from ui.widgets import Button, Guidance, GuidePanel


class TalkGuide(GuidePanel):
    """The guide of one question, with the way to help at its foot.

    Args:
        names: Who is who in the sentences.
        staff: Whose team can be rung.
        identifier: ``page.guide``.

    Signals:
        cover, pause, leave, finish: that way was chosen in the help.
        note: the user wants to write a staff-only note.
    """

    cover = Signal()
    pause = Signal()
    leave = Signal()
    finish = Signal()
    note = Signal()

    def __init__(self, names: Names, staff: Staff, *, identifier: str) -> None:
        super().__init__(identifier=identifier)
        self._names, self._staff = names, staff
        self._guidance, self._leaves = Guidance(), True
        self._upset = Button(
            say("If {name} is upset", name=names.name),
            icon="heart-handshake",
            identifier=f"{identifier}.upset",
        )
        self._upset.clicked.connect(self.show_help)
        self.add_action(self._upset)

    def offer_note(self) -> None:
        """Put the way to the staff-only note at the foot."""
        name = f"{self.objectName()}.note"
        button = Button(tr("Staff-only note"), icon="notebook-pen", identifier=name)
        button.clicked.connect(self.note)
        self.add_action(button)

    def show_question(self, question: Question, section: Section, *, leaves: bool = True) -> None:
        """Show what the guide offers for *question*; *leaves*: there is a topic to leave."""
        self._leaves = leaves
        self._guidance = guidance_of(question, section, self._names)
        self.show_guide(self._guidance)

    def show_help(self) -> None:
        """Show what to do when it is too much, in place of the guide."""
        identifier = f"{self.objectName()}.help"
        help_ = UpsetHelp(
            self._names.name, self._staff, self, leaves=self._leaves, identifier=identifier
        )
        help_.cover.connect(self.cover)
        help_.pause.connect(self.pause)
        help_.leave.connect(self.leave)
        help_.finish.connect(self.finish)
        help_.closed.connect(self._close_help)
        self.show_instead(help_)
        self._upset.hide()
        help_.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_help(self) -> None:
        self.show_guide(self._guidance)
        self._upset.show()
        self._upset.setFocus(Qt.FocusReason.OtherFocusReason)


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

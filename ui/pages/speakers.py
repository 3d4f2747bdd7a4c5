"""Whose words are written on a page: the person's answer, or what somebody else says beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import (
    AnswerRejected,
    Conversation,
    NotWritten,
    give_to,
    just_written,
    of_another,
    views_of,
)
from eolplan.guide import Question
from eolplan.identity import MayNot
from eolplan.record import Entry, Standing, dated, is_of_paper, is_view, view_of, viewer
from eolplan.telling import answer_words, name_of, standing_words, told, view_words
from eolplan.words import partial_date, say, tr
from ui.fields import Around, Field, PaperField, TextField
from ui.pages import exits, voices
from ui.pages.away import UNSAID
from ui.pages.lines import whose
from ui.pages.recording import Problem, Recording
from ui.pages.whose import Whose
from ui.theme import space_out
from ui.widgets import Button, FlowLayout, PlainLabel


class Speakers(QWidget):
    """ "Whose words?", what others have said, and a box for the one who speaks now.

    Tapping a voice changes nothing that is recorded. While somebody else
    speaks, the person's own field is out of reach, and what they answered
    stands above the box in words. In a talk in which the person is not, nobody is
    taken for them: until somebody says who speaks, there is nothing to write in.

    Args:
        page: The page of the guide; it has one answer of the person, or a group of them.
        talk: The talk.
        recording: Sees the words onto the disk; it watches the person's field already.
        around: As of ``Field``.
        parent: The page.

    Attributes:
        instance: Where what is written now is kept; empty: the person speaks; ``UNSAID``.

    Signals:
        turned: somebody else speaks now.
        taken_in: who is here was taken among the people who matter, and is to speak; carries
            where their words are kept, and what to say.
        unsaved: the disk did not take what was typed; the voice stays.
    """

    turned = Signal()
    taken_in = Signal(str, str)
    unsaved = Signal(object)

    def __init__(
        self,
        page: Question,
        talk: Conversation,
        recording: Recording,
        around: Around,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.instance = ""
        self._page, self._talk, self._recording, self._around = page, talk, recording, around
        self._question = talk.guide.question(voices.held_at(page))
        self._boxes: dict[str, Field] = {}
        self._answered = PlainLabel("", self)
        stays = say("{name}'s own answer stays as it is.", name=talk.subject.called)
        self._stays = PlainLabel(stays, self, style="small", colour="text2")
        self._move = Button("", self, identifier=f"{around.page}.was_theirs")
        self._move.clicked.connect(self._give)
        moves = QWidget(self)
        FlowLayout(moves).addWidget(self._move)
        self._said = PlainLabel("", self)
        spoken = {viewer(view.instance) for view in views_of(talk, page)}
        self._whose = Whose(talk, self, also=spoken, identifier=f"{around.page}.whose")
        self._whose.chosen.connect(self._choose)
        self._column = space_out(QVBoxLayout(self), 8)
        for widget in (self._answered, self._stays, moves, self._said, self._whose):
            self._column.addWidget(widget)
        self._show()

    # -- who speaks ------------------------------------------------------------

    def begin(self, instance: str) -> None:
        """Let the voice of *instance* speak where it is offered, else whoever is half-typed.

        What the person left half-typed comes first. Who is not there begins nothing.
        """
        offered = self._whose.instances()
        half = (i for i in offered if i and self._talk.drafted(self._question.id, i) is not None)
        speaks = instance
        if instance not in offered or not instance:
            begins = next(half, voices.first_voice(self._talk))
            speaks = "" if self._recording.drafted else begins
        if speaks or instance:  # else the person speaks, as the page shows already
            self._turn(speaks)

    def speak(self, instance: str) -> None:
        """Let another voice speak; what was typed of the one before is recorded first."""
        try:
            problems = self._recording.record()
        except NotWritten as e:
            self._show()
            self.unsaved.emit(e)
            return
        if problems:  # it must not go out of sight with a slip in it
            self._stop_at(problems)
            return
        self._turn(instance)
        if instance:
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, code: str) -> None:
        """Let a voice speak; who is not in the plan yet is taken in first."""
        line = voices.newcomer(self._talk, code)
        if not line:
            self.speak(voices.instance_of(code))
            return
        self._show()
        try:
            problems = self._recording.record()
            one = "" if problems else voices.take_in(self._talk, line)
        except NotWritten as e:
            self.unsaved.emit(e)
            return
        if problems:
            self._stop_at(problems)
            return
        name = name_of(self._talk.log, one)
        words = say("{name} is on the list of people who matter.", name=name)
        self.taken_in.emit(view_of(one), words)

    def follow(self, undone: Iterable[Entry]) -> None:
        """Turn to the voice of which something was undone, unless words are half-typed here."""
        here = {self._page.id, *self._page.fields}
        for entry in undone:
            instance = entry.instance if is_view(entry.instance) else ""
            if entry.question in here and not self._is_typing():
                if instance in self._whose.instances() and instance != self.instance:
                    self._turn(instance)
                return

    def holds_undo(self) -> str:
        """Return why the last change is not taken back yet, in words; empty: it can be.

        What is half-typed here would be left to somebody who is not in the plan any more.
        """
        who = viewer(self.instance) if is_view(self.instance) else ""
        asked = self._recording.asked(self._question.id, self.instance)
        if not who or asked is None or not (asked.touched or asked.drafted_on):
            return ""
        came = (e for e in self._talk.last_act if e.instance == who and not e.supersedes)
        if asked.given().standing is Standing.NOT_ASKED or not any(
            e.question in (voices.CONTACT, voices.NAME) for e in came
        ):
            return ""
        return say("Words of {name} are half-typed here. Go on from them or clear them, then undo.",
                   name=name_of(self._talk.log, who))  # fmt: skip

    def first(self) -> QWidget:
        """Return the box of whoever speaks now, beside the person."""
        return self._whose.row if self.instance == UNSAID else self._boxes[self.instance].first()

    def refresh(self) -> None:
        """Show again what stands."""
        self._show()

    # -- inside ------------------------------------------------------------------

    def _is_typing(self) -> bool:
        asked = self._recording.asked(self._question.id, self.instance)
        return bool(self.instance) and asked is not None and asked.touched

    def _turn(self, instance: str) -> None:
        self.instance = instance
        if instance not in ("", UNSAID, *self._boxes):
            self._add_box(instance)
        self._show()
        self.turned.emit()

    def _add_box(self, instance: str) -> None:
        """Add a box of words and nothing else: a relative's choice is never the person's."""
        words = replace(
            self._question, kind="text", fields=(), hint="", own_words=True, value_set=None
        )
        around = replace(self._around, page=f"{self._around.page}.{instance}")
        kind = PaperField if is_of_paper(instance) else TextField
        field = kind(words, around, self)
        field.call_words(self._label(instance))
        self._boxes[instance] = field
        self._column.insertWidget(self._column.indexOf(self._said), field)
        self._recording.watch(field, instance)

    def _label(self, instance: str) -> str:
        if who := viewer(instance):
            return say("In {name}'s own words", name=name_of(self._talk.log, who))
        if is_of_paper(instance):
            return tr("What the paper says, word for word")
        return tr("What you noticed")

    def _show(self) -> None:
        """Show who speaks, the person's answer in words, and what the others say."""
        talk, name = self._talk, self._talk.subject.called
        self._whose.show_code(voices.code_at(self.instance))
        for instance, field in self._boxes.items():
            field.setVisible(instance == self.instance)
        own = "" if self._spoken_over() else told(talk.guide, talk.log, self._page)
        words = own or tr("Not talked about yet")
        self._answered.setText(say("{name}: {words}", name=name, words=words))
        self._answered.setVisible(bool(self.instance) and own not in self._noted())
        self._stays.setVisible(bool(self.instance and own))
        self._offer_to_move()
        lines = "\n".join(self._lines())
        self._said.setText(lines)
        self._said.setVisible(bool(lines))

    def _offer_to_move(self) -> None:
        """Offer whoever speaks what was just written down as the person's own answer."""
        talk, name = self._talk, self._talk.subject.called
        moves = is_view(self.instance) and bool(just_written(talk, self._page))
        who = viewer(self.instance) if moves else ""
        words = say("I noticed this. {name} did not say it.", name=name)
        if who:
            words = say("{who} said this, not {name}", who=name_of(talk.log, who), name=name)
        elif is_of_paper(self.instance):
            words = say("This is on an earlier paper. {name} did not say it.", name=name)
        self._move.set_words(words)
        self._move.setVisible(moves)

    def _give(self) -> None:
        """Move what was just written as the person's own to whoever speaks: one act, one undo."""
        said = voices.speaker(self._talk, self._question, self.instance)
        try:
            problems = self._recording.record()
            if not problems:
                give_to(self._talk, self._page, said, self.instance)
        except NotWritten as e:
            self.unsaved.emit(e)
            return
        except AnswerRejected as e:
            problems = self._refused(list(e.problems))
        except MayNot as e:
            problems = self._refused([str(e)])
        if problems:
            self._stop_at(problems)
            return
        self._recording.show()
        self._recording.recorded.emit(self._question.id, self.instance)
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, why: list[str]) -> list[Problem]:
        """Say at the box of whoever speaks why nothing was moved."""
        box = self._boxes[self.instance]
        box.complain(why)
        return [(problem, box.mend()) for problem in why]

    def _stop_at(self, problems: Sequence[Problem]) -> None:
        """Stay with whoever speaks, at the first thing that is to be mended."""
        self._show()
        problems[0][1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _noted(self) -> list[str]:
        """Return why there is no answer, in words, where the page says so beside the question."""
        waiting = exits.open_questions(self._talk, self._page, exits.NOTED)
        found = (self._talk.reading(question).answer for question in waiting[:1])
        return [standing_words(self._talk.guide, answer) for answer in found if answer]

    def _spoken_over(self) -> list[str]:
        """Return what others said in the place of the person's answer, as older records have it.

        That the person could not tell us is nobody's word for theirs: the page says so itself.
        """
        talk, found = self._talk, []
        for question in map(talk.guide.question, (self._page.id, *self._page.fields)):
            answer = talk.reading(question.id).answer
            if answer is None or answer.standing is Standing.UNABLE_TO_EXPRESS:
                continue
            if question.whose and of_another(answer):
                words = answer_words(talk.guide, talk.log, question, answer)
                who = whose(talk, question, answer)
                found.append(say("{who}: {words}", who=who, words=words))
        return found

    def _lines(self) -> list[str]:
        """Return what everybody says who does not speak now."""
        found = self._spoken_over()
        for view in views_of(self._talk, self._page):
            if view.instance == self.instance and view.question == self._question.id:
                continue
            words = view_words(self._talk.log, view)
            day = partial_date(dated(view))
            found.append(say("{words} ({date})", words=words, date=day) if day else words)
        return found

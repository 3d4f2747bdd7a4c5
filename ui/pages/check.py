"""Read back what is written, put it right, and sign it off as a version."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from eolplan.conversation import (
    OVERRIDES,
    NotWritten,
    is_asked,
    leave_for_later,
    left_for_later,
    needed,
    said_first,
    stopped,
    walked,
)
from eolplan.desk import Desk
from eolplan.guide import Section
from eolplan.history import lost_words
from eolplan.identity import Act
from eolplan.record import newest_is_unread, next_number
from eolplan.words import say, tr
from ui.pages.changed_since import changed_since
from ui.pages.check_note import kept, noted, of_the_talk
from ui.pages.lines import Line, LineRow, Lines, spot, way_to_change
from ui.pages.onward import FOR_CHECK, FOR_PAGE_1, to_field, to_question
from ui.pages.sign_apart import ApartCard, apart
from ui.pages.sign_facts import SignFacts
from ui.pages.sign_later import asked_too, told_without
from ui.pages.sign_off import SignOff
from ui.pages.sign_override import SignOverrides
from ui.pages.sign_second import SignSecond
from ui.pages.sign_sheet import SignSheet
from ui.pages.sign_students import SignStudents
from ui.pages.sign_topic import TopicCard
from ui.pages.talk import TalkPage
from ui.pages.where import Where
from ui.pages.worth_a_look import add_looks, look_again, looks_at_check
from ui.widgets import (
    Button,
    ErrorSummary,
    Heading,
    PlainLabel,
    order_tabs,
)

_NAME: Final = "check"


class CheckPage(TalkPage):
    """Every topic with what stands in it, the facts a sign-off needs, and the sign-off.

    Args:
        desk: Where the talk is.
        where: Opened for a talk.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(_NAME, desk, of_the_talk(desk, where))
        self._without, seen = left_for_later(self.talk), kept(where.note)
        self._page_1 = FOR_PAGE_1 if where.note.startswith(FOR_PAGE_1) else ""
        self._topics: dict[str, TopicCard] = {}
        self.summary = ErrorSummary(self, identifier=f"{_NAME}.problems")
        self.facts = SignFacts(self.talk, self.around(_NAME), self.recording, self)
        self.facts.unsaved.connect(self.unsaved)
        self.column.addWidget(self.summary)
        self.column.addWidget(Heading(self._heading(), self))
        self._state = PlainLabel("", self, colour="text2")
        self.column.addWidget(self._state)
        if self._page_1:
            first = tr("Sign off here first. Then you come to the copy for the house.")
            self.column.addWidget(PlainLabel(first, self, style="strong"))
        if lost := lost_words(self.talk.log):
            self.column.addWidget(PlainLabel(lost, self, style="strong"))
        self.column.addWidget(self.facts.way, 0, Qt.AlignmentFlag.AlignLeading)
        self._changed = changed_since(desk, self.where.person, self)
        if self._changed is not None:
            self.column.addWidget(self._changed)
        self._add_topics()
        self._looks = add_looks(
            looks_at_check(self.talk), self.talk, self, identifier=_NAME, note=FOR_CHECK
        )
        self.students = SignStudents(self.talk, self)
        self.students.show_gone_through(seen)
        self._add_beside_the_facts()
        second, sheet = is_asked(self.talk), f"{_NAME}.sheet"
        self.sheet = SignSheet(desk.staff, self, second=second, identifier=sheet)
        self.sheet.typed.connect(self._sign_with)
        self._signing = SignOff(self.talk, self.sheet)
        self._signing.signed.connect(self._signed)
        self.sheet.left.connect(self._sheet_left)
        self.sheet.refused.connect(self._show_sheet)
        self.sheet.hide()
        self.column.addWidget(self.sheet)
        self._add_buttons()
        self.recording.recorded.connect(self._show_state)
        self.recording.recorded.connect(self._look_again)
        self._show_state()

    def _add_beside_the_facts(self) -> None:
        """Show what a sign-off needs, what may be answered by a reason, and who else signs."""
        cards: list[QWidget] = [*self.facts.cards]
        self.reasons: SignOverrides | None = None
        if self.desk.can(Act.SIGN):
            self.reasons = reasons = SignOverrides(self.desk, self.talk, self.recording, self)
            reasons.leave_out(self._without)
            around = self.around(_NAME)
            self.second = SignSecond(self.desk, self.talk, around, self.recording, self)
            for part in (reasons, self.second):
                part.unsaved.connect(self.unsaved)
                part.changed.connect(self._on_changed)
            cards += [*reasons.cards, *self.students.cards, self.second.card]
        for card in cards:
            self.column.addWidget(card)

    # -- what the window asks ------------------------------------------------

    def title(self) -> str:
        """Return the heading, with a warning while something is to be mended."""
        heading = self._heading()
        return say("Error: {title}", title=heading) if self.summary.problems() else heading

    def first_focus(self) -> QWidget:
        """Return the first topic that can be changed: this page is read before it is signed.

        Where what changed comes first, the page opens there, and not below it.
        """
        if self._changed is not None:
            return self.facts.way
        first = next(iter(self._topics.values()), None)
        return first.change if first is not None else self.onward

    def place(self) -> Where:
        """Return the page with whom the signer says to have gone through."""
        note = self._page_1 + noted(self.students.gone_through())
        return replace(super().place(), note=note)

    def asked_here(self) -> set[str]:
        """Return the ids of the questions on this page; a reason is typed beside its check."""
        return {*super().asked_here(), OVERRIDES}

    def refresh(self) -> None:
        """Show again what stands in the fields and whether there is something to sign."""
        super().refresh()
        self.facts.arrange()
        if self.reasons is not None:
            self.reasons.refresh()
        self._show_state()

    def entered(self, line: QLineEdit) -> None:
        """Sign off: Enter was pressed after the passphrase. Elsewhere, the next field."""
        if line is self.sheet.secret.box:
            self.sheet.sign()
        else:
            self._on_from(line)

    # -- signing off ---------------------------------------------------------

    def go_on(self) -> None:
        """Open the sheet for the passphrase, or say what is needed first."""
        if not self.desk.can(Act.SIGN):
            self.wanted.emit(Where("person", person=self.where.person))
            return
        if not self.sheet.isHidden():
            self.sheet.sign()
            return
        if not self._lacks() and self._is_fresh():
            self.bar.hide()
            order_tabs(self)
            self.sheet.ask(self._number())
            self._show_sheet()

    def _lacks(self) -> bool:
        """Record all that is typed, and say at the top what else is needed first, if anything."""
        try:
            problems = self.recording.record(drafts=True)
            if self.reasons is not None:
                self.reasons.record()
        except NotWritten as e:
            self.unsaved.emit(e)
            return True
        for fact in needed(self.talk, self._without, self.students.gone_through()):
            mends = self.facts.control(fact) or self.students.control(fact)
            problems.append((fact.needed, self._control(fact.question, mends)))
        problems += self.second.problems()
        self.summary.show_problems(problems)
        if problems:
            self.view.verticalScrollBar().setValue(0)
        return bool(problems)

    def _control(self, question: str, control: QWidget | None) -> QWidget:
        """Return what mends a fact: its field, or the way to the topic it stands in."""
        if control is not None:
            return control
        topic = self._topics.get(self._topic_of(question))
        return topic.change if topic is not None else self.onward

    def _sign_with(self, passphrase: str) -> None:
        """Sign, unless something was typed since that is to be mended first."""
        if not self._lacks():
            self._signing.sign(passphrase, self._without, self.students.gone_through())

    def _signed(self) -> None:
        self.saved.emit()
        self.wanted.emit(Where("signed", person=self.where.person, note=self._page_1))

    def _show_sheet(self) -> None:
        """Bring the sheet into sight, once it has its size; the box whatever else fits."""

        def show() -> None:
            self.view.show_whole(self.sheet)
            self.view.show_whole(self.sheet.secret.box)

        QTimer.singleShot(0, self.sheet, show)

    def _sheet_left(self) -> None:
        self.bar.show()
        order_tabs(self)
        self.onward.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what is on the page ---------------------------------------------------

    def _heading(self) -> str:
        return tr("Check what we have written")

    def _number(self) -> int:
        return next_number(self.talk.log)

    def _is_fresh(self) -> bool:
        """Say whether there is something to sign, be it what a damaged version covered."""
        log = self.talk.log
        return bool(log.unsigned()) or is_asked(self.talk) or newest_is_unread(log)

    def _add_topics(self) -> None:
        lines, silent, unread = Lines(self.talk), [], list[Line]()
        held = stopped(self.talk)
        wholes = {self.talk.guide.section(part).whole for part in held}
        self._without &= wholes  # what was settled since is signed off with the rest
        sections = sorted(self.talk.guide.sections, key=lambda section: not walked(section))
        for section in sections:  # what was said comes before names and numbers
            found = lines.of(section, without=self.facts.asked_here)
            unread += apart(section, found)
            if any(line.words for line in found) or section.id in held:
                self._add_topic(section, found, stops=section.id in held)
            asked = any(q.id in self.facts.asked_here for q in section.questions)
            walks = walked(section) and section.id not in held and not (asked or section.gone)
            if walks and all(line.beside for line in found):
                silent.append(tr(section.title))
        if not unread and not any(walked(s) and s.id in self._topics for s in sections):
            words = tr("Nothing has been said or written down about any topic. A version that is"
                       " signed off now holds no answer at all.")  # fmt: skip
            self.column.addWidget(PlainLabel(words, self, style="strong"))
        elif silent:
            words = say(
                "Not talked about yet: {topics}. That is all right.", topics="; ".join(silent)
            )
            self.column.addWidget(PlainLabel(words, self))
        if unread:
            self.column.addWidget(ApartCard(unread, self._way, self))

    def _add_topic(self, section: Section, lines: tuple[Line, ...], *, stops: bool) -> None:
        card = TopicCard(section, self)
        card.change.clicked.connect(partial(self._to_topic, section))
        for n, line in enumerate(line for line in lines if line.words):
            way, where = self._way(line, f"{section.id}.{n}"), spot(tr(section.title), n + 1)
            card.column.addWidget(LineRow(line, card, way, spot=where))
        if stops and self.desk.can(Act.RECORD):
            told = told_without(self.desk, self.talk, section)
            card.add_without(section.whole in self._without, partial(self._leave, section), told)
        self._topics[section.id] = card
        self.column.addWidget(card)

    def _to_topic(self, section: Section, *_pressed: bool) -> None:
        """Open the topic where it stops the sign-off; else where something was said."""
        here = (f for f in needed(self.talk) if self._topic_of(f.question) == section.id)
        if (lacking := next(here, None)) is not None:
            self._to_field(lacking.question, lacking.instance)
        elif (page := said_first(self.talk, section)) is not None:
            self.wanted.emit(to_question(self.talk, page, note=FOR_CHECK))

    def _topic_of(self, question: str) -> str:
        return self.talk.guide.section_of(question).id if question in self.talk.guide else ""

    def _way(self, line: Line, part: str) -> Button:
        """Return the way to where one answer is changed."""
        way = way_to_change(line, identifier=f"{_NAME}.line.{part}")
        way.clicked.connect(partial(self._to_line, line))
        return way

    def _to_line(self, line: Line, *_pressed: bool) -> None:
        self._to_field(line.question, line.instance)

    def _to_field(self, question: str, instance: str) -> None:
        """Open the page on which a question is asked, at its field."""
        if (there := to_field(self.talk, question, instance, FOR_CHECK)) is not None:
            self.wanted.emit(there)

    def _leave(self, section: Section, without: bool) -> None:
        whole = {section.whole}
        self._without = self._without | whole if without else self._without - whole
        for part in self.talk.guide.parts_of(section.whole):
            if part.id in self._topics:
                self._topics[part.id].show_without(without)
        try:
            leave_for_later(self.talk, self._without)
        except NotWritten as e:
            self.unsaved.emit(e)
        if self.reasons is not None:
            self.reasons.leave_out(self._without)

    def _add_buttons(self) -> None:
        self.onward = Button("", kind="primary", icon="check", identifier=f"{_NAME}.sign")
        self.onward.clicked.connect(self.go_on)
        self.add_action(self.onward)
        self.share = Button(tr("Share"), icon="share-2", identifier=f"{_NAME}.share")
        self.share.clicked.connect(lambda: self.wanted.emit(self.somewhere("share")))
        self.add_action(self.share)
        self._undo = Button(tr("Undo"), icon="undo-2", identifier=f"{_NAME}.undo")
        # a press is no moving on: what is being typed stays half-typed
        self._undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._away = Button("", identifier=f"{_NAME}.leave")
        there = Where("person", person=self.where.person)
        self._away.clicked.connect(lambda: self.wanted.emit(there))
        self._undo.clicked.connect(self.undo)
        self.add_action(self._away)
        self.add_action(self._undo)
        self.show_undo()

    def _show_state(self, *_key: str) -> None:
        """Say whether there is something to sign, and as which version."""
        latest = self.talk.log.latest_version()
        asked, fresh = is_asked(self.talk), self._is_fresh()
        number = self._number()
        words = say("Read it to {name} first. Put right what is not right.",
                    name=self.talk.subject.called)  # fmt: skip
        if not fresh and latest is not None:
            words = say("Nothing has changed since version {number}.", number=latest.number)
        if not self.desk.can(Act.SIGN):
            words = self._for_a_clinician()
        elif asked and latest is not None:
            words = asked_too(self.talk, latest)
        self._state.setText(words)
        self.onward.set_words(say("Sign off as version {number}", number=number))
        self.onward.setVisible(fresh and self.desk.can(Act.SIGN))
        self._away.set_words(tr("Leave unsigned for now") if fresh else tr("Back to the plan"))
        self.share.setVisible(not fresh and self.desk.can(Act.SHARE))

    def _look_again(self, *_key: str) -> None:
        """What was just answered is no doubt any more."""
        look_again(self._looks, looks_at_check(self.talk))

    def _on_changed(self) -> None:
        """Somebody else is to sign, or a reason was written down: it is on disk."""
        self._on_recorded()
        self._show_state()

    def _for_a_clinician(self) -> str:
        """Say to a student what becomes of what they recorded."""
        if not self.talk.log.unsigned():
            return tr("All of this is signed off.")
        return say(
            "Read it to {name} and put right what is not right. All of it is saved. A"
            " colleague goes through it and signs it off.",
            name=self.talk.subject.called,
        )

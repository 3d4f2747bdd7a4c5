"""Every answer that was ever given on one thing, and the ways to put right what is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from eolplan.conversation import bring_back, mistake, out_of_the_way, put_back, say_again
from eolplan.desk import Desk, Past
from eolplan.errors import EolplanError
from eolplan.history import Given, answers, checked_on, is_erased, keys_of, thing_of
from eolplan.identity import Act
from eolplan.record import Standing, is_view
from eolplan.rules.able import said_since
from eolplan.status import state_of
from eolplan.subject import Subject
from eolplan.words import ago, moment, say, tr
from ui.pages.banner import banner_of
from ui.pages.history_amend import AGAIN, AmendCard, Amends
from ui.pages.history_ways import to_answers, to_correct
from ui.pages.onward import FOR_PERSON, page_of, to_question
from ui.pages.page import Page
from ui.pages.where import Where
from ui.widgets import (
    BannerFacts,
    Button,
    Card,
    FlowLayout,
    Heading,
    LongWords,
    PlainLabel,
    StateTag,
    Tone,
    order_tabs,
)

_NAME: Final = "answers"


class AnswersPage(Page):
    """All that was ever said on one thing of a plan, the newest first.

    Args:
        desk: What is at hand.
        where: ``question`` and ``instance`` as of ``to_answers``.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(_NAME, where)
        self._desk, self._past = desk, Past(desk, where.person)
        self.talk = desk.conversation(where.person)
        self._name = Subject.of(self._past.log).called
        self.amend: AmendCard | None = None
        self._cards: dict[str, Card] = {}
        self._first: QWidget | None = None
        self._given = answers(self._past.log, self._past.wordings, where.question, where.instance)
        self._add_ways()
        self.column.addWidget(Heading(self.title(), self))
        if not self._given:
            self.column.addWidget(PlainLabel(tr("Nothing has been written here yet."), self))
        for line in self._notes():
            self.column.addWidget(PlainLabel(line, self, colour="text2"))
        for given in self._given:
            self.column.addWidget(self._card(given))
        self._open_again(where.note)

    # -- what the window asks ------------------------------------------------

    def title(self) -> str:
        """Return what it is about."""
        log, wordings = self._past.log, self._past.wordings
        thing = thing_of((self.where.question, self.where.instance), wordings, log)
        what = thing.heading(wordings, log) if thing is not None else ""
        return say("All answers: {what}", what=what) if what else tr("All answers")

    def banner(self) -> BannerFacts:
        """Return whose plan it is."""
        return banner_of(self._desk, self.where.person)

    def first_focus(self) -> QWidget | None:
        """Return the way back."""
        return self._first

    def place(self) -> Where:
        """Return this page with what was begun on it: a reason is no draft of the plan."""
        if self.amend is None:
            return replace(super().place(), note="")
        typed = (self.amend.given.entry.digest, *self.amend.typed())
        return replace(super().place(), note="\n".join(typed))

    def up(self) -> Where:
        """Lead to the history."""
        return Where("history", person=self.where.person)

    # -- what is on the page ---------------------------------------------------

    def _add_ways(self) -> None:
        """Add the ways on at the top: a page to read begins at its beginning."""
        row = QWidget(self)
        flow = FlowLayout(row)
        back = Button(tr("Back to the history"), row, icon="arrow-left", identifier=f"{_NAME}.back")
        back.clicked.connect(lambda: self.wanted.emit(self.up()))
        flow.addWidget(back)
        self._first = back
        page = page_of(self.talk, self.where.question)
        asked = page is not None and self.talk.shown(page) and self.talk.offers(page)
        if page is not None and asked and self._desk.can(Act.RECORD):
            there = to_question(self.talk, page, instance=self.where.instance, note=FOR_PERSON)
            change = Button(tr("Ask this again"), row, icon="pencil", identifier=f"{_NAME}.change")
            change.clicked.connect(lambda: self.wanted.emit(there))
            flow.addWidget(change)
        self.column.addWidget(row)

    def _notes(self) -> Iterator[str]:
        """Say when it was last checked, and what is not here for whoever reads."""
        log, where = self._past.log, self.where
        keys = keys_of(log, self._past.wordings, where.question, where.instance)
        standing = [g.entry for g in self._given if g.stands and g.is_answer]
        day = max((checked_on(log, entry) for entry in standing), default="")
        if len(day) == len("2026-11-12"):
            days = (self._desk.today - dt.date.fromisoformat(day)).days
            yield say("Last checked with {name} {when}.", name=self._name, when=ago(days))
        if any(log.reading(*key).sealed for key in keys):
            yield tr("More is kept for chosen staff.")
        if is_erased(log, keys):
            yield tr("Something that was written here has been erased for good.")

    def _card(self, given: Given) -> Card:
        card = self._cards[given.entry.digest] = Card("", self)
        card.setObjectName(f"{_NAME}.{given.entry.digest[:8]}")
        head = QWidget(card)
        flow = FlowLayout(head)
        flow.addWidget(Heading(given.heading, head, style="strong"))
        for words, tone in _marks(given):
            flow.addWidget(StateTag(words, tone, head))
        card.column.addWidget(head)
        name = self._called(tr("Show all of it"), given)
        card.column.addWidget(
            LongWords(given.words, name, card, identifier=f"{card.objectName()}.words")
        )
        for line in _small(given):
            card.column.addWidget(PlainLabel(line, card, style="small", colour="text2"))
        if buttons := tuple(self._buttons(given, card)):
            row = QWidget(card)
            flow = FlowLayout(row)
            for button in buttons:
                button.setParent(row)
                flow.addWidget(button)
            card.column.addWidget(row)
        return card

    def _buttons(self, given: Given, card: Card) -> Iterator[Button]:
        """Yield what can be done with one answer, for those who record."""
        if not self._desk.can(Act.RECORD):
            return
        entry = given.entry
        if entry.answer.standing is Standing.REMOVED and given.stands:
            yield self._button(tr("Put it back on the plan"), "bring_back", "undo-2", given, card,
                               partial(self._bring_back, given))  # fmt: skip
        if not given.is_answer or given.mistaken or self._is_membership(given):
            return
        if given.stands:
            if entry.question in self._desk.guide:
                yield self._button(tr("Correct it"), "correct", "pencil", given, card,
                                   partial(self._correct, given))  # fmt: skip
        elif entry.question in self._desk.guide and self._has_place(given):
            yield self._button(tr("Put this back"), "again", "undo-2", given, card,
                               partial(self.ask, "again", given))  # fmt: skip
        yield self._button(tr("Written by mistake"), "mistake", "x", given, card,
                           partial(self.ask, "mistake", given))  # fmt: skip

    def _is_membership(self, given: Given) -> bool:
        guide, question = self._desk.guide, given.entry.question
        return question in guide and guide.question(question).kind == "group"

    def _has_place(self, given: Given) -> bool:
        """Say whether it would be a change, and what the answer is about is on the plan now."""
        guide, entry = self._desk.guide, given.entry
        alike = (g.entry.same_as for g in self._given if g.stands and g.entry.key == entry.key)
        if entry.same_as in alike:
            return False
        group = guide.group_of(entry.question)
        if group is None or not group.repeats or is_view(entry.instance):
            return True
        return entry.instance in self._past.log.instances(group.id)

    def _called(self, action: str, given: Given) -> str:
        """Return what a button about one of several answers is called."""
        number, count = self._given.index(given) + 1, len(self._given)
        return say("{action}. {what}, answer {number} of {count}", action=action,
                   what=given.heading, number=number, count=count)  # fmt: skip

    def _button(
        self, words: str, part: str, icon: str, given: Given, card: Card, do: Callable[[], None]
    ) -> Button:
        name = self._called(words, given)
        button = Button(words, card, kind="quiet", icon=icon,
                        identifier=f"{card.objectName()}.{part}", name=name)  # fmt: skip
        button.clicked.connect(do)
        return button

    # -- putting right -----------------------------------------------------------

    def ask(self, what: Amends, given: Given) -> None:
        """Open the card that asks why, in the answer's own card, and go to it."""
        amend = self._open(what, given)
        order_tabs(self)
        amend.first().setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, amend, lambda: self.view.show_whole(amend))

    def _open_again(self, note: str) -> None:
        """Open the card that was open when the page was left, with what was written in it."""
        digest, what, how, why = (*note.split("\n"), "", "", "", "")[:4]
        ways: dict[str, Amends] = {"again": "again", "mistake": "mistake"}
        for given in self._given:
            if given.entry.digest == digest and what in ways:
                self._open(ways[what], given).show_typed(how, why)

    def _open(self, what: Amends, given: Given) -> AmendCard:
        self._close()
        card = self._cards[given.entry.digest]
        alive = "" if state_of(self.talk.log).died else self._name
        amend = AmendCard(what, given, alive, card, identifier=f"{_NAME}.amend")
        amend.done.connect(lambda how, why: self._record(what, given, how, why))
        amend.left.connect(self._close)
        card.column.addWidget(amend)
        amend.show()
        self.amend = amend
        return amend

    def _close(self) -> None:
        """Take the card away; nothing was changed."""
        amend, self.amend = self.amend, None
        card = amend.parentWidget() if amend is not None else None
        if amend is None or card is None:
            return
        amend.hide()
        amend.setParent(None)
        amend.deleteLater()  # it is one of its buttons that was pressed
        order_tabs(self)
        if (button := card.findChild(Button)) is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _record(self, what: Amends, given: Given, how: str, why: str) -> None:
        entry, done = given.entry, self._put_back_words(given)
        shown = [g.entry for g in self._given if g.stands]
        seen = [head.digest for head in shown if head.key == entry.key]
        if what == "mistake":
            self._do(lambda: mistake(self.talk, entry, why), tr("Marked as written by mistake."))
        elif how == AGAIN:
            self._do(lambda: say_again(self.talk, entry, why, seen=seen), done)
        else:
            self._do(lambda: put_back(self.talk, entry, why, seen=seen), done)

    def _put_back_words(self, given: Given) -> str:
        """Say that an answer is put back; of a place too that it is taken off another rank."""
        entry, guide, done = given.entry, self._desk.guide, tr("The answer is put back.")
        goes = out_of_the_way(self.talk, entry.question, entry.answer, entry.instance)
        if not goes:
            return done
        what = tr(guide.question(goes[0][0]).heading)
        return say("{done} The same place is taken off here: {what}.", done=done, what=what)

    def _bring_back(self, given: Given) -> None:
        self._do(lambda: bring_back(self.talk, given.entry), tr("It is on the plan again."))

    def _correct(self, given: Given) -> None:
        where = self.where
        self.wanted.emit(
            to_correct(where.person, where.question, where.instance, given.entry.digest)
        )

    def _do(self, act: Callable[[], object], words: str) -> None:
        """Record it, show the page as it is then, and say so; or say why not."""
        try:
            act()
        except EolplanError as e:
            self.trouble.emit(e)
            return
        self.saved.emit()
        self._close()  # what is done is not begun again on the way back
        where = self.where
        self.wanted.emit(to_answers(where.person, where.question, where.instance))
        self.said.emit(words, False)


def _marks(given: Given) -> Iterator[tuple[str, Tone]]:
    if given.another:
        yield tr("Written in the wrong plan"), "attention"
    elif given.mistaken:
        yield tr("Written by mistake"), "attention"
    elif given.undone:
        yield say("Undone by {name}", name=given.undone), "attention"
    elif given.stands:
        yield tr("Stands now"), "ok"
    if given.received:
        yield tr("Came with a copy from elsewhere"), "info"


def _small(given: Given) -> Iterator[str]:
    """Yield who said it, why, who wrote it down, and how it was asked."""
    if since := said_since(given.undecided_since):
        yield since
    if given.who and given.is_answer:
        yield given.who
    if given.why:
        yield say("Why: {words}", words=given.why)
    if given.because:
        yield say("Why it was a mistake: {words}", words=given.because)
    if given.asked_then:
        yield say("Asked in other words then: {words}", words=given.asked_then)
    entry = given.entry
    yield say("Written down by {staff}, {when}.", staff=entry.author.name,
              when=moment(entry.recorded))  # fmt: skip

"""Before the first question: a good time, who is here, and whether writing is all right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import AnswerRejected, NotWritten, put_off, taken_up
from eolplan.desk import Desk
from eolplan.guide import Value, fill
from eolplan.record import Answer, Standing
from eolplan.words import N_, clock, tr
from ui.fields import Field, field_for
from ui.pages.asked import Asked
from ui.pages.later import LaterCard
from ui.pages.onward import FOR_TOPICS, OPENING, after_opening, begin
from ui.pages.talk import TalkPage, talk_of
from ui.pages.voices import speaker
from ui.pages.where import Where
from ui.pages.who_is_here import WhoIsHere
from ui.theme import space_out
from ui.widgets import Button, Choice, ChoiceGroup, ErrorSummary, Heading, PlainLabel, order_tabs

_NAME: Final = "opening"
_ALL: Final = "all"
_TIME: Final = "conv.time"
_WHERE: Final = "conv.where"
_CAN_SPEAK: Final = N_("Tick {name} if {she} can speak on the phone.")
_NIGHT: Final = dt.timedelta(hours=8)
"""Within this it is one visit, on whichever side of midnight."""
_NOT_NOW: Final = ("not_now", "no")
_Act = tuple[str, str, Answer]


class OpeningPage(TalkPage):
    """What is settled before a talk. Nothing is asked for, and nothing is ticked beforehand.

    The answers are recorded together when the user goes on, with what needs no
    asking: when, and who led it.

    Args:
        desk: Where the talk is.
        where: Opened for a person; without a talk, the one that stopped here, or a new one.
            What stopped long ago goes on in a new one.

    Raises:
        NotWritten: the disk did not take that it goes on in a new one.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        if not where.conversation:
            where = replace(where, conversation=taken_up(talk_of(desk, where)))
        super().__init__(_NAME, desk, where, guided=True, at_once=False)
        guide = self.talk.guide
        self.page = guide.question(OPENING)
        if self.guide_panel is not None:
            self.guide_panel.show_question(self.page, guide.section_of(OPENING), leaves=False)
        self._over = False
        self._later: LaterCard | None = None
        self._fields: dict[str, Field] = {}
        self._summary = ErrorSummary(self, identifier=f"{_NAME}.problems")
        self.column.addWidget(self._summary)
        self.column.addWidget(Heading(self.title(), self))
        for question in self.page.fields:
            self._add(question)
            if question == "conv.time":
                self._offer_paths()
        off = Button(tr("Not today"), identifier=f"{_NAME}.not_today")
        off.clicked.connect(self._ask_when)
        self.add_actions(off)
        self._ask_anew()
        self._arrange()
        self.recording.edited.connect(self._arrange)

    def title(self) -> str:
        """Return the heading."""
        return tr("Before we start")

    def first_focus(self) -> QWidget:
        """Return whether now is a good time."""
        return self._fields["conv.time"].first()

    # -- what the window asks ------------------------------------------------

    def remember(self) -> None:
        """Have this page opened again, once anything has begun.

        A talk that stopped on a later page is to go on there after this one.
        """
        place = self.talk.place
        stopped = place is not None and place.conversation == self.talk.id and place.question
        begun = self.talk.can_undo or any(a.touched or a.drafted_on for a in self._all())
        if begun and not stopped and not self._over and self._may_write():
            with suppress(NotWritten):  # no answer hangs on it
                self.talk.here(OPENING)

    def turn(self) -> bool:
        """Record what was answered, if anything was, and if it may be written."""
        self.remember()
        if self._may_write() and any(asked.touched for asked in self._all()):
            try:
                self.talk.record(self._acts())
            except AnswerRejected:
                self.recording.keep()
        return True

    def refresh(self) -> None:
        """Show again what stands."""
        super().refresh()
        self._ask_anew()
        self._arrange()

    # -- going on ------------------------------------------------------------

    def go_on(self) -> None:
        """Begin with the first topic; or, where the answers say so, leave it kindly."""
        if not self._may_write():
            words = tr("Nothing will be written. You can add it from memory afterwards.")
            self.said.emit(words, False)
            self.cover_wanted.emit()
        elif self._value("conv.time") == "not_today" or self._permission() in _NOT_NOW:
            self._ask_when()
        elif self._record([*self._acts(), *self._called()]) and self._follow():
            self._begin()

    def _begin(self) -> None:
        try:
            there = after_opening(self.talk)
        except NotWritten as e:
            self.unsaved.emit(e)
        else:
            chooses = self.where.note == FOR_TOPICS and there == begin(self.talk)
            self.wanted.emit(self.somewhere("topics") if chooses else there)

    def leave(self, on: str) -> None:
        """Not today: write that it was offered, and leave kindly.

        Args:
            on: ISO date after which to ask again; empty: nobody said.
        """
        permission = self._permission()
        declined: dict[str, Value] = {
            "conv.time": "not_today",
            "conv.permission": permission if permission in _NOT_NOW else _NOT_NOW[0],
            "conv.declined.what": tr("A talk about what matters and plans ahead"),
            "conv.declined.on": self.talk.today.isoformat(),
        }
        if on:
            declined |= {"conv.declined.again": "on_a_date", "conv.declined.again_on": on}
        acts = [act for act in self._acts() if act[0] not in declined]
        if self._record([*acts, *(self._fact(q, value) for q, value in declined.items())]):
            self._over = True
            with suppress(NotWritten):  # no answer hangs on it
                put_off(self.talk)
            self.wanted.emit(Where("person", person=self.where.person))
            self.said.emit(tr("Offered, not today. It can be another day, or never."), False)

    def _record(self, acts: Iterable[_Act]) -> bool:
        """Record all of it in one act; return False, and say so, when it cannot be."""
        try:
            self.talk.record(acts)
        except AnswerRejected as e:
            self._summary.show_problems([(e.problems[0], self._fields["conv.time"].first())])
            return False
        except NotWritten as e:
            self.unsaved.emit(e)
            return False
        for asked in self._all():
            asked.catch_up()
        self.saved.emit()
        return True

    def _acts(self) -> list[_Act]:
        """What was answered, and what needs no asking and is not known yet."""
        acts = []
        for asked in self._all():
            given = asked.given()
            stands = asked.shown is not None and asked.shown.standing is Standing.ANSWERED
            if (asked.touched or asked.drafted_on) and (
                given.standing is not Standing.NOT_ASKED or stands
            ):
                acts.append((*asked.key, given))
        staff = self.talk.staff
        known: dict[str, Value] = {
            "conv.when": self.talk.today.isoformat(),
            "conv.when.start": clock(self.talk.now()),
            "conv.staff.name": staff.name,
            "conv.staff.role": staff.role,
            "conv.staff.reg": staff.reg,
        }
        silent = (q for q, value in known.items() if value and self._is_silent(q))
        return [*acts, *(self._fact(q, known[q]) for q in silent)]

    def _called(self) -> list[_Act]:
        """Return that it is a call, where it is one and nothing else was said.

        A path that is gone on with after a long pause says nothing of how it is done today.
        """
        today = not self.talk.earlier or self.where.note == self.paths.value()
        by_phone = today and self._by_phone() and self._is_silent(_WHERE)
        return [self._fact(_WHERE, "phone")] if by_phone else []

    def _by_phone(self) -> bool:
        path = self.talk.guide.paths.get(self.paths.value())
        return path is not None and path.by_phone

    def _fact(self, question: str, value: Value) -> _Act:
        said = speaker(self.talk, self.talk.guide.question(question))
        return question, "", replace(said, standing=Standing.ANSWERED, value=value)

    def _is_silent(self, question: str) -> bool:
        return self.talk.reading(question).state == "silent"

    # -- the fields ------------------------------------------------------------

    def _add(self, question_id: str) -> None:
        find, around = self.talk.guide.question, self.around(_NAME)
        question = find(question_id)
        if question_id == "conv.present.others":
            return  # one field with the question before it
        if question_id == "conv.present":
            others = replace(find("conv.present.others"), hint="")
            field: Field = WhoIsHere(self.talk, question, others, around, self)
            self.recording.watch(field)
        else:
            field = field_for(question, around, self, labelled=True)
        self._fields[question_id] = field
        self.column.addWidget(field)
        self.recording.watch(field.here if isinstance(field, WhoIsHere) else field)

    def _ask_anew(self) -> None:
        """Show nothing chosen where an earlier day was a good time: that says nothing of today.

        Nor does what was half-chosen then; words that were half-typed stay.
        """
        today = self.talk.today.isoformat()
        for asked in (one for one in self._all() if one.question.kind != "line"):
            said = asked.shown is not None and asked.question.id == _TIME
            day = asked.drafted_on or (asked.shown.said_on if asked.shown and said else "")
            if day and day < today and not asked.touched and not self._is_tonight(asked):
                stands = None if asked.question.id == _TIME else asked.shown
                words = asked.field.own_words()
                asked.field.show_answer(stands.value if stands else None, words)
                asked.drafted_on = asked.drafted_on if words else ""

    def _is_tonight(self, asked: Asked) -> bool:
        """Say whether what is shown was chosen a few hours ago: who works at night is here."""
        draft = self.talk.drafted(*asked.key) if asked.drafted_on else None
        entry = asked.reading.entry
        at = draft.at if draft else entry.recorded_at if entry else ""
        return bool(at) and self.talk.now() - dt.datetime.fromisoformat(at) < _NIGHT

    def _arrange(self) -> None:
        """Show what goes with what was chosen."""
        for question in ("conv.doubt.decision", "conv.permission.why"):
            field = self._fields[question]
            field.setVisible(field.question.shown(self._value) or bool(field.answer_value()))
        says = self._permission() not in (None, "yes", "not_recorded", "could_not_ask")
        self._fields["conv.permission"].ask_words(says)
        self._ask_who()
        self.recording.set_silent(not self._may_write())
        order_tabs(self)

    def _ask_who(self) -> None:
        """On a call, ask first who is speaking and whether the person can: nobody is in a room."""
        who, alone = self._fields["conv.present"], self._fields["conv.alone_wish"]
        alone.setVisible(not self._by_phone() or bool(alone.answer_value()))
        if isinstance(who, WhoIsHere) and self._by_phone():
            hint = fill(_CAN_SPEAK, self.talk.names)
            who.ask(tr("Who is speaking?"), hint)
        elif isinstance(who, WhoIsHere):
            who.ask(tr("Who is here?"))
        before = self._fields["conv.permission"] if self._by_phone() else alone
        if self.column.indexOf(who) + 1 != self.column.indexOf(before):
            self.column.removeWidget(who)
            self.column.insertWidget(self.column.indexOf(before), who)

    def _value(self, question: str) -> Value:
        field = self._fields.get(question)
        return field.answer_value() if field is not None else None

    def _permission(self) -> Value:
        return self._value("conv.permission")

    def _may_write(self) -> bool:
        return self._value("conv.write") != "no"

    def _all(self) -> Iterable[Asked]:
        return self.recording.on_page()

    def _offer_paths(self) -> None:
        """Ask what there is time for. Nothing is chosen beforehand: then all topics are there."""
        question = tr("What have you time for?")
        said = self.talk.log.latest_version() is not None
        paths = [path for path in self.talk.guide.paths.values() if said or not path.reviews]
        choices = [Choice(_ALL, tr("All topics"), tr("Any order, and as much as fits."))]
        choices += [Choice(path.id, tr(path.title), tr(path.about)) for path in paths]
        holder = QWidget(self)
        column = space_out(QVBoxLayout(holder), 8)
        column.addWidget(PlainLabel(question, holder, style="strong"))
        self.paths = ChoiceGroup(question, choices, holder, columns=2, identifier=f"{_NAME}.path")
        on = self.talk.followed
        note = self.where.note if self.where.note != FOR_TOPICS else ""
        chosen = note or (on.path.id if on is not None else "")
        self.paths.show_values([chosen] if chosen else [])
        self.paths.changed.connect(self._choose_path)
        column.addWidget(self.paths)
        self.column.addWidget(holder)

    def _choose_path(self) -> None:
        """Keep what is chosen with the place; it is followed on Continue."""
        self.where = replace(self.where, note=self.paths.value())
        self._arrange()

    def _follow(self) -> bool:
        """Follow the path that was chosen; return False, and say so, when it cannot be kept."""
        if chosen := self.paths.value():
            try:
                self.talk.follow("" if chosen == _ALL else chosen)
            except NotWritten as e:
                self.unsaved.emit(e)
                return False
        return True

    # -- not today -------------------------------------------------------------

    def _ask_when(self) -> None:
        if self._later is None:
            self._later = LaterCard(
                tr("Not today. That is fine."),
                tr("Leave it for today"),
                self.talk.today,
                self,
                identifier=f"{_NAME}.put_off",
                precise=True,
            )
            self._later.chosen.connect(self.leave)
            self._later.left.connect(self._close_later)
            self.column.addWidget(self._later)
        self.open_card(self._later, self._later.first())

    def _close_later(self) -> None:
        if self._later is not None:
            self._later.hide()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

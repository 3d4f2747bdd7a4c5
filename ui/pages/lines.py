"""What stands in a topic, line by line: what it is about, the words, whose they are, since when."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import Conversation, views_of
from eolplan.guide import Guide, Question, Section
from eolplan.record import Answer, Log, Reading, Standing, is_view, views
from eolplan.record.codes import JUDGED
from eolplan.rules.able import Able, said_since
from eolplan.telling import NOT_ABLE, in_their_voice, name_of, told, view_words
from eolplan.words import partial_date, say, tr
from ui.pages import voices
from ui.theme import look, space_out
from ui.widgets import (
    BesideLayout,
    Button,
    Columns,
    FlowLayout,
    PlainLabel,
    StateTag,
    ToggleButton,
    Tone,
)

Key = tuple[str, str]
"""A question id and an instance."""

_HEARD: Final = 80
"""Characters of an answer that are spoken to tell it from others."""

_THEIR_COPY: Final = "own"
_SHARES: Final = (22, 50, 28)
_LEAST: Final = 700
_TO_BUTTON: Final = 12
"""Pixels at 100% from the top of a button to its words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that stands.

    Attributes:
        heading: What it is about.
        words: What stands, in words.
        question: The page, or the one question of it, that this was said on.
        instance: The member of a group that it is about, or whose view it is.
        whose: Who said it and when; empty for facts that staff look up.
        new: It is not in the newest signed version at all.
        changed: It is in it, but otherwise.
        differs: Two records say different things.
        beside: Somebody else says it; the person may have said nothing.
        present: It was said when this could not be decided; empty, or that in words.
        kept: What only some may hear, each in words: out of sight until it is asked for.
    """

    heading: str
    words: str
    whose: str = ""
    question: str = ""
    instance: str = ""
    new: bool = False
    changed: bool = False
    differs: bool = False
    beside: bool = False
    present: str = ""
    kept: tuple[str, ...] = ()

    @property
    def mark(self) -> tuple[str, Tone] | None:
        """The tag beside it, or None."""
        if self.differs:
            return tr("Two records differ"), "attention"
        if self.new:
            return tr("New"), "info"
        return (tr("Changed"), "info") if self.changed else None


def way_to_change(line: Line, *, identifier: str) -> Button:
    """Return the way to where one line is changed; it is spoken with what it is about."""
    name = say("Change {what}: {words}", what=line.heading, words=line.words[:_HEARD])
    return Button(tr("Change"), kind="quiet", icon="pencil", name=name, identifier=identifier)


class Lines:
    """Reads what stands in a talk's record, and what of it is not signed off yet.

    Args:
        talk: The talk.
    """

    def __init__(self, talk: Conversation) -> None:
        self._talk, self._guide, self._log = talk, talk.guide, talk.log
        version = self._log.latest_version()
        self._signed: Log | None = self._log.at(version) if version else None
        fresh = self._log.unsigned() if version else ()
        self._fresh = {(entry.question, entry.instance) for entry in fresh}
        self._able = Able(self._guide, self._log)

    def of(self, section: Section, *, without: Collection[str] = ()) -> tuple[Line, ...]:
        """Return the lines of a topic, in the order of its pages.

        Args:
            section: The topic.
            without: Ids of questions that are shown elsewhere.
        """
        return tuple(
            line
            for page in section.pages
            if page.id not in without
            for line in self.page(page, without=without)
        )

    def page(self, page: Question, *, without: Collection[str] = ()) -> Iterator[Line]:
        """Yield the lines of one page: one, or one for each field or member that says something."""
        if page.kind == "group" and not page.repeats:
            for field in page.fields:
                if field not in without:
                    yield from self.page(self._guide.question(field))
            yield from (self._view(page, view) for view in views(self._log, page.id))
            return
        members = self._log.instances(page.id) if page.kind == "group" else (self._at(page),)
        for instance in members:
            words, kept = self._told(page, instance)
            if words or kept:
                yield self._line(page, instance, words, kept)
        for view in views_of(self._talk, page):
            yield self._view(page, view)

    def _at(self, page: Question) -> str:
        return self._talk.instance(page.id) if page.kind != "ranked-places" else ""

    def _told(self, page: Question, instance: str) -> tuple[str, tuple[str, ...]]:
        """Return what may be heard in a room, and apart from it what is kept back."""
        asked = [page] if page.kind != "group" else map(self._guide.question, page.fields)
        hidden = [q for q in asked if page.restricted or is_kept_back(self._log, q, instance)]
        kept = ((q, told(self._guide, self._log, q, instance)) for q in hidden)
        without = [q.id for q in hidden]
        words = "" if page.id in without else told(
            self._guide, self._log, page, instance, without=without)  # fmt: skip
        return words, tuple(_under(question, said) for question, said in kept if said)

    def _line(self, page: Question, instance: str, words: str, kept: tuple[str, ...]) -> Line:
        readings = [self._log.reading(*key) for key in self._keys(page, instance)]
        fresh = any(map(self._is_fresh, readings))
        was = bool(fresh and self._signed and any(map(self._stood, readings)))
        return Line(
            tr(page.heading) if words else tr("Kept back"),
            words,
            self._whose(page, readings),
            page.id,
            instance if page.repeats else "",
            new=fresh and not was,
            changed=was,
            differs=any(r.state == "conflict" for r in readings),
            present=self._present(readings),
            kept=kept,
        )

    def _whose(self, page: Question, readings: list[Reading]) -> str:
        """Return whose words a line holds: of several questions, those that were said last.

        What makes somebody a member of a group is no answer.
        """
        if page.kind == "group":
            readings = [r for r in readings if r.question != page.id]
        said = [(self._guide.question(r.question), r.answer) for r in readings if r.answer]
        said = [(q, a) for q, a in said if a.standing is not Standing.NOT_ASKED]
        said.sort(key=lambda one: one[1].said_on, reverse=True)  # a change has no older day
        theirs = list(filter(None, (whose(self._talk, q, a) for q, a in said)))
        if theirs and any(is_of_staff(q, a) for q, a in said):
            return say("{who}, and staff", who=theirs[0])
        return theirs[0] if theirs else ""

    def _present(self, readings: list[Reading]) -> str:
        """Say that what stands was said when it could not be decided: it counts all the same."""
        said = (reading.entry for reading in readings)
        return said_since(self._able.since(entry for entry in said if entry is not None))

    def _view(self, page: Question, view: Reading) -> Line:
        """Return what somebody else says of a page, in a line of its own."""
        fresh = self._is_fresh(view)
        was = fresh and self._stood(view)
        words, shut = view_words(self._log, view), page.restricted
        return Line(
            tr("Kept back") if shut else tr(page.heading),
            "" if shut else words,
            whose(self._talk, page, view.answers[0]),
            page.id,
            view.instance,
            new=fresh and not was,
            changed=was,
            differs=view.state == "conflict",
            beside=True,
            kept=(_under(page, words),) if shut else (),
        )

    def _keys(self, page: Question, instance: str) -> list[Key]:
        """Return the questions behind one line."""
        if page.kind == "ranked-places":
            kept = self._log.questions() | (self._signed.questions() if self._signed else set())
            own = self._guide.own_fields(page)
            found = [(q, i) for q, i in kept if q in own and not is_view(i)]
            return sorted(found, key=lambda key: (own.index(key[0]), key[1]))
        if page.kind == "group":
            return [(q, instance) for q in (page.id, *page.fields)]
        return [(page.id, instance)]

    def _is_fresh(self, reading: Reading) -> bool:
        """Say whether it reads otherwise than when it was signed: what was undone does not."""
        if (reading.question, reading.instance) not in self._fresh:
            return False
        was = self._signed and self._signed.reading(reading.question, reading.instance)
        return not was or list(map(_content, was.answers)) != list(map(_content, reading.answers))

    def _stood(self, reading: Reading) -> bool:
        signed = self._signed
        return signed is not None and signed.reading(reading.question, reading.instance).state in (
            "answered",
            "conflict",
        )


def _content(answer: Answer) -> Answer:
    """Return an answer without its day: said once more, it is no other one."""
    return replace(answer, said_on="", said_on_precision="day", readback="")


def whose(talk: Conversation, question: Question, answer: Answer | None) -> str:
    """Return whose words an answer is and when they were said, such as ``Gwen, 12 November 2026``.

    Empty for what staff fill in: it is nobody's wish.
    """
    if answer is None or is_of_staff(question, answer):
        return ""
    who, when = _speaker(talk, answer), partial_date(answer.said_on) if answer.said_on else ""
    return say("{who}, {date}", who=who, date=when) if when else who


def _speaker(talk: Conversation, answer: Answer) -> str:
    if answer.said_by_contact:
        return name_of(talk.log, answer.said_by_contact)
    if answer.said_by.startswith("person"):
        return talk.subject.called
    words = {
        voices.NOTICED: tr("Noticed by staff"),
        "attorney_or_deputy": tr("The attorney or deputy"),
        "family_or_friend": tr("Family"),
        "paid_carer": tr("A paid carer"),
        "existing_document": tr("An earlier paper"),
        "other_record": tr("Another record"),
    }
    return words.get(answer.said_by, tr("Staff"))


def is_kept_back(log: Log, question: Question, instance: str) -> bool:
    """Say whether an answer is for staff alone, and so not for everybody in a room.

    That is what the person's own copy does not tell, such as a likely time.
    """
    if not question.on_copy(_THEIR_COPY):
        return True
    if question.restricted_unless is None:
        return False
    decides = log.reading(question.restricted_unless.question, instance)
    return not question.freed(answer.value for answer in decides.answers)


def kept_back(guide: Guide, log: Log, asked: str, instance: str) -> tuple[str, ...]:
    """Return the ids of a page's questions that say what is not for everybody in a room."""
    page = guide.question(asked)
    questions = [page] if page.kind != "group" else [page, *map(guide.question, page.fields)]
    hidden = (q for q in questions if page.restricted or is_kept_back(log, q, instance))
    return tuple(q.id for q in hidden if log.reading(q.id, instance).state != "silent")


def _under(question: Question, words: str) -> str:
    return say("{what}: {words}", what=tr(question.heading), words=words)


def is_of_staff(question: Question, answer: Answer) -> bool:
    """Say whether staff filled it in: what older records give as the person's own, too."""
    staffs = question.asks == "staff" or answer.value == NOT_ABLE
    return staffs and in_their_voice(question, answer).said_by == JUDGED


def spot(topic: str, number: int) -> str:
    """Return where a line stands, spoken."""
    return say("{topic}, line {number}", topic=topic, number=number)


class LineRow(QWidget):
    """One line: what it is about, the words, and whose they are; thin lines part the rows.

    Args:
        line: What it says.
        parent: The widget it belongs to.
        way: The button that leads to where it is changed, or None.
        spot: Where it stands, spoken: what is kept back is told apart by nothing else.
    """

    def __init__(
        self, line: Line, parent: QWidget, way: Button | None = None, *, spot: str = ""
    ) -> None:
        super().__init__(parent)
        self._spot = spot
        lowered, edges = (_TO_BUTTON, (0, 6, 0, 6)) if way is not None else (0, (0, 10, 0, 2))
        row = Columns(self, shares=_SHARES, least=_LEAST, gap=16, lowered=lowered)
        space_out(row, 0, edges)
        row.addWidget(PlainLabel(line.heading, self, style="small", colour="text2"))
        row.addWidget(self._words(line))
        end = QWidget(self)
        beside = BesideLayout(end, gap=8)
        by = QWidget(end)
        flow = FlowLayout(by, gap=8)
        if line.mark is not None:
            flow.addWidget(StateTag(*line.mark, by))
        if line.whose:
            flow.addWidget(PlainLabel(line.whose, by, style="small", colour="text2"))
        beside.addWidget(by)
        if way is not None:
            if line.kept and spot:
                way.setAccessibleName(f"{way.accessibleName()}. {spot}")
            way.setParent(end)
            beside.addWidget(way)
        row.addWidget(end)

    def _words(self, line: Line) -> QWidget:
        """Return the words, and under them a button for what is not for everybody in the room."""
        said = "\n".join(filter(None, (line.words, line.present)))
        if not line.kept:
            return PlainLabel(said, self)
        both = QWidget(self)
        column = space_out(QVBoxLayout(both), 4)
        if said:
            column.addWidget(PlainLabel(said, both))
        holder = QWidget(both)
        words = say("Kept back: {count}", count=len(line.kept))
        name = say("{words}. {where}", words=words, where=self._spot or line.heading)
        shows = ToggleButton(words, holder, name=name)
        FlowLayout(holder).addWidget(shows)
        column.addWidget(holder)
        kept = PlainLabel("", both)
        kept.hide()
        column.addWidget(kept)

        def show(on: bool) -> None:  # a label that is hidden is read by a screen reader too
            kept.setText("\n".join(line.kept) if on else "")
            kept.setVisible(on)

        shows.toggled.connect(show)
        return both

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line above."""
        del event
        painter, line = QPainter(self), look().size("decor_border")
        painter.fillRect(0, 0, self.width(), line, look().colour("border"))
        painter.end()

"""What stands in a topic, line by line: what it is about, the words, whose they are, since when."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from eolplan.conversation import Conversation, views_of
from eolplan.guide import Question, Section
from eolplan.record import Answer, Log, Reading, Standing, is_view, views
from eolplan.rules import Plan
from eolplan.rules.present_wish import undecided_since
from eolplan.telling import name_of, told, view_words
from eolplan.words import partial_date, say, tr
from ui.pages import voices
from ui.theme import look, space_out
from ui.widgets import Columns, FlowLayout, PlainLabel, StateTag, Tone

Key = tuple[str, str]
"""A question id and an instance."""

_SHARES: Final = (23, 52, 25)
_LEAST: Final = 700


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that stands.

    Attributes:
        heading: What it is about.
        words: What stands, in words.
        whose: Who said it and when; empty for facts that staff look up.
        new: It is not in the newest signed version at all.
        changed: It is in it, but otherwise.
        differs: Two records say different things.
        beside: Somebody else says it; the person may have said nothing.
        present: It was said when this could not be decided; empty, or that in words.
    """

    heading: str
    words: str
    whose: str = ""
    new: bool = False
    changed: bool = False
    differs: bool = False
    beside: bool = False
    present: str = ""

    @property
    def mark(self) -> tuple[str, Tone] | None:
        """The tag beside it, or None."""
        if self.differs:
            return tr("Two records differ"), "attention"
        if self.new:
            return tr("New"), "info"
        return (tr("Changed"), "info") if self.changed else None


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
        assessed = any(question == "cap.outcome" for question, _ in self._log.questions())
        self._plan = Plan(self._log, self._guide, talk.today, "") if assessed else None

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
            words = told(self._guide, self._log, page, instance)
            if words:
                yield self._line(page, instance, words)
        for view in views_of(self._talk, page):
            yield self._view(page, view)

    def _at(self, page: Question) -> str:
        return self._talk.instance(page.id) if page.kind != "ranked-places" else ""

    def _line(self, page: Question, instance: str, words: str) -> Line:
        readings = [self._log.reading(*key) for key in self._keys(page, instance)]
        fresh = any((r.question, r.instance) in self._fresh for r in readings)
        was = bool(fresh and self._signed and any(map(self._stood, readings)))
        return Line(
            tr(page.heading),
            words,
            whose(self._talk, page, _first_said(readings)),
            new=fresh and not was,
            changed=was,
            differs=any(r.state == "conflict" for r in readings),
            present=self._present(readings),
        )

    def _present(self, readings: list[Reading]) -> str:
        """Say that what stands was said when it could not be decided: it counts all the same."""
        if self._plan is None:
            return ""
        said = ((r.question, r.answer) for r in readings if r.answer is not None)
        days = (undecided_since(self._plan, question, answer) for question, answer in said)
        day = max(days, default="")
        if not day:
            return ""
        return say("Said since {date}, when this could not be decided. It counts, and is not a"
                   " decision.", date=partial_date(day))  # fmt: skip

    def _view(self, page: Question, view: Reading) -> Line:
        """Return what somebody else says of a page, in a line of its own."""
        fresh = (view.question, view.instance) in self._fresh
        was = fresh and self._stood(view)
        return Line(
            tr(page.heading),
            view_words(self._log, view),
            whose(self._talk, page, view.answers[0]),
            new=fresh and not was,
            changed=was,
            differs=view.state == "conflict",
            beside=True,
        )

    def _keys(self, page: Question, instance: str) -> list[Key]:
        """Return the questions behind one line."""
        if page.kind == "ranked-places":
            kept = self._log.questions() | (self._signed.questions() if self._signed else set())
            found = [(q, i) for q, i in kept if q in page.fields and not is_view(i)]
            return sorted(found, key=lambda key: (page.fields.index(key[0]), key[1]))
        if page.kind == "group":
            return [(q, instance) for q in (page.id, *page.fields)]
        return [(page.id, instance)]

    def _stood(self, reading: Reading) -> bool:
        signed = self._signed
        return signed is not None and signed.reading(reading.question, reading.instance).state in (
            "answered",
            "conflict",
        )


def whose(talk: Conversation, question: Question, answer: Answer | None) -> str:
    """Return whose words an answer is and when they were said, such as ``Gwen, 12 November 2026``.

    Empty for what staff fill in: it is nobody's wish.
    """
    if answer is None or (question.asks == "staff" and answer.said_by == voices.JUDGED):
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
        "existing_document": tr("An earlier document"),
        "other_record": tr("Another record"),
    }
    return words.get(answer.said_by, tr("Staff"))


def _first_said(readings: list[Reading]) -> Answer | None:
    """Return the first answer that says something: whose a place table is, its first choice tells.

    What makes somebody a member of a group is no answer.
    """
    said = (r.answer for r in readings if r.answer is not None)
    return next((a for a in said if a.standing is not Standing.NOT_ASKED), None)


class LineRow(QWidget):
    """One line: what it is about, the words, and whose they are; thin lines part the rows.

    Args:
        line: What it says.
        parent: The widget it belongs to.
    """

    def __init__(self, line: Line, parent: QWidget) -> None:
        super().__init__(parent)
        row = space_out(Columns(self, shares=_SHARES, least=_LEAST, gap=16), 0, (0, 10, 0, 2))
        row.addWidget(PlainLabel(line.heading, self, style="small", colour="text2"))
        row.addWidget(PlainLabel("\n".join(filter(None, (line.words, line.present))), self))
        by = QWidget(self)
        flow = FlowLayout(by, gap=8)
        if line.mark is not None:
            flow.addWidget(StateTag(*line.mark, by))
        if line.whose:
            flow.addWidget(PlainLabel(line.whose, by, style="small", colour="text2"))
        row.addWidget(by)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line above."""
        del event
        painter, line = QPainter(self), look().size("decor_border")
        painter.fillRect(0, 0, self.width(), line, look().colour("border"))
        painter.end()

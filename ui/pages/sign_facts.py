"""The facts that a sign-off needs, on the check page: what stands of each, or its fields."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import Conversation, Fact, NotWritten, needed
from eolplan.conversation.facts import REVIEW as REVIEW_FACT
from eolplan.conversation.facts import SHARING, TALK
from eolplan.handover.agreed_for import RECORD, basis
from eolplan.record import Answer, Standing
from eolplan.record.codes import JUDGED
from eolplan.telling import told
from eolplan.words import long_date, partial_date, say, tr
from ui.fields import Around, Field, YesNoField, field_for
from ui.pages.fact_card import FactCard
from ui.pages.recording import Recording
from ui.theme import space_out
from ui.widgets import (
    Button,
    Columns,
    FlowLayout,
    PlainLabel,
    ToggleButton,
    identify,
)

IDENTITY: Final = ("person.family", "person.dob")
NUMBER: Final = ("person.nhs_no", "person.no_id_reason")
NATION: Final = ("plan.jurisdiction",)
READ_BACK: Final = ("conv.readback", "conv.readback.why")
AGREEMENT: Final = (RECORD,)
REVIEW: Final = ("rev.date", "rev.who.name")
SHARED: Final = (
    "agree.share.gp",
    "agree.share.community",
    "agree.share.hospice",
    "agree.share.ambulance",
    "agree.share.hospital",
)
"""Readers that are asked about first; the guide knows more."""

_REFUSED: Final = "refused"


class SignFacts(QObject):
    """Builds a card for each fact and knows which control mends what is needed.

    Args:
        talk: The talk.
        around: What fields need to know.
        recording: Records what the fields give.
        parent: The page.

    Attributes:
        cards: In the order of the page.
        way: Leads past the topics to the first thing that is asked when all was read.
        asked_here: Ids of the questions that are asked here, or told.

    Signals:
        unsaved: the disk did not take what a button stands for; carries the error.
    """

    unsaved = Signal(object)

    def __init__(
        self, talk: Conversation, around: Around, recording: Recording, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._talk, self._around, self._recording = talk, around, recording
        self._page = parent
        self._fields: dict[str, Field] = {}
        self._quickest: dict[str, Button] = {}
        self._needed = {fact.id for fact in needed(talk)}
        self.cards: list[FactCard] = []
        self.asked_here: set[str] = set()
        self._person()
        self._conversation()
        self._simple("readback", tr("Saying it back"), tr("Change what was read back"), READ_BACK)
        self._simple("agreement", tr("Agreement"), tr("Change the agreement"), AGREEMENT)
        self._sharing()
        self._review()
        self.way = Button(tr("Go to saying it back"), parent, kind="link", icon="arrow-right",
                          identifier="check.to_readback")  # fmt: skip
        readback = next(c for c in self.cards if c.objectName() == "check.readback")
        self.way.clicked.connect(readback.go_to)
        recording.edited.connect(self.arrange)
        recording.recorded.connect(self.arrange)
        self.arrange()

    def control(self, fact: Fact) -> QWidget | None:
        """Return what the user needs to mend *fact*, or None where it is not on this page."""
        for question in _FIELDS.get(fact.id, (fact.question,)):
            field = self._fields.get(question)
            if field is not None and (not self._known(question) or fact.id == REVIEW_FACT):
                return self._quickest.get(question) or field.first()
        if fact.id == _REFUSED and fact.question in AGREEMENT:
            return next(c for c in self.cards if c.objectName() == "check.agreement").change
        return None

    def arrange(self, *_key: str) -> None:
        """Show a field that hangs on another one only while it is asked."""
        why = self._fields["conv.readback.why"]
        chosen = self._fields["conv.readback"].answer_value()
        why.setVisible(chosen == "not_done" or self._known("conv.readback.why"))

    # -- the cards ------------------------------------------------------------

    def _person(self) -> None:
        """Ask who this is, where that is not known yet."""
        facts = (("identity", IDENTITY), ("number", NUMBER), ("nation", NATION))
        wanting = [
            question
            for fact, questions in facts
            if fact in self._needed
            for question in questions
            if not self._known(question)
        ]
        if wanting:
            self._put(self._card("person", tr("Who this plan is for"), ""), wanting)

    def _conversation(self) -> None:
        """Ask for the facts of this talk that its opening would have told, where none is whole."""
        wanting = [q for q in TALK if not self._known(q) and q not in READ_BACK]
        self.asked_here |= set(TALK)
        if wanting and "talk" in self._needed:
            self._put(self._card("talk", tr("The conversation"), ""), wanting)

    def _simple(self, part: str, title: str, change: str, questions: Sequence[str]) -> None:
        card = self._card(part, title, change)
        self._put(card, questions)
        if self._known(questions[0]):
            card.fold(self._stands(questions))

    def _sharing(self) -> None:
        guide = self._talk.guide
        rest = [q.id for q in guide if q.id.startswith(SHARING) and q.id not in SHARED]
        card = self._card("sharing", tr("Who may see this"), tr("Change who may see this"))
        for question in SHARED:
            card.inside.addWidget(self._share_row(question))
        more = ToggleButton(tr("More readers"), card)
        identify(more, "check.sharing.more")
        holder, later = QWidget(card), QWidget(card)
        FlowLayout(holder).addWidget(more)
        column = space_out(QVBoxLayout(later), 16)
        for question in rest:
            column.addWidget(self._share_row(question))
        card.inside.addWidget(holder)
        card.inside.addWidget(later)
        later.hide()
        more.toggled.connect(later.setVisible)
        more.setChecked(any(map(self._known, rest)))
        card.open_with(self._fields[SHARED[0]].first)
        asked = [q for q in (*SHARED, *rest) if self._answered(q)]
        if asked:
            card.fold(self._shares(asked))

    def _review(self) -> None:
        card = self._card("review", tr("When to look at this again"), tr("Change the next review"))
        card.inside.addWidget(self._quick(card))
        self._put(card, REVIEW[:1])
        card.inside.addWidget(self._me(card))
        self._put(card, REVIEW[1:])
        card.open_with(self._fields["rev.date"].first)
        if all(map(self._known, REVIEW)) and REVIEW_FACT not in self._needed:
            date = partial_date(str(self._talk.reading("rev.date").value or ""))
            who = self._words("rev.who.name")
            card.fold(say("{date}, by {name}", date=date, name=who))

    # -- parts of cards -----------------------------------------------------------

    def _card(self, part: str, title: str, change: str) -> FactCard:
        card = FactCard(title, change, self._page, identifier=f"check.{part}")
        self.cards.append(card)
        return card

    def _put(self, card: FactCard, questions: Sequence[str]) -> None:
        for question in questions:
            field = field_for(
                self._talk.guide.question(question), self._around, card, labelled=True
            )
            self._watch(question, field)
            card.inside.addWidget(field)
        card.open_with(self._fields[questions[0]].first)

    def _watch(self, question: str, field: Field) -> None:
        self._fields[question] = field
        self.asked_here.add(question)
        self._recording.watch(field)

    def _share_row(self, question: str) -> QWidget:
        """Return a reader and three answers on one line; one with words gets the whole width."""
        asked = self._talk.guide.question(question)
        if asked.own_words:
            field = field_for(asked, self._around, self._page, labelled=True)
            self._watch(question, field)
            return field
        row = QWidget(self._page)
        beside = Columns(row, shares=(36, 64), lowered=11)  # on the cards' line
        beside.addWidget(PlainLabel(self._around.asked(asked), row, style="strong"))
        field = YesNoField(asked, self._around, row)  # three short answers, side by side
        beside.addWidget(field)
        self._watch(question, field)
        return row

    def _quick(self, card: FactCard) -> QWidget:
        """Return buttons for the usual times; after a crisis that is the next day."""
        row = QWidget(card)
        flow = FlowLayout(row)
        today = self._talk.today
        for part, words, day in (
            ("tomorrow", tr("Tomorrow: {date}"), today + dt.timedelta(days=1)),
            ("weeks", tr("In 2 weeks: {date}"), today + dt.timedelta(weeks=2)),
            ("months", tr("In 3 months: {date}"), months_on(today, 3)),
        ):
            button = Button(words.format(date=long_date(day)), row, icon="calendar")
            identify(button, f"check.review.{part}")
            button.clicked.connect(lambda _=False, d=day: self._take("rev.date", d.isoformat()))
            flow.addWidget(button)
            self._quickest.setdefault("rev.date", button)
        return row

    def _me(self, card: FactCard) -> QWidget:
        """Return a button that names the member of staff as who reviews: a suggestion, no more."""
        row = QWidget(card)
        staff = self._talk.staff
        button = Button(say("I will: {name}", name=staff.name), row, icon="user")
        identify(button, "check.review.me", say("I will look at it again: {name}", name=staff.name))
        button.clicked.connect(self._take_me)
        self._quickest["rev.who.name"] = button
        FlowLayout(row).addWidget(button)
        return row

    def _take_me(self) -> None:
        """Record the member of staff as who reviews, with role and number: one act."""
        staff = self._talk.staff
        facts = (
            ("rev.who.name", staff.name),
            ("rev.who.role", staff.role),
            ("rev.who.phone", staff.team_phone),
        )
        said = [(q, "", Answer(value=value, said_by=JUDGED)) for q, value in facts if value]
        try:
            self._talk.record(said)
        except NotWritten as e:
            self.unsaved.emit(e)
            return
        self._recording.recorded.emit("rev.who.name", "")
        self._recording.show()

    def _take(self, question: str, value: str) -> None:
        """Give a field the value that its button stands for, as if it had been typed."""
        asked = self._recording.asked(question)
        if asked is not None:
            asked.field.show_answer(value)
            asked.field.complain([])
            self._recording.touch(asked)

    # -- what stands ----------------------------------------------------------------

    def _known(self, question: str) -> bool:
        return self._talk.reading(question).state == "answered"

    def _answered(self, question: str) -> bool:
        return self._talk.reading(question).standing is Standing.ANSWERED

    def _words(self, question: str) -> str:
        asked, instance = self._talk.guide.question(question), self._talk.instance(question)
        return told(self._talk.guide, self._talk.log, asked, instance)

    def _stands(self, questions: Sequence[str]) -> str:
        words = ". ".join(filter(None, map(self._words, questions)))
        agreed = self._talk.reading(RECORD).answer if questions == AGREEMENT else None
        if agreed is None:
            return words
        on = basis(self._talk.guide, self._talk.log).on or agreed.said_on
        return say("{words}, {date}", words=words, date=partial_date(on))

    def _shares(self, asked: Sequence[str]) -> str:
        """Return every reader with what was said and when; a last answer is told with its day."""
        lines = []
        for question in asked:
            answer = self._talk.reading(question).answer
            lines.append(
                say(
                    "{reader}: {answer} ({date})",
                    reader=self._around.asked(self._talk.guide.question(question)),
                    answer=self._words(question),
                    date=partial_date(answer.said_on if answer else ""),
                )
            )
        return "\n".join(lines)


_FIELDS: Final = {
    "identity": IDENTITY,
    "number": NUMBER,
    "nation": NATION,
    "talk": (*TALK, "conv.readback.why"),
    "agreement": AGREEMENT,
    "sharing": SHARED,
    "review": REVIEW[:1],
    "reviewer": REVIEW[1:],
}
"""Where each fact is mended; the first field that is not known yet."""


def months_on(day: dt.date, months: int) -> dt.date:
    """Return the same day of the month *months* later, or the last one that there is."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))

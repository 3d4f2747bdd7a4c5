"""One answer in print: what it is about, what it is, whose words they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from eolplan.guide import Question
from eolplan.handover.able import is_a_wish, now_says, when_able
from eolplan.handover.agreed_for import RECORD, basis
from eolplan.handover.audience import EXITS
from eolplan.handover.care import Care
from eolplan.handover.chart import (
    ENDLESS,
    OWN,
    REPORTED,
    Room,
    answer_words,
    by_line,
    speaker,
)
from eolplan.handover.copying import Copy
from eolplan.handover.escalation import escalation_line, in_force
from eolplan.handover.heart import heart
from eolplan.handover.phrases import guarded as guarded
from eolplan.handover.plan import Row
from eolplan.handover.sheet import Said
from eolplan.record import Answer, Log, Reading, Standing, dated, views
from eolplan.rules.able import Able
from eolplan.rules.cpr_view import AGREES, VIEW, against_it
from eolplan.subject import USUAL, usual_place
from eolplan.telling import in_their_voice, of_earlier, standing_words, view_words
from eolplan.words import N_, partial_date, say, tr

LONG: Final = 600
"""Characters of own words in a row; longer ones run on behind the plan pages."""

ABOVE: Final = frozenset({
    "person.family", "person.given", "person.preferred", "person.title", "person.dob",
    "person.nhs_no", "person.chi", "person.hcn", "person.pronouns", "plan.jurisdiction",
})  # fmt: skip
"""What stands in the margins, at the head of page 1, or under how the plan was made."""

_LEVEL: Final = "esc.level"
_REASONS: Final = "esc.reasons"
_INTERPRETER: Final = "comm.interpreter"
_OUTSIDER: Final = "comm.interpreter.not_family"
_NOT_TO_BE_GIVEN: Final = frozenset({"dx.allergy", "dx.avoid", "tx.stop", "adrt"})
"""Groups whose members are named by a medicine or a treatment: bare, it would read as given."""

_DECIDED_FOR: Final = "bi"
"""Named by the decision, as what was found of who could take it is: which of them has to show."""

_CERTAINTY: Final = {
    "fairly_sure": N_("fairly sure"), "not_sure": N_("not sure"),
    "changes_day_to_day": N_("changes from day to day"),
}  # fmt: skip


class Rows:
    """Turns readings of one record into rows; keeps what is too long for a row.

    Attributes:
        more: Those words, whole.
        cpr: The line about CPR, in the words of page 1.
    """

    def __init__(self, copy: Copy) -> None:
        self.guide, self.log, self.names = copy.guide, copy.log, copy.names
        self.more: list[Said] = []
        self._audience, self._hushed = copy.audience.id, copy.hushed
        self._able = Able(copy.guide, copy.log)
        endless = Room(ENDLESS, copy.names)
        self.cpr = heart(copy, endless).words.plain
        signed = Care(copy.chart(endless), copy.nation).escalation()
        worse = in_force(signed, copy.known.escalation)
        self._worse = escalation_line(worse, copy.names, phone=copy.ask).words.plain
        stands = self.log.reading(_LEVEL).standing is Standing.ANSWERED
        self._tells_worse = stands and not self._able.found_on(_LEVEL, "")
        self.above = ABOVE if copy.version else frozenset[str]()
        self._home = main_address(copy.log) if copy.version else ""
        held, known = self.log.entries.values(), self.log.husks.values()
        self._heard = {e.question for e in held} | {husk.question for husk in known}

    def label(self, question: Question) -> str:
        """Return the short noun phrase of a question."""
        return guarded(say(tr(question.heading), name=self.names.name))

    def row(self, question: Question, instance: str) -> Row | None:
        """Return one answer, or None for silence and for what the margins say."""
        return None if self._is_silent(question) else self._row(question, instance)

    def _row(self, question: Question, instance: str) -> Row | None:
        reading = self.log.reading(question.id, instance)
        lost = bool(self._able.found_on(question.id, instance))
        wish = self._able.wish(question.id, instance) if lost else None
        if reading.state == "silent" and not wish:
            return None
        never = reading.state == "elsewhere" and self._is_kept_off(question)
        if never or self.stands_above(question, reading):
            return None
        label = self.label(question)
        if reading.state == "conflict":
            return self._both(label, question, reading)
        if lost and (wish or (reading.answer and is_a_wish(self.guide, question))):
            now = reading.answer if reading.state == "answered" else None
            return self._then_and_now(label, question, wish.answer if wish else None, now)
        if reading.answer is None:
            words = {"elsewhere": tr("Not in this copy"), "removed": tr("Taken off the plan"),
                     "erased": tr("Removed from the record"),
                     "sealed": tr("Kept for chosen staff")}  # fmt: skip
            return Row(label, words[reading.state])
        if of := of_earlier(self.guide, self.log, question.id, instance):
            label = say("{what} ({of})", what=label, of=guarded(of))
        row = self._answer(label, question, reading.answer)
        if reading.sealed:  # whoever makes this copy cannot read what else stands there
            more = tr("More is kept for chosen staff.")
            return replace(row, text=" ".join(filter(None, (_ended(row.text), more))))
        return row

    def _is_silent(self, question: Question) -> bool:
        """Say whether nothing stands, or ever stood, on a question and nobody is told so.

        It is so of most of what a guide asks, and need not be read to be known.
        """
        withheld = question.id in self.log.withheld
        return question.id not in self._heard and (not withheld or self._is_kept_off(question))

    def _is_kept_off(self, question: Question) -> bool:
        return question.id in self._hushed or not question.on_copy(self._audience)

    def worked_out(self, question: Question) -> Row | None:
        """Return what nobody said and the record tells all the same.

        A usual place is there to be counted, so the full record alone has it. That who
        interprets is no relative holds until somebody says otherwise, and whoever books needs it.
        """
        if question.id == _OUTSIDER and self.log.reading(_INTERPRETER).value == "needed":
            return Row(self.label(question), tr("Yes, unless they say otherwise"))
        if question.id not in USUAL or self._audience != "full":
            return None
        option = question.option(usual_place(self.log, question.id))
        words = say("{answer} (worked out)", answer=option.said()) if option else ""
        return Row(self.label(question), words) if words else None

    def _then_and_now(
        self, label: str, question: Question, then: Answer | None, now: Answer | None
    ) -> Row:
        """Return what was wished when it could be decided, and what is said now, each headed."""
        headed = []
        if then:
            headed.append((when_able(then, now), then))
        if now:
            headed.append((now_says(now, self.names, then), now))
        said: list[Said] = []
        for heading, answer in headed:
            coded = self.coded(question, answer)
            said.append(Said(label, "", say("{what}: {words}", what=heading, words=coded)))
            if answer.own_words:
                said.append(self.said(label, answer))
        return Row(label, "", tuple(said), differs=True)

    def stands_above(self, question: Question, reading: Reading) -> bool:
        """Say whether the margins, page 1 or the line about CPR or worse hold this fact already."""
        if question.id in self.above:
            return True
        if reading.instance and reading.instance == self._home:
            return question.id == "person.address" or question.id.startswith("person.address.")
        answer = reading.answer
        if question.id == _REASONS and answer and not reading.sealed:
            staff = answer.said_by not in (*OWN, *REPORTED)  # else it is a quotation, with a name
            words = answer.own_words.strip().rstrip(".")
            return staff and bool(words) and self._tells_worse and f": {words}." in self._worse
        if answer is None or answer.own_words or not question.id.startswith("cpr."):
            return False
        return question.id != "cpr.status" and self.coded(question, answer) in self.cpr

    def group(self, label: str, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield several answers as one row, and every disagreement by itself.

        One that comes first stays first: a second choice is never read before it.

        Args:
            label: What they are about together.
            rows: One answer each.
        """
        facts: list[str] = []
        said: list[Said] = []
        apart: list[Row] = []
        for row in rows:
            if row.differs and not (facts or said):
                yield row
                continue
            if row.differs:
                apart.append(row)
                continue
            if row.text:
                words = f"{_in_a_row(row.text).rstrip('. ')}."
                same = row.label == label
                facts.append(words if same else say("{what}: {words}", what=row.label, words=words))
            for one in row.said:
                by = say("{what}. {by}", what=row.label, by=one.by)
                said.append(Said(one.heading, one.words, by, one.own))
        if facts or said:
            yield Row(label, " ".join(facts), tuple(said))
        yield from apart

    def views(self, question: Question) -> Iterator[Row]:
        """Yield what others say beside the person's answer: ``Siân Pryce says: “...” (date)``."""
        said = views(self.log, question.id)
        label = self.label(question) if said else ""
        for view in said:
            if view.answer is None:
                yield self._both(label, question, view)
                continue
            words = view_words(self.log, view)
            if len(view.own_words) > LONG:
                told = replace(view.answer, said_on=dated(view))
                by = by_line(self.log, told, self.names)
                self.more.append(Said(label, view.own_words, by, own=False))
                words = say("{by}: {where}", by=by, where=Room(0, self.names).pointer(own=False))
            elif day := partial_date(dated(view)):
                words = say("{words} ({date})", words=words, date=day)
            yield Row(label, words)

    def _answer(self, label: str, question: Question, answer: Answer) -> Row:
        answer = in_their_voice(question, answer)
        text = self.coded(question, answer)
        if question.id == "cpr.status" and answer.standing is Standing.ANSWERED:
            text = self.cpr  # the words of page 1: a bare code would say more than is known
        if question.id == _LEVEL and answer.standing is Standing.ANSWERED:
            text = self._worse
        if question.id == RECORD and answer.standing is Standing.ANSWERED:
            on = basis(self.guide, self.log).on  # a plan made without the person says when it was
            text = say("{words}, {date}", words=text, date=partial_date(on))
        if question.id in (VIEW, AGREES) and against_it(self.log):  # which is newer has to show
            text = say("{words} ({date})", words=text, date=partial_date(answer.said_on))
        if answer.standing is Standing.ANSWERED and answer.own_words:
            return Row(label, text, (self.said(label, answer),))
        if answer.said_by in REPORTED and question.asks == "person" and text:
            who = speaker(self.log, answer, self.names)
            text = say("{who} says: {words}", who=who, words=text)
        return Row(label, guarded(text))

    def coded(self, question: Question, answer: Answer) -> str:
        """Return the coded part in words, or how the question stands, with its day."""
        if answer.standing is not Standing.ANSWERED:
            words, day = standing_words(self.guide, answer), partial_date(answer.said_on)
            if answer.standing in EXITS and day:
                return say("{words} (asked {date})", words=words, date=day)
            return say("{words} ({date})", words=words, date=day) if day else words
        if answer.value is None:
            return ""
        plain = Answer(Standing.ANSWERED, answer.value)
        words = answer_words(self.guide, self.log, question.id, plain)
        sure = tr(_CERTAINTY.get(answer.certainty, ""))
        return say("{words} ({sure})", words=words, sure=sure) if sure else words

    def said(self, label: str, answer: Answer) -> Said:
        """Return own words for a row; long ones go behind the plan pages, whole."""
        by = by_line(self.log, answer, self.names)
        own = answer.said_by in OWN
        said = Said(label, answer.own_words, by, own)
        if len(answer.own_words) <= LONG:
            return said
        self.more.append(said)
        where = Room(0, self.names).pointer(own=own)
        return Said(label, "", say("{by}: {where}", by=by, where=where), own)

    def _both(self, label: str, question: Question, reading: Reading) -> Row:
        """Return every side of a disagreement, none of them first."""
        said = []
        for answer in reading.answers:
            words = self.coded(question, answer) or tr("In words")
            same = (answer.value, answer.own_words)
            head = next(h for h in reading.heads if (h.answer.value, h.answer.own_words) == same)
            by = by_line(self.log, answer, self.names)
            line = say("{words} ({by}; written by {author})", words=words, by=by,
                       author=head.author.name)  # fmt: skip
            said.append(Said(label, "", line))
            if answer.own_words:
                said.append(self.said(label, answer))
        words = tr("Two records differ. Check which is right.")
        return Row(label, words, tuple(said), differs=True)


def member_label(group: Question, named: Row, whole: str) -> str:
    """Return what one member of a group is called; of what must not be given, that it must not.

    Args:
        group: Which.
        named: Its name.
        whole: What the group is called.
    """
    if group.id not in _NOT_TO_BE_GIVEN | {_DECIDED_FOR}:
        return named.text
    what = whole if group.id == _DECIDED_FOR else named.label
    name = named.text.rstrip(". ")
    return say("{name} ({what})", name=name, what=what[:1].lower() + what[1:])


def _in_a_row(text: str) -> str:
    """Return several lines as one; where one has commas of its own they part nobody from nobody."""
    return text.replace("\n", "; " if ", " in text else ", ")


def named_after(name: str, row: Row) -> Row:
    """Return a row of a member that stands by itself: the name of the member is with the rest."""
    return replace(row, label=say("{what}: {words}", what=name, words=row.label))


def main_address(log: Log) -> str:
    """Return the instance of the address that stands at the head of page 1, or empty."""
    known = log.instances("person.address")
    main = [i for i in known if log.reading("person.address.kind", i).value == "main"]
    return next(iter(main or known), "")


def _ended(text: str) -> str:
    return f"{text.rstrip('.')}." if text else ""

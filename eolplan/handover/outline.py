"""The plan pages as plain values: every topic, every answer, and what was not said.

Built from the guide alone, so a topic that a hospice wrote prints like ours.
Silence is spelt out; two records that differ print both; an answer whose
question is no longer shown prints all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Final

from eolplan.guide import NATION, Question, Section
from eolplan.handover.copying import Copy
from eolplan.handover.made import made
from eolplan.handover.people import GROUP, NOBODY, ROLES, Person, people
from eolplan.handover.phrases import Run, Words, phrasebook
from eolplan.handover.plan import Outline, Part, Row, Table, Topic
from eolplan.handover.rows import Rows, guarded, member_label, named_after
from eolplan.handover.sheet import Said
from eolplan.history import Wordings
from eolplan.record import Answer, Value, is_view
from eolplan.sums import over_a_year, totals
from eolplan.telling import answer_words
from eolplan.words import N_, listing, partial_date, say, tr

_FIRST: Final = ("S10", "S11", "S12", "S13", "S05", "S02", "S18")
"""What a reader turns the page for: what matters, and after a death what cannot wait."""

_TABLE: Final = "ranked-places"
_NEVER_ALL: Final = N_("Parts may be left out of")
_LAST: Final = ("S01", "S06", "S22", "S24", "S23")
_ENDED: Final = ("adrt.withdrawn_on", "adrt.withdrawn_how")
"""Read before what it ended: far down the line a refusal reads as one that stands."""

_IN_THE_TABLE: Final = (
    "contact.name", "contact.relation", "contact.roles", "contact.phones", "contact.when",
)  # fmt: skip


def outline(copy: Copy, more: Iterable[Said] = ()) -> Outline:
    """Return the plan pages of *copy*.

    Args:
        copy: What they are made from.
        more: Words that were too long for page 1.
    """
    writer = _Writer(copy)
    topics = tuple(writer.topics())
    behind = tuple(dict.fromkeys((*more, *writer.rows.more)))
    book = phrasebook()
    own, others = (book.label(f"more.{who}", copy.names).plain for who in ("own", "others"))
    return Outline(topics, behind, (own, others))


class _Writer:
    """Turns one record into topics; collects what is too long for a row."""

    def __init__(self, copy: Copy) -> None:
        self.copy, self.guide, self.log = copy, copy.guide, copy.log
        self.names = copy.names
        self.rows = Rows(copy)
        self.silent: dict[str, str] = {}
        self.untouched: list[str] = []
        self._said = defaultdict[str, set[str]](set)
        self._viewed = set[str]()
        for question, instance in self.log.questions():
            if is_view(instance):  # what others say is no answer
                self._viewed.add(question)
            else:
                self._said[question].add(instance)
        self._begun = {said[:n] for said in self._said for n, c in enumerate(said) if c == "."}

    def topics(self) -> Iterator[Topic]:
        """Yield the topics, first those that matter most to a reader."""
        if self.copy.version is None:
            yield Topic(tr("Numbers to ring"), tuple(self._numbers()))
        sections = sorted(self._wholes(), key=_place)
        if self.copy.version is None:  # a contact sheet first: that is safe to use unsigned
            sections.sort(key=lambda section: section.source != "S05")
        for section in sections:
            if section.per == "person" and (topic := self._topic(section)):
                yield topic
        yield from self._closing()

    def _closing(self) -> Iterator[Topic]:
        """Yield what is about the plan: answers no guide knows, how it was made, silence."""
        if unknown := tuple(self._unknown()):
            yield Topic(tr("Also recorded"), unknown)
        if self.copy.looks:
            yield Topic(tr("To look at again"), self.copy.looks)
        parts: tuple[Part, ...] = (*self._talks(), *made(self.copy, self.rows))
        yield Topic(tr("How this plan was made"), parts)
        if self.silent or self.untouched:
            heading = tr("Not talked about yet")
            if self.copy.audience.id != "full":
                heading = tr("Not talked about yet, or not in this copy")
            yield Topic(heading, (self._silence(),))

    def _numbers(self) -> Iterator[Row]:
        staff, blank = self.copy.staff, tr("not recorded")
        yield Row(self.copy.team, staff.team_phone or blank)
        yield Row(tr("At night"), staff.night_phone or blank)

    def _silence(self) -> Words:
        """Return everything that nobody talked about, in one paragraph.

        A topic of which nothing stands needs no list of its questions.
        """
        whole = [(tr("Nothing of these topics"), ", ".join(self.untouched))]
        runs = [
            run
            for topic, what in (*whole[: len(self.untouched)], *self.silent.items(), *self._never())
            for run in (Run(say("{topic}:", topic=topic), strong=True), Run(f" {what}. "))
        ]
        return Words(tuple(runs))

    def _wholes(self) -> Iterator[Section]:
        """Yield the topics as they are read: what was asked in parts is one with all of them.

        What is always asked comes first, of every part.
        """
        for section in (s for s in self.guide.sections if not s.part_of):
            parts = self.guide.parts_of(section.id)
            if len(parts) == 1:
                yield section
                continue
            first = [*chain(*(part.first_pages for part in parts))]
            rest = [q for part in parts for q in part.questions if q not in first]
            title = self.guide.title_of(section.id)
            yield replace(section, title=title, questions=(*first, *rest))

    def _topic(self, section: Section) -> Topic | None:
        """Return one topic; None when nothing of it stands, which is then said at the end."""
        title = guarded(say(tr(section.title), name=self.names.name))
        if section.id in self.copy.held.sections:
            return Topic(title, (self._held(section),), section.source)
        silent: list[str] = []
        parts = tuple(part for page in section.pages for part in self._page(page, silent))
        if silent and not (parts or self._is_touched(section)):
            self.untouched.append(title)
        elif silent:
            self.silent[title] = ", ".join(silent)
        return Topic(title, parts, section.source) if parts else None

    def _held(self, section: Section) -> str:
        """Return what stands for a topic that is held back; of CPR, what page 1 says of it."""
        about_cpr = self.copy.held.cpr and any(q.id == "cpr.status" for q in section.questions)
        return self.rows.cpr if about_cpr else tr("Being talked about.")

    def _is_touched(self, section: Section) -> bool:
        """Say whether anything of a topic is on record, be it only at the head of page 1."""
        asked = {question.id for question in section.questions}
        return any(question in asked for question, _ in self.log.questions())

    def _never(self) -> Iterator[tuple[str, str]]:
        """Yield of which topics this kind of copy never holds everything, whoever the person is."""
        audience = self.copy.audience.id
        whole, topics = list[str](), list[str]()
        for section in self._wholes():
            if section.gone and not self._is_touched(section):
                continue
            all_of_it = all(q.secret or q.on_copy(audience) for q in section.questions)
            (whole if all_of_it else topics).append(tr(section.title))
        if topics and len(whole) < len(topics):  # the shorter list is the one that is read
            but = say("every topic but {topics}", topics=listing(whole))
            yield tr(_NEVER_ALL), but if whole else tr("every topic")
        elif topics:
            yield tr(_NEVER_ALL), listing(topics)
        secrets = [tr(question.heading) for question in self.guide if question.secret]
        if secrets and audience == "full":  # the one copy that would be taken for everything
            yield tr("On no copy at all"), ", ".join(secrets)

    # ---- pages of the guide

    def _page(self, page: Question, silent: list[str]) -> Iterator[Part]:
        """Yield what stands on one page; note it as silent when nothing does."""
        if page.kind == "statement":
            return
        found = self._repeating(page) if page.repeats else self._plain(page)
        parts: tuple[Part, ...] = tuple(found)
        yield from parts
        if not (parts or page.gone) and self._is_missed(page):  # what others say is no answer
            silent.append(self.label(page))
        for question in (page.id, *self.guide.own_fields(page)):
            if question in self._viewed:
                yield from self.rows.views(self.guide.question(question))

    def _plain(self, page: Question) -> Iterator[Row]:
        """Yield a question, or a group with its fields in one row."""
        if row := self.rows.row(page, ""):
            yield row
        found: list[Row] = []
        known: list[Row] = []
        for field in map(self.guide.question, self._read_on(page)):
            rows = [self.rows.row(field, instance) for instance in self._instances(field)]
            found.extend(row for row in rows if row is not None)
            if not any(rows) and (row := self.rows.worked_out(field)):
                known.append(row)
        if page.kind == _TABLE:
            found = [_short(row, page, self) for row in found]
        if found:
            yield from self.rows.group(self.label(page), [*found, *known])

    def _read_on(self, page: Question) -> tuple[str, ...]:
        """Return the fields that are read together: places not wanted beside the choices, if any.

        Where there are none they stand by themselves.
        """
        shares = (q for q in self.guide if page.kind == q.kind == _TABLE and q.ranks[0])
        for table in (q for q in shares if page.ranks[2] == q.ranks[2]):
            chosen = any(question in self._said for question in self.guide.own_fields(table))
            return page.fields if chosen is (page is table) else ()
        return page.fields

    def label(self, question: Question) -> str:
        """Return the short noun phrase of a question."""
        return self.rows.label(question)

    def _is_missed(self, question: Question) -> bool:
        """Say whether a question without an answer is worth naming to a reader.

        What the person might have said is; the details that staff note are not,
        nor is one part of a page that has others: what safety hangs on stands on
        page 1 in its own words.
        """
        if question.asks != "person" or self.guide.group_of(question.id) is not None:
            return False
        members: tuple[object, ...] = self.log.instances(question.id)
        if question.id == GROUP:
            members = people(self.guide, self.log)
        stands = bool(self._said.get(question.id) or (question.repeats and members))
        stands |= question.id == GROUP and self.log.reading(NOBODY).value == "yes"
        if question.kind == "group":  # a page of its own may say what it comes to
            stands |= question.id in self._begun
        if question.kind == _TABLE:
            stands |= any(field in self._said for field in self.guide.own_fields(question))
        if stands:
            return False
        if question.fields and self.rows.above.issuperset(question.fields):
            return False
        needed = question.obligation in ("M", "R")
        return (
            (needed or not question.more)
            and question.on_copy(self.copy.audience.id)
            and question.shown(self._known)
        )

    def _instances(self, field: Question) -> list[str]:
        """Return where a field outside a repeating group stands: the place table has several."""
        return sorted(self._said.get(field.id, {""}))

    def _known(self, question: str) -> Value:
        if question == NATION:
            return self.copy.nation
        reading = self.log.reading(question)
        return reading.value if reading.value is not None else reading.own_words or None

    # ---- groups and talks

    def _repeating(self, group: Question) -> Iterator[Part]:
        """Yield the members of a repeating group, in their order."""
        if row := self.rows.row(group, ""):
            yield row
        if group.id == GROUP:
            yield from self._people(group)
            return
        for instance in (*self.log.instances(group.id), *self.log.torn(group.id)):
            membership = self.log.reading(group.id, instance)
            if not self.rows.stands_above(group, membership):
                yield from self._member(group, instance, group.fields)
        if sums := totals(self.guide, self.log, group):
            year = over_a_year(self.guide, self.log, group)
            words = f"{sums}. {year}" if year else sums
            yield Row(say("{what}, together", what=self.label(group)), words)

    def _member(self, group: Question, instance: str, fields: Iterable[str]) -> Iterator[Row]:
        """Yield one member: its name as the label, its other fields in a row."""
        states = {field: self.log.reading(field, instance).state for field in _ENDED}
        ended = [f for f in fields if states.get(f, "removed") not in ("removed", "erased")]
        questions = [self.guide.question(field) for field in dict.fromkeys((*ended, *fields))]
        rows = {q.id: row for q in questions if (row := self.rows.row(q, instance))}
        named = rows.get(group.names)
        label = self.label(group)
        if not rows or (named and named.text and len(rows) == 1):  # no line stands bare
            bare = Row(label, tr("Nothing more in this copy"))
            yield replace(named, label=label) if named else bare
            return
        if named and named.text and not named.differs:
            label, _ = member_label(group, named, label), rows.pop(group.names)
            rows = {q: named_after(label, row) if row.differs else row for q, row in rows.items()}
        yield from self.rows.group(label, rows.values())

    def _people(self, group: Question) -> Iterator[Part]:
        """Yield the people as a table, then what else is known of each."""
        everybody = people(self.guide, self.log, self.copy.roles, self.copy.reader)
        if not everybody:
            return
        blank = tr("not recorded")
        cells = tuple(
            (
                p.name,
                self._who(p) or blank,
                ", ".join(p.phones) or p.away or blank,
                p.when or blank,
            )
            for p in everybody
        )
        yield Table((tr("Person"), tr("Who they are"), tr("Phone"), tr("When to ring")), cells)
        others = [field for field in group.fields if field not in _IN_THE_TABLE]
        for person in everybody:
            questions = (self.guide.question(field) for field in others)
            rows = (self.rows.row(question, person.id) for question in questions)
            yield from self.rows.group(person.name, filter(None, rows))

    def _who(self, person: Person) -> str:
        """Return who they are and what they do, as far as this copy may tell it."""
        asked = self.guide.question(ROLES)
        if person.id in self.copy.roles:
            told = asked.text(Answer(value=[*person.roles])) if person.roles else ""
        else:
            row = self.rows.row(asked, person.id)
            told = row.text if row else ""
        return ". ".join(filter(None, (person.relation, told)))

    def _talks(self) -> Iterator[Row]:
        """Yield the conversations, the newest first: who was there, what was agreed."""
        asked = [q for s in self.guide.sections if s.per == "conversation" for q in s.questions]
        ids = {question.id for question in asked}
        talks = {i for q, i in self.log.questions() if q in ids and i}
        unheld = {self.label(q) for q in asked if q.id.startswith("conv.readback")}
        days = {talk: str(self.log.reading("conv.when", talk).value or "") for talk in talks}
        for talk in sorted(talks, key=lambda t: (days[t], t), reverse=True):
            day = partial_date(days[talk])
            label = say("Talk on {date}", date=day) if day else tr("Talk, date not recorded")
            told = (question for question in asked if question.id != "conv.when")
            rows = list(filter(None, (self.rows.row(question, talk) for question in told)))
            if not day and all(row.label in unheld for row in rows):
                continue  # a page was only looked at before the sign-off
            yield from self.rows.group(label, rows) if rows else [Row(label)]

    def _unknown(self) -> Iterator[Row]:
        """Yield answers to questions that this guide does not ask, under the words of then."""
        wordings = Wordings(self.guide, self.copy.texts)
        for question, instance in sorted(self.log.questions()):
            if question in self.guide or question.endswith(".order") or question == "plan.practice":
                continue
            reading = self.log.reading(question, instance)
            for answer in reading.answers if reading.state != "silent" else ():
                asked = wordings.asked(reading.heads[0])
                said = (self.rows.said(question, answer),) if answer.own_words else ()
                words = asked.text(answer) if said else answer_words(
                    self.guide, self.log, asked, answer
                )  # fmt: skip
                yield Row(tr(asked.heading), guarded(words), said)


def _short(row: Row, table: Question, writer: _Writer) -> Row:
    """Return a row of the place table under a short label: the table's own says the rest.

    One that stands by itself keeps its own: nothing else tells which place it is about.
    """
    if row.differs:
        return row
    nothing_said = writer.log.reading(table.ranks[2]).state != "silent"  # but why no place is named
    avoid = tr("Places to avoid") if nothing_said else tr("Does not want")
    labels = (tr("First choice"), tr("Second choice"), avoid)
    for field, label in zip(table.ranks, labels, strict=True):
        if field and row.label == writer.label(writer.guide.question(field)):
            return replace(row, label=label)
    return row


def _place(section: Section) -> int:
    if section.source in _FIRST:
        return _FIRST.index(section.source)
    return 100 + _LAST.index(section.source) if section.source in _LAST else 50

"""What a reader would call one thing of a plan, gathered from the questions that tell it.

A table of places is one thing, and so is somebody to ring, or all that was noted of one
talk. Of a person who stands in both states that are compared, each fact is one by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from eolplan.guide import Guide, Question, Section
from eolplan.history.then import NO_LONGER, Wordings
from eolplan.history.voices import said
from eolplan.record import Entry, Log, Reading, is_view
from eolplan.record.codes import JUDGED
from eolplan.subject import Subject
from eolplan.telling import RANKED, answer_words, as_told, in_their_voice, told, view_words
from eolplan.words import N_, listing, partial_date, say, tr

Key = tuple[str, str]
"""A question id and an instance."""

Form = Literal["fact", "table", "member", "part", "order", "talk", "view", "unknown"]
"""``part``: one fact of somebody or something of which there may be several."""

_ORDER: Final = ".order"
_MADE_UP: Final = "plan.practice"
_PER_TALK: Final = "conversation"
_WHEN: Final = "conv.when"


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing.

    Attributes:
        form: See ``Form``.
        section: The topic.
        question: Its page, or one fact of a page.
        instance: Which of several; the view of whom; which talk.
        keys: What tells it, in every state that was looked at.
        group: Of a part, what it is a part of.
    """

    form: Form
    section: Section
    question: Question
    instance: str
    keys: tuple[Key, ...]
    group: Question | None = None

    @property
    def has_page(self) -> bool:
        """Whether all that was ever said on it can be listed as answers to a question."""
        return self.form not in ("talk", "order")

    def heads(self, log: Log) -> tuple[Entry, ...]:
        """Return the entries that stand on it."""
        return tuple(head for key in self.keys for head in log.heads(*key))

    def told(self, log: Log, wordings: Wordings) -> str:
        """Return how it reads, under the words in which it was asked; empty: nothing was said."""
        guide = wordings.guide_of(self.heads(log))
        match self.form:
            case "view":
                return view_words(log, self._reading(log)) if self.heads(log) else ""
            case "order":
                names = [_named(guide, log, self.question, i) for i in self._listed(log)]
                return listing(names)
            case "talk":
                return _talk(guide, log, self.section, self.instance)
            case "member" if self.is_gone(log):
                return ""
        if self.question.id not in guide:  # nothing stands on what is no longer asked
            return ""
        return told(guide, log, guide.question(self.question.id), self.instance)

    def heading(self, wordings: Wordings, *logs: Log) -> str:
        """Return what it is about; *logs* are the states that may know a name, the best first."""
        label = tr(self.question.heading)
        match self.form:
            case "view":
                return as_told(logs[0], label, self.instance)
            case "order":
                return say("{what}, in which order", what=label)
            case "talk":
                day = next((d for log in logs if (d := _day(log, self.instance))), "")
                return say("Talk on {date}", date=partial_date(day)) if day else tr("Talk")
            case "part" if self.group is not None and self.question.id != self.group.names:
                names = (_named(wordings.guide, log, self.group, self.instance) for log in logs)
                return say("{who}: {what}", who=next(filter(None, names), ""), what=label)
        return label

    def is_gone(self, log: Log) -> bool:
        """Say whether it was taken off the plan."""
        if self.form == "member":
            group = self.question.id
            return self.instance not in (*log.instances(group), *log.torn(group))
        return bool(self.keys) and self._reading(log).state == "removed"

    def who(self, log: Log, entry: Entry | None) -> str:
        """Return whose words an entry holds; empty for what staff fill in: nobody's wish."""
        if entry is None or not self.has_page:
            return ""
        staffs = self.question.asks == "staff"
        if staffs and in_their_voice(self.question, entry.answer).said_by == JUDGED:
            return ""
        return said(log, entry.answer)

    def asked_then(self, log: Log, wordings: Wordings) -> str:
        """Return how it was asked in that state, where today it is asked otherwise."""
        names = Subject.of(log).names()
        return next(filter(None, (wordings.otherwise(e, names) for e in self.heads(log))), "")

    def newest(self, before: Log, after: Log) -> Entry | None:
        """Return what was recorded last of it, between two states; None: nothing that is held."""
        new = {e.digest: e for e in self.heads(after) if e.digest not in before.entries}
        if len(new) < 2:
            return next(iter(new.values()), None)
        came = [digest for digest in after.entries if digest in new]
        return new[came[-1]]

    def _reading(self, log: Log) -> Reading:
        return log.reading(*self.keys[0])

    def _listed(self, log: Log) -> tuple[str, ...]:
        return log.instances(self.question.id) if self.heads(log) else ()


def things_of(
    keys: Iterable[Key], wordings: Wordings, *logs: Log, whole: bool = False
) -> tuple[Thing, ...]:
    """Return the things that *keys* tell, each once, in the order of the guide.

    Args:
        keys: Questions and instances.
        wordings: What is asked, today and then.
        logs: The states of the record in which they stand. Of somebody who stands in
            all of them each fact is a thing; of others only the whole.
        whole: True has everybody be one thing.
    """
    guide = wordings.guide
    places = {question.id: place for place, question in enumerate(guide)}
    found: dict[tuple[str, str, str], Thing] = {}
    for key in sorted(keys):
        thing = _thing(key, wordings, logs, whole=whole)
        if thing is not None:
            found.setdefault((thing.form, thing.question.id, thing.instance), thing)
    return tuple(sorted(found.values(), key=lambda thing: _place(thing, places, logs)))


def _place(
    thing: Thing, places: Mapping[str, int], logs: tuple[Log, ...]
) -> tuple[int, int, str, int]:
    """Return where a thing comes: by the guide, several of one kind in their own order."""
    page, last = thing.group or thing.question, len(places)
    members = logs[0].instances(page.id) if page.repeats else ()
    rank = members.index(thing.instance) if thing.instance in members else len(members)
    return places.get(page.id, last), rank, thing.instance, places.get(thing.question.id, last)


def thing_of(key: Key, wordings: Wordings, log: Log) -> Thing | None:
    """Return the thing that *key* tells in one state; None where there is nothing to tell."""
    return _thing(key, wordings, (log,), whole=True)


def is_inside(question: str, guide: Guide) -> bool:
    """Say whether nobody asks it: in which order a list stands, and that a person is made up."""
    group = question.removesuffix(_ORDER)
    return question == _MADE_UP or (group != question and group in guide)


def _thing(key: Key, wordings: Wordings, logs: tuple[Log, ...], *, whole: bool) -> Thing | None:
    guide, (question_id, instance) = wordings.guide, key
    if is_inside(question_id, guide):
        return _order(key, guide)
    if question_id not in guide:
        return _unknown(key, wordings, logs)
    section, question = guide.section_of(question_id), guide.question(question_id)
    if section.per == _PER_TALK:
        keys = tuple((q.id, instance) for q in section.questions)
        return Thing("talk", section, section.questions[0], instance, keys)
    if is_view(instance):
        return Thing("view", section, question, instance, (key,))
    page = guide.group_of(question_id) or question
    if page.kind == RANKED:
        return Thing("table", section, page, "", tuple(_of_table(guide.own_fields(page), logs)))
    if page.repeats and instance:
        return _of_member(section, page, question, instance, () if whole else logs)
    return Thing("fact", section, question, instance, (key,))


def _order(key: Key, guide: Guide) -> Thing | None:
    group = key[0].removesuffix(_ORDER)
    if group == key[0]:
        return None
    return Thing("order", guide.section_of(group), guide.question(group), "", (key,))


def _unknown(key: Key, wordings: Wordings, logs: tuple[Log, ...]) -> Thing | None:
    entry = next((head for log in logs for head in log.heads(*key)), None)
    if entry is None:
        return None
    question = wordings.asked(entry)
    section = Section(id=NO_LONGER, title=N_("No longer asked"), questions=(question,))
    return Thing("unknown", section, question, key[1], (key,))


def _of_table(fields: tuple[str, ...], logs: tuple[Log, ...]) -> Iterator[Key]:
    stand = {key for log in logs for key in log.questions()}
    for field in fields:
        yield from sorted(k for k in stand if k[0] == field and not is_view(k[1]))


def _of_member(
    section: Section, page: Question, question: Question, instance: str, logs: tuple[Log, ...]
) -> Thing | None:
    if not logs or not all(instance in log.instances(page.id) for log in logs):
        keys = tuple((q, instance) for q in (page.id, *page.fields))
        return Thing("member", section, page, instance, keys)
    if question is page:
        return None  # that there is one was said again
    return Thing("part", section, question, instance, ((question.id, instance),), page)


def _named(guide: Guide, log: Log, group: Question, instance: str) -> str:
    """Return what a member is called; what a group is about where it has no names."""
    if group.names in guide:
        entry = log.last_said(group.names, instance)
        if entry is not None and entry.answer.value is not None:
            return answer_words(guide, log, guide.question(group.names), entry.answer)
    return tr(group.heading)


def _day(log: Log, talk: str) -> str:
    return str(log.reading(_WHEN, talk).value or "")


def _talk(guide: Guide, log: Log, section: Section, talk: str) -> str:
    """Return all that was noted of one talk in one line."""
    noted = (
        (tr(page.heading), told(guide, log, page, talk))
        for page in guide.section(section.id).pages
        if page.kind != "statement"
    )
    return "; ".join(f"{heading}: {words}" for heading, words in noted if words)

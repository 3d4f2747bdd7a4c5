"""A topic of the team's own: its name, where it comes, its questions, and its versions."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.desk import Desk, TopicVersion
from eolplan.errors import EolplanError
from eolplan.guide import fill
from eolplan.guide.local_topics import OwnQuestion, OwnTopic, faults_of, topic_id
from eolplan.words import long_date, say, tr
from ui.pages.form import Problems
from ui.pages.local_fields import EXAMPLE, LABELS, SayingPage, fault_words, line, said
from ui.pages.local_topic import WORDS_SECTION
from ui.pages.own_question import only_after
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import Button, Card, Choice, ChoiceGroup, FlowLayout, PlainLabel, identify

_NAME: Final = "own-topic"
_MOST_VERSIONS: Final = 6


class OwnTopicPage(SayingPage):
    """Change a topic of the team's own, or write a new one.

    Args:
        desk: Whose team it is.
        where: ``topic`` is its id; empty: a new one.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        self._local = desk.local
        self._version = desk.local.topic(where.topic)
        self._topic = self._version.topic if self._version else OwnTopic(id="", title="")
        heading = (
            say("Topic: {title}", title=self._topic.title)
            if self._version
            else tr("A topic of your own")
        )  # fmt: skip
        super().__init__(_NAME, where, heading, onward=tr("Save"), back=True)
        self.back_wanted.connect(lambda: self.wanted.emit(WORDS_SECTION))
        if trouble := self._trouble():
            self.column.addWidget(PlainLabel(trouble, self, style="strong", colour="error"))
        self._add_words()
        if self._version is not None:
            self.column.addWidget(self._questions())
        self._add_place()
        if self._version is not None:
            self.column.addWidget(self._life(self._version))
        self.fields = {"title": self.name, "about": self.about, "after": self.after}
        self.hold(desk)

    # -- what the window asks ------------------------------------------------

    def first_focus(self) -> QWidget:
        """Return the line for its name; of a topic that asks nothing yet, the way to a question."""
        waits = self._version is not None and not self._topic.questions
        return self._add if waits else self.name.box

    def check(self) -> Problems:
        """Say what is to be mended in the name and what is said of it."""
        found: list[tuple[str, QWidget]] = []
        if not self.name.text():
            found.append((tr("Give the topic a name"), self.name))
        if not self.after.value():
            found.append((tr("Choose which topic it comes after"), self.after))
        fields = {("title",): self.name, ("about",): self.about}
        faults = faults_of(self._filled_in()) if not found else ()
        return found + [(fault_words(f), fields[f.path]) for f in faults if f.path in fields]

    def submit(self) -> None:
        """Keep it, and go on to its questions."""
        if (topic := self._keep(self._filled_in())) is not None:
            self.let_go()
            self.wanted.emit(Where(_NAME, topic=topic.id))
            words = tr("Saved. Now add a question.") if not topic.questions else tr("Saved.")
            self.said.emit(words, False)

    # -- its facts -------------------------------------------------------------

    def _add_words(self) -> None:
        self.name = line(
            tr(LABELS["title"]), self, identifier=f"{_NAME}.title", text=self._topic.title,
            hint=tr("A word or two, such as Pets at home."), most=60,
        )  # fmt: skip
        self.about = said(
            tr(LABELS["about"]), self, [self._topic.about] if self._topic.about
            else [], identifier=f"{_NAME}.about", hint=tr("One sentence. You can leave it blank."),
        )  # fmt: skip
        for widget in (self.name, self.about):
            self.column.addWidget(widget)

    def _add_place(self) -> None:
        asked = tr("Which topic does it come after?")
        self.after = ChoiceGroup(
            asked, self._places(), self, columns=3, identifier=f"{_NAME}.after"
        )
        self.after.show_values([self._topic.after])
        self.column.addWidget(PlainLabel(asked, self, style="strong"))
        self.column.addWidget(self.after)

    def _places(self) -> list[Choice]:
        """Return the topics that it may come after: those that are walked through."""
        sections = self._local.shipped.sections
        return [Choice(s.id, tr(s.title)) for s in sections if not s.aside]

    def _filled_in(self) -> OwnTopic:
        title = self.name.text()
        name = self._topic.id or topic_id(title, uuid.uuid4().hex[:6])
        return replace(
            self._topic, id=name, title=title, about=self.about.text(), after=self.after.value()
        )

    # -- its questions -----------------------------------------------------------

    def _questions(self) -> QWidget:
        card = Card(tr("What it asks"), self)
        if not self._topic.questions:
            words = tr("Nothing yet. The topic is asked as soon as it has a question.")
            card.column.addWidget(PlainLabel(words, card))
        for n, question in enumerate(self._topic.questions):
            card.column.addWidget(self._question(n, question, card))
        row = QWidget(card)
        self._add = Button(tr("Add a question"), row, icon="plus", identifier=f"{_NAME}.add")
        self._add.clicked.connect(lambda: self._go(""))
        FlowLayout(row).addWidget(self._add)
        card.column.addWidget(row)
        return card

    def _question(self, n: int, question: OwnQuestion, parent: QWidget) -> QWidget:
        holder, row = QWidget(parent), QWidget(parent)
        column = space_out(QVBoxLayout(holder), 2)
        column.addWidget(PlainLabel(question.heading, holder, style="strong"))
        for told in filter(None, (fill(question.they, EXAMPLE), self._time(question))):
            column.addWidget(PlainLabel(told, holder, style="small", colour="text2"))
        flow = FlowLayout(row)
        last = len(self._topic.questions) - 1
        for what, words, name, shown in (
            ("change", tr("Change"), say("Change {q}", q=question.heading), True),
            ("up", tr("Earlier"), say("Ask {q} earlier", q=question.heading), n > 0),
            ("down", tr("Later"), say("Ask {q} later", q=question.heading), n < last),
        ):
            if shown:
                button = Button(words, row, kind="quiet")
                identify(button, f"{_NAME}.{what}.{n}", name)
                button.clicked.connect(partial(self._do, what, question.id))
                flow.addWidget(button)
        column.addWidget(row)
        return holder

    def _time(self, question: OwnQuestion) -> str:
        """Say when a question is asked; empty: always, and nobody wanted it otherwise."""
        if (waits := self._topic.waits_for(question)) is not None:
            return only_after(*waits)
        lost = tr("It is always asked now: what it waited for has gone, or comes after it.")
        return lost if question.when else ""

    def _do(self, what: str, name: str) -> None:
        if what == "change":
            self._go(name)
        elif (topic := self._keep(self._topic.moved(name, -1 if what == "up" else 1))) is not None:
            self.wanted.emit(Where(_NAME, topic=topic.id))

    def _go(self, question: str) -> None:
        self.wanted.emit(Where("own-question", topic=self._topic.id, question=question))

    # -- its life --------------------------------------------------------------

    def _life(self, version: TopicVersion) -> QWidget:
        """Return the way to end it or ask it again, and who changed it when."""
        card = Card(tr("Who wrote it"), self)
        for told in self._told():
            card.column.addWidget(PlainLabel(told, card, style="small", colour="text2"))
        words = tr("No longer ask this topic") if version.asked else tr("Ask this topic again")
        row = QWidget(card)
        end = Button(words, row, icon="x" if version.asked else "undo-2")
        identify(end, f"{_NAME}.end")
        end.clicked.connect(partial(self._ask, not version.asked))
        FlowLayout(row).addWidget(end)
        card.column.addWidget(row)
        kept = tr("Every answer that was given in it is kept, whatever you change here.")
        card.column.addWidget(PlainLabel(kept, card, style="small"))
        return card

    def _told(self) -> Iterator[str]:
        for version in self._local.topic_history(self._topic.id)[:_MOST_VERSIONS]:
            day = long_date(version.written.at.astimezone().date())
            if version.asked:
                yield say("{name} changed it on {date}.", name=version.written.by, date=day)
            else:
                yield say("{name} took it away on {date}.", name=version.written.by, date=day)

    def _ask(self, on: bool) -> None:
        if self._keep(self._topic, asked=on) is not None:
            self.wanted.emit(WORDS_SECTION)
            words = tr("The topic is asked again.") if on else tr("The topic is no longer asked.")
            self.said.emit(words, False)

    def _keep(self, topic: OwnTopic, *, asked: bool | None = None) -> OwnTopic | None:
        """Keep *topic*, asked as it is unless told otherwise; None: it could not be kept."""
        now = self._version is None or self._version.asked
        try:
            self._local.keep_topic(topic, asked=now if asked is None else asked)
        except EolplanError as e:
            self.trouble.emit(e)
            return None
        self.saved.emit()
        return topic

    def _trouble(self) -> str:
        """Say why it is not asked, where something keeps it from that."""
        why = self._local.why_not(self._topic.id)
        return say("It is not asked now. {why}", why=why) if why else ""

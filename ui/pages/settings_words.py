"""Words and topics: a section of Settings. What the team says its own way, and what it adds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.desk import Desk, TopicVersion
from eolplan.guide import Section
from eolplan.identity import Act
from eolplan.words import say, tr
from ui.pages.roles import names_of
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import BesideLayout, Button, Card, FlowLayout, PlainLabel, identify

if TYPE_CHECKING:
    from ui.pages.settings import SettingsPage

_NAME: Final = "settings.words"


class WordsPane(QWidget):
    """Topics of the team's own, and the shipped topics whose words it may change.

    Args:
        parent: The widget it stands in.
        desk: Whose settings they are.
        page: Goes to the pages behind it.
    """

    def __init__(self, parent: QWidget, desk: Desk, page: SettingsPage) -> None:
        super().__init__(parent)
        self._page, self._local, self._leads = page, desk.local, desk.can(Act.LEAD)
        column = space_out(QVBoxLayout(self), 12)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._own())
        if self._leads:
            column.addWidget(self._shipped())
        else:
            names = names_of(desk.team.leads())
            words = say("Words and topics are changed by: {names}.", names=names)
            column.addWidget(PlainLabel(words, self))

    # -- topics of the team's own ------------------------------------------

    def _own(self) -> QWidget:
        card = Card(tr("Topics of your own"), self)
        topics = self._local.topics()
        words = tr(
            "A topic that you add is part of the conversation, of the plan and of its copies, like"
            " all the others."
        )
        card.column.addWidget(PlainLabel(words, card))
        if not topics:
            card.column.addWidget(PlainLabel(tr("There is none yet."), card, colour="text2"))
        for version in topics:
            card.column.addWidget(self._topic(version, card))
        if self._leads:
            row = QWidget(card)
            add = Button(tr("Add a topic"), row, icon="plus", identifier=f"{_NAME}.add")
            add.clicked.connect(lambda: self._go(Where("own-topic")))
            FlowLayout(row).addWidget(add)
            card.column.addWidget(row)
        return card

    def _topic(self, version: TopicVersion, parent: QWidget) -> QWidget:
        topic = version.topic
        row, told = QWidget(parent), QWidget(parent)
        column = space_out(QVBoxLayout(told), 2)
        column.addWidget(PlainLabel(topic.title, told, style="strong"))
        wrong = topic.id in self._local.left_out
        colour = "error" if wrong else "text2"
        column.addWidget(PlainLabel(self._state(version), told, style="small", colour=colour))
        beside = BesideLayout(row, top=True)
        beside.addWidget(told)
        if self._leads:
            change = Button(tr("Change"), row, kind="quiet", icon="pencil")
            identify(change, f"{_NAME}.own.{topic.id}", say("Change {topic}", topic=topic.title))
            change.clicked.connect(lambda: self._go(Where("own-topic", topic=topic.id)))
            beside.addWidget(change)
        return row

    def _state(self, version: TopicVersion) -> str:
        topic, count = version.topic, len(version.topic.questions)
        if not version.asked:
            return tr("No longer asked. Every answer is kept.")
        if why := self._local.why_not(topic.id):
            return say("Not asked now. {why}", why=why)
        if not count:
            return tr("Not asked yet: it has no question.")
        after = self._local.guide.section(topic.after).title
        return say("After {topic}. Questions: {count}.", topic=tr(after), count=count)

    # -- the shipped topics --------------------------------------------------

    def _shipped(self) -> QWidget:
        card = Card(tr("Words of your own"), self)
        words = tr(
            "Choose a topic to say things your own way: what staff ask, what they might say, and"
            " what to listen for. The shipped words are always one press away."
        )
        card.column.addWidget(PlainLabel(words, card))
        holder = QWidget(card)
        flow = FlowLayout(holder)
        for section in self._local.shipped.sections:
            flow.addWidget(self._section(section, holder))
        card.column.addWidget(holder)
        return card

    def _section(self, section: Section, parent: QWidget) -> QWidget:
        title, count = tr(section.title), self._local.changed_in(section.id)
        words = say("{topic} (yours: {count})", topic=title, count=count) if count else title
        button = Button(words, parent, kind="secondary")
        name = say("Words of {topic}", topic=title)
        identify(button, f"{_NAME}.topic.{section.id}", name)
        button.clicked.connect(partial(self._go, Where("local-topic", topic=section.id)))
        return button

    def _go(self, where: Where) -> None:
        self._page.wanted.emit(where)

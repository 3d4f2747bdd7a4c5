"""The table of kinds, and the fields made of other fields: a group, and its instances.

The table stands here because a group holds fields of every kind. Its other half
is ``eolplan.guide.KINDS``, under the same keys; a test keeps the two equal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, count
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from eolplan.guide import Question, Value
from eolplan.words import say, tr
from ui.fields.base import Around, Field, adding
from ui.fields.chosen import (
    ChoiceField,
    ChoicesField,
    ContactField,
    RankedPlacesField,
    ScaleField,
    TreatmentField,
    YesNoField,
)
from ui.fields.pointing import MemberField, ServiceField
from ui.fields.written import (
    DateField,
    LineField,
    LinesField,
    MoneyField,
    NumberField,
    PhonesField,
    StatementField,
    TextField,
)
from ui.theme import space_out
from ui.widgets import (
    BesideLayout,
    Button,
    Card,
    FlowLayout,
    PlainLabel,
    ToggleButton,
    identify,
    into_sight,
    order_tabs,
    spoken_as,
)


class GroupField(Field):
    """The fields of one group, each with its label.

    A field whose ``shown_if`` does not hold is hidden while it holds nothing:
    what is recorded stays in sight. It comes as soon as what it hangs on is typed, so that
    Tab goes to it and not past it. Fields marked ``more`` stand at the end,
    behind "Show more" until it is pressed or they hold something. What asks the same as
    the page has no label: the heading is one.

    Signals:
        field_edited: carries the id of the field's question.
        field_settled: carries the id of the field's question.
    """

    field_edited = Signal(str)
    field_settled = Signal(str)

    def _build(self) -> None:
        spoken_as(self, QAccessible.Role.Grouping)
        self.setAccessibleName(self.asked)
        space_out(self._column, 20)
        self.fields: dict[str, Field] = {}
        questions = [self.around.find(question_id) for question_id in self.question.fields]
        for question in questions:
            if not question.more:
                self._add(question)
        self._more = ToggleButton(tr("Show more"), self)
        identify(self._more, self._identifier("more"))
        self._more.toggled.connect(lambda _=False: self._arrange())
        holder = QWidget(self)
        FlowLayout(holder).addWidget(self._more)
        self._column.addWidget(holder)
        holder.setVisible(any(question.more for question in questions))
        for question in questions:
            if question.more:
                self._add(question)
        self._arrange()

    def _add(self, question: Question) -> None:
        said = not self.question.repeats and self.around.asked(question) == self.asked
        made = FIELDS[question.kind](question, self.around, self, labelled=not said)
        made.edited.connect(lambda: self._edited(question.id))
        made.settled.connect(lambda: self._settled(question.id))
        self.fields[question.id] = made
        self._column.addWidget(made)

    def show_answers(self, answers: Mapping[str, tuple[Value, str]]) -> None:
        """Show (value, own words) by question id; a field that is not named shows nothing."""
        for question_id, made in self.fields.items():
            made.show_answer(*answers.get(question_id, (None, "")))
        self._arrange()

    def put_after(self, question_id: str, widget: QWidget) -> None:
        """Put *widget* under one of the fields; whoever made it shows and hides it."""
        place = self._column.indexOf(self.fields[question_id])
        self._column.insertWidget(place + 1, widget)
        order_tabs(self)

    def first(self) -> QWidget:
        """Return what takes the focus in the first field that shows.

        Words that are only read take none. Nor does the way to another page, where a box
        to write in comes next: what is typed at once is not lost.
        """
        showing = [made for made in self.fields.values() if not made.isHidden()]
        asked = [made.first() for made in showing if not isinstance(made, StatementField)]
        answer = next((first for first in asked if not isinstance(first, Button)), None)
        writes = isinstance(answer, QLineEdit | QPlainTextEdit)
        return answer if answer is not None and writes else next(iter(asked), self)

    def problems(self) -> list[str]:
        """Return the problems of all fields."""
        return [problem for made in self.fields.values() for problem in made.problems()]

    def _edited(self, question_id: str) -> None:
        hangs_on = (made.question.shown_if for made in self.fields.values())
        if any(fact is not None and fact.question == question_id for fact in hangs_on):
            self._arrange()
        self.edited.emit()
        self.field_edited.emit(question_id)

    def _settled(self, question_id: str) -> None:
        self._arrange()
        self.settled.emit()
        self.field_settled.emit(question_id)

    def _reading(self, question_id: str) -> Value:
        if (made := self.fields.get(question_id)) is None:
            return self.around.reading(question_id)
        return made.answer_value() or made.own_words() or None

    def _arrange(self) -> None:
        for question_id, made in self.fields.items():
            holds = self._reading(question_id) is not None
            asked = self._more.isChecked() or not made.question.more
            made.setVisible(holds or (asked and made.question.shown(self._reading)))


class RepeatField(Field):
    """The instances of a repeating group: one line each, and one of them open to be changed.

    The page does the storing: it answers ``add_wanted`` and ``remove_wanted``
    by showing the instances anew, and fills ``group`` when ``opened`` comes.

    Attributes:
        group: The fields of the instance that is open, or None.
        open_instance: Which one that is, or empty.
        may_leave: Says whether the open one can be closed: not while it holds
            something that was refused.

    Signals:
        add_wanted: the user wants another one.
        remove_wanted: the user wants one taken away; carries its instance.
        opened: an instance was opened; ``group`` is new and empty.
        field_edited: carries the instance and the question id.
        field_settled: carries the instance and the question id.
    """

    add_wanted = Signal()
    remove_wanted = Signal(str)
    opened = Signal(str)
    field_edited = Signal(str, str)
    field_settled = Signal(str, str)

    group: GroupField | None
    open_instance: str
    may_leave: Callable[[], bool]

    def _build(self) -> None:
        spoken_as(self, QAccessible.Role.Grouping)
        self.setAccessibleName(self.asked)
        self.group, self.open_instance, self.may_leave = None, "", lambda: True
        self._open_card: Card | None = None
        self._titles: dict[str, str] = {}
        self._details: dict[str, str] = {}
        self._rows = space_out(QVBoxLayout(), 8)
        self._column.addLayout(self._rows)
        foot = QWidget(self)
        words = adding(self.question.one)
        self.add = Button(words, foot, icon="plus", identifier=self._identifier("add"))
        self.add.clicked.connect(self.add_wanted)
        FlowLayout(foot).addWidget(self.add)
        self._column.addWidget(foot)

    def show_instances(self, instances: Sequence[tuple[str, str]], open_: str = "") -> None:
        """Show the instances there are.

        Args:
            instances: (instance, title) in order; the title is the value that
                names it, empty where it has none yet.
            open_: The instance to open, or empty to open none.
        """
        self._clear()
        self._titles = {}
        for instance, title in instances:
            self._titles[instance] = title or self._unnamed(instance)
        for instance, title in self._titles.items():
            opening = instance == open_
            row = self._card(instance, title) if opening else self._line(instance, title)
            self._rows.addWidget(row)
        order_tabs(self)
        if open_ in self._titles:
            self.open_instance = open_
            self.opened.emit(open_)

    def describe(self, instance: str, words: str) -> None:
        """Say what stands under the title of an instance while it is closed."""
        self._details[instance] = words

    def open(self, instance: str) -> None:
        """Open another instance, and go to its first field, unless the open one cannot be left."""
        if not self.may_leave():
            return
        self.show_instances(list(self._titles.items()), instance)
        self.begin()

    def begin(self) -> None:
        """Go to what is answered first, and bring it into sight: longer ones may stand above."""
        first = self.first()
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        into_sight(first)

    def rename(self, instance: str, title: str) -> None:
        """Call an instance by another title: its naming field has changed."""
        title = title or self._unnamed(instance)
        if self._titles.get(instance) == title:
            return
        self._titles[instance] = title
        if instance == self.open_instance and self._open_card is not None:
            self._open_card.set_title(title)
            remove = self.findChild(Button, self._identifier(f"{instance}.remove"))
            if remove is not None:
                remove.setAccessibleName(say("Remove {title}", title=title))

    def first(self) -> QWidget:
        """Return what takes the focus: the open one, else the first to be changed, else Add.

        Whoever types at once starts no new one beside those that stand.
        """
        if self.group is not None:
            return self.group.first()
        changes = (self._identifier(f"{one}.change") for one in self._titles)
        found = (self.findChild(Button, name) for name in changes)
        return next(filter(None, found), self.add)

    def problems(self) -> list[str]:
        """Return the problems of the open instance."""
        return self.group.problems() if self.group is not None else []

    def _line(self, instance: str, title: str) -> QWidget:
        card = Card("", self)
        beside = BesideLayout()
        beside.addWidget(self._titled(instance, title, card))
        tools = QWidget(card)
        flow = FlowLayout(tools)
        change = Button(tr("Change"), tools, icon="pencil")
        identify(change, self._identifier(f"{instance}.change"), say("Change {title}", title=title))
        change.clicked.connect(lambda: self.open(instance))
        flow.addWidget(change)
        flow.addWidget(self._remove(instance, title, tools))
        beside.addWidget(tools)
        card.column.addLayout(beside)
        return card

    def _titled(self, instance: str, title: str, card: QWidget) -> QWidget:
        """Return the title, and under it what is worth seeing without opening it."""
        name = PlainLabel(title, card, style="strong")
        if not (detail := self._details.get(instance)):
            return name
        both = QWidget(card)
        column = space_out(QVBoxLayout(both), 0)
        column.addWidget(name)
        column.addWidget(PlainLabel(detail, both, style="small", colour="text2"))
        return both

    def _card(self, instance: str, title: str) -> QWidget:
        card = Card(title, self)
        self._open_card = card
        inside = replace(self.question, hint="", own_words=False)  # shown once, above all
        group = GroupField(inside, self.around, card)
        group.field_edited.connect(lambda q, i=instance: self.field_edited.emit(i, q))
        group.field_settled.connect(lambda q, i=instance: self.field_settled.emit(i, q))
        group.edited.connect(self.edited)
        group.settled.connect(self.settled)
        self.group = group
        card.column.addWidget(group)
        tools = QWidget(card)
        FlowLayout(tools).addWidget(self._remove(instance, title, tools))
        card.column.addWidget(tools)
        return card

    def _remove(self, instance: str, title: str, parent: QWidget) -> Button:
        one = tr(self.question.one) or tr("entry")
        button = Button(say("Remove this {one}", one=one), parent, kind="quiet", icon="x")
        identify(button, self._identifier(f"{instance}.remove"), say("Remove {title}", title=title))
        button.clicked.connect(lambda: self.remove_wanted.emit(instance))
        return button

    def _clear(self) -> None:
        self.group, self.open_instance, self._open_card = None, "", None
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def _unnamed(self, instance: str) -> str:
        """Return what one without a name is called; a second one has a 2 behind it."""
        new = say("New {one}", one=tr(self.question.one) or tr("entry"))
        taken = {title for one, title in self._titles.items() if one != instance}
        again = (say("{name} ({number})", name=new, number=n) for n in count(2))
        return next(title for title in chain((new,), again) if title not in taken)


FIELDS: Final[Mapping[str, type[Field]]] = MappingProxyType(
    {
        "text": TextField,
        "line": LineField,
        "yes-no": YesNoField,
        "choice": ChoiceField,
        "choices": ChoicesField,
        "date": DateField,
        "number": NumberField,
        "scale": ScaleField,
        "lines": LinesField,
        "phones": PhonesField,
        "contact": ContactField,
        "member": MemberField,
        "service": ServiceField,
        "money": MoneyField,
        "treatment": TreatmentField,
        "group": GroupField,
        "ranked-places": RankedPlacesField,
        "statement": StatementField,
    }
)


def field_for(
    question: Question, around: Around, parent: QWidget | None = None, *, labelled: bool = False
) -> Field:
    """Return a new field for *question*: of its kind, or a ``RepeatField`` where it repeats."""
    kind = RepeatField if question.repeats else FIELDS[question.kind]
    return kind(question, around, parent, labelled=labelled)

"""Who is in the room: ticks for the people who are known, and a line for somebody else."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import Conversation
from eolplan.guide import Question, Value
from eolplan.words import tr
from ui.fields import Around, Field
from ui.pages.voices import INTERPRETER, contacts
from ui.theme import space_out
from ui.widgets import Choice, ChoiceGroup, LineBox, PlainLabel

_PERSON: Final = "person"
_INTERPRETER: Final = "interpreter"
_BETWEEN: Final = ";"
"""Stands between several who are typed: after a comma it says who somebody is."""


class WhoIsHere(Field):
    """The others who are here, in words; ``here`` is the person's own field.

    Args:
        talk: The talk.
        present: The question whether the person is here.
        others: The question who else is.
        around: As of ``Field``.
        parent: The widget it belongs to.
    """

    def __init__(
        self,
        talk: Conversation,
        present: Question,
        others: Question,
        around: Around,
        parent: QWidget,
    ) -> None:
        self._talk = talk
        super().__init__(others, around, parent)
        self.here = PersonHere(self, present, around)

    def ask(self, words: str, hint: str = "") -> None:
        """Ask it in other words: on a call nobody is here."""
        self._asked.setText(words)
        self.group.setAccessibleName(words)
        self.group.setAccessibleDescription(hint)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def ticked(self, code: str) -> bool:
        """Return whether somebody is ticked."""
        return code in self.group.values()

    def answer_value(self) -> Value:
        """Return a line for everybody else who is here, None when nobody is."""
        lines = [self._lines[code] for code in self.group.values() if code != _PERSON]
        lines += filter(None, map(str.strip, self.box.text().split(_BETWEEN)))
        return list[Value](lines) or None

    def first(self) -> QWidget:
        """Return the first tick."""
        return self.group.first()

    def _build(self) -> None:
        asked = tr("Who is here?")
        self._asked = PlainLabel(asked, self, style="strong")
        self._hint = PlainLabel("", self, colour="text2")
        self._hint.hide()
        self._column.insertWidget(0, self._asked)
        self._column.insertWidget(1, self._hint)
        called = self._talk.subject.called
        self._lines = {_PERSON: called} | self._people()
        self._lines[_INTERPRETER] = tr(INTERPRETER)
        choices = [Choice(code, words) for code, words in self._lines.items()]
        self.group = ChoiceGroup(
            asked, choices, self, many=True, columns=0, identifier=self._identifier("here")
        )
        self.group.changed.connect(self.edited)
        self.group.changed.connect(self.settled)
        self._column.addWidget(self.group)
        holder = QWidget(self)
        column = space_out(QVBoxLayout(holder), 4)
        label = tr("Someone else, and who they are. Put ; between two people.")
        column.addWidget(PlainLabel(label, holder, style="small", colour="text2"))
        self.box = LineBox(label, holder, identifier=self._identifier("else"), most=100)
        self.box.textEdited.connect(self.edited)
        self.box.left.connect(self.settled)
        column.addWidget(self.box)
        self._column.addWidget(holder)

    def _people(self, *, coded: bool = False) -> dict[str, str]:
        """Name and relation of the people who matter: as the plan calls it, else as it is coded.

        Args:
            coded: As it is coded, whatever it is called; talks of before were recorded so.
        """
        question = self._talk.guide.question("contact.relation")
        found = {}
        for instance, name in contacts(self._talk):
            answer = self._talk.reading(question.id, instance).answer
            own = answer.own_words.strip() if answer and not coded else ""
            relation = own or (question.text(answer).lower() if answer and answer.value else "")
            found[instance] = f"{name}, {relation}" if relation else name
        return found

    def _show_value(self, value: Value) -> None:
        said = [str(line) for line in value] if isinstance(value, list) else []
        lines = (*self._people(coded=True).items(), *self._lines.items())
        known = {line: code for code, line in lines if code != _PERSON}
        ticks = [known[line] for line in said if line in known]
        kept = [_PERSON] if self.ticked(_PERSON) else []
        self.group.show_values([*kept, *ticks])
        rest = f"{_BETWEEN} ".join(line for line in said if line not in known)
        if rest != self.box.text().strip():
            self.box.setText(rest)

    def show_person(self, here: bool) -> None:
        """Tick the person, or take the tick off."""
        others = [code for code in self.group.values() if code != _PERSON]
        self.group.show_values([*others, _PERSON] if here else others)


class PersonHere(Field):
    """Whether the person is here: read off the ticks, with nothing of its own to see.

    Whoever ticks others and not the person has said that the person is not
    here; where nothing is ticked, nothing was said.
    """

    def __init__(self, who: WhoIsHere, question: Question, around: Around) -> None:
        self._who = who
        super().__init__(question, around, who)
        who.edited.connect(self.edited)
        who.settled.connect(self.settled)
        self.hide()

    def answer_value(self) -> Value:
        """Return ``yes``, ``no``, or None."""
        if self._who.ticked(_PERSON):
            return "yes"
        return "no" if self._who.answer_value() else None

    def _show_value(self, value: Value) -> None:
        self._who.show_person(value == "yes")

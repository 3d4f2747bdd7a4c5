"""Fields that are typed: text, line, lines, phones, number, date, and the statement."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from eolplan.guide import Value
from eolplan.guide.kinds.measured import number_from
from eolplan.guide.kinds.money import is_sum, pence_from, pounds
from eolplan.words import tr
from ui.fields.base import Field
from ui.theme import set_state
from ui.widgets import (
    DateBoxes,
    FlowLayout,
    LineBox,
    LinesList,
    OwnWords,
    Phone,
    PhoneList,
    PlainLabel,
)

SHORT: Final = 40
"""A line of fewer letters has a box of its own length; others fill the page."""


class TextField(Field):
    """Somebody's own words and nothing else; the value is always None."""

    def _exits_place(self) -> int:
        return -1  # the words are the answer, and come first

    def _excludes_exit(self) -> bool:
        return bool(self.own_words())

    def complain(self, problems: list[str]) -> None:
        """Mark the box too."""
        super().complain(problems)
        if self._words is not None:
            set_state(self._words.box, "error" if problems else "")


class Dated(Field):
    """A field whose value is a date, as precise as is known.

    Attributes:
        boxes: Day, month and year; a subclass makes and places them.
    """

    boxes: DateBoxes

    def answer_value(self) -> Value:
        """Return the ISO date, what was typed when it is no date, None when nothing was."""
        return self.boxes.value() or None

    def problems(self) -> list[str]:
        """Say which box to mend."""
        problem = self.boxes.problem()
        return [problem] if problem else []

    def complain(self, problems: list[str]) -> None:
        """Mark the boxes too."""
        super().complain(problems)
        self.boxes.complain(bool(problems))

    def _show_value(self, value: Value) -> None:
        text = value if isinstance(value, str) else ""
        if text != self.boxes.value():
            self.boxes.show_value(text)


class PaperField(Dated, TextField):
    """Words that are copied from a paper; its value is the date on it, as precise as is known."""

    def on(self) -> str:
        """Return the ISO date on the paper; empty where none was typed, or half of one."""
        return "" if self.boxes.problem() else self.boxes.value()

    def mend(self) -> QWidget:
        """Return the box that is wrong."""
        return self.boxes.mend() if self.boxes.problem() else self.first()

    def _words_box(self) -> OwnWords | None:
        box = super()._words_box()
        label = tr("Date on the paper")
        self.boxes = DateBoxes(label, self, identifier=self._identifier("on"))
        self.boxes.edited.connect(self.edited)
        self.boxes.left.connect(self.settled)
        hint = tr("As much as there is. A year will do.")
        told = PlainLabel(hint, self, style="small", colour="text2")
        for widget in (PlainLabel(label, self, style="strong"), told, self.boxes):
            self._column.addWidget(widget)
        return box


class LineField(Field):
    """One line."""

    def _build(self) -> None:
        self.box = LineBox(
            self.asked,
            self,
            identifier=self._identifier("line"),
            letters=self.question.max_length if self.question.max_length < SHORT else 0,
            most=self.question.max_length,
        )
        self.box.textEdited.connect(self.edited)
        self.box.left.connect(self.settled)
        self.box.full.connect(lambda words: self._complaint.show_problems([words] if words else []))
        self._column.addWidget(self.box)

    def answer_value(self) -> Value:
        """Return the line, None when it is empty."""
        return self.box.text().strip() or None

    def first(self) -> QWidget:
        """Return the box."""
        return self.box

    def complain(self, problems: list[str]) -> None:
        """Mark the box too."""
        super().complain(problems)
        set_state(self.box, "error" if problems else "")

    def _show_value(self, value: Value) -> None:
        text = value if isinstance(value, str) else ""
        if text != self.box.text().strip():
            self.box.setText(text)


class NumberField(LineField):
    """A number, with its unit beside the box."""

    def _build(self) -> None:
        row = QWidget(self)
        flow = FlowLayout(row)
        self.box = LineBox(
            self.asked, row, identifier=self._identifier("number"), letters=9, most=20
        )
        self.box.textEdited.connect(self.edited)
        self.box.left.connect(self.settled)
        flow.addWidget(self.box)
        if self.question.unit:
            flow.addWidget(PlainLabel(tr(self.question.unit), row))
        self._column.addWidget(row)

    def answer_value(self) -> Value:
        """Return the number; what was typed when it is none, so that it can be refused."""
        typed = self.box.text().strip()
        number = number_from(typed) if typed else None
        return number if number is not None else (typed or None)

    def _show_value(self, value: Value) -> None:
        shown = isinstance(value, (int, str)) and not isinstance(value, bool)
        super()._show_value(str(value) if shown else "")


class MoneyField(LineField):
    """A sum of money: pounds and pence are typed, and pence are kept."""

    def _build(self) -> None:
        row = QWidget(self)
        flow = FlowLayout(row)
        flow.addWidget(PlainLabel("£", row))
        self.box = LineBox(
            self.asked, row, identifier=self._identifier("money"), letters=12, most=20
        )
        self.box.textEdited.connect(self.edited)
        self.box.left.connect(self.settled)
        flow.addWidget(self.box)
        self._column.addWidget(row)

    def answer_value(self) -> Value:
        """Return the pence; what was typed when it is no sum, so that it can be refused."""
        typed = self.box.text().strip()
        pence = pence_from(typed) if typed else None
        return pence if pence is not None else (typed or None)

    def _show_value(self, value: Value) -> None:
        if is_sum(value):
            shown = pounds(value).removeprefix("£")
            super()._show_value(self.box.text() if pence_from(self.box.text()) == value else shown)
        else:
            super()._show_value(value)


class DateField(Dated):
    """A date as precise as is known."""

    def _build(self) -> None:
        self.boxes = DateBoxes(self.asked, self, identifier=self._identifier("date"))
        self.boxes.edited.connect(self.edited)
        self.boxes.left.connect(self.settled)
        self._column.addWidget(self.boxes)

    def first(self) -> QWidget:
        """Return the day."""
        return self.boxes.box("day")

    def mend(self) -> QWidget:
        """Return the box that is wrong."""
        return self.boxes.mend()


class LinesField(Field):
    """Several short lines."""

    def _build(self) -> None:
        self.lines = LinesList(
            self.asked,
            self,
            identifier=self._identifier("lines"),
            letters=self.question.max_length,
        )
        self.lines.edited.connect(self.edited)
        self.lines.left.connect(self.settled)
        self.lines.removed.connect(self.taken_away)
        self._column.addWidget(self.lines)

    def answer_value(self) -> Value:
        """Return the lines that hold something, None when none does."""
        return list[Value](self.lines.value()) or None

    def first(self) -> QWidget:
        """Return the first line."""
        return self.lines.first()

    def _show_value(self, value: Value) -> None:
        lines = value if isinstance(value, list) else []
        texts = [line for line in lines if isinstance(line, str)]
        if texts != self.lines.value():
            self.lines.show_value(texts)


class PhonesField(Field):
    """Telephone numbers in the order in which to try them."""

    def _build(self) -> None:
        self.phones = PhoneList(self.asked, self, identifier=self._identifier("phones"))
        self.phones.edited.connect(self.edited)
        self.phones.left.connect(self.settled)
        self.phones.removed.connect(self.taken_away)
        self._column.addWidget(self.phones)

    def answer_value(self) -> Value:
        """Return ``{"number", "kind", "message"}`` of each; unknown parts are left out."""
        made: list[Value] = []
        for phone in self.phones.value():
            parts = {"number": phone.number, "kind": phone.kind, "message": phone.message}
            made.append({key: text for key, text in parts.items() if text})
        return made or None

    def first(self) -> QWidget:
        """Return the first number."""
        return self.phones.first()

    def mend(self) -> QWidget:
        """Return the first box whose number is not there, else the first of all."""
        return next(iter(self.phones.unfinished()), self.first())

    def complain(self, problems: list[str]) -> None:
        """Mark the boxes whose number is not there too."""
        super().complain(problems)
        self.phones.complain(bool(problems))

    def _show_value(self, value: Value) -> None:
        if value == self.answer_value():
            return
        shown = [_phone(one) for one in (value if isinstance(value, list) else [])]
        self.phones.show_value([phone for phone in shown if phone != Phone("")])


def _phone(value: Value) -> Phone:
    if not isinstance(value, dict):
        return Phone("")
    number, kind, message = (
        str(value[key]) if isinstance(value.get(key), str) else ""
        for key in ("number", "kind", "message")
    )
    return Phone(number, kind, message)


class StatementField(Field):
    """Words that are shown and not asked."""

    def _build(self) -> None:
        self._column.addWidget(PlainLabel(self.asked, self))

    def _label(self) -> str:
        """Return what the words are about; the words themselves stand under it."""
        return tr(self.question.heading)

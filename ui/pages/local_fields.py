"""A place to write what staff say: what keeps it from standing there, and what reads better."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import NotWritten
from eolplan.desk import Desk
from eolplan.desk.half_written import HalfWritten
from eolplan.guide import Fault, Names, fill
from eolplan.guide.words_check import remarks
from eolplan.words import N_, say, tr
from ui.pages.form import FormPage, LineField, Problems
from ui.pages.half_typed import InPassing
from ui.theme import set_state, space_out
from ui.widgets import (
    Button,
    ChoiceGroup,
    Complaint,
    FlowLayout,
    HandsOn,
    PlainLabel,
    WordsBox,
)

LABELS: Final = {
    "they": N_("The question, about the person"),
    "you": N_("The question, to the person"),
    "say": N_("What staff might say"),
    "deeper": N_("What they might ask next"),
    "listen": N_("What to listen for"),
    "check": N_("How to say it back"),
    "upset": N_("What to say if it is too much"),
    "title": N_("Name of the topic"),
    "about": N_("What it is about, for staff"),
    "heading": N_("Short name"),
    "words": N_("The answers to choose from"),
}
"""What the keys of a guide file are called on these pages."""

TO_PERSON: Final = ("you", "say", "deeper", "check", "upset")
"""Those of them that are said to the person: they are to read easily."""

EXAMPLE: Final = Names.of("Gwen", "she", staff="Asha", carer="Huw")
"""Somebody invented, to show how a sentence with a name in it reads."""


class SaidField(HandsOn):
    """A label, a hint, the words, and under them what they read like.

    Args:
        label: What the words are for.
        parent: The widget it belongs to.
        identifier: ``page.control`` of the box.
        hint: A small line under the label.
        to_person: Whether they are said to the person: they are to read easily then.
        several: A sentence on each line, each by itself.
    """

    def __init__(
        self,
        label: str,
        parent: QWidget,
        *,
        identifier: str,
        hint: str = "",
        to_person: bool = False,
        several: bool = False,
    ) -> None:
        super().__init__(parent)
        self._to_person, self._several = to_person, several
        self.box = WordsBox(label, self, identifier=identifier)
        self.box.setAccessibleDescription(hint)
        self._complaint = Complaint(self)
        self._reads = PlainLabel("", self, style="small", colour="text2")
        self._remark = Complaint(self, tone="attention")
        self.column = space_out(QVBoxLayout(self), 4)
        self.column.addWidget(PlainLabel(label, self, style="strong"))
        if hint:
            self.column.addWidget(PlainLabel(hint, self, style="small", colour="text2"))
        for widget in (self._complaint, self.box, self._reads, self._remark):
            self.column.addWidget(widget)
        self.hand_to(self.box)
        self.box.edited.connect(self._forget)
        self.box.left.connect(self.look)
        self.look()

    def texts(self) -> list[str]:
        """Return what was written: a text for each line where there may be several, else one."""
        lines = self.box.text().split("\n")
        found = lines if self._several else [" ".join(lines)]
        return [text for line in found if (text := " ".join(line.split()))]

    def text(self) -> str:
        """Return what was written as one text."""
        return " ".join(self.texts())

    def show_texts(self, texts: Iterable[str]) -> None:
        """Show other words."""
        self.box.show_text("\n".join(texts))
        self.complain("")
        self.look()

    def complain(self, problem: str) -> None:
        """Say beside the box what is to be mended; an empty text clears it."""
        self._complaint.show_problems([problem] if problem else [])
        set_state(self.box, "error" if problem else "")

    def remark(self) -> str:
        """Return what is said of how the words read; empty: nothing."""
        return self._remark.text()

    def look(self) -> None:
        """Say how it reads with a name in it, and what would read better. It stops nothing."""
        said = self.texts()
        filled = " ".join(fill(text, EXAMPLE) for text in said)
        self._reads.setText(say("With a name: {words}", words=filled))
        self._reads.setVisible(filled != " ".join(said))
        found = dict.fromkeys(r for text in said for r in remarks(text, to_person=self._to_person))
        self._remark.show_problems([f"{what} {remedy}" for what, remedy in found])

    def _forget(self) -> None:
        """Let go of what was said about words that are being changed."""
        self.complain("")
        self._remark.show_problems([])


Field = SaidField | LineField | ChoiceGroup


class SayingPage(FormPage):
    """A form with places to write what staff say.

    What is half-typed is kept as answers are: as it is typed, through a lock, a walk to
    another page and a crash, for whoever typed it.

    Attributes:
        fields: What is filled in, by the name under which it is kept.
    """

    fields: dict[str, Field]
    _half: HalfWritten | None = None
    _blank: Mapping[str, list[str]] = MappingProxyType({})

    def hold(self, desk: Desk) -> None:
        """Take up what was half-typed here, and from now on keep what is."""
        self._blank = self._typed()
        self._half = HalfWritten(desk, ".".join(
            (self.objectName(), self.where.topic, self.where.question)
        ))  # fmt: skip
        self._passing = InPassing(self)
        self._passing.due.connect(self._keep_in_passing)
        for field in self.fields.values():
            _edited(field).connect(self._passing.typed)
        if kept := self._half.texts():
            self._fill(kept)
            self._offer_to_start_again()

    def settle(self) -> None:
        """Keep what is half-typed, and nothing of what was not changed.

        Raises:
            NotWritten: the disk did not take it.
        """
        super().settle()
        if self._half is not None:
            self._passing.kept()
            typed = self._typed().items()
            self._half.keep({n: texts for n, texts in typed if texts != self._blank.get(n)})

    def refilled(self) -> None:
        """Other words are in the fields now than were typed in them."""

    def let_go(self, *names: str) -> None:
        """What stands in the fields called *names*, or in all, is saved: no half of it is kept."""
        typed = self._typed()
        self._blank = {**self._blank, **{name: typed[name] for name in names or typed}}
        self._keep_in_passing()

    def touched(self) -> None:
        """The user put other words into a field in another way than by typing."""
        self._passing.typed()

    def _typed(self) -> dict[str, list[str]]:
        return {name: _filled(field) for name, field in self.fields.items()}

    def _fill(self, kept: Mapping[str, Sequence[str]]) -> None:
        for name, field in self.fields.items():
            if name in kept:
                _fill_in(field, kept[name])

    def _keep_in_passing(self) -> None:
        try:
            self.settle()
        except NotWritten as e:
            self.unsaved.emit(e)

    def _offer_to_start_again(self) -> None:
        notice = QWidget(self)
        flow = space_out(FlowLayout(notice), 12)
        flow.addWidget(PlainLabel(tr("This is what you began to write."), notice))
        again = Button(tr("Start again"), notice, identifier=f"{self.objectName()}.start_again")

        def start() -> None:
            notice.hide()
            self._fill(self._blank)
            self.refilled()
            self._keep_in_passing()
            if (first := self.first_focus()) is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)

        again.clicked.connect(start)
        flow.addWidget(again)
        self.column.insertWidget(2, notice)

    def show_problems(self, problems: Problems) -> None:
        """Say what is to be mended: in the summary, and beside each field."""
        super().show_problems(problems)
        for field in self.findChildren(SaidField):
            field.complain("\n".join(words for words, widget in problems if widget is field))


def in_words(told: str, key: str) -> str:
    """Return what was told of a key of a guide file, with the name it has on these pages."""
    return told.replace(f'"{key}"', f"\u201c{tr(LABELS[key])}\u201d") if key in LABELS else told


def fault_words(fault: Fault) -> str:
    """Return what is to be mended in a guide file, for whoever never saw the file."""
    return in_words(f"{fault.what} {fault.remedy}", str(fault.path[-1]) if fault.path else "")


def line(
    label: str, parent: QWidget, *, identifier: str, text: str, hint: str = "", most: int = 80
) -> LineField:
    """Return one line to type in, with what it holds now."""
    field = LineField(label, parent, identifier=identifier, hint=hint, most=most)
    field.box.setText(text)
    return field


def said(
    label: str,
    parent: QWidget,
    texts: Iterable[str],
    *,
    identifier: str,
    hint: str = "",
    to_person: bool = False,
    several: bool = False,
) -> SaidField:
    """Return a place to write what staff say, with what it holds now."""
    field = SaidField(
        label, parent, identifier=identifier, hint=hint, to_person=to_person, several=several
    )
    field.show_texts(texts)
    return field


def _filled(field: Field) -> list[str]:
    if isinstance(field, ChoiceGroup):
        return [*field.values()]
    return field.box.text().split("\n")


def _edited(field: Field) -> SignalInstance:
    """Return what tells that the user changed a field."""
    if isinstance(field, ChoiceGroup):
        return field.changed
    return field.box.textEdited if isinstance(field, LineField) else field.box.edited


def _fill_in(field: Field, texts: Sequence[str]) -> None:
    match field:
        case ChoiceGroup():
            field.show_values(texts)
        case LineField():
            field.box.setText(" ".join(texts))
        case SaidField():
            field.show_texts(texts)

"""Add a person: five things on one page, and a look at whether they are here already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from eolplan.caseload import CaseloadRow, Newcomer
from eolplan.errors import EolplanError
from eolplan.guide import PATTERNS
from eolplan.record import Answer
from eolplan.words import N_, say, tr
from ui.pages.commands import Command
from ui.pages.form import FormPage, LineField, Problems
from ui.pages.second_look import SecondLook
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import (
    Button,
    Choice,
    ChoiceGroup,
    Complaint,
    DateBoxes,
    FlowLayout,
    PlainLabel,
    ToggleButton,
    WordsBox,
)

if TYPE_CHECKING:
    from eolplan.desk import Desk

_NUMBERS: Final = {
    "SCT": ("person.chi", N_("CHI number")),
    "NIR": ("person.hcn", N_("Health and Care number")),
}
_NHS: Final = ("person.nhs_no", N_("NHS number"))
_REASON: Final = "person.no_id_reason"
_DRAFT: Final = "add-person.draft"
_VERY_OLD: Final = 115
"""Above this age the year is worth a second look."""


class AddPersonPage(FormPage):
    """The five things, then the person's own page.

    Args:
        desk: What is at hand.
        where: ``note`` holds a name that was looked for and not found.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__("add", where, tr("Add a person"), onward=tr("Add this person"))
        self._desk = desk
        self._sure = False
        number, words = _NUMBERS.get(desk.staff.nation, _NHS)
        self._number_question, self._number_words = number, tr(words)
        self._form = QWidget(self)
        self._fields = space_out(QVBoxLayout(self._form), 16)
        self._began()
        self._build_names()
        self._build_number()
        self._build_rest()
        self.column.addWidget(self._form)
        self._question: SecondLook | None = None
        self._fill(where.note)
        several = Button(tr("Bring in a whole list"), icon="upload", identifier="add.list")
        several.clicked.connect(lambda: self.wanted.emit(Where("import-people")))
        self.add_action(several)
        self._back = Button(tr("Back"), icon="arrow-left", identifier="add.back")
        self._back.clicked.connect(lambda: self.asked.emit(Command.BACK))
        self.add_action(self._back)

    # -- what the window asks --------------------------------------------

    def first_focus(self) -> QWidget:
        """Return the given names."""
        return self.given.box

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return Continue; Back leaves an interruption first."""
        known = dict(super().commands())
        if self._question is not None:
            known |= {Command.CONTINUE: lambda: None, Command.BACK: self._to_form}
        return known

    def settle(self) -> None:
        """Keep what was filled in, until the person is added."""
        kept = self._typed()
        draft = kept if any(kept.values()) else None
        store = self._desk.session.store
        if draft != store.setting(_DRAFT):
            store.put_setting(_DRAFT, {**draft} if draft else None, at=self._desk.now())

    def check(self) -> Problems:
        """Say what is to be mended."""
        found: list[tuple[str, QWidget]] = []
        if not self.given.text() and not self.family.text():
            found.append((tr("Enter a name"), self.given))
        if problem := self._born_problem():
            found.append((problem, self.born))
        if self.number.text():
            problem = self._refusal(self._number_question, self.number.text())
            named = say("{number}: {problem}", number=self._number_words, problem=problem)
            found += [(named, self.number)] if problem else []
        if self.postcode.text():
            problem = self._refusal("person.address.postcode", self.postcode.text())
            found += [(problem, self.postcode)] if problem else []
        return found

    def show_problems(self, problems: Problems) -> None:
        """Say what is to be mended, also beside the date."""
        super().show_problems(problems)
        wrong = [words for words, widget in problems if widget is self.born]
        self._born_complaint.show_problems(wrong)
        self.born.complain(bool(wrong))

    def submit(self) -> None:
        """Add the person, unless a second look is worth it."""
        new = self._newcomer()
        if not self._sure:
            if alike := self._desk.caseload.alike(new):
                self._ask_same(alike)
                return
            if (age := self._age(new.born)) > _VERY_OLD:
                self._ask_age(age)
                return
        try:
            person = self._desk.caseload.add(new)
        except EolplanError as e:
            self.trouble.emit(e)
            return
        self._clear()
        self.saved.emit()
        self.finished = True
        self.wanted.emit(Where("person", person=person))

    # -- the form --------------------------------------------------------

    def _began(self) -> None:
        """Show that the page holds what was begun before, with a way to empty it."""
        self._notice = QWidget(self._form)
        flow = space_out(FlowLayout(self._notice), 12)
        flow.addWidget(PlainLabel(tr("These are the details you began to fill in."), self._notice))
        empty = Button(tr("Start with an empty page"), self._notice, identifier="add.empty")
        empty.clicked.connect(self._start_again)
        flow.addWidget(empty)
        self._notice.hide()
        self._fields.addWidget(self._notice)

    def _build_names(self) -> None:
        row = QWidget(self._form)
        flow = space_out(FlowLayout(row, gap=16, top=True))
        self.given = self._line("given", tr("Given names"), flow, letters=24, most=35)
        self.family = self._line("family", tr("Family name"), flow, letters=24, most=35)
        self.preferred = self._line(
            "preferred", tr("Likes to be called"), flow, letters=24, most=70
        )
        self._fields.addWidget(row)
        self._build_born()

    def _build_born(self) -> None:
        name = tr("Born")
        holder = QWidget(self._form)
        column = space_out(QVBoxLayout(holder), 4)
        self.born = DateBoxes(name, holder, identifier="add.born")
        self._born_complaint = Complaint(holder)
        hint = tr("For example 23 3 1941, or only the year.")
        for widget in (
            PlainLabel(name, holder, style="strong"),
            PlainLabel(hint, holder, style="small", colour="text2"),
            self._born_complaint,
            self.born,
        ):
            column.addWidget(widget)
        self._fields.addWidget(holder)

    def _build_number(self) -> None:
        self.number = self._line("number", self._number_words, self._fields, letters=14, most=20)
        self._hint = PlainLabel("", self._form, style="small", colour="text2")
        self._hint.hide()
        self._fields.addWidget(self._hint)
        self.number.box.left.connect(self._hint_at_number)
        row = QWidget(self._form)
        self.none = ToggleButton(
            tr("I do not have it"), row, identifier="add.none",
            name=say("I do not have the {number}", number=self._number_words),
        )  # fmt: skip
        self.none.toggled.connect(self._ask_why)
        FlowLayout(row).addWidget(self.none)
        self._fields.addWidget(row)
        why = tr("Why is there no number?")
        self._why_label = PlainLabel(why, self._form, style="strong")
        options = self._desk.guide.question(_REASON).options
        choices = [Choice(o.code, tr(o.words), tr(o.hint)) for o in options]
        self.why = ChoiceGroup(why, choices, self._form, columns=2, identifier="add.why")
        for widget in (self._why_label, self.why):
            self._fields.addWidget(widget)
            widget.hide()

    def _build_rest(self) -> None:
        lines = tr("Each line of the address on its own line.")
        self.address = self._words("address", tr("Where they live now"), lines)
        self.postcode = self._line("postcode", tr("Postcode"), self._fields, letters=10, most=10)
        self.communication = self._words(
            "communication",
            tr("Language, hearing, sight, and what helps"),
            tr("Such as: needs an interpreter. Deaf in the left ear, sit on the right."),
        )

    def _line(
        self, part: str, label: str, layout: QLayout, *, letters: int, most: int
    ) -> LineField:
        line = LineField(label, self._form, identifier=f"add.{part}", letters=letters, most=most)
        layout.addWidget(line)
        return line

    def _words(self, part: str, label: str, hint: str) -> WordsBox:
        box = WordsBox(label, self._form, identifier=f"add.{part}")
        box.setAccessibleDescription(hint)
        holder = QWidget(self._form)
        column = space_out(QVBoxLayout(holder), 4)
        column.addWidget(PlainLabel(label, holder, style="strong"))
        column.addWidget(PlainLabel(hint, holder, style="small", colour="text2"))
        column.addWidget(box)
        self._fields.addWidget(holder)
        return box

    def _ask_why(self, none: bool) -> None:
        self.number.setEnabled(not none)
        self._why_label.setVisible(none)
        self.why.setVisible(none)
        if none:
            self.number.box.clear()
            self._hint_at_number()

    def _hint_at_number(self) -> None:
        pattern = self._desk.guide.question(self._number_question).pattern
        hints = PATTERNS[pattern].hints(self.number.text()) if pattern else []
        self._hint.setText(" ".join(hints))
        self._hint.setVisible(bool(hints))

    # -- what was typed --------------------------------------------------

    def _typed(self) -> dict[str, str]:
        return {
            "given": self.given.text(),
            "family": self.family.text(),
            "preferred": self.preferred.text(),
            "born": self.born.value(),
            "number": self.number.text(),
            "why": self.why.value() if self.none.isChecked() else "",
            "address": self.address.text(),
            "postcode": self.postcode.text(),
            "communication": self.communication.text(),
        }

    def _newcomer(self) -> Newcomer:
        typed = self._typed()
        lines = (line.strip() for line in typed["address"].splitlines())
        return Newcomer(
            given=typed["given"],
            family=typed["family"],
            preferred=typed["preferred"],
            born=typed["born"],
            number="".join(c for c in typed["number"] if c.isdigit()),
            number_question=self._number_question,
            no_number_reason=typed["why"],
            address=tuple(line for line in lines if line),
            postcode=typed["postcode"].upper(),
            communication=typed["communication"].strip(),
        )

    def _fill(self, looked_for: str) -> None:
        """Show the name that was looked for, or what was begun before."""
        if looked_for:
            given, _, family = looked_for.rpartition(" ")
            self.given.box.setText(given.title() or looked_for.title())
            self.family.box.setText(family.title() if given else "")
            return
        kept = self._desk.session.store.setting(_DRAFT)
        if not isinstance(kept, dict):
            return
        draft = {part: text for part, text in kept.items() if isinstance(text, str)}
        for part in ("given", "family", "preferred", "number", "postcode"):
            line = getattr(self, part)
            line.box.setText(draft.get(part, ""))
        self.born.show_value(draft.get("born", ""))
        self.address.show_text(draft.get("address", ""))
        self.communication.show_text(draft.get("communication", ""))
        self.none.setChecked(bool(draft.get("why")))
        self.why.show_values([draft.get("why", "")])
        self._notice.show()

    def _clear(self) -> None:
        """Empty the page, on screen and in the vault."""
        for line in self.findChildren(LineField):
            line.box.clear()
        self.born.show_value("")
        self.address.show_text("")
        self.communication.show_text("")
        self.none.setChecked(False)
        self.why.show_values([])
        self.settle()

    def _start_again(self) -> None:
        self._clear()
        self._notice.hide()
        self.given.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refusal(self, question: str, value: str) -> str:
        """Return why the guide refuses *value*, or the empty string."""
        problems = self._desk.guide.question(question).problems(
            Answer(value=value), today=self._desk.today
        )
        return problems[0] if problems else ""

    def _born_problem(self) -> str:
        value = self.born.value()
        return self.born.problem() or (self._refusal("person.dob", value) if value else "")

    def _age(self, born: str) -> int:
        try:
            return self._desk.today.year - dt.date(int(born[:4]), 1, 1).year
        except ValueError:
            return 0

    # -- a second look ---------------------------------------------------

    def _ask_same(self, alike: Sequence[CaseloadRow]) -> None:
        asked = SecondLook(tr("Could this be the same person?"), self)
        for row in alike:
            asked.add_plan(row)
        self._interrupt(asked, tr("No, add a new person"))

    def _ask_age(self, age: int) -> None:
        name = self.preferred.text() or self.given.text() or self.family.text()
        words = say("{name} would be {age} years old. Is the year right?", name=name, age=age)
        self._interrupt(SecondLook(words, self), tr("Yes, add this person"))

    def _interrupt(self, asked: SecondLook, yes: str) -> None:
        """Put a question in place of the form."""
        asked.sure.connect(self._add_anyway)
        asked.unsure.connect(self._to_form)
        asked.known.connect(self._open)
        self._form.hide()
        self.bar.hide()
        self._question = asked
        self.column.addWidget(asked)
        self.commands_changed.emit()
        asked.add_answers(yes)

    def _add_anyway(self) -> None:
        self._sure = True
        self.submit()

    def _to_form(self) -> None:
        if self._question is not None:
            self._question.hide()
            self._question.deleteLater()
            self._question = None
        self._form.show()
        self.bar.show()
        self.commands_changed.emit()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, person: str) -> None:
        self._clear()
        self.wanted.emit(Where("person", person=person))

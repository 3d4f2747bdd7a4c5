"""What every field is: a widget for one question, which knows no record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.directory import Service
from eolplan.guide import Names, Question, Value, Voice, fill
from eolplan.words import say, tr
from ui.fields.said_before import SaidBefore
from ui.theme import space_out
from ui.widgets import Choice, ChoiceGroup, Complaint, OwnWords, PlainLabel, identify, order_tabs


def _unknown(question_id: str) -> Question:
    raise KeyError(question_id)


def _silent(question_id: str) -> Value:
    del question_id
    return None


def _nobody(group_id: str) -> tuple[tuple[str, str], ...]:
    del group_id
    return ()


def _nowhere(question_id: str, wants: str) -> None:
    del question_id, wants


Known = tuple[Service, str]
"""A local service, and how old what is known of it is, in words."""


def adding(one: str) -> str:
    """Return the words of a button that adds one more of a group: ``Add a person``."""
    if not one:
        return tr("Add another")
    if one[0].lower() in "aeiou":
        return say("Add an {one}", one=tr(one))
    return say("Add a {one}", one=tr(one))


@dataclass(frozen=True, slots=True)
class Around:
    """What a field needs to know besides its question.

    Attributes:
        names: Who is who in the sentences.
        find: Gives the question of an id; ``guide.question``. Only fields made
            of other questions ask it.
        reading: Gives what is recorded for a question outside the field, for
            ``shown_if``.
        contacts: (instance, name) of the people who matter.
        voice: ``they`` on a staff page, ``you`` on a shared one.
        page: The ``page`` of the identifiers ``page.question.part``.
        digits: Whether 1, 2 and 0 choose in the table of places.
        members: Gives (instance, title) of the members of a repeating group.
        services: Gives the local services that can be pointed to.
        age: The person's, in whole years; None while the day of birth is not known.
        go: Opens the page of a question, for whoever is not in a list yet, and is given
            the question that wants them too.
    """

    names: Names
    find: Callable[[str], Question] = _unknown
    reading: Callable[[str], Value] = _silent
    contacts: tuple[tuple[str, str], ...] = field(default=())
    voice: Voice = "they"
    page: str = "conv"
    digits: bool = True
    members: Callable[[str], Sequence[tuple[str, str]]] = _nobody
    services: Callable[[], Sequence[Known]] = tuple
    age: int | None = None
    go: Callable[[str, str], None] = _nowhere

    def asked(self, question: Question) -> str:
        """Return the question in full, with the names in it."""
        return question.asked(self.voice, self.names)

    def fill(self, text: str) -> str:
        """Translate a text of the guide and put the names in it."""
        return fill(text, self.names)


class Field(QWidget):
    """A widget that can show and give back the answer to one question.

    Args:
        question: What is asked.
        around: Names, look-ups and voice.
        parent: The widget it belongs to.
        labelled: True shows the question above the field; a page with one
            question shows it as its heading instead.

    Signals:
        edited: the user changed something; worth a draft.
        settled: the user chose, or has moved on; worth recording.
        words_fit: what was said before goes with the new answer too.
        taken_away: a row of what was typed is gone, after ``settled``; carries what it held.
    """

    edited = Signal()
    settled = Signal()
    words_fit = Signal()
    taken_away = Signal(str)

    def __init__(
        self,
        question: Question,
        around: Around,
        parent: QWidget | None = None,
        *,
        labelled: bool = False,
    ) -> None:
        super().__init__(parent)
        self.question, self.around, self._labelled = question, around, labelled
        self.asked = around.asked(question)
        identify(self, f"{around.page}.{question.id}")
        self._column = space_out(QVBoxLayout(self), 8)
        if labelled:
            self._column.addWidget(PlainLabel(self._label(), self, style="strong"))
        if question.hint:
            hint = around.fill(question.hint)
            self._column.addWidget(PlainLabel(hint, self, style="small", colour="text2"))
        self._complaint = Complaint(self)
        self._column.addWidget(self._complaint)
        self._exits: ChoiceGroup | None = None
        self._leaving = False
        self._before: SaidBefore | None = None
        self._build()
        self._words = self._words_box()

    def answer_value(self) -> Value:
        """Return the coded part as it stands on screen, acceptable or not; None for nothing."""
        return None

    def own_words(self) -> str:
        """Return the words beside the code; empty when there is no box for them."""
        return self._words.text() if self._words is not None else ""

    def show_answer(self, value: Value, own_words: str = "") -> None:
        """Show an answer without emitting anything; a value of another shape shows nothing."""
        self._show_value(value)
        if self._words is not None:
            self._words.show_text(own_words)

    def problems(self) -> list[str]:
        """Return what is wrong in a way only the screen knows, such as half a date."""
        return []

    def complain(self, problems: list[str]) -> None:
        """Say why the answer was not recorded; an empty list clears it."""
        self._complaint.show_problems(problems)

    def complaint(self) -> str:
        """Return the complaint shown, or the empty string."""
        return self._complaint.text()

    def first(self) -> QWidget:
        """Return what takes the focus first."""
        return self._words or self

    def mend(self) -> QWidget:
        """Return what takes the focus so that what is wrong can be mended."""
        return self.first()

    def naming(self, problem: str) -> str:
        """Return *problem* with the question it is about, where the field is one of several."""
        if not self._labelled:
            return problem
        label = self._label()
        if label.endswith(("?", ".")):
            return say("{question} {problem}", question=label, problem=problem)
        return say("{question}: {problem}", question=label, problem=problem)

    def take_off(self, words: Collection[str]) -> None:
        """Take off, without emitting anything, those of *words* that stand in the field."""
        if self._words is not None and self.own_words().strip() in words:
            self._words.show_text("")

    def put_back(self, value: Value, words: str) -> None:
        """Show *words* again, and what *value* holds in words, without emitting anything."""
        del value
        if self._words is not None:
            self._words.show_text(words)

    def show_before(self, words: str, *, takes: str = "") -> None:
        """Tell above the words what was said with an earlier answer; empty takes it off.

        Args:
            words: A sentence.
            takes: What the step is called that takes it along; empty: nothing can be.
        """
        if self._before is None and words:
            made = SaidBefore(self.asked, self, identifier=self._identifier("before"))
            made.fits.connect(self.words_fit)
            place = self._column.indexOf(self._words) if self._words is not None else -1
            self._column.insertWidget(place, made)
            self._before = made
        if self._before is not None and self._before.text() != words:
            self._before.tell(words, takes=takes)
            order_tabs(self)

    def before(self) -> str:
        """Return what is told of an earlier answer, or the empty string."""
        return self._before.text() if self._before is not None else ""

    def words_box(self) -> QWidget | None:
        """Return the box for own words; None where the question has none."""
        return self._words.box if self._words is not None else None

    def call_words(self, label: str) -> None:
        """Say whose words the box is for; an empty text brings back the person's own."""
        if self._words is not None:
            label = label or self._words_label()
            self._words.call(label, self._spoken(label))

    def ask_words(self, asks: bool) -> None:
        """Show the box for own words, or leave it out while it holds nothing."""
        if self._words is not None:
            self._words.setVisible(asks or bool(self.own_words()))

    def offer_exits(self, exits: Sequence[tuple[str, str]]) -> None:
        """Offer ways of not answering beside the answers.

        One of them takes the place of a coded answer, and the other way round;
        own words stand beside both.

        Args:
            exits: (code, words) of each.
        """
        name = say("Other answers. {question}", question=self.asked)
        choices = [Choice(code, words) for code, words in exits]
        self._exits = ChoiceGroup(
            name, choices, self, columns=0, identifier=self._identifier("exit")
        )
        self._exits.changed.connect(self._exit_chosen)
        self.edited.connect(self._weigh_exit)
        self._column.insertWidget(self._exits_place(), self._exits)

    def exit(self) -> str:
        """Return the code of the exit that is chosen, or the empty string."""
        return self._exits.value() if self._exits is not None else ""

    def show_exit(self, code: str) -> None:
        """Show which exit stands, or that none does, without emitting anything."""
        if self._exits is not None:
            self._exits.show_values([code] if code else [])

    def _label(self) -> str:
        """Return what stands above the field where it shares a page with others."""
        return self.asked

    def _identifier(self, part: str) -> str:
        return f"{self.around.page}.{self.question.id}.{part}"

    def _exits_place(self) -> int:
        """Return where in the column the exits stand: above the words, if there is a code."""
        return self._column.indexOf(self._words) if self._words is not None else -1

    def _exit_chosen(self) -> None:
        self._leaving = True
        self._unchoose()
        self.edited.emit()
        self._leaving = False
        self.settled.emit()

    def _unchoose(self) -> None:
        """Take the coded answer away: an exit was chosen."""
        self._show_value(None)

    def _weigh_exit(self) -> None:
        if not self._leaving and self._excludes_exit():
            self.show_exit("")

    def _excludes_exit(self) -> bool:
        """Say whether what the user did last is an answer that no exit can stand beside."""
        return self.answer_value() is not None

    def _build(self) -> None:
        """Add the controls to ``_column``; a kind that is only words adds none."""

    def _show_value(self, value: Value) -> None:
        """Show the coded part."""

    def _words_box(self) -> OwnWords | None:
        """Add the box for own words, where the question has one."""
        if not self.question.own_words:
            return None
        box = OwnWords(self._words_label(), self, identifier=self._identifier("words"))
        box.call(self._words_label(), self._spoken(self._words_label()))
        box.edited.connect(self.edited)
        box.left.connect(self.settled)
        self._column.addWidget(box)
        return box

    def _spoken(self, label: str) -> str:
        """Return the spoken name of the box: among several on a page, with what it is about."""
        if not self._labelled:
            return label
        return say("{label}. {question}", label=label, question=self.asked)

    def _words_label(self) -> str:
        if self.question.asks == "carer":
            return tr("In the carer's own words")
        if self.question.asks != "person" or not self.question.whose:
            return tr("In words")
        if self.around.voice == "you":
            return tr("In your own words")
        return say("In {name}'s own words", name=self.around.names.name)
